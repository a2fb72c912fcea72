"""Sheets of paper as one PDF/A-2a and PDF/UA-1, set by Typst."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
import os
from pathlib import Path
import re
from typing import Any
import unicodedata

import msgspec
from msgspec import Struct
from typst import TypstError

from ualetters.errors import NoFontError, UalettersError
from ualetters.formats.fonts import OWN_SCRIPTS, Typesetter, remedy, typesetters
from ualetters.templating import Templates, template_root

LAYOUTS = "_layouts"
MAIN = "document.typ"
FILES = (MAIN, "words.typ", "letter.typ", "checklist.typ", "cover.typ", "envelope.typ", "labels.typ")
# With both of them a character that no font has is an error; without, it would be printed as an empty box.
STANDARDS = ["a-2a", "ua-1"]
# Typst would fetch a package from the network, and takes one from the home folder if it is there.
_PACKAGE = re.compile(r'"@[\w-]+/')
_PROXIES, _NO_PROXIES = ("https_proxy", "HTTPS_PROXY"), ("no_proxy", "NO_PROXY")
# No program can listen at port 0.
_NOBODY = "http://127.0.0.1:0"
_PLACE = re.compile(r"[^\s\"`]*?(\w+\.typ)")
_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_PANIC = re.compile(r"panicked with: (.+)")
_OTHER_CHARACTER = "replace the character, or use another format"
# A reader that fits a page to the printer's margins moves an address out of its window.
_PREFERENCES, _NOT_SCALED = b"/ViewerPreferences<<", b"/ViewerPreferences<</PrintScaling/None"
_STARTXREF = re.compile(rb"startxref\n(\d+)\n%%EOF$")


class Sheet(Struct, frozen=True):
    """One thing that is printed: a letter with its enclosures, an envelope.

    Attributes:
        kind: What it is called in `document.typ`.
        language: BCP 47 tag.
        direction: `ltr` or `rtl`.
        script: ISO 15924 code.
        data: What its layout prints.
        words: Everything that is printed of it in its own script.
    """

    kind: str
    language: str
    direction: str
    script: str
    data: dict[str, Any]
    words: str = ""


class DoesNotFitError(UalettersError):
    """Something is too large for the place where it must stand."""

    def __init__(self, message: str, hint: str = "") -> None:
        # A layout can only panic with one text.
        what, _, cure = (message, "", hint) if hint else message.partition("; ")
        super().__init__(what, cure)


class _MissingError(Exception):
    """Some characters are in none of the fonts."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(characters)


Typeset = Callable[[Sequence[Sheet], str, date], bytes]


def typeset(templates: Templates, own_font: Path | None = None) -> Typeset:
    """The function that sets sheets as one PDF; fonts are loaded when a sheet first needs them.

    Args:
        templates: Where the layouts are found.
        own_font: Folder with the user's font.

    Raises:
        UalettersError: A layout imports a package.
    """
    layouts = {name: templates.read(f"{LAYOUTS}/{name}") for name in FILES}
    for name, layout in layouts.items():
        if _PACKAGE.search(layout):
            message = f"{LAYOUTS}/{name}: no package may be imported, because that would use the network"
            raise UalettersError(message)
    source = {"main.typ" if name == MAIN else name: layout.encode() for name, layout in layouts.items()}
    root = None
    if _are_ours(layouts):
        # What Typst reads from a folder it need not parse anew for every document.
        source, root = {"main.typ": f'#include "{MAIN}"'.encode()}, template_root() / LAYOUTS

    def set_sheets(sheets: Sequence[Sheet], title: str, dated: date) -> bytes:
        """Set sheets in their order.

        Args:
            sheets: At least one.
            title: Title of the document.
            dated: Its date.

        Raises:
            NoFontError: No font has the script of a sheet.
            DoesNotFitError: Something is too large for its place.
            UalettersError: A character is in no font, or a layout is wrong.
        """
        scripts = dict.fromkeys(sheet.script for sheet in sheets)
        for setter in typesetters(scripts, own_font, root):
            try:
                data = document_data(sheets, title, dated, setter)
                with nullcontext() if root else _offline():
                    return _unscaled(_compiled(source | {"document.json": data}, setter))
            except _MissingError as error:
                if all(script in OWN_SCRIPTS for script in scripts) or not _is_most(error.characters, sheets):
                    raise UalettersError(_explained(error.characters), _OTHER_CHARACTER) from error
        lacking = next(script for script in scripts if script not in OWN_SCRIPTS)
        raise NoFontError(f"no font has the script of the letter ({lacking})", remedy(lacking))

    return set_sheets


def _are_ours(layouts: dict[str, str]) -> bool:
    """Whether Typst may read the layouts from our folder: those of somebody else could read other files of theirs."""
    # Where the lines of our files end as on Windows, they are not what was read.
    return all((template_root() / LAYOUTS / name).read_bytes() == text.encode() for name, text in layouts.items())


def document_data(sheets: Sequence[Sheet], title: str, dated: date, setter: Typesetter) -> bytes:
    """What the layouts print and in which fonts, as JSON: nothing that the sheets do not show, no author."""
    data = {
        "title": title,
        "dated": {"year": dated.year, "month": dated.month, "day": dated.day},
        **_language(sheets[0].language),
        "bookmarked": sum(len(sheet.data.get("letters", ())) for sheet in sheets) > 1,
        "sheets": [
            {
                "kind": sheet.kind,
                **_language(sheet.language),
                "direction": sheet.direction,
                "script": sheet.script,
                "family": setter.family(sheet.script),
                "is-bold": setter.is_bold(sheet.script),
                **sheet.data,
            }
            for sheet in sheets
        ],
    }
    return msgspec.json.encode(data)


def _language(tag: str) -> dict[str, str | None]:
    language, *subtags = tag.split("-")
    return {"language": language, "region": next((tag for tag in subtags if re.fullmatch("[A-Z]{2}", tag)), None)}


def _compiled(source: dict[str, bytes], setter: Typesetter) -> bytes:
    try:
        content, warnings = setter.compile(input=source, format="pdf", pdf_standards=STANDARDS)
    except TypstError as error:
        if missing := "".join(_WITHOUT_FONT.findall(error.diagnostic)):
            raise _MissingError(missing) from error
        if panic := _PANIC.search(error.diagnostic):
            raise DoesNotFitError(panic[1]) from error
        raise UalettersError(_wrong(error.diagnostic)) from error
    if warnings:
        raise UalettersError(_wrong(warnings[0].diagnostic))
    return content


@contextmanager
def _offline() -> Iterator[None]:
    """Let Typst fetch nothing, however a layout spells the name of a package: it asks a proxy where nobody can be."""
    before = {name: os.environ.get(name) for name in (*_PROXIES, *_NO_PROXIES)}
    os.environ.update(dict.fromkeys(_PROXIES, _NOBODY) | dict.fromkeys(_NO_PROXIES, ""))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _wrong(diagnostic: str) -> str:
    return f"a layout is wrong:\n{_PLACE.sub(_layout_of, diagnostic).strip()}"


def _layout_of(place: re.Match[str]) -> str:
    name = place[1]
    return f"{LAYOUTS}/{MAIN if name == 'main.typ' else name}"


def _unscaled(content: bytes) -> bytes:
    """The PDF with the wish to be printed in its own size.

    The catalogue is the last object, so that nothing but the table behind it moves.
    """
    longer = len(_NOT_SCALED) - len(_PREFERENCES)
    start = _STARTXREF.search(content)
    place = content.rfind(_PREFERENCES)
    if start is None or place < content.rfind(b"/Catalog") or b"endobj" in content[place : content.rfind(b"endobj")]:
        raise UalettersError("the PDF is not in the form that is known; use another version of the package typst")
    moved = b"startxref\n%d\n%%%%EOF" % (int(start[1]) + longer)
    return content[:place] + _NOT_SCALED + content[place + len(_PREFERENCES) : start.start()] + moved


def _is_most(missing: str, sheets: Sequence[Sheet]) -> bool:
    """Whether these are most of what is written, so that it is the script that no font has."""
    written = [char for sheet in sheets for char in sheet.words if char.isalpha()]
    return 2 * sum(char in missing for char in written) > len(written)


def _explained(missing: str) -> str:
    """Which characters are in no font."""
    named = ", ".join(f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, '?')})" for char in missing)
    return f"the PDF has no font for {named}"
