"""Fonts and Typst's compiler with them: its own for Latin and Cyrillic, a package's or the user's for other scripts."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
import shutil
from tempfile import mkdtemp
from typing import cast

from msgspec import Struct
from typst import Compiler, Fonts, TypstWarning

from ualetters.errors import UalettersError

# These are set in Typst's own fonts, whatever else there is.
OWN_SCRIPTS = ("Latn", "Cyrl")
# One file may hold a face for each country that writes with the same characters.
_FACES = {"Hans": " SC", "Hant": " TC"}
_BOLD = 600
_NO_PLACE = "there is no place for temporary files"
_PLACE = "free some space, or name a folder that can be written in the variable TMPDIR"
# Below a file there is never a package.
_NO_PACKAGES = Path(__file__) / "packages"


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
# Script to the families that serve it, each with its weights.
Faces = dict[str, dict[str, tuple[int, ...]]]


class Typesetter(Struct, frozen=True):
    """Typst with a set of fonts.

    Attributes:
        compile: Makes a document, and tells its warnings.
        faces: Script to the families that serve it, each with its weights; Typst's own fonts are not among them.
    """

    compile: Compile
    faces: Faces

    def family(self, script: str) -> str | None:
        """The family that suits a script best; None for Typst's own."""
        suffix = _FACES.get(script, "")
        return min(self.faces.get(script, {}), key=lambda name: (not name.endswith(suffix), name), default=None)

    def is_bold(self, script: str) -> bool:
        """Whether a script has a bold face."""
        family = self.family(script)
        return family is None or any(weight >= _BOLD for weight in self.faces[script][family])


@cache
def typesetter(folders: tuple[tuple[str, Path], ...] = (), root: Path | None = None) -> Typesetter:
    """Typst with its own fonts and those of some folders.

    Each root has a compiler of its own: what one is given as `root` for a document it keeps for those that follow.

    Args:
        folders: Script to the folder with its fonts.
        root: The only folder that a document may read; None for one that is gone before anything is compiled.

    Raises:
        UalettersError: There is no place for a temporary folder.
    """
    known, faces = loaded(folders)
    readable = root or _new_folder()
    compiler = Compiler(
        root=readable,
        font_paths=known,
        ignore_system_fonts=True,
        package_path=_NO_PACKAGES,
        package_cache_path=_NO_PACKAGES,
    )
    if root is None:
        readable.rmdir()
    # The package's stubs do not know that the input may be several virtual files.
    return Typesetter(cast("Compile", compiler.compile_with_warnings), faces)


@cache
def loaded(folders: tuple[tuple[str, Path], ...]) -> tuple[Fonts, Faces]:
    """Typst's own fonts and those of some folders, and what the folders have for each script."""
    paths = [str(path) for path in dict.fromkeys(path for _, path in folders)]
    known = Fonts(include_system_fonts=False, font_paths=paths)
    faces: Faces = {script: {} for script, _ in folders}
    for face in known.fonts():
        for script, folder in folders:
            if face.path and Path(face.path).is_relative_to(folder):
                weights = faces[script].get(face.family, ())
                faces[script][face.family] = (*weights, face.weight)
    return known, faces


def typesetters(scripts: Iterable[str], own: Path | None, root: Path | None = None) -> Iterator[Typesetter]:
    """What can set some scripts, best first: the user's font, those of packages, and without one Typst's own.

    Args:
        scripts: ISO 15924 codes.
        own: Folder with the user's font.
        root: The only folder that a document may read; None for none at all.

    Raises:
        UalettersError: There is no place for a temporary folder.
    """
    needed = sorted(set(scripts) - set(OWN_SCRIPTS))
    if own is not None and needed:
        yield typesetter(tuple((script, own) for script in needed), root)
    packages = {script: PACKAGES[script].fonts() for script in needed if script in PACKAGES}
    # Where its package is missing Typst would print Arabic in a font for code.
    if None not in packages.values():
        yield typesetter(tuple((script, folder) for script, folder in packages.items() if folder is not None), root)


def remedy(script: str) -> str:
    """How to get a font for a script."""
    named = "name a font file with `--font FILE`"
    package = PACKAGES.get(script)
    return f"run `pip install {package.requirement}`, or {named}" if package else named


def folder_of(file: Path) -> Path:
    """A folder that holds nothing but the user's font, as long as the program runs: Typst searches whole folders.

    Raises:
        UalettersError: The file cannot be read, is no font, or there is no place for its copy.
    """
    from multiprocessing.util import Finalize  # noqa: PLC0415  # takes longer to load than a letter to set

    try:
        content = file.read_bytes()
    except OSError as error:
        raise UalettersError(f"cannot read '{file}': {(error.strerror or 'it is no file').lower()}") from error
    folder = _new_folder()
    # What is registered with `atexit` is not done where a worker of a pool ends that was forked.
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=0)
    try:
        # Typst goes by the name, and finds out by itself whether there is one font in the file or a collection.
        (folder / "font.ttc").write_bytes(content)
    except OSError as error:
        raise UalettersError(_NO_PLACE, _PLACE) from error
    if not loaded((("", folder),))[1][""]:
        raise UalettersError(f"'{file}' is not a font; name a file in TrueType or OpenType format")
    return folder


def _new_folder() -> Path:
    """An empty folder that nobody else may read."""
    try:
        return Path(mkdtemp(prefix="ualetters-"))
    except OSError as error:
        raise UalettersError(_NO_PLACE, _PLACE) from error
