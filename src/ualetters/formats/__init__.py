"""Letter to document, one module a format, imported when it is used."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ualetters.errors import UalettersError
from ualetters.model.letter import Document
from ualetters.templating import Templates

_MODULES = {
    "pdf": "pdf",
    "txt": "text",
    "html": "html",
    "eml": "eml",
    "docx": "docx",
    "fax": "fax",
    "paste": "paste",
    "mailto": "mailto",
}
FORMATS = tuple(_MODULES)
# A file ends in the name of its format, but for these.
_EXTENSIONS = {"fax": "tif", "paste": "paste.txt", "mailto": "mail.html"}
READING_COPY = "own.txt"
EXTENSIONS = (*(_EXTENSIONS.get(name, name) for name in _MODULES), READING_COPY)
"""What the files of letters end in, without the full stop."""
PRINTED = ("pdf",)
"""The formats that are put into an envelope."""
SLOW_FORMATS = {"pdf", "eml", "docx", "fax"}
"""Those that take long enough to be worth a process of their own."""
# These choose the fonts of what they make; the others leave that to whoever reads it.
WITH_FONTS = ("pdf", "eml", "fax")
# What some formats need beside the libraries that are always there: module to what pip installs it by.
EXTRAS = {
    # The second writes the XML of the first.
    "docx": {"docx": "python-docx", "lxml": "lxml"},
    "fax": {"PIL": "pillow", "pypdfium2": "pypdfium2"},
}

Renderer = Callable[..., Document]
"""Takes a letter, and behind it what its format wants: a layout, an encoding, the words of a page."""


def renderer(name: str, templates: Templates, own_font: Path | None = None) -> Renderer:
    """The function that turns a letter into a document of this format.

    Args:
        name: One of `FORMATS`.
        templates: Where the layouts are found.
        own_font: Folder with the user's font for scripts other than Latin and Cyrillic.

    Raises:
        KeyError: There is no such format.
        UalettersError: The format needs an extra that is not installed.
    """
    if not is_installed(name):
        raise UalettersError(f"the format `{name}` needs more libraries: {remedy(name)}")
    module = import_module(f"ualetters.formats.{_MODULES[name]}")
    make: Callable[..., Renderer] = module.renderer
    return make(templates, own_font) if name in WITH_FONTS else make(templates)


def extension(name: str) -> str:
    """What a file of this format ends in."""
    return _EXTENSIONS.get(name, name)


def is_installed(name: str) -> bool:
    """Whether the libraries of a format are there."""
    return all(find_spec(module) for module in EXTRAS.get(name, {}))


def remedy(name: str) -> str:
    """How to install what a format needs."""
    return f"run `pip install {' '.join(EXTRAS[name].values())}`"
