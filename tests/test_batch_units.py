"""Case files to units: every id is found however it is written, every sender is in one unit, every name is safe."""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest
from tests.conftest import Outcome
import yaml

from builders.batch import ON_DAY, letters, manifest, write_case, write_cases
from builders.senders import as_csv, written
from ualetters.batch.parts import part_name
from ualetters.batch.recipe import Recipe
from ualetters.batch.units import CaseFile, part_size, read_case_files, units_of, with_same_id
from ualetters.fields import ID
from ualetters.order import ALL, Order
from ualetters.senders_file import Rows, index

Cli = Callable[..., Outcome]
RECIPE = Recipe(Order(today=date(2024, 3, 10), languages=("en", "ru"), formats=("txt",)))
# As Windows has them, with or without an extension, in any case.
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
STEP = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")

# Ways to write an id, each with the case around it.
WRITTEN = {
    "plain": "id: one",
    "double quotes": 'id: "one"',
    "single quotes": "id: 'one'",
    "with a remark": "id: one  # of 2024",
    "spaced": "id:     one   ",
    "on a line of its own": "id:\n  one",
    "with an escape": 'id: "\\x6fne"',
    "with a key in quotes": '"id": one',
    "with a question": "? id\n: one",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def case_id(path: Path) -> str | None:
    """What a case file says its id is."""
    (found,) = read_case_files([path])
    return found.case_id


@pytest.mark.parametrize("way", WRITTEN)
def test_ids_however_they_are_written(folder: Path, cli: Cli, way: str) -> None:
    """They are found, and that another case has the same one too."""
    cases = write_cases(folder / "cases", "one", "three")
    write_case(cases, "two", ("id: two", WRITTEN[way]))
    assert case_id(cases / "two.yaml") == "one"
    done = cli("batch", *ON_DAY)
    assert done.code == 1
    assert done.err.count("another case has the id `one` too") == 2
    assert list(manifest(folder / "letters")["cases"]) == ["three"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "---\n", "# remark: {id: x}\n"])
def test_a_case_in_one_flow(folder: Path, cli: Cli, mark: str, ends: str) -> None:
    """Written as JSON, with the keys in any order, a mark at the beginning and the line ends of Windows."""
    cases = write_cases(folder / "cases", "one")
    content = yaml.safe_load((cases / "one.yaml").read_text(encoding="utf-8"))
    # An id below, before the one that counts.
    flow = yaml.safe_dump(
        {"people": content.pop("people"), "addressees": content.pop("addressees"), **content},
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
    )
    (cases / "two.yaml").write_bytes((mark + flow).replace("\n", ends).encode())
    assert case_id(cases / "two.yaml") == "one"
    assert cli("batch", *ON_DAY).err.count("another case has the id `one` too") == 2
    assert letters(folder / "letters") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "id",
        "id: [one]",
        "id: {}",
        "id: One",
        "id: con",
        "id: a/b",
        "x: {id: one}",
        "- id: one",
        "id: \x00",
        "{",
    ],
)
def test_no_id(tmp_path: Path, text: str) -> None:
    """What says nothing that could be an id says none."""
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert case_id(tmp_path / "case.yaml") is None


@given(st.binary(max_size=300))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever stands in a file, it is hashed, and its id is none or one that can name a folder."""
    path = tmp_path_factory.mktemp("case") / "case.yaml"
    path.write_bytes(data)
    (found,) = read_case_files([path])
    assert found.sha256 == sha256(data).hexdigest()
    assert found.case_id is None or ID.accepts(found.case_id)


@given(st.binary(min_size=1, max_size=50), st.data())
def test_one_byte_of_a_case(tmp_path_factory: pytest.TempPathFactory, data: bytes, more: st.DataObject) -> None:
    """It is another case, of which parts with another name are made."""
    path = tmp_path_factory.mktemp("case") / "case.yaml"
    content = b"id: one\n# " + data
    place = more.draw(st.integers(10, len(content) - 1))
    other = content[:place] + bytes([content[place] ^ more.draw(st.integers(1, 255))]) + content[place + 1 :]
    found: list[CaseFile] = []
    for one in (content, other):
        path.write_bytes(one)
        found += read_case_files([path])
    assert found[0].sha256 != found[1].sha256


def _unreadable(path: Path) -> None:
    path.mkdir()


def _missing(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def _not_text(path: Path) -> None:
    path.write_bytes(b"id: \xff\xfe")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_unreadable, _missing, _not_text, _empty])
def test_a_file_that_cannot_be_read(folder: Path, cli: Cli, spoil: Callable[[Path], None]) -> None:
    """A folder instead of a file, a link to nowhere, no text, nothing: it is told, and stops no other case."""
    cases = write_cases(folder / "cases", "one")
    path = Path("cases") / "two.yaml"
    spoil(path)
    done = cli("batch", "cases/one.yaml", path, *ON_DAY)
    # A folder is searched for cases, and there is none in it.
    assert done.code == (0 if path.is_dir() else 1)
    assert path.is_dir() or f"{path}" in done.err
    assert list(manifest(folder / "letters")["cases"]) == ["one"]
    found = read_case_files([path])
    assert found[0].sha256 == ("" if spoil in {_unreadable, _missing} else sha256(path.read_bytes()).hexdigest())
    assert cases.is_dir()


def test_a_thousand_cases_with_one_id(tmp_path: Path) -> None:
    """All of them are refused, each in its own file."""
    text = write_case(tmp_path, "one").read_text(encoding="utf-8")
    files = []
    for number in range(1000):
        path = tmp_path / f"{number:03}.yaml"
        path.write_text(text, encoding="utf-8")
        files.append(path)
    refused = with_same_id(RECIPE, read_case_files(files))
    assert list(refused) == files
    assert all(
        [problem.place.file for problem in result.problems] == [str(path)] and result.failed
        for path, result in refused.items()
    )


def test_one_that_nobody_shares(tmp_path: Path) -> None:
    """Cases with ids of their own are not read for this."""
    write_cases(tmp_path, "one", "two")
    (tmp_path / "two.yaml").write_text("id: two\nbroken: [\n", encoding="utf-8")
    assert with_same_id(RECIPE, read_case_files(sorted(tmp_path.iterdir()))) == {}


@given(st.integers(1, 40), st.integers(1, 12))
def test_every_sender_is_in_one_unit(tmp_path_factory: pytest.TempPathFactory, people: int, size: int) -> None:
    """In the order of the file, with none left out; no two parts have one name."""
    folder = tmp_path_factory.mktemp("senders")
    path = written(folder, as_csv([{"name": f"P {number}", "country": "DE"} for number in range(people)]))
    rows = index(path, size).parts
    case = CaseFile(folder / "one.yaml", "0" * 64, "one")
    found = list(units_of(replace(RECIPE, parts=True), case, "1", rows))
    numbers = [
        number for unit in found if unit.rows for number in range(unit.rows.first, unit.rows.first + unit.rows.count)
    ]
    assert numbers == list(range(1, people + 1))
    names = [unit.part for unit in found]
    assert len(set(names)) == len(names)
    assert names == sorted(names)
    assert [unit.part for unit in units_of(RECIPE, case, "1", rows)] == [""] * len(names)


def test_what_a_part_is_named_after(tmp_path: Path) -> None:
    """The case, what all letters are made from, the directory and the rows; not where the case stands."""
    write_case(tmp_path, "one")
    (tmp_path / "directory").mkdir()
    offices = tmp_path / "directory" / "offices.yaml"
    offices.write_text("{}\n", encoding="utf-8")
    (case,) = read_case_files([tmp_path / "one.yaml"])

    def names(case: CaseFile = case, inputs: str = "1", run: str = "1", first: int = 1) -> list[str]:
        rows = Rows(first=first, count=5, line=2, start=0, end=0, width=4)
        recipe = replace(RECIPE, parts=True, run=run)
        return [unit.part for some in ([rows], []) for unit in units_of(recipe, case, inputs, some)]

    def others() -> Iterator[list[str]]:
        yield names()
        yield names(inputs="2")
        yield names(replace(case, sha256="0" * 64))
        offices.write_text("{} #\n", encoding="utf-8")
        yield names(run="2")

    assert len({name for found in others() for name in found}) == 8
    assert names(run="2", first=2)[0] != names(run="2")[0]
    (tmp_path / "one.yaml").rename(tmp_path / "renamed.yaml")
    (moved,) = read_case_files([tmp_path / "renamed.yaml"])
    assert names(moved, run="2") == names(run="2")


@pytest.mark.parametrize(
    ("formats", "most"), [(("txt",), 1000), (("txt", "html"), 1000), (("pdf",), 100), (("txt", "eml"), 100)]
)
def test_how_many_senders_make_a_unit(tmp_path: Path, formats: tuple[str, ...], most: int) -> None:
    """About so many letters that nobody waits long: the languages and recipients of the largest case count."""
    write_cases(tmp_path, "one")
    cases = read_case_files([tmp_path / "one.yaml", tmp_path / "none.yaml"])
    recipe = replace(RECIPE, order=replace(RECIPE.order, formats=formats))
    assert part_size(recipe, cases) == most // (2 * 2)
    assert part_size(recipe, ()) == most // 2
    everything = replace(recipe, order=replace(recipe.order, languages=(ALL,)))
    assert part_size(everything, cases) == max(1, most // (len(recipe.workshop.languages) * 2)) < most // 4


def is_safe(name: str) -> bool:
    """Whether every step of a path is a name on Windows too, and whatever case its letters are in."""
    steps = name.split("/")
    return all(STEP.fullmatch(step) and not DEVICE.fullmatch(step) for step in steps) and len(name) < 240


@given(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,60}", fullmatch=True) | st.sampled_from(["con", "aux", "com1", "nul", "lpt0"]),
    st.none() | st.tuples(st.integers(1, 10**7), st.integers(1, 10**7)),
)
def test_names_of_parts_are_safe(name: str, rows: tuple[int, int] | None) -> None:
    """Whatever id a case may have: those that Windows takes for something else are no ids."""
    if ID.accepts(name):
        assert is_safe(part_name(name, "0" * 64, rows).replace(f"{name}/", f"{name.strip('-')}/"))
    else:
        assert DEVICE.fullmatch(name) or len(name) > 60 or not STEP.fullmatch(name.rstrip("-") or "x")


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "com1", "a.b", "a b", "a/b", "a\\b", "..", "ä", "A"])
def test_ids_that_are_no_names(folder: Path, cli: Cli, name: str) -> None:
    """Neither a case nor a sender can be called so; nothing is written."""
    write_cases(folder / "cases", "good")
    bad = (folder / "cases" / "good.yaml").read_text(encoding="utf-8").replace("id: good", f"id: '{name}'")
    (folder / "cases" / "bad.yaml").write_text(bad, encoding="utf-8")
    assert cli("batch", *ON_DAY).code == 1
    assert {path.partition("/")[0] for path in letters(folder / "letters")} == {"good"}
    path = written(folder, as_csv([{"id": name, "name": "Ada", "country": "DE"}]))
    done = cli("batch", "cases/good.yaml", *ON_DAY, "--senders", path, "--output", "others")
    assert done.code == 1
    assert "senders.csv:2" in done.err
    assert not Path("others/manifest.json").exists()


def test_every_name_is_safe(folder: Path, cli: Cli) -> None:
    """Of letters in all formats, for many senders, and of parts."""
    write_cases(folder / "cases", "one")
    path = written(folder, as_csv([{"name": "Ada", "country": "DE"}]))
    formats = [part for name in ("txt", "pdf", "html", "eml", "mailto", "paste") for part in ("--format", name)]
    cli("batch", *ON_DAY[:4], *formats, "--senders", path)
    cli("batch", *ON_DAY[:4], *formats)
    cli("batch", *ON_DAY[:4], *formats, "--senders", path, "--parts")
    names = list(letters(folder / "letters"))
    assert len(names) > 20
    assert {name for name in names if not is_safe(name)} == set()
