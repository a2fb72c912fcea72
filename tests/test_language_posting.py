"""In which language and script a post office reads the name of another country."""

from babel import localedata
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import SUPPORTED_REGIONS
import pytest

from ualetters.language import country_name, is_language, posting_language, script_of, upper


@pytest.mark.parametrize(
    ("code", "script"),
    [
        ("en", "Latn"),
        ("tr", "Latn"),
        ("uz", "Latn"),
        ("ru", "Cyrl"),
        ("tg", "Cyrl"),
        ("sr", "Cyrl"),
        ("el", "Grek"),
        ("ar", "Arab"),
        ("fa", "Arab"),
        ("zh", "Hans"),
        ("ja", "Jpan"),
        ("ka", "Geor"),
        ("he", "Hebr"),
        ("xx", "Latn"),
    ],
)
def test_the_script_of_a_language(code: str, script: str) -> None:
    """The one that it is most often written in."""
    assert script_of(code) == script


@pytest.mark.parametrize(
    ("country", "preferred", "code"),
    [
        ("DE", (), "de"),
        ("FR", (), "fr"),
        ("TR", (), "tr"),
        ("UZ", (), "uz"),
        ("RU", (), "ru"),
        ("GR", (), "el"),
        ("US", (), "en"),
        ("GB", (), "en"),
        ("CH", (), "de"),
        ("CH", ("fr",), "fr"),
        ("CH", ("en", "it", "fr"), "it"),
        ("BE", ("fr",), "fr"),
        ("CA", ("fr",), "fr"),
        # What is not official there is not read there.
        ("DE", ("ru", "fr"), "de"),
        # Written in letters that other countries' post offices do not set, or spoken by officials in no other way.
        ("JP", (), "en"),
        ("CN", (), "en"),
        ("EG", (), "en"),
        ("GE", (), "en"),
        ("XX", (), "en"),
    ],
)
def test_the_language_of_a_post_office(country: str, preferred: tuple[str, ...], code: str) -> None:
    """An official one, by preference one of the sender's."""
    assert posting_language(country, preferred) == code


@given(
    country=st.sampled_from(sorted(SUPPORTED_REGIONS)),
    preferred=st.lists(st.sampled_from(sorted(localedata.locale_identifiers())), max_size=3),
)
def test_every_country_has_one(country: str, preferred: list[str]) -> None:
    """It is a language that countries have names in, and in a script that our own fonts have."""
    code = posting_language(country, preferred)
    assert is_language(code)
    assert script_of(code) in {"Latn", "Cyrl", "Grek"}
    assert country_name("RU", code) or country_name("RU", "en")


@pytest.mark.parametrize(
    ("text", "code", "capitals"),
    [
        ("Russland", "de", "RUSSLAND"),
        ("Ouzbékistan", "fr", "OUZBÉKISTAN"),
        ("Özbekistan", "tr", "ÖZBEKİSTAN"),
        ("Birleşik Krallık", "tr", "BİRLEŞİK KRALLIK"),
        ("Qırğızıstan, Rusiya", "az", "QIRĞIZISTAN, RUSİYA"),
        ("Ρωσία", "el", "ΡΩΣΙΑ"),
        ("Ουζμπεκιστάν", "el", "ΟΥΖΜΠΕΚΙΣΤΑΝ"),
        # A diaeresis stays where an accent goes.
        ("Μαΐου, Αϊτή", "el", "ΜΑΪΟΥ, ΑΪΤΗ"),
        ("Österreich", "en", "ÖSTERREICH"),
        ("Узбекистан", "ru", "УЗБЕКИСТАН"),
        ("Großbritannien", "de", "GROSSBRITANNIEN"),
    ],
)
def test_capitals(text: str, code: str, capitals: str) -> None:
    """As the language has them."""
    assert upper(text, code) == capitals


@given(st.text(max_size=30), st.sampled_from(["tr", "az", "el", "de", "ru", "en"]))
def test_capitals_stay_as_they_are(text: str, code: str) -> None:
    """Nothing changes a second time."""
    assert upper(upper(text, code), code) == upper(text, code)
