"""What a run found, as texts for programs: JSON, JUnit XML, annotations and a job summary for GitHub.

Everything that a stranger wrote is text in all of them: it reads back as it shows, and builds nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
import json
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ualetters.errors import Problem, Severity, errors_in
from ualetters.terminal_text import visible_json

State = Literal["checked", "written", "unchanged", "left out", "failed"]


class Row(Struct, frozen=True):
    """What came of one case.

    Attributes:
        name: The id of the case; its file if it has none or must not be named.
        file: The case file, as the user gave it.
        state: What was done with it.
        problems: Everything found in it.
        why: Why it was left out or failed; may be empty.
    """

    name: str
    file: str
    state: State
    problems: tuple[Problem, ...]
    why: str = ""

    @property
    def failed(self) -> bool:
        """Whether nothing may be written of it, whatever was meant to be done."""
        return self.state == "failed" or bool(errors_in(self.problems))

    @property
    def outcome(self) -> State:
        """The state that is told."""
        return "failed" if self.failed else self.state


def assigned(rows: Iterable[Row], found: Iterable[Problem]) -> tuple[list[Row], list[Problem]]:
    """The rows with what was found in their files when cases were compared, and what was found elsewhere.

    Args:
        rows: The cases.
        found: Problems that were not found in a case alone.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in found:
        by_file.setdefault(problem.place.file, []).append(problem)
    given = []
    for row in rows:
        more = by_file.pop(row.file, None)
        given.append(replace(row, problems=tuple(everything([row], more))) if more else row)
    return given, [problem for problems in by_file.values() for problem in problems]


def everything(rows: Iterable[Row], found: Iterable[Problem] = ()) -> list[Problem]:
    """Every problem once, sorted by place; an entry of a directory is told of by every case that uses it.

    Args:
        rows: The cases.
        found: Problems that belong to none of them.
    """
    return sorted({*found, *(problem for row in rows for problem in row.problems)}, key=Problem.sort_key)


def as_json(rows: Sequence[Row], found: Iterable[Problem] = ()) -> str:
    """Every problem under `problems` and every case under `cases`, in letters that can be read."""
    problems = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "path": problem.place.path,
            "severity": problem.severity,
            "check": problem.check,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in everything(rows, found)
    ]
    cases = [
        {"case": row.name, "file": row.file, "state": row.outcome, "why": row.why}
        | {f"{severity}s": count for severity, count in counted(row.problems).items()}
        for row in rows
    ]
    return visible_json(json.dumps({"problems": problems, "cases": cases}, ensure_ascii=False, indent=2)) + "\n"


def counted(problems: Iterable[Problem]) -> dict[Severity, int]:
    """How many problems there are of each severity, the worst first."""
    count = Counter(problem.severity for problem in problems)
    return {severity: count[severity] for severity in Severity}


def many(count: int, what: str) -> str:
    """A number and what it counts, in the plural if need be."""
    return f"{count} {what}{'' if count == 1 else 's'}"
