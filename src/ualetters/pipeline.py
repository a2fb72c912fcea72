"""Case files to documents: nothing of a case is made if any of its letters fails."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ualetters.checks import conflicts, parity, phrases
from ualetters.checks.protected import concealed
from ualetters.documents import Made, documented
from ualetters.errors import Problem, ProblemsError, Severity, errors_in
from ualetters.job import Job, is_protected
from ualetters.model.case import Addressee, Case
from ualetters.model.letter import Letter
from ualetters.order import Order
from ualetters.workshop import Workshop


class Result(Struct, frozen=True):
    """What came of one case file.

    Attributes:
        path: The case file.
        case: The case, if it could be read.
        made: The letters; empty if any of them failed.
        problems: Everything found, sorted by place.
        failed: Whether nothing may be written of this case.
    """

    path: Path
    case: Case | None
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    failed: bool

    @classmethod
    def unread(cls, path: Path, error: ProblemsError, order: Order) -> "Result":
        """A case that could not be read."""
        return cls(path, None, (), _told(error.problems, order.protected), failed=True)

    @classmethod
    def of(cls, path: Path, job: Job, made: Iterable[Made] = ()) -> "Result":
        """What a job came to; under `--strict` a warning fails it too."""
        found = _told(job.problems, job.order.protected)
        warned = any(problem.severity is Severity.WARNING for problem in found)
        failed = job.failed or (job.order.strict and warned)
        return cls(path, job.case, () if failed else tuple(made), found, failed)

    def with_problems(self, problems: Iterable[Problem]) -> "Result":
        """The result with more problems; an error fails it."""
        found = (*self.problems, *problems)
        failed = self.failed or bool(errors_in(found))
        return replace(self, made=() if failed else self.made, problems=found, failed=failed)


def _told(problems: Iterable[Problem], words: tuple[str, ...]) -> tuple[Problem, ...]:
    """Each problem once, sorted by place; none of them repeats a protected word."""
    return tuple(sorted({concealed(problem, words) for problem in problems}, key=Problem.sort_key))


def render_case(path: Path, workshop: Workshop, order: Order) -> Result:
    """Load a case, check it, compose and render its letters; nothing is written.

    Problems of the case are collected in the result.

    Raises:
        ProblemsError: A language pack or the phrasebook is broken, which concerns every case.
    """
    try:
        job = Job.load(path, workshop, order)
    except ProblemsError as error:
        return Result.unread(path, error, order)
    return render_job(path, job)


def render_job(path: Path, job: Job) -> Result:
    """Check a case that is in hand, compose and render its letters.

    Raises:
        ProblemsError: As with `render_case`.
    """
    drafts = _composed(job)
    made = [] if job.failed else [documented(job, *draft) for draft in drafts]
    return Result.of(path, job, made)


def compose_job(path: Path, job: Job) -> Result:
    """Check a case that is in hand and compose its letters, of which no document is made.

    Raises:
        ProblemsError: As with `render_case`.
    """
    _composed(job)
    return Result.of(path, job)


def _composed(job: Job) -> list[tuple[str, Addressee, Letter]]:
    """The letters that were asked for, each with its language and recipient; none if the case is refused."""
    job.check()
    drafts: list[tuple[str, Addressee, Letter]] = []
    if not job.failed:
        for code, chosen in job.chosen().items():
            composed = job.compose(code, chosen)
            job.problems += composed.problems
            drafts += [(code, recipient, letter) for recipient, letter in composed.letters]
    return drafts


def check_case_file(path: Path, workshop: Workshop, order: Order) -> Result:
    """Everything that `render_case` would find in a case, without rendering anything.

    Without languages in the order every pack is tried, and the case must be complete in one; what it lacks in the
    languages that its authorities read is a warning.
    """
    try:
        job = Job.load(path, workshop, order)
    except ProblemsError as error:
        return Result.unread(path, error, order)
    job.check()
    # A phrase that is not told what it needs would only be refused a second time, in the words of the template.
    composable = not any(problem.check == phrases.ID for problem in job.problems)
    for code in order.languages if composable else ():
        job.problems += job.composed(code).problems
    if not order.languages and composable:
        job.problems += _awaited(job)
    if not job.failed:
        job.problems += parity.run(job.case, workshop, _comparable(job))
    if not order.languages and not job.failed and not job.complete_languages():
        job.problems.append(job.in_no_language())
    return Result.of(path, job)


def _comparable(job: Job) -> dict[str, tuple[parity.Carrier, ...]]:
    """The letters in the languages asked for, else in those in which the case is complete."""
    found = {code: job.composed(code) for code in job.order.languages or job.complete_languages()}
    return {
        code: tuple(parity.Carrier(person.id, letter, one.carried[person.id]) for person, letter in one.letters)
        for code, one in found.items()
    }


def _awaited(job: Job) -> list[Problem]:
    """What the letters lack in the languages that the authorities read: warnings, for it may still be on its way."""
    codes = {code: None for person in job.everybody for code in (*person.languages, *job.case.languages)}
    errors = [error for code in codes if code in job.workshop for error in job.errors(code)]
    return [error if is_protected(error) else replace(error, severity=Severity.WARNING) for error in errors]


def check_together(
    results: Iterable[Result], workshop: Workshop, protected: tuple[str, ...] = ()
) -> tuple[Problem, ...]:
    """What is wrong with the directories, and where the cases that could be read contradict each other."""
    directories = [problem for directory in workshop.known_directories() for problem in directory.problems()]
    cases = [result.case for result in results if result.case is not None]
    return _told([*directories, *conflicts.run(cases)], protected)


def with_same_ids_refused(results: Iterable[Result], protected: tuple[str, ...] = ()) -> list[Result]:
    """Refuse every case whose id another case has too: their letters would have the same path.

    Args:
        results: What came of the cases.
        protected: Words that no message may repeat, folded.
    """
    results = list(results)
    ids = Counter(result.case.id for result in results if result.case)
    return [
        _refused(result, result.case, protected) if result.case and ids[result.case.id] > 1 else result
        for result in results
    ]


def _refused(result: Result, case: Case, protected: tuple[str, ...]) -> Result:
    message = f"another case has the id `{case.id}` too, so their letters would have the same path"
    problem = Problem(case.positions.place("id"), message, "give each case an id of its own", check="paths")
    return result.with_problems([concealed(problem, protected)])
