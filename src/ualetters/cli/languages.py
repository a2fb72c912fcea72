"""`languages`: which packs there are, what they lack, a new one to start from, and a sheet for a reader to sign."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options
from ualetters.errors import OutputError, Place, Problem, ProblemsError, Severity, errors_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ualetters.model.pack import LanguagePack
    from ualetters.workshop import Workshop

MODEL = "en"
_SIGNS = {"sure": "●", "fair": "◐", "unsure": "○", "": "·"}
_NOT_THERE = "–"
_LEGEND = "● sure or reviewed  ◐ fairly sure  ○ needs a native reader  · not marked  – missing"
_Code = Annotated[str, typer.Argument(metavar="CODE", help="Code of the language, such as kk.")]

app = typer.Typer(
    help="Language packs: what there is, what is missing, how to add one.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@app.callback()
def languages(
    context: typer.Context,
    *,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    cases: Annotated[
        list[Path] | None, typer.Option("--cases", metavar="PATH", help="Case files or folders; else `cases`.")
    ] = None,
    phrases: Annotated[bool, typer.Option("--phrases", help="Show every phrase in every language.")] = False,
) -> None:
    """List the language packs, how much of the phrasebook they have, and the languages in which each case is complete.

    Examples:

      ualetters languages --phrases

      ualetters languages check ru

      ualetters languages new kk --output templates
    """
    if context.invoked_subcommand is not None:
        given = {"--templates": templates, "--directory": directory, "--cases": cases, "--phrases": phrases}
        for name in (name for name, value in given.items() if value):
            message = f"write {name} after `{context.invoked_subcommand}`, or leave it out: here it has no effect"
            raise typer.BadParameter(message)
        return
    shop = options.workshop(templates, directory)
    packs, problems = _readable(shop)
    console.table(
        ("Code", "Language", "Status", "Reviewed by", "Concerns", "Asks", "Countries", "Unsure"),
        [_pack_row(shop, pack) for pack in packs],
        to_stdout=True,
    )
    if phrases:
        console.data(f"\n{_LEGEND}\n\n")
        rows = list(_phrase_rows(shop, packs))
        console.table(("Phrase", *(pack.code for pack in packs)), rows, to_stdout=True)
    if paths := options.case_files(cases) if cases else _cases_beside():
        console.data("\n")
        rows, found = _case_rows(shop, [pack.code for pack in packs], paths)
        problems += found
        console.table(("Case", *(pack.code for pack in packs)), rows, to_stdout=True)
        console.say("✓ complete; a number: things that are missing, which `ualetters check CASE --lang CODE` names.")
    console.problems(problems)
    raise typer.Exit(1 if errors_in(problems) else 0)


def _cases_beside() -> list[Path]:
    """The cases in the folder in which cases are kept, if there are any."""
    try:
        return options.case_files(None)
    except typer.BadParameter:
        return []


def _readable(shop: "Workshop") -> "tuple[list[LanguagePack], list[Problem]]":
    packs, problems = [], []
    for code in shop.languages:
        try:
            packs.append(shop[code])
        except ProblemsError as error:
            hint = f"`ualetters languages check {code}` lists them"
            count = len(error.problems)
            message = (
                f"the language pack `{code}` cannot be used: {count} {'thing is' if count == 1 else 'things are'} wrong"
            )
            problems.append(Problem(Place(code), message, hint, check="pack"))
    return packs, problems


def _pack_row(shop: "Workshop", pack: "LanguagePack") -> tuple[str, ...]:
    book = shop.phrasebook
    phrases = [*(f"concerns.{key}" for key in pack.concerns), *(f"asks.{key}" for key in pack.asks)]
    return (
        pack.code,
        pack.name,
        pack.status,
        pack.reviewed_by or "nobody yet",
        f"{len(pack.concerns.keys() & book.concerns.keys())}/{len(book.concerns)}",
        f"{len(pack.asks.keys() & book.asks.keys())}/{len(book.asks)}",
        str(len(pack.countries)),
        str(sum(pack.phrase_marks.of(path) == "unsure" for path in phrases)),
    )


def _phrase_rows(shop: "Workshop", packs: "Iterable[LanguagePack]") -> "Iterable[tuple[str, ...]]":
    for kind, known in (("concerns", shop.phrasebook.concerns), ("asks", shop.phrasebook.asks)):
        for key in known:
            path = f"{kind}.{key}"
            yield (path, *(_sign(pack, path) if key in getattr(pack, kind) else _NOT_THERE for pack in packs))


def _sign(pack: "LanguagePack", path: str) -> str:
    return _SIGNS["sure"] if pack.status == "reviewed" else _SIGNS[pack.phrase_marks.of(path)]


def _case_rows(shop: "Workshop", codes: list[str], paths: list[Path]) -> tuple[list[tuple[str, ...]], list[Problem]]:
    from ualetters.job import Job
    from ualetters.order import Order

    order = Order(today=options.today(None))
    rows: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    with console.progress(len(paths), "Cases") as step:
        for path in paths:
            try:
                job = Job.load(path, shop, order)
            except ProblemsError as error:
                problems += error.problems
            else:
                lacking = [len(set(job.errors(code))) for code in codes]
                rows.append((job.case.id, *(str(count) if count else "✓" for count in lacking)))
            step()
    return rows, problems


@app.command()
def check(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help="Languages; without one, all.")] = None,
    *,
    templates: options.TemplateRoots = None,
    quiet: options.Quiet = False,
) -> None:
    """Read every string of a pack: what is missing, misspelt, or asks for a form that there is not.

    Example:

      ualetters languages check ru
    """
    from ualetters.pack_check import check_pack

    shop = options.workshop(templates, None)
    found: list[Problem] = []
    wanted = options.languages(codes, shop) or shop.languages
    for code in wanted:
        try:
            found += check_pack(shop[code], shop.phrasebook, shop.templates)
        except ProblemsError as error:
            found += error.problems
    console.problems(found, quiet=quiet)
    count = {severity: sum(problem.severity is severity for problem in found) for severity in Severity}
    numbers = ", ".join(f"{count[severity]} {severity}{'' if count[severity] == 1 else 's'}" for severity in Severity)
    console.say(f"Checked {len(wanted)} {'pack' if len(wanted) == 1 else 'packs'}: {numbers}.")
    raise typer.Exit(1 if errors_in(found) else 0)


@app.command()
def new(
    code: _Code,
    *,
    like: Annotated[
        str, typer.Option("--like", metavar="CODE", help="The pack whose words stand beside yours.")
    ] = MODEL,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A template root of your own.")] = Path(
        "templates"
    ),
    templates: options.TemplateRoots = None,
) -> None:
    """Start a language pack: write DIR/CODE with everything to translate marked TODO.

    Example:

      ualetters languages new kk --like ru --output my-templates
    """
    from ualetters.cli.author import create
    from ualetters.new_language import new_language

    shop = options.workshop(templates, None)
    options.languages([like], shop)
    files = {output / path: text for path, text in new_language(code, like, shop.templates).items()}
    hint = "name another folder with --output, or remove it"
    for path in filter(Path.exists, files):
        raise OutputError(str(path), "the file is there already", hint, bad_place=True)
    done: list[Path] = []
    try:
        for path, text in files.items():
            create(path, text.encode(), private=False, hint=hint)
            done.append(path)
    except OutputError:
        # A part of a pack would be in the way of the next try.
        for path in done:
            path.unlink()
        raise
    console.data("".join(f"{path}\n" for path in files))
    console.say(
        f"Write what is marked TODO, then run `ualetters languages check {code} --templates {output}`.",
        "A phrase that still says TODO is simply not there yet: cases that do not use it can already be written.",
    )


@app.command()
def review(
    code: _Code,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="By default CODE-review.html.")
    ] = None,
    templates: options.TemplateRoots = None,
) -> None:
    """Write a review sheet: every string of a pack in its context, for a native reader to correct and sign.

    Example:

      ualetters languages review ru
    """
    from ualetters.cli.author import create
    from ualetters.review import review_sheet

    shop = options.workshop(templates, None)
    options.languages([code], shop)
    target = output or Path(f"{code}-review.html")
    hint = "name another file with --output, or remove it"
    create(target, review_sheet(code, shop).encode(), private=False, hint=hint)
    console.data(f"{target}\n")
    console.say(
        "Give it to a native reader, to print or to fill in. When it is signed, write `status: reviewed` and",
        f"`reviewed_by: NAME, DATE` in {code}/language.yaml.",
    )
