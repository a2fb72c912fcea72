"""Protected words, kept outside the repository, reach no case and no letter; no message repeats them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
import re
import unicodedata

from ualetters.checks.subject import Subject, finding
from ualetters.compose import texts
from ualetters.errors import Place, Problem
from ualetters.model.letter import Letter

ID = "protected"
_HINT = "take it out; the list of protected words says why"


# Nobody sees these either, although Unicode counts them among letters and marks.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0").union(
    *(map(chr, range(first, last + 1)) for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)))
)
# Letters that stand for one another, and marks over letters that are left out as often as they are written.
_ALIKE = {"ё": "е", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ـ": ""}
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]|(?<=i)\u0307")
# Of this length at most are names, offices and address lines.
_LINE = 300


def fold(text: str) -> str:
    """Text as it is compared: compatible characters, case and spaces folded, without what is not seen."""
    if text.isascii():
        return " ".join(text.casefold().split())
    if not (text.isprintable() and _UNSEEN.isdisjoint(text)):
        for char in set(text):
            if char in _UNSEEN or unicodedata.category(char) == "Cf":
                text = text.replace(char, "")
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def _like(folded: str) -> str:
    """A folded text with one letter for those that stand for one another."""
    if folded.isascii():
        return folded
    folded = _VOWEL_SIGNS.sub("", folded)
    for letter, like in _ALIKE.items():
        folded = folded.replace(letter, like)
    return folded


@lru_cache(maxsize=4096)
def _compared(line: str) -> str:
    """A line as it is looked at; those of officials come again in many cases."""
    return _like(fold(line))


@lru_cache(maxsize=16)
def _wanted(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_like, words))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the folded words stands in a text."""
    if not words:
        return False
    compared = _compared(text) if len(text) <= _LINE else _like(fold(text))
    return any(word in compared for word in _wanted(words))


def run(subject: Subject) -> Iterator[Problem]:
    """A protected word in the case is an error."""
    positions = subject.case.positions
    if not subject.protected or not any(_holds(text, subject.protected) for text in positions.words()):
        return
    for place, text in positions.texts():
        if _holds(text, subject.protected):
            yield concealed(finding(ID, place, "a protected word stands here", _HINT), subject.protected)


def in_printed(place: Place, printed: object, protected: tuple[str, ...]) -> Iterator[Problem]:
    """A protected word in what is printed beside the letters is an error.

    Args:
        place: How the message calls it.
        printed: Texts, in lists and mappings of any depth.
        protected: The words, folded.
    """
    if protected and any(_holds(text, protected) for text in _texts(printed)):
        yield concealed(finding(ID, place, "a protected word stands here", _HINT), protected)


def _texts(printed: object) -> Iterator[str]:
    """Every text; those of a list also as one, for a word may stand in two of them."""
    if isinstance(printed, str):
        yield printed
        # An address in one line.
        yield printed.replace(", ", " ")
    elif isinstance(printed, Mapping):
        for value in printed.values():
            yield from _texts(value)
    elif isinstance(printed, list | tuple):
        yield " ".join(one for one in printed if isinstance(one, str))
        for one in printed:
            yield from _texts(one)


def concealed(problem: Problem, protected: tuple[str, ...]) -> Problem:
    """The problem without those of its texts that repeat a protected word."""
    return Problem(
        problem.place.at("") if _holds(problem.place.path, protected) else problem.place,
        "what is wrong here would repeat a protected word" if _holds(problem.message, protected) else problem.message,
        "" if _holds(problem.hint, protected) else problem.hint,
        problem.severity,
        problem.check,
    )


def in_letter(letter: Letter, protected: Iterable[str]) -> Iterator[Problem]:
    """A protected word in a letter, on its envelope or in what travels with it is an error."""
    words = tuple(protected)
    if not words:
        return
    printed = [(part.role.value, " ".join(texts(part.blocks))) for part in letter.parts]
    if letter.postal is not None:
        printed.append(("postal", " ".join(letter.postal.lines)))
    for path, text in printed:
        if _holds(text, words):
            names = (letter.case_id, letter.language, letter.recipient_id)
            where = "/".join("…" if _holds(name, words) else name for name in names)
            place = Place(where, path=path)
            yield finding(ID, place, "a protected word stands in this part of the letter", _HINT)
    for enclosed in letter.enclosed:
        yield from in_letter(enclosed, words)
