"""Senders as Parquet."""

from collections.abc import Iterator
from typing import Any

from ualetters.errors import Place, Problem, ProblemsError, Severity
from ualetters.senders_file.columns import ID, NEEDED, PERSONAL, Column, column_of, header_errors, unused
from ualetters.senders_file.rows import Cells, Fault, Rows
from ualetters.senders_file.source import Source, library

_BATCH = 8_192
_LARGE_GROUP = 100_000
_SEVERAL = ("address", "languages", "email", "phone")
_NOT_UTF8 = ("a text of the row is not UTF-8", "write the file again with texts as strings")


class ParquetTable:
    """An open Parquet file."""

    def __init__(self, source: Source) -> None:
        parquet = library("pyarrow.parquet", "a senders file that ends in .parquet")
        self._place = Place(source.name)
        try:
            self._parquet = parquet.ParquetFile(source.file)
            schema = self._parquet.schema_arrow
            metadata = self._parquet.metadata
            self._groups = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
        except Exception:  # noqa: BLE001  # the library has many ways to say that a file is damaged
            raise self._damaged() from None
        names = list(schema.names)
        self._columns = [column for name in names if (column := column_of(name, has_objects=True))]
        self.end = 0
        self.errors = header_errors(names, self._place, has_objects=True)
        if not self.errors:
            self.errors += _type_errors(self._columns, schema, self._place)
        self._names = names

    def place(self, row: int) -> Place:
        """A row by its number."""
        return self._place.at(f"[{row}]")

    def warnings(self) -> list[Problem]:
        """The columns that are not used, and that it takes long to read."""
        found = unused(self._names, self._place, has_objects=True)
        largest = max(self._groups, default=0)
        return [*found, _large(largest, self._place)] if largest > _LARGE_GROUP else found

    def scan(self) -> Iterator[tuple[int, int, object]]:
        """Of every row: which it is, counted from 0, no line, and its id."""
        has_id = any(column.key == ID for column in self._columns)
        # Some column must be read: the rows that a file says it has need not be there.
        name = ID if has_id else NEEDED[-1]
        for group in range(len(self._groups)):
            for batch in self._batches(group, [name]):
                for value in _values(batch.column(name)) if has_id else (None for _ in range(batch.num_rows)):
                    yield self.end, 0, value
                    self.end += 1

    def rows(self, rows: Rows) -> Iterator[tuple[int, Cells | Fault]]:
        """Of some rows: no line, and the values, or what is wrong."""
        at = 0
        names = [column.name for column in self._columns]
        for group, count in enumerate(self._groups):
            if at + count <= rows.start or at >= rows.end:
                at += count
                continue
            for batch in self._batches(group, names):
                first, last = max(rows.start - at, 0), min(rows.end - at, batch.num_rows)
                at += batch.num_rows
                if first < last:
                    yield from self._in_batch(batch.slice(first, last - first))
                if at >= rows.end:
                    return

    def _in_batch(self, batch: Any) -> Iterator[tuple[int, Cells | Fault]]:  # noqa: ANN401  # pyarrow is not typed
        columns = self._columns
        for values in zip(*(_values(batch.column(column.name)) for column in columns), strict=True):
            cells = tuple(zip(columns, values, strict=True))
            damaged = next((column for column, value in cells if isinstance(value, Fault)), None)
            yield 0, Fault(*_NOT_UTF8, damaged.name) if damaged else cells

    def _batches(self, group: int, names: list[str]) -> Iterator[Any]:
        """Some columns of a group of rows, piece by piece."""
        try:
            yield from self._parquet.iter_batches(_BATCH, row_groups=[group], columns=names, use_threads=False)
        except Exception:  # noqa: BLE001
            raise self._damaged() from None

    def _damaged(self) -> ProblemsError:
        hint = "it is damaged, or no Parquet file; write it again"
        return ProblemsError([Problem(self._place, "the file cannot be read as Parquet", hint)])


def _values(column: Any) -> list[Any]:  # noqa: ANN401
    """The values of a column in one piece of the file, or a fault where one is no text."""
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        values = list(map(_value, column))
    return values


def _value(scalar: Any) -> Any:  # noqa: ANN401
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return Fault(*_NOT_UTF8)


def _type_errors(columns: list[Column], schema: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401
    """Columns that hold what no text can be made of, such as numbers with a fraction or days."""
    for column in columns:
        kind = schema.field(column.name).type
        if column.name == PERSONAL:
            fits = _is_struct_of_texts(kind)
            hint = "make it a struct with a text for each language, or a column `personal.en` for each"
        else:
            fits = _is_text(kind) or (column.key in _SEVERAL and _is_list_of_texts(kind))
            hint = "write it as text"
        if not fits:
            yield Problem(place.at(column.name), f"the column `{column.name}` does not hold text", hint)


def _is_text(kind: Any) -> bool:  # noqa: ANN401
    from pyarrow import types  # noqa: PLC0415

    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (types.is_string, types.is_large_string, types.is_integer, types.is_boolean, types.is_null)
    return any(test(kind) for test in tests)


def _is_list_of_texts(kind: Any) -> bool:  # noqa: ANN401
    from pyarrow import types  # noqa: PLC0415

    return (types.is_list(kind) or types.is_large_list(kind)) and _is_text(kind.value_type)


def _is_struct_of_texts(kind: Any) -> bool:  # noqa: ANN401
    from pyarrow import types  # noqa: PLC0415

    return types.is_null(kind) or (types.is_struct(kind) and all(_is_text(field.type) for field in kind))


def _large(rows: int, place: Place) -> Problem:
    message = f"the rows stand in groups of up to {rows:,}, and every part of them reads a whole group"
    return Problem(place, message, "written in groups of 10,000 rows the file is read sooner", Severity.NOTE)
