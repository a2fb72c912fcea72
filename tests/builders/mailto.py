"""A reader of `mailto:` links by the letter of RFC 6068, addresses that a case accepts, and a watch on the network."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import re
from threading import Thread
from typing import NamedTuple

from hypothesis import strategies as st

from builders.contacts import PLACE
from ualetters.contacts import emails
from ualetters.fields import Report

# The ABNF of section 2. In an address `%`, `/?#[]` and `&;=` must be encoded, and so must a comma that ends none.
UNRESERVED = r"[A-Za-z0-9._~-]"
ENCODED = r"%[0-9A-Fa-f]{2}"
QCHAR = rf"(?:{UNRESERVED}|{ENCODED}|[!$'()*+,;:@])"
ADDRESS = rf"(?:{UNRESERVED}|{ENCODED}|[!$'*+])+@[A-Za-z0-9.-]+"
LINK = re.compile(rf"mailto:((?:{ADDRESS}(?:,{ADDRESS})*)?)(?:\?({QCHAR}+={QCHAR}*(?:&{QCHAR}+={QCHAR}*)*))?")

WORDS = {
    "mail_open": "Open my e-mail program",
    "mail_subject": "Subject",
    "mail_to": "To",
    "mail_cc": "Copy to",
    "mail_copy_text": "The text is too long for a link: copy it from here into the e-mail.",
    "mail_text": "Text",
}


class Mail(NamedTuple):
    """What a link says: the addresses before its question mark, and the header fields after it."""

    to: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


def mail(link: str) -> Mail:
    """What a link says; a link that the grammar does not allow fails the test."""
    found = LINK.fullmatch(link)
    assert found, f"no link by RFC 6068: {link}"
    to, query = found.groups()
    fields = tuple(tuple(map(_decoded, one.split("="))) for one in query.split("&")) if query else ()
    return Mail(tuple(map(_decoded, to.split(","))) if to else (), tuple((name, value) for name, value in fields))


def _decoded(text: str) -> str:
    return re.sub(rb"%(..)", lambda found: bytes.fromhex(found[1].decode()), text.encode()).decode()


def _kept(text: str) -> tuple[str, ...]:
    """What of a text a case keeps as an e-mail address: one or none."""
    return emails([(PLACE, text)], Report())


_ATOM = st.text(st.sampled_from("abYZ09!#$%&'*+/=?^_`{|}~-"), min_size=1, max_size=12)
_LOCAL = st.lists(_ATOM, min_size=1, max_size=3).map(".".join)
_DOMAIN = st.sampled_from(["mvd.uz", "MVD.uz", "a-b.example.org", "пример.рф", "bücher.de", "xn--e1afmkfd.uz"])
ANY_ADDRESS = (
    (st.builds("{}@{}".format, _LOCAL, _DOMAIN) | st.emails()).map(_kept).filter(bool).map(lambda kept: kept[0])
)
"""Every e-mail address that a case accepts, as it is kept."""
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
"""Any text with LF line ends."""


@contextmanager
def watched() -> Iterator[tuple[str, list[str]]]:
    """The option with which Chromium asks a proxy for everything, and the list of what it asked for."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_CONNECT = do_POST = do_HEAD = do_GET  # noqa: N815  # the names that the library calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"--proxy-server=http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
