"""`plan`: what is printed where, whose country and whose section's file count, and the exit code."""

from collections.abc import Callable
import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case
from ualetters.cli import options

Run = Callable[..., Outcome]
SECTION = 'country: CZ\npost: {RU: 14, CZ: 2}\npostage: {abroad: "1.90 CHF", inland: "1.20 CHF"}\n'
NO_SECTION = "There is no section's file, so nothing is known of mail; `ualetters plan --help` shows one."
NO_COUNTRY = "It is not known where you write from: name the country with --from, or run `ualetters sender`."
# Stands for what nobody else may learn.
CANARY = "Nováková"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open case in the folder that the command is run in."""
    return open_case(tmp_path, monkeypatch)


@pytest.fixture
def settings() -> Path:
    """The settings folder, which is made."""
    folder = options.sender_path().parent
    folder.mkdir(parents=True)
    return folder


def write(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


def read(outcome: Outcome) -> dict[str, Any]:
    """The JSON that was printed."""
    found = json.loads(outcome.out)
    assert isinstance(found, dict)
    return found


def channels(outcome: Outcome, recipient: str = "minister") -> list[dict[str, Any]]:
    """The channels of a recipient of the only case."""
    (plan,) = read(outcome)["plans"]
    (found,) = [one["channels"] for one in plan["recipients"] if one["id"] == recipient]
    return list(found)


def test_text(cli: Run, case: Path) -> None:
    """The plan goes to stdout, one channel to a line, below its case and recipient and above its reason."""
    write(Path("section.yaml"), SECTION)
    shown = cli("plan", case, "--from", "CZ", "--section", "section.yaml", *DAY)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == (
        """\
example
  embassy-ru
    ask  post
         → look up the address: the directory has no embassy of RU in CZ
  governor
    yes  web https://tver.example.ru/
         phone 00 7 495 955-57-03
         → by 2024-04-11: 32 days left
  minister
    yes  fax 00 7 499 265-90-77
         fax 00 7 499 265-97-75
         e-mail office@minjust.ru
         → by 2024-04-11: 32 days left
    yes  post Moscow
         → post it by 2024-03-28: it takes about 14 days; postage 1.90 CHF
"""
    )


def test_json(cli: Run, case: Path) -> None:
    """The JSON has every key in every place, sorted, and nothing of the talk."""
    write(Path("section.yaml"), SECTION)
    args = ("plan", case, "--from", "CZ", "--section", "section.yaml", "--to", "minister", *DAY, "--report", "json")
    shown = cli(*args)
    assert (shown.code, shown.err) == (0, "")
    fax = {"kind": "fax", "makes_sense": "yes", "reason": "by 2024-04-11: 32 days left"}
    empty = {"dialled": None, "post_by": None, "postage": None}
    found = {
        "date": "2024-03-10",
        "plans": [
            {
                "case_id": "example",
                "days_left": 32,
                "last_day": "2024-04-11",
                "recipients": [
                    {
                        "channels": [
                            empty | fax | {"dialled": "00 7 499 265-90-77", "value": "+7 499 265-90-77"},
                            empty | fax | {"dialled": "00 7 499 265-97-75", "value": "+7 499 265-97-75"},
                            empty | fax | {"kind": "email", "value": "office@minjust.ru"},
                            {
                                "dialled": None,
                                "kind": "post",
                                "makes_sense": "yes",
                                "post_by": "2024-03-28",
                                "postage": "1.90 CHF",
                                "reason": "post it by 2024-03-28: it takes about 14 days",
                                "value": "Moscow",
                            },
                        ],
                        "country": "RU",
                        "id": "minister",
                        "role": "to",
                    }
                ],
                "state": "open",
            }
        ],
    }
    assert read(shown) == found
    assert shown.out == json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert cli(*args).out == shown.out


def test_cases_are_sorted(cli: Run, case: Path) -> None:
    """Cases and recipients stand in the order of their ids, however they were named."""
    write(Path("a.yaml"), OPEN.replace("id: example", "id: zebra"))
    write(Path("z.yaml"), OPEN.replace("id: example", "id: ant"))
    shown = cli("plan", "a.yaml", case, "z.yaml", "--from", "CZ", *DAY)
    assert [line for line in shown.out.splitlines() if not line.startswith(" ")] == ["ant", "example", "zebra"]
    again = cli("plan", ".", "--from", "CZ", *DAY)
    assert again.out == shown.out


def test_the_profile(cli: Run, case: Path, settings: Path) -> None:
    """The country is the profile's, and nothing else of the profile is told."""
    write(settings / "sender.yaml", SENDER)
    for args in ((), ("--sender", settings / "sender.yaml")):
        for report in ("text", "json"):
            shown = cli("plan", case, *DAY, *args, "--report", report)
            assert shown.code == 0
            assert "00 7 499 265-90-77" in shown.out
            assert "no embassy of RU in CZ" in shown.out
            assert not any(word in shown.out + shown.err for word in (CANARY, "Clara", "Praha", "Dlouhá"))
    shown = cli("plan", case, *DAY, "--blank")
    assert shown.err.splitlines() == [NO_COUNTRY, NO_SECTION]
    assert "fax +7 499 265-90-77" in shown.out


def test_from_another_country(cli: Run, case: Path, settings: Path) -> None:
    """With --from the profile in the settings is not even read."""
    write(settings / "sender.yaml", "name: [")
    assert cli("plan", case, *DAY).code == 1
    shown = cli("plan", case, *DAY, "--from", "US")
    assert (shown.code, shown.err.splitlines()) == (0, [NO_SECTION])
    assert "011 7 499 265-90-77" in shown.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--from", "XY"), "there is no country 'XY'; write an ISO 3166-1 code such as DE or US"),
        (("--from", "Germany"), "there is no country 'Germany'"),
        (("--from", "DE", "--sender", "me.yaml"), "leave out --from or --sender"),
        (("--date", "tomorrow"), "'tomorrow' is not a date"),
        (("--report", "github"), "'github' is not one of 'text', 'json'"),
        (("--directory", "nowhere"), "there is no folder 'nowhere'"),
    ],
)
def test_wrong_usage(cli: Run, case: Path, args: tuple[str, ...], message: str) -> None:
    """Wrong usage is exit code 2, and nothing is planned."""
    shown = cli("plan", case, *args)
    assert (shown.code, shown.out) == (2, "")
    assert message in " ".join(shown.err.split())


def test_the_section_in_the_settings(cli: Run, case: Path, settings: Path) -> None:
    """The section's file in the settings counts unless another is named; it is called without its folder."""
    write(settings / "section.yaml", "country: CZ\npost: {RU: suspended}\n")
    args = ("plan", case, "--from", "CZ", "--to", "minister", *DAY, "--report", "json")
    shown = cli(*args)
    assert shown.err == ""
    assert channels(shown)[-1]["reason"] == "no mail goes to RU, as your section says"
    write(Path("own.yaml"), SECTION)
    assert channels(cli(*args, "--section", "own.yaml"))[-1]["post_by"] == "2024-03-28"
    write(settings / "section.yaml", "country: CZ\npost: {RU: soon}\n")
    shown = cli(*args)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("section.yaml:2:12: post.RU: error: `soon` is not a number of days that mail takes\n")
    assert str(settings) not in shown.err


@pytest.mark.parametrize("report", ["text", "json"])
def test_a_section_of_another_country(cli: Run, case: Path, report: str) -> None:
    """Neither its days nor its prices are taken for those of the country that is written from, and that is told."""
    write(Path("section.yaml"), SECTION)
    args = ("plan", case, "--section", "section.yaml", "--to", "minister", *DAY, "--report", report)
    said = "section.yaml: warning: the section's file is for CZ and was not used for "
    shown = cli(*args, "--from", "US")
    assert shown.code == 0
    assert shown.err.startswith(f"{said}US\n")
    assert "ask your post office whether mail goes to RU and how many days it takes" in shown.out
    assert "CHF" not in shown.out
    assert f"{said}a country that is not known\n" in cli(*args, "--blank").err


def test_a_section_that_is_not_there(cli: Run, case: Path) -> None:
    """A section's file that was named must be there."""
    shown = cli("plan", case, "--section", "no.yaml", *DAY)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("no.yaml: error: cannot read the file: no such file or directory\n")


def test_to(cli: Run, case: Path) -> None:
    """Recipients can be chosen, in whichever of the cases they are; an id that nobody has is told."""
    write(Path("other.yaml"), OPEN.replace("id: example", "id: other").replace("  governor:", "  mayor:"))
    shown = cli("plan", case, "other.yaml", "--from", "DE", "--to", "governor", "--report", "json", *DAY)
    assert (shown.code, shown.err) == (0, "")
    (plan,) = read(shown)["plans"]
    assert (plan["case_id"], [one["id"] for one in plan["recipients"]]) == ("example", ["governor"])
    shown = cli("plan", case, "--from", "DE", "--to", "minster", "--to", "minster", "--to", "embassy-ru", *DAY)
    assert shown.code == 1
    assert shown.out.splitlines()[:2] == ["example", "  embassy-ru"]
    assert "minister" not in shown.out
    assert shown.err.splitlines() == [
        NO_SECTION,
        "--to minster: error: nobody has the id `minster`",
        "    → did you mean `minister`?",
    ]


@pytest.mark.parametrize("report", ["text", "json"])
def test_a_case_that_cannot_be_read(cli: Run, case: Path, report: str) -> None:
    """What is wrong with a case is told with its place; the others are planned all the same."""
    write(Path("bad.yaml"), OPEN.replace("gender: f", "gender: w"))
    shown = cli("plan", "bad.yaml", "none.yaml", case, "--from", "DE", "--report", report, *DAY)
    assert shown.code == 1
    assert "bad.yaml:9:13: people.anna.gender: error: unknown gender `w`" in shown.err
    assert "none.yaml: error: cannot read the file" in shown.err
    assert "00 7 499 265-90-77" in shown.out
    nothing = cli("plan", "bad.yaml", "--report", report, *DAY)
    assert nothing.code == 1
    assert read(nothing)["plans"] == [] if report == "json" else nothing.out == ""
    assert not any(line in nothing.err for line in (NO_SECTION, NO_COUNTRY))


def test_nobody_has_an_id_only_if_every_case_was_read(cli: Run, case: Path) -> None:
    """While a case cannot be read, somebody in it may have the id."""
    write(Path("bad.yaml"), OPEN.replace("gender: f", "gender: w"))
    shown = cli("plan", "bad.yaml", case, "--from", "DE", "--to", "mayor", *DAY)
    assert (shown.code, "unknown gender `w`" in shown.err, "nobody has" in shown.err) == (1, True, False)


def test_a_case_that_nobody_has_cleared(cli: Run, case: Path) -> None:
    """Nobody is told to send letters of it."""
    write(case, "".join(line for line in OPEN.splitlines(keepends=True) if not line.startswith("cleared")))
    shown = cli("plan", case, "--from", "DE", *DAY)
    assert (shown.code, "    yes  " in shown.out) == (0, False)
    assert "→ nobody has cleared this case: ask your section office before you send anything" in shown.out


@pytest.mark.parametrize("word", ["OFFICE@minjust.ru", "moscow 105005", "2 CHF", "265-97", "example.ru", "ant"])
@pytest.mark.parametrize("report", ["text", "json"])
def test_protected_words(cli: Run, case: Path, word: str, report: str) -> None:
    """A plan with one is not printed, and the word is not repeated; plans without it are."""
    write(case, OPEN.replace("[Moscow]", "[Moscow, 105005]").replace("id: example", "id: ant"))
    write(Path("section.yaml"), "country: DE\npost: {RU: 14}\npostage: {abroad: 2 CHF}\n")
    write(Path("words"), f"{word}\n")
    args = ("plan", case, "--from", "DE", "--section", "section.yaml", "--protect", "words", *DAY, "--report", report)
    shown = cli(*args)
    assert shown.code == 1
    assert shown.out == "" if report == "text" else read(shown)["plans"] == []
    assert shown.err.startswith("example.yaml: plan: error: a protected word stands here\n")
    assert word.casefold() not in shown.err.casefold().replace("want", "")
    write(Path("words"), "nothing of the kind\n")
    assert cli(*args).code == 0
    assert cli(*args, "--protect", "nowhere").code == 2


def test_problems_repeat_no_protected_word(cli: Run, case: Path) -> None:
    """What is wrong with a case or an id is told without it."""
    write(case, OPEN.replace("gender: f", "gender: anna"))
    write(Path("words"), "anna\n")
    shown = cli("plan", case, "--from", "DE", "--protect", "words", *DAY)
    assert (shown.code, shown.out) == (1, "")
    assert "what is wrong here would repeat a protected word" in shown.err
    assert "anna" not in shown.err


def test_the_deadline(cli: Run, case: Path) -> None:
    """After the last day nothing is advised until somebody has asked."""
    day = ("--date", "2024-04-12")
    late = cli("plan", case, *day, "--from", "DE")
    assert late.code == 0
    assert "    yes  " not in late.out
    assert "→ the last day was 2024-04-11: ask your section office before you send anything" in late.out
    checked = cli("plan", case, *day, "--from", "DE", "--deadline-checked")
    assert "    yes  fax 00 7 499 265-90-77" in checked.out


def test_specimens(cli: Run, cases: Path) -> None:
    """Nothing of a specimen is sent, and each is named on stderr."""
    shown = cli("plan", cases, "--from", "DE", "--date", "2013-01-20")
    assert shown.code == 0
    assert shown.err.splitlines() == [
        "The case `azimov` is a specimen: do not send its letters.",
        "The case `kasymakhunov` is a specimen: do not send its letters.",
        NO_SECTION,
    ]
    assert {line.split()[0] for line in shown.out.splitlines() if line.startswith("    ") and line[4] != " "} == {"no"}
    assert {line.strip() for line in shown.out.splitlines() if "→" in line} == {"→ a specimen: do not send"}
    assert "no   fax 00 998 71 233 89 34\n" in shown.out


def test_a_seed_that_was_opened(cli: Run, cases: Path) -> None:
    """A real case as it was when it was open: fax and e-mail to Tashkent, and post in time for the last day."""
    file = cases / "kasymakhunov.yaml"
    text = file.read_text(encoding="utf-8")
    write(file, text.replace("status: specimen", "status: open\ncleared: {by: the tests, date: 2013-01-01}"))
    section = write(cases / "section.txt", "country: GB\npost: {RU: suspended, UZ: 14}\n")
    args = ("plan", file, "--from", "GB", "--section", section, "--to", "matlubov", "--report", "json")
    found = channels(cli(*args, "--date", "2013-01-13"), "matlubov")
    assert [(one["kind"], one["dialled"] or one["value"], one["makes_sense"]) for one in found] == [
        ("fax", "00 998 71 233 89 34", "yes"),
        ("email", "mvd@mvd.uz", "yes"),
        ("email", "info@mvd.uz", "yes"),
        ("post", "Ministerstvo vnutrennikh del, ul. Junus Rajabiy 1, Tashkent 100029", "yes"),
    ]
    assert found[-1]["post_by"] == "2013-01-13"
    assert channels(cli(*args, "--date", "2013-01-14"), "matlubov")[-1]["makes_sense"] == "no"


def test_a_directory_of_ones_own(cli: Run, case: Path) -> None:
    """An embassy of one's own directory is found, and its address does not steer the terminal."""
    Path("mine").mkdir()
    embassy = "RU: {DE: {address: {latin: ['Haus ##[x', '1 Berlin']}, sources: [x], verified: unknown}}\n"
    write(Path("mine/embassies.yaml"), embassy)
    shown = cli("plan", case, "--from", "DE", "--directory", "mine", "--to", "embassy-ru", *DAY)
    assert shown.out.splitlines()[2] == "    ask  post Haus ##\\x5bx, 1 Berlin"


def test_help_teaches(cli: Run) -> None:
    """The help shows a whole section's file and two examples."""
    shown = cli("plan", "--help")
    assert "    country: CH\n" in shown.out
    assert "    post: {RU: suspended, UZ: 14}\n" in shown.out
    assert '    postage: {abroad: "1.90 CHF", inland: "1.20 CHF"}\n' in shown.out
    assert "    ualetters plan cases --from DE\n" in shown.out
