"""Sentences of every language pack, beside what somebody who knows the language wrote by hand.

Each file of `tests/sentences` has rows of phrase, group of people, form and text. In a text ‹p› stands for the names of
the group, ‹who› for the names with what identifies each, ‹p.gen› for a case form of them, ‹p.head› for the list of a
subject line; ‹date›, ‹place›, ‹country› and ‹country.to› stand for what the case of the matrix says.
"""

from datetime import date
from functools import cache
from pathlib import Path
import re
from typing import NamedTuple

import pytest
import yaml

from builders.packs import (
    ASK_FORMS,
    CODES,
    CONCERN_FORMS,
    GROUPS,
    OTHERS,
    PARAMETERS,
    SHOP,
    another,
    body,
    composed,
    job_of,
    place,
)
from ualetters.bidi import isolated
from ualetters.compose import texts
from ualetters.compose.prose import render
from ualetters.errors import Place
from ualetters.grammar import Declined, Missing, People, Sentence
from ualetters.language import long_date
from ualetters.model.letter import Letter

FOLDER = Path(__file__).parent / "sentences"
LEAST = 25
MEMBERS = GROUPS | {"others": OTHERS}
NOWHERE = Place("")


class Row(NamedTuple):
    """One sentence that was written by hand."""

    code: str
    group: str
    phrase: str
    form: str
    text: str


@cache
def rows(code: str) -> tuple[Row, ...]:
    """The rows of a language; each has its four keys and no other."""
    file = FOLDER / f"{code}.yaml"
    found = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else []
    assert all(row.keys() == {"phrase", "group", "form", "text"} for row in found), file
    return tuple(Row(code, row["group"], row["phrase"], row["form"], row["text"]) for row in found)


# --- what a letter says -----------------------------------------------------------------------------------------------


def letter_of(row: Row) -> Letter:
    """The letter of the matrix that has the sentence."""
    letter, errors = composed(
        row.code, row.phrase, MEMBERS[row.group], "leading" if row.form == "subject" else row.form
    )
    assert letter is not None, errors
    return letter


def said(row: Row) -> str:
    """The sentence, the item of a list or the subject line that the phrase makes of its own."""
    letter = letter_of(row)
    if row.form == "subject":
        return letter.mailing.subject
    blocks = body(letter)
    if row.phrase in SHOP.phrasebook.asks:
        text = texts((blocks[2] if "list" in row.form else blocks[1],))[0]
        return text.removeprefix(SHOP[row.code].paragraph_indent)
    text = texts((blocks[0],))[0].removeprefix(SHOP[row.code].paragraph_indent)
    if row.form.startswith("leading"):
        return text
    before = sentence_before(row) + SHOP[row.code].space
    assert text.startswith(before)
    return text.removeprefix(before)


def sentence_before(row: Row) -> str:
    """The first sentence of a letter in which the phrase is not the first."""
    group = "others" if row.form == "of others" else row.group
    return said(row._replace(group=group, phrase=another(row.phrase, SHOP.phrasebook.concerns), form="leading"))


# --- what a row says --------------------------------------------------------------------------------------------------


def expected(row: Row) -> str:
    """The text of a row with what the case says in the place of its marks."""
    text = re.sub("‹([^›]+)›", lambda mark: printed(row, mark[1]), row.text)
    return isolated(text) if SHOP[row.code].direction == "rtl" and row.form != "subject" else text


def printed(row: Row, mark: str) -> str:
    """What stands for a mark such as `p.gen`."""
    pack = SHOP[row.code]
    name, *attributes = mark.split(".")
    match name:
        case "p" | "who":
            value: object = people(row, identified=name == "who")
        case "country":
            value = Declined(pack.countries[PARAMETERS["country"]], pytest.fail)
        case "date":
            day = date.fromisoformat(PARAMETERS["date"])
            value = long_date(day, pack.date_in_text, pack.months, pack.first_day, pack.digits)
        case "place":
            value = place(row.code)
        case _:
            pytest.fail(f"nothing stands for ‹{mark}›")
    for attribute in attributes:
        value = getattr(value, attribute)
    return str(value)


def people(row: Row, *, identified: bool) -> People:
    """The people of a row in a sentence of its language."""
    pack = SHOP[row.code]
    missing = Missing()
    sentence = Sentence(pack, missing, NOWHERE)
    members = [job_of(row.phrase, MEMBERS[row.group]).case.people[key] for key in MEMBERS[row.group]]
    country = Declined(pack.countries[PARAMETERS["country"]], pytest.fail)
    details = {}
    for person in members if identified else ():
        citizen = render(pack.identity.citizen, NOWHERE, p=People([person], sentence), country=country)
        details[person.id] = f"{pack.identity.open}{citizen}{pack.identity.close}"
    assert missing.gaps == []
    return People(members, sentence, details)


# --- the tests --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_sentences(code: str) -> None:
    """Every pack has sentences that were written by hand, for men, women, groups and people of unstated gender."""
    found = rows(code)
    assert len(found) >= LEAST
    assert len({row[:4] for row in found}) == len(found)
    assert {row.group for row in found} >= {"man", "woman", "x"}
    assert {row.group for row in found} & {"two", "women", "seven"}
    for row in found:
        forms = ASK_FORMS if row.phrase in SHOP.phrasebook.asks else ("subject", *CONCERN_FORMS)
        assert row.phrase in {**SHOP.phrasebook.asks, **SHOP.phrasebook.concerns}, row
        assert row.form in forms, row
        assert row.group in MEMBERS, row


def test_every_file_is_for_a_pack() -> None:
    """No file of sentences is left over from a pack that is not there."""
    assert {path.stem for path in FOLDER.iterdir()} <= set(CODES)


@pytest.mark.parametrize("row", [row for code in CODES for row in rows(code)], ids=lambda row: ", ".join(row[:4]))
def test_a_sentence_reads_as_a_native_writer_would_write_it(row: Row) -> None:
    """The words agree with the people in gender, number and case."""
    assert said(row) == expected(row)
