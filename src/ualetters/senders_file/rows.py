"""What a file of senders is divided into, whatever its format."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from ualetters.errors import Place, Problem
from ualetters.model.sender import Sender
from ualetters.senders_file.columns import Column

MOST_LISTED = 100


class Rows(Struct, frozen=True):
    """Some rows of a file that stand behind one another: where they are, and nothing of what they say.

    Attributes:
        first: Number of the first row, counted from 1.
        count: How many there are.
        line: Line of the file in which the first begins, counted from 1; 0 in a format without lines.
        start: Where the first begins, in bytes; in Parquet, in rows.
        end: Where the last ends, likewise.
        width: Digits of an id that is made of a row's number; 0 if the ids stand in a column.
    """

    first: int
    count: int
    line: int
    start: int
    end: int
    width: int


class Row(Struct, frozen=True, gc=False):
    """One sender.

    Attributes:
        place: Where the row is, for messages about it.
        id: Names the sender's letters; no other row of the file has it.
        sender: The profile.
    """

    place: Place
    id: str
    sender: Sender


class Fault(Struct, frozen=True):
    """Why a row cannot be read at all.

    Attributes:
        message: What is wrong with it.
        hint: What to do about it.
        path: The column, if it is known.
    """

    message: str
    hint: str
    path: str = ""

    def at(self, place: Place) -> Problem:
        """The same as a problem of a row."""
        return Problem(place.at(below(place, self.path)), self.message, self.hint)


Cells = Iterable[tuple[Column, object]]
"""The values of a row, by column; what is empty may be there or not."""


class Table(Protocol):
    """A file of senders in one format, open.

    Attributes:
        errors: What is wrong with its columns; with an error no row can be read.
        end: Where its last row ends; known when it has been scanned.
    """

    errors: list[Problem]
    end: int

    def warnings(self) -> list[Problem]:
        """What else is to be said of a file that has been scanned."""

    def place(self, row: int) -> Place:
        """Where a row is: by its line, or in a format without lines by its number."""

    def scan(self) -> Iterator[tuple[int, int, object]]:
        """Of every row: where it begins, its line, and the value in the column `id`; a fault if it cannot be read.

        Raises:
            ProblemsError: The file is damaged.
        """

    def rows(self, rows: Rows) -> Iterator[tuple[int, Cells | Fault]]:
        """Of some rows: the line and the values, or what is wrong.

        Raises:
            ProblemsError: The file is damaged.
        """


class Listing:
    """The problems of many rows, of which only the first are listed."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._more = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Note the problems of one row."""
        found = tuple(problems)
        if self._more or len(self._listed) + len(found) > MOST_LISTED:
            self.add_unlisted(1)
        else:
            self._listed += found

    def add_unlisted(self, rows: int) -> None:
        """Note that more rows have problems."""
        self._more += rows

    def problems(self, file: str) -> tuple[Problem, ...]:
        """Those that are listed, and how many rows are not."""
        if not self._more:
            return tuple(self._listed)
        more = Problem(Place(file), f"and {self._more:,} more rows", "mend those that are listed, and look again")
        return (*self._listed, more)


def below(place: Place, path: str) -> str:
    """The path of a column of the row at `place`."""
    return f"{place.path}.{path}" if place.path and path else place.path or path
