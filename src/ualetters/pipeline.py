"""Case files to documents: nothing of a case is made if any of its letters fails."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from ualetters.checks import conflicts, parity, phrases, protected
from ualetters.checks.protected import concealed
from ualetters.errors import NoFontError, Place, Problem, ProblemsError, Severity, UalettersError
from ualetters.formats.reading import reading_copy
from ualetters.job import FALLBACK, Job, Order, is_protected
from ualetters.model.case import Addressee, Case
from ualetters.model.letter import Document, Letter
from ualetters.workshop import Workshop


class Made(Struct, frozen=True):
    """One letter with its documents.

    Attributes:
        recipient: Who gets it.
        language: The pack's code.
        letter: The letter.
        documents: Path below the output folder to document.
    """

    recipient: Addressee
    language: str
    letter: Letter
    documents: Mapping[PurePosixPath, Document]


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
    job.check()
    drafts: list[tuple[str, Addressee, Letter]] = []
    if not job.failed:
        for code, chosen in job.chosen().items():
            composed = job.compose(code, chosen)
            job.problems += composed.problems
            drafts += [(code, recipient, letter) for recipient, letter in composed.letters]
    made = [] if job.failed else [_rendered(job, *draft) for draft in drafts]
    return Result.of(path, job, made)


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


def with_same_ids_refused(results: Iterable[Result]) -> list[Result]:
    """Refuse every case whose id another case has too: their letters would have the same path."""
    results = list(results)
    ids = Counter(result.case.id for result in results if result.case)
    return [_refused(result, result.case) if result.case and ids[result.case.id] > 1 else result for result in results]


def _refused(result: Result, case: Case) -> Result:
    message = f"another case has the id `{case.id}` too, so their letters would have the same path"
    problem = Problem(case.positions.place("id"), message, "give each case an id of its own", check="paths")
    return Result(result.path, case, (), (*result.problems, problem), failed=True)


def _reading_copy(job: Job, code: str, recipient: Addressee) -> Document | None:
    """What a letter says in the sender's own language, or else in English, if it is wanted and the case has it."""
    own = job.reading_language(code)
    if own is None:
        return None
    for language in dict.fromkeys((own, FALLBACK)):
        if language == code:
            continue
        try:
            letter = job.without_sender(language, recipient)
        except ProblemsError:
            message = (
                f"the letter to `{recipient.id}` cannot be explained in `{language}`: the case is not complete in it"
            )
            hint = f"`ualetters check {job.file} --lang {language}` says what it lacks"
            job.problems.append(Problem(Place(job.file), message, hint, Severity.NOTE, "languages"))
            continue
        job.problems += protected.in_letter(letter, job.order.protected)
        heading = job.workshop[language].labels["reading_copy"]
        return reading_copy(job.without_sender(code, recipient), letter, heading, job.workshop[code].name)
    return None


def _rendered(job: Job, code: str, recipient: Addressee, letter: Letter) -> Made:
    documents: dict[PurePosixPath, Document] = {}
    for name in job.order.formats:
        if name == "eml" and not recipient.contacts.email:
            message = f"`{recipient.id}` has no e-mail address, so there is no e-mail draft"
            job.problems.append(Problem(Place(job.file), message, "", Severity.NOTE, "formats"))
            continue
        try:
            document = job.workshop.render(name, letter)
        except NoFontError as error:
            message = f"there is no {name} of the letters in `{code}`: {error}"
            job.problems.append(Problem(Place(job.file), message, error.hint, Severity.NOTE, "formats"))
            continue
        except UalettersError as error:
            place = Place(f"{letter.case_id}/{code}/{recipient.id}.{name}")
            job.problems.append(Problem(place, str(error), "mend the text, or leave this format out", check="formats"))
            continue
        documents[PurePosixPath(letter.case_id, code, f"{recipient.id}.{document.extension}")] = document
    if explained := _reading_copy(job, code, recipient):
        documents[PurePosixPath(letter.case_id, code, f"{recipient.id}.{explained.extension}")] = explained
    return Made(recipient, code, letter, documents)
