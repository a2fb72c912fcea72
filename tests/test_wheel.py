"""The wheel holds everything that letters need, and nothing else; it works far from the repository."""

from collections.abc import Callable
from importlib.util import find_spec
import os
from pathlib import Path
import subprocess
import sys
from zipfile import ZipFile

import pytest
from tests.conftest import Outcome

import ualetters
from ualetters.templating import template_root

SENT = ("--lang", "ru", "--to", "bastrykin", "--date", "2013-01-20")


def need(module: str) -> None:
    """A module that a test needs; without it the test is skipped, or fails where everything is required."""
    if find_spec(module) is None:
        reason = f"{module} is not installed"
        if os.environ.get("UALETTERS_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the repository as it is, built without a network connection."""
    need("build")
    need("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel alone is installed; its libraries come from the tests' environment."""
    need("pip")
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--no-compile", "--quiet"]
    subprocess.run([*command, "--target", str(folder), str(wheel)], check=True, capture_output=True)
    return folder


def run(installed: Path, cwd: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Run Python with the installed wheel in front of everything else."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment | {"PYTHONPATH": str(installed)},
    )


def test_what_is_inside(wheel: Path, root: Path) -> None:
    """Every module and every template is inside, no test, no case, and nothing that is not under version control."""
    names = [name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name]
    modules = {
        path.relative_to(root / "src").as_posix()
        for path in (root / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    templates = {
        f"ualetters/templates/{path.relative_to(template_root()).as_posix()}"
        for path in template_root().rglob("*")
        if path.is_file()
    }
    assert len(templates) > 10
    assert set(names) == modules | templates
    assert "ualetters/py.typed" in names
    assert wheel.name == f"ualetters-{ualetters.__version__}-py3-none-any.whl"


def test_what_it_says_of_itself(wheel: Path) -> None:
    """The metadata name the licence, the Pythons, the libraries and the command."""
    with ZipFile(wheel) as archive:
        texts = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    metadata = texts["METADATA"]
    assert "License-Expression: MIT" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "Requires-Dist: typst" in metadata
    assert "LICENSE" in texts
    assert texts["entry_points.txt"].strip() == "[console_scripts]\nualetters = ualetters.__main__:main"


def test_letters_far_from_the_repository(
    installed: Path, cases: Path, tmp_path: Path, cli: Callable[..., Outcome], root: Path
) -> None:
    """From another folder the installed package writes the same letters as the repository, in every format."""
    where = run(installed, tmp_path, "-c", "import ualetters; print(ualetters.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed), where.stderr
    formats = [part for name in ("pdf", "txt", "html", "eml") for part in ("-f", name)]
    args = ("render", cases / "kasymakhunov.yaml", "-l", "all", "--date", "2013-01-20", *formats)
    done = run(installed, tmp_path, "-m", "ualetters", *args, "-o", "theirs")
    assert done.returncode == 0, done.stderr
    assert cli(*args, "-o", tmp_path / "ours").code == 0

    def files(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    languages = [path.parent.name for path in template_root().glob("*/language.yaml")]
    assert {path.split("/")[1] for path in files(tmp_path / "theirs")} == set(languages)
    assert len(files(tmp_path / "theirs")) > 10 * len(languages)
    assert files(tmp_path / "theirs") == files(tmp_path / "ours")
    assert str(root) not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes an .exe of it")
def test_the_installed_command(installed: Path, cases: Path, tmp_path: Path) -> None:
    """The command that the wheel brings runs."""
    done = run(installed, tmp_path, installed / "bin" / "ualetters", "render", cases / "azimov.yaml", *SENT, "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "Уважаемый Александр Иванович!" in done.stdout


def test_a_new_case_far_from_the_repository(installed: Path, tmp_path: Path) -> None:
    """`new` finds its layout and the schema in the package."""
    done = run(installed, tmp_path, "-m", "ualetters", "new", "my-case")
    assert (done.returncode, done.stdout) == (0, "my-case.yaml\n"), done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"my-case.yaml", "case.schema.json"}
