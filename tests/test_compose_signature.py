"""What a letter says of its sender: address, date, signature block, reference, personal paragraph."""

from pathlib import Path

import pytest

from builders.compose import AMERICAN, BASE, NBSP, SENDER, blocks, case_of, composed, letter_of, line, lines, notes_of
from ualetters.model.letter import Lines, Paper, Role, Ruled
from ualetters.model.sender import Sender


def test_without_a_sender_there_are_ruled_lines(tmp_path: Path) -> None:
    """Name, address, date and signature are filled in by hand."""
    letter = letter_of(tmp_path, BASE)
    assert blocks(letter, Role.SENDER) == (Ruled("Postal address:", 2),)
    assert blocks(letter, Role.DATE) == (Ruled("Date:"),)
    assert blocks(letter, Role.SIGNATURE) == (Ruled("Signature:"), Ruled("Name:"))
    letter = letter_of(tmp_path, BASE, "ru")
    assert blocks(letter, Role.SIGNATURE) == (
        Ruled("Подпись:"),
        Ruled("Фамилия, имя:"),
        Ruled("Почтовый адрес:", 2),
    )
    assert blocks(letter, Role.DATE) == (Ruled("Дата:"),)
    assert blocks(letter, Role.SENDER) == ()
    assert letter.paper is Paper.A4


FULL = Sender(
    name="Maria Schmidt",
    country="DE",
    address=("Hauptstr. 1", "10115 Berlin"),
    email="maria@example.org",
    phone="+49 30 123456",
    occupation="Teacher",
)


def test_a_full_profile_is_printed(tmp_path: Path) -> None:
    """Address, e-mail and telephone stand in their block, the occupation below the name."""
    contact = ("Hauptstr. 1", "10115 Berlin", "Germany", "Email: maria@example.org", "Telephone: +49 30 123456")
    letter = letter_of(tmp_path, BASE, sender=FULL)
    assert blocks(letter, Role.SENDER) == (Lines(contact),)
    assert blocks(letter, Role.SIGNATURE) == (Lines(("Maria Schmidt", "Teacher")),)
    letter = letter_of(tmp_path, BASE, "ru", sender=FULL)
    russian = ("Hauptstr. 1", "10115 Berlin", "Германия", "Эл. почта: maria@example.org", "Телефон: +49 30 123456")
    assert blocks(letter, Role.SIGNATURE) == (Lines(("Maria Schmidt", "Teacher", *russian)),)


def test_initials_hide_everything_else(tmp_path: Path) -> None:
    """With initials only they and the last address line are printed."""
    profile = Sender(
        name="Maria von Schmidt",
        country="DE",
        address=("c/o Weber", *FULL.address),
        email=FULL.email,
        phone=FULL.phone,
        occupation="Teacher",
        privacy="initials",
    )
    letter = letter_of(tmp_path, BASE, sender=profile)
    assert blocks(letter, Role.SENDER) == (Lines(("10115 Berlin", "Germany")),)
    assert blocks(letter, Role.SIGNATURE) == (Lines(("M. v. S.",)),)
    assert blocks(letter, Role.DATE) == (Lines(("20 January 2013",)),)


def test_writing_by_hand_leaves_ruled_lines(tmp_path: Path) -> None:
    """A profile that must not be printed leaves ruled lines, but the date is known."""
    profile = Sender(name="Maria Schmidt", country="DE", address=FULL.address, privacy="hand")
    letter = letter_of(tmp_path, BASE, sender=profile)
    assert blocks(letter, Role.SENDER) == (Ruled("Postal address:", 2),)
    assert blocks(letter, Role.SIGNATURE) == (Ruled("Signature:"), Ruled("Name:"))
    assert blocks(letter, Role.DATE) == (Lines(("20 January 2013",)),)
    assert "Maria" not in str(letter)


def test_a_profile_without_an_address_leaves_lines_for_it(tmp_path: Path) -> None:
    """Who gives no address can write it in by hand; without one the authorities need not answer."""
    profile = Sender(name="Maria Schmidt", country="DE", email="maria@example.org")
    ruled = Ruled("Postal address:", 2)
    assert blocks(letter_of(tmp_path, BASE, sender=profile), Role.SENDER) == (
        ruled,
        Lines(("Email: maria@example.org",)),
    )
    assert blocks(letter_of(tmp_path, BASE, "ru", sender=profile), Role.SIGNATURE) == (
        Lines(("Maria Schmidt", "Эл. почта: maria@example.org")),
        Ruled("Почтовый адрес:", 2),
    )


def test_an_american_writes_american_english(tmp_path: Path) -> None:
    """A sender in the United States gets the American date, a colon after the salutation and US Letter."""
    concern = {"use": "disappearance", "date": "2012-12-14"}
    letter = letter_of(tmp_path, case_of(concerns=[concern]), sender=AMERICAN)
    assert letter.language == "en-US"
    assert letter.paper is Paper.US_LETTER
    assert line(letter, Role.DATE) == "January 20, 2013"
    assert line(letter, Role.SALUTATION) == "Dear Chairman:"
    opening = f"I am writing to you about the disappearance of Timur Nazarov on December{NBSP}14, 2012."
    assert lines(letter, Role.BODY)[0] == opening


def test_a_country_of_posting_is_enough(tmp_path: Path) -> None:
    """Who has no profile and posts from the United States writes as Americans do."""
    letter = letter_of(tmp_path, BASE, country="US")
    assert (letter.language, letter.paper) == ("en-US", Paper.US_LETTER)
    assert line(letter, Role.SALUTATION).endswith(":")
    assert letter_of(tmp_path, BASE, country="DE").language == letter_of(tmp_path, BASE).language == "en-GB"


def test_an_american_writes_russian_as_everybody_does(tmp_path: Path) -> None:
    """The country of the sender changes only what the pack says it changes, and the paper."""
    letter = letter_of(tmp_path, BASE, "ru", sender=AMERICAN)
    assert (letter.language, letter.paper) == ("ru", Paper.US_LETTER)
    assert line(letter, Role.SALUTATION) == "Уважаемый Павел Андреевич!"
    assert line(letter, Role.DATE) == "20 января 2013 г."


def test_the_british_date_stands_in_the_text(tmp_path: Path) -> None:
    """Everybody else has the day before the month, which no line break parts."""
    concern = {"use": "disappearance", "date": "2012-12-14"}
    for sender in (None, SENDER):
        letter = letter_of(tmp_path, case_of(concerns=[concern]), sender=sender)
        assert lines(letter, Role.BODY)[0].endswith(f"Timur Nazarov on 14{NBSP}December 2012.")


@pytest.mark.parametrize(
    ("sender", "reference", "expected"),
    [
        (Sender(name="Maria", country="DE", show_reference=True), "UA 000/00", ["Reference: UA 000/00"]),
        (Sender(name="Maria", country="DE", show_reference=True), None, []),
        (Sender(name="Maria", country="DE"), "UA 000/00", []),
        (None, "UA 000/00", []),
    ],
)
def test_the_reference_is_shown_on_request(
    tmp_path: Path, sender: Sender | None, reference: str | None, expected: list[str]
) -> None:
    """A reference can expose a writer, so it stands on a letter only if the profile says so."""
    case = case_of(reference={"number": reference} if reference else None)
    assert lines(letter_of(tmp_path, case, sender=sender), Role.REFERENCE) == expected


def test_the_personal_paragraph_stands_before_the_thanks(tmp_path: Path) -> None:
    """The sender's own paragraphs follow the asks."""
    profile = Sender(name="Maria", country="DE", personal={"en": "As a teacher I care.\n\nDeeply."})
    body = lines(letter_of(tmp_path, BASE, sender=profile), Role.BODY)
    assert body[2:4] == ["As a teacher I care.", "Deeply."]
    assert len(body) == 5


def test_a_personal_paragraph_in_another_language_is_left_out(tmp_path: Path) -> None:
    """A paragraph that is not in the letter's language is left out, and the writer told."""
    profile = Sender(name="Maria", country="DE", personal={"en": "As a teacher I care."})
    found = composed(tmp_path, BASE, "ru", sender=profile)
    message = "your personal paragraph has no русский (Russian) text; the letter goes without it"
    assert notes_of(found) == [("", message, "")]
    assert [problem.check for problem in found.problems] == ["compose"]
    assert len(lines(found.letters[0][1], Role.BODY)) == 3
