"""Senders as JSON Lines: whatever a line holds, it is a sender or a message."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.senders import ADA, as_jsonl, everything, said, written
from ualetters.senders_file import index

NO_OBJECT = 'the line is not one JSON object (write one object a line, such as {"name": …, "country": …})'
TOO_LONG = "the line is too long, or nested too deep (a profile has a few short texts)"
GOOD = '{"name": "Good", "country": "DE"}'


def _line(**values: object) -> str:
    return json.dumps({**ADA, **values})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[]", NO_OBJECT),
        ('"text"', NO_OBJECT),
        ("{", NO_OBJECT),
        (f"{GOOD} {GOOD}", NO_OBJECT),
        (f"{GOOD},", NO_OBJECT),
        ('{"name": NaN}', NO_OBJECT),
        ('{"name": -Infinity}', NO_OBJECT),
        ('{"name": "a\tb"}', NO_OBJECT),
        ("[" * 100_000, TOO_LONG),
        ('{"x":' * 190 + "0" + "}" * 190, "name: error: nothing is written here (your name as you sign)"),
        ('{"x":' * 201 + "0" + "}" * 201, TOO_LONG),
        ('{"name": "' + "x" * 2_000_000 + '"}', TOO_LONG),
        ('{"name": "\udcff"}', "the line is not UTF-8 (save the file with the encoding UTF-8)"),
        ('{"name": "A", "name": "B"}', "name: error: the same key stands here twice (keep one of the two)"),
        ('{"personal": {"en": "A", "en": "B"}}', "the same key stands here twice (keep one of the two)"),
        (_line(occupation="\ud800"), "occupation: error: the text holds the invisible character U+D800 (control char"),
        (_line(occupation="\0"), "occupation: error: the text holds the invisible character U+0000 (control character"),
        (_line(occupation={"a": "b"}), "occupation: error: a line of text is expected here, not a mapping (for the"),
        (_line(occupation=["a", "b"]), "occupation: error: a line of text is expected here, not a list (for the"),
        (_line(phone=4930181700.0), "phone: error: a number with a fraction is no text (your telephone number)"),
        (_line(phone=[1e300]), "phone: error: a number with a fraction is no text (your telephone number)"),
        (
            f'{GOOD[:-1]}, "phone": {"1" * 5000}}}',
            "phone: error: the text is longer than 4,000 characters (your telephone number)",
        ),
        (_line(phone=[["030"]]), "phone: error: a line of text is expected here, not a list (your telephone number)"),
        (_line(email={"a": "b"}), "email: error: a line of text is expected here, not a mapping (your e-mail address)"),
        (_line(address=[str(at) for at in range(51)]), "address: error: there are more than 50 entries (your postal"),
        (_line(address=["x" * 301]), "address: error: the text is longer than 300 characters (your postal address"),
        (_line(address=["x" * 4001]), "address: error: the text is longer than 4,000 characters (your postal address"),
        (_line(address="x" * 4001), "address: error: the text is longer than 4,000 characters (your postal address"),
        (_line(address={"a": "b"}), "address: error: a list is expected here, not a mapping (your postal address, li"),
        (_line(personal="text"), "personal: error: keys with values are expected here, not text (a paragraph of your"),
        (_line(personal={"xx": "text"}), "personal: error: unknown language `…` (a paragraph of your own, by language"),
        (_line(personal={f"{at}": "x" for at in range(51)}), "personal: error: there are more than 50 entries (a par"),
        (
            _line(personal={"en": "a"})[:-1] + ', "personal.en": "b"}',
            "personal.en: error: this stands in `personal` as",
        ),
    ],
)
def test_messages(tmp_path: Path, line: str, problem: str) -> None:
    """A message says in which line something is wrong, and under which key; the line behind it is read."""
    path = written(tmp_path, f"{line}\n{GOOD}\n".encode(errors="surrogatepass"), "senders.jsonl")
    good, bad = everything(path)
    assert [row.sender.name for row in good] == ["Good"]
    start = f"senders.jsonl:1:1: {problem}" if ": error: " in problem else f"senders.jsonl:1:1: error: {problem}"
    assert any(str(one).startswith(start) for one in bad), [str(one) for one in bad]


def test_very_many_keys_in_a_line(tmp_path: Path) -> None:
    """A line of nothing but keys, the last two the same, is dealt with at once."""
    line = "{" + "".join(f'"{at:x}":0,' for at in range(90_000)) + '"name":1,"name":2}'
    (problem,) = said(written(tmp_path, line, "senders.jsonl"))
    assert problem.startswith("senders.jsonl:1:1: name: error: the same key stands here twice")


def test_values_of_other_kinds(tmp_path: Path) -> None:
    """Nothing is as good as empty, whole numbers are their digits, and spaces are no part of a text."""
    text = json.dumps(
        {
            "name": " Ada ",
            "country": "DE",
            "address": [" 1 Road ", None, "", 10115],
            "email": None,
            "phone": 3018170,
            "languages": ["DE", "en"],
            "occupation": "",
            "personal": {"en": None, "de": " Ich ", "ru": ""},
            "privacy": None,
            "show_reference": False,
            "id": 17,
        }
    )
    ((row,), bad) = everything(written(tmp_path, text, "senders.jsonl"))
    assert bad == ()
    assert row.id == "17"
    assert row.sender.address == ("1 Road", "10115")
    assert (row.sender.email, row.sender.phone) == (None, "+49 30 18170")
    assert (row.sender.languages, row.sender.personal) == (("de", "en"), {"de": "Ich"})
    assert (row.sender.occupation, row.sender.privacy, row.sender.show_reference) == (None, "full", False)


def test_texts_as_in_csv(tmp_path: Path) -> None:
    """Lists may be written as in CSV, and paragraphs in columns of their own."""
    line = _line(address="1 Road|City", languages="en, de fr", show_reference="TRUE", **{"personal.en": "I."})
    ((row,), _) = everything(written(tmp_path, line, "senders.jsonl"))
    assert row.sender.address == ("1 Road", "City")
    assert row.sender.languages == ("en", "de", "fr")
    assert (row.sender.show_reference, row.sender.personal) == (True, {"en": "I."})


def test_paragraphs_in_both_places(tmp_path: Path) -> None:
    """Paragraphs in `personal` and in columns of their own are joined."""
    line = _line(personal={"de": "Ich."}, **{"personal.en": "I."})
    ((row,), _) = everything(written(tmp_path, line, "senders.jsonl"))
    assert row.sender.personal == {"de": "Ich.", "en": "I."}


def test_lines(tmp_path: Path) -> None:
    """Empty lines are nobody; the file may begin with a mark, and end its lines in either way."""
    path = written(tmp_path, b"\xef\xbb\xbf" + f"{GOOD}\r\n\r\n  \n{GOOD}".encode(), "senders.jsonl")
    for size in (1, 2):
        good, bad = everything(path, size)
        assert [(row.id, row.place.line) for row in good] == [("0001", 1), ("0002", 4)]
        assert bad == ()


def test_unused_keys(tmp_path: Path) -> None:
    """Keys that are not used are named once for the whole file, wherever they stand."""
    lines = [_line(phnoe="1"), _line(notes={"a": [1.5]}), _line(notes=2, **{"a@b.org": 1})]
    path = written(tmp_path, "\n".join(lines), "senders.jsonl")
    assert said(path) == [
        (
            "senders.jsonl: warning: columns that are not used: `phnoe`, `notes` and 1 more "
            "(`phnoe`: did you mean `phone`?)"
        )
    ]
    assert len(everything(path)[0]) == 3


def test_many_keys(tmp_path: Path) -> None:
    """A file that uses its keys for something else is read in flat memory."""
    lines = [json.dumps({**ADA, f"key {at}": at}) for at in range(3000)]
    path = written(tmp_path, "\n".join(lines), "senders.jsonl")
    ((said_once,), rows) = index(path, 100).problems, everything(path)[0]
    assert said_once.message.count("`") == 40
    assert said_once.message.endswith(" and 978 more")
    assert len(rows) == 3000


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)
_KEYS = st.sampled_from(["id", "name", "country", "address", "email", "phone", "languages", "personal", "personal.en"])


@given(st.lists(st.dictionaries(_KEYS, _ANYTHING), min_size=1, max_size=6), st.integers(1, 3))
def test_any_values(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], size: int) -> None:
    """Whatever stands under the keys, every line is a sender or a message, in whatever parts it is read."""
    rows = [{key: value for key, value in row.items() if key != "id"} for row in rows]
    path = written(tmp_path_factory.mktemp("json"), as_jsonl([*rows, {"name": "Good", "country": "DE"}]), "s.jsonl")
    good, bad = everything(path, size)
    assert (good, bad) == everything(path)
    assert {row.place.line for row in good} | {problem.place.line for problem in bad} == set(range(1, len(rows) + 2))
