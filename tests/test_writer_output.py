"""An output folder that stays open for many cases: its promises hold for each, and whatever happens meanwhile."""

from contextlib import suppress
import errno
import json
import os
from pathlib import Path, PurePosixPath
import shutil

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.writer import ROUNDS, named, posix_only, present, python, tiny_disk
from ualetters.errors import OutputError
from ualetters.writer import STAGING, Output

disk = pytest.fixture(tiny_disk)


def test_many_cases(tmp_path: Path) -> None:
    """Every case is there as soon as it is written; what was staged is gone, and in the end its folder too."""
    folder = tmp_path / "letters"
    expected: dict[str, bytes] = {}
    with Output(folder) as output:
        for number in range(20):
            files = {f"case-{number}/{code}/{name}.txt": os.urandom(9) for code in ("en", "ru") for name in "ab"}
            assert output.write(files) == tuple(f"{folder}/{path}" for path in files)
            expected |= files
            (staging,) = folder.glob(f"{STAGING}*")
            assert [path.name for path in staging.iterdir()] == ["lock"]
        assert output.write({}) == ()
        assert output.write({"case-0/en/a.txt": b"again", "top.txt": b""})
    assert present(folder) == expected | {"case-0/en/a.txt": b"again", "top.txt": b""}


def test_paths_are_paths_or_texts(tmp_path: Path) -> None:
    """Files may be named either way."""
    with Output(tmp_path) as output:
        output.write({PurePosixPath("case", "a.txt"): b"path"})
        output.write({"case/b.txt": b"text"})
    assert present(tmp_path) == {"case/a.txt": b"path", "case/b.txt": b"text"}


def test_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder may be relative, and is then called so."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case" / "a.txt").mkdir(parents=True)
    for folder in (Path(), Path("letters")):
        with Output(folder) as output:
            output.write({"b/c.txt": b"x"})
    with Output(Path()) as output, pytest.raises(OutputError) as caught:
        output.write({"case/a.txt": b"x"})
    assert str(caught.value) == f"{Path('case/a.txt')}: a folder has the name of the file"
    assert present(tmp_path) == {"b/c.txt": b"x", "letters/b/c.txt": b"x"}


def test_a_case_that_cannot_be_written(tmp_path: Path) -> None:
    """It leaves nothing, neither placed nor staged, and the next case is written."""
    (tmp_path / "case" / "ru").mkdir(parents=True)
    (tmp_path / "case" / "ru" / "a.txt").mkdir()
    with Output(tmp_path) as output:
        output.write(named(a=b"old"))
        with pytest.raises(OutputError, match="a folder has the name of the file"):
            output.write({"case/en/a.txt": b"new", "case/en/b.txt": b"new", "case/ru/a.txt": b"new"})
        (staging,) = tmp_path.glob(f"{STAGING}*")
        assert [path.name for path in staging.iterdir()] == ["lock"]
        assert present(tmp_path / "case") == {"en/a.txt": b"old"}
        output.write({"other/en/a.txt": b"x"})
    assert present(tmp_path) == {"case/en/a.txt": b"old", "other/en/a.txt": b"x"}


@posix_only
def test_a_full_disk(tmp_path: Path, disk: Path | None) -> None:
    """A case that the disk is too full for leaves its room to the smaller ones that come after it."""
    folder = disk or tmp_path
    limit = "" if disk else "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (200_000,) * 2)\n"
    script = limit + (
        "with Output(Path(sys.argv[1])) as output:\n"
        "    for round in range(3):\n"
        "        output.write(files(3, 5_000, round))\n"
        "        try: output.write(files(1, 5_000, 'new') | files(2, 50_000, 'new'))\n"
        "        except OutputError as error: print(error)\n"
    )
    done = python(script, folder, is_measured=False)
    reason = os.strerror(errno.ENOSPC if disk else errno.EFBIG).lower()
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{folder}: {reason}\n" * 3, "")
    assert present(folder) == {f"case/ru/{n}.txt": f"2-{n}-".encode() * 5_000 for n in range(3)}


@posix_only
@pytest.mark.parametrize("replaced", ["case", "case/en"])
def test_a_link_made_meanwhile(tmp_path: Path, replaced: str) -> None:
    """A folder that is put in the place of one of ours, and leads out, gets nothing of the next case."""
    folder, outside = tmp_path / "letters", tmp_path / "outside"
    (outside / "en").mkdir(parents=True)
    with Output(folder) as output:
        output.write(named(a=b"x"))
        shutil.rmtree(folder / replaced)
        (folder / replaced).symlink_to(outside, target_is_directory=True)
        with pytest.raises(OutputError, match="a link leads out of the output folder"):
            output.write(named(a=b"y"))
        (folder / replaced).unlink()
        output.write(named(a=b"z"))
    assert present(tmp_path) == {"letters/case/en/a.txt": b"z"}


NAMES = st.lists(st.sampled_from(["..", ".", "", "a", "b", "out", "in", "loop", "gone"]), min_size=1, max_size=4)


@posix_only
@given(st.lists(NAMES.map("/".join), min_size=1, max_size=3, unique=True))
def test_nothing_is_written_outside(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """Whatever files are called and wherever links lead, nothing outside the folder changes."""
    top = tmp_path_factory.mktemp("top")
    folder, outside = top / "letters", top / "outside"
    for path in (folder / "real", outside / "a", outside / "b"):
        path.mkdir(parents=True)
    for name, target in (("out", outside), ("in", "real"), ("loop", "loop"), ("gone", top / "nowhere")):
        (folder / name).symlink_to(target)
    before = set(top.rglob("*"))
    written: tuple[str, ...] = ()
    with Output(folder) as output, suppress(OutputError):
        written = output.write(dict.fromkeys(names, b"x"))
    strays = [path for path in set(top.rglob("*")) - before if folder not in path.parents]
    assert strays == []
    for place in map(Path, written):
        assert place.resolve().is_relative_to(folder.resolve())
        assert place.read_bytes() == b"x"
    shutil.rmtree(top)


def test_another_process_leaves_it_alone(tmp_path: Path) -> None:
    """Runs that come and go do not sweep what belongs to one that lives."""
    with Output(tmp_path) as output:
        for mark in "ab":
            done = python("write_files(files(2, 1, sys.argv[2]), Path(sys.argv[1]))", tmp_path, mark)
            assert (done.returncode, done.stderr) == (0, "")
            assert len(list(tmp_path.glob(f"{STAGING}*"))) == 1
            output.write({f"mine/{mark}.txt": b"x"})
    assert set(present(tmp_path)) == {"case/ru/0.txt", "case/ru/1.txt", "mine/a.txt", "mine/b.txt"}


def test_two_in_one_process(tmp_path: Path) -> None:
    """Two that are open at once have each a staging folder of their own."""
    with Output(tmp_path) as first, Output(tmp_path) as second:
        first.write(named(a=b"1", b=b"1"))
        second.write(named(b=b"2", c=b"2"))
        first.write(named(d=b"1"))
    last = {"a": b"1", "b": b"2", "c": b"2", "d": b"1"}
    assert present(tmp_path) == {f"case/en/{name}.txt": mark for name, mark in last.items()}


@posix_only
def test_two_side_by_side(tmp_path: Path) -> None:
    """Processes that write the same cases to one folder, and open it at different times, leave every file whole."""
    script = """
import os
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
children = []
for mark in "abc":
    child = os.fork()
    if not child:
        failed = 0
        try:
            for often in range(rounds):
                with Output(folder) as output:
                    for case in range(20): output.write(files(3, 100, mark))
        except BaseException as error: failed, _ = 1, print(repr(error), flush=True)
        os._exit(failed)
    children.append(child)
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""
    done = python(script, tmp_path, ROUNDS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = present(tmp_path)
    assert set(found) == {f"case/ru/{n}.txt" for n in range(3)}
    for n in range(3):
        assert found[f"case/ru/{n}.txt"] in {f"{mark}-{n}-".encode() * 100 for mark in "abc"}


@posix_only
def test_a_killed_group(tmp_path: Path) -> None:
    """A run of several processes, all killed at once at any moment, leaves whole files; the next one sweeps up."""
    script = """
import json, os, random, signal, time
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
sizes = (10, 4_000)

def work(mark, begun):
    case = {f"{mark % 3}/{path}": content for path, content in files(*sizes, mark).items()}
    with Output(folder) as output:
        os.write(begun, b".")
        while True: output.write(case)

torn, stale, whole = [], 0, 0
for number in range(rounds):
    waiting, begun = os.pipe()
    leader = os.fork()
    if not leader:
        os.setsid()
        # Four processes in all.
        for _ in range(2): os.fork()
        work(number, begun)
    os.close(begun)
    os.read(waiting, 1)
    os.close(waiting)
    time.sleep(random.Random(number).uniform(0, 0.01))
    os.killpg(leader, signal.SIGKILL)
    os.waitpid(leader, 0)
    for path in folder.rglob("*.txt"):
        content = path.read_bytes()
        mark = content.partition(b"-")[0].decode()
        whole += 1
        if content != f"{mark}-{path.stem}-".encode() * sizes[1]: torn.append(str(path))
    stale += any(folder.glob(".ualetters-staging-*"))
for _ in range(100):
    # Who was killed last may still be dying.
    time.sleep(0.1)
    write_files(files(*sizes, "clean"), folder)
    if not (left := [*map(str, folder.glob(".ualetters-staging-*"))]): break
print(json.dumps({"torn": torn, "stale": stale, "whole": whole, "left": left}))
"""
    done = python(script, tmp_path / "letters", ROUNDS)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert (found["torn"], found["left"]) == ([], [])
    # The kills must have hit a run at its work, or this test shows nothing.
    assert found["stale"] > ROUNDS / 2
    assert found["whole"] > ROUNDS
