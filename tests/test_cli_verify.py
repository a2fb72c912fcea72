"""`verify`: every file of a batch is read again."""

from collections.abc import Callable
import json
from pathlib import Path

import pytest
from tests.conftest import Outcome

from builders.batch import ON_DAY, write_cases

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
    assert "letters/one/en/minister.txt: error: the file is missing" in done.err
    assert "letters/one/ru/governor.txt: error: the file is not what was made" in done.err
    assert "letters/one/mine.txt: note: the manifest does not name this file" in done.err
    assert "2 files of letters missing or changed" in done.err
    found = json.loads(cli("verify", OUT, "--report", "json").out)
    assert [problem["severity"] for problem in found["problems"]] == ["error", "note", "error"]
    changed.write_bytes(content)
    assert cli("verify", OUT).code == 1
    assert cli("batch", *ON_DAY).code == 0
    assert cli("verify", OUT).code == 0


def test_a_folder_without_a_manifest(cli: Cli, tmp_path: Path) -> None:
    """The command says what it is for."""
    done = cli("verify", tmp_path)
    assert done.code == 1
    assert "there is no manifest" in done.err
    assert "ualetters batch" in done.err
