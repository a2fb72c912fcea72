"""`render`: what is written and printed, in which languages, of which day and by whom."""

from collections.abc import Callable
from io import BytesIO
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
import time

from pypdf import PdfReader
import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case, told, written

file = pytest.fixture(open_case)


Run = Callable[..., Outcome]

DRAFT = "The language pack `{}` is a draft that no named reader has signed; let a native reader look."


def test_letters_are_written(cli: Run, file: Path) -> None:
    """One file for each recipient and format is written, and stdout has their paths and nothing else."""
    shown = cli("render", file, *DAY, "-l", "en", "-l", "ru")
    expected = [
        f"example/{code}/{recipient}.{ending}"
        for code in ("en", "ru")
        for recipient in ("minister", "governor", "embassy-ru")
        for ending in ("pdf", "txt")
    ]
    assert shown.code == 0
    assert shown.out.splitlines() == [str(Path("letters", path)) for path in expected]
    assert written() == sorted(expected)
    assert Path("letters/example/en/minister.pdf").read_bytes().startswith(b"%PDF-")
    assert "Анны Орловой" in Path("letters/example/ru/governor.txt").read_text(encoding="utf-8")


def test_formats_and_folder(cli: Run, file: Path, tmp_path: Path) -> None:
    """The formats asked for are written below the folder asked for, each once."""
    folder = tmp_path / "somewhere" / "else"
    shown = cli("render", file, *DAY, "-f", "eml", "-f", "html", "-f", "eml", "--to", "minister", "-o", folder)
    assert (shown.code, written(folder)) == (0, ["example/en/minister.eml", "example/en/minister.html"])
    assert shown.out == f"{folder / 'example/en/minister.eml'}\n{folder / 'example/en/minister.html'}\n"
    assert not Path("letters").exists()


def test_what_is_said(cli: Run, file: Path) -> None:
    """A table shows how each letter travels; then come what is worth knowing and which languages are drafts."""
    shown = cli("render", file, *DAY, "-l", "ru", "-l", "en", "-f", "txt")
    rows = re.split(r"\s{2,}", " ".join(shown.err.partition("example.yaml:")[0].split("\n", 1)[1].split("\n")))
    assert shown.err.startswith("Case     Recipient   Language  Channels")
    table = " ".join(rows)
    assert "fax +7 499 265-90-77; fax +7 499 265-97-75; e-mail office@minjust.ru; post" in table
    assert "web https://tver.example.ru/; phone +7 495 955-57-03" in table
    assert table.count("embassy-ru ru look up the address") == 1
    assert shown.err.count("note: the directory has no address of the embassy of RU") == 1
    assert told(shown)[-2:] == [DRAFT.format("en"), DRAFT.format("ru")]


def test_quiet(cli: Run, file: Path) -> None:
    """A quiet run that has nothing to warn of says nothing at all; warnings and errors are still said."""
    shown = cli("render", file, *DAY, "-f", "txt", "--quiet")
    assert (shown.code, shown.err, len(shown.out.splitlines())) == (0, "", 3)
    shown = cli("render", file, "--date", "2024-04-12", "-f", "txt", "-q")
    assert shown.code == 0
    assert "warning: the deadline has passed; the last day was 2024-04-11" in shown.err
    assert "note:" not in shown.err
    assert "draft" not in shown.err


def test_a_reviewed_pack_is_no_draft(cli: Run, file: Path) -> None:
    """Nothing is said of a language that a reader has signed."""
    Path("own/ru").mkdir(parents=True)
    Path("own/ru/language.yaml").write_text("status: reviewed\nreviewed_by: A Reader\n", encoding="utf-8")
    shown = cli("render", file, *DAY, "-l", "all", "-f", "txt", "--templates", "own")
    assert [line for line in told(shown) if "draft" in line] == [DRAFT.format("en")]


def test_one_letter_on_stdout(cli: Run, file: Path) -> None:
    """`-o -` prints exactly the bytes of the text letter and writes no file."""
    cli("render", file, *DAY, "-l", "ru", "--to", "minister", "-f", "txt")
    shown = cli("render", file, *DAY, "-l", "ru", "--to", "minister", "-o", "-")
    assert (shown.code, shown.out) == (0, Path("letters/example/ru/minister.txt").read_text(encoding="utf-8"))
    assert cli("render", file, *DAY, "-l", "ru", "--to", "minister", "-o", "-", "-f", "txt").out == shown.out
    assert len(written()) == 1
    assert told(shown) == [DRAFT.format("ru")]


def test_several_letters_on_stdout(cli: Run, file: Path) -> None:
    """Several letters are not printed, and it is said which there are."""
    shown = cli("render", file, *DAY, "-l", "ru", "-l", "en", "--to", "minister", "--to", "governor", "-o", "-")
    message = "-o - prints one letter, not 4: minister (ru), governor (ru), minister (en), governor (en); choose with"
    assert (shown.code, shown.out) == (2, "")
    assert message in " ".join(shown.err.split())
    assert not Path("letters").exists()


@pytest.mark.parametrize("formats", [("pdf",), ("txt", "pdf"), ("html",)])
def test_only_text_on_stdout(cli: Run, file: Path, formats: tuple[str, ...]) -> None:
    """A PDF on a terminal is of no use."""
    shown = cli("render", file, "-o", "-", *(part for name in formats for part in ("-f", name)))
    assert (shown.code, shown.out) == (2, "")
    assert "only text can be printed" in shown.err


def test_no_letter_on_stdout(cli: Run, file: Path) -> None:
    """A letter that fails prints nothing but its reasons."""
    shown = cli("render", file, *DAY, "-o", "-", "--to", "mayor")
    assert (shown.code, shown.out) == (1, "")
    assert told(shown) == [
        "--to mayor: error: nobody in `example` has the id `mayor`",
        "    → one of embassy-ru, governor, minister",
        "Nothing was written of example.yaml. Mend it, then run `ualetters check example.yaml`.",
    ]


def test_all_languages(cli: Run, file: Path) -> None:
    """`all` writes every language that is complete, names the others, and fails where there is none."""
    file.write_text(OPEN.replace(", gen: Анны Орловой", ""), encoding="utf-8")
    shown = cli("render", file, *DAY, "-l", "all", "-f", "txt", "--to", "minister")
    assert (shown.code, written()) == (0, ["example/en/minister.txt"])
    assert "example.yaml: note: the case is not complete in `ru`" in shown.err
    file.write_text(OPEN.replace("en: Anna Orlova, ", "").replace(", gen: Анны Орловой", ""), encoding="utf-8")
    shown = cli("render", file, *DAY, "-l", "all", "-f", "txt", "-o", "none")
    assert (shown.code, shown.out) == (1, "")
    assert "example.yaml: error: the case is not complete in any language" in shown.err
    assert not Path("none").exists()


def test_the_date(cli: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter is dated with the date given, else with SOURCE_DATE_EPOCH, in text and in the PDF's own data."""
    Path("sender.yaml").write_text(SENDER, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1710000000")
    args = ("render", file, "--to", "minister", "-l", "en", "--sender", "sender.yaml")
    cli(*args)
    folder = Path("letters/example/en")
    assert "9 March 2024\n" in (folder / "minister.txt").read_text(encoding="utf-8")
    cli(*args, "--date", "2024-03-28")
    assert "28 March 2024\n" in (folder / "minister.txt").read_text(encoding="utf-8")
    metadata = PdfReader(BytesIO((folder / "minister.pdf").read_bytes())).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date().isoformat() == "2024-03-28"


def test_who_writes(cli: Run, file: Path) -> None:
    """The profile given signs in the sender's own language; the one in the settings does without being named."""
    Path("sender.yaml").write_text(SENDER, encoding="utf-8")
    args = ("render", file, *DAY, "--to", "minister", "-o", "-")
    shown = cli(*args, "--sender", "sender.yaml")
    assert "Clara Nováková" in shown.out
    assert "Анны Орловой" in shown.out
    assert cli(*args, "--sender", "sender.yaml", "-l", "own").out == shown.out
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "ualetters"
    settings.mkdir()
    shutil.copy("sender.yaml", settings)
    assert cli(*args).out == shown.out
    blank = cli(*args, "--blank")
    assert "Clara" not in blank.out
    assert "______" in blank.out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open files otherwise")
def test_the_first_letter_is_opened(file: Path, tmp_path: Path) -> None:
    """`--open` hands the first letter that was written to the desktop, and nothing when there is none."""
    stub = tmp_path / "bin" / "xdg-open"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\necho "$1" > opened.part && mv opened.part "opened-$$"\n', encoding="utf-8")
    stub.chmod(0o755)
    environment = os.environ | {"PATH": f"{stub.parent}{os.pathsep}{os.environ['PATH']}"}

    def run(*args: str) -> list[str]:
        command = [sys.executable, "-m", "ualetters", "render", str(file), *DAY, "-f", "txt", "-f", "html", *args]
        subprocess.run(command, check=False, capture_output=True, env=environment, timeout=60)
        return command

    run("--to", "mayor", "--open")
    run()
    run("--open")
    for _ in range(100):
        if opened := list(tmp_path.glob("opened-*")):
            break
        time.sleep(0.05)
    assert [path.read_text(encoding="utf-8") for path in opened] == ["letters/example/en/minister.txt\n"]
