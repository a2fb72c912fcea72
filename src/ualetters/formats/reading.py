"""A reading copy: what a letter says in the language of the person who signs it, part by part beside its own words."""

from collections.abc import Iterator

from ualetters.formats import READING_COPY
from ualetters.formats.text import WIDTH, wrapped
from ualetters.model.letter import Block, Bullets, Document, Letter, Lines, Paragraph, Role, Ruled

# What is not said in words, such as an address, needs no translation.
_ROLES = (Role.SUBJECT, Role.SALUTATION, Role.BODY, Role.CLOSE, Role.ENCLOSURES)
_INDENT = "    "
EXTENSION = READING_COPY


def reading_copy(letter: Letter, own: Letter, heading: str, language: str) -> Document:
    """Set the words of a letter and its enclosures in two languages, each ask below its number.

    Args:
        letter: The letter that is sent.
        own: The same letter in the language that is read.
        heading: What says that this is not to be sent.
        language: Name of the letter's language.
    """
    paragraphs = [tuple(wrapped(heading, WIDTH))]
    for theirs, mine in zip((letter, *letter.enclosed), (own, *own.enclosed), strict=True):
        paragraphs.append((f"{theirs.recipient_id} · {language}",))
        paragraphs += _explained(theirs, mine)
    # The heading and the name below it stand together.
    text = "\n".join(paragraphs[0]) + "\n" + "\n\n".join(map("\n".join, paragraphs[1:])) + "\n"
    return Document("text/plain; charset=utf-8", EXTENSION, text.encode())


def _explained(letter: Letter, own: Letter) -> Iterator[tuple[str, ...]]:
    """The texts of a letter, each with its original below it."""
    for role in _ROLES:
        mine, theirs = list(_texts(own, role)), list(_texts(letter, role))
        if len(mine) == len(theirs):
            for (number, text), (_, original) in zip(mine, theirs, strict=True):
                yield (*_led(number, text), *_indented("", original))
        else:
            # Something is left out in one of the languages: the parts no longer stand beside each other.
            yield from (_led(number, text) for number, text in mine)
            yield from (_indented(number, text) for number, text in theirs)


def _texts(letter: Letter, role: Role) -> Iterator[tuple[str, str]]:
    """Every text of a part, with the number of an ask before it."""
    number = 0
    for part in letter.parts:
        for block in part.blocks if part.role is role else ():
            for text in _of(block):
                number += isinstance(block, Bullets)
                yield (f"{number}." if isinstance(block, Bullets) else ""), text


def _of(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph(text):
            return (text.strip("\u3000"),)
        case Lines(texts) | Bullets(texts):
            return tuple(text.strip("\u3000") for text in texts)
        case Ruled():
            return ()


def _led(number: str, text: str) -> tuple[str, ...]:
    lead = f"{number:<{len(_INDENT)}}" if number else ""
    lines = wrapped(text, WIDTH - len(lead))
    return tuple((" " * len(lead) if index else lead) + line for index, line in enumerate(lines))


def _indented(number: str, text: str) -> tuple[str, ...]:
    width = WIDTH - 2 * len(_INDENT)
    return tuple(f"{2 * _INDENT}{line}" for line in wrapped(f"{number} {text}".strip(), width))
