"""Finished appeal letters, one per recipient and language, from one case file.

    >>> from datetime import date
    >>> from ualetters import compose, load_case, render
    >>> case = load_case("cases/kasymakhunov.yaml")
    >>> letter = compose(case, to="bastrykin", language="ru", date=date(2013, 1, 10))
    >>> document = render(letter, "txt")
    >>> document.content.decode().splitlines()[0]
    'ОБРАЗЕЦ – не отправлять'

Everything else in this package may change from one version to the next.
"""

import sys
from types import ModuleType

__version__ = "0.1.0"

__all__ = [
    "CaseFile",
    "ComposedLetter",
    "Document",
    "Letter",
    "Problem",
    "ProblemsError",
    "Sender",
    "UalettersError",
    "compose",
    "load_case",
    "load_sender",
    "open_workshop",
    "render",
]

# As typing has it, which takes longer to import than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ualetters.errors import Problem, ProblemsError, UalettersError
    from ualetters.library import CaseFile, ComposedLetter, compose, load_case, load_sender, open_workshop, render
    from ualetters.model.letter import Document, Letter
    from ualetters.model.sender import Sender
else:

    def __getattr__(name: str) -> object:
        """What programs use, imported when it is first asked for: the command line starts without it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from ualetters import library  # noqa: PLC0415

        return getattr(library, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, in which `compose` is the function, even after the subpackage of that name was imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "compose":
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
