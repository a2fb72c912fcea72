"""What `check` tells programs: JSON, annotations and a summary for GitHub, JUnit XML, each on the right stream."""

from collections.abc import Callable
import errno
import json
import os
from pathlib import Path
import re
import sys
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import Outcome

from builders.hostile import case
from builders.reports import HOSTILE, steers, workflow_commands

Run = Callable[..., Outcome]
DAY = ("--date", "2013-01-20")
DUE = ("--date", "2013-01-28")
FORMS = ("text", "json", "github", "junit")


@pytest.fixture
def here(cases: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that has the cases, in which the command is run; no build server has asked for a summary."""
    monkeypatch.chdir(cases.parent)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return Path("cases")


@pytest.fixture
def job_summary(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that GitHub shows as the summary of a step."""
    assert here == Path("cases")
    file = tmp_path / "step-summary.md"
    file.touch()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def broken(here: Path, count: int = 1) -> None:
    """Cases with an error each, beside the two specimens."""
    for number in range(count):
        text = (here / "azimov.yaml").read_text(encoding="utf-8")
        text = re.sub("(?m)^id: azimov$", f"id: broken-{number}", text)
        text = re.sub("(?m)^countries: .*$", "countries: [Russia]", text)
        (here / f"broken-{number}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("args", "count", "code"), [((), 0, 0), (("--strict",), 0, 3), (("--strict",), 1, 1)])
def test_exit_codes(cli: Run, here: Path, *, form: str, args: tuple[str, ...], count: int, code: int) -> None:
    """The exit code is the same in every form of report."""
    broken(here, count)
    shown = cli("check", here, *DAY, *args, "--report", form)
    assert shown.code == code
    assert bool(shown.err) == (form == "text")


def test_json(cli: Run, here: Path) -> None:
    """The JSON report has the same problems as the text, sorted by place, and every case."""
    (here / "broken.yaml").write_text("format: 2\nid: Сase\n", encoding="utf-8")
    shown, text = cli("check", here, *DAY, "--report", "json"), cli("check", here, *DAY)
    assert (shown.code, shown.err) == (1, "")
    problems = json.loads(shown.out)["problems"]
    assert problems == sorted(problems, key=lambda row: (row["file"], row["line"], row["column"], row["path"]))
    lines = [line for line in text.err.splitlines() if not line.startswith(("    →", "Checked"))]
    for row, line in zip(problems, lines, strict=True):
        position = f":{row['line']}:{row['column']}" if row["line"] else ""
        path = f"{row['path']}: " if row["path"] else ""
        assert line == f"{row['file']}{position}: {path}{row['severity']}: {row['message']}"
    found = [(one["case"], one["file"], one["state"], one["warnings"]) for one in json.loads(shown.out)["cases"]]
    assert found == [
        ("azimov", "cases/azimov.yaml", "checked", 3),
        ("cases/broken.yaml", "cases/broken.yaml", "failed", 0),
        ("kasymakhunov", "cases/kasymakhunov.yaml", "checked", 2),
    ]


def test_json_of_nothing(cli: Run, here: Path) -> None:
    """A report without problems is a report."""
    file = here / "kasymakhunov.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(', inferred: "the document says', ', infered: "the document says'), encoding="utf-8")
    assert [row["path"] for row in json.loads(cli("check", file, "--report", "json").out)["problems"]] == [
        "concerns[0].date.inferred",
        "concerns[0].date.infered",
    ]
    file.write_text(re.sub(r"\{value: (\S+), inferred: .*\}", r"\1", text), encoding="utf-8")
    shown = cli("check", file, *DAY, "--report", "json")
    assert (shown.code, json.loads(shown.out)["problems"], shown.err) == (0, [], "")


def test_github(cli: Run, here: Path) -> None:
    """The report for GitHub is a workflow command for each problem."""
    shown = cli("check", here / "kasymakhunov.yaml", *DUE, "--report", "github")
    assert (shown.code, shown.err) == (0, "")
    warning, notice = shown.out.splitlines()
    file, line, column = "file=cases/kasymakhunov.yaml", r"line=\d+", r"col=\d+"
    assert re.fullmatch(
        rf"::warning {file},{line},{column}::send_before: the deadline has passed; the last day was 2013-01-27"
        r"%0Acheck with your section office before you send anything",
        warning,
    )
    assert re.fullmatch(rf"::notice {file},{line},{column}::concerns\[0\].date: the date 2012-12-14 is .*", notice)


def test_more_than_github_shows(cli: Run, here: Path) -> None:
    """What GitHub has no room to show stands in the log, and an annotation says so."""
    broken(here, 12)
    shown = cli("check", here, *DAY, "--report", "github")
    assert shown.out.count("::error file=") == 9
    assert shown.out.splitlines()[-1] == "::error::3 more errors: read the log of this step"
    left_out = [line for line in shown.err.splitlines() if not line.startswith("    →")]
    assert len(left_out) == 3
    annotated = set(re.findall("::error file=([^,]+)", shown.out))
    assert not annotated & {line.partition(":")[0] for line in left_out}


def test_the_job_summary(cli: Run, here: Path, job_summary: Path) -> None:
    """On GitHub the whole report is added to what the step has said before, in UTF-8."""
    job_summary.write_text("Said before – без перевода строки", encoding="utf-8")
    broken(here, 12)
    shown = cli("check", here, *DAY, "--report", "github")
    assert shown.code == 1
    assert shown.out.splitlines()[-1] == "::error::3 more errors: read the job summary"
    before, heading, rest = job_summary.read_text(encoding="utf-8").partition("\n\n### ")
    assert (before, heading) == ("Said before – без перевода строки", "\n\n### ")
    assert rest.startswith("ualetters: 14 cases, 12 errors, ")
    assert rest.count("<td>error</td>") == 12
    assert rest.index("broken-0") < rest.index("<code>azimov</code>")
    for form in ("text", "json", "junit"):
        size = job_summary.stat().st_size
        cli("check", here, *DAY, "--report", form)
        assert job_summary.stat().st_size == size


def test_a_summary_that_is_nearly_full(cli: Run, here: Path, job_summary: Path) -> None:
    """What other commands have said counts towards the room that GitHub gives a step."""
    room = 1024 * 1024
    for used in (room - 900, room - 3, room, room + 5):
        job_summary.write_bytes(b"x" * used)
        assert cli("check", here, *DAY, "--report", "github").code == 0
        assert job_summary.stat().st_size <= max(room, used)
        assert ("### ualetters" in job_summary.read_text(encoding="utf-8")) == (used == room - 900)


@pytest.mark.parametrize("kind", ["folder", "full"])
def test_a_summary_that_cannot_be_written(
    cli: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The annotations are there all the same, the problem is told, and the exit code is that of a failed disk."""
    if kind == "full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    file, reason = (tmp_path, errno.EISDIR) if kind == "folder" else (Path("/dev/full"), errno.ENOSPC)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    shown = cli("check", here / "kasymakhunov.yaml", *DUE, "--report", "github")
    assert shown.code == 74
    assert shown.out.count("::warning ") == 1
    if kind == "folder" and sys.platform == "win32":
        reason = errno.EACCES
    said = {errno.EISDIR: "is a directory", errno.ENOSPC: "no space left on device", errno.EACCES: "permission denied"}
    assert shown.err.splitlines() == [
        f"{file}: error: the job summary cannot be written: {said[reason]}",
        "    → let GITHUB_STEP_SUMMARY name a file that can be written, or unset it",
    ]


def test_junit(cli: Run, here: Path) -> None:
    """Each case is a test; what cases contradict each other in belongs to both, and the directory is one more."""
    offices = here / "directory" / "offices.yaml"
    text = offices.read_text(encoding="utf-8")
    offices.write_text(text + "\nnobody: {country: Nowhere}\n", encoding="utf-8")
    broken(here)
    shown = cli("check", here, *DAY, "--report", "junit")
    assert (shown.code, shown.err) == (1, "")
    (suite,) = ET.fromstring(shown.out)  # noqa: S314  # it is our own
    assert [(test.get("name"), [part.tag for part in test]) for test in suite] == [
        ("azimov", ["system-out"]),
        ("cases/broken-0.yaml", ["failure"]),
        ("kasymakhunov", ["system-out"]),
        ("cases/directory/offices.yaml", ["failure"]),
    ]
    assert "is addressed as `Dear Head of the Investigation Committee` here" in str(suite[0][0].text)
    # Unlike the ids of the cases, each of these is in the report of JSON as well.
    paths = {row["file"] for row in json.loads(cli("check", here, *DAY, "--report", "json").out)["problems"]}
    assert paths == {test.get("classname") for test in suite}


@pytest.mark.parametrize("form", FORMS)
def test_a_broken_pack(cli: Run, here: Path, tmp_path: Path, form: str) -> None:
    """What is wrong with a template root of one's own is told with its place, in the form that was asked for."""
    (tmp_path / "own" / "ru").mkdir(parents=True)
    (tmp_path / "own" / "ru" / "language.yaml").write_text("status: signed\n", encoding="utf-8")
    shown = cli("check", here, "--templates", tmp_path / "own", "--report", form)
    assert shown.code == 1
    said, silent = (shown.err, shown.out) if form == "text" else (shown.out, shown.err)
    assert silent == ""
    assert "unknown status `signed`" in said
    assert str(Path("own", "ru", "language.yaml")).replace("\\", "/") in said.replace("\\\\", "/").replace("\\", "/")
    if form == "json":
        assert json.loads(said)["cases"] == []
    if form == "junit":
        assert ET.fromstring(said)[0].get("failures") == "1"  # noqa: S314  # it is our own


@pytest.mark.parametrize("form", FORMS)
def test_a_protected_id(cli: Run, here: Path, tmp_path: Path, job_summary: Path, form: str) -> None:
    """A case whose id holds a protected word is called by its file, which the user has named."""
    words = tmp_path / "words"
    words.write_text("Orlova\n", encoding="utf-8")
    (here / "one.yaml").write_text(case(id="anna-orlova"), encoding="utf-8")
    shown = cli("check", here / "one.yaml", "--date", "2024-03-10", "--protect", words, "--report", form)
    assert shown.code == 1
    said = shown.out + shown.err + job_summary.read_text(encoding="utf-8")
    assert "a protected word stands here" in said
    assert "orlova" not in said.casefold()


def test_strangers_cases(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases by strangers are text in every form of report, and nothing of them is a command."""
    job_summary = tmp_path / "step-summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(job_summary))
    (tmp_path / "strangers").mkdir()
    monkeypatch.chdir(tmp_path / "strangers")
    for number, text in enumerate(HOSTILE):
        changes = {"id": text, "status": text, text: "x", "facts": [{"text": {"en": f"Seen {text} there."}}]}
        Path(f"{number}.yaml").write_text(case(**changes), encoding="utf-8")
        if sys.platform != "win32":
            name = text.replace("/", "-").replace("\0", "-").encode("utf-8", "surrogatepass")
            Path(os.fsdecode(name)[:60] + ".yaml").write_text("format: 1\n", encoding="utf-8")
    count = len(list(Path().iterdir()))
    shown = {form: cli("check", ".", "--date", "2024-03-10", "--report", form) for form in FORMS}
    markdown = job_summary.read_text(encoding="utf-8")
    assert {one.code for one in shown.values()} == {1}
    for text in (*(one.out + one.err for one in shown.values()), markdown):
        assert steers(text) == []
        assert {name for name, _, _ in workflow_commands(text.splitlines())} <= {"error", "warning", "notice"}
        assert len(text) > 1_000
    problems = json.loads(shown["json"].out)["problems"]
    assert len(problems) > 3 * count
    (suite,) = ET.fromstring(shown["junit"].out)  # noqa: S314  # it is our own
    assert {test.tag for test in suite} == {"testcase"}
    assert suite.get("tests") == suite.get("failures") == str(len(suite)) == str(count)
    assert markdown.count("<tr>") == 2 + count + len(problems)
    errors = sum(problem["severity"] == "error" for problem in problems)
    commands = list(workflow_commands(shown["github"].out.splitlines()))
    assert f"{errors - 9} more errors: read the job summary" in [message for _, _, message in commands]
    assert len(commands) <= 30
