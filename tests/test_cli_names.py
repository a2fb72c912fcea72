"""`names propose`: what it prints, what it writes, and how it ends."""

from collections.abc import Callable
import os
from pathlib import Path
import re
import shutil
import stat
import subprocess
import sys

import pytest
from tests.conftest import Outcome
import yaml

from builders.names import case_with

Run = Callable[..., Outcome]
GIVEN = re.compile(r"ru: \{nom: ([^,}]+), gen[^}]*\}")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="this is how POSIX does it")


@pytest.fixture
def bare(cases: Path) -> Path:
    """A seed case whose names have no Russian form but the nominative."""
    path = cases / "azimov.yaml"
    text = GIVEN.sub(r"ru: \1", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"(ru: \{given.*), dat: [^}]+\}", r"\1}", text), encoding="utf-8")
    return path


def said(outcome: Outcome) -> str:
    """What was said, with the line breaks of the terminal taken out."""
    return " ".join(outcome.err.split())


def test_a_proposal_is_a_diff(cli: Run, bare: Path) -> None:
    """The diff goes to stdout, what to do next to stderr, and the file is not touched."""
    before = bare.read_bytes()
    shown = cli("names", "propose", bare, "--lang", "ru")
    assert shown.code == 0
    assert shown.out.startswith(f"--- {bare}\n+++ {bare}\n@@ ")
    added = [line[1:].strip() for line in shown.out.splitlines() if line.startswith("+ ")]
    assert added == [
        "ru: {nom: Исмон Азимов, gen: Исмона Азимова, dat: Исмону Азимову, acc: Исмона Азимова}",
        "ru: {given: Владимир, patronymic: Григорьевич, family: Кулишов, dat: Кулишову В. Г.}",
    ]
    assert said(shown) == (
        f"4 forms of 2 names, 0 to check. Nothing is written. Next: `ualetters names propose {bare} --lang ru --write`."
    )
    assert bare.read_bytes() == before


@pytest.mark.skipif(shutil.which("patch") is None, reason="this needs patch")
def test_the_diff_is_what_is_written(cli: Run, bare: Path, tmp_path: Path) -> None:
    """`patch` makes of the diff what `--write` makes."""
    other = tmp_path / "other.yaml"
    shutil.copy(bare, other)
    shown = cli("names", "propose", bare, "--lang", "ru", "--write")
    subprocess.run(["patch", "-s", str(other)], input=shown.out.encode(), check=True)  # noqa: S607
    assert other.read_bytes() == bare.read_bytes()


def test_what_is_written_is_all_that_check_asks_for(cli: Run, cases: Path, bare: Path) -> None:
    """After `--write` the case is what it was, and `check` misses no form; a second run proposes nothing."""
    missing = cli("check", bare, "--lang", "ru")
    assert missing.code == 1
    assert "the name has no form `gen`" in missing.err
    wrote = cli("names", "propose", bare, "--lang", "ru", "--write")
    assert wrote.code == 0
    assert f"Read every line marked `# check`, then run `ualetters check {bare} --lang ru`." in said(wrote)
    assert cli("check", bare, "--lang", "ru").code == 0
    seed = (Path(__file__).parent.parent / "cases" / "azimov.yaml").read_bytes()
    assert yaml.safe_load(bare.read_bytes()) == yaml.safe_load(seed)
    again = cli("names", "propose", bare, "--lang", "ru", "--write")
    assert (again.code, again.out) == (0, "")
    assert f"No name lacks a form that the letters need. Next: `ualetters check {bare} --lang ru`." in said(again)
    assert not list(cases.glob(".ualetters-*"))


DOUBTFUL = {"mzia": {"gender": "f", "name": {"ru": "Мзия Вишня", "uk": "Айгуль Вишня"}}}


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_doubtful_forms_are_marked(cli: Run, tmp_path: Path, code: str) -> None:
    """A doubtful form stands on a line with a mark, and the case still makes a letter."""
    path = case_with(tmp_path, people=DOUBTFUL, concerns=[{"use": "disappearance"}, {"use": "risk-of-torture"}])
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    wrote = cli("names", "propose", path, "--lang", code, "--write")
    assert wrote.code == 0
    marked = [line.split(":")[0].strip() for line in path.read_text(encoding="utf-8").splitlines() if "# check" in line]
    assert marked
    assert set(marked) <= {"gen", "dat", "acc"}
    assert f", {len(marked)} to check." in said(wrote)
    assert cli("check", path, "--lang", code).code == 0
    assert cli("render", path, "--lang", code, "-f", "txt", "-o", "-").code == 0


def test_what_is_left_to_the_author(cli: Run, tmp_path: Path) -> None:
    """Somebody of unstated gender gets nothing: that is said, and the exit code is 1."""
    path = case_with(tmp_path, people={"sasha": {"gender": "x", "name": {"ru": "Саша Ким"}}})
    shown = cli("names", "propose", path, "--lang", "ru", "--write")
    assert (shown.code, shown.out) == (1, "")
    assert "people.sasha.name.ru: error: nothing is proposed for a person of unstated gender" in said(shown)
    assert "→ write gen: … by hand" in said(shown)
    assert f"There is nothing to propose. Next: `ualetters check {path} --lang ru`." in said(shown)


def test_the_rest_is_proposed_all_the_same(cli: Run, tmp_path: Path) -> None:
    """One name that is left to the author keeps no other from its forms."""
    people = {"sasha": {"gender": "x", "name": {"ru": "Саша"}}, "anna": {"gender": "f", "name": {"ru": "Анна Орлова"}}}
    path = case_with(tmp_path, people=people)
    shown = cli("names", "propose", path, "--lang", "ru", "--write")
    assert shown.code == 1
    assert "Анны Орловой" in shown.out
    assert "Анны Орловой" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--lang", "en"), "names can be proposed in ru and uk, not in en"),
        (("--lang", "xx"), "there is no language pack 'xx'"),
        ((), "Missing option '--lang'"),
    ],
)
def test_wrong_usage(cli: Run, bare: Path, args: tuple[str, ...], message: str) -> None:
    """Another language, none, or one that there is not: exit code 2."""
    shown = cli("names", "propose", bare, *args)
    assert (shown.code, shown.out) == (2, "")
    assert message in said(shown)


def test_no_such_file(cli: Run, tmp_path: Path) -> None:
    """A folder is no case file, and neither is what is not there."""
    for path in (tmp_path, tmp_path / "none.yaml"):
        shown = cli("names", "propose", path, "--lang", "ru")
        assert (shown.code, shown.out) == (2, "")
        assert "there is no case file" in said(shown)


def test_a_language_that_derives_its_forms(cli: Run, bare: Path) -> None:
    """Nothing is to be proposed where a rule makes the forms."""
    shown = cli("names", "propose", bare, "--lang", "uz")
    assert (shown.code, shown.out) == (0, "")
    assert "makes its case forms by rule: there is nothing to propose." in said(shown)


def test_a_case_that_cannot_be_read(cli: Run, tmp_path: Path) -> None:
    """Its problems are told as `check` tells them."""
    path = tmp_path / "case.yaml"
    path.write_text("format: 2\n", encoding="utf-8")
    shown = cli("names", "propose", path, "--lang", "ru")
    assert (shown.code, shown.out) == (1, "")
    assert "unknown format `2`" in said(shown)


def test_without_the_extra(bare: Path, tmp_path: Path) -> None:
    """What is to be installed is told as a command that can be pasted."""
    (tmp_path / "pytrovich.py").write_text("raise ModuleNotFoundError(name='pytrovich')\n", encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from ualetters.cli import main; main()"
    command = [sys.executable, "-c", program, "names", "propose", str(bare), "--lang", "ru"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Names in ru need pytrovich, which is not installed. Next: " in done.stderr
    assert "-m pip install pytrovich" in done.stderr


def test_help_teaches(cli: Run) -> None:
    """The help has the mark, the extra and an example of each step."""
    shown = cli("names", "propose", "--help")
    text = " ".join(shown.out.split())
    assert shown.code == 0
    for words in ("`# check`", "the extra `names`", "No gender is guessed", "--lang ru --write"):
        assert words in text


@posix_only
def test_the_file_keeps_its_mode_and_its_link(cli: Run, bare: Path) -> None:
    """Writing through a link changes the file that it points to, and nobody may do more with it than before."""
    bare.chmod(0o640)
    link = bare.with_name("link.yaml")
    link.symlink_to(bare.name)
    assert cli("names", "propose", link, "--lang", "ru", "--write").code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(bare.stat().st_mode) == 0o640
    assert "Исмона Азимова}" in bare.read_text(encoding="utf-8")


@posix_only
def test_a_disk_that_is_full(bare: Path) -> None:
    """When the file cannot be written whole, the old one stays, and nothing is left beside it."""
    before = bare.read_bytes()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))"
    program = f"{limit}; from ualetters.cli import main; main()"
    command = [sys.executable, "-c", program, "names", "propose", str(bare), "--lang", "ru", "--write"]
    # What measures coverage could write nothing either.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 74
    assert f"{bare}: error: file too large" in done.stderr
    assert "nothing is changed" in done.stderr
    assert bare.read_bytes() == before
    assert [path.name for path in bare.parent.iterdir() if path.name.startswith(".")] == []
