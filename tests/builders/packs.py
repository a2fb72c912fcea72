"""Every phrase of the phrasebook as a letter: for every group of people, in every form, in every language."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
import json
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from builders.packs_names import GENDERS, NAMES, OFFICE, PLACE, forms_of
from ualetters.errors import Problem, errors_in
from ualetters.job import Job
from ualetters.language import is_latin
from ualetters.model.letter import Bullets, Letter, Paragraph, Role
from ualetters.order import Order
from ualetters.templating import Templates
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
CODES = SHOP.languages
TODAY = date(2013, 1, 20)

# --- the people -------------------------------------------------------------------------------------------------------

GROUPS = {
    "man": ("timur",),
    "woman": ("anna",),
    "x": ("sasha",),
    "two": ("timur", "anna"),
    "women": ("anna", "leila"),
    "two with x": ("sasha", "anna"),
    "seven": ("timur", "anna", "leila", "lev", "ali", "zara", "jean"),
}
# Whom the sentence before is about where a concern is told "of others".
OTHERS = ("lev", "zara")

# --- the alphabets ----------------------------------------------------------------------------------------------------

ALPHABETS = {
    "Latn": re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+"),
    "Cyrl": re.compile(r"[\u0400-\u052f]+"),
    "Arab": re.compile(r"[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"),
    "Hans": re.compile(r"[\u2e80-\u2fff\u3005\u3400-\u9fff\uf900-\ufaff]+"),
}


def in_alphabets(text: str) -> dict[str, list[str]]:
    """The words of a text by the alphabet that they are written in."""
    found = {script: pattern.findall(text) for script, pattern in ALPHABETS.items()}
    return {script: words for script, words in found.items() if words}


# --- the case ---------------------------------------------------------------------------------------------------------

PARAMETERS = {
    "date": "2013-01-05",
    "country": "UZ",
    "court": "ecthr",
    "treaty": "cat",
}
ASK_FORMS = ("single", "list", "support", "support list")
CONCERN_FORMS = ("leading", "leading in full", "following", "following in full", "of others")


def person(key: str) -> dict[str, Any]:
    """A person whose name every language can print.

    A pack that is not known here makes do with the Russian name if it is in Cyrillic, else with the Latin one.
    """
    name: dict[str, Any] = {code: forms_of(code, key) for code in NAMES}
    for code in CODES:
        pack = SHOP[code]
        if code in name or is_latin(pack.script):
            continue
        if pack.script == "Cyrl":
            name[code] = {form: name["ru"].get(form, name["ru"]["nom"]) for form in pack.forms}
        else:
            name["allow_latin"] = "true"
    return {"gender": GENDERS[key], "citizen_of": "UZ", "name": name}


def place(code: str) -> str:
    """Where something happened, in a language."""
    return PLACE.get(code) or SHOP[code].countries["RU"]["in"]


def parameters(phrase: str, *, in_full: bool) -> dict[str, Any]:
    """What a phrase must be told, or everything that it can be told."""
    book = SHOP.phrasebook
    needed = (book.asks.get(phrase) or book.concerns[phrase]).parameters
    known: dict[str, Any] = {**PARAMETERS, "place": {code: place(code) for code in CODES}}
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
                said_of = list(OTHERS) if form == "of others" else list(members)
                before = another(phrase, book.concerns)
                concerns.append(
                    {"use": before, "to": [addressee(form)], "people": said_of, **parameters(before, in_full=False)}
                )
            concerns.append({"use": phrase, **about, **told})
    official = {
        "country": "RU",
        "office": {"kind": "institution", **OFFICE},
        "address": {"latin": ["125993 Moscow"], "ru": ["125993 Москва"]},
    }
    return {
        "format": "1",
        "id": "matrix",
        "status": "open",
        "cleared": {"by": "the tests", "date": "2013-01-01"},
        "countries": ["RU"],
        "send_before": "asap",
        "people": {key: person(key) for key in dict.fromkeys((*members, *OTHERS))},
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
def job_of(phrase: str, members: tuple[str, ...]) -> Job:
    """The loaded and checked case of a phrase about some people."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{phrase}.yaml")
        path.write_text(json.dumps(case_of(phrase, members), ensure_ascii=False, indent=1), encoding="utf-8")
        job = Job.load(path, SHOP, Order(today=TODAY))
        job.check()
    return job


@cache
def matrix(code: str) -> tuple[Cell, ...]:
    """Every phrase in every form for every group, in one language."""
    return tuple(cells(code))


def cells(code: str) -> Iterator[Cell]:
    """Compose the letters of the matrix one at a time, so that an error belongs to one cell."""
    for group, members in GROUPS.items():
        for phrase in phrases():
            for form in ASK_FORMS if phrase in SHOP.phrasebook.asks else CONCERN_FORMS:
                yield Cell(group, phrase, form, *composed(code, phrase, members, form))


def composed(code: str, phrase: str, members: tuple[str, ...], form: str) -> tuple[Letter | None, tuple[Problem, ...]]:
    """The letter that has a phrase in a form, or None, and what was wrong with the case or the letter."""
    job = job_of(phrase, members)
    made = job.compose(code, [job.case.addressees[addressee(form)]])
    letter = made.letters[0][1] if made.letters else None
    return letter, (*errors_in(job.problems), *errors_in(made.problems))


def body(letter: Letter) -> list[Paragraph | Bullets]:
    """The paragraphs and lists of a letter's body."""
    (part,) = (part for part in letter.parts if part.role is Role.BODY)
    return [block for block in part.blocks if isinstance(block, Paragraph | Bullets)]
