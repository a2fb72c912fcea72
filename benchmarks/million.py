"""What a million letters cost: `python -m benchmarks.million [ROWS] [--json FILE]`, by hand, on a quiet machine.

So many people write one letter each about one case: as text and as PDF, by two processes of the local engine and by a
cluster of two workers on this machine. What that took is extrapolated to a million.
"""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from contextlib import suppress
import csv
from importlib import import_module
from importlib.metadata import version
import json
import os
from pathlib import Path
import platform
import subprocess
import sys
from tempfile import TemporaryDirectory, TemporaryFile, gettempdir
from threading import Event, Thread
from time import perf_counter
from typing import Any, NamedTuple, Self

import yaml

from benchmarks.material import CASE, DATE, cases, writers
from benchmarks.measure import ROOT, FailedError, ualetters

# It is not typed, and comes with Dask.
psutil = import_module("psutil")

ROWS = 20_000
MILLION = 1_000_000
_TO, _LANGUAGE, _JOBS, _MANY = "bastrykin", "en", 2, 16
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
_EVERY = 0.2
_ENGINES = {"local, --jobs 2": ("--parts",), "dask, 2 workers": ("--engine", "dask", "--scheduler", "local")}
_HEADINGS = ("letters", "engine", "s", "s CPU", "letters/s", "again s", "bytes a letter", "MB first", "MB worker")


class Figure(NamedTuple):
    """What one run took.

    Attributes:
        format: The format of the letters.
        engine: Who made them.
        letters: How many.
        seconds: By the clock.
        cpu: Seconds of a processor, of all processes together.
        again: Seconds by the clock of a second run, which makes nothing.
        size: Bytes of everything that was written.
        first: Most memory of the process that gives the work, in MB.
        worker: Most memory of one that does it, in MB.
    """

    format: str
    engine: str
    letters: int
    seconds: float
    cpu: float
    again: float
    size: int
    first: float
    worker: float

    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        return (
            f"{self.letters:,} {self.format}",
            self.engine,
            f"{self.seconds:.1f}",
            f"{self.cpu:.1f}",
            f"{self.letters / self.seconds:,.0f}",
            f"{self.again:.1f}",
            f"{self.size / self.letters:,.0f}",
            f"{self.first:.0f}",
            f"{self.worker:.0f}",
        )

    def of_a_million(self) -> str:
        """The same for a million letters, as if everything grew with their number."""
        times = MILLION / self.letters
        hours = self.seconds * times / 3600
        return (
            f"1,000,000 {self.format} by {self.engine}: {hours:.2f} h on {_JOBS} processors, "
            f"{hours * _JOBS / _MANY:.2f} h on {_MANY}; {self.size * times / 1e9:.1f} GB"
        )


class Run(NamedTuple):
    """What a command took; memory in MB."""

    seconds: float
    cpu: float
    first: float
    worker: float


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS, help="how many people write")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured to a file")
    asked = parser.parse_args(arguments)
    loads = [os.getloadavg()]
    shared = _IN_MEMORY if _IN_MEMORY.is_dir() else Path(gettempdir())
    with TemporaryDirectory(prefix="ualetters-million-", dir=shared) as folder:
        case, table = _material(Path(folder), asked.rows)
        made = Path(folder) / "letters"
        figures = [_measured(case, table, made, name, engine) for name in ("txt", "pdf") for engine in _ENGINES]
    loads.append(os.getloadavg())
    print("\n".join(_table([_HEADINGS, *(figure.cells() for figure in figures)])), end="\n\n")
    print("\n".join(figure.of_a_million() for figure in figures), end="\n\n")
    report = json.dumps(_as_json(figures, loads), indent=2)
    print(report)
    if asked.json:
        asked.json.write_text(f"{report}\n", encoding="utf-8")


def _material(folder: Path, rows: int) -> tuple[Path, Path]:
    """One case with one recipient, and a table of people of whom each is another."""
    made = cases(folder / "cases", 1)
    (file,) = made.glob("*.yaml")
    # A reader that takes everything for text, as ours does.
    case = yaml.load(CASE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    case["addressees"] = {_TO: case["addressees"][_TO]}
    for key in ("concerns", "facts", "asks"):
        case[key] = [entry for entry in case[key] if _TO in entry.get("to", [_TO])]
    case.pop("diplomatic_copies", None)
    file.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False), encoding="utf-8")
    table = folder / "senders.csv"
    with table.open("w", encoding="utf-8", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(("name", "country", "address"))
        lines.writerows((writer.name, "DE", f"{writer.street}\n{writer.town}") for writer in writers(rows))
    return made, table


def _measured(case: Path, table: Path, letters: Path, name: str, engine: str) -> Figure:
    output = letters / f"{name}-{engine.partition(',')[0]}"
    command = ualetters(
        *("batch", str(case), "--senders", str(table), "--lang", _LANGUAGE, "--format", name, "--date", DATE),
        *("--include-expired", "--allow-personal-data", "--quiet", "--jobs", str(_JOBS), *_ENGINES[engine]),
        *("--output", str(output)),
    )
    print(f"measuring {name}, {engine} …", file=sys.stderr)
    run, again = _run(command), _run(command)
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    made = sum(entry["letters"] for entry in manifest["cases"].values())
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    return Figure(name, engine, made, run.seconds, run.cpu, again.seconds, size, run.first, run.worker)


def _run(command: Sequence[str]) -> Run:
    """Run a command, and look all the while how much memory it and the processes that it starts have.

    Raises:
        FailedError: It ended with an error.
    """
    with TemporaryFile() as said:
        start = perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        with _Watch(child.pid) as watch:
            # Unlike `wait` it tells what this child and its own children used.
            _, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            complaint = said.read().decode(errors="replace")[-2000:]
            raise FailedError(f"`{' '.join(command)}` ended with {child.returncode}:\n{complaint}")
    return Run(seconds, used.ru_utime + used.ru_stime, watch.first, watch.worker)


class _Watch:
    """Looks at the memory of a process and of those that it starts, in MB."""

    def __init__(self, number: int) -> None:
        self.first, self.worker = 0.0, 0.0
        self._process = psutil.Process(number)
        self._ended = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            # Any of them may end while it is looked at.
            with suppress(psutil.NoSuchProcess):
                self.first = max(self.first, _megabytes(self._process))
                self.worker = max(self.worker, *map(_megabytes, self._process.children(recursive=True)), 0.0)


def _megabytes(process: Any) -> float:  # noqa: ANN401  # psutil is not typed
    used: int = process.memory_info().rss
    return used / 1e6


def _table(lines: Iterable[Sequence[str]]) -> Iterable[str]:
    rows = list(lines)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def _as_json(figures: Iterable[Figure], loads: Sequence[tuple[float, ...]]) -> dict[str, Any]:
    """Everything that was measured, and on what.

    Args:
        figures: What was measured.
        loads: How many processes wanted a processor before and after, in the last 1, 5 and 15 minutes.
    """
    return {
        "machine": {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()},
        "versions": {name: version(name) for name in ("ualetters", "dask", "distributed", "typst")},
        "load": loads,
        "figures": [figure._asdict() for figure in figures],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
