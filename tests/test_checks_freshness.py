"""Contacts of the directory that nobody has verified for long."""

from datetime import date, timedelta

from msgspec.structs import replace
import pytest

from builders.checks import MINISTER, TODAY, WARNING, Memory, memory, rows
from ualetters.checks import freshness
from ualetters.model.directory import Entry

made = pytest.fixture(memory)


@pytest.mark.parametrize(
    ("verified", "words"),
    [
        (TODAY, None),
        (TODAY - timedelta(days=180), None),
        (TODAY - timedelta(days=181), "last verified 181 days ago"),
        (None, "never verified"),
    ],
)
def test_contacts_that_nobody_has_verified(made: Memory, verified: date | None, words: str | None) -> None:
    """An entry of the directory counts as fresh for 180 days, in an open case that uses it."""
    subject = made.subject()
    minister = replace(subject.case.addressees["minister"], use="some-entry")
    entries = {"some-entry": Entry(minister, ("a document",), verified)}
    case = replace(subject.case, addressees={"minister": minister})
    subject = replace(subject, case=case, entries=entries)
    expected = [
        (
            WARNING,
            "addressees.minister.use",
            f"the contacts of `some-entry` were {words}",
            "look them up and update `verified` in the directory",
        )
    ]
    assert rows(freshness.run(subject), "freshness") == (expected if words else [])
    for state in ("specimen", "closed", "superseded"):
        assert rows(freshness.run(replace(subject, case=replace(case, status=state))), "freshness") == []


def test_contacts_of_the_case_itself(made: Memory) -> None:
    """An addressee without an entry is passed over, and the next one is still looked at."""
    subject = made.subject(addressees={"minister": MINISTER, "second": MINISTER})
    second = replace(subject.case.addressees["second"], use="entry")
    case = replace(subject.case, addressees=dict(subject.case.addressees) | {"second": second})
    subject = replace(subject, case=case, entries={"entry": Entry(second, (), None)})
    assert [path for _, path, _, _ in rows(freshness.run(subject), "freshness")] == ["addressees.second.use"]
