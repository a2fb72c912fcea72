"""Values as they come out of a file, and the ways to read them or see them refused."""

import pytest

from ualetters.errors import Place, Problem, Severity
from ualetters.fields import Choice, Date, Kind, Line, Prose, Report, Unreadable
from ualetters.yaml_source import Node, Scalar, parse

PLACE = Place("case.yaml", 3, 7, "value")
LINE, PROSE, DATE = Line(), Prose(), Date()
WORDS = Choice(("open", "closed"), "status")


def text(value: str) -> Scalar:
    """A text as it may come out of a file."""
    return Scalar(PLACE, value)


def node(yaml: str) -> Node:
    """A value of YAML, below the key `x`."""
    return parse(f"x: {yaml}".encode(), "case.yaml").entries["x"]


def read(kind: Kind[object], value: str | Node) -> object:
    """The value, which must be read without any problem."""
    report = Report()
    found = kind.read(text(value) if isinstance(value, str) else value, report)
    assert report.problems == []
    return found


def refused(kind: Kind[object], value: str | Node) -> tuple[str, str]:
    """Message and hint of the one problem for which a value is refused; it stands at the value's place."""
    report = Report()
    given = text(value) if isinstance(value, str) else value
    with pytest.raises(Unreadable):
        kind.read(given, report)
    (problem,) = report.problems
    assert problem == Problem(given.place, problem.message, problem.hint, Severity.ERROR)
    return problem.message, problem.hint
