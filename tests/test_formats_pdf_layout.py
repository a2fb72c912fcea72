"""PDF: the same bytes everywhere, and layouts that read the letter and nothing else."""

from hashlib import sha256
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile

import pytest

from builders.formats_pdf import ENGLISH, LETTER, longer, made
from builders.window import pdf_of, to_governor
from ualetters.errors import UalettersError
from ualetters.formats import pdf
from ualetters.formats.typesetting import FILES, LAYOUTS, MAIN
from ualetters.templating import Templates, template_root

# Is started in a new process, to make the letter there.
AGAIN = """
import sys
from builders.formats_pdf import LETTER, made
from builders.window import pdf_of, to_governor
sys.stdout.buffer.write(made(LETTER) + pdf_of(to_governor("ru", "DE")))
"""


def test_the_bytes_are_the_same_in_another_process_place_and_time(tmp_path: Path) -> None:
    """Another time zone, language, folder and home, and a clock that has gone on; with a window and without."""
    expected = sha256(made(LETTER) + pdf_of(to_governor("ru", "DE"))).hexdigest()
    paths = {str(Path(module.__file__ or "").parents[2]) for module in (sys.modules["ualetters.formats"],)}
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((*paths, *filter(None, sys.path))),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tashkent",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
    }
    command = [sys.executable, "-c", AGAIN]
    run = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert sha256(run.stdout).hexdigest() == expected


def test_letters_made_before_leave_no_trace_in_the_next() -> None:
    """One renderer makes the same bytes of a letter whatever it made in between."""
    render = pdf.renderer(Templates.with_own())
    first = render(LETTER).content
    render(longer(ENGLISH, 30))
    assert render(LETTER).content == first


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything written to it while letters are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    render = pdf.renderer(Templates.with_own())
    assert [*tmp_path.iterdir()] == []
    render(LETTER)
    assert [*tmp_path.iterdir()] == []


# What a layout of a letter must bring; the document calls it.
FUNCTION = "#let set-letters(sheet, id) = { set document(title: [x]); [x] }"


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ('#import "@preview/cetz:0.3.0"', "_layouts/letter.typ: no package may be imported"),
        ('#include "@local/letter:1.0.0"', "_layouts/letter.typ: no package may be imported"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../../../../etc/passwd")', "escape"),
        ('#image("https://example.org/x.png")', "file not found"),
        ("#(1 + )", "expected expression"),
        ("#let set-letters(sheet, id) = sheet.nothing", 'does not contain key "nothing"'),
        ('#let set-letters(sheet, id) = { set text(font: "No Such Font"); [x] }', "unknown font family: no such font"),
    ],
)
def test_a_layout_that_reaches_out_or_is_wrong_is_an_error(tmp_path: Path, layout: str, message: str) -> None:
    """No package, no file, no address; the message names the layout and the line."""
    (tmp_path / LAYOUTS).mkdir()
    function = "" if "set-letters" in layout else f"\n{FUNCTION}"
    (tmp_path / LAYOUTS / "letter.typ").write_text(f"{layout}{function}", encoding="utf-8")
    with pytest.raises(UalettersError) as caught:
        made(LETTER, (tmp_path,))
    told = str(caught.value)
    assert message in told
    if "package" not in message:
        assert told.startswith("a layout is wrong:\n")
        assert "┌─ _layouts/letter.typ:1:" in told
    assert "main.typ" not in told


@pytest.mark.parametrize("name", FILES)
def test_every_layout_that_is_wrong_is_named(tmp_path: Path, name: str) -> None:
    """Whichever it is, also when nothing of its kind is printed; without it a letter is as it was."""
    (tmp_path / LAYOUTS).mkdir()
    (tmp_path / LAYOUTS / name).write_text("#(1 + )", encoding="utf-8")
    with pytest.raises(UalettersError, match=rf"^a layout is wrong:\n(.|\n)*┌─ _layouts/{name}:1:5"):
        made(LETTER, (tmp_path,))
    (tmp_path / LAYOUTS / name).unlink()
    assert made(LETTER, (tmp_path,)) == made(LETTER)


def test_the_packaged_layouts_read_the_document_and_nothing_else() -> None:
    """One `json` call, no other way to a file but to each other, and nothing that evaluates text as code."""
    layouts = {name: (template_root() / LAYOUTS / name).read_text(encoding="utf-8") for name in FILES}
    assert {path.name for path in (template_root() / LAYOUTS).glob("*.typ")} == set(layouts)
    reading = ("read(", "image(", "include ", "eval(", "sys.", "plugin(", "csv(", "yaml(", "toml(", "xml(", "cbor(")
    assert [(name, call) for name, layout in layouts.items() for call in reading if call in layout] == []
    assert {name: layout.count("json(") for name, layout in layouts.items() if "json(" in layout} == {MAIN: 1}
    assert 'json("document.json")' in layouts[MAIN]
    imported = {name for layout in layouts.values() for name in re.findall(r"^#import (.*?):", layout, re.MULTILINE)}
    assert imported == {f'"{name}"' for name in FILES if name != MAIN}
    assert all(layout.count("import") == layout.count("\n#import") for layout in layouts.values())
