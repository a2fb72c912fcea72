"""Guarded YAML: bytes to a tree of nodes that know where they stand.

A case file comes from strangers. The parser's events are checked before anything is built from them (libyaml's loader
crashes the process on 100,000 brackets), every scalar stays a string, and aliases, anchors, tags, merge keys and
duplicate keys are refused.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.yaml_tree import Mapping, Node, Scalar, Sequence, Tree, join, kind_of, merge, place_of, plain

# Who reads files finds here what is in them too.
__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_EVENTS",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Tree",
    "join",
    "kind_of",
    "laid",
    "merge",
    "parse",
    "place_of",
    "plain",
    "read_tree",
    "top_level_text",
]

MAX_BYTES = 256 * 1024
_USUAL_BYTES = 64 * 1024
_HEAD_BYTES = 1024
MAX_DEPTH = 24
MAX_EVENTS = 20_000

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOT_YAML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


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
            # To ask for all that is allowed makes room for it, which takes longer than to read a case.
            data = file.read(_USUAL_BYTES)
            if len(data) == _USUAL_BYTES:
                data += file.read(MAX_BYTES + 1 - _USUAL_BYTES)
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
        node = _Builder(name, _Loader(text).get_event).build()
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


def top_level_text(data: bytes, key: str) -> str | None:
    """The text of a key at the top of a file, without reading what comes after it.

    Args:
        data: The bytes of a YAML file, whatever is wrong with them.
        key: The key.

    Returns:
        None if there is no such text, or the file cannot be read as far as that.
    """
    head = data[: data.rfind(b"\n", 0, _HEAD_BYTES) + 1]
    found = _text_at_top(head, key, is_part=True)
    return _text_at_top(data[: MAX_BYTES + 1], key, is_part=False) if found is None else found


def _text_at_top(data: bytes, key: str, *, is_part: bool) -> str | None:
    """The same; where a file is read in part, only a text with another one behind it is sure to be whole."""
    depth, name, found = 0, None, None
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in islice(iter(_Loader(data.decode("utf-8-sig")).get_event, None), MAX_EVENTS):
            if isinstance(event, CollectionStartEvent):
                if depth == 0 and not isinstance(event, MappingStartEvent):
                    break
                depth, name = depth + 1, None
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            elif isinstance(event, ScalarEvent) and depth == 1:
                if found is not None:
                    return found
                if name == key:
                    found = str(event.value)
                    if not is_part:
                        return found
                name = event.value if name is None else None
    return None


def _place_after(name: str, before: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _refusal(place: Place, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(place, message, hint)])


class _Builder:
    """Builds the tree from events and stops at the first one that is not allowed.

    Half of the time to load a case passes here, so the classes of events are told apart by identity.
    """

    def __init__(self, name: str, next_event: Callable[[], Any]) -> None:
        self._name = name
        self._next_event = next_event
        self._events: Iterator[Any] = islice(iter(next_event, None), MAX_EVENTS)
        self._problems: list[Problem] = []

    def build(self) -> Node | None:
        """The only document of the file; None if it is empty."""
        node = None
        with suppress(StopIteration):
            for event in self._events:
                if isinstance(event, DocumentStartEvent) and node is not None:
                    hint = "remove everything from `---` on"
                    raise self._refusal(event, "", "the file holds a second document", hint)
                if isinstance(event, NodeEvent):
                    node = self._node(event, "", 1)
        if (event := self._next_event()) is not None:
            raise self._refusal(event, "", f"the file has more than {MAX_EVENTS} parts", "split the case")
        if self._problems:
            raise ProblemsError(self._problems)
        if isinstance(node, Scalar) and not node.value:
            return None
        return node

    def _node(self, event: Any, path: str, depth: int) -> Node:  # noqa: ANN401  # PyYAML's types allow for no marks
        if event.anchor or event.tag is not None:
            raise self._decorated(event)
        if depth > MAX_DEPTH:
            message = f"brackets or indentation are nested more than {MAX_DEPTH} deep"
            raise self._refusal(event, path, message, "a case needs six levels")
        mark = event.start_mark
        place = Place(self._name, mark.line + 1, mark.column + 1, path)
        kind = type(event)
        if kind is ScalarEvent:
            return Scalar(place, event.value)
        if kind is MappingStartEvent:
            return self._mapping(place, depth)
        items: list[Node] = []
        for item in self._events:
            if type(item) is SequenceEndEvent:
                break
            items.append(self._node(item, f"{path}[{len(items)}]", depth + 1))
        return Sequence(place, tuple(items))

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        above = place.path and f"{place.path}."
        for event in self._events:
            kind = type(event)
            if kind is MappingEndEvent:
                break
            if event.anchor or event.tag is not None:
                raise self._decorated(event)
            if kind is not ScalarEvent:
                hint = "put quotes around a value that starts with { or ["
                raise self._refusal(event, place.path, "a key must be plain text", hint)
            key = event.value
            path = above + key
            mark = event.start_mark
            key_place = Place(self._name, mark.line + 1, mark.column + 1, path)
            if key == "<<":
                self._problems.append(Problem(key_place, "a merge key (`<<`) is not allowed", "write the keys out"))
            elif key in entries:
                hint = f"the first is in line {keys[key].line}; keep one of the two"
                self._problems.append(Problem(key_place, f"the key `{key}` stands here a second time", hint))
            value = self._node(next(self._events), path, depth + 1)
            if key not in entries:
                entries[key], keys[key] = value, key_place
        return Mapping(place, entries, keys)

    def _decorated(self, event: Any) -> ProblemsError:  # noqa: ANN401
        """The refusal of a node with more than its value."""
        if isinstance(event, AliasEvent):
            return self._refusal(event, "", "an alias (`*name`) is not allowed", "write the value out")
        if event.anchor:
            return self._refusal(event, "", "an anchor (`&name`) is not allowed", "write the value out")
        return self._refusal(event, "", "a tag (`!name`) is not allowed", "put the text in quotes")

    def _refusal(self, event: Any, path: str, message: str, hint: str) -> ProblemsError:  # noqa: ANN401
        mark = event.start_mark
        return _refusal(Place(self._name, mark.line + 1, mark.column + 1, path), message, hint)
