"""The person who writes, on their own computer only."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

Privacy = Literal["full", "initials", "hand"]


class Sender(Struct, frozen=True):
    """A sender profile; it never reaches a case, a log, a manifest or a file name.

    Attributes:
        name: As it is signed.
        country: ISO 3166-1 code of the country of posting.
        address: Lines of the postal address, without the country.
        languages: Languages that the sender reads and writes, best first.
        occupation: For the signature block only.
        personal: A paragraph of one's own, by language.
        privacy: `full`; `initials` prints initials and the last address line; `hand` leaves ruled lines.
        show_reference: Whether the document's reference stands on the letter.
    """

    name: str
    country: str
    address: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    languages: tuple[str, ...] = ()
    occupation: str | None = None
    personal: Mapping[str, str] = field(default_factory=dict)
    privacy: Privacy = "full"
    show_reference: bool = False
