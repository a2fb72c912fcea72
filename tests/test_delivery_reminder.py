"""The calendar file: read by another library, the same bytes each time, and nothing in it but a day and a sentence."""

from datetime import UTC, date, datetime, timedelta
import os
from pathlib import Path
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
import pytest
import vobject

from ualetters.delivery.reminder import reminder

LAST, LATER, MADE = date(2024, 4, 11), date(2024, 5, 2), date(2024, 3, 10)
TITLE = "Last day to send your letters"
LONG = "Последний день, чтобы отправить ваши письма; потом спросите свою секцию\\отделение"
FILE = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//reminder//reminder 1.0//EN
BEGIN:VEVENT
SUMMARY:{TITLE}
DTSTART;VALUE=DATE:20240411
DTEND;VALUE=DATE:20240412
DTSTAMP:20240310T000000Z
UID:a076dda9bb98a26e00eb6b29623239f1
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{TITLE}
TRIGGER:-P2DT15H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{TITLE}
TRIGGER:-PT15H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def events(content: bytes) -> list[vobject.base.Component]:
    """The events of a calendar file, as vobject reads them."""
    return list(vobject.readOne(content.decode()).vevent_list)


def uids(content: bytes) -> list[str]:
    """The identifiers of the events."""
    return [event.uid.value for event in events(content)]


def test_the_file() -> None:
    """Everything that a file holds, byte for byte: one day, one sentence, two alarms."""
    assert reminder([LAST], TITLE, "", MADE) == FILE.replace("\n", "\r\n").encode()


def test_the_day() -> None:
    """The event takes the whole last day and keeps nobody busy."""
    (event,) = events(reminder([LAST], TITLE, "", MADE))
    assert (event.dtstart.value, event.dtend.value) == (LAST, LAST + timedelta(days=1))
    assert event.dtstamp.value == datetime(2024, 3, 10, tzinfo=UTC)
    assert (event.transp.value, event.getChildValue("class")) == ("TRANSPARENT", "PRIVATE")
    assert event.summary.value == TITLE


def test_the_alarms() -> None:
    """It rings at nine in the morning, three days before and one day before."""
    (event,) = events(reminder([LAST], TITLE, "", MADE))
    start = datetime(2024, 4, 11)  # noqa: DTZ001  # the day of a calendar has no time zone
    rung = [start + alarm.trigger.value for alarm in event.valarm_list]
    assert rung == [datetime(2024, 4, 8, 9), datetime(2024, 4, 10, 9)]  # noqa: DTZ001
    assert [(alarm.action.value, alarm.description.value) for alarm in event.valarm_list] == [("DISPLAY", TITLE)] * 2


def test_a_specimen() -> None:
    """The mark of a specimen stands in front, also where it rings, and its event is one of its own."""
    marked = reminder([LAST], TITLE, "SPECIMEN", MADE)
    (event,) = events(marked)
    assert event.summary.value == f"SPECIMEN · {TITLE}"
    assert {alarm.description.value for alarm in event.valarm_list} == {f"SPECIMEN · {TITLE}"}
    assert uids(marked) != uids(reminder([LAST], TITLE, "", MADE))


def test_several_days() -> None:
    """Each day has one event, the earliest first, however many cases end on it."""
    content = reminder([LATER, LAST, LATER], TITLE, "", MADE)
    assert [event.dtstart.value for event in events(content)] == [LAST, LATER]
    assert content == reminder(iter((LAST, LATER)), TITLE, "", MADE)
    assert len(set(uids(content))) == 2


def test_another_file_replaces_it() -> None:
    """The same day has the same identifier on another day and in another language, and alone."""
    first = uids(reminder([LAST], TITLE, "", MADE))
    assert uids(reminder([LATER, LAST], LONG, "", LAST))[:1] == first


def test_no_day() -> None:
    """There is no calendar without a day."""
    with pytest.raises(ValueError, match="needs a day"):
        reminder([], TITLE, "", MADE)


def test_lines() -> None:
    """Lines end with CR LF and have at most 75 bytes, none of which ends inside a letter (RFC 5545, 3.1)."""
    content = reminder([LAST], LONG, "ОБРАЗЕЦ", MADE)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert all(line.decode() and b"\n" not in line and b"\r" not in line for line in lines)
    (event,) = events(content)
    assert event.summary.value == f"ОБРАЗЕЦ · {LONG}"


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Neither the time zone, the language, the hash seed nor the folder of a process shows."""
    script = (
        "import sys; from datetime import date; from ualetters.delivery.reminder import reminder;"
        f"sys.stdout.buffer.write(reminder([date(2024, 5, 2), date(2024, 4, 11)], {TITLE!r}, 'X', date(2024, 3, 10)))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed},
            cwd=folder,
            check=True,
            capture_output=True,
        ).stdout
        for zone, language, seed, folder in (
            ("Asia/Tokyo", "C", "0", tmp_path),
            ("America/Los_Angeles", "C.UTF-8", "7", tmp_path.parent),
        )
    }
    assert found == {reminder([LAST, LATER], TITLE, "X", MADE)}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=200))
def test_any_title(title: str) -> None:
    """Whatever a title holds, it comes back as it was and makes no line of its own."""
    content = reminder([LAST], title, "", MADE)
    (event,) = events(content)
    assert event.summary.value == title
    assert content.count(b"BEGIN:") == 4
    assert max(map(len, content.split(b"\r\n"))) <= 75
