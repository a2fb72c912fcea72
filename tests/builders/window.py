"""Letters of the repository's cases for envelopes with a window, and where on their sheets the words stand."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pdfplumber
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from builders.compose import SHOP, case_of, letters_of, official
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.job import Job
from ualetters.model.letter import Letter, Postal
from ualetters.model.sender import Sender
from ualetters.model.stationery import Box
from ualetters.order import Order
from ualetters.stationery_file import STATIONERY_FILE, load_stationery
from ualetters.templating import template_root

MM = 72 / 25.4
ROOT = Path(__file__).parents[2]
CASES = ("azimov", "kasymakhunov")
KNOWN = load_stationery([template_root() / STATIONERY_FILE])
# Where each layout is tried from; the last two are nobody's usual one.
HOSTS = {
    "din5008b": "DE",
    "fr-right": "FR",
    "ch-right": "CH",
    "uk": "GB",
    "us10": "US",
    "din5008a": "DE",
    "a4": "DE",
}
# Pixels to a millimetre.
_RESOLUTION = 5
_WHITE = 250


class Word(NamedTuple):
    """A word, or a line of words, its box in millimetres from the top left corner of the sheet, its size in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def is_within(self, box: Box, tolerance: float = 0.2) -> bool:
        """Whether nothing of it stands further out of a box than this, in millimetres."""
        return (
            self.left >= box.left - tolerance
            and self.top >= box.top - tolerance
            and self.right <= box.right + tolerance
            and self.bottom <= box.bottom + tolerance
        )

    def touches(self, box: Box) -> bool:
        """Whether any of it stands in a box."""
        return self.left < box.right and self.right > box.left and self.top < box.bottom and self.bottom > box.top


class Stroke(NamedTuple):
    """A horizontal line that is drawn, in millimetres from the top left corner of the sheet."""

    left: float
    right: float
    top: float


def writer(country: str, **changes: Any) -> Sender:  # noqa: ANN401
    """Somebody with a full profile who writes from a country."""
    profile: dict[str, Any] = {
        "name": "Clara Nováková",
        "country": country,
        "address": ("Canary Lane 12", "54321 Birdville"),
        "email": "clara@example.org",
        "phone": "+49 30 1234567",
        "languages": ("en", "ru"),
        "occupation": "Ornithologist",
    }
    return Sender(**profile | changes)


def letters(case: str, code: str, country: str, sender: Sender | None = None) -> dict[str, Letter]:
    """The printed letters of a case by recipient, posted from a country."""
    order = Order(today=date(2013, 1, 20), formats=("pdf",), sender=sender, country=country)
    job = Job.load(ROOT / "cases" / f"{case}.yaml", SHOP, order)
    return {recipient.id: letter for recipient, letter in job.compose(code, job.wanted).letters}


def to_governor(code: str, country: str) -> Letter:
    """A letter to an address of five short lines, which fits every window."""
    office = {
        "kind": "governor",
        "en": "Governor of Tver Region",
        "ru": {"nom": "Губернатор Тверской области", "dat": "Губернатору Тверской области"},
    }
    case = case_of(addressees={"governor": official(office=office)})
    with TemporaryDirectory() as folder:
        return letters_of(Path(folder), case, code, formats=("pdf",), sender=writer(country))["governor"]


class Printed(NamedTuple):
    """A letter that was laid out, and the words of its first page."""

    letter: Letter
    postal: Postal
    content: bytes
    words: list[Word]


@cache
def printed(layout: str, code: str) -> dict[str, Printed | str]:
    """Every letter that has an address in Latin script, by case and recipient; what was said where it does not fit."""
    country = HOSTS[layout]
    short = {"governor": to_governor(code, country)} if code in {"en", "ru"} else {}
    found = short | {
        f"{case}/{key}": letter
        for case in CASES
        for key, letter in letters(case, code, country, writer(country)).items()
    }
    return {key: _printed(letter, letter.postal, layout) for key, letter in found.items() if letter.postal}


def _printed(letter: Letter, postal: Postal, layout: str) -> Printed | str:
    try:
        content = pdf_of(letter, layout)
    except DoesNotFitError as error:
        return str(error)
    return Printed(letter, postal, content, words(content))


def pdf_of(letter: Letter, layout: str | None = None) -> bytes:
    """The PDF of a letter."""
    return SHOP.render("pdf", letter, layout).content


def words(content: bytes, page: int = 0) -> list[Word]:
    """The words of a page in reading order."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        found = pdf.pages[page].extract_words(return_chars=True)
    return [_word(one) for one in found]


def text_lines(content: bytes, page: int = 0) -> list[Word]:
    """The lines of a page from top to bottom."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        found = pdf.pages[page].extract_text_lines()
    return [_word(one) for one in found]


def _word(found: dict[str, Any]) -> Word:
    left, top, right, bottom = (found[side] / MM for side in ("x0", "top", "x1", "bottom"))
    return Word(found["text"], left, top, right, bottom, min(round(char["size"], 2) for char in found["chars"]))


def text_of(content: bytes, page: int = 0) -> str:
    """The words of a page with one space between them."""
    return " ".join(word.text for word in words(content, page))


def strokes(content: bytes, page: int = 0) -> list[Stroke]:
    """The lines that are drawn on a page, from top to bottom."""
    with PdfDocument(content) as document:
        height = document[page].get_height()
        bounds = [item.get_bounds() for item in document[page].get_objects(filter=[FPDF_PAGEOBJ_PATH])]
    found = [
        Stroke(left / MM, right / MM, (height - (bottom + top) / 2) / MM)
        for left, bottom, right, top in bounds
        if top - bottom < 1
    ]
    return sorted(found, key=lambda stroke: (stroke.top, stroke.left))


def is_clear(content: bytes, box: Box, but_for: Box) -> bool:
    """Whether the first page has no ink in one box, but for what is in the other."""
    with PdfDocument(content) as document:
        image = document[0].render(scale=_RESOLUTION / MM, grayscale=True).to_pil()
    image.paste(255, _pixels(but_for, 0.2))
    darkest, _ = image.crop(_pixels(box, 0)).getextrema()
    return bool(darkest > _WHITE)


def _pixels(box: Box, wider: float) -> tuple[int, int, int, int]:
    edges = (box.left - wider, box.top - wider, box.right + wider, box.bottom + wider)
    left, top, right, bottom = (max(0, round(edge * _RESOLUTION)) for edge in edges)
    return left, top, right, bottom
