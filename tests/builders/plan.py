"""Open cases whose recipients have what a test of the plan wants, and what is advised about them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from builders.compose import case_of, job_of, official
from ualetters.compose.recipients import recipients
from ualetters.delivery.plan import Channel, Plan, plan
from ualetters.model.case import Case
from ualetters.model.section import Postage, Section

TODAY = date(2024, 3, 10)
SEND_BEFORE, LAST_DAY = "2024-04-12", date(2024, 4, 11)
SECTION = Section(post={"RU": 14, "CZ": 2, "BY": "suspended"}, postage=Postage("1.90 CHF", "1.20 CHF"))
EVERY_WAY: dict[str, Any] = official(
    fax="+7 499 265 90 77; +7 499 265 97 75",
    email="office@minjust.ru",
    web="https://minjust.gov.ru/form",
    phone="+7 495 955 57 03",
)
POST_ONLY: dict[str, Any] = official()

Row = tuple[str, str, str]


def open_case(folder: Path, **changes: Any) -> Case:  # noqa: ANN401
    """A case with a chair who can be reached in every way, which can be sent until the last day."""
    content = {"send_before": SEND_BEFORE, "addressees": {"chair": EVERY_WAY}} | changes
    return job_of(folder, case_of(**content)).case


def planned(
    folder: Path,
    *,
    today: date = TODAY,
    section: Section = SECTION,
    host: str | None = "CZ",
    deadline_checked: bool = False,
    **changes: Any,  # noqa: ANN401
) -> Plan:
    """The plan of such a case, with the embassies of a directory beside it if there is one."""
    content = {"send_before": SEND_BEFORE, "addressees": {"chair": EVERY_WAY}} | changes
    job = job_of(folder, case_of(**content))
    everybody = recipients(job.case, job.directory.embassies, host)
    return plan(job.case, everybody, today, section, host, deadline_checked=deadline_checked)


def to_chair(found: Plan) -> Mapping[str, Channel]:
    """The chair's channels by kind, in order; the first of each."""
    (reach,) = [one for one in found.recipients if one.id == "chair"]
    return {channel.kind: channel for channel in reversed(reach.channels)}


def rows(found: Plan, recipient: str = "chair") -> list[Row]:
    """Kind, advice and reason of every channel of a recipient, in order."""
    (reach,) = [one for one in found.recipients if one.id == recipient]
    return [(channel.kind, channel.makes_sense, channel.reason) for channel in reach.channels]
