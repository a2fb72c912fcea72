"""`plan`: what can still be sent to whom, how, and until when."""

from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options, outcome
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.terminal_text import one_line, visible_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day  # noqa: N812  # an option is called `date`

    from ualetters.delivery.plan import Channel, Plan
    from ualetters.job import Job
    from ualetters.model.section import Section
    from ualetters.order import Order


class Form(StrEnum):
    """How `plan` reports."""

    TEXT = "text"
    JSON = "json"


def plan(
    cases: options.Cases,
    *,
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    origin: options.From = None,
    to: options.To = None,
    section: options.SectionFile = None,
    date: options.Date = None,
    protect: options.Protect = None,
    deadline_checked: options.DeadlineChecked = False,
    directory: options.Directories = None,
    report: Annotated[Form, typer.Option("--report", help="text for people, json for programs.")] = Form.TEXT,
) -> None:
    """Plan what to send by the deadline: every channel of every recipient, the best first, and whether to use it.

    Numbers stand as they are dialled in your country. Post is advised only where your section's file says how many
    days mail takes, and only if a letter arrives by the last day; otherwise the plan says whom to ask. Nothing is sent.

    The section's file holds for letters posted in its own country; all but that country may be left out:

      country: CH

      post: {RU: suspended, UZ: 14}

      postage: {abroad: "1.90 CHF", inland: "1.20 CHF"}

    Examples:

      ualetters plan cases --from DE

      ualetters plan cases/azimov.yaml --to bastrykin --section my-section.yaml --report json
    """
    from msgspec import to_builtins

    from ualetters.checks.protected import concealed, in_printed
    from ualetters.delivery.plan import plan as plan_of
    from ualetters.model.section import Section
    from ualetters.order import Order
    from ualetters.section_file import SECTION_FILE, unused

    today = options.today(date)
    country = options.country(origin)
    profile = options.profile(sender, None, blank=blank, origin=origin)
    host = profile.country if profile else country
    words = options.protected(protect)
    told = options.section(section)
    mail = (told or Section()).for_host(host)
    plans: list[Plan] = []
    ids: list[str] = []
    refused: list[Problem] = []
    jobs, problems = _read(options.case_files(cases), directory, Order(today=today, country=host))
    for job in sorted(jobs, key=lambda job: (job.case.id, job.file)):
        ids += [one.id for one in job.everybody]
        if chosen := sorted((one for one in job.everybody if not to or one.id in to), key=lambda one: one.id):
            found = plan_of(job.case, chosen, today, mail, host, deadline_checked=deadline_checked)
            held = list(in_printed(Place(job.file, path="plan"), to_builtins(found), words))
            refused += held
            plans += [] if held else [found]
    # Somebody in a case that could not be read may have the id.
    problems += refused + ([] if problems else _nobody(to or (), ids))
    if report is Form.JSON:
        _print_json(plans, today)
    else:
        _print_text(plans)
        _advise(plans, told, host)
    console.problems(unused(told, host, str(section or SECTION_FILE)))
    console.problems(concealed(problem, words) for problem in problems)
    raise typer.Exit(outcome.FAILED if problems else 0)


def _read(paths: list[Path], directory: list[Path] | None, order: "Order") -> "tuple[list[Job], list[Problem]]":
    from ualetters.job import Job

    shop = options.workshop(None, directory)
    jobs: list[Job] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            jobs.append(Job.load(path, shop, order))
        except ProblemsError as error:
            problems += error.problems
    return jobs, problems


def _nobody(wanted: "list[str] | tuple[()]", ids: list[str]) -> list[Problem]:
    """The ids that were asked for and that nobody has in any of the cases."""
    from ualetters.fields import suggestion

    known = tuple(dict.fromkeys(ids))
    return [
        Problem(Place(f"--to {key}"), f"nobody has the id `{key}`", suggestion(key, known), check="to")
        for key in dict.fromkeys(wanted)
        if key not in known
    ]


def _print_json(plans: "list[Plan]", today: "Day") -> None:
    import json

    import msgspec

    found = {"date": today.isoformat(), "plans": msgspec.to_builtins(plans)}
    console.data(visible_json(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)) + "\n")


def _print_text(plans: "list[Plan]") -> None:
    """Print channels below their case and recipient: in a table of 80 columns a number would be broken in two."""
    lines: list[str] = []
    for one in plans:
        lines.append(one.case_id)
        for recipient in one.recipients:
            lines.append(f"  {recipient.id}")
            for advice, why, channels in _alike(recipient.channels):
                margins = (f"    {advice:<5}", " " * 9)
                lines += [f"{margins[bool(number)]}{_how(channel)}" for number, channel in enumerate(channels)]
                lines.append(f"{margins[1]}→ {why}")
    console.data("".join(f"{one_line(line)}\n" for line in lines))


def _alike(channels: "Iterable[Channel]") -> "Iterator[tuple[str, str, list[Channel]]]":
    """Channels beside each other of which the same is to be said."""
    for (advice, why), group in groupby(channels, key=lambda channel: (channel.makes_sense, _why(channel))):
        yield advice, why, list(group)


def _how(channel: "Channel") -> str:
    name = "e-mail" if channel.kind == "email" else channel.kind
    return f"{name} {channel.dialled or channel.value}".strip()


def _why(channel: "Channel") -> str:
    return f"{channel.reason}; postage {channel.postage}" if channel.postage else channel.reason


def _advise(plans: "list[Plan]", section: "Section | None", host: str | None) -> None:
    """Say what the plan could not know, and what must not be sent."""
    outcome.specimens(one.case_id for one in plans if one.state == "specimen")
    if plans and host is None:
        console.say("It is not known where you write from: name the country with --from, or run `ualetters sender`.")
    if plans and section is None:
        console.say("There is no section's file, so nothing is known of mail; `ualetters plan --help` shows one.")
