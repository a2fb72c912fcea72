"""A language pack's folder to a `LanguagePack`, and the phrasebook that all packs translate."""

from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from ualetters.addressee_fields import CASE_FORMS, FORMS, LINE, TRUTH
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.fields import (
    COUNTRY,
    ID,
    LANGUAGE,
    Choice,
    Coded,
    Items,
    Keyed,
    Kind,
    Report,
    Schema,
    Unreadable,
    scalar,
)
from ualetters.language import is_date_pattern, is_tag
from ualetters.model.case import OFFICE_KINDS, PARAMETERS
from ualetters.model.letter import Align, Role
from ualetters.model.pack import (
    ADDRESS_PARTS,
    COUNTRY_FORMS,
    GENDERS,
    LABELS,
    AskStyle,
    Closes,
    ConcernText,
    Identity,
    InsideAddress,
    LanguagePack,
    ListStyle,
    Mention,
    Phrase,
    Phrasebook,
    Region,
    Salutations,
)
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import Mapping, Node, merge, read_tree

T = TypeVar("T")

PHRASES_FILE = "phrases.yaml"
PHRASEBOOK_FILE = "phrasebook.yaml"
MONTHS = 12
NEEDED_ROLES = (Role.DATE, Role.INSIDE_ADDRESS, Role.SUBJECT, Role.SALUTATION, Role.BODY, Role.CLOSE, Role.SIGNATURE)


class _Snippet:
    """A Jinja snippet or a mark: kept to the letter, spaces at its ends included."""

    def read(self, node: Node, report: Report) -> str:
        """The text as it is written."""
        return scalar(node, report, "text")

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


SNIPPET = _Snippet()
_TAG = Coded("BCP 47 tag", "[A-Za-z0-9-]+", is_tag, "use one such as `en-GB` or `ru`")
_DATE = Coded(
    "date pattern",
    "(?s:.*)",
    is_date_pattern,
    "write `{day}`, `{month}` and `{year}` once each, with the words that stand around them",
)
_DATES = {
    "date": required(_DATE, "the date line, with {day}, {month} and {year}"),
    "date_in_text": required(_DATE, "the same inside a sentence"),
}
_ROWS = Keyed(Choice(GENDERS, "gender"), SNIPPET, least=1)
_KINDS = Items(Choice(OFFICE_KINDS, "kind of office"))
_ROLE = Choice(tuple(Role), "part of a letter")
_COUNTRY_FORMS = Keyed(Choice(COUNTRY_FORMS, "country form"), LINE, least=1)


def _snippets(doc: str, *names: str) -> dict[str, Key]:
    return {name: required(SNIPPET, doc) for name in names}


_SALUTATIONS = Record(
    Salutations,
    {
        "end": required(SNIPPET, "the mark after the salutation"),
        "prefer": required(Choice(("name", "office")), "how somebody of known name and office is addressed"),
        "named": required(_ROWS, "by name, by gender"),
        "offices": required(Keyed(Choice(OFFICE_KINDS, "kind of office"), _ROWS), "by office kind and gender"),
        "institution": required(_ROWS, "nobody in particular"),
        "by_office": optional(_KINDS, "kinds always addressed by office", ()),
    },
)
_CLOSES = Record(
    Closes,
    _snippets("a complimentary close", "formal", "high", "impersonal")
    | {"high_for": optional(_KINDS, "office kinds that take the high one", ())},
)
_INSIDE_ADDRESS = Record(
    InsideAddress,
    {
        "order": required(Items(Choice(ADDRESS_PARTS, "part of an address")), "its parts in order"),
        "form": required(Choice(CASE_FORMS, "case form"), "the form of office and name"),
        "name": required(Items(Choice(("given", "patronymic", "family"))), "the parts of a name in order"),
        "embassy": required(SNIPPET, "the office line of an embassy"),
    },
)
_MENTION = Record(
    Mention,
    _snippets("inside a sentence", "article", "between")
    | {"lower": required(TRUTH, "whether the office begins small")},
)
_CODE: Kind[str] = LANGUAGE

_LANGUAGE_KEYS: dict[str, Key] = {
    "language": required(_CODE, "the language code, the same as the folder's name"),
    "name": required(LINE, "the language's own name and its English one"),
    "tag": required(_TAG, "BCP 47 tag for dates and documents"),
    "status": required(Choice(("draft", "reviewed"), "status"), "draft until a named reader signs"),
    "reviewed_by": optional(LINE, "who signed it, and when"),
    "sources": optional(Items(LINE), "where the strings were read", ()),
    "script": required(LINE, "ISO 15924 code of the script"),
    "direction": required(Choice(("ltr", "rtl"), "direction"), "ltr or rtl"),
    "forms": required(Items(Choice(CASE_FORMS, "case form"), least=1), "case forms of names and offices"),
    "months": required(Items(LINE, least=MONTHS, most=MONTHS), "the twelve months as they stand in a date"),
    **_DATES,
    "body_capital": optional(TRUTH, "whether the body begins with a capital", default=True),
    "regions": optional(
        Keyed(
            COUNTRY,
            Record(
                Region,
                {"tag": required(_TAG, "BCP 47 tag")}
                | _DATES
                | _snippets("the mark after the salutation", "salutation_end"),
            ),
        ),
        "what differs for a sender in a country",
        {},
    ),
    "order": required(Items(_ROLE, least=1), "the parts of a letter in order"),
    "align": optional(Keyed(_ROLE, Choice(tuple(Align), "side")), "parts that stand at the end side", {}),
    "salutations": required(_SALUTATIONS, "how office-holders are addressed"),
    "closes": required(_CLOSES, "complimentary closes"),
    "asks": required(Record(AskStyle, _snippets("a mark", "sep", "last_sep", "end")), "how asks are punctuated"),
    "lists": required(Record(ListStyle, _snippets("a mark", "between", "last", "others")), "how names are joined"),
    "inside_address": required(_INSIDE_ADDRESS, "the inside address"),
    "mention": required(_MENTION, "how a recipient is named inside a sentence"),
    "identity": required(Record(Identity, _snippets("in brackets", "citizen", "born")), "what follows a name"),
    "labels": required(Record(dict, _snippets("a label", *LABELS)), "words of the furniture"),
    "countries": required(Keyed(COUNTRY, _COUNTRY_FORMS), "country forms"),
    "courts": optional(Keyed(ID, FORMS), "courts by id", {}),
    "treaties": optional(Keyed(ID, FORMS), "treaties by id", {}),
    "sensitive": optional(Items(LINE), "words that tell of an asylum claim or a court application", ()),
}
_PHRASES_KEYS = {
    "concerns": required(
        Keyed(ID, Record(ConcernText, _snippets("a sentence", "subject", "opening", "further"))),
        "concerns by id",
    ),
    "asks": required(Keyed(ID, SNIPPET), "asks by id: clauses after the stem"),
}


def _phrase(*, gloss: str, parameters: dict[str, str], reveals: str | None) -> Phrase:
    return Phrase(gloss, {name: need == "required" for name, need in parameters.items()}, reveals is not None)


_PHRASE = Record(
    _phrase,
    {
        "gloss": required(LINE, "what it says, in plain English"),
        "parameters": optional(
            Keyed(Choice(PARAMETERS, "parameter"), Choice(("required", "optional"))), "what it is told", {}
        ),
        "reveals": optional(
            Choice(("protection",)), "`protection` if it tells of an asylum claim or a court application"
        ),
    },
)
_PHRASEBOOK = Record(
    Phrasebook,
    {
        "concerns": required(Keyed(ID, _PHRASE), "concerns by id"),
        "asks": required(Keyed(ID, _PHRASE), "asks by id"),
    },
)


def load_pack(code: str, language_files: list[Path], phrase_files: list[Path]) -> LanguagePack:
    """Read a language pack; files of a user's own root are laid over the packaged ones key by key.

    Args:
        code: The language code.
        language_files: Every root's `language.yaml`, the one that wins first.
        phrase_files: Every root's `phrases.yaml`, the one that wins first.

    Raises:
        ProblemsError: A file cannot be read, or something is missing or wrong in it.
    """
    report = Report()
    if not phrase_files:
        place = Place(str(language_files[0].with_name(PHRASES_FILE)))
        hint = "copy the file of a related language and translate it"
        raise ProblemsError([Problem(place, f"the language pack `{code}` has no phrases", hint)])
    language = _laid(language_files)
    phrases = _laid(phrase_files)

    def make(**values: Any) -> LanguagePack:  # noqa: ANN401
        found = values.pop("language")
        if found != code:
            place = language.keys["language"]
            raise report.refuse(place, f"the pack in the folder `{code}` says it is `{found}`", "make them the same")
        if values["status"] == "reviewed" and values["reviewed_by"] is None:
            place = language.keys["status"]
            raise report.refuse(place, "a reviewed pack names its reader", "add `reviewed_by`, or leave it a draft")
        asks_style = values.pop("asks")
        order = tuple(Role(role) for role in values.pop("order"))
        if lacking := [role for role in NEEDED_ROLES if role not in order]:
            place = language.keys["order"]
            raise report.refuse(place, f"every letter needs {', '.join(lacking)} in its order", "add it")
        align = {Role(role): Align(side) for role, side in values.pop("align").items()}
        return LanguagePack(
            code=code,
            asks_style=asks_style,
            order=order,
            align=align,
            concerns={},
            asks={},
            file=language.place.file,
            **values,
        )

    pack = _made(Record(make, _LANGUAGE_KEYS), language, report)
    texts: dict[str, Any] | None = _made(Record(dict, _PHRASES_KEYS), phrases, report)
    if pack is None or texts is None or report.problems:
        raise ProblemsError(report.problems)
    return replace(pack, concerns=texts["concerns"], asks=texts["asks"])


def load_phrasebook(files: list[Path]) -> Phrasebook:
    """Read the phrasebook: which phrases there are and what they are told.

    Args:
        files: Every root's `phrasebook.yaml`, the one that wins first.

    Raises:
        ProblemsError: A file cannot be read or an entry is wrong.
    """
    report = Report()
    phrasebook = _made(_PHRASEBOOK, _laid(files), report)
    if phrasebook is None or report.problems:
        raise ProblemsError(report.problems)
    return phrasebook


def _laid(files: list[Path]) -> Mapping:
    trees = [read_tree(path) for path in reversed(files)]
    root = trees[0]
    for over in trees[1:]:
        root = merge(root, over)
    return root


def _made(record: Record[T], root: Mapping, report: Report) -> T | None:
    try:
        return record.read(root, report)
    except Unreadable:
        return None
