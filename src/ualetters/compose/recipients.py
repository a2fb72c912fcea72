"""Who gets what: the copies of a letter, the embassies, and the asks that reach an addressee."""

from collections.abc import Iterable

from ualetters.model.case import EMBASSY, Addressee, Case
from ualetters.model.directory import Embassies


def reaches(to: tuple[str, ...] | None, addressee: Addressee) -> bool:
    """Whether something with this audience is meant for an addressee."""
    return to is None or addressee.id in to


def addressees(case: Case) -> tuple[Addressee, ...]:
    """Those who get a letter of their own."""
    return tuple(addressee for addressee in case.addressees.values() if addressee.role == "to")


def originals(case: Case, copy: Addressee) -> tuple[Addressee, ...]:
    """The addressees whose letters a copy carries; those of its own country unless the case names them."""
    if copy.copy_of:
        return tuple(case.addressees[key] for key in copy.copy_of if key in case.addressees)
    return tuple(addressee for addressee in addressees(case) if addressee.country == copy.authority)


def embassies(case: Case, known: Embassies, host: str | None) -> tuple[Addressee, ...]:
    """The embassies that get a diplomatic copy, in the writer's country.

    Args:
        case: Names the sending countries.
        known: The directory's embassies.
        host: The writer's country; None if it is not known.

    Returns:
        One for each country, with nothing but its id where the directory has no entry.
    """
    found = []
    for country in case.diplomatic_copies:
        blank = Addressee(id=f"{EMBASSY}{country.lower()}", role="copy", country=host or country)
        found.append(known.find(country, host) or blank)
    return tuple(found)


def recipients(case: Case, known: Embassies, host: str | None) -> tuple[Addressee, ...]:
    """Everybody who gets something: addressees and copies in the order of the case, then embassies."""
    return (*case.addressees.values(), *embassies(case, known, host))


def copies_of(case: Case, addressee: Addressee, among: Iterable[Addressee]) -> tuple[Addressee, ...]:
    """The copies that are made of one letter."""
    return tuple(copy for copy in among if copy.role == "copy" and addressee in originals(case, copy))
