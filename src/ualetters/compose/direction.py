"""What a letter that is read from the right needs in its running text."""

from functools import lru_cache
from typing import assert_never

from ualetters import bidi
from ualetters.model.letter import Block, Bullets, Lines, Paragraph, Ruled

# Officials and the words of a language stand in many letters.
isolated = lru_cache(maxsize=1024)(bidi.isolated)


def from_right(block: Block) -> Block:
    """A block whose Latin words, numbers and addresses keep their order in a text that is read from the right."""
    match block:
        case Paragraph(text):
            return Paragraph(isolated(text))
        case Lines(lines):
            return Lines(tuple(map(isolated, lines)))
        case Bullets(items):
            return Bullets(tuple(map(isolated, items)))
        case Ruled(label, lines):
            return Ruled(isolated(label), lines)
        case _:
            assert_never(block)
