"""PDF: the same bytes everywhere, and layouts that read the letter and nothing else."""

from collections.abc import Iterator
from hashlib import sha256
import os
from pathlib import Path
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
from threading import Thread

import pytest

from builders.formats_pdf import ENGLISH, LETTER, longer, made
from builders.formats_scripts import ARABIC
from builders.window import pdf_of, to_governor
from ualetters.errors import UalettersError
from ualetters.formats import fonts, pdf
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


@pytest.fixture
def anew() -> Iterator[None]:
    """No compiler from another test, nor one that is left to another."""
    fonts.typesetter.cache_clear()
    yield
    fonts.typesetter.cache_clear()


def changed_a_little(root: Path) -> Path:
    """A template root with all our layouts, of which each has a comment more."""
    (root / LAYOUTS).mkdir(parents=True)
    for name in FILES:
        layout = (template_root() / LAYOUTS / name).read_text(encoding="utf-8")
        (root / LAYOUTS / name).write_text(f"{layout}// Mine.\n", encoding="utf-8")
    return root


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("is_own", [False, True])
def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_own: bool
) -> None:
    """Nor is anything in it while letters are made; with layouts of one's own too."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    render = pdf.renderer(Templates.with_own((changed_a_little(tmp_path / "own"),) if is_own else ()))
    assert [*temporary.iterdir()] == []
    render(LETTER)
    assert [*temporary.iterdir()] == []


@pytest.mark.usefixtures("anew")
def test_without_a_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our layouts need none; for somebody else's there must be one that Typst cannot read."""
    before = made(LETTER)
    fonts.typesetter.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert made(LETTER) == before
    with pytest.raises(UalettersError, match=r"^there is no place for temporary files") as caught:
        made(LETTER, (changed_a_little(tmp_path / "own"),))
    assert caught.value.hint == "free some space, or name a folder that can be written in the variable TMPDIR"


def test_layouts_give_the_same_bytes_wherever_they_are(tmp_path: Path) -> None:
    """Where Typst reads them from our folder, and where it is handed those of somebody else; in turn."""
    own, copy = changed_a_little(tmp_path / "own"), tmp_path / "copy"
    shutil.copytree(template_root() / LAYOUTS, copy / LAYOUTS)
    letters = (LETTER, ARABIC, longer(ENGLISH, 30))
    ours = [made(letter) for letter in letters]
    for root in (own, copy, own):
        assert [made(letter, (root,)) for letter in letters] == ours
        assert [made(letter) for letter in letters] == ours


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


@pytest.mark.parametrize("name", ["sender.yaml", "linked.yaml", "letter.css", "/stationery.yaml", "document.typ.bak"])
def test_a_layout_of_somebody_else_reads_no_file_beside_it(tmp_path: Path, name: str) -> None:
    """Neither in its own folder nor in ours, from which a letter was set before; a link leads nowhere."""
    folder = tmp_path / LAYOUTS
    folder.mkdir()
    (folder / "sender.yaml").write_text("name: Anna Example", encoding="utf-8")
    (folder / "document.typ.bak").write_text("", encoding="utf-8")
    (folder / "linked.yaml").symlink_to(folder / "sender.yaml")
    (folder / "letter.typ").write_text(f'#read("{name}")\n{FUNCTION}', encoding="utf-8")
    before = made(LETTER)
    with pytest.raises(UalettersError, match=r"file not found(.|\n)*┌─ _layouts/letter\.typ:1:"):
        made(LETTER, (tmp_path,))
    # Nor is anything of theirs in our letters afterwards.
    assert made(LETTER) == before


@pytest.mark.parametrize("name", ['("@" + "preview/cetz:0.3.0")', '"\\u{40}preview/cetz:0.3.0"'])
def test_a_package_is_not_fetched_however_it_is_spelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nothing is asked, not even the proxy that the user has; whoever is asked later finds the proxy as it was."""
    (tmp_path / LAYOUTS).mkdir()
    (tmp_path / LAYOUTS / "letter.typ").write_text(f"#import {name}: x\n{FUNCTION}", encoding="utf-8")
    asked: list[object] = []

    class Proxy(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.client_address)

    with socketserver.TCPServer(("127.0.0.1", 0), Proxy) as proxy:
        address = f"http://127.0.0.1:{proxy.server_address[1]}"
        monkeypatch.setenv("https_proxy", address)
        monkeypatch.setenv("NO_PROXY", "localhost")
        Thread(target=proxy.serve_forever, daemon=True).start()
        with pytest.raises(UalettersError, match="failed to download package"):
            made(LETTER, (tmp_path,))
        proxy.shutdown()
    assert asked == []
    assert (os.environ["https_proxy"], os.environ["NO_PROXY"]) == (address, "localhost")


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
