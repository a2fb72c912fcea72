"""Texts of a case that break the spelling rules of their language, as far as its pack knows them."""

from collections.abc import Iterator
from functools import lru_cache
import re

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "typography"


def run(subject: Subject) -> Iterator[Problem]:
    """A letter or a space that only looks like the right one is a warning."""
    for code in subject.languages:
        rules = subject.packs[code].typography
        patterns = tuple(rule.find for rule in rules)
        found = [
            (f"{where}.{step}", *one)
            for texts, broken in ((subject.lines, _broken_in_line), (subject.prose, _broken))
            for where, step, text in texts.get(code, ())
            for one in broken(patterns, text)
        ]
        for path, index, words in found:
            message = f"`{words}` is not written so in {subject.packs[code].name}"
            yield finding(ID, subject.place(path), message, rules[index].hint, Severity.WARNING)


def _broken(patterns: tuple[str, ...], text: str) -> tuple[tuple[int, str], ...]:
    """The indices of the rules that a text breaks, each with the words that do."""
    found = []
    for index, pattern in enumerate(patterns):
        if match := _compiled(pattern).search(text):
            found.append((index, match.group()))
    return tuple(found)


# The lines of officials come again in many cases.
_broken_in_line = lru_cache(maxsize=8192)(_broken)
_compiled = lru_cache(maxsize=512)(re.compile)
