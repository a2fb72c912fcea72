"""A sender profile, read from and written to the writer's own computer."""

from pathlib import Path
from typing import Any

from ualetters.addressee_fields import LINE, TRUTH
from ualetters.contacts import RawContacts, emails, numbers
from ualetters.errors import ProblemsError
from ualetters.fields import COUNTRY, LANGUAGE, Choice, Items, Keyed, Prose, Report, Unreadable
from ualetters.model.sender import Sender
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import read_tree

SENDER_FILE = "sender.yaml"

KEYS: dict[str, Key] = {
    "name": required(LINE, "your name as you sign"),
    "country": required(COUNTRY, "the country you post from"),
    "address": optional(Items(LINE), "your postal address, line by line, without the country", ()),
    "email": optional(RawContacts(), "your e-mail address", ()),
    "phone": optional(RawContacts(), "your telephone number", ()),
    "languages": optional(Items(LANGUAGE), "languages you read and write, best first", ()),
    "occupation": optional(LINE, "for the signature only"),
    "personal": optional(Keyed(LANGUAGE, Prose()), "a paragraph of your own, by language", {}),
    "privacy": optional(Choice(("full", "initials", "hand"), "privacy"), "full, initials or hand", "full"),
    "show_reference": optional(TRUTH, "whether the document's reference stands on the letter", default=False),
}


def load_sender(path: Path) -> Sender:
    """Read a sender profile.

    Raises:
        ProblemsError: The file cannot be read or a field is wrong; no message repeats a value of it.
    """
    report = Report()
    root = read_tree(path, path.name)

    def make(**values: Any) -> Sender:  # noqa: ANN401
        email = emails(values.pop("email"), report)
        phone = numbers(values.pop("phone"), values["country"], report)
        return Sender(email=email[0] if email else None, phone=phone[0].international if phone else None, **values)

    try:
        sender = Record(make, KEYS).read(root, report)
    except Unreadable:
        raise ProblemsError(_private(report)) from None
    if report.problems:
        raise ProblemsError(_private(report))
    return sender


def _private(report: Report) -> list[Any]:
    from msgspec.structs import replace  # noqa: PLC0415

    return [replace(problem, message=_masked(problem.message)) for problem in report.problems]


def _masked(message: str) -> str:
    # A message quotes a wrong value between backticks; a sender's stays on the sender's screen only as a place.
    head, tick, rest = message.partition("`")
    return (
        head + "the value" + rest.partition("`")[2]
        if tick and not message.startswith(("the key", "unknown key"))
        else message
    )
