"""Words that are still to be written: a letter that needs them is refused, and every other one is not."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import CHAIR, case_of, letter_of, letters_of, line, problems_of
from builders.own_pack import CODE, NAME, OwnPack, own_pack, put
from ualetters.errors import ProblemsError
from ualetters.language_pack import is_unwritten
from ualetters.model.letter import Role
from ualetters.yaml_source import Scalar, laid

own = pytest.fixture(own_pack)

PEOPLE = {"timur": {"gender": "m", "name": {CODE: "Timur Nazarov"}}}
OFFICE = {"kind": "chair", CODE: "Ordförande"}


def case(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """A case in the language of the pack alone."""
    official = {key: value for key, value in CHAIR.items() if key != "name"} | {"office": OFFICE}
    return case_of(**{"people": PEOPLE, "addressees": {"chair": official}, **changes})


@pytest.mark.parametrize(
    ("text", "unwritten"),
    [
        ("TODO", True),
        ("TODO: Hälsningar", True),
        ("Hälsningar (TODO)", True),
        ("TODO{# words #}", True),
        ("Stefan TODOROV", False),
        ("METODO", False),
        ("todo", False),
        ("", False),
    ],
)
def test_what_is_unwritten(text: str, *, unwritten: bool) -> None:
    """The word TODO marks a text, a word that holds it does not."""
    assert is_unwritten(text) is unwritten


def test_language_yaml(own: OwnPack) -> None:
    """Every letter needs what stands in `language.yaml`, so that all of it must be written."""
    paths = ["closes.formal", "labels.fax", "salutations.offices.chair.m", "lists.last", "date", "circumstances"]
    for path in paths:
        put(own.language, path, "TODO")
    own.language["months"][3] = "TODO (april)"
    own.language["sensitive"] = ["asyl", "TODO"]
    own.language["sources"] = ["a book"]
    with pytest.raises(ProblemsError) as caught:
        own.shop()[CODE]
    found = caught.value.problems
    assert {(one.message, one.hint) for one in found} == {("this is not translated", "write it")}
    assert {one.place for one in found} == {
        own.value_place("language.yaml", path) for path in [*paths, "months[3]", "sensitive[1]"]
    }


def test_forms_of_countries(own: OwnPack) -> None:
    """A country has the forms that are written, or is not there."""
    put(own.language, "countries.UZ", {"nom": "Uzbekistan", "in": "TODO", "to": "till Uzbekistan"})
    put(own.language, "countries.TJ", {"nom": "TODO", "in": "TODO"})
    put(own.language, "countries.BY", "TODO")
    pack = own.shop()[CODE]
    assert pack.countries["UZ"] == {"nom": "Uzbekistan", "to": "till Uzbekistan"}
    assert not {"TJ", "BY"} & set(pack.countries)
    assert "RU" in pack.countries


def test_courts_and_treaties(own: OwnPack) -> None:
    """A court needs its nominative; a form beside it may be missing."""
    own.language["courts"] = {
        "one": "TODO",
        "two": {"nom": "TODO", "gen": "domstolens"},
        "three": {"nom": "domstolen", "gen": "TODO"},
    }
    own.language["treaties"] = {"one": {"nom": "TODO", "gen": "fördragets"}, "two": "konventionen"}
    pack = own.shop()[CODE]
    assert pack.courts == {"three": {"nom": "domstolen"}}
    assert pack.treaties == {"two": {"nom": "konventionen"}}


def test_phrases(own: OwnPack) -> None:
    """A concern needs all of its sentences, so that one that is half written is not there."""
    put(own.phrases, "asks.fair-trial", "TODO")
    put(own.phrases, "asks.drop-charges", "lägga ned TODO")
    for number, name in enumerate(("subject", "opening", "further")):
        put(own.phrases, f"concerns.{('torture', 'threats', 'reprisals')[number]}.{name}", "TODO")
    pack = own.shop()[CODE]
    assert not {"fair-trial", "drop-charges"} & set(pack.asks)
    assert not {"torture", "threats", "reprisals"} & set(pack.concerns)
    assert {"ensure-safety"} <= set(pack.asks)
    assert {"disappearance"} <= set(pack.concerns)


def test_what_is_wrong_stays_wrong(own: OwnPack) -> None:
    """What is missing without a TODO is still an error."""
    put(own.phrases, "concerns.torture", {"subject": "Tortyr {{ p }}"})
    put(own.language, "countries.UZ", {})
    with pytest.raises(ProblemsError) as caught:
        own.shop()[CODE]
    assert [(one.place.path, one.message) for one in caught.value.problems] == [
        ("countries.UZ", "nothing is written here"),
        ("concerns.torture.further", "the key `further` is missing"),
        ("concerns.torture.opening", "the key `opening` is missing"),
    ]


def test_a_pack_with_no_phrases_yet(own: OwnPack) -> None:
    """A pack of which no phrase is written yet can be read."""
    own.phrases["asks"] = dict.fromkeys(own.phrases["asks"], "TODO")
    own.phrases["concerns"] = {key: dict.fromkeys(value, "TODO") for key, value in own.phrases["concerns"].items()}
    pack = own.shop()[CODE]
    assert (pack.asks, pack.concerns) == ({}, {})


def test_a_case_that_uses_it(own: OwnPack, tmp_path: Path) -> None:
    """A case that uses what is not written has no letter; one that does not has."""
    put(own.phrases, "asks.fair-trial", "TODO")
    put(own.phrases, "concerns.torture.further", "TODO")
    shop = own.shop()
    concerns = [{"use": "disappearance"}, {"use": "torture"}]
    asks = [{"use": "ensure-safety"}, {"use": "fair-trial"}]
    assert [
        (path, message) for path, message, _ in problems_of(tmp_path, case(concerns=concerns, asks=asks), CODE, shop)
    ] == [
        ("concerns[1].use", f"{NAME} has no words for the phrase `torture`"),
        ("asks[1].use", f"{NAME} has no words for the phrase `fair-trial`"),
    ]
    assert "Timur Nazarov" in line(letter_of(tmp_path, case(), CODE, shop), Role.SUBJECT)


@pytest.mark.parametrize("block", ["opening", "stem_one", "thanks"])
def test_a_block_that_is_not_written(own: OwnPack, tmp_path: Path, block: str) -> None:
    """A block that says TODO is refused when a letter needs it, with the words of the model out of sight."""
    begin = f"{{% block {block} %}}"
    own.prose["letter.j2"] = own.prose["letter.j2"].replace(begin, f"{begin}TODO{{# the model’s words #}} ")
    ((path, message, hint),) = problems_of(tmp_path, case(), CODE, own.shop())
    assert (path, message, hint) == ("", f"the block `{block}` is not translated", "write it")


def test_a_block_of_the_covering_note(own: OwnPack, tmp_path: Path) -> None:
    """A block that a letter does not need keeps none from being written."""
    begin = "{% block request_embassy %}"
    own.prose["copy.j2"] = own.prose["copy.j2"].replace(begin, f"{begin}TODO ")
    assert set(letters_of(tmp_path, case(), CODE, own.shop())) == {"chair"}


def test_a_name_that_begins_so(own: OwnPack, tmp_path: Path) -> None:
    """A family name in capitals is a name."""
    people = {"timur": {"gender": "m", "name": {CODE: "Stefan TODOROV"}}}
    letter = letter_of(tmp_path, case(people=people), CODE, own.shop())
    assert "Stefan TODOROV" in line(letter, Role.SUBJECT)


def test_roots_laid_over_each_other(own: OwnPack, tmp_path: Path) -> None:
    """A root in front may write what is unwritten in the one behind."""
    put(own.phrases, "asks.fair-trial", "TODO")
    own.shop()
    front = tmp_path / "front.yaml"
    front.write_text("asks: {fair-trial: 'ge {{ p }} en rättegång'}\n", encoding="utf-8")
    tree = laid([front, own.file("phrases.yaml")])
    asks = tree.entries["asks"]
    assert not isinstance(asks, Scalar)
    assert set(asks.entries) == set(own.phrases["asks"])  # type: ignore[union-attr]
    assert asks.entries["fair-trial"].value == "ge {{ p }} en rättegång"  # type: ignore[union-attr]
