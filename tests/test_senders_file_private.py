"""Nothing that a file says of anybody is repeated by a message, and no file ends in a traceback."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.senders import ADA, CANARY, FORMATS, WRITERS, as_csv, as_jsonl, everything, raising, said, written
from ualetters.sender_file import KEYS
from ualetters.senders_file import index

COLUMNS = [*(key for key in KEYS if key != "personal"), "personal.en", "id"]
WRONG = [
    "{c}",
    "`{c}`",
    "{c}` `",
    "{c}\u200b",
    "{c}\0",
    "{c}@{c}",
    "{c}@example.org; {c}@Example.org",
    "+49 30 {c}",
    "{c}, {c}",
    "{c}|{c}",
    "{c}\n{c}",
    "=?{c}",
    "{c} " * 500,
    "{c}|" * 60,
    '"{c}',
    "\u2067{c}",
]


def _private(found: list[str], secret: str = CANARY) -> None:
    assert not [one for one in found if secret.casefold() in one.casefold()]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_message_repeats_a_value(tmp_path: Path, kind: str, column: str) -> None:
    """Whatever is wrong in a column, no message repeats it."""
    rows = [{**ADA, "id": f"r{at}", column: value.format(c=CANARY)} for at, value in enumerate(WRONG)]
    rows += [{**ADA, "id": CANARY.lower()}] * 2
    path = written(tmp_path, WRITERS[kind](rows), f"senders.{kind}")
    found = said(path)
    assert found
    _private(found)


@pytest.mark.parametrize("column", [*KEYS, "id", "personal.en"])
def test_no_message_repeats_what_is_inside(tmp_path: Path, column: str) -> None:
    """The same where a value is not a text."""
    values = [[CANARY], [CANARY, CANARY], {CANARY: CANARY}, {"en": {CANARY: CANARY}}, [[CANARY]], [{CANARY: 1.5}]]
    path = written(tmp_path, as_jsonl([{**ADA, column: value} for value in values]), "senders.jsonl")
    _private(said(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csv", "{c},{c}\n{c},DE\n"),
        ("csv", "{c}\n"),
        ("csv", '"{c}\n{c}'),
        ("csv", "name,country\n{c},{c},{c}\n{c}\n"),
        ("csv", 'name,country\n"{c}" {c},DE\n"{c}\n'),
        ("csv", "name,country\n{c}\rx,DE\n"),
        ("csv", "name,country\n{c}\udcff,DE\n"),
        ("jsonl", "{c}\n"),
        ("jsonl", '"{c}"\n["{c}"]\n'),
        ("jsonl", '{{"{c}\n'),
        ("jsonl", '{{"{c}": NaN}}\n{{"name": {c}}}\n'),
        ("jsonl", '{{"{c}@x": 1, "{c}@x": 2}}\n'),
        ("jsonl", '{{"personal": {{"{c}": 1, "{c}": 2}}}}\n'),
        ("jsonl", '{{"name": "{c}\udcff"}}\n'),
        ("parquet", "PAR1{c}PAR1"),
    ],
)
def test_no_message_repeats_a_damaged_file(tmp_path: Path, name: str, text: str) -> None:
    """The same where there are no columns, or no rows."""
    data = text.format(c=CANARY).encode(errors="surrogateescape")
    found = said(written(tmp_path, data, f"senders.{name}"))
    assert found
    _private(found)


def test_folders_are_not_named(tmp_path: Path) -> None:
    """A folder may be called after its owner."""
    folder = tmp_path / CANARY
    folder.mkdir()
    found = [*said(written(folder, "name,country\n,\nA,Germany\n")), *said(written(folder, "", "s.jsonl"))]
    assert len(found) == 2
    _private(found)


@given(st.sampled_from(COLUMNS), st.text(st.sampled_from("`'\"…: {}[]\\a.") | st.characters(), max_size=12))
def test_no_message_repeats_anything(tmp_path_factory: pytest.TempPathFactory, column: str, text: str) -> None:
    """However a secret is written, no message holds it."""
    secret = f"{CANARY}{text}{CANARY}"
    row = {**ADA, "privacy": secret, column: secret}
    folder = tmp_path_factory.mktemp("private")
    path = written(
        folder, "".join(json.dumps(one) + "\n" for one in (row, {column: [secret], "id": secret})), "s.jsonl"
    )
    found = said(path)
    assert found
    _private(found)


@given(st.sampled_from(["csv", "jsonl", "parquet"]), st.binary(max_size=200), st.integers(1, 3))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes, size: int) -> None:
    """Any file at all is refused, or gives rows and messages, the same in whatever parts it is read."""
    heads = {"csv": b"name,country,id\n", "jsonl": b'{"name":', "parquet": b"PAR1"}
    for content in (data, heads[kind] + data):
        path = written(tmp_path_factory.mktemp("bytes"), content, f"senders.{kind}")
        with raising() as refused:
            found = index(path, size)
            assert found.problems or found.parts
            assert everything(path, size) == everything(path)
        assert all(problem.message for problem in refused)


@given(st.sampled_from(["csv", "jsonl"]), st.data())
def test_damaged_files(tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject) -> None:
    """A good file with other bytes anywhere in it is refused, or gives rows and messages, the same in any parts."""
    profiles = [{**ADA, "address": ['1 "A" Road', "City, 2"], "personal": {"en": "I."}}] * 6
    whole = bytearray(as_csv(profiles) if kind == "csv" else as_jsonl(profiles))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.sampled_from(b'"\n\r,;\t|\0\xff{}[]:\\1a'))
    path = written(tmp_path_factory.mktemp("damaged"), bytes(whole), f"senders.{kind}")
    assert everything(path, data.draw(st.integers(1, 4))) == everything(path)
