"""Dates found in texts, digits of other scripts, capitals."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.language import capital, days_in, in_digits, is_language, long_date

MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля"]
MONTHS += ["августа", "сентября", "октября", "ноября", "декабря"]
NUMBERS = [str(number) for number in range(1, 13)]
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
PATTERNS = [
    "{day} {month} {year} г.",
    "{month} {day}, {year}",
    "{year}-yil {day}-{month}",
    "{day}\u00a0de {month} de {year}",
]

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(
    day=days,
    pattern=st.sampled_from(PATTERNS),
    digits=st.sampled_from(["", PERSIAN]),
    first=st.sampled_from(["", "1er"]),
)
def test_every_date_is_found(day: date, pattern: str, digits: str, first: str) -> None:
    """A date that was written by a pattern is found by it, amid other words and numbers."""
    written = f"(7) {long_date(day, pattern, MONTHS, first, digits)}, 31"
    assert days_in(written, pattern, MONTHS, first, digits) == {(day.month, day.day)}


@given(days)
def test_months_that_are_numbers(day: date) -> None:
    """Where months are numbers, the first of January is not taken out of the eleventh of November."""
    pattern = "{year}年{month}月{day}日"
    assert days_in(f"于{long_date(day, pattern, NUMBERS)}在", pattern, NUMBERS) == {(day.month, day.day)}


@given(st.lists(days, max_size=4))
def test_several_dates(several: list[date]) -> None:
    """All of them are found, each once."""
    text = "; ".join(long_date(day, PATTERNS[0], MONTHS) for day in several)
    assert days_in(text, PATTERNS[0], MONTHS) == {(day.month, day.day) for day in several}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 декабря", {(12, 3)}),
        ("03 декабря", {(12, 3)}),
        ("3\u00a0 декабря 2012", {(12, 3)}),
        ("3\nдекабря", {(12, 3)}),
        ("3 декабр", {(12, 3)}),
        ("1 марта и 2 март", {(3, 1), (3, 2)}),
        ("5 мая", {(5, 5)}),
        ("5 ма", set()),
        ("3декабря", set()),
        ("13 декабря", {(12, 13)}),
        ("113 декабря", set()),
        ("декабря 3", set()),
        ("третьего декабря", set()),
        ("", set()),
    ],
)
def test_what_is_a_date(text: str, found: set[tuple[int, int]]) -> None:
    """The year may be missing, and the ending of a month, but neither the day nor what stands between."""
    assert days_in(text, PATTERNS[0], MONTHS) == found


def test_a_month_before_its_day() -> None:
    """A year after a month is no day of it."""
    pattern = PATTERNS[1]
    assert days_in("декабря 2012, декабря 3 и декабря 14", pattern, MONTHS) == {(12, 3), (12, 14)}
    assert days_in("декабря 2012", pattern, MONTHS) == set()


def test_months_that_begin_alike() -> None:
    """The longer of two months that begin alike is the one that is written."""
    french = ["juin", "juillet", *(f"m{number}" for number in range(10))]
    assert days_in("3 juin, 4 juillet, 5 juille, 6 jui", "{day} {month} {year}", french) == {
        (1, 3),
        (2, 4),
        (2, 5),
        (1, 6),
    }


def test_the_first_day() -> None:
    """What stands for the first of a month is known beside its number."""
    pattern, months = "{day} {month} {year}", ["janvier", "février"]
    assert days_in("1er janvier, 1 février, 2er janvier", pattern, months, "1er") == {(1, 1), (2, 1)}
    assert days_in("1er janvier", pattern, months) == set()
    assert long_date(date(2013, 1, 1), pattern, months, "1er") == "1er janvier 2013"
    assert long_date(date(2013, 1, 2), pattern, months, "1er") == "2 janvier 2013"
    assert long_date(date(2013, 1, 1) + timedelta(days=31), pattern, months, "1er") == "1er février 2013"
    assert long_date(date(2013, 1, 1), pattern, months, "", PERSIAN) == "۱ janvier ۲۰۱۳"


@pytest.mark.parametrize(
    ("text", "digits", "shown"),
    [("2013", PERSIAN, "۲۰۱۳"), ("2013", "", "2013"), ("a 1", "٠١٢٣٤٥٦٧٨٩", "a ١"), ("", PERSIAN, "")],
)
def test_digits(text: str, digits: str, shown: str) -> None:
    """European digits become those of the language, everything else stays."""
    assert in_digits(text, digits) == shown


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("disappearance", "en", "Disappearance"),
        ("ikinci", "tr", "İkinci"),
        ("ikinci", "az", "İkinci"),
        ("ikinci", "uz", "Ikinci"),
        ("ışık", "tr", "Işık"),
        ("éric", "fr", "Éric"),
        ("ќерка", "mk", "Ќерка"),
        ("ǆ", "hr", "ǅ"),
        ("ßa", "de", "Ssa"),
        ("ქალაქი", "ka", "ქალაქი"),
        ("مدينة", "ar", "مدينة"),
        ("城市", "zh", "城市"),
        ("«да»", "ru", "«да»"),
        ("", "en", ""),
        ("a", "", "A"),
    ],
)
def test_capitals(text: str, code: str, shown: str) -> None:
    """A capital is that of a title: Turkish keeps its dot, and Georgian, which has no capitals in a sentence, none."""
    assert capital(text, code) == shown


@pytest.mark.parametrize("code", ["../kk", "kk/..", "/etc", "root", "en_GB", "EN", "e", "", "kk\n", "."])
def test_no_language(code: str) -> None:
    """What is no code of two or three letters is no language, and no path."""
    assert not is_language(code)
