"""Letter to document, one module a format, imported when it is used."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ualetters.model.letter import Document, Letter
from ualetters.templating import Templates

FORMATS = ("pdf", "txt", "html", "eml")
# These choose the fonts of what they make; the others leave that to whoever reads it.
WITH_FONTS = ("pdf", "eml")
_MODULES = {"pdf": "pdf", "txt": "text", "html": "html", "eml": "eml"}

Renderer = Callable[[Letter], Document]


def renderer(name: str, templates: Templates, own_font: Path | None = None) -> Renderer:
    """The function that turns a letter into a document of this format.

    Args:
        name: One of `FORMATS`.
        templates: Where the layouts are found.
        own_font: Folder with the user's font for scripts other than Latin and Cyrillic.

    Raises:
        KeyError: There is no such format.
    """
    module = import_module(f"ualetters.formats.{_MODULES[name]}")
    make: Callable[..., Renderer] = module.renderer
    return make(templates, own_font) if name in WITH_FONTS else make(templates)
