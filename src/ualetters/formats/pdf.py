"""A letter as PDF/A-2a and PDF/UA-1, set by Typst."""

from collections.abc import Callable
import json
import re
from tempfile import TemporaryDirectory
from typing import Any, assert_never, cast
import unicodedata

from typst import Compiler, Fonts, TypstError, TypstWarning

from ualetters.errors import UalettersError
from ualetters.model.letter import Block, Bullets, Document, Letter, Lines, Paragraph, Ruled
from ualetters.templating import Templates

LAYOUT = "_layouts/letter.typ"
# With both of them a character that no font has is an error; without, it would be printed as an empty box.
STANDARDS = ["a-2a", "ua-1"]
# Typst would fetch a package from the network, and takes one from the home folder if it is there.
_PACKAGE = re.compile(r'"@[\w-]+/')
_LONG_WORD = re.compile(r"\S{40,}")
_JOINT = re.compile(r"(?<=[@./_?&=])(?=\S)")
_PLACE = re.compile(r"\S*main\.typ")
_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')

_Compile = Callable[..., tuple[bytes, list[TypstWarning]]]


def renderer(templates: Templates) -> Callable[[Letter], Document]:
    """The function that sets a letter, with the fonts loaded once.

    Raises:
        UalettersError: The layout imports a package.
    """
    layout = templates.read(LAYOUT)
    if _PACKAGE.search(layout):
        raise UalettersError(f"{LAYOUT}: no package may be imported, because that would use the network")
    compile_document = _compiler()

    def render(letter: Letter) -> Document:
        """Set one letter and the letters enclosed with it.

        Raises:
            UalettersError: A character is in no font, or the layout is wrong.
        """
        source = {"main.typ": layout.encode(), "letter.json": letter_data(letter)}
        try:
            content, warnings = compile_document(input=source, format="pdf", pdf_standards=STANDARDS)
        except TypstError as error:
            raise UalettersError(_explained(error)) from error
        if warnings:
            raise UalettersError(f"{LAYOUT}: {warnings[0].message}")
        return Document("application/pdf", "pdf", content)

    return render


def letter_data(letter: Letter) -> bytes:
    """What the layout prints, as JSON: nothing that the letter does not show, and no name of its author."""
    language, *subtags = letter.language.split("-")
    data = {
        "title": letter.title,
        "language": language,
        "region": next((subtag for subtag in subtags if re.fullmatch("[A-Z]{2}", subtag)), None),
        "direction": letter.direction,
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
    # The narrow no-break space of Libertinus is so narrow that `2013 г.` reads as one word.
    return text.replace("\u202f", "\u00a0")


def _compiler() -> _Compile:
    """Typst with its own fonts and no folder to read from: the root is gone before anything is compiled."""
    with TemporaryDirectory() as root:
        compiler = Compiler(
            root=root,
            font_paths=Fonts(include_system_fonts=False),
            ignore_system_fonts=True,
            package_path=root,
            package_cache_path=root,
        )
    # The package's stubs do not know that the input may be several virtual files.
    return cast("_Compile", compiler.compile_with_warnings)


def _explained(error: TypstError) -> str:
    """What is wrong with a letter that Typst refused, and what to do about it."""
    missing = "".join(_WITHOUT_FONT.findall(error.diagnostic))
    if not missing:
        return f"{LAYOUT} is wrong:\n{_PLACE.sub(LAYOUT, error.diagnostic).strip()}"
    named = ", ".join(f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, '?')})" for char in missing)
    return f"the PDF has no font for {named}; replace the character, or use another format"
