"""Ways to reach a recipient, as they were written and as they are used."""

from msgspec import Struct


class Number(Struct, frozen=True):
    """A telephone or fax number.

    Attributes:
        raw: As the case has it.
        international: International format with spaces, such as `+7 499 265-90-77`.
        e164: For machines, such as `+74992659077`.
    """

    raw: str
    international: str
    e164: str


class Contacts(Struct, frozen=True):
    """Every channel of a recipient, in order of preference."""

    fax: tuple[Number, ...] = ()
    email: tuple[str, ...] = ()
    phone: tuple[Number, ...] = ()
    web: tuple[str, ...] = ()
