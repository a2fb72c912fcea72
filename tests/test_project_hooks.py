"""The hooks for pre-commit: which files they take, and that a broken case stops a commit."""

import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest
from tests.conftest import need

from builders.workflows import HOOKS, ROOT, read


def hook(name: str) -> dict[str, object]:
    """A hook that is offered to others."""
    (found,) = [one for one in read(HOOKS) if one["id"] == name]
    return dict(found)


def is_taken(path: str, name: str = "ualetters-check") -> bool:
    """Whether a hook is given a file, as pre-commit decides it."""
    found = hook(name)
    return bool(re.search(str(found["files"]), path)) and not re.search(str(found.get("exclude", "^$")), path)


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("cases/azimov.yaml", True),
        ("cases/azimov.yml", True),
        ("cases/2013/azimov.yaml", True),
        ("sections/de/cases/azimov.yaml", True),
        ("azimov.ua.yaml", True),
        ("anywhere/azimov.ua.yml", True),
        ("cases/-l.yaml", True),
        ("cases/directory/offices.yaml", False),
        ("cases/2013/directory/embassies.yaml", False),
        ("directory/x.ua.yaml", False),
        ("-l.ua.yaml", False),
        ("--templates=x.ua.yaml", False),
        ("other/azimov.yaml", False),
        ("mycases/azimov.yaml", False),
        ("cases/azimov.yaml.txt", False),
        ("cases/README.md", False),
        ("ua.yaml", False),
        (".github/workflows/cases.yml", False),
    ],
)
def test_which_files(path: str, *, taken: bool) -> None:
    """Cases are taken, wherever they are kept; a directory of officials and what looks like an option is not."""
    assert is_taken(path) == taken


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("cases/directory/offices.yaml", True),
        ("cases/2013/directory/embassies.yaml", True),
        ("directory/offices.yaml", True),
        ("cases/azimov.yaml", False),
        ("cases/directory/notes.yaml", False),
        ("cases/mydirectory/offices.yaml", False),
        ("cases/directory/offices.yaml.txt", False),
    ],
)
def test_which_directories(path: str, *, taken: bool) -> None:
    """The files of a directory of officials, and no others, have all cases checked."""
    assert is_taken(path, "ualetters-check-directory") == taken


def test_what_is_offered() -> None:
    """Three hooks are offered: cases are checked together, all of them with their directory, and letters as a whole."""
    names = ["ualetters-check", "ualetters-check-directory", "ualetters-batch-check"]
    assert [one["id"] for one in read(HOOKS)] == names
    directory = hook("ualetters-check-directory")
    assert (directory["entry"], directory["pass_filenames"]) == ("ualetters check", False)
    check, batch = hook("ualetters-check"), hook("ualetters-batch-check")
    assert (check["entry"], check["require_serial"], check.get("pass_filenames", True)) == (
        "ualetters check",
        True,
        True,
    )
    assert (batch["entry"], batch["pass_filenames"]) == ("ualetters batch --check", False)


@pytest.mark.parametrize("name", ["ualetters-check", "ualetters-check-directory"])
def test_we_use_it_ourselves(name: str) -> None:
    """This project checks its own cases with the hooks that it offers, without a download."""
    (local,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    (ours,) = [one for one in local["hooks"] if one["id"] == name]
    offered = hook(name)
    assert ours["entry"] == f"python start.py {offered['entry']}"
    for key in ("name", "files", "exclude", "require_serial", "language", "pass_filenames"):
        assert ours.get(key) == offered.get(key)


@pytest.fixture
def repository(cases: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of cases that uses the hook of this one; the command is found on the path instead of installed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(cases.parent / "pre-commit"))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    for key, value in (("user.name", "Nobody"), ("user.email", "nobody@example.org"), ("init.defaultBranch", "main")):
        number = int(os.environ.get("GIT_CONFIG_COUNT", "0"))
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(number + 1))
    hooks, section = cases.parent / "hooks", cases.parent / "section"
    for folder in (hooks, section):
        folder.mkdir()
        git(folder, "init", "--quiet")
    shutil.copy(HOOKS, hooks)
    git(hooks, "add", ".")
    git(hooks, "commit", "--quiet", "--message", "Offer the hooks")
    shutil.move(cases, section)
    (section / "notes.yaml").write_text("this: is no case\n", encoding="utf-8")
    (section / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks.as_uri()}\n  rev: {git(hooks, 'rev-parse', 'HEAD').strip()}\n"
        "  hooks:\n  - {id: ualetters-check, language: system, verbose: true}\n"
        "  - {id: ualetters-check-directory, language: system, verbose: true}\n",
        encoding="utf-8",
    )
    git(section, "add", ".")
    return section


def git(folder: Path, *args: str) -> str:
    """Run git in a folder."""
    command = [need("git"), "-C", str(folder), *args]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_pre_commit(repository: Path) -> None:
    """pre-commit itself lets good cases pass, all in one run, and stops a commit with a broken one."""
    command = [sys.executable, "-m", "pre_commit", "run", "--color=never"]

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=repository, check=False, capture_output=True, encoding="utf-8", timeout=120)

    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Checked 2 cases: 0 errors" in done.stdout
    assert "notes.yaml" not in done.stdout
    file = repository / "cases" / "azimov.yaml"
    file.write_text(
        re.sub("(?m)^countries: .*$", "countries: [Russia]", file.read_text(encoding="utf-8")), encoding="utf-8"
    )
    git(repository, "add", ".")
    done = run()
    assert done.returncode == 1
    assert re.search(
        r"^cases/azimov\.yaml:\d+:\d+: countries\[0\]: error: unknown country `Russia`$", done.stdout, re.MULTILINE
    )


def test_pre_commit_of_a_directory(repository: Path) -> None:
    """A commit that changes nothing but an official is stopped if the official is wrong, used or not."""
    git(repository, "commit", "--quiet", "--message", "Begin")
    file = repository / "cases" / "directory" / "offices.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("country: RU", "country: Nowhere", 1), encoding="utf-8")
    git(repository, "add", ".")
    command = [sys.executable, "-m", "pre_commit", "run", "--color=never"]
    done = subprocess.run(command, cwd=repository, check=False, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 1
    assert re.search(
        r"^cases/directory/offices\.yaml:\d+:\d+: \S+country: error: unknown country `Nowhere`$",
        done.stdout,
        re.MULTILINE,
    )
    assert "Checked 2 cases: 1 error" in done.stdout
