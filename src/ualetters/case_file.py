"""A case file to a `Case`: every field checked, all problems of the file in one run."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from pathlib import Path
import re
from typing import Any

from ualetters.addressee_fields import (
    ADDRESSEE_KEYS,
    GENDER,
    LINE,
    PERSON_NAME,
    addressee,
)
from ualetters.contacts import WEB_ADDRESSES
from ualetters.errors import Positions, Problem, ProblemsError, Severity
from ualetters.fields import (
    COUNTRY,
    ID,
    LANGUAGE,
    Choice,
    Coded,
    Date,
    Either,
    Items,
    Keyed,
    Kind,
    Prose,
    Report,
    Schema,
    Shaped,
    Unreadable,
    is_birth_date,
    suggestion,
)
from ualetters.language import is_language
from ualetters.model.case import (
    EMBASSY,
    PARAMETERS,
    Ask,
    Case,
    Clearance,
    Concern,
    Dated,
    Parameters,
    Passage,
    Person,
    Reference,
    Translation,
)
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import read_tree
from ualetters.yaml_tree import Mapping, Node, Scalar, Tree, merge

FORMAT = "1"
# Hexadecimal digits of SHA-256 that tell one text from another.
DIGEST = 12
_TODO = re.compile(r"\b(?:TODO|FIXME)\b|…\s*$|^\s*…")
# Without one of these no text is unfinished.
GAPS = ("TODO", "FIXME", "…")
_DIRECTORY_KEYS = ("sources", "verified")

_PROSE_BY_LANGUAGE = Keyed(LANGUAGE, Prose(), least=1)
_IDS = Items(ID, least=1)
_COUNTRIES = Items(COUNTRY)


class _BareDate:
    """A date that the source states."""

    def read(self, node: Node, report: Report) -> Dated:
        """The date, not inferred."""
        return Dated(Date().read(node, report))

    def schema(self) -> Schema:
        """A date."""
        return Date().schema()


_DATED = Shaped(
    _BareDate(),
    Record(
        Dated,
        {"value": required(Date(), "the date"), "inferred": required(LINE, "why it is not in the source")},
    ),
)
_BORN = Coded("date of birth", r"\d{4}(?:-\d{2}-\d{2})?", is_birth_date, "write a year, or YYYY-MM-DD")


class _TranslatedKind:
    """The language that a text was translated from, and the digest of the original."""

    _TEXT = Coded(
        "original",
        rf"[a-z]{{2,3}}(?::[0-9a-f]{{{DIGEST}}})?",
        lambda text: is_language(text.partition(":")[0]),
        "write the language that was translated; `ualetters check` then tells the digest",
    )

    def read(self, node: Node, report: Report) -> Translation:
        """The original."""
        language, _, digest = self._TEXT.read(node, report).partition(":")
        return Translation(language, digest or None)

    def schema(self) -> Schema:
        """A string with a pattern."""
        return self._TEXT.schema()


_TRANSLATED = {
    "translated": optional(Keyed(LANGUAGE, _TranslatedKind()), "language to what its text was translated from", {})
}
_AUDIENCE = {
    "people": optional(_IDS, "ids of the people it is about; without it, all of them"),
    "to": optional(_IDS, "ids of the addressees who get it; without it, all of them"),
}
_PARAMETERS = {
    "date": optional(_DATED, "when"),
    "place": optional(Keyed(LANGUAGE, LINE, least=1), "where, by language, with its preposition"),
    "country": optional(COUNTRY, "the country it speaks of"),
    "court": optional(ID, "id of a court in the language pack"),
    "treaty": optional(ID, "id of a treaty in the language pack"),
}


def _concern(**values: Any) -> Concern:  # noqa: ANN401
    parameters = Parameters(**{name: values.pop(name) for name in PARAMETERS})
    return Concern(parameters=parameters, **values)


def _ask(**values: Any) -> Ask:  # noqa: ANN401
    parameters = Parameters(**{name: values.pop(name) for name in PARAMETERS})
    return Ask(parameters=parameters, **values)


_CONCERN = Record(_concern, {"use": required(ID, "id of a concern in the phrasebook")} | _AUDIENCE | _PARAMETERS)
_ASK = Record(
    _ask,
    {
        "use": optional(ID, "id of an ask in the phrasebook"),
        "text": optional(_PROSE_BY_LANGUAGE, "a free ask by language: a clause after the language's stem"),
        "power": optional(
            Choice(("own", "support"), "power"), "`support` if the addressee cannot decide it alone", "own"
        ),
    }
    | _TRANSLATED
    | _AUDIENCE
    | _PARAMETERS,
)


class _AskKind:
    """An ask is a phrase or free text, never both."""

    def read(self, node: Node, report: Report) -> Ask:
        """The ask."""
        ask = _ASK.read(node, report)
        if (ask.use is None) == (ask.text is None):
            raise report.refuse(node.place, "an ask has either `use` or `text`", "keep the one that says what you ask")
        if ask.text is not None and ask.parameters.given():
            report.add(node.place, "a free ask takes no parameters", "write them into its text")
        return ask

    def schema(self) -> Schema:
        """The record's."""
        return _ASK.schema()


_PASSAGE = Record(
    Passage, {"text": required(_PROSE_BY_LANGUAGE, "the text by language"), "to": _AUDIENCE["to"]} | _TRANSLATED
)
_PERSON = {
    "gender": required(GENDER, "m, f or x; never guessed"),
    "name": required(PERSON_NAME, "the name by language"),
    "citizen_of": optional(COUNTRY, "country of citizenship"),
    "born": optional(_BORN, "date or year of birth"),
}
_ROLE = {
    "role": optional(
        Choice(("to", "copy"), "role"), "`to`, or `copy` for a covering note with the copied letter", "to"
    ),
    "copy_of": optional(_IDS, "ids of the addressees whose letters are copied", ()),
    "use": optional(ID, "an entry of the directory"),
}


class _ById:
    """A mapping from ids to records, each made with its id."""

    def __init__(self, record: Record[Any]) -> None:
        self._record = record

    def read(self, node: Node, report: Report) -> dict[str, Any]:
        """The records by id, in the order of the file."""
        if not isinstance(node, Mapping) or not node.entries:
            raise report.refuse(
                node.place, "nobody is written here", "write an id, then what is known, one level deeper"
            )
        values: dict[str, Any] = {}
        failed = False
        for name, value in node.entries.items():
            try:
                key = ID.read(Scalar(node.keys[name], name), report)
                if key.startswith(EMBASSY):
                    raise report.refuse(
                        node.keys[name], f"ids with `{EMBASSY}` are reserved", "use `diplomatic_copies`"
                    )
                values[key] = self._record.read(value, report, {"report": report, "key": key})
            except Unreadable:
                failed = True
        if failed:
            raise Unreadable
        return values

    def schema(self) -> Schema:
        """An object whose keys are ids."""
        entry = self._record.schema()
        if "use" in self._record.keys:
            # What an addressee must have may stand in the directory's entry.
            entry.pop("required", None)
        return {"type": "object", "propertyNames": ID.schema()["anyOf"][0], "additionalProperties": entry}  # type: ignore[index]


def _person(*, key: str, report: Report, **values: Any) -> Person:  # noqa: ANN401, ARG001
    return Person(id=key, **values)


class _Format:
    """The version of this format."""

    def read(self, node: Node, report: Report) -> str:
        """The version."""
        return Choice((FORMAT,), "format").read(node, report)

    def schema(self) -> Schema:
        """The number one."""
        return {"enum": [int(FORMAT), FORMAT]}


_REFERENCE = Record(
    Reference,
    {
        "number": optional(LINE, "the document's number, such as UA 214/11"),
        "update": optional(LINE, "which update of that number it is: 1, 2, …"),
        "index": optional(LINE, "the document's index"),
        "links": optional(WEB_ADDRESSES, "documents it points to", ()),
    },
)
_CLEARED = Record(Clearance, {"by": required(LINE, "who checked it"), "date": required(Date(), "when")})
_DATE: Kind[object] = Date()

KEYS: dict[str, Key] = {
    "format": required(_Format(), "version of the case format: 1"),
    "id": required(ID, "a-z, 0-9 and -; names the output folder"),
    "status": required(Choice(("open", "specimen", "closed", "superseded"), "status"), "whether letters may be sent"),
    "superseded_by": optional(ID, "id of the case that takes its place"),
    "cleared": optional(_CLEARED, "who checked accuracy and consent, and when"),
    "reference": optional(_REFERENCE, "what the source document says of itself", Reference()),
    "countries": required(Items(COUNTRY, least=1), "countries whose authorities are addressed or concerned"),
    "feared": optional(_COUNTRIES, "countries from which the person needs protection", ()),
    "issued": optional(Either(Choice(("unknown",)), _DATE), "date of the document, or unknown", "unknown"),
    "send_before": required(
        Either(Choice(("unknown", "asap")), _DATE), "last date is the day before; or unknown, asap"
    ),
    "languages": optional(Items(LANGUAGE), "languages the authorities read, best first", ()),
    "if_missing": optional(Choice(("fail", "skip")), "what to do when a text lacks the letter's language", "fail"),
    "people": required(_ById(Record(_person, _PERSON)), "the people at risk, in the order in which they are named"),
    "concerns": required(Items(_CONCERN, least=1), "what happened, from the phrasebook"),
    "facts": optional(Items(_PASSAGE), "one or two short paragraphs by audience and language", ()),
    "background": optional(_PROSE_BY_LANGUAGE, "for the volunteer; never part of a letter", {}),
    "letters": optional(Items(_PASSAGE), "approved letters, in place of opening, facts and asks", ()),
    "asks": optional(Items(_AskKind()), "what is asked of whom, in order", ()),
    "addressees": required(_ById(Record(addressee, _ROLE | ADDRESSEE_KEYS)), "who gets a letter or a copy"),
    "diplomatic_copies": optional(_COUNTRIES, "embassies of these countries in the writer's country", ()),
}


def _case(**values: Any) -> Case:  # noqa: ANN401
    values.pop("format")
    return Case(**values)


_CASE = Record(_case, KEYS)


def load_case(path: Path, offices: MappingOf[str, Mapping]) -> tuple[Case, tuple[Problem, ...]]:
    """Read a case file.

    Args:
        path: The file.
        offices: Entries of the directory, which `use:` refers to.

    Returns:
        The case and the warnings found while reading it.

    Raises:
        ProblemsError: The file cannot be read, or a field of it is wrong; every problem of the file is there.
    """
    report = Report()
    root = _with_offices(read_tree(path), offices, report)
    tree = Tree(root)

    try:
        case = _CASE.read(root, report, {"positions": tree})
    except Unreadable:
        raise ProblemsError(_with_unfinished(tree, report)) from None
    if any(problem.severity is Severity.ERROR for problem in report.problems):
        raise ProblemsError(_with_unfinished(tree, report))
    return case, tuple(report.problems)


def unfinished(positions: Positions) -> Iterator[Problem]:
    """Every text that still says TODO, or breaks off."""
    for place, text in positions.texts():
        if _TODO.search(text) and not place.path.startswith("background"):
            yield Problem(place, "the text is not finished", "write what belongs here, or remove the key", check="text")


def _with_unfinished(tree: Tree, report: Report) -> list[Problem]:
    """The problems found, in which a TODO is not also called a wrong value."""
    todo = list(unfinished(tree))
    places = {problem.place for problem in todo}
    return [*todo, *(problem for problem in report.problems if problem.place not in places)]


def _with_offices(root: Mapping, offices: MappingOf[str, Mapping], report: Report) -> Mapping:
    """Lay each addressee over the entry of the directory that it uses."""
    addressees = root.entries.get("addressees")
    if not isinstance(addressees, Mapping):
        return root
    merged: dict[str, Node] = {}
    for name, node in addressees.entries.items():
        merged[name] = _with_office(node, offices, report) if isinstance(node, Mapping) else node
    entries = root.entries | {"addressees": Mapping(addressees.place, merged, addressees.keys)}
    return Mapping(root.place, entries, root.keys)


def _with_office(node: Mapping, offices: MappingOf[str, Mapping], report: Report) -> Mapping:
    use = node.entries.get("use")
    if not isinstance(use, Scalar):
        return node
    if use.value not in offices:
        hint = suggestion(use.value, tuple(offices)) or "name the folder of the directory with --directory"
        report.add(use.place, f"the directory has no entry `{use.value}`", hint)
        return node
    base = offices[use.value]
    shared = {key: value for key, value in base.entries.items() if key not in _DIRECTORY_KEYS}
    return merge(Mapping(base.place, shared, base.keys), node)
