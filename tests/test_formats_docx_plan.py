"""How a Word document is set: as large and as airy as it fits on one page, as the PDF is."""

from msgspec.structs import replace
import pytest

from builders.compose import SENDER
from builders.formats_docx import seed_letters
from builders.formats_pdf import ENGLISH, LETTER, MARK, longer, pages
from builders.formats_pdf import made as pdf_of
from builders.formats_scripts import ARABIC
from ualetters.formats.docx.plan import plan
from ualetters.formats.docx.sheet import Plan
from ualetters.model.letter import Align, Letter, Lines, Paragraph, Part, Role, Ruled
from ualetters.model.sender import Sender


def measure(planned: Plan) -> float:
    """How far text stays from the far margin, in millimetres."""
    return next(one.end for one in planned.styles if one.name == "Body Text")


def test_a_longer_letter_is_set_closer_then_wider_then_smaller() -> None:
    """And what cannot be on one page is as airy as a short one."""
    plans = [plan(longer(LETTER, count)) for count in range(24)]
    assert [one.pages for one in plans[:12]] == [(1,)] * 12
    found = [(one.size, -measure(one), one.leading) for one in plans]
    most = max(index for index, one in enumerate(plans) if one.pages == (1,))
    sizes, widths, leadings = ([one[index] for one in found[: most + 1]] for index in range(3))
    assert sizes == sorted(sizes, reverse=True)
    assert widths == sorted(widths)
    assert leadings == sorted(leadings, reverse=True)
    assert (sizes[0], sizes[-1], widths[-1], len({*widths}) > 2, len({*leadings}) > 2) == (11, 10, 0, True, True)
    assert plans[most + 1].pages == (2,)
    assert found[most + 1] == found[0]


@pytest.mark.parametrize("sender", [None, SENDER], ids=["by hand", "printed"])
@pytest.mark.parametrize("code", ["ru", "en", "ar", "fa", "uz"])
@pytest.mark.parametrize("case", ["azimov", "kasymakhunov"])
def test_a_letter_that_is_one_page_as_pdf_is_one_page(case: str, code: str, sender: Sender | None) -> None:
    """Also the covering notes with the letters enclosed."""
    for recipient, letter in seed_letters(case, code, sender).items():
        if len(pages(pdf_of(letter))) == 1 + len(letter.enclosed):
            assert max(plan(letter).pages) == 1, recipient


def test_letters_share_the_styles_of_the_longest_that_fits() -> None:
    """One that never fits does not make the others small."""
    alone = plan(longer(LETTER, 14))
    assert (alone.pages, alone.size) == ((1,), 10)
    assert plan(replace(LETTER, enclosed=(longer(LETTER, 14),))).size == 10
    assert plan(replace(LETTER, enclosed=(longer(LETTER, 60),))).size == 11


def test_the_first_part_begins_at_the_top() -> None:
    """Whichever it is; the mark stands above it."""
    for letter in (LETTER, ENGLISH, ARABIC):
        first, second, *_ = plan(replace(letter, mark=MARK)).letters[0]
        assert (first.style.name, second.style.above) == ("Mark", 0)
        assert plan(replace(letter, mark="")).letters[0][0].style.above == 0


def test_a_subject_is_close_to_the_salutation_that_it_follows() -> None:
    """But apart from an address."""
    after = {one.name: one.above for one in plan(ENGLISH).styles}["Subject"]
    before = {one.name: one.above for one in plan(LETTER).styles}["Subject"]
    assert (after, before) == (12.5, 20)


def test_a_printed_name_leaves_room_for_a_signature() -> None:
    """Rules have room of their own."""
    assert {one.name: one.above for one in plan(ENGLISH).styles}["Signature"] == 42


def test_two_styles_never_have_one_name() -> None:
    """Where a part stands on one side in one letter and on the other in another, both are in the document."""
    other = replace(ENGLISH, parts=(Part(Role.DATE, Align.START, (Paragraph("x"),)), *ENGLISH.parts))
    planned = plan(replace(ENGLISH, enclosed=(other, ENGLISH)))
    dates = [one for one in planned.styles if one.name.startswith("Date")]
    assert [(one.name, one.start > 0) for one in dates] == [("Date", True), ("Date (2)", False)]
    names = [one.name for one in planned.styles]
    assert len(names) == len({*names})


@pytest.mark.parametrize(
    "parts",
    [
        (Part(Role.BODY, Align.START, (Paragraph("x" * 20_000),)),),
        (Part(Role.BODY, Align.END, (Paragraph("字" * 5_000),)),),
        (Part(Role.BODY, Align.START, (Lines(("x",) * 300),)),),
        (Part(Role.SIGNATURE, Align.END, (Ruled("Name:", 80),)),),
    ],
    ids=["a word", "characters", "lines", "rules"],
)
def test_what_is_longer_than_a_page_is_known_to_be(parts: tuple[Part, ...]) -> None:
    """A word that is wider than the sheet is broken, too."""
    letter: Letter = replace(LETTER, parts=parts)
    assert 2 <= plan(letter).pages[0] <= 9
