"""People of the tests of `grammar` with their names in English and Russian, alone and in a sentence."""

from collections.abc import Mapping, Sequence
from functools import cache

from hypothesis import strategies as st

from ualetters.errors import Place
from ualetters.grammar import Missing, People, Sentence
from ualetters.model.case import Gender, Name, Person
from ualetters.model.pack import LanguagePack
from ualetters.templating import Templates
from ualetters.workshop import Workshop

PHRASE = Place("ru/phrases.yaml", path="asks.an-ask")
FORMS = ("nom", "gen", "dat", "acc", "ins", "prp")
# The Russian forms were checked by hand: a fleeting vowel, names that do not decline, a frozen first part.
RUSSIAN = {
    "timur": "Тимур Назаров, Тимура Назарова, Тимуру Назарову, Тимура Назарова, Тимуром Назаровым, Тимуре Назарове",
    "lev": "Лев Гордеев, Льва Гордеева, Льву Гордееву, Льва Гордеева, Львом Гордеевым, Льве Гордееве",
    "ali": "Али Саидов, Али Саидова, Али Саидову, Али Саидова, Али Саидовым, Али Саидове",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана, Жан-Полю Дюрану, Жан-Поля Дюрана, Жан-Полем Дюраном, Жан-Поле Дюране",
    "anna": "Анна Соколова, Анны Соколовой, Анне Соколовой, Анну Соколову, Анной Соколовой, Анне Соколовой",
    "zara": "Зара Мурадян, Зары Мурадян, Заре Мурадян, Зару Мурадян, Зарой Мурадян, Заре Мурадян",
    "sasha": "Саша Черных, Саши Черных, Саше Черных, Сашу Черных, Сашей Черных, Саше Черных",
}
ENGLISH = {
    "timur": "Timur Nazarov",
    "lev": "Lev Gordeev",
    "ali": "Ali Saidov",
    "jean": "Jean-Paul Durand",
    "anna": "Anna Sokolova",
    "zara": "Zara Muradyan",
    "sasha": "Sasha Chernykh",
}
GENDERS: dict[str, Gender] = {
    "timur": "m",
    "lev": "m",
    "ali": "m",
    "jean": "m",
    "anna": "f",
    "zara": "f",
    "sasha": "x",
}
EVERYBODY = tuple(RUSSIAN)


@cache
def pack(code: str) -> LanguagePack:
    """A pack of the repository."""
    return Workshop(Templates.with_own())[code]


def person(key: str) -> Person:
    """One of the people, with an English name and every Russian form."""
    russian = dict(zip(FORMS, RUSSIAN[key].split(", "), strict=True))
    return Person(key, GENDERS[key], Name({"en": {"nom": ENGLISH[key]}, "ru": russian}))


def people(
    *keys: str, code: str = "ru", missing: Missing | None = None, details: Mapping[str, str] | None = None
) -> People:
    """Some of the people in a sentence of a language."""
    sentence = Sentence(pack(code), missing if missing is not None else Missing(), PHRASE)
    return People([person(key) for key in keys], sentence, details)


some_genders = st.lists(st.sampled_from(["m", "f", "x"]), min_size=1, max_size=9)


def group(genders: Sequence[Gender]) -> People:
    """People of these genders whose names are numbers in Latin letters."""
    members = [
        Person(f"p{index}", gender, Name({"en": {"nom": "N" + "i" * index}})) for index, gender in enumerate(genders)
    ]
    return People(members, Sentence(pack("en"), Missing(), PHRASE))
