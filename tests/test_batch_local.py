"""Units on this machine: one process or many come to the same, and as many are taken as are of use."""

from datetime import date
import os
from pathlib import Path
import subprocess
import sys

from msgspec.structs import replace
import pytest

from builders.batch import letters, write_cases
from ualetters.batch.destination import Folder, Nowhere
from ualetters.batch.local import in_processes, in_this_process, processors, usual_jobs
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Done, Unit
from ualetters.batch.units import read_case_files, units_of
from ualetters.errors import OutputError
from ualetters.order import ALL, Order
from ualetters.senders_file import Rows

RECIPE = Recipe(Order(today=date(2024, 3, 10), languages=("en",), formats=("txt",)))
NAMES = tuple(f"case-{number}" for number in range(6))


def units(folder: Path, *names: str) -> list[Unit]:
    """The units of some cases."""
    write_cases(folder, *names)
    files = read_case_files(folder / f"{name}.yaml" for name in names)
    return [unit for case in files for unit in units_of(RECIPE, case, "", ())]


def some(count: int, *, rows: int = 0, is_made: bool = False) -> list[Unit]:
    """Units that nobody makes, of so many senders each."""
    senders = Rows(first=1, count=rows, line=2, start=0, end=0, width=4) if rows else None
    return [Unit(f"{number}.yaml", "0" * 64, rows=senders, is_made=is_made) for number in range(count)]


def in_order(done: list[Done]) -> list[Done]:
    """As the units were given."""
    return sorted(done, key=lambda one: one.unit.file)


def test_processors() -> None:
    """No more than this process may use, and at least one."""
    assert 1 <= processors() <= (os.cpu_count() or 1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no process can be kept from processors here")
def test_processors_that_may_be_used() -> None:
    """A container or a scheduler may give fewer than the machine has."""
    script = (
        "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from ualetters.batch.local import processors\nprint(processors())"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "1\n"


@pytest.mark.parametrize("name", ["txt", "html", "paste", "mailto"])
def test_text_is_made_in_one_process(name: str) -> None:
    """However much of it there is, others would take longer to be told of it than they save."""
    recipe = replace(RECIPE, order=replace(RECIPE.order, formats=(name,), languages=(ALL,)))
    assert usual_jobs(recipe, some(10_000)) == usual_jobs(recipe, some(1000, rows=1000)) == 1


@pytest.mark.parametrize("name", ["pdf", "eml", "docx", "fax"])
def test_what_takes_long_is_shared(name: str) -> None:
    """By all processors if there is enough of it; what stands already is not counted."""
    recipe = replace(RECIPE, order=replace(RECIPE.order, formats=("txt", name)))
    assert usual_jobs(recipe, some(99)) == 1
    assert usual_jobs(recipe, some(1000)) == processors()
    assert usual_jobs(recipe, some(1000, is_made=True)) == 1
    assert usual_jobs(recipe, some(1, rows=1000)) == 1
    assert usual_jobs(recipe, some(1000, rows=1000)) == processors()


def test_all_languages_are_counted() -> None:
    """Ten cases in every language are more than a hundred letters."""
    recipe = replace(RECIPE, order=replace(RECIPE.order, formats=("pdf",)))
    everything = replace(recipe, order=replace(recipe.order, languages=(ALL,)))
    assert len(everything.workshop.languages) > 10
    assert usual_jobs(recipe, some(10)) == 1
    assert usual_jobs(everything, some(10)) == min(processors(), 10)


def test_one_process_or_many(tmp_path: Path) -> None:
    """The same comes of every unit, and the same files stand there; each unit is told once."""
    todo = units(tmp_path / "cases", *NAMES)
    alone = list(in_this_process(RECIPE, todo, Folder(tmp_path / "one")))
    together = list(in_processes(RECIPE, todo, Folder(tmp_path / "two"), 2))
    assert [done.unit for done in alone] == todo
    assert in_order(together) == in_order(alone)
    assert letters(tmp_path / "one") == letters(tmp_path / "two")
    assert len(letters(tmp_path / "one")) == len(NAMES) * 2


def test_nothing_is_written_where_it_is_only_looked(tmp_path: Path) -> None:
    """The processes take it from the one that gives them work."""
    todo = units(tmp_path / "cases", *NAMES[:2])
    found = list(in_processes(RECIPE, todo, Nowhere(Folder(tmp_path / "out")), 2))
    assert {done.state for done in found} == {"written"}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_where_a_folder_is_needed(tmp_path: Path, jobs: int) -> None:
    """It stops the case whose folder that is, and no other."""
    todo = units(tmp_path / "cases", *NAMES)
    out = tmp_path / "out"
    out.mkdir()
    (out / NAMES[2]).write_bytes(b"a file where a folder is needed")
    engine = in_processes(RECIPE, todo, Folder(out), 2) if jobs > 1 else in_this_process(RECIPE, todo, Folder(out))
    found = {done.case_id: done for done in engine}
    assert {name: done.state for name, done in found.items()} == dict.fromkeys(NAMES, "written") | {NAMES[2]: "failed"}
    problem = found[NAMES[2]].problems[-1]
    assert (problem.place.file, problem.check) == (str(out / NAMES[2]), "output")
    assert found[NAMES[2]].made is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_is_told_before_what_fails(tmp_path: Path, jobs: int) -> None:
    """If a part cannot be written, those that stand by then are known, and the error says which file it is."""
    cases = units(tmp_path / "cases", *NAMES)
    todo = [replace(unit, part=f"{Path(unit.file).stem}/part-0123456789ab.zip") for unit in cases]
    out = tmp_path / "out"
    out.mkdir()
    (out / NAMES[2]).write_bytes(b"a file where a folder is needed")
    engine = in_processes(RECIPE, todo, Folder(out), 2) if jobs > 1 else in_this_process(RECIPE, todo, Folder(out))
    found: list[Done] = []
    with pytest.raises(OutputError, match=NAMES[2]) as failed:
        found.extend(engine)
    assert failed.value.bad_place
    told = {path for done in found if done.made for path in done.made.outputs}
    assert told == set(letters(out)) - {NAMES[2]} != set()
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_a_case_that_is_changed_meanwhile(tmp_path: Path) -> None:
    """Nothing is written of it, for the manifest would name what it was before; the other case is made."""
    changed, other = units(tmp_path / "cases", *NAMES[:2])
    path = Path(changed.file)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = list(in_this_process(RECIPE, [changed, other], Folder(tmp_path / "out")))
    assert [(done.state, [one.message for one in done.problems]) for done in found] == [
        ("failed", ["the case was changed while its letters were made"]),
        ("written", []),
    ]
    assert {path.partition("/")[0] for path in letters(tmp_path / "out")} == {NAMES[1]}
