"""A letter as a fax: a cover sheet and the letter, as TIFF-F."""

from collections.abc import Callable
from pathlib import Path

from ualetters.formats import extension
from ualetters.formats.sheets import cover_sheet, letter_sheet
from ualetters.formats.tiff import Encoding, tiff_f
from ualetters.formats.typesetting import typeset
from ualetters.model.letter import Document, Letter
from ualetters.templating import Templates


def renderer(templates: Templates, own_font: Path | None = None) -> Callable[..., Document]:
    """The function that makes a fax of a letter, with the layouts loaded once.

    Args:
        templates: Where the layouts are found.
        own_font: Folder with the user's font.
    """
    set_sheets = typeset(templates, own_font)

    def render(letter: Letter, encoding: Encoding = "g4") -> Document:
        """Make the fax of one letter and the letters enclosed with it.

        Args:
            letter: The letter; it must have a fax number.
            encoding: Group 4, or Group 3 for machines that know nothing else.

        Raises:
            NoFontError: No font has the script of the letter.
            UalettersError: A character is in no font, or a layout is wrong.
        """
        pages = set_sheets((cover_sheet(letter), letter_sheet(letter)), letter.title, letter.dated)
        return Document("image/tiff", extension("fax"), tiff_f(pages, encoding))

    return render
