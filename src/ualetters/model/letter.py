"""A finished letter, in which every string is final, and the document that a format makes of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field


class Role(StrEnum):
    """What a part of a letter is; the order of the parts is the language pack's."""

    SENDER = "sender"
    DATE = "date"
    INSIDE_ADDRESS = "inside_address"
    CHANNELS = "channels"
    REFERENCE = "reference"
    SUBJECT = "subject"
    SALUTATION = "salutation"
    BODY = "body"
    CLOSE = "close"
    SIGNATURE = "signature"
    ENCLOSURES = "enclosures"
    CC = "cc"


class Align(StrEnum):
    """The side of the page on which a part stands, in reading direction."""

    START = "start"
    END = "end"


class Paper(StrEnum):
    """The sheet that the writer's country prints on."""

    A4 = "a4"
    US_LETTER = "us-letter"


class Paragraph(Struct, frozen=True):
    """Running text, without line breaks."""

    text: str


class Lines(Struct, frozen=True):
    """Lines that are kept as they are, such as an address.

    Attributes:
        lines: The lines, none of them empty.
    """

    lines: tuple[str, ...]


class Bullets(Struct, frozen=True):
    """A list; each item carries its own punctuation."""

    items: tuple[str, ...]


class Ruled(Struct, frozen=True):
    """A label followed by empty ruled lines, to be filled in by hand.

    Attributes:
        label: What to write there, with its colon; may be empty.
        lines: How many ruled lines there are, at least one.
    """

    label: str
    lines: int = 1


Block = Paragraph | Lines | Bullets | Ruled


class Part(Struct, frozen=True):
    """One part of a letter, in its place.

    Attributes:
        role: What it is.
        align: The side on which it stands.
        blocks: At least one block; no text in it is empty.
    """

    role: Role
    align: Align
    blocks: tuple[Block, ...]


class Mailing(Struct, frozen=True):
    """What an e-mail needs beside the letter; addresses as they were written in ASCII.

    Attributes:
        to: E-mail addresses of the recipient.
        subject: Subject line, without its label.
        cc: E-mail addresses of the copies that are made of the letter, each once and none of them in `to`.
    """

    to: tuple[str, ...]
    subject: str
    cc: tuple[str, ...] = ()


class Postal(Struct, frozen=True):
    """What is written on an envelope, or shows in its window, whatever the language of the letter.

    Attributes:
        lines: The address in Latin script; the last line is the country in capitals, unless the letter stays inside it.
        return_line: Who sent it, for a letter that comes back; empty if nothing of the sender is printed.
        posted_from: ISO 3166-1 code of the country of posting; None if it is not known.
    """

    lines: tuple[str, ...]
    return_line: str = ""
    posted_from: str | None = None


class Letter(Struct, frozen=True):
    """One finished letter to one recipient in one language.

    Attributes:
        case_id: Id of the case.
        recipient_id: Id of the addressee or copy.
        language: BCP 47 tag of the letter's language and region, such as `en-GB`.
        direction: `ltr` or `rtl`.
        script: ISO 15924 code of the script, which decides the fonts.
        title: Title of the document: the words of the subject line.
        mark: What stands on every page, such as "SPECIMEN – do not send"; empty if nothing does.
        parts: The parts in the order in which they stand.
        mailing: What an e-mail draft needs.
        dated: The calendar date on which the letter is made; it also dates the document.
        paper: The sheet it is printed on.
        fax: Fax numbers in international format.
        cover: Labels of a fax cover sheet: title, to, fax, from, date, pages, subject, deliver.
        digits: The ten digits in which pages are counted; empty for the European ones.
        postal: What stands on its envelope; None if there is no address in Latin script, or nobody asked for it.
        enclosed: Letters that travel with this one, each starting on a new page; none of them encloses another.
    """

    case_id: str
    recipient_id: str
    language: str
    direction: str
    title: str
    mark: str
    parts: tuple[Part, ...]
    mailing: Mailing
    dated: date
    paper: Paper = Paper.A4
    fax: tuple[str, ...] = ()
    cover: Mapping[str, str] = field(default_factory=dict)
    postal: Postal | None = None
    digits: str = ""
    enclosed: tuple["Letter", ...] = ()
    script: str = "Latn"


class Document(Struct, frozen=True):
    """A letter in one format, ready to be written.

    Attributes:
        media_type: RFC 6838 media type.
        extension: File name extension without its dot.
        content: The bytes.
        notes: What whoever prints or sends it should know.
    """

    media_type: str
    extension: str
    content: bytes
    notes: tuple[str, ...] = ()
