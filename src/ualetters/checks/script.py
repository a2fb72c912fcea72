"""Every text stands in the alphabet of its language: nothing borrowed slips into a letter."""

from collections.abc import Iterator
from functools import cache
import re

from ualetters.checks.subject import Subject, finding
from ualetters.compose.postal import is_in_latin_letters
from ualetters.errors import Problem, Severity
from ualetters.language import is_latin, script_of
from ualetters.typed_text import may_be_chinese

ID = "script"

# The alphabets that are told apart here; a language in another one is left to its readers.
_ALPHABETS = {
    "Latn": r"A-Za-z\u00c0-\u024f",
    "Cyrl": r"\u0400-\u052f",
    "Arab": r"\u0620-\u06ff",
    "Hans": r"\u3400-\u9fff",
}
_CHINESE = "Hans"
_OTHERS = {script: [other for other in _ALPHABETS if other not in {script, _CHINESE}] for script in _ALPHABETS}


@cache
def _letter(*scripts: str) -> re.Pattern[str]:
    return re.compile("[" + "".join(_ALPHABETS[script] for script in scripts) + "]")


@cache
def _phrase(script: str) -> re.Pattern[str]:
    """One word may be a name, an address or an abbreviation; two in a row are a phrase that was not translated."""
    letter = _letter(script).pattern
    return re.compile(f"{letter}{{5,}}" if script == _CHINESE else rf"{letter}{{2,}}\s+{letter}{{2,}}")


def _foreign(text: str, script: str) -> Iterator[str]:
    """The other scripts that a text may have letters of; to compile a pattern of Chinese takes milliseconds."""
    if script != _CHINESE and may_be_chinese(text):
        yield _CHINESE
    others = _OTHERS[script]
    if _letter(*others).search(text):
        yield from others


def run(subject: Subject) -> Iterator[Problem]:
    """A name, office or place without a letter of its language's alphabet is an error, a foreign phrase a warning.

    So is an address for the envelope that the post of another country could not read.
    """
    for language in subject.languages:
        script = subject.packs[language].script
        if script not in _ALPHABETS:
            continue
        name = subject.packs[language].name
        letter = _letter(script)
        for where, step, text in subject.lines.get(language, ()):
            if not letter.search(text) and any(_letter(other).search(text) for other in _foreign(text, script)):
                message = f"`{text}` is not written in the alphabet of {name}"
                yield finding(ID, subject.place(f"{where}.{step}"), message, f"write it as {name} does")
        for where, step, text in subject.prose.get(language, ()):
            for other in _foreign(text, script):
                if found := _phrase(other).search(text):
                    message = f"`{found.group()}` is not written in the alphabet of {name}"
                    yield finding(ID, subject.place(f"{where}.{step}"), message, "translate it", Severity.WARNING)
    hint = "write it in Latin letters, as the post office of another country reads it"
    for path in _unreadable_addresses(subject):
        message = "the address is not written in Latin letters"
        yield finding(ID, subject.place(path), message, hint, Severity.WARNING)


def _script(subject: Subject, code: str) -> str:
    # A pack that letters are written with says the same, and is read already.
    return subject.packs[code].script if code in subject.languages else script_of(code)


def _unreadable_addresses(subject: Subject) -> Iterator[str]:
    """The YAML paths of addresses that an envelope could bear, but for a letter that is not Latin."""
    for addressee in subject.case.addressees.values():
        for key, lines in addressee.address.items():
            if all(map(str.isascii, lines)):
                continue
            if (key == "latin" or is_latin(_script(subject, key))) and not is_in_latin_letters(lines):
                yield f"addressees.{addressee.id}.address.{key}"
