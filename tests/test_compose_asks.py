"""What is asked: one sentence or a list, support apart, free asks, and to whom each goes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builders.compose import (
    ANNA,
    BASE,
    CHAIR,
    TIMUR,
    blocks,
    case_of,
    composed,
    letter_of,
    letters_of,
    lines,
    notes_of,
    opening_of,
    own_shop,
    problems_of,
)
from ualetters.model.letter import Bullets, Paragraph, Role

SAFETY, CHARGES, RELEASE = {"use": "ensure-safety"}, {"use": "drop-charges"}, {"use": "release-unconditional"}
SUPPORT = {"power": "support"}
LAST = 1


def asks_of(folder: Path, asks: Sequence[Mapping[str, Any]], code: str = "en", **changes: Any) -> tuple[object, ...]:  # noqa: ANN401
    """The blocks between the opening and the thanks."""
    return blocks(letter_of(folder, case_of(asks=asks, **changes), code), Role.BODY)[1:-LAST]


def test_one_ask_is_a_sentence(tmp_path: Path) -> None:
    """A single ask goes on after the stem, without colon or bullet."""
    assert asks_of(tmp_path, [RELEASE]) == (
        Paragraph("I urge you to release Timur Nazarov immediately and unconditionally."),
    )
    assert asks_of(tmp_path, [RELEASE], "ru") == (
        Paragraph("Убедительно прошу Вас немедленно и безоговорочно освободить Тимура Назарова."),
    )


def test_several_asks_are_a_list(tmp_path: Path) -> None:
    """Several asks are a list with the language's marks between and after them."""
    asks: Sequence[Mapping[str, Any]] = [RELEASE, CHARGES, SAFETY]
    assert asks_of(tmp_path, asks) == (
        Paragraph("I urge you to:"),
        Bullets(
            (
                "release Timur Nazarov immediately and unconditionally;",
                "drop all charges against Timur Nazarov; and",
                "take all necessary measures to guarantee the safety of Timur Nazarov.",
            )
        ),
    )
    assert asks_of(tmp_path, asks, "ru") == (
        Paragraph("Убедительно прошу Вас:"),
        Bullets(
            (
                "немедленно и безоговорочно освободить Тимура Назарова;",
                "снять с Тимура Назарова все обвинения;",
                "принять все необходимые меры для обеспечения безопасности Тимура Назарова.",
            )
        ),
    )


def test_support_is_asked_for_separately(tmp_path: Path) -> None:
    """What the addressee cannot decide alone follows under its own stem, whatever the order in the case."""
    asks: Sequence[Mapping[str, Any]] = [RELEASE | SUPPORT, SAFETY, CHARGES | SUPPORT]
    assert asks_of(tmp_path, asks) == (
        Paragraph("I urge you to take all necessary measures to guarantee the safety of Timur Nazarov."),
        Paragraph("I ask you to do everything in your power to:"),
        Bullets(
            (
                "release Timur Nazarov immediately and unconditionally; and",
                "drop all charges against Timur Nazarov.",
            )
        ),
    )
    assert asks_of(tmp_path, asks, "ru")[1] == Paragraph("Прошу Вас сделать всё от Вас зависящее, чтобы:")


def test_support_alone(tmp_path: Path) -> None:
    """A letter may ask for support only, and a single such ask is a sentence."""
    assert asks_of(tmp_path, [CHARGES | SUPPORT]) == (
        Paragraph("I ask you to do everything in your power to drop all charges against Timur Nazarov."),
    )
    assert asks_of(tmp_path, [CHARGES | SUPPORT], "ru") == (
        Paragraph("Прошу Вас сделать всё от Вас зависящее, чтобы снять с Тимура Назарова все обвинения."),
    )


def test_asks_reach_whom_they_name(tmp_path: Path) -> None:
    """An ask reaches the addressees it names, or all of them, about the people it names."""
    asks = [RELEASE | {"to": ["chair"], "people": ["anna"]}, SAFETY | {"to": ["other"]}, CHARGES]
    case = case_of(people={"timur": TIMUR, "anna": ANNA}, asks=asks, addressees={"chair": CHAIR, "other": CHAIR})
    letters = letters_of(tmp_path, case, "en")
    assert lines(letters["chair"], Role.BODY)[2:4] == [
        "release Anna Sokolova immediately and unconditionally; and",
        "drop all charges against Timur Nazarov and Anna Sokolova.",
    ]
    assert lines(letters["other"], Role.BODY)[2:4] == [
        "take all necessary measures to guarantee the safety of Timur Nazarov and Anna Sokolova; and",
        "drop all charges against Timur Nazarov and Anna Sokolova.",
    ]


FREE_ASK = {"text": {"en": "make the findings public.", "ru": "обнародовать результаты;"}}


def test_a_free_ask_is_a_clause_like_the_others(tmp_path: Path) -> None:
    """A free ask follows the stem; its own end mark gives way to the language's."""
    assert asks_of(tmp_path, [FREE_ASK]) == (Paragraph("I urge you to make the findings public."),)
    assert asks_of(tmp_path, [FREE_ASK, CHARGES], "ru")[1] == Bullets(
        ("обнародовать результаты;", "снять с Тимура Назарова все обвинения.")
    )


def test_a_free_ask_stays_on_one_line(tmp_path: Path) -> None:
    """A free ask that was written in two paragraphs is still one clause."""
    asks: Sequence[Mapping[str, Any]] = [{"text": {"en": "make the findings public\n\nand inform the family"}}]
    assert asks_of(tmp_path, asks) == (Paragraph("I urge you to make the findings public and inform the family."),)
    bullets = asks_of(tmp_path, [*asks, CHARGES])[1]
    assert isinstance(bullets, Bullets)
    assert bullets.items[0] == "make the findings public and inform the family; and"


def test_a_free_ask_without_the_language_fails(tmp_path: Path) -> None:
    """A free ask that is not in the letter's language stops it, unless the case says to leave it out."""
    case = case_of(asks=[SAFETY, {"text": {"en": "make the findings public"}}])
    assert problems_of(tmp_path, case, "ru") == [
        (
            "asks[1].text.ru",
            "there is no русский (Russian) text",
            "add `ru` there, or `if_missing: skip` to leave it out of letters in that language",
        )
    ]
    found = composed(tmp_path, case | {"if_missing": "skip"}, "ru")
    assert notes_of(found) == [
        ("asks[1].text", "no русский (Russian) text; the letter goes without it", "add `ru` there")
    ]
    assert len(blocks(found.letters[0][1], Role.BODY)) == 3


def test_a_letter_asks_for_something(tmp_path: Path) -> None:
    """When the last ask is left out there is no letter."""
    case = case_of(asks=[{"text": {"en": "make the findings public"}}], if_missing="skip")
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair",
            "no ask is left for `chair` in русский (Russian)",
            "write one that reaches this addressee, with a text in this language",
        )
    ]


def test_braces_of_a_case_are_text(tmp_path: Path) -> None:
    """Nothing that a case says is executed."""
    asks: Sequence[Mapping[str, Any]] = [{"text": {"en": "answer {{ 6 * 7 }}"}}]
    assert asks_of(tmp_path, asks, facts=[{"text": {"en": "{% raise %}"}}])[1] == Paragraph(
        "I urge you to answer {{ 6 * 7 }}."
    )
    people = {"timur": {"gender": "m", "name": {"en": "{{ name }}"}}}
    assert opening_of(tmp_path, [{"use": "abduction"}], "en", people=people).endswith(" of {{ name }}.")


def test_a_treaty_and_a_court_are_printed(tmp_path: Path) -> None:
    """A phrase may name a treaty or a court, in the form that its sentence needs."""
    phrases = {"asks": {"ensure-safety": "соблюдать положения {{ treaty.gen }} и решения {{ court.gen }}"}}
    shop = own_shop(tmp_path, {"ru/phrases.yaml": phrases})
    asks = [{"use": "ensure-safety", "treaty": "cat", "court": "ecthr"}]
    assert lines(letter_of(tmp_path, case_of(asks=asks), "ru", shop), Role.BODY)[1] == (
        "Убедительно прошу Вас соблюдать положения Конвенции против пыток и других жестоких, бесчеловечных или "
        "унижающих достоинство видов обращения и наказания и решения Европейского суда по правам человека."
    )
    phrases["asks"]["ensure-safety"] = "соблюдать {{ treaty is none }} {{ court is none }}"
    shop = own_shop(tmp_path, {"ru/phrases.yaml": phrases})
    assert lines(letter_of(tmp_path, BASE, "ru", shop), Role.BODY)[1] == "Убедительно прошу Вас соблюдать True True."
