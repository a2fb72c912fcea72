"""Case files to units: each read once for its hash and its id, and divided by senders if there are any."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from ualetters.batch.inputs import file_hash
from ualetters.batch.parts import part_name
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Unit
from ualetters.directory import FOLDER, directory_files
from ualetters.errors import Place, ProblemsError
from ualetters.fields import ID, Report, Unreadable
from ualetters.formats import SLOW_FORMATS
from ualetters.job import Job
from ualetters.order import ALL
from ualetters.pipeline import Result, with_same_ids_refused
from ualetters.senders_file import Rows
from ualetters.yaml_source import Scalar, top_level_text

# About so many letters make a unit: more would have to wait for one another, and fewer would cost more than they are.
_TEXTS, _TYPESET = 1000, 100


class CaseFile(Struct, frozen=True):
    """A case file as it is before anything of it is made.

    Attributes:
        path: The file, as the user named it.
        sha256: Its hash; empty if it cannot be read.
        case_id: What it says its id is; None if it says nothing that could be one.
    """

    path: Path
    sha256: str
    case_id: str | None


def read_case_files(paths: Iterable[Path]) -> tuple[CaseFile, ...]:
    """Each case file with its hash and its id."""
    return tuple(map(_case_file, paths))


def _case_file(path: Path) -> CaseFile:
    try:
        data = path.read_bytes()
    except OSError:
        # Whoever makes its letters will say why.
        return CaseFile(path, "", None)
    named = top_level_text(data, "id")
    return CaseFile(path, sha256(data).hexdigest(), None if named is None else _id(named))


def _id(text: str) -> str | None:
    """The id that a text is; None if it is none."""
    try:
        return ID.read(Scalar(Place(""), text), Report())
    except Unreadable:
        return None


def with_same_id(recipe: Recipe, cases: Iterable[CaseFile]) -> dict[Path, Result]:
    """The cases whose id another case has too, refused."""
    ids = Counter(case.case_id for case in cases if case.case_id)
    same = (_loaded(recipe, case.path) for case in cases if case.case_id and ids[case.case_id] > 1)
    results = with_same_ids_refused(same, recipe.order.protected)
    return {result.path: result for result in results if result.failed}


def _loaded(recipe: Recipe, path: Path) -> Result:
    try:
        return Result.of(path, Job.load(path, recipe.workshop, recipe.order))
    except ProblemsError as error:
        return Result.unread(path, error, recipe.order)


def part_size(recipe: Recipe, cases: Iterable[CaseFile]) -> int:
    """How many senders make a unit."""
    most = _TYPESET if SLOW_FORMATS & set(recipe.order.formats) else _TEXTS
    languages = recipe.order.languages
    count = len(recipe.workshop.languages) if ALL in languages else len(languages) or 1
    return max(1, most // (count * max((_recipients(recipe, case.path) for case in cases), default=1)))


def _recipients(recipe: Recipe, path: Path) -> int:
    try:
        job = Job.load(path, recipe.workshop, recipe.order)
    except ProblemsError:
        return 1
    return len(job.everybody) or 1


def units_of(recipe: Recipe, case: CaseFile, inputs: str, rows: Iterable[Rows]) -> Iterator[Unit]:
    """The units of a case.

    Args:
        recipe: The batch.
        case: The case.
        inputs: Hash of what all letters are made from.
        rows: How its senders are divided; nothing if there are none.
    """
    for some in tuple(rows) or (None,):
        part = _part(recipe, case, inputs, some) if recipe.parts and case.case_id else ""
        yield Unit(str(case.path), case.sha256, part, some)


def _part(recipe: Recipe, case: CaseFile, inputs: str, rows: Rows | None) -> str:
    span = (rows.first, rows.first + rows.count - 1) if rows else None
    folders = (*recipe.directories, case.path.parent / FOLDER)
    key = sha256("\n".join((inputs, case.sha256, _directory_hash(folders, recipe.run), str(span))).encode()).hexdigest()
    return part_name(case.case_id or "", key, span)


@lru_cache
def _directory_hash(folders: tuple[Path, ...], run: str) -> str:  # noqa: ARG001  # another run, other files
    return sha256("\n".join(map(file_hash, directory_files(folders))).encode()).hexdigest()
