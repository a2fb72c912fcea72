"""A whole fax, cover sheet and letter: its pages, how it looks on paper, and that it can be read when it arrives."""

from functools import cache
from io import BytesIO
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace
from PIL import ImageChops
import pytest
import tifffile

from builders.compose import SENDER, SHOP, TODAY
from builders.fax import coarse, error_rate, frames, read_by_ocr
from builders.formats_scripts import ARABIC
from builders.pack import opened
from ualetters.errors import NoFontError
from ualetters.formats import fax
from ualetters.formats.fonts import PACKAGES, Package
from ualetters.formats.tiff import Encoding
from ualetters.model.letter import Letter, Paper
from ualetters.order import Order
from ualetters.pipeline import render_case

MOST = 0.01
# A machine in "standard" resolution drops every second line.
MOST_COARSE = 0.03
RENDER = fax.renderer(SHOP.templates)
COVERS = {
    "ru": "Факс Кому: Председателю Следственного комитета Российской Федерации Бастрыкину А. И. Технический пер., д. 2 "
    "105005 Москва Российская Федерация Факс: +7 499 265-90-77 · +7 499 265-97-75 От кого: {name} "
    "Дата: {date} Тема: {subject} Количество страниц: {pages} Просьба передать этот факс адресату. ",
    "en": "Fax To: Aleksandr Ivanovich Bastrykin Chairman of the Investigation Committee of the Russian Federation "
    "Tekhnicheskii pereulok, dom 2 105005 Moscow Russian Federation Fax: +7 499 265-90-77 · +7 499 265-97-75 "
    "From: {name} Date: {date} Subject: {subject} Pages: {pages} Please deliver this fax to the addressee. ",
}
LABELS = ("title", "to", "fax", "from", "date", "pages", "subject", "deliver")
DATES = {"ru": "20 января 2013 г.", "en": "20 January 2013"}
PLACES = (("kasymakhunov", "ru"), ("kasymakhunov", "en"), ("azimov", "ru"), ("azimov", "en"))


class Faxed(NamedTuple):
    """A letter of a seed case that is open, the fax that is made of it, and its words as text."""

    letter: Letter
    content: bytes
    text: str


@cache
def faxed(
    name: str,
    code: str,
    recipient: str = "bastrykin",
    encoding: Encoding = "g4",
    *,
    blank: bool = False,
) -> Faxed:
    """The fax to a recipient, made as the command makes it."""
    order = Order(
        today=TODAY,
        languages=(code,),
        to=(recipient,),
        formats=("fax", "txt"),
        sender=None if blank else SENDER,
        fax_encoding=encoding,
    )
    with TemporaryDirectory() as folder:
        (made,) = render_case(opened(Path(folder), name)[0], SHOP, order).made
    tiff, text = made.documents.values()
    assert (tiff.media_type, tiff.extension) == ("image/tiff", "tif")
    return Faxed(made.letter, tiff.content, text.content.decode())


@cache
def seen(name: str, code: str, encoding: Encoding = "g4", *, blank: bool = False) -> str:
    """What Tesseract reads in a fax; the same fax is read once."""
    found = faxed(name, code, encoding=encoding, blank=blank)
    with TemporaryDirectory() as folder:
        return read_by_ocr(found.content, code, Path(folder))


def words(found: Faxed, code: str, name: str) -> str:
    """What stands on the whole fax."""
    date = DATES[code] if name else ""
    count = len(frames(found.content))
    return COVERS[code].format(name=name, date=date, subject=found.letter.title, pages=count) + found.text


@pytest.mark.parametrize(("name", "code"), PLACES)
def test_the_whole_fax_can_be_read(name: str, code: str) -> None:
    """Of cover sheet and letter together at most one character in a hundred is read otherwise."""
    found = faxed(name, code)
    assert error_rate(words(found, code, "Maria Schmidt"), seen(name, code)) <= MOST, seen(name, code)


@pytest.mark.parametrize("code", ["ru", "en"])
def test_what_matters_on_the_cover_sheet_is_read_as_it_is(code: str) -> None:
    """The numbers, the writer and how many pages there are, on the sheet that is read first."""
    cover = " ".join(seen("azimov", code).split())
    for part in ("+7 499 265-90-77", "+7 499 265-97-75", "Maria Schmidt", DATES[code]):
        assert part in cover
    assert re.search({"ru": "Количество страниц: 2", "en": "Pages: 2"}[code], cover)


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_fax_that_is_filled_in_by_hand_can_be_read(code: str) -> None:
    """Ruled lines for name and date disturb nothing around them; in Group 3."""
    found = faxed("kasymakhunov", code, encoding="g3", blank=True)
    read = seen("kasymakhunov", code, "g3", blank=True)
    assert error_rate(words(found, code, ""), read) <= MOST, read
    assert "Schmidt" not in read


def test_a_whole_fax_can_be_read_in_standard_resolution(tmp_path: Path) -> None:
    """By a machine that takes only half of the lines."""
    found = faxed("kasymakhunov", "ru")
    read = read_by_ocr(coarse(found.content), "ru", tmp_path)
    assert error_rate(words(found, "ru", "Maria Schmidt"), read) <= MOST_COARSE, read


def test_another_fax_is_not_taken_for_it() -> None:
    """The measure tells them apart."""
    assert error_rate(words(faxed("azimov", "en"), "en", "Maria Schmidt"), seen("kasymakhunov", "en")) > 10 * MOST


@pytest.mark.parametrize("encoding", ["g4", "g3"])
def test_every_page_is_there(encoding: Encoding) -> None:
    """A cover sheet, the covering note and the letters enclosed with it, in the resolution and encoding of a fax."""
    found = faxed("azimov", "en", "matiushkin", encoding)
    assert len(found.letter.enclosed) == 2
    with tifffile.TiffFile(BytesIO(found.content)) as tiff:
        pages = list(tiff.pages)
        assert len(pages) >= 1 + 1 + 2
        for number, page in enumerate(pages):
            assert isinstance(page, tifffile.TiffPage)
            assert page.tags["PageNumber"].value == (number, len(pages))
            assert page.tags["ImageWidth"].value == 1728
            assert int(page.tags["Compression"].value) == {"g3": 3, "g4": 4}[encoding]
    # Group 3 and Group 4 are two ways to write the same dots.
    other = faxed("azimov", "en", "matiushkin", "g3" if encoding == "g4" else "g4")
    for one, same in zip(frames(found.content), frames(other.content), strict=True):
        assert ImageChops.difference(one.convert("L"), same.convert("L")).getbbox() is None


def test_it_is_always_plain() -> None:
    """Whatever window and fold marks the printed letter has: nobody folds a fax."""
    found = faxed("kasymakhunov", "en", "matlubov")
    assert found.letter.postal is None
    order = Order(today=TODAY, languages=("en",), to=("matlubov",), formats=("fax", "pdf"), sender=SENDER)
    for layout in (None, "din5008a", "plain"):
        with TemporaryDirectory() as folder:
            result = render_case(opened(Path(folder), "kasymakhunov")[0], SHOP, replace(order, layout=layout))
        (made,) = result.made
        assert made.letter.postal is not None
        contents = {one.extension: one.content for one in made.documents.values()}
        assert contents["tif"] == found.content


def test_it_is_the_same_every_time() -> None:
    """Byte for byte, with layouts loaded anew."""
    found = faxed("azimov", "ru")
    assert fax.renderer(SHOP.templates)(found.letter).content == found.content
    assert RENDER(replace(found.letter, title="Another"), "g4").content != found.content


def test_the_paper_of_the_writer() -> None:
    """US Letter is 279 mm high, A4 297 mm; both are sent in lines of 1728 dots."""
    letter = faxed("azimov", "en").letter
    sizes = {paper: {page.size for page in frames(RENDER(replace(letter, paper=paper)).content)} for paper in Paper}
    assert sizes == {Paper.A4: {(1728, 2292)}, Paper.US_LETTER: {(1728, 2156)}}


def test_a_letter_that_is_read_from_the_right() -> None:
    """Title and labels of the cover sheet begin at the right edge, as the letter does."""
    with_cover = replace(ARABIC, mark="", fax=("+7 499 265-90-77",), cover=dict.fromkeys(LABELS, "فاكس"))
    cover, letter, *_ = frames(RENDER(with_cover).content)
    for page in (cover, letter):
        box = page.convert("L").point(lambda shade: 255 - shade).getbbox()
        assert box is not None
        assert box[2] == pytest.approx(1728 - (1728 - 1686) / 2 - 25 / 25.4 * 204, abs=30)


def test_without_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is said."""
    monkeypatch.setitem(PACKAGES, "Arab", Package("no_such_module", "files", "fontpkg-amiri"))
    letter = replace(ARABIC, cover=dict.fromkeys(LABELS, "فاكس"))
    with pytest.raises(NoFontError) as error:
        RENDER(letter)
    assert error.value.hint.startswith("run `pip install fontpkg-amiri`")
