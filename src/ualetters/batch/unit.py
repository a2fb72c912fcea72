"""The work of a batch that is done in one piece: one case, or one case for some of its senders."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ualetters.batch.destination import Shelf
from ualetters.batch.inputs import entries_used, entry_hashes, file_hash
from ualetters.batch.manifest import Made
from ualetters.batch.parts import bound, made_of
from ualetters.batch.recipe import Recipe
from ualetters.checks.deadline import days_left, last_day
from ualetters.checks.protected import in_printed
from ualetters.errors import OutputError, Place, Problem, ProblemsError, Severity, errors_in
from ualetters.job import Job
from ualetters.pipeline import Result, compose_job, render_job
from ualetters.reports import State
from ualetters.senders_file import Rows, read

# Checks whose messages repeat nothing of what a sender wrote.
_SILENT = ("sender", "protected")
_HINTS = {"formats": "a character of the row may be in no font: name one with --font, or leave that format out"}
_HINT = "make it with `ualetters render --sender` and the row as a profile, which says why"


class Unit(Struct, frozen=True):
    """One case, or one case for some of its senders.

    Attributes:
        file: The case file, as the user named it.
        sha256: Hash of the file.
        part: Path of the archive that its letters are bound into; empty if each is a file of its own.
        rows: Which senders; None where nobody writes yet.
        is_made: Whether its letters are there already, and only what is wrong with them is to be told again.
    """

    file: str
    sha256: str
    part: str = ""
    rows: Rows | None = None
    is_made: bool = False


class Done(Struct, frozen=True):
    """What came of a unit.

    Attributes:
        unit: The unit.
        state: What became of it.
        case_id: Id of the case, if it could be read.
        made: What stands in the output folder.
        problems: Everything found, sorted by place.
        why: Why it was left out.
    """

    unit: Unit
    state: State
    case_id: str | None = None
    made: Made | None = None
    problems: tuple[Problem, ...] = ()
    why: str = ""


def work(recipe: Recipe, unit: Unit, shelf: Shelf) -> Done:
    """Make the letters of a unit.

    Args:
        recipe: What they are made from.
        unit: The case and its senders.
        shelf: Where they are put.

    Raises:
        OutputError: They cannot be written.
        ProblemsError: A language pack or the phrasebook is broken, which concerns every case.
    """
    # A part is named after everything that it is made from: what has its name need not be made again.
    if known := _known_part(recipe, unit, shelf):
        return Done(unit, "unchanged", unit.part.partition("/")[0], known)
    path = Path(unit.file)
    try:
        job = Job.load(path, recipe.workshop, recipe.order)
    except ProblemsError as error:
        return Done(unit, "failed", problems=Result.unread(path, error, recipe.order).problems)
    if why := _reason_to_leave_out(recipe, job):
        return Done(unit, "left out", job.case.id, why=why)
    if _hash_now(path) != unit.sha256:
        problem = Problem(Place(unit.file), "the case was changed while its letters were made", "run the batch again")
        return Done(unit, "failed", problems=(problem,))
    return _of_case(recipe, unit, job, shelf)


def _known_part(recipe: Recipe, unit: Unit, shelf: Shelf) -> Made | None:
    """What the manifest says of a part that is there already; the protected words are not in its name."""
    archive = shelf.get(unit.part) if unit.part and not recipe.order.protected else None
    known = made_of(archive) if archive else None
    if archive is None or known is None:
        return None
    try:
        directory = recipe.workshop.directory(Path(unit.file))
    except ProblemsError:
        return None
    # Somebody may have changed the directory after the part was given its name.
    is_same = entry_hashes(directory, known.directory) == known.directory
    return replace(known, outputs=_hashes({unit.part: archive})) if is_same else None


def _reason_to_leave_out(recipe: Recipe, job: Job) -> str:
    """Why a case has no letters in a batch, which is no error; empty if it has."""
    case = job.case
    if case.status == "superseded" and case.superseded_by:
        is_secret = any(in_printed(Place(""), case.superseded_by, recipe.order.protected))
        return case.status if is_secret else f"superseded by `{case.superseded_by}`"
    if case.status in ("closed", "superseded"):
        return case.status
    if case.status == "open" and case.cleared is None and not recipe.include_uncleared:
        return "nobody has cleared it; --include-uncleared makes its letters all the same"
    left = days_left(case, job.order.today)
    if left is not None and left < 0 and not recipe.include_expired:
        return f"its last day was {last_day(case)}; --include-expired makes its letters all the same"
    return ""


def _of_case(recipe: Recipe, unit: Unit, job: Job, shelf: Shelf) -> Done:
    """What comes of a case that may be written."""
    if unit.is_made:
        told = _letters(recipe, unit, job, compose_job)
        if not told.failed and not errors_in(told.problems):
            return Done(unit, "unchanged", job.case.id, problems=told.problems)
        # Somebody cannot have their letter any more, and those of the others are made without it.
    found = _letters(recipe, unit, job, render_job)
    if found.failed:
        return Done(unit, "failed", job.case.id, problems=found.problems)
    return _put(unit, job, found, shelf)


def _hash_now(path: Path) -> str | None:
    """The hash of a case file; None if it is gone."""
    try:
        return file_hash(path)
    except OSError:
        return None


class _Found(Struct, frozen=True):
    """What was found of a unit, before any of it is written."""

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    failed: bool = False


_Make = Callable[[Path, Job], Result]


def _letters(recipe: Recipe, unit: Unit, job: Job, make: _Make) -> _Found:
    """The letters of a case: to be filled in by hand, where none of them is made if one fails, or of its senders."""
    if unit.rows:
        return _of_senders(recipe, unit, job, make)
    result = make(Path(unit.file), job)
    return _Found((result,), result.problems, failed=result.failed)


def _of_senders(recipe: Recipe, unit: Unit, job: Job, make: _Make) -> _Found:
    """The letters of a case for some of its senders; one who cannot write it keeps nobody else from it."""
    if recipe.senders is None or unit.rows is None:
        raise ValueError("the unit has rows, and its batch no senders")
    rows, refused = read(recipe.senders, unit.rows)
    results = []
    problems = set(refused)
    of_case: frozenset[Problem] | None = None
    for row in rows:
        result = make(Path(unit.file), job.of_sender(row.sender, row.id))
        if not result.failed:
            results.append(result)
            problems.update(result.problems)
            continue
        if of_case is None:
            of_case = _whoever_writes(unit, job, make)
        if own := [problem for problem in _fatal(result.problems) if problem not in of_case]:
            problems.update(_of_row(problem, row.place) for problem in own)
        else:
            # Nobody can write it.
            told = {*refused, *of_case.intersection(result.problems)}
            return _Found((), tuple(sorted(told, key=Problem.sort_key)), failed=True)
    return _Found(tuple(results), tuple(sorted(problems, key=Problem.sort_key)))


def _whoever_writes(unit: Unit, job: Job, make: _Make) -> frozenset[Problem]:
    """What is wrong with a case itself."""
    return frozenset(make(Path(unit.file), job.of_nobody()).problems)


def _of_row(problem: Problem, place: Place) -> Problem:
    """What keeps a sender from writing a case, at the row's place: its own words may repeat what the row says."""
    if problem.check in _SILENT:
        return replace(problem, place=place, severity=Severity.ERROR)
    message = f"a letter of this sender cannot be made (check `{problem.check}`)"
    return Problem(place, message, _HINTS.get(problem.check, _HINT), check=problem.check)


def _fatal(problems: Iterable[Problem]) -> list[Problem]:
    """What keeps letters from being written: errors, or under `--strict` warnings."""
    return errors_in(problems) or [problem for problem in problems if problem.severity is Severity.WARNING]


def _put(unit: Unit, job: Job, found: _Found, shelf: Shelf) -> Done:
    """Write the letters, and say what they are."""
    letters = [made for result in found.results for made in result.made]
    files = {path.as_posix(): document.content for made in letters for path, document in made.documents.items()}
    made = Made(
        sha256=unit.sha256,
        directory=entry_hashes(job.directory, entries_used(job.case)),
        outputs={},
        letters=len(letters),
        languages=tuple(sorted({made.language for made in letters})),
        warnings=sum(problem.severity is Severity.WARNING for problem in found.problems),
        refused=len(errors_in(found.problems)),
        is_specimen=job.case.status == "specimen",
    )
    if unit.part:
        # What somebody has to be told of again is made again.
        files = {unit.part: bound(files, None if made.refused or made.warnings else made)} if files else {}
    try:
        shelf.put(files)
    except OutputError as error:
        if not error.bad_place or unit.part:
            raise
        # Something stands where the folder of this case must be, and of no other.
        problem = Problem(Place(error.path), error.message, error.hint, check="output")
        return Done(unit, "failed", job.case.id, problems=(*found.problems, problem))
    state: State = "failed" if made.refused else "written"
    return Done(unit, state, job.case.id, replace(made, outputs=_hashes(files)), found.problems)


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: sha256(content).hexdigest() for path, content in files.items()}
