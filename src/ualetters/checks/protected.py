"""Protected words, kept outside the repository, reach no case and no letter; no message repeats them."""

from collections.abc import Iterable, Iterator
import unicodedata

from ualetters.checks.subject import Subject, finding
from ualetters.compose import texts
from ualetters.errors import Place, Problem
from ualetters.model.letter import Letter

ID = "protected"
_HINT = "take it out; the list of protected words says why"


def fold(text: str) -> str:
    """Text as it is compared: compatible characters, case and spaces folded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def run(subject: Subject) -> Iterator[Problem]:
    """A protected word in the case is an error."""
    for place, text in subject.case.positions.texts():
        folded = fold(text)
        if any(word in folded for word in subject.protected):
            yield finding(ID, _hidden(place, subject.protected), "a protected word stands here", _HINT)


def _hidden(place: Place, protected: tuple[str, ...]) -> Place:
    """The place without a YAML path that repeats the word."""
    return place if not any(word in fold(place.path) for word in protected) else place.at("")


def in_letter(letter: Letter, protected: Iterable[str]) -> Iterator[Problem]:
    """A protected word in a letter or what travels with it is an error."""
    words = tuple(protected)
    for part in letter.parts:
        folded = fold(" ".join(texts(part.blocks)))
        if any(word in folded for word in words):
            place = Place(f"{letter.case_id}/{letter.language}/{letter.recipient_id}", path=part.role)
            yield finding(ID, place, "a protected word stands in this part of the letter", _HINT)
    for enclosed in letter.enclosed:
        yield from in_letter(enclosed, words)
