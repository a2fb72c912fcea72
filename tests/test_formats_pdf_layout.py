"""PDF: the same bytes everywhere, and a layout that reads the letter and nothing else."""

from hashlib import sha256
import os
from pathlib import Path
import subprocess
import sys
import tempfile

import pytest

from builders.formats_pdf import ENGLISH, LETTER, longer, made
from ualetters.errors import UalettersError
from ualetters.formats import pdf
from ualetters.templating import Templates, template_root

# Is started in a new process, to make the letter there.
AGAIN = """
import sys
from builders.formats_pdf import LETTER, made
sys.stdout.buffer.write(made(LETTER))
"""


def test_the_bytes_are_the_same_in_another_process_place_and_time(tmp_path: Path) -> None:
    """Another time zone, language, folder and home, and a clock that has gone on."""
    expected = sha256(made(LETTER)).hexdigest()
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


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ('#import "@preview/cetz:0.3.0"', "no package may be imported"),
        ('#include "@local/letter:1.0.0"', "no package may be imported"),
        ('#read("/etc/passwd")', "letter.typ"),
        ('#read("../../../../../etc/passwd")', "letter.typ"),
        ('#image("https://example.org/x.png")', "letter.typ"),
        ('#set text(font: "No Such Font")\nx', "unknown font family"),
        ("#(1 + )", "letter.typ:1:"),
    ],
)
def test_a_layout_that_reaches_out_or_is_wrong_is_an_error(tmp_path: Path, layout: str, message: str) -> None:
    """No package, no file, no address; the message names the layout."""
    (tmp_path / "_layouts").mkdir()
    title = "#{ set document(title: [x], date: datetime(year: 2013, month: 1, day: 28)); metadata(none) }"
    (tmp_path / pdf.LAYOUT).write_text(f"{layout}\n{title}", encoding="utf-8")
    with pytest.raises(UalettersError, match=message) as caught:
        made(LETTER, (tmp_path,))
    assert "main.typ" not in str(caught.value)


def test_the_packaged_layout_reads_the_letter_and_nothing_else() -> None:
    """One `json` call, no other way to a file, and nothing that evaluates text as code."""
    layout = (template_root() / pdf.LAYOUT).read_text(encoding="utf-8")
    reading = ("json(", "read(", "image(", "import ", "include ", "eval(", "sys.", "plugin(", "csv(", "yaml(", "toml(")
    assert {call: layout.count(call) for call in reading if call in layout} == {"json(": 1}
