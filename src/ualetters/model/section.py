"""What a national section tells its volunteers about mail from their country."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

SUSPENDED: Literal["suspended"] = "suspended"


class Postage(Struct, frozen=True):
    """What a letter costs, as it is to be printed; None where the section does not say.

    Attributes:
        abroad: To another country.
        inland: Within the section's own, such as to an embassy.
    """

    abroad: str | None = None
    inland: str | None = None


class Section(Struct, frozen=True):
    """A section's own file.

    Attributes:
        country: ISO 3166-1 code of the country that is posted from; None where no section has said anything.
        post: ISO 3166-1 code of a country to the days that mail takes, or `suspended`. A country that is not there is
            one of which nobody has said anything.
        postage: What a letter costs.
    """

    country: str | None = None
    post: Mapping[str, int | Literal["suspended"]] = field(default_factory=dict)
    postage: Postage = field(default_factory=Postage)

    def for_host(self, host: str | None) -> "Section":
        """What holds where somebody posts: days and prices are those of the section's own country and of no other.

        Args:
            host: ISO 3166-1 code of the country of posting; None if it is not known.
        """
        return self if host is not None and host == self.country else Section()
