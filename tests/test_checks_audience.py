"""What would tell a feared country of a claim for protection."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import (
    COPY,
    ERROR,
    MINISTER,
    PHRASES,
    TAJIK,
    WARNING,
    WORKSHOP,
    Memory,
    Row,
    memory,
    memory_of_a_module,
    rows,
    seen,
)
from ualetters.checks import audience
from ualetters.model.case import Ask

made = pytest.fixture(memory)
module_made = pytest.fixture(scope="module")(memory_of_a_module)


def reveals(phrase: str, recipient: str, *, cure: str = "leave them out of `to`") -> tuple[str, str]:
    """Message and hint of a revealing phrase."""
    message = f"`{phrase}` tells {recipient} of a claim for protection from that country"
    return message, f"{cure}; it could endanger the person at risk"


def test_a_revealing_phrase_to_the_feared_country(made: Memory) -> None:
    """Concerns and asks that tell of a claim for protection are errors where they reach the feared country."""
    subject = made.subject(
        feared=["TJ"],
        concerns=[{"use": "disappearance"}, {"use": "feared-transfer", "country": "TJ"}],
        asks=[{"use": "establish-whereabouts"}, {"use": "asylum-seeker-safety"}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
    )
    who = "`tajik` (TJ, a feared country)"
    assert rows(audience.run(subject), "audience") == [
        (ERROR, "concerns[1]", *reveals("feared-transfer", who)),
        (ERROR, "asks[1]", *reveals("asylum-seeker-safety", who)),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"feared": []},
        {"feared": ["UZ"]},
        {"feared": ["TJ"], "asks": [{"use": "asylum-seeker-safety", "to": ["minister"]}]},
        {"feared": ["TJ"], "asks": [{"use": "non-refoulement"}]},
        {"feared": ["TJ"], "asks": [{"use": "no-such-phrase"}]},
        {"feared": ["TJ"], "asks": [{"text": {"en": "look into the file"}}]},
    ],
)
def test_nothing_is_revealed(made: Memory, changes: dict[str, Any]) -> None:
    """Phrases that reveal nothing, or that reach only others, are let pass."""
    asks = [{"use": "asylum-seeker-safety"}]
    subject = made.subject(**{"asks": asks, "addressees": {"minister": MINISTER, "tajik": TAJIK}, **changes})
    assert rows(audience.run(subject), "audience") == []


def test_a_copy_to_the_feared_country(made: Memory) -> None:
    """A copy tells what the letters that it carries tell, and no more."""
    addressees = {"minister": MINISTER, "other": MINISTER, "copied": COPY | {"country": "TJ", "copy_of": ["minister"]}}
    asks = [
        {"use": "asylum-seeker-safety", "to": ["minister"]},
        {"use": "prevent-transfer", "country": "TJ", "to": ["other"]},
    ]
    subject = made.subject(feared=["TJ"], asks=asks, addressees=addressees)
    cure = "take it out of the letters that are copied to them"
    assert rows(audience.run(subject), "audience") == [
        (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`copied` (TJ, a feared country)", cure=cure))
    ]


def test_an_embassy_of_the_feared_country(made: Memory) -> None:
    """The embassy of the feared country is its authority wherever it stands."""
    subject = made.subject(
        feared=["TJ"],
        asks=[{"use": "asylum-seeker-safety"}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
        diplomatic_copies=["TJ", "RU"],
    )
    cure = "take it out of the letters that are copied to them"
    embassy = (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`embassy-tj` (TJ, a feared country)", cure=cure))
    tajik = (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`tajik` (TJ, a feared country)"))
    assert rows(audience.run(subject), "audience") == [embassy, tajik]
    at_home = replace(subject, host="DE")
    assert rows(audience.run(at_home), "audience") == [embassy, tajik]


def test_an_embassy_in_the_feared_country(made: Memory) -> None:
    """A note to another country's embassy in the feared country goes through that country's post."""
    subject = made.subject(feared=["TJ"], asks=[{"use": "asylum-seeker-safety"}], diplomatic_copies=["RU"])
    assert rows(audience.run(subject), "audience") == []
    cure = "take it out of the letters that are copied to them"
    assert rows(audience.run(replace(subject, host="TJ")), "audience") == [
        (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`embassy-ru` (TJ, a feared country)", cure=cure))
    ]


def test_revealing_words_in_free_text(made: Memory) -> None:
    """Words for asylum and the Court in facts, letters and free asks are warnings in each language that is wanted."""
    subject = made.subject(
        feared=["TJ"],
        facts=[{"text": {"en": "She applied for ASYLUM.", "ru": "Она просила убежища."}}],
        letters=[{"text": {"en": "The European Court has ruled."}, "to": ["tajik"]}],
        asks=[{"use": "establish-whereabouts"}, {"text": {"en": "obey the interim measures"}}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
    )

    def row(path: str, word: str) -> Row:
        message = f"the word `{word}` may tell `tajik` (TJ, a feared country) of a claim for protection"
        return (WARNING, path, message, "leave them out of `to`; it could endanger the person at risk")

    assert rows(audience.run(subject), "audience") == [
        row("asks[1].text.en", "interim measure"),
        row("facts[0].text.en", "asylum"),
        row("facts[0].text.ru", "убежищ"),
        row("letters[0].text.en", "European Court"),
    ]
    only_russian = replace(subject, languages=("ru",))
    assert rows(audience.run(only_russian), "audience") == [row("facts[0].text.ru", "убежищ")]
    assert rows(audience.run(replace(subject, languages=())), "audience") == []


def test_words_of_a_language_without_a_pack(made: Memory) -> None:
    """A text in a language that has no pack is not looked at, and words to others than the feared country are free."""
    facts = [{"text": {"sv": "Hon bad om asylum."}}, {"text": {"en": "She asked for asylum."}, "to": ["minister"]}]
    subject = made.subject(feared=["TJ"], facts=facts, addressees={"minister": MINISTER, "tajik": TAJIK})
    assert rows(audience.run(subject), "audience") == []


def test_words_in_a_copied_letter(made: Memory) -> None:
    """The words of a letter that is copied to the feared country are warned about under the copy's id."""
    subject = made.subject(
        feared=["TJ"],
        facts=[{"text": {"en": "Strasbourg has ruled."}}],
        addressees={"minister": MINISTER, "copied": COPY | {"country": "TJ", "copy_of": ["minister"]}},
    )
    message = "the word `Strasbourg` may tell `copied` (TJ, a feared country) of a claim for protection"
    hint = "take it out of the letters that are copied to them; it could endanger the person at risk"
    assert rows(audience.run(subject), "audience") == [(WARNING, "facts[0].text.en", message, hint)]


COUNTRIES = ("RU", "TJ", "UZ")


@given(
    asked=st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(COUNTRIES)), min_size=1, max_size=5),
    feared=st.lists(st.sampled_from(COUNTRIES), unique=True),
    copied=st.lists(st.sampled_from(COUNTRIES), unique=True),
)
def test_no_protection_phrase_reaches_a_feared_country(
    module_made: Memory, asked: list[tuple[str, str]], feared: list[str], copied: list[str]
) -> None:
    """There is an error exactly for each revealing phrase that reaches a feared country or its embassy."""
    case = module_made.case(addressees={code.lower(): MINISTER | {"country": code} for code in COUNTRIES})
    case = replace(
        case,
        asks=tuple(Ask(use=use, to=(country.lower(),)) for use, country in asked),
        feared=tuple(feared),
        diplomatic_copies=tuple(copied),
    )
    errors = list(audience.run(seen(case)))
    leaks = [(use, country) for use, country in asked if WORKSHOP.phrasebook.asks[use].reveals and country in feared]
    assert bool(errors) == bool(leaks)
    assert len(errors) == sum(1 + (country in copied) for _, country in leaks)
