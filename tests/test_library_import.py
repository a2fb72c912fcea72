"""How programs import it: at once, without the command line, under names that have types; and what it reads."""

import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import assert_type

import pytest

from builders.library import DAY, good_case
import ualetters
from ualetters import CaseFile, Document, Letter, Problem, compose, load_case, render
from ualetters.templating import template_root


def python(root: Path, code: str, **env: str) -> str:
    """What a process that was started anew prints."""
    command = [sys.executable, "-c", f"from datetime import date\n{code}"]
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=root, env={**os.environ, **env}, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_read(root: Path, tmp_path: Path) -> None:
    """Nothing is read but the case, the directory beside it and the installation; no network is asked."""
    good = good_case(tmp_path)
    (tmp_path / "directory").mkdir()
    shutil.copy(root / "cases" / "directory" / "offices.yaml", tmp_path / "directory")
    temporary = str(tmp_path / "temporary")
    Path(temporary).mkdir()
    code = f"""
import sys
touched = []
def noted(event, args):
    if event.startswith("socket.") or event == "open" and isinstance(args[0], str):
        touched.append(args[0] if event == "open" else event)
sys.addaudithook(noted)
from ualetters import compose, load_case, render
letter = compose(load_case({str(good)!r}), to="chair", language="en", date=date(2013, 1, 10))
render(letter, "txt"), render(letter, "pdf"), render(letter, "html")
ours = (sys.prefix, sys.base_prefix, {str(template_root())!r}, {str(Path(ualetters.__file__).parent)!r}, {temporary!r})
print("\\n".join(dict.fromkeys(one for one in touched if not one.startswith(ours))))"""
    expected = {str(tmp_path / "directory" / "offices.yaml"), str(good)}
    assert set(python(root, code, TMPDIR=temporary, TEMP=temporary).split("\n")) - {""} == expected


def test_no_command_line(root: Path) -> None:
    """To import the package imports nothing else, and to make letters nothing of the command line."""
    code = "import sys\nbefore = set(sys.modules)\nimport ualetters\nprint(*sorted(set(sys.modules) - before))"
    assert set(python(root, code).split()) <= {"ualetters", "types"}
    code = """
import sys
from ualetters import compose, load_case, render
letter = compose(load_case("cases/kasymakhunov.yaml"), to="bastrykin", language="ru", date=date(2013, 1, 10))
render(letter, "txt"), render(letter, "pdf")
print(*sys.modules)"""
    imported = set(python(root, code).split())
    assert {"jinja2", "ualetters.library"} <= imported
    assert not imported & {"typer", "click", "rich", "ualetters.cli", "ualetters.console"}


@pytest.mark.parametrize("first", ["from ualetters.compose import Brief", "import ualetters.cli", ""])
def test_the_function_and_the_subpackage_of_one_name(first: str, root: Path) -> None:
    """`compose` is the function, whatever was imported before; the subpackage can still be imported from."""
    code = "from ualetters import compose\nfrom ualetters.compose import Brief\nimport ualetters\n"
    code += "print(compose.__module__, compose is ualetters.compose, Brief.__module__)"
    assert python(root, f"{first}\n{code}") == "ualetters.library True ualetters.compose.brief\n"


def test_names() -> None:
    """Every public name is there, is listed, and has a type; another name is an error."""
    assert set(ualetters.__all__) <= set(dir(ualetters))
    assert all(getattr(ualetters, name).__doc__ for name in ualetters.__all__)
    assert not hasattr(ualetters, "send")
    assert ualetters.load_case is load_case


def types_of(case: CaseFile) -> None:
    """What a type checker sees; never called."""
    letter = compose(case, to="chair", language="en", date=DAY)
    assert_type(letter.letter, Letter)
    assert_type(render(letter, "txt"), Document)
    assert_type(load_case("case.yaml").problems, tuple[Problem, ...])
