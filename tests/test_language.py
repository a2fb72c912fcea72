"""What Babel and phonenumbers know: languages, countries, dates, lists."""

from datetime import date

import pytest

from ualetters.language import (
    US_LETTER_COUNTRIES,
    country_name,
    is_country,
    is_date_pattern,
    is_language,
    is_latin,
    is_tag,
    join_list,
    long_date,
)


@pytest.mark.parametrize("code", ["en", "ru", "uk", "uz", "tg", "ar", "fa", "zh", "pt", "tr", "fr", "kk", "yue", "no"])
def test_language(code: str) -> None:
    """The languages that are planned for are known, and many others."""
    assert is_language(code)


@pytest.mark.parametrize("code", ["xx", "EN", "En", "en_GB", "en-GB", "russian", "", "e"])
def test_no_language(code: str) -> None:
    """A code is small letters without a region."""
    assert not is_language(code)


@pytest.mark.parametrize("code", ["RU", "UZ", "TJ", "BY", "NO", "GB", "US", "CN", "XK"])
def test_country(code: str) -> None:
    """A country that has telephones has authorities to write to."""
    assert is_country(code)


@pytest.mark.parametrize("code", ["ru", "UK", "EU", "XX", "RUS", "", "001", "AQ"])
def test_no_country(code: str) -> None:
    """What is no state, or has no code, is no country."""
    assert not is_country(code)


@pytest.mark.parametrize(("script", "latin"), [("Latn", True), ("Cyrl", False), ("Arab", False), ("latn", False)])
def test_latin(script: str, latin: bool) -> None:  # noqa: FBT001
    """A Latin name may stand in Latin script alone."""
    assert is_latin(script) is latin


@pytest.mark.parametrize(
    ("country", "letter"), [("US", True), ("CA", True), ("MX", True), ("GB", False), ("DE", False)]
)
def test_paper(country: str, letter: bool) -> None:  # noqa: FBT001
    """North and much of Central America prints on US Letter, everybody else on A4."""
    assert (country in US_LETTER_COUNTRIES) is letter


MONTHS = ("января", *["…"] * 10, "декабря")


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-US", "ru", "uz-Latn", "zh-Hans-CN", "pt-BR"])
def test_tag(tag: str) -> None:
    """A language with script or region makes a tag."""
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "x", "xx", "xx-XX", "zz-ZZZ", "en_GB", "en GB", "british", "en-GB-", "../en", "1"])
def test_no_tag(tag: str) -> None:
    """An unknown language, or what is not of the form, is no tag."""
    assert not is_tag(tag)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{day} {month} {year}", "28 января 2013"),
        ("{month} {day}, {year}", "января 28, 2013"),
        ("{day}\u00a0{month} {year}\u00a0г.", "28\u00a0января 2013\u00a0г."),
        ("{year}-yil {day}-{month}", "2013-yil 28-января"),
        ("le {day} {month} {year}", "le 28 января 2013"),
    ],
)
def test_long_date(pattern: str, text: str) -> None:
    """A date is written by the pattern and the months of the language."""
    assert is_date_pattern(pattern)
    assert long_date(date(2013, 1, 28), pattern, MONTHS) == text
    assert long_date(date(2013, 12, 1), pattern, MONTHS) == text.replace("28", "1").replace("января", "декабря")


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{day} {month}",
        "{month} {year}",
        "{day} {year}",
        "{day} {month} {year} {day}",
        "{day} {month} {year} {weekday}",
        "{day} {month} {year",
        "{day} {month} {year} }",
        "{{day}} {month} {year}",
        "{day} {month} {year!r}",
        "{day:02} {month} {year}",
        "{day} {month} {year}\n",
        "d MMMM y",
    ],
)
def test_no_date_pattern(pattern: str) -> None:
    """A pattern has day, month and year once each, and no other braces."""
    assert not is_date_pattern(pattern)


@pytest.mark.parametrize(
    ("items", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a", "b", "c", "d"], "a, b, c and d")],
)
def test_join_list(items: list[str], text: str) -> None:
    """Names are joined with the language's own word before the last."""
    assert join_list(items, " and ") == text
    assert join_list(tuple(items), " и ", "; ") == text.replace(" and ", " и ").replace(", ", "; ")


@pytest.mark.parametrize(
    ("country", "code", "name"),
    [("RU", "en", "Russia"), ("UZ", "ru", "Узбекистан"), ("CN", "zh", "中国"), ("XX", "en", None)],
)
def test_country_name(country: str, code: str, name: str | None) -> None:
    """CLDR's name of a country, or nothing."""
    assert country_name(country, code) == name
