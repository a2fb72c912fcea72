"""Fonts and Typst's compiler with them: its own for Latin and Cyrillic, a package's or the user's for other scripts."""

import atexit
from collections.abc import Callable, Iterable, Iterator
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
        faces: Script to the families that serve it, each with its weights; Typst's own fonts are not among them.
    """

    compile: Compile
    faces: dict[str, dict[str, tuple[int, ...]]]

    def family(self, script: str) -> str | None:
        """The family that suits a script best; None for Typst's own."""
        suffix = _FACES.get(script, "")
        return min(self.faces.get(script, {}), key=lambda name: (not name.endswith(suffix), name), default=None)

    def is_bold(self, script: str) -> bool:
        """Whether a script has a bold face."""
        family = self.family(script)
        return family is None or any(weight >= _BOLD for weight in self.faces[script][family])


@cache
def typesetter(folders: tuple[tuple[str, Path], ...] = ()) -> Typesetter:
    """Typst with its own fonts and those of some folders, and without one to read anything else from.

    Its root is gone before anything is compiled.

    Args:
        folders: Script to the folder with its fonts.
    """
    paths = [str(path) for path in dict.fromkeys(path for _, path in folders)]
    known = Fonts(include_system_fonts=False, font_paths=paths)
    with TemporaryDirectory() as root:
        compiler = Compiler(
            root=root,
            font_paths=known,
            ignore_system_fonts=True,
            package_path=root,
            package_cache_path=root,
        )
    faces: dict[str, dict[str, tuple[int, ...]]] = {script: {} for script, _ in folders}
    for face in known.fonts():
        for script, folder in folders:
            if face.path and Path(face.path).is_relative_to(folder):
                weights = faces[script].get(face.family, ())
                faces[script][face.family] = (*weights, face.weight)
    # The package's stubs do not know that the input may be several virtual files.
    return Typesetter(cast("Compile", compiler.compile_with_warnings), faces)


def typesetters(scripts: Iterable[str], own: Path | None) -> Iterator[Typesetter]:
    """What can set some scripts, best first: the user's font, those of packages, and without one Typst's own.

    Args:
        scripts: ISO 15924 codes.
        own: Folder with the user's font.
    """
    needed = sorted(set(scripts) - set(OWN_SCRIPTS))
    if own is not None and needed:
        yield typesetter(tuple((script, own) for script in needed))
    packages = {script: PACKAGES[script].fonts() for script in needed if script in PACKAGES}
    # Where its package is missing Typst would print Arabic in a font for code.
    if None not in packages.values():
        yield typesetter(tuple((script, folder) for script, folder in packages.items() if folder is not None))


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
    if not typesetter((("", folder),)).faces[""]:
        raise UalettersError(f"'{file}' is not a font; name a file in TrueType or OpenType format")
    return folder
