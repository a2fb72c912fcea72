"""`render` and `preview`: letters of one or more cases."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options, outcome, paper
from ualetters.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ualetters.pipeline import Result

STDOUT = "-"
FAX_LIST = "fax-jobs.txt"


def render(
    cases: options.Cases,
    *,
    lang: options.Lang = None,
    to: options.To = None,
    format: options.Formats = None,  # noqa: A002  # the option is called --format
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR|-", help="Folder; - prints one text letter.")
    ] = "letters",
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    origin: options.From = None,
    layout: paper.Layout = None,
    font: options.Font = None,
    fax_encoding: options.FaxCode = options.FaxEncoding.G4,
    fax_script: Annotated[
        bool, typer.Option("--fax-script", help=f"Write {FAX_LIST}, a job list for HylaFAX; nothing is dialled.")
    ] = False,
    protect: options.Protect = None,
    accept_risk: options.AcceptRisk = False,
    deadline_checked: options.DeadlineChecked = False,
    strict: options.Strict = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Write beside each letter what it says, in your own language or in English."),
    ] = False,
    open_first: Annotated[bool, typer.Option("--open", help="Open the first letter when it is done.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Write one letter per recipient to DIR/<case>/<language>/<recipient>.<format>.

    Nothing of a case is written if any of its letters fails; the other cases still are. Beside a letter in a language
    that your profile does not list stands what it says in your own (<recipient>.own.txt, not to be sent).

    Examples:

      ualetters render cases/kasymakhunov.yaml --lang ru

      ualetters render cases/azimov.yaml --lang en --to bastrykin -o -
    """
    from ualetters.order import ALL, OWN, Order

    shop = options.workshop(templates, directory, font)
    formats = _formats(format, to_stdout=output == STDOUT)
    if fax_script and "fax" not in formats:
        raise typer.BadParameter("--fax-script lists faxes; add --format fax")
    profile = options.profile(sender, lang, blank=blank, origin=origin)
    order = Order(
        today=options.today(date),
        languages=options.languages(lang, shop, (ALL, OWN)),
        to=tuple(to or ()),
        formats=formats,
        sender=profile,
        protected=options.protected(protect),
        accept_risk=accept_risk,
        deadline_checked=deadline_checked,
        strict=strict,
        # A letter in a language that the sender does not read is explained unasked; one that is printed stands alone.
        explain=output != STDOUT and (explain or None),
        layout=paper.layout(layout, shop, formats),
        fax_encoding=fax_encoding.value,
        country=options.country(origin),
    )
    results = outcome.rendered(options.case_files(cases), shop, order, quiet=quiet)
    code = _printed(results) if output == STDOUT else 0
    if output != STDOUT:
        code, results = _written(results, Path(output), open_first=open_first)
    outcome.told(results, quiet=quiet, with_table=output != STDOUT and not quiet)
    if not quiet:
        outcome.cautioned(results, shop)
    if fax_script:
        code = _list_faxes(results, Path(output)) or code
    raise typer.Exit(outcome.exit_code(results, strict=strict) or code)


def _formats(given: list[str] | None, *, to_stdout: bool) -> tuple[str, ...]:
    formats = options.formats(given)
    if to_stdout:
        if given and given != ["txt"]:
            raise typer.BadParameter("only text can be printed; leave --format out, or name a folder with --output")
        return ("txt",)
    return formats


def _printed(results: "Iterable[Result]") -> int:
    made = [made for result in results for made in result.made]
    if len(made) == 1:
        (document,) = made[0].documents.values()
        console.data(document.content.decode("utf-8"))
    elif made:
        ids = ", ".join(dict.fromkeys(f"{one.recipient.id} ({one.language})" for one in made))
        raise typer.BadParameter(f"-o - prints one letter, not {len(made)}: {ids}; choose with --to and --lang")
    return 0


def _written(results: "Iterable[Result]", folder: Path, *, open_first: bool) -> tuple[int, "list[Result]"]:
    """Write the letters; the results come back without those that could not be written."""
    from msgspec.structs import replace

    from ualetters.writer import write_files

    code = 0
    first: Path | None = None
    said: set[str] = set()
    done: list[Result] = []
    for result in results:
        files = {path: document.content for made in result.made for path, document in made.documents.items()}
        try:
            paths = write_files(files, folder) if files else ()
        except OutputError as error:
            if str(error) not in said:
                code = outcome.not_written(error)
            said.add(str(error))
            done.append(replace(result, made=()))
            continue
        first = first or next(iter(paths), None)
        console.data("".join(f"{path}\n" for path in paths))
        done.append(result)
    if open_first and first is not None:
        typer.launch(str(first))
    return code, done


def _list_faxes(results: "Iterable[Result]", folder: Path) -> int:
    """Write the list of the faxes of a run into the folder that they are in; the exit code if that fails, else 0."""
    from ualetters.formats.fax_jobs import FaxJob, fax_jobs
    from ualetters.writer import write_files

    jobs = [
        FaxJob.to(made.recipient.contacts.fax, path, made.letter.paper)
        for result in results
        for made in result.made
        for path, document in made.documents.items()
        if document.media_type == "image/tiff"
    ]
    try:
        (written,) = write_files({PurePosixPath(FAX_LIST): fax_jobs(jobs)}, folder)
    except OutputError as error:
        return outcome.not_written(error)
    console.data(f"{written}\n")
    return 0


def preview(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    *,
    lang: options.Lang = None,
    to: options.To = None,
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    origin: options.From = None,
    accept_risk: options.AcceptRisk = False,
) -> None:
    """Show the letters of a case in the terminal, and its background if it has any; nothing is written.

    Example:

      ualetters preview cases/kasymakhunov.yaml --lang ru --to bastrykin
    """
    from ualetters.order import ALL, FALLBACK, OWN, Order
    from ualetters.pipeline import render_case

    shop = options.workshop(templates, directory)
    order = Order(
        today=options.today(date),
        languages=options.languages(lang, shop, (ALL, OWN)),
        to=tuple(to or ()),
        formats=("txt",),
        sender=options.profile(sender, lang, blank=blank, origin=origin),
        accept_risk=accept_risk,
        country=options.country(origin),
    )
    result = render_case(case, shop, order)
    for made in result.made:
        (document,) = made.documents.values()
        title = f"{made.letter.case_id} · {made.recipient.id} · {made.language}"
        console.letter(title, document.content.decode("utf-8"), made.letter.title, outcome.channels(made))
    if result.made and result.case:
        background = result.case.background
        language = next((made.language for made in result.made if made.language in background), FALLBACK)
        if language in background:
            console.say("", "Background, for you and not part of any letter:", "", *background[language].split("\n"))
    outcome.told([result] if result.failed else [], quiet=False, with_table=False)
    raise typer.Exit(outcome.exit_code([result], strict=False))
