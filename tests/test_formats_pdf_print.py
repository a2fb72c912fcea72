"""PDF: printed in its own size, sound to every reader, silent about its writer, and the same bytes every time."""

from base64 import b64decode
from email import message_from_bytes
from io import BytesIO
import logging
import re
from typing import Any

import pdfplumber
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
from pypdfium2 import PdfDocument
import pytest

from builders.compose import SHOP
from builders.formats_pdf import ENGLISH, LETTER, catalogue, claims, longer, pages
from builders.formats_scripts import ARABIC, CHINESE
from builders.window import letters, pdf_of, text_of, to_governor, writer
from ualetters.formats import pdf
from ualetters.formats.sheets import letter_sheet
from ualetters.formats.typesetting import typeset
from ualetters.model.sender import Privacy
from ualetters.templating import Templates

HEADER = re.compile(rb"(\d+) (\d+) obj\b")
LAID = {
    "plain": (LETTER, None),
    "English": (ENGLISH, None),
    "long": (longer(LETTER, 60), None),
    "Arabic": (ARABIC, None),
    "Chinese": (CHINESE, None),
    "window": (to_governor("en", "DE"), "din5008b"),
    "envelope": (letters("azimov", "en", "GB", writer("GB"))["matiushkin"], None),
}


@pytest.fixture(params=LAID)
def content(request: pytest.FixtureRequest) -> bytes:
    """The PDF of letters of every kind."""
    letter, layout = LAID[request.param]
    return pdf_of(letter, layout)


def test_it_is_printed_in_its_own_size(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A reader that fits it to the page would move the address out of the window; its title is still shown."""
    with caplog.at_level(logging.WARNING):
        reader = PdfReader(BytesIO(content), strict=True)
        preferences = catalogue(reader, "/ViewerPreferences", DictionaryObject)
        count = len(reader.pages)
    assert caplog.records == []
    assert (str(preferences["/PrintScaling"]), str(preferences["/DisplayDocTitle"])) == ("/None", "True")
    assert content.count(b"/PrintScaling") == 1
    with PdfDocument(content) as document, pdfplumber.open(BytesIO(content)) as plumbed:
        assert len(document) == len(plumbed.pages) == count


def test_every_object_is_where_the_table_says(content: bytes) -> None:
    """No reader has to search for one: each offset leads to the object of its number, the last to the table itself."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", content)
    assert start is not None
    table = content[int(start[1]) :]
    assert table.startswith(b"xref") or HEADER.match(table)
    offsets = PdfReader(BytesIO(content), strict=True).xref
    assert sum(map(len, offsets.values())) > 10
    for generation, objects in offsets.items():
        for number, offset in objects.items():
            if number:
                header = HEADER.match(content, offset)
                assert header is not None
                assert (int(header[1]), int(header[2])) == (number, 0 if generation == 65535 else generation)


def test_it_still_claims_the_standards_it_was_made_by(content: bytes) -> None:
    """PDF/A-2a and PDF/UA-1."""
    claims(PdfReader(BytesIO(content)))


def test_a_title_that_looks_like_a_catalogue_spoils_nothing() -> None:
    """What is looked for in the file is looked for in the right place."""
    title = "/ViewerPreferences<< /Catalog endobj startxref 0 %%EOF"
    content = typeset(Templates.with_own())((letter_sheet(LETTER),), title, LETTER.dated)
    reader = PdfReader(BytesIO(content), strict=True)
    assert str(catalogue(reader, "/ViewerPreferences", DictionaryObject)["/PrintScaling"]) == "/None"
    assert reader.metadata is not None
    assert reader.metadata.title == title
    test_every_object_is_where_the_table_says(content)


NAME, STREET, TOWN, PHONE, EMAIL = ("Clara", "Canary", "Birdville", "1234567", "clara@")


def everything(content: bytes) -> str:
    """All that is written in a PDF: on its pages, in its information, its metadata and its structure."""
    reader = PdfReader(BytesIO(content))
    written = [text_of(content, page) for page in range(len(reader.pages))]
    written += hidden(content)
    return "\n".join(written)


def hidden(content: bytes) -> list[str]:
    """What is written in a PDF beside its pages."""
    reader = PdfReader(BytesIO(content))
    found = [str(value) for value in (reader.metadata or {}).values()]
    found.append(catalogue(reader, "/Metadata", StreamObject).get_data().decode())
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop().get_object()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, dict):
            waiting += [value for key, value in one.items() if key not in {"/P", "/Parent", "/Pg"}]
        elif isinstance(one, list):
            waiting += one
        else:
            found.append(str(one))
    return found


@pytest.mark.parametrize("layout", ["din5008b", "plain", None])
@pytest.mark.parametrize(
    ("privacy", "there", "absent"),
    [
        ("full", {NAME, STREET, TOWN, PHONE, EMAIL}, set()),
        ("initials", {"C. N.", TOWN}, {NAME, STREET, PHONE, EMAIL, "Ornithologist"}),
        ("hand", set(), {NAME, "C. N.", STREET, TOWN, PHONE, EMAIL, "Ornithologist", "54321", "DEUTSCHLAND"}),
    ],
)
@pytest.mark.parametrize("code", ["en", "ru"])
def test_what_is_told_of_the_sender(
    layout: str | None,
    code: str,
    privacy: Privacy,
    there: set[str],
    absent: set[str],
) -> None:
    """As much as their profile says, in the window, on the envelope and in the letter; in the file's data nothing."""
    recipient, country = ("bastrykin", "DE") if layout else ("matiushkin", "GB")
    found = letters("azimov", code, country, writer(country, privacy=privacy))
    content = pdf_of(found[recipient], layout)
    written = everything(content)
    assert {word for word in there | absent if word in written} == there
    canaries = (NAME, "C. N.", STREET, TOWN, PHONE, EMAIL)
    assert [word for word in canaries for text in hidden(content) if word in text] == []


@pytest.mark.parametrize(
    ("privacy", "line"), [("full", "Clara Nováková · Canary Lane 12"), ("initials", "C. N. · 54321")]
)
def test_the_line_above_the_address(privacy: Privacy, line: str) -> None:
    """Only where the layout has one."""
    sender = writer("DE", privacy=privacy)
    letter = letters("azimov", "ru", "DE", sender)["bastrykin"]
    assert line in text_of(pdf_of(letter, "din5008b"))
    assert line not in text_of(pdf_of(letter, "a4"))
    assert line not in text_of(pdf_of(letter, "plain"))


@pytest.mark.parametrize("recipient", ["bastrykin", "matiushkin", "embassy-ru"])
def test_the_pdf_of_an_e_mail_is_always_plain(recipient: str) -> None:
    """Whoever gets it folds nothing."""
    letter = letters("azimov", "en", "DE", writer("DE"))[recipient]
    draft = message_from_bytes(SHOP.render("eml", letter).content)
    attached = [str(part.get_payload()) for part in draft.walk() if part.get_content_type() == "application/pdf"]
    assert [b64decode(one) for one in attached] == [pdf_of(letter, "plain")]
    assert (pdf_of(letter) == pdf_of(letter, "plain")) == (letter.postal is None)


def test_the_bytes_are_the_same_every_time(content: bytes, request: pytest.FixtureRequest) -> None:
    """Whatever else was made with the same or with another renderer."""
    letter, layout = LAID[request.node.callspec.params["content"]]
    render = pdf.renderer(Templates.with_own())
    render(LAID["envelope"][0])
    render(LAID["window"][0], "us10")
    assert render(letter, layout).content == content


def test_each_letter_counts_its_own_pages() -> None:
    """The second page of a letter says so, the first and an envelope do not; each has the mark of its letter."""
    found = letters("azimov", "en", "DE", writer("DE"))
    two = [page.extract_text() for page in pages(pdf_of(found["bastrykin"], "din5008b"))]
    assert [re.findall(r"\d / \d", text) for text in two] == [[], ["2 / 2"]]
    assert [found["bastrykin"].mark in text for text in two] == [True, True]
    found = letters("azimov", "en", "GB", writer("GB"))
    four = [page.extract_text() for page in pages(pdf_of(found["matiushkin"]))]
    marks = (found["matiushkin"].mark, *(one.mark for one in found["matiushkin"].enclosed), found["matiushkin"].mark)
    assert [re.findall(r"\d / \d", text) for text in four] == [[], [], [], []]
    assert [mark in text for mark, text in zip(marks, four, strict=True)] == [True] * 4
