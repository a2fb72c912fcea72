"""`verify`: every file of a batch is read again."""

from collections.abc import Callable
import json
from pathlib import Path

import pytest
from tests.conftest import Outcome

from builders.batch import ON_DAY, write_cases
from builders.batch_process import posix_only, run

Cli = Callable[..., Outcome]
OUT = Path("letters")


@pytest.fixture(autouse=True)
def _made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    """A batch that was made."""
    monkeypatch.chdir(tmp_path)
    write_cases(Path("cases"), "one")
    assert cli("batch", *ON_DAY).code == 0


def test_a_whole_batch(cli: Cli) -> None:
    """Nothing is missing or changed."""
    done = cli("verify", OUT)
    assert done.code == 0
    assert "letters is whole" in done.err


def test_what_is_missing_or_changed(cli: Cli) -> None:
    """Every such file is named, also in a report for programs; a file of somebody else is only noted."""
    (OUT / "one" / "en" / "minister.txt").unlink()
    changed = OUT / "one" / "ru" / "governor.txt"
    content = changed.read_bytes()
    changed.write_bytes(content[:-2] + b"?\n")
    (OUT / "one" / "mine.txt").write_text("mine", encoding="utf-8")
    done = cli("verify", OUT)
    assert done.code == 1
    again = "\n    → run the batch again: it makes this file anew\n"
    assert f"letters/one/en/minister.txt: error: the file is missing, or no file{again}" in done.err
    assert f"letters/one/ru/governor.txt: error: the file is not what was made{again}" in done.err
    assert "letters/one/mine.txt: note: the manifest does not name this file" in done.err
    assert "2 files of letters missing or changed" in done.err
    found = json.loads(cli("verify", OUT, "--report", "json").out)
    assert [problem["severity"] for problem in found["problems"]] == ["error", "note", "error"]
    changed.write_bytes(content)
    assert cli("verify", OUT).code == 1
    assert cli("batch", *ON_DAY).code == 0
    assert cli("verify", OUT).code == 0


def test_what_the_batch_makes_no_more(cli: Cli) -> None:
    """Of what is left of an earlier run the hints say what helps, and it does."""
    write_cases(Path("cases"), "two")
    assert cli("batch", *ON_DAY).code == 0
    assert cli("batch", "cases/two.yaml", *ON_DAY).code == 0
    gone, changed = OUT / "one/en/minister.txt", OUT / "one/ru/governor.txt"
    gone.unlink()
    changed.write_text("changed", encoding="utf-8")
    done = cli("verify", OUT)
    assert done.code == 1
    begin = "    → an earlier run made it and the last one did not: "
    assert f"minister.txt: error: the file is missing, or no file\n{begin}run the batch again, and the man" in done.err
    assert f"governor.txt: error: the file is not what was made\n{begin}remove it, then run the batch" in done.err
    changed.unlink()
    assert cli("batch", "cases/two.yaml", *ON_DAY).code == 0
    assert cli("verify", OUT).code == 0


@posix_only
def test_how_far_it_is(tmp_path: Path) -> None:
    """A terminal sees how many files have been read, and --quiet says nothing of it."""
    names = [f"case-{number}" for number in range(8)]
    write_cases(tmp_path / "cases", *names)
    assert run(tmp_path, "batch", *ON_DAY).code == 0
    for options, is_told in (((), True), (("--quiet",), False)):
        done = run(tmp_path, "verify", OUT, *options, before="import sys\nsys.stderr.isatty = lambda: True")
        assert done.code == 0
        assert ("Files" in done.err) == is_told


def test_no_folder(cli: Cli) -> None:
    """An empty name is not that of this folder."""
    done = cli("verify", "")
    assert done.code == 2
    assert "no folder is named" in done.err


def test_a_folder_without_a_manifest(cli: Cli, tmp_path: Path) -> None:
    """The command says what it is for."""
    done = cli("verify", tmp_path)
    assert done.code == 1
    assert "there is no manifest" in done.err
    assert "ualetters batch" in done.err
