"""Telephone numbers, e-mail addresses and web addresses: parsed offline, never guessed."""

from collections.abc import Callable, Iterable
from functools import lru_cache
import re
from typing import Generic, TypeVar

from ualetters.errors import Place, Severity
from ualetters.fields import Line, Report, Schema, Unreadable
from ualetters.model.contact import Number
from ualetters.yaml_tree import Node, Sequence

_SEPARATORS = re.compile(r"[;,]")
_WEB = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\x21\x23-\x3b\x3d\x3f-\x7e]*)?", re.IGNORECASE | re.ASCII)
_EXTENSION = re.compile(r" (?:ext|доб)\.? ?[0-9]{1,7}")

# Importing the validator takes as long as everything else that a letter of one page needs.
_PLAIN_EMAIL = re.compile(
    r"[a-z0-9]{1,30}(?:[._+-][a-z0-9]{1,30})?@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,4}(?P<end>[a-z]{2,20})",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_EMAIL = 200
_SPECIAL_DOMAINS = frozenset({"arpa", "example", "invalid", "local", "localhost", "onion", "test"})

# The same offices stand in thousands of cases; to parse one number takes as long as to read a page.
_OFFICES = 1024

T = TypeVar("T")
Raw = tuple[Place, str]


class RawContacts:
    """One text or a list of texts, each holding one contact or several with `;` or `,` between."""

    def read(self, node: Node, report: Report) -> tuple[Raw, ...]:
        """Each contact as it was written, with its place."""
        nodes = node.items if isinstance(node, Sequence) else (node,)
        raw: list[Raw] = []
        for item in nodes:
            try:
                text = Line().read(item, report)
            except Unreadable:
                continue
            found = [(item.place, part) for piece in _SEPARATORS.split(text) if (part := piece.strip())]
            if not found:
                report.add(item.place, "nothing stands here but separators", "write it, or remove the key")
            raw += found
        return tuple(raw)

    def schema(self) -> Schema:
        """A string, a number (as editors read `+7…`) or an array of them."""
        one = Line().schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class Checked(Generic[T]):
    """Contacts of one kind, checked as they are read."""

    def __init__(self, check: Callable[[Iterable[Raw], Report], tuple[T, ...]]) -> None:
        self._check = check

    def read(self, node: Node, report: Report) -> tuple[T, ...]:
        """The contacts that are right."""
        return self._check(RawContacts().read(node, report), report)

    def schema(self) -> Schema:
        """The same as unchecked."""
        return RawContacts().schema()


def complete_numbers(raw: Iterable[Raw], report: Report) -> tuple[Raw, ...]:
    """Check the numbers that have their country in front; the others wait for `numbers`, which is told the country."""
    return tuple(one for one in raw if not one[1].startswith("+") or _reported(*one, None, report) is not None)


def numbers(raw: Iterable[Raw], country: str | None, report: Report) -> tuple[Number, ...]:
    """Parse telephone or fax numbers for the country of their holder.

    Args:
        raw: The numbers as written.
        country: ISO 3166-1 code; a number without `+` is read as dialled there.
        report: Takes an error for a number that is none or costs extra (fax toll fraud), and a warning for a number of
            another country.
    """
    parsed: list[Number] = []
    for place, text in raw:
        found = _reported(place, text, country, report)
        if found is None:
            continue
        if any(known.e164 == found.e164 for known in parsed):
            report.add(place, f"`{text}` stands here twice", "keep one of the two")
            continue
        parsed.append(found)
    return tuple(parsed)


def _reported(place: Place, text: str, country: str | None, report: Report) -> Number | None:
    number, message, hint = _number(text, country)
    if message:
        report.add(place, message, hint, Severity.WARNING if number else Severity.ERROR)
    return number


@lru_cache(maxsize=_OFFICES)
def _number(text: str, country: str | None) -> tuple[Number | None, str, str]:
    """A number, and what is to be said of it with a hint; without one this is an error."""
    import phonenumbers  # noqa: PLC0415  # 20 ms, and a case may have none

    try:
        # The library turns letters into digits, or leaves them out: a mistyped digit would make another number.
        letters = any(map(str.isalpha, _EXTENSION.sub("", text)))
        number = None if letters else phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None:
        return None, f"`{text}` is not a telephone number", "write it as +7 499 265 90 77"
    kind = phonenumbers.number_type(number)
    if kind == phonenumbers.PhoneNumberType.UNKNOWN:
        return None, f"`{text}` is not a valid number", "compare it with the document; a digit may be missing"
    if kind == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return None, f"`{text}` is a premium-rate number", "use the office's ordinary number"
    found = Number(
        raw=text,
        international=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
    )
    region = phonenumbers.region_code_for_number(number)
    if country and region != country:
        message = f"`{text}` is a number of {region}, the addressee is in {country}"
        return found, message, "right for a mission abroad; else mend it"
    return found, "", ""


def is_plain_email(text: str) -> bool:
    """Whether an e-mail address is of the form that nearly all have, which any validator accepts."""
    found = _PLAIN_EMAIL.fullmatch(text)
    if found is None or len(text) > _LONGEST_EMAIL:
        return False
    return found["end"].lower() not in _SPECIAL_DOMAINS


def _one_email(place: Place, text: str, report: Report) -> str | None:
    if is_plain_email(text):
        local, domain = text.split("@")
        return f"{local}@{domain.lower()}"
    found, hint = _validated(text)
    if found is None:
        report.add(place, f"`{text}` is not an e-mail address", hint)
    return found


@lru_cache(maxsize=_OFFICES)
def _validated(text: str) -> tuple[str | None, str]:
    """An e-mail address as it is sent, or what is wrong with it."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  # slow to import

    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        return None, str(error).rstrip(".")
    # The validator turns punycode into Unicode; a mail program needs what was written.
    return f"{found.ascii_local_part}@{found.ascii_domain}", ""


def _one_web(place: Place, text: str, report: Report) -> str | None:
    if _WEB.fullmatch(text):
        return text
    report.add(place, f"`{text}` is not a web address", "write it with https:// in front, in plain ASCII")
    return None


def emails(raw: Iterable[Raw], report: Report) -> tuple[str, ...]:
    """Check e-mail addresses by their form alone, without network; ASCII as they are sent."""
    return _each(raw, report, _one_email)


def web_addresses(raw: Iterable[Raw], report: Report) -> tuple[str, ...]:
    """Check web addresses by their form alone."""
    return _each(raw, report, _one_web)


def _each(raw: Iterable[Raw], report: Report, one: Callable[[Place, str, Report], str | None]) -> tuple[str, ...]:
    found: list[str] = []
    for place, text in raw:
        value = one(place, text, report)
        if value in found:
            report.add(place, f"`{text}` stands here twice", "keep one of the two")
        elif value is not None:
            found.append(value)
    return tuple(found)


NUMBERS = Checked(complete_numbers)
EMAILS = Checked(emails)
WEB_ADDRESSES = Checked(web_addresses)
