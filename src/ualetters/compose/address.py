"""Inside address, recipient in a sentence, channels and salutation: how an office-holder is written to."""

from collections.abc import Iterable
import re

from msgspec import Struct

from ualetters.compose.brief import Brief, Notebook
from ualetters.compose.prose import attempt
from ualetters.grammar import Declined, derived, forms_for, full_name
from ualetters.model.case import Addressee, Forms, Office
from ualetters.model.letter import Block, Lines, Ruled
from ualetters.model.pack import Rows

RULED_ADDRESS_LINES = 3
# Their titles keep a capital inside a sentence; an institution's name does too.
_CAPITAL_KINDS = (
    "head-of-state",
    "head-of-government",
    "prosecutor-general",
    "ombudsman",
    "representative",
    "institution",
)
# The space beside an initial: a line that ends in "Бастрыкину А." tears the name apart.
_BESIDE_INITIAL = re.compile(r" (?=\w\.)|(?<=\b\w\.) ")
_NO_BREAK_SPACE = "\u00a0"


class Salutation(Struct, frozen=True):
    """The salutation, and whether it speaks to an institution rather than a person."""

    text: str
    impersonal: bool


def country(brief: Brief, notebook: Notebook, code: str, path: str) -> Declined:
    """A country in the letter's language; a form that the pack lacks is a gap at `path`."""
    pack = brief.pack

    def absent(form: str) -> str:
        hint = f"add `{form}` to countries.{code} in {pack.code}/language.yaml"
        return notebook.gap(path, f"{pack.name} has no form `{form}` for the country {code}", hint)

    return Declined(pack.countries.get(code, {}), absent)


def inside_address(brief: Brief, notebook: Notebook, recipient: Addressee) -> tuple[Block, ...]:
    """The inside address in its grammar; ruled lines for an embassy that the directory does not have."""
    rules = brief.pack.inside_address
    forms = _forms_by_part(brief, recipient, rules.order)
    lines: list[str] = []
    blocks: list[Block] = []
    for part in rules.order:
        if part == "office":
            lines += _office_line(brief, notebook, recipient, forms[part])
        elif part == "name":
            lines += _name_line(brief, notebook, recipient, forms[part])
        elif part == "address":
            lines += _address_lines(brief, notebook, recipient)
        elif recipient.address or not recipient.is_embassy:
            lines.append(_country_line(brief, notebook, recipient))
    if lines:
        blocks.append(Lines(tuple(lines)))
    if recipient.is_embassy and not recipient.address:
        blocks.append(Ruled("", RULED_ADDRESS_LINES))
        message = f"the directory has no address of the embassy of {recipient.authority}, so the note has ruled lines"
        notebook.note("diplomatic_copies", message, "add it to embassies.yaml, or look it up and write it in by hand")
    return tuple(blocks)


def _forms_by_part(brief: Brief, recipient: Addressee, order: Iterable[str]) -> dict[str, str]:
    """The case forms of office and name: that of the inside address, in some languages for the last of them alone."""
    rules = brief.pack.inside_address
    there = [part for part in order if (part == "office" and recipient.office) or (part == "name" and recipient.name)]
    inflected = there if rules.inflects == "all" else there[-1:]
    return {part: rules.form if part in inflected else "nom" for part in ("office", "name")}


def _office_forms(brief: Brief, notebook: Notebook, recipient: Addressee, office: Office) -> tuple[Forms | None, bool]:
    if brief.pack.code in office.forms:
        return office.forms[brief.pack.code], False
    path = f"addressees.{recipient.id}.office"
    if "en" in office.forms:
        message = f"the office of {recipient.id} has no {brief.pack.name} text; the inside address has it in English"
        notebook.note(path, message, f"add `{brief.pack.code}` there")
        return office.forms["en"], True
    other = ("", "") if brief.pack.code == "en" else (" nor in English", " or `en`")
    notebook.gap(path, f"the office has no text in {brief.pack.name}{other[0]}", f"add `{brief.pack.code}`{other[1]}")
    return None, False


def _office_line(brief: Brief, notebook: Notebook, recipient: Addressee, form: str) -> list[str]:
    office = recipient.office
    if office is None:
        if not recipient.is_embassy:
            return []
        holder = country(brief, notebook, recipient.authority, "diplomatic_copies")
        return [brief.snippet(brief.pack.inside_address.embassy, "inside_address.embassy", country=holder)]
    forms, borrowed = _office_forms(brief, notebook, recipient, office)
    if forms is None:
        return []
    # An institution without a named holder stands in the nominative (GOST R 6.30-2003, 3.15).
    wanted = "nom" if borrowed or office.kind == "institution" else form
    line = _form(brief, notebook, forms, wanted, f"addressees.{recipient.id}.office.{brief.pack.code}")
    rules = brief.pack.inside_address
    key = "institution" if office.kind == "institution" else "office"
    snippet = getattr(rules, key)
    # What is not in the letter's language takes none of its words.
    return [brief.snippet(snippet, f"inside_address.{key}", office=line) if snippet and not borrowed else line]


def _form(brief: Brief, notebook: Notebook, forms: Forms, form: str, path: str) -> str:
    if form in forms:
        return forms[form]
    if "nom" in forms and (regular := derived(brief.pack, form, forms["nom"])) is not None:
        return regular
    known = ", ".join(f"{name}: {text}" for name, text in forms.items())
    hint = f"write {brief.pack.code}: {{{known}, {form}: …}}"
    return notebook.gap(f"{path}.{form}", f"the form `{form}` is missing in {brief.pack.name}", hint)


def _name_line(brief: Brief, notebook: Notebook, recipient: Addressee, form: str) -> list[str]:
    """The name as the inside address has it, with what the language writes before or after it."""
    rules = brief.pack.inside_address
    kind = recipient.office.kind if recipient.office else "other"
    rows = rules.person_by_office.get(kind, rules.person)
    snippet = rows.get("any") or rows.get(recipient.gender or "x")
    names = _names(brief, notebook, recipient, form)
    return [brief.snippet(snippet, "inside_address.person", name=name) for name in names] if snippet else names


def _names(brief: Brief, notebook: Notebook, recipient: Addressee, form: str) -> list[str]:
    if recipient.name is None:
        return []
    path = f"addressees.{recipient.id}.name.{brief.pack.code}"
    forms, borrowed = forms_for(recipient.name, brief.pack)
    if forms is None:
        hint = f"write it as {brief.pack.name} spells it, or `allow_latin: true`"
        notebook.gap(path, f"the name has no form in {brief.pack.name}", hint)
        return []
    full = full_name(forms, brief.pack)
    if form == "nom" or form in forms:
        return [_tied(forms.get(form, full))]
    if (regular := derived(brief.pack, form, full)) is not None:
        return [_tied(regular)]
    return [_tied(full if borrowed else _form(brief, notebook, forms, form, path))]


def _tied(name: str) -> str:
    """A name whose initials stay on one line with each other and with the family name."""
    return _BESIDE_INITIAL.sub(_NO_BREAK_SPACE, name) if "." in name else name


def _address_lines(brief: Brief, notebook: Notebook, recipient: Addressee) -> tuple[str, ...]:
    if not recipient.address:
        return ()
    for key in (brief.pack.code, "latin"):
        if key in recipient.address:
            return recipient.address[key]
    path = f"addressees.{recipient.id}.address"
    notebook.gap(path, f"the address is written neither in {brief.pack.name} nor in Latin letters", "add `latin`")
    return ()


def _country_line(brief: Brief, notebook: Notebook, recipient: Addressee) -> str:
    if name := brief.country_name(recipient.country):
        return name
    path = f"addressees.{recipient.id}.country"
    hint = f"add {recipient.country} to `countries` in {brief.pack.code}/language.yaml"
    return notebook.gap(path, f"{brief.pack.name} has no name for the country {recipient.country}", hint)


def mention(brief: Brief, notebook: Notebook, recipient: Addressee, *, article: bool = True) -> str:
    """The recipient as prose, enclosure line and cc line name them: office, then name, in the address's form.

    An institution takes that form here too. An office without text in the letter's language is left out, for nothing
    borrowed stands in prose; then there must be a name.
    """
    pack = brief.pack
    rules = pack.mention
    if recipient.is_embassy and recipient.office is None:
        holder = country(brief, notebook, recipient.authority, "diplomatic_copies")
        return brief.snippet(pack.labels["embassy"], "labels.embassy", country=holder)
    forms = _forms_by_part(brief, recipient, rules.order)
    parts: list[str] = []
    for part in rules.order:
        if part == "name":
            parts += _name_line(brief, notebook, recipient, forms[part])
        elif line := _office_in_prose(brief, notebook, recipient, forms[part]):
            # The article is prose, and stands only where prose goes on.
            parts.append(rules.article + line if article and not parts else line)
    if not parts:
        path = f"addressees.{recipient.id}.office.{pack.code}"
        message = f"a sentence names this recipient, who has neither an office in {pack.name} nor a name"
        return notebook.gap(path, message, f"add `{pack.code}` to the office, or write the name")
    return rules.between.join(parts)


def _office_in_prose(brief: Brief, notebook: Notebook, recipient: Addressee, form: str) -> str | None:
    """The office, small where the language writes it small; None without a text in the letter's language."""
    pack, office = brief.pack, recipient.office
    if office is None or pack.code not in office.forms:
        return None
    line = _form(brief, notebook, office.forms[pack.code], form, f"addressees.{recipient.id}.office.{pack.code}")
    lower = pack.mention.lower and office.kind not in _CAPITAL_KINDS and line[1:2].islower()
    return line[0].lower() + line[1:] if lower else line


def channels(brief: Brief, recipient: Addressee) -> tuple[Block, ...]:
    """Every fax number and e-mail address of the recipient, each on a line of its own."""
    labels = brief.pack.labels
    rows = (
        ("fax", [number.international for number in recipient.contacts.fax]),
        ("email", list(recipient.contacts.email)),
    )
    # One to a line: a number that is wrapped in the middle is dialled wrong.
    lines = tuple(f"{labels[name]}{brief.pack.space}{value}" for name, values in rows for value in values)
    return (Lines(lines),) if lines else ()


def salutation(brief: Brief, notebook: Notebook, recipient: Addressee) -> Salutation:
    """The salutation without its end mark: the case's own, else by name or office, else to an institution."""
    pack = brief.pack
    if pack.code in recipient.salutation:
        return Salutation(recipient.salutation[pack.code], impersonal=False)
    rules = pack.salutations
    kind = recipient.office.kind if recipient.office else ("ambassador" if recipient.is_embassy else "other")
    for row in rules.rows(kind):
        if text := _row(brief, notebook, recipient, row):
            return Salutation(text, impersonal=False)
    text = _row(brief, notebook, recipient, rules.institution)
    return Salutation(text or notebook.gap("", f"{pack.name} has no salutation", "mend the pack"), impersonal=True)


def _row(brief: Brief, notebook: Notebook, recipient: Addressee, row: Rows) -> str | None:
    """The salutation of a row, or None when it has none for this gender or the name lacks a part that it prints."""
    parts = (forms_for(recipient.name, brief.pack)[0] if recipient.name else None) or {}
    gender = "any" if "any" in row else recipient.gender
    if gender is not None:
        return attempt(row[gender], a=parts) if gender in row else None
    if recipient.name is not None and any(attempt(snippet, a=parts) for snippet in row.values()):
        message = f"{brief.pack.name} needs the gender of a named addressee for the salutation"
        hint = "write `gender: m`, `f` or `x`; never guess it"
        return notebook.gap(f"addressees.{recipient.id}.gender", message, hint)
    return None
