"""Letter to document, one module a format, imported when it is used."""

from collections.abc import Callable
from importlib import import_module

from ualetters.model.letter import Document, Letter
from ualetters.templating import Templates

FORMATS = ("pdf", "txt", "html", "eml")
_MODULES = {"pdf": "pdf", "txt": "text", "html": "html", "eml": "eml"}

Renderer = Callable[[Letter], Document]


def renderer(name: str, templates: Templates) -> Renderer:
    """The function that turns a letter into a document of this format.

    Args:
        name: One of `FORMATS`.
        templates: Where the layouts are found.

    Raises:
        KeyError: There is no such format.
    """
    module = import_module(f"ualetters.formats.{_MODULES[name]}")
    make: Callable[[Templates], Renderer] = module.renderer
    return make(templates)
