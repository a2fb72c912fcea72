"""`batch` that is killed, interrupted, or out of room: only whole files stand there, and the next run goes on."""

from collections.abc import Iterator
from contextlib import suppress
import errno
from functools import partial
from hashlib import sha256
import json
import os
from pathlib import Path
import shutil
import signal
import subprocess
from time import sleep

import pytest
from tests.conftest import Outcome

from builders.batch import ON_DAY, letters, write_cases
from builders.batch_process import (
    JOURNAL,
    Started,
    assert_same,
    assert_whole,
    count,
    inodes,
    noted,
    posix_only,
    run,
)

ASKED = (*ON_DAY[:-4], "--format")
NAMES = tuple(f"case-{number:02}" for number in range(20))
# How much of the letters stands when a run is killed for the first time, the second time and so on.
POINTS = (0.0, 0.1, 0.6)
WAITING = "Another batch is writing there; waiting for it to end.\n"
INTERRUPTED = "Interrupted. What was written is whole, and the same command goes on from there.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cases, and for each format a folder with what a run makes of them that nobody disturbs."""
    folder = tmp_path_factory.mktemp("faults")
    write_cases(folder / "cases", *NAMES)
    for name in ("txt", "pdf"):
        done = run(folder, "batch", *ASKED, name, "--jobs", 1, "--output", f"clean-{name}")
        assert (done.code, count(folder / f"clean-{name}")) == (0, len(NAMES) * 4 + 1), done.err
    return folder


def _is_reached(out: Path, files: int) -> bool:
    return out.exists() and count(out) >= files


@posix_only
@pytest.mark.parametrize(
    ("name", "jobs", "whole_group"),
    [("txt", 1, True), ("txt", 2, True), ("txt", 2, False), ("pdf", 2, True), ("pdf", 2, False)],
)
def test_killed_again_and_again(place: Path, name: str, jobs: int, *, whole_group: bool) -> None:
    """Whatever is killed and when, no file is short, nothing noted is made again, the end is that of a clean run."""
    out, clean = place / f"killed-{name}-{jobs}-{whole_group}", place / f"clean-{name}"
    command = ("batch", *ASKED, name, "--jobs", jobs, "--output", out.name)
    killed, known = 0, dict[str, int]()
    for point in POINTS:
        with Started(place, *command) as started:
            started.until(partial(_is_reached, out, int(point * count(clean))))
            started.signal(signal.SIGKILL, whole_group=whole_group)
            killed += started.end().code == -signal.SIGKILL
        assert_whole(out, clean)
        assert inodes(out, known) == known
        known = inodes(out, noted(out))
    last = run(place, *command)
    assert last.code == 0, last.err
    assert_same(out, clean)
    assert inodes(out, known) == known
    assert f"; {len(known) // 4} unchanged" in last.err
    # Else this test shows nothing.
    assert killed >= len(POINTS) // 2


@posix_only
@pytest.mark.parametrize(("name", "jobs", "begun"), [("txt", 1, 8), ("pdf", 2, 0), ("pdf", 2, 8)])
def test_interrupted(place: Path, name: str, jobs: int, begun: int) -> None:
    """Ctrl-C reaches the workers too, even as they start; one line is said, and the next run goes on."""
    out, clean = place / f"interrupted-{name}-{begun}", place / f"clean-{name}"
    command = ("batch", *ASKED, name, "--jobs", jobs, "--output", out.name)
    with Started(place, *command) as started:
        assert started.until(lambda: count(out) >= begun if begun else started.workers())
        # A worker takes longer than this to read its program.
        sleep(0 if begun else 0.05)
        started.signal(signal.SIGINT, whole_group=True)
        done = started.end()
    assert (done.code, done.out, done.err) == (130, "", INTERRUPTED)
    assert_whole(out, clean)
    assert count(out) < count(clean)
    last = run(place, *command)
    assert last.code == 0, last.err
    assert_same(out, clean)


@posix_only
@pytest.mark.parametrize("point", [0.0, 0.1])
def test_a_worker_is_killed(place: Path, point: float) -> None:
    """Another one takes its place, and nobody sees a difference."""
    out, clean = place / f"orphaned-{point}", place / "clean-pdf"
    with Started(place, "batch", *ASKED, "pdf", "--jobs", 2, "--output", out.name) as started:
        started.until(lambda: started.workers() and count(out) >= point * count(clean))
        victim = started.workers()[0]
        os.kill(victim, signal.SIGKILL)
        done = started.end()
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    assert_same(out, clean)


@posix_only
def test_workers_die_again_and_again(place: Path) -> None:
    """It is given up with the command that does without them, which goes on from there."""
    out, clean = place / "dying", place / "clean-pdf"
    command = ("batch", *ASKED, "pdf", "--output", out.name, "--jobs")
    with Started(place, *command, 2) as started:

        def kill() -> None:
            for number in started.workers():
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)

        started.until(kill)
        done = started.end()
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "--jobs: error: processes that make letters died 3 times, perhaps for lack of memory\n"
        "    → run the same command with `--jobs 1`: what is done is not made again\n"
    )
    assert_whole(out, clean)
    assert run(place, *command, 1).code == 0
    assert_same(out, clean)


@pytest.fixture
def tiny_disk(place: Path) -> Iterator[Path | None]:
    """A disk that a batch fills; None where it cannot be mounted, which needs root."""
    folder = place / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(folder)]
    if not shutil.which("mount") or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        yield None
        shutil.rmtree(folder)
        return
    yield folder
    subprocess.run(["umount", folder], check=True)  # noqa: S607  # from the same package as mount
    folder.rmdir()


@posix_only
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk(place: Path, tiny_disk: Path | None, jobs: int) -> None:
    """It is told with exit code 74 and no file is short; with more room the same command goes on."""
    out, clean = place / "disk", place / "clean-pdf"
    command = ("batch", *ASKED, "pdf", "--jobs", jobs, "--output", out.name)
    done = run(place, *command, most=None if tiny_disk else 4_000)
    assert (done.code, done.out) == (74, "")
    lines = done.err.splitlines()
    reason = os.strerror(errno.ENOSPC if tiny_disk else errno.EFBIG).lower()
    assert lines[0].startswith(f"{out.name}")
    assert lines[0].endswith(f": error: {reason}")
    assert lines[1:] == ["    → free some space or mend the disk, then run it again"]
    assert_whole(out, clean)
    assert not list(out.glob(".ualetters-staging*"))
    if tiny_disk:
        subprocess.run(["mount", "-o", "remount,size=8m", out], check=True)  # noqa: S607
    again = run(place, *command)
    assert again.code == 0, again.err
    assert_same(out, clean)


@posix_only
def test_a_folder_that_cannot_be_written(place: Path, tiny_disk: Path | None) -> None:
    """It is told with what to do; nothing is lost of what stands there."""
    out = place / "disk"
    command = ("batch", *ASKED, "txt", "--jobs", 1, "--output", out.name)
    (out / "mine").write_bytes(b"mine")
    if tiny_disk:
        subprocess.run(["mount", "-o", "remount,ro", out], check=True)  # noqa: S607
    elif os.geteuid() == 0:
        pytest.skip("root can write everywhere, and cannot mount")
    else:
        out.chmod(0o555)
    done = run(place, *command)
    assert (done.code, done.out) == (1, "")
    assert f"{out.name}/" in done.err
    assert done.err.endswith("    → name another folder with --output\n")
    assert [path.name for path in out.iterdir()] == ["mine"]
    out.chmod(0o755) if not tiny_disk else None


@posix_only
def test_a_case_is_changed_while_letters_are_made(place: Path, tmp_path: Path) -> None:
    """It fails, for nobody knows what its letters were made from; the others are written, and the next run mends it."""
    shutil.copytree(place / "cases", tmp_path / "cases")
    last = tmp_path / "cases" / f"{NAMES[-1]}.yaml"
    before = last.read_bytes()
    command = ("batch", *ASKED, "pdf", "--jobs", 1)
    with Started(tmp_path, *command) as started:
        assert started.until(lambda: (tmp_path / "letters").exists() and count(tmp_path / "letters"))
        started.signal(signal.SIGSTOP, whole_group=True)
        last.write_bytes(before.replace(b"Anna", b"Olga"))
        started.signal(signal.SIGCONT, whole_group=True)
        done = started.end()
    assert done.code == 1
    assert f"cases/{last.name}: error: the case was changed while its letters were made" in done.err
    assert count(tmp_path / "letters") == (len(NAMES) - 1) * 4 + 1
    last.write_bytes(before)
    assert run(tmp_path, *command).code == 0
    assert_same(tmp_path / "letters", place / "clean-pdf")


@posix_only
@pytest.mark.parametrize("parts", [(), ("--parts",)])
def test_a_pack_is_changed_while_letters_are_made(place: Path, root: Path, parts: tuple[str, ...]) -> None:
    """Nobody is told that all is well, and what was made meanwhile is not trusted, even if the pack is as before."""
    own, out = place / "own" / "en" / "letter.j2", f"changed{len(parts)}"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / "templates" / "en" / "letter.j2", own)
    command = ("batch", *ASKED, "txt", "--templates", "own", *parts, "--jobs", 2, "--output")
    assert run(place, *command, f"{out}-clean").code == 0
    before = own.read_bytes()
    with Started(place, *command, out) as started:
        # They have not read it yet.
        assert started.until(started.workers)
        started.signal(signal.SIGSTOP, whole_group=True)
        own.write_bytes(before.replace(b"grateful", b"glad"))
        started.signal(signal.SIGCONT, whole_group=True)
        done = started.end()
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "templates: error: this was changed while letters were made from it\n    → run the same batch again\n"
    )
    own.write_bytes(before)
    assert run(place, *command, out).code == 0
    assert_same(place / out, place / f"{out}-clean")


@posix_only
def test_what_a_killed_run_left_is_swept_away(place: Path) -> None:
    """Also by a run that has nothing else to do."""
    out, clean = place / "swept", place / "clean-txt"
    command = ("batch", *ASKED, "txt", "--jobs", 1, "--output", out.name)
    assert run(place, *command).code == 0
    staging = out / ".ualetters-staging-1-0"
    staging.mkdir()
    (staging / "lock").touch()
    (staging / "0").write_bytes(b"half a lett")
    done = run(place, *command)
    assert (done.code, done.out) == (0, "")
    assert_same(out, clean)


@posix_only
def test_a_journal_that_somebody_wrote(place: Path) -> None:
    """No path that we would not write is taken from it, and what is no journal is passed over."""
    out = place / "strange"
    out.mkdir()
    (place / "outside.txt").write_bytes(b"mine")
    digest = sha256(b"mine").hexdigest()
    made = {"sha256": "0", "directory": {}, "letters": 1, "languages": ["en"], "outputs": {"../outside.txt": digest}}
    lines = [json.dumps({"inputs": "1", "key": ["one", 0], "made": made}), "[" * 5000, "\x00", "{}", "null"]
    (out / JOURNAL).write_bytes("\n".join(lines).encode() + b"\n\xff")
    done = run(place, "batch", *ASKED, "txt", "--jobs", 1, "--output", out.name)
    assert done.code == 0, done.err
    assert "Left" not in done.err
    assert_same(out, place / "clean-txt")


@posix_only
@pytest.mark.parametrize("others", [False, True])
def test_two_batches_at_once(place: Path, *, others: bool) -> None:
    """The second one says that it waits; both end well, and all that any of them made stands there whole."""
    out, clean = place / f"together-{others}", place / "clean-pdf"
    cases = tuple(f"cases/{name}.yaml" for name in NAMES)
    half = len(cases) // 2
    asked = ("pdf", "--jobs", 1, "--output", out.name)
    with Started(place, "batch", *(cases[:half] if others else cases), *ASKED, *asked) as first:
        assert first.until(lambda: out.exists() and count(out))
        first.signal(signal.SIGSTOP, whole_group=True)
        with Started(place, "batch", *(cases[half:] if others else cases), *ASKED, *asked) as second:
            assert second.until(lambda: WAITING in second.said())
            first.signal(signal.SIGCONT, whole_group=True)
            rendered = run(place, "render", cases[0], "--blank", *ASKED, "pdf", "--output", out.name)
            assert (first.end().code, rendered.code) == (0, 0)
            done = second.end()
    assert done.code == 0, done.err
    assert run(place, "verify", out.name).code == 0
    if others:
        assert letters(out) == letters(clean)
        assert f"Left from earlier runs: {half * 4} files" in done.err
    else:
        assert f"; {len(cases)} unchanged" in done.err
        assert_same(out, clean)


@posix_only
def test_a_batch_that_waits_is_interrupted(place: Path) -> None:
    """Nobody has to wait for the other one."""
    out = place / "waiting"
    command = ("batch", *ASKED, "pdf", "--jobs", 1, "--output", out.name)
    with Started(place, *command) as first:
        assert first.until(lambda: out.exists() and count(out))
        first.signal(signal.SIGSTOP, whole_group=True)
        with Started(place, *command) as second:
            assert second.until(lambda: WAITING in second.said())
            second.signal(signal.SIGINT, whole_group=True)
            assert second.end() == Outcome(130, "", f"{WAITING}{INTERRUPTED}")
        first.signal(signal.SIGCONT, whole_group=True)
        assert first.end().code == 0
    assert_same(out, place / "clean-pdf")
