"""What a check looks at."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from ualetters.errors import Place, Problem, Severity
from ualetters.model.case import Addressee, Case
from ualetters.model.directory import Embassies, Entry
from ualetters.model.pack import LanguagePack, Phrasebook


class Subject(Struct, frozen=True):
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

    def place(self, path: str) -> Place:
        """Where a YAML path stands in the case."""
        return self.case.positions.place(path)

    def addressee_path(self, addressee: Addressee) -> str:
        """The YAML path that made a recipient."""
        return "diplomatic_copies" if addressee.is_embassy else f"addressees.{addressee.id}"


Check = Callable[[Subject], Iterator[Problem]]


def finding(check: str, place: Place, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """A problem that a check found."""
    return Problem(place, message, hint, severity, check)
