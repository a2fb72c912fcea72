"""The directory: officials that cases refer to with `use:`, and the embassies of diplomatic copies."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ualetters.addressee_fields import ADDRESSEE_KEYS, LINE, addressee
from ualetters.errors import Problem, ProblemsError, errors_in
from ualetters.fields import COUNTRY, ID, Choice, Date, Either, Items, Kind, Report, Unreadable, as_mapping
from ualetters.model.case import EMBASSY
from ualetters.model.directory import Embassies, Entry
from ualetters.records import Key, Record, required, shared
from ualetters.yaml_source import read_tree
from ualetters.yaml_tree import Mapping, Scalar

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


def _entry(sources: tuple[str, ...], verified: date | str, **values: Any) -> Entry:  # noqa: ANN401
    return Entry(addressee(**values), sources, verified if isinstance(verified, date) else None)


_OFFICE = Record(_entry, OFFICE_KEYS)
_EMBASSY = Record(_entry, EMBASSY_KEYS)


class Directory(Struct, frozen=True, dict=True):
    """The directories that were read; an official is checked when a case uses it, or all by `problems`.

    Attributes:
        offices: Entry id to its node, as `use:` lays it under an addressee.
        embassies: The embassies, checked.
    """

    offices: dict[str, Mapping] = field(default_factory=dict)
    embassies: Embassies = field(default_factory=Embassies)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """Those that were found to be right."""
        return {}

    def entry(self, key: str) -> Entry:
        """One official.

        Raises:
            ProblemsError: The entry is wrong.
        """
        if key in self._entries:
            return self._entries[key]
        report = Report()
        try:
            entry = _OFFICE.read(self.offices[key], report, {"key": key, "report": report})
        except Unreadable:
            raise ProblemsError(report.problems) from None
        if errors_in(report.problems):
            raise ProblemsError(report.problems)
        self._entries[key] = entry
        return entry

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the officials, whether a case uses them or not."""
        for key in self.offices:
            try:
                self.entry(key)
            except ProblemsError as error:
                yield from error.problems


def directory_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The directory files that are there, the first folder's first."""
    names = (OFFICES_FILE, EMBASSIES_FILE)
    return tuple(path for folder in folders for name in names if (path := folder / name).is_file())


def load_directory(folders: Iterable[Path]) -> Directory:
    """Read the directories; of two entries with one id, the first folder's wins.

    Raises:
        ProblemsError: A file cannot be read, a key is no id or country, or an embassy is wrong.
    """
    report = Report()
    offices: dict[str, Mapping] = {}
    embassies: dict[tuple[str, str], Entry] = {}
    for path in directory_files(folders):
        try:
            root = read_tree(path)
        except ProblemsError as error:
            report.problems += error.problems
            continue
        if path.name == OFFICES_FILE:
            offices = {key: shared(office) for key, office in _keyed(root, ID, report)} | offices
        else:
            embassies = _embassies(root, report) | embassies
    if errors_in(report.problems):
        raise ProblemsError(report.problems)
    return Directory(offices, Embassies(embassies))


def _embassies(root: Mapping, report: Report) -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for sending, hosts in _keyed(root, COUNTRY, report):
        for host, node in _keyed(hosts, COUNTRY, report):
            about = {"key": f"{EMBASSY}{sending.lower()}", "report": report, "country": host, "role": "copy"}
            with suppress(Unreadable):
                found[sending, host] = _EMBASSY.read(node, report, about)
    return found


def _keyed(root: Mapping, kind: Kind[str], report: Report) -> Iterator[tuple[str, Mapping]]:
    for name, node in root.entries.items():
        with suppress(Unreadable):
            yield kind.read(Scalar(root.keys[name], name), report), as_mapping(node, report)
