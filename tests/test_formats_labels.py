"""Label sheets: every address on its label, at the figures of the sheet, and nothing beside them."""

from collections.abc import Sequence
from io import BytesIO

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
import pytest

from builders.envelopes import (
    KNOWN,
    PAPERS,
    SENDERS,
    SHEETS,
    Page,
    Words,
    labelled,
    letter_to,
    lines_of,
    places,
    read,
    seed_letters,
    unmarked,
)
from builders.formats_pdf import claims
from builders.formats_scripts import ARABIC, CHINESE
from ualetters.formats.labels import labels_sheet
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.model.letter import Letter, Postal

MARK = "SPECIMEN – do not send"
LABELS = {"L7160": 21, "L7163": 14, "L7162": 16, "L7159": 24, "L7165": 8, "5160": 30, "5161": 20}


def on_labels(pages: Sequence[Page], name: str) -> list[Words]:
    """What stands on every label of every page; no word stands anywhere else."""
    found = [page.within(*place) for page in pages for place in places(name)]
    counted = sum(len(words.text.split()) for words in found)
    assert counted == sum(len(page.words) for page in pages)
    return found


def assert_inside(words: Words, place: tuple[float, float, float, float], margin: float) -> None:
    """The words stand inside a label, so many mm from each of its edges."""
    left, top, right, bottom = place
    assert min(words.left - left, words.top - top, right - words.right, bottom - words.bottom) >= margin


@pytest.mark.parametrize("country", SENDERS)
@pytest.mark.parametrize("name", LABELS)
def test_each_address_is_on_its_label(name: str, country: str) -> None:
    """Every address of the seed cases on every sheet, from every country: whole, and 2 mm from the edges."""
    letters = unmarked(seed_letters(country))
    (page,) = read(labelled(letters, name))
    assert (page.width, page.height) == pytest.approx(PAPERS[SHEETS[name]["paper"]], abs=0.01)
    found = on_labels([page], name)
    assert [words.text for words in found if words.text] == [" ".join(lines_of(letter)) for letter in letters]
    for words, place in zip(found[: len(letters)], places(name), strict=False):
        assert_inside(words, place, 2)


@pytest.mark.parametrize("name", LABELS)
def test_a_specimen_carries_its_mark(name: str) -> None:
    """Each label says that it is a specimen, in its margin: the address stands where it does without."""
    letters = seed_letters("DE")
    marked, plain = (read(labelled(some, name))[0] for some in (letters, unmarked(letters)))
    for letter, place in zip(letters, places(name), strict=False):
        words = marked.within(*place)
        assert words.text == f"{MARK} {' '.join(lines_of(letter))}"
        assert_inside(words, place, 0.2)
    assert {word for word in marked.words if word.text not in MARK} == {
        word for word in plain.words if word.text not in MARK
    }


def test_only_specimens_carry_a_mark() -> None:
    """Between specimens an open case stays unmarked."""
    letters = [letter_to("First", mark=MARK), letter_to("Second"), letter_to("Third", mark=MARK)]
    assert [words.text for words in on_labels(read(labelled(letters, "L7160")), "L7160")][:3] == [
        f"{MARK} First",
        "Second",
        f"{MARK} Third",
    ]


@pytest.mark.parametrize("letter", [ARABIC, CHINESE], ids=["Arabic", "Chinese"])
def test_marks_in_several_scripts(letter: Letter) -> None:
    """All specimens carry the mark of the first, whatever their languages are."""
    address = Postal(("Minister of Justice", "Moscow"))
    letters = [replace(one, postal=address) for one in (letter, ARABIC, CHINESE)]
    found = on_labels(read(labelled(letters, "L7160")), "L7160")[:3]
    assert len({words.text for words in found}) == 1
    mark = found[0].text.removesuffix(" Minister of Justice Moscow")
    # A line that is read from the right is found letter by letter from the left.
    assert mark != found[0].text
    assert any(char in letter.mark for char in mark if char.isalpha())


@pytest.mark.parametrize("name", LABELS)
def test_skip_and_further_pages(name: str) -> None:
    """Labels that are gone stay empty on the first page only, and the rest go on to the next."""
    count = LABELS[name]
    letters = [letter_to(f"Recipient {number}", "Moscow") for number in range(count + 2)]
    pages = read(labelled(letters, name, skip=count - 1))
    assert len(pages) == 3
    texts = [words.text for words in on_labels(pages, name)]
    assert texts[: count - 1] == [""] * (count - 1)
    assert texts[count - 1 : 2 * count + 1] == [f"Recipient {number} Moscow" for number in range(count + 2)]
    assert not any(texts[2 * count + 1 :])


@pytest.mark.parametrize("name", LABELS)
def test_a_full_sheet_is_one_page(name: str) -> None:
    """All labels are used before a second sheet is begun, each address 4 mm from the left and in the middle."""
    letters = [letter_to(f"Recipient {number}") for number in range(LABELS[name])]
    (page,) = read(labelled(letters, name))
    for number, (words, place) in enumerate(zip(on_labels([page], name), places(name), strict=True)):
        left, top, right, bottom = place
        assert words.text == f"Recipient {number}"
        assert words.left == pytest.approx(left + 4, abs=0.15)
        assert (words.top + words.bottom) / 2 == pytest.approx((top + bottom) / 2, abs=0.5)
        assert right < page.width
        assert bottom < page.height


@pytest.mark.parametrize("name", LABELS)
def test_labels_on_a_sheet(name: str) -> None:
    """As many as its maker says; more than all but one of them cannot be used up."""
    sheet = KNOWN.labels[name]
    assert sheet.count == LABELS[name]
    for skip in (-1, LABELS[name], LABELS[name] + 7):
        with pytest.raises(ValueError, match=f"of {LABELS[name]} labels, {skip} cannot be used up"):
            labels_sheet([letter_to("x")], sheet, skip)


def sizes_of(content: bytes) -> list[float]:
    """The heights of all lines in mm."""
    return sorted({round(word.bottom - word.top, 2) for word in read(content)[0].words})


def test_type_becomes_smaller_but_never_tiny() -> None:
    """A short address is set in 11 pt; a long one is made smaller until it fits, down to 8 pt."""
    point = 25.4 / 72
    short = sizes_of(labelled([letter_to("Minister of Justice", "Moscow")], "5160"))
    long = sizes_of(labelled([letter_to(*(f"Line {number} of an address" for number in range(7)))], "5160"))
    assert short == [pytest.approx(11 * point, abs=0.02)]
    assert long == [pytest.approx(8 * point, abs=0.02)]


@pytest.mark.parametrize("lines", [("Hidden",) * 12, ("Hidden" * 12, "Moscow"), ("Moscow", f"a {'Hidden' * 8}")])
def test_an_address_that_does_not_fit(lines: tuple[str, ...]) -> None:
    """Too many lines, or a word that is wider than the label, are refused without a word of them."""
    with pytest.raises(DoesNotFitError) as caught:
        labelled([letter_to("Minister", "Moscow"), letter_to(*lines)], "5160")
    message = "an address is too long for the label; use a sheet with larger labels, or shorten its lines"
    assert str(caught.value) == message


def test_no_address() -> None:
    """A letter without an address in Latin script has no label."""
    with pytest.raises(DoesNotFitError, match="no address in Latin script for the label"):
        labelled([replace(letter_to("x"), postal=None)], "L7160")


def test_a_line_that_is_broken_hangs() -> None:
    """What is broken off a line begins further right than the line."""
    office = "Chairman of the Investigation Committee of the Russian Federation"
    (page,) = read(labelled([letter_to(office, "Moscow")], "5160"))
    starts = {round(word.top, 1): word.left for word in reversed(page.words)}
    first, *broken_off, last = (starts[top] for top in sorted(starts))
    assert broken_off
    assert all(start > first + 2 for start in broken_off)
    assert last == pytest.approx(first, abs=0.3)


@pytest.mark.parametrize(
    "line",
    [
        "#panic()",
        "*bold* _it_ `raw` $x$",
        "= Heading",
        "- item -- dash",
        "@label <label> [content]",
        "\\u{41} // comment",
    ],
)
def test_a_hostile_line_is_text(line: str) -> None:
    """What looks like markup is printed as it is."""
    (page,) = read(labelled([letter_to("Minister", line, "Moscow")], "L7160"))
    assert page.within(*places("L7160")[0]).text == f"Minister {line} Moscow"


WORD = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=45)


# No line is broken at these spaces.
@example(lines=["@@ 000 :0000 ]00000@@ ]00000@@"])
@example(lines=["Moscow ( ( ( ( " + "0" * 39])
@given(lines=st.lists(st.lists(WORD, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=7))
def test_any_address_is_printed_whole_or_not_at_all(lines: list[str]) -> None:
    """Whatever it says, all of it stands on its label, or it is refused."""
    try:
        (page,) = read(labelled([letter_to("First"), letter_to(*lines)], "L7160"))
    except DoesNotFitError:
        return
    place = places("L7160")[1]
    words = page.within(*place)
    assert_inside(words, place, 2)
    assert sorted("".join(words.text.split())) == sorted("".join("".join(lines).split()))


def test_what_kind_of_pdf_it_is() -> None:
    """It can be archived and read aloud, is printed in its own size, and has no sender."""
    reader = PdfReader(BytesIO(labelled(seed_letters("DE"), "L7160")))
    xmp = claims(reader)
    assert reader.root_object["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]
    metadata = reader.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Labels", None)
    assert "Keller" not in " ".join(page.extract_text() for page in reader.pages) + f"{metadata}{xmp}"
