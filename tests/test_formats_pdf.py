"""PDF: the words of the letter in order, tagged, with the standards that it claims, and no markup from data."""

from collections.abc import Iterator
from io import BytesIO
import unicodedata

from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject
from pypdfium2 import PdfDocument
import pytest

from builders.formats_pdf import ENGLISH, LETTER, MARK, catalogue, claims, made, paragraph, read_by_pypdf
from ualetters.errors import UalettersError
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Paragraph, Part, Role, Ruled

HOSTILE = (
    '#read("/etc/passwd") #{1 + 1} #panic()',
    "*bold* _emphasis_ `raw` $x^2$",
    "= heading",
    "- item + item / term: text",
    "@reference <label> [content]",
    "//comment /* comment */",
    r"\ \u{41} ~ -- --- ... 'single' " + '"double"',
    "https://example.org office affluent 000-00-00",
    "№ 5 «ёлки» Ғғ Ққ Ҳҳ Ўў Ӣӣ Ӯӯ Ҷҷ oʻ aʼ",
)


def words(letter: Letter) -> list[str]:
    """The words of a letter and of those enclosed, as a PDF shows them."""
    strings: list[str] = []
    for one in (letter, *letter.enclosed):
        strings.append(one.mark)
        for part in one.parts:
            for block in part.blocks:
                match block:
                    case Paragraph(text) | Ruled(text):
                        strings.append(text)
                    case Lines(lines):
                        strings += lines
                    case Bullets(items):
                        strings += (f"• {item}" for item in items)
    return unicodedata.normalize("NFC", " ".join(strings)).split()


def read_by_pdfium(content: bytes) -> list[str]:
    """The words that the reader of Chrome finds."""
    with PdfDocument(content) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).split()


def tags(content: bytes) -> Iterator[str]:
    """The names of the structure elements in reading order."""
    tree = PdfReader(BytesIO(content)).root_object["/StructTreeRoot"]
    waiting = [tree]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, DictionaryObject):
            if "/S" in element:
                yield str(element["/S"])
            kids = element.get("/K", ArrayObject())
            kids = kids.get_object()
            inner = kids if isinstance(kids, ArrayObject) else [kids]
            waiting = [kid.get_object() for kid in inner] + waiting


@pytest.mark.parametrize("letter", [LETTER, ENGLISH, replace(LETTER, mark=MARK, enclosed=(ENGLISH,))])
def test_readers_find_the_words_of_the_letter_in_order(letter: Letter) -> None:
    """Two readers that share no code; hyphens of fax numbers and ligatures included."""
    content = made(letter)
    assert read_by_pypdf(content) == words(letter)
    assert read_by_pdfium(content) == words(letter)


def test_markup_in_a_letter_is_printed_as_it_is() -> None:
    """In every kind of block, in the subject and in the mark."""
    blocks: tuple[Block, ...] = (*map(Paragraph, HOSTILE), Lines(HOSTILE), Bullets(HOSTILE), Ruled(HOSTILE[0], 2))
    parts = (Part(Role.BODY, Align.START, blocks), paragraph(HOSTILE[1], Role.SUBJECT))
    letter = replace(LETTER, mark=HOSTILE[4], title=HOSTILE[0], parts=parts)
    content = made(letter)
    numbered = [word for word in read_by_pdfium(content) if word not in {"1", "2", "/"}]
    assert numbered == [word for word in words(letter) if word not in {"1", "2", "/"}]
    information = PdfReader(BytesIO(content)).metadata
    assert information is not None
    assert information.title == HOSTILE[0]


def test_a_character_that_no_font_has_is_named() -> None:
    """It is not left out, nor printed as a box."""
    letter = replace(LETTER, parts=(paragraph("Господину 漢字"), Part(Role.CC, Align.START, (Bullets(("漢",)),))))
    with pytest.raises(UalettersError, match=r"“漢” \(U\+6F22 .*, “字” \(U\+5B57 .*another format") as caught:
        made(letter)
    assert str(caught.value).count("漢") == 1


def test_the_document_claims_the_standards_and_tells_nothing_of_its_author() -> None:
    """PDF/A-2a and PDF/UA-1; title, language and date, and no author."""
    reader = PdfReader(BytesIO(made(ENGLISH)))
    metadata = claims(reader)
    assert "creator>" not in metadata
    assert str(catalogue(reader, "/Lang", TextStringObject)) == "en-GB"
    assert str(catalogue(reader, "/MarkInfo", DictionaryObject)["/Marked"]) == "True"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (ENGLISH.title, None)
    assert reader.metadata.get("/CreationDate") == "D:20130128000000Z"


def test_the_structure_is_that_of_a_letter() -> None:
    """Paragraphs, a list of asks, the subject as the heading; the mark is read aloud."""
    found = [*tags(made(replace(LETTER, mark=MARK)))]
    lists = ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    before, after = found.index("/H1"), found.index("/L")
    assert found[:before] == ["/Document", "/P", "/P", "/P"]
    assert found[before + 1 : after] == ["/P"] * 3
    assert [tag for tag in found[after:] if tag in {f"/{name}" for name in lists}] == [f"/{name}" for name in lists]
    assert found[after + len(lists) :].count("/P") >= 3
