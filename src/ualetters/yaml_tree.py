"""Trees of YAML: texts, lists and mappings that know where they stand."""

from collections.abc import Iterator
import re

from msgspec import Struct

from ualetters.errors import Place

_INDEX = re.compile(r"\[([0-9]{1,6})\]")


class Scalar(Struct, frozen=True, gc=False):
    """A string, quoted or not."""

    place: Place
    value: str


class Sequence(Struct, frozen=True, gc=False):
    """A list of nodes."""

    place: Place
    items: tuple["Node", ...]


class Mapping(Struct, frozen=True, gc=False):
    """Keys with their nodes.

    Attributes:
        entries: Key to value, in the order of the file.
        keys: Key to the place of the key itself.
    """

    place: Place
    entries: dict[str, "Node"]
    keys: dict[str, Place]


Node = Scalar | Sequence | Mapping


def kind_of(node: Node) -> str:
    """What a node is, in words for a message."""
    match node:
        case Scalar():
            return "text"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def join(path: str, key: str | int) -> str:
    """The YAML path of a key or an index below `path`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def place_of(root: Mapping, path: str) -> Place:
    """The place of a YAML path in a tree, or of its nearest ancestor that is there."""
    return _found(root, path)[0].at(path)


def _found(root: Mapping, path: str) -> tuple[Place, bool]:
    """The place of a path or of its nearest ancestor, and whether it is the path's own."""
    node: Node = root
    place = root.place
    for step in path.replace("[", ".[").split("."):
        match node:
            case Mapping() if step in node.entries:
                place, node = node.keys[step], node.entries[step]
            case Sequence() if (found := _INDEX.fullmatch(step)) and int(found[1]) < len(node.items):
                node = node.items[int(found[1])]
                place = node.place
            case _:
                return place, False
    return place, True


def merge(base: Mapping, over: Mapping) -> Mapping:
    """Lay one mapping over another; language maps merge, lists and texts replace whole.

    Args:
        base: What is built upon, such as an entry of the directory.
        over: What wins, such as the addressee in the case. Its place is the result's.
    """
    entries, keys = dict(base.entries), dict(base.keys)
    for key, node in over.entries.items():
        below = entries.get(key)
        entries[key] = merge(below, node) if isinstance(below, Mapping) and isinstance(node, Mapping) else node
        keys[key] = over.keys[key]
    return Mapping(over.place, entries, keys)


def plain(node: Node) -> object:
    """What a node says, wherever it stands: texts, lists and mappings."""
    match node:
        case Scalar(_, value):
            return value
        case Sequence(_, items):
            return [plain(item) for item in items]
        case Mapping(_, entries, _):
            return {key: plain(entry) for key, entry in entries.items()}


class Tree(Struct, frozen=True):
    """The positions of one file, kept by the model that was made from it."""

    root: Mapping

    def place(self, path: str) -> Place:
        """The place of `path`, or of its nearest ancestor that is in the file."""
        return place_of(self.root, path)

    def has(self, path: str) -> bool:
        """Whether the path is in the file."""
        return _found(self.root, path)[1]

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every key and every text in the order of the file, with its place."""
        return _texts(self.root)

    def words(self) -> list[str]:
        """The same without places, in a tenth of the time."""
        found: list[str] = []
        _gather(self.root, found)
        return found


def _texts(root: Node) -> Iterator[tuple[Place, str]]:
    """Every key and text in the order of the file, from a stack: handing each up through all levels takes longer."""
    waiting: list[Node] = [root]
    while waiting:
        match waiting.pop():
            case Scalar(place, value):
                yield place, value
            case Sequence(_, items):
                waiting += reversed(items)
            case Mapping(_, entries, keys):
                for key in reversed(entries):
                    waiting += (entries[key], Scalar(keys[key], key))


def _gather(node: Node, found: list[str]) -> None:
    if isinstance(node, Scalar):
        found.append(node.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            _gather(item, found)
    else:
        for key, value in node.entries.items():
            found.append(key)
            _gather(value, found)
