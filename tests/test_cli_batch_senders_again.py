"""`batch --senders` again and again: what is not made anew, what is told again, and what nobody is told."""

from collections.abc import Callable
from pathlib import Path
import re

import pytest
from tests.conftest import Outcome

from builders.batch import letters, manifest, present, write_case, write_cases
from builders.batch_process import inodes
from builders.senders import PEOPLE, as_csv, written

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


@pytest.mark.parametrize("report", ["text", "json", "junit", "github"])
def test_a_character_that_no_font_has(cli: Cli, folder: Path, report: str) -> None:
    """The row is named, and not what it says, nor which character it is."""
    path = written(folder, as_csv([PEOPLE[0], {"id": "xu", "name": "王小明", "country": "DE"}, PEOPLE[1]]))
    asked = (*DAY[:4], "--format", "pdf", "--jobs", 1, "--senders", path)
    done = cli("batch", *asked, "--report", report)
    assert done.code == 1
    said = done.out + done.err
    assert not {*"王小明", "738B", "xu"} & {*said, *re.findall(r"738B|\bxu\b", said)}
    assert "a letter of this sender cannot be made" in said
    assert {path.rpartition("/")[2] for path in letters(OUT)} == {"ada.pdf", "bo-2.pdf"}


def test_the_countries_of_senders_are_nowhere(cli: Cli, folder: Path) -> None:
    """The manifest is the same from wherever people write, as far as their letters are."""
    write_case(folder / "cases", "one", ("addressees:", "diplomatic_copies: [RU]\naddressees:"))
    found = []
    for number, country in enumerate(("DE", "CZ")):
        path = written(folder, as_csv([{"name": "Zyx", "country": country}]))
        asked = (*DAY[:4], "--format", "txt", "--jobs", 1, "--senders", path, "--output", f"to{number}")
        assert cli("batch", *asked).code == 0
        found.append(manifest(Path(f"to{number}"))["cases"]["one/1-1"]["directory"])
    assert found[0] == found[1] == {"embassies.RU": None}


def test_only_the_part_that_is_not_there_is_made_again(cli: Cli, folder: Path) -> None:
    """Of many senders those whose letter is missing are served again, with those beside them and nobody else."""
    people = [{"name": f"Writer {number}", "country": "DE"} for number in range(1200)]
    path = written(folder, as_csv(people))
    asked = (*DAY[:4], "--format", "txt", "--jobs", 1, "--senders", path)
    first = cli("batch", "cases/one.yaml", *asked)
    assert first.code == 0
    before = present(OUT)
    files = inodes(OUT, before)
    gone = OUT / "one" / "en" / "minister" / "0001.txt"
    gone.unlink()
    again = cli("batch", "cases/one.yaml", *asked)
    assert again.code == 0
    assert 0 < len(again.out.splitlines()) < len(first.out.splitlines()) / 2
    assert present(OUT) == before
    kept = {name for name, inode in inodes(OUT, before).items() if files[name] == inode}
    assert len(kept) > len(before) / 2


def test_warnings_are_told_again_and_nothing_is_made(cli: Cli, folder: Path) -> None:
    """Of a case that is doubtful the letters of senders stay, and what is doubtful is said in each run."""
    write_case(folder / "cases", "one", ("send_before: 2024-04-12", "send_before: unknown"))
    path = written(folder, as_csv(PEOPLE))
    first = cli("batch", *ASKED, "--senders", path)
    files = inodes(OUT, present(OUT))
    again = cli("batch", *ASKED, "--senders", path)
    for done in (first, again):
        assert done.code == 0
        assert done.err.count("the deadline is unknown") == 1
    assert again.out == ""
    assert "2 unchanged" in again.err
    assert inodes(OUT, present(OUT)) == files
    Path("words.txt").write_text("teach\n", encoding="utf-8")
    found = cli("batch", *ASKED, "--senders", path, "--protect", "words.txt")
    assert found.code == 1
    assert "senders.csv:2:1: error: a protected word stands in this part of the letter" in found.err
    cli("batch", *ASKED, "--senders", path, "--protect", "words.txt", "--prune")
    assert not [name for name in letters(OUT) if name.endswith("ada.txt")]
    assert len(letters(OUT)) == 2 * 2 * 2 * 2


def test_a_country_for_all_senders(cli: Cli, folder: Path) -> None:
    """Each of them says where they write from."""
    done = cli("batch", *ASKED, "--senders", written(folder, as_csv(PEOPLE)), "--from", "DE")
    assert done.code == 2
    assert "leave out --from" in " ".join(done.err.replace("│", " ").split())
