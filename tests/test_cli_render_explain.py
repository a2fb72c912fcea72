"""`render` and reading copies: what stands beside a letter, and what is never printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case, written

Run = Callable[..., Outcome]
case = pytest.fixture(open_case)

TEXTS = ["example/ru/embassy-ru", "example/ru/governor", "example/ru/minister"]


@pytest.fixture
def sender(case: Path) -> Path:
    """The profile of somebody who reads Czech, which has no pack, and German."""
    path = case.with_name("sender.yaml")
    path.write_text(SENDER.replace("[cs, ru]", "[cs, de]"), encoding="utf-8")
    return path


def test_unasked(cli: Run, case: Path, sender: Path) -> None:
    """A profile that does not list the letter's language has copies beside the letters, with paths like theirs."""
    shown = cli("render", case, "-l", "ru", "-f", "txt", "--sender", sender, *DAY)
    assert shown.code == 0
    expected = sorted(f"{path}.{end}" for path in TEXTS for end in ("own.txt", "txt"))
    assert written() == expected
    assert sorted(Path(line).relative_to("letters").as_posix() for line in shown.out.splitlines()) == expected
    for path in TEXTS:
        text = Path(f"letters/{path}.own.txt").read_text(encoding="utf-8")
        assert "Anna Orlova" in text
        assert "        " in text
        assert not [word for word in ("Clara", "Nov", "Dlouh", "Praha", "CZ") if word in text]
        assert "Clara Nováková" in Path(f"letters/{path}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        (("-l", "ru", "--blank"), []),
        (("-l", "de", "--sender", "sender.yaml"), []),
        (("-l", "ru", "--blank", "--explain"), ["ru"]),
        (("-l", "en", "--blank", "--explain"), []),
        (("-l", "en", "-l", "ru", "-l", "de", "--sender", "sender.yaml", "--explain"), ["en", "ru"]),
    ],
)
def test_asked_for(cli: Run, case: Path, sender: Path, args: tuple[str, ...], codes: list[str]) -> None:
    """Asked for, copies are made of every letter that is not in the language they are in, with a profile or without."""
    assert sender.is_file()
    shown = cli("render", case, "-f", "txt", "--to", "minister", *args, *DAY)
    assert shown.code == 0
    assert [path for path in written() if path.endswith(".own.txt")] == [
        f"example/{code}/minister.own.txt" for code in codes
    ]


@pytest.mark.parametrize("args", [(), ("--explain",)])
def test_what_is_printed_stands_alone(cli: Run, case: Path, sender: Path, args: tuple[str, ...]) -> None:
    """A letter that is printed is the letter and nothing else."""
    cli("render", case, "-l", "ru", "-f", "txt", "--to", "minister", "--sender", sender, *DAY)
    shown = cli("render", case, "-l", "ru", "--to", "minister", "--sender", sender, "-o", "-", *args, *DAY)
    assert shown.code == 0
    assert shown.out == Path("letters/example/ru/minister.txt").read_text(encoding="utf-8")


def test_a_preview_shows_the_letter(cli: Run, case: Path, sender: Path) -> None:
    """A preview explains nothing."""
    shown = cli("preview", case, "-l", "ru", "--to", "minister", "--sender", sender, *DAY)
    assert shown.code == 0
    assert "Orlova" not in shown.out


def test_a_language_that_lacks_something(cli: Run, case: Path, sender: Path) -> None:
    """What the own language lacks is read in English; the note can be left out, and fails nothing under `--strict`."""
    place = "{use: disappearance, place: {en: in Moscow, ru: в Москве}}"
    case.write_text(OPEN.replace("{use: disappearance}", place), encoding="utf-8")
    args = ("render", case, "-l", "ru", "-f", "txt", "--to", "governor", "--sender", sender, "--strict", *DAY)
    shown = cli(*args)
    assert shown.code == 0
    message = "the letter to `governor` cannot be explained in `de`: the case is not complete in it"
    assert f"example.yaml: note: {message}\n" in shown.err
    assert "Disappearance of Anna Orlova" in Path("letters/example/ru/governor.own.txt").read_text(encoding="utf-8")
    shown = cli(*args, "--quiet")
    assert (shown.code, "note:" in shown.err) == (0, False)
