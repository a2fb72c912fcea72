"""Workers that die over their work: others do it, the same bytes come of it, and nobody waits for ever."""

from collections.abc import Iterator
from pathlib import Path
import signal
from typing import Any

import pytest

from builders.batch import letters
from builders.batch_process import Started, assert_same, assert_whole, inodes, posix_only, run
from builders.cluster import (
    ASKED,
    LOCAL,
    NEEDED,
    cluster,
    configured,
    kill_one_that_works,
    needed,
    on,
    timeless,
    write_material,
)

AGAIN = ", then run the same command: what is done is not made again\n"

pytestmark = posix_only


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case and senders, and with what a run makes of them that nobody disturbs."""
    needed(*NEEDED)
    folder = tmp_path_factory.mktemp("workers")
    write_material(folder, 1200, "one")
    done = run(folder, *ASKED, "senders.csv", "--format", "txt", *LOCAL, "--output", "clean")
    assert (done.code, len(letters(folder / "clean"))) == (0, 5), done.err
    return folder


@pytest.fixture
def running() -> Iterator[Any]:
    """A cluster with two workers."""
    with cluster() as found:
        yield found


def test_three_are_killed(place: Path, running: Any) -> None:  # noqa: ANN401
    """While they work; others take their place, no file is ever short, and nobody sees a difference."""
    out, clean = place / "killed", place / "clean"
    asked = (*ASKED, "senders.csv", "--format", "txt")
    with Started(place, *asked, *on(running), "--output", out.name) as started:
        for killed in range(3):
            assert started.until(lambda: kill_one_that_works(running)), f"it had ended after {killed}"
            assert_whole(out, clean)
        done = started.end()
    assert done.code == 0, done.err
    assert_same(out, clean)
    undisturbed = run(place, *asked, *LOCAL, "--output", "other")
    assert done.out == undisturbed.out.replace("other/", "killed/")
    assert timeless(done.err) == timeless(undisturbed.err)


def test_a_part_over_which_every_worker_dies(place: Path) -> None:
    """It is given up with what to do; the same command finishes the job."""
    out, clean = place / "dying", place / "clean"
    with configured({"distributed.scheduler.allowed-failures": 1}), cluster() as running:
        asked = (*ASKED, "senders.csv", "--format", "txt", *on(running), "--output", out.name)
        with Started(place, *asked) as started:
            assert started.until(lambda: letters(out))
            started.until(lambda: kill_one_that_works(running) and None)
            done = started.end()
        assert (done.code, done.out) == (1, "")
        message = "cluster: error: one worker after another died over the same part\n"
        assert timeless(done.err) == f"{message}    → give them more memory{AGAIN}"
        assert_whole(out, clean)
        assert len(letters(out)) < len(letters(clean))
        last = run(place, *asked)
    assert last.code == 0, last.err
    assert_same(out, clean)


def test_nobody_is_left(place: Path) -> None:
    """A cluster that has lost its workers is not waited for longer than it says itself."""
    out, clean = place / "nobody", place / "clean"
    asked = (*ASKED, "senders.csv", "--format", "txt", "--output", out.name)
    with (
        configured({"distributed.scheduler.no-workers-timeout": "1s"}),
        cluster() as running,
        Started(place, *asked, *on(running)) as started,
    ):
        assert started.until(lambda: letters(out))
        running.scale(0)
        done = started.end()
    assert (done.code, done.out) == (1, "")
    assert timeless(done.err) == f"cluster: error: no worker is left\n    → start some{AGAIN}"
    assert_whole(out, clean)


def test_the_scheduler_is_gone(place: Path) -> None:
    """It is told, and what was made stands whole."""
    out, clean = place / "gone", place / "clean"
    with cluster() as running:
        started = Started(place, *ASKED, "senders.csv", "--format", "txt", *on(running), "--output", out.name)
        started.until(lambda: letters(out))
    with started:
        done = started.end()
    assert (done.code, done.out) == (1, "")
    assert timeless(done.err) == f"cluster: error: the scheduler is gone\n    → start it again{AGAIN}"
    assert_whole(out, clean)


def test_interrupted(place: Path) -> None:
    """Ctrl-C reaches the workers too; one line is said, and the next run goes on."""
    out, clean = place / "interrupted", place / "clean"
    asked = (*ASKED, "senders.csv", "--format", "txt", "--engine", "dask", "--jobs", 2, "--output", out.name)
    with Started(place, *asked) as started:
        assert started.until(lambda: letters(out))
        started.signal(signal.SIGINT, whole_group=True)
        done = started.end()
    said = "Interrupted. What was written is whole, and the same command goes on from there.\n"
    assert (done.code, done.out, timeless(done.err)) == (130, "", said)
    assert_whole(out, clean)
    assert run(place, *asked).code == 0
    assert_same(out, clean)


def test_the_conductor_is_killed(place: Path) -> None:
    """Its workers do not outlive it, and the next run goes on."""
    out, clean = place / "orphans", place / "clean"
    asked = (*ASKED, "senders.csv", "--format", "txt", "--engine", "dask", "--jobs", 2, "--output", out.name)
    with Started(place, *asked) as started:
        assert started.until(lambda: letters(out))
        started.signal(signal.SIGKILL, whole_group=False)
        assert started.end().code == -signal.SIGKILL
    assert_whole(out, clean)
    known = inodes(out, letters(out))
    assert run(place, *asked).code == 0
    assert_same(out, clean)
    assert inodes(out, known) == known
