"""Plain files: read whole, added to at their end, and never anything else that has their name."""

import os
from pathlib import Path
import stat

import pytest

from builders.batch_process import posix_only
from ualetters.batch import plain_file


@pytest.mark.parametrize("content", [b"", b"letter\r\n\x1a", b"\x00" * 3_000_001])
def test_it_is_read_whole(tmp_path: Path, content: bytes) -> None:
    """To the last byte, whatever is in it."""
    path = tmp_path / "x"
    path.write_bytes(content)
    assert plain_file.read(str(path)) == content


@pytest.mark.parametrize("name", ["nothing", "no/folder", "x" * 300])
def test_it_is_not_there(tmp_path: Path, name: str) -> None:
    """That is no error."""
    assert plain_file.read(str(tmp_path / name)) is None


@posix_only
def test_a_file_of_the_system_that_has_no_size() -> None:
    """It is read to its end all the same."""
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("this needs /proc")
    assert b"\nVmSize:" in (plain_file.read(str(path)) or b"")


@posix_only
def test_a_device() -> None:
    """Nothing is read from it, or written to it."""
    assert plain_file.read(os.devnull) is None
    with pytest.raises(FileExistsError, match="something else than a file"):
        plain_file.open_to_append(os.devnull)


def test_it_is_added_to(tmp_path: Path) -> None:
    """It is made when it is not there, and what is in it stays."""
    path = tmp_path / "x"
    for _ in range(2):
        with plain_file.open_to_append(str(path)) as file:
            file.write(b"line\n")
    assert path.read_bytes() == b"line\nline\n"
    assert not path.stat().st_mode & (stat.S_IXUSR | stat.S_IWOTH)
    with pytest.raises(FileNotFoundError):
        plain_file.open_to_append(str(tmp_path / "no" / "x"))
