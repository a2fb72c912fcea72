"""What is printed of a letter, an envelope and a cover sheet, as the layouts take it."""

from collections.abc import Iterable
from itertools import takewhile
import re
from typing import Any, assert_never

from ualetters.bidi import isolated
from ualetters.compose import texts
from ualetters.formats.typesetting import DoesNotFitError, Sheet
from ualetters.model.letter import Block, Bullets, Letter, Lines, Paragraph, Part, Role, Ruled
from ualetters.model.stationery import SHEETS, Box, Layout, Stationery

_LONG_WORD = re.compile(r"\S{40,}")
# The point between the names of a foreigner may not begin a line of Chinese.
_POINT = re.compile(r"(?<=[\u2e80-\u9fff])(?=·)")
_JOINT = re.compile(r"(?<=[@./_?&=])(?=\S)")

# What can stand above the words of a letter, and what of it the writer is.
_HEAD = (Role.SENDER, Role.DATE, Role.INSIDE_ADDRESS, Role.CHANNELS)
_WRITER = (Role.SENDER, Role.DATE)


def letter_sheet(letter: Letter, layout: Layout | None = None, window: Box | None = None) -> Sheet:
    """What is printed of a letter and those enclosed with it.

    Args:
        letter: The letter.
        layout: How it is laid out for a window; None without one.
        window: Where the address must stand to show in it.

    Raises:
        DoesNotFitError: There is no address in Latin script to show in the window.
    """
    if layout is not None and letter.postal is None:
        raise DoesNotFitError("there is no address in Latin script for the window")
    width, height = SHEETS[layout.paper if layout else letter.paper]
    data = {
        "size": {"width": width, "height": height},
        "layout": _geometry(layout, window) if layout and window else None,
        "digits": letter.digits,
        "letters": [
            _letter(letter, layout),
            *(_letter(one, None) for one in letter.enclosed),
        ],
    }
    words = "".join(text for part in letter.parts for text in texts(part.blocks))
    return Sheet("letters", letter.language, letter.direction, letter.script, data, words)


def _geometry(layout: Layout, window: Box) -> dict[str, Any]:
    return {
        "window": {"left": window.left, "top": window.top, "width": window.width, "height": window.height},
        "info": {"left": layout.info.left, "width": layout.info.width},
        "text": layout.text,
        "folds": layout.folds,
        "punch": layout.punch,
    }


def envelope_sheet(letter: Letter, name: str, known: Stationery) -> Sheet:
    """What is printed on the envelope of a letter.

    Raises:
        DoesNotFitError: There is no address in Latin script.
    """
    if letter.postal is None:
        raise DoesNotFitError("there is no address in Latin script for the envelope")
    size = known.envelopes[name]
    data = {
        "size": {"width": size.width, "height": size.height},
        "lines": [*map(printable, letter.postal.lines)],
        "return-line": printable(letter.postal.return_line),
        "mark": letter.mark,
    }
    return addresses_sheet("envelope", letter if letter.mark else None, data)


def addresses_sheet(kind: str, marked: Letter | None, data: dict[str, Any]) -> Sheet:
    """A sheet of addresses, which needs no other font than that of its mark, whatever the letters are written in.

    Args:
        kind: What it is called in `document.typ`.
        marked: The letter whose mark it carries; None if it carries none.
        data: What its layout prints.
    """
    if marked is None:
        return Sheet(kind, "en", "ltr", "Latn", data)
    return Sheet(kind, marked.language, marked.direction, marked.script, data, marked.mark)


def cover_sheet(letter: Letter) -> Sheet:
    """What is printed on the fax cover sheet of a letter, in the letter's language."""
    labels = letter.cover
    found = {part.role: part.blocks for part in letter.parts}
    numbers = " · ".join(letter.fax)
    rows = (
        (labels["to"], *_lines_of(found[Role.INSIDE_ADDRESS])),
        (labels["fax"], isolated(numbers) if letter.direction == "rtl" else numbers),
        (labels["from"], *_lines_of(found[Role.SIGNATURE])[:1]),
        (labels["date"], *_lines_of(found[Role.DATE])),
        (labels["subject"], letter.title),
    )
    width, height = SHEETS[letter.paper]
    data = {
        "size": {"width": width, "height": height},
        "mark": letter.mark,
        "title": labels["title"],
        # What is not known is written by hand.
        "rows": [{"label": label, "lines": [*map(printable, lines)]} for label, *lines in rows],
        "pages": labels["pages"],
        "deliver": labels["deliver"],
        "digits": letter.digits,
    }
    words = "".join(labels.values())
    return Sheet("cover", letter.language, letter.direction, letter.script, data, words)


def _lines_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(line for block in blocks if isinstance(block, Lines) for line in block.lines)


def _letter(letter: Letter, layout: Layout | None) -> dict[str, Any]:
    """One letter; with a window the sender and the date stand beside it, or else the inside address."""
    if layout is None or letter.postal is None:
        return {"mark": letter.mark, "postal": None, "parts": _parts(letter.parts)}
    parts = [part for part in letter.parts if not _is_in_window(part, letter)]
    head = [part.role for part in takewhile(lambda part: part.role in _HEAD, letter.parts)]
    # A number below the address of the sender would be taken for theirs.
    beside = _WRITER if Role.SENDER in head else _HEAD
    column = [part for part in parts if part.role in head and part.role in beside]
    return {
        "mark": letter.mark,
        "postal": [*map(printable, letter.postal.lines)],
        "return-line": printable(letter.postal.return_line) if layout.return_line else "",
        "beside": _parts(column),
        "parts": _parts(part for part in parts if part not in column),
    }


def _is_in_window(part: Part, letter: Letter) -> bool:
    """Whether a part is the inside address in the words that show in the window, but for the name of the country."""
    if part.role is not Role.INSIDE_ADDRESS or letter.postal is None:
        return False
    # In a letter an initial is tied to its name with a no-break space.
    lines, shown = (
        tuple(line.replace("\u00a0", " ") for line in some) for some in (_lines_of(part.blocks), letter.postal.lines)
    )
    return all(isinstance(block, Lines) for block in part.blocks) and (
        lines == shown or lines[:-1] in {shown[:-1], shown}
    )


def _parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Parts as the layout prints them; ruled lines that follow each other are one block, so that they are lined up."""
    found: list[dict[str, Any]] = []
    above: dict[str, Any] = {"kind": None}
    for part in parts:
        blocks: list[dict[str, Any]] = []
        for block in map(_block, part.blocks):
            follows = blocks or (found and found[-1]["align"] == part.align)
            if follows and above["kind"] == block["kind"] == "ruled":
                above["labels"] += block["labels"]
            else:
                blocks.append(block)
                above = block
        if blocks:
            found.append({"role": part.role, "align": part.align, "blocks": blocks})
    return found


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": printable(text)}
        case Lines(lines):
            return {"kind": "lines", "lines": [*map(printable, lines)]}
        case Bullets(items):
            return {"kind": "bullets", "items": [*map(printable, items)]}
        case Ruled(label, lines):
            return {"kind": "ruled", "labels": [printable(label)] + [""] * (lines - 1)}
        case _:
            assert_never(block)


def printable(text: str) -> str:
    """The text with what Typst needs to set it well; the words remain what they are."""
    # Typst breaks a line at spaces, and what is wider than the line would run off the sheet.
    text = _LONG_WORD.sub(lambda word: _JOINT.sub("\u200b", word.group()), text)
    text = _POINT.sub("\u2060", text)
    # The narrow no-break space of Libertinus is so narrow that `2013 г.` reads as one word.
    return text.replace("\u202f", "\u00a0")
