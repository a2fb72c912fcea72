"""What Babel knows about languages and countries: existence, direction, dates, lists."""

from collections.abc import Sequence
from datetime import date
from functools import cache
import re

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date

RTL_SCRIPTS = frozenset({"Arab", "Hebr"})
# CLDR 46 paper sizes: everybody else prints on A4. Babel does not ship this table.
US_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())  # noqa: SIM905
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE_FIELDS = frozenset("d dd M MM MMM MMMM L LL LLL LLLL y yyyy E EEE EEEE".split())  # noqa: SIM905


@cache
def locale(code: str) -> Locale:
    """The Babel locale of a language code such as `ru` or a tag such as `en-GB`."""
    return Locale.parse(code, sep="-")


def is_language(code: str) -> bool:
    """Whether CLDR knows a language by this code."""
    return code.islower() and "_" not in code and bool(localedata.exists(code))


def is_tag(tag: str) -> bool:
    """Whether dates can be written in the language of this BCP 47 tag, such as `en-GB`."""
    try:
        return bool(_TAG.fullmatch(tag) and locale(tag))
    except (ValueError, UnknownLocaleError):
        return False


def is_date_pattern(pattern: str) -> bool:
    """Whether this is a CLDR pattern with day, month and year, and with every other Latin letter in quotes."""
    unquoted = re.sub("'[^']*'", "", pattern)
    fields = {run[0] for run in re.finditer(r"([A-Za-z])\1*", unquoted)}
    letters = {field[0] for field in fields}
    named = {"d", "y"} <= letters and letters & {"M", "L"}
    return bool(named and fields <= _DATE_FIELDS and "'" not in unquoted and "\n" not in pattern)


def is_country(code: str) -> bool:
    """Whether this is the ISO 3166-1 alpha-2 code of a country that has telephones, and so authorities to write to."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415  # 17 ms; Babel's own list takes as long to load

    return code in SUPPORTED_REGIONS


def is_latin(script: str) -> bool:
    """Whether a script is Latin, so that a Latin form of a name may stand in it."""
    return script == "Latn"


@cache
def long_date(day: date, pattern: str, tag: str) -> str:
    """A calendar date as prose of a language writes it.

    Args:
        day: The date.
        pattern: A CLDR date pattern, such as `d MMMM y`.
        tag: The language, such as `ru` or `en-GB`.
    """
    return format_date(day, format=pattern, locale=locale(tag))


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


def country_name(country: str, tag: str) -> str | None:
    """CLDR's name of a country in a language, or None where it has none."""
    name = locale(tag).territories.get(country)
    return str(name) if name else None
