"""The figures of envelopes, windows, layouts and label sheets, from the one file that holds them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from ualetters.addressee_fields import LINE, TRUTH
from ualetters.errors import ProblemsError
from ualetters.fields import COUNTRY, Items, Keyed, Kind, Report, Schema, Unreadable, as_mapping, scalar, suggestion
from ualetters.model.letter import Paper
from ualetters.model.stationery import Envelope, Info, LabelSheet, Layout, Stationery, Window
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import Mapping, Node, laid, place_of

STATIONERY_FILE = "_layouts/stationery.yaml"
_LONGEST = 1000.0


class _Measure(Struct, frozen=True):
    """A length in mm, or a count."""

    make: Callable[[str], float] = float

    def read(self, node: Node, report: Report) -> float:
        """The number, more than nothing and no larger than any sheet."""
        text = scalar(node, report, "a measure")
        try:
            value = self.make(text)
        except ValueError:
            value = 0
        if not 0 < value < _LONGEST:
            raise report.refuse(node.place, f"`{text}` is not a measure in mm", "write a number such as 45 or 22.5")
        return value

    def schema(self) -> Schema:
        """A number."""
        return {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": _LONGEST}


class _Paper(Struct, frozen=True):
    """The name of a paper."""

    def read(self, node: Node, report: Report) -> Paper:
        """The paper."""
        text = scalar(node, report, "a paper")
        if text not in list(Paper):
            raise report.refuse(node.place, f"unknown paper `{text}`", suggestion(text, tuple(Paper)))
        return Paper(text)

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": list(Paper)}


_MM, _COUNT, _PAPER = _Measure(), _Measure(int), _Paper()


def _measures(**others: Kind[Any]) -> dict[str, Key]:
    """Keys that must be there, by what they may hold."""
    return {name: required(kind, "in mm" if kind is _MM else name) for name, kind in others.items()}


_SIZE: dict[str, Kind[Any]] = {"width": _MM, "height": _MM}
_ENVELOPE = Record(Envelope, _measures(**_SIZE))
_WINDOW = Record(Window, _measures(envelope=LINE, left=_MM, bottom=_MM, **_SIZE))
_LAYOUT = Record(
    Layout,
    {
        "countries": optional(Items(COUNTRY), "where letters are laid out like this", ()),
        "paper": required(_PAPER, "a4 or us-letter"),
        "folds": required(Items(_MM, 2, 2), "two folds, from the top"),
        "punch": optional(_MM, "where the sheet is punched, from the top"),
        "windows": required(Items(LINE, 1), "windows in which the address must show"),
        "return_line": required(TRUTH, "whether the sender stands above the address"),
        "info": required(Record(Info, _measures(left=_MM, width=_MM)), "the column beside the window"),
        "text": required(_MM, "where the text begins, from the top"),
        "envelope": required(LINE, "what is printed when an address does not fit"),
    },
)
_LABELS = Record(
    LabelSheet,
    _measures(paper=_PAPER, columns=_COUNT, rows=_COUNT, left=_MM, top=_MM, **_SIZE, across=_MM, down=_MM),
)
_KEYS = {
    "envelopes": required(Keyed(LINE, _ENVELOPE, 1), "sizes of envelopes"),
    "windows": required(Keyed(LINE, _WINDOW, 1), "windows of envelopes"),
    "layouts": required(Keyed(LINE, _LAYOUT, 1), "letter layouts"),
    "labels": required(Keyed(LINE, _LABELS, 1), "label sheets"),
}


def load_stationery(files: list[Path]) -> Stationery:
    """Read the figures; files of a user's own root are laid over ours key by key.

    Args:
        files: Every root's `stationery.yaml`, the one that wins first.

    Raises:
        ProblemsError: A file cannot be read, or something in it is wrong.
    """
    report = Report()
    root = laid(files)
    try:
        stationery: Stationery = Record(Stationery, _KEYS).read(root, report)
    except Unreadable:
        raise ProblemsError(report.problems) from None
    for path, name, known in _names(stationery, root):
        if name not in known:
            report.add(place_of(root, path), f"there is no `{name}`", suggestion(name, known))
    if report.problems:
        raise ProblemsError(report.problems)
    return stationery


def _names(stationery: Stationery, root: Mapping) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every name that an entry uses, with its YAML path and the names that there are, readable or not."""
    envelopes, windows = (tuple(as_mapping(root.entries[key], Report()).entries) for key in ("envelopes", "windows"))
    for name, window in stationery.windows.items():
        yield f"windows.{name}.envelope", window.envelope, envelopes
    for name, layout in stationery.layouts.items():
        yield f"layouts.{name}.envelope", layout.envelope, envelopes
        yield from ((f"layouts.{name}.windows[{index}]", one, windows) for index, one in enumerate(layout.windows))
