"""Kinds of value that a YAML file may hold: each reads a node and describes itself as JSON Schema.

One declaration serves the reader, its messages and the editor's schema, so they cannot drift apart. A reader reports
every problem it meets; it raises `Unreadable` only when there is no value to go on with.
"""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
import re
from typing import Generic, Protocol, TypeVar
import unicodedata

from msgspec import Struct

from ualetters.errors import Place, Problem, Severity
from ualetters.language import is_country, is_language
from ualetters.typed_text import are_paired, folded_line, folded_prose, has_breaks, is_isolate, is_mended, unseen
from ualetters.yaml_tree import Mapping, Node, Scalar, Sequence, kind_of

Schema = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
MAX_ID = 60
MAX_LINE = 300
MAX_PROSE = 6_000


class Unreadable(Exception):  # noqa: N818  # control flow inside the readers, not an error of ours
    """There is no value to go on with; why has been reported."""


@dataclass
class Report:
    """The problems of one file, as they are found."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(place, message, hint, severity))

    def refuse(self, place: Place, message: str, hint: str = "") -> Unreadable:
        """Note an error and give the exception to raise."""
        self.add(place, message, hint)
        return Unreadable(message)


class Kind(Protocol[T_co]):
    """What a value may be."""

    def read(self, node: Node, report: Report) -> T_co:
        """The value of a node.

        Raises:
            Unreadable: There is none; the report says why.
        """

    def schema(self) -> Schema:
        """The same as JSON Schema."""


def suggestion(word: str, known: MappingOf[str, object] | set[str] | frozenset[str] | tuple[str, ...]) -> str:
    """A hint that names the nearest known word, or else all of them."""
    near = get_close_matches(word, list(known), n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"one of {', '.join(sorted(known))}" if known else ""


def scalar(node: Node, report: Report, what: str) -> str:
    """The text of a scalar node, or a refusal."""
    if isinstance(node, Scalar):
        return node.value
    raise report.refuse(node.place, f"{what} is expected here, not {kind_of(node)}", "put the text in quotes")


def _checked(text: str, node: Node, report: Report) -> str:
    hidden = unseen(text)
    bad = next((character for character in hidden if not is_isolate(character)), None)
    if bad:
        name = unicodedata.name(bad, "control character")
        code = f"U+{ord(bad):04X}"
        raise report.refuse(node.place, f"the text holds the invisible character {code} ({name.lower()})", "remove it")
    if not are_paired(hidden):
        raise report.refuse(node.place, "an isolate (U+2066 to U+2069) is not paired", "close or remove it")
    if not text:
        raise report.refuse(node.place, "the text is empty", "write it, or remove the key")
    return text


class Line(Struct, frozen=True):
    """Text on one line, which may reach a header field, a name or an address."""

    longest: int = MAX_LINE

    def read(self, node: Node, report: Report) -> str:
        """The text, its spaces folded, in NFC."""
        if (
            isinstance(node, Scalar)
            and is_mended(node.value)
            and "=?" not in node.value
            and len(node.value) <= self.longest
        ):
            return node.value
        written = scalar(node, report, "a line of text")
        if has_breaks(written):
            raise report.refuse(node.place, "a line break is not allowed in this text", "write it on one line")
        text = _checked(folded_line(written), node, report)
        if "=?" in text:
            raise report.refuse(node.place, "`=?` could be read as an encoded e-mail header", "remove it")
        if len(text) > self.longest:
            raise report.refuse(node.place, f"the text is longer than {self.longest} characters", "shorten it")
        return text

    def schema(self) -> Schema:
        """A string or number, as editors read scalars."""
        return {"type": ["string", "number", "boolean"]}


class Prose(Struct, frozen=True):
    """One or more paragraphs, with an empty line between them."""

    def read(self, node: Node, report: Report) -> str:
        """The paragraphs joined by an empty line, in NFC; no-break spaces are kept."""
        text = folded_prose(scalar(node, report, "text"))
        if len(text) > MAX_PROSE:
            raise report.refuse(node.place, f"the text is longer than {MAX_PROSE} characters", "a letter is one page")
        return _checked(text, node, report)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class Choice(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]
    what: str = "value"

    def read(self, node: Node, report: Report) -> str:
        """The word."""
        text = scalar(node, report, f"the {self.what}")
        if text not in self.words:
            raise report.refuse(node.place, f"unknown {self.what} `{text}`", suggestion(text, self.words))
        return text

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": list(self.words)}


class Coded(Struct, frozen=True, dict=True):
    """A code that must be known, such as a language's or a country's."""

    what: str
    pattern: str
    known: Callable[[str], bool]
    hint: str

    @cached_property
    def _matches(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.pattern).fullmatch

    def accepts(self, text: str) -> bool:
        """Whether a text is such a code."""
        return bool(self._matches(text)) and self.known(text)

    def read(self, node: Node, report: Report) -> str:
        """The code."""
        text = scalar(node, report, f"the {self.what}")
        if not self.accepts(text):
            raise report.refuse(node.place, f"unknown {self.what} `{text}`", self.hint)
        return text

    def schema(self) -> Schema:
        """A string with a pattern; editors read `1964` as a number, and those of YAML 1.1 `NO` as false."""
        others = ["boolean", "number"] if re.fullmatch(self.pattern, "1964") else ["boolean"]
        return {"anyOf": [{"type": "string", "pattern": f"^(?:{self.pattern})$"}, {"type": others}]}


LANGUAGE = Coded("language", "[a-z]{2,3}", is_language, "use a code such as `en` or `ru`")
COUNTRY = Coded("country", "[A-Z]{2}", is_country, "use an ISO 3166-1 code such as `RU` or `UZ`")


def _is_file_name(text: str) -> bool:
    return len(text) <= MAX_ID and not _RESERVED.fullmatch(text)


ID = Coded("id", _ID.pattern, _is_file_name, f"use a-z, 0-9 and `-`, at most {MAX_ID}; it names a file or folder")


def is_birth_date(text: str) -> bool:
    """Whether a text is a year, or a date of the calendar."""
    try:
        return bool(date.fromisoformat(text if "-" in text else f"{text}-01-01"))
    except ValueError:
        return False


class Date(Struct, frozen=True):
    """A calendar date, written `YYYY-MM-DD`."""

    def read(self, node: Node, report: Report) -> date:
        """The date."""
        text = scalar(node, report, "a date")
        try:
            # fromisoformat alone would take 20130128 and 2013-W05-1 too.
            return date(*map(int, _DATE.fullmatch(text).groups()))  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            raise report.refuse(node.place, f"`{text}` is not a date", "write YYYY-MM-DD, such as 2013-01-28") from None

    def schema(self) -> Schema:
        """A string in the form of a date."""
        return {"type": "string", "format": "date"}


class Either(Struct, Generic[T], frozen=True):
    """One of two kinds; the words of the first win, everything else is the second's."""

    words: Choice
    other: Kind[T]

    def read(self, node: Node, report: Report) -> T | str:
        """The word or the other's value."""
        if isinstance(node, Scalar) and node.value in self.words.words:
            return node.value
        return self.other.read(node, report)

    def schema(self) -> Schema:
        """Both."""
        return {"anyOf": [self.words.schema(), self.other.schema()]}


class Shaped(Struct, Generic[T], frozen=True):
    """A short form written as text, or a long form written as a mapping."""

    short: Kind[T]
    long: Kind[T]

    def read(self, node: Node, report: Report) -> T:
        """The value of whichever form was written."""
        return (self.long if isinstance(node, Mapping) else self.short).read(node, report)

    def schema(self) -> Schema:
        """Both forms."""
        return {"anyOf": [self.short.schema(), self.long.schema()]}


class Items(Struct, Generic[T], frozen=True):
    """A list; the same value twice is an error."""

    kind: Kind[T]
    least: int = 0
    most: int | None = None

    def read(self, node: Node, report: Report) -> tuple[T, ...]:
        """The values, without those that could not be read."""
        if not isinstance(node, Sequence):
            raise report.refuse(
                node.place, f"a list is expected here, not {kind_of(node)}", "write `[…]` or lines with `- `"
            )
        values: list[T] = []
        for item in node.items:
            try:
                value = self.kind.read(item, report)
            except Unreadable:
                continue
            if value in values:
                report.add(item.place, "this stands in the list twice", "keep one of the two")
            values.append(value)
        if len(node.items) < self.least or len(node.items) > (self.most or len(node.items)):
            message = f"the list has {len(node.items)} items" if node.items else "the list is empty"
            hint = f"write {self.most}" if self.most else "write at least one item"
            raise report.refuse(node.place, message, hint)
        return tuple(values)

    def schema(self) -> Schema:
        """An array."""
        size = {"minItems": self.least} | ({} if self.most is None else {"maxItems": self.most})
        return {"type": "array", "items": self.kind.schema(), **size, "uniqueItems": True}


class Keyed(Struct, Generic[T], frozen=True):
    """A mapping from keys of one kind to values of another, such as texts by language."""

    key: Kind[str]
    kind: Kind[T]
    least: int = 0

    def read(self, node: Node, report: Report) -> dict[str, T]:
        """The values by key, without those that could not be read."""
        mapping = as_mapping(node, report)
        values: dict[str, T] = {}
        for name, value in mapping.entries.items():
            try:
                key = self.key.read(Scalar(mapping.keys[name], name), report)
                values[key] = self.kind.read(value, report)
            except Unreadable:
                continue
        if len(mapping.entries) < self.least:
            raise report.refuse(node.place, "nothing is written here", "write at least one entry")
        return values

    def schema(self) -> Schema:
        """An object with free keys."""
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.kind.schema(),
            "minProperties": self.least,
        }


def as_mapping(node: Node, report: Report) -> Mapping:
    """The node, if it is a mapping; else a refusal."""
    if isinstance(node, Mapping):
        return node
    raise report.refuse(node.place, f"keys with values are expected here, not {kind_of(node)}", "write `key: value`")
