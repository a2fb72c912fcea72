"""Case, recipient, pack, sender and date to a finished letter: whole letters, and what concerns them whole."""

from pathlib import Path

from builders.compose import (
    BASE,
    COPY,
    HIM,
    NBSP,
    SENDER,
    TIMUR,
    TODAY,
    case_of,
    letter_of,
    letters_of,
    line,
    lines,
    official,
)
from ualetters.compose import texts
from ualetters.model.letter import Align, Bullets, Letter, Lines, Mailing, Paper, Paragraph, Part, Postal, Role, Ruled


def test_an_english_letter_is_whole(tmp_path: Path) -> None:
    """Every part of an English letter stands in its place with its final text."""
    case = case_of(addressees={"chair": official(fax="+7 499 265 90 77", email="office@example.org")})
    letter = letter_of(tmp_path, case, sender=SENDER)
    assert letter == Letter(
        case_id="nazarov",
        recipient_id="chair",
        language="en-GB",
        direction="ltr",
        title="Disappearance of Timur Nazarov",
        mark="",
        parts=(
            Part(Role.SENDER, Align.END, (Lines(("Hauptstr. 1", "10115 Berlin", "Germany")),)),
            Part(Role.DATE, Align.END, (Lines(("20 January 2013",)),)),
            Part(
                Role.INSIDE_ADDRESS,
                Align.START,
                (
                    Lines(
                        (
                            "Pavel Andreevich Belov",
                            "Chairman of the Investigation Committee of the Russian Federation",
                            "Tekhnicheskii pereulok, dom 2",
                            "105005 Moscow",
                            "Russian Federation",
                        )
                    ),
                ),
            ),
            Part(Role.CHANNELS, Align.START, (Lines(("Fax: +7 499 265-90-77", "Email: office@example.org")),)),
            Part(Role.SUBJECT, Align.START, (Paragraph("Subject: Disappearance of Timur Nazarov"),)),
            Part(Role.SALUTATION, Align.START, (Paragraph("Dear Chairman,"),)),
            Part(
                Role.BODY,
                Align.START,
                (
                    Paragraph("I am writing to you about the disappearance of Timur Nazarov."),
                    Paragraph("I urge you to take all necessary measures to guarantee the safety of Timur Nazarov."),
                    Paragraph(
                        "I would be grateful to hear what steps you take. Thank you for your attention to this matter."
                    ),
                ),
            ),
            Part(Role.CLOSE, Align.START, (Paragraph("Yours sincerely,"),)),
            Part(Role.SIGNATURE, Align.START, (Lines(("Maria Schmidt",)),)),
        ),
        mailing=Mailing(("office@example.org",), "Disappearance of Timur Nazarov"),
        dated=TODAY,
        paper=Paper.A4,
        fax=("+7 499 265-90-77",),
        cover={
            "title": "Fax",
            "to": "To:",
            "fax": "Fax:",
            "from": "From:",
            "date": "Date:",
            "pages": "Pages:",
            "subject": "Subject:",
            "deliver": "Please deliver this fax to the addressee.",
        },
        postal=Postal(
            (
                "Pavel Andreevich Belov",
                "Chairman of the Investigation Committee of the Russian Federation",
                "Tekhnicheskii pereulok, dom 2",
                "105005 Moscow",
                "RUSSLAND",
            ),
            "Maria Schmidt · Hauptstr. 1 · 10115 Berlin · DEUTSCHLAND",
            "DE",
        ),
        enclosed=(),
    )


def test_a_russian_letter_is_whole(tmp_path: Path) -> None:
    """A Russian letter has the address in the dative at the top right, and address and date below the signature."""
    letter = letter_of(tmp_path, BASE, "ru", sender=SENDER)
    assert (letter.language, letter.direction, letter.mark) == ("ru", "ltr", "")
    assert letter.mailing == Mailing((), "Об исчезновении Тимура Назарова")
    assert letter.parts == (
        Part(
            Role.INSIDE_ADDRESS,
            Align.END,
            (
                Lines(
                    (
                        "Председателю Следственного комитета Российской Федерации",
                        f"Белову{NBSP}П.{NBSP}А.",
                        "Технический пер., д. 2",
                        "105005 Москва",
                        "Российская Федерация",
                    )
                ),
            ),
        ),
        Part(Role.SUBJECT, Align.START, (Paragraph("Об исчезновении Тимура Назарова"),)),
        Part(Role.SALUTATION, Align.START, (Paragraph("Уважаемый Павел Андреевич!"),)),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph("Обращаюсь к Вам в связи с исчезновением Тимура Назарова."),
                Paragraph(
                    "Убедительно прошу Вас принять все необходимые меры для обеспечения безопасности Тимура Назарова."
                ),
                Paragraph("Прошу сообщить мне о принятых мерах. Благодарю Вас за внимание к этому обращению."),
            ),
        ),
        Part(Role.CLOSE, Align.START, (Paragraph("С уважением,"),)),
        Part(Role.SIGNATURE, Align.START, (Lines(("Maria Schmidt", "Hauptstr. 1", "10115 Berlin", "Германия")),)),
        Part(Role.DATE, Align.START, (Lines(("20 января 2013 г.",)),)),
    )


def test_a_specimen_is_marked_and_addressed_to_nobody(tmp_path: Path) -> None:
    """A specimen says so on every page, and its e-mail draft has no address."""
    case = case_of(status="specimen", addressees={"chair": official(email="office@example.org"), "copy": COPY})
    letters = letters_of(tmp_path, case, "en")
    assert letters["chair"].mark == "SPECIMEN – do not send"
    assert letters["chair"].mailing.to == ()
    assert letters["copy"].mark == "SPECIMEN – do not send"
    assert letters["copy"].enclosed[0].mark == "SPECIMEN – do not send · COPY"
    assert letters_of(tmp_path, case, "ru")["chair"].mark == "ОБРАЗЕЦ – не отправлять"


def test_texts_are_all_texts() -> None:
    """Every text of every kind of block is found, and an unlabelled ruled line has none."""
    found = texts((Paragraph("a"), Lines(("b", "c")), Bullets(("d", "e")), Ruled("f", 2), Ruled("")))
    assert found == ["a", "b", "c", "d", "e", "f"]


def test_right_to_left_is_told(tmp_path: Path) -> None:
    """Direction and script are handed on to the formats; an allowed Latin name is isolated where people read it.

    The title and the subject of an e-mail are read by programs, which would show the isolates.
    """
    people = {"timur": TIMUR | {"name": {"en": "Timur Nazarov", "allow_latin": "true"}}}
    named = HIM | {"allow_latin": "true"}
    case = case_of(people=people, addressees={"chair": official(name=named, fax="+7 499 265 90 77")})
    letter = letter_of(tmp_path, case, "ar")
    assert (letter.direction, letter.script, letter.language) == ("rtl", "Arab", "ar")
    isolated = "\u2066Timur Nazarov\u2069"
    for role in (Role.SUBJECT, Role.BODY):
        texts_of_part = lines(letter, role)
        assert isolated in texts_of_part[0]
        assert all(text.count(isolated) == text.count("Timur Nazarov") for text in texts_of_part)
    assert "\u2066+7 499 265-90-77\u2069" in line(letter, Role.CHANNELS)
    assert letter.title == letter.mailing.subject
    assert "Timur Nazarov" in letter.title
    assert not set("\u2066\u2067\u2068\u2069") & set(letter.title)
    assert letter.fax == ("+7 499 265-90-77",)
