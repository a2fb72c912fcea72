"""The cover sheet of a fax: for whom, from whom, how many pages; in the letter's language and in its order."""

from functools import cache
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.compose import SENDER, SHOP, TODAY, case_of, letter_of, official
from builders.envelopes import Page, read
from builders.formats_glyphs import edge, seen_lines
from builders.formats_pdf import longer
from builders.pack import by_pypdf, holds, page_texts, seed_entry, sizes
from builders.packs import CODES
from builders.window import strokes
from ualetters.formats.sheets import cover_sheet, letter_sheet
from ualetters.formats.typesetting import Sheet, typeset
from ualetters.model.letter import Letter
from ualetters.model.sender import Sender

CHAIR = {"chair": official(fax="+7 499 265 90 77; +7 499 265 97 75")}
SET = typeset(SHOP.templates)
A4 = (210.0, 297.0)
LEFT, RIGHT = 25, 185
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"


def letter(code: str = "en", sender: Sender | None = SENDER, **changes: Any) -> Letter:  # noqa: ANN401
    """A letter to the chair, who has two fax numbers."""
    with TemporaryDirectory() as folder:
        case = case_of(addressees={"chair": CHAIR["chair"] | changes})
        return letter_of(Path(folder), case, code, sender=sender)


@cache
def seeded(code: str) -> Letter:
    """The letter of a seed case to somebody with two fax numbers, in a language."""
    with TemporaryDirectory() as folder:
        found = seed_entry(Path(folder), "kasymakhunov", code)
    (made,) = (made for made in found.made if made.recipient.id == "bastrykin")
    return made.letter


def faxed(some: Letter, cover: Sheet | None = None) -> bytes:
    """The cover sheet of a letter and the letter as a PDF."""
    return SET((cover or cover_sheet(some), letter_sheet(some)), some.title, TODAY)


def cover_of(content: bytes) -> str:
    """The text of the cover sheet."""
    return by_pypdf(content)[0]


def rows(page: Page) -> dict[str, str]:
    """What stands beside each label, by the label, on a sheet that is read from the left."""
    values_at = min(word.left for word in page.words if word.text.startswith("+7"))
    labels = [word for word in page.words if word.left < values_at - 1 and word.text.endswith(":")]
    tops = [word.top for word in labels] + [labels[-1].top + 6]
    return {
        label.text: page.within(values_at - 1, label.top - 1, page.width, below - 1).text
        for label, below in zip(labels, tops[1:], strict=True)
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "en",
            {
                "To:": "Pavel Andreevich Belov Chairman of the Investigation Committee of the Russian Federation "
                "Tekhnicheskii pereulok, dom 2 105005 Moscow Russian Federation",
                "Fax:": "+7 499 265-90-77 · +7 499 265-97-75",
                "From:": "Maria Schmidt",
                "Date:": "20 January 2013",
                "Subject:": "Disappearance of Timur Nazarov",
                "Pages:": "2",
            },
        ),
        (
            "ru",
            {
                # In the dative, as an inside address is.
                "Кому:": "Председателю Следственного комитета Российской Федерации Белову П. А. "
                "Технический пер., д. 2 105005 Москва Российская Федерация",
                "Факс:": "+7 499 265-90-77 · +7 499 265-97-75",
                "кого:": "Maria Schmidt",
                "Дата:": "20 января 2013 г.",
                "Тема:": "Об исчезновении Тимура Назарова",
                "страниц:": "2",
            },
        ),
    ],
)
def test_what_it_says(code: str, expected: dict[str, str]) -> None:
    """Inside address in its grammar, numbers, writer, date, subject, the pages of the whole fax, and a request."""
    content = faxed(letter(code))
    cover, _ = read(content)
    assert rows(cover) == expected
    first, *_, last = [word.text for word in cover.words]
    assert (first, last) == {"en": ("Fax", "addressee."), "ru": ("Факс", "адресату.")}[code]
    deliver = {"en": "Please deliver this fax to the addressee.", "ru": "Просьба передать этот факс адресату."}
    assert cover_of(content).endswith(deliver[code])
    assert sizes(content) == [A4] * 2


def test_what_is_not_known_is_written_by_hand() -> None:
    """Name and date have a line each where nothing of the writer is printed."""
    blank, known = faxed(letter(sender=None)), faxed(letter())
    assert len(strokes(known)) == 1
    name, date, rule = strokes(blank)
    assert [round(one.right - one.left) for one in (name, date, rule)] == [80, 80, 160]
    page, _ = read(blank)
    for line, label in ((name, "From:"), (date, "Date:")):
        (word,) = (word for word in page.words if word.text == label)
        assert line.left > word.right
        assert word.top < line.top < word.bottom + 3
    assert "Schmidt" not in "".join(by_pypdf(blank))


@pytest.mark.parametrize(
    ("privacy", "lines", "name"), [("full", 1, "Maria Schmidt"), ("initials", 1, "M. S."), ("hand", 2, "")]
)
def test_who_it_is_from(privacy: Any, lines: int, name: str) -> None:  # noqa: ANN401
    """As far as the profile lets it be printed; never the address, which the letter has."""
    content = faxed(letter(sender=replace(SENDER, privacy=privacy, occupation="Nurse")))
    cover = cover_of(content)
    assert f"From: {name}".strip() in cover
    assert ("Schmidt" in cover) is (privacy == "full")
    assert not re.search("Hauptstr|10115|Nurse", cover)
    assert len(strokes(content)) == lines


@settings(max_examples=8)
@given(st.integers(0, 60))
def test_it_counts_the_pages_of_the_whole_fax(more: int) -> None:
    """Itself, the letter and what is enclosed, however long."""
    some = longer(letter("ru"), more)
    content = faxed(replace(some, enclosed=(some,)))
    assert holds(page_texts(content)[0], f"Количество страниц: {len(sizes(content))} Просьба")


def test_pages_are_counted_in_the_digits_of_the_letter() -> None:
    """Where the language has its own, as its date is written."""
    some = longer(seeded("fa"), 40)
    content = faxed(some)
    count = len(sizes(content))
    assert 3 <= count <= 9
    (line,) = (line for line in seen_lines(content) if "صفحات" in line[::-1])
    assert line == PERSIAN[count] + "تعداد صفحات:"[::-1].replace(" ", "")


@pytest.mark.parametrize(("code", "label"), [("ar", "فاكس"), ("fa", "نمابر")])
def test_it_is_read_from_the_right(code: str, label: str) -> None:
    """Labels at the right, values left of them; numbers from left to right, the first at the right of the second."""
    content = faxed(seeded(code))
    first, second = (edge(content, number, max) for number in ("90-77", "97-75"))
    assert second < first < RIGHT
    (line,) = (line for line in seen_lines(content) if "90-77" in line)
    assert line.startswith("+7499265-97-75·+7499265-90-77")
    assert line[::-1].startswith(f"{label}:")
    # What is written in Latin letters ends where the values begin.
    assert "Tekhnicheskiipereulok,dom2" in seen_lines(content)
    assert edge(content, "Moscow", max) == pytest.approx(first, abs=0.7)
    (rule,) = strokes(content)[-1:]
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.3)


@pytest.mark.parametrize("code", CODES)
def test_it_is_there_in_every_language(code: str) -> None:
    """One sheet that claims the standards, with its words and the letter's title."""
    content = faxed(seeded(code))
    assert b"<pdfaid:part>2<" in content
    assert b"<pdfuaid:part>1<" in content
    first, *others = page_texts(content)
    assert others
    found = seeded(code)
    for name in ("title", "to", "fax", "from", "date", "pages", "subject", "deliver"):
        parts = (part for part in found.cover[name].split() if not re.search("[\u064b-\u0655\u200c]", part))
        assert all(holds(first, part) for part in parts), name


def test_long_values_stay_on_the_sheet() -> None:
    """They are broken in their column, each new line behind the first of its address."""
    office = {"kind": "governor", "en": "Governor of " + "the Very Large and Remote Region " * 4}
    page, _ = read(faxed(letter(office=office, address={"latin": ["x" * 90, "105005 Moscow"]})))
    assert all(word.left >= LEFT - 0.2 and word.right <= RIGHT + 0.2 for word in page.words if "xxx" not in word.text)
    starts = sorted({round(word.left, 1) for word in page.words if word.text in {"Governor", "105005"}})
    assert len(starts) == 1
    (wrapped,) = (word for word in page.words if word.text == "Pavel")
    hanging = min(word.left for word in page.words if word.text in {"Region", "Very", "Remote", "the", "and", "Large"})
    assert hanging > wrapped.left


def test_a_mark_stands_on_it() -> None:
    """No fax is made of a specimen, but whatever is marked stays so."""
    assert cover_of(faxed(replace(letter(), mark="SPECIMEN – do not send"))).startswith("SPECIMEN – do not send Fax")


@pytest.mark.parametrize("text", ["#panic()", "*1* _x_ $y$", '"]#read("/etc/passwd")', "\\u{41} // z"])
def test_what_a_case_says_is_printed_as_it_is(text: str) -> None:
    """No value is ever read as markup."""
    some = letter(address={"latin": [text, "105005 Moscow"]})
    labels = {name: f"{label} {text}" for name, label in some.cover.items()}
    assert cover_of(faxed(replace(some, title=text, cover=labels))).count(text) == 2 + len(labels)
