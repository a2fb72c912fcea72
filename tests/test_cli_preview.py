"""`preview`: the letters as text, for whom and from whom, before anything is written."""

from collections.abc import Callable
from pathlib import Path
import re

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case, told, written

file = pytest.fixture(open_case)


Run = Callable[..., Outcome]


def test_preview(cli: Run, file: Path) -> None:
    """A preview shows every letter in a frame with how it travels, and writes nothing."""
    shown = cli("preview", file, *DAY, "-l", "en")
    assert (shown.code, shown.err) == (0, "")
    titles = re.findall(r"(?m)^╭─+ (example · \S+ · en) ─+╮$", shown.out)
    assert titles == [f"example · {key} · en" for key in ("minister", "governor", "embassy-ru")]
    assert re.findall(r"(?m)^╰─+╯\n(.*)$", shown.out) == [
        "fax +7 499 265-90-77; fax +7 499 265-97-75; e-mail office@minjust.ru; post",
        "web https://tver.example.ru/; phone +7 495 955-57-03",
        "look up the address",
    ]
    letter = cli("render", file, *DAY, "-l", "en", "--to", "governor", "-o", "-").out
    inside = [line[1:-1].strip() for line in shown.out.splitlines() if line.startswith("│")]
    for line in letter.splitlines():
        assert line.strip() in inside
    assert written(Path()) == ["example.yaml"]


def test_preview_of_some(cli: Run, file: Path) -> None:
    """A preview shows whom it is asked for, signed by the sender."""
    Path("sender.yaml").write_text(SENDER.replace("CZ", "RU"), encoding="utf-8")
    args = ("preview", file, *DAY, "--to", "governor", "--sender", "sender.yaml")
    shown = cli(*args)
    assert (shown.code, shown.out) == (1, "")
    assert "you write from a country of this case" in shown.err
    shown = cli(*args, "--accept-risk")
    assert (shown.code, shown.out.count("╭"), "Clara Nováková" in shown.out) == (0, 1, True)
    assert "Clara" not in cli(*args, "--blank").out


def test_preview_of_what_fails(cli: Run, file: Path) -> None:
    """A letter that fails is not shown, and its reasons are told."""
    file.write_text(OPEN.replace(", gen: Анны Орловой", ""), encoding="utf-8")
    shown = cli("preview", file, *DAY, "-l", "ru")
    assert (shown.code, shown.out) == (1, "")
    assert (
        told(shown)[0]
        == "example.yaml:10:29: people.anna.name.ru.gen: error: the name has no form `gen` in русский (Russian)"
    )


def test_preview_from_a_country(cli: Run, file: Path) -> None:
    """As a letter posted there would be; the profile is not read."""
    args = ("preview", file, *DAY, "-l", "en", "--to", "governor")
    shown = cli(*args, "--from", "RU")
    assert (shown.code, shown.out) == (1, "")
    assert "you write from a country of this case" in shown.err
    Path("sender.yaml").write_text(SENDER, encoding="utf-8")
    assert cli(*args, "--from", "DE").code == 0
    both = cli(*args, "--from", "DE", "--sender", "sender.yaml")
    assert (both.code, both.out) == (2, "")
