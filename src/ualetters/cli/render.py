"""`render` and `preview`: letters of one or more cases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options
from ualetters.errors import OutputError, Place, Problem, Severity, errors_in
from ualetters.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ualetters.model.sender import Sender
    from ualetters.pipeline import Made, Result
    from ualetters.workshop import Workshop

FAILED, WARNED, IO_FAILED = 1, 3, 74
STDOUT = "-"
_To = Annotated[list[str] | None, typer.Option("--to", metavar="ID", help="Only this recipient.")]


def render(
    cases: options.Cases,
    *,
    lang: options.Lang = None,
    to: _To = None,
    format: Annotated[  # noqa: A002  # the option is called --format
        list[str] | None,
        typer.Option("--format", "-f", metavar="F", help=f"{', '.join(FORMATS)}; by default pdf and txt."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR|-", help="Folder; - prints one text letter.")
    ] = "letters",
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    font: options.Font = None,
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
    from ualetters.job import ALL, OWN, Order
    from ualetters.pipeline import render_case, with_same_ids_refused

    shop = options.workshop(templates, directory, font)
    formats = _formats(format, to_stdout=output == STDOUT)
    profile = _profile(sender, lang, blank=blank)
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
    )
    paths = options.case_files(cases)
    results: list[Result] = []
    with console.progress(len(paths), "Letters", quiet=quiet) as step:
        for path in paths:
            results.append(render_case(path, shop, order))
            step()
    results = with_same_ids_refused(results)
    code = _printed(results) if output == STDOUT else 0
    if output != STDOUT:
        code, results = _written(results, Path(output), open_first=open_first)
    _told(results, quiet=quiet, with_table=output != STDOUT and not quiet)
    if not quiet:
        _cautioned(results, shop)
    raise typer.Exit(_exit_code(results, strict=strict) or code)


def _profile(given: Path | None, lang: list[str] | None, *, blank: bool) -> "Sender | None":
    from ualetters.job import OWN

    profile = options.sender(given, blank=blank)
    if OWN in (lang or ()) and profile is None:
        raise typer.BadParameter("--lang own needs a sender profile; make one with `ualetters sender`")
    return profile


def _formats(given: list[str] | None, *, to_stdout: bool) -> tuple[str, ...]:
    from ualetters.fields import suggestion

    for name in given or ():
        if name not in FORMATS:
            raise typer.BadParameter(f"there is no format '{name}'; {suggestion(name, FORMATS)}")
    if to_stdout:
        if given and given != ["txt"]:
            raise typer.BadParameter("only text can be printed; leave --format out, or name a folder with --output")
        return ("txt",)
    return tuple(dict.fromkeys(given or ("pdf", "txt")))


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
            code = FAILED if error.bad_place else IO_FAILED
            if str(error) not in said:
                console.problems([Problem(Place(error.path), str(error).removeprefix(f"{error.path}: "), error.hint)])
            said.add(str(error))
            done.append(replace(result, made=()))
            continue
        first = first or next(iter(paths), None)
        console.data("".join(f"{path}\n" for path in paths))
        done.append(result)
    if open_first and first is not None:
        typer.launch(str(first))
    return code, done


def _told(results: "list[Result]", *, quiet: bool, with_table: bool) -> None:
    rows = [
        (made.letter.case_id, made.recipient.id, made.language, _channels(made))
        for result in results
        for made in result.made
    ]
    if rows and with_table:
        console.table(("Case", "Recipient", "Language", "Channels"), rows)
    for result in results:
        console.problems(result.problems, quiet=quiet)
        if result.failed:
            console.say(f"Nothing was written of {result.path}. Mend it, then run `ualetters check {result.path}`.")


def _channels(made: "Made") -> str:
    contacts = made.recipient.contacts
    post = ["post"] if made.recipient.address else []
    fax = [f"fax {number.international}" for number in contacts.fax]
    web = [f"web {address}" for address in contacts.web]
    phone = [f"phone {number.international}" for number in contacts.phone]
    found = [*fax, *(f"e-mail {address}" for address in contacts.email), *web, *phone, *post]
    return "; ".join(found) or "look up the address"


def _cautioned(results: "Iterable[Result]", shop: "Workshop") -> None:
    """Say what must be known before a letter is sent: that it is a specimen, or in a language nobody has signed."""
    made = [one for result in results for one in result.made]
    cases = [result.case for result in results if result.made and result.case]
    for case_id in sorted(case.id for case in cases if case.status == "specimen"):
        console.say(f"The case `{case_id}` is a specimen: do not send its letters.")
    for code in sorted({one.language for one in made if shop[one.language].status == "draft"}):
        console.say(f"The language pack `{code}` is a draft that no named reader has signed; let a native reader look.")


def _exit_code(results: "Iterable[Result]", *, strict: bool) -> int:
    if any(result.case is None or errors_in(result.problems) for result in results):
        return FAILED
    warned = any(problem.severity is Severity.WARNING for result in results for problem in result.problems)
    return WARNED if strict and warned else 0


def preview(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    *,
    lang: options.Lang = None,
    to: _To = None,
    sender: options.SenderFile = None,
    blank: options.Blank = False,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    accept_risk: options.AcceptRisk = False,
) -> None:
    """Show the letters of a case in the terminal, and its background if it has any; nothing is written.

    Example:

      ualetters preview cases/kasymakhunov.yaml --lang ru --to bastrykin
    """
    from ualetters.job import ALL, FALLBACK, OWN, Order
    from ualetters.pipeline import render_case

    shop = options.workshop(templates, directory)
    order = Order(
        today=options.today(date),
        languages=options.languages(lang, shop, (ALL, OWN)),
        to=tuple(to or ()),
        formats=("txt",),
        sender=_profile(sender, lang, blank=blank),
        accept_risk=accept_risk,
    )
    result = render_case(case, shop, order)
    for made in result.made:
        (document,) = made.documents.values()
        title = f"{made.letter.case_id} · {made.recipient.id} · {made.language}"
        console.letter(title, document.content.decode("utf-8"), made.letter.title, _channels(made))
    if result.made and result.case:
        background = result.case.background
        language = next((made.language for made in result.made if made.language in background), FALLBACK)
        if language in background:
            console.say("", "Background, for you and not part of any letter:", "", *background[language].split("\n"))
    _told([result] if result.failed else [], quiet=False, with_table=False)
    raise typer.Exit(_exit_code([result], strict=False))
