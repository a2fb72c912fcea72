"""Everything that can be wrong, as one exception and one record.

A *problem* is something a person can mend in a file. An *error* is raised and carries one or more problems.

    UalettersError
    ├── ProblemsError    one or more problems in the files that were read
    ├── NoFontError      no font has the script of a letter
    └── OutputError      a file or folder could not be written
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Severity(StrEnum):
    """How much a problem matters; an error stops its case, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True, order=True, gc=False):
    """Where something stands in a file that was read.

    Attributes:
        file: The path as the user gave it.
        line: Line, counted from 1; 0 when the whole file is meant.
        column: Column in characters, counted from 1; 0 when the whole file is meant.
        path: The YAML path, for example `people.yusup.name.ru.gen`; empty for the top.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        """`file:line:column: path`, leaving out what is not known."""
        position = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{position}" + (f": {self.path}" if self.path else "")

    def at(self, path: str) -> "Place":
        """The same position under another YAML path."""
        return Place(self.file, self.line, self.column, path)


class Problem(Struct, frozen=True):
    """One thing that is wrong or worth knowing, where it is, and what to do next.

    Attributes:
        place: Where it is.
        message: What is wrong, without a final full stop.
        hint: What to do about it; may be empty.
        severity: Whether it stops the case.
        check: The id of the check that found it.
    """

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    check: str = "format"

    def sort_key(self) -> tuple[Place, str, str]:
        """Order of a report: by file, then position, then text."""
        return (self.place, self.message, self.hint)

    def __str__(self) -> str:
        """One line for a log: place, severity, message and hint."""
        return f"{self.place}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Positions(Protocol):
    """Finds the place of a YAML path in the file that it came from."""

    def place(self, path: str) -> Place:
        """The place of `path`, or of its nearest ancestor that is in the file."""

    def has(self, path: str) -> bool:
        """Whether the path is in the file."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every key and every text of the file, with its place."""

    def words(self) -> list[str]:
        """The same without places, in a tenth of the time."""


class UalettersError(Exception):
    """Base of every error that ualetters raises on purpose.

    Attributes:
        message: What is wrong, without a final full stop.
        hint: What to do about it; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__("; ".join(filter(None, (message, hint))))
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Callable[..., "UalettersError"], tuple[object, ...]]:
        """What another process makes it again from: not from the arguments, which each class has its own."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[UalettersError], args: tuple[object, ...], state: dict[str, object]) -> UalettersError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ProblemsError(UalettersError):
    """One or more problems in the files that were read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=Problem.sort_key))
        super().__init__("\n".join(map(str, self.problems)))


class NoFontError(UalettersError):
    """No font has the script of a letter; in other formats the letter can be made."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class OutputError(UalettersError):
    """A file or folder could not be written.

    Attributes:
        path: What could not be written.
        bad_place: Whether the user named a place that cannot take files; else the machine failed.
    """

    def __init__(self, path: str, message: str, hint: str, *, bad_place: bool = False) -> None:
        super().__init__(f"{path}: {message}")
        self.message = message
        self.hint = hint
        self.path = path
        self.bad_place = bad_place


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a case."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
