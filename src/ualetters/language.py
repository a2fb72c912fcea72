"""Languages and countries: which there are, their dates, lists and names."""

from collections.abc import Sequence
from datetime import date
import re

from babel import Locale, localedata

# CLDR 46 paper sizes: everybody else prints on A4. Babel does not ship this table.
US_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())  # noqa: SIM905
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE_FIELD = re.compile(r"\{[^{}]*\}|[{}]")


def is_language(code: str) -> bool:
    """Whether CLDR knows a language by this code."""
    return code.islower() and "_" not in code and bool(localedata.exists(code))


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


def is_latin(script: str) -> bool:
    """Whether a script is Latin, so that a Latin form of a name may stand in it."""
    return script == "Latn"


def long_date(day: date, pattern: str, months: Sequence[str]) -> str:
    """A calendar date as a language writes it.

    The words are the language pack's, where a reader can sign them: CLDR's are wrong for letters in several languages
    (Uzbek, Tajik, the first of the month in French), and loading them takes a tenth of the time of a whole letter.

    Args:
        day: The date.
        pattern: What stands around `{day}`, `{month}` and `{year}`.
        months: The twelve months as they stand in a date.

    >>> long_date(date(2013, 1, 28), "{day} {month} {year} г.", ["января"])
    '28 января 2013 г.'
    """
    return pattern.format(day=day.day, month=months[day.month - 1], year=day.year)


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


def country_name(country: str, code: str) -> str | None:
    """CLDR's name of a country in a language, or None where it has none."""
    name = Locale(code).territories.get(country)
    return str(name) if name else None
