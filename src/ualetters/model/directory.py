"""Officials and embassies that cases refer to instead of repeating them."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from ualetters.model.case import Addressee


class Entry(Struct, frozen=True):
    """One entry of the directory.

    Attributes:
        addressee: The addressee's fields; the id is the entry's.
        sources: Where the contacts were read.
        verified: When somebody last saw that they hold; None if nobody did.
    """

    addressee: Addressee
    sources: tuple[str, ...]
    verified: date | None


class Embassies(Struct, frozen=True):
    """Embassies by sending country, then host country."""

    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)

    def find(self, sending: str, host: str | None) -> Addressee | None:
        """The embassy of `sending` in `host`, if the directory has it."""
        entry = self.entries.get((sending, host or ""))
        return entry.addressee if entry else None
