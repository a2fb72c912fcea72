"""Inside address and mention in the grammar of other languages: titles, prepositions, endings, order."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import CHAIR, COMMITTEE, HIM, case_of, letter_of, letters_of, lines, official, own_shop
from ualetters.model.letter import Role
from ualetters.workshop import Workshop

OFFICE = "Chairman of the Investigation Committee of the Russian Federation"
PERSON = {"m": "Herrn {{ name }}", "f": "Frau {{ name }}", "x": "{{ name }} (x)"}
INSTITUTION = {"kind": "institution", "en": "Ministry of Justice"}


def shop_with(folder: Path, **changes: Any) -> Workshop:  # noqa: ANN401
    """The packs with another inside address in the English one."""
    return own_shop(folder, {"en/language.yaml": {"inside_address": changes}})


def address(folder: Path, shop: Workshop, **changes: Any) -> list[str]:  # noqa: ANN401
    """The first two lines of the inside address of the chair with other fields."""
    case = case_of(addressees={"chair": official(**changes)})
    return lines(letter_of(folder, case, shop=shop), Role.INSIDE_ADDRESS)[:2]


@pytest.mark.parametrize(
    ("gender", "name"),
    [
        ("m", "Herrn Pavel Andreevich Belov"),
        ("f", "Frau Pavel Andreevich Belov"),
        ("x", "Pavel Andreevich Belov (x)"),
        (None, "Pavel Andreevich Belov (x)"),
    ],
)
def test_a_title_before_the_name(tmp_path: Path, gender: str | None, name: str) -> None:
    """By gender; where none is known, in the words for none."""
    # A minister is saluted without a gender.
    office = COMMITTEE | {"kind": "minister"}
    assert address(tmp_path, shop_with(tmp_path, person=PERSON), gender=gender, office=office) == [name, OFFICE]


def test_a_title_that_an_office_has(tmp_path: Path) -> None:
    """It takes the place of the usual one, also where it lacks a row: then the name stands alone."""
    shop = shop_with(tmp_path, person=PERSON, person_by_office={"chair": {"m": "His Honour {{ name }}"}})
    assert address(tmp_path, shop)[0] == "His Honour Pavel Andreevich Belov"
    assert address(tmp_path, shop, gender="f")[0] == "Pavel Andreevich Belov"
    deputy = COMMITTEE | {"kind": "deputy"}
    assert address(tmp_path, shop, office=deputy)[0] == "Herrn Pavel Andreevich Belov"


def test_a_row_for_everybody(tmp_path: Path) -> None:
    """`any` needs no gender."""
    shop = shop_with(tmp_path, person={"any": "Sayın {{ name }}"})
    office = COMMITTEE | {"kind": "minister"}
    assert address(tmp_path, shop, gender=None, office=office)[0] == "Sayın Pavel Andreevich Belov"


def test_words_around_an_office(tmp_path: Path) -> None:
    """An institution may have others."""
    shop = shop_with(tmp_path, office="Ба {{ office }}", institution="An: {{ office }}")
    assert address(tmp_path, shop)[1] == f"Ба {OFFICE}"
    assert address(tmp_path, shop, office=INSTITUTION, name=None, gender=None)[0] == "An: Ministry of Justice"


def test_no_words_of_the_language_around_an_english_office(tmp_path: Path) -> None:
    """What is borrowed stands as it is."""
    shop = own_shop(tmp_path, {"ru/language.yaml": {"inside_address": {"office": "<{{ office }}>"}}})
    english = {"kind": "chair", "en": OFFICE}
    case = case_of(addressees={"chair": official(office=english)})
    assert lines(letter_of(tmp_path, case, "ru", shop), Role.INSIDE_ADDRESS)[0] == OFFICE


def test_the_parts_of_a_name(tmp_path: Path) -> None:
    """In their order, with what the language writes between them."""
    shop = shop_with(tmp_path, name=["family", "given"], name_between="·")
    assert address(tmp_path, shop)[0] == "Belov·Pavel"


def uzbek(folder: Path, order: list[str], mentioned: tuple[str, ...] = ("office", "name")) -> Workshop:
    """An English pack that inflects like Uzbek."""
    changes = {
        "forms": ["nom", "dat"],
        "derived": {"dat": [{"text": "{name}ga"}]},
        "inside_address": {"form": "dat", "inflects": "last", "order": order},
        "mention": {"article": "", "between": " ", "order": mentioned},
    }
    return own_shop(folder, {"en/language.yaml": changes})


def test_one_ending_for_office_and_name(tmp_path: Path) -> None:
    """Only the last of them is inflected, by the language's rule; alone the office is."""
    shop = uzbek(tmp_path, ["office", "name", "address"])
    assert address(tmp_path, shop) == [OFFICE, "Pavel Andreevich Belovga"]
    assert address(tmp_path, shop, name=None)[0] == f"{OFFICE}ga"
    assert address(tmp_path, uzbek(tmp_path, ["name", "office", "address"])) == [
        "Pavel Andreevich Belov",
        f"{OFFICE}ga",
    ]


def test_an_ending_that_the_case_writes(tmp_path: Path) -> None:
    """It wins over the rule, in a name and in an office."""
    shop = uzbek(tmp_path, ["office", "name", "address"])
    name = HIM | {"en": HIM["en"] | {"dat": "P. A. Belovqa"}}
    assert address(tmp_path, shop, name=name)[1] == "P.\u00a0A.\u00a0Belovqa"
    office = COMMITTEE | {"en": {"nom": OFFICE, "dat": "to the chair"}}
    assert address(tmp_path, shop, office=office, name=None)[0] == "to the chair"


@pytest.mark.parametrize(
    ("order", "named"),
    [
        (("office", "name"), f"{OFFICE} Pavel Andreevich Belovga"),
        (("name", "office"), f"Pavel Andreevich Belov {OFFICE}ga"),
    ],
)
def test_a_mention_in_either_order(tmp_path: Path, order: tuple[str, str], named: str) -> None:
    """In a sentence the same parts are inflected as in the address."""
    shop = uzbek(tmp_path, ["office", "name", "address"], order)
    case = case_of(addressees={"chair": CHAIR, "copy": CHAIR | {"role": "copy"}})
    note = letters_of(tmp_path, case, "en", shop)["copy"]
    assert lines(note, Role.ENCLOSURES) == [f"Enclosure: copy of my letter to {named}"]
