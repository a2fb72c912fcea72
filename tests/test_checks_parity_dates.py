"""Texts of a case name the same days and years in every language, however a language writes them."""

from collections.abc import Iterable
from typing import Any

import pytest

from builders.checks import WARNING, WORKSHOP, Memory, Row, memory, rows
from builders.own_pack import CODE, NAME, OwnPack, own_pack
from ualetters.checks import parity
from ualetters.workshop import Workshop

made = pytest.fixture(memory)
own = pytest.fixture(own_pack)

ENGLISH = "On 3 December 2012 she was seen; since November 2011 she had been at home."


def found(made: Memory, codes: Iterable[str], text: dict[str, str], shop: Workshop = WORKSHOP) -> list[Row]:
    """What a fact with these texts is told."""
    case = made.case(facts=[{"text": text}])
    return rows(parity.run(case, shop, dict.fromkeys(codes, ())), "parity")


def differ(made: Memory, code: str, text: str, shop: Workshop = WORKSHOP) -> str | None:
    """The dates in which a text differs from the English one, if it does."""
    problems = found(made, ("en", code), {"en": ENGLISH, code: text}, shop)
    if not problems:
        return None
    ((severity, path, message, hint),) = problems
    assert (severity, path, hint) == (WARNING, f"facts[0].text.{code}", "compare the two")
    head, _, dates = message.partition(": ")
    assert head == "the dates are not those of the English text"
    return dates


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "3 декабря 2012 года её видели; с ноября 2011 года она была дома."),
        ("ru", "3\u00a0декабря 2012 г.; 2011"),
        ("uk", "3 грудня 2012 року; 2011"),
        ("de", "Am 3. Dezember 2012; November 2011"),
        ("fr", "Le 3 décembre 2012 ; novembre 2011"),
        ("es", "El 3 de diciembre de 2012; noviembre de 2011"),
        ("pt", "Em 3 de dezembro de 2012; novembro de 2011"),
        ("fa", "۳ دسامبر ۲۰۱۲؛ نوامبر ۲۰۱۱"),
        ("fa", "۰۳ دسامبر ۲۰۱۲؛ 2011"),
        ("ar", "3 ديسمبر 2012، نوفمبر 2011"),
        ("zh", "2012年12月3日；2011年11月"),
        ("tg", "3 декабри соли 2012; ноябри соли 2011"),
        ("tg", "3 декабр; соли 2012, 2011"),
        ("tr", "3 Aralık 2012; Kasım 2011"),
        ("uz", "2012-yil 3-dekabr; 2011-yil noyabr"),
    ],
)
def test_the_same_dates(made: Memory, code: str, text: str) -> None:
    """The same days and years are recognised in the writing of every shipped language."""
    assert differ(made, code, text) is None


@pytest.mark.parametrize(
    ("code", "text", "dates"),
    [
        ("ru", "4 декабря 2012; 2011", "12-03, 12-04"),
        ("ru", "3 ноября 2012; 2011", "11-03, 12-03"),
        ("ru", "3 декабря 2013; 2011", "2012, 2013"),
        ("ru", "3 декабря 2012 года.", "2011"),
        ("ru", "2012, 2011, 1999", "12-03, 1999"),
        ("fa", "۴ دسامبر ۲۰۱۲؛ ۲۰۱۱", "12-03, 12-04"),
        ("fa", "۳ دسامبر ۲۰۱۳؛ ۲۰۱۱", "2012, 2013"),
        ("zh", "2012年12月13日；2011年", "12-03, 12-13"),
        ("zh", "2012年2月3日；2011年", "02-03, 12-03"),
        ("uz", "2012-yil 13-dekabr; 2011", "12-03, 12-13"),
        ("fr", "1er décembre 2012 ; 2011", "12-01, 12-03"),
    ],
)
def test_other_dates(made: Memory, code: str, text: str, dates: str) -> None:
    """Another day, month or year, or one that is missing, is a warning that names it."""
    assert differ(made, code, text) == dates


@pytest.mark.parametrize("text", ["Le 1er décembre 2012", "Le 1\u00a0décembre 2012", "Le 1er\u00a0décembre 2012"])
def test_the_first_of_a_month(made: Memory, text: str) -> None:
    """The first day is known by its word and by its number."""
    assert found(made, ("en", "fr"), {"en": "On 1 December 2012", "fr": text}) == []
    assert len(found(made, ("en", "fr"), {"en": "On 2 December 2012", "fr": text})) == 1


def test_a_region_writes_the_month_first(made: Memory) -> None:
    """A text in the writing of one of the language's regions has the same day."""
    text = {"en": "On December 3, 2012, she was seen.", "ru": "3 декабря 2012 года её видели."}
    assert found(made, ("ru", "en"), text) == []
    assert len(found(made, ("ru", "en"), text | {"en": "On December 4, 2012, she was seen."})) == 1


def test_what_is_no_year(made: Memory) -> None:
    """Numbers of other lengths and the middle of a longer one are no years."""
    text = {"en": "20000 people, A/HRC/120121, 12012, at 20.00", "ru": "двадцать тысяч человек"}
    assert found(made, ("en", "ru"), text) == []
    assert [row[2].rpartition(": ")[2] for row in found(made, ("en", "ru"), text | {"en": "UN 1999-2001"})] == [
        "1999, 2001"
    ]


def test_only_what_is_compared(made: Memory) -> None:
    """A language without a text, or alone, has nothing to be compared with."""
    text = {"en": ENGLISH, "ru": "3 декабря"}
    assert found(made, ("en",), text) == []
    assert found(made, ("ru", "uk"), text) == []
    assert found(made, (), text) == []
    assert [row[1] for row in found(made, ("ru", "en"), text)] == ["facts[0].text.en"]


def test_every_later_language_is_compared_with_the_first(made: Memory) -> None:
    """Each language that differs is told of, at its own text; free asks and letters are texts too."""
    text = {"en": "3 December", "ru": "4 декабря", "uk": "3 грудня", "de": "5. Dezember"}
    case = made.case(
        facts=[{"text": text}],
        letters=[{"text": text, "to": ["minister"]}],
        asks=[{"use": "establish-whereabouts"}, {"text": {"en": "act before 2013", "ru": "сделать это"}}],
    )
    problems = rows(parity.run(case, WORKSHOP, dict.fromkeys(("en", "ru", "uk", "de"), ())), "parity")
    assert sorted(row[1] for row in problems) == [
        "asks[1].text.ru",
        "facts[0].text.de",
        "facts[0].text.ru",
        "letters[0].text.de",
        "letters[0].text.ru",
    ]


# Any language


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ({"date_in_text": "{day}:e {month} {year}"}, "den 3:e December 2012, 2011"),
        ({"date_in_text": "{year}. {month} {day}."}, "2012. December 3., 2011"),
        ({"digits": "٠١٢٣٤٥٦٧٨٩"}, "٣ December ٢٠١٢, ٢٠١١"),
        ({"first_day": "premier"}, "3 December 2012, 2011"),
        ({"months": [*(f"m{number}" for number in range(11)), "Kanun al-awwal"]}, "3 Kanun al-awwal 2012, 2011"),
    ],
)
def test_a_pack_of_ones_own(own: OwnPack, made: Memory, entries: dict[str, Any], text: str) -> None:
    """Whatever the pack says of dates is how they are looked for."""
    own.language |= entries
    assert differ(made, CODE, text, own.shop()) is None
    assert differ(made, CODE, text.replace("3", "4").replace("٣", "٤"), own.shop()) == "12-03, 12-04"
    assert NAME
