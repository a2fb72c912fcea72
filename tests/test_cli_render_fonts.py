"""`render --font`: a font of one's own for a script that has none, and what is no font."""

from collections.abc import Callable
import json
from pathlib import Path
import sys

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, open_case, told, written
from ualetters.formats.fonts import PACKAGES

file = pytest.fixture(open_case)
Run = Callable[..., Outcome]
TO = ("--to", "minister", "-l", "en")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A template root that calls English Chinese, on a computer without a Chinese font."""
    monkeypatch.setitem(sys.modules, "noto_cjk_sans_otc", None)
    Path("own/en").mkdir(parents=True)
    Path("own/en/language.yaml").write_text(json.dumps({"script": "Hant"}), encoding="utf-8")
    return "--templates", "own"


def test_without_a_font_the_other_formats_are_written(cli: Run, file: Path, chinese: tuple[str, str]) -> None:
    """The exit code is 0, and a note gives the command."""
    shown = cli("render", file, *DAY, *TO, *chinese, "-f", "pdf", "-f", "txt", "-f", "eml")
    assert (shown.code, written()) == (0, ["example/en/minister.txt"])
    notes = [line for line in told(shown) if "note:" in line or "→" in line]
    assert notes == [
        f"example.yaml: note: there is no {name} of the letters in `en`: no font has the script of the letter (Hant)"
        if kind == "note"
        else "    → run `pip install noto-cjk-sans-otc`, or name a font file with `--font FILE`"
        for name in ("eml", "pdf")
        for kind in ("note", "hint")
    ]


def test_a_font_of_ones_own_makes_the_pdf(cli: Run, file: Path, chinese: tuple[str, str]) -> None:
    """Without a note."""
    folder = PACKAGES["Arab"].fonts()
    assert folder is not None
    shown = cli("render", file, *DAY, *TO, *chinese, "--font", folder / "Amiri-Regular.ttf")
    assert (shown.code, written()) == (0, ["example/en/minister.pdf", "example/en/minister.txt"])
    assert "note:" not in shown.err
    assert b"Amiri" in Path("letters/example/en/minister.pdf").read_bytes()


def test_a_latin_letter_is_the_same_with_any_font(cli: Run, file: Path) -> None:
    """Byte by byte."""
    folder = PACKAGES["Arab"].fonts()
    assert folder is not None
    cli("render", file, *DAY, *TO, "-o", "with", "--font", folder / "Amiri-Regular.ttf")
    cli("render", file, *DAY, *TO, "-o", "without")
    letter = "example/en/minister.pdf"
    assert Path("with", letter).read_bytes() == Path("without", letter).read_bytes()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.ttf", "cannot read 'none.ttf': no such file or directory"),
        ("example.yaml", "'example.yaml' is not a font; name a file in TrueType or OpenType format"),
    ],
)
def test_what_is_no_font_is_wrong_usage(cli: Run, file: Path, name: str, message: str) -> None:
    """Nothing is written then, also not in a language that would not need it."""
    shown = cli("render", file, *DAY, *TO, "-f", "txt", "--font", name)
    assert (shown.code, shown.out) == (2, "")
    assert message in " ".join(shown.err.split())
    assert not Path("letters").exists()
