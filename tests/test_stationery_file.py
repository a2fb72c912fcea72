"""The file of paper, envelopes and layouts: what it takes, problems with their places, and one's own over ours."""

from pathlib import Path

import pytest

from builders.window import KNOWN
from ualetters.errors import ProblemsError
from ualetters.formats.paper import stationery
from ualetters.model.letter import Paper
from ualetters.model.stationery import PLAIN, Envelope, Info, LabelSheet, Layout, Window
from ualetters.stationery_file import STATIONERY_FILE, load_stationery
from ualetters.templating import Templates, template_root

OURS = template_root() / STATIONERY_FILE
WHOLE = """\
envelopes:
  DL: {width: 220, height: 110}
windows:
  uk-dl: {envelope: DL, left: 20, bottom: 18, width: 90, height: 35}
layouts:
  uk:
    countries: [GB, IE]
    paper: a4
    folds: [105, 210]
    windows: [uk-dl]
    return_line: false
    info: {left: 125, width: 75}
    text: 96
    envelope: DL
labels:
  L7160: {paper: a4, columns: 3, rows: 7, left: 7.2, top: 15, width: 63.5, height: 38.1, across: 66.04, down: 38.1}
"""


def refused(folder: Path, text: str, *below: Path) -> list[str]:
    """What is wrong with a file, each problem as place, message and hint, without its folder."""
    path = folder / "stationery.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_stationery([path, *below])
    return [
        f"{problem.place}: {problem.message} → {problem.hint}".removeprefix(f"{folder}/")
        for problem in caught.value.problems
    ]


def edited(old: str, new: str) -> str:
    """The file with one text changed."""
    assert WHOLE.count(old) == 1, old
    return WHOLE.replace(old, new)


def test_every_key(tmp_path: Path) -> None:
    """Everything is read as what it is; a punch mark and countries can be left out."""
    path = tmp_path / "stationery.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    found = load_stationery([path])
    assert found.envelopes == {"DL": Envelope(220, 110)}
    assert found.windows == {"uk-dl": Window("DL", left=20, bottom=18, width=90, height=35)}
    layout = Layout(Paper.A4, (105, 210), ("uk-dl",), False, Info(125, 75), 96, "DL", None, ("GB", "IE"))
    assert found.layouts == {"uk": layout}
    labels = LabelSheet(Paper.A4, 3, 7, left=7.2, top=15, width=63.5, height=38.1, across=66.04, down=38.1)
    assert found.labels == {"L7160": labels}
    path.write_text(edited("    countries: [GB, IE]\n", "    punch: 148.5\n"), encoding="utf-8")
    assert load_stationery([path]).layouts["uk"].punch == 148.5
    assert load_stationery([path]).layouts["uk"].countries == ()


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("DE", "din5008b"),
        ("AT", "din5008b"),
        ("FR", "fr-right"),
        ("CH", "ch-right"),
        ("LI", "ch-right"),
        ("GB", "uk"),
        ("US", "us10"),
        ("CA", "us10"),
        ("RU", PLAIN),
        ("MX", PLAIN),
        (None, PLAIN),
    ],
)
def test_the_usual_layout_of_a_country(country: str | None, name: str) -> None:
    """Where no window is known there is none."""
    assert KNOWN.layout_of(country) == name


def test_no_country_has_two_usual_layouts() -> None:
    """Nor is any layout of ours called like the one without a window."""
    countries = [country for layout in KNOWN.layouts.values() for country in layout.countries]
    assert len(countries) == len(set(countries))
    assert PLAIN not in KNOWN.layouts


def test_the_sizes_of_ours() -> None:
    """As the standards have them; a sheet of labels is on its paper."""
    assert {name: (one.width, one.height) for name, one in KNOWN.envelopes.items()} == {
        "DL": (220, 110),
        "C6/5": (229, 114),
        "C5": (229, 162),
        "C6": (162, 114),
        "#10": (241.3, 104.8),
        "Monarch": (190.5, 98.4),
    }
    for sheet in KNOWN.labels.values():
        width, height = {Paper.A4: (210, 297), Paper.US_LETTER: (215.9, 279.4)}[sheet.paper]
        assert sheet.left + (sheet.columns - 1) * sheet.across + sheet.width <= width
        assert sheet.top + (sheet.rows - 1) * sheet.down + sheet.height <= height
        assert (sheet.across >= sheet.width, sheet.down >= sheet.height) == (True, True)


NUMBER = "write a number such as 45 or 22.5"
CODE = "use an ISO 3166-1 code such as `RU` or `UZ`"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "envelope: DL, left",
            "envelope: D1, left",
            "stationery.yaml:4:11: windows.uk-dl.envelope: there is no `D1` → one of DL",
        ),
        (
            "    envelope: DL\n",
            "    envelope: C4\n",
            "stationery.yaml:14:5: layouts.uk.envelope: there is no `C4` → one of DL",
        ),
        (
            "[uk-dl]",
            "[uk-dl, uk-d1]",
            "stationery.yaml:10:22: layouts.uk.windows[1]: there is no `uk-d1` → did you mean `uk-dl`?",
        ),
        (
            "bottom: 18",
            "bottom: 18 mm",
            f"stationery.yaml:4:43: windows.uk-dl.bottom: `18 mm` is not a measure in mm → {NUMBER}",
        ),
        (
            "text: 96",
            "text: 9,6",
            f"stationery.yaml:13:11: layouts.uk.text: `9,6` is not a measure in mm → {NUMBER}",
        ),
        (
            "[105, 210]",
            "[105, -210]",
            f"stationery.yaml:9:18: layouts.uk.folds[1]: `-210` is not a measure in mm → {NUMBER}",
        ),
        (
            "columns: 3",
            "columns: 2.5",
            f"stationery.yaml:16:31: labels.L7160.columns: `2.5` is not a measure in mm → {NUMBER}",
        ),
        (
            "[105, 210]",
            "[105]",
            "stationery.yaml:9:12: layouts.uk.folds: the list has 1 items → write 2",
        ),
        (
            "    paper: a4",
            "    paper: a5",
            "stationery.yaml:8:12: layouts.uk.paper: unknown paper `a5` → one of a4, us-letter",
        ),
        (
            "return_line: false",
            "return_line: perhaps",
            "stationery.yaml:11:18: layouts.uk.return_line: unknown value `perhaps` → one of false, true",
        ),
        (
            "countries: [GB, IE]",
            "countries: [GB, UK]",
            f"stationery.yaml:7:21: layouts.uk.countries[1]: unknown country `UK` → {CODE}",
        ),
        (
            "    text: 96\n",
            "",
            "stationery.yaml:7:5: layouts.uk.text: the key `text` is missing → where the text begins, from the top",
        ),
        (
            "    text: 96\n",
            "    text: 96\n    txet: 1\n",
            "stationery.yaml:14:5: layouts.uk.txet: unknown key `txet` → did you mean `text`?",
        ),
        (
            "  DL: {width: 220, height: 110}",
            "  DL: {width: 220}",
            "stationery.yaml:2:7: envelopes.DL.height: the key `height` is missing → in mm",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """File, line, column and path, what is wrong and what to do; and nothing else of what follows from it."""
    assert refused(tmp_path, edited(old, new)) == [told]


@pytest.mark.parametrize("missing", ["envelopes", "windows", "layouts", "labels"])
def test_every_kind_must_be_there(tmp_path: Path, missing: str) -> None:
    """A file without one of them is not whole."""
    text = "".join(f"{part}:\n" + body for part, body in sections().items() if part != missing)
    assert f"stationery.yaml:1:1: {missing}: the key `{missing}` is missing" in refused(tmp_path, text)[0]
    emptied = "".join(f"{part}: {{}}\n" if part == missing else f"{part}:\n{body}" for part, body in sections().items())
    assert "nothing is written here → write at least one entry" in refused(tmp_path, emptied)[0]


def sections() -> dict[str, str]:
    """The top-level keys of the file with what stands below them."""
    found: dict[str, str] = {}
    for line in WHOLE.splitlines(keepends=True):
        if line.startswith(" "):
            found[[*found][-1]] += line
        else:
            found[line.strip().removesuffix(":")] = ""
    return found


def test_all_problems_come_in_one_run(tmp_path: Path) -> None:
    """Also what is named and not there."""
    text = edited("bottom: 18", "bottom: low").replace("[uk-dl]", "[uk-dl, fr-dl]").replace("width: 220", "width: nan")
    assert [problem.partition(" →")[0] for problem in refused(tmp_path, text)] == [
        "stationery.yaml:2:15: envelopes.DL.width: `nan` is not a measure in mm",
        "stationery.yaml:4:43: windows.uk-dl.bottom: `low` is not a measure in mm",
        "stationery.yaml:10:22: layouts.uk.windows[1]: there is no `fr-dl`",
    ]


def test_one_of_ones_own_is_laid_over_ours(tmp_path: Path) -> None:
    """Key by key: a number is changed, a layout added, a list replaced, and all else stays."""
    own = tmp_path / "stationery.yaml"
    own.write_text(
        "windows:\n  din-dl: {left: 22}\nlayouts:\n  din5008b: {countries: [AT]}\n"
        "  mine:\n    {countries: [DE], paper: a4, folds: [99, 198], windows: [fr-dl], return_line: true,\n"
        "     info: {left: 25, width: 60}, text: 99, envelope: C5}\n",
        encoding="utf-8",
    )
    found = load_stationery([own, OURS])
    ours = KNOWN.windows["din-dl"]
    assert found.windows["din-dl"] == Window("DL", 22, ours.bottom, ours.width, ours.height)
    assert (found.layout_of("DE"), found.layout_of("AT"), found.layout_of("FR")) == ("mine", "din5008b", "fr-right")
    assert found.layouts["din5008b"].folds == KNOWN.layouts["din5008b"].folds
    assert set(found.layouts) == {*KNOWN.layouts, "mine"}
    assert (found.envelopes, found.labels) == (KNOWN.envelopes, KNOWN.labels)


def test_a_problem_of_ones_own_is_told_with_ones_own_place(tmp_path: Path) -> None:
    """A name of ours that was misspelt there, and a number of ours that was spoilt."""
    text = "layouts:\n  uk:\n    windows: [uk-d]\n    text: below\n"
    assert refused(tmp_path, text, OURS) == [
        f"stationery.yaml:4:11: layouts.uk.text: `below` is not a measure in mm → {NUMBER}",
    ]
    assert refused(tmp_path, text.replace("below", "97"), OURS) == [
        "stationery.yaml:3:15: layouts.uk.windows[0]: there is no `uk-d` → did you mean `uk-dl`?",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(ProblemsError, match=r"none\.yaml: .*cannot read the file: no such file or directory"):
        load_stationery([tmp_path / "none.yaml"])


@pytest.mark.parametrize(
    ("layout", "message", "hint"),
    [
        (
            "text: 91",
            "text: the text begins at 91 mm, and the window uk-dl may show the letter down to 92 mm",
            "begin the text further down, or fold the letter elsewhere",
        ),
        (
            "info: {left: 109}",
            "info: the column of 109 to 184 mm shows in the window uk-dl, which reaches from 10 to 110 mm",
            "put the column beside the window",
        ),
        (
            "folds: [90, 180]",
            "folds: a sheet folded at 90 and 180 mm does not go into DL",
            "fold it elsewhere, or name the window of a larger envelope",
        ),
        (
            "windows: [din-dl, fr-dl]",
            "windows: nothing shows in all of the windows din-dl, fr-dl",
            "leave one of them out of the layout",
        ),
    ],
)
def test_a_layout_that_shows_more_than_the_address_is_refused(
    tmp_path: Path, layout: str, message: str, hint: str
) -> None:
    """At the place in one's own file, whoever asks for a layout first."""
    path = tmp_path / STATIONERY_FILE
    path.parent.mkdir()
    path.write_text(f"layouts:\n  uk:\n       {layout}\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        stationery(Templates((tmp_path, template_root())))
    (problem,) = caught.value.problems
    assert f"{problem.place}: {problem.message} → {problem.hint}" == f"{path}:3:8: layouts.uk.{message} → {hint}"


def test_ours_shows_nothing_but_the_address() -> None:
    """Every layout of ours is taken."""
    assert stationery(Templates((template_root(),))) == KNOWN
