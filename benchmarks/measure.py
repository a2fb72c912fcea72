"""Time and memory of processes and of loops inside them, taken in turn so that ratios hold on a machine that drifts."""

from collections.abc import Callable, Mapping, Sequence
import gc
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
from tempfile import TemporaryFile
from time import perf_counter, process_time
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
# Linux counts the memory of a process in KiB, macOS in bytes.
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e6 / 1024


class FailedError(Exception):
    """A measured command did not do its work."""


class Spent(NamedTuple):
    """What some work took.

    Attributes:
        wall: Seconds by the clock.
        cpu: Seconds of a processor, those of the children included.
        peak: Memory in MB of the process that needed most.
        letters: How many letters were made; 0 if nobody counted them.
    """

    wall: float
    cpu: float
    peak: float
    letters: int = 0


class Pair(NamedTuple):
    """The same work done twice, one after the other."""

    ours: Spent
    peer: Spent


def python(*arguments: str) -> tuple[str, ...]:
    """The command that starts this Python."""
    return (sys.executable, *arguments)


def ualetters(*arguments: str) -> tuple[str, ...]:
    """The command that starts our program."""
    return python("-m", "ualetters", *arguments)


def process(
    command: Sequence[str],
    *,
    folder: Path = ROOT,
    variables: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Spent:
    """What a whole process takes, from its start to its end.

    Args:
        command: The program and its arguments.
        folder: Where it is started.
        variables: What is added to its environment.
        output: File for what it prints; without one that is thrown away.

    Raises:
        FailedError: It ended with an error.
    """
    with (output or Path(os.devnull)).open("wb") as printed:
        return _run(command, folder, {**os.environ, **(variables or {})}, printed.fileno())


def loop(module: str, *arguments: str) -> Spent:
    """What the loop of one of our modules took and made, as it says itself, in a process of its own.

    Raises:
        FailedError: It ended with an error.
    """
    with TemporaryFile() as printed:
        whole = _run(python("-m", f"benchmarks.{module}", *arguments), ROOT, os.environ, printed.fileno())
        printed.seek(0)
        wall, cpu, letters = json.loads(printed.read())
    return Spent(wall, cpu, whole.peak, letters)


def timed_loop(run: Callable[[], int]) -> None:
    """Print for `loop` what it takes to run something that returns how many letters it made."""
    gc.collect()
    # What was made ready for the loop is no garbage, and must not be looked through again and again.
    gc.freeze()
    wall, cpu = perf_counter(), process_time()
    letters = run()
    print(json.dumps((perf_counter() - wall, process_time() - cpu, letters)))


def made_by(command: Sequence[str], folder: Path, pattern: str) -> Spent:
    """What a command of ours takes that writes letters into a new folder.

    Args:
        command: The program and its arguments, without the folder.
        folder: Where it writes; what is there goes first.
        pattern: The files that are letters.

    Raises:
        FailedError: It ended with an error, or wrote nothing.
    """
    shutil.rmtree(folder, ignore_errors=True)
    spent = process((*command, "--output", str(folder)))
    letters = sum(1 for _ in folder.rglob(pattern))
    if not letters:
        raise FailedError(f"`{' '.join(command)}` wrote no {pattern}")
    return spent._replace(letters=letters)


def in_turn(rounds: int, ours: Callable[[], Spent], peer: Callable[[], Spent], *, warm: bool = True) -> list[Pair]:
    """Do both as often, in turn, each first every other time.

    Args:
        rounds: How often.
        ours: Does our work.
        peer: Does the other's.
        warm: Whether each is done once before, so that files are in memory and bytecode is written; never for a single
            round, which nobody takes for exact.

    Raises:
        FailedError: They did not make the same number of letters.
    """
    pairs = []
    spare = int(warm and rounds > 1)
    for number in range(-spare, rounds):
        if number % 2:
            second, first = peer(), ours()
            pairs.append(Pair(first, second))
        else:
            pairs.append(Pair(ours(), peer()))
    for pair in pairs:
        if pair.ours.letters != pair.peer.letters:
            raise FailedError(f"we made {pair.ours.letters} letters, and the other {pair.peer.letters}")
    return pairs[spare:]


def _run(command: Sequence[str], folder: Path, variables: Mapping[str, str], output: int) -> Spent:
    with TemporaryFile() as complaints:
        start = perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=variables, stdout=output, stderr=complaints)
        # Unlike `wait` it tells what this child and its own children used.
        _, status, used = os.wait4(child.pid, 0)
        wall = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace")[-2000:]
            raise FailedError(f"`{' '.join(command)}` ended with {child.returncode}:\n{said}")
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _MEGABYTE)
