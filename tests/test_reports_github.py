"""Annotations: as many as GitHub shows, the worst ones, and each of them ours."""

from collections import Counter
import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.reports import ERROR, FOUND, HOSTILE, NOTE, TEXTS, WARNING, numbered, problem_of, steers
from builders.reports import workflow_commands as commands
from ualetters.errors import Problem, Severity
from ualetters.reports.github import annotations, not_annotated
from ualetters.terminal_text import github_remark, one_line, visible

LOG = "the log of this step"


def test_annotations() -> None:
    """Each problem is one workflow command with its path, message and hint."""
    assert annotations(FOUND, LOG).splitlines() == [
        "::error file=cases/a.yaml,line=3,col=5::people.anna: the name is wrong%0Awrite it right",
        "::warning file=cases/b.yaml::nobody knows",
        "::notice file=cases/b.yaml,line=9,col=1::Ключ: ещё одно%0Aдве%0Aстроки",
    ]
    assert not_annotated(FOUND) == []
    assert annotations([], LOG) == ""


@pytest.mark.parametrize(("severity", "level"), [(ERROR, "error"), (WARNING, "warning"), (NOTE, "notice")])
def test_as_many_as_there_is_room_for(severity: Severity, level: str) -> None:
    """Ten of a kind are all shown; of more, nine, and how many others there are and where they stand."""
    ten = numbered(10, severity)
    assert annotations(ten, LOG).count(f"::{level} file=") == 10
    assert not_annotated(ten) == []
    more = numbered(30, severity)
    *shown, last = annotations(more, "the job summary").splitlines()
    assert len(shown) == 9
    assert last == f"::{level}::21 more {severity}s: read the job summary"
    assert not_annotated(more) == more[9:]
    assert annotations(numbered(11, severity), LOG).splitlines()[-1] == f"::{level}::2 more {severity}s: read {LOG}"


def test_each_kind_has_its_own_room() -> None:
    """Many notes do not keep an error out."""
    found = [*numbered(50, NOTE), *numbered(12, WARNING), *numbered(3)]
    levels = Counter(re.findall("(?m)^::([a-z]+)", annotations(found, LOG)))
    assert levels == {"notice": 10, "warning": 10, "error": 3}
    assert len(not_annotated(found)) == 41 + 3


def test_every_file_first() -> None:
    """The first error of each file comes before the second of any, which it may have caused."""
    crowded = numbered(20, files=1)
    others = [Problem(problem.place, problem.message, "", ERROR) for problem in numbered(5, files=5)[1:]]
    found = sorted([*crowded, *others], key=Problem.sort_key)
    shown = [properties["file"] for _, properties, _ in commands(annotations(found, LOG).splitlines()[:-1])]
    assert Counter(shown) == {"cases/0.yaml": 5, **{f"cases/{number}.yaml": 1 for number in range(1, 5)}}
    assert shown == sorted(shown)


def test_a_remark() -> None:
    """What is said of no file is escaped like an annotation."""
    assert github_remark("notice", "100 %\n::error::\x1b") == "::notice::100 %25%0A\\x3a:error::\\x1b"


@given(st.lists(TEXTS, max_size=4))
def test_strangers_texts(texts: list[str]) -> None:
    """Whatever strangers write, each line is one command, and it is read as it was meant."""
    found = [problem_of(text, number, list(Severity)[number % 3]) for number, text in enumerate([*texts, *HOSTILE])]
    found = list(dict.fromkeys(found))
    text = annotations(found, LOG)
    assert steers(text) == []
    left_out = not_annotated(found)
    shown = [problem for problem in found if problem not in left_out]
    lines = text.removesuffix("\n").split("\n")
    read = list(commands(lines))
    assert len(read) == len(lines) == len(shown) + len({problem.severity for problem in left_out})
    for problem, (_, properties, message) in zip(shown, read, strict=False):
        assert properties["file"] == one_line(problem.place.file)
        said = f"{problem.place.path}: {problem.message}" if problem.place.path else problem.message
        assert message == visible(f"{said}\n{problem.hint}" if problem.hint else said)
