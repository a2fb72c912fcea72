"""A language pack: everything that a language brings to a letter, as data."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from ualetters.model.case import Forms
from ualetters.model.letter import Align, Role

Rows = Mapping[str, str]
"""A salutation by gender: `m`, `f`, `x`, or `any` where gender makes no difference; Jinja snippets over the name."""

GENDERS = ("m", "f", "x", "any")
ADDRESS_PARTS = ("name", "office", "address", "country")
COUNTRY_FORMS = ("nom", "gen", "dat", "acc", "ins", "prp", "in", "to", "from", "of", "address", "official")
LABELS = (
    "address",
    "cc",
    "copy",
    "date",
    "email",
    "embassy",
    "enclosure",
    "enclosures",
    "enclosed_letter",
    "fax",
    "name",
    "phone",
    "reference",
    "signature",
    "specimen",
    "subject",
    "web",
)


class Salutations(Struct, frozen=True):
    """How office-holders are addressed.

    Attributes:
        end: The mark after the salutation, such as `,` or `!`.
        prefer: Whether a person of known name is addressed by `name` or by `office`.
        named: The row for people addressed by name.
        offices: Office kind to its row.
        institution: The row for an office without a known holder, or without a row of its own.
        by_office: Kinds that are addressed by office even where names are preferred.
    """

    end: str
    prefer: Literal["name", "office"]
    named: Rows
    offices: Mapping[str, Rows]
    institution: Rows
    by_office: tuple[str, ...] = ()


class Closes(Struct, frozen=True):
    """Complimentary closes by formality; Jinja snippets that may repeat `salutation`.

    Attributes:
        formal: After a salutation by name or office.
        high: For the office kinds in `high_for`.
        impersonal: After the salutation of an institution.
    """

    formal: str
    high: str
    impersonal: str
    high_for: tuple[str, ...] = ()


class AskStyle(Struct, frozen=True):
    """How a list of asks is punctuated."""

    sep: str
    last_sep: str
    end: str


class ListStyle(Struct, frozen=True):
    """How names are joined in running text.

    Attributes:
        between: Between two that are not the last.
        last: Before the last.
        others: After the first name when there are too many for a subject line; `{n}` is how many more.
    """

    between: str
    last: str
    others: str


class InsideAddress(Struct, frozen=True):
    """The inside address in its grammar.

    Attributes:
        order: Its parts, from `name`, `office`, `address` and `country`.
        form: The case form that the office and the name stand in.
        name: The parts of a name in their order, when `form` is the nominative.
        embassy: The office line of an embassy; a Jinja snippet over `country`.
    """

    order: tuple[str, ...]
    form: str
    name: tuple[str, ...]
    embassy: str


class Mention(Struct, frozen=True):
    """How a recipient is named inside a sentence, by office and then name.

    Attributes:
        article: What stands before the office in prose.
        between: What stands between office and name.
        lower: Whether the office begins with a small letter there.
    """

    article: str
    between: str
    lower: bool


class Identity(Struct, frozen=True):
    """What follows a person's name in brackets; Jinja snippets over `p` and `country`, or `born`."""

    citizen: str
    born: str


class Region(Struct, frozen=True):
    """What differs for a sender in one country."""

    tag: str
    date: str
    date_in_text: str
    salutation_end: str


class ConcernText(Struct, frozen=True):
    """One concern in one language; Jinja snippets.

    Attributes:
        subject: The subject line, without its label.
        opening: The first sentence of a letter.
        further: The same as a later sentence of the same paragraph.
    """

    subject: str
    opening: str
    further: str


class Phrase(Struct, frozen=True):
    """One entry of the phrasebook, whatever the language.

    Attributes:
        gloss: What it says, in plain English.
        parameters: Parameter name to whether it is required.
        reveals: Whether it tells of an asylum claim or an application to a court.
    """

    gloss: str
    parameters: Mapping[str, bool] = field(default_factory=dict)
    reveals: bool = False


class Phrasebook(Struct, frozen=True):
    """Every phrase that a case may use."""

    asks: Mapping[str, Phrase]
    concerns: Mapping[str, Phrase]


class LanguagePack(Struct, frozen=True):
    """Everything that one language brings.

    Attributes:
        code: Language code, the name of its folder.
        tag: BCP 47 tag of the letter, for dates and documents.
        status: `draft` until a named reader signs it.
        forms: Case forms that names and offices may have.
        months: The twelve months as they stand in a date.
        date: Pattern of the date line, with `{day}`, `{month}` and `{year}`.
        date_in_text: The same inside a sentence.
        order: Roles in the order in which they stand.
        align: Roles that do not stand at the start.
        sensitive: Words that tell of an asylum claim or an application to a court.
        file: The pack's main file, for messages.
    """

    code: str
    name: str
    tag: str
    status: Literal["draft", "reviewed"]
    script: str
    direction: Literal["ltr", "rtl"]
    forms: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    date_in_text: str
    order: tuple[Role, ...]
    align: Mapping[Role, Align]
    salutations: Salutations
    closes: Closes
    asks_style: AskStyle
    lists: ListStyle
    inside_address: InsideAddress
    mention: Mention
    identity: Identity
    labels: Mapping[str, str]
    countries: Mapping[str, Forms]
    courts: Mapping[str, Forms]
    treaties: Mapping[str, Forms]
    concerns: Mapping[str, ConcernText]
    asks: Mapping[str, str]
    body_capital: bool = True
    regions: Mapping[str, Region] = field(default_factory=dict)
    sensitive: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed_by: str | None = None
    file: str = ""
