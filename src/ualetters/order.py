"""What is asked of every case."""

from datetime import date
from typing import Literal

from msgspec import Struct

from ualetters.model.sender import Sender

ALL, OWN = "all", "own"
FALLBACK = "en"


class Order(Struct, frozen=True):
    """What is asked of every case.

    Attributes:
        today: The date of the letters.
        languages: Language codes, `all` or `own`; empty lets each recipient's languages decide.
        to: Ids of recipients; empty for all.
        formats: Names of formats.
        sender: Who writes; None leaves ruled lines.
        protected: Texts that must reach no letter, folded.
        accept_risk: Whether the sender accepts to write to a country of their own.
        deadline_checked: Whether somebody has made sure that the cases are still open.
        strict: Whether a warning fails its case.
        explain: Whether letters get a reading copy; None if only those in a language that the sender does not read.
        layout: Name of the layout of printed letters; None for what is usual where they are posted.
        country: The country that is written from, where there is no profile to say it.
        by_post: Whether letters need a postal address although no format asks for it.
        fax_encoding: `g4`, or `g3` for fax machines that know nothing else.
        sender_id: Names the files of this sender's letters, where several people write.
    """

    today: date
    languages: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf", "txt")
    sender: Sender | None = None
    protected: tuple[str, ...] = ()
    accept_risk: bool = False
    deadline_checked: bool = False
    strict: bool = False
    explain: bool | None = False
    layout: str | None = None
    country: str | None = None
    by_post: bool = False
    fax_encoding: Literal["g4", "g3"] = "g4"
    sender_id: str | None = None

    @property
    def host(self) -> str | None:
        """The country that is written from, if it is known."""
        return self.sender.country if self.sender else self.country
