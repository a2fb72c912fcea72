"""What is found once for many letters: it serves only those that it fits, and keeps no case and nothing missing."""

import gc
from pathlib import Path
from typing import Any

from msgspec.structs import replace
import pytest

from builders.compose import (
    ANNA,
    CHAIR,
    COMMITTEE,
    FEARED,
    HER,
    SHOP,
    TIMUR,
    TODAY,
    TORTURE_IN,
    TWO_ADDRESSEES,
    brief_of,
    case_of,
    composed,
    job_of,
    lines,
    official,
)
from ualetters.compose import Officials, compose, draft
from ualetters.errors import ProblemsError, errors_in
from ualetters.job import Job
from ualetters.model.case import Case
from ualetters.model.letter import Letter, Role
from ualetters.order import Order

CASES = Path(__file__).parent.parent / "cases"


def to_chair(folder: Path, officials: Officials, code: str = "en", **changes: Any) -> Letter:  # noqa: ANN401
    """The letter to the chair, who may have been written to before."""
    job = job_of(folder, case_of(**changes))
    return compose(brief_of(job, code, officials=officials), job.case.addressees["chair"]).letter


def test_an_official_is_written_to_alike_in_every_case(tmp_path: Path) -> None:
    """The parts that say to whom a letter goes are those of the letter before, and the others are its own."""
    officials = Officials()
    first = to_chair(tmp_path, officials)
    second = to_chair(tmp_path, officials, id="other", concerns=[{"use": "torture"}])
    assert second == to_chair(tmp_path, Officials(), id="other", concerns=[{"use": "torture"}])
    shared = {Role.INSIDE_ADDRESS, Role.SALUTATION, Role.CLOSE}
    assert {one.role for one in second.parts if any(one is part for part in first.parts)} == shared
    assert len(officials) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": HER},
        {"gender": "f"},
        {"address": {"latin": ["Moscow"]}},
        {"email": "chair@example.org"},
        {"salutation": {"en": "Dear Sir"}},
        {"office": COMMITTEE | {"kind": "minister"}},
        {"country": "UZ"},
    ],
)
def test_an_official_who_is_another_is_written_to_as_such(tmp_path: Path, changes: dict[str, Any]) -> None:
    """The same id in another case may be somebody else; nothing of the one before stands in their letter."""
    officials = Officials()
    to_chair(tmp_path, officials)
    case: dict[str, Any] = {"addressees": {"chair": official(**changes)}, "countries": ["RU", "UZ"]}
    assert to_chair(tmp_path, officials, **case) == to_chair(tmp_path, Officials(), **case)
    assert to_chair(tmp_path, officials) == to_chair(tmp_path, Officials())


def test_an_official_is_written_to_in_each_language_and_from_each_country(tmp_path: Path) -> None:
    """Language and country of posting decide the words and marks: English letters from the US have a colon."""
    officials = Officials()
    job = job_of(tmp_path, case_of())
    chair = job.case.addressees["chair"]
    for code, host in (("en", "GB"), ("en", "US"), ("ru", "GB"), ("ru", "US"), ("en", "GB"), ("ru", None)):
        alone = compose(brief_of(job, code, host=host), chair)
        assert compose(brief_of(job, code, host=host, officials=officials), chair) == alone
    pack = SHOP["en"]
    own = replace(pack, closes=replace(pack.closes, formal="Yours,", high="Yours,"))
    letter = compose(brief_of(job, "en", host="GB", pack=own, officials=officials), chair).letter
    assert lines(letter, Role.CLOSE) == ["Yours,"]


def test_what_an_official_lacks_is_told_in_every_case(tmp_path: Path) -> None:
    """A note and a gap are met again in the next letter, not only where they were met first."""
    officials = Officials()
    english = official(office={"kind": "chair", "en": "Chairman"})
    for _ in range(2):
        job = job_of(tmp_path, case_of(addressees={"chair": english}))
        (note,) = compose(brief_of(job, "ru", officials=officials), job.case.addressees["chair"]).notes
        assert note.place.path == "addressees.chair.office"
    nameless = {key: value for key, value in CHAIR.items() if key != "gender"}
    for _ in range(2):
        job = job_of(tmp_path, case_of(addressees={"chair": nameless}))
        with pytest.raises(ProblemsError) as caught:
            compose(brief_of(job, "ru", officials=officials), job.case.addressees["chair"])
        assert [one.place.path for one in caught.value.problems] == ["addressees.chair.gender"]
    assert len(officials) == 0


def test_a_sentence_goes_on_from_the_one_before_in_each_letter(tmp_path: Path) -> None:
    """The same concern after two others is worded for each, as it would be in a case of one letter."""
    concerns = [FEARED | {"to": ["chair"]}, {"use": "disappearance", "to": ["minister"]}, TORTURE_IN]
    job = job_of(tmp_path, TWO_ADDRESSEES | {"concerns": concerns})
    brief = brief_of(job, "en")
    both = [compose(brief, job.case.addressees[key]).letter for key in ("chair", "minister")]
    alone = [compose(brief_of(job, "en"), job.case.addressees[key]).letter for key in ("chair", "minister")]
    assert both == alone
    assert [lines(letter, Role.BODY)[0].count("There he would be") for letter in both] == [1, 0]


def test_the_same_words_about_others_are_other_words(tmp_path: Path) -> None:
    """Two asks in the same words of the phrasebook name each the people that they are about."""
    asks = [{"use": "ensure-safety", "people": [key]} for key in ("timur", "anna")]
    letter = to_chair(tmp_path, Officials(), people={"timur": TIMUR, "anna": ANNA}, asks=asks)
    assert lines(letter, Role.BODY)[2:4] == [
        "take all necessary measures to guarantee the safety of Timur Nazarov; and",
        "take all necessary measures to guarantee the safety of Anna Sokolova.",
    ]


def test_what_a_phrase_lacks_fails_each_letter_that_has_it(tmp_path: Path) -> None:
    """Words that letters have in common are not taken from one in which a form is missing."""
    people = {"timur": {"gender": "m", "name": {"en": "Timur Nazarov", "ru": "Тимур Назаров"}}}
    found = composed(tmp_path, TWO_ADDRESSEES | {"people": people}, "ru")
    assert found.letters == ()
    assert [one.place.path for one in errors_in(found.problems)] == ["people.timur.name.ru.gen"] * 3


def test_many_officials_are_forgotten(tmp_path: Path) -> None:
    """However many are written to, only some of them are remembered."""
    officials = Officials()
    brief = brief_of(job_of(tmp_path, case_of()), "en", officials=officials)
    chair = brief.case.addressees["chair"]
    sizes = set()
    for number in range(2500):
        draft(brief, replace(chair, id=f"chair-{number}"))
        sizes.add(len(officials))
    assert max(sizes) == 2048
    assert len(officials) < 2048


def test_no_case_outlives_its_letters() -> None:
    """Nothing that is kept for the next case keeps the one before."""
    officials = Officials()
    for _ in range(3):
        job = Job.load(CASES / "kasymakhunov.yaml", SHOP, Order(today=TODAY, country="DE"))
        job.case = replace(job.case, id="soon-forgotten")
        for code in SHOP.languages:
            brief = brief_of(job, code, officials=officials)
            for recipient in job.everybody:
                compose(brief, recipient)
    del job, brief, recipient
    gc.collect()
    assert [one for one in gc.get_objects() if isinstance(one, Case) and one.id == "soon-forgotten"] == []
