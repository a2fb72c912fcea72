"""Contacts as they are written in a file, read on their own."""

from ualetters.errors import Place
from ualetters.fields import Kind, Report
from ualetters.yaml_source import Node, parse

PLACE = Place("case.yaml", 5, 10, "fax")


def node(yaml: str) -> Node:
    """A value of YAML, below the key `x`."""
    return parse(f"x: {yaml}".encode(), "c.yaml").entries["x"]


def read(kind: Kind[object], yaml: str) -> tuple[object, list[str]]:
    """What is read, and every problem as one line."""
    report = Report()
    return kind.read(node(yaml), report), [str(problem) for problem in report.problems]
