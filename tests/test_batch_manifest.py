"""The manifest: sorted, without time or place, read back as it was written; what a stranger wrote is refused."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.batch.inputs import Inputs
from ualetters.batch.manifest import Made, Manifest, is_ours, left_over, merged, parsed
from ualetters.errors import ProblemsError

INPUTS = Inputs(
    {"date": "2024-03-10"}, {"typst": "0.15", "noto": None}, {"ru": {"sha256": "0", "status": "draft"}}, "1", "2"
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
PATHS = st.builds(
    lambda steps, end: f"{'/'.join(steps)}.{end}", st.lists(IDS, min_size=2, max_size=4), IDS.filter(str.isalnum)
)
OUTPUTS = st.dictionaries(PATHS, st.just("ab" * 32), max_size=5)
MADE = st.builds(
    Made,
    sha256=st.just("cd" * 32),
    directory=st.dictionaries(IDS, st.none() | IDS, max_size=3),
    outputs=OUTPUTS,
    letters=st.integers(0, 9),
    languages=st.lists(IDS, max_size=2).map(tuple),
    warnings=st.integers(0, 3),
    refused=st.integers(0, 3),
    is_specimen=st.booleans(),
)


@given(st.dictionaries(IDS, MADE, max_size=3), OUTPUTS)
def test_it_is_read_as_it_was_written(cases: dict[str, Made], left: dict[str, str]) -> None:
    """Whatever the order in which cases were done, the bytes are the same, and say the same."""
    one = Manifest(INPUTS, cases, left)
    other = Manifest(INPUTS, dict(reversed(cases.items())), dict(reversed(left.items())))
    assert one.to_bytes() == other.to_bytes()
    assert parsed(one.to_bytes(), "manifest.json") == one


def test_another_reader_sees_sorted_lines() -> None:
    """It is JSON with sorted keys, one to a line, that ends in a line feed."""
    made = Made("0", {"offices.b": None, "offices.a": "1"}, {"b/en/x.txt": "2", "a/en/x.txt": "3"}, 2, ("en",))
    data = Manifest(INPUTS, {"one": made}).to_bytes()
    found = json.loads(data)
    assert found["format"] == 1
    assert list(found["cases"]["one"]["outputs"]) == ["a/en/x.txt", "b/en/x.txt"]
    assert json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n" == data.decode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        Manifest(INPUTS, {}).to_bytes().replace(b'"format": 1', b'"format": 2'),
        Manifest(INPUTS, {}).to_bytes().replace(b'"cases": {}', b'"cases": {"one": {}}'),
    ],
)
def test_what_is_not_ours_is_refused(data: bytes) -> None:
    """Whatever stands there, the message says what to do with it."""
    with pytest.raises(ProblemsError, match="move it away") as refused:
        parsed(data, "manifest.json")
    assert refused.value.problems[0].place.file == "manifest.json"


@pytest.mark.parametrize(
    "path",
    [
        *("../one/en/x.txt", "/one/en/x.txt", "one/../x.txt", "one/en/../x.txt", "one//x.txt", "./one/x.txt", "x.txt"),
        *(
            "one/en/x",
            "one/en/.txt",
            "one/en/x.txt/",
            "C:/one/x.txt",
            "one\\en\\x.txt",
            "one/en/x.txt\n",
            "one/en/a b.txt",
        ),
        *("-one/en/x.txt", "one/en/y/z/x.txt", "one/en/x..txt", "ONE/en/x.txt", ""),
    ],
)
def test_a_path_that_we_would_not_write(path: str) -> None:
    """A manifest cannot make us read or remove what a batch did not write."""
    assert not is_ours(path)
    with pytest.raises(ProblemsError, match="we would not write"):
        parsed(Manifest(INPUTS, {}, {path: "0"}).to_bytes(), "manifest.json")


@pytest.mark.parametrize(
    "path",
    [
        "one/en/x.txt",
        "one/zh/embassy-ru.mail.html",
        "1/en/x/0001.pdf",
        "one/part-0001-1000-0123456789ab.zip",
        "a/fa/b.own.txt",
    ],
)
def test_a_path_that_we_write(path: str) -> None:
    """Letters, those of many senders, and parts."""
    assert is_ours(path)


@given(MADE, MADE)
def test_parts_of_a_case_are_put_together(one: Made, other: Made) -> None:
    """Nothing of any part is lost."""
    found = merged([("one", one), ("one", other)])["one"]
    assert found.outputs == one.outputs | other.outputs
    assert found.letters == one.letters + other.letters
    assert (found.warnings, found.refused) == (one.warnings + other.warnings, one.refused + other.refused)
    assert set(found.languages) == {*one.languages, *other.languages}


@given(OUTPUTS, OUTPUTS)
def test_what_is_left_over(before: dict[str, str], made: dict[str, str]) -> None:
    """Every path is either made now or left from before."""
    left = left_over(before, made)
    assert set(left) == set(before) - set(made)


def test_the_hashes_say_nothing_of_the_place(tmp_path: Path) -> None:
    """Nothing in a manifest is an absolute path."""
    assert str(tmp_path) not in Manifest(INPUTS, {}).to_bytes().decode()
