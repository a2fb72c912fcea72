"""What a letter says whoever sends it: everything but the parts that its sender brings."""

from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ualetters.compose.address import channels, inside_address, mention, salutation
from ualetters.compose.body import body, indented, opening
from ualetters.compose.brief import Brief, Notebook
from ualetters.compose.direction import from_right
from ualetters.compose.postal import postal_address
from ualetters.compose.recipients import copies_of, originals
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.language import US_LETTER_COUNTRIES, capital
from ualetters.model.case import Addressee
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Mailing, Paper, Paragraph, Part, Role
from ualetters.model.pack import LanguagePack

_Blocks = tuple[Block, ...]


class Draft(Struct, frozen=True):
    """A letter as far as all who send it from one country have it in common.

    Attributes:
        brief: What it was made from.
        recipient: Who gets it.
        letter: The letter without its parts.
        parts: Those that are the same for every sender.
        address: Lines of its postal address in Latin script, without the country; None if none is needed or there.
        enclosed: Drafts of the letters that travel with it.
        notes: What is worth knowing.
        carried: YAML paths of the concerns, facts and asks that it carries.
    """

    brief: Brief
    recipient: Addressee
    letter: Letter
    parts: Mapping[Role, Part]
    address: tuple[str, ...] | None
    enclosed: tuple["Draft", ...] = ()
    notes: tuple[Problem, ...] = ()
    carried: frozenset[str] = frozenset()


def draft(brief: Brief, recipient: Addressee) -> Draft:
    """Compose what is the same for every sender of a letter, or of the covering note of a copy.

    Args:
        brief: The case, the language, the date and the country of posting.
        recipient: An addressee, a copy or an embassy.

    Raises:
        ProblemsError: Something that the letter needs is not there; every gap is named.
    """
    notebook = Notebook(brief.case)
    made = _note(brief, notebook, recipient) if recipient.role == "copy" else _appeal(brief, notebook, recipient)
    notebook.settle(brief.pack)
    if problems := [empty for one in (made, *made.enclosed) for empty in empty_in(one.letter, one.parts.values())]:
        raise ProblemsError(problems)
    return replace(made, notes=tuple(notebook.notes), carried=frozenset(notebook.carried))


def _appeal(brief: Brief, notebook: Notebook, addressee: Addressee, *, is_copy: bool = False) -> Draft:
    first = opening(brief, notebook, addressee)
    parts = {
        Role.BODY: body(brief, notebook, addressee, first.text),
        Role.CC: _cc(brief, notebook, addressee),
    }
    return _letter(brief, notebook, addressee, first.subject, parts, is_copy=is_copy)


def _note(brief: Brief, notebook: Notebook, copy: Addressee) -> Draft:
    copied = originals(brief.case, copy)
    if not copied:
        # In the words of the check `routing`, so that a report has it once; a case can be composed without its checks.
        place = brief.case.positions.place("diplomatic_copies" if copy.is_embassy else f"addressees.{copy.id}")
        message = f"there is no letter to {copy.authority} that `{copy.id}` could get a copy of"
        hint = "write `copy_of:` with the id of an addressee, or remove it"
        raise ProblemsError([Problem(place, message, hint, check="routing")])
    enclosed = tuple(_appeal(brief, notebook, addressee, is_copy=True) for addressee in copied)
    named = [mention(brief, notebook, addressee) for addressee in copied]
    block = "request_embassy" if copy.is_embassy else "request"
    prose = brief.copy_blocks
    text = (
        prose.render("opening", addressees=named),
        prose.render(block, addressees=named),
        prose.render("thanks"),
    )
    label = brief.pack.labels["enclosure" if len(named) == 1 else "enclosures"]
    what = brief.pack.labels["enclosed_letter"]
    items = [brief.snippet(what, "labels.enclosed_letter", addressee=name) for name in named]
    parts: dict[Role, _Blocks] = {
        Role.BODY: (Paragraph(brief.pack.space.join(text[:2])), Paragraph(text[2])),
        Role.ENCLOSURES: _listed(brief, label, items),
    }
    return _letter(brief, notebook, copy, enclosed[0].letter.title, parts, enclosed=enclosed)


def _letter(  # the roles that differ are handed in, the others are the same for every letter
    brief: Brief,
    notebook: Notebook,
    recipient: Addressee,
    subject: str,
    parts: dict[Role, _Blocks],
    *,
    enclosed: tuple[Draft, ...] = (),
    is_copy: bool = False,
) -> Draft:
    case, pack = brief.case, brief.pack
    blocks: dict[Role, _Blocks] = parts | {
        Role.SUBJECT: (Paragraph(f"{pack.labels['subject']}{pack.space}{subject}".strip()),),
        Role.BODY: indented(pack, parts[Role.BODY]),
    }
    specimen = case.status == "specimen"
    marks = [pack.labels["specimen"]] * specimen + [pack.labels["copy"]] * is_copy
    letter = Letter(
        case_id=case.id,
        recipient_id=recipient.id,
        language=brief.tag,
        direction=pack.direction,
        script=pack.script,
        title=subject,
        mark=" · ".join(marks),
        parts=(),
        mailing=Mailing((), subject) if specimen else _mailing(brief, recipient, subject, is_copy=is_copy),
        dated=brief.today,
        paper=Paper.US_LETTER if brief.host in US_LETTER_COUNTRIES else Paper.A4,
        fax=tuple(number.international for number in recipient.contacts.fax),
        cover=brief.cover,
        digits=pack.digits,
    )
    said = partial(_said_to, brief, notebook, recipient)
    made = {**brief.officials.parts(brief, recipient, notebook, said), **parts_of(pack, blocks)}
    address = postal_address(brief, recipient) if brief.posted and not is_copy else None
    return Draft(brief, recipient, letter, made, address, enclosed)


def _said_to(brief: Brief, notebook: Notebook, recipient: Addressee) -> Mapping[Role, Part]:
    """The parts that say to whom a letter goes."""
    pack = brief.pack
    saluted = salutation(brief, notebook, recipient)
    close = pack.closes.impersonal if saluted.impersonal else pack.closes.formal
    if recipient.is_embassy or (recipient.office and recipient.office.kind in pack.closes.high_for):
        close = pack.closes.high
    blocks: dict[Role, _Blocks] = {
        Role.INSIDE_ADDRESS: inside_address(brief, notebook, recipient),
        Role.CHANNELS: channels(brief, recipient),
        Role.SALUTATION: _salutation(brief, saluted.text),
        Role.CLOSE: _close(brief, close, saluted.text),
    }
    return parts_of(pack, blocks)


def parts_of(pack: LanguagePack, blocks: Mapping[Role, _Blocks]) -> dict[Role, Part]:
    """The parts that a letter in a language has of these, each on its side of the page."""
    return {role: part(pack, role, some) for role, some in blocks.items() if some and role in pack.order}


def part(pack: LanguagePack, role: Role, blocks: _Blocks) -> Part:
    """A part on its side of the page, in reading direction."""
    if pack.direction == "rtl":
        blocks = tuple(map(from_right, blocks))
    return Part(role, pack.align.get(role, Align.START), blocks)


def _mailing(brief: Brief, recipient: Addressee, subject: str, *, is_copy: bool) -> Mailing:
    """Who gets it by e-mail: those who get a copy of it too, unless it is itself enclosed or a covering note."""
    to = recipient.contacts.email
    alone = is_copy or recipient.role == "copy"
    copies = () if alone else copies_of(brief.case, recipient, brief.made)
    copied = dict.fromkeys(address for copy in copies for address in copy.contacts.email)
    return Mailing(to, subject, tuple(address for address in copied if address not in to))


def _salutation(brief: Brief, saluted: str) -> _Blocks:
    """The salutation with its end mark, and the line that some languages write below it."""
    rules = brief.pack.salutations
    end = rules.end if brief.region.salutation_end is None else brief.region.salutation_end
    then = (Paragraph(rules.then),) if rules.then else ()
    return (Paragraph(saluted + end), *then)


def _close(brief: Brief, close: str, saluted: str) -> _Blocks:
    """The complimentary close, in two lines where the language has it so."""
    lines = tuple(brief.snippet(line, "closes", salutation=saluted) for line in close.split("\n"))
    return (Lines(lines),) if lines[1:] else (Paragraph(lines[0]),)


def _cc(brief: Brief, notebook: Notebook, addressee: Addressee) -> _Blocks:
    copies = copies_of(brief.case, addressee, brief.made)
    if not copies:
        return ()
    named = [mention(brief, notebook, copy, article=False) for copy in copies]
    return _listed(brief, brief.pack.labels["cc"], named)


def _listed(brief: Brief, label: str, items: list[str]) -> _Blocks:
    """A label with a single item beside it, or with several below it, each beginning with a capital."""
    if len(items) == 1:
        return (Lines((f"{label}{brief.pack.space}{items[0]}",)),)
    return (Lines((label, *(capital(item, brief.pack.code) for item in items))),)


def empty_in(letter: Letter, parts: Iterable[Part]) -> list[Problem]:
    """What no letter may hold: an empty paragraph, line or item.

    Args:
        letter: The letter, for messages.
        parts: Those of its parts that are looked at.
    """
    parts = tuple(parts)
    if all(map(str.strip, texts([block for one in parts for block in one.blocks]))):
        return []
    where = f"{letter.case_id}/{letter.language}/{letter.recipient_id}"
    message, hint = "a part of the letter is empty", "look at the pack's words for it"
    empty = (one for one in parts if not all(map(str.strip, texts(one.blocks))))
    return [Problem(Place(where, path=one.role), message, hint, check="pack") for one in empty]


def texts(blocks: Iterable[Block]) -> list[str]:
    """Every text of some blocks, in order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Lines):
            found += block.lines
        elif isinstance(block, Bullets):
            found += block.items
        elif block.label:
            found.append(block.label)
    return found
