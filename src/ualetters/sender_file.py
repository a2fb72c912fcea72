"""A sender profile, read from and written to the writer's own computer."""

from contextlib import suppress
from pathlib import Path
import re
from typing import Any, cast

from ualetters.addressee_fields import LINE, TRUTH
from ualetters.contacts import EMAILS, NUMBERS, Raw, RawContacts, numbers
from ualetters.errors import Place, Problem, ProblemsError, errors_in
from ualetters.fields import COUNTRY, LANGUAGE, Choice, Items, Keyed, Prose, Report, Unreadable
from ualetters.model.sender import Sender
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import Mapping, Scalar, Sequence, read_tree

SENDER_FILE = "sender.yaml"

_FIELD = re.compile(r"(?P<key>[a-z_]+)(?:\[[0-9]+\])?")
_SYNTAX = "not valid YAML"
_QUOTED = re.compile(r"`.*`", re.DOTALL)

KEYS: dict[str, Key] = {
    "name": required(LINE, "your name as you sign"),
    "country": required(COUNTRY, "the country you post from, a code such as DE"),
    "address": optional(Items(LINE), "your postal address, line by line, without the country", ()),
    "email": optional(EMAILS, "your e-mail address", ()),
    "phone": optional(NUMBERS, "your telephone number", ()),
    "languages": optional(Items(LANGUAGE), "languages you read and write, best first", ()),
    "occupation": optional(LINE, "for the signature only"),
    "personal": optional(Keyed(LANGUAGE, Prose()), "a paragraph of your own, by language", {}),
    "privacy": optional(Choice(("full", "initials", "hand"), "privacy"), "full, initials or hand", "full"),
    "show_reference": optional(TRUTH, "whether the document's reference stands on the letter", default=False),
}


def _made(report: Report, email: tuple[str, ...], phone: tuple[Raw, ...], **values: Any) -> Sender:  # noqa: ANN401
    # Read for the country alone: a writer may well have a telephone of another one.
    known = numbers(phone, values["country"], report)
    return Sender(email=email[0] if email else None, phone=known[0].international if known else None, **values)


# A number is checked once, with its country.
_SENDER = Record(_made, KEYS | {"phone": optional(RawContacts(), KEYS["phone"].doc, ())})


def load_sender(path: Path) -> Sender:
    """Read a sender profile.

    Raises:
        ProblemsError: The file cannot be read or a field is wrong; no message repeats what the writer wrote.
    """
    report = Report()
    try:
        sender = read_sender(read_tree(path, path.name), report)
    except ProblemsError as error:
        raise ProblemsError(map(private, error.problems)) from None
    except Unreadable:
        raise ProblemsError(map(private, report.problems)) from None
    if errors := errors_in(report.problems):
        raise ProblemsError(map(private, errors))
    return sender


def read_sender(profile: Mapping, report: Report) -> Sender:
    """The sender of a profile, be it a file of its own or one row of many.

    Args:
        profile: What was written, by `KEYS`.
        report: Takes what is wrong; `private` makes of it what may be shown. With an error in it the sender is not
            to be used.

    Raises:
        Unreadable: There is no sender to go on with.
    """
    try:
        return _SENDER.read(profile, report, {"report": report})
    except Unreadable:
        # Whatever else is wrong with the number is told in the same run.
        if phone := profile.entries.get("phone"):
            with suppress(Unreadable):
                KEYS["phone"].kind.read(phone, report)
        raise


def complaint(key: str, answer: str, country: str | None = None) -> str | None:
    """What is wrong with an answer to one of the profile's questions, in words for the writer; None if nothing is.

    Args:
        key: The key of the profile.
        answer: What the writer typed; several languages stand beside each other.
        country: The writer's, for a telephone number without `+`.
    """
    report = Report()
    place = Place(SENDER_FILE)
    several = tuple(Scalar(place, word) for word in answer.replace(",", " ").lower().split())
    try:
        value = KEYS[key].kind.read(Sequence(place, several) if key == "languages" else Scalar(place, answer), report)
        if key == "phone":
            numbers(cast("tuple[Raw, ...]", value), country, report)
    except Unreadable:
        pass
    return next((f"{problem.message} ({problem.hint})" for problem in errors_in(report.problems)), None)


def private(problem: Problem) -> Problem:
    """The problem without anything that the writer wrote, except which of the known keys it is about."""
    place = problem.place
    found = _FIELD.match(place.path)
    field, key = (found[0], found["key"]) if found and found["key"] in KEYS else ("", "")
    # What a message repeats stands in backticks; the parser's own words may repeat a part of the text as well.
    words = _SYNTAX if problem.message.startswith(_SYNTAX) else _QUOTED.sub(_unknown_hidden, problem.message)
    hint = KEYS[key].doc if key else problem.hint
    return Problem(place.at(field), words, hint, problem.severity)


def _unknown_hidden(quoted: re.Match[str]) -> str:
    return quoted[0] if quoted[0].strip("`") in KEYS else "`…`"
