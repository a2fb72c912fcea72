"""`envelopes`: envelopes or labels for everybody who gets something by post."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options, outcome, paper
from ualetters.errors import Place, Problem, Severity, UalettersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ualetters.documents import Made
    from ualetters.model.letter import Letter
    from ualetters.order import Order
    from ualetters.pipeline import Result
    from ualetters.workshop import Workshop

    Press = Callable[[Sequence[Letter]], bytes]

_CHECK = "post"


def envelopes(
    cases: options.Cases,
    *,
    envelope: paper.EnvelopeOption = None,
    labels: paper.LabelsOption = None,
    skip: paper.Skip = 0,
    lang: options.Lang = None,
    to: options.To = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.pdf", help="The PDF; by default envelopes.pdf or labels.pdf."),
    ] = None,
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    origin: options.From = None,
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
    """Print envelopes or labels: one PDF with the address of everybody who gets something by post, each once.

    The country stands on the last line, in the language of the country that you post from, and is left out inside it.
    On an envelope your own address stands at the top left, as far as your profile lets it be printed. Who has no
    address in Latin script is named. Nothing is made of a case of which a letter fails.

    Examples:

      ualetters envelopes cases --from DE

      ualetters envelopes cases/azimov.yaml --to bastrykin --envelope C6 --output azimov.pdf

      ualetters envelopes cases --labels L7160 --skip 4
    """
    from ualetters.order import ALL, OWN, Order
    from ualetters.writer import write_files

    target = paper.pdf_file(output or Path("labels.pdf" if labels else "envelopes.pdf"), "envelopes.pdf")
    shop = options.workshop(templates, directory, font)
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
    press, stock = _press(shop, order, envelope, labels, skip)
    rendered = outcome.rendered(options.case_files(cases), shop, order, quiet=quiet)
    results = [_with_notes(_about_post(result)) for result in rendered]
    content, results = _printed(results, press)
    outcome.told(results, quiet=quiet, with_table=False)
    if not content:
        if not any(result.failed for result in results):
            console.say("Nobody gets anything by post, so nothing was written.")
        raise typer.Exit(outcome.FAILED)
    console.data("".join(f"{path}\n" for path in write_files({PurePosixPath(target.name): content}, target.parent)))
    if not quiet:
        _advise(results, order, stock)
    raise typer.Exit(outcome.exit_code(results, strict=strict))


def _press(
    shop: "Workshop", order: "Order", envelope: str | None, labels: str | None, skip: int
) -> "tuple[Press, str]":
    """The function that prints on labels, if they were asked for, or else on envelopes, and the name of what it needs.

    Raises:
        typer.BadParameter: There are no such labels or envelopes, or both were asked for.
    """
    from ualetters.formats.labels import labels_sheet
    from ualetters.formats.paper import stationery
    from ualetters.formats.sheets import envelope_sheet
    from ualetters.formats.typesetting import typeset
    from ualetters.language import US_LETTER_COUNTRIES
    from ualetters.model.letter import Paper

    named, sheet = paper.addressed(envelope, labels, skip, shop)
    set_sheets = typeset(shop.templates, shop.own_font)
    known = stationery(shop.templates)
    size = Paper.US_LETTER if order.host in US_LETTER_COUNTRIES else Paper.A4
    name = named or known.envelope_of(order.host, size)

    def press(letters: "Sequence[Letter]") -> bytes:
        if sheet is not None:
            return set_sheets((labels_sheet(letters, sheet, skip),), "Labels", order.today)
        return set_sheets([envelope_sheet(letter, name, known) for letter in letters], "Envelopes", order.today)

    return press, f"{labels} labels" if sheet else f"{name} envelopes"


def _about_post(result: "Result") -> "Result":
    """The result without what is only to be known of what letters say; all of it if it tells why the case fails."""
    from msgspec.structs import replace

    from ualetters.checks import translations

    if result.failed:
        return result
    return replace(result, problems=tuple(one for one in result.problems if one.check != translations.ID))


def _with_notes(result: "Result") -> "Result":
    """The result with a note for everybody whose address is not known or cannot be printed."""
    posted = {made.recipient.id for made in _posted(result)}
    notes = []
    for recipient in {made.recipient.id: made.recipient for made in result.made}.values():
        if recipient.id not in posted:
            known = bool(recipient.address)
            why = "there is no address in Latin script" if known else "no address is known"
            hint = "write it by hand" if known else "look it up and write it by hand"
            message = f"nothing is printed for `{recipient.id}`: {why}"
            notes.append(Problem(Place(str(result.path)), message, hint, Severity.NOTE, _CHECK))
    return result.with_problems(notes)


def _posted(result: "Result") -> "tuple[Made, ...]":
    """One letter for everybody who gets one by post, in whichever language an address was found first."""
    found: dict[str, Made] = {}
    for made in result.made:
        if made.letter.postal is not None:
            found.setdefault(made.recipient.id, made)
    return tuple(found.values())


def _once(results: "Iterable[Result]") -> "list[Letter]":
    """A letter for each address; a specimen's is never printed for another case."""
    found: dict[object, Letter] = {}
    for result in results:
        for made in _posted(result):
            found.setdefault((made.letter.postal, bool(made.letter.mark)), made.letter)
    return [*found.values()]


def _printed(results: "list[Result]", press: "Press") -> "tuple[bytes, list[Result]]":
    """The PDF, empty if there is nothing to print, and the results; a case of which an address fails is left out."""
    letters = _once(results)
    try:
        return press(letters) if letters else b"", results
    except UalettersError:
        # It is not said of which letter.
        results = [result.with_problems(_failing(result, press)) for result in results]
    letters = _once(results)
    return press(letters) if letters else b"", results


def _failing(result: "Result", press: "Press") -> list[Problem]:
    """Why some addresses of a case cannot be printed."""
    problems = []
    for made in _posted(result):
        try:
            press([made.letter])
        except UalettersError as error:
            problems.append(outcome.problem_of(error, f"{made.letter.case_id}/{made.recipient.id}", _CHECK))
    return problems


def _advise(results: "Iterable[Result]", order: "Order", stock: str) -> None:
    """Say how to print them, and what must be known before they are posted."""
    cases = [result.case for result in results if result.case and _posted(result)]
    outcome.specimens(case.id for case in cases if case.status == "specimen")
    if order.host is None:
        console.say("It is not known where you post from, so each country is printed, and in English; use --from.")
    console.say(f"Print at 100 % on {stock}; try one on plain paper first.")
