"""How a run ends, in a process of its own: its streams, its signals, its locale, a bug."""

from collections.abc import Callable, Mapping
import io
import os
from pathlib import Path
import re
import shutil
import signal
import subprocess
import sys
from typing import IO

import pytest
from tests.conftest import Outcome

import ualetters
from ualetters.cli import main

Run = Callable[..., Outcome]

ON_WINDOWS = sys.platform == "win32"
posix_only = pytest.mark.skipif(ON_WINDOWS, reason="this is how POSIX does it")
LETTER = ("--lang", "ru", "--to", "bastrykin", "--date", "2013-01-20")


class Process:
    """`python -m ualetters` in a process of its own."""

    def __init__(self, *args: object) -> None:
        self.command = [sys.executable, "-m", "ualetters", *map(str, args)]

    def end(
        self, *, stdout: int | IO[bytes] = subprocess.PIPE, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""
        return subprocess.run(
            self.command,
            check=False,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | (environment or {}),
            timeout=120,
        )


def test_it_runs_as_a_module(cli: Run, cases: Path) -> None:
    """`python -m ualetters` is the command."""
    args = ("render", cases / "azimov.yaml", *LETTER, "-o", "-")
    done, here = Process(*args).end(), cli(*args)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (0, here.out, here.err)
    assert Process("--version").end().stdout.decode() == f"ualetters {ualetters.__version__}\n"


def test_the_installed_command(cases: Path) -> None:
    """The command that is installed is the same."""
    command = shutil.which("ualetters", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run([command, "list", cases], check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (0, Process("list", cases).end().stdout)


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_any_locale(cases: Path, environment: dict[str, str]) -> None:
    """Whatever the locale, letters, tables and talk are UTF-8 with LF."""
    letter = Process("render", cases / "azimov.yaml", *LETTER, "-o", "-")
    normal = letter.end()
    assert "Уважаемый Александр Иванович!\n".encode() in normal.stdout
    done = letter.end(environment=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, normal.stdout, normal.stderr)
    assert "русский (Russian)".encode() in Process("languages").end(environment=environment).stdout
    (cases / "azimov.yaml").write_text("format: Русский\n", encoding="utf-8")
    wrong = Process("check", cases / "azimov.yaml").end(environment=environment)
    assert "unknown format `Русский`".encode() in wrong.stderr
    assert b"\r" not in normal.stdout


@posix_only
@pytest.mark.parametrize(
    "args",
    [
        ("render", "CASES/azimov.yaml", *LETTER, "-o", "-"),
        ("check", "CASES", "--report", "json"),
        ("list", "CASES"),
        ("schema",),
        ("preview", "CASES/azimov.yaml", *LETTER),
        ("languages",),
        ("--help",),
    ],
)
def test_the_reader_goes_away(cases: Path, args: tuple[str, ...]) -> None:
    """When nobody reads stdout any more, the command ends without a complaint."""
    reader, writer = os.pipe()
    os.close(reader)
    done = Process(*(arg.replace("CASES", str(cases)) for arg in args)).end(stdout=writer)
    os.close(writer)
    assert done.returncode in {0, 1}
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
    assert b"bug" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["render", "preview", "list", "languages", "schema", "check"])
def test_stdout_is_full(cases: Path, command: str) -> None:
    """When stdout takes no more, that is the machine's failure and no bug."""
    case = cases / "azimov.yaml"
    args = {
        "render": (case, *LETTER, "-o", "-"),
        "preview": (case, *LETTER),
        "list": (cases,),
        "check": (cases, "--report", "json"),
    }
    with Path("/dev/full").open("wb") as stream:
        done = Process(command, *args.get(command, ())).end(stdout=stream)
    assert done.returncode == 74
    assert done.stderr.decode().startswith("stdout: error: no space left on device\n    → ")
    assert b"bug" not in done.stderr


def test_streams_of_another_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stderr is not a file, as under a window system, what is said still arrives."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(SystemExit) as end:
        main(["schema", "cases"])
    assert end.value.code == 2
    assert "there is no schema 'cases'; did you mean `case`?" in " ".join(stream.getvalue().split())


@posix_only
def test_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C ends a run at once with exit code 130 and no trace."""
    waiting = tmp_path / "case.yaml"
    os.mkfifo(waiting)
    command = Process("render", waiting, "-o", tmp_path / "letters").command
    # Opening a pipe waits until the other side reads from it.
    with subprocess.Popen(command, stdout=-1, stderr=-1) as process, waiting.open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert not (tmp_path / "letters").exists()


def test_a_bug(cases: Path, tmp_path: Path, cli: Run) -> None:
    """A bug is exit code 70, told with the place where it is and without any value."""
    layout = tmp_path / "own" / "_layouts" / "letter.txt.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{ letters[0].mark | length // 0 }}", encoding="utf-8")
    sender = tmp_path / "sender.yaml"
    sender.write_text("name: Clara Nováková\ncountry: CZ\n", encoding="utf-8")
    args = ("render", cases / "azimov.yaml", "-l", "en", "-f", "txt", "-o", tmp_path / "letters")
    found = cli(*args, "--templates", tmp_path / "own", "--sender", sender)
    assert (found.code, found.out) == (70, "")
    assert re.fullmatch(
        rf"A bug in ualetters {ualetters.__version__}: ZeroDivisionError at \S+:\d+\.\n"
        r"Nothing more was written\. Please report it\.\n",
        found.err,
    )
    assert not (tmp_path / "letters").exists()
