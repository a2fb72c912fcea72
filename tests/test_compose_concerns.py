"""The opening: what happened, when, where, and what is feared."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import FEARED, NBSP, TORTURE, TORTURE_IN, TRIAL, TRIAL_IN, case_of, letter_of, line, opening_of
from ualetters.model.letter import Role

DATE, PLACE = {"date": "2012-12-14"}, {"place": {"en": "in Moscow Region", "ru": "в Московской области"}}
COUNTRY = {"country": "RU"}


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        ({}, "", ""),
        (DATE, " on 14~December 2012", " 14~декабря~2012~года"),
        (PLACE, " in Moscow Region", " в Московской области"),
        (COUNTRY, " in Russia", " в России"),
        (PLACE | COUNTRY, " in Moscow Region, Russia", " в Московской области, Россия"),
        (DATE | COUNTRY, " in Russia on 14~December 2012", " 14~декабря~2012~года в России"),
        (
            DATE | PLACE | COUNTRY,
            " in Moscow Region, Russia, on 14~December 2012",
            " 14~декабря~2012~года в Московской области, Россия",
        ),
    ],
)
@pytest.mark.parametrize("use", ["disappearance", "abduction"])
def test_when_and_where(tmp_path: Path, use: str, told: dict[str, Any], english: str, russian: str) -> None:
    """Date, place and country of a disappearance or abduction are each optional and make a whole sentence."""
    concerns = [{"use": use} | told]
    later = [{"use": "risk-of-torture"}, *concerns]
    english = f"about the {use} of Timur Nazarov{english}.".replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "en") == f"I am writing to you {english}"
    assert opening_of(tmp_path, later, "en").endswith(f". I am also writing {english}")
    what = {"disappearance": "исчезновением", "abduction": "похищением"}[use]
    russian = f"в связи с {what} Тимура Назарова{russian}.".replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "ru") == f"Обращаюсь к Вам {russian}"
    assert opening_of(tmp_path, later, "ru").endswith(f". Обращаюсь к Вам также {russian}")


def test_the_first_concern_gives_the_subject(tmp_path: Path) -> None:
    """The subject line has the language's label, if it has one; the title and the e-mail draft go without it."""
    case = case_of(concerns=[{"use": "abduction"}, {"use": "disappearance"}])
    letter = letter_of(tmp_path, case)
    assert line(letter, Role.SUBJECT) == "Subject: Abduction of Timur Nazarov"
    assert (letter.mailing.subject, letter.title) == ("Abduction of Timur Nazarov", "Abduction of Timur Nazarov")
    letter = letter_of(tmp_path, case, "ru")
    assert line(letter, Role.SUBJECT) == letter.mailing.subject == "О похищении Тимура Назарова"


def test_fears_follow(tmp_path: Path) -> None:
    """Sentences about the same people go on with a pronoun, and name a country once."""
    concerns = [{"use": "abduction"}, FEARED, TORTURE_IN, TRIAL_IN]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the abduction of Timur Nazarov. I fear that he may be taken by force to Uzbekistan, "
        "or may have been taken there already. There he would be at risk of torture and other ill-treatment. "
        "I am also concerned that he would face an unfair trial there."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с похищением Тимура Назарова. Есть основания опасаться, что его могут насильственно "
        "вывезти или уже вывезли в Узбекистан. Там ему могут угрожать пытки и другие виды жестокого обращения. "
        "Есть также основания опасаться несправедливого судебного разбирательства."
    )


def test_a_country_is_named_before_it_is_referred_to(tmp_path: Path) -> None:
    """`There` refers to the country of the sentence before; without one, or after another, the country is named."""
    concerns: list[dict[str, Any]] = [{"use": "disappearance"}, TRIAL_IN]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the disappearance of Timur Nazarov. I am also concerned that he would face an "
        "unfair trial in Uzbekistan."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова. Есть также основания опасаться "
        "несправедливого судебного разбирательства в Узбекистане."
    )
    concerns = [{"use": "disappearance", "country": "RU"}, TORTURE_IN]
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова в России. В Узбекистане ему могут угрожать пытки и "
        "другие виды жестокого обращения."
    )


def test_fears_without_a_country_follow(tmp_path: Path) -> None:
    """A fear that speaks of no country makes a whole sentence too."""
    concerns: list[dict[str, Any]] = [{"use": "disappearance"}, TORTURE, TRIAL]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the disappearance of Timur Nazarov. He is at risk of torture and other "
        "ill-treatment. I am also concerned that he may face an unfair trial."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова. Ему угрожают пытки и другие виды жестокого "
        "обращения. Есть также основания опасаться несправедливого судебного разбирательства."
    )
