"""Who gets what: embassies with and without an entry in the directory, and the order of all."""

from collections.abc import Mapping
import json
from pathlib import Path
from typing import Any

import pytest

from builders.compose import (
    AMERICAN,
    HER,
    NBSP,
    SENDER,
    TWO_ADDRESSEES,
    blocks,
    case_of,
    composed,
    job_of,
    letters_of,
    line,
    lines,
    notes_of,
    official,
    own_shop,
    problems_of,
)
from ualetters.compose.recipients import copies_of, embassies, originals, recipients
from ualetters.model.letter import Lines, Role, Ruled
from ualetters.model.sender import Sender

DIPLOMATIC = case_of(diplomatic_copies=["RU"])


def test_an_embassy_without_an_entry_has_ruled_lines(tmp_path: Path) -> None:
    """An embassy that the directory does not have gets its note with a ruled address, and is listed."""
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    message = "the directory has no address of the embassy of RU, so the note has ruled lines"
    hint = "add it to embassies.yaml, or look it up and write it in by hand"
    assert notes_of(found) == [("diplomatic_copies", message, hint)]
    note = dict((recipient.id, letter) for recipient, letter in found.letters)["embassy-ru"]  # noqa: C402
    assert blocks(note, Role.INSIDE_ADDRESS) == (Lines(("The Ambassador of the Russian Federation",)), Ruled("", 3))
    assert line(note, Role.SALUTATION) == "Your Excellency,"
    assert line(note, Role.CLOSE) == "Respectfully,"
    assert lines(note, Role.BODY)[0].endswith(" I ask you to convey my concern to the authorities of your country.")
    assert [letter.recipient_id for letter in note.enclosed] == ["chair"]


def test_a_russian_note_to_an_embassy(tmp_path: Path) -> None:
    """The Russian note asks the ambassador to pass the concern on."""
    letters = letters_of(tmp_path, DIPLOMATIC, "ru", sender=SENDER)
    note = letters["embassy-ru"]
    assert blocks(note, Role.INSIDE_ADDRESS) == (Lines(("Послу Российской Федерации",)), Ruled("", 3))
    assert lines(note, Role.SALUTATION) + lines(note, Role.CLOSE) == [
        "Ваше Превосходительство!",
        "С глубоким уважением,",
    ]
    assert lines(note, Role.BODY)[0].endswith(
        f"Белову{NBSP}П.{NBSP}А. Прошу Вас довести мою обеспокоенность до сведения властей Вашей страны."
    )
    assert lines(letters["chair"], Role.CC) == ["Копия: Посольству Российской Федерации"]


EMBASSY = {
    "address": {"latin": ["Embassy Road 1", "10117 Berlin"]},
    "email": "embassy@example.org",
    "sources": ["the tests"],
    "verified": "2013-01-01",
}


def with_embassies(folder: Path, entries: Mapping[str, Any]) -> None:
    """A directory of embassies beside the case."""
    (folder / "directory").mkdir()
    (folder / "directory" / "embassies.yaml").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def test_an_embassy_of_the_directory_is_addressed(tmp_path: Path) -> None:
    """The embassy in the writer's own country gets its address and e-mail, with the host's country line."""
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    assert notes_of(found) == []
    note = found.letters[1][1]
    assert note.recipient_id == "embassy-ru"
    assert lines(note, Role.INSIDE_ADDRESS) == [
        "The Ambassador of the Russian Federation",
        "Embassy Road 1",
        "10117 Berlin",
        "Germany",
    ]
    assert lines(note, Role.CHANNELS) == ["Email: embassy@example.org"]
    assert note.mailing.to == ("embassy@example.org",)
    assert lines(found.letters[0][1], Role.CC) == ["cc: Embassy of the Russian Federation"]


@pytest.mark.parametrize("sender", [None, AMERICAN])
def test_an_embassy_in_another_country_is_not_used(tmp_path: Path, sender: Sender | None) -> None:
    """The embassy in Berlin is none of a writer elsewhere, nor of one whose country is not known."""
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=sender)
    assert len(notes_of(found)) == 1
    assert blocks(found.letters[1][1], Role.INSIDE_ADDRESS)[1] == Ruled("", 3)


def test_a_named_ambassador_is_named(tmp_path: Path) -> None:
    """An entry with office and holder is used as it is written."""
    office = {"kind": "ambassador", "en": "Ambassador of the Russian Federation"}
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY | {"office": office, "name": {"en": HER["en"]}, "gender": "f"}}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    note = found.letters[1][1]
    assert lines(note, Role.INSIDE_ADDRESS)[:2] == ["Olga Petrovna Belova", "Ambassador of the Russian Federation"]
    assert lines(note, Role.SALUTATION) + lines(note, Role.CLOSE) == ["Your Excellency,", "Respectfully,"]
    assert lines(found.letters[0][1], Role.CC) == ["cc: Ambassador of the Russian Federation, Olga Petrovna Belova"]


def test_an_embassy_without_an_address_keeps_its_channels(tmp_path: Path) -> None:
    """An entry that has only an e-mail address still leaves ruled lines for the post."""
    with_embassies(tmp_path, {"RU": {"DE": {key: value for key, value in EMBASSY.items() if key != "address"}}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    assert len(notes_of(found)) == 1
    assert blocks(found.letters[1][1], Role.INSIDE_ADDRESS) == (
        Lines(("The Ambassador of the Russian Federation",)),
        Ruled("", 3),
    )


def test_a_pack_may_leave_the_office_of_an_embassy_out(tmp_path: Path) -> None:
    """Where the pack's address begins with the address itself, ruled lines stand alone."""
    own = {"inside_address": {"order": ["name", "address", "country"]}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    note = letters_of(tmp_path, DIPLOMATIC, "en", shop)["embassy-ru"]
    assert blocks(note, Role.INSIDE_ADDRESS) == (Ruled("", 3),)


def test_an_embassy_of_a_country_without_forms(tmp_path: Path) -> None:
    """A country whose forms the pack lacks cannot be addressed; the case says which."""
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")}, diplomatic_copies=["NO"])
    assert set(problems_of(tmp_path, case, "ru")) == {
        (
            "diplomatic_copies",
            "русский (Russian) has no form `official` for the country NO",
            "add `official` to countries.NO in ru/language.yaml",
        )
    }


def test_who_gets_what(tmp_path: Path) -> None:
    """Recipients come in the order of the case, embassies last; an embassy stands for its own country."""
    case = TWO_ADDRESSEES | {"diplomatic_copies": ["UZ", "RU"]}
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    job = job_of(tmp_path, case)
    known = job.directory.embassies
    found = recipients(job.case, known, "DE")
    assert [one.id for one in found] == ["chair", "copy", "minister", "embassy-uz", "embassy-ru"]
    blank, entry = embassies(job.case, known, "DE")
    assert (blank.role, blank.country, blank.authority, blank.address) == ("copy", "DE", "UZ", {})
    assert (entry.role, entry.country, entry.authority) == ("copy", "DE", "RU")
    assert embassies(job.case, known, None)[0].country == "UZ"
    assert [one.id for one in originals(job.case, blank)] == ["minister"]
    chair, _, minister = job.case.addressees.values()
    assert [one.id for one in copies_of(job.case, chair, found)] == ["copy", "embassy-ru"]
    assert [one.id for one in copies_of(job.case, minister, found)] == ["embassy-uz"]
    assert copies_of(job.case, chair, [minister]) == ()
