"""What the keys of the people of a case refuse."""

import pytest

from builders.case_file import (
    COUNTRY_HINT,
    ID_HINT,
    KEYS_HINT,
    QUOTES_HINT,
    TEXT_HINT,
    Refused,
    changed,
    one_office,
    refusing,
)

offices = pytest.fixture(one_office)
refused = pytest.fixture(refusing)


@pytest.mark.parametrize(
    ("old", "new", "problem", "hint"),
    [
        ("  timur:\n", "  Timur:\n", "14:3: people.Timur: error: unknown id `Timur`", ID_HINT),
        (
            "  timur:\n",
            "  embassy-timur:\n",
            "14:3: people.embassy-timur: error: ids with `embassy-` are reserved",
            "use `diplomatic_copies`",
        ),
        (
            "    gender: m\n    name:\n      en: Timur",
            "    gender: male\n    name:\n      en: Timur",
            "15:13: people.timur.gender: error: unknown gender `male`",
            "one of f, m, x",
        ),
        (
            "    gender: m\n    name:\n      en: Timur",
            "    name:\n      en: Timur",
            "15:5: people.timur.gender: error: the key `gender` is missing",
            "m, f or x; never guessed",
        ),
        (
            "nom: Тимур Назаров, gen",
            "gen",
            "18:11: people.timur.name.ru.nom: error: the key `nom` is missing",
            "the nominative",
        ),
        (
            "ru: {nom: Тимур Назаров, gen: Тимура Назарова}",
            "ru: [Тимур]",
            "18:11: people.timur.name.ru: error: a line of text is expected here, not a list",
            QUOTES_HINT,
        ),
        (
            "ru: {nom: Тимур Назаров, gen: Тимура Назарова}",
            "ru: ''",
            "18:11: people.timur.name.ru: error: the text is empty",
            TEXT_HINT,
        ),
        (
            "gen: Тимура Назарова",
            "genitive: Тимура Назарова",
            "18:32: people.timur.name.ru.genitive: error: unknown key `genitive`",
            "one of a, acc, dat, de, gen, ins, loc, nom, prp, que, voc",
        ),
        (
            "en: Timur Nazarov",
            "xx: Timur Nazarov",
            "17:7: people.timur.name.xx: error: unknown key `xx`",
            "one of allow_latin, unsourced, or a language code",
        ),
        (
            "en: Timur Nazarov",
            'en: "Timur\\nBcc: x@y.z"',
            "17:11: people.timur.name.en: error: a line break is not allowed in this text",
            "write it on one line",
        ),
        (
            "allow_latin: true",
            "allow_latin: yes",
            "19:20: people.timur.name.allow_latin: error: unknown value `yes`",
            "one of false, true",
        ),
        (
            "name: {en: Aziza Nazarova}",
            "name: Aziza Nazarova",
            "22:28: people.aziza.name: error: keys with values are expected here, not text",
            KEYS_HINT,
        ),
        (
            "citizen_of: UZ",
            "citizen_of: Uzbekistan",
            "20:17: people.timur.citizen_of: error: unknown country `Uzbekistan`",
            COUNTRY_HINT,
        ),
        (
            "born: 1964-05-01",
            "born: 1964-02-30",
            "21:11: people.timur.born: error: unknown date of birth `1964-02-30`",
            "write a year, or YYYY-MM-DD",
        ),
        (
            "born: 1970",
            "born: about 1970",
            "22:56: people.aziza.born: error: unknown date of birth `about 1970`",
            "write a year, or YYYY-MM-DD",
        ),
        (
            "born: 1970",
            "age: 40",
            "22:50: people.aziza.age: error: unknown key `age`",
            "one of born, citizen_of, gender, name",
        ),
    ],
)
def test_wrong_value(refused: Refused, old: str, new: str, problem: str, hint: str) -> None:
    """A wrong value is refused once, at its place, under its path, with what to do."""
    assert refused(changed(old, new)) == [f"{problem} ({hint})"]
