"""Links that open an e-mail program: what goes in is what any reader of the link finds, and no further header."""

from urllib.parse import parse_qsl, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.mailto import ANY_ADDRESS, ANY_TEXT, Mail, mail
from ualetters.formats.mailto import link

ADDRESSES = st.lists(ANY_ADDRESS, max_size=3).map(tuple)


def test_a_link_is_written_as_the_standard_says() -> None:
    """Character by character: %20 and not `+`, CRLF at the end of a line, UTF-8 beyond ASCII."""
    assert link(("a+b@mvd.uz", "info@mvd.uz"), ("c@fsb.ru",), "Страх – 1 & 2", "Dear Sir,\n\n• 100 % = 1/1?\n") == (
        "mailto:a%2Bb@mvd.uz,info@mvd.uz?cc=c@fsb.ru"
        "&subject=%D0%A1%D1%82%D1%80%D0%B0%D1%85%20%E2%80%93%201%20%26%202"
        "&body=Dear%20Sir%2C%0D%0A%0D%0A%E2%80%A2%20100%20%25%20%3D%201%2F1%3F%0D%0A"
    )


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ((("a@x.org",), (), "", ""), "mailto:a@x.org"),
        ((("a@x.org",), (), "Fear", ""), "mailto:a@x.org?subject=Fear"),
        ((("a@x.org",), ("b@x.org",), "", ""), "mailto:a@x.org?cc=b@x.org"),
        (((), (), "", "Text"), "mailto:?body=Text"),
    ],
)
def test_what_is_empty_is_left_out(content: tuple[tuple[str, ...], tuple[str, ...], str, str], written: str) -> None:
    """An empty field would clear what the e-mail program writes there itself."""
    assert link(*content) == written


@pytest.mark.parametrize(
    "address",
    ["mvd&cc=x@mvd.uz", "mvd?cc=x@mvd.uz", "mvd%26cc=x@mvd.uz", "mvd#x@mvd.uz", "a/../b@mvd.uz", "%0D%0ABcc@mvd.uz"],
)
def test_an_address_adds_no_header(address: str) -> None:
    """Each of these is the valid address of one mailbox."""
    written = link((address, "info@mvd.uz"), (address,), "Fear", "")
    assert mail(written) == Mail((address, "info@mvd.uz"), (("cc", address), ("subject", "Fear")))


@given(ADDRESSES, ADDRESSES, ANY_TEXT, ANY_TEXT)
def test_any_link_gives_back_what_was_put_in(to: tuple[str, ...], cc: tuple[str, ...], subject: str, body: str) -> None:
    """A reader of the grammar of RFC 6068 and one of web addresses find the same, and nothing more."""
    written = link(to, cc, subject, body)
    assert written.isascii()
    fields = {"cc": ",".join(cc), "subject": subject, "body": body.replace("\n", "\r\n")}
    expected = tuple((name, value) for name, value in fields.items() if value)
    assert mail(written) == Mail(to, expected)
    parts = urlsplit(written)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("mailto", "", "")
    assert tuple(unquote(address) for address in parts.path.split(",") if address) == to
    assert tuple(parse_qsl(parts.query, strict_parsing=bool(parts.query), errors="strict")) == expected
