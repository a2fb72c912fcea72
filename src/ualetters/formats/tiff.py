"""The pages of a PDF as one TIFF-F file, which fax servers and gateways send line by line (RFC 2306, RFC 3949).

Pillow encodes the lines. The file around them is written here: Pillow leaves out fields that TIFF-F requires, and of
the page number it writes only half, followed by whatever lies in memory.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from struct import pack
from typing import Literal, NamedTuple

from PIL import Image, TiffImagePlugin
import pypdfium2

from ualetters.errors import UalettersError

Encoding = Literal["g4", "g3"]

# A fax machine scans 215 mm, whatever the width of the sheet.
WIDTH = 1728
COLUMNS_PER_INCH = 204
ROWS_PER_INCH = 196

_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
# US Letter is wider by 6.
_MOST_CROPPED = 8
# A page is drawn so many times larger than it is sent: reduced, its hairlines are grey and not full of gaps.
_OVERSAMPLING = 2
# Of 256 shades. At half of them the hairlines of a serif face at 10 point would break, and what a machine in "standard"
# resolution leaves of them, which sends every second line, could hardly be read.
_INK_BELOW = 208
_MOST_ROWS = 20_000

_STRIP_OFFSETS, _STRIP_LENGTHS = 273, 279
_HIGH_BIT_FIRST, _LOW_BIT_FIRST = 1, 2
_FIELDS, _FIELD_LENGTH = 16, 12
_HEAD = b"II" + pack("<HI", 42, 8)
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class _Coding(NamedTuple):
    """How the lines of a page are encoded, and the fields that say so."""

    pillow: str
    compression: int
    fill_order: int
    options_tag: int
    options: int


# Group 3 as the simplest machines read it (profile S of RFC 3949): in one dimension, the mark at the end of a line ends
# with a byte, and the lowest bit of a byte comes first.
_CODINGS: dict[Encoding, _Coding] = {
    "g4": _Coding("group4", 4, _HIGH_BIT_FIRST, 293, 0),
    "g3": _Coding("group3", 3, _LOW_BIT_FIRST, 292, 4),
}


class _Page(NamedTuple):
    """An encoded page."""

    rows: int
    strip: bytes


def tiff_f(pages: bytes, encoding: Encoding = "g4") -> bytes:
    """Turn every page of a PDF into a page of one fax file, in "fine" resolution and black and white.

    A sheet narrower than the line is sent from its middle, as a fax machine scans it.

    Args:
        pages: The PDF.
        encoding: Group 4, or Group 3 in one dimension (MH) for machines and gateways that know nothing else.

    Raises:
        UalettersError: It is not a PDF with pages, or one of them is too large for a fax.
    """
    coding = _CODINGS[encoding]
    try:
        with pypdfium2.PdfDocument(pages) as pdf:
            encoded = [_encoded(_drawn(page, number), coding) for number, page in enumerate(pdf, 1)]
    except pypdfium2.PdfiumError as error:
        raise UalettersError("the pages cannot be read as a PDF; make the letter's PDF again") from error
    return b"".join(_file(encoded, coding))


def _drawn(page: pypdfium2.PdfPage, number: int) -> Image.Image:
    """A page in dots, in which ink is 1 and paper is 0."""
    width, height = page.get_size()
    columns = round(width * COLUMNS_PER_INCH / _POINTS_PER_INCH)
    rows = round(height * ROWS_PER_INCH / _POINTS_PER_INCH)
    if columns > WIDTH + _MOST_CROPPED or rows > _MOST_ROWS:
        size = " x ".join(f"{side / _POINTS_PER_INCH * _MM_PER_INCH:.0f}" for side in (width, height))
        raise UalettersError(f"page {number} is too large for a fax ({size} mm); set it on A4 or US Letter")
    large = page.render(scale=_OVERSAMPLING * COLUMNS_PER_INCH / _POINTS_PER_INCH, grayscale=True).to_pil()
    line = Image.new("L", (WIDTH, rows), "white")
    line.paste(large.resize((columns, rows), Image.Resampling.LANCZOS), ((WIDTH - columns) // 2, 0))
    return line.point([255 * (shade < _INK_BELOW) for shade in range(256)], "1")


def _encoded(drawn: Image.Image, coding: _Coding) -> _Page:
    options = {coding.options_tag: coding.options} if coding.options else {}
    buffer = BytesIO()
    drawn.save(buffer, "TIFF", compression=coding.pillow, tiffinfo=options, strip_size=WIDTH * drawn.height)
    buffer.seek(0)
    with TiffImagePlugin.TiffImageFile(buffer) as written:
        (offset,), (length,) = written.tag_v2[_STRIP_OFFSETS], written.tag_v2[_STRIP_LENGTHS]
    strip = buffer.getvalue()[offset : offset + length]
    return _Page(drawn.height, strip if coding.fill_order == _HIGH_BIT_FIRST else strip.translate(_REVERSED))


def _file(pages: Sequence[_Page], coding: _Coding) -> Iterator[bytes]:
    """The file in pieces: each page behind the directory that describes it."""
    yield _HEAD
    at = len(_HEAD)
    for number, page in enumerate(pages):
        piece = _piece(page, (number, len(pages)), coding, at)
        yield piece
        at += len(piece)


def _piece(page: _Page, number: tuple[int, int], coding: _Coding, at: int) -> bytes:
    """One page and its directory, with the fields that TIFF-F requires and no other.

    Args:
        page: The page.
        number: Its number, counted from 0, and how many pages there are.
        coding: How it is encoded.
        at: Where in the file it begins.
    """
    resolutions = at + 2 + _FIELDS * _FIELD_LENGTH + 4
    strip = resolutions + 2 * 8
    fields = (
        _long(254, 2),  # NewSubfileType: one page of several
        _short(256, WIDTH),
        _short(257, page.rows),
        _short(258, 1),  # BitsPerSample
        _short(259, coding.compression),
        _short(262, 0),  # PhotometricInterpretation: white is zero
        _short(266, coding.fill_order),
        _long(_STRIP_OFFSETS, strip),
        _short(277, 1),  # SamplesPerPixel
        _short(278, page.rows),  # RowsPerStrip
        _long(_STRIP_LENGTHS, len(page.strip)),
        _rational_at(282, resolutions),
        _rational_at(283, resolutions + 8),
        _long(coding.options_tag, coding.options),
        _short(296, 2),  # ResolutionUnit: inch
        _short(297, *number),
    )
    # A directory begins at an even address.
    padding = bytes(len(page.strip) % 2)
    is_last = number[0] + 1 == number[1]
    follows = 0 if is_last else strip + len(page.strip) + len(padding)
    pieces = (
        pack("<H", len(fields)),
        *fields,
        pack("<I", follows),
        pack("<IIII", COLUMNS_PER_INCH, 1, ROWS_PER_INCH, 1),
        page.strip,
        padding,
    )
    return b"".join(pieces)


def _short(tag: int, value: int, second: int | None = None) -> bytes:
    return pack("<HHIHH", tag, 3, 1 if second is None else 2, value, second or 0)


def _long(tag: int, value: int) -> bytes:
    return pack("<HHII", tag, 4, 1, value)


def _rational_at(tag: int, address: int) -> bytes:
    return pack("<HHII", tag, 5, 1, address)
