"""What Babel and phonenumbers know: languages, countries, dates, lists."""

from datetime import date

from babel.core import UnknownLocaleError
import pytest

from ualetters.language import (
    RTL_SCRIPTS,
    US_LETTER_COUNTRIES,
    country_name,
    is_country,
    is_date_pattern,
    is_language,
    is_latin,
    is_tag,
    join_list,
    locale,
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


def test_scripts_from_right_to_left() -> None:
    """Arabic and Hebrew run from right to left."""
    assert {"Arab", "Hebr"} == RTL_SCRIPTS


@pytest.mark.parametrize(
    ("country", "letter"), [("US", True), ("CA", True), ("MX", True), ("GB", False), ("DE", False)]
)
def test_paper(country: str, letter: bool) -> None:  # noqa: FBT001
    """North and much of Central America prints on US Letter, everybody else on A4."""
    assert (country in US_LETTER_COUNTRIES) is letter


@pytest.mark.parametrize(
    ("tag", "language", "script", "territory"),
    [("ru", "ru", None, None), ("en-GB", "en", None, "GB"), ("uz-Latn", "uz", "Latn", None)],
)
def test_locale(tag: str, language: str, script: str | None, territory: str | None) -> None:
    """A code or a tag leads to its locale, which is loaded once."""
    found = locale(tag)
    assert (found.language, found.script, found.territory) == (language, script, territory)
    assert locale(tag) is found


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-US", "ru", "uz-Latn", "zh-Hans-CN", "pt-BR"])
def test_tag(tag: str) -> None:
    """A language with script or region makes a tag that dates can be written in."""
    assert is_tag(tag)
    assert long_date(date(2013, 1, 28), "d MMMM y", tag)


@pytest.mark.parametrize("tag", ["", "x", "xx", "xx-XX", "zz-ZZZ", "en_GB", "en GB", "british", "en-GB-", "../en", "1"])
def test_no_tag(tag: str) -> None:
    """What is no tag would only fail when a date is written."""
    assert not is_tag(tag)
    with pytest.raises((ValueError, UnknownLocaleError)):
        locale(tag)


@pytest.mark.parametrize(
    ("pattern", "tag", "text"),
    [
        ("d MMMM y", "en-GB", "28 January 2013"),
        ("MMMM d, y", "en-US", "January 28, 2013"),
        ("d MMMM y 'г.'", "ru", "28 января 2013 г."),
        ("d MMMM y 'года'", "ru", "28 января 2013 года"),
        ("d MMMM y г.", "ru", "28 января 2013 г."),
        ("d\u00a0LLLL y", "ru", "28\u00a0январь 2013"),
        ("dd.MM.yyyy", "de", "28.01.2013"),
        ("EEEE, d. MMM y", "de", "Montag, 28. Jan. 2013"),
        ("y 'o''clock' d M", "en", "2013 o'clock 28 1"),
    ],
)
def test_long_date(pattern: str, tag: str, text: str) -> None:
    """A date is written by the pattern of the language."""
    assert is_date_pattern(pattern)
    assert long_date(date(2013, 1, 28), pattern, tag) == text


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "d MMMM",
        "MMMM y",
        "d y",
        "'d MMMM y'",
        "d MMMM y 'года",
        "dddd MMMM y",
        "d MMMMMM y",
        "d MMMM yyyyy",
        "d MMMM yy",
        "d MMMM YYYY",
        "D MMMM y",
        "d mmmm y",
        "qqqqqqqqqq d M y",
        "d MMMM y zzzzzzzz",
        "d MMMM y HH:mm",
        "{{ day }} d M y",
        "d MMMM y\n",
        "d de MMMM de y",
    ],
)
def test_no_date_pattern(pattern: str) -> None:
    """A pattern names day, month and year; every other Latin letter is in quotes, as Unicode's date patterns demand."""
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
    ("country", "tag", "name"),
    [("RU", "en", "Russia"), ("UZ", "ru", "Узбекистан"), ("GB", "en-GB", "United Kingdom"), ("XX", "en", None)],
)
def test_country_name(country: str, tag: str, name: str | None) -> None:
    """CLDR's name of a country, or nothing."""
    assert country_name(country, tag) == name
