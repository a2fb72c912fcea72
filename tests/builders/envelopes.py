"""Letters to the post of the seed cases, what is printed for them, and where an independent reader finds the words."""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from msgspec.structs import replace
import pdfplumber
from tests.conftest import ROOT
import yaml

from builders.compose import SHOP, TODAY
from builders.formats_pdf import LETTER
from ualetters.formats.labels import labels_sheet
from ualetters.formats.paper import stationery
from ualetters.formats.sheets import envelope_sheet
from ualetters.formats.typesetting import typeset
from ualetters.job import Job
from ualetters.model.letter import Letter, Postal
from ualetters.model.sender import Sender
from ualetters.order import Order

# The figures as they are written, read by another reader than ours.
FIGURES: dict[str, Any] = yaml.safe_load((ROOT / "templates/_layouts/stationery.yaml").read_text(encoding="utf-8"))
SIZES: dict[str, dict[str, float]] = FIGURES["envelopes"]
SHEETS: dict[str, dict[str, Any]] = FIGURES["labels"]
PAPERS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
SENDERS = {
    "DE": Sender(name="Anna Maria Keller", country="DE", address=("Hauptstraße 1", "10115 Berlin")),
    "US": Sender(name="Mary Smith", country="US", address=("1 Main Street", "Springfield, IL 62701")),
    "TR": Sender(name="Ayşe Yılmaz", country="TR", address=("Atatürk Cad. 5", "06570 Çankaya/Ankara")),
    "FR": Sender(name="Zoë Lefèvre", country="FR", address=("3 rue de l’Église", "75011 PARIS")),
    "GB": Sender(name="Jo Brown", country="GB", address=("2 High Street", "Cambridge", "CB2 1AB")),
}
KNOWN = stationery(SHOP.templates)
_SET = typeset(SHOP.templates)
_MM = 72 / 25.4


class Words(NamedTuple):
    """Words on a page and the box around them.

    Attributes:
        text: The words in the order of their lines.
        left: mm from the left edge of the page; `right` too.
        top: mm from its upper edge; `bottom` too.
    """

    text: str
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


class Page(NamedTuple):
    """A page and its words.

    Attributes:
        width: In mm.
        height: In mm.
        words: Every word with its box.
    """

    width: float
    height: float
    words: tuple[Words, ...]

    def within(self, left: float, top: float, right: float, bottom: float) -> Words:
        """The words that begin in a box, in mm."""
        return joined(word for word in self.words if left <= word.left < right and top <= word.top < bottom)


def joined(words: Iterable[Words]) -> Words:
    """Some words as one text, and the box around them."""
    found = tuple(words)
    if not found:
        return Words("")
    sides = (min(word.left for word in found), min(word.top for word in found))
    return Words(
        " ".join(word.text for word in found),
        *sides,
        max(word.right for word in found),
        max(word.bottom for word in found),
    )


def read(content: bytes) -> list[Page]:
    """The pages as pdfplumber reads them."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [
            Page(
                page.width / _MM,
                page.height / _MM,
                tuple(
                    Words(word["text"], *(word[side] / _MM for side in ("x0", "top", "x1", "bottom")))
                    for word in page.extract_words(x_tolerance_ratio=0.15)
                ),
            )
            for page in pdf.pages
        ]


@cache
def seed_letters(country: str, language: str = "en") -> tuple[Letter, ...]:
    """The letters of the seed cases that are posted by the sender of a country, with their marks."""
    order = Order(today=TODAY, sender=SENDERS[country], formats=(), by_post=True)
    jobs = [Job.load(ROOT / "cases" / f"{name}.yaml", SHOP, order) for name in ("azimov", "kasymakhunov")]
    letters = [letter for job in jobs for _, letter in job.compose(language, job.wanted).letters]
    return tuple(letter for letter in letters if letter.postal is not None)


def letter_to(*lines: str, back: str = "", mark: str = "") -> Letter:
    """A letter to an address."""
    return replace(LETTER, postal=Postal(lines, back), mark=mark)


def lines_of(letter: Letter) -> tuple[str, ...]:
    """The address of a letter."""
    assert letter.postal is not None
    return letter.postal.lines


def unmarked(letters: Iterable[Letter]) -> list[Letter]:
    """The letters as if they were no specimens."""
    return [replace(letter, mark="") for letter in letters]


def enveloped(letters: Sequence[Letter], size: str) -> bytes:
    """The envelopes of some letters as a PDF."""
    return _SET([envelope_sheet(letter, size, KNOWN) for letter in letters], "Envelopes", TODAY)


def labelled(letters: Sequence[Letter], name: str, skip: int = 0) -> bytes:
    """The labels of some letters as a PDF."""
    return _SET([labels_sheet(letters, KNOWN.labels[name], skip)], "Labels", TODAY)


def places(name: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every label of a sheet in mm, row by row."""
    sheet = SHEETS[name]
    return [
        (left, top, left + sheet["width"], top + sheet["height"])
        for row in range(sheet["rows"])
        for column in range(sheet["columns"])
        for left, top in [(sheet["left"] + column * sheet["across"], sheet["top"] + row * sheet["down"])]
    ]
