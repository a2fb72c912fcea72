"""`envelopes`: who gets one, on what, what is told, and that one case does not spoil the others."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
import json
import os
from pathlib import Path
from typing import Any

from pypdf import PdfReader
import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN
from builders.compose import ADDRESS, CHAIR, MINISTER, case_of, copied, official
from builders.envelopes import PAPERS, Page, read

Run = Callable[..., Outcome]
WHO = "name: Anna Maria Keller\ncountry: DE\naddress: [Hauptstraße 1, 10115 Berlin]\nlanguages: [en]\n"
CHAIR_AT = "Pavel Andreevich Belov Chairman of the Investigation Committee of the Russian Federation"
STREET = "Tekhnicheskii pereulok, dom 2 105005 Moscow"
PRINT = "Print at 100 % on {}; try one on plain paper first."
OTHER_NAME = {"en": {"given": "Ivan", "patronymic": "Petrovich", "family": "Orlov"}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def case(name: str = "nazarov", **changes: Any) -> Path:  # noqa: ANN401
    """An open case to a chair in Moscow, in the folder that the command is run in."""
    path = Path(f"{name}.yaml")
    path.write_text(json.dumps(case_of(id=name, **changes), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def sender(text: str = WHO) -> tuple[str, Path]:
    """The option that names a profile."""
    path = Path("me.yaml")
    path.write_text(text, encoding="utf-8")
    return "--sender", path


def printed(name: str = "envelopes.pdf") -> list[Page]:
    """The pages of the PDF that was written."""
    return read(Path(name).read_bytes())


def addresses(name: str = "envelopes.pdf") -> list[str]:
    """What stands in the lower part of each envelope."""
    return [page.within(0, 40, page.width, page.height).text for page in printed(name)]


def corner(page: Page) -> str:
    """What stands in the upper part of an envelope."""
    return page.within(0, 0, page.width, 40).text


def problems(shown: Outcome) -> list[str]:
    """The errors and notes that were told, with what to do next."""
    lines = shown.err.splitlines()
    return [line for line in lines if ": error: " in line or ": note: " in line or line.startswith("    → ")]


def files() -> list[str]:
    """What is in the folder that the command is run in."""
    return sorted(path.name for path in Path().iterdir())


def test_an_envelope_for_everybody(cli: Run) -> None:
    """One page for each recipient, in the order of the case; stdout has the path, stderr how to print it."""
    path = case(addressees={"chair": CHAIR, "copy": copied(), "minister": MINISTER}, countries=["RU", "UZ"])
    shown = cli("envelopes", path, *DAY, *sender())
    assert (shown.code, shown.out) == (0, "envelopes.pdf\n")
    assert shown.err == PRINT.format("DL envelopes") + "\n"
    assert cli("envelopes", path, *DAY, *sender(), "--quiet") == replace(shown, err="")
    assert addresses() == [
        f"{CHAIR_AT} {STREET} RUSSLAND",
        "Olga Petrovna Belova Deputy Director of the Federal Security Service 107031 Moscow RUSSLAND",
        addresses()[2],
    ]
    assert addresses()[2].endswith("Tashkent 100029 USBEKISTAN")
    assert [corner(page) for page in printed()] == ["Anna Maria Keller Hauptstraße 1 10115 Berlin DEUTSCHLAND"] * 3


@pytest.mark.parametrize(
    ("country", "size", "last"),
    [
        ("DE", (220, 110), "RUSSLAND"),
        ("CH", (229, 114), "RUSSLAND"),
        ("US", (241.3, 104.8), "RUSSIA"),
        ("MX", (241.3, 104.8), "RUSIA"),
        ("TR", (220, 110), "RUSYA"),
        ("RU", (220, 110), "Moscow"),
    ],
)
def test_the_envelope_of_a_country(cli: Run, country: str, size: tuple[float, float], last: str) -> None:
    """Without a profile it is said where the letters are posted; the envelope is the usual one there."""
    shown = cli("envelopes", case(), *DAY, "--from", country, "--accept-risk")
    assert shown.code == 0
    (page,) = printed()
    assert (page.width, page.height) == pytest.approx(size, abs=0.01)
    assert addresses()[0].endswith(f"105005 Moscow {last}" if last != "Moscow" else "105005 Moscow")
    assert corner(page) == ""


def test_where_it_is_posted_is_not_known(cli: Run) -> None:
    """Then the country is in English, and it is said what to do about it."""
    shown = cli("envelopes", case(), *DAY)
    assert shown.code == 0
    assert addresses()[0].endswith("105005 Moscow RUSSIA")
    assert "use --from." in shown.err


def test_a_profile_in_the_settings(cli: Run) -> None:
    """It is used unasked, but not if the country is named."""
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "ualetters"
    settings.mkdir()
    (settings / "sender.yaml").write_text(WHO, encoding="utf-8")
    path = case()
    cli("envelopes", path, *DAY)
    assert corner(printed()[0]).startswith("Anna")
    for options in (("--from", "DE"), ("--blank",)):
        cli("envelopes", path, *DAY, *options)
        assert corner(printed()[0]) == ""


@pytest.mark.parametrize(
    ("privacy", "expected"),
    [
        ("full", "Anna Maria Keller Hauptstraße 1 10115 Berlin DEUTSCHLAND"),
        ("initials", "A. M. K. 10115 Berlin DEUTSCHLAND"),
        ("hand", ""),
    ],
)
def test_the_return_address(cli: Run, privacy: str, expected: str) -> None:
    """It is printed as far as the profile lets it be; nothing of it is in the PDF's own data or in what is said."""
    shown = cli("envelopes", case(), *DAY, *sender(f"{WHO}privacy: {privacy}\n"))
    assert corner(printed()[0]) == expected
    reader = PdfReader("envelopes.pdf")
    xmp = reader.root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    hidden = f"{reader.metadata} {xmp} {reader.outline} {shown.out} {shown.err} {files()}"
    assert "Keller" not in hidden
    assert "Hauptstra" not in hidden


@pytest.mark.parametrize("size", ["DL", "C5", "C6", "C6/5", "#10", "Monarch"])
def test_sizes(cli: Run, size: str) -> None:
    """Each size can be asked for, whatever is usual."""
    shown = cli("envelopes", case(), *DAY, "--from", "DE", "--envelope", size, "-o", "out/post.pdf")
    assert (shown.code, shown.out) == (0, f"{Path('out/post.pdf')}\n")
    assert PRINT.format(f"{size} envelopes") in shown.err
    assert len(printed("out/post.pdf")) == 1


@pytest.mark.parametrize(("sheet", "paper"), [("L7160", "a4"), ("5160", "us-letter")])
def test_labels(cli: Run, sheet: str, paper: str) -> None:
    """Labels are on the paper that their sheet is of, after those that are used up, and without the sender."""
    shown = cli("envelopes", case(), *DAY, *sender(), "--labels", sheet, "--skip", "2")
    assert (shown.code, shown.out) == (0, "labels.pdf\n")
    assert PRINT.format(f"{sheet} labels") in shown.err
    (page,) = printed("labels.pdf")
    assert (page.width, page.height) == pytest.approx(PAPERS[paper], abs=0.01)
    assert " ".join(word.text for word in page.words) == f"{CHAIR_AT} {STREET} RUSSLAND"
    assert min(word.left for word in page.words) > 2 * page.width / 3


def test_everybody_once(cli: Run) -> None:
    """Neither two languages nor two cases print an address twice; another name at the same address is another."""
    names = {"chair": CHAIR, "other": official(name=OTHER_NAME)}
    first, second = case(), case("second", addressees=names)
    shown = cli("envelopes", first, second, *DAY, "--from", "DE", "-l", "en", "-l", "de", "--blank")
    assert (shown.code, [text.split()[0] for text in addresses()]) == (0, ["Pavel", "Ivan"])


def test_everybody_once_whatever_the_language(cli: Run) -> None:
    """Of an office that is written differently in each language one is printed, that of the first."""
    chair = "Vorsitzender der Kommission"
    office = {"kind": "chair", "de": {"nom": chair, "acc": "Vorsitzenden"}, "tr": "Komisyon Başkanı"}
    people = {"timur": {"gender": "m", "name": {"de": "Timur Nazarow", "tr": "Timur Nazarov"}}}
    path = case(people=people, addressees={"chair": official(office=office, name=None)})
    shown = cli("envelopes", path, *DAY, "--from", "DE", "-l", "de", "-l", "tr")
    assert (shown.code, addresses()) == (0, [f"{chair} {STREET} RUSSLAND"])


def test_a_specimen_is_not_taken_for_an_open_case(cli: Run) -> None:
    """The same address is printed for both, with the mark on one of them."""
    paths = case("open"), case("specimen", status="specimen", cleared=None)
    shown = cli("envelopes", *paths, *DAY, "--from", "DE")
    assert [corner(page) for page in printed()] == ["", "SPECIMEN – do not send"]
    assert len(set(addresses())) == 1
    assert "The case `specimen` is a specimen: do not send its letters." in shown.err


def test_who_gets_none(cli: Run) -> None:
    """Who has no address, or none in Latin script, is named with what to do."""
    people = {
        "chair": CHAIR,
        "nowhere": official(address=None, email="office@example.ru"),
        "elsewhere": official(address={"ru": ["105005 Москва"]}),
    }
    path = case(addressees=people)
    shown = cli("envelopes", path, *DAY, "--from", "DE", "-l", "ru")
    assert (shown.code, addresses()) == (0, [f"{CHAIR_AT} {STREET} RUSSLAND"])
    assert problems(shown) == [
        "nazarov.yaml: note: nothing is printed for `nowhere`: no address is known",
        "    → look it up and write it by hand",
        "nazarov.yaml: note: nothing is printed for `elsewhere`: there is no address in Latin script",
        "    → write it by hand",
    ]


def test_nobody_gets_anything_by_post(cli: Run) -> None:
    """Then there is no PDF, which is said."""
    path = case(addressees={"chair": official(address=None, email="office@example.ru")})
    shown = cli("envelopes", path, *DAY, "--from", "DE")
    assert (shown.code, shown.out, files()) == (1, "", [path.name])
    assert shown.err.endswith("Nobody gets anything by post, so nothing was written.\n")


@pytest.mark.parametrize("posted", [True, False])
def test_an_embassy_in_the_country_of_posting(cli: Run, *, posted: bool) -> None:
    """Its country is left out there, and printed if it is posted from elsewhere."""
    Path("directory").mkdir()
    entry = {"address": {"latin": ["Unter den Linden 63", "10117 Berlin"]}, "sources": ["x"], "verified": "2012-12-01"}
    Path("directory/embassies.yaml").write_text(json.dumps({"RU": {"DE": entry}}), encoding="utf-8")
    path = case(diplomatic_copies=["RU"])
    shown = cli("envelopes", path, *DAY, "--from", "DE" if posted else "FR", "--to", "embassy-ru")
    if posted:
        assert addresses() == ["Embassy – Russia Unter den Linden 63 10117 Berlin"]
    else:
        assert (shown.code, shown.out) == (1, "")
        assert "nothing is printed for `embassy-ru`: no address is known" in shown.err


def test_a_case_that_fails(cli: Run) -> None:
    """Nothing is printed of a case of which a letter fails; the others are, and the exit code tells."""
    bad = Path("bad.yaml")
    bad.write_text(OPEN.replace("en: Minister of Justice, ", "").replace("id: example", "id: bad"), encoding="utf-8")
    shown = cli("envelopes", bad, case(), *DAY, "--from", "DE", "-l", "en")
    assert (shown.code, shown.out) == (1, "envelopes.pdf\n")
    assert addresses() == [f"{CHAIR_AT} {STREET} RUSSLAND"]
    assert "Nothing was written of bad.yaml. Mend it, then run `ualetters check bad.yaml`." in shown.err


def test_an_address_that_does_not_fit(cli: Run) -> None:
    """It fails its case only, is named by the recipient's id, and it is said what to do."""
    long = official(address={"latin": [f"Hidden line {number}" for number in range(9)]}, name=OTHER_NAME)
    paths = case("long", addressees={"chair": CHAIR, "other": long}), case("short")
    shown = cli("envelopes", *paths, *DAY, "--from", "DE", "--labels", "5160")
    assert (shown.code, shown.out, len(printed("labels.pdf"))) == (1, "labels.pdf\n", 1)
    assert problems(shown) == [
        "long/other: error: an address is too long for the label",
        "    → use a sheet with larger labels, or shorten its lines",
    ]
    assert "Nothing was written of long.yaml." in shown.err
    assert "Hidden" not in shown.err
    shown = cli("envelopes", paths[0], *DAY, "--from", "DE", "--labels", "5160", "-o", "none.pdf")
    assert (shown.code, shown.out, Path("none.pdf").exists()) == (1, "", False)
    assert "Nobody" not in shown.err


def test_two_cases_of_one_id(cli: Run) -> None:
    """They are refused as they are by `render`, and the others printed."""
    twin = Path("twin.yaml")
    twin.write_text(case().read_text(encoding="utf-8"), encoding="utf-8")
    shown = cli("envelopes", "nazarov.yaml", twin, case("other"), *DAY, "--from", "DE")
    assert (shown.code, len(addresses())) == (1, 1)
    assert shown.err.count("another case has the id `nazarov` too") == 2


def test_a_protected_word(cli: Run) -> None:
    """A word that must reach no letter reaches no envelope, and is not repeated."""
    Path("words").write_text("Tekhnicheskii\n", encoding="utf-8")
    shown = cli("envelopes", case(), *DAY, "--from", "DE", "--protect", "words", "-l", "ru")
    assert (shown.code, shown.out) == (1, "")
    assert "Tekhnicheskii" not in shown.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--envelope", "Monark"), "there is no envelope 'Monark'; did you mean `Monarch`?"),
        (("--labels", "L7161"), "there is no label sheet 'L7161'; did you mean"),
        (("--labels", "L7160", "--envelope", "DL"), "--labels are instead of envelopes; leave out --labels"),
        (("--skip", "3"), "--skip is for labels; name their sheet with --labels"),
        (("--labels", "L7160", "--skip", "21"), "--skip 21: a sheet of L7160 has 21 labels"),
        (("--labels", "L7160", "--skip", "-1"), "--skip counts used labels: 0 to 20"),
        (("--output", "post.txt"), "'post.txt' must end in .pdf; name a file such as envelopes.pdf"),
        (("--output", ".pdf"), "'.pdf' has no name before .pdf; name a file such as envelopes.pdf"),
        (("--from", "XX"), "there is no country 'XX'; write an ISO 3166-1 code such as DE or US"),
        (("--from", "DE", "--sender", "me.yaml"), "--from is for those without a profile; leave out --from or"),
        (("--lang", "xx"), "there is no language pack 'xx'"),
    ],
)
def test_wrong_usage(cli: Run, args: tuple[str, ...], message: str) -> None:
    """Wrong usage is exit code 2 with what is wrong and what may be meant; nothing is written."""
    path = case()
    shown = cli("envelopes", path, *args)
    assert (shown.code, shown.out, files()) == (2, "", [path.name])
    assert message in " ".join(shown.err.split())


def test_a_place_that_takes_no_file(cli: Run) -> None:
    """A folder of the PDF's name is refused, as it is for letters."""
    Path("post.pdf").mkdir()
    shown = cli("envelopes", case(), *DAY, "--from", "DE", "-o", "post.pdf")
    assert (shown.code, shown.out) == (1, "")
    assert "post.pdf: error: a folder has the name of the file" in shown.err


def test_help(cli: Run) -> None:
    """It shows how to print envelopes, one of them, and labels of a sheet that is partly used."""
    shown = " ".join(cli("envelopes", "--help").out.split())
    for example in ("cases --from DE", "--to bastrykin --envelope C6", "--labels L7160 --skip 4"):
        assert example in shown


def test_the_same_bytes(cli: Run) -> None:
    """The same command makes the same PDF."""
    path = case(addressees={"chair": official(address=ADDRESS)})
    made = []
    for _ in range(2):
        cli("envelopes", path, *DAY, "--from", "DE")
        made.append(Path("envelopes.pdf").read_bytes())
    assert made[0] == made[1]
    assert PdfReader(BytesIO(made[0])).metadata is not None


def test_what_concerns_no_envelope_is_not_told(cli: Run) -> None:
    """A spelling without a source and a translation without a digest are for those who write the letter."""
    path = case(people={"timur": {"gender": "m", "name": {"en": "Timur Nazarov", "unsourced": ["en"]}}})
    assert "translations" in cli("check", path, "--report", "json", *DAY).out
    shown = cli("envelopes", path, *DAY, "--from", "DE")
    assert (shown.code, problems(shown)) == (0, [])
    assert "source" not in shown.err


def test_a_deadline(cli: Run) -> None:
    """It is warned of as by `render`: strictly it fails the case, unless somebody has asked."""
    path, late = case(send_before="2013-01-01"), ("--date", "2013-06-01", "--from", "DE")
    assert "warning: the deadline has passed" in cli("envelopes", path, *late).err
    strict = cli("envelopes", path, *late, "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert "warning: the deadline has passed" in strict.err
    checked = cli("envelopes", path, *late, "--strict", "--deadline-checked")
    assert (checked.code, "deadline" in checked.err) == (0, False)
