"""Copies: the covering note, the letters that it carries, and the cc line."""

from pathlib import Path

from builders.compose import (
    CHAIR,
    COPY,
    NBSP,
    TWO_ADDRESSEES,
    blocks,
    case_of,
    composed,
    job_of,
    letters_of,
    line,
    lines,
)
from ualetters.errors import errors_in
from ualetters.model.letter import Lines, Role

WITH_COPY = case_of(addressees={"chair": CHAIR, "copy": COPY})


def test_a_copy_is_a_covering_note_with_the_letter(tmp_path: Path) -> None:
    """The note says whose letter is enclosed and asks for attention; the letter itself is marked as a copy."""
    letters = letters_of(tmp_path, WITH_COPY, "en")
    note = letters["copy"]
    assert lines(note, Role.BODY) == [
        (
            "Please find enclosed, for your information, a copy of my letter to the Chairman of the Investigation "
            "Committee of the Russian Federation, Pavel Andreevich Belov. I ask you to give this matter your attention "
            "within the scope of your responsibilities."
        ),
        "Thank you for your attention.",
    ]
    assert lines(note, Role.ENCLOSURES) == [
        (
            "Enclosure: copy of my letter to the Chairman of the Investigation Committee of the Russian Federation, "
            "Pavel Andreevich Belov"
        )
    ]
    assert line(note, Role.SUBJECT) == "Subject: Disappearance of Timur Nazarov"
    assert line(note, Role.SALUTATION) == "Dear Ms Belova,"
    assert lines(note, Role.CC) == []
    assert note.mark == ""
    (enclosed,) = note.enclosed
    assert enclosed.mark == "COPY"
    assert enclosed.parts == letters["chair"].parts
    assert letters["chair"].enclosed == ()


def test_a_russian_covering_note(tmp_path: Path) -> None:
    """In Russian the recipient is named in the dative, with a small letter, and initials are not torn apart."""
    letters = letters_of(tmp_path, WITH_COPY, "ru")
    named = f"председателю Следственного комитета Российской Федерации Белову{NBSP}П.{NBSP}А."
    assert lines(letters["copy"], Role.BODY) == [
        (
            f"Направляю Вам для сведения копию своего письма, адресованного {named} Прошу Вас уделить внимание "
            "изложенным в письме вопросам в пределах Вашей компетенции."
        ),
        "Благодарю Вас за внимание.",
    ]
    assert lines(letters["copy"], Role.ENCLOSURES) == [f"Приложение: копия письма {named}"]
    assert lines(letters["chair"], Role.CC) == [f"Копия: заместителю директора ФСБ России Беловой{NBSP}О.{NBSP}П."]
    assert letters["copy"].enclosed[0].mark == "КОПИЯ"


def test_several_letters_are_enclosed_in_order(tmp_path: Path) -> None:
    """A copy of two letters names and encloses both."""
    case = TWO_ADDRESSEES | {
        "addressees": TWO_ADDRESSEES["addressees"] | {"copy": COPY | {"copy_of": ["chair", "minister"]}}
    }
    note = letters_of(tmp_path, case, "en")["copy"]
    assert lines(note, Role.BODY)[0].startswith(
        "Please find enclosed, for your information, copies of my letters to the Chairman of the Investigation "
        "Committee of the Russian Federation, Pavel Andreevich Belov, and to the Minister of Internal Affairs of "
        "Uzbekistan. I ask"
    )
    assert blocks(note, Role.ENCLOSURES) == (
        Lines(
            (
                "Enclosures:",
                (
                    "Copy of my letter to the Chairman of the Investigation Committee of the Russian Federation, "
                    "Pavel Andreevich Belov"
                ),
                "Copy of my letter to the Minister of Internal Affairs of Uzbekistan",
            )
        ),
    )
    assert [letter.recipient_id for letter in note.enclosed] == ["chair", "minister"]
    note = letters_of(tmp_path, case, "ru")["copy"]
    assert lines(note, Role.BODY)[0] == (
        "Направляю Вам для сведения копии своих писем, адресованных председателю Следственного комитета Российской "
        f"Федерации Белову{NBSP}П.{NBSP}А. и министру внутренних дел. Прошу Вас уделить внимание изложенным в письмах "
        "вопросам в пределах Вашей компетенции."
    )
    assert lines(note, Role.ENCLOSURES)[0] == "Приложение:"
    assert lines(note, Role.ENCLOSURES)[1].startswith("Копия письма председателю")
    assert lines(note, Role.ENCLOSURES)[2] == "Копия письма министру внутренних дел"


def test_a_copy_is_of_the_letters_to_its_own_country(tmp_path: Path) -> None:
    """Without `copy_of` a copy carries the letters to authorities of its country."""
    letters = letters_of(tmp_path, TWO_ADDRESSEES, "en")
    assert [letter.recipient_id for letter in letters["copy"].enclosed] == ["chair"]
    assert len(lines(letters["chair"], Role.CC)) == 1
    assert lines(letters["minister"], Role.CC) == []


def test_copy_of_names_letters_of_any_country(tmp_path: Path) -> None:
    """What the case names is copied, and nothing else."""
    case = TWO_ADDRESSEES | {"addressees": TWO_ADDRESSEES["addressees"] | {"copy": COPY | {"copy_of": ["minister"]}}}
    letters = letters_of(tmp_path, case, "en")
    assert [letter.recipient_id for letter in letters["copy"].enclosed] == ["minister"]
    assert lines(letters["chair"], Role.CC) == []
    assert lines(letters["minister"], Role.CC) == [
        "cc: Deputy Director of the Federal Security Service, Olga Petrovna Belova"
    ]


def test_the_cc_line_names_only_copies_that_are_made(tmp_path: Path) -> None:
    """Who is left out with `--to` is not said to have got a copy."""
    case = WITH_COPY | {"diplomatic_copies": ["RU"]}
    everybody = letters_of(tmp_path, case, "en")
    assert lines(everybody["chair"], Role.CC) == [
        "cc:",
        "Deputy Director of the Federal Security Service, Olga Petrovna Belova",
        "Embassy of the Russian Federation",
    ]
    assert lines(letters_of(tmp_path, case, "en", to=("chair",))["chair"], Role.CC) == []
    some = letters_of(tmp_path, case, "en", to=("chair", "embassy-ru"))
    assert lines(some["chair"], Role.CC) == ["cc: Embassy of the Russian Federation"]
    (alone,) = letters_of(tmp_path, case, "en", to=("copy",)).values()
    assert lines(alone.enclosed[0], Role.CC) == [
        "cc: Deputy Director of the Federal Security Service, Olga Petrovna Belova"
    ]


def test_a_copy_of_nothing_is_refused(tmp_path: Path) -> None:
    """A copy without a letter to carry is named as a problem, not a crash."""
    case = case_of(addressees={"chair": CHAIR}, diplomatic_copies=["UZ"])
    found = composed(tmp_path, case, "en")
    (problem,) = errors_in(found.problems)
    assert problem.place.path == "diplomatic_copies"
    assert problem.message == "there is no letter to UZ that `embassy-uz` could get a copy of"
    assert problem.hint == "write `copy_of:` with the id of an addressee, or remove it"
    job = job_of(tmp_path, case)
    job.check()
    assert problem in job.problems, "the check says the same, so that a report has it once"
    assert [recipient.id for recipient, _ in found.letters] == ["chair"]
    case = case_of(addressees={"chair": CHAIR, "copy": COPY | {"country": "UZ"}})
    (problem,) = errors_in(composed(tmp_path, case, "en").problems)
    assert problem.place.path == "addressees.copy"
