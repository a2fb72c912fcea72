"""Figures with their targets, as a table and as JSON."""

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
import os
import platform
from statistics import median
from typing import Any, Literal, NamedTuple

from benchmarks.measure import Pair, Spent

Clock = Literal["wall", "cpu"]
_PACKAGES = ("ualetters", "jinja2", "typst", "weasyprint", "mailmerge", "rendercv", "typer")


class Target(NamedTuple):
    """What a ratio must reach.

    Attributes:
        sign: `≥` of the peer's time divided by ours, `≤` of ours divided by the peer's.
        bound: The ratio.
    """

    sign: Literal["≥", "≤"]
    bound: float

    def met(self, ratio: float) -> bool:
        """Whether a ratio reaches it."""
        return ratio >= self.bound if self.sign == "≥" else ratio <= self.bound


class Row(NamedTuple):
    """One figure.

    Attributes:
        name: What is measured.
        peer: What it is measured against.
        shown: Our value and the peer's, as they are read.
        ratios: By clock, one value a pair, sorted.
        target: What the median must reach; None for what is only told.
        clock: The clock that counts, if only one can.
    """

    name: str
    peer: str
    shown: tuple[str, str]
    ratios: dict[Clock, list[float]]
    target: Target | None = None
    clock: Clock | None = None

    def met(self, clock: Clock) -> bool | None:
        """Whether the median reaches the target; None without one."""
        return self.target.met(median(self.ratios[self.clock or clock])) if self.target else None


def timed(
    name: str,
    peer: str,
    pairs: Sequence[Pair],
    target: Target | None,
    *,
    faster: bool | None = None,
    clock: Clock | None = None,
    scale: float = 1,
) -> Row:
    """A row about time.

    Args:
        name: What is measured.
        peer: What it is measured against.
        pairs: Both times, pair by pair.
        target: What their ratio must reach.
        faster: Whether the ratio says how many times faster we are, and not what part of the time we take; if not
            given, as the target has it.
        clock: The clock that counts, if only one can.
        scale: What the peer's time is multiplied by before it is compared.
    """
    is_faster = target is not None and target.sign == "≥" if faster is None else faster

    def ratio(ours: float, theirs: float) -> float:
        return theirs * scale / ours if is_faster else ours / (theirs * scale)

    def shown(values: list[Spent]) -> str:
        wall = median(value.wall for value in values)
        letters = values[0].letters if values[0].letters > 1 else 0
        return f"{letters / wall:,.0f}/s" if letters else f"{wall:.3f} s" if wall < 1 else f"{wall:.2f} s"

    ratios: dict[Clock, list[float]] = {
        "wall": sorted(ratio(pair.ours.wall, pair.peer.wall) for pair in pairs),
        "cpu": sorted(ratio(pair.ours.cpu, pair.peer.cpu) for pair in pairs),
    }
    values = shown([pair.ours for pair in pairs]), shown([pair.peer for pair in pairs])
    return Row(name, peer, values, ratios, target, clock)


def measured(name: str, peer: str, values: tuple[Sequence[float], Sequence[float]], unit: str, target: Target) -> Row:
    """A row about something else than time: our values, divided by the peer's."""
    ratios = sorted(ours / theirs for ours, theirs in zip(*values, strict=True))
    shown = f"{median(values[0]):.0f} {unit}", f"{median(values[1]):.0f} {unit}"
    return Row(name, peer, shown, {"wall": ratios, "cpu": ratios}, target)


def table(rows: Iterable[Row], clock: Clock) -> Iterable[str]:
    """The lines of a table."""
    lines: list[tuple[str, ...]] = [
        ("figure", "against", "ours", "peer", "least", "median", "most", "cpu", "target", "met")
    ]
    for row in rows:
        counted = row.ratios[row.clock or clock]
        numbers = (counted[0], median(counted), counted[-1], median(row.ratios["cpu"]))
        target = f"{row.target.sign} {row.target.bound:g}" if row.target else ""
        met = {True: "yes", False: "NO", None: ""}[row.met(clock)]
        lines.append((row.name, row.peer, *row.shown, *map(number, numbers), target, met))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = zip(line, widths, _ALIGNED, strict=True)
        yield "  ".join(align(cell, width) for cell, width, align in cells).rstrip()


_HEADINGS = ("figure", "against", "ours", "peer", "least", "median", "most", "cpu", "target", "met")
_LEFT, _RIGHT = str.ljust, str.rjust
_ALIGNED: tuple[Callable[[str, int], str], ...] = (_LEFT, _LEFT, *[_RIGHT] * 6, _LEFT, _LEFT)


def number(value: float) -> str:
    """A ratio in three digits."""
    return f"{value:#.3g}".rstrip(".")


def as_json(rows: Iterable[tuple[str, Row]], skipped: dict[str, str], clock: Clock, size: str) -> dict[str, Any]:
    """Everything that was measured, and on what.

    Args:
        rows: Each with the name of its figure.
        skipped: Name of a figure to why it was not measured.
        clock: The clock that counts.
        size: How much was done.
    """
    return {
        "size": size,
        "clock": clock,
        "machine": {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()},
        "versions": dict(_versions()),
        "skipped": skipped,
        "figures": [
            {
                "figure": figure,
                "name": row.name,
                "against": row.peer,
                "ours": row.shown[0],
                "peer": row.shown[1],
                "ratios": row.ratios,
                "median": median(row.ratios[row.clock or clock]),
                "target": f"{row.target.sign} {row.target.bound:g}" if row.target else None,
                "met": row.met(clock),
            }
            for figure, row in rows
        ],
    }


def _versions() -> Iterable[tuple[str, str]]:
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue
