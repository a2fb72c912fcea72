"""What a sender brings to a letter: address, date, reference, signature and a paragraph; ruled lines without them."""

from collections.abc import Iterator
from functools import partial

from ualetters.compose.body import indented, paragraphs
from ualetters.compose.brief import Brief, printed
from ualetters.compose.drafting import Draft, part, parts_of
from ualetters.errors import Problem, Severity
from ualetters.model.case import Addressee
from ualetters.model.letter import Block, Lines, Part, Role, Ruled
from ualetters.model.sender import Sender

_ADDRESS_LINES = 2


def own_parts(drafted: Draft, sender: Sender | None) -> dict[Role, Part]:
    """The parts of a letter that are not the same for every sender."""
    brief = drafted.brief
    if sender is None:
        return brief.once("by hand", partial(_signed, brief, drafted.recipient, sender))
    own = _signed(brief, drafted.recipient, sender)
    # A covering note has no room for it.
    if not drafted.enclosed and (words := _personal(brief, sender)):
        shared = drafted.parts[Role.BODY]
        *before, thanks = shared.blocks
        words = part(brief.pack, Role.BODY, indented(brief.pack, words)).blocks
        own[Role.BODY] = Part(shared.role, shared.align, (*before, *words, thanks))
    return own


def _signed(brief: Brief, recipient: Addressee, sender: Sender | None) -> dict[Role, Part]:
    """The parts that say who writes; lines to fill in are the same for every recipient."""
    shown = printed(sender)
    address = _address(brief, recipient, shown)
    # Where the language has no other place for the address, it stands below the signature.
    below = () if Role.SENDER in brief.pack.order else address
    blocks = {
        Role.SENDER: address,
        Role.DATE: _date(brief, sender),
        Role.REFERENCE: _reference(brief, sender),
        Role.SIGNATURE: _signature(brief, shown, below),
    }
    return parts_of(brief.pack, blocks)


def left_out(brief: Brief, sender: Sender | None) -> Iterator[Problem]:
    """What a sender brings and the letter goes without."""
    if sender is not None and sender.personal and brief.pack.code not in sender.personal:
        message = f"your personal paragraph has no {brief.pack.name} text; the letter goes without it"
        yield Problem(brief.case.positions.place(""), message, "", Severity.NOTE, "compose")


def _personal(brief: Brief, sender: Sender) -> tuple[Block, ...]:
    text = sender.personal.get(brief.pack.code)
    return () if text is None else tuple(paragraphs(text))


def _address(brief: Brief, recipient: Addressee, sender: Sender | None) -> tuple[Block, ...]:
    """The writer's postal address and channels; Russian and Uzbek law give no reply without an address."""
    labels = brief.pack.labels
    if sender is None:
        return (Ruled(labels["address"], _ADDRESS_LINES),)
    lines = list(sender.address)
    abroad = sender.country != recipient.country
    if lines and abroad and (country := brief.country_name(sender.country)):
        # Without it a reply cannot be posted.
        lines.append(country)
    if sender.email:
        lines.append(f"{labels['email']}{brief.pack.space}{sender.email}")
    if sender.phone:
        lines.append(f"{labels['phone']}{brief.pack.space}{sender.phone}")
    ruled = () if sender.address else (Ruled(labels["address"], _ADDRESS_LINES),)
    return (*ruled, Lines(tuple(lines))) if lines else ruled


def _date(brief: Brief, sender: Sender | None) -> tuple[Block, ...]:
    """The date line; without a sender profile it is filled in by hand with the signature."""
    return (Ruled(brief.pack.labels["date"]),) if sender is None else (Lines((brief.dated,)),)


def _reference(brief: Brief, sender: Sender | None) -> tuple[Block, ...]:
    number = brief.case.reference.number
    if sender is None or not sender.show_reference or number is None:
        return ()
    return (Lines((f"{brief.pack.labels['reference']}{brief.pack.space}{number}",)),)


def _signature(brief: Brief, sender: Sender | None, address: tuple[Block, ...]) -> tuple[Block, ...]:
    """The signature block, and below it an address that has no other place."""
    labels = brief.pack.labels
    if sender is None:
        return (Ruled(labels["signature"]), Ruled(labels["name"]), *address)
    name = tuple(line for line in (sender.name, sender.occupation) if line)
    below = tuple(line for block in address if isinstance(block, Lines) for line in block.lines)
    return (Lines(name + below), *(block for block in address if isinstance(block, Ruled)))
