"""What a language may have that English has not: lines, brackets, spaces and dates of its own."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import AMERICAN, ANNA, CHAIR, SENDER, TIMUR, case_of, letter_of, letters_of, line, lines, own_shop
from ualetters.model.letter import Lines, Paragraph, Role
from ualetters.model.sender import Sender
from ualetters.workshop import Workshop


def shop_with(folder: Path, **changes: Any) -> Workshop:  # noqa: ANN401
    """The packs with other keys in the English one."""
    return own_shop(folder, {"en/language.yaml": changes})


def test_a_line_after_the_salutation(tmp_path: Path) -> None:
    """It is a paragraph of its own, without the salutation's mark."""
    shop = shop_with(tmp_path, salutations={"then": "With all respect;"})
    assert lines(letter_of(tmp_path, case_of(), shop=shop), Role.SALUTATION) == ["Dear Chairman,", "With all respect;"]


def test_a_close_in_two_lines(tmp_path: Path) -> None:
    """Each line is kept, with the space that it begins with."""
    shop = shop_with(tmp_path, closes={"formal": "\u3000\u3000Here\n{{ salutation }} there!"})
    letter = letter_of(tmp_path, case_of(), shop=shop)
    (close,) = (part for part in letter.parts if part.role is Role.CLOSE)
    assert close.blocks == (Lines(("\u3000\u3000Here", "Dear Chairman there!")),)


def test_a_close_that_repeats_the_salutation(tmp_path: Path) -> None:
    """Without the mark at its end."""
    shop = shop_with(tmp_path, closes={"formal": "Accept, {{ salutation }}, my regards."})
    assert line(letter_of(tmp_path, case_of(), shop=shop), Role.CLOSE) == "Accept, Dear Chairman, my regards."


def test_paragraphs_are_indented_and_lists_are_not(tmp_path: Path) -> None:
    """Every paragraph of a body, in a letter and in a covering note."""
    shop = shop_with(tmp_path, paragraph_indent="\u3000\u3000")
    asks = [{"use": "ensure-safety"}, {"use": "drop-charges"}]
    copy = CHAIR | {"role": "copy"}
    case = case_of(asks=asks, addressees={"chair": CHAIR, "copy": copy})
    for letter in letters_of(tmp_path, case, "en", shop).values():
        (body,) = (part for part in letter.parts if part.role is Role.BODY)
        for block in body.blocks:
            if isinstance(block, Paragraph):
                assert block.text.startswith("\u3000\u3000")
                assert not block.text.startswith("\u3000\u3000\u3000")
        assert not any(
            text.startswith("\u3000•") or "\u3000" in text.strip("\u3000") for text in lines(letter, Role.BODY)
        )


def test_without_spaces(tmp_path: Path) -> None:
    """Nothing stands between two sentences, nor after a label."""
    shop = shop_with(tmp_path, space="")
    email = {"email": "chair@example.org", "fax": "+7 495 914 26 32"}
    case = case_of(addressees={"chair": CHAIR | email, "copy": CHAIR | {"role": "copy"}})
    found = letters_of(tmp_path, case, "en", shop)
    letter = found["chair"]
    assert lines(letter, Role.CHANNELS) == ["Fax:+7 495 914-26-32", "Email:chair@example.org"]
    assert line(letter, Role.SUBJECT) == "Subject:Disappearance of Timur Nazarov"
    assert lines(letter, Role.BODY)[1].startswith("I urge you totake all")
    assert ".I ask you" in lines(found["copy"], Role.BODY)[0]
    assert lines(found["copy"], Role.ENCLOSURES)[0].startswith("Enclosure:copy of")


def test_brackets_of_another_kind(tmp_path: Path) -> None:
    """What identifies a person stands in the language's own brackets."""
    shop = shop_with(tmp_path, identity={"open": "（", "close": "）", "between": "，"})
    people = {"timur": TIMUR | {"citizen_of": "UZ", "born": "1964"}}
    opening = lines(letter_of(tmp_path, case_of(people=people), shop=shop), Role.BODY)[0]
    assert "Timur Nazarov（citizen of Uzbekistan，born in 1964）" in opening


def test_digits_of_another_kind(tmp_path: Path) -> None:
    """In dates and years; never in contacts and addresses."""
    shop = shop_with(tmp_path, digits="۰۱۲۳۴۵۶۷۸۹")
    people = {"timur": TIMUR | {"born": "1964"}, "anna": ANNA | {"born": "1970-03-01"}}
    case = case_of(
        people=people,
        concerns=[{"use": "disappearance", "date": "2012-12-14"}],
        addressees={"chair": CHAIR | {"fax": "+7 495 914 26 32"}},
    )
    letter = letter_of(tmp_path, case, shop=shop, sender=SENDER)
    opening = lines(letter, Role.BODY)[0]
    assert "born in ۱۹۶۴" in opening
    assert "born on ۱\u00a0March ۱۹۷۰" in opening
    assert "on ۱۴\u00a0December ۲۰۱۲." in opening
    assert line(letter, Role.DATE) == "۲۰ January ۲۰۱۳"
    assert lines(letter, Role.CHANNELS) == ["Fax: +7 495 914-26-32"]
    assert "10115 Berlin" in lines(letter, Role.SENDER)


def test_the_first_of_a_month(tmp_path: Path) -> None:
    """Some languages write it in letters; every other day is a number."""
    shop = shop_with(tmp_path, first_day="1st")
    for day, written in (("2013-01-01", "1st\u00a0January 2013"), ("2013-01-11", "11\u00a0January 2013")):
        case = case_of(concerns=[{"use": "disappearance", "date": day}])
        assert f"on {written}." in lines(letter_of(tmp_path, case, shop=shop), Role.BODY)[0]


@pytest.mark.parametrize(
    ("region", "date", "tag", "end"),
    [
        ({"months": [f"m{number}" for number in range(1, 13)]}, "20 m1 2013", "en-GB", ","),
        ({"date": "{year}/{month}/{day}"}, "2013/January/20", "en-GB", ","),
        ({"salutation_end": ""}, "20 January 2013", "en-GB", ""),
        ({"tag": "en-IE"}, "20 January 2013", "en-IE", ","),
    ],
)
def test_a_region_changes_only_what_it_says(
    tmp_path: Path, region: dict[str, Any], date: str, tag: str, end: str
) -> None:
    """What it does not say is the pack's own."""
    shop = shop_with(tmp_path, regions={"IE": region})
    letter = letter_of(tmp_path, case_of(), shop=shop, sender=Sender(name="Maeve Byrne", country="IE"))
    assert (line(letter, Role.DATE), letter.language) == (date, tag)
    assert line(letter, Role.SALUTATION) == f"Dear Chairman{end}"
    elsewhere = letter_of(tmp_path, case_of(), shop=shop, sender=AMERICAN)
    assert line(elsewhere, Role.DATE) == "January 20, 2013"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "."),
        ({"date": "2012-12-14"}, " on 14\u00a0December 2012."),
        ({"place": {"en": "in Bukhara"}}, " in Bukhara."),
        ({"country": "UZ"}, " in Uzbekistan."),
        ({"place": {"en": "in Bukhara"}, "country": "UZ"}, " in Bukhara, Uzbekistan."),
        ({"country": "UZ", "date": "2012-12-14"}, " in Uzbekistan on 14\u00a0December 2012."),
        (
            {"place": {"en": "in Bukhara"}, "country": "UZ", "date": "2012-12-14"},
            " in Bukhara, Uzbekistan, on 14\u00a0December 2012.",
        ),
    ],
)
def test_where_and_when(tmp_path: Path, told: dict[str, Any], words: str) -> None:
    """Circumstances stand in one place of the pack, with a space of their own."""
    letter = letter_of(tmp_path, case_of(concerns=[{"use": "abduction", **told}]))
    assert lines(letter, Role.BODY)[0] == f"I am writing to you about the abduction of Timur Nazarov{words}"


def test_circumstances_can_be_asked_for(tmp_path: Path) -> None:
    """A phrase may say something only where there are any."""
    words = "About {{ p }}{% if circumstances %}, which happened{{ circumstances }}{% endif %}."
    shop = own_shop(tmp_path, {"en/phrases.yaml": {"concerns": {"abduction": {"opening": words}}}})
    for told, said in (
        ({}, "About Timur Nazarov."),
        ({"country": "UZ"}, "About Timur Nazarov, which happened in Uzbekistan."),
    ):
        letter = letter_of(tmp_path, case_of(concerns=[{"use": "abduction", **told}]), shop=shop)
        assert lines(letter, Role.BODY)[0] == said


def test_a_country_without_the_form_is_asked_for_only_where_it_is_printed(tmp_path: Path) -> None:
    """A phrase that does not print its circumstances needs no form for them."""
    shop = own_shop(
        tmp_path,
        {
            "en/language.yaml": {"countries": {"FR": {"nom": "France", "to": "to France"}}},
            "en/phrases.yaml": {"concerns": {"abduction": {"opening": "About {{ p }}, {{ country.to }}."}}},
        },
    )
    letter = letter_of(tmp_path, case_of(concerns=[{"use": "abduction", "country": "FR"}]), shop=shop)
    assert lines(letter, Role.BODY)[0] == "About Timur Nazarov, to France."
