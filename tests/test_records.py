"""Mappings with known keys: what is missing, unknown or wrong, all of it in one run, and the schema of it."""

from typing import Any

import pytest

from ualetters.fields import LANGUAGE, Choice, Date, Items, Line, Report, Unreadable
from ualetters.records import Key, Record, optional, required, shared
from ualetters.yaml_source import parse

LINE = Line()
NAME: Record[Any] = Record(
    dict,
    {"nom": required(LINE, "the nominative"), "gen": optional(LINE, "the genitive")},
)
PERSON: Record[Any] = Record(
    dict,
    {
        "gender": required(Choice(("m", "f", "x"), "gender"), "never guessed"),
        "name": required(NAME, "the name"),
        "born": optional(Date(), "date of birth"),
        "tags": optional(Items(LINE), "words", ()),
    },
)
OFFICE: Record[Any] = Record(dict, {"kind": required(LINE, "the kind")}, free=(LANGUAGE, LINE), free_name="forms")


def sorted_names(**values: object) -> list[str]:
    """Another model of the same keys."""
    return sorted(values)


def read(record: Record[Any], yaml: str) -> tuple[Any, list[str]]:
    """What a record makes of a file, None if nothing, and the problems in the order of the file."""
    report = Report()
    try:
        made = record.read(parse(yaml.encode(), "f.yaml"), report)
    except Unreadable:
        made = None
    return made, [str(problem) for problem in sorted(report.problems, key=lambda problem: problem.sort_key())]


def test_all_keys() -> None:
    """Every value is handed on under its key."""
    made, problems = read(PERSON, "{born: 1964-05-01, gender: m, name: {nom: A, gen: B}, tags: [x]}")
    assert problems == []
    assert made == {
        "gender": "m",
        "name": {"nom": "A", "gen": "B"},
        "born": Date().read(parse(b"x: 1964-05-01", "f.yaml").entries["x"], Report()),
        "tags": ("x",),
    }


def test_defaults() -> None:
    """A key that is left out has its default, or None."""
    made, problems = read(PERSON, "{gender: x, name: {nom: A}}")
    assert problems == []
    assert made == {"gender": "x", "name": {"nom": "A", "gen": None}, "born": None, "tags": ()}


def test_make() -> None:
    """The model is made by keyword, with what is given beside the file."""
    made: list[dict[str, object]] = []
    record = Record(lambda **values: made.append(values), {"a": required(LINE, "")})
    for text in ("b", "c"):
        record.read(parse(f"a: {text}".encode(), "f.yaml"), Report(), {"key": "id", "n": 1})
    assert made == [{"key": "id", "n": 1, "a": "b"}, {"key": "id", "n": 1, "a": "c"}]


def test_order() -> None:
    """The model is told its values in the order of the declaration, whatever the file's, and then what is free."""
    made, _ = read(PERSON, "{tags: [], name: {gen: B, nom: A}, gender: m}")
    assert (list(made), list(made["name"])) == (["gender", "name", "born", "tags"], ["nom", "gen"])
    made, _ = read(OFFICE, "{ru: B, en: A, kind: x}")
    assert (list(made), list(made["forms"])) == (["kind", "forms"], ["ru", "en"])


def test_shared() -> None:
    """What stands in many trees is made into a model once by each record, and every time if something is wrong."""
    node = shared(parse(b"{good: {nom: A}, odd: {nom: A, dat: B}, bad: {gen: A}, text: A}", "f.yaml"))
    good = node.entries["good"]
    assert NAME.read(good, Report()) is NAME.read(good, Report())
    assert Record(sorted_names, NAME.keys).read(good, Report()) == ["gen", "nom"]
    assert NAME.read(good, Report()) == {"nom": "A", "gen": None}
    for _ in range(2):
        report = Report()
        assert NAME.read(node.entries["odd"], report) == {"nom": "A", "gen": None}
        with pytest.raises(Unreadable):
            NAME.read(node.entries["bad"], report)
        with pytest.raises(Unreadable):
            NAME.read(node.entries["text"], report)
        assert [problem.place.path for problem in report.problems] == ["odd.dat", "bad.nom", "text"]


def test_shared_with_something_extra() -> None:
    """A model that is told more than the file says is made anew."""
    node = shared(parse(b"{a: {nom: A}}", "f.yaml")).entries["a"]
    assert [NAME.read(node, Report(), {"id": key})["id"] for key in ("x", "y")] == ["x", "y"]


@pytest.mark.parametrize("absent", ["{born: 1964-05-01}", "{}"])
def test_missing_keys(absent: str) -> None:
    """Every missing key is named with its path and meaning, at the place of its mapping."""
    assert read(PERSON, absent) == (
        None,
        [
            "f.yaml:1:1: gender: error: the key `gender` is missing (never guessed)",
            "f.yaml:1:1: name: error: the key `name` is missing (the name)",
        ],
    )


def test_missing_key_below() -> None:
    """A key that is missing deeper down has its whole path."""
    assert read(PERSON, "gender: m\nname:\n  gen: B\n") == (
        None,
        ["f.yaml:3:3: name.nom: error: the key `nom` is missing (the nominative)"],
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("gneder", "did you mean `gender`?"),
        ("Name", "did you mean `name`?"),
        ("report", "one of born, gender, name, tags"),
        ("xyz", "one of born, gender, name, tags"),
        ("en", "one of born, gender, name, tags"),
        ("'a b'", "one of born, gender, name, tags"),
    ],
)
def test_unknown_key(key: str, hint: str) -> None:
    """An unknown key is refused at its own place, with the nearest known one or all of them."""
    made, problems = read(PERSON, f"gender: m\nname: {{nom: A}}\n{key}: 1\n")
    plain = key.strip("'")
    assert problems == [f"f.yaml:3:1: {plain}: error: unknown key `{plain}` ({hint})"]
    assert made == {"gender": "m", "name": {"nom": "A", "gen": None}, "born": None, "tags": ()}


def test_everything_in_one_run() -> None:
    """Missing, unknown and wrong keys at every depth are reported together."""
    made, problems = read(
        PERSON,
        "gender: q\nname:\n  gen: ''\n  dat: C\nborn: 1964-13-01\ntags: [a, [b], a]\nx1: 2\n",
    )
    assert made is None
    assert problems == [
        "f.yaml:1:9: gender: error: unknown gender `q` (one of f, m, x)",
        "f.yaml:3:3: name.nom: error: the key `nom` is missing (the nominative)",
        "f.yaml:3:8: name.gen: error: the text is empty (write it, or remove the key)",
        "f.yaml:4:3: name.dat: error: unknown key `dat` (one of gen, nom)",
        "f.yaml:5:7: born: error: `1964-13-01` is not a date (write YYYY-MM-DD, such as 2013-01-28)",
        "f.yaml:6:11: tags[1]: error: a line of text is expected here, not a list (put the text in quotes)",
        "f.yaml:6:16: tags[2]: error: this stands in the list twice (keep one of the two)",
        "f.yaml:7:1: x1: error: unknown key `x1` (one of born, gender, name, tags)",
    ]


def test_wrong_value_alone() -> None:
    """One wrong value leaves no model."""
    assert read(PERSON, "{gender: m, name: {nom: A}, born: soon}") == (
        None,
        ["f.yaml:1:35: born: error: `soon` is not a date (write YYYY-MM-DD, such as 2013-01-28)"],
    )


@pytest.mark.parametrize(("yaml", "found"), [("a", "text"), ("[a]", "a list")])
def test_no_mapping(yaml: str, found: str) -> None:
    """A text or a list is no record."""
    report = Report()
    with pytest.raises(Unreadable):
        NAME.read(parse(f"x: {yaml}".encode(), "f.yaml").entries["x"], report)
    assert [str(problem) for problem in report.problems] == [
        f"f.yaml:1:4: x: error: keys with values are expected here, not {found} (write `key: value`)"
    ]


def test_free_keys() -> None:
    """Keys of the free kind are handed on as one mapping, in the order of the file, beside the known ones."""
    assert read(OFFICE, "{ru: Б, kind: chair, en: A}") == ({"kind": "chair", "forms": {"ru": "Б", "en": "A"}}, [])
    made, _ = read(OFFICE, "{ru: Б, kind: chair, en: A}")
    assert list(made["forms"]) == ["ru", "en"]


def test_no_free_key() -> None:
    """Without any the mapping is empty; a record without free keys hands on none."""
    assert read(OFFICE, "kind: chair") == ({"kind": "chair", "forms": {}}, [])
    assert read(NAME, "nom: A") == ({"nom": "A", "gen": None}, [])


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("knid", "did you mean `kind`?"),
        ("xx", "one of kind, or a language code"),
        ("en-GB", "one of kind, or a language code"),
        ("en2", "one of kind, or a language code"),
        ("RU", "one of kind, or a language code"),
        ("e", "one of kind, or a language code"),
    ],
)
def test_unknown_key_beside_free_ones(key: str, hint: str) -> None:
    """A key that is neither known nor of the free kind is unknown; the others are read."""
    made, problems = read(OFFICE, f"kind: chair\nen: A\n{key}: B\nru: Б\n")
    assert made == {"kind": "chair", "forms": {"en": "A", "ru": "Б"}}
    assert problems == [f"f.yaml:3:1: {key}: error: unknown key `{key}` ({hint})"]


def test_wrong_free_value() -> None:
    """A wrong value under a free key leaves no model, and the others are still looked at."""
    assert read(OFFICE, "kind: chair\nen: ''\nru: []\nde: A\n") == (
        None,
        [
            "f.yaml:2:5: en: error: the text is empty (write it, or remove the key)",
            "f.yaml:3:5: ru: error: a line of text is expected here, not a list (put the text in quotes)",
        ],
    )


def test_key() -> None:
    """A key is required or has a default, and always says what it means."""
    assert required(LINE, "doc") == Key(LINE, "doc", required=True, default=None)
    assert optional(LINE, "doc") == Key(LINE, "doc", required=False, default=None)
    assert optional(LINE, "doc", 7) == Key(LINE, "doc", required=False, default=7)
    assert Key(LINE, "doc") == Key(LINE, "doc", required=False, default=None)


_LINE_SCHEMA = {"type": ["string", "number", "boolean"]}


def test_schema() -> None:
    """Editors are told the known keys with their meaning, which are required, and that there are no others."""
    assert NAME.schema() == {
        "type": "object",
        "properties": {
            "nom": {**_LINE_SCHEMA, "description": "the nominative"},
            "gen": {**_LINE_SCHEMA, "description": "the genitive"},
        },
        "required": ["nom"],
        "additionalProperties": False,
    }


def test_schema_without_required_keys() -> None:
    """Where nothing is required, nothing is said of it."""
    assert Record(dict, {"a": optional(LINE, "a")}).schema() == {
        "type": "object",
        "properties": {"a": {**_LINE_SCHEMA, "description": "a"}},
        "additionalProperties": False,
    }


def test_schema_of_free_keys() -> None:
    """Free keys are language codes."""
    assert OFFICE.schema() == {
        "type": "object",
        "properties": {"kind": {**_LINE_SCHEMA, "description": "the kind"}},
        "required": ["kind"],
        "patternProperties": {"^[a-z]{2,3}$": _LINE_SCHEMA},
        "additionalProperties": False,
    }
