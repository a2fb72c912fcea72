"""`batch` and `verify`: all letters of many cases, and whether they are still what was made."""

from collections import Counter
from contextlib import ExitStack
import os
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options, outcome, paper
from ualetters.cli.outcome import Form
from ualetters.errors import OutputError, ProblemsError, Severity, UalettersError, errors_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ualetters.batch.destination import Destination
    from ualetters.batch.recipe import Recipe
    from ualetters.batch.run import Batch, Engine, Outcome
    from ualetters.batch.unit import Done, Unit
    from ualetters.errors import Problem
    from ualetters.reports import Row, State

_INTERRUPTED = 130
_AUTO = "auto"
_MOST_JOBS = 1000
# In characters.
_MOST_SHOWN = 20
_LOCAL, _DASK = "local", "dask"
# The states of a case whose senders fared differently: the first of them that holds.
_WORST_FIRST: "tuple[State, ...]" = ("failed", "left out", "written", "unchanged")


def batch(
    paths: options.Paths = None,
    *,
    lang: options.Lang = None,
    format: options.Formats = None,  # noqa: A002  # the option is called --format
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR|URL", help="Folder; with --parts also a URL.")
    ] = "letters",
    senders: Annotated[
        str | None,
        typer.Option("--senders", metavar="FILE", help="Those who write, a row each: .csv, .jsonl or .parquet."),
    ] = None,
    allow_personal_data: Annotated[
        bool, typer.Option("--allow-personal-data", help="Take --senders on a CI server too.")
    ] = False,
    jobs: Annotated[
        str, typer.Option("--jobs", "-j", metavar="N|auto", help="How many processes; auto takes what is fastest.")
    ] = _AUTO,
    date: options.Date = None,
    include_expired: Annotated[bool, typer.Option("--include-expired", help="Cases past their deadline too.")] = False,
    include_uncleared: Annotated[
        bool, typer.Option("--include-uncleared", help="Open cases that nobody has cleared too.")
    ] = False,
    only_check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if something would differ.")
    ] = False,
    frozen: Annotated[
        bool,
        typer.Option("--frozen", help="Refuse other programs, libraries, packs or fonts than the manifest's."),
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what earlier runs made and nobody makes any more.")
    ] = False,
    parts: Annotated[
        bool, typer.Option("--parts", help="Bind the letters of a case, and of 1,000 senders, into one .zip.")
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", metavar=f"{_LOCAL}|{_DASK}", help="dask takes many machines.")
    ] = _LOCAL,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS|local", help="Where dask's scheduler is.")
    ] = _LOCAL,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    origin: options.From = None,
    layout: paper.Layout = None,
    font: options.Font = None,
    fax_encoding: options.FaxCode = options.FaxEncoding.G4,
    protect: options.Protect = None,
    accept_risk: options.AcceptRisk = False,
    deadline_checked: options.DeadlineChecked = False,
    strict: options.Strict = False,
    report: options.Report = Form.TEXT,
    quiet: options.Quiet = False,
) -> None:
    """Write the letters of all cases to DIR/<case>/<language>/<recipient>.<format>, and DIR/manifest.json.

    What has not changed since the last run is left alone. A bad case stops no other. With --senders every letter is
    made for every one of them: DIR/<case>/<language>/<recipient>/<sender>.<format>.

    Examples:

      ualetters batch cases --lang all --format pdf --output letters

      ualetters batch cases --lang all --output letters --check
    """
    from ualetters.batch.recipe import Recipe
    from ualetters.batch.run import Batch, run
    from ualetters.order import ALL, Order

    if senders and os.environ.get("CI") and not allow_personal_data:
        raise typer.BadParameter("--senders is personal data, and this is a CI server; --allow-personal-data takes it")
    if senders and origin:
        raise typer.BadParameter("each of --senders says which country they write from; leave out --from")
    shop = options.workshop(templates, directory, font)
    formats = options.formats(format)
    recipe = Recipe(
        order=Order(
            today=options.today(date),
            languages=options.languages(lang, shop, (ALL,)),
            formats=formats,
            protected=options.protected(protect),
            accept_risk=accept_risk,
            deadline_checked=deadline_checked,
            strict=strict,
            layout=paper.layout(layout, shop, formats),
            fax_encoding=fax_encoding.value,
            country=options.country(origin),
        ),
        templates=tuple(templates or ()),
        directories=tuple(directory or ()),
        font=font,
        senders=senders,
        include_expired=include_expired,
        include_uncleared=include_uncleared,
        # A cluster that wrote a million files would wait for its disk most of the time.
        parts=parts or engine == _DASK,
    )
    request = Batch(
        recipe=recipe,
        files=tuple(options.case_files(paths)),
        destination=_destination(output, parts=recipe.parts),
        engine=_engine(engine, scheduler, jobs),
        only_check=only_check,
        frozen=frozen,
        prune=prune,
    )
    begun = monotonic()
    try:
        with _Told("Parts" if senders else "Cases", quiet=quiet) as watch:
            found = run(request, watch)
    except KeyboardInterrupt:
        console.say("Interrupted. What was written is whole, and the same command goes on from there.")
        raise typer.Exit(_INTERRUPTED) from None
    except (ProblemsError, OutputError) as error:
        # What concerns every case; a program is told as it asked to be.
        if report is Form.TEXT:
            raise
        if isinstance(error, ProblemsError):
            outcome.report(report, (), error.problems)
            raise typer.Exit(outcome.FAILED) from None
        outcome.report(report, (), [outcome.problem_of(error, error.path, "output")])
        raise typer.Exit(outcome.code_of(error)) from None
    rows = _rows(found, recipe.order.protected)
    if report is Form.TEXT:
        console.data("".join(f"{request.destination.name}/{path}\n" for path in found.written))
    problems = outcome.report(report, rows, found.problems, quiet=quiet)
    if not quiet:
        _summed_up(request, found, rows, monotonic() - begun)
    raise typer.Exit(_exit_code(request, found, problems))


def _destination(given: str, *, parts: bool) -> "Destination":
    """Where the letters are.

    Raises:
        OutputError: Nobody answers there.
        typer.BadParameter: It is no folder, and no URL where letters can be.
    """
    from ualetters.batch.destination import Folder, destination

    if not given.strip():
        raise typer.BadParameter("no folder is named; write `letters`, say, or `.` for this folder")
    try:
        found = destination(given)
    except OutputError:
        raise
    except UalettersError as error:
        raise typer.BadParameter(str(error)) from None
    if not parts and not isinstance(found, Folder):
        raise typer.BadParameter("--output is a URL, where every file is a request; add --parts")
    return found


def _engine(name: str, scheduler: str, jobs: str) -> "Engine":
    """Who makes the letters.

    Raises:
        typer.BadParameter: There is no such engine, what it needs is not installed, `jobs` is no number, or one of
            these has nothing to do with the others.
    """
    from ualetters.batch.local import in_processes, in_this_process, usual_jobs

    # Before int(), which refuses thousands of digits.
    is_number = jobs.isascii() and jobs.isdigit() and len(jobs) <= len(str(_MOST_JOBS))
    if jobs != _AUTO and not (is_number and 1 <= int(jobs) <= _MOST_JOBS):
        asked = jobs if len(jobs) <= _MOST_SHOWN else f"{jobs[:_MOST_SHOWN]}…"
        raise typer.BadParameter(f"--jobs is a number of processes, at most {_MOST_JOBS}, or {_AUTO}; not '{asked}'")
    count = None if jobs == _AUTO else int(jobs)
    if name == _DASK:
        if count and scheduler != _LOCAL:
            raise typer.BadParameter(
                "--jobs is for workers on this machine, and --scheduler has its own; leave one out"
            )
        return _cluster(scheduler, count)
    if name != _LOCAL:
        raise typer.BadParameter(f"there is no engine '{name}'; it is {_LOCAL} or {_DASK}")
    if scheduler != _LOCAL:
        raise typer.BadParameter(f"--scheduler is for --engine {_DASK}; add that, or leave it out")

    def made(recipe: "Recipe", units: "Sequence[Unit]", where: "Destination") -> "Iterator[Done]":
        wanted = min(count or usual_jobs(recipe, units), len(units))
        return in_processes(recipe, units, where, wanted) if wanted > 1 else in_this_process(recipe, units, where)

    return made


def _cluster(scheduler: str, jobs: int | None) -> "Engine":
    from functools import partial

    from ualetters.batch.cluster import in_cluster, is_installed, is_open_to_others, remedy

    if not is_installed():
        raise typer.BadParameter(f"the engine '{_DASK}' needs more libraries: {remedy()}")
    if is_open_to_others(scheduler):
        console.say(
            "The connection to the scheduler is not encrypted: whoever reaches it can run programs on its workers, "
            "which read your senders. Start scheduler and workers with TLS, and name the scheduler as tls://…"
        )
    return partial(in_cluster, scheduler=scheduler, jobs=jobs)


class _Told(ExitStack):
    """Tells how a batch goes on.

    Args:
        pieces: What is counted.
        quiet: Whether nobody wants to know.
    """

    def __init__(self, pieces: str, *, quiet: bool) -> None:
        super().__init__()
        self._pieces = pieces
        self._quiet = quiet
        self._step: Callable[[], object] = lambda: None

    def waiting(self) -> None:
        """Another batch writes to the same folder."""
        console.say("Another batch is writing there; waiting for it to end.")

    def begun(self, units: int) -> None:
        """So many units are to be made."""
        self._step = self.enter_context(console.progress(units, self._pieces, quiet=self._quiet))

    def done(self, done: "Done") -> None:  # noqa: ARG002
        """One more is done."""
        self._step()


def _rows(found: "Outcome", protected: "tuple[str, ...]") -> "list[Row]":
    """What came of each case, in the order of the files; the parts of its senders together."""
    from ualetters.reports import Row

    cases: dict[str, list[Done]] = {}
    for done in found.done:
        cases.setdefault(done.unit.file, []).append(done)
    rows = []
    for file, parts in cases.items():
        states = {done.state for done in parts}
        state = next(state for state in _WORST_FIRST if state in states)
        problems = {problem: None for done in parts for problem in done.problems}
        name = outcome.row_name(parts[0].case_id, file, protected)
        rows.append(Row(name, file, state, tuple(problems), parts[0].why))
    return rows


def _summed_up(request: "Batch", found: "Outcome", rows: "list[Row]", seconds: float) -> None:
    """Say what was done, and what must be known before a letter is sent."""
    from ualetters.reports import many

    for row in rows:
        if row.state == "left out":
            console.say(f"{row.file}: left out: {row.why}")
    made = [(done.case_id, done.made) for done in found.done if done.made and done.case_id]
    outcome.specimens(case_id for case_id, one in made if one.is_specimen)
    codes = {code for _, one in made for code in one.languages}
    packs = found.manifest.inputs.packs.items()
    # Of letters that stand already the manifest says what languages they are in, and it may say anything.
    outcome.drafts(code for code, pack in packs if code in codes and pack["status"] == "draft")
    # A sender who fails their case keeps nobody else from getting letters.
    new = {done.unit: done.made.letters for done in found.done if done.made and done.state != "unchanged"}
    cases = {unit.file for unit, letters in new.items() if letters}
    count = Counter(row.state for row in rows)
    verb = "Would write" if request.only_check else "Wrote"
    told = [f"{verb} {many(sum(new.values()), 'letter')} of {many(len(cases), 'case')} in {seconds:.1f} s"]
    others: tuple[State, ...] = ("unchanged", "left out", "failed")
    console.say("; ".join([*told, *(f"{count[state]} {state}" for state in others if count[state])]) + ".")
    if found.removed:
        verb = "Would remove" if request.only_check else "Removed"
        console.say(f"{verb} {many(len(found.removed), 'file')} that no case makes any more.")
    if found.manifest.left and not request.prune:
        console.say(
            f"Left from earlier runs: {many(len(found.manifest.left), 'file')} whose case is gone, left out or failed, "
            "or that nobody asked for. --prune removes what is left."
        )


def _exit_code(request: "Batch", found: "Outcome", problems: "Iterable[Problem]") -> int:
    if errors_in(problems) or (request.only_check and (found.written or found.removed)):
        return outcome.FAILED
    warned = any(problem.severity is Severity.WARNING for problem in problems)
    return outcome.WARNED if request.recipe.order.strict and warned else 0


def verify(
    folder: Annotated[str, typer.Argument(metavar="DIR|URL", help="The output folder of a batch.")],
    *,
    report: options.Report = Form.TEXT,
    quiet: options.Quiet = False,
) -> None:
    """Read every file of a batch again, and say which is missing or not what was made.

    Example:

      ualetters verify letters
    """
    from ualetters.batch import verify as verifying
    from ualetters.reports import many

    where = _destination(folder, parts=True)
    with ExitStack() as opened:

        def begun(files: int) -> "Callable[[], object]":
            return opened.enter_context(console.progress(files, "Files", quiet=quiet))

        found = list(verifying.verify(where, begun))
    outcome.report(report, (), found, quiet=quiet)
    wrong = errors_in(found)
    if report is Form.TEXT and not quiet:
        missing = f"{many(len(wrong), 'file')} of {where.name} missing or changed."
        console.say(missing if wrong else f"{where.name} is whole.")
    raise typer.Exit(outcome.FAILED if wrong else 0)
