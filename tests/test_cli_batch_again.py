"""A second `batch`: what is unchanged is left alone, what changed is made again, what is left over is told."""

from collections.abc import Callable
from hashlib import sha256
import json
from pathlib import Path
import shutil

import pytest
from tests.conftest import Outcome

from builders.batch import ON_DAY, letters, manifest, present, write_case, write_cases

Cli = Callable[..., Outcome]
OUT = Path("letters")
OFFICES = """\
justice:
  office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}
  country: RU
  address: {latin: [Moscow]}
  sources: [a test]
  verified: 2024-03-01
interior:
  office: {kind: minister, en: Minister of the Interior, ru: {nom: Министр, dat: Министру}}
  country: RU
  address: {latin: [Moscow]}
  sources: [a test]
  verified: 2024-03-01
"""
USES = (
    "office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}",
    "use: justice",
)


@pytest.fixture(autouse=True)
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cases in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return write_cases(Path("cases"), "one", "two")


def inodes() -> dict[str, int]:
    """Which file stands under each path: a file that is written anew is another one."""
    return {path.as_posix(): path.stat().st_ino for path in OUT.rglob("*.*") if path.is_file()}


def test_nothing_is_made_again(cli: Cli) -> None:
    """Of a batch that is run twice nothing is written the second time, not even the manifest."""
    assert cli("batch", *ON_DAY).code == 0
    before, files = present(OUT), inodes()
    done = cli("batch", *ON_DAY)
    assert (done.code, done.out) == (0, "")
    assert "Wrote 0 letters of 0 cases" in done.err
    assert "2 unchanged" in done.err
    assert present(OUT) == before
    assert inodes() == files


def test_a_changed_case_is_made_again(cli: Cli, cases: Path) -> None:
    """Only its letters are written, whatever its file is called."""
    cli("batch", *ON_DAY)
    write_case(cases, "one", ("Anna Orlova", "Anna Belova"))
    (cases / "two.yaml").rename(cases / "renamed.yaml")
    done = cli("batch", *ON_DAY)
    assert {path.split("/")[1] for path in done.out.splitlines()} == {"one", "manifest.json"}
    assert "Anna Belova" in letters(OUT)["one/en/minister.txt"].decode()


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("x", encoding="utf-8")])
def test_a_missing_or_changed_letter_is_made_again(cli: Cli, damage: Callable[[Path], object]) -> None:
    """What stands in the folder is what the manifest says, or it is made again."""
    cli("batch", *ON_DAY)
    before = present(OUT)
    damage(OUT / "one" / "ru" / "governor.txt")
    done = cli("batch", *ON_DAY)
    assert "1 unchanged" in done.err
    assert present(OUT) == before


@pytest.mark.parametrize(
    "change", [("--date", "2024-03-11"), ("--lang", "de"), ("--format", "html"), ("--from", "GB"), ("--strict",)]
)
def test_other_options_make_everything_again(cli: Cli, change: tuple[str, ...]) -> None:
    """The date, the languages, the formats and the country are part of what letters are made from."""
    cli("batch", *ON_DAY)
    assert "unchanged" not in cli("batch", *ON_DAY, *change).err


def test_what_does_not_matter_makes_nothing_again(cli: Cli, cases: Path) -> None:
    """How many processes there are, in which order the languages stand, and who looks on."""
    cli("batch", *ON_DAY)
    asked = ("--date", "2024-03-10", "--lang", "ru", "--lang", "en", "--format", "txt")
    assert "2 unchanged" in cli("batch", cases, *asked, "--jobs", 2).err
    assert cli("batch", *asked, "--quiet").err == ""


def test_an_entry_of_the_directory(cli: Cli, cases: Path) -> None:
    """Cases are made again when an entry that they use changes, and not when another one does."""
    (cases / "directory").mkdir()
    offices = cases / "directory" / "offices.yaml"
    offices.write_text(OFFICES, encoding="utf-8")
    write_case(cases, "one", USES)
    cli("batch", *ON_DAY)
    offices.write_text(OFFICES.replace("Minister of the Interior", "The Minister"), encoding="utf-8")
    assert "2 unchanged" in cli("batch", *ON_DAY).err
    offices.write_text(OFFICES.replace("Minister of Justice", "The Minister of Justice"), encoding="utf-8")
    done = cli("batch", *ON_DAY)
    assert {path.split("/")[1] for path in done.out.splitlines()} == {"one", "manifest.json"}
    assert "The Minister of Justice" in letters(OUT)["one/en/minister.txt"].decode()


def test_an_embassy_that_is_added(cli: Cli, cases: Path) -> None:
    """A case that asked for an embassy of which nobody knew is made again when the directory has it."""
    path = cases / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "diplomatic_copies: [RU]\n", encoding="utf-8")
    cli("batch", *ON_DAY, "--from", "GB")
    (cases / "directory").mkdir()
    entry = {
        "address": {"latin": ["6 Kensington Palace Gardens", "London"]},
        "sources": ["a test"],
        "verified": "unknown",
    }
    embassies = {"RU": {"GB": entry}}
    (cases / "directory" / "embassies.yaml").write_text(json.dumps(embassies), encoding="utf-8")
    done = cli("batch", *ON_DAY, "--from", "GB")
    assert {path.split("/")[1] for path in done.out.splitlines()} == {"one", "manifest.json"}
    assert "Kensington" in letters(OUT)["one/en/embassy-ru.txt"].decode()


@pytest.mark.parametrize(
    "file", ["en/language.yaml", "en/letter.j2", "en/phrases.yaml", "_layouts/letter.txt.j2", "phrasebook.yaml"]
)
def test_a_changed_pack_or_layout(cli: Cli, root: Path, file: str) -> None:
    """Every file of a pack, the layouts and the phrasebook are part of what letters are made from."""
    shutil.copytree(root / "templates", "templates")
    own = ("--templates", "templates")
    cli("batch", *ON_DAY, *own)
    assert "2 unchanged" in cli("batch", *ON_DAY, *own).err
    path = Path("templates") / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "unchanged" not in cli("batch", *ON_DAY, *own).err


def test_another_pack_than_those_asked_for(cli: Cli, root: Path) -> None:
    """A pack that no letter is written with makes nothing again, unless all languages were asked for."""
    shutil.copytree(root / "templates", "templates")
    own = ("--templates", "templates")
    cli("batch", *ON_DAY, *own)
    path = Path("templates/tg/phrases.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "2 unchanged" in cli("batch", *ON_DAY, *own).err
    everything = ("--lang", "all", "--date", "2024-03-10", "--format", "txt", *own)
    cli("batch", *everything)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "unchanged" not in cli("batch", *everything).err


def test_warnings_are_told_again(cli: Cli, cases: Path) -> None:
    """A case that is not made again still says what was doubtful about it."""
    write_case(cases, "one", ("send_before: 2024-04-12", "send_before: unknown"))
    first = cli("batch", *ON_DAY)
    second = cli("batch", *ON_DAY)
    assert "the deadline is unknown" in first.err
    assert "the deadline is unknown" in second.err
    assert "2 unchanged" in second.err


def test_protected_words_are_looked_for_again(cli: Cli) -> None:
    """A new list of protected words holds for letters that stand already, and is in no manifest."""
    Path("words.txt").write_text("Orlova\n", encoding="utf-8")
    cli("batch", *ON_DAY)
    before = (OUT / "manifest.json").read_bytes()
    done = cli("batch", *ON_DAY, "--protect", "words.txt")
    assert done.code == 1
    assert "2 failed" in done.err
    assert "Orlova" not in done.err
    Path("words.txt").write_text("nobody\n", encoding="utf-8")
    cli("batch", *ON_DAY)
    assert (OUT / "manifest.json").read_bytes() == before
    assert "2 unchanged" in cli("batch", *ON_DAY, "--protect", "words.txt").err
    assert (OUT / "manifest.json").read_bytes() == before


def test_what_is_left_over(cli: Cli, cases: Path) -> None:
    """Letters whose case is gone stay until --prune removes them; what somebody changed or added stays in any case."""
    cli("batch", *ON_DAY)
    (cases / "two.yaml").unlink()
    done = cli("batch", *ON_DAY)
    assert done.code == 0
    assert "Left from earlier runs: 4 files" in done.err
    assert len(manifest(OUT)["left"]) == 4
    assert len(letters(OUT)) == 8
    (OUT / "two" / "en" / "minister.txt").write_text("mine", encoding="utf-8")
    (OUT / "two" / "en" / "notes.txt").write_text("mine too", encoding="utf-8")
    done = cli("batch", *ON_DAY, "--prune")
    assert done.code == 0
    assert "Removed 3 files" in done.err
    assert "somebody has changed this file since it was made" in done.err
    assert {path for path in letters(OUT) if path.startswith("two/")} == {"two/en/minister.txt", "two/en/notes.txt"}
    assert not (OUT / "two" / "ru").exists()


def test_a_case_that_fails_now(cli: Cli, cases: Path) -> None:
    """The letters of a case that a check refuses are told of, and --prune removes them."""
    cli("batch", *ON_DAY)
    write_case(cases, "two", ("send_before: 2024-04-12", "send_before: unknown"))
    done = cli("batch", *ON_DAY, "--strict")
    assert f"{OUT}/two: note: 4 files left of earlier runs" in done.err
    assert cli("batch", *ON_DAY, "--strict", "--prune").code == 3
    assert {path.split("/")[0] for path in letters(OUT)} == {"one"}


def test_a_case_that_cannot_be_read_now(cli: Cli, cases: Path) -> None:
    """--prune leaves its letters, and removes those of a case that is gone."""
    write_cases(cases, "three")
    cli("batch", *ON_DAY)
    (cases / "three.yaml").unlink()
    write_case(cases, "two", ("status: open", "status: perhaps"))
    assert cli("batch", *ON_DAY, "--prune").code == 1
    assert {path.split("/")[0] for path in letters(OUT)} == {"one", "two"}
    assert {path.split("/")[0] for path in manifest(OUT)["left"]} == {"two"}


def test_nothing_is_pruned_for_a_typing_mistake(cli: Cli) -> None:
    """A case that cannot be read may be any: its letters are not taken for those of one that is gone."""
    cli("batch", *ON_DAY)
    before = letters(OUT)
    done = cli("batch", "cases/tow.yaml", *ON_DAY, "--prune")
    assert done.code == 1
    assert "cases/tow.yaml: warning: nothing is removed" in done.err
    assert letters(OUT) == before


def test_pruning_follows_no_path_out_of_the_folder(cli: Cli, tmp_path: Path) -> None:
    """A manifest that somebody made cannot name a file elsewhere, nor one behind a link."""
    cli("batch", *ON_DAY)
    outside = tmp_path / "outside" / "en"
    outside.mkdir(parents=True)
    letter = outside / "minister.txt"
    letter.write_bytes((OUT / "one" / "en" / "minister.txt").read_bytes())
    found = dict(manifest(OUT))
    digest = found["cases"]["one"]["outputs"]["one/en/minister.txt"]
    found["left"] = {"../outside/en/minister.txt": digest}
    (OUT / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
    done = cli("batch", *ON_DAY, "--prune")
    assert done.code == 1
    assert "names a path that we would not write" in done.err
    found["left"] = {"linked/en/minister.txt": digest}
    (OUT / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
    (OUT / "linked").symlink_to(outside.parent, target_is_directory=True)
    cli("batch", *ON_DAY, "--prune")
    assert letter.exists()


def test_a_damaged_manifest(cli: Cli) -> None:
    """It is named with what to do; nothing is written."""
    cli("batch", *ON_DAY)
    (OUT / "manifest.json").write_text('{"cases": 1', encoding="utf-8")
    done = cli("batch", *ON_DAY)
    assert done.code == 1
    assert "manifest.json: error: this is not a manifest of ours, or it is damaged" in done.err
    assert "move it away" in done.err


def test_check_writes_nothing(cli: Cli, cases: Path) -> None:
    """--check says what would differ and ends with 1; when nothing would, with 0."""
    done = cli("batch", *ON_DAY, "--check")
    assert done.code == 1
    assert not OUT.exists()
    assert len(done.out.splitlines()) == 9
    cli("batch", *ON_DAY)
    before, files = present(OUT), inodes()
    assert (cli("batch", *ON_DAY, "--check").code, cli("batch", *ON_DAY, "--check").out) == (0, "")
    write_case(cases, "one", ("Anna Orlova", "Anna Belova"))
    done = cli("batch", *ON_DAY, "--check")
    assert done.code == 1
    assert "letters/one/en/minister.txt" in done.out
    assert "letters/one/ru/minister.txt" not in done.out
    (cases / "two.yaml").unlink()
    done = cli("batch", *ON_DAY, "--check", "--prune")
    assert done.code == 1
    assert "letters/two: error: 4 files would be removed" in done.err
    assert "Would remove 4 files" in done.err
    assert present(OUT) == before
    assert inodes() == files


def test_frozen_holds_to_what_the_manifest_names(cli: Cli, cases: Path) -> None:
    """New cases are made; with another library, pack or font nothing is."""
    done = cli("batch", *ON_DAY, "--frozen")
    assert done.code == 1
    assert "there is no manifest to hold the letters to" in done.err
    cli("batch", *ON_DAY)
    write_cases(cases, "three")
    assert "1 case in" in cli("batch", *ON_DAY, "--frozen").err
    path = OUT / "manifest.json"
    text = path.read_text(encoding="utf-8")
    version = manifest(OUT)["inputs"]["versions"]["jinja2"]
    path.write_text(text.replace(f'"jinja2": "{version}"', '"jinja2": "0.1"'), encoding="utf-8")
    done = cli("batch", *ON_DAY, "--frozen")
    assert done.code == 1
    assert "versions jinja2" in done.err
    assert cli("batch", *ON_DAY, "--lang", "de", "--frozen").code == 1


def test_a_manifest_with_values_of_a_stranger(cli: Cli) -> None:
    """They are not used, and lead to no bug: a language that nobody knows is no draft."""
    assert cli("batch", *ON_DAY).code == 0
    path = OUT / "manifest.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    for made in found["cases"].values():
        made |= {"languages": ["zz", "\x1b[31m"], "letters": -(10**30), "warnings": -1}
    path.write_text(json.dumps(found), encoding="utf-8")
    for options in (("--check",), ("--prune",), ()):
        done = cli("batch", *ON_DAY, *options)
        assert done.code in {0, 1}, done.err
        assert "bug" not in done.err
        assert "\x1b" not in done.err
        assert "zz" not in done.err


def test_a_manifest_that_names_a_case(cli: Cli, cases: Path) -> None:
    """A folder may hold both; what is no letter is never removed, whatever a manifest says."""
    asked = ("batch", *ON_DAY, "--output", ".")
    assert cli(*asked).code == 0
    path = Path("manifest.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    found["left"] = {"cases/two.yaml": sha256((cases / "two.yaml").read_bytes()).hexdigest()}
    path.write_text(json.dumps(found), encoding="utf-8")
    done = cli("batch", "cases/one.yaml", *ON_DAY, "--output", ".", "--prune")
    assert done.code == 1
    assert "the manifest names a path that we would not write: `cases/two.yaml`" in done.err
    assert (cases / "two.yaml").exists()
