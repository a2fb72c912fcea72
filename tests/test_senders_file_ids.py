"""The ids of senders: unique, fit to name a file, and all from the column or none."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.senders import ADA, FORMATS, WRITERS, as_csv, everything, written
from ualetters.errors import Place
from ualetters.fields import ID, MAX_ID, Report, Unreadable
from ualetters.senders_file import index
from ualetters.yaml_source import Scalar

NO_ID = f"this is no id that can name a file (use a-z, 0-9 and `-`, at most {MAX_ID}; it names a file or folder)"
MISSING = "the id is missing (give every row an id, or none)"


def _said(path: str) -> list[str]:
    """What is said of the ids of a file, without the part of its name that is always the same."""
    return [str(problem).partition(".")[2] for problem in index(path, 100).problems]


def _with_ids(folder: Path, kind: str, *ids: str | None) -> str:
    return written(folder, WRITERS[kind]([{"id": one, **ADA} for one in ids]), f"senders.{kind}")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("one", ["Ada", "a b", "a_b", "-a", "ä", "../a", "a/b", "con", "lpt9", "a" * 61, "a\nb"])
def test_ids_that_are_none(tmp_path: Path, kind: str, one: str) -> None:
    """An id names a file on every system, so only plain ones are taken; it is not repeated."""
    (problem,) = _said(_with_ids(tmp_path, kind, "a", one))
    assert problem.endswith(f"id: error: {NO_ID}")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("one", ["a", "a-1", "007", "a" * 60, "console", " b "])
def test_ids(tmp_path: Path, kind: str, one: str) -> None:
    """Letters, digits and hyphens make an id; digits alone do where every row has an id."""
    rows, problems = everything(_with_ids(tmp_path, kind, one, "z"))
    assert ([row.id for row in rows], problems) == ([one.strip(), "z"], ())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_id_twice(tmp_path: Path, kind: str) -> None:
    """Two people with one id would get one file: the whole file is refused, and each row named with the first."""
    path = _with_ids(tmp_path, kind, "a", "b", "a", "c", "b", "a")
    places = {"csv": "csv:{}:1: id", "jsonl": "jsonl:{}:1: id", "parquet": "parquet: [{}].id"}
    lines = {"csv": ("in line 2", "in line 3", 4, 6, 7), "jsonl": ("in line 1", "in line 2", 3, 5, 6)}
    first, second, *rows = lines.get(kind, ("row 1", "row 2", 3, 5, 6))
    message = "error: this id stands in the file twice (the first is {}; give each row an id of its own)"
    assert _said(path) == [
        f"{places[kind].format(row)}: {message.format(before)}"
        for row, before in zip(rows, (first, second, first), strict=True)
    ]
    assert index(path, 10).parts == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_some_without_id(tmp_path: Path, kind: str) -> None:
    """Were the numbers of those without an id taken, one could be another's id."""
    problems = _said(_with_ids(tmp_path, kind, "1", None, ""))
    assert len(problems) == 2
    assert all(problem.endswith(f"id: error: {MISSING}") for problem in problems)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("count", [1, 9_999, 10_000])
def test_numbers_as_ids(tmp_path: Path, kind: str, count: int) -> None:
    """Without ids the rows are numbered, with so many digits that the names sort."""
    path = _with_ids(tmp_path, kind, *[None] * count)
    width = max(4, len(str(count)))
    parts = index(path, 5_000).parts
    assert {part.width for part in parts} == {width}
    rows, _ = everything(path, 5_000) if count < 10_000 else everything(path)
    assert rows[0].id == f"{1:0{width}}"
    assert rows[-1].id == str(count).zfill(width)
    assert sorted(row.id for row in rows) == [row.id for row in rows]


def test_a_row_that_is_none_has_a_number(tmp_path: Path) -> None:
    """A row that cannot be read keeps its number, so that the others keep theirs when it is mended."""
    rows, problems = everything(written(tmp_path, "name,country\nA,DE\nB\nC,DE\n"))
    assert [row.id for row in rows] == ["0001", "0003"]
    assert len(problems) == 1


def test_a_row_that_is_none_needs_no_id(tmp_path: Path) -> None:
    """Of a row that cannot be read it is not said that its id is missing."""
    path = written(tmp_path, "id,name,country\na,A,DE\nb,B\nc,C,DE\n")
    assert _said(path) == []
    assert [row.id for row in everything(path)[0]] == ["a", "c"]


def test_only_the_first_are_listed(tmp_path: Path) -> None:
    """A hundred rows are named, in the order of the file, and the others counted."""
    ids = ["same", *["same"] * 120, *["NO"] * 120, *[""] * 120]
    problems = index(written(tmp_path, as_csv([{"id": one, **ADA} for one in ids])), 10).problems
    assert [problem.place.line for problem in problems[:100]] == list(range(3, 103))
    assert str(problems[100]) == "senders.csv: error: and 260 more rows (mend those that are listed, and look again)"


@given(st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=12))
def test_twice_is_what_is_twice(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    """Exactly the rows whose id was there before are told."""
    path = _with_ids(tmp_path_factory.mktemp("ids"), "jsonl", *ids)
    lines = [problem.place.line for problem in index(path, 10).problems]
    assert lines == [at for at, one in enumerate(ids, start=1) if one in ids[: at - 1]]


@given(st.text(st.sampled_from("aZ0-_ .cn/ä\n") | st.characters(codec="utf-8"), max_size=6))
def test_the_same_rule_as_for_cases(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What may be the id of a case may be the id of a sender, and nothing else."""
    one = text.strip(" \t\r\n\xa0")
    path = _with_ids(tmp_path_factory.mktemp("ids"), "jsonl", text, "zz")
    try:
        ID.read(Scalar(Place(""), one), Report())
    except Unreadable:
        assert len(index(path, 10).problems) == 1
    else:
        assert everything(path)[0][0].id == one
