"""What is told of the letters of a run: what stands where, what is wrong, what must be known before they are sent."""

from enum import StrEnum
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ualetters import console
from ualetters.errors import OutputError, Place, Problem, Severity, UalettersError, errors_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ualetters.documents import Made
    from ualetters.order import Order
    from ualetters.pipeline import Result
    from ualetters.reports import Row
    from ualetters.workshop import Workshop

FAILED, WARNED, IO_FAILED = 1, 3, 74
_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"


class Form(StrEnum):
    """How a command reports what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    JUNIT = "junit"


def report(
    form: Form, rows: "Sequence[Row]", found: "Iterable[Problem]" = (), *, quiet: bool = False
) -> "list[Problem]":
    """Print what was found: for people to stderr, for programs to stdout.

    On GitHub a job summary is written too, and problems that it has no room to annotate go to the log.

    Args:
        form: For whom.
        rows: What came of each case.
        found: Problems of the directory, and of several cases together.
        quiet: Whether people want no notes.

    Returns:
        Every problem once, sorted by place.

    Raises:
        OutputError: The job summary cannot be written.
    """
    from ualetters import reports

    rows, found = reports.assigned(rows, found)
    problems = reports.everything(rows, found)
    if form is Form.TEXT:
        console.problems(problems, quiet=quiet)
    elif form is Form.JSON:
        console.data(reports.as_json(rows, found))
    elif form is Form.JUNIT:
        from ualetters.reports import junit

        console.data(junit.junit(rows, found))
    else:
        from ualetters.reports import github

        file = os.environ.get(_SUMMARY_FILE)
        console.data(github.annotations(problems, "the job summary" if file else "the log of this step"))
        console.problems(github.not_annotated(problems))
        if file:
            _summarize(Path(file), rows, found)
    return problems


def row_name(case_id: str | None, file: str, protected: tuple[str, ...]) -> str:
    """What a case is called in a report: its id, or its file if it has none or the id holds a protected word.

    Args:
        case_id: The id, if it could be read.
        file: The case file, as the user gave it.
        protected: The words, folded.
    """
    from ualetters.checks.protected import in_printed

    return file if case_id is None or any(in_printed(Place(file), case_id, protected)) else case_id


def _summarize(path: Path, rows: "Sequence[Row]", found: "Iterable[Problem]") -> None:
    """Add to the job summary, which other commands of the step may have begun."""
    from ualetters.reports import github

    try:
        with path.open("ab") as file:
            size = os.fstat(file.fileno()).st_size
            begin = "\n\n" if size else ""
            text = github.summary(rows, found, github.SUMMARY_LIMIT - size - len(begin))
            file.write((begin + text).encode() if text else b"")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        hint = f"let {_SUMMARY_FILE} name a file that can be written, or unset it"
        raise OutputError(str(path), f"the job summary cannot be written: {reason}", hint) from error


def rendered(paths: "Sequence[Path]", shop: "Workshop", order: "Order", *, quiet: bool = False) -> "list[Result]":
    """Make what is asked of some cases, with a progress bar; of cases with the same id nothing is made."""
    from ualetters.pipeline import render_case, with_same_ids_refused

    results: list[Result] = []
    with console.progress(len(paths), "Cases", quiet=quiet) as step:
        for path in paths:
            results.append(render_case(path, shop, order))
            step()
    return with_same_ids_refused(results, order.protected)


def told(results: "Iterable[Result]", *, quiet: bool, with_table: bool) -> None:
    """Print what there is to send and every problem; a case of which nothing was written is named."""
    rows = [
        (made.letter.case_id, made.recipient.id, made.language, channels(made))
        for result in results
        for made in result.made
    ]
    if rows and with_table:
        console.table(("Case", "Recipient", "Language", "Channels"), rows)
    for result in results:
        console.problems(result.problems, quiet=quiet)
        if result.failed:
            console.say(f"Nothing was written of {result.path}. Mend it, then run `ualetters check {result.path}`.")


def channels(made: "Made") -> str:
    """Every way to reach the recipient of a letter, in one line."""
    contacts = made.recipient.contacts
    post = ["post"] if made.recipient.address else []
    fax = [f"fax {number.international}" for number in contacts.fax]
    web = [f"web {address}" for address in contacts.web]
    phone = [f"phone {number.international}" for number in contacts.phone]
    found = [*fax, *(f"e-mail {address}" for address in contacts.email), *web, *phone, *post]
    return "; ".join(found) or "look up the address"


def cautioned(results: "Iterable[Result]", shop: "Workshop") -> None:
    """Say what must be known before a letter is sent: that it is a specimen, or in a language nobody has signed."""
    made = [one for result in results for one in result.made]
    cases = [result.case for result in results if result.made and result.case]
    specimens(case.id for case in cases if case.status == "specimen")
    drafts(one.language for one in made if shop[one.language].status == "draft")


def drafts(codes: "Iterable[str]") -> None:
    """Say which language packs nobody has signed."""
    for code in sorted(set(codes)):
        console.say(f"The language pack `{code}` is a draft that no named reader has signed; let a native reader look.")


def specimens(case_ids: "Iterable[str]") -> None:
    """Say which cases are specimens."""
    for case_id in sorted(set(case_ids)):
        console.say(f"The case `{case_id}` is a specimen: do not send its letters.")


def problem_of(error: UalettersError, place: str, check: str) -> Problem:
    """What an error says, as a problem with a place.

    Args:
        error: The error.
        place: The file or letter that it concerns.
        check: The id of what was being done.
    """
    return Problem(Place(place), error.message, error.hint, check=check)


def not_written(error: OutputError) -> int:
    """Tell of a file or folder that could not be written; the exit code that it leads to."""
    console.problems([problem_of(error, error.path, "output")])
    return code_of(error)


def code_of(error: OutputError) -> int:
    """The exit code for a file or folder that could not be written."""
    return FAILED if error.bad_place else IO_FAILED


def exit_code(results: "Iterable[Result]", *, strict: bool) -> int:
    """What the run ends with: 1 for errors, 3 for warnings alone if they count."""
    if any(result.case is None or errors_in(result.problems) for result in results):
        return FAILED
    warned = any(problem.severity is Severity.WARNING for result in results for problem in result.problems)
    return WARNED if strict and warned else 0
