"""Letters in a store of objects: the same parts as in a folder, put once, found when they are damaged."""

from collections.abc import Iterator
from pathlib import Path
import signal

import pytest

from builders.batch import letters, present, write_case
from builders.batch_process import Started, posix_only, run
from builders.cluster import ASKED, LETTERS_EACH, LOCAL, NEEDED, needed, timeless, write_material
from builders.object_store import Bucket, server

ROWS = 300
PARTS = 4
DASK = ("--engine", "dask", "--jobs", 2)
TEXT = ("--format", "txt")


pytestmark = posix_only


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server."""
    with server() as found:
        yield found


@pytest.fixture
def bucket(address: str) -> Bucket:
    """A bucket of its own for each test."""
    return Bucket(address)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cases and senders, and with what a run makes of them in a folder."""
    folder = tmp_path_factory.mktemp("store")
    write_material(folder, ROWS, "one", "two")
    done = run(folder, *ASKED, "senders.csv", *TEXT, *LOCAL, "--output", "clean")
    assert (done.code, len(letters(folder / "clean"))) == (0, PARTS), done.err
    return folder


def test_a_cluster_puts_what_stands_in_a_folder(place: Path, bucket: Bucket) -> None:
    """And puts it once: not again while it is there, with the manifest or without, whichever engine looks."""
    needed(*NEEDED)
    asked = (*ASKED, "senders.csv", *TEXT, "--parts", "--output", bucket.url)
    first = run(place, *asked, *DASK, more=bucket.environment)
    assert first.code == 0, first.err
    assert f"Wrote {2 * ROWS * LETTERS_EACH} letters of 2 cases" in first.err
    assert bucket.present() == present(place / "clean")
    tags, puts = bucket.tags(), bucket.puts()
    assert first.out.splitlines() == [*(f"{bucket.url}/{path}" for path in _in_order(puts))]
    assert set(puts.values()) == {1}
    for options in (DASK, ("--jobs", "1")):
        again = run(place, *asked, *options, more=bucket.environment)
        assert (again.code, again.out) == (0, "")
        assert "2 unchanged" in again.err
        assert (bucket.tags(), bucket.puts()) == (tags, puts)
    bucket.remove("manifest.json")
    again = run(place, *asked, *DASK, more=bucket.environment)
    assert (again.code, again.out) == (0, f"{bucket.url}/manifest.json\n")
    assert bucket.tags() == tags
    assert bucket.puts() == puts | {"manifest.json": 2}


def _in_order(paths: dict[str, int]) -> list[str]:
    return [*sorted(path for path in paths if path != "manifest.json"), "manifest.json"]


def test_a_damaged_object(place: Path, bucket: Bucket) -> None:
    """`verify` finds it, and what is missing; it is made again once it is removed."""
    asked = (*ASKED, "senders.csv", *TEXT, *LOCAL, "--output", bucket.url)
    assert run(place, *asked, more=bucket.environment).code == 0
    assert run(place, "verify", bucket.url, more=bucket.environment).code == 0
    clean = bucket.present()
    damaged, missing, *_ = sorted(clean)[1:]
    bucket.put(damaged, clean[damaged][:-1] + b"?")
    bucket.remove(missing)
    bucket.put("one/notes.txt", b"mine")
    found = run(place, "verify", bucket.url, more=bucket.environment)
    assert found.code == 1
    assert f"{bucket.url}/{damaged}: error: the file is not what was made" in found.err
    assert f"{bucket.url}/{missing}: error: the file is missing" in found.err
    assert f"{bucket.url}/one/notes.txt: note: the manifest does not name this file" in found.err
    bucket.remove(damaged)
    assert run(place, *asked, more=bucket.environment).code == 0
    assert bucket.present() == clean | {"one/notes.txt": b"mine"}


def test_what_is_left_over(tmp_path: Path, bucket: Bucket) -> None:
    """Parts of a case that has changed stay until --prune removes them, and nothing else is removed."""
    write_material(tmp_path, 300, "one", "two")
    asked = (*ASKED, "senders.csv", *TEXT, *LOCAL, "--output", bucket.url)
    assert run(tmp_path, *asked, more=bucket.environment).code == 0
    before = set(bucket.tags())
    bucket.put("one/notes.txt", b"mine")
    write_case(tmp_path / "cases", "one", ("Anna Orlova", "Anna Belova"))
    done = run(tmp_path, *asked, more=bucket.environment)
    assert "Left from earlier runs: 2 files" in done.err
    now = set(bucket.tags())
    assert (len(before), len(now)) == (5, 5 + 2 + 1)
    done = run(tmp_path, *asked, "--prune", more=bucket.environment)
    assert (done.code, timeless(done.err).splitlines()[-1]) == (0, "Removed 2 files that no case makes any more.")
    gone = now - set(bucket.tags())
    assert {path.split("/")[0] for path in gone} == {"one"}
    assert gone < before
    assert "one/notes.txt" in bucket.tags()


def test_a_run_that_was_killed(place: Path, bucket: Bucket) -> None:
    """The next one goes on: what was put is not put again, and the manifest comes last."""
    needed(*NEEDED)
    asked = (*ASKED, "senders.csv", *TEXT, *DASK, "--output", bucket.url)
    with Started(place, *asked, more=bucket.environment) as started:
        assert started.until(bucket.tags)
        started.signal(signal.SIGKILL, whole_group=True)
        started.end()
    some = bucket.present()
    clean = present(place / "clean")
    assert some.items() < clean.items()
    assert "manifest.json" not in some
    done = run(place, *asked, more=bucket.environment)
    assert done.code == 0, done.err
    assert bucket.present() == clean
    assert set(bucket.puts().values()) == {1}
