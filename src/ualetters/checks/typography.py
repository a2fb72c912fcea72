"""Texts of a case that break the spelling rules of their language, as far as its pack knows them."""

from collections.abc import Iterator
import re

from ualetters.checks.script import texts_in
from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity

ID = "typography"


def run(subject: Subject) -> Iterator[Problem]:
    """A letter or a space that only looks like the right one is a warning."""
    for code in subject.languages:
        for rule in subject.packs[code].typography:
            pattern = re.compile(rule.find)
            for path, text in texts_in(subject.case, code):
                if found := pattern.search(text):
                    message = f"`{found.group()}` is not written so in {subject.packs[code].name}"
                    yield finding(ID, subject.place(path), message, rule.hint, Severity.WARNING)
