"""Faxes of real letters, read back by other programs, and how much of the words they give back."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
import os
from pathlib import Path
import re
import subprocess
from typing import NamedTuple
import unicodedata

from PIL import Image, ImageSequence
from pypdf import PdfWriter
from pypdf.generic import ContentStream
import pytest
from tests.conftest import REQUIRE_ALL, ROOT, need

from builders.compose import AMERICAN, SHOP
from ualetters.model.letter import Paper
from ualetters.model.stationery import PLAIN
from ualetters.order import Order
from ualetters.pipeline import render_case

POINTS = {Paper.A4: (595.276, 841.89), Paper.US_LETTER: (612.0, 792.0)}
# Russian letters name streets and e-mail addresses in Latin script.
_TESSERACT = {"ru": "rus+eng", "en": "eng"}
_DASHES = re.compile("[\u2010-\u2015\u2212-]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚`´", "'"))
# A line for a signature, and the one between two letters.
_RULES = re.compile("_{2,}|(?m:^-{10,}$)")
# Tesseract knows no bullet, and reads some other single sign in its place.
_BULLET = re.compile(r"^[^\w\s] ", re.MULTILINE)


class Faxed(NamedTuple):
    """A real letter as the PDF that is faxed, and its words."""

    pdf: bytes
    words: str


@cache
def letter(case: str, language: str, recipient: str, paper: Paper = Paper.A4) -> Faxed:
    """The letter to a recipient of a case of this repository."""
    order = Order(
        today=date(2013, 1, 20),
        languages=(language,),
        to=(recipient,),
        formats=("pdf", "txt"),
        sender=AMERICAN if paper is Paper.US_LETTER else None,
        layout=PLAIN,
    )
    (made,) = render_case(ROOT / "cases" / f"{case}.yaml", SHOP, order).made
    assert made.letter.paper is paper
    pdf, text = made.documents.values()
    return Faxed(pdf.content, text.content.decode())


def sheets(*sizes: tuple[float, float], drawn: bytes = b"") -> bytes:
    """A PDF of sheets of these widths and heights in points, with the same drawn on each."""
    writer = PdfWriter()
    for width, height in sizes:
        page = writer.add_blank_page(width, height)
        content = ContentStream(None, writer)
        content.set_data(drawn)
        page.replace_contents(content)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def frames(fax: bytes) -> list[Image.Image]:
    """The pages of a fax as Pillow decodes them."""
    with Image.open(BytesIO(fax)) as image:
        return [frame.copy() for frame in ImageSequence.Iterator(image)]


def coarse(fax: bytes) -> bytes:
    """What arrives of a fax at a machine in "standard" resolution: every second line, printed twice as high."""
    pages = (page.resize((page.width, page.height // 2), Image.Resampling.NEAREST) for page in frames(fax))
    first, *others = [page.resize((page.width, page.height * 2), Image.Resampling.NEAREST) for page in pages]
    buffer = BytesIO()
    first.save(buffer, "TIFF", compression="group4", save_all=True, append_images=others, dpi=(204, 196))
    return buffer.getvalue()


def read_by_ocr(fax: bytes, language: str, folder: Path) -> str:
    """What Tesseract reads in a fax; it opens the file itself, with a libtiff of its own."""
    program = need("tesseract")
    _need_languages(program, *_TESSERACT[language].split("+"))
    file = folder / "fax.tif"
    file.write_bytes(fax)
    command = [program, str(file), "-", "--psm", "4", "-l", _TESSERACT[language]]
    # Tests run several at a time already.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, check=True, capture_output=True, env=environment, encoding="utf-8")
    return done.stdout


@cache
def _need_languages(program: str, *languages: str) -> None:
    """Skip a test if Tesseract cannot read a language, or fail where all is required."""
    done = subprocess.run([program, "--list-langs"], check=True, capture_output=True, text=True)
    if missing := sorted({*languages} - {*done.stdout.split()}):
        reason = f"Tesseract cannot read {' and '.join(missing)}"
        if os.environ.get(REQUIRE_ALL):
            pytest.fail(reason)
        pytest.skip(reason)


def error_rate(wanted: str, found: str) -> float:
    """The share of characters that must be changed, added or taken out to make one text of the other.

    Lines may end elsewhere; dashes and quotation marks are as good as each other; ruled lines and bullets are no text.
    """
    wanted, found = _plain(wanted), _plain(found)
    return _distance(wanted, found) / len(wanted)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = _RULES.sub(" ", _BULLET.sub("", text))
    return " ".join(_DASHES.sub("-", text).split())


def _distance(one: str, other: str) -> int:
    """The Levenshtein distance."""
    above = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (char != against)))
        above = here
    return above[-1]


def ends_of_lines(strip: bytes) -> Iterator[tuple[int, int]]:
    """Where in a Group 3 strip the mark between lines stands: the bit behind it, and the bits since the last.

    The mark is eleven or more zeros and a one, which are in no other code. The lowest bit of a byte is the first.
    """
    bits = "".join(f"{byte:08b}"[::-1] for byte in strip)
    last = 0
    for found in re.finditer("0{11,}1", bits):
        yield found.end(), found.end() - last
        last = found.end()
