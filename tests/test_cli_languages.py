"""`languages` and `languages check`: which packs there are, what they lack, and what is wrong with them."""

from collections.abc import Callable
from pathlib import Path
import re

import pytest
from tests.conftest import Outcome

from builders.cli_render import OPEN
from builders.own_pack import CODE, NAME, OwnPack, own_pack, put
from ualetters.templating import Templates
from ualetters.workshop import Workshop

Run = Callable[..., Outcome]
SHOP = Workshop(Templates.with_own())
LEGEND = "● sure or reviewed  ◐ fairly sure  ○ needs a native reader  · not marked  – missing"

own = pytest.fixture(own_pack)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in a folder without cases, on a wide screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")


def table(text: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell, the heading too."""
    rows = [re.split(r" {2,}", line.strip()) for line in text.splitlines() if line.strip()]
    return {row[0]: row[1:] for row in rows}


def test_every_pack_is_listed(cli: Run) -> None:
    """Each pack has its name, status and reader, how much of the phrasebook it has, and how much of that is unsure."""
    shown = cli("languages")
    assert (shown.code, shown.err) == (0, "")
    rows = table(shown.out)
    heading = ["Language", "Status", "Reviewed by", "Concerns", "Asks", "Countries", "Unsure"]
    assert rows.pop("Code") == heading
    assert tuple(rows) == SHOP.languages
    concerns, asks = len(SHOP.phrasebook.concerns), len(SHOP.phrasebook.asks)
    for code, row in rows.items():
        pack = SHOP[code]
        assert row[:3] == [pack.name, pack.status, pack.reviewed_by or "nobody yet"]
        assert row[3:6] == [f"{concerns}/{concerns}", f"{asks}/{asks}", str(len(pack.countries))]
        assert 0 <= int(row[6]) < asks + concerns


def test_what_is_counted(cli: Run, own: OwnPack) -> None:
    """Phrases that no case can use do not count, and what is covered by an unsure mark does."""
    put(own.phrases, "asks.fair-trial", "TODO")
    put(own.phrases, "asks.my-own", "do {{ p }} good")
    put(own.phrases, "concerns.my-own", dict.fromkeys(("subject", "opening", "further"), "About {{ who }}"))
    put(own.phrases, "concerns.threats", None)
    own.phrases["marks"] = {"unsure": ["concerns.torture", "asks.drop-charges"], "fair": ["asks"]}
    own.language |= {"status": "reviewed", "reviewed_by": "A. Reader, 2024"}
    put(own.language, "countries", {"UZ": own.language["countries"]["UZ"]})
    own.shop()
    shown = cli("languages", "--templates", own.root)
    concerns, asks = len(SHOP.phrasebook.concerns), len(SHOP.phrasebook.asks)
    assert table(shown.out)[CODE] == [
        NAME,
        "reviewed",
        "A. Reader, 2024",
        f"{concerns - 1}/{concerns}",
        f"{asks - 1}/{asks}",
        "1",
        "2",
    ]


def test_phrases(cli: Run, own: OwnPack) -> None:
    """Every phrase has a row, with how sure each pack is of it; what a reader signed is sure."""
    put(own.phrases, "asks.fair-trial", "TODO")
    own.phrases["marks"] = {
        "sure": ["asks.medical-care"],
        "unsure": ["concerns.torture"],
        "fair": ["concerns", "asks.drop-charges"],
    }
    own.shop()
    shown = cli("languages", "--phrases", "--templates", own.root)
    assert (shown.code, shown.err) == (0, "")
    before, _, after = shown.out.partition(f"\n{LEGEND}\n\n")
    assert table(before)[CODE][0] == NAME
    rows = table(after)
    codes = rows.pop("Phrase")
    assert codes == sorted([*SHOP.languages, CODE])
    book = SHOP.phrasebook
    assert list(rows) == [*(f"concerns.{key}" for key in book.concerns), *(f"asks.{key}" for key in book.asks)]
    ours = {path: row[codes.index(CODE)] for path, row in rows.items()}
    expected = {
        "asks.fair-trial": "–",
        "asks.medical-care": "●",
        "asks.drop-charges": "◐",
        "asks.allow-travel": "·",
        "concerns.torture": "○",
        "concerns.threats": "◐",
    }
    assert {path: ours[path] for path in expected} == expected
    assert {sign for row in rows.values() for sign in row} <= set("●◐○·–")
    own.language |= {"status": "reviewed", "reviewed_by": "A. Reader, 2024"}
    own.shop()
    shown = cli("languages", "--phrases", "--templates", own.root)
    rows = table(shown.out.partition(f"\n{LEGEND}\n\n")[2])
    signed = {path: row[codes.index(CODE)] for path, row in rows.items() if path != "Phrase"}
    assert signed == {path: "–" if path == "asks.fair-trial" else "●" for path in signed}


def cases_here(tmp_path: Path, name: str = "cases") -> Path:
    """A folder with one case that is complete in English and Russian."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "example.yaml").write_text(OPEN, encoding="utf-8")
    return tmp_path / name


def test_cases(cli: Run, tmp_path: Path) -> None:
    """For each case it is said in which languages it is complete, or how much is missing."""
    folder = cases_here(tmp_path, "mine")
    shown = cli("languages", "--cases", folder)
    assert shown.code == 0
    rows = table(shown.out.partition("\nCase ")[2].join(["Case ", ""]))
    codes = rows["Case"]
    row = dict(zip(codes, rows["example"], strict=True))
    assert (row["en"], row["ru"]) == ("✓", "✓")
    assert {code for code, cell in row.items() if cell == "✓"} == {"en", "ru"}
    assert all(int(cell) > 0 for cell in row.values() if cell != "✓")
    note = "✓ complete; a number: things that are missing, which `ualetters check CASE --lang CODE` names.\n"
    assert shown.err == note
    # The number is that of the errors of a check.
    said = cli("check", folder / "example.yaml", "-l", "uk", "--date", "2024-03-10").err
    assert said.count(" error: ") == int(row["uk"])


def test_cases_beside(cli: Run, tmp_path: Path) -> None:
    """The folder `cases` is looked at when it is there, also when it is empty."""
    (tmp_path / "cases").mkdir()
    shown = cli("languages")
    assert (shown.code, shown.err) == (0, "")
    assert "Case" not in shown.out
    (tmp_path / "cases" / "example.yaml").write_text(OPEN, encoding="utf-8")
    assert "\nCase " in cli("languages").out


def test_a_case_that_cannot_be_read(cli: Run, tmp_path: Path) -> None:
    """It is told of, the others are in the table, and the exit code says so."""
    folder = cases_here(tmp_path)
    (folder / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    shown = cli("languages")
    assert shown.code == 1
    assert "\nexample " in shown.out
    assert f"{Path('cases/broken.yaml')}:1:1: status: error: the key `status` is missing" in shown.err


def test_cases_that_are_not_there(cli: Run, tmp_path: Path) -> None:
    """A case that was asked for and is not there is told of; a folder without cases is wrong usage."""
    shown = cli("languages", "--cases", "nowhere.yaml")
    assert shown.code == 1
    assert "nowhere.yaml: error: cannot read the file: no such file or directory" in shown.err
    (tmp_path / "empty").mkdir()
    shown = cli("languages", "--cases", "empty")
    assert shown.code == 2
    assert "there is no case here" in shown.err


def test_a_pack_that_cannot_be_used(cli: Run, own: OwnPack, tmp_path: Path) -> None:
    """It is told how much is wrong with it; every other pack is listed, and cases are tried in those."""
    put(own.language, "closes.formal", "TODO")
    own.shop()
    folder = cases_here(tmp_path, "mine")
    shown = cli("languages", "--phrases", "--cases", folder, "--templates", own.root)
    assert shown.code == 1
    assert tuple(table(shown.out.split("\n\n")[0]))[1:] == SHOP.languages
    assert shown.err.endswith(
        f"{CODE}: error: the language pack `{CODE}` cannot be used: 1 thing is wrong\n"
        f"    → `ualetters languages check {CODE}` lists them\n"
    )
    put(own.language, "closes.high", "TODO")
    own.shop()
    assert "cannot be used: 2 things are wrong\n" in cli("languages", "--templates", own.root).err


# Check


def test_check_every_pack(cli: Run) -> None:
    """No shipped pack has an error or lacks anything."""
    shown = cli("languages", "check")
    assert (shown.code, shown.out) == (0, "")
    assert re.fullmatch(
        rf"Checked {len(SHOP.languages)} packs: 0 errors, 0 warnings, \d+ notes?\.", shown.err.splitlines()[-1]
    )


def test_check_some_packs(cli: Run) -> None:
    """Packs are counted once, however often they are named."""
    assert cli("languages", "check", "en", "-q").err == "Checked 1 pack: 0 errors, 0 warnings, 0 notes.\n"
    assert cli("languages", "check", "en", "ru", "en").err.splitlines()[-1].startswith("Checked 2 packs: ")


def test_check_tells_all(cli: Run, own: OwnPack) -> None:
    """What is wrong is told with its place, whatever other packs say; notes can be left out."""
    put(own.phrases, "asks.fair-trial", "{{ p }} {{ p.g('m', 'f', 'l', 'l') }}")
    put(own.phrases, "asks.drop-charges", "TODO")
    own.shop()
    shown = cli("languages", "check", CODE, "--templates", own.root)
    assert (shown.code, shown.out) == (0, "")
    note, warning = (own.place("phrases.yaml", f"asks.{key}") for key in ("fair-trial", "drop-charges"))
    gloss = SHOP.phrasebook.asks["drop-charges"].gloss
    assert shown.err.splitlines() == [
        f"{note}: note: without `x` this phrase is refused for people of unstated gender",
        "    → add a fifth variant if the language has one",
        f"{warning}: warning: there are no words for `drop-charges`: {gloss}",
        "    → write them; until then a case that uses it cannot be written in this language",
        "Checked 1 pack: 0 errors, 1 warning, 1 note.",
    ]
    shown = cli("languages", "check", CODE, "--templates", own.root, "--quiet")
    assert (shown.code, shown.err.count(": note: ")) == (0, 0)
    put(own.language, "closes.formal", "Yours {{ sincerely }}")
    own.shop()
    shown = cli("languages", "check", CODE, "--templates", own.root)
    assert (shown.code, shown.err.splitlines()[-1]) == (1, "Checked 1 pack: 1 error, 1 warning, 1 note.")


def test_check_a_pack_that_cannot_be_read(cli: Run, own: OwnPack) -> None:
    """What keeps a pack from being read is told, and the other packs are checked all the same."""
    put(own.language, "status", "done")
    own.shop()
    shown = cli("languages", "check", CODE, "en", "--templates", own.root)
    assert shown.code == 1
    place = own.value_place("language.yaml", "status")
    assert shown.err.splitlines()[0] == f"{place}: error: unknown status `done`"
    assert shown.err.splitlines()[-1] == "Checked 2 packs: 1 error, 0 warnings, 0 notes."


@pytest.mark.parametrize("command", ["check", "review"])
def test_a_pack_that_is_not_there(cli: Run, command: str) -> None:
    """A language without a pack is wrong usage, with the nearest that there is."""
    shown = cli("languages", command, "rus")
    assert (shown.code, shown.out) == (2, "")
    assert "there is no language pack 'rus'; did you mean `ru`?" in shown.err


@pytest.mark.parametrize("option", [("--templates", "."), ("--directory", "."), ("--cases", "."), ("--phrases",)])
def test_an_option_in_the_wrong_place(cli: Run, option: tuple[str, ...]) -> None:
    """An option before the name of a command would have no effect, so that it is refused."""
    shown = cli("languages", *option, "check", "en")
    assert (shown.code, shown.out) == (2, "")
    assert f"write {option[0]} after `check`, or leave it out" in " ".join(shown.err.split())
