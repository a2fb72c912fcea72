"""Every ask, fact and copy reaches somebody, and every addressee is asked something."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.compose.recipients import addressees, originals, reaches, recipients
from ualetters.errors import Problem
from ualetters.fields import suggestion
from ualetters.model.case import Ask, Passage  # noqa: TC001  # read at run time by nobody else

ID = "routing"


def run(subject: Subject) -> Iterator[Problem]:
    """Unknown ids, an addressee without an ask, an ask to nobody, a copy of nothing."""
    yield from _unknown_ids(subject)
    yield from _silent_addressees(subject)
    yield from _copies(subject)


def _unknown_ids(subject: Subject) -> Iterator[Problem]:
    case = subject.case
    told = addressees(case)
    to = tuple(addressee.id for addressee in told)
    people = tuple(case.people)
    for where, item in case.routed():
        for position, key in enumerate(item.to or ()):
            if key not in to:
                known = case.addressees.get(key)
                message = f"`{key}` gets a copy, not a letter" if known else f"there is no addressee `{key}`"
                hint = "name the addressee whose letter is copied" if known else suggestion(key, to)
                yield finding(ID, subject.place(f"{where}.to[{position}]"), message, hint)
        if not any(reaches(item.to, addressee) for addressee in told):
            yield finding(ID, subject.place(where), "this reaches nobody", f"write `to:` with one of {', '.join(to)}")
    for where, use in case.uses():
        for position, key in enumerate(use.people or ()):
            if key not in people:
                place = subject.place(f"{where}.people[{position}]")
                yield finding(ID, place, f"there is no person `{key}`", suggestion(key, people))


def _silent_addressees(subject: Subject) -> Iterator[Problem]:
    case = subject.case
    asking: tuple[Ask | Passage, ...] = (*case.asks, *case.letters)
    if not addressees(case):
        yield finding(ID, subject.place("addressees"), "nobody gets a letter", "give one of them `role: to`")
    for addressee in addressees(case):
        path = f"addressees.{addressee.id}"
        if not any(reaches(item.to, addressee) for item in asking):
            hint = "add an ask with this id in `to`"
            yield finding(ID, subject.place(path), f"nothing is asked of `{addressee.id}`", hint)
        if not any(reaches(concern.to, addressee) for concern in case.concerns):
            hint = "add a concern with this id in `to`; it gives the subject line"
            yield finding(ID, subject.place(path), f"no concern reaches `{addressee.id}`", hint)


def _copies(subject: Subject) -> Iterator[Problem]:
    case = subject.case
    for copy in recipients(case, subject.embassies, subject.host):
        path = subject.addressee_path(copy)
        for position, key in enumerate(copy.copy_of):
            place = subject.place(f"{path}.copy_of[{position}]")
            original = case.addressees.get(key)
            if copy.role == "to":
                yield finding(ID, place, "`copy_of` is only for `role: copy`", "remove one of the two")
            elif original is None:
                to = tuple(addressee.id for addressee in addressees(case))
                yield finding(ID, place, f"there is no addressee `{key}`", suggestion(key, to))
            elif original.role == "copy":
                hint = "name an addressee with `role: to`"
                yield finding(ID, place, f"`{key}` gets a copy itself, so there is no letter to copy", hint)
        if copy.role == "copy" and not originals(case, copy) and not copy.copy_of:
            hint = "write `copy_of:` with the id of an addressee, or remove it"
            message = f"there is no letter to {copy.authority} that `{copy.id}` could get a copy of"
            yield finding(ID, subject.place(path), message, hint)
