"""What is said of a name that lacks a form, and names that are written in another way than the language's own."""

from pathlib import Path

import pytest

from builders.compose import (
    ANNA,
    CHAIR,
    HIM,
    TIMUR,
    case_of,
    letter_of,
    letters_of,
    lines,
    official,
    own_shop,
    problems_of,
)
from ualetters.model.letter import Role


def test_all_forms_are_asked_for_at_once(tmp_path: Path) -> None:
    """The hint is the whole line to write, with what is there and every form that the case demands."""
    someone = TIMUR | {"name": {"en": "Timur Nazarov", "ru": {"nom": "Тимур Назаров", "dat": "Тимуру Назарову"}}}
    asks = [{"use": "protect-from-torture"}, {"use": "release-unconditional"}]
    found = problems_of(tmp_path, case_of(people={"timur": someone}, asks=asks), "ru")
    hint = "write ru: {nom: Тимур Назаров, gen: …, dat: Тимуру Назарову, acc: …}; no other form is asked for"
    assert {(path, hint) for path, _, hint in found} == {
        ("people.timur.name.ru.gen", hint),
        ("people.timur.name.ru.acc", hint),
    }


def test_only_the_nominative_is_asked_for(tmp_path: Path) -> None:
    """A language that inflects no name wants one text."""
    found = problems_of(tmp_path, case_of(), "ar")
    ((message, hint),) = [(message, hint) for path, message, hint in found if path == "people.timur.name.ar"]
    assert message.startswith("the name has no form in ")
    assert hint.startswith("write ar: …; as ")
    assert hint.endswith("or `allow_latin: true` to let the Latin name stand")


@pytest.mark.parametrize("code", ["fr", "es", "uz"])
def test_forms_made_by_rule_are_not_asked_for(tmp_path: Path, code: str) -> None:
    """A Latin name is enough where the language makes the rest of it."""
    assert "Timur Nazarov" in " ".join(lines(letter_of(tmp_path, case_of(), code), Role.BODY))


def test_forms_are_asked_of_those_whom_a_phrase_is_about(tmp_path: Path) -> None:
    """Somebody else's name needs none."""
    anna = ANNA | {"name": {"en": "Anna Sokolova", "ru": "Анна Соколова"}}
    case = case_of(
        people={"timur": TIMUR, "anna": anna},
        concerns=[{"use": "disappearance", "people": ["timur"]}],
        asks=[{"use": "ensure-safety", "people": ["timur"]}],
    )
    assert "Анн" not in " ".join(lines(letter_of(tmp_path, case, "ru"), Role.BODY))


def test_an_official_whose_name_is_written_whole(tmp_path: Path) -> None:
    """The nominative stands in the address as it is, in place of its parts."""
    name = HIM | {"en": HIM["en"] | {"nom": "Pavel Belov, Jr"}}
    letter = letter_of(tmp_path, case_of(addressees={"chair": official(name=name)}))
    assert lines(letter, Role.INSIDE_ADDRESS)[0] == "Pavel Belov, Jr"


def test_a_list_begins_with_the_capitals_of_its_language(tmp_path: Path) -> None:
    """A Turkish i keeps its dot."""
    shop = own_shop(tmp_path, {"tr/language.yaml": {"labels": {"enclosed_letter": "ilişik: {{ addressee }}"}}})
    office = CHAIR["office"] | {"tr": "Başkan"}
    chair = CHAIR | {"office": office}
    copy = chair | {"role": "copy"}
    case = case_of(addressees={"chair": chair, "other": chair, "copy": copy})
    note = letters_of(tmp_path, case, "tr", shop)["copy"]
    assert [line[:7] for line in lines(note, Role.ENCLOSURES)[1:]] == ["İlişik:", "İlişik:"]
