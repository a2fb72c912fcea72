"""`pack`: everything for a letter night in one PDF."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options, outcome, paper
from ualetters.errors import Place, Problem, ProblemsError, Severity, UalettersError

if TYPE_CHECKING:
    from ualetters.delivery.checklist import Entry
    from ualetters.delivery.pack import Pack, Wishes
    from ualetters.pipeline import Result
    from ualetters.workshop import Workshop

_CHECK = "pack"


def pack(
    cases: options.Cases,
    *,
    lang: options.Lang = None,
    to: options.To = None,
    copies: Annotated[int, typer.Option("--copies", metavar="N", min=1, max=500, help="Copies of each letter.")] = 1,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.pdf", help="The PDF.")] = Path("pack.pdf"),
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    origin: options.From = None,
    own: Annotated[
        str | None,
        typer.Option("--own", metavar="L", help="Language of the checklist; by default the profile's, else English."),
    ] = None,
    section: options.SectionFile = None,
    layout: paper.Layout = None,
    envelope: paper.EnvelopeOption = None,
    labels: paper.LabelsOption = None,
    skip: paper.Skip = 0,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    font: options.Font = None,
    protect: options.Protect = None,
    accept_risk: options.AcceptRisk = False,
    deadline_checked: options.DeadlineChecked = False,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a letter-night pack: one PDF to print, with everything that a table of volunteers needs.

    It begins with a checklist: by when to send, who gets what by which channel, what to dial, what to sign, and a bar
    that shows whether the printer kept the size. Then come the letters with their enclosures, and envelopes or labels
    for those whose address does not show in a window. Beside it FILE.ics reminds of the last day, in any calendar.

    Without a profile it is a blank pack: name, address, date and signature are filled in by hand. A section can put it
    on its site, and nobody who prints it need install anything.

    Examples:

      ualetters pack cases/kasymakhunov.yaml --lang ru --blank --from DE --own de --output pack.pdf

      ualetters pack cases --lang en --copies 20 --labels L7160 --section section.yaml
    """
    from ualetters.delivery.pack import Wishes
    from ualetters.model.section import Section
    from ualetters.order import ALL, FALLBACK, OWN, Order
    from ualetters.section_file import SECTION_FILE, unused
    from ualetters.writer import write_files

    paper.pdf_file(output, "pack.pdf")
    shop = options.workshop(templates, directory, font)
    named, sheet = paper.addressed(envelope, labels, skip, shop)
    profile = options.profile(sender, lang, blank=blank, origin=origin)
    order = Order(
        today=options.today(date),
        languages=options.languages(lang, shop, (ALL, OWN)),
        to=tuple(to or ()),
        formats=(),
        sender=profile,
        protected=options.protected(protect),
        accept_risk=accept_risk,
        deadline_checked=deadline_checked,
        strict=strict,
        country=options.country(origin),
        by_post=True,
    )
    reads = options.languages([own] if own else None, shop) or tuple(profile.languages if profile else ())
    told = options.section(section)
    wishes = Wishes(
        today=order.today,
        pack=shop[next((code for code in reads if code in shop), FALLBACK)],
        section=(told or Section()).for_host(order.host),
        host=order.host,
        copies=copies,
        deadline_checked=deadline_checked,
        layout=paper.layout(layout, shop),
        envelope=named,
        labels=sheet,
        skip=skip,
        protected=order.protected,
    )
    console.problems(unused(told, order.host, str(section or SECTION_FILE)))
    results = outcome.rendered(options.case_files(cases), shop, order, quiet=quiet)
    made, results = _packed(results, wishes, shop, output)
    outcome.told(results, quiet=quiet, with_table=not quiet)
    if made is not None:
        files = {PurePosixPath(output.name): made.content}
        beside = output.with_suffix(".ics")
        if reminder := _reminder(results, wishes):
            files[PurePosixPath(beside.name)] = reminder
        elif not quiet:
            console.say("There is no reminder: no last day is known that is still to come.")
        if reminder is None and beside.exists():
            left = "this reminder is of another pack"
            console.problems([Problem(Place(str(beside)), left, "delete it", Severity.WARNING)])
        console.data("".join(f"{path}\n" for path in write_files(files, output.parent)))
        notes = [Problem(Place(str(output)), note, "", Severity.NOTE) for note in made.notes]
        console.problems(notes, quiet=quiet)
    if not quiet:
        outcome.cautioned(results, shop)
    raise typer.Exit(outcome.exit_code(results, strict=strict))


def _packed(
    results: "list[Result]", wishes: "Wishes", shop: "Workshop", output: Path
) -> "tuple[Pack | None, list[Result]]":
    """The pack, if there are letters for it, and the results; a case of which a letter cannot be set is left out.

    Raises:
        typer.Exit: The checklist cannot be set.
    """
    from ualetters.delivery.pack import letter_night

    if not any(result.made for result in results):
        return None, results
    try:
        return letter_night(_entries(results, wishes), wishes, shop.templates, shop.own_font), results
    except ProblemsError:
        raise
    except UalettersError:
        # It is not said of which letter.
        results = [_without_unmakable(result, wishes, shop) for result in results]
    if not any(result.made for result in results):
        return None, results
    try:
        return letter_night(_entries(results, wishes), wishes, shop.templates, shop.own_font), results
    except UalettersError as error:
        console.problems([Problem(Place(str(output)), f"the checklist cannot be set: {error.message}", error.hint)])
        console.say("No pack was written.")
        raise typer.Exit(outcome.FAILED) from None


def _entries(results: "list[Result]", wishes: "Wishes") -> "list[Entry]":
    """The cases that there are letters of, each with what can still be done for it."""
    from ualetters.delivery.checklist import Entry
    from ualetters.delivery.plan import plan

    entries: list[Entry] = []
    for result in results:
        if result.case and result.made:
            people = {made.recipient.id: made.recipient for made in result.made}.values()
            given = (wishes.today, wishes.section, wishes.host)
            found = plan(result.case, people, *given, deadline_checked=wishes.deadline_checked)
            entries.append(Entry(result.case, found, result.made))
    return entries


def _without_unmakable(result: "Result", wishes: "Wishes", shop: "Workshop") -> "Result":
    """The result; without its letters, and with the reasons, if one of them cannot be set."""
    from ualetters.delivery.pack import unmakable

    problems = []
    for made, error in unmakable(result.made, wishes, shop.templates, shop.own_font):
        place = f"{made.letter.case_id}/{made.language}/{made.recipient.id}"
        problems.append(outcome.problem_of(error, place, _CHECK))
    return result.with_problems(problems)


def _reminder(results: "list[Result]", wishes: "Wishes") -> bytes | None:
    """The calendar file with the last days that are still to come; None if there is none.

    Only if every letter is of a specimen does it remind of theirs.
    """
    from ualetters.checks.deadline import last_day
    from ualetters.delivery.reminder import reminder

    cases = [result.case for result in results if result.case and result.made]
    meant = [case for case in cases if case.status != "specimen"]
    days = [day for day in map(last_day, meant or cases) if day and day >= wishes.today]
    if not days:
        return None
    mark = "" if meant else wishes.pack.labels["specimen"]
    return reminder(days, wishes.pack.volunteer["reminder"], mark, wishes.today)
