"""What can still be sent, how and until when: one piece of advice for each channel of each recipient. Pure.

Fax, e-mail and web form arrive on the day itself, so they are advised until the last day. A letter by post is advised
only where the section has said that mail goes there and how many days it takes, and only if it arrives by the last day.
Where a program cannot know, the advice is to ask, and whom.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from ualetters.checks.deadline import days_left, last_day
from ualetters.delivery.dialling import dialled
from ualetters.model.case import Addressee, Case
from ualetters.model.section import SUSPENDED, Section

Kind = Literal["fax", "email", "web", "phone", "post"]
Advice = Literal["yes", "ask", "no"]
State = Literal["open", "past", "unknown", "asap", "specimen", "closed", "superseded"]

_ASK_SECTION = "ask your section office"
_BEFORE_ANYTHING = f"{_ASK_SECTION} before you send anything"


class Channel(Struct, frozen=True):
    """One way to reach a recipient, and whether it makes sense to use it.

    Attributes:
        kind: What it is.
        value: Number, e-mail or web address, or the postal address in one line; empty if it has to be looked up.
        dialled: A number as it is dialled where the writer is; None for what is not dialled.
        makes_sense: `yes`, `ask` when only a person can know, or `no`.
        reason: Why, and what to do, without a final full stop.
        post_by: The last day to post a letter that arrives in time; None where that is not known.
        postage: What the section says a letter costs, as it is to be printed; None where it says nothing.
    """

    kind: Kind
    value: str
    makes_sense: Advice
    reason: str
    dialled: str | None = None
    post_by: date | None = None
    postage: str | None = None


class Reach(Struct, frozen=True):
    """A recipient with every channel, best advice first.

    Attributes:
        id: The recipient's id.
        role: `to` or `copy`.
        country: ISO 3166-1 code of the country that mail goes to.
        channels: Never empty.
    """

    id: str
    role: Literal["to", "copy"]
    country: str
    channels: tuple[Channel, ...]


class Plan(Struct, frozen=True):
    """What can still be done for a case.

    Attributes:
        case_id: The case.
        state: Where it stands on the day of the plan.
        last_day: The last day on which letters are to be sent; None if it is not known.
        days_left: Days until then, 0 on the day itself and negative after it; None if it is not known.
        recipients: In the order that they were given in.
    """

    case_id: str
    state: State
    last_day: date | None
    days_left: int | None
    recipients: tuple[Reach, ...]


class _Verdict(NamedTuple):
    advice: Advice
    reason: str
    post_by: date | None = None


class _Day(Struct, frozen=True):
    """Everything that the advice of one day is given from."""

    case: Case
    state: State
    today: date
    last: date | None
    left: int | None
    section: Section
    host: str | None
    deadline_checked: bool


def plan(
    case: Case,
    recipients: Iterable[Addressee],
    today: date,
    section: Section,
    host: str | None,
    *,
    deadline_checked: bool = False,
) -> Plan:
    """Say what can still be sent to each recipient.

    Args:
        case: The case.
        recipients: Those to be reached; an embassy that the directory does not have is one with nothing but its id.
        today: The day of the plan.
        section: What the section says about mail from the country of posting.
        host: ISO 3166-1 code of the country that is written from; None if it is not known.
        deadline_checked: Whether somebody has made sure that the case is still open.
    """
    last, left = last_day(case), days_left(case, today)
    day = _Day(case, _state(case, left), today, last, left, section, host, deadline_checked)
    reached = tuple(Reach(one.id, one.role, one.country, _channels(day, one)) for one in recipients)
    return Plan(case.id, day.state, last, left, reached)


def _state(case: Case, left: int | None) -> State:
    if case.status != "open":
        return case.status
    if left is not None and left < 0:
        return "past"
    if case.send_before == "asap":
        return "asap"
    return "unknown" if left is None else "open"


def _channels(day: _Day, recipient: Addressee) -> tuple[Channel, ...]:
    return tuple(_each(day, recipient)) or (_looked_up(day, recipient),)


def _each(day: _Day, recipient: Addressee) -> Iterator[Channel]:
    """Every channel, what is delivered at once in front: of post nothing better is ever said."""
    contacts = recipient.contacts
    advice, reason, _ = _at_once(day)
    for number in contacts.fax:
        yield Channel("fax", number.international, advice, reason, dialled(number.international, day.host))
    for address in contacts.email:
        yield Channel("email", address, advice, reason)
    for address in contacts.web:
        yield Channel("web", address, advice, reason)
    for number in contacts.phone:
        yield Channel("phone", number.international, advice, reason, dialled(number.international, day.host))
    if recipient.address:
        lines = recipient.address.get("latin") or next(iter(recipient.address.values()))
        verdict = _by_post(day, recipient)
        postage = None if verdict.advice == "no" else _postage(day, recipient)
        yield Channel(
            "post", ", ".join(lines), verdict.advice, verdict.reason, post_by=verdict.post_by, postage=postage
        )


def _looked_up(day: _Day, recipient: Addressee) -> Channel:
    """What to do about a recipient of whom the files have nothing, such as an embassy."""
    advice, reason, _ = _at_once(day)
    if advice == "no":
        return Channel("post", "", advice, reason)
    missing = "the case has no way to reach them"
    if recipient.is_embassy:
        where = f"in {day.host}" if day.host else "where you live"
        missing = f"the directory has no embassy of {recipient.authority} {where}"
    doubt = f"; {reason}" if advice == "ask" else ""
    return Channel("post", "", "ask", f"look up the address: {missing}{doubt}")


def _at_once(day: _Day) -> _Verdict:
    """Whether to send what arrives today: of a case that nobody has cleared it is asked first, whatever else holds."""
    found = _by_state(day)
    if day.case.status != "open" or day.case.cleared is not None or found.advice == "no":
        return found
    doubt = f"; {found.reason}" if found.advice == "ask" else ""
    return _Verdict("ask", f"nobody has cleared this case: {_BEFORE_ANYTHING}{doubt}")


def _by_state(day: _Day) -> _Verdict:  # noqa: PLR0911  # one way out for each state of a case
    """Whether to send what arrives today, of a case that somebody has cleared.

    Nothing is sent of a specimen or a closed case, and nothing after the last day unless somebody has made sure that
    the case is still open. An unknown deadline is to be asked about, and so is a case of the writer's own country, as
    `check` does.
    """
    match day.state:
        case "specimen":
            return _Verdict("no", "a specimen: do not send")
        case "closed":
            return _Verdict("no", "the case is closed: send nothing")
        case "superseded":
            successor = day.case.superseded_by
            return _Verdict("no", f"the case is superseded: {f'use `{successor}`' if successor else 'send nothing'}")
        case "past" if not day.deadline_checked:
            return _Verdict("no", f"the last day was {day.last}: {_BEFORE_ANYTHING}")
        case "unknown" if not day.deadline_checked:
            return _Verdict("ask", f"the deadline is unknown: {_BEFORE_ANYTHING}")
    if day.host in (*day.case.countries, *day.case.feared):
        risk = "you write from a country of this case, which could put you at risk"
        return _Verdict("ask", f"{risk}: {_BEFORE_ANYTHING}")
    if day.state in ("past", "unknown"):
        return _Verdict("yes", "you have made sure that the case is still open")
    return _Verdict("yes", "today, for every day counts" if day.state == "asap" else _until(day))


def _until(day: _Day) -> str:
    usual = "" if isinstance(day.case.send_before, date) else ", the usual last day"
    return f"by {day.last}{usual}" + (f": {_days(day.left)} left" if day.left else ", which is today")


def _by_post(day: _Day, recipient: Addressee) -> _Verdict:
    """Whether to post a letter.

    Without a last day nobody can say whether a letter arrives in time, so the advice is to ask. `asap` means that a
    letter on its way for two weeks may be worth little: where fax, e-mail or a web form is there, post is asked about;
    where there is none, it is the only way and is advised, today.
    """
    at_once = _at_once(day)
    days = day.section.post.get(recipient.country)
    if at_once.advice == "no":
        return at_once
    if days == SUSPENDED:
        return _Verdict("no", f"no mail goes to {recipient.country}, as your section says")
    found = _unlisted(day, recipient) if days is None else _listed(day, recipient, int(days))
    if at_once.advice == "ask" and found.advice != "no":
        # The greater doubt stands first.
        return _Verdict("ask", f"{at_once.reason}; {found.reason}", found.post_by)
    return found


def _unlisted(day: _Day, recipient: Addressee) -> _Verdict:
    whether = "" if recipient.country == day.host else f"whether mail goes to {recipient.country} and "
    return _Verdict("ask", f"ask your post office {whether}how many days it takes")


def _listed(day: _Day, recipient: Addressee, days: int) -> _Verdict:
    takes = f"it takes about {_days(days)}"
    if day.last is None or day.state == "past":
        if day.state == "asap" and _only_post(recipient):
            return _Verdict("yes", f"today, for there is no faster way: {takes}")
        return _Verdict("ask", f"{takes}: {_ASK_SECTION} whether it arrives in time")
    post_by = day.last - timedelta(days=days)
    if post_by < day.today:
        return _Verdict("no", f"{takes} and would arrive after {day.last}", post_by)
    if day.state == "asap":
        if _only_post(recipient):
            return _Verdict("yes", f"today, for there is no faster way: {takes}", post_by)
        return _Verdict("ask", f"{takes}, and every day counts: {_ASK_SECTION} whether to post it too", post_by)
    return _Verdict("yes", f"post it by {post_by}: {takes}", post_by)


def _only_post(recipient: Addressee) -> bool:
    contacts = recipient.contacts
    return not (contacts.fax or contacts.email or contacts.web)


def _postage(day: _Day, recipient: Addressee) -> str | None:
    if day.host is None:
        return None
    return day.section.postage.inland if recipient.country == day.host else day.section.postage.abroad


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
