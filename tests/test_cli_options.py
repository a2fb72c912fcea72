"""The options that commands share, every command's help, and how wrong usage is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime
import os
from pathlib import Path
import shutil

import pytest
from tests.conftest import Outcome
import typer
from typer.main import get_command
from typer.testing import CliRunner

import ualetters
from ualetters.cli import app, options
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

Run = Callable[..., Outcome]
COMMANDS = (
    *("render", "check", "list", "preview", "batch", "verify", "plan", "pack", "envelopes"),
    *("new", "languages", "schema", "sender", "names"),
)
BELOW = {"languages": ("check", "new", "review"), "names": ("propose",)}
EVERY_COMMAND = (*((name,) for name in COMMANDS), *((name, sub) for name, subs in BELOW.items() for sub in subs))
SHOP = Workshop(Templates.with_own())


def said(outcome: Outcome) -> str:
    """What was said, with the line breaks of the terminal taken out."""
    return " ".join(outcome.err.split())


def refusal(outcome: Outcome) -> str:
    """What a wrong usage is told: exit code 2, nothing on stdout, and where to find help."""
    assert (outcome.code, outcome.out) == (2, "")
    assert "-h' for help." in outcome.err or "--help' for help." in outcome.err
    return said(outcome)


def test_help(cli: Run) -> None:
    """The help names every command with what it does, and ends with where to start."""
    for option in ("--help", "-h"):
        shown = cli(option)
        assert (shown.code, shown.err) == (0, "")
        rows = [line.split(maxsplit=1) for line in shown.out.splitlines() if line.startswith("  ")]
        told = {row[0]: row[1] for row in rows if len(row) == 2}
        assert all(len(told[command]) > 20 for command in COMMANDS)
        assert "Start with: ualetters list" in shown.out
    top = get_command(app).commands  # type: ignore[attr-defined]
    assert set(top) == set(COMMANDS)
    groups = {name: tuple(sorted(below)) for name in COMMANDS if (below := getattr(top[name], "commands", None))}
    assert groups == BELOW


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_help_of_a_command(cli: Run, words: tuple[str, ...]) -> None:
    """Each command says what it does, and what each of its options and arguments is for."""
    shown = cli(*words, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"Usage: ualetters {' '.join(words)} ")
    command = get_command(app)
    for word in words:
        command = command.commands[word]  # type: ignore[attr-defined]
    for parameter in command.params:
        assert parameter.help, parameter.name  # type: ignore[attr-defined]
        shown_as = parameter.opts[0] if isinstance(parameter, typer.core.TyperOption) else parameter.metavar
        assert shown_as
        assert shown_as in shown.out
    assert command.help


def test_no_command(cli: Run) -> None:
    """Without a command there is help, and it counts as wrong usage."""
    shown = cli()
    assert shown.code == 2
    assert "Usage: ualetters" in shown.out + shown.err


def test_version(cli: Run) -> None:
    """The version goes to stdout."""
    shown = cli("--version")
    assert (shown.code, shown.out, shown.err) == (0, f"ualetters {ualetters.__version__}\n", "")


def one_of(*words: str) -> str:
    """The hint that lists every language that there is, and some words beside them."""
    return f"one of {', '.join(sorted((*SHOP.languages, *words)))}"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("rendr",), "No such command 'rendr'. Did you mean 'render', 'sender'?"),
        (("render",), "Missing argument"),
        (("render", "CASE", "--langg", "en"), "No such option: --langg (Possible options: --blank, --explain, --lang)"),
        (("render", "CASE", "--lang", "rru"), "there is no language pack 'rru'; did you mean `ru`?"),
        (("render", "CASE", "--lang", "al"), "there is no language pack 'al'; did you mean `all`?"),
        (("render", "CASE", "--lang", "xx"), f"there is no language pack 'xx'; {one_of('all', 'own')}"),
        (("check", "CASE", "--lang", "own"), f"there is no language pack 'own'; {one_of('all')}"),
        (("preview", "CASE", "--lang", "xx"), f"there is no language pack 'xx'; {one_of('all', 'own')}"),
        (
            ("render", "CASE", "-f", "rtf"),
            "there is no format 'rtf'; one of docx, eml, fax, html, mailto, paste, pdf, txt",
        ),
        (("render", "CASE", "--from", "UK"), "there is no country 'UK'; write an ISO 3166-1 code such as DE or US"),
        (("render", "CASE", "--layout", "din5008c"), "there is no layout 'din5008c'; did you mean `din5008"),
        (("render", "CASE", "-f", "pfd"), "there is no format 'pfd'; did you mean `pdf`?"),
        (
            ("render", "CASE", "--date", "20 January"),
            "'20 January' is not a date; write YYYY-MM-DD, such as 2013-01-20",
        ),
        (("render", "CASE", "--date", "2013-02-30"), "'2013-02-30' is not a date; write YYYY-MM-DD"),
        (("render", "CASE", "--date", ""), "'' is not a date; write YYYY-MM-DD"),
        (("render", "CASE", "--date", "20130120"), "'20130120' is not a date; write YYYY-MM-DD"),
        (("render", "CASE", "--templates", "no-such-folder"), "there is no folder 'no-such-folder'"),
        (("list", "CASE", "--directory", "no-such-folder"), "there is no folder 'no-such-folder'"),
        (("render", "CASE", "--protect", "no-such-file"), "cannot read 'no-such-file' as UTF-8 text"),
        (("render", "CASE", "--lang", "own"), "--lang own needs a sender profile; make one with `ualetters sender`"),
        (("preview", "CASE", "--lang", "own"), "--lang own needs a sender profile; make one with `ualetters sender`"),
        (("render", "CASE", "-f", "txt", "--layout", "us10"), "--layout is for printed letters; add --format pdf"),
        (("preview", "CASE", "--from", "UK"), "there is no country 'UK'; write an ISO 3166-1 code such as DE or US"),
        (("pack", "CASE", "-o", ".pdf"), "'.pdf' has no name before .pdf; name a file such as pack.pdf"),
        (("schema", "ofices"), "there is no schema 'ofices'; did you mean `offices`?"),
        (("check", "CASE", "--report", "xml"), "'xml' is not one of 'text', 'json', 'github', 'junit'."),
    ],
)
def test_wrong_usage(cli: Run, cases: Path, args: tuple[str, ...], message: str) -> None:
    """Wrong usage is exit code 2 with what was wrong and what may be meant, and nothing is done."""
    found = cli(*(cases / "azimov.yaml" if arg == "CASE" else arg for arg in args))
    assert message in refusal(found)


def test_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date is the one given, else that of SOURCE_DATE_EPOCH in UTC, else the calendar's here."""
    before = datetime.now().astimezone().date()
    assert before <= options.today(None) <= datetime.now().astimezone().date()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert options.today(None) == date(1970, 1, 1)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert options.today(None) == date(1970, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert options.today(None) == date(1970, 1, 2)
    assert options.today("2013-01-20") == date(2013, 1, 20)
    assert datetime.fromtimestamp(86399, UTC).date() == date(1970, 1, 1)


@pytest.mark.parametrize("epoch", ["", "yesterday", "1.5", "9" * 30, "-" + "9" * 17])
def test_an_epoch_that_is_none(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no time is told, not passed over; a date that was given needs none."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(typer.BadParameter, match=r"^SOURCE_DATE_EPOCH is not a number of seconds$"):
        options.today(None)
    assert options.today("2013-01-20") == date(2013, 1, 20)


def test_languages() -> None:
    """Each language is there once, in the order given; no language is none."""
    assert options.languages(["ru", "en", "ru"], SHOP) == ("ru", "en")
    assert options.languages(None, SHOP) == ()
    assert options.languages(["all"], SHOP, ("all",)) == ("all",)
    with pytest.raises(typer.BadParameter):
        options.languages(["all"], SHOP)


def test_protected_words(tmp_path: Path) -> None:
    """One word a line, folded, each once; empty lines and a byte order mark are passed over."""
    file = tmp_path / "words"
    file.write_bytes("\ufeffПётр\r\n\r\n  two   WORDS \nпётр\n".encode())
    assert options.protected(file) == ("пётр", "two words")
    assert options.protected(None) == ()
    file.write_bytes(b"\xff")
    with pytest.raises(typer.BadParameter, match="as UTF-8 text"):
        options.protected(file)


def test_case_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is its YAML files at any depth, sorted, without directories of officials; a file is itself, once."""
    names = ["b.yaml", "a.yml", "deep/c.yaml", "directory/offices.yaml", "deep/directory/embassies.yaml", "d.txt"]
    for name in names:
        path = tmp_path / "cases" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    folder = tmp_path / "cases"
    inside = [folder / name for name in ("a.yml", "b.yaml", "deep/c.yaml")]
    assert options.case_files([folder]) == inside
    assert options.case_files([folder / "b.yaml", folder]) == [inside[1], inside[0], inside[2]]
    # Who names a directory's file, or one that is not there, is told about it later.
    odd = [folder / "directory" / "offices.yaml", folder / "none.yaml"]
    assert options.case_files(odd) == odd
    monkeypatch.chdir(tmp_path)
    assert options.case_files(None) == [path.relative_to(tmp_path) for path in inside]
    assert options.case_files([]) == options.case_files(None)


@pytest.mark.parametrize("paths", [None, [Path("empty")]])
def test_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[Path] | None) -> None:
    """Where there is no case, it is said how to name or start one."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    message = "there is no case here; name case files or a folder, or start one with `ualetters new ID`"
    with pytest.raises(typer.BadParameter) as caught:
        options.case_files(paths)
    assert str(caught.value) == message


def test_the_sender(tmp_path: Path) -> None:
    """The profile is the file given, else the one in the settings, else none; `--blank` wants none."""
    assert options.sender(None, blank=False) is None
    settings = options.sender_path()
    assert settings.name == "sender.yaml"
    assert str(settings).startswith(os.environ["HOME"])
    settings.parent.mkdir(parents=True)
    settings.write_text("name: From Settings\ncountry: DE\n", encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text("name: From File\ncountry: DE\n", encoding="utf-8")

    def name(given: Path | None) -> str | None:
        found = options.sender(given, blank=False)
        return found.name if found else None

    assert (name(None), name(file)) == ("From Settings", "From File")
    assert options.sender(None, blank=True) is None
    assert options.sender(file, blank=True) is None


def test_a_template_root_and_a_directory_in_front(cli: Run, cases: Path, tmp_path: Path) -> None:
    """What the user names is used in front of ours: words of the pack, and entries of the directory."""
    own, offices = tmp_path / "own", tmp_path / "offices"
    (own / "ru").mkdir(parents=True)
    shutil.copy(template_root() / "ru" / "letter.j2", own / "ru")
    letter = own / "ru" / "letter.j2"
    letter.write_text(letter.read_text(encoding="utf-8").replace("Благодарю", "Премного благодарю"), encoding="utf-8")
    offices.mkdir()
    entry = (cases / "directory" / "offices.yaml").read_text(encoding="utf-8").partition("\n\n")[0]
    (offices / "offices.yaml").write_text(entry.replace("105005", "999999"), encoding="utf-8")
    shown = cli(
        *("render", cases / "azimov.yaml", "-l", "ru", "--to", "bastrykin", "-o", "-"),
        *("--templates", own, "--directory", offices),
    )
    assert "Премного благодарю" in " ".join(shown.out.split())
    assert "999999 Москва" in shown.out


def test_completion() -> None:
    """The shell completes languages."""
    environment = {
        "_UALETTERS_COMPLETE": "complete_bash",
        "COMP_WORDS": "ualetters render x --lang ",
        "COMP_CWORD": "4",
    }
    done = CliRunner().invoke(app, [], prog_name="ualetters", env=environment)
    assert done.stdout.split() == [*SHOP.languages, "all", "own"]


def test_a_deadline_that_was_asked_about(cli: Run, cases: Path) -> None:
    """`check` warns of it like `render`, until it is told that somebody has asked."""
    args = ("check", cases / "azimov.yaml", "--date", "2040-01-01")
    assert "the deadline is unknown" in cli(*args).err
    assert "the deadline is unknown" not in cli(*args, "--deadline-checked").err
