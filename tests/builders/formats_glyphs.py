"""Where the characters of a PDF stand, and where its ink is."""

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from PIL import ImageOps
from pypdfium2 import PdfDocument

MM = 72 / 25.4
LEAST_LEADING = 2.5


class Glyph(NamedTuple):
    """A character as pdfium finds it on the first page, in millimetres from the lower left corner of the sheet."""

    char: str
    left: float
    right: float
    bottom: float


def glyphs(content: bytes) -> list[Glyph]:
    """The visible characters of the first page, in the order of the text."""
    with PdfDocument(content) as document:
        textpage = document[0].get_textpage()
        found = [(textpage.get_text_range(n, 1), n) for n in range(textpage.count_chars())]
        # The ink tells the order in a line, the room that a character takes tells the line.
        boxes = [
            (char, *textpage.get_charbox(n)[::2], textpage.get_charbox(n, loose=True)[1])
            for char, n in found
            if char.strip()
        ]
    return [Glyph(char, left / MM, right / MM, bottom / MM) for char, left, right, bottom in boxes]


def seen_lines(content: bytes) -> list[str]:
    """The lines of the first page from top to bottom, each as it is seen from left to right, without spaces."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs(content), key=lambda glyph: -glyph.bottom):
        if not lines or lines[-1][0].bottom - glyph.bottom > LEAST_LEADING:
            lines.append([])
        lines[-1].append(glyph)
    return ["".join(glyph.char for glyph in sorted(line, key=lambda glyph: glyph.left)) for line in lines]


def edge(content: bytes, text: str, side: Callable[[list[float]], float]) -> float:
    """Where a text on the first page begins or ends: `min` for its left edge, `max` for its right one."""
    with PdfDocument(content) as document:
        textpage = document[0].get_textpage()
        found = textpage.search(text).get_next()
        assert found is not None, text
        first, count = found
        boxes = [textpage.get_charbox(n) for n in range(first, first + count) if textpage.get_text_range(n, 1).strip()]
    return side([x for left, _, right, _ in boxes for x in (left, right)]) / MM


def strokes(content: bytes) -> int:
    """How many pieces of ink stand beside each other on the first page, with a gap between each two."""
    with PdfDocument(content) as document:
        page = document[0].render(scale=6, grayscale=True).to_pil()
    columns, _ = ImageOps.invert(page).getprojection()
    return sum(1 for has_ink, _ in groupby(columns) if has_ink)
