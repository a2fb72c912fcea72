"""The words of a letter for the message box of a web form, which has boxes of its own for everything else."""

from collections.abc import Callable, Iterator
import sys

from ualetters.formats import extension
from ualetters.formats.text import block_lines, wrapped
from ualetters.model.letter import Block, Document, Letter, Lines, Part, Role, Ruled
from ualetters.templating import Templates

EXTENSION = extension("paste")
# The box breaks the lines itself.
_UNBROKEN = sys.maxsize
_ROLES = (Role.SALUTATION, Role.BODY, Role.CLOSE, Role.SIGNATURE)


def renderer(_templates: Templates) -> Callable[[Letter], Document]:
    """The function that takes the words out of a letter; it needs no layout, in which more might stand."""

    def render(letter: Letter) -> Document:
        """Set the words of one letter, without those that are enclosed with it."""
        return Document("text/plain; charset=utf-8", EXTENSION, pasted(letter).encode())

    return render


def pasted(letter: Letter, *, by_email: bool = False) -> str:
    """The mark, the salutation, the body, the close and the printed name, each paragraph in one line.

    An empty line stands between two paragraphs, and an LF ends the last.

    Args:
        letter: The letter.
        by_email: Whether the sender's address follows: a form has boxes for it, an e-mail has not, and without it some
            authorities need not answer (Russia: 59-FZ, articles 7 and 11).
    """
    parts = [part for part in letter.parts if part.role in _ROLES]
    parts += [part for part in letter.parts if by_email and part.role is Role.SENDER]
    blocks = (block for part in parts for block in _said(letter, part, by_email=by_email))
    paragraphs = (wrapped(letter.mark, _UNBROKEN), *(tuple(block_lines(block, _UNBROKEN)) for block in blocks))
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _said(letter: Letter, part: Part, *, by_email: bool) -> Iterator[Block]:
    """The blocks of a part that are not filled in by hand; of a signature the address only in an e-mail."""
    address_below = all(one.role is not Role.SENDER for one in letter.parts)
    for block in part.blocks:
        match block:
            case Ruled():
                pass
            # A language without a part for the sender's address has it below the name.
            case Lines(lines) if part.role is Role.SIGNATURE and address_below and not by_email:
                yield Lines(lines[:1])
            case _:
                yield block
