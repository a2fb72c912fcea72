"""A language pack: everything that a language brings to a letter, as data."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from ualetters.errors import Positions, Problem
from ualetters.model.case import Forms
from ualetters.model.letter import Align, Role

Rows = Mapping[str, str]
"""A salutation by gender: `m`, `f`, `x`, or `any` where gender makes no difference; Jinja snippets over the name."""

Inflects = Literal["all", "last"]

GENDERS = ("m", "f", "x", "any")
ADDRESS_PARTS = ("name", "office", "address", "country")
COUNTRY_FORMS = ("nom", "gen", "dat", "acc", "ins", "prp", "in", "to", "from", "of", "address", "official")
LABELS = (
    *("address", "cc", "copy", "date", "email", "embassy", "enclosure", "enclosures", "enclosed_letter", "fax", "name"),
    *("phone", "reading_copy", "reference", "signature", "specimen", "subject", "web"),
    *("cover_title", "cover_to", "cover_from", "cover_pages", "cover_subject", "cover_deliver"),
)
VOLUNTEER = (
    *("title", "reference", "last_day", "days_left", "no_deadline", "soon", "past"),
    *("recipient", "channel", "language", "done", "dial", "letter", "note"),
    *("post", "post_by", "post_suspended", "post_ask", "post_late", "postage_abroad", "postage_inland"),
    *("sign", "by_hand", "print", "fold", "enclose", "copies", "tally", "answers", "no_address"),
    *("mail_open", "mail_subject", "mail_to", "mail_cc", "mail_text", "mail_copy_text", "reminder"),
)


class Rule(Struct, frozen=True):
    """What is written before or around a name, depending on how the name sounds.

    Attributes:
        text: What is written; a derived form has `{name}` in it.
        starts: Pattern at the name's beginning, without regard to case; empty fits every name.
        ends: The same at its end.
    """

    text: str
    starts: str = ""
    ends: str = ""


class Salutations(Struct, frozen=True):
    """How office-holders are addressed.

    Attributes:
        end: The mark after the salutation, such as `,` or `!`.
        then: A line of its own after the salutation; empty if there is none.
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
    then: str = ""

    def rows(self, kind: str) -> tuple[Rows, ...]:
        """The rows for the holder of an office in the order in which they are tried, before that of an institution.

        Args:
            kind: The kind of office; one without a row never takes a superior's.
        """
        if kind == "institution":
            return ()
        by_office = (self.offices[kind],) if kind in self.offices else ()
        if self.prefer == "office":
            return by_office
        return (*by_office, self.named) if kind in self.by_office else (self.named, *by_office)


class Closes(Struct, frozen=True):
    """Complimentary closes by formality; Jinja snippets that may repeat `salutation`, one to a line.

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
        last_before: What takes the place of `last` before a name that fits, as Spanish `e` does before an i.
        inflects: Whether `all` names of a list take its case form or only the `last`, as in Uzbek.
    """

    between: str
    last: str
    others: str
    last_before: tuple[Rule, ...] = ()
    inflects: Inflects = "all"


class InsideAddress(Struct, frozen=True):
    """The inside address in its grammar.

    Attributes:
        order: Its parts, from `name`, `office`, `address` and `country`.
        form: The case form that the office and the name stand in.
        name: The parts of a name in their order, when `form` is the nominative.
        name_between: What stands between the parts of a name.
        embassy: The office line of an embassy; a Jinja snippet over `country`.
        inflects: Whether `all` of office and name take the form, or only the `last` of them.
        office: The office line; a Jinja snippet over `office`. Empty if nothing is added to it.
        institution: The same for an institution.
        person: The name line by gender; Jinja snippets over `name`. `x` also serves where no gender is known.
        person_by_office: The same for office kinds that have a style of their own.
    """

    order: tuple[str, ...]
    form: str
    name: tuple[str, ...]
    embassy: str
    name_between: str = " "
    inflects: Inflects = "all"
    office: str = ""
    institution: str = ""
    person: Rows = field(default_factory=dict)
    person_by_office: Mapping[str, Rows] = field(default_factory=dict)


class Mention(Struct, frozen=True):
    """How a recipient is named inside a sentence, by office and name.

    Attributes:
        article: What stands before the office in prose.
        between: What stands between office and name.
        lower: Whether the office begins with a small letter there.
        order: Which of the two stands first.
    """

    article: str
    between: str
    lower: bool
    order: tuple[str, ...] = ("office", "name")


class Identity(Struct, frozen=True):
    """What follows a person's name in brackets; Jinja snippets over `p` and `country`, or `born`.

    Attributes:
        between: What stands between two of them.
    """

    citizen: str
    born: str
    open: str = " ("
    close: str = ")"
    between: str = ", "


class Region(Struct, frozen=True):
    """What differs for a sender in one country; what is None is the pack's own."""

    tag: str | None = None
    date: str | None = None
    date_in_text: str | None = None
    salutation_end: str | None = None
    months: tuple[str, ...] | None = None


class Misspelling(Struct, frozen=True):
    """What a text in a language must not contain, such as a letter that only looks like the right one.

    Attributes:
        find: Regular expression.
        hint: What to write instead.
    """

    find: str
    hint: str


def covers(path: str, other: str) -> bool:
    """Whether a path is another one, or above it."""
    return other == path or other.startswith((f"{path}.", f"{path}["))


class Marks(Struct, frozen=True):
    """How sure of their words those are who wrote them: paths of entries, each of which covers what is below it."""

    sure: tuple[str, ...] = ()
    fair: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    def of(self, path: str) -> str:
        """`sure`, `fair` or `unsure` for an entry: the mark of the nearest path that covers it; empty without one."""
        marked = {one: name for name in ("sure", "fair", "unsure") for one in getattr(self, name)}
        covering = [one for one in marked if covers(one, path)]
        return marked[max(covering, key=len)] if covering else ""


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
        circumstances: Where and when something happened, with its own space; a Jinja snippet.
        first_day: What stands for the first of a month; empty if it is the number.
        digits: The ten digits of dates; empty if they are the European ones.
        derived: Case form to the rules that make it of the nominative where a case does not write it.
        paragraph_indent: What every paragraph of the body begins with.
        space: What stands between two sentences, and between a label and what it labels; nothing in Chinese.
        order: Roles in the order in which they stand.
        align: Roles that do not stand at the start.
        volunteer: What stands on the sheets that the volunteer reads, as far as it is written; no letter needs it.
        volunteer_problems: Why the rest of it cannot be read.
        sensitive: Words that tell of an asylum claim or an application to a court.
        typography: What a text in this language must not contain.
        examples: People for sentences that are read to review the pack: `m`, `m2`, `f`, `f2` and `x` with their forms.
        marks: How sure the words of `language.yaml` are.
        phrase_marks: How sure those of `phrases.yaml` are.
        sourced: Path of an entry to where its words were read, if that is not one of `sources`.
        positions: Finds the place of a YAML path in `language.yaml`.
        phrase_positions: The same in `phrases.yaml`.
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
    circumstances: str
    positions: Positions
    phrase_positions: Positions
    body_capital: bool = True
    regions: Mapping[str, Region] = field(default_factory=dict)
    volunteer: Mapping[str, str] = field(default_factory=dict)
    volunteer_problems: tuple[Problem, ...] = ()
    sensitive: tuple[str, ...] = ()
    first_day: str = ""
    digits: str = ""
    derived: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    paragraph_indent: str = ""
    space: str = " "
    typography: tuple[Misspelling, ...] = ()
    examples: Mapping[str, Forms] = field(default_factory=dict)
    marks: Marks = Marks()
    phrase_marks: Marks = Marks()
    sourced: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    reviewed_by: str | None = None
