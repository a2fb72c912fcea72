"""What letters are made from, as hashes: the same hashes, the same letters."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from msgspec import Struct

from ualetters import __version__
from ualetters.batch.recipe import Recipe
from ualetters.directory import Directory
from ualetters.formats import EXTRAS, WITH_FONTS
from ualetters.language_pack import PHRASEBOOK_FILE
from ualetters.model.case import Case
from ualetters.order import ALL, FALLBACK
from ualetters.templating import Templates
from ualetters.yaml_source import plain

_LAYOUTS = "_layouts"
# What the words and the bytes of a letter depend on; a library that only reads files is not among them.
_ALWAYS = ("babel", "jinja2", "phonenumberslite", "wcwidth")
_SET = ("fontpkg-amiri", "noto-cjk-sans-otc", "typst")


class Inputs(Struct, frozen=True, omit_defaults=True):
    """What all letters of a batch are made from; no sender is in it, and no protected word.

    Attributes:
        order: What was asked for.
        versions: Library to its version; None if it is not installed. Ours has the hash of its code behind it.
        packs: Language to the hash of its pack and whether a reader has signed it.
        layouts: Hash of the layouts.
        phrasebook: Hash of the phrasebook.
        font: Hash of the user's own font.
        senders: Hash of the whole file of those who write.
    """

    order: dict[str, str | bool | list[str] | None]
    versions: dict[str, str | None]
    packs: dict[str, dict[str, str]]
    layouts: str
    phrasebook: str
    font: str | None = None
    senders: str | None = None

    @property
    def digest(self) -> str:
        """One hash of all of them."""
        return sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    def tools(self) -> dict[str, object]:
        """What letters are made with, whatever was asked for: the program, libraries, packs, layouts and fonts."""
        named = {f"{kind} {key}": value for kind in ("versions", "packs") for key, value in getattr(self, kind).items()}
        others = ("layouts", "phrasebook", "font")
        return named | {name: getattr(self, name) for name in others}


def inputs(recipe: Recipe, senders: str | None = None) -> Inputs:
    """What the letters of a batch are made from.

    Args:
        recipe: The batch.
        senders: Hash of its file of senders.

    Raises:
        OSError: A file of a pack cannot be read.
        ProblemsError: A language pack is broken.
    """
    shop = recipe.workshop
    asked = recipe.order.languages
    # Which languages a letter is in depends on all packs, unless they were asked for by name.
    codes = shop.languages if not asked or ALL in asked else dict.fromkeys((*asked, FALLBACK))
    return Inputs(
        order=_ordered(recipe),
        versions=dict(_versions(recipe.order.formats)),
        packs={code: {"sha256": _folder_hash(shop.templates, code), "status": shop[code].status} for code in codes},
        layouts=_folder_hash(shop.templates, _LAYOUTS),
        phrasebook=_hashed((path.name, path) for path in shop.templates.find(PHRASEBOOK_FILE)),
        font=file_hash(recipe.font) if recipe.font else None,
        senders=senders,
    )


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return sha256(path.read_bytes()).hexdigest()


def entries_used(case: Case) -> tuple[str, ...]:
    """The names of the directory entries that the letters of a case depend on.

    They are the same whoever writes: where senders live is nobody's business.
    """
    offices = [f"offices.{one.use}" for one in case.addressees.values() if one.use is not None]
    embassies = [f"embassies.{sending}" for sending in case.diplomatic_copies]
    return tuple(dict.fromkeys((*offices, *embassies)))


def entry_hashes(directory: Directory, names: Iterable[str]) -> dict[str, str | None]:
    """The hashes of directory entries by name, a country's embassies together; None for what is not there."""
    return {name: _entry_hash(directory, name) for name in names}


def _entry_hash(directory: Directory, name: str) -> str | None:
    kind, _, key = name.partition(".")
    if kind == "offices":
        entry: object = plain(directory.offices[key]) if key in directory.offices else None
    else:
        known = directory.embassies.entries.items()
        entry = {host: one for (sending, host), one in known if sending == key} or None
    return sha256(msgspec.json.encode(entry, order="sorted")).hexdigest() if entry is not None else None


def _ordered(recipe: Recipe) -> dict[str, str | bool | list[str] | None]:
    """What was asked for, without what is private."""
    order = recipe.order
    return {
        "date": order.today.isoformat(),
        "languages": sorted(order.languages),
        "formats": sorted(order.formats),
        "layout": order.layout,
        "country": order.country,
        "fax_encoding": order.fax_encoding,
        "accept_risk": order.accept_risk,
        "deadline_checked": order.deadline_checked,
        "strict": order.strict,
        "include_expired": recipe.include_expired,
        "include_uncleared": recipe.include_uncleared,
        "parts": recipe.parts,
    }


def _versions(formats: Collection[str]) -> Iterator[tuple[str, str | None]]:
    yield "ualetters", f"{__version__}+{_code_hash()[:12]}"
    named = {
        library
        for name in formats
        for library in (*EXTRAS.get(name, {}).values(), *(_SET if name in WITH_FONTS else ()))
    }
    for library in sorted({*_ALWAYS, *named}):
        try:
            yield library, version(library)
        except PackageNotFoundError:
            yield library, None


@cache
def _code_hash() -> str:
    """The hash of this program, whose version says nothing of what a developer changes."""
    root = Path(__file__).parent.parent
    return _hashed(_files(root, "*.py"))


def _folder_hash(templates: Templates, name: str) -> str:
    """The hash of every file in a folder of the template roots, and of which root it is in."""
    roots = enumerate(reversed(templates.roots))
    return _hashed((f"{number}/{file}", path) for number, root in roots for file, path in _files(root / name, "*"))


def _files(folder: Path, pattern: str) -> list[tuple[str, Path]]:
    """Every file below a folder, sorted by its name there, which is the same on every system."""
    found = (path for path in folder.rglob(pattern) if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


def _hashed(files: Iterable[tuple[str, Path]]) -> str:
    found = sha256()
    for name, path in files:
        found.update(f"{name}\0{file_hash(path)}\n".encode())
    return found.hexdigest()


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """The names under which two mappings differ."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
