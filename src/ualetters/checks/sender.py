"""Whether writing could endanger the writer."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Place, Problem

ID = "sender"


def run(subject: Subject) -> Iterator[Problem]:
    """A sender in one of the case's countries is refused until the risk is accepted."""
    if subject.accept_risk:
        return
    if subject.host in (*subject.case.countries, *subject.case.feared):
        message = "you write from a country of this case, which could put you at risk"
        hint = "ask your section office first; then go on with --accept-risk"
        yield finding(ID, Place(subject.place("countries").file), message, hint)
