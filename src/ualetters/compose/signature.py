"""The parts that say who writes: address, date, signature block; ruled lines where the writer fills them in by hand."""

from ualetters.compose.brief import Brief
from ualetters.model.case import Addressee
from ualetters.model.letter import Block, Lines, Role, Ruled
from ualetters.model.sender import Sender

_ADDRESS_LINES = 2


def sender_address(brief: Brief, recipient: Addressee) -> tuple[Block, ...]:
    """The writer's postal address and channels; Russian and Uzbek law give no reply without an address."""
    sender = printed(brief.sender)
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


def date_line(brief: Brief) -> tuple[Block, ...]:
    """The date line; without a sender profile it is filled in by hand with the signature."""
    if brief.sender is None:
        return (Ruled(brief.pack.labels["date"]),)
    return (Lines((brief.date_line(brief.today),)),)


def signature(brief: Brief, recipient: Addressee) -> tuple[Block, ...]:
    """The signature block, with the address where the language has no other place for it."""
    sender = printed(brief.sender)
    labels = brief.pack.labels
    address = () if Role.SENDER in brief.pack.order else sender_address(brief, recipient)
    if sender is None:
        return (Ruled(labels["signature"]), Ruled(labels["name"]), *address)
    name = tuple(line for line in (sender.name, sender.occupation) if line)
    below = tuple(line for block in address if isinstance(block, Lines) for line in block.lines)
    return (Lines(name + below), *(block for block in address if isinstance(block, Ruled)))


def printed(sender: Sender | None) -> Sender | None:
    """What of the sender's profile is printed: nothing, everything, or initials and the last address line."""
    if sender is None or sender.privacy == "hand":
        return None
    if sender.privacy == "full":
        return sender
    initials = " ".join(f"{word[0]}." for word in sender.name.split())
    return Sender(name=initials, country=sender.country, address=sender.address[-1:])
