"""The last day, the days that are left, and dates that the source does not state."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import NOTE, WARNING, Memory, Row, memory, memory_of_a_module, rows
from ualetters.checks import deadline

made = pytest.fixture(memory)
module_made = pytest.fixture(scope="module")(memory_of_a_module)


SECTION = "check with your section office before you send anything"


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2024-04-10", []),
        ("2024-04-11", []),
        ("2024-04-12", [(WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)]),
        ("2025-04-12", [(WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)]),
    ],
)
def test_send_before_is_exclusive(made: Memory, today: str, found: list[Row]) -> None:
    """Letters may be sent until the day before the date, and afterwards the case is expired."""
    subject = replace(made.subject(), today=date.fromisoformat(today))
    assert rows(deadline.run(subject), "deadline") == found


@pytest.mark.parametrize("send_before", ["unknown", "asap"])
def test_forty_two_days(made: Memory, send_before: str) -> None:
    """A case without a date of its own expires 42 days after it was issued: 1 March and 42 days is 12 April."""
    subject = made.subject(send_before=send_before)
    last_day, expired = date(2024, 4, 11), date(2024, 4, 12)
    assert deadline.last_day(subject.case) == last_day
    assert rows(deadline.run(replace(subject, today=last_day)), "deadline") == []
    assert rows(deadline.run(replace(subject, today=expired)), "deadline") == [
        (WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)
    ]
    assert rows(deadline.run(replace(subject, today=expired, deadline_checked=True)), "deadline") == []


def test_the_deadline_is_unknown(made: Memory) -> None:
    """A deadline that nothing tells of is warned about until somebody has made sure; `asap` is a deadline."""
    subject = made.subject(send_before="unknown", issued="unknown")
    hint = f"{SECTION}, then say so with `--deadline-checked`"
    assert rows(deadline.run(subject), "deadline") == [(WARNING, "send_before", "the deadline is unknown", hint)]
    assert rows(deadline.run(replace(subject, deadline_checked=True)), "deadline") == []
    assert rows(deadline.run(made.subject(send_before="asap", issued="unknown")), "deadline") == []
    assert rows(deadline.run(made.subject(send_before="asap", issued=None)), "deadline") == []


@pytest.mark.parametrize(("state", "is_told"), [("open", True), ("specimen", True), ("closed", False)])
def test_the_deadline_matters_while_letters_are_written(made: Memory, state: str, *, is_told: bool) -> None:
    """A closed case has no deadline any more."""
    subject = replace(made.subject(status=state), today=date(2025, 1, 1))
    assert bool(list(deadline.run(subject))) == is_told


def test_an_inferred_date(made: Memory) -> None:
    """A date that the source does not state is a note with its reason, in every concern and ask."""
    inferred = {"value": "2024-02-14", "inferred": "the document names no year"}
    concerns = [{"use": "disappearance", "date": "2024-02-14"}, {"use": "abduction", "date": inferred}]
    subject = made.subject(status="closed", concerns=concerns, asks=[{"use": "fair-trial", "date": inferred}])
    message = "the date 2024-02-14 is inferred: the document names no year"
    assert rows(deadline.run(subject), "deadline") == [
        (NOTE, "concerns[1].date", message, ""),
        (NOTE, "asks[0].date", message, ""),
    ]
    assert rows(deadline.run(replace(subject, deadline_checked=True)), "deadline")[0][0] is NOTE


@given(
    issued=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    today=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 90),
)
def test_days_left(module_made: Memory, issued: date, today: date, days: int) -> None:
    """Days are counted to the day before the date: 0 on the last day, negative after it, unknown without any date."""
    case = module_made.case()
    dated = replace(case, send_before=issued + timedelta(days=days))
    assert deadline.days_left(dated, issued + timedelta(days=days)) == -1
    assert deadline.days_left(dated, today) == (issued - today).days + days - 1
    assert deadline.days_left(replace(case, send_before="unknown", issued=issued), issued) == 41
    assert deadline.days_left(replace(case, send_before="unknown", issued="unknown"), today) is None
