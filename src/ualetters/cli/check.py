"""`check` and `list`: what is wrong, and what there is."""

import re
from typing import TYPE_CHECKING

import typer

from ualetters import console
from ualetters.cli import options, outcome
from ualetters.cli.outcome import Form
from ualetters.errors import Problem, ProblemsError, Severity, errors_in

if TYPE_CHECKING:
    from pathlib import Path

    from ualetters.model.case import Case
    from ualetters.order import Order
    from ualetters.pipeline import Result
    from ualetters.reports import Row
    from ualetters.workshop import Workshop

_NAME_FORM = re.compile(r"(?:people|addressees)\.[^.]+\.name\.([a-z]+)\.[a-z]+")


def check(
    paths: options.Paths = None,
    *,
    lang: options.Lang = None,
    report: options.Report = Form.TEXT,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
    protect: options.Protect = None,
    deadline_checked: options.DeadlineChecked = False,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
) -> None:
    """Check cases: their form, who is asked what, who may learn what, and what a language still lacks.

    Without --lang every language is tried, and a case must be complete in at least one.

    Examples:

      ualetters check cases

      ualetters check cases/azimov.yaml --lang ru
    """
    from ualetters.order import ALL, Order

    shop = options.workshop(templates, directory)
    wanted = options.languages(lang, shop, (ALL,))
    order = Order(
        today=options.today(date),
        languages=shop.languages if ALL in wanted else wanted,
        protected=options.protected(protect),
        deadline_checked=deadline_checked,
        strict=strict,
    )
    files = options.case_files(paths)
    try:
        rows, apart = _checked(files, shop, order, quiet=quiet)
    except ProblemsError as error:
        # A language pack is broken, so that no case was checked; a program is told as it asked to be.
        if report is Form.TEXT:
            raise
        rows, apart = [], error.problems
    found = outcome.report(report, rows, apart, quiet=quiet)
    if report is Form.TEXT:
        _summed_up(len(files), found)
        _proposable(found)
    raise typer.Exit(_exit_code(found, strict=strict))


def _checked(
    files: "list[Path]", shop: "Workshop", order: "Order", *, quiet: bool
) -> "tuple[list[Row], tuple[Problem, ...]]":
    """What came of each case, and what is wrong with the directories or between cases."""
    from ualetters.pipeline import check_case_file, check_together, with_same_ids_refused

    results = []
    with console.progress(len(files), "Cases", quiet=quiet) as step:
        for path in files:
            results.append(check_case_file(path, shop, order))
            step()
    results = with_same_ids_refused(results, order.protected)
    rows = [_row(result, order.protected) for result in results]
    return rows, check_together(results, shop, order.protected)


def _row(result: "Result", protected: tuple[str, ...]) -> "Row":
    from ualetters.reports import Row

    file = str(result.path)
    name = outcome.row_name(result.case.id if result.case else None, file, protected)
    return Row(name, file, "failed" if result.failed else "checked", result.problems)


def _summed_up(files: int, found: list[Problem]) -> None:
    count = {severity: sum(problem.severity is severity for problem in found) for severity in Severity}
    numbers = ", ".join(f"{count[severity]} {severity}{'' if count[severity] == 1 else 's'}" for severity in Severity)
    console.say(f"Checked {files} {'case' if files == 1 else 'cases'}: {numbers}.")


def _proposable(found: list[Problem]) -> None:
    """Name the command that proposes case forms of names, for the languages in which it can."""
    lacking = {
        (problem.place.file, form[1])
        for problem in found
        if problem.check == "translation" and (form := _NAME_FORM.fullmatch(problem.place.path))
    }
    if not lacking:
        return
    from ualetters.names.proposal import MODULES

    for file, code in sorted(lacking):
        if code in MODULES:
            console.say(f"`ualetters names propose {file} --lang {code}` proposes the forms of names that are missing.")


def _exit_code(found: list[Problem], *, strict: bool) -> int:
    if errors_in(found):
        return 1
    return 3 if strict and any(problem.severity is Severity.WARNING for problem in found) else 0


def list_cases(
    paths: options.Paths = None,
    *,
    date: options.Date = None,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
) -> None:
    """List cases with their status, deadline, days left and the languages in which they are complete."""
    from ualetters.job import Job
    from ualetters.order import Order

    shop = options.workshop(templates, directory)
    order = Order(today=options.today(date))
    rows: list[tuple[str, ...]] = []
    failed: list[Problem] = []
    for path in options.case_files(paths):
        try:
            job = Job.load(path, shop, order)
        except ProblemsError as error:
            failed += error.problems
            continue
        case, complete = job.case, job.complete_languages()
        rows.append((case.id, case.status, *_deadline(case, order), " ".join(complete) or "none", str(path)))
    if rows:
        console.table(("Case", "Status", "Send before", "Days left", "Languages", "File"), rows, to_stdout=True)
    console.problems(failed)
    raise typer.Exit(1 if failed else 0)


def _deadline(case: "Case", order: "Order") -> tuple[str, str]:
    from ualetters.checks.deadline import days_left

    left = days_left(case, order.today)
    if left is None:
        return str(case.send_before), "–"
    return str(case.send_before), "expired" if left < 0 else str(left)
