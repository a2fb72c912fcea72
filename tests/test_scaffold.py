"""What `new` and `sender` write can be read back, and says what is left to do."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from ualetters.case_file import load_case
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.scaffold import new_case, sender_profile
from ualetters.sender_file import load_sender
from ualetters.templating import Templates

TEMPLATES = Templates.with_own()
TODAY = date(2024, 3, 1)


def test_a_new_case_says_what_is_left(tmp_path: Path) -> None:
    """Every gap that the loader finds in a new case is a TODO, with its place."""
    file = tmp_path / "my-case.yaml"
    file.write_text(new_case("my-case", "case.schema.json", TODAY, TEMPLATES), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_case(file, {})
    lines = file.read_text(encoding="utf-8").splitlines()
    for problem in caught.value.problems:
        assert lines[problem.place.line - 1][problem.place.column - 1 :].startswith("TODO"), problem
    assert [problem.place.path for problem in caught.value.problems] == [
        "countries[0]",
        "people.person.gender",
        "people.person.name.en",
        "addressees.minister.gender",
        "addressees.minister.office.en",
        "addressees.minister.name.en.given",
        "addressees.minister.name.en.family",
        "addressees.minister.country",
        "addressees.minister.address.latin[0]",
    ]


def test_a_new_case_needs_nothing_more(tmp_path: Path) -> None:
    """With every TODO written the case loads, dated today, with the schema for the editor named in its first line."""
    text = new_case("my-case", "my schema.json", TODAY, TEMPLATES)
    assert text.splitlines()[0] == "# yaml-language-server: $schema=my schema.json"
    assert "`ualetters check my-case.yaml`" in text.splitlines()[1]
    file = tmp_path / "my-case.yaml"
    file.write_text(text.replace("gender: TODO", "gender: f").replace("TODO", "RU"), encoding="utf-8")
    case, problems = load_case(file, {})
    assert problems == ()
    assert (case.id, case.status, case.issued, case.send_before) == ("my-case", "open", TODAY, "unknown")
    assert [*case.addressees] == ["minister"]


def test_what_is_commented_out_is_right_too(tmp_path: Path) -> None:
    """Each line that is only suggested can be used as it stands."""
    text = new_case("my-case", "case.schema.json", TODAY, TEMPLATES)
    head, rest = text.split("format: 1", 1)
    lines = [line.replace("# use: entry-of-the-directory", "") for line in rest.splitlines()]
    told = "\n".join(line.replace("# ", "", 1) if line.lstrip().startswith("# ") else line for line in lines)
    file = tmp_path / "my-case.yaml"
    file.write_text(
        f"{head}format: 1{told}".replace("gender: TODO", "gender: f").replace("TODO", "RU"), encoding="utf-8"
    )
    case, problems = load_case(file, {})
    assert problems == ()
    assert case.cleared is not None
    assert (case.cleared.date, case.feared, case.diplomatic_copies) == (TODAY, ("UZ",), ("RU",))
    assert (case.people["person"].born, case.addressees["minister"].contacts.email) == ("1964", ("name@example.org",))


@given(st.from_regex(r"[a-z0-9][a-z0-9-]{0,59}", fullmatch=True))
def test_any_id(case_id: str) -> None:
    """An id that can name a file is the id of the new case, whatever YAML would take it for."""
    try:
        text = new_case(case_id, "case.schema.json", TODAY, TEMPLATES)
    except ProblemsError:
        assert case_id[:3] in {"con", "prn", "aux", "nul", "com", "lpt"}
        return
    assert yaml.load(text, Loader=yaml.BaseLoader)["id"] == case_id  # noqa: S506  # it builds strings only


@pytest.mark.parametrize("case_id", ["", "CON", "con", "a/b", "../a", "a" * 61, "-a", "дело", "a\nb: c", "{{ id }}"])
def test_an_id_that_cannot_name_a_file(case_id: str) -> None:
    """An id that is no file name is refused with what it may be."""
    with pytest.raises(ProblemsError) as caught:
        new_case(case_id, "case.schema.json", TODAY, TEMPLATES)
    hint = "use a-z, 0-9 and `-`, at most 60; it names a file or folder"
    assert caught.value.problems == (Problem(Place("id"), f"unknown id `{case_id}`", hint),)


def test_a_layout_of_ones_own(tmp_path: Path) -> None:
    """A template root in front brings its own new case."""
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "case.yaml.j2").write_text("{{ id }} {{ schema }} {{ today }}\n", encoding="utf-8")
    text = new_case("x", "s.json", TODAY, Templates.with_own([tmp_path]))
    assert text == "x s.json 2024-03-01\n"


def test_a_sender_profile() -> None:
    """The profile keeps its order and its letters, leaves out what is empty and wraps no line."""
    values = {
        "name": "Анна Ó",
        "country": "DE",
        "address": ["x" * 90, "B 2"],
        "email": "",
        "languages": [],
        "phone": None,
    }
    assert sender_profile(values) == f"name: Анна Ó\ncountry: DE\naddress:\n- {'x' * 90}\n- B 2\n"


@given(
    name=st.one_of(
        st.text("абвЖ xyz09:#&*!|>'\"%@`{}[],-.", min_size=1, max_size=20).map(str.split).map(" ".join).filter(len),
        st.sampled_from(["no", "null", "~", "1e3", "0x1f", "2024-01-01", "12:30", "- a", "? b", "true", "<<"]),
    ),
    country=st.sampled_from(["NO", "DE", "US"]),
    privacy=st.sampled_from(["full", "initials", "hand"]),
)
def test_a_sender_profile_reads_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, country: str, privacy: str
) -> None:
    """Whatever an answer looks like to YAML, it is read back as it was given, and Norway stays a country."""
    file = tmp_path_factory.mktemp("sender") / "sender.yaml"
    file.write_text(sender_profile({"name": name, "country": country, "privacy": privacy}), encoding="utf-8")
    found = load_sender(file)
    assert (found.name, found.country, found.privacy) == (name, country, privacy)
