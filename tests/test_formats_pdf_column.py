"""PDF: a text that is easy to read: lines of 60 to 75 characters, no small print, no torn words or paragraphs."""

from collections import Counter
from collections.abc import Iterator
import re
from statistics import mean

from msgspec.structs import replace
import pytest

from builders.formats_pdf import ENGLISH, LETTER, pages
from builders.window import CASES, HOSTS, Word, letters, pdf_of, text_lines, to_governor, writer
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.model.letter import Bullets, Letter, Lines, Paragraph, Part, Role

PAGE_NUMBER = re.compile(r"\d / \d")
BULLET = "• "


class Set(list[tuple[Word, int]]):
    """The lines of one paragraph or item, each with its page."""

    @property
    def full(self) -> list[int]:
        """The lengths of its lines in characters, without the last, which ends where the text does."""
        return [len(line.text.removeprefix(BULLET)) for line, _ in self[:-1]]

    @property
    def split(self) -> list[int]:
        """How many of its lines stand on each of its pages."""
        return [*Counter(page for _, page in self).values()]


def body(letter: Letter, content: bytes) -> Iterator[Set]:
    """The paragraphs and items of a letter as they were set; each must be found, with no word torn by a hyphen."""
    found = [(line, page) for page in range(len(pages(content))) for line in text_lines(content, page)]
    found = [one for one in found if not PAGE_NUMBER.fullmatch(one[0].text) and one[0].text != letter.mark]
    blocks = [block for part in letter.parts if part.role is Role.BODY for block in part.blocks]
    after = 0
    for text in (text for block in blocks for text in texts_of(block)):
        # The line at which it begins, and the one before which it ends.
        places = ((start, end) for start in range(after, len(found)) for end in range(start + 1, len(found) + 1))
        start, after = next(place for place in places if joined(found[slice(*place)]) == squeezed(text))
        yield Set(found[start:after])


def joined(found: list[tuple[Word, int]]) -> str:
    """The text of some lines without its spaces and without the bullet that may stand before it."""
    return squeezed("".join(line.text for line, _ in found).removeprefix(BULLET))


def texts_of(block: object) -> tuple[str, ...]:
    """The running texts of a block."""
    match block:
        case Paragraph(text):
            return (text,)
        case Bullets(items):
            return items
    return ()


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def seeds(code: str, layout: str, *cases: str) -> Iterator[tuple[Letter, bytes]]:
    """The letters of some cases that fit a layout."""
    country = HOSTS.get(layout, "DE")
    for case in cases:
        for letter in letters(case, code, country, writer(country)).values():
            try:
                yield letter, pdf_of(letter, layout)
            except DoesNotFitError:
                continue


@pytest.mark.parametrize("layout", ["plain", "din5008b", "uk"])
@pytest.mark.parametrize("code", ["en", "ru"])
def test_lines_are_easy_to_follow(code: str, layout: str) -> None:
    """A full line has 60 to 75 characters on average and none many more; nothing is smaller than ten points."""
    lengths: list[int] = []
    for letter, content in seeds(code, layout, *CASES):
        for text in body(letter, content):
            lengths += text.full
            assert min(line.size for line, _ in text) >= 10
    assert len(lengths) > 40
    assert 60 <= mean(lengths) <= 75
    assert max(lengths) <= 80


@pytest.mark.parametrize("code", ["de", "es", "fr", "pt", "tg", "tr", "uk", "uz"])
def test_lines_are_easy_to_follow_in_other_languages(code: str) -> None:
    """The same column serves whatever is written in Latin or Cyrillic letters."""
    lengths = [
        length
        for letter, content in seeds(code, "plain", "azimov")
        for text in body(letter, content)
        for length in text.full
    ]
    assert len(lengths) > 20
    assert 60 <= mean(lengths) <= 75
    assert max(lengths) <= 85


def with_body(letter: Letter, *blocks: Paragraph | Bullets) -> Letter:
    """The letter with another body."""
    return replace(
        letter, parts=tuple(replace(part, blocks=blocks) if part.role is Role.BODY else part for part in letter.parts)
    )


@pytest.mark.parametrize("layout", ["plain", "din5008b", "fr-right", "us10"])
def test_no_paragraph_leaves_a_single_line_behind(layout: str) -> None:
    """Wherever the page ends: two lines at least stand on each side, of a paragraph and of an item."""
    letter = to_governor("ru", HOSTS.get(layout, "DE"))
    five = "Прошу принять во внимание, что полиция не опросила соседей и не осмотрела дом. " * 4
    splits: list[list[int]] = []
    for lines in range(8):
        filling = (Paragraph("Прошу Вас сообщить мне об этом."),) * lines
        long = with_body(letter, *filling, *(Paragraph(five.strip()),) * 10, Bullets((five.strip(),) * 5))
        splits += [text.split for text in body(long, pdf_of(long, layout)) if len(text.split) > 1]
    assert len(splits) > 3
    assert min(map(min, splits)) >= 2


@pytest.mark.parametrize("letter", [LETTER, ENGLISH], ids=["Russian", "English"])
def test_no_word_is_torn(letter: Letter) -> None:
    """A word that is too long for what is left of a line begins the next; its own hyphen is where it may break."""
    long = "противопоставление" if letter is LETTER else "disproportionateness"
    text = " ".join(f"{'и' * number} {long}" for number in range(1, 30))
    (found,) = body(with_body(letter, Paragraph(text)), pdf_of(with_body(letter, Paragraph(text))))
    assert len(found) > 5
    assert {word for line, _ in found for word in line.text.split()} == set(text.split())


def test_a_list_of_copies_is_as_narrow_as_the_text() -> None:
    """What is broken off one of them stands behind it."""
    copies = Part(Role.CC, LETTER.parts[0].align, (Lines(("Копия: заместителю директора " * 5,)),))
    found = text_lines(pdf_of(replace(LETTER, parts=(*LETTER.parts[:-1], copies))))
    cc = [line for line in found if "Копия" in line.text]
    assert len(cc) > 1
    assert max(line.right for line in cc) <= max(line.right for line in found if "исчезновением" in line.text) + 15
    assert all(line.left > cc[0].left + 3 for line in cc[1:])
