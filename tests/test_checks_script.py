"""A text in the wrong alphabet does not slip into a letter."""

from typing import Any

import pytest

from builders.checks import MINISTER, Memory, memory
from ualetters.checks import script
from ualetters.errors import Severity

made = pytest.fixture(memory)
RUSSIAN = "is not written in the alphabet of русский (Russian)"


def found(made: Memory, **changes: Any) -> list[tuple[str, Severity, str]]:  # noqa: ANN401
    """What the check finds in the case with some changes: path, severity, message."""
    return [(one.place.path, one.severity, one.message) for one in script.run(made.subject(**changes))]


def test_nothing_borrowed(made: Memory) -> None:
    """A case whose texts are in their own alphabets passes."""
    assert found(made) == []
    place = {"en": "in Almaty", "ru": "в Алматы"}
    assert found(made, concerns=[{"use": "disappearance", "place": place}]) == []


def test_a_place_in_english(made: Memory) -> None:
    """A Russian place in Latin letters is an error, and so is an English one in Cyrillic."""
    concerns = [{"use": "disappearance", "place": {"en": "в Алматы", "ru": "in Almaty"}}]
    assert sorted(found(made, concerns=concerns)) == [
        ("concerns[0].place.en", Severity.ERROR, "`в Алматы` is not written in the alphabet of English"),
        ("concerns[0].place.ru", Severity.ERROR, f"`in Almaty` {RUSSIAN}"),
    ]


def test_a_name_in_latin_letters(made: Memory) -> None:
    """A form of a name that was not written in Russian is an error, unless the Latin name may stand."""
    name = {"en": "Daulet Omarov", "ru": {"nom": "Даулет Омаров", "gen": "Daulet Omarov"}}
    people = {"daulet": {"gender": "m", "name": name}}
    assert found(made, people=people) == [("people.daulet.name.ru.gen", Severity.ERROR, f"`Daulet Omarov` {RUSSIAN}")]
    assert found(made, people={"daulet": {"gender": "m", "name": name | {"allow_latin": "true"}}}) == []


def test_an_office_in_latin_letters(made: Memory) -> None:
    """Offices, names and salutations of officials stand in their language's alphabet too."""
    changes = {
        "office": {"kind": "minister", "en": "Minister", "ru": "Minister"},
        "salutation": {"ru": "Dear Minister"},
    }
    assert found(made, addressees={"minister": MINISTER | changes}) == [
        ("addressees.minister.office.ru.nom", Severity.ERROR, f"`Minister` {RUSSIAN}"),
        ("addressees.minister.salutation.ru", Severity.ERROR, f"`Dear Minister` {RUSSIAN}"),
    ]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Он заявил: I was beaten.", "was beaten"),
        ("Он пользуется сайтом Facebook и пишет на mvd@mvd.uz.", None),
        ("Документ ООН A/HRC/25/61.", None),
    ],
)
def test_a_phrase_in_another_language(made: Memory, text: str, phrase: str | None) -> None:
    """Two foreign words in a row are a phrase that nobody translated; a single one may be a name."""
    told = [problem for problem in found(made, facts=[{"text": {"en": "Facts.", "ru": text}}]) if "facts" in problem[0]]
    expected = [("facts[0].text.ru", Severity.WARNING, f"`{phrase}` {RUSSIAN}")]
    assert told == (expected if phrase else [])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He wrote 我没有做任何错事 on the wall.", "我没有做任何错事"),
        ("He wrote 我没有 on the wall.", None),
        ("He wrote لم أفعل شيئاً on the wall.", "لم أفعل"),
        ("He wrote محمد on the wall.", None),
        ("He wrote on the wall.", None),
    ],
)
def test_phrases_of_other_scripts(made: Memory, text: str, phrase: str | None) -> None:
    """Two words of another alphabet are a phrase, and five characters without a space; one name is none."""
    facts = [{"text": {"en": text}}]
    message = f"`{phrase}` is not written in the alphabet of English"
    expected = [("facts[0].text.en", Severity.WARNING, message)] if phrase else []
    assert found(made, facts=facts) == expected


def test_what_to_do(made: Memory) -> None:
    """A name is to be written as the language does, a phrase to be translated."""
    concerns = [{"use": "disappearance", "place": {"en": "in Almaty", "ru": "in Almaty"}}]
    facts = [{"text": {"en": "He said: я ничего не сделал."}}]
    problems = list(script.run(made.subject(concerns=concerns, facts=facts)))
    assert [(one.check, one.hint) for one in problems] == [
        ("script", "translate it"),
        ("script", "write it as русский (Russian) does"),
    ]


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ({"latin": ["Zhitnaya street 14", "119991 Москва"]}, ["latin"]),
        ({"latin": ["Житная ул., 14"], "en": ["Житная ул., 14"], "ru": ["Житная ул., 14"]}, ["en", "latin"]),
        ({"latin": ["ul. Łódzka 4/6 № 7", "119991"], "ru": ["Житная ул., 14"]}, []),
        ({"ru": ["Житная ул., 14"]}, []),
    ],
)
def test_an_address_for_the_post(made: Memory, address: dict[str, list[str]], keys: list[str]) -> None:
    """What goes onto an envelope is read abroad; what is called Latin and is not is a warning."""
    problems = script.run(made.subject(addressees={"minister": MINISTER | {"address": address}}))
    told = sorted((one.place.path, one.severity, one.message, one.hint) for one in problems)
    message = "the address is not written in Latin letters"
    hint = "write it in Latin letters, as the post office of another country reads it"
    assert told == [(f"addressees.minister.address.{key}", Severity.WARNING, message, hint) for key in keys]
