"""One check a module, each with an `ID` and a `run`; together they say whether letters may be written."""

from ualetters.checks import (
    audience,
    channels,
    deadline,
    freshness,
    phrases,
    protected,
    routing,
    script,
    sender,
    status,
    text,
    translations,
    typography,
)
from ualetters.checks.subject import Check, Subject
from ualetters.errors import Problem

__all__ = ["CHECKS", "Subject", "check_case"]

CHECKS: tuple[Check, ...] = (
    audience.run,
    channels.run,
    deadline.run,
    freshness.run,
    phrases.run,
    protected.run,
    routing.run,
    script.run,
    sender.run,
    status.run,
    text.run,
    translations.run,
    typography.run,
)


def check_case(subject: Subject) -> tuple[Problem, ...]:
    """Every problem that the checks find in a case, sorted by place."""
    found = {problem for check in CHECKS for problem in check(subject)}
    return tuple(sorted(found, key=Problem.sort_key))
