"""YAML read to a tree or refused, and trees as plain values."""

from ualetters.errors import Problem, ProblemsError
from ualetters.yaml_source import Mapping, Node, Scalar, Sequence, parse


def read_or_refused(data: bytes) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The tree of a file, or what is wrong with it."""
    try:
        return parse(data, "case.yaml"), ()
    except ProblemsError as error:
        return None, error.problems


def tree(text: str, name: str = "case.yaml") -> Mapping:
    """The tree of a text."""
    return parse(text.encode(), name)


def plain(node: Node) -> object:
    """A tree as dictionaries, lists and strings."""
    match node:
        case Scalar(_, value):
            return value
        case Sequence(_, items):
            return [plain(item) for item in items]
        case Mapping(_, entries, _):
            return {key: plain(value) for key, value in entries.items()}
