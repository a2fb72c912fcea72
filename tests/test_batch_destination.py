"""Where a batch puts what it makes: a folder and a store behave alike; one that is looked at stays as it is."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
import os
from pathlib import Path
import subprocess
import sys
from uuid import uuid4

import pytest
from tests.conftest import need_module

from builders.batch_process import posix_only
from ualetters.batch.destination import LOCK, Destination, Folder, Nowhere, Store, destination, hash_of
from ualetters.errors import OutputError, UalettersError

FILES = {"one/en/x.txt": b"letter\n", "one/en/y.txt": b"", "two/part-0.zip": b"\x00" * 1000}


@pytest.fixture(params=["folder", "store"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Destination]:
    """A folder of this machine, and a store in memory."""
    if request.param == "folder":
        yield Folder(tmp_path / "letters")
        return
    need_module("fsspec")
    url = f"memory://{uuid4().hex}/letters"
    yield destination(url)


def put(where: Destination, files: dict[str, bytes]) -> None:
    """Write some files."""
    with where.opened() as shelf:
        shelf.put(files)


def test_what_is_put_is_there(where: Destination) -> None:
    """Every file is read back whole, listed, and known by its hash; nothing else is there."""
    put(where, FILES)
    assert list(where.paths()) == sorted(FILES)
    holds = where.holding()
    for path, content in FILES.items():
        assert where.read(path) == content
        assert hash_of(where, path) == sha256(content).hexdigest()
        assert holds(path, sha256(content).hexdigest())
        with where.opened() as shelf:
            assert shelf.get(path) == content
    assert where.read("one/en/z.txt") is None
    assert hash_of(where, "one/en/z.txt") is None
    assert not holds("one/en/z.txt", "")


def test_what_is_put_again_is_replaced(where: Destination) -> None:
    """And what is removed is gone, with the folders that are empty then."""
    put(where, FILES)
    put(where, {"one/en/x.txt": b"another"})
    assert where.read("one/en/x.txt") == b"another"
    where.remove(["one/en/x.txt", "one/en/y.txt"])
    assert list(where.paths()) == ["two/part-0.zip"]


def test_nothing_is_there_yet(where: Destination) -> None:
    """Nobody need have made the folder."""
    assert list(where.paths()) == []
    assert not where.holding()("one/en/x.txt", "")


def test_it_is_only_looked_at(where: Destination) -> None:
    """Nothing is written, removed or locked, and what is there can be read."""
    put(where, FILES)
    looked_at = Nowhere(where)
    with looked_at.locked(pytest.fail), looked_at.opened() as shelf:
        shelf.put({"one/en/x.txt": b"another", "new/en/x.txt": b"new"})
        assert shelf.get("one/en/x.txt") is None
    looked_at.remove(FILES)
    assert {path: where.read(path) for path in looked_at.paths()} == FILES
    assert looked_at.read("one/en/x.txt") == FILES["one/en/x.txt"]
    assert looked_at.name == where.name
    assert looked_at.journal is None
    assert looked_at.holding()("one/en/x.txt", sha256(b"letter\n").hexdigest())


def test_one_batch_waits_for_another(tmp_path: Path) -> None:
    """The second one says so, and begins when the first process has ended, however that was."""
    script = """
import sys, time
from pathlib import Path
from ualetters.batch.destination import Folder
with Folder(Path(sys.argv[1])).locked(lambda: print("waiting", flush=True)):
    print("begun", flush=True)
    time.sleep(60)
"""
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "letters")], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert first.stdout is not None
    waited: list[str] = []
    with first:
        assert first.stdout.readline() == "begun\n"

        def waiting() -> None:
            waited.append("waited")
            first.kill()

        with Folder(tmp_path / "letters").locked(waiting):
            pass
    assert waited == ["waited"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """It is told as every such place is."""
    (tmp_path / "letters").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="letters"), Folder(tmp_path / "letters").locked(pytest.fail):
        pass


@posix_only
@pytest.mark.parametrize("kind", ["link", "link out", "dangling link", "pipe", "folder"])
def test_what_is_no_file_of_ours(tmp_path: Path, kind: str) -> None:
    """It counts as missing and nobody waits at a pipe; a link is made a file, and what it leads to stays as it is."""
    where = Folder(tmp_path / "letters")
    put(where, {"one/en/y.txt": b"letter\n"})
    (tmp_path / "victim").write_bytes(b"letter\n")
    place = tmp_path / "letters/one/en/x.txt"
    leads = {"link": place.with_name("y.txt"), "link out": tmp_path / "victim", "dangling link": tmp_path / "nothing"}
    if kind in leads:
        place.symlink_to(leads[kind])
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    assert where.read("one/en/x.txt") is None
    assert list(where.paths()) == ["one/en/y.txt"]
    assert hash_of(where, "one/en/x.txt") is None
    assert not where.holding()("one/en/x.txt", sha256(b"letter\n").hexdigest())
    with where.opened() as shelf:
        assert shelf.get("one/en/x.txt") is None
        if kind != "folder":
            shelf.put({"one/en/x.txt": b"another"})
            assert (shelf.get("one/en/x.txt"), place.is_symlink()) == (b"another", False)
    where.remove(["one/en/x.txt"] if kind != "folder" else [])
    assert list(where.paths()) == ["one/en/y.txt"]
    assert where.read("one/en/y.txt") == (tmp_path / "victim").read_bytes() == b"letter\n"
    assert not (tmp_path / "nothing").exists()


@posix_only
def test_a_folder_behind_a_link(tmp_path: Path) -> None:
    """The user may name it so: only what stands in it must be a file of its own."""
    (tmp_path / "real").mkdir()
    (tmp_path / "letters").symlink_to("real")
    put(Folder(tmp_path / "letters"), FILES)
    assert Folder(tmp_path / "letters").read("two/part-0.zip") == FILES["two/part-0.zip"]


@posix_only
def test_a_lock_behind_a_link(tmp_path: Path) -> None:
    """What it leads to stays as it is."""
    (tmp_path / "victim").write_bytes(b"letter\n")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / LOCK).symlink_to(tmp_path / "victim")
    with suppress(OutputError), Folder(tmp_path / "letters").locked(pytest.fail):
        pass
    assert (tmp_path / "victim").read_bytes() == b"letter\n"


def test_names(tmp_path: Path) -> None:
    """A folder is one unless it is a URL; one that nobody can open says what to do."""
    need_module("fsspec")
    assert destination(str(tmp_path)) == Folder(tmp_path)
    assert destination("memory://bucket/letters/") == Store("memory://bucket/letters/")
    assert destination("memory://bucket/letters/").name == "memory://bucket/letters"
    with pytest.raises(UalettersError, match="pip install"):
        destination("nothing://bucket")
