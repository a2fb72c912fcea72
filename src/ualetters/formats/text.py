"""A letter as plain text in lines of at most 72 columns."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
import re
from typing import NamedTuple, assert_never
import unicodedata

from ualetters.bidi import FROM_LEFT, balanced
from ualetters.model.letter import Align, Block, Bullets, Document, Letter, Lines, Paragraph, Part, Role, Ruled
from ualetters.templating import Templates, layout

LAYOUT = "letter.txt.j2"
WIDTH = 72
HALF = WIDTH // 2
RULE = 40
# A shorter rule is too short to write on, so its label goes above it.
SHORTEST_RULE = 20
SEPARATOR = "-" * WIDTH

# The no-break space is not among them: what it joins stays on one line.
_BREAKS = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Chinese has no spaces: a line may end at any character, but a closing mark stays with what is before it, an opening
# one with what is after it, and words of other scripts stay whole.
_CHARACTER = r"[\u2e80-\u2fff\u3041-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
OPENING = "（《〈“‘「『【〔［｛"
CLOSING = "、。，．：；！？）》〉”’」』】〕］｝％…·々!%),.:;?]}"
_OPENED = f"[{re.escape(OPENING)}]*{_CHARACTER}"
_UNIT = rf"{_OPENED}[{re.escape(CLOSING)}]*|(?:(?!{_CHARACTER}).)+?(?={_OPENED}|$)"
# Latin, Cyrillic and their punctuation: one column a character, so that nothing need be looked up.
NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203a\u2116]*")


class SetLetter(NamedTuple):
    """One letter as the layout prints it.

    Attributes:
        mark: What stands at its head; empty if nothing does.
        parts: Its parts in order, each in lines that do not end in a space.
    """

    mark: str
    parts: tuple[str, ...]


def renderer(templates: Templates) -> Callable[[Letter], Document]:
    """The function that sets a letter as plain text, with the layout loaded once."""
    render_layout = layout(templates, LAYOUT)

    def render(letter: Letter) -> Document:
        """Set one letter and the letters enclosed with it."""
        letters = tuple(map(set_letter, (letter, *letter.enclosed)))
        text = render_layout(letters=letters, separator=SEPARATOR).rstrip() + "\n"
        return Document("text/plain; charset=utf-8", "txt", text.encode())

    return render


def set_letter(letter: Letter) -> SetLetter:
    """The mark and the parts of one letter, without those that are enclosed with it."""
    # In a line that reads from the right a margin of spaces moves nothing to where it belongs.
    end = HALF if letter.direction == "ltr" else WIDTH
    parts = (_set_part(part, end if part.align is Align.END else WIDTH) for part in letter.parts)
    return SetLetter("\n".join(wrapped(letter.mark, WIDTH)), tuple(parts))


# The letters of a case have most of their parts in common.
@lru_cache(maxsize=4096)
def _set_part(part: Part, width: int) -> str:
    """One part in lines of at most `width` columns, moved to the end of the page if it is narrower."""
    hang = 2 if part.role in (Role.ENCLOSURES, Role.CC) else 0
    lines = [line for block in part.blocks for line in ("", *block_lines(block, width, hang))][1:]
    if width < WIDTH:
        measure = len if NARROW.fullmatch("".join(lines)) else columns
        widest = max(map(measure, lines), default=0)
        margin = " " * max(0, min(WIDTH - width, WIDTH - widest))
        lines = [margin + line if line else "" for line in lines]
    return "\n".join(lines)


def block_lines(block: Block, width: int, hang: int = 0) -> list[str]:
    """The lines of a block, none of them wider than `width` columns unless a single word is.

    Args:
        block: What is set.
        width: Columns.
        hang: By how many columns a line that is broken off another stands behind it.
    """
    match block:
        case Paragraph(text):
            return [*wrapped(text, width)]
        case Lines(lines):
            # Most of them are short, and a sender's stand in few letters.
            return [one for line in lines for one in _hanging(_wrapped(line, width - hang), "", hang)]
        case Bullets(items):
            return [one for item in items for one in _hanging(wrapped(item, width - 2), "• ", 2)]
        case Ruled(label, count):
            return [*_ruled_lines(wrapped(label, width), count, width)]
        case _:
            assert_never(block)


def _hanging(lines: tuple[str, ...], lead: str, hang: int) -> tuple[str, ...]:
    if not (lines and hang):
        return lines
    first, *others = lines
    return (lead + first, *(" " * hang + line for line in others))


def _ruled_lines(label: tuple[str, ...], count: int, width: int) -> Iterator[str]:
    """Lines of underscores of one length, the first beside its label if both fit."""
    *above, beside = label or ("",)
    offset = columns(beside) + 1 if beside else 0
    if above or width - offset < SHORTEST_RULE:
        yield from label
        beside, offset = "", 0
    rule = "_" * min(RULE, width - offset)
    for index in range(count):
        yield (" " * offset if index or not beside else f"{beside} ") + rule


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """A text in lines of at most `width` columns, broken at spaces and between Chinese characters.

    What is wider has a line of its own.

    >>> wrapped("one two three", 7)
    ('one two', 'three')
    >>> wrapped("我恳请您。", 6)
    ('我恳请', '您。')
    """
    return _wrapped(text, width)


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    # The narrow no-break space is missing from many fonts that plain text is read in.
    text = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    if NARROW.fullmatch(text):
        return _narrow_lines(text, width)
    words = [*filter(None, _BREAKS.split(text))]
    whole = " ".join(words)
    lines = [whole] if whole and columns(whole) <= width else _wide_lines(words, width)
    return balanced(tuple(lines)) if FROM_LEFT in text else tuple(lines)


def _narrow_lines(text: str, width: int) -> tuple[str, ...]:
    """The lines of a text that takes one column a character."""
    text = text.strip(" ")
    while "  " in text:
        text = text.replace("  ", " ")
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            end = text.find(" ", start)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    return (*lines, text[start:]) if text else ()


def _wide_lines(words: list[str], width: int) -> list[str]:
    """The lines of words in any script."""
    lines: list[str] = []
    unit = _unit()
    for word in words:
        space = " "
        for one in unit.findall(word):
            if lines and columns(longer := f"{lines[-1]}{space}{one}") <= width:
                lines[-1] = longer
            else:
                lines.append(one)
            space = ""
    return lines


@cache
def _unit() -> re.Pattern[str]:
    """What of a word must stay on one line; the pattern takes 3 ms, which Latin and Cyrillic can do without."""
    return re.compile(_UNIT, re.DOTALL)


def columns(text: str) -> int:
    """How many columns a text takes in a fixed-width font; control characters take none."""
    if NARROW.fullmatch(text):
        return len(text)
    return _wcswidth()(_CONTROLS.sub("", text))


@cache
def _wcswidth() -> Callable[[str], int]:
    from wcwidth import wcswidth  # noqa: PLC0415  # 10 ms that a letter in Latin or Cyrillic can do without

    return wcswidth
