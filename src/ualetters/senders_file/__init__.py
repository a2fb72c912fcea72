"""Up to a million sender profiles in one file, one a row: CSV, JSON Lines or Parquet, on this computer or at a URL.

`index` goes through the whole file once and divides it; `read` gives the senders of one part, which it finds by its
place in the file. So a part can be read anywhere, and nobody need hand a sender's data to anybody.
"""

from collections.abc import Callable
from pathlib import PurePath

from msgspec import Struct

from ualetters.errors import Place, Problem, ProblemsError, errors_in
from ualetters.senders_file.csv_table import CsvTable
from ualetters.senders_file.ids import Ids
from ualetters.senders_file.json_table import JsonTable
from ualetters.senders_file.parquet_table import ParquetTable
from ualetters.senders_file.profile import read_row
from ualetters.senders_file.rows import Fault, Listing, Row, Rows, Table
from ualetters.senders_file.source import PART, WHOLE, Source, opened

__all__ = ["MAX_ROWS", "Row", "Rows", "SendersIndex", "changed", "index", "read"]

MAX_ROWS = 10_000_000

_PARQUET = ".parquet"
_TABLES: dict[str, Callable[[Source], Table]] = {
    ".csv": CsvTable,
    ".jsonl": JsonTable,
    ".ndjson": JsonTable,
    _PARQUET: ParquetTable,
}


class SendersIndex(Struct, frozen=True):
    """What is known of a file of senders before any of them is read.

    Attributes:
        sha256: Hash of the whole file, in hexadecimal.
        problems: What is wrong with its columns and ids. With an error among them there are no parts: two people
            could get one name.
        parts: Its rows in the order of the file.
    """

    sha256: str
    problems: tuple[Problem, ...]
    parts: tuple[Rows, ...]


def index(path: str, size: int) -> SendersIndex:
    """Go through a file of senders once: count it, divide it, and look at its columns and ids.

    Args:
        path: A file, or a URL that fsspec knows; its name ends in `.csv`, `.jsonl`, `.ndjson` or `.parquet`.
        size: How many rows a part has at most.

    Raises:
        ProblemsError: The file cannot be read.
        UalettersError: A library that it needs is not installed.
    """
    if size < 1:
        raise ValueError("a part has at least one row")
    with opened(path, WHOLE) as source:
        ending = _ending(source.name)
        if ending == _PARQUET:
            # It is not read in its order: hashed afterwards, a change in between would not show.
            source.sha256()
        table = _TABLES[ending](source)
        ids, starts, count = Ids(), [], 0
        for start, line, value in () if table.errors else table.scan():
            if count % size == 0:
                starts.append((start, line))
            count += 1
            if not isinstance(value, Fault):
                ids.add(line or count, value)
            if count > MAX_ROWS:
                break
        sha256 = source.sha256()
    problems = [*(table.errors or table.warnings()), *ids.problems(source.name, table.place)]
    if count > MAX_ROWS:
        message = f"the file has more than {MAX_ROWS:,} rows"
        problems.append(Problem(Place(source.name), message, "divide it into several files"))
    elif not count and not errors_in(problems):
        problems.append(Problem(Place(source.name), "the file has no rows", "write a row for each sender"))
    if errors_in(problems):
        return SendersIndex(sha256, tuple(problems), ())
    return SendersIndex(sha256, tuple(problems), _parts(starts, table.end, count, size, ids.width(count)))


def read(path: str, rows: Rows) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The senders of some rows, and what is wrong with the other rows; no message repeats what the file says.

    Args:
        path: The file or URL that was indexed.
        rows: One of its parts.

    Raises:
        ProblemsError: The file cannot be read, or is not the one that was indexed.
        UalettersError: A library that it needs is not installed.
    """
    good: list[Row] = []
    bad = Listing()
    number = rows.first
    with opened(path, PART) as source:
        table = _TABLES[_ending(source.name)](source)
        for line, cells in () if table.errors else table.rows(rows):
            place = table.place(line or number)
            if isinstance(cells, Fault):
                bad.add([cells.at(place)])
            elif isinstance(row := read_row(cells, number, rows.width, place), Row):
                good.append(row)
            else:
                bad.add(row)
            number += 1
    if number != rows.first + rows.count:
        message = "the file was changed while it was read"
        raise ProblemsError([Problem(Place(source.name), message, "begin again when nobody writes to it")])
    return tuple(good), bad.problems(source.name)


def changed(path: str, sha256: str) -> bool:
    """Whether a file is no longer the one that was indexed, or cannot be read any more.

    Args:
        path: The file or URL.
        sha256: Its hash when it was indexed, in hexadecimal.
    """
    try:
        with opened(path, WHOLE) as source:
            return source.sha256() != sha256
    except ProblemsError:
        return True


def _ending(name: str) -> str:
    """What the name of a file ends in.

    Raises:
        ProblemsError: It is none of those that can be read.
    """
    ending = PurePath(name.lower()).suffix
    if ending not in _TABLES:
        message = f"a senders file ends in {', '.join(_TABLES)}"
        raise ProblemsError([Problem(Place(name), message, "save it in one of these formats")])
    return ending


def _parts(starts: list[tuple[int, int]], end: int, count: int, size: int, width: int) -> tuple[Rows, ...]:
    ends = [start for start, _ in starts[1:]] + [end]
    return tuple(
        Rows(first=first, count=min(size, count - first + 1), line=line, start=start, end=stop, width=width)
        for first, (start, line), stop in zip(range(1, count + 1, size), starts, ends, strict=True)
    )
