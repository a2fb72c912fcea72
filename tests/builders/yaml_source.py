"""YAML read to a tree or refused."""

from ualetters.errors import Problem, ProblemsError
from ualetters.yaml_source import parse
from ualetters.yaml_tree import Mapping


def read_or_refused(data: bytes) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The tree of a file, or what is wrong with it."""
    try:
        return parse(data, "case.yaml"), ()
    except ProblemsError as error:
        return None, error.problems


def tree(text: str, name: str = "case.yaml") -> Mapping:
    """The tree of a text."""
    return parse(text.encode(), name)
