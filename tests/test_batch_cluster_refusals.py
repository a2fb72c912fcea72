"""Clusters that cannot do the work: each is refused before it begins, with what to do."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path
import shutil
import socket
import sys
from time import monotonic

from msgspec.structs import replace
import pytest
from tests.conftest import Outcome

from builders.batch import letters, write_case, write_cases
from builders.batch_process import Started, assert_same, posix_only, run
from builders.cluster import ASKED, LOCAL, NEEDED, cluster, needed, on, write_material
from ualetters.batch.cluster import is_open_to_others
from ualetters.batch.cluster_task import Needed, look, made
from ualetters.batch.destination import MARK, Folder
from ualetters.batch.inputs import inputs
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Unit
from ualetters.errors import ProblemsError
from ualetters.order import Order

TEXT = ("--format", "txt", "--engine", "dask")
# Ten seconds are waited for somebody to answer; the machine may be busy.
LONGEST = 40
RUN = "run"


@pytest.mark.parametrize("library", NEEDED)
def test_dask_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Callable[..., Outcome], library: str
) -> None:
    """The command says what to install."""
    monkeypatch.chdir(tmp_path)
    write_cases(Path("cases"), "one")
    monkeypatch.setitem(sys.modules, library, None)
    done = cli(*ASKED[:-1], *TEXT)
    assert done.code == 2
    said = " ".join(done.err.replace("│", " ").split())
    assert "the engine 'dask' needs more libraries: run `pip install 'dask[distributed]' cryptography" in said
    assert not Path("letters").exists()


def test_processes_of_a_scheduler_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Callable[..., Outcome]
) -> None:
    """Its workers are there already: how many it has is not for us to say."""
    needed(*NEEDED)
    monkeypatch.chdir(tmp_path)
    write_cases(Path("cases"), "one")
    done = cli(*ASKED[:-1], *TEXT, "--scheduler", "tcp://127.0.0.1:8786", "--jobs", 2)
    assert done.code == 2
    assert "--jobs is for workers on this machine" in " ".join(done.err.replace("│", " ").split())
    assert not Path("letters").exists()


@posix_only
def test_nobody_answers(tmp_path: Path) -> None:
    """Whatever is wrong with an address or with what listens there, it is told within seconds."""
    needed(*NEEDED)
    write_cases(tmp_path / "cases", "one")
    with ExitStack() as opened:
        silent = opened.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as gone:
            closed = gone.getsockname()[1]
        addresses = [
            f"tcp://127.0.0.1:{closed}",
            f"127.0.0.1:{closed}",
            f"tcp://127.0.0.1:{silent}",
            f"tls://127.0.0.1:{silent}",
            "nowhere",
            "http://127.0.0.1",
            "[",
            "",
        ]
        begun = monotonic()
        started = [
            opened.enter_context(Started(tmp_path, *ASKED[:-1], *TEXT, "--scheduler", address, "-o", f"to-{number}"))
            for number, address in enumerate(addresses)
        ]
        for number, address in enumerate(addresses):
            done = started[number].end()
            assert (done.code, done.out) == (1, "")
            assert ("whoever reaches it can run programs" in done.err) is is_open_to_others(address)
            assert done.err.endswith(
                f"{address or '--scheduler'}: error: no scheduler answers here\n"
                "    → start one with `dask scheduler`, and name the address that it prints with --scheduler\n"
            )
            assert not letters(tmp_path / f"to-{number}")
        assert monotonic() - begun < LONGEST


@posix_only
def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    """It is not waited for in vain."""
    write_cases(tmp_path / "cases", "one")
    with cluster() as running:
        running.scale(0)
        done = run(tmp_path, *ASKED[:-1], *TEXT[:2], *on(running))
        address = running.scheduler_address
    assert done.code == 1
    assert done.err == f"{address}: error: the scheduler has no workers\n    → run `dask worker {address}`\n"


@posix_only
def test_another_program_on_the_workers(tmp_path: Path, root: Path) -> None:
    """Letters of another program would have the names of ours: it is refused. What is missing there is told too."""
    write_cases(tmp_path / "cases", "one")
    for name in ("src", "templates"):
        shutil.copytree(root / name, tmp_path / "other" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other/src/ualetters/bidi.py").open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    other = {"PYTHONPATH": str(tmp_path / "other/src")}
    with cluster() as running:
        done = run(tmp_path, *ASKED[:-1], *TEXT[:2], *on(running), more=other)
    assert done.code == 1
    assert ": error: it makes letters with something else than you: versions ualetters\n" in done.err
    assert done.err.startswith("worker on ")
    assert done.err.endswith("    → install the same on every worker, and start it again\n")
    assert not letters(tmp_path / "letters")


@posix_only
def test_files_that_were_named_from_here(tmp_path: Path, root: Path) -> None:
    """A worker that was started elsewhere finds them all, and messages name them as the user did."""
    write_material(tmp_path, 5, "one")
    write_case(tmp_path / "cases", "bad", ("status: open", "status: perhaps"))
    shutil.copytree(root / "templates", tmp_path / "own")
    layout = tmp_path / "own/_layouts/letter.txt.j2"
    layout.write_text(layout.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (tmp_path / "offices").mkdir()
    asked = (*ASKED, "senders.csv", "--format", "txt", "--templates", "own", "--directory", "offices", "--output")
    here = run(tmp_path, *asked, "here", *LOCAL)
    with cluster() as running:
        there = run(tmp_path, *asked, "there", *on(running))
    assert here.code == there.code == 1
    assert "cases/bad.yaml:3:9: status: error" in there.err
    assert str(tmp_path) not in there.err
    assert_same(tmp_path / "there", tmp_path / "here")


@pytest.mark.parametrize(
    ("scheduler", "is_open"),
    [
        ("local", False),
        ("tcp://127.0.0.1:8786", False),
        ("127.0.0.1:8786", False),
        ("localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://cluster.example.org:8786", False),
        ("tcp://cluster.example.org:8786", True),
        ("cluster.example.org:8786", True),
        ("10.0.0.7:8786", True),
        ("tcp://[2001:db8::1]:8786", True),
    ],
)
def test_whose_schedulers_others_can_reach(scheduler: str, *, is_open: bool) -> None:
    """Those of other machines, unless they encrypt."""
    assert is_open_to_others(scheduler) is is_open


@pytest.fixture
def work(tmp_path: Path) -> tuple[Unit, Needed]:
    """A unit that can be made, and all that it needs."""
    case = write_cases(tmp_path / "cases", "one") / "one.yaml"
    recipe = Recipe(Order(date(2024, 3, 10), languages=("en",), formats=("txt",)), parts=True, run=RUN)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / f"{MARK}{RUN}").touch()
    unit = Unit(str(case), sha256(case.read_bytes()).hexdigest(), "one/part-0.zip")
    return unit, Needed(recipe, Folder(tmp_path / "letters"), inputs(recipe))


def test_a_worker_that_sees_everything(work: tuple[Unit, Needed]) -> None:
    """It makes the unit."""
    unit, needs = work
    look(needs)
    assert made(unit, needs).state == "written"


@pytest.mark.parametrize("what", ["templates", "directories", "font", "senders"])
def test_a_worker_that_misses_a_file(tmp_path: Path, work: tuple[Unit, Needed], what: str) -> None:
    """It names the file that it does not see."""
    unit, needs = work
    path = tmp_path / "elsewhere"
    value = {"font": path, "senders": str(path)}.get(what, (path,))
    lacking = replace(needs, recipe=replace(needs.recipe, **{what: value}))
    for act in (lambda: look(lacking), lambda: made(unit, lacking)):
        with pytest.raises(ProblemsError, match=r"it does not see `.*elsewhere`.*under the same paths"):
            act()


def test_a_worker_that_misses_the_case(work: tuple[Unit, Needed]) -> None:
    """It names it; of a case that nobody can read it tells what everybody is told."""
    unit, needs = work
    Path(unit.file).unlink()
    with pytest.raises(ProblemsError, match=r"it does not see `.*one.yaml`"):
        made(unit, needs)
    done = made(replace(unit, sha256=""), needs)
    assert done.state == "failed"
    assert len(done.problems) == 1


def test_a_worker_with_another_folder(tmp_path: Path, work: tuple[Unit, Needed]) -> None:
    """It writes nothing there: nobody would find it."""
    unit, needs = work
    (tmp_path / "letters" / f"{MARK}{RUN}").rename(tmp_path / "letters" / f"{MARK}another")
    for act in (lambda: look(needs), lambda: made(unit, needs)):
        with pytest.raises(ProblemsError, match=r"letters` is another folder .*s3://bucket/letters"):
            act()
    assert not letters(tmp_path / "letters")
