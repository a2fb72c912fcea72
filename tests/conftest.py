"""What all tests share: the installed command, the repository's files, the golden files' update flag."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
import os
from pathlib import Path
import shutil

from hypothesis import settings
import pytest

from ualetters.cli import main

ROOT = Path(__file__).parent.parent
REQUIRE_ALL = "UALETTERS_REQUIRE_ALL"
# What a test records under this name is told at the end of the run.
REPORT = "ualetters_report"

settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites the golden files."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden letters from what is rendered now"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what tests have counted; their own output is lost when several processes run them."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, text in getattr(report, "user_properties", ()):
                if name == REPORT:
                    terminalreporter.write_line(f"\n{text}")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(autouse=True)
def _no_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings, the clock and the colours of the person who runs the tests out of them."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("SOURCE_DATE_EPOCH", "CI", "FORCE_COLOR", "COLUMNS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process: `cli("render", case, "--lang", "ru")`."""

    def run(*args: object) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        code = end.value.code
        return Outcome(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A copy of the repository's cases, free to be changed."""
    target = tmp_path / "cases"
    shutil.copytree(ROOT / "cases", target)
    return target


def need_module(name: str) -> None:
    """Skip a test without a library that it needs; where all is required it fails."""
    if find_spec(name) is None:
        reason = f"the library {name} is not installed"
        if os.environ.get(REQUIRE_ALL):
            pytest.fail(reason)
        pytest.skip(reason)


def need(command: str) -> str:
    """The path of a program that a test needs; without it the test is skipped, or fails where all is required."""
    path = shutil.which(command)
    if path is None:
        reason = f"{command} is not installed"
        if os.environ.get(REQUIRE_ALL):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
