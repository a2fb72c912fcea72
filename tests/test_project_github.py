"""The workflows and the action are safe for what strangers send, and the action does what its inputs say."""

import json
from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest
from tests.conftest import need

from builders.workflows import ACTION, EXPRESSION, ROOT, WORKFLOWS, action_step, read, run_step, scripts, steps

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the command is a shell script")
# Who can open a pull request chooses these.
HOSTILE = (
    "a b",
    "$(touch x)",
    "`touch x`",
    "a; touch x",
    "a && touch x | touch x > x",
    "'; touch x #",
    '"; touch x #',
    "\\",
    "*",
    "~",
    "$HOME",
    "!!",
    "--help",
    "-",
    "${IFS}x",
    "Письма",
    "::error::x",
)


def named(paths: list[Path]) -> list[str]:
    """What the files of a test are called."""
    return [path.name for path in paths]


@pytest.mark.parametrize("path", WORKFLOWS, ids=named(WORKFLOWS))
def test_what_a_fork_can_do(path: Path) -> None:
    """A workflow runs with a token that only reads, with no secret, and never with our rights on a fork's files."""
    workflow = read(path)
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow[True])
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow["jobs"].items() if "permissions" in job or "secrets" in job] == []
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text.lower()
    assert "GITHUB_TOKEN" not in text
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


@pytest.mark.parametrize(("name", "script"), scripts())
def test_no_expression_becomes_a_script(name: str, script: str) -> None:
    """What an expression says would be run; so no script of ours has one."""
    assert EXPRESSION.findall(script) == [], name


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=named([*WORKFLOWS, ACTION]))
def test_actions_of_others(path: Path) -> None:
    """Only GitHub's own actions are used, each held to a major version, and our own from the same commit."""
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [
        name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+|\./\.github/actions/ualetters", name)
    ] == []
    majors = {name for path in [*WORKFLOWS, ACTION] for step in steps(path) if "@" in (name := step.get("uses", ""))}
    assert len({name.partition("@")[0] for name in majors}) == len(majors), "one major of each action"


def test_what_is_published() -> None:
    """Letters are made and published only of what is on main, after they were verified."""
    jobs = read(ROOT / ".github" / "workflows" / "cases.yml")["jobs"]
    assert jobs["batch"]["if"] == "github.event_name == 'push'"
    assert jobs["batch"]["needs"] == "check"
    done = [step.get("run", step.get("uses")) for step in jobs["batch"]["steps"]]
    assert done[1:] == ["./.github/actions/ualetters", "ualetters verify letters", "actions/upload-artifact@v6"]
    assert [step["with"]["command"] for job in ("check", "batch") for step in jobs[job]["steps"][1:2]] == [
        "check",
        "batch",
    ]


def test_every_input_is_used() -> None:
    """The action has the inputs that it says it has, each with a default, and each is used."""
    action = read(ACTION)
    assert set(action["inputs"]) == {
        "command",
        "paths",
        "languages",
        "formats",
        "output",
        "arguments",
        "python-version",
    }
    assert all(set(entry) == {"description", "default"} for entry in action["inputs"].values())
    used = set(EXPRESSION.findall(ACTION.read_text(encoding="utf-8")))
    assert used == {f"inputs.{name}" for name in action["inputs"]}
    assert action["runs"]["using"] == "composite"


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """What GitHub's runner sets, with a folder to work in whose name has a space."""
    for name in ("work", "temp files"):
        (tmp_path / name).mkdir()
    (tmp_path / "path").touch()
    action = tmp_path / "_actions" / "repository" / ".github" / "actions" / "ualetters"
    action.mkdir(parents=True)
    return {
        "RUNNER_TEMP": str(tmp_path / "temp files"),
        "GITHUB_PATH": str(tmp_path / "path"),
        "GITHUB_ACTION_PATH": str(action),
    }


def stand_in(path: Path, command: str) -> None:
    """A command that can be started."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    path.chmod(0o755)


def told(log: Path) -> list[list[str]]:
    """The arguments of each call of a command that writes them down."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def writes_down(log: Path) -> str:
    """A shell command that writes its arguments down."""
    code = f"import json, sys; print(json.dumps(sys.argv[1:]), file=open({str(log)!r}, 'a', encoding='utf-8'))"
    return f'"{sys.executable}" -c "{code}" "$@"'


@on_posix
def test_the_installation(tmp_path: Path, runner: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed is the checkout of the action, by a Python that imports nothing from the working folder."""
    log, temp = tmp_path / "log", Path(runner["RUNNER_TEMP"])
    stand_in(tmp_path / "programs" / "python", writes_down(log))
    for name in ("python", "ualetters"):
        stand_in(temp / "ualetters" / "bin" / name, writes_down(log))
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    for command in ("check", "batch", *HOSTILE):
        done = run_step("Install ualetters", {"command": command}, tmp_path / "work", runner)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        venv, pip = told(log)[-2:]
        assert venv == ["-I", "-m", "venv", str(temp / "ualetters")]
        assert pip[:4] == ["-I", "-m", "pip", "install"]
        checkout = runner["GITHUB_ACTION_PATH"] + "/../../.."
        assert pip[4:] == [
            "--quiet",
            "--disable-pip-version-check",
            checkout + ("[docx,fax,zh]" if command == "batch" else ""),
        ]
    assert Path(checkout).resolve() == tmp_path / "_actions" / "repository"
    # Later steps find our command, and no Python beside it.
    folders = set((tmp_path / "path").read_text(encoding="utf-8").splitlines())
    assert folders == {str(temp / "ualetters" / "command")}
    assert named(list((temp / "ualetters" / "command").iterdir())) == ["ualetters"]
    assert list((tmp_path / "work").iterdir()) == []


@on_posix
def test_hostile_inputs(tmp_path: Path, runner: dict[str, str]) -> None:
    """Every input reaches the command as it is, whatever a shell would make of it, and nothing else is run."""
    log = tmp_path / "log"
    stand_in(Path(runner["RUNNER_TEMP"]) / "ualetters" / "command" / "ualetters", writes_down(log))
    lines = "\n".join(HOSTILE)
    inputs = {
        "paths": lines,
        "languages": "ru, en\n$(touch x)",
        "formats": "*,`id`",
        "output": lines,
        "arguments": lines,
    }
    for command, more in (("check", []), ("batch", ["--format=*", "--format=`id`", f"--output={lines}"])):
        done = run_step("Run ualetters", inputs | {"command": command}, tmp_path / "work", runner)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        languages = ["--lang=ru", "--lang=en", "--lang=$(touch", "--lang=x)"]
        assert told(log)[-1] == [command, "--report=github", *languages, *more, *HOSTILE, "--", *HOSTILE]
    calls = len(told(log))
    for command in (*HOSTILE, "", "check\nbatch", "render"):
        done = run_step("Run ualetters", {"command": command}, tmp_path / "work", runner)
        assert (done.returncode, done.stderr) == (2, "")
        assert done.stdout == "::error::ualetters: the input command is neither check nor batch\n"
    assert len(told(log)) == calls
    assert list((tmp_path / "work").iterdir()) == []


@on_posix
def test_usual_inputs(tmp_path: Path, runner: dict[str, str]) -> None:
    """Without inputs the cases are checked; empty lines, Windows line ends and commas count for nothing."""
    log = tmp_path / "log"
    stand_in(Path(runner["RUNNER_TEMP"]) / "ualetters" / "command" / "ualetters", writes_down(log) + "; exit 3")
    dated = {"languages": "all", "arguments": "--date\n2013-01-20"}
    tables: list[tuple[dict[str, str], str]] = [
        ({}, "check --report=github -- cases"),
        ({"paths": "a.yaml\r\n\r\nb.yaml\r\n"}, "check --report=github -- a.yaml b.yaml"),
        (dated, "check --report=github --lang=all --date 2013-01-20 -- cases"),
        ({"command": "batch"}, "batch --report=github --output=letters -- cases"),
        (
            dated | {"command": "batch", "formats": " pdf,  txt ", "output": "out"},
            "batch --report=github --lang=all --format=pdf --format=txt --output=out --date 2013-01-20 -- cases",
        ),
    ]
    for inputs, expected in tables:
        done = run_step("Run ualetters", inputs, tmp_path / "work", runner)
        assert done.returncode == 3
        assert told(log)[-1] == expected.split()


@on_posix
def test_the_action_checks_cases(cases: Path, tmp_path: Path, runner: dict[str, str]) -> None:
    """The step gives annotations and a summary of the cases, and fails for a broken one."""
    command = Path(sys.executable).parent / "ualetters"
    stand_in(Path(runner["RUNNER_TEMP"]) / "ualetters" / "command" / "ualetters", f'exec "{command}" "$@"')
    job_summary = tmp_path / "summary.md"
    environment = runner | {"GITHUB_STEP_SUMMARY": str(job_summary)}
    inputs = {"arguments": "--date\n2013-01-20"}
    done = run_step("Run ualetters", inputs, cases.parent, environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(re.match("::(warning|notice) file=cases/", line) for line in done.stdout.splitlines())
    assert "### ualetters: 2 cases, 0 errors, 5 warnings, 2 notes" in job_summary.read_text(encoding="utf-8")
    (cases / "-l.yaml").write_text("format: 2\n", encoding="utf-8")
    done = run_step("Run ualetters", inputs | {"paths": "-l.yaml"}, cases, environment)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=-l.yaml,line=1,col=")
    assert job_summary.read_text(encoding="utf-8").count("### ualetters") == 2


def test_the_schemas_of_github() -> None:
    """The workflows and the action have the form that GitHub describes."""
    checker = need("check-jsonschema")
    for kind, files in (("github-workflows", WORKFLOWS), ("github-actions", [ACTION])):
        schema = f"vendor.{kind}"
        done = subprocess.run(
            [checker, "--builtin-schema", schema, *files], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout


def test_actionlint() -> None:
    """The linter for workflows finds nothing."""
    linter = shutil.which("actionlint")
    if linter is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run([linter, *WORKFLOWS], check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["Install ualetters", "Run ualetters"])
def test_shellcheck(tmp_path: Path, name: str) -> None:
    """The linter for shell scripts finds nothing in the scripts of the action."""
    linter = need("shellcheck")
    script = tmp_path / "script.sh"
    script.write_text(f"#!/usr/bin/env bash\n{action_step(name)['run']}", encoding="utf-8")
    done = subprocess.run([linter, script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
