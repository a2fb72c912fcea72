"""Senders as CSV: what is wrong with a row is told at its line, and harms no other row."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.senders import everything, said, written
from ualetters.senders_file import index

ROW = "the row is no CSV, or too long (look for a quotation mark that is not closed; one inside a quoted cell is"
HEAD = "name,country,address\n"
LANGUAGES = "ar bg cs da de el en es fa fi fr hu it nl pl pt ro ru sk sv tg tr uk uz zh".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("A,DE\n", ["2:1: error: the row has 2 cells, and there are 3 columns"]),
        ("A,DE,,x\n", ["2:1: error: the row has 4 cells, and there are 3 columns"]),
        ("A,DE,1, 10115\n", ["2:1: error: the row has 4 cells, and there are 3 columns"]),
        ('A,DE,"1\n', [f"2:1: error: {ROW}"]),
        ('A,DE,"1"2\n', [f"2:1: error: {ROW}"]),
        ("A,DE,1\rB,DE,2\n", [f"2:1: error: {ROW}"]),
        ("A,DE,\udcff\n", ["2:1: error: the row is not UTF-8 (save it with the encoding UTF-8"]),
        ("A,DE,\0\n", ["2:1: address: error: the text holds the invisible character U+0000"]),
        (f"A,DE,{'x' * 4001}\n", ["2:1: address: error: the text is longer than 4,000 characters"]),
        (f"A,DE,{'x' * 140_000}\n", [f"2:1: error: {ROW}"]),
        (f"A,DE,{'x' * 3_000_000}\n", [f"2:1: error: {ROW}"]),
        (f"A,DE,{'x|' * 51}\n", ["2:1: address: error: there are more than 50 entries (your postal address, line"]),
        (",DE,\n", ["2:1: name: error: nothing is written here (your name as you sign)"]),
        (
            '\n\nA,"D\nE",\n',
            ["4:1: country: error: unknown country `…` (the country you post from, a code such as DE)"],
        ),
    ],
)
def test_messages(tmp_path: Path, text: str, problems: list[str]) -> None:
    """A message says where the row begins, in which column something is wrong, and what to do."""
    data = (HEAD + text + "Good,DE,\n").encode(errors="surrogateescape")
    path = written(tmp_path, data)
    found = said(path)
    assert len(found) == len(problems)
    for one, start in zip(found, problems, strict=True):
        assert one.startswith(f"senders.csv:{start}")
    assert everything(path)[0][-1].sender.name == "Good"


def test_all_that_is_wrong_with_a_row(tmp_path: Path) -> None:
    """All that is wrong with a row is told in one run, each at its column, and only once."""
    text = "name,country,email,phone,languages,privacy,show_reference,occupation,personal.en\n"
    text += ',Germany,ada@b,+49 30 1,"xx en, en",ful,yes,a\u202eb,\u200b\n'
    assert said(written(tmp_path, text)) == [
        "senders.csv:2:1: country: error: unknown country `…` (the country you post from, a code such as DE)",
        "senders.csv:2:1: email: error: `…` is not an e-mail address (your e-mail address)",
        "senders.csv:2:1: languages: error: this stands in the list twice (languages you read and write, best first)",
        "senders.csv:2:1: languages: error: unknown language `…` (languages you read and write, best first)",
        "senders.csv:2:1: name: error: nothing is written here (your name as you sign)",
        (
            "senders.csv:2:1: occupation: error: the text holds the invisible character U+202E "
            "(right-to-left override) (for the signature only)"
        ),
        (
            "senders.csv:2:1: personal.en: error: the text holds the invisible character U+200B (zero width space) "
            "(a paragraph of your own, by language)"
        ),
        "senders.csv:2:1: phone: error: `…` is not a valid number (your telephone number)",
        "senders.csv:2:1: privacy: error: unknown privacy `…` (full, initials or hand)",
        (
            "senders.csv:2:1: show_reference: error: unknown value `…` (whether the document's reference stands on the "
            "letter)"
        ),
    ]


def test_a_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    """A mark that nobody closed does not swallow the rows behind it, nor join two people, nor change their numbers."""
    rows = [f'P{at},DE,"Road {at}|City"\n' for at in range(1, 2001)]
    rows[9] = 'P10,DE,"Road 10|City\n'
    rows[1499] = 'P1500,DE,"Road 1500\n'
    good, bad = everything(written(tmp_path, HEAD + "".join(rows)), 100)
    assert [problem.place.line for problem in bad] == [11, 1501]
    assert [row.sender.name for row in good] == [f"P{at}" for at in range(1, 2001) if at not in {10, 1500}]
    assert all(row.id == f"{row.sender.name[1:]:0>4}" for row in good)
    assert all(row.sender.address == (f"Road {row.sender.name[1:]}", "City") for row in good)


def test_a_quotation_mark_in_a_file_of_long_rows(tmp_path: Path) -> None:
    """The same where few lines are long."""
    head = "name,country,notes\n"
    rows = [f"P{at},DE,{'x' * 100_000}\n" for at in range(1, 41)]
    rows[4] = 'P5,DE,"\n'
    good, bad = everything(written(tmp_path, head + "".join(rows)), 7)
    assert [problem.place.line for problem in bad] == [6]
    assert [int(row.id) for row in good] == [at for at in range(1, 41) if at != 5]


def test_a_row_that_never_ends(tmp_path: Path) -> None:
    """Lines of which each could go on for ever are told one by one, and soon."""
    text = HEAD + 'a",,"c\n' * 5000 + "Good,DE,\n"
    good, bad = everything(written(tmp_path, text))
    assert [int(row.id) for row in good] == [5001]
    assert len(bad) == 101
    assert str(bad[-1]) == "senders.csv: error: and 4,900 more rows (mend those that are listed, and look again)"


@pytest.mark.parametrize(("lines", "good"), [(199, 2), (201, 1)])
def test_lines_of_a_row(tmp_path: Path, lines: int, good: int) -> None:
    """A cell may have many lines, but not so many that it is likelier a mark that nobody closed."""
    path = written(tmp_path, 'name,country,notes\nA,DE,"' + "x\n" * lines + '"\nB,DE,\n')
    rows, problems = everything(path)
    assert [row.sender.name for row in rows] == ["A", "B"][-good:]
    assert bool(problems) == (good == 1)


def test_a_row_with_very_many_problems(tmp_path: Path) -> None:
    """Of one row some problems are told, so that those of others are told too."""
    names = ",".join(f"personal.{language}" for language in LANGUAGES)
    text = f"name,country,{names}\nA,DE" + ",\u200b" * len(LANGUAGES) + "\n"
    assert len(LANGUAGES) > len(everything(written(tmp_path, text))[1]) == 20


def test_only_the_first_are_listed(tmp_path: Path) -> None:
    """Once a row is only counted, so are those behind it."""
    path = written(tmp_path, HEAD + "A,\n" * 99 + ",D,\n" + "A,D,\n" * 2 + "A,DE,\n")
    problems = everything(path)[1]
    assert [problem.place.line for problem in problems] == [*range(2, 101), 0]
    assert problems[-1].message == "and 3 more rows"


def test_blank_rows_are_none(tmp_path: Path) -> None:
    """Spreadsheets write empty rows at the end; they are nobody, and have no number."""
    good, bad = everything(written(tmp_path, HEAD + 'A,DE,\n\n,,\n" ", ,\nB,DE,\n,,\n\r\n'))
    assert [(row.id, row.place.line) for row in good] == [("0001", 2), ("0002", 6)]
    assert bad == ()


def test_spaces_around_cells(tmp_path: Path) -> None:
    """Spaces around a cell are no part of it, and a quotation mark may follow them."""
    ((row,), _) = everything(written(tmp_path, 'name , country, address\n Ada Example ,DE , "1, Road| City "\n'))
    assert (row.sender.name, row.sender.country, row.sender.address) == ("Ada Example", "DE", ("1, Road", "City"))


def test_marks_inside_a_cell(tmp_path: Path) -> None:
    """A quotation mark inside a cell is written twice, or stands in a cell that does not begin with one."""
    good, _ = everything(written(tmp_path, HEAD + '"Ada ""A"" Example",DE,\nIda "I" Example,DE,\n'))
    assert [row.sender.name for row in good] == ['Ada "A" Example', 'Ida "I" Example']


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("name;country;notes", 'A;DE;"1, 2; 3"'),
        ("name\tcountry\tnotes", "A\tDE\t1, 2; 3"),
        ('"name","country","a;b;c;d"', "A,DE,"),
        ("a,b,c;name;country", "x;A;DE"),
        ("name;country", "A;DE"),
    ],
)
def test_delimiters(tmp_path: Path, head: str, cells: str) -> None:
    """What stands between cells is found in the header alone, by the columns that are known."""
    ((row,), bad) = everything(written(tmp_path, f"{head}\n{cells}\n"))
    assert (row.sender.name, row.sender.country, bad) == ("A", "DE", ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\nname,country\nA,DE\n",
        b'"name,country\nA,DE\n',
        "name,country\nA,DE\n".encode("utf-16"),
        b"name,country\xff\nA,DE\n",
        b"name,country\rA,DE\r",
        b"name,country," + b"x" * 2_000_000 + b"\nA,DE\n",
    ],
)
def test_header_that_is_none(tmp_path: Path, data: bytes) -> None:
    """A file whose first line cannot be read has no columns, and is refused whole."""
    assert said(written(tmp_path, data)) == [
        (
            "senders.csv:1:1: error: the first line does not name the columns (write their names with commas between; "
            "save it with the encoding UTF-8 (in a spreadsheet: CSV UTF-8))"
        )
    ]


def test_other_limits_of_the_library(tmp_path: Path) -> None:
    """Another part of a program may have set the library's own limit; rows then end in messages all the same."""
    text = HEAD + 'A,DE,"\n' + f"B,DE,{'x' * 200}\n" * 3000
    path = written(tmp_path, text)
    before = csv.field_size_limit()
    try:
        csv.field_size_limit(1 << 40)
        assert [problem.place.line for problem in everything(path)[1]] == [2]
        csv.field_size_limit(100)
        assert sum(part.count for part in index(path, 10_000).parts) == 3001
        assert len(everything(path)[1]) == 101
    finally:
        csv.field_size_limit(before)


@given(st.text(st.sampled_from('aé,;"\n\r\t |\0'), max_size=60), st.integers(1, 5))
def test_anything_in_any_parts(tmp_path_factory: pytest.TempPathFactory, text: str, size: int) -> None:
    """However damaged the rows are, they are the same in whatever parts they are read."""
    path = written(tmp_path_factory.mktemp("csv"), f"name,country,address\n{text}\nGood,DE,x\n")
    assert everything(path, size) == everything(path)


def test_the_standard_library_agrees(tmp_path: Path) -> None:
    """Rows that the standard library reads are read as it reads them."""
    text = HEAD + 'Ada,DE,"1 ""A"" Road\n\nCity"\r\n"Ida",GB,2; Road\n'
    names = [row["name"] for row in csv.DictReader(text.splitlines(keepends=True))]
    good, _ = everything(written(tmp_path, text))
    assert [row.sender.name for row in good] == names
    assert [row.sender.address for row in good] == [('1 "A" Road', "City"), ("2; Road",)]
