"""Kinds of value that a YAML file may hold: each reads a node and describes itself as JSON Schema.

One declaration serves the reader, its messages and the editor's schema, so they cannot drift apart. A reader reports
every problem it meets; it raises `Unreadable` only when there is no value to go on with.
"""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
import re
from typing import Generic, Protocol, TypeVar
import unicodedata

from msgspec import Struct

from ualetters.errors import Place, Problem, Severity
from ualetters.language import is_country, is_language
from ualetters.yaml_source import Mapping, Node, Scalar, Sequence, kind_of

Schema = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

# Compiled when a text needs it: a large range of characters takes a millisecond.
_FIRST_CHINESE = "\u3000"
_CHINESE = "\\u3000-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\U00020000-\\U0003ffff"
# Marks that other languages have too are Chinese beside a Chinese character.
_SHARED = "“”‘’—…·"
_BETWEEN_CHINESE = rf"(?<=[{_CHINESE}])[ \t\n]+(?=[{_CHINESE}{_SHARED}])|(?<=[{_SHARED}])[ \t\n]+(?=[{_CHINESE}])"
_SPACES = re.compile(r"[ \t]+")
_LINE_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Words of letters that NFC leaves as they are, with single spaces: most lines, in which nothing need be mended.
_SIMPLE_LETTER = r"[!-~\xa1-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f’–]"
_SIMPLE = re.compile(rf"(?!.*=\?){_SIMPLE_LETTER}(?: ?{_SIMPLE_LETTER})*")
# Overrides reorder what a reader sees (CVE-2021-42574); the rest are invisible or not characters at all.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u2028-\u202e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_ISOLATE, _ISOLATE_END = re.compile(r"[\u2066-\u2069]"), "\u2069"
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
    bad = _FORBIDDEN.search(text)
    if bad:
        name = unicodedata.name(bad.group(), "control character")
        code = f"U+{ord(bad.group()):04X}"
        raise report.refuse(node.place, f"the text holds the invisible character {code} ({name.lower()})", "remove it")
    depth = 0
    for isolate in _ISOLATE.findall(text):
        depth += -1 if isolate == _ISOLATE_END else 1
        if depth < 0:
            break
    if depth:
        raise report.refuse(node.place, "an isolate (U+2066 to U+2069) is not paired", "close or remove it")
    if not text:
        raise report.refuse(node.place, "the text is empty", "write it, or remove the key")
    return text


class Line(Struct, frozen=True):
    """Text on one line, which may reach a header field, a name or an address."""

    longest: int = MAX_LINE

    def read(self, node: Node, report: Report) -> str:
        """The text, its spaces folded, in NFC."""
        if isinstance(node, Scalar) and len(node.value) <= self.longest and _SIMPLE.fullmatch(node.value):
            return node.value
        raw = unicodedata.normalize("NFC", scalar(node, report, "a line of text")).strip(" \t\r\n")
        if _BREAKS.search(raw):
            raise report.refuse(node.place, "a line break is not allowed in this text", "write it on one line")
        text = _checked(_LINE_SPACES.sub(" ", raw).strip(), node, report)
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
        raw = unicodedata.normalize("NFC", scalar(node, report, "text"))
        paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", raw.replace("\r\n", "\n").strip(" \t\r\n"))
        if max(raw, default="") >= _FIRST_CHINESE:
            # Chinese has no spaces between words, and a line break in a file is none either.
            paragraphs = [re.sub(_BETWEEN_CHINESE, "", paragraph) for paragraph in paragraphs]
        folded = (_SPACES.sub(" ", paragraph.replace("\n", " ")).strip() for paragraph in paragraphs)
        text = "\n\n".join(paragraph for paragraph in folded if paragraph)
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


class Coded(Struct, frozen=True):
    """A code that must be known, such as a language's or a country's."""

    what: str
    pattern: str
    known: Callable[[str], bool]
    hint: str

    def read(self, node: Node, report: Report) -> str:
        """The code."""
        text = scalar(node, report, f"the {self.what}")
        if not re.fullmatch(self.pattern, text) or not self.known(text):
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
