"""A language pack's folder to a `LanguagePack`, and the phrasebook that all packs translate."""

from collections.abc import Mapping as MappingOf
from contextlib import suppress
from pathlib import Path
import re
from typing import Any, TypeVar

from msgspec.structs import replace

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.fields import Report, Unreadable, as_mapping, suggestion
from ualetters.model.letter import Align, Role
from ualetters.model.pack import VOLUNTEER, LanguagePack, Phrasebook
from ualetters.pack_fields import KEPT_LINE, LANGUAGE_KEYS, PHRASEBOOK, PHRASES_KEYS
from ualetters.records import Record
from ualetters.yaml_source import Mapping, Node, Scalar, Tree, join, laid

T = TypeVar("T")

PHRASES_FILE = "phrases.yaml"
PHRASEBOOK_FILE = "phrasebook.yaml"
TODO = "TODO"
"""What stands in a new pack where words are still to be written; it never reaches a letter."""
_TODO = re.compile(rf"\b{TODO}\b")
# Table to what an entry of it cannot do without; from the others single forms may be missing.
_NEEDED = {
    "countries": (),
    "courts": ("nom",),
    "treaties": ("nom",),
    "concerns": ("subject", "opening", "further"),
    "asks": (),
}
_VOLUNTEER = "volunteer"
_UNWRITTEN = "write it; until then the sheets can be had in another language"
NEEDED_ROLES = (Role.DATE, Role.INSIDE_ADDRESS, Role.SUBJECT, Role.SALUTATION, Role.BODY, Role.CLOSE, Role.SIGNATURE)


def load_pack(code: str, language_files: list[Path], phrase_files: list[Path]) -> LanguagePack:
    """Read a language pack; files of a user's own root are laid over the packaged ones key by key.

    Args:
        code: The language code.
        language_files: Every root's `language.yaml`, the one that wins first.
        phrase_files: Every root's `phrases.yaml`, the one that wins first.

    Raises:
        ProblemsError: A file cannot be read, or something is missing or wrong in it.
    """
    report = Report()
    if not phrase_files:
        place = Place(str(language_files[0].with_name(PHRASES_FILE)))
        hint = "copy the file of a related language and translate it"
        raise ProblemsError([Problem(place, f"the language pack `{code}` has no phrases", hint)])
    whole, whole_phrases = laid(language_files), laid(phrase_files)
    # What only the volunteer reads keeps no letter from being written, whatever is wrong with it.
    letters = Mapping(whole.place, {key: node for key, node in whole.entries.items() if key != _VOLUNTEER}, whole.keys)
    volunteer, unread = _volunteer(whole)
    language = _without_unwritten(letters, ("countries", "courts", "treaties"))
    phrases = _without_unwritten(whole_phrases, ("concerns", "asks"))
    if unwritten := [place for place, text in Tree(language).texts() if is_unwritten(text)]:
        untranslated = (Problem(place, "this is not translated", "write it") for place in unwritten)
        raise ProblemsError((*untranslated, *unread))

    def make(**values: Any) -> LanguagePack:  # noqa: ANN401
        found = values.pop("language")
        if found != code:
            place = language.keys["language"]
            raise report.refuse(place, f"the pack in the folder `{code}` says it is `{found}`", "make them the same")
        if values["status"] == "reviewed" and values["reviewed_by"] is None:
            place = language.keys["status"]
            raise report.refuse(place, "a reviewed pack names its reader", "add `reviewed_by`, or leave it a draft")
        asks_style = values.pop("asks")
        order = tuple(Role(role) for role in values.pop("order"))
        if lacking := [role for role in NEEDED_ROLES if role not in order]:
            place = language.keys["order"]
            raise report.refuse(place, f"every letter needs {', '.join(lacking)} in its order", "add it")
        align = {Role(role): Align(side) for role, side in values.pop("align").items()}
        return LanguagePack(
            code=code,
            asks_style=asks_style,
            order=order,
            align=align,
            concerns={},
            asks={},
            # Of what is still to be written it can be said where.
            positions=Tree(whole),
            phrase_positions=Tree(whole_phrases),
            **values | {_VOLUNTEER: volunteer, "volunteer_problems": unread},
        )

    pack = _made(Record(make, LANGUAGE_KEYS), language, report)
    texts: dict[str, Any] | None = _made(Record(dict, PHRASES_KEYS), phrases, report)
    if pack is None or texts is None or report.problems:
        raise ProblemsError((*report.problems, *unread))
    return replace(pack, concerns=texts["concerns"], asks=texts["asks"], phrase_marks=texts["marks"])


def volunteer_words(pack: LanguagePack) -> MappingOf[str, str]:
    """What stands on the sheets that the volunteer reads, all of it.

    Args:
        pack: The pack of the language that they read.

    Raises:
        ProblemsError: Some of it is still to be written; letters can be had all the same.
    """
    if len(pack.volunteer) < len(VOLUNTEER):
        raise ProblemsError(pack.volunteer_problems)
    return pack.volunteer


def load_phrasebook(files: list[Path]) -> Phrasebook:
    """Read the phrasebook: which phrases there are and what they are told.

    Args:
        files: Every root's `phrasebook.yaml`, the one that wins first.

    Raises:
        ProblemsError: A file cannot be read or an entry is wrong.
    """
    report = Report()
    phrasebook = _made(PHRASEBOOK, laid(files), report)
    if phrasebook is None or report.problems:
        raise ProblemsError(report.problems)
    return phrasebook


def is_unwritten(text: str) -> bool:
    """Whether a text is still to be written, in whole or in part."""
    return bool(_TODO.search(text))


def _volunteer(root: Mapping) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What can be read of the words for the volunteer, and what is wrong with the rest of them."""
    report = Report()
    words: dict[str, str] = {}
    found = Mapping(root.place, {}, {})
    if _VOLUNTEER in root.entries:
        with suppress(Unreadable):
            found = as_mapping(root.entries[_VOLUNTEER], report)
    for name in VOLUNTEER:
        match found.entries.get(name):
            case None:
                report.add(Tree(root).place(join(_VOLUNTEER, name)), f"the key `{name}` is missing", _UNWRITTEN)
            case Scalar(place, text) if not text.strip():
                report.add(place, "nothing is written here", _UNWRITTEN)
            case Scalar(place, text) if is_unwritten(text):
                report.add(place, "this is not translated", _UNWRITTEN)
            case entry:
                with suppress(Unreadable):
                    words[name] = KEPT_LINE.read(entry, report)
    for name in (key for key in found.keys if key not in VOLUNTEER):
        report.add(found.keys[name], f"unknown key `{name}`", suggestion(name, VOLUNTEER))
    return words, tuple(report.problems)


def _without_unwritten(root: Mapping, names: tuple[str, ...]) -> Mapping:
    """A file without the entries of its tables that are still to be written: a letter then lacks them."""
    tables: dict[str, Node] = {}
    for name in names:
        if isinstance(table := root.entries.get(name), Mapping):
            entries = {key: _written(entry, _NEEDED[name]) for key, entry in table.entries.items()}
            kept = {key: entry for key, entry in entries.items() if entry is not None}
            tables[name] = Mapping(table.place, kept, table.keys)
    return Mapping(root.place, root.entries | tables, root.keys)


def _written(node: Node, needed: tuple[str, ...]) -> Node | None:
    """An entry without the forms that are still to be written; None if the others cannot do without them."""
    if isinstance(node, Scalar):
        return None if is_unwritten(node.value) else node
    if not isinstance(node, Mapping):
        return node
    gone = {key for key, form in node.entries.items() if isinstance(form, Scalar) and is_unwritten(form.value)}
    kept = {key: form for key, form in node.entries.items() if key not in gone}
    if gone and (not kept or gone & set(needed)):
        return None
    return Mapping(node.place, kept, node.keys)


def _made(record: Record[T], root: Mapping, report: Report) -> T | None:
    try:
        return record.read(root, report)
    except Unreadable:
        return None
