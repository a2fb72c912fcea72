"""`check` and `list`: what is found, how it is reported, and the exit code."""

from collections.abc import Callable
from pathlib import Path
import re

import pytest
from tests.conftest import Outcome

from ualetters.templating import Templates

Run = Callable[..., Outcome]
DAY = ("--date", "2013-01-20")
DUE = ("--date", "2013-01-28")
LANGUAGES = Templates.with_own().languages()


def edited(file: Path, old: str, new: str) -> Path:
    """The file with one text changed."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


@pytest.fixture
def here(cases: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that has the cases, in which the command is run."""
    monkeypatch.chdir(cases.parent)
    return Path("cases")


def rows(text: str) -> list[list[str]]:
    """The rows of a table, its heading left out; cells that are wrapped are put together."""
    heading, *lines = text.splitlines()
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S(?:\S| (?! ))*", heading)]
    found: list[list[str]] = []
    for line in lines:
        cells = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
        if cells[0]:
            found.append(cells)
        else:
            found[-1] = [whole + more for whole, more in zip(found[-1], cells, strict=True)]
    return found


def standing_at(line: str) -> tuple[str, str]:
    """The file that a line of a report names, and what stands there, up to a quotation mark."""
    name, number, column = line.split(": ", maxsplit=1)[0].split(":")
    content = Path(name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    return Path(name).name, content[int(column) - 1 :].partition('"')[0].strip()


def in_no_language(file: Path) -> Path:
    """The file with a fact that is written in a language without a pack alone, so that no letter can have it."""
    assert "sv" not in LANGUAGES
    return edited(file, "\nfacts:\n", "\nfacts:\n  - text: {sv: Ingen vet var han är.}\n")


def test_the_specimens(cli: Run, here: Path) -> None:
    """The two specimens have nothing but what their documents leave open, each at its place; stdout stays empty."""
    for shown in (cli("check", *DAY), cli("check", here, *DAY)):
        assert (shown.code, shown.out) == (0, "")
        lines = shown.err.splitlines()
        assert [standing_at(line) for line in lines if ": warning: " in line or ": note: " in line] == [
            ("azimov.yaml", "send_before: unknown"),
            ("azimov.yaml", "date:"),
            ("azimov.yaml", "en: Dear Head of the Investigation Committee}"),
            ("azimov.yaml", "kulishov:"),
            ("kasymakhunov.yaml", "date: {value: 2012-12-14, inferred:"),
            ("kasymakhunov.yaml", "en: Dear Chairman of the Investigation Committee}"),
            ("kasymakhunov.yaml", "pronichev:"),
        ]
        assert lines[-1] == "Checked 2 cases: 0 errors, 5 warnings, 2 notes."


def test_quiet(cli: Run, here: Path) -> None:
    """A quiet check leaves out notes."""
    shown = cli("check", here / "kasymakhunov.yaml", *DUE, "--quiet")
    assert shown.code == 0
    assert shown.err.splitlines()[0].startswith("cases/kasymakhunov.yaml:8:1: send_before: warning: the deadline has")
    assert "note:" not in shown.err


def test_one_case(cli: Run, here: Path) -> None:
    """One case is checked for itself, and counted as one."""
    shown = cli("check", here / "kasymakhunov.yaml", *DAY)
    assert (shown.code, shown.err.splitlines()[-1]) == (0, "Checked 1 case: 0 errors, 0 warnings, 1 note.")


@pytest.mark.parametrize(("args", "code"), [((), 0), (("--strict",), 3)])
def test_strict(cli: Run, here: Path, args: tuple[str, ...], code: int) -> None:
    """Under `--strict` warnings make exit code 3, and errors make 1 all the same."""
    file = here / "kasymakhunov.yaml"
    assert cli("check", file, *DUE, *args).code == code
    assert cli("check", file, *DAY, *args).code == 0
    edited(file, "if-held, country: UZ", "if-held")
    assert cli("check", file, *DUE, *args).code == 1


def test_languages(cli: Run, here: Path) -> None:
    """With languages a case must be complete in each, without them in any."""
    file = edited(here / "kasymakhunov.yaml", ", dat: Юсупу Касымахунову", "")
    for args in (("-l", "ru"), ("-l", "en", "-l", "ru"), ("-l", "all")):
        shown = cli("check", file, *DAY, *args)
        assert shown.code == 1
        error = next(line for line in shown.err.splitlines() if " error: " in line)
        assert error.endswith("people.yusup.name.ru.dat: error: the name has no form `dat` in русский (Russian)")
        assert standing_at(error)[1].startswith("ru: {nom: Юсуп Касымахунов,")
    for lang in ((), ("-l", "en")):
        assert cli("check", file, *DAY, *lang).code == 0
    in_no_language(file)
    shown = cli("check", file, *DAY)
    assert (shown.code, shown.err.count(" error: ")) == (1, 1)
    assert "cases/kasymakhunov.yaml: error: the case is not complete in any language" in shown.err


def test_revealing_words(cli: Run, here: Path) -> None:
    """Words of a language are looked for when it is wanted."""
    file = edited(here / "kasymakhunov.yaml", "ru: С тех пор", "ru: Он просил убежища. С тех пор")
    assert "the word `убежищ` may tell `matlubov` (UZ, a feared country)" in cli("check", file, *DAY, "-l", "ru").err
    assert "убежищ" not in cli("check", file, *DAY, "-l", "en").err


def test_protected_words(cli: Run, here: Path, tmp_path: Path) -> None:
    """A protected word is found in the case, and no line of the report repeats it, in any form of report."""
    words = tmp_path / "words"
    words.write_text("YUSUP\nbastrykin\nпограничной\n", encoding="utf-8")
    for form in ("text", "json", "github", "junit"):
        shown = cli("check", here, *DAY, "--protect", words, "--report", form)
        said = (shown.out + shown.err).casefold()
        assert shown.code == 1
        assert said.count("a protected word stands here") > 10
        # The files of the cases are named as they are: the user gave the folder.
        assert [word for word in ("yusup", "bastrykin", "пограничной") if word in said] == []


def test_the_same_id(cli: Run, here: Path) -> None:
    """Two cases of one id cannot both be rendered, so a check of both says so."""
    (here / "again.yaml").write_text((here / "azimov.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    shown = cli("check", here, *DAY)
    assert shown.code == 1
    assert shown.err.count("error: another case has the id `azimov` too") == 2
    assert cli("check", here / "again.yaml", *DAY).code == 0


def test_the_directory(cli: Run, here: Path, tmp_path: Path) -> None:
    """An entry that no case uses is checked too, also in a directory of one's own."""
    edited(here / "directory" / "offices.yaml", 'fax: "+7 495 955 57 03"', 'fax: "+7 495 955"')
    shown = cli("check", here / "kasymakhunov.yaml", *DAY)
    assert shown.code == 1
    error = next(line for line in shown.err.splitlines() if " error: " in line)
    assert error.endswith("ru-representative-european-court.fax: error: `+7 495 955` is not a valid number")
    assert standing_at(error)[0] == "offices.yaml"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "offices.yaml").write_text("x: {}\n", encoding="utf-8")
    shown = cli("check", here / "kasymakhunov.yaml", *DAY, "--directory", "own")
    assert "own/offices.yaml:1:4: x.country: error: the key `country` is missing" in shown.err


def test_list(cli: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list has each case with its deadline, the days that are left, and its languages."""
    monkeypatch.setenv("COLUMNS", "200")
    for args in ((), (here,)):
        shown = cli("list", *args, *DAY)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.split("\n")[0].split() == [
            "Case",
            "Status",
            "Send",
            "before",
            "Days",
            "left",
            "Languages",
            "File",
        ]
        assert rows(shown.out) == [
            ["azimov", "specimen", "unknown", "–", " ".join(LANGUAGES), "cases/azimov.yaml"],
            ["kasymakhunov", "specimen", "2013-01-28", "7", " ".join(LANGUAGES), "cases/kasymakhunov.yaml"],
        ]


@pytest.mark.parametrize(
    ("day", "left"), [("2013-01-26", "1"), ("2013-01-27", "0"), ("2013-01-28", "expired"), ("2024-01-01", "expired")]
)
def test_days_left(cli: Run, here: Path, day: str, left: str) -> None:
    """No day is left on the last day on which letters may be sent; after it the case is expired."""
    assert rows(cli("list", here / "kasymakhunov.yaml", "--date", day).out)[0][3] == left


def test_list_of_what_is_not_complete(cli: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that lacks something says in which languages it is complete, and one that cannot be read is told of."""
    monkeypatch.setenv("COLUMNS", "200")
    file = edited(here / "kasymakhunov.yaml", ", dat: Юсупу Касымахунову", "")
    edited(here / "azimov.yaml", "countries: [RU, TJ]", "countries: [Russia]")
    shown = cli("list", *DAY)
    assert shown.code == 1
    complete = " ".join(code for code in LANGUAGES if code != "ru")
    assert [row[:5] for row in rows(shown.out)] == [["kasymakhunov", "specimen", "2013-01-28", "7", complete]]
    assert shown.err.splitlines()[0] == "cases/azimov.yaml:9:13: countries[0]: error: unknown country `Russia`"
    in_no_language(file)
    assert rows(cli("list", file, *DAY).out)[0][4] == "none"
    file.unlink()
    assert cli("list", *DAY).out == ""
