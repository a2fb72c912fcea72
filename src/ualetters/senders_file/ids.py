"""The ids of senders: from a column, or made of the rows' numbers; checked in little memory."""

from array import array
from collections.abc import Callable, Iterator
from hashlib import blake2b
from heapq import merge, nsmallest
import re

from ualetters.errors import Place, Problem
from ualetters.fields import ID as ID_KIND
from ualetters.senders_file.columns import ID, SPACES
from ualetters.senders_file.rows import MOST_LISTED, Fault, Listing

LEAST_WIDTH = 4
INVALID = Fault("this is no id that can name a file", ID_KIND.hint, ID)
_MISSING = Fault("the id is missing", "give every row an id, or none", ID)

_BUCKETS = 64
_matches = re.compile(ID_KIND.pattern).fullmatch


def id_text(value: object) -> str:
    """The id that stands in a column, right or wrong; empty if there is none."""
    match value:
        case str():
            return value.strip(SPACES)
        case None:
            return ""
        case int() if not isinstance(value, bool):
            return str(value)
    return "?"


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return _matches(text) is not None and ID_KIND.known(text)


class Ids:
    """The ids of a file, as they are met: either every row has one, or none has and its number is taken.

    Of an id only eight bytes of a hash are kept: that two of a million have the same by chance happens in one of
    thirty million files.
    """

    def __init__(self) -> None:
        self._given = 0
        self._missing = _Marks()
        self._invalid = _Marks()
        self._hashes = [array("Q") for _ in range(_BUCKETS)]
        self._marks = [array("Q") for _ in range(_BUCKETS)]

    def add(self, mark: int, value: object) -> None:
        """Take the id of a row.

        Args:
            mark: Line or number of the row.
            value: What stands in the column.
        """
        text = id_text(value)
        if not text:
            self._missing.add(mark)
            return
        self._given += 1
        if not is_id(text):
            self._invalid.add(mark)
            return
        digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
        bucket = digest % _BUCKETS
        self._hashes[bucket].append(digest)
        self._marks[bucket].append(mark)

    def width(self, rows: int) -> int:
        """Digits of an id that is made of a row's number, so that they sort; 0 if the ids stand in a column."""
        return 0 if self._given else max(LEAST_WIDTH, len(str(rows)))

    def problems(self, file: str, place_of: Callable[[int], Place]) -> tuple[Problem, ...]:
        """What is wrong with the ids, in the order of the rows.

        Args:
            file: How messages call the file.
            place_of: Gives the place of a row by its mark.
        """
        missing = self._missing if self._given else _Marks()
        twice = nsmallest(MOST_LISTED, self._twice())
        found = merge(
            ((mark, _MISSING) for mark in missing.first),
            ((mark, INVALID) for mark in self._invalid.first),
            ((mark, _twice(place_of(first))) for mark, first in twice),
            key=lambda one: one[0],
        )
        listing = Listing()
        for mark, fault in found:
            listing.add([fault.at(place_of(mark))])
        repeated = sum(1 for _ in self._twice()) if len(twice) == MOST_LISTED else len(twice)
        listing.add_unlisted(missing.unlisted + self._invalid.unlisted + repeated - len(twice))
        return listing.problems(file)

    def _twice(self) -> Iterator[tuple[int, int]]:
        """The mark of each row whose id was there before, and that of the first one."""
        for hashes, marks in zip(self._hashes, self._marks, strict=True):
            if len(set(hashes)) == len(hashes):
                continue
            first: dict[int, int] = {}
            for digest, mark in zip(hashes, marks, strict=True):
                before = first.setdefault(digest, mark)
                if before != mark:
                    yield mark, before


def _twice(first: Place) -> Fault:
    where = f"in line {first.line}" if first.line else f"row {first.path.strip('[]')}"
    return Fault("this id stands in the file twice", f"the first is {where}; give each row an id of its own", ID)


class _Marks:
    """Rows that are to be listed, of which the first are kept."""

    def __init__(self) -> None:
        self.first: list[int] = []
        self.unlisted = 0

    def add(self, mark: int) -> None:
        if len(self.first) < MOST_LISTED:
            self.first.append(mark)
        else:
            self.unlisted += 1
