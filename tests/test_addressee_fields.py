"""What may be written of an official: names, offices and their forms, addresses, and the model made of them."""

from typing import Any

import pytest

from ualetters.addressee_fields import (
    ADDRESSEE_KEYS,
    CASE_FORMS,
    FORMS,
    GENDER,
    LINES_BY_LANGUAGE,
    OFFICE,
    OFFICIAL_NAME,
    PERSON_NAME,
    TRUTH,
    addressee,
)
from ualetters.errors import Place, Severity
from ualetters.fields import Kind, Report, Unreadable
from ualetters.model.case import OFFICE_KINDS, Addressee, Name, Office
from ualetters.model.contact import Contacts, Number
from ualetters.yaml_source import parse

ADDRESS = ADDRESSEE_KEYS["address"].kind


def read(kind: Kind[object], yaml: str) -> tuple[object, list[str]]:
    """What a kind makes of a value, None if nothing, and the problems without their file."""
    report = Report()
    try:
        value = kind.read(parse(f"x: {yaml}".encode(), "f").entries["x"], report)
    except Unreadable:
        value = None
    return value, [str(problem).removeprefix("f:") for problem in report.problems]


@pytest.mark.parametrize(("word", "truth"), [("true", True), ("false", False)])
def test_truth(word: str, truth: bool) -> None:  # noqa: FBT001
    """A truth value is written in one way."""
    value, problems = read(TRUTH, word)
    assert value is truth
    assert problems == []


@pytest.mark.parametrize("word", ["yes", "True", "on", "1", "''"])
def test_no_truth(word: str) -> None:
    """Every other way is refused, so that no editor and no reader differ."""
    plain = word.strip("'")
    hint = "did you mean `true`?" if plain == "True" else "one of false, true"
    assert read(TRUTH, word) == (None, [f"1:4: x: error: unknown value `{plain}` ({hint})"])


@pytest.mark.parametrize(
    ("yaml", "forms"),
    [
        ("Timur  Nazarov", {"nom": "Timur Nazarov"}),
        ("{nom: A}", {"nom": "A"}),
        ("{gen: B, nom: A}", {"nom": "A", "gen": "B"}),
        (
            "{" + ", ".join(f"{form}: {form.upper()}" for form in CASE_FORMS) + "}",
            {form: form.upper() for form in CASE_FORMS},
        ),
    ],
)
def test_forms(yaml: str, forms: dict[str, str]) -> None:
    """A bare text is the nominative; of several forms, those that are written are kept."""
    assert read(FORMS, yaml) == (forms, [])


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("{gen: B}", "1:4: x.nom: error: the key `nom` is missing (the nominative)"),
        ("{nom: ''}", "1:10: x.nom: error: the text is empty (write it, or remove the key)"),
        ("[A]", "1:4: x: error: a line of text is expected here, not a list (put the text in quotes)"),
        ("''", "1:4: x: error: the text is empty (write it, or remove the key)"),
    ],
)
def test_no_forms(yaml: str, problem: str) -> None:
    """Without a nominative there is no name."""
    assert read(FORMS, yaml) == (None, [problem])


def test_case_forms() -> None:
    """The forms of every language that is planned for have their place."""
    assert set(CASE_FORMS) == {"nom", "gen", "dat", "acc", "ins", "prp", "loc", "voc", "de", "a", "que"}


@pytest.mark.parametrize("latin", ["true", "false"])
def test_person_name(latin: str) -> None:
    """A person's name has forms by language; Latin stands in for another script only where that is allowed."""
    assert read(PERSON_NAME, f"{{en: A, ru: {{nom: Б, gen: В}}, allow_latin: {latin}}}") == (
        Name({"en": {"nom": "A"}, "ru": {"nom": "Б", "gen": "В"}}, allow_latin=latin == "true"),
        [],
    )
    assert read(PERSON_NAME, "{en: A}") == (Name({"en": {"nom": "A"}}, allow_latin=False), [])


def test_official_name() -> None:
    """An official's name has parts and, where a language inflects it, forms of the whole."""
    assert read(OFFICIAL_NAME, "{ru: {given: А, patronymic: Б, family: В, dat: Г}, en: {family: D}}") == (
        Name({"ru": {"given": "А", "patronymic": "Б", "family": "В", "dat": "Г"}, "en": {"family": "D"}}),
        [],
    )
    assert read(OFFICIAL_NAME, "{en: {given: A}}") == (
        None,
        ["1:9: x.en.family: error: the key `family` is missing (family name)"],
    )


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_office(kind: str) -> None:
    """An office has a kind, which decides the salutation, and forms by language."""
    assert read(OFFICE, f"{{kind: {kind}, en: A, ru: {{nom: Б, dat: В}}}}") == (
        Office(kind, {"en": {"nom": "A"}, "ru": {"nom": "Б", "dat": "В"}}),
        [],
    )


def test_no_office() -> None:
    """Without its kind an office is none."""
    assert read(OFFICE, "{en: A}") == (
        None,
        ["1:4: x.kind: error: the key `kind` is missing (decides how the office-holder is addressed)"],
    )


@pytest.mark.parametrize("gender", ["m", "f", "x"])
def test_gender(gender: str) -> None:
    """There are three genders."""
    assert read(GENDER, gender) == (gender, [])


def test_address() -> None:
    """Lines stand under a language or `latin`, and may be cleared."""
    assert read(ADDRESS, "{latin: [A, 105005 B], ru: [В], de: []}") == (
        {"latin": ("A", "105005 B"), "ru": ("В",), "de": ()},
        [],
    )


@pytest.mark.parametrize("key", ["Latin", "cyrillic", "EN", "xx"])
def test_no_address(key: str) -> None:
    """Nothing else is a script or a language."""
    assert read(ADDRESS, f"{{{key}: [A]}}") == (
        {},
        [f"1:5: x.{key}: error: unknown language `{key}` (use a code such as `en` or `ru`)"],
    )


def test_schemas() -> None:
    """Editors are told the short forms and the long ones."""
    line = {"type": ["string", "number", "boolean"]}
    assert TRUTH.schema() == {"type": "boolean"}
    forms = FORMS.schema()["anyOf"]
    assert isinstance(forms, list)
    assert forms[0] == {"type": "string"}
    assert list(forms[1]["properties"]) == list(CASE_FORMS)
    assert forms[1]["required"] == ["nom"]
    assert forms[1]["properties"]["gen"] == {**line, "description": "the form `gen`"}
    assert ADDRESS.schema()["propertyNames"] == {"type": "string", "pattern": "^(?:latin|[a-z]{2,3})$"}
    assert OFFICIAL_NAME.free is not None
    assert OFFICIAL_NAME.schema()["patternProperties"] == {"^[a-z]{2,3}$": OFFICIAL_NAME.free[1].schema()}
    assert LINES_BY_LANGUAGE.schema()["additionalProperties"] == line


def test_required_keys() -> None:
    """Of an addressee only the country must be known."""
    assert {name for name, key in ADDRESSEE_KEYS.items() if key.required} == {"country"}


def made(**values: Any) -> tuple[Addressee, list[tuple[str, Severity]]]:  # noqa: ANN401
    """An addressee with some values, and what was found."""
    report = Report()
    defaults: dict[str, Any] = {name: key.default for name, key in ADDRESSEE_KEYS.items()}
    found = addressee(report, key="a", **{**defaults, "country": "RU", **values})
    return found, [(problem.message, problem.severity) for problem in report.problems]


def test_addressee() -> None:
    """The model is made with the id, and gets a letter unless it says otherwise."""
    assert made() == (Addressee("a", "to", "RU"), [])
    assert made(role="copy", copy_of=("b",)) == (Addressee("a", "copy", "RU", copy_of=("b",)), [])


def test_numbers_are_read_for_the_country() -> None:
    """A number without its country is the addressee's country's; that of another one is warned about."""
    place = Place("f", 1, 1)
    found, problems = made(
        country="UZ",
        fax=((place, "71 233 89 34"), (place, "+7 499 265 90 77")),
        phone=((place, "x"),),
        email=("a@b.org",),
        web=("https://a.org",),
        address={"latin": ("A",), "ru": ()},
    )
    assert found == Addressee(
        "a",
        "to",
        "UZ",
        address={"latin": ("A",)},
        contacts=Contacts(
            fax=(
                Number("71 233 89 34", "+998 71 233 89 34", "+998712338934"),
                Number("+7 499 265 90 77", "+7 499 265-90-77", "+74992659077"),
            ),
            email=("a@b.org",),
            web=("https://a.org",),
        ),
    )
    assert problems == [
        ("`+7 499 265 90 77` is a number of RU, the addressee is in UZ", Severity.WARNING),
        ("`x` is not a telephone number", Severity.ERROR),
    ]
