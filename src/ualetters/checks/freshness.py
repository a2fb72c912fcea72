"""Contacts that nobody has verified lately."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "freshness"
WARN_DAYS = 180


def run(subject: Subject) -> Iterator[Problem]:
    """An open case that uses an entry not verified for half a year is warned about."""
    if subject.case.status != "open":
        return
    for addressee in subject.case.addressees.values():
        entry = subject.entries.get(addressee.use or "")
        if entry is None:
            continue
        age = None if entry.verified is None else (subject.today - entry.verified).days
        if age is None or age > WARN_DAYS:
            when = "never verified" if age is None else f"last verified {age} days ago"
            place = subject.place(f"addressees.{addressee.id}.use")
            message = f"the contacts of `{addressee.use}` were {when}"
            yield finding(ID, place, message, "look them up and update `verified` in the directory", Severity.WARNING)
