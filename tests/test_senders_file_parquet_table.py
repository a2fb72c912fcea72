"""Senders as Parquet: columns that hold no text are refused, and every part reads its own rows."""

import io
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.senders import ADA, Profile, as_parquet, everything, needed, said, written
from ualetters.errors import ProblemsError
from ualetters.senders_file import index, read

NOT_UTF8 = "a text of the row is not UTF-8 (write the file again with texts as strings)"
DAMAGED = (
    "senders.parquet: error: the file cannot be read as Parquet (it is damaged, or no Parquet file; write it again)"
)


def _table(folder: Path, columns: dict[str, Any], **options: Any) -> str:  # noqa: ANN401
    """A file of columns that are given as lists, or as arrays of a type."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(arrow.table({"name": ["Ada"], "country": ["DE"]} | columns), out, **options)
    return written(folder, out.getvalue(), "senders.parquet")


@pytest.mark.parametrize("group", [1, 3, 7, 100])
@pytest.mark.parametrize("size", [1, 4, 20])
def test_groups_and_parts(tmp_path: Path, group: int, size: int) -> None:
    """Parts need not end where the groups of a file do."""
    profiles: list[Profile] = [{**ADA, "name": f"P{at}"} for at in range(1, 21)]
    path = written(tmp_path, as_parquet(profiles, row_group_size=group), "senders.parquet")
    rows, problems = everything(path, size)
    assert [(row.id, row.sender.name) for row in rows] == [(f"{at:04}", f"P{at}") for at in range(1, 21)]
    assert problems == ()


def test_a_part_in_the_middle(tmp_path: Path) -> None:
    """A part of a large file is found where it is."""
    profiles = [{**ADA, "name": f"P{at}"} for at in range(1, 30_001)]
    path = written(tmp_path, as_parquet(profiles, row_group_size=20_000), "senders.parquet")
    part = index(path, 9_000).parts[2]
    rows, _ = read(path, part)
    assert [row.sender.name for row in rows] == [f"P{at}" for at in range(18_001, 27_001)]


def test_types_that_hold_text(tmp_path: Path) -> None:
    """Texts may be written in several ways, and whole numbers and truth values stand for their words."""
    arrow = needed("pyarrow")
    path = _table(
        tmp_path,
        {
            "country": arrow.array(["DE"]).dictionary_encode(),
            "address": arrow.array([["1 Road", None, "City"]], arrow.large_list(arrow.large_string())),
            "phone": arrow.array([3018170], arrow.int64()),
            "languages": ["en de"],
            "personal": arrow.array([{"en": "I.", "de": None}]),
            "show_reference": [True],
            "occupation": arrow.nulls(1),
            "email": arrow.array([["a@b.org", "c@d.org"]]),
            "id": arrow.array([7], arrow.uint16()),
        },
    )
    ((row,), problems) = everything(path)
    assert problems == ()
    assert (row.id, row.sender.country, row.sender.address) == ("7", "DE", ("1 Road", "City"))
    assert (row.sender.phone, row.sender.email) == ("+49 30 18170", "a@b.org")
    assert (row.sender.languages, row.sender.personal) == (("en", "de"), {"en": "I."})
    assert row.sender.show_reference


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("phone", [4930181700.0], "float64"),
        ("name", [b"Ada"], "binary"),
        ("occupation", [["teacher"]], "list_(string)"),
        ("occupation", [0], "date32"),
        ("address", [[1.5]], "list_(float64)"),
        ("address", [{"a": "b"}], "struct(a)"),
        ("personal", ["text"], "string"),
        ("personal", [{"a": 1.5}], "struct(a) of float64"),
        ("personal", [[("en", "I.")]], "map_(string, string)"),
        ("id", [1.0], "float64"),
    ],
)
def test_types_that_hold_none(tmp_path: Path, column: str, values: list[Any], kind: str) -> None:
    """A column of another type is refused before anybody's row is read: a number with a fraction is no telephone's."""
    arrow = needed("pyarrow")
    types = {
        "float64": arrow.float64(),
        "binary": arrow.binary(),
        "string": arrow.string(),
        "date32": arrow.date32(),
        "list_(string)": arrow.list_(arrow.string()),
        "list_(float64)": arrow.list_(arrow.float64()),
        "struct(a)": arrow.struct([("a", arrow.string())]),
        "struct(a) of float64": arrow.struct([("a", arrow.float64())]),
        "map_(string, string)": arrow.map_(arrow.string(), arrow.string()),
    }
    path = _table(tmp_path, {column: arrow.array(values, types[kind])})
    (problem,) = said(path)
    assert problem.startswith(f"senders.parquet: {column}: error: the column `{column}` does not hold text (")
    assert index(path, 10).parts == ()


def test_messages(tmp_path: Path) -> None:
    """A message names the row by its number, and the column."""
    path = _table(tmp_path, {"name": ["A", "", "C"], "country": ["DE", "DE", "D"], "notes": [1.5, 2.5, 3.5]})
    assert said(path) == [
        "senders.parquet: warning: columns that are not used: `notes`",
        "senders.parquet: [2].name: error: nothing is written here (your name as you sign)",
        "senders.parquet: [3].country: error: unknown country `…` (the country you post from, a code such as DE)",
    ]


def test_texts_that_are_not_utf8(tmp_path: Path) -> None:
    """One text that cannot be read costs its row alone, and in the column `id` the id."""
    arrow = needed("pyarrow")

    def texts(values: list[bytes | None]) -> Any:  # noqa: ANN401
        array = arrow.array(values, arrow.binary())
        return arrow.Array.from_buffers(arrow.string(), len(values), array.buffers())

    path = _table(
        tmp_path,
        {"name": texts([b"A", b"\xff", b"C"]), "country": ["DE"] * 3, "address": texts([b"\xe4", None, b"1"])},
    )
    rows, problems = everything(path)
    assert [row.id for row in rows] == ["0003"]
    assert [str(problem) for problem in problems] == [
        f"senders.parquet: [1].address: error: {NOT_UTF8}",
        f"senders.parquet: [2].name: error: {NOT_UTF8}",
    ]
    assert index(_table(tmp_path, {"id": texts([b"\xff"])}), 10).parts[0].count == 1


def test_columns_with_the_same_name(tmp_path: Path) -> None:
    """A known column that is there twice is refused; it could be either."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    out = io.BytesIO()
    values = [arrow.array(["A"]), arrow.array(["DE"]), arrow.array(["B"])]
    parquet.write_table(arrow.Table.from_arrays(values, ["name", "country", "name"]), out)
    assert said(written(tmp_path, out.getvalue(), "senders.parquet")) == [
        "senders.parquet: name: error: the column `name` is there 2 times (keep one of them, and rename the others)"
    ]


def test_large_groups(tmp_path: Path) -> None:
    """A file that every part must read nearly whole is read, and a note says how to write a quicker one."""
    path = _table(tmp_path, {"name": ["A"] * 100_001, "country": ["DE"] * 100_001})
    found = index(path, 100_000)
    assert [str(problem) for problem in found.problems] == [
        (
            "senders.parquet: note: the rows stand in groups of up to 100,001, and every part of them reads a "
            "whole group (written in groups of 10,000 rows the file is read sooner)"
        )
    ]
    assert [row.id for row in read(path, found.parts[1])[0]] == ["100001"]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" * 4, b"name,country\nA,DE\n", b"PAR1" + b"\xff" * 64 + b"PAR1"])
def test_no_parquet(tmp_path: Path, data: bytes) -> None:
    """Another file is refused whole."""
    needed("pyarrow")
    assert said(written(tmp_path, data, "senders.parquet")) == [DAMAGED]


@given(st.data())
def test_damaged_parquet(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A file with other bytes anywhere in it is read or refused."""
    whole = bytearray(as_parquet([{**ADA, "name": f"P{at}", "address": ["1 Road", "City"]} for at in range(30)]))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole), len(whole), data.draw(st.integers(0, len(whole)))]))
    path = written(tmp_path_factory.mktemp("parquet"), bytes(whole[:end]), "senders.parquet")
    try:
        rows, problems = everything(path, 7)
    except ProblemsError as error:
        rows, problems = (), error.problems
    assert rows or problems or index(path, 7).problems
