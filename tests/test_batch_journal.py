"""The journal: what a killed run has done is known to the next one, and to no other."""

from contextlib import closing
import os
from pathlib import Path

import pytest

from builders.batch_process import posix_only
from ualetters.batch.journal import Journal
from ualetters.batch.manifest import Made
from ualetters.errors import OutputError

ONE = Made("1" * 64, {}, {"one/en/x.txt": "a" * 64}, 1, ("en",))
TWO = Made("2" * 64, {}, {"two/en/x.txt": "b" * 64}, 1, ("en",), warnings=1)


def test_the_next_run_knows_what_was_done(tmp_path: Path) -> None:
    """Line by line, as soon as it is done."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add("one/0", ONE)
        assert Journal(path, "inputs").known == {"one/0": ONE}
        journal.add("two/1001", TWO)
    assert Journal(path, "inputs").known == {"one/0": ONE, "two/1001": TWO}


def test_a_run_with_other_inputs_knows_nothing(tmp_path: Path) -> None:
    """What was made of other packs is not what would be made now."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add("one/0", ONE)
    assert Journal(path, "others").known == {}


def test_a_line_that_was_cut_off(tmp_path: Path) -> None:
    """It is as if it had not been written, and the next line is read all the same."""
    path = tmp_path / ".journal"
    journal = Journal(path, "inputs")
    journal.add("one/0", ONE)
    journal.close()
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        again = Journal(path, "inputs")
        assert again.known == {}
        again.add("two/0", TWO)
        again.close()
        assert Journal(path, "inputs").known == {"two/0": TWO}


def test_the_last_line_counts(tmp_path: Path) -> None:
    """A unit that was made twice is what it was made last."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add("one/0", ONE)
        journal.add("one/0", TWO)
    assert Journal(path, "inputs").known == {"one/0": TWO}


def test_it_is_gone_when_the_manifest_is_there(tmp_path: Path) -> None:
    """A journal that was removed, or never begun, leaves nothing."""
    path = tmp_path / ".journal"
    journal = Journal(path, "inputs")
    journal.add("one/0", ONE)
    journal.remove()
    assert list(tmp_path.iterdir()) == []
    Journal(path, "inputs").remove()
    Journal(None, "inputs").add("one/0", ONE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", [b'{"inputs": "\xff"}', b"\xff\xfe", b'{"x": ' + b"[" * 100_000, b"[]", b"\x00"])
def test_a_line_that_nobody_can_read(tmp_path: Path, line: bytes) -> None:
    """It is passed over as one that was cut off is, and blocks nobody for ever."""
    path = tmp_path / ".journal"
    journal = Journal(path, "inputs")
    journal.add("one", ONE)
    journal.close()
    path.write_bytes(line + path.read_bytes() + b"\n" + line)
    assert Journal(path, "inputs").known == {"one": ONE}


@posix_only
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
def test_what_is_no_file_of_its_own(tmp_path: Path, kind: str) -> None:
    """Nothing is read or written behind a link, and nobody waits at a pipe; the batch is refused."""
    victim = tmp_path / "victim"
    whole = Journal(victim, "inputs")
    whole.add("one", ONE)
    whole.close()
    before = victim.read_bytes()
    path = tmp_path / "letters" / ".journal"
    path.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(victim if kind == "link" else tmp_path / "nothing")
    journal = Journal(path, "inputs")
    assert journal.known == {}
    with pytest.raises(OutputError, match="something else than a file has this name") as refused:
        journal.add("two", TWO)
    assert refused.value.bad_place
    assert victim.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"victim", "letters"}
