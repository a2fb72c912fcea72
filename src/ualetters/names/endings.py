"""Well-known patterns of endings, against which what a library says is held."""

from collections.abc import Sequence
import re

from msgspec import Struct

UNSURE = "?"
NO_OPINION = "-"


class Inflected(Struct, frozen=True):
    """A case form, and whether it is of a well-known pattern and the library agrees."""

    text: str
    sure: bool


class Pattern(Struct, frozen=True):
    """What becomes of a word that ends in a certain way.

    Attributes:
        shape: Matches the word in small letters; its one group is what the endings take the place of.
        endings: One for each case form; see `patterns`.
    """

    shape: re.Pattern[str]
    endings: tuple[str, ...]


def patterns(table: str) -> tuple[Pattern, ...]:
    """Read a table of patterns, of which the first that fits a word holds.

    Args:
        table: One pattern to a line: a regular expression, `:`, and an ending for each case form. `a|b` are two right
            endings, a `?` behind an ending makes it doubtful, `=` is the nominative, and `-` is no opinion.

    >>> patterns("([ая])$ : ы е")[0].endings
    ('ы', 'е')
    """
    rows = (line.rpartition(":") for line in table.splitlines() if ":" in line)
    return tuple(Pattern(re.compile(shape.strip()), tuple(endings.split())) for shape, _, endings in rows)


def judged(word: str, column: int, known: Sequence[Pattern], library: str) -> Inflected:
    """The case form of a word: the pattern's where there is one, else the library's.

    It is sure when the pattern is, and the library says the same.

    Args:
        word: The word in the nominative.
        column: Which of the pattern's endings is meant.
        known: The patterns for this kind of word.
        library: What the library makes of it.
    """
    for pattern in known:
        found = pattern.shape.search(word.lower())
        if found is None:
            continue
        ending = pattern.endings[column]
        if ending == NO_OPINION:
            break
        stem, rest = word[: found.start(1)], word[found.end(1) :]
        texts = [stem + one + rest if one != "=" else word for one in ending.rstrip(UNSURE).split("|")]
        agreed = library in texts
        return Inflected(library if agreed else texts[0], sure=agreed and not ending.endswith(UNSURE))
    return Inflected(library, sure=False)
