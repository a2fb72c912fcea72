"""What a check looks at."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from ualetters.errors import Place, Problem, Severity
from ualetters.model.case import Addressee, ByLanguage, Case, Forms, Name
from ualetters.model.directory import Embassies, Entry
from ualetters.model.pack import LanguagePack, Phrasebook

Texts = Mapping[str, Sequence[tuple[str, str, str]]]
"""Language to its texts, each behind its YAML path in two pieces: all but the last step, and the last."""

_Found = defaultdict[str, list[tuple[str, str, str]]]


class Subject(Struct, frozen=True, dict=True):
    """One case with everything that a check may hold it against.

    Attributes:
        case: The case.
        phrasebook: The phrases that there are.
        packs: The language packs by code.
        languages: Codes of the languages that letters are wanted in.
        entries: The directory's officials that an open case uses, by id.
        embassies: The directory's embassies.
        today: The date on which the check is made.
        protected: Texts that must reach no letter, folded.
        accept_risk: Whether the sender has accepted to write to a country of their own.
        deadline_checked: Whether somebody has made sure that the case is still open.
        host: ISO 3166-1 code of the country that is written from, if it is known.
    """

    case: Case
    phrasebook: Phrasebook
    packs: Mapping[str, LanguagePack]
    today: date
    languages: tuple[str, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    embassies: Embassies = field(default_factory=Embassies)
    protected: tuple[str, ...] = ()
    accept_risk: bool = False
    deadline_checked: bool = False
    host: str | None = None

    @cached_property
    def lines(self) -> Texts:
        """Names, offices, salutations and places that may stand in a letter; no name that Latin letters may replace."""
        found: _Found = defaultdict(list)
        for person in self.case.people.values():
            _add_name(found, f"people.{person.id}.name", person.name)
        for addressee in self.case.addressees.values():
            where = f"addressees.{addressee.id}"
            if addressee.name:
                _add_name(found, f"{where}.name", addressee.name)
            if addressee.office:
                _add_forms(found, f"{where}.office", addressee.office.forms)
            _add_texts(found, f"{where}.salutation", addressee.salutation)
        for where, use in self.case.uses():
            _add_texts(found, f"{where}.place", use.parameters.place)
        return found

    @cached_property
    def prose(self) -> Texts:
        """Facts, free asks and approved letters."""
        found: _Found = defaultdict(list)
        for where, item in self.case.routed():
            _add_texts(found, f"{where}.text", getattr(item, "text", None))
        return found

    def place(self, path: str) -> Place:
        """Where a YAML path stands in the case."""
        return self.case.positions.place(path)

    def addressee_path(self, addressee: Addressee) -> str:
        """The YAML path that made a recipient."""
        return "diplomatic_copies" if addressee.is_embassy else f"addressees.{addressee.id}"


def _add_name(found: _Found, where: str, name: Name) -> None:
    if not name.allow_latin:
        _add_forms(found, where, name.forms)


def _add_forms(found: _Found, where: str, forms: Mapping[str, Forms]) -> None:
    for language, by_form in forms.items():
        path = f"{where}.{language}"
        found[language] += [(path, form, text) for form, text in by_form.items()]


def _add_texts(found: _Found, where: str, texts: ByLanguage | None) -> None:
    for language, text in (texts or {}).items():
        found[language].append((where, language, text))


Check = Callable[[Subject], Iterator[Problem]]


def finding(check: str, place: Place, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """A problem that a check found."""
    return Problem(place, message, hint, severity, check)
