"""What stands on the volunteer's sheets: all of it is needed for them, and none of it for a letter."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from builders.compose import CHAIR, case_of, letter_of
from builders.own_pack import CODE, OwnPack, own_pack, put
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.language_pack import PHRASES_FILE, load_pack, volunteer_words
from ualetters.model.letter import Letter
from ualetters.model.pack import VOLUNTEER
from ualetters.templating import LANGUAGE_FILE, Templates, template_root
from ualetters.workshop import Workshop

own = pytest.fixture(own_pack)

SHIPPED = Workshop(Templates.with_own())
HINT = "write it; until then the sheets can be had in another language"
OVERRIDE = "\u202e"


def letter(own: OwnPack, folder: Path) -> Letter:
    """A letter in the language of the pack."""
    people = {"timur": {"gender": "m", "name": {CODE: "Timur Nazarov"}}}
    official = {key: value for key, value in CHAIR.items() if key != "name"}
    official |= {"office": {"kind": "chair", CODE: "Ordförande"}}
    return letter_of(folder, case_of(people=people, addressees={"chair": official}), CODE, own.shop())


def refused(own: OwnPack) -> tuple[Problem, ...]:
    """Why a pack has no words for the sheets; each place is that of a key or a value, as PyYAML sees it."""
    with pytest.raises(ProblemsError) as caught:
        volunteer_words(own.shop()[CODE])
    for one in caught.value.problems:
        places = [place("language.yaml", one.place.path) for place in (own.place, own.value_place)]
        assert one.place in places
    return caught.value.problems


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """Path, message and hint of each."""
    return [(one.place.path, one.message, one.hint) for one in problems]


@pytest.mark.parametrize("code", SHIPPED.languages)
def test_the_shipped_packs(code: str) -> None:
    """Every shipped pack has every line of the sheets, each of them one line in its own words."""
    words = volunteer_words(SHIPPED[code])
    assert set(words) == set(VOLUNTEER)
    assert all(len(text.splitlines()) == 1 for text in words.values())
    english = volunteer_words(SHIPPED["en"])
    if code != "en":
        assert words["by_hand"] != english["by_hand"]


def test_the_english_words() -> None:
    """The lines stand in the pack as they are written."""
    words = volunteer_words(SHIPPED["en"])
    assert words["title"] == "Letters to send"
    assert words["print"] == "Print at 100\u00a0%, not fitted to the page. This bar must be 100\u00a0mm long:"
    assert words["reminder"] == "Last day to send your letters"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("volunteer", None),
        ("volunteer", "TODO"),
        ("volunteer", ""),
        ("volunteer", ["TODO"]),
        ("volunteer", {}),
        ("volunteer.title", None),
        ("volunteer.title", "TODO"),
        ("volunteer.title", " "),
        ("volunteer.title", ["Brev"]),
        ("volunteer.title", {"nom": "TODO"}),
        ("volunteer.title", f"Brev{OVERRIDE}"),
        ("volunteer.title", "Brev\nBrev"),
        ("volunteer.title", "=?utf-8?q?Brev?="),
        ("volunteer.titel", "TODO"),
        ("volunteer.Title", "Brev"),
    ],
)
def test_no_letter_needs_it(own: OwnPack, tmp_path: Path, path: str, value: object) -> None:
    """Whatever is wrong with the words for the volunteer, the letter is the same."""
    whole = letter(own, tmp_path)
    put(own.language, path, value)
    assert letter(own, tmp_path) == whole
    pack = own.shop()[CODE]
    assert pack.volunteer_problems
    assert len(pack.volunteer) == (0 if path == "volunteer" else len(VOLUNTEER) - ("title" in path))
    assert ("title" in pack.volunteer) is (path in {"volunteer.titel", "volunteer.Title"})


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=8)
    | st.just("TODO"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=2),
    max_leaves=4,
)
_SHEETS = st.dictionaries(st.sampled_from(VOLUNTEER) | st.text("a.[0] ", max_size=5), _VALUES, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(_VALUES | _SHEETS)
def test_whatever_stands_there(tmp_path: Path, sheets: object) -> None:
    """The pack can be read, and each line of the sheets can be read too, or is told of."""
    own = tmp_path / "language.yaml"
    own.write_text(json.dumps({"volunteer": sheets}), encoding="utf-8")
    base = template_root() / "en"
    pack = load_pack("en", [own, base / LANGUAGE_FILE], [base / PHRASES_FILE])
    paths = {one.place.path for one in pack.volunteer_problems}
    for name in VOLUNTEER:
        assert (name in pack.volunteer) != (f"volunteer.{name}" in paths)


def test_spaces_are_kept(own: OwnPack) -> None:
    """No-break spaces within a line stand there for a reason, spaces around it do not."""
    put(own.language, "volunteer.reference", " Référence\u202f: ")
    put(own.language, "volunteer.print", "100\u00a0%")
    words = volunteer_words(own.shop()[CODE])
    assert (words["reference"], words["print"]) == ("Référence\u202f:", "100\u00a0%")


# What is told


def test_missing_words(own: OwnPack) -> None:
    """Every line that is not there is named, at the place of the section."""
    put(own.language, "volunteer.title", None)
    put(own.language, "volunteer.dial", None)
    found = refused(own)
    assert told(found) == [
        ("volunteer.dial", "the key `dial` is missing", HINT),
        ("volunteer.title", "the key `title` is missing", HINT),
    ]
    assert found[0].place == own.place("language.yaml", "volunteer").at("volunteer.dial")


def test_a_pack_without_the_section(own: OwnPack) -> None:
    """A pack of which nothing is written for the sheets names every line of them, at the top of its file."""
    put(own.language, "volunteer", None)
    found = refused(own)
    assert told(found) == [(f"volunteer.{name}", f"the key `{name}` is missing", HINT) for name in sorted(VOLUNTEER)]
    assert {(one.place.file, one.place.line, one.place.column) for one in found} == {
        (str(own.file("language.yaml")), 1, 1)
    }


def test_unwritten_words(own: OwnPack) -> None:
    """A line that says TODO, that is empty or that is no line is named at its own place."""
    put(own.language, "volunteer.title", "TODO: Brev")
    put(own.language, "volunteer.soon", " ")
    put(own.language, "volunteer.done", ["klart"])
    put(own.language, "volunteer.sign", f"skriv{OVERRIDE}")
    found = refused(own)
    assert sorted(told(found)) == [
        ("volunteer.done", "a line of text is expected here, not a list", "put the text in quotes"),
        (
            "volunteer.sign",
            "the text holds the invisible character U+202E (right-to-left override)",
            "remove it",
        ),
        ("volunteer.soon", "nothing is written here", HINT),
        ("volunteer.title", "this is not translated", HINT),
    ]
    assert {one.place for one in found} == {own.value_place("language.yaml", one.place.path) for one in found}


def test_a_misspelt_key(own: OwnPack) -> None:
    """A key that there is not is named beside the one that is missing; alone it is in nobody's way."""
    put(own.language, "volunteer.titel", "Brev")
    assert set(volunteer_words(own.shop()[CODE])) == set(VOLUNTEER)
    put(own.language, "volunteer.title", None)
    assert told(refused(own)) == [
        ("volunteer.title", "the key `title` is missing", HINT),
        ("volunteer.titel", "unknown key `titel`", "did you mean `title`?"),
    ]


def test_a_section_that_is_no_mapping(own: OwnPack) -> None:
    """A text or a list in place of the section is told of too."""
    own.language["volunteer"] = ["Brev"]
    found = refused(own)
    assert ("volunteer", "keys with values are expected here, not a list", "write `key: value`") in told(found)
    assert len(found) == len(VOLUNTEER) + 1


def test_a_root_in_front_writes_what_is_missing(tmp_path: Path) -> None:
    """A root of one's own lays its words over those behind it, line by line."""
    base = template_root() / "en"
    behind, front = tmp_path / "behind.yaml", tmp_path / "front.yaml"
    behind.write_text("volunteer: {title: TODO, soon: TODO}\n", encoding="utf-8")
    front.write_text("volunteer:\n  title: My letters\n", encoding="utf-8")
    phrases = [base / PHRASES_FILE]
    pack = load_pack("en", [front, behind, base / LANGUAGE_FILE], phrases)
    assert pack.volunteer["title"] == "My letters"
    assert pack.volunteer["done"] == "Done"
    assert pack.volunteer_problems == (
        Problem(Place(str(behind), 1, 32, "volunteer.soon"), "this is not translated", HINT),
    )


def test_a_pack_that_cannot_be_read_at_all(own: OwnPack) -> None:
    """Who mends a pack is told of everything at once."""
    put(own.language, "volunteer.title", "TODO")
    put(own.language, "volunteer.dial", None)
    mended = own.language["closes"]["formal"], own.language["labels"]["cover_to"]
    for values in (("TODO", mended[1]), (mended[0], None)):
        put(own.language, "closes.formal", values[0])
        put(own.language, "labels.cover_to", values[1])
        with pytest.raises(ProblemsError) as caught:
            own.shop()[CODE]
        paths = {one.place.path for one in caught.value.problems}
        expected = "closes.formal" if values[1] else "labels.cover_to"
        assert paths == {expected, "volunteer.title", "volunteer.dial"}
