"""What a run found, for programs: each problem once, each case with what came of it."""

import json
import os

from hypothesis import given
from hypothesis import strategies as st

from builders.reports import ELSEWHERE, ERROR, FOUND, HOSTILE, NOTE, ROWS, TEXTS, WARNING, row_of, steers
from builders.reports import workflow_commands as commands
from ualetters.errors import Place, Problem
from ualetters.reports import Row, as_json, assigned, counted, everything, many


def test_everything() -> None:
    """Every problem is told once, sorted by place, although every case that uses an entry tells of it."""
    rows = [Row("b", "b", "checked", (FOUND[2], ELSEWHERE)), Row("a", "a", "failed", (FOUND[0], ELSEWHERE))]
    assert everything(rows, [FOUND[1], FOUND[0]]) == [FOUND[0], FOUND[1], FOUND[2], ELSEWHERE]
    assert everything([]) == []


def test_assigned() -> None:
    """What was found in a case when it was compared with others belongs to it, the rest to none."""
    together = Problem(Place("cases/d.yaml", 1, 1), "contradicts a", "", WARNING, "conflicts")
    rows, rest = assigned(ROWS, [ELSEWHERE, together, FOUND[1]])
    assert rest == [ELSEWHERE]
    assert [row.problems for row in rows] == [(FOUND[0],), (FOUND[1], FOUND[2]), (), (together,)]
    assert [row.name for row in rows] == ["a", "b", "c", "d"]
    assert assigned([], [ELSEWHERE]) == ([], [ELSEWHERE])


def test_an_error_fails_a_case() -> None:
    """A case in which an error was found has failed, whatever was meant to be done."""
    assert [row.outcome for row in ROWS] == ["failed", "checked", "left out", "written"]
    assert Row("a", "a", "written", (FOUND[0],)).outcome == "failed"
    assert Row("a", "a", "unchanged", (FOUND[1], FOUND[2])).outcome == "unchanged"
    assert Row("a", "a", "failed", ()).failed


def test_numbers() -> None:
    """Problems are counted by severity, and one of them is no plural."""
    assert counted([*FOUND, ELSEWHERE]) == {ERROR: 2, WARNING: 1, NOTE: 1}
    assert list(counted([])) == [ERROR, WARNING, NOTE]
    assert [many(number, "case") for number in (0, 1, 2)] == ["0 cases", "1 case", "2 cases"]


def test_json() -> None:
    """The report has every field of every problem and every case, in letters that can be read."""
    text = as_json(ROWS, [ELSEWHERE])
    found = json.loads(text)
    assert found["problems"] == [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "path": problem.place.path,
            "severity": str(problem.severity),
            "check": problem.check,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in [*FOUND, ELSEWHERE]
    ]
    cases = [tuple(case.values()) for case in found["cases"]]
    assert list(found["cases"][0]) == ["case", "file", "state", "why", "errors", "warnings", "notes"]
    assert cases == [
        ("a", "cases/a.yaml", "failed", "", 1, 0, 0),
        ("b", "cases/b.yaml", "checked", "", 0, 1, 1),
        ("c", "cases/c.yaml", "left out", "expired on 2013-01-28", 0, 0, 0),
        ("d", "cases/d.yaml", "written", "", 0, 0, 0),
    ]
    assert '"path": "Ключ"' in text
    assert text.startswith('{\n  "problems": [\n    {\n      "file"')
    assert text.endswith("}\n")
    assert json.loads(as_json([])) == {"problems": [], "cases": []}


def test_json_of_what_cannot_be_printed() -> None:
    """Control characters, and file names that are not UTF-8, are escaped and read back as they were."""
    name, message = os.fsdecode(b"\xff.yaml"), "\x9b2J\u202e\x7f##[add-mask]x"
    text = as_json([], [Problem(Place(name), message)])
    (row,) = json.loads(text)["problems"]
    assert (row["file"], row["message"]) == (name, message)
    assert text.isascii()
    assert "##[" not in text


@given(st.lists(TEXTS, max_size=3))
def test_json_reads_back(texts: list[str]) -> None:
    """Whatever strangers write, JSON gives it back, and nothing of it steers a terminal or a build log."""
    rows = [row_of(text, number) for number, text in enumerate([*texts, *HOSTILE])]
    text = as_json(rows)
    found = json.loads(text)
    assert [case["case"] for case in found["cases"]] == [row.name for row in rows]
    assert [case["why"] for case in found["cases"]] == [row.why for row in rows]
    assert [problem["message"] for problem in found["problems"]] == [one.message for one in everything(rows)]
    assert steers(text) == []
    assert list(commands(text.split("\n"))) == []
