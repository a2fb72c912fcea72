"""Case forms written into the text of a case file, which is otherwise left as it is, byte for byte."""

from collections.abc import Iterable, Iterator, Sequence
import json
import re
from typing import Any

from msgspec import Struct
import yaml

CHECK = "  # check"
MOST_COLUMNS = 120

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN = re.compile(r"[^\W\d_][\w’'ʼ.-]*(?: [\w’'ʼ.-]+)*")
_COLON = re.compile(r":[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")
_FOLDED = ("|", ">")


class Line(Struct, frozen=True):
    """One case form to be written.

    Attributes:
        form: Its name.
        text: The name in this form.
        sure: Whether it goes without `# check`.
    """

    form: str
    text: str
    sure: bool


class Addition(Struct, frozen=True):
    """The case forms to be written into one name.

    Attributes:
        path: The keys that lead to the name in one language: a text, which is the nominative, or a mapping.
        lines: The forms, in the order in which they are to stand.
    """

    path: tuple[str, ...]
    lines: tuple[Line, ...]


class _Edit(Struct, frozen=True):
    """What takes the place of a stretch of text."""

    start: int
    end: int
    text: str


class _Entry(Struct, frozen=True):
    """A case form that is there.

    Attributes:
        form: Its name.
        written: Name and text as the file has them.
        end: Where the text ends in the file.
    """

    form: str
    written: str
    end: int


class _Name(Struct, frozen=True):
    """Where a name stands in the file.

    Attributes:
        value: The text or the mapping.
        after_key: Where the key before it ends.
        in_flow: Whether it stands between brackets, where no indentation counts.
        indent: The column of its own keys, if they get lines of their own.
        quoted: Whether the file writes as JSON does.
    """

    value: yaml.Node
    after_key: int
    in_flow: bool
    indent: int
    quoted: bool


def patched(text: str, additions: Iterable[Addition], order: Sequence[str]) -> str:
    """A case file with case forms written in.

    Sure forms stay on one line where there is room; every doubtful one gets a line of its own, marked `# check`.

    Args:
        text: The file without a byte order mark; it must have been read as a case.
        additions: What is to be written.
        order: The order of the case forms, in which they are written among those that are there.
    """
    root = yaml.compose(text, Loader=_Loader)
    writer = _Writer(text, order)
    edits = [edit for addition in additions for edit in writer.edits(_found(text, root, addition.path), addition.lines)]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _found(text: str, root: Any, path: Sequence[str]) -> _Name:  # noqa: ANN401  # PyYAML's nodes say little of themselves
    value, key, in_flow = root, root, False
    columns = [0]
    for step in path:
        in_flow |= bool(value.flow_style)
        key, value = next((one, node) for one, node in value.value if one.value == step)
        columns.append(key.start_mark.column)
    indent = columns[-1] + max(2, columns[-1] - columns[-2])
    return _Name(value, key.end_mark.index, in_flow, indent, text[key.start_mark.index] == '"')


class _Writer:
    """Finds what to change in one file.

    Args:
        text: The file.
        order: The order of the case forms.
    """

    def __init__(self, text: str, order: Sequence[str]) -> None:
        self._text = text
        self._order = tuple(order)
        self._break = "\r\n" if "\r\n" in text else "\n"

    def edits(self, name: _Name, lines: Sequence[Line]) -> Iterator[_Edit]:
        """What to change for one name."""
        value = name.value
        entries = self._entries(name)
        if isinstance(value, yaml.MappingNode) and not value.flow_style:
            indent = " " * value.start_mark.column
            for end, there in self._by_place(entries, lines):
                yield self._lines(self._line_end(end), [indent + self._marked(line, name) for line in there])
            return
        end = self._end(value)
        more = sum(len(f", {self._written(line, name)}") for line in lines)
        fits = self._width(end) + len("{nom: }") * isinstance(value, yaml.ScalarNode) + more <= MOST_COLUMNS
        sure = all(line.sure for line in lines)
        if not self._can_move(name):
            yield from self._in_brackets(name, entries, lines) if sure else self._across_lines(name, entries, lines)
        elif sure and fits:
            yield from self._in_brackets(name, entries, lines)
        else:
            yield _Edit(name.after_key, end, ":")
            all_lines = [entry.written for entry in entries]
            for line in reversed(lines):
                all_lines.insert(self._place(entries, line) + 1, self._marked(line, name))
            yield self._lines(self._line_end(end), [" " * name.indent + one for one in all_lines])

    def _entries(self, name: _Name) -> list[_Entry]:
        """The forms that are there, as the file has them."""
        value = name.value
        if isinstance(value, yaml.ScalarNode):
            raw = self._text[value.start_mark.index : self._end(value)]
            as_it_is = value.style in {"'", '"'} or _PLAIN.fullmatch(raw) or name.in_flow
            text = raw if as_it_is and value.style not in _FOLDED else _quoted(value.value)
            return [_Entry("nom", f"{_key('nom', quoted=name.quoted)}: {text}", self._end(value))]
        return [_Entry(key.value, f"{self._raw(key)}: {self._raw(text)}", self._end(text)) for key, text in value.value]

    def _raw(self, node: yaml.Node) -> str:
        return self._text[node.start_mark.index : self._end(node)]

    def _end(self, node: yaml.Node) -> int:
        """Where a node ends, without the line ends that follow a folded text."""
        return node.start_mark.index + len(self._text[node.start_mark.index : node.end_mark.index].rstrip())

    def _place(self, entries: Sequence[_Entry], line: Line) -> int:
        """The entry behind which a form belongs: the last one that precedes it in the order of the forms."""
        return max((i for i, entry in enumerate(entries) if self._rank(entry.form) < self._rank(line.form)), default=0)

    def _rank(self, form: str) -> int:
        return self._order.index(form) if form in self._order else -1

    def _by_place(self, entries: Sequence[_Entry], lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
        """The forms by where the entry ends behind which they belong."""
        for index, entry in enumerate(entries):
            there = [line for line in lines if self._place(entries, line) == index]
            if there:
                yield entry.end, there

    def _can_move(self, name: _Name) -> bool:
        """Whether the name can get lines of its own: it stands beside its key, outside all brackets."""
        start, end = name.value.start_mark.index, self._end(name.value)
        beside = _COLON.fullmatch(self._text, name.after_key, start)
        return not name.in_flow and beside is not None and "\n" not in self._text[start:end]

    def _in_brackets(self, name: _Name, entries: Sequence[_Entry], lines: Sequence[Line]) -> Iterator[_Edit]:
        if isinstance(name.value, yaml.ScalarNode):
            inside = ", ".join([entries[0].written, *(self._written(line, name) for line in lines)])
            yield _Edit(name.value.start_mark.index, self._end(name.value), f"{{{inside}}}")
            return
        for end, there in self._by_place(entries, lines):
            yield _Edit(end, end, "".join(f", {self._written(line, name)}" for line in there))

    def _across_lines(self, name: _Name, entries: Sequence[_Entry], lines: Sequence[Line]) -> Iterator[_Edit]:
        """Lines inside brackets, behind all that is there."""
        is_text = isinstance(name.value, yaml.ScalarNode)
        start, end = name.value.start_mark.index, entries[-1].end
        base = re.match(r"[ \t]*", self._text[self._line_start(start) :])
        margin = base.group() if base else ""
        inside = "".join(
            f"{self._break}{margin}    {self._written(line, name)}"
            + ("," if line is not lines[-1] else "")
            + ("" if line.sure else CHECK)
            for line in lines
        )
        close = "" if lines[-1].sure else f"{self._break}{margin}  "
        rest = None if is_text else _REST_OF_LINE.match(self._text, end)
        if is_text:
            yield _Edit(start, end, f"{{{entries[0].written},{inside}{close}}}")
        elif rest is None:
            yield _Edit(end, end, f",{inside}{close}")
        else:
            # A comment stays on the line of the form that it speaks of.
            comma = "" if rest["comma"] else ","
            yield _Edit(end, rest.end(), f"{comma}{rest.group()}{inside}")

    def _written(self, line: Line, name: _Name) -> str:
        text = line.text if _PLAIN.fullmatch(line.text) and not name.quoted else _quoted(line.text)
        return f"{_key(line.form, quoted=name.quoted)}: {text}"

    def _marked(self, line: Line, name: _Name) -> str:
        return self._written(line, name) + ("" if line.sure else CHECK)

    def _lines(self, where: int, lines: Sequence[str]) -> _Edit:
        return _Edit(where, where, "".join(self._break + line for line in lines))

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        if end < 0:
            return len(self._text)
        return end - (self._text[end - 1] == "\r")

    def _width(self, index: int) -> int:
        return self._line_end(index) - self._line_start(index)


def _key(form: str, *, quoted: bool) -> str:
    return _quoted(form) if quoted else form


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
