"""`render` and `preview`: what is written and printed, what is said, and the exit code."""

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

Run = Callable[..., Outcome]

OPEN = """\
format: 1
id: example
status: open
cleared: {by: Urgent Action desk, date: 2024-03-01}
countries: [RU]
send_before: 2024-04-12
people:
  anna:
    gender: f
    name: {en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}
concerns: [{use: disappearance}]
asks: [{use: establish-whereabouts}]
addressees:
  minister:
    office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}
    country: RU
    email: office@minjust.ru
    fax: "+7 499 265 90 77; +7 499 265 97 75"
    address: {latin: [Moscow]}
  governor:
    office: {kind: governor, en: Governor, ru: {nom: Губернатор, dat: Губернатору}}
    country: RU
    web: https://tver.example.ru/
    phone: +7 495 955 57 03
diplomatic_copies: [RU]
"""
SENDER = "name: Clara Nováková\ncountry: CZ\naddress: [Dlouhá 3, 110 00 Praha]\nlanguages: [cs, ru]\n"
DRAFT = "The language pack `{}` is a draft that no named reader has signed; let a native reader look."
DAY = ("--date", "2024-03-10")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open case about which nothing is doubtful, in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    path = Path("example.yaml")
    path.write_text(OPEN, encoding="utf-8")
    return path


def other(name: str, **changes: str) -> Path:
    """Another case in the same folder, some of its keys changed."""
    text = OPEN.replace("id: example", f"id: {name}")
    for key, value in changes.items():
        text = re.sub(f"(?m)^{key}:.*", f"{key}: {value}", text)
    path = Path(f"{name}.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def written(folder: Path = Path("letters")) -> list[str]:
    """Every file below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def told(outcome: Outcome) -> list[str]:
    """What was said in lines, without those of the table."""
    lines = outcome.err.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("Case ")), None)
    if start is None:
        return lines
    rest = lines[start + 1 :]
    return lines[:start] + [line for line in rest if not re.match(r"(example|other|second)\b.* (en|ru) |\s{30}", line)]


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
        "example.yaml:13:1: addressees: error: nobody here has the id `mayor`",
        "    → one of minister, governor, embassy-ru",
        "Nothing was written of example.yaml. Mend it, then run `ualetters check example.yaml`.",
    ]


def test_one_case_fails(cli: Run, file: Path) -> None:
    """Of a case that fails nothing is written, the others are, and the exit code says that something is missing."""
    closed = other("closed", status="closed")
    Path("broken.yaml").write_text("format: 1\n", encoding="utf-8")
    second = other("second")
    shown = cli("render", closed, file, "broken.yaml", second, file, *DAY, "-f", "txt", "--to", "minister")
    assert shown.code == 1
    assert written() == ["example/en/minister.txt", "second/en/minister.txt"]
    assert shown.out.splitlines() == [str(Path("letters", path)) for path in written()]
    assert "closed.yaml:3:1: status: error: the case is closed; no letter is to be written" in shown.err
    assert "broken.yaml:1:1: id: error: the key `id` is missing" in shown.err
    for name in ("closed.yaml", "broken.yaml"):
        assert f"Nothing was written of {name}. Mend it, then run `ualetters check {name}`." in shown.err
    assert "Nothing was written of example.yaml" not in shown.err


def test_the_same_id(cli: Run, file: Path) -> None:
    """Two cases of one id are both refused, as one would overwrite the other."""
    Path("twin.yaml").write_text(OPEN, encoding="utf-8")
    shown = cli("render", file, "twin.yaml", *DAY)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.count("error: another case has the id `example` too") == 2
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("args", "code", "count"),
    [
        (("--date", "2024-03-10", "--strict"), 0, 2),
        (("--date", "2024-04-12"), 0, 2),
        (("--date", "2024-04-12", "--strict"), 3, 1),
        (("--date", "2024-04-12", "--strict", "--deadline-checked"), 0, 2),
        (("--date", "2024-04-12", "--strict", "closed.yaml"), 1, 1),
        (("--date", "2024-04-12", "--strict", "--to", "mayor"), 1, 0),
    ],
)
def test_strict(cli: Run, file: Path, args: tuple[str, ...], code: int, count: int) -> None:
    """Under `--strict` only warnings make exit code 3, errors 1; what is sound is written."""
    other("closed", status="closed")
    sound = other("sound", send_before="asap")
    shown = cli("render", file, sound, "-f", "txt", "--to", "minister", *args)
    assert (shown.code, len(shown.out.splitlines())) == (code, count)


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


def test_a_sender_at_risk(cli: Run, file: Path) -> None:
    """Who writes from a country of the case has to say that they accept the risk."""
    Path("sender.yaml").write_text(SENDER.replace("CZ", "RU"), encoding="utf-8")
    args = ("render", file, *DAY, "--to", "minister", "-o", "-", "--sender", "sender.yaml")
    shown = cli(*args)
    assert (shown.code, shown.out) == (1, "")
    assert "you write from a country of this case, which could put you at risk" in shown.err
    assert "Clara Nováková" in cli(*args, "--accept-risk").out


def test_a_broken_profile(cli: Run, file: Path) -> None:
    """What is wrong with the profile is said with its place, and without what it holds."""
    Path("sender.yaml").write_text(SENDER.replace("country: CZ", "country: Czechia"), encoding="utf-8")
    shown = cli("render", file, *DAY, "--sender", "sender.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("sender.yaml:2:10: country: error: unknown country ")
    assert "Czechia" not in shown.err
    shown = cli("render", file, *DAY, "--sender", "none.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert "none.yaml: error: cannot read the file: no such file or directory" in shown.err


def test_protected_words(cli: Run, file: Path) -> None:
    """A word that must reach no letter fails the case, in its file or in what the sender adds."""
    Path("words").write_text("orlova\n", encoding="utf-8")
    shown = cli("render", file, *DAY, "--protect", "words")
    assert (shown.code, shown.out) == (1, "")
    assert "example.yaml:10:16: people.anna.name.en: error: a protected word stands here" in shown.err
    assert "rlova" not in shown.err
    Path("words").write_text("dlouhá\n", encoding="utf-8")
    Path("sender.yaml").write_text(SENDER, encoding="utf-8")
    shown = cli("render", file, *DAY, "--protect", "words", "--sender", "sender.yaml", "--to", "governor", "-l", "en")
    assert (shown.code, shown.out) == (1, "")
    assert "example/en-GB/governor: sender: error: a protected word stands in this part of the letter" in shown.err


def test_a_folder_that_cannot_be_written_to(cli: Run, file: Path) -> None:
    """A file in place of the folder is told once, whatever the number of cases, and no letter is said to be there."""
    Path("letters").write_bytes(b"mine")
    shown = cli("render", file, other("second"), *DAY, "-f", "txt")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.count("letters: error: file exists\n    → name another folder with --output\n") == 1
    assert not shown.err.startswith("Case")
    assert "Recipient" not in shown.err
    assert Path("letters").read_bytes() == b"mine"


def test_one_case_that_cannot_be_written(cli: Run, file: Path) -> None:
    """If the files of one case have no place, the others are still written."""
    Path("letters").mkdir()
    Path("letters/example").write_bytes(b"mine")
    shown = cli("render", file, other("second"), *DAY, "-f", "txt", "--to", "minister")
    assert (shown.code, shown.out) == (1, f"{Path('letters/second/en/minister.txt')}\n")
    assert [line for line in shown.err.splitlines() if line.startswith("example ")] == []
    assert [line.split()[:3] for line in shown.err.splitlines() if line.startswith("second ")] == [
        ["second", "minister", "en"]
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits files otherwise")
def test_a_full_disk(file: Path) -> None:
    """When the machine fails the exit code is 74, and nothing of the case is left."""
    script = (
        # A file of bytecode that is cut short would break every later run.
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000,) * 2)\n"
        "from ualetters.cli import main; main(sys.argv[1:])"
    )
    # Without bytecode and coverage, which the limit would leave short.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    command = [sys.executable, "-B", "-c", script, "render", str(file), *DAY, "-f", "txt", "-f", "pdf"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (74, "")
    assert "letters: error: file too large\n    → free some space or mend the disk, then run it again\n" in done.stderr
    assert written() == []


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


def test_preview(cli: Run, file: Path) -> None:
    """A preview shows every letter in a frame with how it travels, and writes nothing."""
    shown = cli("preview", file, *DAY, "-l", "en")
    assert (shown.code, shown.err) == (0, "")
    titles = re.findall(r"(?m)^╭─+ (example · \S+ · en) ─+╮$", shown.out)
    assert titles == [f"example · {key} · en" for key in ("minister", "governor", "embassy-ru")]
    assert re.findall(r"(?m)^╰─+╯\n(.*)$", shown.out) == [
        "fax +7 499 265-90-77; fax +7 499 265-97-75; e-mail office@minjust.ru; post",
        "web https://tver.example.ru/; phone +7 495 955-57-03",
        "look up the address",
    ]
    letter = cli("render", file, *DAY, "-l", "en", "--to", "governor", "-o", "-").out
    inside = [line[1:-1].strip() for line in shown.out.splitlines() if line.startswith("│")]
    for line in letter.splitlines():
        assert line.strip() in inside
    assert written(Path()) == ["example.yaml"]


def test_preview_of_some(cli: Run, file: Path) -> None:
    """A preview shows whom it is asked for, signed by the sender."""
    Path("sender.yaml").write_text(SENDER.replace("CZ", "RU"), encoding="utf-8")
    args = ("preview", file, *DAY, "--to", "governor", "--sender", "sender.yaml")
    shown = cli(*args)
    assert (shown.code, shown.out) == (1, "")
    assert "you write from a country of this case" in shown.err
    shown = cli(*args, "--accept-risk")
    assert (shown.code, shown.out.count("╭"), "Clara Nováková" in shown.out) == (0, 1, True)
    assert "Clara" not in cli(*args, "--blank").out


def test_preview_of_what_fails(cli: Run, file: Path) -> None:
    """A letter that fails is not shown, and its reasons are told."""
    file.write_text(OPEN.replace(", gen: Анны Орловой", ""), encoding="utf-8")
    shown = cli("preview", file, *DAY, "-l", "ru")
    assert (shown.code, shown.out) == (1, "")
    assert (
        told(shown)[0]
        == "example.yaml:10:29: people.anna.name.ru.gen: error: the name has no form `gen` in русский (Russian)"
    )
