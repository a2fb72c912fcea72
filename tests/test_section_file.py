"""A section's file: what it takes, and every problem of it at once with its place."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
import pytest
import yaml

from ualetters.errors import ProblemsError
from ualetters.model.section import Postage, Section
from ualetters.records import Record
from ualetters.section_file import KEYS, MAX_DAYS, load_section, unused

FULL = """\
# As of 1 March.
country: CH
post: {RU: suspended, UZ: 14, NO: "3"}
postage: {abroad: "1.90 CHF", inland: 1.20 CHF}
"""


def section_file(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "section.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> list[str]:
    """What is wrong with a file, one line for each problem, without its folder."""
    with pytest.raises(ProblemsError) as caught:
        load_section(section_file(folder, text))
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def complaints(text: str) -> list[str]:
    """What an editor would say of a file."""
    schema = Record(dict, KEYS).schema()
    Draft202012Validator.check_schema(schema)
    # As YAML 1.2 has it, in which NO is a text.
    content = json.loads(json.dumps(yaml.safe_load(text.replace("NO", '"NO"'))))
    return [error.message for error in Draft202012Validator(schema).iter_errors(content)]


def test_every_key(tmp_path: Path) -> None:
    """Days with and without quotes, suspended mail, and postage as it stands."""
    assert load_section(section_file(tmp_path, FULL)) == Section(
        country="CH", post={"RU": "suspended", "UZ": 14, "NO": 3}, postage=Postage(abroad="1.90 CHF", inland="1.20 CHF")
    )
    assert complaints(FULL) == []


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("", Section("CH")),
        ("post: {}", Section("CH")),
        ("post: {UZ: 1, TJ: 120}", Section("CH", post={"UZ": 1, "TJ": 120})),
        ("postage: {inland: free}", Section("CH", postage=Postage(inland="free"))),
        ("postage: {}", Section("CH")),
    ],
)
def test_what_may_be_left_out(tmp_path: Path, text: str, section: Section) -> None:
    """A section says what it knows, and nothing is put in its place."""
    text = f"country: CH\n{text}"
    assert load_section(section_file(tmp_path, text)) == section
    assert complaints(text) == []


def test_all_problems_at_once(tmp_path: Path) -> None:
    """Every problem of a file is told in one run, at its own place."""
    text = """\
post:
  RU: suspendet
  XY: 3
  UZ: 0
  TJ: 121
  TM: 3.5
  KZ: [3]
postage:
  abroad: ["1"]
  foreign: 2
  inland: ""
from: DE
country: CH
"""
    days = "is not a number of days that mail takes (write whole days, 1 to 120, or `suspended`)"
    no_list = "is expected here, not a list (put the text in quotes)"
    assert refused(tmp_path, text) == [
        f"section.yaml:2:7: post.RU: error: `suspendet` {days}",
        "section.yaml:3:3: post.XY: error: unknown country `XY` (use an ISO 3166-1 code such as `RU` or `UZ`)",
        f"section.yaml:4:7: post.UZ: error: `0` {days}",
        f"section.yaml:5:7: post.TJ: error: `121` {days}",
        f"section.yaml:6:7: post.TM: error: `3.5` {days}",
        f"section.yaml:7:7: post.KZ: error: a number of days {no_list}",
        f"section.yaml:9:11: postage.abroad: error: a line of text {no_list}",
        "section.yaml:10:3: postage.foreign: error: unknown key `foreign` (one of abroad, inland)",
        "section.yaml:11:11: postage.inland: error: the text is empty (write it, or remove the key)",
        "section.yaml:12:1: from: error: unknown key `from` (one of country, post, postage)",
    ]
    assert len(complaints(text)) >= 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("post: [RU]", "1:7: post: error: keys with values are expected here, not a list (write `key: value`)"),
        ("post: {RU: 3, RU: 4}", "1:15: post.RU: error: the key `RU` stands here a second time"),
        ("post: {UZ: ١٤}", "1:12: post.UZ: error: `١٤` is not a number of days that mail takes"),
        ("post: {UZ: 014}", "1:12: post.UZ: error: `014` is not a number of days that mail takes"),
        ("post: {UZ: -3}", "1:12: post.UZ: error: `-3` is not a number of days that mail takes"),
        ('postage: {abroad: "1\\n2"}', "1:19: postage.abroad: error: a line break is not allowed in this text"),
    ],
)
def test_one_problem(tmp_path: Path, text: str, problem: str) -> None:
    """What is wrong is told with its place."""
    (found,) = refused(tmp_path, f"{text}\ncountry: CH")
    assert found.startswith(f"section.yaml:{problem}")


def test_whose_mail_it_is_must_be_said(tmp_path: Path) -> None:
    """Days and prices are those of one country, so a file that names none is of no use."""
    (found,) = refused(tmp_path, "post: {UZ: 3}")
    assert found.startswith("section.yaml:1:1: country: error: the key `country` is missing")
    assert complaints("post: {UZ: 3}")


@pytest.mark.parametrize(("host", "used"), [("CH", True), ("US", False), (None, False)])
def test_what_it_says_elsewhere(host: str | None, *, used: bool) -> None:
    """Where another country is written from nothing of it holds, and that is told."""
    section = Section("CH", post={"UZ": 3}, postage=Postage("2 CHF"))
    assert section.for_host(host) == (section if used else Section())
    assert Section().for_host(host) == Section()
    told = [str(problem) for problem in unused(section, host, "section.yaml")]
    where = "a country that is not known" if host is None else host
    hint = "name the country that you write from with --from"
    if host is not None:
        hint = "name one for the country that you write from with --section"
    said = f"section.yaml: warning: the section's file is for CH and was not used for {where}"
    assert told == ([] if used else [f"{said} ({hint})"])
    assert unused(None, host, "section.yaml") == ()


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is called as the caller wants it: the settings folder is named after its owner."""
    path = tmp_path / "section.yaml"
    for name, shown in ((None, str(path)), ("section.yaml", "section.yaml")):
        with pytest.raises(ProblemsError) as caught:
            load_section(path, name)
        (problem,) = caught.value.problems
        assert str(problem).startswith(f"{shown}: error: cannot read the file: no such file or directory")


@given(st.integers(-5, 400))
def test_the_editor_agrees(tmp_path_factory: pytest.TempPathFactory, days: int) -> None:
    """Whole days from one to the greatest are taken by reader and editor alike, and no others."""
    text = f"{{country: CH, post: {{UZ: {days}}}}}"
    path = section_file(tmp_path_factory.mktemp("section"), text)
    assert bool(complaints(text)) == (not 1 <= days <= MAX_DAYS)
    if 1 <= days <= MAX_DAYS:
        assert load_section(path).post == {"UZ": days}
    else:
        with pytest.raises(ProblemsError):
            load_section(path)
