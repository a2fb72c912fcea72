"""`ualetters batch` in a process group of its own, which can be killed with all that it started."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
import json
import os
from pathlib import Path
import signal
import subprocess
import sys
from time import monotonic, sleep
from typing import Self

import pytest
from tests.conftest import Outcome, need

from builders.batch import letters, present

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are those of POSIX")
WHOLE_RUN = 120.0
"""Seconds in which anything that a test waits for has happened, however busy the machine is."""
JOURNAL = ".ualetters-journal"
_WORKER = "--multiprocessing-fork"
_HIDDEN = ("COVERAGE", "LC_", "LANG", "TZ", "CI", "GITHUB_")


def environment(**more: str) -> dict[str, str]:
    """That of the tests, without what could make a difference."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_HIDDEN)}
    return kept | more


class Started:
    """A command that runs in a folder.

    Args:
        folder: Where it is run; what it says is kept there.
        args: Its arguments.
        before: Python code that is run in its process first.
        more: Variables of its environment.
        most: The size of a file that the system lets it write, in bytes.
    """

    _count = 0

    def __init__(
        self,
        folder: Path,
        *args: object,
        before: str = "",
        more: Mapping[str, str] | None = None,
        most: int | None = None,
    ) -> None:
        Started._count += 1
        self._said = [folder / f".said-{Started._count}-{name}" for name in ("out", "err")]
        if most is not None:
            before += f"\nimport resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({most},) * 2)"
            # Bytecode would be left short.
            more = {**(more or {}), "PYTHONDONTWRITEBYTECODE": "1"}
        begin = ("-c", f"{before}\nfrom ualetters.cli import main\nmain()") if before else ("-m", "ualetters")
        # Into files: whoever outlives the command would keep a pipe open.
        with self._said[0].open("wb") as out, self._said[1].open("wb") as err:
            self._process = subprocess.Popen(
                [sys.executable, *begin, *map(str, args)],
                cwd=folder,
                env=environment(**(more or {})),
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing of it behind, whatever the test came to."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(WHOLE_RUN)

    def until(self, is_reached: Callable[[], object]) -> bool:
        """Wait until something has happened; whether the command still runs then."""
        end = monotonic() + WHOLE_RUN
        while not is_reached() and self._process.poll() is None:
            assert monotonic() < end, "what the test waits for does not happen"
            sleep(0.001)
        return self._process.poll() is None

    def signal(self, number: signal.Signals, *, whole_group: bool) -> None:
        """Send a signal to the command, or to everything that it has started too, as a terminal does."""
        if whole_group:
            os.killpg(self._process.pid, number)
        else:
            self._process.send_signal(number)

    def said(self) -> str:
        """What it has said to people so far."""
        return self._said[1].read_text(encoding="utf-8")

    def end(self) -> Outcome:
        """Wait until it has ended, and everything that it has started too, which must not take long."""
        code = self._process.wait(WHOLE_RUN)
        end = monotonic() + WHOLE_RUN / 4
        while self._group():
            assert monotonic() < end, "a process lives on"
            sleep(0.01)
        out, err = (path.read_text(encoding="utf-8") for path in self._said)
        for path in self._said:
            path.unlink()
        return Outcome(code, out, err)

    def workers(self) -> list[int]:
        """The processes that make its letters."""
        return [number for number, command in self._group().items() if _WORKER in command]

    def _group(self) -> dict[int, str]:
        """Number and command of the processes that were started with it, and live."""
        listed = subprocess.run(
            [need("ps"), "-A", "-ww", "-o", "pid=,pgid=,stat=,args="], check=True, capture_output=True, text=True
        ).stdout
        rows = (line.split(maxsplit=3) for line in listed.splitlines())
        # One that is dead may wait for somebody to take note of it.
        return {
            int(row[0]): row[3]
            for row in rows
            if len(row) > 3 and int(row[1]) == self._process.pid and not row[2].startswith("Z")
        }


def run(folder: Path, *args: object, **options: object) -> Outcome:
    """Run a command to its end."""
    with Started(folder, *args, **options) as started:  # type: ignore[arg-type]
        return started.end()


def count(folder: Path) -> int:
    """How many files are seen below a folder."""
    return sum(len(files) for _, files in _walk(folder))


def _walk(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield path, [name for name in files if not name.startswith(".")]


def hidden(folder: Path) -> set[str]:
    """What a batch keeps in its folder for itself."""
    return {path.name for path in folder.iterdir() if path.name.startswith(".")}


def noted(folder: Path) -> dict[str, str]:
    """Path to hash of what the journal says is done; its last line may have been cut off."""
    found: dict[str, str] = {}
    path = folder / JOURNAL
    for line in path.read_bytes().split(b"\n") if path.exists() else ():
        try:
            found |= json.loads(line)["made"]["outputs"]
        except ValueError:
            continue
    return found


def inodes(folder: Path, paths: Iterable[str]) -> dict[str, int]:
    """Which file stands under each path: one that is written anew is another one."""
    return {path: (folder / path).stat().st_ino for path in paths}


def assert_whole(folder: Path, clean: Path) -> None:
    """Every letter is that of a clean run, to the last byte."""
    expected = present(clean)
    assert {path for path, content in letters(folder).items() if content != expected.get(path)} == set()


def assert_same(folder: Path, clean: Path) -> None:
    """A folder holds what a clean run left there, and nothing else."""
    assert present(folder) == present(clean)
    assert hidden(folder) == hidden(clean) == {".ualetters-lock"}
