"""Print every figure, or those that are named: `python -m benchmarks [NAME…] [--json FILE] [--quick]`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
import json
from pathlib import Path
import sys
from tempfile import TemporaryDirectory, gettempdir

from benchmarks.batch import again, jobs, linear, memory
from benchmarks.eml import mailmerge
from benchmarks.material import MissingPeerError
from benchmarks.measure import FailedError
from benchmarks.pdf import rendercv, typst, weasyprint
from benchmarks.report import Row, as_json, table
from benchmarks.scale import FULL, QUICK, TINY, Place
from benchmarks.startup import starting
from benchmarks.text import text

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
FIGURES: dict[str, Callable[[Place], list[Row]]] = {
    "start": starting,
    "text": text,
    "weasyprint": weasyprint,
    "typst": typst,
    "rendercv": rendercv,
    "mailmerge": mailmerge,
    "jobs": jobs,
    "memory": memory,
    "again": again,
    "linear": linear,
}


def main(arguments: list[str]) -> int:
    """Measure, print and write; 1 if something could not be measured, and never because it is slow."""
    asked = _asked(arguments)
    scale = TINY if asked.tiny else QUICK if asked.quick else FULL
    shared = _IN_MEMORY if _IN_MEMORY.is_dir() else Path(gettempdir())
    if shared != _IN_MEMORY:
        print(f"There is no {_IN_MEMORY}; files are written to {shared}, which may be slower than memory.")
    found: list[tuple[str, Row]] = []
    skipped: dict[str, str] = {}
    failed: dict[str, str] = {}
    for name in asked.names or FIGURES:
        print(f"measuring {name} …", file=sys.stderr)
        try:
            with TemporaryDirectory(prefix="ualetters-benchmarks-", dir=shared) as folder:
                found += [(name, row) for row in FIGURES[name](Place(Path(folder), scale))]
        except MissingPeerError as error:
            skipped[name] = str(error)
        except FailedError as error:
            failed[name] = str(error)
    print(f"{scale.name} size; where ≥ is the target, how many times as fast as the other, else what part of its time")
    print("\n".join(table([row for _, row in found], asked.clock)))
    for name, why in skipped.items():
        print(f"SKIPPED {name}: {why}")
    for name, why in failed.items():
        print(f"FAILED {name}: {why}", file=sys.stderr)
    if asked.json:
        report = as_json(found, skipped, asked.clock, scale.name)
        asked.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return int(bool(failed))


def _asked(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure every figure, or those that are named.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*FIGURES, []], help=", ".join(FIGURES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured to a file")
    parser.add_argument("--quick", action="store_true", help="measure on less, which is less exact")
    parser.add_argument("--tiny", action="store_true", help="measure on next to nothing, to see whether it runs")
    parser.add_argument(
        "--clock",
        choices=("wall", "cpu"),
        default="wall",
        help="what decides: time as it passes, or on a busy machine the time of its processors",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
