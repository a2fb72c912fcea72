"""A calendar file with the last day to send, to be imported into a volunteer's own calendar.

Calendars are synchronised with servers and shared with colleagues. So an entry holds a day and one sentence, and
nothing that tells of a case, a person, a sender or the program that made it.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

# At nine in the morning, three days before and one day before: an alarm at midnight wakes people.
_ALARMS = (timedelta(days=-2, hours=-15), timedelta(hours=-15))
_PRODUCT = "-//reminder//reminder 1.0//EN"


def reminder(days: Iterable[date], title: str, mark: str, made: date) -> bytes:
    """The calendar file (RFC 5545): an event of the whole day on each day, with two alarms.

    The same day has the same identifier in every file, so that importing another file does not double it; only a marked
    one stays apart from one that is meant.

    Args:
        days: Last days to send, at least one; what is there twice becomes one event.
        title: What is to be done, in the volunteer's language, such as `Last day to send your letters`.
        mark: The mark of a specimen, put in front; empty for none.
        made: When the file is made.

    Raises:
        ValueError: There is no day; a calendar without an entry is not one.
    """
    from icalendar import Calendar  # noqa: PLC0415  # 100 ms

    last_days = sorted(set(days))
    if not last_days:
        raise ValueError("a reminder needs a day")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    summary = f"{mark} · {title}" if mark else title
    for day in last_days:
        calendar.add_component(_event(day, summary, mark, made))
    return bytes(calendar.to_ical())


def _event(day: date, summary: str, mark: str, made: date) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", sha256(f"{day} {mark}".encode()).hexdigest()[:32])
    event.add("dtstamp", datetime.combine(made, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    # Nobody is busy all day with it.
    event.add("transp", "TRANSPARENT")
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
