"""`render --from --layout`: how printed letters are laid out, and what is said where that cannot be."""

from collections.abc import Callable
import os
from pathlib import Path
import shutil

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case, told, written
from builders.formats_pdf import pages
from builders.window import MM, strokes, text_of

file = pytest.fixture(open_case)

Run = Callable[..., Outcome]
PRINT = ("-l", "en", "-f", "pdf", "--to", "minister", *DAY)
LONG = "address: {latin: [one, two, three, four, five, six, seven, eight]}"


def letter(recipient: str = "minister") -> bytes:
    """The PDF that was written."""
    return Path(f"letters/example/en/{recipient}.pdf").read_bytes()


def marks(content: bytes) -> list[int]:
    """Where a letter is folded and punched, in whole millimetres from the top of the first page."""
    return [int(stroke.top + 0.1) for stroke in strokes(content) if stroke.right < 15]


def height(content: bytes, page: int = 0) -> float:
    """The height of a page in millimetres."""
    return round(float(pages(content)[page].mediabox.height) / MM, 1)


@pytest.mark.parametrize(
    ("country", "laid", "name"),
    [
        ("DE", ([105, 148, 210], 297, 1), "RUSSLAND"),
        ("FR", ([99, 198], 297, 1), "RUSSIE"),
        ("CH", ([105, 210], 297, 1), "RUSSLAND"),
        ("GB", ([105, 210], 297, 1), "RUSSIA"),
        ("US", ([101, 190], 279.4, 1), "RUSSIA"),
        ("ES", ([], 297, 1), "Russian Federation"),
        ("MX", ([], 279.4, 1), "Russian Federation"),
    ],
)
def test_a_country_of_posting(cli: Run, file: Path, country: str, laid: tuple[object, ...], name: str) -> None:
    """Its paper, its window, and the language in which its post office reads the address."""
    shown = cli("render", file, *PRINT, "--from", country)
    assert (shown.code, written()) == (0, ["example/en/minister.pdf"])
    assert (marks(letter()), height(letter()), len(pages(letter()))) == laid
    assert f"Moscow {name}" in text_of(letter())


def test_without_a_country_a_letter_is_plain(cli: Run, file: Path) -> None:
    """So is one that is asked for as plain, or to an embassy whose address nobody knows."""
    cli("render", file, *PRINT)
    plain = letter()
    assert marks(plain) == []
    cli("render", file, *PRINT, "--from", "DE", "--layout", "plain")
    assert letter() == plain
    shown = cli("render", file, "-l", "en", "-f", "pdf", "--to", "embassy-ru", *DAY, "--from", "DE")
    assert (shown.code, marks(letter("embassy-ru"))) == (0, [])
    assert "window" not in shown.err


def test_a_layout_by_name(cli: Run, file: Path) -> None:
    """It is taken wherever the letter is posted; who has no address in Latin script is told of."""
    shown = cli("render", file, *PRINT, "--layout", "us10", "--from", "DE")
    assert (shown.code, marks(letter()), height(letter())) == (0, [101, 190], 279.4)
    shown = cli("render", file, "-l", "en", "-f", "pdf", *DAY, "--layout", "din5008a")
    assert shown.code == 0
    assert marks(letter()) == [87, 148, 192]
    window = "there is no address in Latin script for the window of the layout `din5008a`, so the letter is plain"
    found = [line for line in told(shown) if "window" in line]
    assert found == [f"example.yaml: note: `{who}`: {window}" for who in ("embassy-ru", "governor")]


def test_the_profile_says_where_a_letter_is_posted(cli: Run, file: Path) -> None:
    """Unless the command line does; the two are not mixed."""
    Path("sender.yaml").write_text(SENDER.replace("country: CZ", "country: FR"), encoding="utf-8")
    cli("render", file, *PRINT, "--sender", "sender.yaml")
    assert marks(letter()) == [99, 198]
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "ualetters"
    settings.mkdir()
    shutil.copy("sender.yaml", settings)
    cli("render", file, *PRINT)
    assert (marks(letter()), "Clara" in text_of(letter())) == ([99, 198], True)
    cli("render", file, *PRINT, "--from", "DE")
    assert (marks(letter()), "Clara" in text_of(letter())) == ([105, 148, 210], False)
    cli("render", file, *PRINT, "--blank")
    assert marks(letter()) == []
    shown = cli("render", file, *PRINT, "--from", "DE", "--sender", "sender.yaml")
    assert (shown.code, shown.out) == (2, "")
    assert "--from is for those without a profile; leave out --from or --sender" in " ".join(shown.err.split())


def test_an_address_that_does_not_fit(cli: Run, file: Path) -> None:
    """It stands on an envelope, and a note says so, also with `--strict`, but not with `--quiet`."""
    file.write_text(OPEN.replace("address: {latin: [Moscow]}", LONG), encoding="utf-8")
    shown = cli("render", file, *PRINT, "--from", "DE", "--strict")
    assert (shown.code, marks(letter()), height(letter(), 1)) == (0, [], 110)
    note = "the address does not fit the window of the layout `din5008b`, so it is printed on an envelope (DL)"
    assert f"example.yaml: note: `minister`: {note}, the last page" in told(shown)
    assert cli("render", file, *PRINT, "--from", "DE", "--quiet").err == ""
    shutil.rmtree("letters")
    shown = cli("render", file, *PRINT, "--layout", "din5008b")
    assert (shown.code, shown.out) == (1, "")
    cure = "use `--layout plain` with an envelope or a label, or shorten the lines of the address"
    assert "example/en/minister.pdf: error: the address does not fit the window of the layout `din5008b`\n" in shown.err
    assert cure in " ".join(shown.err.split())
    assert "Nothing was written of example.yaml." in shown.err
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--from", "XX"), "there is no country 'XX'; write an ISO 3166-1 code such as DE or US"),
        (("--from", "de"), "there is no country 'de'; write an ISO 3166-1 code such as DE or US"),
        (("--layout", "din5008"), "there is no layout 'din5008'; did you mean `din5008"),
        (("--layout", ""), "there is no layout ''; one of a4, ch-right, din5008a, din5008b, fr-right, plain, uk, us10"),
    ],
)
def test_wrong_usage(cli: Run, file: Path, args: tuple[str, ...], message: str) -> None:
    """What is wrong and what may be meant; nothing is done."""
    shown = cli("render", file, *PRINT, *args)
    assert (shown.code, shown.out) == (2, "")
    assert message in " ".join(shown.err.split())
    assert not Path("letters").exists()


MINE = """\
layouts:
  mine:
    countries: [ES]
    paper: a4
    folds: [99, 198]
    windows: [fr-dl]
    return_line: true
    info: {left: 25, width: 60}
    text: 99
    envelope: C5
"""


def own(text: str, name: str = "stationery.yaml") -> Path:
    """A template root of one's own with one layout file, in the folder that the command is run in."""
    # What was read of a root is kept by its path.
    path = Path.cwd() / "own" / "_layouts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_layout_of_ones_own(cli: Run, file: Path) -> None:
    """By its name, or where it says that it is usual."""
    root = own(MINE).parents[1]
    cli("render", file, *PRINT, "--templates", root, "--layout", "mine")
    assert marks(letter()) == [99, 198]
    cli("render", file, *PRINT, "--templates", root, "--from", "ES")
    assert (marks(letter()), "Moscow RUSIA" in text_of(letter())) == ([99, 198], True)


@pytest.mark.parametrize(
    "wrong",
    [
        ("[fr-dl]", "[fr-d1]", "stationery.yaml:6:15: layouts.mine.windows[0]: error: there is no `fr-d1`"),
        ("text: 99", "text: deep", "stationery.yaml:9:11: layouts.mine.text: error: `deep` is not a measure in mm"),
        ("paper: a4", "paper: [a4]", "stationery.yaml:4:12: layouts.mine.paper: error: a paper is expected here"),
    ],
)
@pytest.mark.parametrize("args", [("--layout", "mine"), ("--from", "ES")])
def test_a_layout_of_ones_own_that_is_wrong(
    cli: Run, file: Path, args: tuple[str, ...], wrong: tuple[str, str, str]
) -> None:
    """It is told with its place, whether it was named or is the usual one, and nothing is written."""
    old, new, message = wrong
    path = own(MINE.replace(old, new))
    root = path.parents[1]
    shown = cli("render", file, *PRINT, "--templates", root, *args)
    assert (shown.code, shown.out) == (1, "")
    assert f"{path.parent}{os.sep}{message}" in shown.err
    assert "bug" not in shown.err
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"folds: [99, 198]": "folds: [90, 180]"},
            "layouts.mine.folds: error: a sheet folded at 90 and 180 mm",
        ),
        (
            {"[fr-dl]": "[fr-dl, din-dl]"},
            "layouts.mine.windows: error: nothing shows in all of the windows",
        ),
    ],
)
def test_a_layout_that_cannot_be(cli: Run, file: Path, changes: dict[str, str], message: str) -> None:
    """What is wrong with the figures of one's own is told at its place."""
    text = MINE
    for old, new in changes.items():
        text = text.replace(old, new)
    root = own(text).parents[1]
    shown = cli("render", file, *PRINT, "--templates", root, "--from", "ES")
    assert (shown.code, shown.out) == (1, "")
    assert message in shown.err
    assert "stationery.yaml:" in shown.err


def test_a_typst_layout_that_is_broken(cli: Run, file: Path) -> None:
    """The file and the line are named, and it is not called a bug of ours."""
    root = own("#let x = 1\n#(1 + )", "letter.typ").parents[1]
    shown = cli("render", file, *PRINT, "--templates", root)
    assert (shown.code, shown.out) == (1, "")
    assert "a layout is wrong:" in shown.err
    assert "_layouts/letter.typ:2:5" in shown.err
    assert "bug" not in shown.err
