"""A case as its author wrote it, checked field by field: people at risk, concerns, asks, addressees."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from ualetters.errors import Positions
from ualetters.model.contact import Contacts

Gender = Literal["m", "f", "x"]
Unknown = Literal["unknown"]
ByLanguage = Mapping[str, str]
Forms = Mapping[str, str]
"""The case forms of a name or an office in one language; `nom` is always there."""

OFFICE_KINDS = (
    "head-of-state",
    "head-of-government",
    "minister",
    "chair",
    "prosecutor-general",
    "judge",
    "ambassador",
    "governor",
    "director",
    "deputy",
    "representative",
    "ombudsman",
    "institution",
    "other",
)
EMBASSY = "embassy-"
"""How the ids of embassies begin; reserved."""


class Reference(Struct, frozen=True):
    """What the source document says of itself.

    Attributes:
        number: Its number, such as `UA 214/11`.
        update: Which update of that number it is, counted from 1.
        index: Its document index.
        links: Documents that it points to.
    """

    number: str | None = None
    update: str | None = None
    index: str | None = None
    links: tuple[str, ...] = ()


class Clearance(Struct, frozen=True):
    """Who checked accuracy and consent, and when."""

    by: str
    date: date


class Dated(Struct, frozen=True):
    """A calendar date and, if the source does not state it, the reason for it."""

    value: date
    inferred: str = ""


class Name(Struct, frozen=True):
    """A name by language.

    Attributes:
        forms: Language to case forms; a person's `nom`, an official's `given`, `patronymic` and `family` too.
        allow_latin: Whether the Latin name may stand in a letter in another script.
        unsourced: Languages whose spelling was read in no source.
    """

    forms: Mapping[str, Forms]
    allow_latin: bool = False
    unsourced: tuple[str, ...] = ()


class Person(Struct, frozen=True):
    """A person at risk."""

    id: str
    gender: Gender
    name: Name
    citizen_of: str | None = None
    born: str | None = None


class Parameters(Struct, frozen=True):
    """What a phrase of the phrasebook may be told beside the people."""

    date: Dated | None = None
    place: ByLanguage | None = None
    country: str | None = None
    court: str | None = None
    treaty: str | None = None

    def given(self) -> tuple[str, ...]:
        """Names of the parameters that are there."""
        return tuple(name for name in PARAMETERS if getattr(self, name) is not None)


PARAMETERS = ("date", "place", "country", "court", "treaty")


class Concern(Struct, frozen=True):
    """What happened, from the phrasebook.

    Attributes:
        use: Id of the phrase.
        people: Ids of the people it is about; None for all.
        to: Ids of the addressees who are told; None for all.
        parameters: What the phrase is told.
    """

    use: str
    people: tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    parameters: Parameters = field(default_factory=Parameters)


class Translation(Struct, frozen=True):
    """What a text was translated from.

    Attributes:
        language: The language of the original.
        digest: Of the original as it was then; None if nobody has written it down.
    """

    language: str
    digest: str | None = None


class Ask(Struct, frozen=True):
    """One thing that an addressee is asked to do: a phrase of the phrasebook, or free text by language.

    Attributes:
        use: Id of the phrase; None for free text.
        text: A clause after the language's stem, by language; None for a phrase.
        power: `own`, or `support` when the addressee cannot decide it alone.
        translated: Language of a text to what it was translated from.
    """

    use: str | None = None
    text: ByLanguage | None = None
    people: tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    power: Literal["own", "support"] = "own"
    parameters: Parameters = field(default_factory=Parameters)
    translated: Mapping[str, Translation] = field(default_factory=dict)


class Passage(Struct, frozen=True):
    """Text by language for some or all addressees: facts, or an approved letter.

    Attributes:
        translated: Language of a text to what it was translated from.
    """

    text: ByLanguage
    to: tuple[str, ...] | None = None
    translated: Mapping[str, Translation] = field(default_factory=dict)


class Office(Struct, frozen=True):
    """An office by language, and the kind that decides how its holder is addressed.

    Attributes:
        unsourced: Languages whose text was read in no source.
    """

    kind: str
    forms: Mapping[str, Forms]
    unsourced: tuple[str, ...] = ()


class Addressee(Struct, frozen=True):
    """Somebody who gets a letter, or a covering note with the copy of one.

    Attributes:
        id: Names the output file.
        role: `to` or `copy`.
        country: ISO 3166-1 code.
        office: The office; None for a person without one.
        copy_of: For a copy, the ids of the addressees whose letters are enclosed.
        name: The office-holder, if known.
        gender: The office-holder's, if known.
        address: Address lines by language code or `latin`, without the country.
        contacts: Every channel.
        languages: Languages that they read, best first; empty for the case's.
        salutation: Salutation by language, without its end mark.
        use: The entry of the directory that it builds on.
    """

    id: str
    role: Literal["to", "copy"]
    country: str
    office: Office | None = None
    copy_of: tuple[str, ...] = ()
    name: Name | None = None
    gender: Gender | None = None
    address: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contacts: Contacts = field(default_factory=Contacts)
    languages: tuple[str, ...] = ()
    salutation: ByLanguage = field(default_factory=dict)
    use: str | None = None

    @property
    def is_embassy(self) -> bool:
        """Whether this is the embassy that a diplomatic copy goes to."""
        return self.id.startswith(EMBASSY)

    @property
    def authority(self) -> str:
        """The country whose authority this is: an embassy's is not the country it stands in."""
        return self.id.removeprefix(EMBASSY).upper() if self.is_embassy else self.country


class Case(Struct, frozen=True):
    """One case file.

    Attributes:
        positions: Finds the place of a YAML path in the file.
        send_before: Exclusive date, `unknown` or `asap`.
    """

    id: str
    status: Literal["open", "specimen", "closed", "superseded"]
    countries: tuple[str, ...]
    send_before: date | Literal["unknown", "asap"]
    people: Mapping[str, Person]
    concerns: tuple[Concern, ...]
    addressees: Mapping[str, Addressee]
    positions: Positions
    languages: tuple[str, ...] = ()
    feared: tuple[str, ...] = ()
    issued: date | Unknown = "unknown"
    asks: tuple[Ask, ...] = ()
    facts: tuple[Passage, ...] = ()
    letters: tuple[Passage, ...] = ()
    background: ByLanguage = field(default_factory=dict)
    if_missing: Literal["fail", "skip"] = "fail"
    diplomatic_copies: tuple[str, ...] = ()
    superseded_by: str | None = None
    cleared: Clearance | None = None
    reference: Reference = field(default_factory=Reference)

    def uses(self) -> Iterator[tuple[str, "Concern | Ask"]]:
        """Every concern and ask with its YAML path."""
        for index, concern in enumerate(self.concerns):
            yield f"concerns[{index}]", concern
        for index, ask in enumerate(self.asks):
            yield f"asks[{index}]", ask

    def routed(self) -> Iterator[tuple[str, "Concern | Ask | Passage"]]:
        """Everything that has an audience, with its YAML path."""
        yield from self.uses()
        for name, passages in (("facts", self.facts), ("letters", self.letters)):
            yield from ((f"{name}[{index}]", passage) for index, passage in enumerate(passages))

    def people_of(self, ids: tuple[str, ...] | None) -> tuple[Person, ...]:
        """The people named by a phrase, in the order of the case; all of them for None."""
        return tuple(person for key, person in self.people.items() if ids is None or key in ids)
