"""Translations in a case whose original has changed since, and spellings that nobody has read in a source."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from ualetters.case_file import DIGEST
from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem, Severity
from ualetters.model.case import ByLanguage, Translation

ID = "translations"


@lru_cache(maxsize=64)
def digest(text: str) -> str:
    """What tells a text from every other, written beside what was translated from it."""
    return sha256(text.encode()).hexdigest()[:DIGEST]


def run(subject: Subject) -> Iterator[Problem]:
    """A translation whose original has changed is stale; a spelling without a source is one to look up."""
    for where, item in subject.case.routed():
        translated: Mapping[str, Translation] = getattr(item, "translated", {})
        for code, original in translated.items():
            if code in subject.languages:
                yield from _original(subject, where, item.text or {}, code, original)  # type: ignore[union-attr]
    if subject.case.status == "open":
        yield from _unsourced(subject)


def _original(subject: Subject, where: str, text: ByLanguage, code: str, original: Translation) -> Iterator[Problem]:
    path = f"{where}.translated.{code}"
    for language in (code, original.language):
        if language not in text:
            message = f"there is no text in `{language}` here"
            yield finding(ID, subject.place(path), message, "write it, or remove this line")
            return
    if code == original.language:
        hint = "name the language of the original, or remove this line"
        yield finding(ID, subject.place(path), "a text is not translated from itself", hint)
        return
    now = digest(text[original.language])
    name = subject.packs[code].name
    if original.digest is None:
        hint = f"write `{code}: {original.language}:{now}`, and you are told when the original changes"
        message = f"the original of the {name} text has no digest"
        yield finding(ID, subject.place(path), message, hint, Severity.NOTE)
    elif original.digest != now:
        message = f"the {name} text is stale: its original in `{original.language}` has changed since"
        hint = f"compare the two, then write `{code}: {original.language}:{now}`"
        yield finding(ID, subject.place(path), message, hint, Severity.WARNING)


def _unsourced(subject: Subject) -> Iterator[Problem]:
    """An open case whose names or offices were spelt by nobody but its author."""
    case = subject.case
    spelt = [(f"people.{person.id}.name", person.name) for person in case.people.values()]
    for addressee in case.addressees.values():
        found = (("name", addressee.name), ("office", addressee.office))
        spelt += [(f"addressees.{addressee.id}.{key}", one) for key, one in found if one]  # type: ignore[misc]
    for where, one in spelt:
        for index, code in enumerate(one.unsourced):
            if code in subject.languages and code in one.forms:
                message = f"the spelling in {subject.packs[code].name} has no source; a misspelt name cannot be traced"
                place = subject.place(f"{where}.unsourced[{index}]")
                yield finding(ID, place, message, "look it up, then remove the language here", Severity.WARNING)
