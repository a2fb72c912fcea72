"""`batch`: every case, language and recipient; a bad case stops no other, and what was found is told at the end."""

from collections.abc import Callable
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import Outcome

from builders.batch import ON_DAY, letters, manifest, write_case, write_cases

Cli = Callable[..., Outcome]
OUT = Path("letters")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_batch_writes_what_render_writes(cli: Cli) -> None:
    """Every letter is the one that `render` makes, in the same place; stdout names what was written."""
    write_cases(Path("cases"), "one", "two")
    done = cli("batch", *ON_DAY, "--output", OUT)
    assert done.code == 0
    asked = [*ON_DAY][:-2]
    assert cli("render", "cases", *asked, "--blank", "--output", "rendered").code == 0
    assert letters(OUT) == letters(Path("rendered"))
    assert len(letters(OUT)) == 2 * 2 * 2
    assert done.out.splitlines() == [*(f"letters/{path}" for path in _in_order()), "letters/manifest.json"]
    assert "Wrote 8 letters of 2 cases" in done.err


def _in_order() -> list[str]:
    return [
        f"{case}/{code}/{recipient}.txt"
        for case in ("one", "two")
        for code in ("en", "ru")
        for recipient in ("minister", "governor")
    ]


def test_specimens_are_made_in_every_language(cli: Cli, root: Path) -> None:
    """The cases of the repository, in all languages in which they are complete; drafts and specimens are named."""
    done = cli(*("batch", root / "cases", "--lang", "all", "--format", "txt", "--date", "2013-01-20", "--jobs", 1))
    assert done.code == 0
    found = manifest(OUT)
    assert all(len(case["languages"]) == 13 for case in found["cases"].values())
    assert len(letters(OUT)) == sum(case["letters"] for case in found["cases"].values()) == 13 * 9
    assert "The case `azimov` is a specimen: do not send its letters." in done.err
    assert "The language pack `tg` is a draft" in done.err


def test_a_bad_case_stops_no_other(cli: Cli) -> None:
    """Cases that cannot be read, composed or be told apart fail; the others are written, and all problems are told."""
    cases = write_cases(Path("cases"), "good")
    write_case(cases, "broken", ("status: open", "status: perhaps"))
    write_case(cases, "gap", ("ru: {nom: Анна Орлова, gen: Анны Орловой}", "ru: {nom: Анна Орлова}"))
    (cases / "empty.yaml").write_text("", encoding="utf-8")
    write_case(cases, "twin")
    (cases / "other.yaml").write_text((cases / "twin.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    done = cli("batch", *ON_DAY)
    assert done.code == 1
    assert {path.split("/")[0] for path in letters(OUT)} == {"good"}
    assert list(manifest(OUT)["cases"]) == ["good"]
    for file in ("broken.yaml", "gap.yaml", "empty.yaml", "twin.yaml", "other.yaml"):
        assert f"cases/{file}:" in done.err
    assert "another case has the id `twin` too" in done.err
    assert "Wrote 4 letters of 1 case in" in done.err
    assert "; 5 failed." in done.err


@pytest.mark.parametrize(
    ("changes", "why", "option"),
    [
        ((("send_before: 2024-04-12", "send_before: 2024-03-10"),), "its last day was 2024-03-09", "--include-expired"),
        (
            (("cleared: {by: Urgent Action desk, date: 2024-03-01}\n", ""),),
            "nobody has cleared it",
            "--include-uncleared",
        ),
    ],
)
def test_what_is_left_out_is_no_error(cli: Cli, changes: tuple[tuple[str, str], ...], why: str, option: str) -> None:
    """A case past its deadline, or that nobody cleared, is left out and named with the option that makes it."""
    cases = write_cases(Path("cases"), "good")
    write_case(cases, "late", *changes)
    done = cli("batch", *ON_DAY)
    assert done.code == 0
    assert {path.split("/")[0] for path in letters(OUT)} == {"good"}
    assert f"cases/late.yaml: left out: {why}" in done.err
    assert option in done.err
    again = cli("batch", *ON_DAY, option)
    assert again.code == 0
    assert {path.split("/")[0] for path in letters(OUT)} == {"good", "late"}
    assert "1 unchanged" not in again.err


@pytest.mark.parametrize(
    ("status", "why"),
    [("closed", "closed"), ("superseded\nsuperseded_by: newer", "superseded by `newer`")],
)
def test_ended_cases_are_left_out(cli: Cli, status: str, why: str) -> None:
    """A folder may keep its old cases."""
    cases = write_cases(Path("cases"), "good")
    write_case(cases, "old", ("status: open", f"status: {status}"))
    done = cli("batch", *ON_DAY)
    assert done.code == 0
    assert f"cases/old.yaml: left out: {why}" in done.err
    assert {path.split("/")[0] for path in letters(OUT)} == {"good"}


def test_strict_ends_with_three(cli: Cli) -> None:
    """Under --strict a warning fails its case; warnings alone end with 3, an error with 1."""
    cases = write_cases(Path("cases"), "good")
    write_case(cases, "doubtful", ("send_before: 2024-04-12", "send_before: unknown"))
    assert cli("batch", *ON_DAY).code == 0
    done = cli("batch", *ON_DAY, "--strict")
    assert done.code == 3
    assert list(manifest(OUT)["cases"]) == ["good"]
    write_case(cases, "broken", ("status: open", "status: perhaps"))
    assert cli("batch", *ON_DAY, "--strict").code == 1


def test_reports_for_programs(cli: Cli) -> None:
    """JSON, JUnit and annotations go to stdout, with every case and what became of it."""
    cases = write_cases(Path("cases"), "good")
    write_case(cases, "broken", ("status: open", "status: perhaps"))
    write_case(cases, "old", ("status: open", "status: closed"))
    found = json.loads(cli("batch", *ON_DAY, "--report", "json").out)
    assert {case["case"]: case["state"] for case in found["cases"]} == {
        "cases/broken.yaml": "failed",
        "good": "written",
        "old": "left out",
    }
    assert [problem["path"] for problem in found["problems"]] == ["status"]
    again = json.loads(cli("batch", *ON_DAY, "--report", "json").out)
    assert {case["case"]: case["state"] for case in again["cases"]}["good"] == "unchanged"
    suite = ET.fromstring(cli("batch", *ON_DAY, "--report", "junit").out)  # noqa: S314  # our own
    assert len(suite.findall(".//testcase")) == 3
    assert len(suite.findall(".//failure")) == 1
    assert cli("batch", *ON_DAY, "--report", "github").out.startswith("::error")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--jobs", "0"), "--jobs is a number of processes"),
        (("--jobs", "many"), "--jobs is a number of processes"),
        (("--jobs", "1001"), "--jobs is a number of processes, at most 1000, or auto; not '1001'"),
        (("--jobs", "9" * 5000), "or auto; not '99999999999999999999…'"),
        (("--jobs", "٣"), "--jobs is a number of processes"),
        (("--output", ""), "no folder is named; write `letters`, say, or `.` for this folder"),
        (("--output=",), "no folder is named"),
        (("--output", " "), "no folder is named"),
        (("--scheduler", "tcp://127.0.0.1:8786"), "--scheduler is for --engine dask"),
        (("--scheduler", ""), "--scheduler is for --engine dask"),
        (("--lang", "own"), "there is no language pack 'own'"),
        (("--engine", "ray"), "there is no engine 'ray'; it is local or dask"),
        (("--output", "s3://bucket/letters"), "add --parts"),
        (("--parts", "--output", "nothing://bucket"), "cannot open `nothing://bucket`"),
        (("--layout", "din5008b"), "--layout is for printed letters"),
    ],
)
def test_wrong_usage(cli: Cli, options: tuple[str, ...], message: str) -> None:
    """What cannot be is refused before anything is written, with what to do."""
    write_cases(Path("cases"), "one")
    done = cli("batch", "--format", "txt", *options)
    assert done.code == 2
    assert message in " ".join(done.err.replace("│", " ").split())
    assert [path.name for path in Path.cwd().iterdir()] == ["cases"]


@pytest.mark.parametrize("form", ["text", "json", "junit", "github"])
def test_a_folder_that_cannot_be_written(cli: Cli, form: str) -> None:
    """The command says so, without a traceback, and to a program as it asked to be told."""
    write_cases(Path("cases"), "one")
    OUT.write_text("a file", encoding="utf-8")
    done = cli("batch", *ON_DAY, "--report", form)
    assert done.code == 1
    told = done.err if form == "text" else done.out
    assert "letters" in told
    assert "name another folder with --output" in told
