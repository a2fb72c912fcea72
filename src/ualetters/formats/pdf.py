"""A letter as PDF/A-2a and PDF/UA-1, set by Typst."""

from collections.abc import Callable
import json
from pathlib import Path
import re
from typing import Any, assert_never
import unicodedata

from typst import TypstError

from ualetters.compose import texts
from ualetters.errors import NoFontError, UalettersError
from ualetters.formats.fonts import OWN_SCRIPTS, Typesetter, remedy, typesetters
from ualetters.model.letter import Block, Bullets, Document, Letter, Lines, Paragraph, Ruled
from ualetters.templating import Templates

LAYOUT = "_layouts/letter.typ"
# With both of them a character that no font has is an error; without, it would be printed as an empty box.
STANDARDS = ["a-2a", "ua-1"]
# Typst would fetch a package from the network, and takes one from the home folder if it is there.
_PACKAGE = re.compile(r'"@[\w-]+/')
_LONG_WORD = re.compile(r"\S{40,}")
# The point between the names of a foreigner may not begin a line of Chinese.
_POINT = re.compile(r"(?<=[\u2e80-\u9fff])(?=·)")
_JOINT = re.compile(r"(?<=[@./_?&=])(?=\S)")
_PLACE = re.compile(r"\S*main\.typ")
_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')


class _MissingError(Exception):
    """Some characters are in none of the fonts."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(characters)


def renderer(templates: Templates, own_font: Path | None = None) -> Callable[[Letter], Document]:
    """The function that sets a letter; fonts are loaded when a letter first needs them.

    Args:
        templates: Where the layout is found.
        own_font: Folder with the user's font.

    Raises:
        UalettersError: The layout imports a package.
    """
    layout = templates.read(LAYOUT)
    if _PACKAGE.search(layout):
        raise UalettersError(f"{LAYOUT}: no package may be imported, because that would use the network")

    def render(letter: Letter) -> Document:
        """Set one letter and the letters enclosed with it.

        Raises:
            NoFontError: No font has the script of the letter.
            UalettersError: A character is in no font, or the layout is wrong.
        """
        for setter in typesetters(letter.script, own_font):
            try:
                return Document("application/pdf", "pdf", _compiled(layout, letter, setter))
            except _MissingError as error:
                if letter.script in OWN_SCRIPTS or not _is_most(error.characters, letter):
                    raise UalettersError(_explained(error.characters)) from error
        raise NoFontError(f"no font has the script of the letter ({letter.script})", remedy(letter.script))

    return render


def _compiled(layout: str, letter: Letter, setter: Typesetter) -> bytes:
    source = {"main.typ": layout.encode(), "letter.json": letter_data(letter, setter)}
    try:
        content, warnings = setter.compile(input=source, format="pdf", pdf_standards=STANDARDS)
    except TypstError as error:
        if missing := "".join(_WITHOUT_FONT.findall(error.diagnostic)):
            raise _MissingError(missing) from error
        raise UalettersError(f"{LAYOUT} is wrong:\n{_PLACE.sub(LAYOUT, error.diagnostic).strip()}") from error
    if warnings:
        raise UalettersError(f"{LAYOUT}: {warnings[0].message}")
    return content


def _is_most(missing: str, letter: Letter) -> bool:
    """Whether these are most of what is written in a letter, so that it is its script that no font has."""
    written = [char for part in letter.parts for text in texts(part.blocks) for char in text if char.isalpha()]
    return 2 * sum(char in missing for char in written) > len(written)


def letter_data(letter: Letter, setter: Typesetter) -> bytes:
    """What the layout prints and in which fonts, as JSON: nothing that the letter does not show, no author."""
    language, *subtags = letter.language.split("-")
    family = setter.family(letter.script)
    data = {
        "title": letter.title,
        "language": language,
        "region": next((subtag for subtag in subtags if re.fullmatch("[A-Z]{2}", subtag)), None),
        "direction": letter.direction,
        "script": letter.script,
        "family": family,
        "is-bold": setter.is_bold(family),
        "paper": letter.paper,
        "dated": {"year": letter.dated.year, "month": letter.dated.month, "day": letter.dated.day},
        "letters": [_letter(one) for one in (letter, *letter.enclosed)],
    }
    return json.dumps(data, ensure_ascii=False).encode()


def _letter(letter: Letter) -> dict[str, Any]:
    """The parts of one letter; ruled lines that follow each other become one block, so that they are lined up."""
    parts: list[dict[str, Any]] = []
    above: dict[str, Any] = {"kind": None}
    for part in letter.parts:
        blocks: list[dict[str, Any]] = []
        for block in map(_block, part.blocks):
            follows = blocks or (parts and parts[-1]["align"] == part.align)
            if follows and above["kind"] == block["kind"] == "ruled":
                above["labels"] += block["labels"]
            else:
                blocks.append(block)
                above = block
        if blocks:
            parts.append({"role": part.role, "align": part.align, "blocks": blocks})
    return {"mark": letter.mark, "parts": parts}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": _printable(text)}
        case Lines(lines):
            return {"kind": "lines", "lines": [*map(_printable, lines)]}
        case Bullets(items):
            return {"kind": "bullets", "items": [*map(_printable, items)]}
        case Ruled(label, lines):
            return {"kind": "ruled", "labels": [_printable(label)] + [""] * (lines - 1)}
        case _:
            assert_never(block)


def _printable(text: str) -> str:
    """The text with what Typst needs to set it well; the words remain what they are."""
    # Typst breaks a line at spaces, and what is wider than the line would run off the sheet.
    text = _LONG_WORD.sub(lambda word: _JOINT.sub("\u200b", word.group()), text)
    text = _POINT.sub("\u2060", text)
    # The narrow no-break space of Libertinus is so narrow that `2013 г.` reads as one word.
    return text.replace("\u202f", "\u00a0")


def _explained(missing: str) -> str:
    """Which characters are in no font, and what to do about it."""
    named = ", ".join(f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, '?')})" for char in missing)
    return f"the PDF has no font for {named}; replace the character, or use another format"
