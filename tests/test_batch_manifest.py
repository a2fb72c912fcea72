"""The manifest: sorted, without time or place, read back as it was written; what a stranger wrote is refused."""

from collections.abc import Callable
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest
from tests.conftest import Outcome, need_module

from builders.batch import ON_DAY, letters, write_cases
from ualetters.batch.inputs import Inputs
from ualetters.batch.manifest import Made, Manifest, is_ours, key, parsed
from ualetters.errors import ProblemsError
from ualetters.formats import EXTENSIONS, FORMATS, READING_COPY
from ualetters.senders_file import Rows

INPUTS = Inputs(
    {"date": "2024-03-10"}, {"typst": "0.15", "noto": None}, {"ru": {"sha256": "0", "status": "draft"}}, "1", "2"
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
PATHS = st.builds(
    lambda steps, end: f"{'/'.join(steps)}.{end}", st.lists(IDS, min_size=3, max_size=4), st.sampled_from(EXTENSIONS)
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
    "data",
    [
        b'{"format": 2}',
        b'{"format": "2.0", "cases": ["one"]}',
        b'{"cases": [{"id": "one"}], "format": 0, "inputs": 7}',
        Manifest(INPUTS, {}).to_bytes().replace(b'"format": 1', b'"format": 2'),
    ],
)
def test_another_version(data: bytes) -> None:
    """It is called so, whatever else has another shape."""
    with pytest.raises(ProblemsError, match="of another version of ualetters"):
        parsed(data, "manifest.json")


@pytest.mark.parametrize(
    "path",
    [
        *("cases/one.yaml", "cases/old/one.yaml", "src/x/y.py", "one/en/x.yaml", "one/en/x.txt.yaml", "one/x.txt"),
        *("one/en/x.own.txt.txt", "one/x.zip", "one/en/part-01ab.zip", "one/part-x.zip", "part-01ab.zip"),
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
        "one/part-0123456789ab.zip",
        "one/part-0000001-0001000-0123456789ab.zip",
        "a/fa/b.own.txt",
    ],
)
def test_a_path_that_we_write(path: str) -> None:
    """Letters, those of many senders, and parts."""
    assert is_ours(path)


def test_the_name_of_what_was_made() -> None:
    """A case is named by its id, and for senders by the rows that they stand in."""
    assert key("one", None) == "one"
    assert key("one", Rows(first=1001, count=500, line=0, start=0, end=0, width=4)) == "one/1001-1500"


def test_every_format_writes_what_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Callable[..., Outcome]
) -> None:
    """A letter in each of them, and a part, has a name that the next run takes for ours."""
    for module in ("docx", "PIL", "pypdfium2"):
        need_module(module)
    monkeypatch.chdir(tmp_path)
    write_cases(Path("cases"), "one")
    formats = [word for name in FORMATS for word in ("--format", name)]
    for options in ((), ("--parts",)):
        asked = ("batch", *ON_DAY[:4], *formats, *options, "--jobs", 1, "--output", f"to{len(options)}")
        assert cli(*asked).code == 0
        paths = letters(Path(asked[-1]))
        assert list(filter(is_ours, paths)) == list(paths)
        expected = {"zip"} if options else {*EXTENSIONS} - {READING_COPY}
        assert {path.partition(".")[2] for path in paths} == expected
        assert cli(*asked).code == 0


def test_the_hashes_say_nothing_of_the_place(tmp_path: Path) -> None:
    """Nothing in a manifest is an absolute path."""
    assert str(tmp_path) not in Manifest(INPUTS, {}).to_bytes().decode()
