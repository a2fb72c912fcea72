"""The project's own rules, which no other tool checks."""

from functools import cache
import os
from pathlib import Path
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from typing import Any

import pytest
import yaml

import ualetters
from ualetters import formats
from ualetters.batch import cluster

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ualetters"
MOST_LINES = 350

# Tests of the whole rather than of one module.
CROSS_CUTTING = {
    "benchmarks",
    "bad_input",
    "cases",
    "golden",
    "hostile",
    "hostile_sender",
    "packs",
    "project",
    "readme",
    "reproducible",
    "start",
    "startup",
    "wheel",
}

# Written so that it does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.~-])(?:/(?:root|work)/|/(?:home|Users)/\w|[A-Za-z]:\\Users\\\w)")


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files under version control; the test is skipped where there is no version control to ask."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        if os.environ.get("UALETTERS_REQUIRE_ALL") == "1":
            pytest.fail("this needs git and a clone")
        pytest.skip("this needs git and a clone")
    listed = subprocess.run([git, "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True).stdout
    return tuple(ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name)


def load_yaml(path: Path) -> dict[str, Any]:
    """The content of a YAML file; PyYAML reads the key `on` as true."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict), path
    return content


def test_files_stay_short() -> None:
    """A file of code or tests that grows past this does more than one job."""
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked_files()
        if path.suffix == ".py" and path.is_file()
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_changelog_knows_the_version() -> None:
    """The version is in the changelog, or still to be released."""
    headings = re.findall(r"(?m)^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert {"Unreleased", ualetters.__version__} & set(headings)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.y*ml")), ids=lambda path: path.name)
def test_workflows(path: Path) -> None:
    """A workflow only reads, and its jobs end in one that a branch rule can ask for."""
    workflow = load_yaml(path)
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert set(jobs["required"]["needs"]) == set(jobs) - {"required"}
    assert jobs["required"]["if"] == "always()"
    assert all("timeout-minutes" in job for job in jobs.values())


@pytest.mark.parametrize(
    ("extra", "remedy"),
    [("docx", formats.remedy("docx")), ("fax", formats.remedy("fax")), ("cluster", cluster.remedy())],
)
def test_remedies_install_the_extras(extra: str, remedy: str) -> None:
    """Whoever does as a message says gets what the extra names, and the other way round."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    command = re.fullmatch("run `pip install (.*)`", remedy)
    assert command
    assert sorted(shlex.split(command[1])) == sorted(named.partition(">=")[0] for named in extras[extra])


def test_hooks_are_local() -> None:
    """No hook runs code from elsewhere."""
    hooks = load_yaml(ROOT / ".pre-commit-config.yaml")
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for Debian")
def test_ci_script() -> None:
    """The script has no errors of grammar."""
    bash = shutil.which("bash") or "bash"
    done = subprocess.run([bash, "-n", ".ci/run"], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_file_names_a_machine() -> None:
    """No path of somebody's computer is in a file under version control."""
    found = []
    for path in filter(Path.is_file, tracked_files()):
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("see /ro" + "ot/notes", True),
        ("'/ho" + "me/anna/letters'", True),
        ("C:\\Us" + "ers\\Anna", True),
        ("https://example.org/wo" + "rk/", False),
        ("framework/", False),
    ],
)
def test_machine_paths(line: str, *, is_found: bool) -> None:
    """The pattern finds folders of people and machines, and not parts of addresses."""
    assert bool(MACHINE_PATH.search(line)) == is_found


def test_every_test_file_mirrors_a_module() -> None:
    """`test_formats_pdf.py` and `test_formats_pdf_page.py` test `formats/pdf.py`: who changes it finds its tests."""
    modules = set()
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        modules.add("_".join(part.strip("_") for part in parts if part != "__init__"))
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    known = modules | CROSS_CUTTING
    assert {name for name in tests if not any(f"{name}_".startswith(f"{one}_") for one in known)} == set()
