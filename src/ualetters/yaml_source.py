"""Guarded YAML: bytes to a tree of nodes that know where they stand.

A case file comes from strangers. The parser's events are checked before anything is built from them (libyaml's loader
crashes the process on 100,000 brackets), every scalar stays a string, and aliases, anchors, tags, merge keys and
duplicate keys are refused.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
import re

from msgspec import Struct
import yaml

from ualetters.errors import Place, Problem, ProblemsError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
MAX_EVENTS = 20_000

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INDEX = re.compile(r"\[([0-9]{1,6})\]")
_NOT_YAML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Scalar(Struct, frozen=True):
    """A string, quoted or not."""

    place: Place
    value: str


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    place: Place
    items: tuple["Node", ...]


class Mapping(Struct, frozen=True):
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


def read_tree(path: Path, name: str | None = None) -> Mapping:
    """Read one YAML file whose top level is a mapping.

    Args:
        path: The file.
        name: How messages call it; by default the path as given.

    Raises:
        ProblemsError: The file cannot be read, is not UTF-8, or is not YAML of the allowed kind.
    """
    name = str(path) if name is None else name
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise _refusal(Place(name), f"cannot read the file: {reason}", "check the path and its spelling") from None
    return parse(data, name)


def parse(data: bytes, name: str) -> Mapping:
    """Turn the bytes of a YAML file into a tree.

    Args:
        data: UTF-8, with or without a byte order mark, with LF or CRLF line ends.
        name: How messages call the file.

    Raises:
        ProblemsError: The bytes are not UTF-8, or not YAML of the allowed kind.
    """
    top = Place(name, 1, 1)
    if len(data) > MAX_BYTES:
        raise _refusal(top, f"the file is larger than {MAX_BYTES // 1024} KiB", "a case is a few pages of text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec's own text, which is without the byte order mark.
        place = _place_after(name, error.object[: error.start].decode())
        raise _refusal(place, "the file is not UTF-8", "save it with the encoding UTF-8") from None
    try:
        node = _Builder(name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else top
        message = f"not valid YAML: {error.problem or error.context or 'cannot be parsed'}"
        raise _refusal(place, message, "look at the indentation, the quotes and the brackets here") from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The parsers count differently where such a character stands; PyYAML's own fails on an escape of none.
        bad = _NOT_YAML.search(text)
        place = _place_after(name, text[: bad.start()]) if bad else top
        raise _refusal(place, "the file holds a character that YAML does not allow", "remove it") from None
    if node is None:
        raise _refusal(top, "the file is empty", "`ualetters new` writes a case to start from")
    if not isinstance(node, Mapping):
        raise _refusal(node.place, f"the file is {kind_of(node)}, not a mapping of keys", "start with `format: 1`")
    return node


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


def laid(files: list[Path]) -> Mapping:
    """One file of every root, laid over each other key by key.

    Args:
        files: The one that wins first.

    Raises:
        ProblemsError: One of them cannot be read.
    """
    trees = [read_tree(path) for path in reversed(files)]
    root = trees[0]
    for over in trees[1:]:
        root = merge(root, over)
    return root


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
        """Every key and every text of the file, with its place."""
        return _texts(self.root)


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


def _place_after(name: str, before: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _refusal(place: Place, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(place, message, hint)])


class _Builder:
    """Builds the tree from events and stops at the first one that is not allowed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._problems: list[Problem] = []

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        self._events = events
        node = None
        with suppress(StopIteration):
            while True:
                event = self._next()
                match event:
                    case yaml.DocumentStartEvent() if node is not None:
                        raise _refusal(
                            self._place(event, ""),
                            "the file holds a second document",
                            "remove everything from `---` on",
                        )
                    case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                        node = self._node(event, "", 1)
                    case _:
                        pass
        if self._problems:
            raise ProblemsError(self._problems)
        if isinstance(node, Scalar) and not node.value:
            return None
        return node

    def _next(self) -> yaml.Event:
        """The next event, if it is allowed.

        Raises:
            StopIteration: There is none.
        """
        event = next(self._events)
        self._count += 1
        if self._count > MAX_EVENTS:
            raise _refusal(self._place(event, ""), f"the file has more than {MAX_EVENTS} parts", "split the case")
        if isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.AliasEvent):
                raise _refusal(self._place(event, ""), "an alias (`*name`) is not allowed", "write the value out")
            if event.anchor:
                raise _refusal(self._place(event, ""), "an anchor (`&name`) is not allowed", "write the value out")
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
                raise _refusal(self._place(event, ""), "a tag (`!name`) is not allowed", "put the text in quotes")
        return event

    def _place(self, event: yaml.Event, path: str) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1, path) if mark else Place(self._name, path=path)

    def _node(self, event: yaml.Event, path: str, depth: int) -> Node:
        place = self._place(event, path)
        if depth > MAX_DEPTH:
            raise _refusal(
                place,
                f"brackets or indentation are nested more than {MAX_DEPTH} deep",
                "a case needs six levels",
            )
        match event:
            case yaml.ScalarEvent():
                return Scalar(place, event.value)
            case yaml.SequenceStartEvent():
                items: list[Node] = []
                while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                    items.append(self._node(item, join(path, len(items)), depth + 1))
                return Sequence(place, tuple(items))
            case _:
                return self._mapping(place, depth)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _refusal(
                    self._place(event, place.path),
                    "a key must be plain text",
                    "put quotes around a value that starts with { or [",
                )
            key = event.value
            path = join(place.path, key)
            key_place = self._place(event, path)
            value = self._node(self._next(), path, depth + 1)
            if key == "<<":
                self._problems.append(Problem(key_place, "a merge key (`<<`) is not allowed", "write the keys out"))
            elif key in entries:
                first = keys[key]
                message = f"the key `{key}` stands here a second time"
                self._problems.append(
                    Problem(key_place, message, f"the first is in line {first.line}; keep one of the two")
                )
            else:
                entries[key], keys[key] = value, key_place
        return Mapping(place, entries, keys)
