"""What can still be sent: states of a case, the last posting day, embassies, and what holds on every day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.plan import (
    EVERY_WAY,
    LAST_DAY,
    POST_ONLY,
    TODAY,
    Row,
    open_case,
    planned,
    rows,
    to_chair,
)
from ualetters.delivery.plan import Channel, plan
from ualetters.model.case import Case
from ualetters.model.section import Section

DAY = timedelta(days=1)
ASK = "ask your section office before you send anything"
AT_ONCE = ("fax", "fax", "email", "web", "phone")
RU_ADDRESS = "Tekhnicheskii pereulok, dom 2, 105005 Moscow"


UNCLEARED = f"nobody has cleared this case: {ASK}"


def all_say(found: list[Row], advice: str, reason: str) -> None:
    """Every channel gets the same advice, what arrives at once first."""
    assert found == [(kind, advice, reason) for kind in (*AT_ONCE, "post")]


def test_an_open_case(tmp_path: Path) -> None:
    """Every channel has what is written, how it is dialled and until when; post is last, with its own day."""
    found = planned(tmp_path)
    assert (found.case_id, found.state, found.last_day, found.days_left) == ("nazarov", "open", LAST_DAY, 32)
    (chair,) = found.recipients
    assert (chair.id, chair.role, chair.country) == ("chair", "to", "RU")
    until = "by 2024-04-11: 32 days left"
    assert chair.channels == (
        Channel("fax", "+7 499 265-90-77", "yes", until, dialled="00 7 499 265-90-77"),
        Channel("fax", "+7 499 265-97-75", "yes", until, dialled="00 7 499 265-97-75"),
        Channel("email", "office@minjust.ru", "yes", until),
        Channel("web", "https://minjust.gov.ru/form", "yes", until),
        Channel("phone", "+7 495 955-57-03", "yes", until, dialled="00 7 495 955-57-03"),
        Channel(
            "post",
            RU_ADDRESS,
            "yes",
            "post it by 2024-03-28: it takes about 14 days",
            post_by=date(2024, 3, 28),
            postage="1.90 CHF",
        ),
    )


@pytest.mark.parametrize(
    ("today", "at_once", "post"),
    [
        ("2024-03-28", "by 2024-04-11: 14 days left", ("yes", "post it by 2024-03-28: it takes about 14 days")),
        (
            "2024-03-29",
            "by 2024-04-11: 13 days left",
            ("no", "it takes about 14 days and would arrive after 2024-04-11"),
        ),
        ("2024-04-10", "by 2024-04-11: 1 day left", ("no", "it takes about 14 days and would arrive after 2024-04-11")),
        (
            "2024-04-11",
            "by 2024-04-11, which is today",
            ("no", "it takes about 14 days and would arrive after 2024-04-11"),
        ),
    ],
)
def test_the_last_days(tmp_path: Path, today: str, at_once: str, post: tuple[str, str]) -> None:
    """Post ends when a letter would arrive after the last day, the others end with it."""
    found = planned(tmp_path, today=date.fromisoformat(today))
    assert rows(found) == [*((kind, "yes", at_once) for kind in AT_ONCE), ("post", *post)]
    assert to_chair(found)["post"].post_by == date(2024, 3, 28)


def test_after_the_last_day(tmp_path: Path) -> None:
    """Nothing is sent after the last day, unless somebody has made sure that the case is still open."""
    after = LAST_DAY + DAY
    found = planned(tmp_path, today=after)
    assert (found.state, found.days_left) == ("past", -1)
    all_say(rows(found), "no", f"the last day was 2024-04-11: {ASK}")
    found = planned(tmp_path, today=after, deadline_checked=True)
    assert found.state == "past"
    assert rows(found) == [
        *((kind, "yes", "you have made sure that the case is still open") for kind in AT_ONCE),
        ("post", "ask", "it takes about 14 days: ask your section office whether it arrives in time"),
    ]
    assert to_chair(found)["post"].post_by is None


def test_unknown_deadline(tmp_path: Path) -> None:
    """An unknown deadline is asked about; once that is done, post is still a question."""
    found = planned(tmp_path, send_before="unknown")
    assert (found.state, found.last_day, found.days_left) == ("unknown", None, None)
    doubt = f"the deadline is unknown: {ASK}"
    in_time = "it takes about 14 days: ask your section office whether it arrives in time"
    assert rows(found) == [*((kind, "ask", doubt) for kind in AT_ONCE), ("post", "ask", f"{doubt}; {in_time}")]
    found = planned(tmp_path, send_before="unknown", deadline_checked=True)
    assert found.state == "unknown"
    assert rows(found) == [
        *((kind, "yes", "you have made sure that the case is still open") for kind in AT_ONCE),
        ("post", "ask", in_time),
    ]


def test_the_usual_deadline(tmp_path: Path) -> None:
    """A case without a deadline ends 42 days after it was issued, and the plan says that this is only usual."""
    found = planned(tmp_path, send_before="unknown", issued="2024-03-01")
    assert (found.state, found.last_day) == ("open", LAST_DAY)
    assert rows(found)[0] == ("fax", "yes", "by 2024-04-11, the usual last day: 32 days left")
    assert rows(found)[-1] == ("post", "yes", "post it by 2024-03-28: it takes about 14 days")


def test_asap(tmp_path: Path) -> None:
    """As soon as possible: what arrives today is sent today, and post is a question where it is not the only way."""
    found = planned(tmp_path, send_before="asap")
    assert (found.state, found.last_day) == ("asap", None)
    assert rows(found) == [
        *((kind, "yes", "today, for every day counts") for kind in AT_ONCE),
        ("post", "ask", "it takes about 14 days: ask your section office whether it arrives in time"),
    ]
    found = planned(tmp_path, send_before="asap", issued="2024-03-01")
    assert (found.state, found.last_day) == ("asap", LAST_DAY)
    also = "it takes about 14 days, and every day counts: ask your section office whether to post it too"
    assert rows(found)[-1] == ("post", "ask", also)
    assert to_chair(found)["post"].post_by == date(2024, 3, 28)


@pytest.mark.parametrize("issued", ["unknown", "2024-03-01"])
@pytest.mark.parametrize("phone", [None, "+7 495 955 57 03"])
def test_asap_by_post_alone(tmp_path: Path, issued: str, phone: str | None) -> None:
    """Where a letter goes by post alone it is posted today; a telephone carries no letter."""
    chair = {key: value for key, value in (POST_ONLY | {"phone": phone}).items() if value}
    found = planned(tmp_path, send_before="asap", issued=issued, addressees={"chair": chair})
    assert rows(found)[-1] == ("post", "yes", "today, for there is no faster way: it takes about 14 days")
    late = planned(
        tmp_path, send_before="asap", issued="2024-03-01", addressees={"chair": chair}, today=date(2024, 4, 1)
    )
    assert rows(late)[-1] == ("post", "no", "it takes about 14 days and would arrive after 2024-04-11")


@pytest.mark.parametrize("faster", [{"fax": "+7 499 265 90 77"}, {"email": "a@b.org"}, {"web": "https://a.org/"}])
def test_asap_by_one_faster_way(tmp_path: Path, faster: dict[str, str]) -> None:
    """One faster way is enough to make post a question."""
    found = rows(planned(tmp_path, send_before="asap", addressees={"chair": POST_ONLY | faster}))
    assert [(kind, advice) for kind, advice, _ in found] == [(*faster, "yes"), ("post", "ask")]


def test_no_haste_by_post_alone(tmp_path: Path) -> None:
    """Without haste post is a question where nobody knows the last day, even if there is no other way."""
    found = planned(tmp_path, send_before="unknown", deadline_checked=True, addressees={"chair": POST_ONLY})
    assert rows(found) == [
        ("post", "ask", "it takes about 14 days: ask your section office whether it arrives in time")
    ]


@pytest.mark.parametrize(
    ("changes", "state", "reason"),
    [
        ({"status": "specimen"}, "specimen", "a specimen: do not send"),
        ({"status": "specimen", "send_before": "unknown"}, "specimen", "a specimen: do not send"),
        ({"status": "closed"}, "closed", "the case is closed: send nothing"),
        ({"status": "superseded", "superseded_by": "new"}, "superseded", "the case is superseded: use `new`"),
        ({"status": "superseded"}, "superseded", "the case is superseded: send nothing"),
    ],
)
@pytest.mark.parametrize("deadline_checked", [False, True])
def test_nothing_is_sent(
    tmp_path: Path, changes: dict[str, Any], state: str, reason: str, *, deadline_checked: bool
) -> None:
    """Of a specimen or a case that is over nothing is sent, by any way and on any day."""
    for today in (TODAY, LAST_DAY + DAY):
        found = planned(tmp_path, today=today, deadline_checked=deadline_checked, diplomatic_copies=["RU"], **changes)
        assert found.state == state
        all_say(rows(found), "no", reason)
        assert rows(found, "embassy-ru") == [("post", "no", reason)]
        assert to_chair(found)["post"].postage is None


@pytest.mark.parametrize("host", ["RU", "UZ"])
def test_the_writer_of_a_country_of_the_case(tmp_path: Path, host: str) -> None:
    """Who writes from a country of the case, or from a feared one, is told to ask first, as `check` tells them."""
    section = Section(post={"RU": 3})
    found = planned(tmp_path, host=host, section=section, feared=["UZ"])
    risk = f"you write from a country of this case, which could put you at risk: {ASK}"
    assert rows(found) == [
        *((kind, "ask", risk) for kind in AT_ONCE),
        ("post", "ask", f"{risk}; post it by 2024-04-08: it takes about 3 days"),
    ]
    assert to_chair(found)["fax"].dialled == {"RU": "8 (499) 265-90-77", "UZ": "00 7 499 265-90-77"}[host]
    assert to_chair(found)["post"].post_by == date(2024, 4, 8)
    late = planned(tmp_path, host=host, section=section, feared=["UZ"], today=LAST_DAY)
    assert rows(late)[-1] == ("post", "no", "it takes about 3 days and would arrive after 2024-04-11")


def test_a_case_that_nobody_has_cleared(tmp_path: Path) -> None:
    """Is asked about whatever else is doubtful, and what is not to be sent stays unsent."""
    found = planned(tmp_path, cleared=None)
    assert rows(found) == [
        *((kind, "ask", UNCLEARED) for kind in AT_ONCE),
        ("post", "ask", f"{UNCLEARED}; post it by 2024-03-28: it takes about 14 days"),
    ]
    assert rows(planned(tmp_path, cleared=None, status="specimen"))[0][1] == "no"
    assert rows(planned(tmp_path, cleared=None, today=LAST_DAY + DAY))[0][1] == "no"
    unknown = rows(planned(tmp_path, cleared=None, send_before="unknown"))
    assert unknown[0] == ("fax", "ask", f"{UNCLEARED}; the deadline is unknown: {ASK}")
    for checked in ({"send_before": "unknown"}, {"send_before": "asap"}, {"today": LAST_DAY + DAY}):
        assert rows(planned(tmp_path, cleared=None, deadline_checked=True, **checked))[0] == ("fax", "ask", UNCLEARED)
    risk = "you write from a country of this case, which could put you at risk"
    assert rows(planned(tmp_path, cleared=None, host="RU"))[0][2] == f"{UNCLEARED}; {risk}: {ASK}"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """One open case, changed in memory by tests that need many."""
    return open_case(tmp_path_factory.mktemp("cases"), diplomatic_copies=["RU"], addressees={"chair": EVERY_WAY})


_DATES = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(
    before=st.one_of(_DATES, st.sampled_from(["unknown", "asap"])),
    issued=st.one_of(_DATES, st.just("unknown")),
    today=_DATES,
    mail=st.one_of(st.integers(1, 120), st.sampled_from(["suspended", None])),
    host=st.sampled_from([None, "CZ", "RU"]),
    status=st.sampled_from(["open", "specimen", "closed"]),
    deadline_checked=st.booleans(),
)
def test_on_every_day(  # noqa: PLR0917  # hypothesis gives them by name
    case: Case,
    before: object,
    issued: object,
    today: date,
    mail: object,
    host: str | None,
    status: str,
    deadline_checked: bool,  # noqa: FBT001
) -> None:
    """Post is never advised if a letter arrives too late, nothing after the last day, and the best stands first."""
    changed = replace(case, send_before=before, issued=issued, status=status)
    section = Section(post={} if mail is None else {"RU": mail})  # type: ignore[dict-item]
    found = plan(changed, changed.addressees.values(), today, section, host, deadline_checked=deadline_checked)
    for reach in found.recipients:
        order = [("yes", "ask", "no").index(channel.makes_sense) for channel in reach.channels]
        assert order == sorted(order)
        for channel in reach.channels:
            assert channel.reason
            assert channel.reason[-1] not in ".;:"
            if status != "open" or (found.state == "past" and not deadline_checked):
                assert channel.makes_sense == "no"
            if channel.kind == "post" and channel.makes_sense == "yes":
                assert isinstance(mail, int)
                assert found.last_day is None or today + mail * DAY <= found.last_day
                assert found.last_day is not None or found.state == "asap"
            if mail == "suspended" and channel.kind == "post":
                assert channel.makes_sense == "no"
    assert plan(changed, changed.addressees.values(), today, section, host, deadline_checked=deadline_checked) == found
