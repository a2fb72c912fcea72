"""A letter as a PDF to print: plain, or laid out for an envelope with a window."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ualetters.formats.paper import stationery
from ualetters.formats.sheets import envelope_sheet, letter_sheet
from ualetters.formats.typesetting import DoesNotFitError, Sheet, typeset
from ualetters.model.letter import Document, Letter
from ualetters.model.stationery import PLAIN, Layout, Stationery
from ualetters.templating import Templates
from ualetters.window import safe_box

_CURE = "use `--layout plain` with an envelope or a label, or shorten the lines of the address"


class Laid(Struct, frozen=True):
    """A letter laid out for its envelope.

    Attributes:
        sheets: The letter; behind it its envelope, if the address does not fit the window of the usual layout.
        content: The same as a PDF.
        has_window: Whether the address shows in a window.
        note: What does not fit, for the person who prints it; empty if everything does.
        by_hand: Whether the address fits neither the window nor the envelope of the usual layout.
    """

    sheets: tuple[Sheet, ...]
    content: bytes
    has_window: bool
    note: str = ""
    by_hand: bool = False


def laying(templates: Templates, own_font: Path | None = None) -> Callable[[Letter, str | None], Laid]:
    """The function that lays out a letter; fonts and stationery are loaded when a letter first needs them.

    Args:
        templates: Where the layouts are found.
        own_font: Folder with the user's font.

    Raises:
        UalettersError: A layout imports a package.
    """
    set_sheets = typeset(templates, own_font)

    def lay(letter: Letter, layout: str | None = None) -> Laid:
        """Set one letter and the letters enclosed with it.

        Args:
            letter: The letter.
            layout: Name of the layout; None for the one that is usual where the letter is posted. An address that does
                not fit its window is printed on an envelope instead, or left to be written on one by hand.

        Raises:
            NoFontError: No font has the script of the letter.
            DoesNotFitError: The address does not fit the window of a layout that was asked for by name.
            UalettersError: A character is in no font, or a layout is wrong.
        """

        def laid(*sheets: Sheet, has_window: bool = False, note: str = "", by_hand: bool = False) -> Laid:
            return Laid(sheets, set_sheets(sheets, letter.title, letter.dated), has_window, note, by_hand)

        def in_window(name: str, chosen: Layout, return_line: str) -> Laid:
            box = safe_box(chosen, known)
            try:
                return laid(letter_sheet(letter, chosen, box), has_window=True)
            except DoesNotFitError:
                if not (chosen.return_line and return_line):
                    raise
            # Better without the small print than without the window.
            without = letter_sheet(letter, replace(chosen, return_line=False), box)
            why = "there is no room for your own address above it; write that on the back of the envelope"
            return laid(without, has_window=True, note=f"the address fills the window of the layout `{name}`, {why}")

        known = stationery(templates)
        if letter.postal is None:
            # An embassy that nobody knows the address of must not keep the other letters from being laid out.
            asked = layout not in {None, PLAIN}
            why = f"there is no address in Latin script for the window of the layout `{layout}`, so the letter is plain"
            return laid(letter_sheet(letter), note=why if asked else "")
        name = layout or known.layout_of(letter.postal.posted_from)
        if name == PLAIN:
            return laid(letter_sheet(letter))
        chosen = known.layouts[name]
        try:
            return in_window(name, chosen, letter.postal.return_line)
        except DoesNotFitError as error:
            if layout is not None:
                raise DoesNotFitError(f"{error} of the layout `{name}`", _CURE) from error
            return _windowless(laid, letter, chosen.envelope, known, f"{error} of the layout `{name}`")

    return lay


def _windowless(laid: Callable[..., Laid], letter: Letter, envelope: str, known: Stationery, why: str) -> Laid:
    """The plain letter with its envelope, or without if the address does not fit that either."""
    try:
        note = f"{why}, so it is printed on an envelope ({envelope}), the last page"
        return laid(letter_sheet(letter), envelope_sheet(letter, envelope, known), note=note)
    except DoesNotFitError as error:
        # An address that somebody has to write by hand must not keep the case from being written.
        note = f"{why}, and {error.message} ({envelope}), so write the envelope by hand"
        return laid(letter_sheet(letter), note=note, by_hand=True)


def renderer(templates: Templates, own_font: Path | None = None) -> Callable[..., Document]:
    """The function that makes the PDF of a letter; what it takes and raises is said at `laying`."""
    lay = laying(templates, own_font)

    def render(letter: Letter, layout: str | None = None) -> Document:
        """Set one letter and the letters enclosed with it."""
        laid = lay(letter, layout)
        return Document("application/pdf", "pdf", laid.content, (laid.note,) if laid.note else ())

    return render
