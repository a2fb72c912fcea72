"""The journal: what a killed run has done is known to the next one, and to no other."""

from contextlib import closing
from pathlib import Path

from ualetters.batch.journal import Journal
from ualetters.batch.manifest import Made

ONE = Made("1" * 64, {}, {"one/en/x.txt": "a" * 64}, 1, ("en",))
TWO = Made("2" * 64, {}, {"two/en/x.txt": "b" * 64}, 1, ("en",), warnings=1)


def test_the_next_run_knows_what_was_done(tmp_path: Path) -> None:
    """Line by line, as soon as it is done."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add(("one", 0), ONE)
        assert Journal(path, "inputs").known == {("one", 0): ONE}
        journal.add(("two", 1001), TWO)
    assert Journal(path, "inputs").known == {("one", 0): ONE, ("two", 1001): TWO}


def test_a_run_with_other_inputs_knows_nothing(tmp_path: Path) -> None:
    """What was made of other packs is not what would be made now."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add(("one", 0), ONE)
    assert Journal(path, "others").known == {}


def test_a_line_that_was_cut_off(tmp_path: Path) -> None:
    """It is as if it had not been written, and the next line is read all the same."""
    path = tmp_path / ".journal"
    journal = Journal(path, "inputs")
    journal.add(("one", 0), ONE)
    journal.close()
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        again = Journal(path, "inputs")
        assert again.known == {}
        again.add(("two", 0), TWO)
        again.close()
        assert Journal(path, "inputs").known == {("two", 0): TWO}


def test_the_last_line_counts(tmp_path: Path) -> None:
    """A unit that was made twice is what it was made last."""
    path = tmp_path / ".journal"
    with closing(Journal(path, "inputs")) as journal:
        journal.add(("one", 0), ONE)
        journal.add(("one", 0), TWO)
    assert Journal(path, "inputs").known == {("one", 0): TWO}


def test_it_is_gone_when_the_manifest_is_there(tmp_path: Path) -> None:
    """A journal that was removed, or never begun, leaves nothing."""
    path = tmp_path / ".journal"
    journal = Journal(path, "inputs")
    journal.add(("one", 0), ONE)
    journal.remove()
    assert list(tmp_path.iterdir()) == []
    Journal(path, "inputs").remove()
    Journal(None, "inputs").add(("one", 0), ONE)
    assert list(tmp_path.iterdir()) == []
