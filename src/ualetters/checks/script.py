"""Every text stands in the alphabet of its language: nothing borrowed slips into a letter."""

from collections.abc import Iterator, Mapping
from functools import cache
import re

from ualetters.checks.subject import Subject, finding
from ualetters.compose.postal import is_in_latin_letters
from ualetters.errors import Problem, Severity
from ualetters.language import is_latin, script_of
from ualetters.model.case import Case

ID = "script"

# The alphabets that are told apart here, each with its first letter; a language in another one is left to its readers.
_ALPHABETS = {
    "Latn": ("A", r"[A-Za-z\u00c0-\u024f]"),
    "Cyrl": ("\u0400", r"[\u0400-\u052f]"),
    "Arab": ("\u0620", r"[\u0620-\u06ff]"),
    "Hans": ("\u3400", r"[\u3400-\u9fff]"),
}
_UNSPACED = ("Hans",)


@cache
def _letter(script: str) -> re.Pattern[str]:
    return re.compile(_ALPHABETS[script][1])


@cache
def _phrase(script: str) -> re.Pattern[str]:
    """One word may be a name, an address or an abbreviation; two in a row are a phrase that was not translated."""
    letter = _ALPHABETS[script][1]
    return re.compile(f"{letter}{{5,}}" if script in _UNSPACED else rf"{letter}{{2,}}\s+{letter}{{2,}}")


def _possible(text: str, but: str = "") -> Iterator[str]:
    """The scripts that a text may be written in; to look for its highest character is quicker than to search it."""
    highest = max(text, default="")
    return (script for script, (first, _) in _ALPHABETS.items() if script != but and first <= highest)


def run(subject: Subject) -> Iterator[Problem]:
    """A name, office or place without a letter of its language's alphabet is an error, a foreign phrase a warning.

    So is an address for the envelope that the post of another country could not read.
    """
    for language in subject.languages:
        script = subject.packs[language].script
        if script not in _ALPHABETS:
            continue
        name = subject.packs[language].name
        for path, text in _short_texts(subject.case, language):
            if not _letter(script).search(text) and any(_letter(other).search(text) for other in _possible(text)):
                message = f"`{text}` is not written in the alphabet of {name}"
                yield finding(ID, subject.place(path), message, f"write it as {name} does")
        for path, text in _long_texts(subject.case, language):
            for other in _possible(text, but=script):
                if found := _phrase(other).search(text):
                    message = f"`{found.group()}` is not written in the alphabet of {name}"
                    yield finding(ID, subject.place(path), message, "translate it", Severity.WARNING)
    hint = "write it in Latin letters, as the post office of another country reads it"
    for path in _unreadable_addresses(subject.case):
        message = "the address is not written in Latin letters"
        yield finding(ID, subject.place(path), message, hint, Severity.WARNING)


def _unreadable_addresses(case: Case) -> Iterator[str]:
    """The YAML paths of addresses that an envelope could bear, but for a letter that is not Latin."""
    for addressee in case.addressees.values():
        for key, lines in addressee.address.items():
            if (key == "latin" or is_latin(script_of(key))) and not is_in_latin_letters(lines):
                yield f"addressees.{addressee.id}.address.{key}"


def texts_in(case: Case, language: str) -> Iterator[tuple[str, str]]:
    """Every text of a case in one language that may stand in a letter, with its YAML path."""
    yield from _short_texts(case, language)
    yield from _long_texts(case, language)


def _short_texts(case: Case, language: str) -> Iterator[tuple[str, str]]:
    """Names, offices, salutations and places in one language, with their YAML paths."""
    for person in case.people.values():
        if not person.name.allow_latin:
            yield from _forms(f"people.{person.id}.name", person.name.forms, language)
    for addressee in case.addressees.values():
        where = f"addressees.{addressee.id}"
        if addressee.name and not addressee.name.allow_latin:
            yield from _forms(f"{where}.name", addressee.name.forms, language)
        if addressee.office:
            yield from _forms(f"{where}.office", addressee.office.forms, language)
        if language in addressee.salutation:
            yield f"{where}.salutation.{language}", addressee.salutation[language]
    for where, use in case.uses():
        place = use.parameters.place or {}
        if language in place:
            yield f"{where}.place.{language}", place[language]


def _forms(path: str, forms: Mapping[str, Mapping[str, str]], language: str) -> Iterator[tuple[str, str]]:
    return ((f"{path}.{language}.{form}", text) for form, text in forms.get(language, {}).items())


def _long_texts(case: Case, language: str) -> Iterator[tuple[str, str]]:
    """Facts, free asks and approved letters in one language, with their YAML paths."""
    for where, item in case.routed():
        text = getattr(item, "text", None) or {}
        if language in text:
            yield f"{where}.text.{language}", text[language]
