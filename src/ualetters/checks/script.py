"""Every text stands in the alphabet of its language: nothing borrowed slips into a letter."""

from collections.abc import Iterator, Mapping
import re

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity
from ualetters.model.case import Case

ID = "script"

# The alphabets that are told apart here; a language in another one is left to its readers.
_ALPHABETS = {"Latn": r"[A-Za-z\u00c0-\u024f]", "Cyrl": r"[\u0400-\u052f]"}
# One word may be a name, an address or an abbreviation; two in a row are a phrase that was not translated.
_PHRASES = {script: re.compile(rf"{letter}{{2,}}\s+{letter}{{2,}}") for script, letter in _ALPHABETS.items()}
_LETTERS = {script: re.compile(letter) for script, letter in _ALPHABETS.items()}


def run(subject: Subject) -> Iterator[Problem]:
    """A name, office or place without a letter of its language's alphabet is an error, a foreign phrase a warning."""
    for language in subject.languages:
        script = subject.packs[language].script
        if script not in _ALPHABETS:
            continue
        name = subject.packs[language].name
        for path, text in _short_texts(subject.case, language):
            if not _LETTERS[script].search(text) and any(pattern.search(text) for pattern in _LETTERS.values()):
                message = f"`{text}` is not written in the alphabet of {name}"
                yield finding(ID, subject.place(path), message, f"write it as {name} does")
        foreign = [pattern for other, pattern in _PHRASES.items() if other != script]
        for path, text in _long_texts(subject.case, language):
            for pattern in foreign:
                if found := pattern.search(text):
                    message = f"`{found.group()}` is not written in the alphabet of {name}"
                    yield finding(ID, subject.place(path), message, "translate it", Severity.WARNING)


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
