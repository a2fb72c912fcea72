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
_ALIKE = str.maketrans({"ё": "е", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]|(?<=i)\u0307")


def fold(text: str) -> str:
    """Text as it is compared: compatible characters, case and spaces folded, without what is not seen."""
    if text.isascii():
        return " ".join(text.casefold().split())
    seen = "".join(char for char in text if char not in _UNSEEN and unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold()).split())


@lru_cache(maxsize=1024)
def _like(folded: str) -> str:
    """A folded text with one letter for those that stand for one another."""
    return _VOWEL_SIGNS.sub("", folded).translate(_ALIKE)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the folded words stands in a text."""
    folded = _like(fold(text)) if words else ""
    return any(_like(word) in folded for word in words)


def run(subject: Subject) -> Iterator[Problem]:
    """A protected word in the case is an error."""
    for place, text in subject.case.positions.texts() if subject.protected else ():
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
