"""Phrases that the phrasebook does not have, and what each is told."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import ERROR, PHRASES, WORKSHOP, Memory, memory, memory_of_a_module, rows, seen
from ualetters.checks import phrases
from ualetters.model.case import Concern, Dated, Parameters

made = pytest.fixture(memory)
module_made = pytest.fixture(scope="module")(memory_of_a_module)


def test_a_phrase_that_is_not_there(made: Memory) -> None:
    """An unknown concern or ask is an error that names the nearest known one of its own kind."""
    subject = made.subject(
        concerns=[{"use": "dissappearance", "country": "TJ"}, {"use": "fair-trial"}],
        asks=[{"use": "fair-trail"}, {"text": {"en": "look into the file"}}, {"use": "qqqqqqqq"}],
    )
    concerns = f"one of {', '.join(sorted(WORKSHOP.phrasebook.concerns))}"
    assert rows(phrases.run(subject), "phrases") == [
        (
            ERROR,
            "concerns[0].use",
            "the phrasebook has no concern `dissappearance`",
            "did you mean `disappearance`?",
        ),
        (ERROR, "concerns[1].use", "the phrasebook has no concern `fair-trial`", "did you mean `unfair-trial`?"),
        (ERROR, "asks[0].use", "the phrasebook has no ask `fair-trail`", "did you mean `fair-trial`?"),
        (ERROR, "asks[2].use", "the phrasebook has no ask `qqqqqqqq`", f"one of {', '.join(sorted(PHRASES))}"),
    ]
    unlike = rows(phrases.run(made.subject(concerns=[{"use": "qqqqqqqq"}])), "phrases")
    assert unlike == [(ERROR, "concerns[0].use", "the phrasebook has no concern `qqqqqqqq`", concerns)]


def test_parameters_of_a_phrase(made: Memory) -> None:
    """A required parameter that is missing and one that the phrase does not take are errors."""
    subject = made.subject(
        concerns=[
            {"use": "disappearance", "date": "2024-02-14", "place": {"en": "in Moscow"}, "country": "RU"},
            {"use": "disappearance", "court": "ecthr", "treaty": "cat"},
            {"use": "feared-transfer"},
        ],
        asks=[{"use": "fair-trial", "country": "RU"}, {"use": "comply-interim-measures", "date": "2024-02-14"}],
    )
    assert rows(phrases.run(subject), "phrases") == [
        (
            ERROR,
            "concerns[1].court",
            "`disappearance` takes no parameter `court`",
            "it takes: date, place, country",
        ),
        (
            ERROR,
            "concerns[1].treaty",
            "`disappearance` takes no parameter `treaty`",
            "it takes: date, place, country",
        ),
        (
            ERROR,
            "concerns[2]",
            "`feared-transfer` needs the parameter `country`",
            "add `country:` to it",
        ),
        (ERROR, "asks[0].country", "`fair-trial` takes no parameter `country`", "it takes: none"),
        (ERROR, "asks[1]", "`comply-interim-measures` needs the parameter `court`", "add `court:` to it"),
        (ERROR, "asks[1].date", "`comply-interim-measures` takes no parameter `date`", "it takes: court"),
    ]


def test_courts_and_treaties(made: Memory) -> None:
    """A court or treaty must be in the pack of a wanted language."""
    phrase = WORKSHOP.phrasebook.asks["comply-interim-measures"]
    book = replace(WORKSHOP.phrasebook, asks={"told": replace(phrase, parameters={"court": True, "treaty": True})})
    asks = [{"use": "told", "court": "ecthr", "treaty": "cat"}, {"use": "told", "court": "ecth", "treaty": "dog"}]
    subject = replace(made.subject(asks=asks), phrasebook=book)
    treaties = sorted({key for pack in WORKSHOP.values() for key in pack.treaties})
    wrong = [
        (ERROR, "asks[1].court", "no language pack has a court `ecth`", "did you mean `ecthr`?"),
        (ERROR, "asks[1].treaty", "no language pack has a treaty `dog`", f"one of {', '.join(treaties)}"),
    ]
    assert sorted(WORKSHOP["ru"].treaties) == treaties
    assert rows(phrases.run(subject), "phrases") == wrong
    assert rows(phrases.run(replace(subject, languages=("ru",))), "phrases") == wrong
    assert rows(phrases.run(replace(subject, languages=())), "phrases") == [
        (ERROR, "asks[0].court", "no language pack has a court `ecthr`", ""),
        (ERROR, "asks[0].treaty", "no language pack has a treaty `cat`", ""),
        (ERROR, "asks[1].court", "no language pack has a court `ecth`", ""),
        (ERROR, "asks[1].treaty", "no language pack has a treaty `dog`", ""),
    ]
    russian = replace(WORKSHOP["ru"], courts={"moscow-court": {"nom": "суд"}})
    only_a_treaty = replace(made.subject(asks=[{"use": "told", "treaty": "dog"}]), phrasebook=book)
    assert rows(phrases.run(only_a_treaty), "phrases") == [
        (ERROR, "asks[0]", "`told` needs the parameter `court`", "add `court:` to it"),
        (ERROR, "asks[0].treaty", "no language pack has a treaty `dog`", f"one of {', '.join(treaties)}"),
    ]
    one_more = replace(subject, packs={"en": WORKSHOP["en"], "ru": russian})
    assert rows(phrases.run(replace(one_more, languages=("ru", "en"))), "phrases") == wrong


@given(
    use=st.sampled_from([*WORKSHOP.phrasebook.concerns]),
    given_names=st.sets(st.sampled_from(["date", "place", "country", "court", "treaty"])),
)
def test_what_each_concern_is_told(module_made: Memory, use: str, given_names: set[str]) -> None:
    """For every phrase and every choice of parameters there is one error for each that is missing or too much."""
    every = Parameters(
        date=Dated(date(2024, 2, 14)), place={"en": "in Moscow"}, country="RU", court="ecthr", treaty="cat"
    )
    parameters = Parameters(**{name: getattr(every, name) for name in given_names})
    case = replace(module_made.case(), concerns=(Concern(use, parameters=parameters),))
    takes = WORKSHOP.phrasebook.concerns[use].parameters
    missing = {name for name, required in takes.items() if required} - given_names
    assert len(list(phrases.run(seen(case)))) == len(missing | (given_names - takes.keys()))
