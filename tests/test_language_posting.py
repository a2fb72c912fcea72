"""In which language and script a post office reads the name of another country."""

from babel import localedata
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import SUPPORTED_REGIONS
import pytest

from ualetters.language import country_name, posting_language, script_of, upper


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
        ("sr_Latn", "Latn"),
        ("bs_Cyrl", "Cyrl"),
        ("zh_Hant", "Hant"),
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
        # A script of a language that is official is that language.
        ("ME", ("sr",), "sr_Latn"),
        ("BA", ("hr",), "hr"),
        # Of the languages that are official the sender's, however few write in it.
        ("MT", ("mt",), "mt"),
        ("IE", ("ga",), "ga"),
    ],
)
def test_the_language_of_a_post_office(country: str, preferred: tuple[str, ...], code: str) -> None:
    """An official one, by preference one of the sender's."""
    assert posting_language(country, preferred) == code


TABLE = """
AD ca, AM en, AR es, AT de, AU en, BA bs, BE nl, BG bg, BI fr, BO es, BR pt, BY be, CA en, CH de, CI fr, CM fr, CN en
CW nl, CY el, CZ cs, DE de, DK da, DZ fr, EE et, EG en, ES es, FI fi, FR fr, GB en, GE en, GR el, HK en, HR hr, HT fr
HU hu, IE en, IL en, IN en, IS is, IT it, JP en, KE en, KR en, KZ ru, LI de, LS en, LT lt, LU fr, LV lv, MA fr
ME sr_Latn, MG fr, MT en, MW en, MX es, MZ pt, NG en, NL nl, NO no, NZ en, PE es, PG en, PH en, PK en, PL pl, PR es
PT pt, PY es, RO ro, RS sr_Latn, RU ru, RW en, SE sv, SG en, SI sl, SK sk, SN fr, TH en, TL pt, TO en, TR tr, TZ en
UA uk, UG en, US en, UZ uz, VN vi, WS en, ZA en, ZW en
"""


def test_what_is_read_where_nobody_has_a_wish() -> None:
    """The language that the post sorts by, not a local one that stands first in the list."""
    table = dict(row.split() for row in TABLE.replace("\n", ", ").strip(", ").split(", "))
    assert {country: posting_language(country) for country in table} == table


def test_names_in_latin_letters() -> None:
    """Serbian has names in both scripts."""
    assert [country_name("RU", posting_language(country)) for country in ("RS", "ME", "BA")] == ["Rusija"] * 3


@pytest.mark.parametrize(
    ("country", "preferred", "named", "code"),
    [
        ("ZW", ("sn",), "RU", "sn"),
        ("LS", ("st",), "RU", "en"),
        ("RW", ("rw",), "RW", "rw"),
        ("RW", ("rw",), "RU", "en"),
        ("FO", (), "FO", "fo"),
    ],
)
def test_a_language_without_a_name_for_the_country_is_left_out(
    country: str, preferred: tuple[str, ...], named: str, code: str
) -> None:
    """There is nothing to print in it."""
    assert posting_language(country, preferred, [named]) == code


@given(
    country=st.sampled_from(sorted(SUPPORTED_REGIONS)),
    preferred=st.lists(st.sampled_from(sorted(localedata.locale_identifiers())), max_size=3),
)
def test_every_country_has_one(country: str, preferred: list[str]) -> None:
    """It is a language that the country has a name in, and in a script that our own fonts have."""
    code = posting_language(country, preferred, ["RU", "UZ"])
    assert script_of(code) in {"Latn", "Cyrl", "Grek"}
    assert country_name("RU", code)
    assert country_name("UZ", code)


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
