"""Whether letters of this case may be written at all."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "status"


def run(subject: Subject) -> Iterator[Problem]:
    """A closed or superseded case is refused; an open one that nobody cleared is warned about."""
    case = subject.case
    place = subject.place("status")
    if case.status == "closed":
        yield finding(
            ID,
            place,
            "the case is closed; no letter is to be written",
            "look for another case with `ualetters list`",
        )
    if case.status == "superseded":
        successor = case.superseded_by
        hint = f"use the case `{successor}`" if successor else "name its successor with `superseded_by`"
        yield finding(ID, place, "the case is superseded; no letter is to be written", hint)
    if case.superseded_by is not None and case.status != "superseded":
        hint = "write `status: superseded`, or remove the key"
        yield finding(ID, subject.place("superseded_by"), "`superseded_by` is only for `status: superseded`", hint)
    if case.status == "open" and case.cleared is None:
        hint = "add `cleared: {by: …, date: …}` when somebody has checked accuracy and consent"
        yield finding(ID, place, "nobody has cleared this case", hint, Severity.WARNING)
