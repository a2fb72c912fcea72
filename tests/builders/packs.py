"""Every phrase of the phrasebook as a letter: for every group of people, in every form, in every language."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ualetters.errors import Problem, errors_in
from ualetters.job import Job, Order
from ualetters.model.letter import Bullets, Letter, Paragraph, Role
from ualetters.templating import Templates
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
CODES = SHOP.languages
TODAY = date(2013, 1, 20)

# --- the people -------------------------------------------------------------------------------------------------------

FORMS = ("nom", "gen", "dat", "acc", "ins", "prp")
GENDERS = {"timur": "m", "lev": "m", "ali": "m", "jean": "m", "anna": "f", "leila": "f", "zara": "f", "sasha": "x"}
ENGLISH = {
    "timur": "Timur Nazarov",
    "lev": "Lev Gordeev",
    "ali": "Ali Saidov",
    "jean": "Jean-Paul Durand",
    "anna": "Anna Sokolova",
    "leila": "Leila Yunusova",
    "zara": "Zara Muradyan",
    "sasha": "Sasha Chernykh",
}
RUSSIAN = {
    "timur": "Тимур Назаров, Тимура Назарова, Тимуру Назарову, Тимура Назарова, Тимуром Назаровым, Тимуре Назарове",
    "lev": "Лев Гордеев, Льва Гордеева, Льву Гордееву, Льва Гордеева, Львом Гордеевым, Льве Гордееве",
    "ali": "Али Саидов, Али Саидова, Али Саидову, Али Саидова, Али Саидовым, Али Саидове",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана, Жан-Полю Дюрану, Жан-Поля Дюрана, Жан-Полем Дюраном, Жан-Поле Дюране",
    "anna": "Анна Соколова, Анны Соколовой, Анне Соколовой, Анну Соколову, Анной Соколовой, Анне Соколовой",
    "leila": "Лейла Юнусова, Лейлы Юнусовой, Лейле Юнусовой, Лейлу Юнусову, Лейлой Юнусовой, Лейле Юнусовой",
    "zara": "Зара Мурадян, Зары Мурадян, Заре Мурадян, Зару Мурадян, Зарой Мурадян, Заре Мурадян",
    "sasha": "Саша Черных, Саши Черных, Саше Черных, Сашу Черных, Сашей Черных, Саше Черных",
}
GROUPS = {
    "man": ("timur",),
    "woman": ("anna",),
    "x": ("sasha",),
    "two": ("timur", "anna"),
    "women": ("anna", "leila"),
    "two with x": ("sasha", "anna"),
    "seven": ("timur", "anna", "leila", "lev", "ali", "zara", "jean"),
}

# --- the case ---------------------------------------------------------------------------------------------------------

PARAMETERS = {
    "date": "2013-01-05",
    "country": "UZ",
    "court": "ecthr",
    "treaty": "cat",
}
PLACE = {"en": "in Bukhara", "ru": "в Бухаре"}
OFFICE = {
    "kind": "institution",
    "en": "Office of the Prosecutor General of the Russian Federation",
    "ru": {
        "nom": "Генеральная прокуратура Российской Федерации",
        "dat": "Генеральной прокуратуре Российской Федерации",
    },
}
ASK_FORMS = ("single", "list", "support", "support list")
CONCERN_FORMS = ("leading", "leading in full", "following", "following in full", "of others")


def person(key: str) -> dict[str, Any]:
    """A person whose name every language can print: a pack in Cyrillic without a name of its own takes the Russian."""
    russian = dict(zip(FORMS, RUSSIAN[key].split(", "), strict=True))
    name: dict[str, Any] = {"en": ENGLISH[key], "ru": russian, "allow_latin": "true"}
    for code in CODES:
        pack = SHOP[code]
        if code in name or pack.forms == ("nom",):
            continue
        cyrillic = pack.script == "Cyrl"
        name[code] = {form: russian.get(form, russian["nom"]) if cyrillic else ENGLISH[key] for form in pack.forms}
    return {"gender": GENDERS[key], "citizen_of": "UZ", "name": name}


def parameters(phrase: str, *, in_full: bool) -> dict[str, Any]:
    """What a phrase must be told, or everything that it can be told."""
    book = SHOP.phrasebook
    needed = (book.asks.get(phrase) or book.concerns[phrase]).parameters
    place = {code: PLACE.get(code) or SHOP[code].countries["RU"]["in"] for code in CODES}
    known: dict[str, Any] = {**PARAMETERS, "place": place}
    return {name: known[name] for name, required in needed.items() if required or in_full}


def another(phrase: str, known: Iterable[str]) -> str:
    """A phrase that is not this one."""
    return next(key for key in known if key != phrase)


def addressee(name: str) -> str:
    """The id of the addressee whose letter has a phrase in this form."""
    return name.replace(" ", "-")


def case_of(phrase: str, members: tuple[str, ...]) -> dict[str, Any]:
    """A case that is made of the phrasebook alone, with an addressee for each form of one phrase."""
    book = SHOP.phrasebook
    is_ask = phrase in book.asks
    forms = ASK_FORMS if is_ask else CONCERN_FORMS
    others = ["lev", "zara"]
    concerns: list[dict[str, Any]] = []
    asks: list[dict[str, Any]] = []
    if is_ask:
        other = another(phrase, book.asks)
        concerns.append({"use": "disappearance", "people": list(members)})
        for form in forms:
            about: dict[str, Any] = {"to": [addressee(form)], "people": list(members)}
            about |= {"power": "support"} if "support" in form else {}
            asks.append({"use": phrase, **about, **parameters(phrase, in_full=True)})
            if "list" in form:
                asks.append({"use": other, **about, **parameters(other, in_full=True)})
    else:
        asks.append({"use": "ensure-safety", "people": list(members)})
        for form in forms:
            about = {"to": [addressee(form)], "people": list(members)}
            told = parameters(phrase, in_full="full" in form)
            if not form.startswith("leading"):
                said_of = others if form == "of others" else list(members)
                before = another(phrase, book.concerns)
                concerns.append(
                    {"use": before, "to": [addressee(form)], "people": said_of, **parameters(before, in_full=False)}
                )
            concerns.append({"use": phrase, **about, **told})
    official = {"country": "RU", "office": OFFICE, "address": {"latin": ["125993 Moscow"], "ru": ["125993 Москва"]}}
    return {
        "format": "1",
        "id": "matrix",
        "status": "open",
        "cleared": {"by": "the tests", "date": "2013-01-01"},
        "countries": ["RU"],
        "send_before": "asap",
        "people": {key: person(key) for key in dict.fromkeys((*members, *others))},
        "concerns": concerns,
        "asks": asks,
        "addressees": {addressee(form): official for form in forms},
    }


# --- the matrix -------------------------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """What came of one phrase in one form, for one group of people."""

    group: str
    phrase: str
    form: str
    letter: Letter | None
    errors: tuple[Problem, ...]


@cache
def phrases() -> tuple[str, ...]:
    """Every concern and ask of the phrasebook."""
    return (*SHOP.phrasebook.concerns, *SHOP.phrasebook.asks)


@cache
def jobs() -> dict[tuple[str, str], Job]:
    """The loaded and checked case of each group and phrase."""
    found = {}
    with TemporaryDirectory() as folder:
        for group, members in GROUPS.items():
            for phrase in phrases():
                path = Path(folder, f"{phrase}.yaml")
                path.write_text(json.dumps(case_of(phrase, members), ensure_ascii=False, indent=1), encoding="utf-8")
                job = Job.load(path, SHOP, Order(today=TODAY))
                job.check()
                found[group, phrase] = job
    return found


@cache
def matrix(code: str) -> tuple[Cell, ...]:
    """Every phrase in every form for every group, in one language."""
    return tuple(cells(code))


def cells(code: str) -> Iterator[Cell]:
    """Compose the letters of the matrix one at a time, so that an error belongs to one cell."""
    for (group, phrase), job in jobs().items():
        for form in ASK_FORMS if phrase in SHOP.phrasebook.asks else CONCERN_FORMS:
            recipient = job.case.addressees[addressee(form)]
            composed = job.compose(code, [recipient])
            letter = composed.letters[0][1] if composed.letters else None
            yield Cell(group, phrase, form, letter, (*errors_in(job.problems), *errors_in(composed.problems)))


def body(letter: Letter) -> list[Paragraph | Bullets]:
    """The paragraphs and lists of a letter's body."""
    (part,) = (part for part in letter.parts if part.role is Role.BODY)
    return [block for block in part.blocks if isinstance(block, Paragraph | Bullets)]
