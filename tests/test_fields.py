"""Kinds made of other kinds, reports, and how every kind describes itself to editors."""

from datetime import date

import pytest

from builders.fields import DATE, LINE, PLACE, PROSE, WORDS, node, read, refused
from ualetters.errors import Place, Problem, Severity
from ualetters.fields import (
    COUNTRY,
    ID,
    LANGUAGE,
    Choice,
    Coded,
    Either,
    Items,
    Keyed,
    Kind,
    Report,
    Shaped,
    Unreadable,
    as_mapping,
)
from ualetters.yaml_source import Mapping, Scalar, Sequence


def reported(kind: Kind[object], yaml: str) -> tuple[object, list[str]]:
    """The value of what can be read, and everything that is wrong, one line each."""
    report = Report()
    return kind.read(node(yaml), report), [str(problem) for problem in report.problems]


# Kinds made of kinds

_ASAP = Either(Choice(("asap", "unknown")), DATE)


def test_either() -> None:
    """The words win; everything else is read and refused as the other kind."""
    assert read(_ASAP, "asap") == "asap"
    assert read(_ASAP, "2013-01-28") == date(2013, 1, 28)
    assert refused(_ASAP, "soon") == ("`soon` is not a date", "write YYYY-MM-DD, such as 2013-01-28")
    assert refused(_ASAP, node("[asap]")) == ("a date is expected here, not a list", "put the text in quotes")


def test_shaped() -> None:
    """A mapping is read by the long form, everything else by the short one."""
    kind = Shaped[object](DATE, Keyed(LANGUAGE, LINE))
    assert read(kind, "2013-01-28") == date(2013, 1, 28)
    assert read(kind, node("{en: a}")) == {"en": "a"}
    assert refused(kind, node("[a]")) == ("a date is expected here, not a list", "put the text in quotes")
    report = Report()
    assert kind.read(node("{en: ''}"), report) == {}
    assert [str(problem) for problem in report.problems] == [
        "case.yaml:1:9: x.en: error: the text is empty (write it, or remove the key)"
    ]


def test_items() -> None:
    """A list gives its values in order; an empty one is fine where nothing is demanded."""
    assert read(Items(COUNTRY), node("[UZ, RU]")) == ("UZ", "RU")
    assert read(Items(COUNTRY), node("[]")) == ()
    assert read(Items(COUNTRY, least=1), node("[UZ]")) == ("UZ",)


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("RU", "a list is expected here, not text", "write `[…]` or lines with `- `"),
        ("{a: b}", "a list is expected here, not a mapping", "write `[…]` or lines with `- `"),
        ("[]", "the list is empty", "write at least one item"),
    ],
)
def test_no_items(yaml: str, message: str, hint: str) -> None:
    """Something else than a list, or a list without what is demanded, is refused."""
    assert refused(Items(COUNTRY, least=1), node(yaml)) == (message, hint)


def test_every_item_is_read() -> None:
    """Each wrong item and each double one is reported, and the others are read."""
    values, problems = reported(Items(COUNTRY, least=1), "[RU, ru, UZ, RU, [x]]")
    assert values == ("RU", "UZ", "RU")
    assert problems == [
        "case.yaml:1:9: x[1]: error: unknown country `ru` (use an ISO 3166-1 code such as `RU` or `UZ`)",
        "case.yaml:1:17: x[3]: error: this stands in the list twice (keep one of the two)",
        "case.yaml:1:21: x[4]: error: the country is expected here, not a list (put the text in quotes)",
    ]


def test_double_items_as_they_are_read() -> None:
    """Two spellings of one value are the same value."""
    values, problems = reported(Items(LINE), '["Cafe\\u0301", " Café"]')
    assert values == ("Café", "Café")
    assert problems == ["case.yaml:1:19: x[1]: error: this stands in the list twice (keep one of the two)"]


def test_keyed() -> None:
    """A mapping gives its values by key, in order; an empty one is fine where nothing is demanded."""
    values = read(Keyed(LANGUAGE, LINE), node("{ru: Б, en: A}"))
    assert values == {"ru": "Б", "en": "A"}
    assert isinstance(values, dict)
    assert list(values) == ["ru", "en"]
    assert read(Keyed(LANGUAGE, LINE), node("{}")) == {}
    assert read(Keyed(LANGUAGE, LINE, least=1), node("{en: A}")) == {"en": "A"}


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("text", "keys with values are expected here, not text", "write `key: value`"),
        ("[a]", "keys with values are expected here, not a list", "write `key: value`"),
        ("{}", "nothing is written here", "write at least one entry"),
    ],
)
def test_nothing_keyed(yaml: str, message: str, hint: str) -> None:
    """Something else than a mapping, or one without what is demanded, is refused."""
    assert refused(Keyed(LANGUAGE, LINE, least=1), node(yaml)) == (message, hint)


def test_every_key_is_read() -> None:
    """Each wrong key and each wrong value is reported at its own place, and the others are read."""
    values, problems = reported(Keyed(LANGUAGE, LINE, least=1), "{xx: A, en: [], ru: Б, EN: ''}")
    assert values == {"ru": "Б"}
    assert problems == [
        "case.yaml:1:5: x.xx: error: unknown language `xx` (use a code such as `en` or `ru`)",
        "case.yaml:1:16: x.en: error: a line of text is expected here, not a list (put the text in quotes)",
        "case.yaml:1:27: x.EN: error: unknown language `EN` (use a code such as `en` or `ru`)",
    ]


def test_as_mapping() -> None:
    """A mapping is handed on as it is."""
    mapping = node("{a: b}")
    assert isinstance(mapping, Mapping)
    assert as_mapping(mapping, Report()) is mapping


def test_report() -> None:
    """A report collects; an error to raise is in it already."""
    report = Report()
    report.add(PLACE, "odd", "look", Severity.WARNING)
    report.add(PLACE, "wrong")
    error = report.refuse(PLACE, "bad", "mend")
    assert isinstance(error, Unreadable)
    assert str(error) == "bad"
    assert str(report.refuse(PLACE, "worse")) == "worse"
    assert report.problems == [
        Problem(PLACE, "odd", "look", Severity.WARNING),
        Problem(PLACE, "wrong", "", Severity.ERROR),
        Problem(PLACE, "bad", "mend", Severity.ERROR),
        Problem(PLACE, "worse", "", Severity.ERROR),
    ]
    assert Report().problems == []


# What editors are told

_LANGUAGE_SCHEMA = {"anyOf": [{"type": "string", "pattern": "^(?:[a-z]{2,3})$"}, {"type": ["boolean"]}]}
_LINE_SCHEMA = {"type": ["string", "number", "boolean"]}
_DATE_SCHEMA = {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (LINE, _LINE_SCHEMA),
        (PROSE, {"type": "string"}),
        (WORDS, {"enum": ["open", "closed"]}),
        (LANGUAGE, _LANGUAGE_SCHEMA),
        (COUNTRY, {"anyOf": [{"type": "string", "pattern": "^(?:[A-Z]{2})$"}, {"type": ["boolean"]}]}),
        (ID, {"anyOf": [{"type": "string", "pattern": "^(?:[a-z0-9][a-z0-9-]*)$"}, {"type": ["boolean", "number"]}]}),
        (
            Coded("year", r"\d{4}", bool, ""),
            {"anyOf": [{"type": "string", "pattern": r"^(?:\d{4})$"}, {"type": ["boolean", "number"]}]},
        ),
        (Coded("x", "a|b", bool, ""), {"anyOf": [{"type": "string", "pattern": "^(?:a|b)$"}, {"type": ["boolean"]}]}),
        (DATE, _DATE_SCHEMA),
        (_ASAP, {"anyOf": [{"enum": ["asap", "unknown"]}, _DATE_SCHEMA]}),
        (Shaped[object](LINE, DATE), {"anyOf": [_LINE_SCHEMA, _DATE_SCHEMA]}),
        (Items(LINE), {"type": "array", "items": _LINE_SCHEMA, "minItems": 0, "uniqueItems": True}),
        (Items(DATE, least=1), {"type": "array", "items": _DATE_SCHEMA, "minItems": 1, "uniqueItems": True}),
        (
            Keyed(LANGUAGE, LINE),
            {
                "type": "object",
                "propertyNames": _LANGUAGE_SCHEMA,
                "additionalProperties": _LINE_SCHEMA,
                "minProperties": 0,
            },
        ),
        (
            Keyed(WORDS, DATE, least=1),
            {
                "type": "object",
                "propertyNames": {"enum": ["open", "closed"]},
                "additionalProperties": _DATE_SCHEMA,
                "minProperties": 1,
            },
        ),
    ],
)
def test_schema(kind: Kind[object], schema: dict[str, object]) -> None:
    """A kind describes to editors what its reader takes, and how an editor reads unquoted numbers, dates and `NO`."""
    assert kind.schema() == schema


def test_place_of_a_list_item() -> None:
    """A problem inside a list stands at the item, not at the list."""
    report = Report()
    Items(ID).read(Sequence(PLACE, (Scalar(Place("case.yaml", 9, 3, "value[0]"), "X"),)), report)
    assert [problem.place for problem in report.problems] == [Place("case.yaml", 9, 3, "value[0]")]
