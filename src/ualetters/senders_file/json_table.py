"""Senders as JSON Lines: one object a line."""

from collections import Counter
from collections.abc import Iterator
import json
from typing import Any

from ualetters.errors import Place, Problem
from ualetters.senders_file.columns import ID, Column, column_of, unused
from ualetters.senders_file.lines import Lines, TooLongError
from ualetters.senders_file.rows import Cells, Fault, Rows
from ualetters.senders_file.source import Source

_MOST_BRACKETS = 200
_MOST_NAMES = 1_000
_NO_OBJECT = Fault("the line is not one JSON object", 'write one object a line, such as {"name": …, "country": …}')
_TOO_LONG = Fault("the line is too long, or nested too deep", "a profile has a few short texts")
_NOT_UTF8 = Fault("the line is not UTF-8", "save the file with the encoding UTF-8")
_TWICE = "the same key stands here twice"


class _TwiceError(ValueError):
    """An object has a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class JsonTable:
    """An open file of JSON Lines."""

    def __init__(self, source: Source) -> None:
        self._file = source.file
        self._name = source.name
        self.errors: list[Problem] = []
        self.end = 0
        self._columns: dict[str, Column | None] = {}

    def place(self, row: int) -> Place:
        """A row by its line."""
        return Place(self._name, row, 1)

    def warnings(self) -> list[Problem]:
        """The keys that are not used."""
        return unused(self._columns, Place(self._name), has_objects=True)

    def scan(self) -> Iterator[tuple[int, int, object]]:
        """Of every row: where it begins, its line, and its id."""
        lines = Lines(self._file, 0, 0)
        columns = self._columns
        for start, line, row in _rows(lines):
            if isinstance(row, Fault):
                yield start, line, row
                continue
            if not row.keys() <= columns.keys():
                for name in row:
                    self._column(name)
            yield start, line, row.get(ID)
        self.end = lines.offset

    def rows(self, rows: Rows) -> Iterator[tuple[int, Cells | Fault]]:
        """Of some rows: the line and the values, or what is wrong."""
        for _, line, row in _rows(Lines(self._file, rows.start, rows.line - 1, rows.end)):
            if isinstance(row, Fault):
                yield line, row
            else:
                yield line, [(column, value) for name, value in row.items() if (column := self._column(name))]

    def _column(self, name: str) -> Column | None:
        if name in self._columns:
            return self._columns[name]
        column = column_of(name, has_objects=True)
        if len(self._columns) < _MOST_NAMES:
            self._columns[name] = column
        return column


def _rows(lines: Lines) -> Iterator[tuple[int, int, dict[str, Any] | Fault]]:
    """Of every line that is not blank: where it begins, its number, and its object."""
    while True:
        lines.begin_row()
        start, number = lines.offset, lines.number + 1
        try:
            text = next(lines)
        except StopIteration:
            return
        except TooLongError:
            yield start, number, _TOO_LONG
            continue
        if not start:
            text = text.removeprefix("\ufeff")
        if not text.isspace():
            yield start, number, _object(text) if lines.is_utf8 else _NOT_UTF8


def _object(text: str) -> dict[str, Any] | Fault:
    # The decoder goes one call deeper at every bracket.
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return _TOO_LONG
    try:
        row = _decode(text)
    except _TwiceError as error:
        known = column_of(error.key, has_objects=True)
        return Fault(_TWICE, "keep one of the two", known.name if known else "")
    except ValueError:
        return _NO_OBJECT
    return row if isinstance(row, dict) else _NO_OBJECT


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise _TwiceError(next(name for name in times if times[name] > 1))
    return found


def _refuse(_: str) -> Any:  # noqa: ANN401
    raise ValueError


# A number stays as it is written, for a text is made of it.
_decode = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse, parse_int=str).decode
