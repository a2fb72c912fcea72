"""Parts: the same letters are the same archive, and another reader finds them in it."""

from io import BytesIO
import subprocess
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.batch.manifest import Made, is_ours
from ualetters.batch.parts import bound, made_of, part_name

MADE = Made("0" * 64, {"offices.one": "1" * 64}, {}, 2, ("en",), is_specimen=True)
FILES = st.dictionaries(
    st.from_regex(r"[a-z]{1,5}/[a-z]{1,5}\.txt", fullmatch=True), st.binary(max_size=300), max_size=6
)


@given(FILES)
def test_letters_come_out_as_they_went_in(files: dict[str, bytes]) -> None:
    """Whatever their order was; a part says of itself what the manifest says."""
    archive = bound(files, MADE)
    assert archive == bound(dict(reversed(files.items())), MADE)
    with ZipFile(BytesIO(archive)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == files
    assert made_of(archive) == MADE


def test_a_part_that_is_to_be_made_again() -> None:
    """One with a warning, one that is damaged, and one that somebody else made say nothing."""
    assert made_of(bound({"a/b.txt": b"1"})) is None
    assert made_of(b"PK") is None
    assert made_of(bound({"a/b.txt": b"1"}, MADE)[:-10]) is None
    with ZipFile(buffer := BytesIO(), "w") as archive:
        archive.comment = b'{"sha256": 1}'
    assert made_of(buffer.getvalue()) is None


@pytest.mark.parametrize("comment", [b'{"x":' + b"[" * 60_000, b'{"sha256": "\xff"}', b"null", b"{}"])
def test_what_a_stranger_says_of_a_part(comment: bytes) -> None:
    """Whatever it is, the part is made again."""
    archive = bound({"one/en/x.txt": b"text"})[:-2]
    assert made_of(archive + len(comment).to_bytes(2, "little") + comment) is None


def test_unzip_reads_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The system's own reader finds nothing wrong, and files that everybody may read."""
    folder = tmp_path_factory.mktemp("part")
    (folder / "part.zip").write_bytes(bound({"one/en/x.txt": b"letter\n", "one/en/y.txt": b""}, MADE))
    python = ["python3", "-m", "zipfile", "-e", "part.zip", "out"]
    subprocess.run(python, cwd=folder, check=True, timeout=60)
    assert (folder / "out/one/en/x.txt").read_bytes() == b"letter\n"


@pytest.mark.parametrize("rows", [None, (1, 1000), (999_001, 1_000_000), (10_000_001, 10_000_002)])
def test_names_of_parts(rows: tuple[int, int] | None) -> None:
    """They sort by their rows, and are paths that we would write."""
    name = part_name("one", "ab" * 32, rows)
    assert is_ours(name)
    assert name.startswith("one/part-")
    assert name.endswith("-abababababab.zip")


def test_names_sort_by_rows() -> None:
    """So that a listing is in the order of the senders."""
    starts = [1, 1001, 10_001, 100_001, 1_000_001]
    names = [part_name("one", "0" * 64, (start, start + 999)) for start in starts]
    assert names == sorted(names)
