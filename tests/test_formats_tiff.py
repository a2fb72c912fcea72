"""The fax file as the programs find it that read TIFF, and what is refused."""

from hashlib import sha256
from io import BytesIO
import os
from pathlib import Path
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageOps, TiffImagePlugin
import pytest
from tests.conftest import need
import tifffile

from builders.fax import POINTS, ends_of_lines, frames, letter, sheets
from ualetters.errors import UalettersError
from ualetters.formats.tiff import Encoding, tiff_f
from ualetters.model.letter import Paper

ENCODINGS: tuple[Encoding, ...] = ("g4", "g3")
BLACK = b"0 0 10000 10000 re f"
HASHED = """
from hashlib import sha256
from pathlib import Path
import sys
from ualetters.formats.tiff import tiff_f
for encoding in ("g4", "g3"):
    print(sha256(tiff_f(Path(sys.argv[1]).read_bytes(), encoding)).hexdigest())
"""


def two_pages(paper: Paper = Paper.A4) -> bytes:
    """The PDF of a real letter with an enclosure."""
    return letter("kasymakhunov", "ru", "pronichev", paper).pdf


@pytest.mark.parametrize(("paper", "rows"), [(Paper.A4, 2292), (Paper.US_LETTER, 2156)])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fields_as_pillow_reads_them(encoding: Encoding, paper: Paper, rows: int) -> None:
    """Every field that TIFF-F requires is there, and none beside them: no program, no date, no name."""
    with TiffImagePlugin.TiffImageFile(BytesIO(tiff_f(two_pages(paper), encoding))) as fax:
        assert fax.n_frames == 2
        for page in range(2):
            fax.seek(page)
            fields = dict(fax.tag_v2)
            assert fields.pop(273)[0] > 0
            assert fields.pop(279)[0] > 1000
            assert fields == {
                254: 2,
                256: 1728,
                257: rows,
                258: (1,),
                259: {"g4": 4, "g3": 3}[encoding],
                262: 0,
                266: {"g4": 1, "g3": 2}[encoding],
                277: 1,
                278: rows,
                282: 204,
                283: 196,
                **{"g4": {293: 0}, "g3": {292: 4}}[encoding],
                296: 2,
                297: (page, 2),
            }


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fields_as_tifffile_reads_them(encoding: Encoding) -> None:
    """Another reader finds the same, in ascending order, in one strip a page."""
    with tifffile.TiffFile(BytesIO(tiff_f(two_pages(), encoding))) as fax:
        assert fax.byteorder == "<"
        pages = [
            {tag.name: tag.value for tag in page.tags} for page in fax.pages if isinstance(page, tifffile.TiffPage)
        ]
        codes = [[tag.code for tag in page.tags] for page in fax.pages if isinstance(page, tifffile.TiffPage)]
    assert len(pages) == 2
    assert all(page == sorted(page) for page in codes)
    for number, page in enumerate(pages):
        assert len(page.pop("StripOffsets")) == len(page.pop("StripByteCounts")) == 1
        options = {"g4": {"T6Options": 0}, "g3": {"T4Options": 4}}[encoding]
        assert page == {
            "NewSubfileType": tifffile.FILETYPE.PAGE,
            "ImageWidth": 1728,
            "ImageLength": 2292,
            "BitsPerSample": 1,
            "Compression": {"g4": tifffile.COMPRESSION.CCITTFAX4, "g3": tifffile.COMPRESSION.CCITTFAX3}[encoding],
            "PhotometricInterpretation": tifffile.PHOTOMETRIC.MINISWHITE,
            "FillOrder": {"g4": tifffile.FILLORDER.MSB2LSB, "g3": tifffile.FILLORDER.LSB2MSB}[encoding],
            "SamplesPerPixel": 1,
            "RowsPerStrip": 2292,
            "XResolution": (204, 1),
            "YResolution": (196, 1),
            **options,
            "ResolutionUnit": tifffile.RESUNIT.INCH,
            "PageNumber": (number, 2),
        }


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_tiffinfo_has_nothing_to_warn_about(encoding: Encoding, tmp_path: Path) -> None:
    """The tool of libtiff, on which fax servers stand, reads and decodes every page without a word."""
    file = tmp_path / "fax.tif"
    file.write_bytes(tiff_f(two_pages(), encoding))
    done = subprocess.run([need("tiffinfo"), "-D", file], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.count("Subfile Type: multi-page document (2 = 0x2)") == 2
    assert [line.strip() for line in done.stdout.splitlines() if "Page Number" in line] == [
        "Page Number: 0-2",
        "Page Number: 1-2",
    ]


def test_both_encodings_say_the_same() -> None:
    """Group 3 and Group 4 decode to the same dots, which are mostly paper."""
    pages = {encoding: frames(tiff_f(two_pages(), encoding)) for encoding in ENCODINGS}
    assert [page.tobytes() for page in pages["g3"]] == [page.tobytes() for page in pages["g4"]]
    for page in pages["g4"]:
        assert page.mode == "1"
        paper, ink = page.histogram()[255], page.histogram()[0]
        assert 0.01 < ink / (paper + ink) < 0.1


@given(
    st.lists(st.tuples(st.integers(8, 612), st.integers(8, 300)), min_size=1, max_size=4),
    st.lists(st.tuples(*[st.integers(0, 600)] * 4), max_size=8),
)
@settings(max_examples=25)
def test_any_pages(sizes: list[tuple[int, int]], boxes: list[tuple[int, int, int, int]]) -> None:
    """Whatever is drawn on however many pages of any size, both encodings have all of them, alike and in order."""
    pdf = sheets(*sizes, drawn=b"\n".join(b"%d %d %d %d re f" % box for box in boxes))
    faxes = [tiff_f(pdf, encoding) for encoding in ENCODINGS]
    one, other = map(frames, faxes)
    assert [page.size for page in one] == [(1728, round(height * 196 / 72)) for _, height in sizes]
    assert [page.tobytes() for page in one] == [page.tobytes() for page in other]
    for fax in faxes:
        with tifffile.TiffFile(BytesIO(fax)) as found:
            pages = [page for page in found.pages if isinstance(page, tifffile.TiffPage)]
            numbers = [page.tags[297].value for page in pages]
            # A directory begins at an even address.
            assert not any(page.offset % 2 for page in pages)
        assert numbers == [(number, len(sizes)) for number in range(len(sizes))]


@pytest.mark.parametrize(
    ("paper", "box"), [(Paper.A4, (20, 0, 1707, 2292)), (Paper.US_LETTER, (0, 0, 1728, 2156))], ids=str
)
def test_a_sheet_lies_in_the_middle_of_the_line(paper: Paper, box: tuple[int, int, int, int]) -> None:
    """A4 has as much white on its left as on its right, give or take a dot; US Letter fills the line."""
    (page,) = frames(tiff_f(sheets(POINTS[paper], drawn=BLACK)))
    assert page.size == (1728, box[3])
    assert ImageOps.invert(page.convert("L")).getbbox() == box


def test_each_line_of_group_3_ends_with_a_byte() -> None:
    """Each line has its mark in front, on the border of a byte, and none stands at the end of the page."""
    content = tiff_f(two_pages(), "g3")
    with tifffile.TiffFile(BytesIO(content)) as fax:
        page = fax.pages.first
        offset, length = page.dataoffsets[0], page.databytecounts[0]
    marks = [*ends_of_lines(content[offset : offset + length])]
    assert len(marks) == 2292
    assert {end % 8 for end, _ in marks} == {0}
    # Two marks in a row would say that the page ends here.
    assert min(length for _, length in marks[1:]) > 16


def test_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    """The file depends on nothing but the pages: not on memory, hash seed, time zone or the time."""
    file = tmp_path / "letter.pdf"
    file.write_bytes(two_pages())
    here = [sha256(tiff_f(two_pages(), encoding)).hexdigest() for encoding in ENCODINGS]
    for seed, zone in (("1", "Asia/Kathmandu"), ("2", "America/Los_Angeles")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONMALLOC": "malloc_debug"}
        done = subprocess.run(
            [sys.executable, "-c", HASHED, file], check=True, capture_output=True, env=environment, text=True
        )
        assert done.stdout.split() == here


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing more", b"II*\0", sheets()])
def test_what_is_no_pdf(content: bytes) -> None:
    """What cannot be read, or has no page, is refused with the next step."""
    with pytest.raises(UalettersError, match=r"^the pages cannot be read as a PDF; make the letter's PDF again$"):
        tiff_f(content)


@pytest.mark.parametrize(
    ("size", "shown"), [((841.89, 595.276), "297 x 210"), ((595.276, 8000.0), "210 x 2822")], ids=["wide", "long"]
)
def test_a_page_that_no_fax_machine_takes(size: tuple[float, float], shown: str) -> None:
    """Nothing is cut off in silence: the page is named, with its size and what to do."""
    message = rf"^page 2 is too large for a fax \({shown} mm\); set it on A4 or US Letter$"
    with pytest.raises(UalettersError, match=message):
        tiff_f(sheets(POINTS[Paper.A4], size))
