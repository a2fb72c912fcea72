"""Languages and countries: which there are, their dates, lists and names."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
import re
import unicodedata

from babel import Locale, localedata

# CLDR 46 paper sizes: everybody else prints on A4. Babel does not ship this table.
US_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())  # noqa: SIM905
_CODE = re.compile("[a-z]{2,3}")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONG_MONTH = 4
_SCRIPT = re.compile("[A-Z][a-z]{3}")
# What post offices sort by where a more local language is official too, and even stands first in CLDR.
_WIDELY_READ = ("en", "fr", "es", "pt", "de", "nl")
# What other countries' post offices can be expected to set, and our fonts have.
_SORTED_SCRIPTS = ("Latn", "Cyrl", "Grek")
_DOTTED_CAPITAL = ("tr", "az")
_DATE_FIELD = re.compile(r"\{[^{}]*\}|[{}]")


@cache
def is_language(code: str) -> bool:
    """Whether CLDR knows a language by this code."""
    return bool(_CODE.fullmatch(code)) and bool(localedata.exists(code))


def is_tag(tag: str) -> bool:
    """Whether this is a BCP 47 tag, such as `en-GB`, of a language that CLDR knows."""
    return bool(_TAG.fullmatch(tag)) and is_language(tag.partition("-")[0])


def is_date_pattern(pattern: str) -> bool:
    """Whether this is a pattern for `long_date`: day, month and year once each, and no other braces."""
    return sorted(_DATE_FIELD.findall(pattern)) == ["{day}", "{month}", "{year}"] and "\n" not in pattern


def is_country(code: str) -> bool:
    """Whether this is the ISO 3166-1 alpha-2 code of a country that has telephones, and so authorities to write to."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415  # 17 ms; Babel's own list takes as long to load

    return code in SUPPORTED_REGIONS


def script_of(code: str) -> str:
    """ISO 15924 code of the script that a language is most often written in, or that its code names (`sr_Latn`)."""
    from babel.core import get_global  # noqa: PLC0415  # only what is posted needs it

    likely = get_global("likely_subtags").get(code, "")
    return next((part for part in f"{code}_{likely}".split("_") if _SCRIPT.fullmatch(part)), "Latn")


def posting_language(country: str, preferred: Sequence[str] = (), named: Sequence[str] = ()) -> str:
    """The language in which a country's post office reads the name of another country.

    Args:
        country: ISO 3166-1 code of the country of posting.
        preferred: Languages that are taken first if they are official there.
        named: ISO 3166-1 codes of the countries that it must have names for.

    Returns:
        An official language of the country, with its script where it has several; English if none is written in Latin,
        Cyrillic or Greek letters.

    >>> posting_language("CH", ["fr"]), posting_language("CH"), posting_language("SN"), posting_language("JP")
    ('fr', 'de', 'fr', 'en')
    """
    from babel.languages import get_official_languages  # noqa: PLC0415

    listed = [code for code in get_official_languages(country, de_facto=True) if localedata.exists(code)]
    in_latin = {code.partition("_")[0] for code in listed if is_latin(script_of(code))}
    # Of a language with two scripts the Latin one is read at the other end too.
    official = [code for code in listed if is_latin(script_of(code)) or code.partition("_")[0] not in in_latin]
    own = [code for wish in preferred for code in official if wish in {code, code.partition("_")[0]}]
    widely = [code for code in official if code in _WIDELY_READ]
    return next((code for code in (*own, *widely, *official) if _serves(code, named)), "en")


def _serves(code: str, named: Sequence[str]) -> bool:
    """Whether a post office can sort by a language that has a name for each of these countries."""
    return script_of(code) in _SORTED_SCRIPTS and all(country_name(country, code) for country in named)


def upper(text: str, code: str) -> str:
    """A text in capitals: dotted in Turkish, without accents in Greek.

    >>> upper("Birleşik Krallık, Çin", "tr"), upper("Ρωσία", "el")
    ('BİRLEŞİK KRALLIK, ÇİN', 'ΡΩΣΙΑ')
    """
    if code in _DOTTED_CAPITAL:
        return text.replace("i", "İ").upper()
    if code == "el":
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.upper()).replace("\u0301", ""))
    return text.upper()


def is_latin(script: str) -> bool:
    """Whether a script is Latin, so that a Latin form of a name may stand in it."""
    return script == "Latn"


def long_date(day: date, pattern: str, months: Sequence[str], first_day: str = "", digits: str = "") -> str:
    """A calendar date as a language writes it.

    The words are the language pack's, where a reader can sign them: CLDR's are wrong for letters in several languages
    (Uzbek, Tajik, the first of the month in French), and loading them takes a tenth of the time of a whole letter.

    Args:
        day: The date.
        pattern: What stands around `{day}`, `{month}` and `{year}`.
        months: The twelve months as they stand in a date.
        first_day: What stands for the first of a month; empty for the number.
        digits: The ten digits; empty for the European ones.

    >>> long_date(date(2013, 1, 28), "{day} {month} {year} г.", ["января"])
    '28 января 2013 г.'
    >>> long_date(date(2013, 1, 1), "{day} {month} {year}", ["janvier"], "1er")
    '1er janvier 2013'
    """
    number = first_day if first_day and day.day == 1 else day.day
    return in_digits(pattern.format(day=number, month=months[day.month - 1], year=day.year), digits)


def days_in(
    text: str, pattern: str, months: Sequence[str], first_day: str = "", digits: str = ""
) -> frozenset[tuple[int, int]]:
    """Month and day of every date in a text that is written as a language's pattern says; the year may be missing.

    >>> days_in("14 декабря", "{day} {month} {year} года", ["января", "декабря"])
    frozenset({(2, 14)})
    """
    # A month may lack the ending that it has before a year.
    names = "|".join(sorted((_with_ending(month) for month in months), key=len, reverse=True))
    day = "[0-9]{1,2}" + (f"|{re.escape(first_day)}" if first_day else "")
    groups = {"{day}": f"(?P<day>{day})", "{month}": f"(?P<month>{names})"}
    first, second = sorted(groups, key=pattern.index)
    between = pattern[pattern.index(first) + len(first) : pattern.index(second)]
    spaced = r"\s+".join(map(re.escape, re.split(r"\s+", between)))
    found = re.finditer(rf"(?<![0-9]){groups[first]}{spaced}{groups[second]}(?![0-9])", in_european(text, digits))
    dates = ((_month(one["month"], months), one["day"]) for one in found)
    return frozenset((month, 1 if day == first_day else int(day)) for month, day in dates)


def _with_ending(month: str) -> str:
    return re.escape(month) if len(month) < _LONG_MONTH else f"{re.escape(month[:-1])}{re.escape(month[-1])}?"


def _month(name: str, months: Sequence[str]) -> int:
    return next(number for number, month in enumerate(months, 1) if re.fullmatch(_with_ending(month), name))


def in_digits(text: str, digits: str) -> str:
    """A text with its European digits written in those of a language; empty leaves them.

    >>> in_digits("2013", "۰۱۲۳۴۵۶۷۸۹")
    '۲۰۱۳'
    """
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def in_european(text: str, digits: str) -> str:
    """A text with the digits of a language written in European ones."""
    return text.translate(str.maketrans(digits, "0123456789")) if digits else text


def capital(text: str, code: str = "") -> str:
    """A text with the capital first letter of a title: dotted in Turkish, and none in Georgian.

    >>> capital("ikinci", "tr")
    'İkinci'
    """
    first = "İ" if code in _DOTTED_CAPITAL and text[:1] == "i" else text[:1].title()
    return first + text[1:]


def join_list(items: Sequence[str], last: str, between: str = ", ") -> str:
    """Items as running text, with the language's word before the last.

    Args:
        items: At least one text.
        last: What stands before the last item, such as ` and `.
        between: What stands between the others.
    """
    if len(items) == 1:
        return items[0]
    return f"{between.join(items[:-1])}{last}{items[-1]}"


@lru_cache(maxsize=1024)
def country_name(country: str, code: str) -> str | None:
    """CLDR's name of a country in a language, or None where it has none."""
    name = Locale(code).territories.get(country)
    return str(name) if name else None


def language_name(code: str, own: str) -> str:
    """CLDR's name of a language in another, or its code where there is none."""
    return str(Locale(own).languages.get(code, code))
