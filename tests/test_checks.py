"""All checks together: nothing of a case that is right, every finding once, sorted by place."""

from msgspec.structs import replace
import pytest

from builders.checks import COPY, MINISTER, Memory, memory
from ualetters.checks import CHECKS, audience, check_case
from ualetters.errors import Problem
from ualetters.model.case import Addressee
from ualetters.model.directory import Entry

made = pytest.fixture(memory)


def test_a_case_that_is_right(made: Memory) -> None:
    """No check has anything to say about a case without faults."""
    assert check_case(made.subject()) == ()


def test_every_check_is_run(made: Memory) -> None:
    """What all checks find together is sorted by place, each finding once and with the id of its check."""
    subject = replace(
        made.subject(
            status="closed",
            feared=["RU"],
            send_before="2024-03-05",
            concerns=[{"use": "feared-transfer", "country": "TJ"}, {"use": "flying"}],
            asks=[{"use": "establish-whereabouts", "to": ["nobody"]}, {"text": {"en": "TODO Secret"}}],
            addressees={"minister": MINISTER | {"address": {}}, "second": MINISTER},
        ),
        host="TJ",
        protected=("secret",),
    )
    found = check_case(subject)
    assert list(found) == sorted(found, key=Problem.sort_key)
    assert len(set(found)) == len(found)
    ids = {"audience", "channels", "phrases", "protected", "routing", "sender", "status", "text"}
    assert {problem.check for problem in found} == ids
    stale = Entry(Addressee(id="entry", role="to", country="RU"), (), None)
    opened = made.subject(send_before="2024-03-05", addressees={"minister": MINISTER})
    case = replace(opened.case, addressees={"minister": replace(opened.case.addressees["minister"], use="entry")})
    found = check_case(replace(opened, case=case, entries={"entry": stale}))
    assert {problem.check for problem in found} == {"deadline", "freshness"}
    modules = {run.__module__.removeprefix("ualetters.checks.") for run in CHECKS}
    assert modules == {*ids, "deadline", "freshness", "script", "translations", "typography"}


def test_the_same_finding_twice_is_one(made: Memory) -> None:
    """A copy that carries two letters with the same revealing ask is told of it once."""
    subject = made.subject(
        feared=["TJ"],
        asks=[{"use": "asylum-seeker-safety"}],
        addressees={
            "minister": MINISTER,
            "second": MINISTER,
            "copied": COPY | {"country": "TJ", "copy_of": ["minister", "second"]},
        },
    )
    assert len(list(audience.run(subject))) == 2
    assert len(check_case(subject)) == 1
