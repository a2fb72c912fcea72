"""Letters in several languages say the same: the same people, dates, numbers, facts and asks."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import ANNA, CHAIR, TIMUR, case_of, job_of
from builders.own_pack import CODE, NAME, OwnPack, own_pack, put
from ualetters.checks import parity
from ualetters.checks.parity import Carrier, readable
from ualetters.errors import Problem, Severity
from ualetters.order import Order
from ualetters.pipeline import check_case_file
from ualetters.workshop import Workshop

ERROR, WARNING, NOTE = Severity
own = pytest.fixture(own_pack)

FAX = "+7 499 265 90 77"
HAPPENED = {"use": "disappearance", "date": "2013-01-05", "country": "RU"}


def people(*ids: str) -> dict[str, Any]:
    """People with names in the language of the pack too."""
    known = {"timur": TIMUR, "anna": ANNA}
    return {key: known[key] | {"name": {**known[key]["name"], CODE: known[key]["name"]["en"]}} for key in ids}  # type: ignore[index,dict-item]


def case(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """A case that is complete in English and in the language of the pack."""
    office = CHAIR["office"] | {CODE: "Ordförande"}
    official = CHAIR | {"office": office, "fax": FAX}
    return case_of(**{"people": people("timur"), "concerns": [HAPPENED], "addressees": {"chair": official}, **changes})


def found(folder: Path, shop: Workshop, content: dict[str, Any], *codes: str) -> list[Problem]:
    """What a check of a case says of its letters in some languages; it finds nothing else wrong."""
    job = job_of(folder, content, shop)
    result = check_case_file(Path(job.file), shop, Order(today=job.order.today, languages=codes))
    assert [problem for problem in result.problems if problem.check != "parity" and problem.severity is ERROR] == []
    return [problem for problem in result.problems if problem.check == "parity"]


def told(folder: Path, own: OwnPack, content: dict[str, Any]) -> list[tuple[Severity, str, str, str]]:
    """What is wrong with the letters in English and in the language of the pack."""
    return [
        (one.severity, str(one.place).rpartition(f"{folder / 'case.yaml'}:")[2], one.message, one.hint)
        for one in found(folder, own.shop(), content, "en", CODE)
    ]


def test_letters_that_say_the_same(own: OwnPack, tmp_path: Path) -> None:
    """Of letters that carry all there is to carry nothing is said, with a copy and an embassy's note too."""
    official = case()["addressees"]["chair"]
    addressees = {"chair": official, "copied": official | {"role": "copy", "fax": "+7 495 914 26 32"}}
    content = case(addressees=addressees, diplomatic_copies=["RU"], people=people("timur", "anna"))
    assert found(tmp_path, own.shop(), content, "en", CODE, "ru") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I write about a disappearance{{ circumstances }}.",
        "{{ who.g('He', 'She', 'They', 'They', 'They') }}{{ circumstances }}.",
    ],
)
def test_a_phrase_that_forgets_the_people(own: OwnPack, tmp_path: Path, sentence: str) -> None:
    """A letter whose body names nobody is caught, although its subject line does."""
    put(own.phrases, "concerns.disappearance.opening", sentence)
    put(own.phrases, "asks.ensure-safety", "keep everybody safe")
    hint = f"mend the phrases of {CODE}/phrases.yaml"
    place = f"nazarov/{CODE}/chair"
    assert told(tmp_path, own, case()) == [(ERROR, place, "the letter does not name `timur`", hint)]
    assert told(tmp_path, own, case(people=people("timur", "anna"))) == [
        (ERROR, place, "the letter does not name `anna`", hint),
        (ERROR, place, "the letter does not name `timur`", hint),
    ]


def test_a_phrase_that_forgets_the_circumstances(own: OwnPack, tmp_path: Path) -> None:
    """A letter that does not print the date of what happened is caught, and so is the note that encloses it."""
    put(own.phrases, "concerns.disappearance.opening", "I write about {{ who }}.")
    hint = f"mend the phrases of {CODE}/phrases.yaml"
    message = "the letter does not print the date of concerns[0]"
    assert told(tmp_path, own, case(diplomatic_copies=["RU"])) == [
        (ERROR, f"nazarov/{CODE}/{key}", message, hint) for key in ("chair", "embassy-ru")
    ]
    assert told(tmp_path, own, case(concerns=[{"use": "disappearance"}])) == []


def test_a_date_in_the_language(own: OwnPack, tmp_path: Path) -> None:
    """The date is looked for as the language writes it, with its digits, its months and its first day."""
    own.language |= {
        "digits": "۰۱۲۳۴۵۶۷۸۹",
        "months": [f"månad {number}" for number in "abcdefghijkl"],
        "date_in_text": "{year} {month}\u00a0{day}",
        "first_day": "förste",
    }
    for day in ("2013-01-05", "2013-02-01"):
        assert told(tmp_path, own, case(concerns=[HAPPENED | {"date": day}])) == []
    put(
        own.phrases,
        "concerns.disappearance.opening",
        "I write about {{ who }} 2013 månad a 05{{ place or '' }}{{ country }}.",
    )
    assert [row[2] for row in told(tmp_path, own, case())] == ["the letter does not print the date of concerns[0]"]


def test_an_order_without_channels(own: OwnPack, tmp_path: Path) -> None:
    """A fax number that no part of the letter prints is caught, with where to put it."""
    own.language["order"].remove("channels")
    message = "the letter does not print the fax number +7 499 265-90-77"
    hint = f"add `channels` to `order` in {CODE}/language.yaml"
    assert told(tmp_path, own, case()) == [(ERROR, f"nazarov/{CODE}/chair", message, hint)]


def test_an_approved_letter(own: OwnPack, tmp_path: Path) -> None:
    """An approved letter takes the place of phrases, so that none of theirs is looked for in it."""
    own.language["order"].remove("channels")
    official = {key: value for key, value in case()["addressees"]["chair"].items() if key != "fax"}
    letters = [{"text": {"en": "The letter.", CODE: "Brevet."}}]
    assert told(tmp_path, own, case(letters=letters, addressees={"chair": official})) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_marks_of_direction(own: OwnPack, tmp_path: Path, direction: str) -> None:
    """Isolates around a number or a name are not seen, so that they hide neither."""
    own.language["direction"] = direction
    assert told(tmp_path, own, case()) == []


# One language beside another


def test_a_fact_that_one_language_lacks(own: OwnPack, tmp_path: Path) -> None:
    """What a letter goes without in one language and not in another is a warning at the fact and at the ask."""
    facts = [{"text": {"en": "One.", CODE: "Ett."}}, {"text": {"en": "Two."}}]
    asks = [{"use": "ensure-safety"}, {"text": {CODE: "göra det"}}]
    content = case(if_missing="skip", facts=facts, asks=asks)
    shop = own.shop()
    problems = found(tmp_path, shop, content, "en", CODE)
    assert [(one.severity, one.place.path, one.message, one.hint) for one in problems] == [
        (WARNING, "asks[1]", "the English letter to `chair` goes without this, unlike others", "add `en` there"),
        (WARNING, "facts[1]", f"the {NAME} letter to `chair` goes without this, unlike others", f"add `{CODE}` there"),
    ]
    job = job_of(tmp_path, content, shop)
    assert [one.place for one in problems] == [job.case.positions.place(path) for path in ("asks[1]", "facts[1]")]
    # With one language there is nothing to compare.
    assert found(tmp_path, shop, content, "en") == []


def test_only_to_whom_it_is_meant_for(own: OwnPack, tmp_path: Path) -> None:
    """A fact for one addressee is missed in that letter alone, and in the notes that carry it."""
    official = case()["addressees"]["chair"]
    facts = [{"text": {"en": "One."}, "to": ["other"]}]
    addressees = {"chair": official, "other": official, "copied": official | {"role": "copy", "copy_of": ["other"]}}
    content = case(if_missing="skip", facts=facts, addressees=addressees)
    assert [row[2] for row in told(tmp_path, own, content)] == [
        f"the {NAME} letter to `{key}` goes without this, unlike others" for key in ("copied", "other")
    ]


def test_without_a_language_the_complete_ones_are_compared(own: OwnPack, tmp_path: Path) -> None:
    """A check that names no language compares those in which the case is complete."""
    facts = [{"text": {"en": "One."}}]
    content = case(if_missing="skip", facts=facts)
    codes = {one.hint.split("`")[1] for one in found(tmp_path, own.shop(), content)}
    assert codes >= {CODE, "ru"}
    assert "en" not in codes


def test_a_case_that_fails_is_not_compared(own: OwnPack, tmp_path: Path) -> None:
    """Where a letter lacks something, that alone is told."""
    put(own.phrases, "concerns.disappearance.opening", "I write.")
    job = job_of(tmp_path, case(facts=[{"text": {"en": "One."}}]), own.shop())
    result = check_case_file(Path(job.file), own.shop(), Order(today=job.order.today, languages=("en", CODE)))
    assert {problem.check for problem in result.problems if problem.severity is ERROR} == {"translation"}
    assert result.failed


def test_what_can_be_read(own: OwnPack, tmp_path: Path) -> None:
    """A letter is one line, its enclosures too, without what is not seen."""
    job = job_of(
        tmp_path, case(addressees={"chair": case()["addressees"]["chair"]}, diplomatic_copies=["RU"]), own.shop()
    )
    (_, letter), (_, note) = job.compose("en", job.everybody).letters
    assert readable(letter) in readable(note)
    assert "Timur Nazarov" in readable(letter)
    assert "\n" not in readable(note)
    assert "  " not in readable(note)
    carrier = Carrier("chair", letter, frozenset({"concerns[0]", "asks[0]"}))
    assert list(parity.run(job.case, job.workshop, {"en": [carrier]})) == []
