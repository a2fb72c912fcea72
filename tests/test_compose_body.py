"""Facts between opening and asks, and approved letters in the place of the body."""

from pathlib import Path

from builders.compose import (
    CHAIR,
    FEARED,
    TWO_ADDRESSEES,
    case_of,
    composed,
    copied,
    letter_of,
    letters_of,
    line,
    lines,
    notes_of,
    own_shop,
    paths_of,
)
from ualetters.model.letter import Role


def test_facts_stand_between_opening_and_asks(tmp_path: Path) -> None:
    """Facts reach the addressees they name, a paragraph each."""
    facts = [
        {"to": ["chair"], "text": {"en": "For the chair.\n\nIn two paragraphs."}},
        {"to": ["other"], "text": {"en": "For the other."}},
        {"text": {"en": "For both."}},
    ]
    case = case_of(facts=facts, addressees={"chair": CHAIR, "other": CHAIR})
    letters = letters_of(tmp_path, case, "en")
    assert lines(letters["chair"], Role.BODY)[1:-2] == ["For the chair.", "In two paragraphs.", "For both."]
    assert lines(letters["other"], Role.BODY)[1:-2] == ["For the other.", "For both."]


def test_facts_without_the_language(tmp_path: Path) -> None:
    """Facts that are not in the letter's language stop it, or are left out with a note."""
    facts = [{"text": {"en": "A fact.", "ru": "Факт."}}, {"text": {"en": "Another."}}]
    case = case_of(facts=facts)
    assert paths_of(tmp_path, case, "ru") == ["facts[1].text.ru"]
    found = composed(tmp_path, case | {"if_missing": "skip"}, "ru")
    assert notes_of(found) == [
        ("facts[1].text", "no русский (Russian) text; the letter goes without it", "add `ru` there")
    ]
    assert lines(found.letters[0][1], Role.BODY)[1:-2] == ["Факт."]


def test_a_note_is_made_once(tmp_path: Path) -> None:
    """What two enclosed letters both go without is noted once for the covering note."""
    addressees = TWO_ADDRESSEES["addressees"] | {"copy": copied(copy_of=["chair", "minister"])}
    case = TWO_ADDRESSEES | {"addressees": addressees, "facts": [{"text": {"en": "A fact."}}], "if_missing": "skip"}
    found = composed(tmp_path, case, "ru", to=("copy",))
    assert [path for path, _, _ in notes_of(found)] == ["facts[0].text"]


def test_an_approved_letter_takes_the_place_of_the_body(tmp_path: Path) -> None:
    """An approved letter replaces opening, facts and asks, and begins with a capital; subject and thanks stay."""
    approved = [{"to": ["chair"], "text": {"en": "please release him.\n\nAt once."}}, {"text": {"en": "For all."}}]
    case = case_of(letters=approved, facts=[{"text": {"en": "A fact."}}])
    letter = letter_of(tmp_path, case)
    assert lines(letter, Role.BODY) == [
        "Please release him.",
        "At once.",
        "For all.",
        "I would be grateful to hear what steps you take. Thank you for your attention to this matter.",
    ]
    assert line(letter, Role.SUBJECT) == "Subject: Disappearance of Timur Nazarov"


def test_an_approved_letter_serves_its_language_and_addressee_only(tmp_path: Path) -> None:
    """In another language, and to another addressee, the letter is made of the phrasebook."""
    approved = [{"to": ["chair"], "text": {"en": "Please release him."}}]
    case = case_of(letters=approved, addressees={"chair": CHAIR, "other": CHAIR})
    assert lines(letter_of(tmp_path, case, "ru"), Role.BODY)[0].startswith("Обращаюсь к Вам")
    assert lines(letters_of(tmp_path, case, "en")["other"], Role.BODY)[0].startswith("I am writing to you")


def test_an_approved_letter_demands_what_it_prints(tmp_path: Path) -> None:
    """The forms that only the replaced opening would print are not asked for."""
    approved = [{"text": {"ru": "Прошу освободить Тимура Назарова."}}]
    people = {"timur": {"gender": "m", "name": {"ru": {"nom": "Тимур Назаров", "gen": "Тимура Назарова"}}}}
    case = case_of(letters=approved, people=people, concerns=[FEARED])
    assert lines(letter_of(tmp_path, case, "ru"), Role.BODY)[0] == "Прошу освободить Тимура Назарова."


def test_a_body_may_begin_small(tmp_path: Path) -> None:
    """In German the body goes on after the comma of the salutation."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"body_capital": "false"}})
    case = case_of(letters=[{"text": {"en": "please release him."}}])
    assert lines(letter_of(tmp_path, case, "en", shop), Role.BODY)[0] == "please release him."
