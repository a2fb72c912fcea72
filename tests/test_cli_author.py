"""`new`, `schema` and `sender`: files to start from, made once and never in place of somebody's work."""

from collections.abc import Callable
from datetime import date
import io
import json
import os
from pathlib import Path
import re
import stat
import subprocess
import sys

import jsonschema
import pytest
from tests.conftest import Outcome
import yaml

from ualetters.cli import options
from ualetters.sender_file import load_sender

Run = Callable[..., Outcome]
ON_WINDOWS = sys.platform == "win32"
ANSWERS = {
    "name": "Clara Nováková",
    "country": "cz",
    "address": "Dlouhá 3",
    "second line": "110 00 Praha",
    "end of the address": "",
    "e-mail": "clara@example.org",
    "phone": "",
    "languages": "cs, EN",
    "occupation": "teacher",
    "ties": "n",
}
FULL_DISK = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (40,) * 2)\n"
    "from ualetters.cli import main; main(sys.argv[1:])"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in a folder of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give the answers to the questions, in their order, with some of them changed."""

    def give(before: str = "", **changes: str) -> None:
        lines = "".join(f"{text}\n" for text in (ANSWERS | changes).values())
        monkeypatch.setattr(sys, "stdin", io.StringIO(before + lines))

    return give


Answer = Callable[..., None]


def present(folder: Path = Path()) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_new(cli: Run) -> None:
    """A new case and the schema for the editor are written; stdout has the path, and it is said what comes next."""
    shown = cli("new", "my-case", "--date", "2024-03-01")
    assert (shown.code, shown.out) == (0, "my-case.yaml\n")
    assert shown.err == "Write what is marked TODO, then run `ualetters check my-case.yaml`.\n"
    assert present() == ["case.schema.json", "my-case.yaml"]
    assert Path("case.schema.json").read_text(encoding="utf-8") == cli("schema").out
    text = Path("my-case.yaml").read_text(encoding="utf-8")
    assert "issued: 2024-03-01\n" in text
    assert text.startswith("# yaml-language-server: $schema=case.schema.json\n")


def test_new_is_not_finished(cli: Run) -> None:
    """A check of a new case says at which place something is to be written."""
    cli("new", "my-case")
    shown = cli("check", "my-case.yaml")
    assert shown.code == 1
    places = [line.split(": ")[0] for line in shown.err.splitlines() if ": error: " in line]
    lines = Path("my-case.yaml").read_text(encoding="utf-8").splitlines()
    assert len(places) == 9
    for place in places:
        _, line, column = place.split(":")
        assert lines[int(line) - 1][int(column) - 1 :].startswith("TODO")


def test_texts_of_a_new_case_are_not_finished(cli: Run) -> None:
    """When the codes are written, a check asks for each of the names and addresses that are still to do."""
    cli("new", "my-case")
    text = Path("my-case.yaml").read_text(encoding="utf-8")
    text = text.replace("gender: TODO", "gender: f").replace("countries: [TODO]", "countries: [RU]")
    Path("my-case.yaml").write_text(text.replace("country: TODO", "country: RU"), encoding="utf-8")
    shown = cli("check", "my-case.yaml")
    assert shown.code == 1
    assert [line.split(": ")[1] for line in shown.err.splitlines() if "the text is not finished" in line] == [
        "people.person.name.en",
        "addressees.minister.office.en",
        "addressees.minister.name.en.given",
        "addressees.minister.name.en.family",
        "addressees.minister.address.latin[0]",
    ]


def test_new_replaces_nothing(cli: Run) -> None:
    """A case that is there stays as it is, and so does a schema."""
    Path("my-case.yaml").write_bytes(b"mine")
    shown = cli("new", "my-case")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == "my-case.yaml: error: the file is there already\n    → choose another id or remove it\n"
    assert Path("my-case.yaml").read_bytes() == b"mine"
    Path("case.schema.json").write_bytes(b"mine")
    assert cli("new", "other").code == 0
    assert Path("case.schema.json").read_bytes() == b"mine"


def test_new_elsewhere(cli: Run) -> None:
    """The folder asked for is made; one that cannot be is told of."""
    assert cli("new", "my-case", "--output", "a/b").out == f"{Path('a/b/my-case.yaml')}\n"
    assert present(Path("a/b")) == ["case.schema.json", "my-case.yaml"]
    Path("file").write_bytes(b"mine")
    shown = cli("new", "my-case", "-o", "file")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"{Path('file')}")
    assert "→ name another folder with --output" in shown.err
    assert Path("file").read_bytes() == b"mine"


@pytest.mark.parametrize("case_id", ["CON", "../escape", "a b", "Дело", "con"])
def test_new_with_a_bad_id(cli: Run, case_id: str) -> None:
    """An id that cannot name a file makes none."""
    shown = cli("new", case_id)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"id: error: unknown id `{case_id}`\n    → use a-z, 0-9 and `-`")
    assert present() == []


def test_new_from_ones_own_layout(cli: Run) -> None:
    """A template root of one's own brings its own new case."""
    Path("own/_layouts").mkdir(parents=True)
    Path("own/_layouts/case.yaml.j2").write_text("id: {{ id }}\n", encoding="utf-8")
    cli("new", "my-case", "--templates", "own")
    assert Path("my-case.yaml").read_text(encoding="utf-8") == "id: my-case\n"


@pytest.mark.skipif(ON_WINDOWS, reason="Windows limits files otherwise")
@pytest.mark.parametrize("command", ["new", "sender"])
def test_a_full_disk(command: str) -> None:
    """A file that cannot be written whole is not left short, and the machine is to blame."""
    args = {"new": ["new", "my-case"], "sender": ["sender", "-o", "sender.yaml"]}[command]
    Path("sender.yaml").write_bytes(b"old")
    answers = "y\n" + "".join(f"{text}\n" for text in ANSWERS.values())
    # Without bytecode and coverage, which the limit would leave short.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    limited = [sys.executable, "-B", "-c", FULL_DISK, *args]
    done = subprocess.run(limited, input=answers, check=False, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (74, "")
    assert "error: file too large\n    → free some space or mend the disk, then run it again\n" in done.stderr
    assert [path for path in present() if path != "sender.yaml"] == []
    assert Path("sender.yaml").read_bytes() == b"old"
    assert "Nov" not in done.stderr


@pytest.mark.parametrize("kind", ["case", "offices", "embassies", "sender"])
def test_schema(cli: Run, kind: str) -> None:
    """Each schema is one, and `case` needs no name."""
    shown = cli("schema", kind)
    assert (shown.code, shown.err) == (0, "")
    schema = json.loads(shown.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (cli("schema").out == shown.out) == (kind == "case")


def test_the_schema_takes_the_specimens(cli: Run, root: Path) -> None:
    """The specimens are what the schema of a case describes."""
    validator = jsonschema.Draft202012Validator(json.loads(cli("schema").out))
    for path in (root / "cases").glob("*.yaml"):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        # YAML 1.1 makes dates of what an editor shows as text.
        validator.validate(json.loads(json.dumps(case, default=date.isoformat)))


def test_sender(cli: Run, answer: Answer) -> None:
    """The answers become a profile that only its owner can read; stdout has its path and nothing else."""
    answer()
    shown = cli("sender", "--output", "mine/sender.yaml")
    assert (shown.code, shown.out) == (0, f"{Path('mine/sender.yaml')}\n")
    assert present() == ["mine", "mine/sender.yaml"]
    profile = load_sender(Path("mine/sender.yaml"))
    assert (profile.name, profile.country, profile.address) == ("Clara Nováková", "CZ", ("Dlouhá 3", "110 00 Praha"))
    assert (profile.email, profile.phone, profile.languages) == ("clara@example.org", None, ("cs", "en"))
    assert (profile.occupation, profile.privacy) == ("teacher", "full")
    if not ON_WINDOWS:
        assert stat.S_IMODE(Path("mine/sender.yaml").stat().st_mode) == 0o600


def test_what_the_sender_is_asked(cli: Run, answer: Answer) -> None:
    """Each question is put once, the address line by line, and the warning comes before the question of ties."""
    answer()
    said = cli("sender", "-o", "sender.yaml").err
    questions = [
        "Your name, as you sign: ",
        "Your country, as a two-letter code such as DE or US: ",
        "Postal address, line 1 (empty to end; without the country): ",
        "Postal address, line 2 (empty to end; without the country): ",
        "Postal address, line 3 (empty to end; without the country): ",
        "E-mail address: ",
        "Telephone, with +: ",
        "Languages you read and write, best first, such as: de en: ",
        "Occupation, for the signature: ",
        "Then your full name and address could put you or them at risk.\n",
        "Are there such ties? [y/n]: ",
    ]
    found = [said.find(question) for question in questions]
    assert found == sorted(found)
    assert all(said.count(question) == 1 for question in questions)


def test_a_sender_with_ties(cli: Run, answer: Answer) -> None:
    """Whoever has ties to a country gets ruled lines instead of a name, and is told so."""
    answer(ties="maybe\nYES")
    shown = cli("sender", "-o", "sender.yaml")
    assert (shown.code, load_sender(Path("sender.yaml")).privacy) == (0, "hand")
    assert "Your letters will have ruled lines for name and address. Ask your section office" in shown.err
    assert shown.err.count("Are there such ties?") == 2


def test_a_sender_of_few_words(cli: Run, answer: Answer) -> None:
    """Name and country are asked for until they are there, everything else may be left out."""
    answer(
        before="\n \n",
        **dict.fromkeys(("address", "e-mail", "languages", "occupation"), ""),
        ties="\nn",
        **{"second line": "", "end of the address": ""},
    )
    shown = cli("sender", "-o", "sender.yaml")
    # The address ended with its first line, so two answers are left over.
    assert (shown.code, Path("sender.yaml").read_text(encoding="utf-8")) == (0, "name: Clara Nováková\ncountry: CZ\n")
    assert shown.err.count("Your name, as you sign: ") == 3


def test_the_senders_settings(cli: Run, answer: Answer) -> None:
    """Without a path the profile goes where `render` looks for it."""
    answer()
    shown = cli("sender")
    assert shown.out == f"{options.sender_path()}\n"
    found = options.sender(None, blank=False)
    assert found is not None
    assert found.name == "Clara Nováková"


@pytest.mark.parametrize(("reply", "is_kept"), [("n", True), ("", True), ("y", False)])
def test_a_profile_that_is_there(cli: Run, answer: Answer, reply: str, *, is_kept: bool) -> None:
    """A profile that is there is replaced only if its owner says so."""
    Path("sender.yaml").write_bytes(b"old")
    answer(before=f"{reply}\n")
    shown = cli("sender", "-o", "sender.yaml")
    assert "sender.yaml is there already. Replace it? [y/N]: " in shown.err
    assert (shown.code, Path("sender.yaml").read_bytes() == b"old") == (int(is_kept), is_kept)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"country": "Czechia\nCZ"}, "unknown country `CZECHIA`"),
        ({"e-mail": "clara at home\nclara@example.org"}, "`clara at home` is not an e-mail address"),
        ({"languages": "tlhingan\ncs"}, "unknown language `tlhingan`"),
    ],
)
def test_a_wrong_answer_is_asked_for_again(cli: Run, answer: Answer, changes: dict[str, str], told: str) -> None:
    """What is wrong with an answer is said at once, and the other answers are kept."""
    answer(**changes)
    shown = cli("sender", "-o", "sender.yaml")
    assert shown.code == 0
    assert shown.err.count(told) == 1
    assert load_sender(Path("sender.yaml")).name == "Clara Nováková"


def test_a_place_that_takes_no_profile(cli: Run, answer: Answer) -> None:
    """A folder in place of the file, and a file in place of its folder, are told of."""
    Path("folder").mkdir()
    Path("file").write_bytes(b"mine")
    for output, before in (("folder", "y\n"), ("file/sender.yaml", "")):
        answer(before=before)
        shown = cli("sender", "-o", output)
        assert (shown.code, shown.out) == (1, "")
        assert re.search(r"(folder|file): error: .*\n    → name another folder with --output\n$", shown.err)
    assert present() == ["file", "folder"]


def test_no_answer(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody answers, nothing is written."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("Clara\n"))
    shown = cli("sender", "-o", "sender.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.endswith("Aborted!\n")
    assert present() == []


@pytest.mark.skipif(ON_WINDOWS, reason="this is how POSIX does it")
def test_the_profile_is_never_open_to_others(cli: Run, answer: Answer) -> None:
    """Not even a mask that hides nothing lets others read a profile, new or replaced."""
    mask = os.umask(0)
    try:
        for before in ("", "y\n"):
            answer(before=before)
            cli("sender", "-o", "sender.yaml")
            assert stat.S_IMODE(Path("sender.yaml").stat().st_mode) == 0o600
    finally:
        os.umask(mask)
