"""What is told of the letters of a run: what stands where, what is wrong, what must be known before they are sent."""

from typing import TYPE_CHECKING

from ualetters import console
from ualetters.errors import OutputError, Place, Problem, Severity, UalettersError, errors_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ualetters.documents import Made
    from ualetters.job import Order
    from ualetters.pipeline import Result
    from ualetters.workshop import Workshop

FAILED, WARNED, IO_FAILED = 1, 3, 74


def rendered(paths: "Sequence[Path]", shop: "Workshop", order: "Order", *, quiet: bool = False) -> "list[Result]":
    """Make what is asked of some cases, with a progress bar; of cases with the same id nothing is made."""
    from ualetters.pipeline import render_case, with_same_ids_refused

    results: list[Result] = []
    with console.progress(len(paths), "Cases", quiet=quiet) as step:
        for path in paths:
            results.append(render_case(path, shop, order))
            step()
    return with_same_ids_refused(results)


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
    for code in sorted({one.language for one in made if shop[one.language].status == "draft"}):
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
    return FAILED if error.bad_place else IO_FAILED


def exit_code(results: "Iterable[Result]", *, strict: bool) -> int:
    """What the run ends with: 1 for errors, 3 for warnings alone if they count."""
    if any(result.case is None or errors_in(result.problems) for result in results):
        return FAILED
    warned = any(problem.severity is Severity.WARNING for result in results for problem in result.problems)
    return WARNED if strict and warned else 0
