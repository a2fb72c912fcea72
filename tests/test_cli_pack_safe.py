"""`pack`: what must not be printed, used or left beside a pack."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Outcome

from builders.pack import DAY, files, opened, texts, write

Run = Callable[..., Outcome]
SECTION = 'country: DE\npost: {RU: 12, UZ: suspended}\npostage: {abroad: "1.10 EUR", inland: "0.85 EUR"}\n'


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open case with a deadline, in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    (path,) = opened(tmp_path, "kasymakhunov")
    return path.relative_to(tmp_path)


@pytest.mark.parametrize(
    "word", ["dial 00 7", "1.10 EUR", "Last day to send: 27 january", "Sign every letter", "2013 days left"]
)
def test_protected_words_on_the_checklist(cli: Run, case: Path, word: str) -> None:
    """What reaches no letter reaches the list of letters neither; the word itself is not repeated."""
    write(Path("section.yaml"), SECTION)
    write(Path("own-templates/words"), f"{word}\n")
    flags = ("-l", "en", "--from", "DE", "--section", "section.yaml", "--quiet", *DAY)
    assert cli("pack", case, *flags).code == 0
    for name in files():
        Path(name).unlink()
    made = cli("pack", case, *flags, "--protect", "own-templates/words")
    assert (made.code, made.out, files()) == (1, "", set())
    (line,) = [line for line in made.err.splitlines() if "error" in line]
    assert line == "checklist: error: a protected word stands here"
    assert word.casefold() not in made.err.casefold()
    write(Path("own-templates/words"), "nothing of the kind\n")
    assert cli("pack", case, *flags, "--protect", "own-templates/words").code == 0


def test_protected_words_in_the_reminder(cli: Run, case: Path) -> None:
    """The title of its events stands in calendars that others see."""
    write(Path("own-templates/words"), "send your letters\n")
    made = cli("pack", case, "-l", "en", "--from", "DE", *DAY, "--protect", "own-templates/words")
    assert (made.code, made.out, files()) == (1, "", set())
    assert "reminder: error: a protected word stands here\n" in made.err
    assert "send your letters" not in made.err


def test_a_section_of_another_country(cli: Run, case: Path) -> None:
    """Its days and prices do not reach the checklist, and that is told even when quiet."""
    write(Path("section.yaml"), SECTION)
    flags = ("-l", "en", "--section", "section.yaml", "--quiet", *DAY)
    made = cli("pack", case, *flags, "--from", "US")
    assert made.code == 0
    assert "section.yaml: warning: the section's file is for DE and was not used for US\n" in made.err
    (checklist, *_) = texts()
    assert "Ask your post office whether mail goes there" in checklist
    assert "EUR" not in checklist
    assert "No mail is carried" not in checklist
    used = cli("pack", case, *flags, "--from", "DE")
    assert "was not used" not in used.err
    assert "1.10 EUR" in texts()[0]


def test_a_case_that_nobody_has_cleared(cli: Run, case: Path) -> None:
    """The pack is made, and says so as `render` does."""
    text = case.read_text(encoding="utf-8")
    write(case, text.replace("cleared: {by: the desk, date: 2013-01-01}\n", ""))
    made = cli("pack", case, "-l", "en", "--from", "DE", "--quiet", *DAY)
    assert made.code == 0
    assert ": warning: nobody has cleared this case\n" in made.err


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_the_reminder_of_another_pack(cli: Run, case: Path, quiet: tuple[str, ...]) -> None:
    """Without a reminder of its own a pack must not seem to have the one that lies there."""
    flags = ("-l", "en", "--from", "DE", *quiet)
    late = ("--date", "2013-01-28")
    assert "another pack" not in cli("pack", case, *flags, *late).err
    assert "another pack" not in cli("pack", case, *flags, *DAY).err
    made = cli("pack", case, *flags, *late)
    assert (made.code, made.out) == (0, "pack.pdf\n")
    assert "pack.ics: warning: this reminder is of another pack\n    → delete it\n" in made.err
    assert Path("pack.ics").is_file()
