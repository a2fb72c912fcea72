"""`start.py` on a small project of its own, which pip can build without a network connection."""

import ast
from dataclasses import dataclass
import importlib.util
import json
import os
from pathlib import Path
import shutil
import signal
import subprocess
import sys
import sysconfig
import time

import pytest

START = Path(__file__).parent.parent / "start.py"
COMMANDS = (
    "python3 start.py ualetters render cases/kasymakhunov.yaml --lang ru",
    "python3 start.py pytest",
)
SETTING_UP = "about a minute, once"
ON_WINDOWS = sys.platform == "win32"

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "ualetters"
version = "1"
dependencies = []
optional-dependencies = {dev = []}
"""

# As hatchling does it, the .pth file holds the path of src, in UTF-8.
BACKEND = """\
import os, pathlib, time, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    if "BUILD_FOR_EVER" in os.environ:
        pathlib.Path("building").touch()
        time.sleep(600)
    info = "ualetters-1.dist-info/"
    files = {
        "ualetters.pth": os.path.join(os.getcwd(), "src"),
        info + "METADATA": "Metadata-Version: 2.1\\nName: ualetters\\nVersion: 1\\nProvides-Extra: dev\\n",
        info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        info + "entry_points.txt": "[console_scripts]\\nualetters=ualetters:main\\npytest=ualetters:main\\n",
    }
    files[info + "RECORD"] = "".join(name + ",,\\n" for name in [*files, info + "RECORD"])
    name = "ualetters-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""

COMMAND = """\
import json, os, pathlib, sys

def main():
    seen = {"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix, "process": os.getpid()}
    print(json.dumps({**seen, "stdin": sys.stdin.read()}))
    return 7 if "fail" in sys.argv else 0
"""


@dataclass(frozen=True)
class Project:
    """A project with its own copy of `start.py`.

    Attributes:
        root: Its folder.
    """

    root: Path

    @classmethod
    def new(cls, root: Path) -> "Project":
        """Write the project's files."""
        (root / "src").mkdir(parents=True)
        (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
        (root / "backend.py").write_text(BACKEND, encoding="utf-8")
        (root / "src" / "ualetters.py").write_text(COMMAND, encoding="utf-8")
        shutil.copy(START, root)
        return cls(root)

    def open(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start `start.py` with these arguments."""
        return subprocess.Popen(
            [sys.executable, self.root / "start.py", *arguments],
            cwd=self.root.parent,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `start.py` with these arguments to its end, with a line on its stdin."""
        with self.open(*arguments, **environment) as process:
            stdout, stderr = process.communicate("a line\n", timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr)

    @property
    def stamp(self) -> Path:
        """What `start.py` writes when everything is installed."""
        return self.root / ".venv" / "start.stamp"

    @property
    def python(self) -> Path:
        """The Python of the environment."""
        return self.root / ".venv" / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")

    @property
    def site_packages(self) -> Path:
        """The folder of the installed packages."""
        return Path(sysconfig.get_path("purelib", "venv", vars={"base": str(self.root / ".venv")}))


def need(module: str) -> None:
    """Skip the test where Python lacks this module, as Debian's does until python3-venv is installed."""
    if importlib.util.find_spec(module) is None and os.environ.get("UALETTERS_REQUIRE_ALL") != "1":
        pytest.skip(f"this Python has no {module}")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose environment is made; a test that spoils it makes it whole again."""
    need("ensurepip")
    project = Project.new(tmp_path_factory.mktemp("start") / "проект с пробелами")
    assert project.start("ualetters").returncode == 0
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A project without an environment."""
    return Project.new(tmp_path / "новый проект")


@pytest.fixture
def no_ensurepip(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a Python without ensurepip, which is also the quickest way to an environment."""
    need("pip")
    return without(tmp_path / "no_ensurepip", "ensurepip")


def without(folder: Path, *modules: str) -> dict[str, str]:
    """Environment variables that hide these modules from Python."""
    folder.mkdir()
    lines = ["import sys", *(f"sys.modules[{module!r}] = None" for module in modules)]
    (folder / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help(fresh: Project, arguments: tuple[str, ...]) -> None:
    """Help shows both commands and makes nothing."""
    done = fresh.start(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(command in done.stdout for command in COMMANDS)
    assert not (fresh.root / ".venv").exists()


def test_first_run(fresh: Project) -> None:
    """The first run sets up, whatever is set for Python, and passes everything through."""
    need("ensurepip")
    done = fresh.start("ualetters", "render", "дело 1.yaml", "--lang", "ru", "fail", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 7
    assert SETTING_UP in done.stderr
    seen = json.loads(done.stdout)
    assert seen["arguments"] == ["render", "дело 1.yaml", "--lang", "ru", "fail"]
    assert Path(seen["folder"]).samefile(fresh.root.parent)
    assert Path(seen["prefix"]).samefile(fresh.root / ".venv")
    assert seen["stdin"] == "a line\n"
    assert list((fresh.site_packages / "pip" / "__pycache__").iterdir())


def test_later_run(ready: Project) -> None:
    """Once the environment is made, `start.py` says nothing."""
    done = ready.start("ualetters")
    assert (done.returncode, done.stderr) == (0, "")


def test_other_commands(fresh: Project, no_ensurepip: dict[str, str]) -> None:
    """Other commands bring the extra, and the environment then serves both."""
    assert SETTING_UP in fresh.start("ualetters", **no_ensurepip).stderr
    assert fresh.stamp.read_text(encoding="ascii").split()[2:] == []
    assert SETTING_UP in fresh.start("pytest", **no_ensurepip).stderr
    assert fresh.stamp.read_text(encoding="ascii").split()[2:] == ["dev"]
    assert fresh.start("pytest").stderr == ""
    assert fresh.start("ualetters").stderr == ""


def test_changed_pyproject(ready: Project) -> None:
    """A changed pyproject.toml installs again, into the same environment and with the same extra."""
    ready.start("pytest")
    kept = ready.site_packages / "kept"
    kept.touch()
    with (ready.root / "pyproject.toml").open("a", encoding="utf-8") as pyproject:
        pyproject.write("# changed\n")
    assert SETTING_UP in ready.start("ualetters").stderr
    assert kept.exists()
    assert ready.start("pytest").stderr == ""


@pytest.mark.parametrize("damage", ["no stamp", "other origin", "no python"])
def test_damaged_environment(ready: Project, damage: str, no_ensurepip: dict[str, str]) -> None:
    """An environment that is half made, of another interpreter or without one is made anew."""
    leftover = ready.site_packages / "leftover"
    leftover.touch()
    if damage == "no stamp":
        ready.stamp.unlink()
    elif damage == "other origin":
        stamp = ready.stamp.read_text(encoding="ascii").split()
        ready.stamp.write_text(" ".join(["elsewhere", *stamp[1:]]), encoding="ascii")
    else:
        ready.python.unlink()
    done = ready.start("ualetters", **no_ensurepip)
    assert (done.returncode, SETTING_UP in done.stderr) == (0, True)
    assert not leftover.exists()
    assert ready.start("ualetters").stderr == ""


def test_moved_project(fresh: Project, no_ensurepip: dict[str, str]) -> None:
    """A project that was moved gets a new environment, as the old one names the old folder."""
    fresh.start("ualetters", **no_ensurepip)
    moved = Project(fresh.root.rename(fresh.root.with_name("переехал")))
    done = moved.start("ualetters", **no_ensurepip)
    assert (done.returncode, SETTING_UP in done.stderr) == (0, True)
    assert Path(json.loads(done.stdout)["prefix"]).samefile(moved.root / ".venv")


@pytest.mark.skipif(ON_WINDOWS, reason="Windows sends Ctrl-C to a console, not to a process")
def test_interrupted_set_up(fresh: Project, no_ensurepip: dict[str, str]) -> None:
    """Ctrl-C during the set-up ends with 130, and the next run mends what it left."""
    with fresh.open("ualetters", BUILD_FOR_EVER="1", **no_ensurepip) as process:
        deadline = time.monotonic() + 60
        while not (fresh.root / "building").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert not fresh.stamp.exists()
    done = fresh.start("ualetters", **no_ensurepip)
    assert (done.returncode, SETTING_UP in done.stderr) == (0, True)


def test_two_first_runs_at_once(fresh: Project, no_ensurepip: dict[str, str]) -> None:
    """Of two first runs at once one sets up, and the other waits for it."""
    with fresh.open("ualetters", **no_ensurepip) as one, fresh.open("ualetters", **no_ensurepip) as other:
        talk = [process.communicate("", timeout=120)[1] for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0]
    assert sum(SETTING_UP in said for said in talk) == 1
    assert sum("waiting for another run" in said for said in talk) == 1


def test_failed_installation(ready: Project, no_ensurepip: dict[str, str]) -> None:
    """A failed installation names the next step, and every run tries again."""
    pyproject = ready.root / "pyproject.toml"
    good = pyproject.read_text(encoding="utf-8")
    pyproject.write_text(good.replace("requires = []", 'requires = ["no-such-thing"]'), encoding="utf-8")
    for _ in range(2):
        done = ready.start("ualetters", PIP_NO_INDEX="1", **no_ensurepip)
        assert (done.returncode, done.stdout) == (1, "")
        assert "no-such-thing" in done.stderr
        assert "network connection: once there is one, run the same command again" in done.stderr
    pyproject.write_text(good, encoding="utf-8")
    done = ready.start("ualetters", **no_ensurepip)
    assert (done.returncode, SETTING_UP in done.stderr) == (0, True)


def test_environment_of_others(fresh: Project) -> None:
    """An environment that `start.py` did not make is left alone."""
    theirs = fresh.root / ".venv" / "pyvenv.cfg"
    theirs.parent.mkdir()
    theirs.touch()
    done = fresh.start("ualetters")
    assert done.returncode == 1
    assert "was not made by start.py" in done.stderr
    assert list(theirs.parent.iterdir()) == [theirs]


def test_unknown_command(ready: Project) -> None:
    """A command that is not there is named, and so is what was probably meant."""
    done = ready.start("render", "case.yaml")
    assert done.returncode == 127
    assert "no command 'render'" in done.stderr
    assert "start.py ualetters" in done.stderr


def test_no_ensurepip_and_no_pip(fresh: Project, tmp_path: Path) -> None:
    """Where nothing can install, the package that mends it is named."""
    done = fresh.start("ualetters", **without(tmp_path / "neither", "ensurepip", "pip"))
    assert done.returncode == 1
    assert f"sudo apt install python{sys.version_info.major}.{sys.version_info.minor}-venv" in done.stderr


def test_no_ensurepip(fresh: Project, no_ensurepip: dict[str, str]) -> None:
    """Without ensurepip, the pip of the Python that runs `start.py` installs."""
    done = fresh.start("ualetters", **no_ensurepip)
    assert (done.returncode, SETTING_UP in done.stderr) == (0, True)
    assert not (fresh.site_packages / "pip").exists()


@pytest.mark.skipif(ON_WINDOWS, reason="Windows cannot replace a process")
def test_command_takes_the_place(ready: Project) -> None:
    """The command runs in the process of `start.py`, so that signals reach it and its end is seen."""
    with ready.open("ualetters") as process:
        stdout, _ = process.communicate("", timeout=60)
    assert json.loads(stdout)["process"] == process.pid


@pytest.mark.skipif(ON_WINDOWS, reason="the encoding of the system cannot be chosen on Windows")
def test_system_without_utf_8(ready: Project) -> None:
    """A folder whose name the system's encoding cannot hold does not keep Python from starting."""
    done = ready.start("ualetters", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")


def test_old_python() -> None:
    """An older Python says what is needed before it does anything else."""
    old = "import runpy, sys; sys.version_info = (3, 8, 10); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", old, START], check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.8" in done.stderr


def test_grammar_of_old_python() -> None:
    """The whole file can be read by an older Python; 3.7 is the oldest that can be asked for."""
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_real_old_python() -> None:
    """So does every real older Python on this machine."""
    names = filter(shutil.which, [f"python3.{minor}" for minor in range(6, 11)])
    found = [name for name in names if subprocess.run([name, "-c", ""], check=False).returncode == 0]
    if not found:
        pytest.skip("there is no Python 3.6 to 3.10 here")
    for name in found:
        done = subprocess.run([name, START], check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 1
        assert f"and this is Python {name.removeprefix('python')}" in done.stderr
