"""A letter as an e-mail draft: its text as the body, its PDF attached.

The draft is written here and not by `email`, which folds headers differently in each version of Python and
in 3.11 and 3.12 loses spaces in them. `email` then reads it back but for the attached PDF, and a draft that
says anything else than was meant is refused.
"""

from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Callable, Iterator
from email.errors import MessageDefect
from email.headerregistry import HeaderRegistry
from email.parser import BytesParser
from email.policy import default
from functools import lru_cache
from pathlib import Path
import re
from typing import NamedTuple

from ualetters.errors import UalettersError
from ualetters.formats import pdf, text
from ualetters.model.letter import Document, Letter, Mailing
from ualetters.model.stationery import PLAIN
from ualetters.templating import Templates

LINE = 76
# Of UTF-8 in one encoded word: what fits beside the header's name in a line, in whole groups of base64.
ENCODED_WORD = 39
# `=?` begins an encoded word, which older Pythons turn into further headers (CVE-2024-6923).
UNSAFE = re.compile(r"=\?|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN_WORDS = re.compile(r"[!-~]{1,60}( [!-~]{1,60})*")
_FILENAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@.{{1,253}}$){_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+")
# No line of base64 or of quoted-printable begins like this.
_BOUNDARY = "=_part_of_a_letter"
# A policy builds a class for each header that it reads, and drafts differ in few of their headers.
_READER = BytesParser(policy=default.clone(header_factory=lru_cache(maxsize=256)(HeaderRegistry())))


class _Reading(NamedTuple):
    """What an e-mail program finds in a draft."""

    headers: list[str]
    to: list[tuple[str, str]]
    cc: list[tuple[str, str]]
    subject: str
    unsent: str
    filenames: list[str | None]
    contents: list[object]
    defects: list[MessageDefect]


def renderer(templates: Templates, own_font: Path | None = None) -> Callable[[Letter], Document]:
    """The function that makes an e-mail draft of a letter, with the layouts loaded once.

    Args:
        templates: Where the layouts are found.
        own_font: Folder with the user's font for the PDF.

    Raises:
        UalettersError: The layout of the PDF is not allowed.
    """
    render_text, render_pdf = text.renderer(templates), pdf.renderer(templates, own_font)

    def render(letter: Letter) -> Document:
        """Make the draft of one letter and the letters enclosed with it.

        Raises:
            NoFontError: No font has the script of the letter, so that there is no PDF to attach.
            UalettersError: A header cannot carry its value, or the PDF cannot be set.
        """
        content = draft(letter, render_text(letter).content, render_pdf(letter, PLAIN).content)
        return Document("message/rfc822", "eml", content)

    return render


def draft(letter: Letter, body: bytes, attached: bytes) -> bytes:
    """The bytes of a draft, the same on every version of Python.

    Args:
        letter: What the headers are taken from.
        body: The letter as UTF-8 text with LF line ends.
        attached: The letter as PDF.

    Raises:
        UalettersError: A header cannot carry its value.
    """
    filename = f"{letter.case_id}-{letter.recipient_id}.pdf"
    check_headers(letter.mailing, filename)
    if not _FILENAME.fullmatch(filename):
        raise UalettersError(f"{filename!r} cannot name an attachment; use a-z, 0-9 and hyphens in ids")
    before, after = _around_the_attachment(letter.mailing, filename, body)
    # Without the attachment, which would be most of the work: base64 goes wrong in nobody's hands.
    if _read_back(before + after) != _meant(letter, filename, body):
        raise UalettersError(f"{filename}: the e-mail draft does not read as it was meant; use another format")
    return before + _base64(attached) + after


def _around_the_attachment(mailing: Mailing, filename: str, body: bytes) -> tuple[bytes, bytes]:
    """What a draft has before and after its attachment in base64."""
    encoding, encoded_body = _encoded_body(body)
    lines = (
        *(f"{name}: " + ",\r\n ".join(addresses) for name, addresses in _recipients(mailing).items()),
        f"Subject: {_encoded_subject(mailing.subject)}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
        "",
        f"--{_BOUNDARY}",
        'Content-Type: text/plain; charset="utf-8"',
        f"Content-Transfer-Encoding: {encoding}",
        "",
        encoded_body,
        f"--{_BOUNDARY}",
        "Content-Type: application/pdf",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;",
        f' filename="{filename}"',
        "\r\n",
    )
    return "\r\n".join(lines).encode("ascii"), f"\r\n--{_BOUNDARY}--\r\n".encode("ascii")


def check_headers(mailing: Mailing, file: str) -> None:
    """Refuse what no header of an e-mail may carry; the subject, which may name a person, is not repeated.

    Args:
        mailing: What the headers are made from.
        file: Name of the file that they are for, for the message.

    Raises:
        UalettersError: A header cannot carry its value, or an address would get the e-mail twice.
    """
    addresses = (*mailing.to, *mailing.cc)
    for name, value in {"the subject": mailing.subject, "an address": "\ufffd".join(addresses)}.items():
        if found := UNSAFE.search(value):
            shown = " ".join(f"U+{ord(char):04X}" for char in found.group())
            raise UalettersError(f"{file}: {name} of the e-mail contains {shown}; take it out")
    if not mailing.subject.strip():
        raise UalettersError(f"{file}: the e-mail has no subject; write the words of the case's first concern")
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise UalettersError(f"{file}: {address!r} is not the e-mail address of one mailbox; mend it")
    mailboxes = [*map(_mailbox, addresses)]
    for address in mailing.cc:
        if mailboxes.count(_mailbox(address)) > 1:
            raise UalettersError(f"{file}: {address!r} would get the e-mail twice; keep the address in one place")


def _mailbox(address: str) -> str:
    """An address as it is compared: capitals make no difference behind the @ (RFC 5321, section 2.4)."""
    local, domain = address.split("@")
    return f"{local}@{domain.lower()}"


def _recipients(mailing: Mailing) -> dict[str, tuple[str, ...]]:
    """The headers that say who gets the e-mail; copies alone are not written to."""
    if not mailing.to:
        return {}
    return {"To": mailing.to} | ({"Cc": mailing.cc} if mailing.cc else {})


def _encoded_subject(subject: str) -> str:
    """The subject as words that fit in a line, or as encoded words of RFC 2047, folded."""
    if not _PLAIN_WORDS.fullmatch(subject):
        return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode()}?=" for chunk in _chunks(subject))
    lines = [""]
    room = LINE - len("Subject: ")
    for word in subject.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _chunks(value: str) -> Iterator[bytes]:
    """The value in UTF-8, in pieces for one encoded word each, which never split a character."""
    chunk = b""
    for char in value:
        encoded = char.encode()
        if len(chunk) + len(encoded) > ENCODED_WORD:
            yield chunk
            chunk = b""
        chunk += encoded
    yield chunk


def _encoded_body(body: bytes) -> tuple[str, str]:
    """The name of the shorter encoding and the body in it: quoted-printable for Latin script, else base64."""
    with_crlf = body.replace(b"\n", b"\r\n")
    quoted, packed = b2a_qp(with_crlf, istext=True), _base64(with_crlf)
    name, encoded = ("quoted-printable", quoted) if len(quoted) <= len(packed) else ("base64", packed)
    return name, encoded.decode("ascii")


def _base64(content: bytes) -> bytes:
    return encodebytes(content).rstrip(b"\n").replace(b"\n", b"\r\n")


def _meant(letter: Letter, filename: str, body: bytes) -> _Reading:
    recipients = _recipients(letter.mailing)
    to, cc = ([("", address) for address in recipients.get(name, ())] for name in ("To", "Cc"))
    return _Reading(
        headers=[*recipients, "Subject", "X-Unsent", "MIME-Version", "Content-Type"],
        to=to,
        cc=cc,
        subject=letter.mailing.subject,
        unsent="1",
        filenames=[None, filename],
        contents=[body.decode().replace("\n", "\r\n"), b""],
        defects=[],
    )


def _read_back(content: bytes) -> _Reading:
    message = _READER.parsebytes(content)
    to, cc = (
        [(address.display_name, address.addr_spec) for address in (message[name].addresses if name in message else ())]
        for name in ("To", "Cc")
    )
    parts = [*message.iter_parts()]
    return _Reading(
        headers=message.keys(),
        to=to,
        cc=cc,
        subject=message["Subject"],
        unsent=message["X-Unsent"],
        filenames=[part.get_filename() for part in parts],
        contents=[part.get_content() for part in parts],
        defects=[defect for part in message.walk() for defect in part.defects],
    )
