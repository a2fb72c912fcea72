"""E-mail drafts: what goes in is what every mail program reads out, and nothing else."""

from datetime import date
from email.parser import BytesParser
from email.policy import default
from hashlib import sha256
from itertools import product

from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from ualetters.errors import UalettersError
from ualetters.formats import eml, pdf, text
from ualetters.model.letter import Align, Letter, Mailing, Paragraph, Part, Role
from ualetters.templating import Templates

BODY = "Уважаемый господин Председатель!\n\nFrom здесь\n.\n".encode()
PDF = b"%PDF-1.7\n\x00\r\n\xff--=_"
SUBJECT = "Об исчезновении Тимура Назарова – и угрозе его высылки"
LETTER = Letter(
    case_id="example",
    recipient_id="chairman",
    language="ru",
    direction="ltr",
    title="Председателю: Об исчезновении Тимура Назарова",
    mark="",
    parts=(Part(Role.BODY, Align.START, (Paragraph("Прошу Вас установить его местонахождение."),)),),
    mailing=Mailing(("office@example.uz", "mvd&cc=x@mvd.uz"), SUBJECT),
    dated=date(2013, 1, 28),
)
# Of the drafts that `test_the_bytes_are_the_same_on_every_python` makes; found on 3.11.7, 3.12.1 and 3.13.0.
DIGEST = "9ddf3c0987edd4480ad360fcb3bc984d62a9c8b9ebfc867154459bb4e89b4cce"


def drafted(subject: str = SUBJECT, to: tuple[str, ...] = ("office@example.uz",)) -> bytes:
    """A draft with this subject to these addresses."""
    return eml.draft(replace(LETTER, mailing=Mailing(to, subject)), BODY, PDF)


def test_the_draft_holds_the_text_and_the_pdf_of_the_letter() -> None:
    """The body is the text letter and the attachment the PDF, both as the other formats make them."""
    templates = Templates.with_own()
    document = eml.renderer(templates)(LETTER)
    assert (document.media_type, document.extension) == ("message/rfc822", "eml")
    mail = parse_email(document.content)
    assert [part.replace("\r\n", "\n").encode() for part in mail.text_plain] == [
        text.renderer(templates)(LETTER).content
    ]
    assert [(a.mimetype, a.filename, a.content) for a in mail.attachments] == [
        ("application/pdf", "example-chairman.pdf", pdf.renderer(templates)(LETTER).content)
    ]


def test_the_headers_stand_in_their_order_and_say_who_and_what() -> None:
    """An unsent draft without date, sender or message id; `&cc=` in an address adds no header."""
    content = eml.draft(LETTER, BODY, PDF)
    message = BytesParser(policy=default).parsebytes(content)
    assert message.keys() == ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert [address.addr_spec for address in message["To"].addresses] == list(LETTER.mailing.to)
    assert message["X-Unsent"] == "1"
    mail = parse_email(content)
    assert (mail.subject, mail.headers["To"]) == (SUBJECT, ["office@example.uz, mvd&cc=x@mvd.uz"])
    assert (mail.cc, mail.bcc) == ([], [])


def test_a_letter_that_is_not_to_be_sent_has_no_recipient() -> None:
    """A specimen has no address, so the draft has no To."""
    message = BytesParser(policy=default).parsebytes(drafted(to=()))
    assert message.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]


def test_the_bytes_are_ascii_in_lines_of_a_length_that_every_server_passes_on() -> None:
    """CRLF line ends only, and at most 76 characters in a line."""
    for body in (BODY, b"Dear Minister, " * 30 + b"thank you.\n"):
        content = eml.draft(LETTER, body, PDF * 100).decode("ascii")
        assert content.replace("\r\n", "").count("\n") == content.replace("\r\n", "").count("\r") == 0
        assert max(map(len, content.split("\r\n"))) <= 76


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?b?DQpCY2M6IGV2aWxAeC55?=",
        "Fear =?",
        "Fear\r\nBcc: evil@example.org",
        *(f"Fear{char}Bcc: evil@example.org" for char in "\n\r\t\0\x0b\x0c\x1c\x1d\x1e\x7f\x85\u2028\u2029"),
        "lone \ud800 surrogate",
        "",
        "\u00a0 ",
    ],
)
def test_a_subject_that_could_become_another_header_is_refused(subject: str) -> None:
    """The message does not repeat the subject, which may name a person."""
    with pytest.raises(UalettersError, match="subject") as caught:
        drafted(subject)
    assert "Fear" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org, b@example.org",
        "a@example.org,b@example.org",
        "<a@example.org>",
        "A <a@example.org>",
        '"a b"@example.org',
        "a b@example.org",
        " a@example.org",
        "a@example.org ",
        "a@example.org\n",
        "a@example.org\r\nBcc: b@example.org",
        "a@example",
        "a@-example.org",
        "a@example.org.",
        "a..b@example.org",
        ".a@example.org",
        "a@b@example.org",
        "a@[127.0.0.1]",
        "а@example.org",
        "a@пример.рф",
        "=?utf-8?q?a?=@example.org",
        "group:a@example.org;",
        "a@example.org(comment)",
        "a" * 65 + "@example.org",
        "a@" + "b." * 130 + "org",
        "",
    ],
)
def test_what_is_not_exactly_one_address_is_refused(address: str) -> None:
    """Lists, names, comments, quotes, spaces and alphabets other than ASCII."""
    with pytest.raises(UalettersError, match="address"):
        drafted(to=("office@example.uz", address))


@pytest.mark.parametrize(
    "address",
    [
        "mvd&cc=x@mvd.uz",
        "o'neill@example.org",
        "a+b@example.co.uk",
        "-oQ/tmp@example.org",
        "a@xn--e1afmkfd.uz",
    ],
)
def test_an_unusual_address_of_one_mailbox_is_kept(address: str) -> None:
    """Both readers find this address and no other."""
    content = drafted(to=(address,))
    parsed = BytesParser(policy=default).parsebytes(content)["To"].addresses
    assert [(found.display_name, found.addr_spec) for found in parsed] == [("", address)]
    assert parse_email(content).headers["To"] == [address]


@pytest.mark.parametrize("recipient_id", ['x"; y="z', "x\r\nBcc: b", "x/../y", "ж", "x y"])
def test_an_id_that_cannot_name_a_file_is_refused(recipient_id: str) -> None:
    """The name of the attachment is a header's value too."""
    with pytest.raises(UalettersError, match="cannot name an attachment"):
        eml.draft(replace(LETTER, recipient_id=recipient_id), BODY, PDF)


awkward = st.sampled_from(["=?utf-8?q?", "?=", "=", "?", " ", "  ", "\t", "\r\n", ": ", "Bcc:", '"', "(", "э" * 60])
subjects = st.lists(st.text(max_size=20) | awkward, max_size=12).map("".join)


@given(subjects)
def test_any_subject_is_refused_or_read_back_as_it_was(subject: str) -> None:
    """Two parsers that share no code agree on the headers and the subject."""
    if eml.UNSAFE.search(subject) or not subject.strip():
        with pytest.raises(UalettersError):
            drafted(subject)
        return
    content = drafted(subject)
    message = BytesParser(policy=default).parsebytes(content)
    assert message.keys() == ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert message["Subject"] == subject
    mail = parse_email(content)
    assert sorted(mail.headers) == sorted(message.keys())
    assert mail.subject.strip() == subject.strip()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")), st.binary())
def test_any_text_and_any_attachment_come_back(body: str, attached: bytes) -> None:
    """Whatever encoding is chosen for the body."""
    mail = parse_email(eml.draft(LETTER, body.encode(), attached))
    assert [found.content for found in mail.attachments] == [attached]
    message = BytesParser(policy=default).parsebytes(eml.draft(LETTER, body.encode(), attached))
    assert next(message.iter_parts()).get_content().replace("\r\n", "\n") == body


def test_the_bytes_are_the_same_on_every_python() -> None:
    """Awkward subjects, whose folding differs from version to version where `email` does it."""
    words = f"Об исчезновении|Тимура|and|–|{'x' * 90}|{'э' * 70}|\u00a0||a,b|=|?|(x)".split("|")
    digest = sha256()
    for first, second in product(words, repeat=2):
        mailing = Mailing(("a@example.org",) * len(second), f"{first} {second} {first * 3} Re: x")
        letter = replace(LETTER, mailing=mailing)
        digest.update(eml.draft(letter, f"{first}\n{second}\n".encode(), second.encode() * 100))
    assert digest.hexdigest() == DIGEST
