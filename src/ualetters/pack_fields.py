"""What may be written in a language pack and in the phrasebook, key by key."""

from collections.abc import Callable
import re
import unicodedata

from msgspec import Struct

from ualetters.addressee_fields import CASE_FORMS, FORMS, LINE, TRUTH
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
    VOLUNTEER,
    AskStyle,
    Closes,
    ConcernText,
    Identity,
    InsideAddress,
    ListStyle,
    Marks,
    Mention,
    Misspelling,
    Phrase,
    Phrasebook,
    Region,
    Rule,
    Salutations,
)
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import Node

MONTHS = 12


class _Snippet:
    """A Jinja snippet or a mark: kept to the letter, spaces at its ends included."""

    def read(self, node: Node, report: Report) -> str:
        """The text as it is written."""
        return scalar(node, report, "text")

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class _KeptLine:
    """A line of text whose no-break spaces are kept: French sets one before a colon."""

    def read(self, node: Node, report: Report) -> str:
        """The text as it is written, without spaces at its ends."""
        LINE.read(node, report)
        return scalar(node, report, "a line of text").strip()

    def schema(self) -> Schema:
        """A string or number, as editors read scalars."""
        return LINE.schema()


class _Tested(Struct, frozen=True):
    """A text that must pass a test, kept to the letter."""

    what: str
    is_right: Callable[[str], bool]
    hint: str

    def read(self, node: Node, report: Report) -> str:
        """The text as it is written."""
        text = scalar(node, report, self.what)
        if not self.is_right(text):
            raise report.refuse(node.place, f"`{text}` is not {self.what}", self.hint)
        return text

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


def _is_pattern(text: str) -> bool:
    """Whether this is a pattern that may stand inside another."""
    try:
        return bool(re.compile(f"(?:{text})")) and bool(re.compile(text))
    except (re.error, OverflowError, RecursionError):
        return False


def _is_spelling(text: str) -> bool:
    """Whether this is a pattern that finds something, and not nothing everywhere."""
    try:
        return re.search(text, "") is None
    except (re.error, OverflowError, RecursionError):
        return False


def _is_ten_digits(text: str) -> bool:
    return [unicodedata.decimal(character, None) for character in text] == list(range(10))


def _has_only_a_number(text: str) -> bool:
    return set(_BRACES.findall(text)) <= {"{n}"}


_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_MEND = "mend it; brackets and parentheses come in pairs"
SNIPPET = _Snippet()
KEPT_LINE = _KeptLine()
_PATTERN = _Tested("a regular expression", _is_pattern, _MEND)
_SPELLING = _Tested(
    "a regular expression that finds something", _is_spelling, f"{_MEND}, and an empty text must not fit"
)
_DIGITS = _Tested("a set of ten digits", _is_ten_digits, "write the digits from 0 to 9 in this order, as one text")
_OTHERS = _Tested(
    "a text in which only `{n}` is in braces",
    _has_only_a_number,
    "write `{n}` where the number of the others stands, and no other braces",
)


class _Script:
    """ISO 15924 code of a script."""

    def read(self, node: Node, report: Report) -> str:
        """The code."""
        text = LINE.read(node, report)
        if not re.fullmatch("[A-Z][a-z]{3}", text):
            message = f"`{text}` is not the ISO 15924 code of a script"
            raise report.refuse(node.place, message, "use one such as `Latn`, `Cyrl` or `Arab`")
        return text

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": "^[A-Z][a-z]{3}$"}


_RULES = Items(
    Record(
        Rule,
        {
            "text": required(SNIPPET, "what is written"),
            "starts": optional(_PATTERN, "pattern at the beginning of the name", ""),
            "ends": optional(_PATTERN, "pattern at the end of the name", ""),
        },
    ),
    least=1,
)
_TAG = Coded("BCP 47 tag", "[A-Za-z0-9-]+", is_tag, "use one such as `en-GB` or `ru`")
_DATE = Coded(
    "date pattern",
    "(?s:.*)",
    is_date_pattern,
    "write `{day}`, `{month}` and `{year}` once each, with the words that stand around them",
)
_DATES = {"date": "the date line, with {day}, {month} and {year}", "date_in_text": "the same inside a sentence"}
_MONTHS = Items(LINE, least=MONTHS, most=MONTHS)
_INFLECTS = Choice(("all", "last"))
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
        "then": optional(SNIPPET, "a line of its own after the salutation", ""),
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
        "name_between": optional(SNIPPET, "what stands between the parts of a name", " "),
        "inflects": optional(_INFLECTS, "whether office and name both take the form, or the last of them", "all"),
        "office": optional(SNIPPET, "the office line, over `office`", ""),
        "institution": optional(SNIPPET, "the same for an institution", ""),
        "person": optional(_ROWS, "the name line by gender, over `name`", {}),
        "person_by_office": optional(Keyed(Choice(OFFICE_KINDS, "kind of office"), _ROWS), "the same by office", {}),
    },
)
_MENTION = Record(
    Mention,
    _snippets("inside a sentence", "article", "between")
    | {
        "lower": required(TRUTH, "whether the office begins small"),
        "order": optional(Items(Choice(("office", "name"))), "which of the two stands first", ("office", "name")),
    },
)
_LISTS = Record(
    ListStyle,
    _snippets("a mark", "between", "last")
    | {
        "others": required(_OTHERS, "after the first of many names, with `{n}` for how many more"),
        "last_before": optional(_RULES, "what takes the place of `last` before some names", ()),
        "inflects": optional(_INFLECTS, "whether all names of a list take its form, or the last of them", "all"),
    },
)
_IDENTITY = Record(
    Identity,
    _snippets("in brackets", "citizen", "born")
    | {"open": optional(SNIPPET, "opening bracket", " ("), "close": optional(SNIPPET, "closing bracket", ")")}
    | {"between": optional(SNIPPET, "what stands between two of them", ", ")},
)
_REGION = Record(
    Region,
    {"tag": optional(_TAG, "BCP 47 tag"), "months": optional(_MONTHS, "the twelve months")}
    | {name: optional(_DATE, doc) for name, doc in _DATES.items()}
    | {"salutation_end": optional(SNIPPET, "the mark after the salutation")},
)
_VOLUNTEER: Kind[object] = Record(dict, {name: required(KEPT_LINE, "a line of the sheets") for name in VOLUNTEER})
_MISSPELLING = Record(
    Misspelling,
    {"find": required(_SPELLING, "what must not be written"), "hint": required(LINE, "what to write instead")},
)
_MARKS = {
    "marks": optional(
        Record(
            Marks,
            {
                name: optional(Items(LINE), f"paths of entries that are {name}", ())
                for name in ("sure", "fair", "unsure")
            },
        ),
        "how sure the words are",
        Marks(),
    )
}
_CODE: Kind[str] = LANGUAGE

LANGUAGE_KEYS: dict[str, Key] = {
    "language": required(_CODE, "the language code, the same as the folder's name"),
    "name": required(LINE, "the language's own name and its English one"),
    "tag": required(_TAG, "BCP 47 tag for dates and documents"),
    "status": required(Choice(("draft", "reviewed"), "status"), "draft until a named reader signs"),
    "reviewed_by": optional(LINE, "who signed it, and when"),
    "sources": optional(Items(LINE), "where the strings were read", ()),
    "script": required(_Script(), "ISO 15924 code of the script"),
    "direction": required(Choice(("ltr", "rtl"), "direction"), "ltr or rtl"),
    "forms": required(Items(Choice(CASE_FORMS, "case form"), least=1), "case forms of names and offices"),
    "derived": optional(
        Keyed(Choice(CASE_FORMS, "case form"), _RULES), "forms made of the nominative by rule, over `{name}`", {}
    ),
    "months": required(_MONTHS, "the twelve months as they stand in a date"),
    **{name: required(_DATE, doc) for name, doc in _DATES.items()},
    "first_day": optional(LINE, "what stands for the first of a month", ""),
    "digits": optional(_DIGITS, "the ten digits of dates", ""),
    "circumstances": required(SNIPPET, "where and when, over `date`, `place` and `country`"),
    "paragraph_indent": optional(SNIPPET, "what every paragraph of the body begins with", ""),
    "space": optional(SNIPPET, "what stands between two sentences, and after a label", " "),
    "body_capital": optional(TRUTH, "whether the body begins with a capital", default=True),
    "regions": optional(
        Keyed(COUNTRY, _REGION),
        "what differs for a sender in a country",
        {},
    ),
    "order": required(Items(_ROLE, least=1), "the parts of a letter in order"),
    "align": optional(Keyed(_ROLE, Choice(tuple(Align), "side")), "parts that stand at the end side", {}),
    "salutations": required(_SALUTATIONS, "how office-holders are addressed"),
    "closes": required(_CLOSES, "complimentary closes"),
    "asks": required(Record(AskStyle, _snippets("a mark", "sep", "last_sep", "end")), "how asks are punctuated"),
    "lists": required(_LISTS, "how names are joined"),
    "inside_address": required(_INSIDE_ADDRESS, "the inside address"),
    "mention": required(_MENTION, "how a recipient is named inside a sentence"),
    "identity": required(_IDENTITY, "what follows a name"),
    "labels": required(Record(dict, _snippets("a label", *LABELS)), "words of the furniture"),
    "volunteer": optional(_VOLUNTEER, "words of the sheets that the volunteer reads, never part of a letter", {}),
    "countries": required(Keyed(COUNTRY, _COUNTRY_FORMS), "country forms"),
    "courts": optional(Keyed(ID, FORMS), "courts by id", {}),
    "treaties": optional(Keyed(ID, FORMS), "treaties by id", {}),
    "sensitive": optional(Items(LINE), "words that tell of an asylum claim or a court application", ()),
    "typography": optional(Items(_MISSPELLING), "what a text in this language must not contain", ()),
    "examples": optional(
        Keyed(Choice(("m", "m2", "f", "f2", "x"), "example"), FORMS),
        "people for sentences that are read in a review",
        {},
    ),
    "sourced": optional(Keyed(LINE, LINE), "path of an entry to where its words were read", {}),
    **_MARKS,
}
PHRASES_KEYS = {
    "concerns": required(
        Keyed(ID, Record(ConcernText, _snippets("a sentence", "subject", "opening", "further"))),
        "concerns by id",
    ),
    "asks": required(Keyed(ID, SNIPPET), "asks by id: clauses after the stem"),
    **_MARKS,
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
PHRASEBOOK = Record(
    Phrasebook,
    {
        "concerns": required(Keyed(ID, _PHRASE), "concerns by id"),
        "asks": required(Keyed(ID, _PHRASE), "asks by id"),
    },
)
