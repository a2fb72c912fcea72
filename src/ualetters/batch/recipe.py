"""What a batch makes its letters from, in a form that can be handed to another process or machine."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from ualetters.formats.paper import stationery
from ualetters.order import Order
from ualetters.templating import Templates
from ualetters.workshop import Workshop


class Recipe(Struct, frozen=True):
    """What every letter of a batch is made from, beside its case.

    Attributes:
        order: What is asked of every case; never with a sender.
        templates: Template roots of the user's own.
        directories: Directories of the user's own.
        font: Font file of the user's own.
        senders: File or URL of those who write; None for letters that are filled in by hand.
        include_expired: Whether cases past their deadline are made too.
        include_uncleared: Whether open cases that nobody cleared are made too.
        parts: Whether the letters of each unit are bound into one archive.
        run: Tells this run from the one before: a process that lives longer reads everything anew for each.
    """

    order: Order
    templates: tuple[Path, ...] = ()
    directories: tuple[Path, ...] = ()
    font: Path | None = None
    senders: str | None = None
    include_expired: bool = False
    include_uncleared: bool = False
    parts: bool = False
    run: str = ""

    def __repr__(self) -> str:
        """Nothing of what it holds: a scheduler's log repeats it, and protected words are part of it."""
        return "Recipe(…)"

    @property
    def workshop(self) -> Workshop:
        """Packs, templates and directories, read once for a run in each process."""
        return _workshop(self.templates, self.directories, self.font, self.run)


@lru_cache(maxsize=1)
def _workshop(
    templates: tuple[Path, ...],
    directories: tuple[Path, ...],
    font: Path | None,
    run: str,  # noqa: ARG001  # another run, another workshop
) -> Workshop:
    stationery.cache_clear()
    return Workshop(Templates.with_own(templates), directories, _folder_of(font) if font else None)


def _folder_of(font: Path) -> Path:
    from ualetters.formats.fonts import folder_of  # noqa: PLC0415  # Typst, which text letters can do without

    return folder_of(font)
