"""What must not stand in a text of a case: gaps to be filled in, template marks, mixed alphabets."""

from collections.abc import Iterator
import re

from ualetters.case_file import GAPS, unfinished
from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "text"

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _GREEK, _CYRILLIC = "A-Za-zÀ-ɏ", "\u0370-\u03ff", "\u0400-\u052f"
_LOOK_ALIKE = tuple(re.compile(f"[{letters}]") for letters in (_LATIN, _GREEK, _CYRILLIC))
# What mixes two of the three has letters of both groups, and most texts have letters of one alone.
_LATIN_OR_GREEK, _GREEK_OR_CYRILLIC = re.compile(f"[{_LATIN}{_GREEK}]"), re.compile(f"[{_GREEK}{_CYRILLIC}]")


def run(subject: Subject) -> Iterator[Problem]:
    """Unfinished text and look-alike letters are errors, template marks a warning."""
    positions = subject.case.positions
    # Nearly always there is nothing of it in the whole file, which is soon seen.
    texts = positions.words()
    whole = "\n".join(texts)
    if any(gap in whole for gap in GAPS):
        yield from unfinished(positions)
    suspect = {text for text in texts if not text.isascii() and _may_mix(text)}
    if not suspect and "{" not in whole and "}" not in whole:
        return
    for place, text in positions.texts():
        if place.path.startswith("background"):
            continue
        if _TEMPLATE.search(text):
            message = "`{{ … }}` in a case is ordinary text and is printed as it stands"
            yield finding(ID, place, message, "remove the braces", Severity.WARNING)
        for word in filter(_mixes, _WORD.findall(text) if text in suspect else ()):
            message = f"the word `{word}` mixes letters of two alphabets that look alike"
            yield finding(ID, place, message, "type it again in one alphabet; a misspelt name cannot be traced")


def _may_mix(text: str) -> bool:
    return bool(_LATIN_OR_GREEK.search(text) and _GREEK_OR_CYRILLIC.search(text))


def _mixes(word: str) -> bool:
    return sum(bool(letter.search(word)) for letter in _LOOK_ALIKE) > 1
