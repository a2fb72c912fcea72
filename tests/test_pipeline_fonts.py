"""A letter in a script that no font has: its other formats are made, and a note says how to get a font."""

from pathlib import Path
import sys

from msgspec.structs import replace
import pytest

from builders.compose import TODAY, case_of, own_shop
from ualetters.errors import Place, Severity
from ualetters.formats import FORMATS
from ualetters.order import Order
from ualetters.pipeline import render_case

ORDER = Order(today=TODAY, languages=("en",), formats=FORMATS)
WITHOUT_FONTS = ["chair.txt", "chair.html", "chair.docx", "chair.paste.txt", "chair.mail.html"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A case to one addressee with an e-mail address and a fax number."""
    path = tmp_path / "case.yaml"
    case = case_of()
    contacts = {"email": "office@example.ru", "fax": "+7 499 265 90 77"}
    case["addressees"]["chair"] = case["addressees"]["chair"] | contacts
    path.write_text(str(case).replace("'", '"'), encoding="utf-8")
    return path


def test_what_needs_a_font_is_left_out(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note for each format, however many letters there are; also under `--strict`."""
    monkeypatch.setitem(sys.modules, "noto_cjk_sans_otc", None)
    shop = own_shop(tmp_path, {"en/language.yaml": {"script": "Hant"}})
    result = render_case(file, shop, replace(ORDER, strict=True))
    assert [[path.name for path in made.documents] for made in result.made] == [WITHOUT_FONTS]
    assert not result.failed
    hint = "run `pip install noto-cjk-sans-otc`, or name a font file with `--font FILE`"
    assert [(note.place, note.severity, note.message, note.hint, note.check) for note in result.problems] == [
        (
            Place(str(file)),
            Severity.NOTE,
            f"there is no {name} of the letters in `en`: no font has the script of the letter (Hant)",
            hint,
            "formats",
        )
        for name in ("eml", "fax", "pdf")
    ]


def test_with_the_font_everything_is_made(file: Path, tmp_path: Path) -> None:
    """No note, and the same letters in all formats."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"script": "Hant"}})
    result = render_case(file, shop, ORDER)
    assert [{path.name for path in made.documents} for made in result.made] == [
        {*WITHOUT_FONTS, "chair.pdf", "chair.eml", "chair.tif"}
    ]
    assert result.problems == ()


def test_a_character_that_the_font_lacks_still_fails_the_case(file: Path, tmp_path: Path) -> None:
    """It is an error with the file's name, and nothing is made."""
    text = file.read_text(encoding="utf-8").replace("Timur Nazarov", "Timur ក Nazarov")
    file.write_text(text, encoding="utf-8")
    shop = own_shop(tmp_path, {"en/language.yaml": {"script": "Hant"}})
    result = render_case(file, shop, replace(ORDER, formats=("pdf", "txt")))
    assert (result.failed, result.made) == (True, ())
    assert [problem.place.file for problem in result.problems] == ["nazarov/en/chair.pdf"]
    assert "“ក” (U+1780 KHMER LETTER KA)" in result.problems[0].message
