"""Who gets a letter by e-mail: its addressee, and those who get a copy of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from builders.compose import CHAIR, COPY, SENDER, TWO_ADDRESSEES, case_of, letters_of
from ualetters.model.letter import Mailing

SUBJECT = "Disappearance of Timur Nazarov"


def addressees(**emails: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case of a chair, a minister abroad and a copy, some of them with e-mail addresses."""
    people = TWO_ADDRESSEES["addressees"]
    written = {key: person | {"email": emails[key]} if key in emails else person for key, person in people.items()}
    return TWO_ADDRESSEES | {"addressees": written}


def cc_of(folder: Path, case: dict[str, Any], **order: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401
    """The addresses of the copies of every letter."""
    return {key: letter.mailing.cc for key, letter in letters_of(folder, case, "en", **order).items()}


def test_who_gets_a_copy_gets_the_e_mail_too(tmp_path: Path) -> None:
    """Every address of the copy, in order; the letter to another country has no copy, and a note is none."""
    case = addressees(chair="chair@example.ru", minister="minister@mvd.uz", copy="one@fsb.ru; two@fsb.ru")
    letters = letters_of(tmp_path, case, "en")
    assert {key: letter.mailing for key, letter in letters.items()} == {
        "chair": Mailing(("chair@example.ru",), SUBJECT, ("one@fsb.ru", "two@fsb.ru")),
        "minister": Mailing(("minister@mvd.uz",), SUBJECT),
        "copy": Mailing(("one@fsb.ru", "two@fsb.ru"), SUBJECT),
    }
    assert [enclosed.mailing.cc for enclosed in letters["copy"].enclosed] == [()]


def test_a_copy_of_several_letters_is_named_in_each(tmp_path: Path) -> None:
    """Also by a copy in another country."""
    case = addressees(chair="chair@example.ru", minister="minister@mvd.uz", copy="one@fsb.ru")
    case["addressees"]["copy"]["copy_of"] = ["chair", "minister"]
    assert cc_of(tmp_path, case) == {"chair": ("one@fsb.ru",), "minister": ("one@fsb.ru",), "copy": ()}


def test_a_covering_note_has_no_copies(tmp_path: Path) -> None:
    """Not even where a case names it as if it were a letter."""
    case = addressees(chair="chair@example.ru", copy="one@fsb.ru")
    case["addressees"]["second"] = COPY | {"email": "two@fsb.ru", "copy_of": ["copy"]}
    assert cc_of(tmp_path, case) == {"chair": ("one@fsb.ru",), "copy": (), "minister": (), "second": ()}


@pytest.mark.parametrize(("to", "cc"), [(("chair",), ()), (("chair", "copy"), ("one@fsb.ru",))])
def test_only_copies_that_are_made_are_named(tmp_path: Path, to: tuple[str, ...], cc: tuple[str, ...]) -> None:
    """Who is left out with `--to` gets nothing by e-mail either."""
    case = addressees(chair="chair@example.ru", copy="one@fsb.ru")
    assert cc_of(tmp_path, case, to=to)["chair"] == cc


def test_no_address_stands_twice(tmp_path: Path) -> None:
    """Neither in To and Cc nor twice in Cc, however its domain is spelled; case counts only before the @."""
    case = addressees(chair="office@example.ru", copy="office@EXAMPLE.ru; one@fsb.ru; Office@example.ru")
    case["addressees"]["second"] = COPY | {"email": "two@fsb.ru, one@FSB.ru"}
    assert cc_of(tmp_path, case)["chair"] == ("one@fsb.ru", "Office@example.ru", "two@fsb.ru")


def test_an_embassy_with_an_address_is_a_copy(tmp_path: Path) -> None:
    """As the directory has it for the country that is written from."""
    entry = {
        "address": {"latin": ["Unter den Linden 63-65", "10117 Berlin"]},
        "email": "embassy@example.de",
        "sources": ["https://example.org"],
        "verified": "2013-01-01",
    }
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "embassies.yaml").write_text(json.dumps({"RU": {"DE": entry}}), encoding="utf-8")
    case = case_of(addressees={"chair": CHAIR | {"email": "chair@example.ru"}}, diplomatic_copies=["RU"])
    assert cc_of(tmp_path, case, sender=SENDER) == {"chair": ("embassy@example.de",), "embassy-ru": ()}


def test_a_copy_without_an_address_is_not_named(tmp_path: Path) -> None:
    """It goes by post alone."""
    assert cc_of(tmp_path, addressees(chair="chair@example.ru")) == {"chair": (), "minister": (), "copy": ()}


def test_a_letter_without_an_address_still_has_its_copies(tmp_path: Path) -> None:
    """What a format makes of that is its own business."""
    letters = letters_of(tmp_path, addressees(copy="one@fsb.ru"), "en")
    assert letters["chair"].mailing == Mailing((), SUBJECT, ("one@fsb.ru",))


def test_a_specimen_is_sent_to_nobody(tmp_path: Path) -> None:
    """Neither the letter nor a copy of it, nor what is enclosed."""
    case = addressees(chair="chair@example.ru", copy="one@fsb.ru") | {"status": "specimen"}
    letters = letters_of(tmp_path, case, "en")
    for letter in (*letters.values(), *letters["copy"].enclosed):
        assert letter.mailing == Mailing((), SUBJECT)
