"""Choices, codes, ids and dates: what each takes, what it refuses and in which words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.fields import DATE, WORDS, read, refused, text
from ualetters.fields import COUNTRY, ID, LANGUAGE, MAX_ID, Choice, Report, Unreadable, is_birth_date, suggestion

# Choices and codes


@pytest.mark.parametrize("word", ["open", "closed"])
def test_choice(word: str) -> None:
    """One of the words is taken."""
    assert read(WORDS, word) == word


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("opne", "did you mean `open`?"),
        ("Closed", "did you mean `closed`?"),
        ("", "one of closed, open"),
        ("xyz", "one of closed, open"),
        (" open", "did you mean `open`?"),
    ],
)
def test_unknown_choice(word: str, hint: str) -> None:
    """Another word is refused, with the nearest or else all that there are."""
    assert refused(WORDS, word) == (f"unknown status `{word}`", hint)
    assert refused(Choice(WORDS.words), word) == (f"unknown value `{word}`", hint)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("a", (), ""),
        ("uz-ministr", ("uz-minister", "ru-minister"), "did you mean `uz-minister`?"),
        ("b", {"z", "a", "m"}, "one of a, m, z"),
        ("b", {"zz": 1, "yy": 2}, "one of yy, zz"),
        ("b", frozenset({"only"}), "one of only"),
    ],
)
def test_suggestion(word: str, known: tuple[str, ...] | set[str] | dict[str, object], hint: str) -> None:
    """A hint names the nearest word, else all of them in order, else nothing."""
    assert suggestion(word, known) == hint


@pytest.mark.parametrize("code", ["en", "ru", "uk", "uz", "tg", "zh", "yue"])
def test_language(code: str) -> None:
    """A language code that CLDR knows is taken."""
    assert read(LANGUAGE, code) == code


@pytest.mark.parametrize("code", ["xx", "EN", "en-GB", "en_GB", "english", "e", "", "root", "ру", "en ", "../en"])
def test_unknown_language(code: str) -> None:
    """Anything else is no language."""
    assert refused(LANGUAGE, code) == (f"unknown language `{code}`", "use a code such as `en` or `ru`")


@pytest.mark.parametrize("code", ["RU", "UZ", "TJ", "NO", "GB", "XK"])
def test_country(code: str) -> None:
    """A country code is taken; `NO` is Norway."""
    assert read(COUNTRY, code) == code


@pytest.mark.parametrize("code", ["ru", "UK", "RUS", "XX", "EU", "", "R", "РФ", "ZZ", "RU\n"])
def test_unknown_country(code: str) -> None:
    """Anything else is no country."""
    assert refused(COUNTRY, code) == (f"unknown country `{code}`", "use an ISO 3166-1 code such as `RU` or `UZ`")


@pytest.mark.parametrize(
    "name", ["a", "0", "kasymakhunov", "ua-214-11", "a-", "conx", "com", "com10", "nul-1", "a" * MAX_ID]
)
def test_id(name: str) -> None:
    """A short name of small letters, digits and hyphens can name a file anywhere."""
    assert read(ID, name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../x",
        "..",
        ".",
        "a/b",
        "a\\b",
        "C:",
        "-a",
        "Example",
        "exämple",
        "пример",
        "a b",
        "a.b",
        "a_b",
        "a\n",
        "~",
        "a\x00",
        "a" * (MAX_ID + 1),
        "con",
        "prn",
        "aux",
        "nul",
        "com0",
        "com1",
        "com9",
        "lpt0",
        "lpt1",
        "lpt9",
        "۱",
    ],
)
def test_unsafe_id(name: str) -> None:
    """Nothing that leaves a folder, or that a system reserves, is an id."""
    assert refused(ID, name) == (f"unknown id `{name}`", "use a-z, 0-9 and `-`, at most 60; it names a file or folder")


# Dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013-01-28", date(2013, 1, 28)),
        ("2012-02-29", date(2012, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_date(written: str, day: date) -> None:
    """A date of the calendar is taken."""
    assert read(DATE, written) == day


@pytest.mark.parametrize(
    "written",
    [
        "2013-02-30",
        "2013-02-29",
        "2013-13-01",
        "2013-00-10",
        "0000-01-01",
        "20130128",
        "2013-W05-1",
        "2013-028",
        "2013-1-28",
        "28.01.2013",
        "01/28/2013",
        "2013-01-28T10:00",
        "2013-01-28 ",
        "2013-01-28\n",
        "28 January 2013",
        "",
        "asap",
        "۲۰۱۳-۰۱-۲۸",
        "２０１３-01-28",
        "2013–01–28",
    ],
)
def test_no_date(written: str) -> None:
    """Anything else is refused: a day that is not there, another order, other digits."""
    assert refused(DATE, written) == (f"`{written}` is not a date", "write YYYY-MM-DD, such as 2013-01-28")


@given(st.dates())
def test_any_date(day: date) -> None:
    """Every date of the calendar is read as it is written."""
    assert read(DATE, day.isoformat()) == day


@given(st.text(st.sampled_from("0123456789-W۱T:"), max_size=12))
def test_any_digits(written: str) -> None:
    """Whatever is read as a date is written exactly like that date."""
    report = Report()
    try:
        day = DATE.read(text(written), report)
    except Unreadable:
        return
    assert day.isoformat() == written


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("1964", True),
        ("1964-02-29", True),
        ("2013-02-29", False),
        ("0000", False),
        ("1964-1-1", False),
        ("1964-01", False),
        ("64", False),
        ("۱۹۶۴", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_birth_date(written: str, is_one: bool) -> None:  # noqa: FBT001
    """A year alone will do, a month alone will not."""
    assert is_birth_date(written) is is_one
