"""Annotations and a job summary for GitHub, within the room that it gives them."""

from collections import Counter
from collections.abc import Iterable, Sequence
import os

from ualetters.errors import Problem, Severity
from ualetters.reports import Row, counted, everything, many
from ualetters.terminal_text import github_command, github_remark, one_line, visible

# Of each kind GitHub shows ten in a step (ExecutionContext.cs in actions/runner).
_SHOWN = 10
SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of a step; of a longer one it shows nothing."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def annotations(found: Iterable[Problem], rest: str) -> str:
    """Workflow commands that annotate files on GitHub, no more than it shows.

    Args:
        found: The problems.
        rest: Where the others can be read.
    """
    found = list(found)
    shown = _annotated(found)
    lines = [_annotation(problem) for problem in found if problem in shown]
    left_out = counted(problem for problem in found if problem not in shown)
    lines += [
        github_remark(_LEVELS[severity], f"{many(count, f'more {severity}')}: read {rest}")
        for severity, count in left_out.items()
        if count
    ]
    return "".join(f"{line}\n" for line in lines)


def not_annotated(found: Iterable[Problem]) -> list[Problem]:
    """The problems for which GitHub has no room."""
    found = list(found)
    shown = _annotated(found)
    return [problem for problem in found if problem not in shown]


def _annotated(found: Sequence[Problem]) -> set[Problem]:
    """The worst of each severity: the first of every file before the second of any, for one may cause the next."""
    shown: set[Problem] = set()
    for severity in Severity:
        before: Counter[str] = Counter()
        ranked = []
        for place, problem in enumerate(each for each in dict.fromkeys(found) if each.severity is severity):
            ranked.append((before[problem.place.file], place, problem))
            before[problem.place.file] += 1
        ranked.sort(key=lambda one: one[:2])
        # One place is needed to say that there are more.
        shown.update(problem for *_, problem in ranked[: _SHOWN if len(ranked) <= _SHOWN else _SHOWN - 1])
    return shown


def _annotation(problem: Problem) -> str:
    place, path = problem.place, f"{problem.place.path}: " if problem.place.path else ""
    message = f"{path}{problem.message}" + (f"\n{problem.hint}" if problem.hint else "")
    # GitHub knows files by their paths in git.
    file = place.file.replace(os.sep, "/")
    return github_command(_LEVELS[problem.severity], message, file, place.line, place.column)


def summary(rows: Sequence[Row], found: Iterable[Problem] = (), limit: int = SUMMARY_LIMIT) -> str:
    """Markdown for a job summary: what came of every case, then every problem, both with the worst first.

    The tables are HTML, as those of GitHub's own toolkit are, and what was read from files is code in them: there
    GitHub makes nothing of it, no link, no picture, no mention of somebody and no reference to an issue.

    Args:
        rows: The cases.
        found: Problems that belong to none of them.
        limit: Bytes of UTF-8 that there is room for; what does not fit is counted.
    """
    problems = sorted(everything(rows, found), key=lambda problem: list(Severity).index(problem.severity))
    numbers = ", ".join(many(count, severity) for severity, count in counted(problems).items())
    heading = f"### ualetters: {many(len(rows), 'case')}, {numbers}\n"
    room = limit - _size(heading)
    if room < 0:
        return ""
    cases = [_case_cells(row) for row in sorted(rows, key=lambda row: not row.failed)]
    lines = [_problem_cells(problem) for problem in problems]
    first = _table(("Case", "State", "Errors", "Warnings"), cases, room // 2 if lines else room, "case")
    second = _table(("", "Where", "What is wrong", "What to do"), lines, room - _size(first), "problem")
    return heading + first + second


def _case_cells(row: Row) -> tuple[str, ...]:
    count = counted(row.problems)
    state = ": ".join(filter(None, (row.outcome, _code(row.why))))
    return (_code(row.name), state, str(count[Severity.ERROR]), str(count[Severity.WARNING]))


def _problem_cells(problem: Problem) -> tuple[str, ...]:
    place = one_line(str(problem.place))
    return (problem.severity, _code(place), _code(problem.message), _code(problem.hint))


def _code(text: str) -> str:
    """A text as code in HTML; the table would end at an empty line, so each line is an element of its own."""
    lines = visible(text).translate(_IN_HTML).split("\n")
    return "<br>".join(f"<code>{line}</code>" for line in lines if line)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int, what: str) -> str:
    """A table in HTML of as many rows as there is room for.

    Args:
        headings: The headings, as HTML.
        rows: The cells of each row, as HTML.
        room: Bytes of UTF-8 that it may take.
        what: What a row is, to say how many are left out.
    """
    if not rows:
        return ""
    begin = f"\n<table>\n<tr>{''.join(f'<th>{heading}</th>' for heading in headings)}</tr>\n"
    end = "</table>\n"

    def left_out(count: int) -> str:
        return f"\n{many(count, f'more {what}')} left out: GitHub has no more room. Read the log of this step.\n"

    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows]
    room -= _size(begin + end)
    if sum(map(_size, lines)) > room:
        room -= _size(left_out(len(lines)))
    fitting = []
    for line in lines:
        # A longer row that has no room does not keep out the shorter ones after it.
        if _size(line) <= room:
            fitting.append(line)
            room -= _size(line)
    remark = left_out(len(lines) - len(fitting)) if len(fitting) < len(lines) else ""
    if fitting:
        return begin + "".join(fitting) + end + remark
    return remark if room >= 0 else ""


def _size(text: str) -> int:
    return len(text.encode())
