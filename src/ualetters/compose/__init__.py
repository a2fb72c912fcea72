"""Case, recipient, language pack, sender and date to one finished letter. Pure: nothing is read and nothing asked."""

from ualetters.compose.address import channels, inside_address, mention, salutation
from ualetters.compose.body import body, opening
from ualetters.compose.brief import Brief, Composed, Notebook
from ualetters.compose.direction import from_right
from ualetters.compose.postal import postal
from ualetters.compose.recipients import copies_of, originals
from ualetters.compose.signature import date_line, sender_address, signature
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.language import US_LETTER_COUNTRIES, capital
from ualetters.model.case import Addressee
from ualetters.model.letter import (
    Align,
    Block,
    Bullets,
    Letter,
    Lines,
    Mailing,
    Paper,
    Paragraph,
    Part,
    Role,
    Ruled,
)

__all__ = ["Brief", "Composed", "compose"]

_Blocks = tuple[Block, ...]
# The labels of a fax cover sheet by their names in a pack.
_COVER = {name: f"cover_{name}" for name in ("title", "to", "from", "pages", "subject", "deliver")}
_COVER |= {name: name for name in ("fax", "date")}


def compose(brief: Brief, recipient: Addressee) -> Composed:
    """Compose the letter to an addressee, or the covering note of a copy with its letters enclosed.

    Args:
        brief: The case, the language, the sender and the date.
        recipient: An addressee, a copy or an embassy.

    Raises:
        ProblemsError: Something that the letter needs is not there; every gap is named.
    """
    notebook = Notebook(brief.case)
    letter = _note(brief, notebook, recipient) if recipient.role == "copy" else _appeal(brief, notebook, recipient)
    notebook.settle(brief.pack)
    if problems := [problem for one in (letter, *letter.enclosed) for problem in _unfinished(one)]:
        raise ProblemsError(problems)
    return Composed(letter, tuple(notebook.notes), frozenset(notebook.carried))


def _appeal(brief: Brief, notebook: Notebook, addressee: Addressee, *, is_copy: bool = False) -> Letter:
    first = opening(brief, notebook, addressee)
    parts = {
        Role.BODY: body(brief, notebook, addressee, first.text),
        Role.CC: _cc(brief, notebook, addressee),
    }
    return _letter(brief, notebook, addressee, first.subject, parts, is_copy=is_copy)


def _note(brief: Brief, notebook: Notebook, copy: Addressee) -> Letter:
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
    return _letter(brief, notebook, copy, enclosed[0].mailing.subject, parts, enclosed=enclosed)


def _letter(  # the roles that differ are handed in, the others are the same for every letter
    brief: Brief,
    notebook: Notebook,
    recipient: Addressee,
    subject: str,
    parts: dict[Role, _Blocks],
    *,
    enclosed: tuple[Letter, ...] = (),
    is_copy: bool = False,
) -> Letter:
    case, pack = brief.case, brief.pack
    saluted = salutation(brief, notebook, recipient)
    close = pack.closes.impersonal if saluted.impersonal else pack.closes.formal
    if recipient.is_embassy or (recipient.office and recipient.office.kind in pack.closes.high_for):
        close = pack.closes.high
    blocks: dict[Role, _Blocks] = parts | {
        Role.SENDER: sender_address(brief, recipient),
        Role.DATE: date_line(brief),
        Role.INSIDE_ADDRESS: inside_address(brief, notebook, recipient),
        Role.CHANNELS: channels(brief, recipient),
        Role.REFERENCE: _reference(brief),
        Role.SUBJECT: (Paragraph(f"{pack.labels['subject']}{pack.space}{subject}".strip()),),
        Role.SALUTATION: _salutation(brief, saluted.text),
        Role.CLOSE: _close(brief, close, saluted.text),
        Role.SIGNATURE: signature(brief, recipient),
    }
    blocks[Role.BODY] = tuple(_indented(block, pack.paragraph_indent) for block in blocks[Role.BODY])
    if pack.direction == "rtl":
        blocks = {role: tuple(map(from_right, some)) for role, some in blocks.items()}
    specimen = case.status == "specimen"
    marks = [pack.labels["specimen"]] * specimen + [pack.labels["copy"]] * is_copy
    return Letter(
        case_id=case.id,
        recipient_id=recipient.id,
        language=brief.tag,
        direction=pack.direction,
        script=pack.script,
        title=subject,
        mark=" · ".join(marks),
        parts=tuple(
            Part(role, pack.align.get(role, Align.START), blocks[role]) for role in pack.order if blocks.get(role)
        ),
        mailing=Mailing((), subject) if specimen else _mailing(brief, recipient, subject, is_copy=is_copy),
        dated=brief.today,
        paper=Paper.US_LETTER if brief.host in US_LETTER_COUNTRIES else Paper.A4,
        fax=tuple(number.international for number in recipient.contacts.fax),
        cover={name: pack.labels[label] for name, label in _COVER.items()},
        postal=postal(brief, recipient) if brief.posted and not is_copy else None,
        digits=pack.digits,
        enclosed=enclosed,
    )


def _mailing(brief: Brief, recipient: Addressee, subject: str, *, is_copy: bool) -> Mailing:
    """Who gets it by e-mail: those who get a copy of it too, unless it is itself enclosed or a covering note."""
    to = recipient.contacts.email
    alone = is_copy or recipient.role == "copy"
    copies = () if alone else copies_of(brief.case, recipient, brief.made)
    copied = dict.fromkeys(address for copy in copies for address in copy.contacts.email)
    return Mailing(to, subject, tuple(address for address in copied if address not in to))


def _indented(block: Block, indent: str) -> Block:
    return Paragraph(indent + block.text) if isinstance(block, Paragraph) else block


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


def _reference(brief: Brief) -> _Blocks:
    number = brief.case.reference.number
    if brief.sender is None or not brief.sender.show_reference or number is None:
        return ()
    return (Lines((f"{brief.pack.labels['reference']}{brief.pack.space}{number}",)),)


def _unfinished(letter: Letter) -> list[Problem]:
    """What no letter may hold: an empty paragraph, line or item."""
    where = f"{letter.case_id}/{letter.language}/{letter.recipient_id}"
    return [
        Problem(
            Place(where, path=part.role),
            "a part of the letter is empty",
            "look at the pack's words for it",
            check="pack",
        )
        for part in letter.parts
        for text in texts(part.blocks)
        if not text.strip()
    ]


def texts(blocks: _Blocks) -> list[str]:
    """Every text of some blocks, in order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                found.append(text)
            case Lines(lines):
                found += lines
            case Bullets(items):
                found += items
            case Ruled(label):
                found += [label] if label else []
    return found
