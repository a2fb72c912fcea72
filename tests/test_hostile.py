"""Strangers write cases: no value steers a terminal or a build log, breaks a letter, or reads or writes elsewhere."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
import io
import json
import os
from pathlib import Path
import re
import subprocess
import sys
from typing import Any

import html5lib
from pypdf import PdfReader
import pytest

from builders.hostile import CASE, DAY, FORMATS, Run, case, text_of

# Everything that some sink of ours gives a meaning: HTML, Typst, Jinja, e-mail headers, regular expressions.
CANARY = 'A <b> & Ко "x" $& {{y}} #read("x") *bold* $x$ @ref'

# 108 strings: what steers, tried in several surroundings.
_STEERING = (
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x1bP$q\x1b\\",
    "\x9b31m",
    "\x9d0;title\x9c",
    "\x90\x9c",
    "\x07\x08\x7f",
    "\r\rerror",
    "\x85next",
    "\u202egnp.txt",
    "\u2066\u2067\u2068",
    "\u200b\u2060\ufeff",
    "\u2028\u2029",
    "[red]",
    "[/5]",
    "[/]",
    "[link=https://example.org]x[/link]",
    "[bold",
    "\\[red]",
    ":smile:",
    "\n::add-path::/tmp",
    "\n  ::stop-commands::x",
    "::set-output name=x::y",
    "%0A::error::x",
    "##[add-mask]x",
    "\n##[group]x]",
)
HOSTILE = [before + steering + after for steering in _STEERING for before in ("", "a ") for after in ("", " b\n")]
STEERS = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def hostile_cases(number: int, text: str) -> Iterator[tuple[str, str]]:
    """Cases that hold a string in a place of each kind, and a name for each."""
    minister = CASE["addressees"]["minister"]
    yield f"key-{number}", case(**{text: "x"})
    yield f"value-{number}", case(status=text, send_before=text, languages=[text])
    yield f"id-{number}", case(id=text, addressees={text: minister}, asks=[{"use": text, "to": [text]}])
    yield (
        f"text-{number}",
        case(
            id=f"text-{number}",
            facts=[{"text": {"en": f"She said {text} there."}}],
            people={"anna": {"gender": "f", "name": {"en": f"Anna {text} Orlova"}}},
            addressees={"minister": minister | {"office": {"kind": "minister", "en": f"Minister {text}"}}},
            reference={"number": text},
        ),
    )


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of cases in which every string stands in every kind of place, and names the file too."""
    folder = tmp_path_factory.mktemp("cases")
    for number, text in enumerate(HOSTILE):
        for name, content in hostile_cases(number, text):
            (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
        file_name = text.replace("/", "-").replace("\0", "-")
        if os.name == "posix":
            (folder / f"{file_name}.yaml").write_text("format: 1\n", encoding="utf-8")
            (folder / f"{file_name}{number}.yaml").write_text(case(id=f"file-{number}"), encoding="utf-8")
    return folder


def assert_harmless(text: str) -> None:
    """Nothing in it steers a terminal, and no line of it is a command of a build log."""
    found = STEERS.search(text)
    assert found is None, text[found.start() - 80 : found.end() + 20]
    assert "##[" not in text
    assert [line for line in text.splitlines() if line.lstrip().startswith("::")] == []


@pytest.mark.parametrize("args", [("check",), ("check", "--lang", "en"), ("list",), ("render", "-f", "txt", "-o", "X")])
def test_nothing_steers_a_terminal(
    cli: Run, hostile_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    """No string of a case, in whatever place, reaches stdout or stderr as anything but text."""
    # As seen from the folder, a file's name begins the line.
    monkeypatch.chdir(hostile_folder)
    command, *rest = (str(tmp_path / "letters") if arg == "X" else arg for arg in args)
    paths = [*Path().glob("*.yaml")] if command == "render" else [Path()]
    shown = cli(command, *paths, *rest, *DAY)
    assert shown.code == 1
    assert len(shown.err) > 10_000
    assert_harmless(shown.err)
    assert_harmless(shown.out)


def test_no_string_steers_json(cli: Run, hostile_folder: Path) -> None:
    """The JSON report is JSON, sorted, with nothing between its quotes that steers."""
    shown = cli("check", hostile_folder, *DAY, "--report", "json")
    assert (shown.code, shown.err) == (1, "")
    assert_harmless(shown.out)
    rows = json.loads(shown.out)["problems"]
    assert len(rows) > len(HOSTILE)
    assert rows == sorted(rows, key=lambda row: (row["file"], row["line"], row["column"], row["path"]))
    assert any("\x9b31m" in row["message"] for row in rows)


def test_no_string_is_a_workflow_command(cli: Run, hostile_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report for GitHub has as many commands as it shows, all ours; the log has the other problems as text."""
    monkeypatch.chdir(hostile_folder)
    problems = json.loads(cli("check", ".", *DAY, "--report", "json").out)["problems"]
    shown = cli("check", ".", *DAY, "--report", "github")
    assert shown.code == 1
    assert_harmless(shown.err)
    assert STEERS.search(shown.out) is None
    kinds = r"::(?:error|warning|notice)"
    ours = re.compile(
        rf"{kinds} file=[^,:]*(?:,line=\d+,col=\d+)?::.*|{kinds}::(\d+) more \w+: read the log of this step"
    )
    found = [ours.fullmatch(line) for line in shown.out.removesuffix("\n").split("\n")]
    assert None not in found
    assert len(found) <= 30
    # Each command is a problem, or counts those that the log has.
    assert sum(int(line[1] or 1) for line in found if line) == len(problems)


def test_no_string_steers_a_preview(cli: Run, tmp_path: Path) -> None:
    """What a letter may hold is shown as it stands, markup and all; what it may not hold is refused."""
    shown_letters = 0
    for number, text in enumerate(HOSTILE[::4]):
        file = tmp_path / "case.yaml"
        file.write_text(dict(hostile_cases(number, text))[f"text-{number}"], encoding="utf-8")
        shown = cli("preview", file, "-l", "en", *DAY)
        assert_harmless(shown.out)
        assert_harmless(shown.err)
        if shown.code == 0:
            shown_letters += 1
            said = " ".join(text.split()).replace("##[", "##\\x5b")
            assert f"She said {said} there." in " ".join(re.sub("[│\n]", " ", shown.out).split())
    assert shown_letters >= 8


def test_a_name_that_is_not_utf_8(cli: Run, tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is told of by all commands, and letters can be written below such a folder."""
    if sys.platform != "linux":
        pytest.skip("only Linux takes such names")
    folder = tmp_path / os.fsdecode(b"\xff\x1b")
    folder.mkdir()
    (folder / "case.yaml").write_text(case(), encoding="utf-8")
    (folder / os.fsdecode(b"\xfe.yaml")).write_text("format: 2\n", encoding="utf-8")
    for form in ("text", "json", "github"):
        shown = cli("check", folder, *DAY, "--report", form)
        assert shown.code == 1
        assert_harmless(shown.err)
        assert STEERS.search(shown.out) is None
    assert cli("list", folder, *DAY).code == 1
    shown = cli("render", folder / "case.yaml", *DAY, "-f", "txt", "-o", folder / "letters")
    assert shown.code == 0
    assert (folder / "letters" / "example" / "en" / "minister.txt").is_file()


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_canary(cli: Run, tmp_path: Path, format_name: str) -> None:
    """A text full of marks stands in every format as it was written, and changes nothing around it."""
    file = tmp_path / "case.yaml"
    minister = CASE["addressees"]["minister"]
    salt = {"en": f"Anna {CANARY}"}
    changes: list[dict[str, Any]] = [
        {
            "asks": [{"text": {"en": "ask"}}],
            "addressees": {"minister": minister | {"address": {"latin": ["Street", "Town"]}}},
        },
        {
            "facts": [{"text": {"en": f"Fact {CANARY} end."}}],
            "asks": [{"text": {"en": f"ask {CANARY} end"}}],
            "people": {"anna": {"gender": "f", "name": salt}},
            "addressees": {
                "minister": minister
                | {
                    "office": {"kind": "minister", "en": f"Office {CANARY}"},
                    "address": {"latin": [f"Street {CANARY}", "Town"]},
                    "salutation": {"en": f"Dear {CANARY}"},
                }
            },
        },
    ]
    letters: list[Path] = []
    for number, change in enumerate(changes):
        file.write_text(case(**change), encoding="utf-8")
        folder = tmp_path / str(number)
        shown = cli("render", file, *DAY, "-l", "en", "-f", format_name, "-o", folder)
        assert (shown.code, "error" in shown.err) == (0, False)
        letters.append(folder / "example" / "en" / f"minister.{format_name}")
    plain, salted = letters
    text = text_of(salted)
    for before in ("Fact", "ask", "Anna", "Office", "Street", "Dear"):
        assert f"{before} {CANARY}" in text
    assert shape(plain) == shape(salted)


def shape(path: Path) -> object:
    """How a letter is built, whatever its words."""
    content = path.read_bytes()
    match path.suffix:
        case ".pdf":
            reader = PdfReader(io.BytesIO(content))
            links = [page.get("/Annots") for page in reader.pages]
            return len(reader.pages), links, list(reader.attachments), reader.get_fields()
        case ".html":
            return [element.tag for element in html5lib.parse(content, namespaceHTMLElements=False).iter()]
        case ".eml":
            message = message_from_bytes(content, policy=default)
            return [(part.keys(), part.get_content_type(), part.get_filename()) for part in message.walk()]
        case _:
            return content.decode().count("\n\n")


AUDIT = """
import json, os, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
seen = {"network": [], "processes": [], "files": [], "folders": []}
def hook(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        seen["network"].append(event)
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pty.spawn"):
        seen["processes"].append(event)
    elif event == "open" and isinstance(args[2], int) and args[2] & WRITES:
        seen["files"].append(os.fsdecode(args[0]) if isinstance(args[0], (str, bytes)) else str(args[0]))
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate", "os.chmod"):
        seen["folders"] += [os.fsdecode(arg) for arg in args[:2] if isinstance(arg, (str, bytes))]
sys.addaudithook(hook)
from ualetters.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(seen), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["render", "check", "list", "preview", "languages", "languages check", "schema"])
def test_no_network_and_no_file_outside(root: Path, tmp_path: Path, command: str) -> None:
    """No command opens a socket or starts a process, and what is written is below the output folder."""
    cases = [str(path) for path in sorted((root / "cases").glob("*.yaml"))]
    output = tmp_path / "out"
    formats = [part for name in FORMATS for part in ("-f", name)]
    args = {
        "render": ["render", *cases, "-l", "all", "-o", str(output), *formats],
        "preview": ["preview", cases[0]],
        "check": ["check", *cases],
        "list": ["list", *cases],
    }.get(command, command.split())
    # Coverage would write its own files.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, *args], check=False, capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stderr.splitlines()[-1])
    assert (seen["network"], seen["processes"]) == ([], [])
    touched = [*seen["files"], *(path for path in seen["folders"] if Path(path).is_absolute())]
    outside = [path for path in touched if not Path(path).is_relative_to(output)]
    # Only Typst's empty root is made elsewhere, and it is gone again.
    assert [path for path in outside if not Path(path).is_relative_to(tmp_path / "tmp")] == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert bool(seen["files"]) == (command == "render")
