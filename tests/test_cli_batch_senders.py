"""`batch --senders`: every letter for every one of many, equal to what `render` makes for each of them."""

from collections.abc import Callable, Iterable
from io import BytesIO
import json
from pathlib import Path
import shutil
import signal
from zipfile import ZipFile

import pytest
from tests.conftest import Outcome

from builders.batch import letters, manifest, present, write_case, write_cases
from builders.batch_process import Started, assert_same, assert_whole, count, inodes, noted, posix_only, run
from builders.senders import PEOPLE, WRITERS, Profile, as_csv, written

Cli = Callable[..., Outcome]
OUT = Path("letters")
DAY = ("--date", "2024-03-10", "--lang", "en", "--lang", "ru")
ASKED = (*DAY, "--format", "txt", "--jobs", 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cases in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    write_cases(Path("cases"), "one", "two")
    return tmp_path


def without_ids(people: Iterable[Profile]) -> list[Profile]:
    """The same people, whose letters are named after their rows."""
    return [{key: value for key, value in person.items() if key != "id"} for person in people]


@pytest.mark.parametrize(
    ("kind", "is_named"), [("csv", True), ("csv", False), ("jsonl", True), ("parquet", False), ("parquet", True)]
)
def test_each_gets_what_render_makes(cli: Cli, folder: Path, kind: str, *, is_named: bool) -> None:
    """In every kind of file, with ids of their own or named after rows."""
    formats = [part for name in ("txt", "pdf", "eml") for part in ("--format", name)]
    people = PEOPLE if is_named else without_ids(PEOPLE)
    path = written(folder, WRITERS[kind](people), f"senders.{kind}")
    done = cli("batch", *DAY, *formats, "--jobs", 1, "--senders", path)
    assert done.code == 0, done.err
    expected = {}
    for number, person in enumerate(PEOPLE, start=1):
        name = person["id"] if is_named else f"{number:04}"
        Path("sender.yaml").write_text(json.dumps(without_ids([person])[0]), encoding="utf-8")
        rendered = cli("render", "cases", *DAY, *formats, "--sender", "sender.yaml", "--output", "rendered")
        assert rendered.code == 0, rendered.err
        for place, content in present(Path("rendered")).items():
            where, _, ending = place.partition(".")
            expected[f"{where}/{name}.{ending}"] = content
        shutil.rmtree("rendered")
    # What a sender cannot read is explained to them by `render` alone.
    expected = {place: content for place, content in expected.items() if not place.endswith(".own.txt")}
    assert len(expected) == 3 * 2 * 2 * 5
    assert letters(OUT) == expected
    assert f"Wrote {3 * 2 * 2 * 2} letters of 2 cases" in done.err
    again = cli("batch", *DAY, *formats, "--jobs", 2, "--senders", path)
    assert (again.code, again.out) == (0, "")
    assert "2 unchanged" in again.err


@pytest.mark.parametrize("parts", [(), ("--parts",)])
def test_a_bad_row(cli: Cli, folder: Path, parts: tuple[str, ...]) -> None:
    """It is told with line and column and not with what it says; all others get letters; it goes on to fail."""
    good = written(folder, as_csv(PEOPLE), "good.csv")
    cli("batch", *ASKED, *parts, "--senders", good, "--output", "good")
    bad = {"id": "bad", "name": "Zyx", "country": "Zyxland"}
    data = as_csv([PEOPLE[0], bad, *PEOPLE[1:]])
    path = written(folder, data)
    # An address and a paragraph take lines of their own.
    line = data[: data.index(b"bad,")].count(b"\n") + 1
    for _ in range(2):
        done = cli("batch", *ASKED, *parts, "--senders", path)
        assert done.code == 1
        assert f"senders.csv:{line}:1: country: error: " in done.err
        assert "Zyx" not in done.err
        assert "Wrote 24 letters of 2 cases in " in done.err
        assert "; 2 failed." in done.err
        assert people_in(OUT) == people_in(Path("good"))
    assert all(case["refused"] == 1 for case in manifest(OUT)["cases"].values())
    found = json.loads(cli("batch", *ASKED, *parts, "--senders", path, "--report", "json").out)
    assert [(one["file"], one["line"], one["path"]) for one in found["problems"] if one["severity"] == "error"] == [
        ("senders.csv", line, "country")
    ]
    written(folder, as_csv(PEOPLE))
    assert cli("batch", *ASKED, *parts, "--senders", path).code == 0


def people_in(folder: Path) -> dict[str, bytes]:
    """Every letter below a folder or in the parts there."""
    found: dict[str, bytes] = {}
    for path, content in letters(folder).items():
        if path.endswith(".zip"):
            with ZipFile(BytesIO(content)) as part:
                found |= {name: part.read(name) for name in part.namelist()}
        else:
            found[path] = content
    return found


def test_a_sender_in_a_country_of_the_case(cli: Cli, folder: Path) -> None:
    """They are refused at their row, and nobody else is; --accept-risk takes them."""
    path = written(folder, as_csv([*without_ids(PEOPLE)[1:], {"name": "Zyx", "country": "RU"}]))
    done = cli("batch", *ASKED, "--senders", path)
    assert done.code == 1
    assert "senders.csv:4:1: error: " in done.err
    assert "--accept-risk" in done.err
    assert "Zyx" not in done.err
    assert len(letters(OUT)) == 2 * 2 * 2 * 2
    assert cli("batch", *ASKED, "--senders", path).code == 1
    assert cli("batch", *ASKED, "--senders", path, "--accept-risk").code == 0
    assert len(letters(OUT)) == 3 * 2 * 2 * 2


def test_a_case_that_nobody_can_write(cli: Cli, folder: Path) -> None:
    """It is told once and at its own place, not at every row; under --strict too, with its exit code."""
    path = written(folder, as_csv(without_ids(PEOPLE)))
    write_case(folder / "cases", "two", ("ru: {nom: Анна Орлова, gen: Анны Орловой}", "ru: {nom: Анна Орлова}"))
    done = cli("batch", *ASKED, "--senders", path)
    assert done.code == 1
    assert "cases/two.yaml:" in done.err
    assert "senders.csv" not in done.err
    assert list(manifest(OUT)["cases"]) == ["one/1-3"]
    write_case(folder / "cases", "two", ("send_before: 2024-04-12", "send_before: unknown"))
    done = cli("batch", *ASKED, "--senders", path, "--strict")
    assert done.code == 3
    assert done.err.count("the deadline is unknown") == 1
    assert list(manifest(OUT)["cases"]) == ["one/1-3"]


def test_a_case_and_a_row_that_are_wrong(cli: Cli, folder: Path) -> None:
    """Both are told, each where it is."""
    path = written(folder, as_csv([{"name": "Ada", "country": "RU"}, {"name": "Bo", "country": "Nowhere"}]))
    write_case(folder / "cases", "two", ("ru: {nom: Анна Орлова, gen: Анны Орловой}", "ru: {nom: Анна Орлова}"))
    done = cli("batch", "cases/two.yaml", *ASKED, "--senders", path, "--accept-risk")
    assert done.code == 1
    assert "cases/two.yaml:" in done.err
    assert "senders.csv:3:1: country: error" in done.err


def test_parts_hold_the_same_letters(cli: Cli, folder: Path) -> None:
    """The archives hold what stands there without --parts, divided by rows, and are known again."""
    write_cases(folder / "cases", "one")
    people = [{"name": f"Sender {number}", "country": "DE"} for number in range(520)]
    path = written(folder, as_csv(people))
    cli("batch", "cases/one.yaml", *ASKED, "--senders", path, "--output", "files")
    done = cli("batch", "cases/one.yaml", *ASKED, "--senders", path, "--parts")
    assert done.code == 0
    assert [name.rpartition("-")[0] for name in sorted(letters(OUT))] == [
        f"one/part-{first:07}-{last:07}" for first, last in ((1, 250), (251, 500), (501, 520))
    ]
    assert people_in(OUT) == letters(Path("files"))
    assert len(people_in(OUT)) == 520 * 4
    kept = inodes(OUT, letters(OUT))
    (OUT / "manifest.json").unlink()
    again = cli("batch", "cases/one.yaml", *ASKED, "--senders", path, "--parts")
    assert again.code == 0
    assert inodes(OUT, kept) == kept
    assert "0 letters" in again.err


def test_a_changed_file(cli: Cli, folder: Path) -> None:
    """Everybody's letters are made anew; those of who is gone are left over until --prune removes them."""
    path = written(folder, as_csv(PEOPLE))
    cli("batch", *ASKED, "--senders", path)
    changed = {**PEOPLE[0], "name": "Ada Another"}
    written(folder, as_csv([changed, PEOPLE[1]]))
    done = cli("batch", *ASKED, "--senders", path)
    assert done.code == 0
    assert "Ada Another" in letters(OUT)["one/en/minister/ada.txt"].decode()
    assert "Left from earlier runs: 8 files" in done.err
    assert len(letters(OUT)) == 3 * 8
    pruned = cli("batch", *ASKED, "--senders", path, "--prune")
    assert "Removed 8 files" in pruned.err
    assert {name.rpartition("/")[2] for name in letters(OUT)} == {"ada.txt", "bo-2.txt"}


ENTRY = "justice:\n  office: {kind: minister, en: %s}\n  country: RU\n  sources: [a test]\n  verified: 2024-03-01\n"


def test_a_directory_in_parts(cli: Cli, folder: Path) -> None:
    """A part is made anew when the directory has changed, also by a program that runs on, whatever its name says."""
    write_case(
        folder / "cases",
        "one",
        (
            "office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}",
            "use: justice\n    address: {latin: [Moscow]}",
        ),
        ("    address: {latin: [Moscow]}\n  governor", "  governor"),
    )
    offices = folder / "cases" / "directory" / "offices.yaml"
    offices.parent.mkdir()
    asked = ("batch", "cases/one.yaml", "--date", "2024-03-10", "--lang", "en", "--format", "txt", "--parts")
    parts: dict[str, str] = {}
    for title in ("Justice", "Secretary"):
        offices.write_text(ENTRY % title, encoding="utf-8")
        done = cli(*asked)
        assert done.code == 0, done.err
        (parts[title],) = set(letters(OUT)) - set(parts.values())
    assert b"Secretary" in (OUT / parts["Secretary"]).read_bytes()
    # As if the directory had been changed after the part was named.
    shutil.copyfile(OUT / parts["Justice"], OUT / parts["Secretary"])
    (OUT / "manifest.json").unlink()
    cli(*asked)
    assert b"Secretary" in (OUT / parts["Secretary"]).read_bytes()


@pytest.mark.parametrize("variable", ["true", "1"])
def test_a_ci_server(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """Personal data is taken there only if somebody says so."""
    path = written(folder, as_csv(PEOPLE))
    monkeypatch.setenv("CI", variable)
    done = cli("batch", *ASKED, "--senders", path)
    assert done.code == 2
    assert "--allow-personal-data" in done.err
    assert not OUT.exists()
    assert cli("batch", *ASKED).code == 0
    assert cli("batch", *ASKED, "--senders", path, "--allow-personal-data").code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [("name,country\n", "the file has no rows"), ("id,name\n1,Ada\n", "country"), (None, "cannot read the file")],
)
def test_a_file_that_is_refused(cli: Cli, folder: Path, content: str | None, message: str) -> None:
    """Nothing is written, and what stands there stays."""
    path = str(folder / "senders.csv") if content is None else written(folder, content)
    cli("batch", *ASKED)
    before = present(OUT)
    done = cli("batch", *ASKED, "--senders", path)
    assert done.code == 1
    assert "senders.csv" in done.err
    assert message in done.err
    assert present(OUT) == before


@posix_only
@pytest.mark.parametrize("parts", [(), ("--parts",)])
def test_killed_and_gone_on_with(folder: Path, parts: tuple[str, ...]) -> None:
    """What stood whole is not made again, and the end equals that of a run that nobody killed."""
    people = [{"name": f"Sender {number}", "country": "DE"} for number in range(501)]
    written(folder, as_csv(people))
    command = ("batch", *DAY[:4], "--format", "txt", *parts, "--senders", "senders.csv", "--jobs", 2, "--output")
    assert run(folder, *command, "clean").code == 0
    out, clean = folder / "killed", folder / "clean"
    with Started(folder, *command, "killed") as started:
        assert started.until(lambda: (out.exists() and (parts and count(out))) or noted(out))
        started.signal(signal.SIGKILL, whole_group=True)
        started.end()
    assert_whole(out, clean)
    known = inodes(out, noted(out) or letters(out))
    assert known
    last = run(folder, *command, "killed")
    assert last.code == 0, last.err
    assert_same(out, clean)
    assert inodes(out, known) == known


@posix_only
@pytest.mark.parametrize("parts", [(), ("--parts",)])
def test_changed_while_letters_are_made(folder: Path, parts: tuple[str, ...]) -> None:
    """Nobody is told that all is well; whatever the file is afterwards, the letters are those of its people."""
    people = [{"name": f"Sender {number}", "country": "DE"} for number in range(501)]
    path = Path(written(folder, as_csv(people)))
    before, after = as_csv(people), as_csv([{**one, "name": one["name"].replace("S", "R")} for one in people])
    asked = ("batch", *DAY[:4], "--format", "txt", *parts, "--senders", path.name, "--jobs", 1, "--output")
    assert run(folder, *asked, "clean").code == 0
    with Started(folder, *asked, "letters") as started:
        assert started.until(lambda: OUT.exists() and count(OUT))
        started.signal(signal.SIGSTOP, whole_group=True)
        path.write_bytes(after)
        started.signal(signal.SIGCONT, whole_group=True)
        done = started.end()
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "--senders: error: this was changed while letters were made from it\n    → run the same batch again\n"
    )
    assert not (OUT / "manifest.json").exists()
    path.write_bytes(before)
    assert run(folder, *asked, "letters").code == 0
    assert letters(OUT) == letters(folder / "clean")


@posix_only
def test_who_is_gone_when_a_killed_run_is_gone_on_with(folder: Path) -> None:
    """Letters that no manifest ever named are known as left over all the same, and can be removed."""
    people = [{"id": f"p{number}", "name": "Ada Example", "country": "DE"} for number in range(300)]
    written(folder, as_csv(people))
    command = ("batch", *ASKED, "--senders", "senders.csv", "--output", "killed")
    with Started(folder, *command) as started:
        assert started.until(lambda: noted(folder / "killed"))
        started.signal(signal.SIGKILL, whole_group=True)
        started.end()
    gone = {path for path in noted(folder / "killed") if path.endswith("/p0.txt")}
    assert gone <= letters(folder / "killed").keys()
    written(folder, as_csv(people[1:2]))
    last = run(folder, *command, "--prune")
    assert last.code == 0, last.err
    assert gone
    assert not gone & letters(folder / "killed").keys()
    assert run(folder, "verify", "killed").code == 0
