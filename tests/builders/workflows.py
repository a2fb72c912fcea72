"""The workflows and the action of this repository, and their scripts run as GitHub runs them."""

from collections.abc import Iterator, Mapping
import os
from pathlib import Path
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
ACTION = ROOT / ".github" / "actions" / "ualetters" / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def read(path: Path) -> Any:  # noqa: ANN401  # the shape is what the tests are about
    """The content of a YAML file; PyYAML reads the key `on` as true."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow or an action."""
    content = read(path)
    for job in content["jobs"].values() if "jobs" in content else [content["runs"]]:
        yield from job["steps"]


def scripts() -> list[tuple[str, str]]:
    """Every script of every workflow and of the action, with the name of its file."""
    return [(path.name, step["run"]) for path in (*WORKFLOWS, ACTION) for step in steps(path) if "run" in step]


def action_step(name: str) -> dict[str, Any]:
    """A step of the action."""
    (found,) = [step for step in steps(ACTION) if step.get("name") == name]
    return found


def run_step(
    name: str, inputs: Mapping[str, str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a step of the action with Bash, its variables filled in from the inputs as GitHub does.

    Args:
        name: The step.
        inputs: What the workflow passes; for the rest the defaults of the action hold.
        folder: Where it runs.
        environment: What the runner sets beside them.
    """
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    step = action_step(name)
    given = {key: entry["default"] for key, entry in read(ACTION)["inputs"].items()} | dict(inputs)
    asked = {}
    for variable, value in step["env"].items():
        found = EXPRESSION.fullmatch(value)
        assert found is not None, value
        asked[variable] = given[found[1].removeprefix("inputs.")]
    script = folder.parent / f"{name}.sh"
    script.write_text(step["run"], encoding="utf-8")
    # How GitHub calls it for `shell: bash`.
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=folder,
        env={**os.environ, **environment, **asked},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
