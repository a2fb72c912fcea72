"""What must not stand in a text of a case: gaps to be filled in, template marks, mixed alphabets."""

from collections.abc import Iterator
import re

from ualetters.case_file import unfinished
from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "text"

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_GREEK = re.compile(r"[\u0370-\u03ff]")


def _scripts(text: str) -> list[re.Pattern[str]]:
    """Those of the look-alike alphabets that a text has letters of."""
    return [] if text.isascii() else [script for script in (_LATIN, _CYRILLIC, _GREEK) if script.search(text)]


def run(subject: Subject) -> Iterator[Problem]:
    """Unfinished text and look-alike letters are errors, template marks a warning."""
    yield from unfinished(subject.case.positions)
    for place, text in subject.case.positions.texts():
        if place.path.startswith("background"):
            continue
        if _TEMPLATE.search(text):
            message = "`{{ … }}` in a case is ordinary text and is printed as it stands"
            yield finding(ID, place, message, "remove the braces", Severity.WARNING)
        scripts = _scripts(text)
        for word in _WORD.findall(text) if len(scripts) > 1 else ():
            if sum(bool(script.search(word)) for script in scripts) > 1:
                message = f"the word `{word}` mixes letters of two alphabets that look alike"
                yield finding(ID, place, message, "type it again in one alphabet; a misspelt name cannot be traced")
