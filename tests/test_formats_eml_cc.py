"""Copies in e-mail drafts: a Cc header behind To, and nobody who gets the e-mail twice."""

from email.parser import BytesParser
from email.policy import default

from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.formats_scripts import ARABIC
from builders.mailto import ANY_ADDRESS
from ualetters.errors import UalettersError
from ualetters.formats import eml
from ualetters.model.letter import Mailing

TO = ("office@example.uz", "mvd&cc=x@mvd.uz")


def drafted(to: tuple[str, ...], cc: tuple[str, ...]) -> bytes:
    """A draft to these addresses."""
    return eml.draft(replace(ARABIC, mailing=Mailing(to, "Fear for safety", cc)), b"Dear Minister,\n", b"%PDF-")


def test_the_copies_stand_behind_the_recipients() -> None:
    """To the letter, so that every Python writes the same; two readers find the same people."""
    content = drafted(TO, ("copy@fsb.ru", "a&to=b@fsb.ru"))
    assert content.split(b"\r\nContent-Type")[0] == (
        b"To: office@example.uz,\r\n mvd&cc=x@mvd.uz\r\n"
        b"Cc: copy@fsb.ru,\r\n a&to=b@fsb.ru\r\n"
        b"Subject: Fear for safety\r\nX-Unsent: 1\r\nMIME-Version: 1.0"
    )
    mail = parse_email(content)
    assert [(one.display_name, one.address) for one in mail.to] == [(None, address) for address in TO]
    assert [one.address for one in mail.cc] == ["copy@fsb.ru", "a&to=b@fsb.ru"]
    assert mail.bcc == []
    message = BytesParser(policy=default).parsebytes(content)
    assert [one.addr_spec for one in message["Cc"].addresses] == ["copy@fsb.ru", "a&to=b@fsb.ru"]


@pytest.mark.parametrize(("to", "headers"), [(TO, ["To"]), ((), [])])
def test_without_copies_there_is_no_such_header(to: tuple[str, ...], headers: list[str]) -> None:
    """Nor are copies written to where nobody gets the letter itself."""
    for cc in [()] if to else [(), ("copy@fsb.ru",)]:
        message = BytesParser(policy=default).parsebytes(drafted(to, cc))
        assert message.keys() == [*headers, "Subject", "X-Unsent", "MIME-Version", "Content-Type"]


@pytest.mark.parametrize(
    "cc",
    [
        ("office@example.uz",),
        ("office@EXAMPLE.uz",),
        ("copy@fsb.ru", "copy@FSB.RU"),
        ("copy@fsb.ru", "other@fsb.ru", "copy@fsb.ru"),
    ],
)
def test_nobody_gets_an_e_mail_twice(cc: tuple[str, ...]) -> None:
    """However the domain is spelled."""
    with pytest.raises(UalettersError, match="twice; keep the address in one place"):
        drafted(TO, cc)


def test_the_part_before_the_at_sign_is_compared_as_it_is() -> None:
    """Only its own mail server knows what capitals mean there."""
    assert b"\r\nCc: Office@example.uz\r\n" in drafted(TO, ("Office@example.uz",))


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "A <a@example.org>", "a@b", "a@x.org,b@x.org"]
)
def test_what_is_not_exactly_one_address_is_refused(address: str) -> None:
    """In Cc as in To."""
    with pytest.raises(UalettersError, match="address"):
        drafted(TO, ("copy@fsb.ru", address))


@given(st.lists(ANY_ADDRESS, min_size=2, max_size=6, unique=True), st.data())
def test_any_addresses_of_a_case_are_read_back(addresses: list[str], data: st.DataObject) -> None:
    """Whatever a case accepts can be written to, but for what begins an encoded word."""
    first = data.draw(st.integers(1, len(addresses)))
    to, cc = tuple(addresses[:first]), tuple(addresses[first:])
    if any("=?" in address for address in addresses):
        with pytest.raises(UalettersError, match=r"U\+003D U\+003F"):
            drafted(to, cc)
        return
    content = drafted(to, cc)
    mail = parse_email(content)
    assert ([one.address for one in mail.to], [one.address for one in mail.cc]) == ([*to], [*cc])
    assert mail.headers.get("Cc", [""])[0] == ", ".join(cc)
    assert content.count(b"\r\nCc: ") == bool(cc)
