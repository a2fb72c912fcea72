"""One row to one sender, or to messages that repeat nothing of it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
import re

from ualetters.errors import Place, Problem, errors_in
from ualetters.fields import Report, Unreadable
from ualetters.model.sender import Sender
from ualetters.sender_file import private, read_sender
from ualetters.senders_file.columns import DOCS, ID, NEEDED, PERSONAL, SPACES, Column
from ualetters.senders_file.ids import INVALID, id_text, is_id
from ualetters.senders_file.rows import Cells, Row, below
from ualetters.yaml_source import Mapping, Node, Scalar, Sequence

LONGEST_CELL = 4_000
MOST_ENTRIES = 50
_TOO_LONG = f"the text is longer than {LONGEST_CELL:,} characters"
_TOO_MANY = f"there are more than {MOST_ENTRIES} entries"
# Of one row; whoever mends these sees the others.
_MOST_PROBLEMS = 20

_ADDRESS_LINES = re.compile(r"[|\r\n\x0b\x0c\x85\u2028\u2029]+")
_CODES = re.compile(r"[,;\s]+")

_NOWHERE = Place("")


def read_row(cells: Cells, number: int, width: int, place: Place) -> Row | tuple[Problem, ...]:
    """The sender of a row, or what is wrong with it.

    Args:
        cells: The row's values.
        number: Which row it is, counted from 1.
        width: Digits of an id that is made of the number; 0 if it stands in a column.
        place: Where the row is.
    """
    report = Report()
    entries, given = _entries(cells, report)
    sender = _sender(entries, report)
    text = f"{number:0{width}}" if width else id_text(given)
    if not is_id(text):
        report.problems.append(INVALID.at(_NOWHERE))
    if sender is None or errors_in(report.problems):
        return _shown(report.problems, place)
    return Row(place, text, sender)


def _entries(cells: Cells, report: Report) -> tuple[dict[str, Node], object]:
    """What is written in a row, by the keys of a profile, and the value of the column `id`."""
    entries: dict[str, Node] = {}
    personal: dict[str, Node] = {}
    given: object = None
    for column, value in cells:
        if value is None or value == "":
            continue
        if column.key == ID:
            given = value
            continue
        try:
            node = _node(column, value, report)
        except Unreadable:
            continue
        if node is not None:
            (personal if column.language else entries)[column.language or column.key] = node
    if personal:
        _add_personal(entries, personal, report)
    return entries, given


def _sender(entries: dict[str, Node], report: Report) -> Sender | None:
    """The sender, if there is one to go on with."""
    # What could not be read was there; only what was not there is missing.
    told = {problem.place.path for problem in report.problems}
    for name in NEEDED:
        if name not in entries and name not in told:
            report.add(Place("", path=name), "nothing is written here", DOCS[name])
            told.add(name)
    more = Report()
    sender = None
    with suppress(Unreadable):
        sender = read_sender(Mapping(_NOWHERE, entries, {}), more)
    report.problems += [problem for problem in more.problems if problem.place.path not in told]
    return sender


def _add_personal(entries: dict[str, Node], personal: dict[str, Node], report: Report) -> None:
    """Join the columns `personal.<language>` to what stands in `personal`."""
    place = Place("", path=PERSONAL)
    whole = entries.get(PERSONAL, Mapping(place, {}, {}))
    if not isinstance(whole, Mapping):
        return
    for language in personal.keys() & whole.entries.keys():
        report.add(personal[language].place, "this stands in `personal` as well", "keep one of the two")
    both = {**whole.entries, **personal}
    entries[PERSONAL] = Mapping(place, both, dict.fromkeys(both, place))


def _node(column: Column, value: object, report: Report) -> Node | None:
    """A value as the tree that a profile is read from; None if it is empty.

    Raises:
        Unreadable: It is too long, or of a kind that no text can be made of.
    """
    if isinstance(value, str):
        text = value.strip(SPACES)
        if len(text) > LONGEST_CELL:
            raise report.refuse(column.place, _TOO_LONG)
        if not text:
            return None
        mended = _MENDED.get(column.key)
        return mended(column.place, text, report) if mended else Scalar(column.place, text)
    if isinstance(value, list) and column.key == "languages":
        value = [one.lower() if isinstance(one, str) else one for one in value]
    return _tree(column.place, value, report)


def _address(place: Place, text: str, report: Report) -> Node | None:
    return _texts(place, [line for part in _ADDRESS_LINES.split(text) if (line := part.strip(SPACES))], report)


def _languages(place: Place, text: str, report: Report) -> Node | None:
    return _texts(place, [code for code in _CODES.split(text.lower()) if code], report)


def _texts(place: Place, texts: list[str], report: Report) -> Node | None:
    if len(texts) > MOST_ENTRIES:
        raise report.refuse(place, _TOO_MANY)
    return Sequence(place, tuple([Scalar(place, text) for text in texts])) if texts else None


def _truth(place: Place, text: str, _: Report) -> Node:
    # Spreadsheets write it in capitals whatever was typed.
    return Scalar(place, text.lower())


_MENDED: dict[str, Callable[[Place, str, Report], Node | None]] = {
    "address": _address,
    "languages": _languages,
    "show_reference": _truth,
}


def _tree(place: Place, value: object, report: Report) -> Node | None:
    """A value of JSON or Parquet as a tree without its empty parts; None if nothing is left."""
    match value:
        case str() if len(value) <= LONGEST_CELL:
            text = value.strip(SPACES)
            return Scalar(place, text) if text else None
        case None:
            return None
        case bool():
            return Scalar(place, "true" if value else "false")
        case int():
            return Scalar(place, str(value))
        case list() if len(value) <= MOST_ENTRIES:
            nodes = [node for one in value if (node := _tree(place, one, report))]
            return Sequence(place, tuple(nodes)) if nodes else None
        case dict() if len(value) <= MOST_ENTRIES:
            entries = {key: node for key, one in value.items() if (node := _tree(place, one, report))}
            return Mapping(place, entries, dict.fromkeys(entries, place)) if entries else None
        case list() | dict():
            raise report.refuse(place, _TOO_MANY)
        case str():
            raise report.refuse(place, _TOO_LONG)
        case _:
            # A telephone number with a fraction, as some programs write them, would be read as another one.
            raise report.refuse(place, "a number with a fraction is no text")


def _shown(problems: Iterable[Problem], place: Place) -> tuple[Problem, ...]:
    """What may be shown of the problems of a row, at the row's place."""
    told = {
        Problem(place.at(below(place, one.place.path)), shown.message, shown.hint)
        for one in errors_in(problems)
        for shown in [private(one)]
    }
    return tuple(sorted(told, key=Problem.sort_key)[:_MOST_PROBLEMS])
