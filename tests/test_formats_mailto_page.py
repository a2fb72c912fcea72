"""The page from which a letter is sent by e-mail: to whom, the link that fits, the text, and nothing from outside."""

from pathlib import Path
import re
from xml.etree.ElementTree import Element

import html5lib
from msgspec.structs import replace
import pytest

from builders.formats_pdf import LETTER
from builders.formats_scripts import ARABIC
from builders.mailto import WORDS, Mail, mail
from ualetters.errors import UalettersError
from ualetters.formats import mailto, paste
from ualetters.model.letter import Letter, Mailing
from ualetters.templating import Templates

TEMPLATES = Templates.with_own()
TO = ("office@example.uz", "mvd&cc=x@mvd.uz")
CC = ("copy@fsb.ru",)
MAILED = replace(LETTER, mark="", mailing=Mailing(TO, "Fear for safety", CC))
HOSTILE = (
    "\n<script>alert(1)</script></pre></textarea>",
    '" onclick="alert(1)',
    "<!-- -->&amp;&lt;&#60;",
    "{{ 7 * 7 }}{% raw %}",
    "<img src=https://example.org/x.png>\n",
)


def page(
    text: str, letter: Letter = MAILED, words: dict[str, str] = WORDS, own: tuple[Path, ...] = (), **page: str
) -> Element:
    """The page as a browser reads it; anything that HTML does not allow is an error."""
    language, direction = page.get("language", "en"), page.get("direction", "ltr")
    document = mailto.renderer(Templates.with_own(own))(letter, text, words, language, direction)
    assert (document.media_type, document.extension) == ("text/html; charset=utf-8", "mail.html")
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document.content.decode())
    return root


def only(root: Element, path: str) -> Element:
    """The one element at this path."""
    (found,) = root.findall(path)
    return found


def linked(root: Element) -> str:
    """Where the only link of a page goes."""
    return only(root, ".//a").attrib["href"]


def test_the_page_says_to_whom_and_what() -> None:
    """Every address by itself, the copies, the subject, a link and the text, each below its word."""
    root = page("Dear Minister,\n\nthank you.\n")
    assert [term.text for term in root.iter("dt")] == ["To", "Copy to", "Subject"]
    assert [element.text for element in root.findall(".//li/bdi")] == [*TO, *CC]
    assert (only(root, ".//h1/bdi").text, only(root, ".//title").text) == ("Fear for safety", "Fear for safety")
    assert only(root, ".//a").text == "Open my e-mail program"
    assert only(root, ".//h2").text == "Text"
    assert only(root, ".//pre").text == "Dear Minister,\n\nthank you.\n"
    assert root.findall(".//p") == []


def test_without_copies_the_page_does_not_speak_of_any() -> None:
    """Nor does it need the word for them."""
    words = {key: word for key, word in WORDS.items() if key != "mail_cc"}
    root = page("Text\n", replace(MAILED, mailing=Mailing(TO, "Fear for safety")), words)
    assert [term.text for term in root.iter("dt")] == ["To", "Subject"]
    assert mail(linked(root)).fields == (("subject", "Fear for safety"), ("body", "Text\r\n"))


def test_a_link_of_1900_characters_has_the_text_and_a_longer_one_has_not() -> None:
    """Then the page says that the text must be copied; it stands there in both cases."""
    room = mailto.MAX_LINK - len(mailto.link(TO, CC, "Fear for safety", "")) - len("&body=")
    assert mailto.MAX_LINK == 1900
    for length, fields in ((room, (("body", "x" * room),)), (room + 1, ())):
        root = page("x" * length)
        assert mail(linked(root)) == Mail(TO, (("cc", CC[0]), ("subject", "Fear for safety"), *fields))
        hints = [] if fields else ["The text is too long for a link: copy it from here into the e-mail."]
        assert [hint.text for hint in root.iter("p")] == hints
        assert only(root, ".//pre").text == "x" * length


def test_a_subject_that_makes_the_link_too_long_is_copied_too() -> None:
    """A link that a program cuts off in the middle would be worse than none."""
    subject = "Об исчезновении Тимура Назарова " * 12
    root = page("Text", replace(MAILED, mailing=Mailing(TO, subject.strip(), CC)))
    assert mail(linked(root)) == Mail(TO, (("cc", CC[0]),))
    assert only(root, ".//h1/bdi").text == subject.strip()
    assert [hint.text for hint in root.iter("p")] == [WORDS["mail_copy_text"]]


def test_a_russian_letter_of_ordinary_length_is_copied() -> None:
    """Cyrillic takes six characters of a link each; the page has the text as it is pasted."""
    text = paste.renderer(TEMPLATES)(MAILED).content.decode()
    root = page(text)
    assert only(root, ".//pre").text == text
    assert [name for name, _ in mail(linked(root)).fields] == ["cc", "subject"]


def test_words_and_text_have_each_their_language_and_direction() -> None:
    """An Arabic letter by somebody who reads English, and an English one by somebody who reads Arabic."""
    arabic = replace(ARABIC, mark="")
    root = page("نص\n", arabic, language="en-GB", direction="ltr")
    assert root.attrib == {"lang": "en-GB", "dir": "ltr"}
    for path in (".//pre", ".//h1/bdi"):
        assert only(root, path).attrib == {"class": "copy", "lang": "ar", "dir": "rtl"}
    root = page("Text\n", language="ar", direction="rtl")
    assert root.attrib == {"lang": "ar", "dir": "rtl"}
    assert only(root, ".//pre").attrib == {"class": "copy", "lang": "ru", "dir": "ltr"}
    assert {element.get("dir") for element in root.findall(".//li/bdi")} == {"ltr"}


def test_the_page_refers_to_nothing_and_runs_nothing() -> None:
    """No element or attribute that loads or does something, and a policy that would forbid it."""
    root = page("Text\n")
    forbidden = {"script", "link", "img", "iframe", "base", "form", "button", "textarea", "object"}
    assert {element.tag for element in root.iter()}.isdisjoint(forbidden)
    attributes = {name for element in root.iter() for name in element.attrib}
    assert attributes == {"charset", "class", "content", "dir", "href", "http-equiv", "lang", "name"}
    policy = only(root, ".//meta[@http-equiv='Content-Security-Policy']")
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"
    assert re.findall(r"url\(|@import|https?:", only(root, ".//style").text or "") == []


def test_markup_in_a_text_is_text() -> None:
    """Every hostile string comes back as it was, in the text, the subject and the words."""
    text = " ".join(HOSTILE)
    words = dict.fromkeys(WORDS, HOSTILE[1])
    root = page(text, replace(MAILED, mailing=Mailing(TO, HOSTILE[2], CC)), words)
    assert only(root, ".//pre").text == text
    assert (only(root, ".//h1/bdi").text, only(root, ".//a").text) == (HOSTILE[2], HOSTILE[1])
    assert dict(mail(linked(root)).fields) == {
        "cc": CC[0],
        "subject": HOSTILE[2],
        "body": text.replace("\n", "\r\n"),
    }
    assert [element.tag for element in root.iter() if element.tag in ("script", "img")] == []
    assert [name for element in root.iter() for name in element.attrib if name.startswith("on")] == []


@pytest.mark.parametrize("mailing", [Mailing((), "Fear for safety"), Mailing((), "Fear for safety", CC)])
def test_a_specimen_has_no_page(mailing: Mailing) -> None:
    """Nor has anybody without an e-mail address, though a copy has one."""
    with pytest.raises(ValueError, match="without an e-mail address"):
        page("Text\n", replace(MAILED, mark="SPECIMEN", mailing=mailing))


@pytest.mark.parametrize(
    "mailing",
    [
        Mailing(TO, "Fear\r\nBcc: evil@example.org"),
        Mailing(TO, "=?utf-8?b?DQpCY2M6IGV2aWxAeC55?="),
        Mailing(TO, " "),
        Mailing(("a@x.org,b@x.org",), "Fear"),
        Mailing(TO, "Fear", ("a@x.org\n",)),
        Mailing(TO, "Fear", (TO[0],)),
    ],
)
def test_what_an_e_mail_cannot_carry_is_refused(mailing: Mailing) -> None:
    """The program would decode the link, and might make two headers of one; the subject is not repeated."""
    with pytest.raises(UalettersError, match=r"^example-chairman\.mail\.html: ") as caught:
        page("Text\n", replace(MAILED, mailing=mailing))
    assert "Fear" not in str(caught.value)


def test_a_word_that_is_not_there_is_an_error() -> None:
    """English never stands in for it, nor does nothing."""
    with pytest.raises(UalettersError, match="UndefinedError"):
        page("Text\n", words={key: word for key, word in WORDS.items() if key != "mail_open"})


def test_an_own_layout_replaces_the_packaged_one(tmp_path: Path) -> None:
    """As of every other format."""
    (tmp_path / "_layouts").mkdir()
    layout = "<!DOCTYPE html><title>{{ words.mail_to }}</title><a href='{{ link }}'>{{ is_whole }}</a>"
    (tmp_path / "_layouts" / mailto.LAYOUT).write_text(layout, encoding="utf-8")
    root = page("a & b", own=(tmp_path,))
    assert (only(root, ".//title").text, only(root, ".//a").text) == ("To", "True")
    assert dict(mail(linked(root)).fields)["body"] == "a & b"
