"""A letter as a PDF to print: plain, or laid out for an envelope with a window."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from ualetters.formats.paper import stationery
from ualetters.formats.sheets import envelope_sheet, letter_sheet
from ualetters.formats.typesetting import DoesNotFitError, Sheet, typeset
from ualetters.model.letter import Document, Letter
from ualetters.model.stationery import PLAIN
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
    """

    sheets: tuple[Sheet, ...]
    content: bytes
    has_window: bool
    note: str = ""


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
                not fit its window is printed on an envelope instead.

        Raises:
            NoFontError: No font has the script of the letter.
            DoesNotFitError: The address does not fit the window of a layout that was asked for by name.
            UalettersError: A character is in no font, or a layout is wrong.
        """

        def laid(*sheets: Sheet, has_window: bool = False, note: str = "") -> Laid:
            return Laid(sheets, set_sheets(sheets, letter.title, letter.dated), has_window, note)

        known = stationery(templates)
        if letter.postal is None:
            # An embassy that nobody knows the address of must not keep the other letters from being laid out.
            asked = layout not in {None, PLAIN}
            why = f"there is no address in Latin script for the window of the layout `{layout}`, so it is left out"
            return laid(letter_sheet(letter), note=why if asked else "")
        name = layout or known.layout_of(letter.postal.posted_from)
        if name == PLAIN:
            return laid(letter_sheet(letter))
        chosen = known.layouts[name]
        try:
            return laid(letter_sheet(letter, chosen, safe_box(chosen, known)), has_window=True)
        except DoesNotFitError as error:
            if layout is not None:
                raise DoesNotFitError(f"{error} of the layout `{name}`; {_CURE}") from error
            note = f"{error} of the layout `{name}`, so it is printed on an envelope ({chosen.envelope}), the last page"
            return laid(letter_sheet(letter), envelope_sheet(letter, chosen.envelope, known), note=note)

    return lay


def renderer(templates: Templates, own_font: Path | None = None) -> Callable[..., Document]:
    """The function that makes the PDF of a letter; what it takes and raises is said at `laying`."""
    lay = laying(templates, own_font)

    def render(letter: Letter, layout: str | None = None) -> Document:
        """Set one letter and the letters enclosed with it."""
        laid = lay(letter, layout)
        return Document("application/pdf", "pdf", laid.content, (laid.note,) if laid.note else ())

    return render
