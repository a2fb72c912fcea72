"""Texts of a case that break the spelling rules of their language."""

from typing import Any

from msgspec.structs import replace
import pytest

from builders.checks import MINISTER, WARNING, Memory, Row, memory, rows
from builders.own_pack import CODE, NAME, OwnPack, own_pack
from ualetters.checks import Subject, check_case, typography

made = pytest.fixture(memory)
own = pytest.fixture(own_pack)

RULES = [{"find": "#+", "hint": "no hash"}, {"find": "(?i)tel\\b", "hint": "telefon"}]


def seen_by(own: OwnPack, subject: Subject) -> Subject:
    """The case as the checks see it with the pack that has these rules."""
    own.language["typography"] = RULES
    shop = own.shop()
    return replace(subject, packs=shop, languages=shop.languages)


def found(own: OwnPack, made: Memory, **changes: Any) -> list[Row]:  # noqa: ANN401
    """What the check finds in the case with some changes."""
    return rows(typography.run(seen_by(own, made.subject(**changes))), "typography")


def test_everything_that_may_stand_in_a_letter(own: OwnPack, made: Memory) -> None:
    """Names, offices, salutations, places, facts, letters and free asks are looked at."""
    changes = {
        "people": {"anna": {"gender": "f", "name": {"en": "Anna", CODE: {"nom": "Anna", "gen": "Annas#"}}}},
        "concerns": [{"use": "disappearance", "place": {CODE: "i #"}}],
        "facts": [{"text": {CODE: "Hon ringde. TEL 1.\n\nSedan ##."}}],
        "letters": [{"text": {CODE: "#"}, "to": ["minister"]}],
        "asks": [{"use": "establish-whereabouts"}, {"text": {CODE: "göra #"}}],
        "addressees": {
            "minister": MINISTER
            | {
                "office": {"kind": "minister", CODE: "Minister#"},
                "name": {CODE: {"given": "Sven", "family": "Ek#"}},
                "salutation": {CODE: "Hej#"},
            }
        },
    }
    hash_at = ("#", "no hash")
    assert sorted(row[1:] for row in found(own, made, **changes)) == sorted(
        (path, f"`{text}` is not written so in {NAME}", hint)
        for path, (text, hint) in [
            ("people.anna.name.sv.gen", hash_at),
            ("concerns[0].place.sv", hash_at),
            ("facts[0].text.sv", ("##", "no hash")),
            ("facts[0].text.sv", ("TEL", "telefon")),
            ("letters[0].text.sv", hash_at),
            ("asks[1].text.sv", hash_at),
            ("addressees.minister.office.sv.nom", hash_at),
            ("addressees.minister.name.sv.family", hash_at),
            ("addressees.minister.salutation.sv", hash_at),
        ]
    )
    assert {row[0] for row in found(own, made, **changes)} == {WARNING}


def test_other_languages(own: OwnPack, made: Memory) -> None:
    """The rules of a language are not another's, and what never reaches a letter is free."""
    assert found(own, made, facts=[{"text": {"en": "#", "ru": "# tel"}}], background={CODE: "#"}) == []
    subject = seen_by(own, made.subject(facts=[{"text": {CODE: "#"}}]))
    assert rows(typography.run(replace(subject, languages=("en", "ru"))), "typography") == []
    assert len(rows(typography.run(replace(subject, languages=(CODE,))), "typography")) == 1


def test_a_line_that_comes_again(own: OwnPack, made: Memory) -> None:
    """A line is found wherever it stands and as often as it is looked at, by the rules of the pack at hand."""
    places = {"place": {CODE: "i #"}}
    changes = {"concerns": [{"use": "disappearance"} | places, {"use": "feared-transfer", "country": "TJ"} | places]}
    hash_found = [
        (WARNING, f"concerns[{index}].place.sv", f"`#` is not written so in {NAME}", "no hash") for index in (0, 1)
    ]
    for _ in range(2):
        assert found(own, made, **changes) == hash_found
    own.language["typography"] = [{"find": "i", "hint": "no i"}]
    subject = replace(made.subject(**changes), packs=own.shop(), languages=own.shop().languages)
    assert [row[2:] for row in rows(typography.run(subject), "typography")] == [
        (f"`i` is not written so in {NAME}", "no i"),
        (f"`i` is not written so in {NAME}", "no i"),
    ]


def test_among_the_checks(own: OwnPack, made: Memory) -> None:
    """The check is one of those that every case goes through."""
    subject = seen_by(own, made.subject(facts=[{"text": {CODE: "#"}}]))
    assert "typography" in {problem.check for problem in check_case(subject)}
