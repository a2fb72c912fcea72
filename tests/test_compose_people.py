"""People in an opening: named anew when the sentence is about others, identified once."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import (
    ANNA,
    CHAIR,
    FEARED,
    NBSP,
    TIMUR,
    TORTURE,
    TORTURE_IN,
    TRIAL,
    TRIAL_IN,
    case_of,
    letter_of,
    letters_of,
    lines,
    opening_of,
)
from ualetters.model.letter import Role

CITIZENS = {"timur": TIMUR | {"citizen_of": "UZ"}, "anna": ANNA | {"citizen_of": "TJ"}}

# Use, English and Russian of a sentence about somebody who was not in the one before.
OF_ANOTHER = [
    (
        FEARED,
        "I fear that {} may be taken by force to Uzbekistan, or may have been taken there already.",
        "Есть основания опасаться, что Анну Соколову{} могут насильственно вывезти или уже вывезли в Узбекистан.",
    ),
    (
        TORTURE,
        "{} is at risk of torture and other ill-treatment.",
        "Анне Соколовой{} угрожают пытки и другие виды жестокого обращения.",
    ),
    (
        TORTURE_IN,
        "In Uzbekistan, {} would be at risk of torture and other ill-treatment.",
        "В Узбекистане Анне Соколовой{} могут угрожать пытки и другие виды жестокого обращения.",
    ),
    (
        TRIAL,
        "I am also concerned that {} may face an unfair trial.",
        "Есть также основания опасаться несправедливого судебного разбирательства по делу Анны Соколовой{}.",
    ),
    (
        TRIAL_IN,
        "I am also concerned that {} would face an unfair trial in Uzbekistan.",
        (
            "Есть также основания опасаться несправедливого судебного разбирательства по делу Анны Соколовой{} "
            "в Узбекистане."
        ),
    ),
]


@pytest.mark.parametrize(("use", "english", "russian"), OF_ANOTHER)
def test_a_sentence_about_other_people_names_them(
    tmp_path: Path, use: dict[str, str], english: str, russian: str
) -> None:
    """A pronoun refers to the people of the sentence before; others are named, at first with their details."""
    about_her: dict[str, Any] = use | {"people": ["anna"]}
    concerns: list[dict[str, Any]] = [{"use": "disappearance", "people": ["timur"]}, about_her]
    her = english.format("Anna Sokolova (citizen of Tajikistan)")
    assert opening_of(tmp_path, concerns, "en", people=CITIZENS).split("). ", 1)[1] == her
    her = russian.format(" (гражданство: Таджикистан)")
    assert opening_of(tmp_path, concerns, "ru", people=CITIZENS).split("). ", 1)[1] == her
    concerns = [{"use": "disappearance"}, about_her]
    assert opening_of(tmp_path, concerns, "en", people=CITIZENS).endswith(f"). {english.format('Anna Sokolova')}")
    assert opening_of(tmp_path, concerns, "ru", people=CITIZENS).endswith(f"). {russian.format('')}")


@pytest.mark.parametrize("code", ["en", "ru"])
def test_people_are_identified_once(tmp_path: Path, code: str) -> None:
    """What identifies somebody follows the name at the first mention, and no other."""
    concerns = [{"use": "disappearance", "people": ["timur"]}, {"use": "abduction"}]
    case = case_of(people=CITIZENS, concerns=concerns)
    text = " ".join(lines(letter_of(tmp_path, case, code), Role.BODY))
    assert text.count("(") == 2
    second = {"en": "Timur Nazarov and Anna Sokolova (citizen", "ru": "Тимура Назарова и Анны Соколовой (гражданство"}
    assert second[code] in text


def test_people_of_another_addressees_sentence_are_not_known(tmp_path: Path) -> None:
    """What one letter says first does not depend on another letter."""
    concerns = [{"use": "disappearance", "to": ["chair"]}, {"use": "abduction", "to": ["other"]}]
    addressees = {"chair": CHAIR, "other": CHAIR}
    letters = letters_of(tmp_path, case_of(people=CITIZENS, concerns=concerns, addressees=addressees), "en")
    assert [lines(letters[key], Role.BODY)[0].count("(citizen") for key in addressees] == [2, 2]
    assert letters["other"].title == "Abduction of Timur Nazarov and Anna Sokolova"


@pytest.mark.parametrize(
    ("details", "english", "russian"),
    [
        ({}, "", ""),
        ({"citizen_of": "UZ"}, " (citizen of Uzbekistan)", " (гражданство: Узбекистан)"),
        ({"born": "1964"}, " (born in 1964)", " (год рождения: 1964)"),
        ({"born": "1964-05-02"}, " (born on 2~May 1964)", " (дата рождения: 2~мая~1964~года)"),
        (
            {"citizen_of": "UZ", "born": "1964"},
            " (citizen of Uzbekistan, born in 1964)",
            " (гражданство: Узбекистан, год рождения: 1964)",
        ),
        ({"citizen_of": "UZ", "gender": "x"}, " (citizen of Uzbekistan)", " (гражданство: Узбекистан)"),
        ({"citizen_of": "UZ", "gender": "f"}, " (citizen of Uzbekistan)", " (гражданство: Узбекистан)"),
    ],
)
def test_what_identifies_somebody(tmp_path: Path, details: dict[str, str], english: str, russian: str) -> None:
    """Citizenship and birth stand in brackets after the name, as far as they are known."""
    people = {"timur": TIMUR | details}
    concerns: list[dict[str, Any]] = [{"use": "disappearance"}]
    english, russian = english.replace("~", NBSP), russian.replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "en", people=people).endswith(f" of Timur Nazarov{english}.")
    assert opening_of(tmp_path, concerns, "ru", people=people).endswith(f" Тимура Назарова{russian}.")


def test_initials_end_a_sentence_with_one_stop(tmp_path: Path) -> None:
    """A name that ends in an initial takes no second full stop, in a sentence or in an ask."""
    people = {"timur": {"gender": "m", "name": {"en": "T. N.", "ru": {"nom": "Т. Н.", "gen": "Т. Н."}}}}
    body = lines(letter_of(tmp_path, case_of(people=people)), Role.BODY)
    assert body[0] == "I am writing to you about the disappearance of T. N."
    assert body[1] == "I urge you to take all necessary measures to guarantee the safety of T. N."
    asks = [{"use": "ensure-safety"}, {"use": "drop-charges"}]
    body = lines(letter_of(tmp_path, case_of(people=people, asks=asks), "ru"), Role.BODY)
    assert body[2:4] == [
        "принять все необходимые меры для обеспечения безопасности Т. Н.;",
        "снять с Т. Н. все обвинения.",
    ]
    asks.reverse()
    body = lines(letter_of(tmp_path, case_of(people=people, asks=asks), "ru"), Role.BODY)
    assert body[3] == "принять все необходимые меры для обеспечения безопасности Т. Н."
