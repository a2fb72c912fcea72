"""The columns of a file of senders: those that must be there, those that are not used, and how they are told."""

from pathlib import Path

import pytest

from builders.senders import CANARY, FORMATS, WRITERS, said, written
from ualetters.senders_file import index


@pytest.mark.parametrize(
    ("head", "problems"),
    [
        (
            "name,land",
            ["country: error: the column `country` is missing (the first line names the columns; this one holds the"],
        ),
        (
            "Name,contry",
            [
                "country: error: the column `country` is missing (is it column 2, misspelt? it holds the country you",
                "name: error: the column `name` is missing (is it column 1, misspelt? it holds your name as you",
            ],
        ),
        (
            "name,country,name,notes,notes",
            ["name: error: the column `name` is there 2 times (keep one of them, and rename the others)"],
        ),
        (
            "name,country,personal.en,personal.en,personal.en",
            ["personal.en: error: the column `personal.en` is there 3 times (keep one of them, and rename the others)"],
        ),
        (f"{CANARY} Example,DE,1 {CANARY} Road,{CANARY}@example.org", ["country: error: ", "name: error: "]),
    ],
)
def test_errors(tmp_path: Path, head: str, problems: list[str]) -> None:
    """A file without its columns is refused; what its first line holds instead may be somebody's data."""
    path = written(tmp_path, f"{head}\nA,DE\n")
    found = sorted(map(str, index(path, 10).problems))
    assert len(found) == len(problems)
    for one, start in zip(found, problems, strict=True):
        assert one.startswith(f"senders.csv:1:1: {start}")
        assert CANARY not in one
    assert index(path, 10).parts == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_unused_columns(tmp_path: Path, kind: str) -> None:
    """Columns that are not used are named once, and what may be misspelt is asked about."""
    row = {"name": "A", "country": "DE", "emial": "x", "Notes": "y", "personal.xx": "z", "a@b.org": "1", "42": "2"}
    (problem,) = said(written(tmp_path, WRITERS[kind]([row, row]), f"s.{kind}"))
    assert problem.endswith(
        "warning: columns that are not used: `emial`, `Notes`, `personal.xx` and 2 more "
        "(`emial`: did you mean `email`?; `personal.xx`: did you mean `personal.en`?)"
    )


def test_a_column_that_is_there_is_not_suggested(tmp_path: Path) -> None:
    """What stands in the file already is not what was misspelt."""
    text = "name,country,email,emails,surname\nA,DE,a@b.org,,\n"
    assert said(written(tmp_path, text)) == ["senders.csv:1:1: warning: columns that are not used: `emails`, `surname`"]


def test_paragraphs_need_a_language(tmp_path: Path) -> None:
    """A table has no mapping: the column of paragraphs names their language."""
    assert said(written(tmp_path, "name,country,personal\nA,DE,text\n")) == [
        "senders.csv:1:1: warning: columns that are not used: `personal` (`personal`: did you mean `personal.en`?)"
    ]


def test_names_that_are_not_shown(tmp_path: Path) -> None:
    """If no name looks like one of a column, they are counted."""
    path = written(tmp_path, "name,country,a@b.org,\x1b[2J,,\nA,DE,,,,\n")
    assert said(path) == ["senders.csv:1:1: warning: columns that are not used: 2"]


def test_very_many_columns(tmp_path: Path) -> None:
    """A first line of any width is dealt with at once."""
    names = ",".join(f"naem{at}" for at in range(60_000))
    assert len(said(written(tmp_path, f"{names}\n"))) == 2
    path = written(tmp_path, f"name,country,{names}\nA,DE{',' * 60_000}\n")
    assert said(path)[0].count("`naem") == 20
