"""Files are whole or not there at all, also after a full disk, a killed process and beside another one."""

from collections.abc import Mapping
import errno
import json
import os
from pathlib import Path, PurePosixPath
import shutil
import stat

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.writer import ROUNDS, named, posix_only, present, python, tiny_disk
from ualetters.errors import OutputError
from ualetters.writer import STAGING, write_files

disk = pytest.fixture(tiny_disk)
OTHER_FOLDER = "name another folder with --output"
NO_SPACE = "free some space or mend the disk, then run it again"


def test_files_are_written(tmp_path: Path) -> None:
    """Every file is there with its content, the paths come in the order given, and nothing else is left."""
    folder = tmp_path / "a" / "letters"
    files = named(second=b"2" * 100_000, first=b"") | {PurePosixPath("top.txt"): b"\x00\xff"}
    paths = write_files(files, folder)
    assert paths == tuple(folder / path for path in files)
    assert present(folder) == {path.as_posix(): content for path, content in files.items()}
    assert sorted(entry.name for entry in folder.iterdir()) == ["case", "top.txt"]


def test_no_files(tmp_path: Path) -> None:
    """Nothing to write makes the folder and no more."""
    assert write_files({}, tmp_path / "letters") == ()
    assert present(tmp_path) == {}


def test_existing_files_are_replaced(tmp_path: Path) -> None:
    """A second run replaces what it writes and leaves everything else alone."""
    write_files(named(a=b"old", b=b"old"), tmp_path)
    (tmp_path / "case" / "notes").write_bytes(b"mine")
    write_files(named(b=b"new", c=b"new"), tmp_path)
    assert present(tmp_path) == {
        "case/en/a.txt": b"old",
        "case/en/b.txt": b"new",
        "case/en/c.txt": b"new",
        "case/notes": b"mine",
    }


NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=60)


@given(
    st.dictionaries(
        st.tuples(NAMES, st.sampled_from(["en", "ru"]), NAMES).map(lambda parts: PurePosixPath(*parts)),
        st.binary(max_size=200),
        max_size=6,
    )
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, files: Mapping[PurePosixPath, bytes]
) -> None:
    """Whatever names and contents a run has, the folder holds exactly them."""
    folder = tmp_path_factory.mktemp("letters")
    write_files(files, folder)
    assert present(folder) == {path.as_posix(): content for path, content in files.items()}
    shutil.rmtree(folder)


def refusal(files: Mapping[PurePosixPath, bytes], folder: Path) -> OutputError:
    """The error of files that cannot be written; no staging folder is left."""
    with pytest.raises(OutputError) as caught:
        write_files(files, folder)
    assert not (folder.is_dir() and list(folder.glob(f"{STAGING}*")))
    return caught.value


def test_the_output_folder_is_a_file(tmp_path: Path) -> None:
    """A file where the folder should be is the user's mistake, and the file stays as it is."""
    folder = tmp_path / "letters"
    folder.write_bytes(b"mine")
    error = refusal(named(a=b"x"), folder)
    assert (error.path, error.hint, error.bad_place) == (str(folder), OTHER_FOLDER, True)
    assert str(error) == f"{folder}: file exists"
    assert folder.read_bytes() == b"mine"
    assert refusal(named(a=b"x"), folder / "below").bad_place


@pytest.mark.parametrize("way", ["a folder is there", "a file is above"])
def test_none_is_written_where_one_cannot_be(tmp_path: Path, way: str) -> None:
    """If the last file has no place, the first is not written either, and what was there before stays."""
    write_files(named(a=b"old"), tmp_path)
    blocked = PurePosixPath("case", "ru", "z.txt")
    if way == "a folder is there":
        (tmp_path / blocked / "inside").mkdir(parents=True)
    else:
        (tmp_path / "case" / "ru").write_bytes(b"mine")
    before = present(tmp_path)
    error = refusal(named(a=b"new", b=b"new") | {blocked: b"new"}, tmp_path)
    assert (error.bad_place, error.hint) == (True, OTHER_FOLDER)
    assert present(tmp_path) == before


@posix_only
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_that_leads_out(tmp_path: Path, *, is_there: bool) -> None:
    """A link inside the output folder that leads out of it is refused, and nothing is made or written outside."""
    folder, outside = tmp_path / "letters", tmp_path / "outside"
    folder.mkdir()
    if is_there:
        outside.mkdir()
    (folder / "case").symlink_to(outside, target_is_directory=True)
    files = {PurePosixPath("ahead.txt"): b"x"} | named(a=b"x")
    error = refusal(files, folder)
    assert str(error) == f"{folder / 'case' / 'en'}: a link leads out of the output folder"
    assert (error.bad_place, error.hint) == (True, OTHER_FOLDER)
    assert present(tmp_path) == {}
    assert outside.exists() == is_there
    assert not is_there or list(outside.iterdir()) == []


@posix_only
def test_links_that_are_let_be(tmp_path: Path) -> None:
    """The output folder may be a link itself, a link may stay inside it, and a link in place of a file is replaced."""
    real, mine = tmp_path / "real", tmp_path / "mine"
    (real / "shared").mkdir(parents=True)
    mine.write_bytes(b"mine")
    folder = tmp_path / "letters"
    folder.symlink_to(real, target_is_directory=True)
    (real / "case").symlink_to("shared", target_is_directory=True)
    (real / "shared" / "en").mkdir()
    (real / "shared" / "en" / "a.txt").symlink_to(mine)
    write_files(named(a=b"letter"), folder)
    assert present(real)["shared/en/a.txt"] == b"letter"
    assert not (real / "shared" / "en" / "a.txt").is_symlink()
    assert mine.read_bytes() == b"mine"


@posix_only
def test_a_loop_of_links(tmp_path: Path) -> None:
    """A link that leads to itself is a place that cannot take files."""
    (tmp_path / "letters").symlink_to("letters")
    assert refusal(named(a=b"x"), tmp_path / "letters").bad_place
    (tmp_path / "case").symlink_to("case")
    assert refusal(named(a=b"x"), tmp_path).bad_place


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """A folder whose name the system does not take is the user's mistake."""
    with pytest.raises(OutputError) as caught:
        write_files(named(a=b"x"), tmp_path / ("x" * 5000))
    assert (caught.value.bad_place, caught.value.hint) == (True, OTHER_FOLDER)


@posix_only
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_umask(tmp_path: Path, mask: int) -> None:
    """Files and folders are as open as the user's umask lets new ones be."""
    before = os.umask(mask)
    try:
        (path,) = write_files(named(a=b"x"), tmp_path / "letters")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o777 & ~mask


@posix_only
def test_a_full_disk(tmp_path: Path, disk: Path | None) -> None:
    """When the disk is full nothing of a case is written, what was there stays, and there is room again afterwards."""
    folder = disk or tmp_path
    limit = "" if disk else "import resource, signal\nresource.setrlimit(resource.RLIMIT_FSIZE, (200_000,) * 2)\n"
    script = limit + (
        "write_files(files(3, 5_000, 'old'), Path(sys.argv[1]))\n"
        "try: write_files(files(1, 5_000, 'new') | files(2, 50_000, 'new'), Path(sys.argv[1]))\n"
        "except OutputError as error: print(error, error.hint, error.bad_place, sep='\\n')\n"
        "else: sys.exit('the disk was not full')\n"
        "write_files(files(4, 5_000, 'old'), Path(sys.argv[1]))\n"
    )
    done = python(script, folder, is_measured=False)
    reason = os.strerror(errno.ENOSPC if disk else errno.EFBIG).lower()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{folder}: {reason}", NO_SPACE, "False"]
    full = {f"case/ru/{n}.txt": f"old-{n}-".encode() * 5_000 for n in range(4)}
    assert present(folder) == full


@posix_only
def test_killed_in_the_middle(tmp_path: Path) -> None:
    """Killed at any moment a run leaves only whole files, and the next run sweeps up and equals a clean one."""
    script = """
import json, os, random, signal, time
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
sizes = (40, 4_000)
begin = time.perf_counter()
write_files(files(*sizes, "clean"), folder / "timed")
lasts = time.perf_counter() - begin
torn, stale = [], 0
for number in range(rounds):
    child = os.fork()
    if not child:
        write_files(files(*sizes, number), folder / "letters")
        os._exit(0)
    time.sleep(random.Random(number).uniform(0, lasts))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for path in (folder / "letters").rglob("*.txt"):
        content = path.read_bytes()
        old = content.partition(b"-")[0].decode()
        if content != f"{old}-{path.stem}-".encode() * sizes[1]:
            torn.append(path.name)
    stale += any((folder / "letters").glob(".ualetters-staging-*"))
write_files(files(*sizes, "clean"), folder / "letters")
print(json.dumps({"torn": torn, "stale": stale}))
"""
    done = python(script, tmp_path, ROUNDS)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["torn"] == []
    # The kills must have hit, or this test shows nothing.
    assert found["stale"] > 0
    assert present(tmp_path / "letters") == present(tmp_path / "timed")


def test_what_a_dead_run_left_is_swept(tmp_path: Path) -> None:
    """The staging folder of a process that is gone is removed, a file of that name is not."""
    stale = tmp_path / f"{STAGING}1-0"
    stale.mkdir()
    (stale / "lock").touch()
    (stale / "0").write_bytes(b"half a lett")
    mine = tmp_path / f"{STAGING}mine"
    mine.write_bytes(b"mine")
    write_files(named(a=b"x"), tmp_path)
    assert present(tmp_path) == {mine.name: b"mine", "case/en/a.txt": b"x"}


def test_a_number_that_is_taken(tmp_path: Path) -> None:
    """A folder of this process that another run of it still uses is left alone."""
    script = f"""
from filelock import FileLock
import os
taken = Path(sys.argv[1]) / f"{STAGING}{{os.getpid()}}-0"
taken.mkdir(parents=True)
with FileLock(taken / "lock"):
    write_files(files(1, 1, "x"), Path(sys.argv[1]))
    print(sorted(path.name for path in taken.iterdir()))
"""
    done = python(script, tmp_path)
    assert (done.returncode, done.stdout) == (0, "['lock']\n"), done.stderr
    assert (tmp_path / "case" / "ru" / "0.txt").read_bytes() == b"x-0-"


@posix_only
def test_processes_side_by_side(tmp_path: Path) -> None:
    """Processes that write to one folder at once do not sweep each other's work, and every file is whole."""
    script = """
import os
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
children = []
for mark in "abcd":
    child = os.fork()
    if not child:
        failed = 0
        for _ in range(rounds):
            try: write_files(files(3, 100, mark), folder)
            except OutputError as error: failed, _ = 1, print(error, flush=True)
        os._exit(failed)
    children.append(child)
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""
    done = python(script, tmp_path, ROUNDS * 4)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.glob(f"{STAGING}*")) == []
    found = present(tmp_path)
    assert set(found) == {f"case/ru/{n}.txt" for n in range(3)}
    for n in range(3):
        assert found[f"case/ru/{n}.txt"] in {f"{mark}-{n}-".encode() * 100 for mark in "abcd"}


def test_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C while files are staged leaves nothing behind."""

    class Interrupting(dict[PurePosixPath, bytes]):
        """Files of which the second is never ready."""

        def items(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            yield PurePosixPath("a.txt"), b"a"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(Interrupting(), tmp_path)
    assert list(tmp_path.iterdir()) == []
