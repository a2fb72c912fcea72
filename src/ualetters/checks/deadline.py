"""The deadline, and the dates that the source does not state."""

from collections.abc import Iterator
from datetime import date, timedelta

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity
from ualetters.model.case import Case

ID = "deadline"
# Of 961 dated subject lines of Urgent Actions, 81 % have exactly this many days between issue and deadline.
USUAL_DAYS = 42


def last_day(case: Case) -> date | None:
    """The last day on which letters are to be sent; None if it is not known."""
    if isinstance(case.send_before, date):
        return case.send_before - timedelta(days=1)
    if isinstance(case.issued, date):
        return case.issued + timedelta(days=USUAL_DAYS - 1)
    return None


def days_left(case: Case, today: date) -> int | None:
    """Days until the deadline, 0 on the last day and negative after it; None if it is not known."""
    last = last_day(case)
    return None if last is None else (last - today).days


def run(subject: Subject) -> Iterator[Problem]:
    """An expired or unknown deadline is a warning, an inferred date a note."""
    case = subject.case
    place = subject.place("send_before")
    left = days_left(case, subject.today)
    section = "check with your section office before you send anything"
    if case.status in ("open", "specimen") and not subject.deadline_checked:
        if left is None and case.send_before != "asap":
            hint = f"{section}, then say so with `--deadline-checked`"
            yield finding(ID, place, "the deadline is unknown", hint, Severity.WARNING)
        elif left is not None and left < 0:
            yield finding(
                ID,
                place,
                f"the deadline has passed; the last day was {last_day(case)}",
                section,
                Severity.WARNING,
            )
    for where, use in case.uses():
        dated = use.parameters.date
        if dated and dated.inferred:
            message = f"the date {dated.value} is inferred: {dated.inferred}"
            yield finding(ID, subject.place(f"{where}.date"), message, "", Severity.NOTE)
