"""Every command of the README is run, and its example case gives a letter."""

from collections.abc import Callable
from doctest import DocTestParser, DocTestRunner
from pathlib import Path
import re
import shlex
import shutil
import subprocess
import sys
from typing import Any

import pytest

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
STARTER = "python3 start.py "
# Running the tests inside the tests would not end; the starter has tests of its own.
NOT_RUN = {"pytest"}


def blocks(kind: str) -> list[str]:
    """The README's code blocks of one kind."""
    return [text for found, text in BLOCK.findall(README.read_text(encoding="utf-8")) if found == kind]


def commands() -> list[str]:
    """The commands that a reader is told to run, without the starter."""
    lines = [line.strip() for block in blocks("sh") for line in block.splitlines() if line.strip()]
    return [line.removeprefix(STARTER) for line in lines if line.removeprefix(STARTER) not in NOT_RUN]


def test_two_commands_start_the_project() -> None:
    """The first two commands render a seed case and run the tests, each through the starter."""
    first, second = blocks("sh")[:2]
    assert first.strip() == "python3 start.py ualetters render cases/kasymakhunov.yaml --lang ru"
    assert second.strip() == "python3 start.py pytest"


@pytest.mark.parametrize("command", commands())
def test_command_works(command: str, tmp_path: Path, root: Path) -> None:
    """A command of the README ends well in a fresh copy of the repository."""
    for folder in ("cases", "templates", "benchmarks"):
        shutil.copytree(root / folder, tmp_path / folder)
    words = shlex.split(command)
    assert words[0] in {"ualetters", "python"}
    program = [sys.executable, "-m", "ualetters"] if words[0] == "ualetters" else [sys.executable]
    done = subprocess.run(
        [*program, *words[1:]], cwd=tmp_path, check=False, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr


def test_example_case_gives_a_letter(tmp_path: Path, cli: Callable[..., Any]) -> None:
    """The example case of the README is complete."""
    (example,) = blocks("yaml")
    case = tmp_path / "example.yaml"
    case.write_text(example, encoding="utf-8")
    outcome = cli("render", case, "--lang", "en", "--output", "-")
    assert outcome.code == 0
    assert "Dear Minister," in outcome.out


def test_pictures_and_links_are_there(root: Path) -> None:
    """Every file that the README links to exists."""
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert len(links) > 5
    assert [link for link in links if not (root / link).exists()] == []


def test_python_example(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's Python prints what it says."""
    shutil.copytree(root / "cases", tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    (example,) = blocks("pycon")
    said: list[str] = []
    result = DocTestRunner().run(DocTestParser().get_doctest(example, {}, "README.md", None, None), out=said.append)
    assert (result.failed, "".join(said)) == (0, "")
    assert result.attempted > 5
    assert (tmp_path / "bastrykin.pdf").read_bytes().startswith(b"%PDF-")
