"""The directory: officials that cases refer to with `use:`, and the embassies of diplomatic copies."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from ualetters.addressee_fields import ADDRESSEE_KEYS, LINE, addressee
from ualetters.errors import ProblemsError, Severity
from ualetters.fields import COUNTRY, ID, Choice, Date, Either, Items, Kind, Report, Unreadable, as_mapping
from ualetters.model.case import EMBASSY
from ualetters.model.directory import Embassies, Entry
from ualetters.records import Key, Record, required
from ualetters.yaml_source import Mapping, Scalar, read_tree

K = TypeVar("K")

OFFICES_FILE = "offices.yaml"
EMBASSIES_FILE = "embassies.yaml"
FOLDER = "directory"

_DATE: Kind[object] = Date()
_SOURCES = {
    "sources": required(Items(LINE, least=1), "where the contacts were read"),
    "verified": required(Either(Choice(("unknown",)), _DATE), "when somebody last saw that they hold, or unknown"),
}
OFFICE_KEYS: dict[str, Key] = ADDRESSEE_KEYS | _SOURCES
EMBASSY_KEYS = {name: key for name, key in OFFICE_KEYS.items() if name != "country"}


@dataclass(frozen=True)
class Directory:
    """Every entry of the directories that were read.

    Attributes:
        offices: Entry id to its node, as `use:` lays it under an addressee.
        entries: The same, checked.
        embassies: The embassies, checked.
    """

    offices: dict[str, Mapping] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    embassies: Embassies = field(default_factory=Embassies)


def directory_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The directory files that are there, the first folder's first."""
    names = (OFFICES_FILE, EMBASSIES_FILE)
    return tuple(path for folder in folders for name in names if (path := folder / name).is_file())


def load_directory(folders: Iterable[Path]) -> Directory:
    """Read the directories; of two entries with one id, the first folder's wins.

    Raises:
        ProblemsError: A file cannot be read or an entry is wrong.
    """
    report = Report()
    offices: dict[str, Mapping] = {}
    entries: dict[str, Entry] = {}
    embassies: dict[tuple[str, str], Entry] = {}
    for path in directory_files(folders):
        try:
            root = read_tree(path)
        except ProblemsError as error:
            report.problems += error.problems
            continue
        if path.name == OFFICES_FILE:
            for key, node in _keyed(root, ID, report):
                if key not in offices:
                    offices[key] = node
                    _read(Record(_entry, OFFICE_KEYS, extra={"key": key, "report": report}), node, report, entries, key)
        else:
            for sending, hosts in _keyed(root, COUNTRY, report):
                for host, node in _keyed(hosts, COUNTRY, report):
                    if (sending, host) not in embassies:
                        about = {
                            "key": f"{EMBASSY}{sending.lower()}",
                            "report": report,
                            "country": host,
                            "role": "copy",
                        }
                        _read(Record(_entry, EMBASSY_KEYS, extra=about), node, report, embassies, (sending, host))
    if any(problem.severity is Severity.ERROR for problem in report.problems):
        raise ProblemsError(report.problems)
    return Directory(offices, entries, Embassies(embassies))


def _keyed(root: Mapping, kind: Kind[str], report: Report) -> list[tuple[str, Mapping]]:
    found: list[tuple[str, Mapping]] = []
    for name, node in root.entries.items():
        try:
            found.append((kind.read(Scalar(root.keys[name], name), report), as_mapping(node, report)))
        except Unreadable:
            continue
    return found


def _entry(sources: tuple[str, ...], verified: date | str, **values: Any) -> Entry:  # noqa: ANN401
    return Entry(addressee(**values), sources, verified if isinstance(verified, date) else None)


def _read(record: Record[Entry], node: Mapping, report: Report, into: dict[K, Entry], key: K) -> None:
    with suppress(Unreadable):
        into[key] = record.read(node, report)
