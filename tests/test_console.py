"""What is said to people and to programs: on the right stream, readable, and never steered by a value."""

from collections.abc import Callable
import io
import os
import re
import subprocess
import sys

import pytest

from ualetters import console
from ualetters.errors import Place, Problem, Severity

ERROR, WARNING, NOTE = Severity
PLACE = Place("cases/a.yaml", 3, 5, "people.anna")
FOUND = [
    Problem(PLACE, "the name is wrong", "write it right", ERROR, "text"),
    Problem(Place("cases/b.yaml"), "nobody knows", "", WARNING, "deadline"),
    Problem(Place("cases/b.yaml", 9, 1, "Ключ"), "ещё одно", "две\nстроки", NOTE, "format"),
]


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str]) -> Callable[[], tuple[str, str]]:
    """What stands on stdout and on stderr since the last call."""
    return lambda: tuple(capfd.readouterr())  # type: ignore[return-value]


Printed = Callable[[], tuple[str, str]]


def test_data(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Data is UTF-8 with LF, and a file name that is not is the bytes that it was."""
    console.data("Юсуп\nline\n")
    console.data(os.fsdecode(b"letters/\xff.txt\n"))
    assert tuple(capfdbinary.readouterr()) == ("Юсуп\nline\n".encode() + b"letters/\xff.txt\n", b"")


def test_say(printed: Printed) -> None:
    """Talk goes to stderr, a line for each text, however long it is and whatever it looks like."""
    console.say("[bold]one[/bold]", "x" * 300, ":smile: /tmp/[red].yaml", "two\n::error::x")
    assert printed() == (
        "",
        f"[bold]one[/bold]\n{'x' * 300}\n:smile: /tmp/[red].yaml\ntwo\\x0a\\x3a:error::x\n",
    )


def test_problems(printed: Printed) -> None:
    """Each problem is its place, severity and message, with what to do on a line below."""
    console.problems(FOUND)
    out, err = printed()
    assert out == ""
    assert err.splitlines() == [
        "cases/a.yaml:3:5: people.anna: error: the name is wrong",
        "    → write it right",
        "cases/b.yaml: warning: nobody knows",
        "cases/b.yaml:9:1: Ключ: note: ещё одно",
        "    → две",
        "    строки",
    ]


def test_quiet(printed: Printed) -> None:
    """Whoever wants quiet hears errors and warnings but no notes."""
    console.problems(FOUND, quiet=True)
    _, err = printed()
    assert [line.split(": ")[-2] for line in err.splitlines() if "→" not in line] == ["error", "warning"]


def test_no_problem_begins_a_line_of_its_own(printed: Printed) -> None:
    """Line breaks in a key, a message or a hint neither forge another problem nor start a command."""
    console.problems(
        [
            Problem(
                Place("::add-path::x.yaml", 1, 1, "a\nb.yaml:1:1: error: forged"),
                "message\n::add-path::/x\nb.yaml:1:1: error: forged",
                "hint\n::stop-commands::x\x1b[2J",
            )
        ]
    )
    assert printed()[1].splitlines() == [
        "\\x3a:add-path::x.yaml:1:1: a\\x0ab.yaml:1:1: error: forged: error: message",
        "    \\x3a:add-path::/x",
        "    b.yaml:1:1: error: forged",
        "    → hint",
        "    \\x3a:stop-commands::x\\x1b[2J",
    ]


def test_colours() -> None:
    """A terminal gets severities in colour, and none under NO_COLOR."""
    script = (
        "from ualetters import console; from ualetters.errors import Place, Problem\n"
        "console.problems([Problem(Place('a.yaml'), '[red]wrong', 'mend it')])"
    )
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"FORCE_COLOR": "1"}

    def said(**more: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True, env={**environment, **more}
        ).stderr

    assert "\x1b[1;31merror: \x1b[0m[red]wrong" in said()
    assert "31m" not in said(NO_COLOR="1")
    assert said(NO_COLOR="1").startswith("a.yaml: ")


def test_table(printed: Printed) -> None:
    """A table has a heading and a line a row, and goes to stderr unless it is what was asked for."""
    rows = [("one", "[red]x[/red]"), ("two\nlines", "\x1b[2J")]
    console.table(("Name", "Value"), rows)
    out, err = printed()
    lines = [line.rstrip() for line in err.splitlines()]
    assert out == ""
    assert lines == [
        "Name          Value",
        "one           [red]x[/red]",
        "two\\x0alines  \\x1b[2J",
    ]
    console.table(("Name", "Value"), rows, to_stdout=True)
    assert printed() == (err, "")


def test_letter(printed: Printed) -> None:
    """A letter is shown whole in a frame with its title above and its channels below, nothing taken for markup."""
    console.letter("case · [b]one", "Line [red]one\n\n::error::two\x1b\n\n", "not there", "fax +7 [link=x]")
    out, err = printed()
    assert err == ""
    *frame, channels, empty = out.splitlines()
    assert (channels, empty) == ("fax +7 [link=x]", "")
    assert "case · [b]one" in frame[0]
    assert [line for line in (row.strip("│ ") for row in frame[1:-1]) if line] == [
        "Line [red]one",
        "\\x3a:error::two\\x1b",
    ]


@pytest.mark.parametrize("columns", ["40", "200"])
def test_a_letter_is_shown_whole(printed: Printed, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Whatever the width of the terminal, no word of the letter and no digit of a channel is cut off."""
    monkeypatch.setenv("COLUMNS", columns)
    words = [f"word{number}" for number in range(30)]
    channels = "fax +7 499 265-90-77; fax +7 499 265-97-75; e-mail office@minjust.ru; post"
    console.letter("title", " ".join(words), "word1", channels)
    out, _ = printed()
    frame, _, below = out.partition("╯\n")
    assert re.findall(r"word\d+", frame) == words
    assert below == f"{channels}\n\n"


def test_the_subject_stands_out() -> None:
    """The subject line is bold where the letter has it."""
    script = "from ualetters import console\nconsole.letter('t', 'Dear A,\\n\\nAbout B\\n\\nText', 'About B', 'c')"
    environment = os.environ | {"FORCE_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert "\x1b[1mAbout B\x1b[0m" in done.stdout
    assert done.stdout.count("\x1b[1m") == 1


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does not write to one."""
        return True


@pytest.mark.parametrize(
    ("total", "quiet", "is_shown"), [(7, False, False), (8, False, True), (8, True, False), (50, False, True)]
)
def test_progress(monkeypatch: pytest.MonkeyPatch, total: int, *, quiet: bool, is_shown: bool) -> None:
    """A long run shows how far it is, a short or quiet one nothing; nothing of the bar stays."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with console.progress(total, "Letters", quiet=quiet) as step:
        for _ in range(total):
            step()
    assert ("Letters" in stream.getvalue()) == is_shown
    assert (f" {total}/{total} " in stream.getvalue()) == is_shown


def test_progress_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not a terminal gets no bar."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with console.progress(50, "Letters") as step:
        step()
    assert stream.getvalue() == ""
