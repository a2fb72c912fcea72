"""`batch --senders`: whatever goes wrong, nothing of a sender and no protected word is told, noted or left behind."""

from collections.abc import Iterator
from contextlib import suppress
import hashlib
import json
import os
from pathlib import Path
import re
import signal
from zipfile import ZipFile

import pypdf
import pytest
from tests.conftest import Outcome

from builders.batch import letters, manifest, write_case, write_cases
from builders.batch_process import JOURNAL, Started, count, noted, posix_only, run
from builders.senders import CANARY, WRITERS, Profile, as_csv, written

OUT = "letters"
SUMMARY = "summary.md"
ASKED = ("batch", "--date", "2024-03-10", "--lang", "en", "--senders", "senders.csv", "--output", OUT)
TEXT = (*ASKED, "--format", "txt")
# Whatever a program that goes wrong may log.
LOGGING = "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.captureWarnings(True)\n"
PERSON: Profile = {
    "name": f"{CANARY} Name",
    "country": "DE",
    "address": [f"{CANARY} Street 1", "10115 Berlin"],
    "email": f"{CANARY}@example.org",
    "phone": "+49 30 90182077",
    "occupation": f"{CANARY} occupation",
    "personal": {"en": f"{CANARY} teaches."},
}
# Each of them is wrong in another way.
WRONG: list[Profile] = [
    {"country": CANARY},
    {"country": ""},
    {"email": f"{CANARY} at example.org"},
    {"phone": f"{CANARY} 9018207"},
    {"privacy": CANARY},
    {"languages": [CANARY]},
    {"name": f"{CANARY}\x00"},
    {"name": CANARY * 1000},
    {"occupation": f"{CANARY}\u202e"},
    {"personal": {"en": f"{{{{ {CANARY} }}}}", "xx": CANARY}},
    {"address": [f"{CANARY} {number}" for number in range(60)]},
    {"country": "RU"},
]
# As it may be written: in any case, and the number with whatever between its digits.
_TOLD = re.compile(rf"{CANARY}|9\W?0\W?1\W?8\W?2\W?0\W?7", re.IGNORECASE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    write_cases(tmp_path / "cases", "one")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def made(folder: Path, *args: object, most: int | None = None) -> Outcome:
    """What a command comes to that logs whatever it can, with a job summary and a folder for temporary files."""
    return run(folder, *args, before=LOGGING, more=_variables(folder), most=most)


def _variables(folder: Path) -> dict[str, str]:
    folders = {"GITHUB_STEP_SUMMARY": str(folder / SUMMARY), "TMPDIR": str(folder / "temporary")}
    return folders | {"PYTHONWARNINGS": "default"}


def assert_nothing_is_told(folder: Path, *done: Outcome) -> None:
    """Nothing of a sender is anywhere but in letters."""
    told = {f"stdout {number}": one.out for number, one in enumerate(done)}
    told |= {f"stderr {number}": one.err for number, one in enumerate(done)}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        told[f"name {name}"] = name
        if path.is_file() and not _may_hold(name):
            told[name] = path.read_bytes().decode("utf-8", "replace")
    for file in folder.rglob("*.zip"):
        with ZipFile(file) as part:
            told[f"part {file}"] = f"{part.namelist()} {part.comment!r} {[one.extra for one in part.infolist()]}"
    assert {where for where, text in told.items() if _TOLD.search(text)} == set()


def _may_hold(name: str) -> bool:
    """Whether a file is one of senders, or a letter."""
    is_letter = name.startswith((f"{OUT}/one/", f"{OUT}/.ualetters-staging"))
    return is_letter or name.partition("/")[0].startswith(("senders", "case-file"))


def test_what_would_be_found(folder: Path) -> None:
    """The search finds what it is to find: the comparison is not of nothing."""
    written(folder, as_csv([PERSON]))
    done = made(folder, *TEXT)
    assert done.code == 0, done.err
    letter = (folder / OUT / "one/en/minister/0001.txt").read_text(encoding="utf-8")
    assert len(_TOLD.findall(letter)) >= 5
    with pytest.raises(AssertionError, match="stdout 0"):
        assert_nothing_is_told(folder, Outcome(0, "zyxCANARYq", ""))
    with pytest.raises(AssertionError, match="stderr 0"):
        assert_nothing_is_told(folder, Outcome(0, "", "+49-30-901-820-77"))
    (folder / "temporary" / "x").write_text(CANARY, encoding="utf-8")
    with pytest.raises(AssertionError, match="temporary/x"):
        assert_nothing_is_told(folder)


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_bad_rows(folder: Path, form: str) -> None:
    """In any report, of any kind of mistake; those of the letters that could be made are there."""
    written(folder, as_csv([PERSON, *({**PERSON, **wrong} for wrong in WRONG)]))
    done = made(folder, *TEXT, "--report", form)
    assert done.code == 1
    assert len({int(line) for line in re.findall(r"senders\.csv\D{1,40}(\d+)", done.err + done.out)}) >= len(WRONG) - 1
    assert_nothing_is_told(folder, done)
    assert set(letters(folder / OUT)) >= {"one/en/minister/0001.txt"}
    assert (folder / SUMMARY).exists() == (form == "github")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("senders.csv", f"{CANARY} Name,DE,{CANARY} Street\nname,DE,country\n"),
        ("senders.csv", f"id,name,country\n{CANARY}!,Ada,DE\n{CANARY},Bo,DE\n"),
        ("senders.csv", f"id,name,country\nada,{CANARY},DE\nada,{CANARY},DE\n"),
        ("senders.csv", f'name,country\n"{CANARY},DE\n'),
        ("senders.csv", f"{CANARY}\n"),
        ("senders.csv", f"name,country\n{CANARY},DE,{CANARY},{CANARY}\n"),
        ("senders.jsonl", f'{{"name": "{CANARY}", "country": \n["{CANARY}"]\n"{CANARY}"\n'),
        ("senders.jsonl", f'{{"name": {{"{CANARY}": 1}}, "country": "DE"}}\n{{"name": ["{CANARY}"]}}\n'),
        ("senders.parquet", f"PAR1{CANARY}PAR1"),
    ],
)
def test_bad_files(folder: Path, name: str, content: str) -> None:
    """Of a file that cannot be read nothing is repeated."""
    written(folder, content, name)
    command = [name if part == "senders.csv" else part for part in TEXT]
    done = made(folder, *command, "--report", "json")
    assert done.code == 1
    assert name in done.out + done.err
    assert_nothing_is_told(folder, done)


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_bad_rows_of_other_kinds(folder: Path, kind: str) -> None:
    """Rows of JSON and Parquet that are wrong, in parts and in several processes."""
    wrong = [one for one in WRONG if "personal" not in one] if kind == "parquet" else WRONG
    written(folder, WRITERS[kind]([PERSON, *({**PERSON, **one} for one in wrong)]), f"senders.{kind}")
    command = [f"senders.{kind}" if part == "senders.csv" else part for part in TEXT]
    done = made(folder, *command, "--parts", "--jobs", 2)
    assert done.code == 1
    assert_nothing_is_told(folder, done)


_LAYOUT = "_layouts/letter.txt.j2"
BROKEN = {
    "a value as a key": (_LAYOUT, "{{ {}[letters[0].parts | string] }}"),
    "a value as a number": (_LAYOUT, "{{ (letters[0].parts | string) | int // 0 }}"),
    "no such filter": (_LAYOUT, "{{ letters[0] | nothing }}"),
    "a value as a template": (_LAYOUT, "{% include letters[0].parts | string %}"),
    "a pack": ("en/letter.j2", "{% block thanks %}{{ nothing.at.all }}{% endblock %}"),
    "the words of a pack": ("en/language.yaml", "labels: [1]\n"),
}


@pytest.mark.parametrize(
    ("what", "jobs"), [*((what, 1) for what in BROKEN), ("a value as a key", 2), ("a value as a number", 2)]
)
def test_broken_templates(folder: Path, what: str, jobs: int) -> None:
    """What a layout or a pack that is wrong says, or a bug, in this process or in a worker."""
    write_cases(folder / "cases", "one", "two")
    name, content = BROKEN[what]
    (folder / "own" / name).parent.mkdir(parents=True)
    (folder / "own" / name).write_text(content, encoding="utf-8")
    written(folder, as_csv([PERSON]))
    done = made(folder, *TEXT, "--templates", "own", "--jobs", jobs)
    assert done.code in {1, 70}
    assert "Traceback" not in done.err
    assert_nothing_is_told(folder, done)
    assert count(folder / OUT / "one") == 0


@posix_only
@pytest.mark.parametrize("jobs", [1, 2])
def test_no_room(folder: Path, jobs: int) -> None:
    """A disk that takes no more."""
    written(folder, as_csv([PERSON]))
    write_cases(folder / "cases", "one", "two")
    done = made(folder, *ASKED, "--format", "pdf", "--jobs", jobs, most=3_000)
    assert done.code == 74
    assert_nothing_is_told(folder, done)


@posix_only
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_killed(folder: Path, number: signal.Signals) -> None:
    """What is left of a run that was killed, its journal too."""
    written(folder, as_csv([PERSON] * 1500))
    with Started(folder, *TEXT, "--jobs", 2, before=LOGGING, more=_variables(folder)) as started:
        assert started.until(lambda: noted(folder / OUT))
        started.signal(number, whole_group=True)
        done = started.end()
    assert (folder / OUT / JOURNAL).stat().st_size
    assert_nothing_is_told(folder, done)


@posix_only
def test_a_worker_is_killed(folder: Path) -> None:
    """And those that take its place, until it is given up."""
    written(folder, as_csv([PERSON] * 1500))
    with Started(folder, *TEXT, "--jobs", 2, before=LOGGING, more=_variables(folder)) as started:

        def kill() -> None:
            for number in started.workers():
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)

        started.until(kill)
        done = started.end()
    assert done.code == 1
    assert_nothing_is_told(folder, done)


def test_a_good_run(folder: Path) -> None:
    """Manifest, lock, names and the properties of PDFs; then every complaint of `verify`."""
    written(folder, as_csv([PERSON]))
    done = made(folder, *ASKED, "--format", "pdf", "--format", "eml", "--report", "github")
    assert done.code == 0, done.err
    for path in (folder / OUT).rglob("*.pdf"):
        reader = pypdf.PdfReader(path)
        xmp = reader.xmp_metadata
        assert reader.metadata
        assert not _TOLD.search(f"{reader.metadata} {xmp.stream.get_data() if xmp else b''!r}")
        assert _TOLD.search(reader.pages[0].extract_text())
    (folder / OUT / "one/en/minister/0001.pdf").write_bytes(CANARY.encode())
    (folder / OUT / "one/en/governor/0001.pdf").unlink()
    again = [made(folder, "verify", OUT, "--report", form) for form in ("text", "json", "github", "junit")]
    assert [one.code for one in again] == [1] * 4
    assert_nothing_is_told(folder, done, *again)


WORD = "Zyxprotectedq"


def _hashes(word: str) -> Iterator[str]:
    """Whatever may be made of a word that somebody guesses."""
    for text in {word, word.lower(), word.casefold(), f"{word}\n", f"{word.casefold()}\n", f'["{word.casefold()}"]'}:
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s"):
            # Its beginning is enough to tell a guess that is right from one that is not.
            yield hashlib.new(name, text.encode()).hexdigest()[:12]


@posix_only
def test_protected_words_are_noted_nowhere(folder: Path) -> None:
    """Manifest, journal and names of parts are the same whatever the words are; no hash of them is there."""
    people = [{"name": "Ada Example", "country": "DE"}] * 1500
    written(folder, as_csv(people))
    kept: list[tuple[set[str], bytes, set[str]]] = []
    for number, word in enumerate((WORD, "another")):
        out = f"{OUT}-{number}"
        (folder / "words.txt").write_text(f"{word}\n", encoding="utf-8")
        command = [out if part == OUT else part for part in TEXT] + ["--parts", "--protect", "words.txt"]
        with Started(folder, *command, "--jobs", 1, before=LOGGING) as started:
            assert started.until(lambda out=out: noted(folder / out))  # type: ignore[misc]
            started.signal(signal.SIGKILL, whole_group=True)
            told = started.end().err
        journal = (folder / out / JOURNAL).read_bytes()
        inputs = {json.loads(line)["inputs"] for line in journal.splitlines() if line.endswith(b"}")}
        done = made(folder, *command)
        assert done.code == 0, done.err
        kept.append((inputs, (folder / out / "manifest.json").read_bytes(), set(letters(folder / out))))
        everything = f"{told}{done}{journal!r}{kept[-1]}".casefold()
        assert not [one for one in (word, *_hashes(word)) if one.casefold() in everything]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_a_protected_word_that_is_found(folder: Path, form: str) -> None:
    """A case that holds it fails, and not even its id is told if it stands there."""
    (folder / "words.txt").write_text("zyxprotectedq\nOrlova\n", encoding="utf-8")
    (folder / "cases" / "one.yaml").unlink()
    write_case(folder / "cases", "case-file", ("id: case-file", "id: zyxprotectedq"))
    newer = "status: superseded\nsuperseded_by: zyxprotectedq"
    write_case(folder / "cases", "older", ("status: open", newer))
    written(folder, as_csv([PERSON]))
    done = made(folder, *TEXT, "--protect", "words.txt", "--report", form)
    assert done.code == 1
    assert not re.search("zyxprotectedq|orlova", f"{done}{_summary(folder)}", re.IGNORECASE)
    assert manifest(folder / OUT)["cases"] == {}
    assert count(folder / OUT) == 1


def _summary(folder: Path) -> str:
    path = folder / SUMMARY
    return path.read_text(encoding="utf-8") if path.exists() else ""
