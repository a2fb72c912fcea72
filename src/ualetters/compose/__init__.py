"""Case, recipient, language pack, sender and date to one finished letter. Pure: nothing is read and nothing asked.

A letter is drafted for its recipient and finished for its sender. `compose` does both; for many senders it is drafted
once and finished for each of them.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from ualetters.compose.brief import Brief, Composed, Officials
from ualetters.compose.drafting import Draft, draft, empty_in, texts
from ualetters.compose.postal import postal
from ualetters.compose.signature import left_out, own_parts
from ualetters.errors import Problem, ProblemsError, UalettersError
from ualetters.model.case import Addressee
from ualetters.model.letter import Letter, Part, Role
from ualetters.model.sender import Sender

__all__ = ["Brief", "Composed", "Draft", "Officials", "compose", "draft", "finish", "texts"]


def compose(brief: Brief, recipient: Addressee, sender: Sender | None = None) -> Composed:
    """Compose the letter to an addressee, or the covering note of a copy with its letters enclosed.

    Args:
        brief: The case, the language, the date and the country of posting.
        recipient: An addressee, a copy or an embassy.
        sender: Who writes; None leaves ruled lines.

    Raises:
        ProblemsError: Something that the letter needs is not there; every gap is named.
    """
    return finish(draft(brief, recipient), sender)


def finish(drafted: Draft, sender: Sender | None) -> Composed:
    """Finish a letter for one sender.

    Args:
        drafted: What everybody's letter has in common.
        sender: Who writes, from the country that it was drafted for; None leaves ruled lines.

    Raises:
        ProblemsError: A part that the sender brings is empty.
        UalettersError: The letter was drafted for another country.
    """
    brief = drafted.brief
    if sender is not None and sender.country != brief.host:
        message = "the letter was drafted for senders in another country"
        raise UalettersError(message, "draft it with the country of its sender as `host`")
    letters: list[Letter] = []
    problems: list[Problem] = []
    for one in (drafted, *drafted.enclosed):
        own = own_parts(one, sender)
        problems += empty_in(one.letter, own.values())
        letters.append(_with(one, own, sender))
    if problems:
        raise ProblemsError(problems)
    letter, *enclosed = letters
    if enclosed:
        letter = replace(letter, enclosed=tuple(enclosed))
    return Composed(letter, (*drafted.notes, *left_out(brief, sender)), drafted.carried)


def _with(drafted: Draft, own: Mapping[Role, Part], sender: Sender | None) -> Letter:
    """The letter with the parts and the envelope of its sender."""
    parts = {**drafted.parts, **own}
    return replace(
        drafted.letter,
        parts=tuple(parts[role] for role in drafted.brief.pack.order if role in parts),
        postal=postal(drafted.brief, drafted.recipient, drafted.address, sender) if drafted.address else None,
    )
