"""The lines of a file, counted in lines and bytes, which can be given back when a row turns out to be none."""

from collections.abc import Iterator
from typing import BinaryIO

LONGEST_ROW = 1 << 20
MOST_LINES = 200


class TooLongError(Exception):
    """A row has more lines or bytes than any row should; the line that was too much has been read."""


class Lines(Iterator[str]):
    """The lines from one place of a file to another.

    A quotation mark that nobody closed would make one row of all that follow. So a row has bounds, and when it is
    none, all its lines but the first are read again: that mark then costs one row, and the others keep their numbers.

    Attributes:
        offset: Where the next line begins, in bytes.
        number: Number of the line that was read last, counted from 1.
        is_utf8: Whether all lines of the row are.
    """

    def __init__(self, file: BinaryIO, offset: int, number: int, end: int | None = None) -> None:
        file.seek(offset)
        self._readline = file.readline
        self._end = end
        self.offset = offset
        self.number = number
        self.is_utf8 = True
        self._begin = offset
        # Each with its whole length: the rest of one that is too long is not kept.
        self._row: list[tuple[bytes, int]] = []
        self._again: list[tuple[bytes, int]] = []

    def begin_row(self) -> None:
        """The next line is the first of a row."""
        self._begin = self.offset
        self._row.clear()
        self.is_utf8 = True

    def give_back(self) -> None:
        """The row is none: go back to its second line."""
        for line, length in reversed(self._row[1:]):
            self._again.append((line, length))
            self.offset -= length
            self.number -= 1
        del self._row[1:]

    def __next__(self) -> str:
        """The next line, with its end.

        Raises:
            TooLongError: The row is too long.
        """
        if self._end is not None and self.offset >= self._end:
            raise StopIteration
        line, length = self._again.pop() if self._again else self._read()
        if not line:
            raise StopIteration
        self._row.append((line, length))
        self.offset += length
        self.number += 1
        if self.offset - self._begin > LONGEST_ROW or len(self._row) > MOST_LINES:
            raise TooLongError
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.is_utf8 = False
            return line.decode(errors="replace")

    def _read(self) -> tuple[bytes, int]:
        line = self._readline(LONGEST_ROW + 1)
        length = len(line)
        if length > LONGEST_ROW:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = self._readline(LONGEST_ROW)
                length += len(rest)
        return line, length
