"""Senders as CSV: UTF-8, with commas, semicolons or tabs."""

from collections.abc import Iterator
import csv
from operator import itemgetter
from typing import Any

from ualetters.errors import Place, Problem
from ualetters.senders_file.columns import ID, SPACES, column_of, header_errors, unused
from ualetters.senders_file.lines import LONGEST_ROW, Lines, TooLongError
from ualetters.senders_file.rows import Cells, Fault, Rows
from ualetters.senders_file.source import Source

_DELIMITERS = ",;\t"
_NOT_UTF8 = "save it with the encoding UTF-8 (in a spreadsheet: CSV UTF-8)"
_NO_HEADER = Fault("the first line does not name the columns", f"write their names with commas between; {_NOT_UTF8}")
NO_ROW = Fault(
    "the row is no CSV, or too long",
    "look for a quotation mark that is not closed; one inside a quoted cell is written twice",
)
NOT_UTF8 = Fault("the row is not UTF-8", _NOT_UTF8)


class CsvTable:
    """An open CSV file."""

    def __init__(self, source: Source) -> None:
        self._file = source.file
        self._name = source.name
        line = self._file.readline(LONGEST_ROW)
        self.end = self._begin = len(line)
        names, self._delimiter = _header(line)
        top = self.place(1)
        self.errors = header_errors(names, top, has_objects=False) if names else [_NO_HEADER.at(top)]
        self._names = names
        used = {at: column for at, name in enumerate(names) if (column := column_of(name, has_objects=False))}
        self._columns = tuple(used.values())
        self._cells_of = itemgetter(*used) if len(used) > 1 else None
        self._id_at = names.index(ID) if ID in names else None

    def place(self, row: int) -> Place:
        """A row by its line."""
        return Place(self._name, row, 1)

    def warnings(self) -> list[Problem]:
        """The columns that are not used."""
        return unused(self._names, self.place(1), has_objects=False)

    def scan(self) -> Iterator[tuple[int, int, object]]:
        """Of every row: where it begins, its line, and its id."""
        lines = Lines(self._file, self._begin, 1)
        width, id_at = len(self._names), self._id_at
        for start, line, row in self._rows(lines):
            if isinstance(row, Fault) or len(row) != width:
                yield start, line, NO_ROW
            else:
                yield start, line, row[id_at] if id_at is not None else None
        self.end = lines.offset

    def rows(self, rows: Rows) -> Iterator[tuple[int, Cells | Fault]]:
        """Of some rows: the line and the values, or what is wrong."""
        if self._cells_of is None:
            return
        for _, line, row in self._rows(Lines(self._file, rows.start, rows.line - 1, rows.end)):
            if isinstance(row, Fault):
                yield line, row
            elif len(row) != len(self._names):
                message = f"the row has {len(row)} cells, and there are {len(self._names)} columns"
                yield line, Fault(message, "put quotation marks around a cell that holds what stands between cells")
            else:
                yield line, zip(self._columns, self._cells_of(row), strict=True)

    def _rows(self, lines: Lines) -> Iterator[tuple[int, int, list[str] | Fault]]:
        """Of every row that is not blank: where it begins, its line, and its cells."""
        reader = _reader(lines, self._delimiter)
        while True:
            lines.begin_row()
            start, line = lines.offset, lines.number + 1
            cells: list[str] | Fault
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, TooLongError):
                lines.give_back()
                cells = NO_ROW
            else:
                cells = cells if lines.is_utf8 else NOT_UTF8
            if isinstance(cells, Fault) or "".join(cells).strip(SPACES):
                yield start, line, cells


def _reader(lines: Iterator[str], delimiter: str) -> Any:  # noqa: ANN401  # its type has no name
    # Strict: otherwise what follows a quotation mark that is not closed would join two people's rows.
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _header(line: bytes) -> tuple[list[str], str]:
    """The names of the columns and what stands between them; no names if the line has none."""
    best: list[str] = []
    found = _DELIMITERS[0]
    try:
        text = line.decode("utf-8-sig") if len(line) < LONGEST_ROW else ""
    except UnicodeDecodeError:
        return [], found
    for delimiter in _DELIMITERS:
        try:
            (names,) = _reader(iter([text]), delimiter)
        except (csv.Error, ValueError):
            continue
        names = [name.strip(SPACES) for name in names]
        if _known(names) > _known(best):
            best, found = names, delimiter
    return best, found


def _known(names: list[str]) -> tuple[int, int]:
    return sum(column_of(name, has_objects=False) is not None for name in names), len(names)
