"""Fonts and Typst's compiler with them: its own for Latin and Cyrillic, a package's or the user's for other scripts."""

import atexit
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
import shutil
from tempfile import TemporaryDirectory, mkdtemp
from typing import cast

from msgspec import Struct
from typst import Compiler, Fonts, TypstWarning

from ualetters.errors import UalettersError

# These are set in Typst's own fonts, whatever else there is.
OWN_SCRIPTS = ("Latn", "Cyrl")
# One file may hold a face for each country that writes with the same characters.
_FACES = {"Hans": " SC", "Hant": " TC"}
_BOLD = 600


class Package(Struct, frozen=True):
    """A Python package that brings the font of a script.

    Attributes:
        module: What it is imported as.
        folder: Where in it the fonts are.
        requirement: What pip installs it by.
    """

    module: str
    folder: str
    requirement: str

    def fonts(self) -> Path | None:
        """The folder of its fonts, or None if it is not installed; nothing of it is run."""
        found = find_spec(self.module)
        return Path(found.origin).parent / self.folder if found and found.origin else None


_CHINESE = Package("noto_cjk_sans_otc", ".", "noto-cjk-sans-otc")
PACKAGES = {"Arab": Package("fontpkg_amiri", "files", "fontpkg-amiri"), "Hans": _CHINESE, "Hant": _CHINESE}

Compile = Callable[..., tuple[bytes, list[TypstWarning]]]


class Typesetter(Struct, frozen=True):
    """Typst with a set of fonts.

    Attributes:
        compile: Makes a document, and tells its warnings.
        faces: Family to its weights, of the fonts that Typst does not bring itself.
    """

    compile: Compile
    faces: dict[str, tuple[int, ...]]

    def family(self, script: str) -> str | None:
        """The family that suits a script best; None for Typst's own."""
        suffix = _FACES.get(script, "")
        return min(self.faces, key=lambda name: (not name.endswith(suffix), name), default=None)

    def is_bold(self, family: str | None) -> bool:
        """Whether a family has a bold face."""
        return family is None or any(weight >= _BOLD for weight in self.faces[family])


@cache
def typesetter(fonts: Path | None) -> Typesetter:
    """Typst with its own fonts and those of a folder, and without one to read anything else from.

    Its root is gone before anything is compiled.
    """
    known = Fonts(include_system_fonts=False, font_paths=[str(fonts)] if fonts else [])
    with TemporaryDirectory() as root:
        compiler = Compiler(
            root=root,
            font_paths=known,
            ignore_system_fonts=True,
            package_path=root,
            package_cache_path=root,
        )
    faces: dict[str, tuple[int, ...]] = {}
    for face in known.fonts():
        if face.path:
            faces[face.family] = (*faces.get(face.family, ()), face.weight)
    # The package's stubs do not know that the input may be several virtual files.
    return Typesetter(cast("Compile", compiler.compile_with_warnings), faces)


def typesetters(script: str, own: Path | None) -> Iterator[Typesetter]:
    """What can set a script, best first: the user's font, that of a package, and without one Typst's own.

    Args:
        script: ISO 15924 code.
        own: Folder with the user's font.
    """
    if script in OWN_SCRIPTS:
        yield typesetter(None)
        return
    if own is not None:
        yield typesetter(own)
    if script not in PACKAGES:
        yield typesetter(None)
    # Where its package is missing Typst would print Arabic in a font for code.
    elif (folder := PACKAGES[script].fonts()) is not None:
        yield typesetter(folder)


def remedy(script: str) -> str:
    """How to get a font for a script."""
    named = "name a font file with `--font FILE`"
    package = PACKAGES.get(script)
    return f"run `pip install {package.requirement}`, or {named}" if package else named


def folder_of(file: Path) -> Path:
    """A folder that holds nothing but the user's font, as long as the program runs: Typst searches whole folders.

    Raises:
        UalettersError: The file cannot be read, or is no font.
    """
    folder = Path(mkdtemp(prefix="ualetters-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        # Typst goes by the name, and finds out by itself whether there is one font in the file or a collection.
        shutil.copyfile(file, folder / "font.ttc")
    except OSError as error:
        raise UalettersError(f"cannot read '{file}': {(error.strerror or 'it is no file').lower()}") from error
    if not typesetter(folder).faces:
        raise UalettersError(f"'{file}' is not a font; name a file in TrueType or OpenType format")
    return folder
