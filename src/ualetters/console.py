"""Everything that is said to a person: problems, tables, progress. Data goes to stdout, talk to stderr."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from ualetters.errors import Problem, Severity
from ualetters.terminal_text import one_line, visible

if TYPE_CHECKING:
    from rich.console import Console

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PROGRESS_FROM = 8
# Seconds.
_LINE_EVERY = 10.0


def data(text: str) -> None:
    """Print data to stdout as UTF-8 with LF, whatever the system's encoding; a file's name as the bytes that it is."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


_Styled = tuple[str, str]
"""A text and its style."""


def _stderr() -> "Console":
    from rich.console import Console  # noqa: PLC0415  # 30 ms, for styles that only a terminal shows

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _print(lines: Iterable[Sequence[_Styled]]) -> None:
    """Print lines of styled texts to stderr: with their styles on a terminal, plain elsewhere."""
    # A further line of a text is indented, so that it cannot be taken for another problem.
    shown = [[(visible(text).replace("\n", "\n    "), style) for text, style in line] for line in lines]
    if not sys.stderr.isatty() and "FORCE_COLOR" not in os.environ:
        sys.stderr.write("".join("".join(text for text, _ in line) + "\n" for line in shown))
        return
    from rich.text import Text  # noqa: PLC0415

    console = _stderr()
    for line in shown:
        console.print(Text.assemble(*line))


def say(*lines: str) -> None:
    """Print lines to stderr."""
    _print([(one_line(line), "")] for line in lines)


def problems(found: Iterable[Problem], *, quiet: bool = False) -> None:
    """Print problems to stderr, each with its place and what to do next; notes are left out when quiet."""
    lines: list[list[_Styled]] = []
    for problem in found:
        if quiet and problem.severity is Severity.NOTE:
            continue
        severity = (f"{problem.severity}: ", _COLOURS[problem.severity])
        lines.append([(f"{one_line(str(problem.place))}: ", ""), severity, (problem.message, "")])
        if problem.hint:
            lines.append([(f"    → {problem.hint}", "dim")])
    _print(lines)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, to_stdout: bool = False) -> None:
    """Print a table, to stderr unless it is what was asked for."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    console = Console(highlight=False, markup=False, emoji=False) if to_stdout else _stderr()
    console.print(grid, soft_wrap=False)


def letter(title: str, text: str, subject: str, channels: str) -> None:
    """Show one letter on stdout: its text in a frame, with the subject line in bold and the channels below.

    Args:
        title: What it is.
        text: The letter as plain text.
        subject: The words of the subject line.
        channels: How it reaches its recipient.
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    content = Text(visible(text.rstrip("\n")))
    start = content.plain.find(subject)
    if start >= 0:
        content.stylize("bold", start, start + len(subject))
    frame = Panel(content, title=Text(one_line(title)), expand=False, padding=(1, 2))
    console = Console(highlight=False, markup=False, emoji=False)
    # Below the frame, in whose edge a number would be cut off.
    console.print(frame)
    console.print(Text(f"{one_line(channels)}\n"), soft_wrap=True)


@contextmanager
def progress(total: int, what: str, *, quiet: bool = False) -> Iterator[Callable[[], object]]:
    """How far a long run is, how fast, and how long it will still take: a bar on a terminal, else a line now and then.

    Args:
        total: How many steps there are.
        what: What a step does, in the plural.
        quiet: Whether nothing is to be said.

    Yields:
        What is to be called after each step.
    """
    if quiet or total < _PROGRESS_FROM:
        yield lambda: None
    elif not sys.stderr.isatty():
        yield _Lines(total, what).step
    else:
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        rate = TextColumn("{task.fields[rate]}")
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        with Progress(*columns, console=_stderr(), transient=True) as bar:
            task = bar.add_task(what, total=total, rate="")

            def step() -> None:
                bar.advance(task)
                speed = bar.tasks[0].speed
                bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

            yield step


class _Lines:
    """The progress of a run that nobody watches, for the log of a server."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._begun = self._told = monotonic()

    def step(self) -> None:
        """Count a step; say how it goes if nothing has been said for a while."""
        self._done += 1
        now = monotonic()
        if now - self._told < _LINE_EVERY or self._done == self._total:
            return
        self._told = now
        rate = self._done / (now - self._begun)
        left = (self._total - self._done) / rate
        say(f"{self._what}: {self._done} of {self._total}, {rate:.0f}/s, {left:.0f} s left")
