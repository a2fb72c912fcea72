"""E-mail drafts in scripts other than Latin: isolates in the text that is read, and nowhere else."""

from email import message_from_bytes
from email.policy import default
import re

from fast_mail_parser import parse_email
import pytest

from builders.formats_scripts import SCRIPTS
from ualetters.bidi import END, FROM_LEFT
from ualetters.formats import eml, pdf, text
from ualetters.model.letter import Letter
from ualetters.templating import Templates

TEMPLATES = Templates.with_own()
MARKS = re.compile("[\u200b-\u200f\u2060-\u2069]")


@pytest.mark.parametrize("letter", SCRIPTS.values(), ids=SCRIPTS)
def test_a_draft_in_another_script(letter: Letter) -> None:
    """Two readers find the subject and the address; the text is the text letter, the PDF the PDF."""
    content = eml.renderer(TEMPLATES)(letter).content
    message = message_from_bytes(content, policy=default)
    assert (message["Subject"], message["To"]) == (letter.mailing.subject, "office@example.ru")
    for value in message.values():
        assert MARKS.search(value) is None
    mail = parse_email(content)
    assert mail.subject == letter.mailing.subject
    assert [part.replace("\r\n", "\n").encode() for part in mail.text_plain] == [
        text.renderer(TEMPLATES)(letter).content
    ]
    assert (f"{FROM_LEFT}119991 Moscow{END}" in mail.text_plain[0]) == (letter.direction == "rtl")
    assert [(one.filename, one.content) for one in mail.attachments] == [
        ("example-chairman.pdf", pdf.renderer(TEMPLATES)(letter).content)
    ]
