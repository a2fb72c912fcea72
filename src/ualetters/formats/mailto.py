"""A page from which a volunteer sends a letter by e-mail: a link that opens the program, and the text to copy."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from ualetters.formats import extension
from ualetters.formats.eml import check_headers
from ualetters.model.letter import Document, Letter
from ualetters.templating import Templates, layout

LAYOUT = "mailto.html.j2"
EXTENSION = extension("mailto")
# In characters; Windows and Outlook cut off or refuse links of more than about 2,050.
MAX_LINK = 1900


def link(to: tuple[str, ...], cc: tuple[str, ...], subject: str, body: str) -> str:
    r"""A `mailto:` link (RFC 6068) that says exactly this; what is empty is left out.

    Every character that is not a letter, a digit or one of `-._~` is encoded, so that no value can end and become
    another header: `mvd&cc=x@mvd.uz` is the address of one mailbox.

    Args:
        to: E-mail addresses in ASCII.
        cc: E-mail addresses in ASCII.
        subject: One line.
        body: Text with LF line ends.

    >>> link(("mvd&cc=x@mvd.uz",), (), "Fear for safety", "Dear Minister,\nthank you.")
    'mailto:mvd%26cc%3Dx@mvd.uz?subject=Fear%20for%20safety&body=Dear%20Minister%2C%0D%0Athank%20you.'
    """
    fields = {"cc": _addresses(cc), "subject": _encoded(subject), "body": _encoded(body.replace("\n", "\r\n"))}
    query = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{_addresses(to)}" + (f"?{query}" if query else "")


def _addresses(addresses: tuple[str, ...]) -> str:
    return ",".join(quote(address, safe="@") for address in addresses)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def renderer(templates: Templates) -> Callable[[Letter, str, Mapping[str, str], str, str], Document]:
    """The function that makes the page of a letter to somebody who has an e-mail address, with the layout loaded once.

    Raises:
        UalettersError: The layout is no template.
    """
    render_layout = layout(templates, LAYOUT, autoescape=True)

    def render(letter: Letter, text: str, words: Mapping[str, str], language: str, direction: str) -> Document:
        """Make the page for one letter.

        Args:
            letter: The letter.
            text: Its words, as they are pasted into an e-mail, with LF line ends.
            words: The volunteer's words for `mail_open`, `mail_subject`, `mail_to`, `mail_cc`, `mail_copy_text` and
                `mail_text`.
            language: BCP 47 tag of these words.
            direction: Theirs, `ltr` or `rtl`.

        Raises:
            UalettersError: The e-mail cannot have such a subject or address, or the layout is wrong.
            ValueError: The letter has nobody to be sent to, as a specimen has not.
        """
        to, subject, cc = letter.mailing.to, letter.mailing.subject, letter.mailing.cc
        if not to:
            raise ValueError("a letter without an e-mail address has no e-mail page")
        check_headers(letter.mailing, f"{letter.case_id}-{letter.recipient_id}.{EXTENSION}")
        whole, short, shortest = (link(to, cc, *said) for said in ((subject, text), (subject, ""), ("", "")))
        page = render_layout(
            letter=letter,
            text=text,
            words=words,
            language=language,
            direction=direction,
            link=next((one for one in (whole, short) if len(one) <= MAX_LINK), shortest),
            is_whole=len(whole) <= MAX_LINK,
        )
        return Document("text/html; charset=utf-8", EXTENSION, page.encode())

    return render
