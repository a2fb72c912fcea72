"""The columns of a file of senders: which are known, and what is wrong with those that are there."""

from collections import Counter
from collections.abc import Iterable
import re

from msgspec import Struct

from ualetters.errors import Place, Problem, Severity
from ualetters.fields import suggestion
from ualetters.language import is_language
from ualetters.sender_file import KEYS

ID = "id"
PERSONAL = "personal"
NEEDED = tuple(name for name, key in KEYS.items() if key.required)
DOCS = {name: key.doc for name, key in KEYS.items()} | {ID: "names the letters: a-z, 0-9 and `-`"}
SPACES = " \t\r\n\xa0"

_FLAT = (*(name for name in DOCS if name != PERSONAL), f"{PERSONAL}.en")
_DID_YOU_MEAN = "did you mean"
# What looks like the name of a column; the first line of a file without names holds somebody's data.
_SHOWN = re.compile(r"[^\W\d][\w .()/-]{0,39}")
_MOST_SHOWN = 20


class Column(Struct, frozen=True):
    """A column that is used.

    Attributes:
        name: As it stands in the file.
        key: Key of the profile, or `id`.
        language: Of a paragraph of one's own; else empty.
        place: Its path, without a line.
    """

    name: str
    key: str
    language: str
    place: Place


def column_of(name: str, *, has_objects: bool) -> Column | None:
    """The column of a name; None if it is not used.

    Args:
        name: The name in the file.
        has_objects: Whether the file's format has mappings, so that `personal` may be one.
    """
    key, _, language = name.partition(".")
    if key == PERSONAL and language:
        return Column(name, key, language, Place("", path=name)) if is_language(language) else None
    if name not in DOCS or (name == PERSONAL and not has_objects):
        return None
    return Column(name, name, "", Place("", path=name))


def header_errors(names: list[str], place: Place, *, has_objects: bool) -> list[Problem]:
    """What is wrong with the names of the columns.

    Args:
        names: They, in their order.
        place: Where they stand.
        has_objects: Whether `personal` may be a column.
    """
    known = [name for name in names if column_of(name, has_objects=has_objects)]
    found = [_missing(name, names, place) for name in NEEDED if name not in known]
    for name, times in Counter(known).items():
        if times > 1:
            message = f"the column `{name}` is there {times} times"
            found.append(Problem(place.at(name), message, "keep one of them, and rename the others"))
    return found


def unused(names: Iterable[str], place: Place, *, has_objects: bool) -> list[Problem]:
    """A warning that names the columns that are not used, if there are any."""
    names = list(dict.fromkeys(names))
    others = [name for name in names if name and not column_of(name, has_objects=has_objects)]
    if not others:
        return []
    shown = [name for name in others if _SHOWN.fullmatch(name)][:_MOST_SHOWN]
    listed = ", ".join(f"`{name}`" for name in shown)
    if more := len(others) - len(shown):
        listed += f" and {more} more" if shown else f"{more}"
    absent = _absent(names)
    near = {name: _nearest(name, absent) for name in shown}
    hint = "; ".join(f"`{name}`: {_DID_YOU_MEAN} `{meant}`?" for name, meant in near.items() if meant)
    return [Problem(place, f"columns that are not used: {listed}", hint, Severity.WARNING)]


def _missing(name: str, names: list[str], place: Place) -> Problem:
    """A column that must be there is not; the others are told by their number alone, for they may be data."""
    absent = _absent(names)
    for number, other in enumerate(names[: 10 * _MOST_SHOWN], start=1):
        if _nearest(other, absent) == name:
            hint = f"is it column {number}, misspelt? it holds {DOCS[name]}"
            break
    else:
        hint = f"the first line names the columns; this one holds {DOCS[name]}"
    return Problem(place.at(name), f"the column `{name}` is missing", hint)


def _absent(names: Iterable[str]) -> tuple[str, ...]:
    """The known columns that are not there."""
    there = set(names)
    return tuple(name for name in _FLAT if name not in there)


def _nearest(name: str, absent: tuple[str, ...]) -> str:
    """The known column that a name may be a misspelling of, if that one is not there itself; else nothing."""
    hint = suggestion(name.lower(), absent) if _SHOWN.fullmatch(name) else ""
    return hint.split("`")[1] if hint.startswith(_DID_YOU_MEAN) else ""
