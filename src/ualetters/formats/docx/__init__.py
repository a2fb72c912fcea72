"""A letter as a Word document, for volunteers who want to change it before they print it."""

from collections.abc import Callable
from io import BytesIO
import re

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.section import Section
from docx.text.paragraph import Paragraph as WordParagraph

from ualetters.compose import texts
from ualetters.errors import UalettersError
from ualetters.formats.docx.package import MEDIA_TYPE, empty, sealed
from ualetters.formats.docx.plan import plan
from ualetters.formats.docx.sheet import BOTTOM, END, MARK, START, TOP
from ualetters.formats.docx.styles import W, languages, twips
from ualetters.model.letter import Document, Letter
from ualetters.model.stationery import SHEETS
from ualetters.templating import Templates

# XML cannot hold most of them, and in Word the others are a tab or a new line.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What is isolated in a text that is read from the right is read from the left.
_FROM_LEFT = re.compile("(\u2066[^\u2066-\u2069]*\u2069)")
_EDGE = 10.0


def renderer(_templates: Templates) -> Callable[[Letter], Document]:
    """The function that sets a letter as a Word document; how it looks is said by its styles, and by no layout."""

    def render(letter: Letter) -> Document:
        """Set one letter and the letters enclosed with it, each in a section of its own.

        Raises:
            UalettersError: A text contains a control character.
        """
        letters = (letter, *letter.enclosed)
        for one in letters:
            _check(one)
        planned = plan(letter)
        document = docx.Document(BytesIO(empty(letter, planned)))
        for one, items in zip(letters, planned.letters, strict=True):
            _begin_section(document, one, letter)
            for item in items:
                _fill(document.add_paragraph(style=item.style_name), item.lines, one, letter)
        for one, section, pages in zip(letters, document.sections, planned.pages, strict=True):
            _head(section, one, letter)
            _number(section, one, letter, pages)
        target = BytesIO()
        document.save(target)
        return Document(MEDIA_TYPE, "docx", sealed(target.getvalue()))

    return render


def _check(letter: Letter) -> None:
    """Refuse what Word cannot show; the text itself, which may name a person, is not repeated."""
    places = [("title", [letter.title]), ("mark", [letter.mark])]
    places += [(part.role.replace("_", " "), texts(part.blocks)) for part in letter.parts]
    for place, strings in places:
        if found := sorted({char for text in strings for char in _UNPRINTABLE.findall(text)}):
            shown = " ".join(f"U+{ord(char):04X}" for char in found)
            raise UalettersError(f"the {place} of the Word document contains {shown}; take it out")


def _begin_section(document: WordDocument, letter: Letter, main: Letter) -> None:
    """Let a letter begin a page, from which its pages are counted."""
    body = document.element.body
    *paragraphs, section = body
    if paragraphs:
        # The section that ends here is told in its last paragraph; one more would be an empty line.
        paragraphs[-1].set_sectPr(section)
    else:
        body.remove(section)
    is_rtl = letter.direction == "rtl"
    width, height = map(twips, SHEETS[main.paper])
    left, right = map(twips, (END, START) if is_rtl else (START, END))
    xml = (
        f'<w:sectPr {W}><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(TOP)}" w:right="{right}" w:bottom="{twips(BOTTOM)}" w:left="{left}" '
        f'w:header="{twips(_EDGE)}" w:footer="{twips(_EDGE)}" w:gutter="0"/><w:pgNumType w:start="1"/>'
        f"<w:titlePg/>{'<w:bidi/>' if is_rtl else ''}</w:sectPr>"
    )
    body.append(parse_xml(xml))


def _head(section: Section, letter: Letter, main: Letter) -> None:
    """Put the mark above every further page; on the first it is part of the letter, so that it is copied and read."""
    section.header.is_linked_to_previous = False
    if letter.mark:
        (paragraph,) = section.header.paragraphs
        paragraph.style = MARK
        _fill(paragraph, (letter.mark,), letter, main)


def _number(section: Section, letter: Letter, main: Letter, pages: int) -> None:
    """Number the further pages; Word counts them anew, LibreOffice only those of a whole document."""
    section.footer.is_linked_to_previous = False
    (paragraph,) = section.footer.paragraphs
    _turn(paragraph, letter, main)
    counted = "SECTIONPAGES" if main.enclosed else "NUMPAGES"
    element = paragraph.paragraph_format.element
    element.append(parse_xml(_field("PAGE", 2)))
    paragraph.add_run(" / ")
    element.append(parse_xml(_field(counted, max(2, pages))))


def _field(code: str, result: int) -> str:
    return f'<w:fldSimple {W} w:instr=" {code} "><w:r><w:t>{result}</w:t></w:r></w:fldSimple>'


def _fill(paragraph: WordParagraph, lines: tuple[str, ...], letter: Letter, main: Letter) -> None:
    """Write the words of a letter into a paragraph; only their direction and script are said there."""
    _turn(paragraph, letter, main)
    # Many fonts have no narrow no-break space, and a letter would be patched with another.
    text = "\n".join(lines).replace("\u202f", "\u00a0")
    is_rtl = letter.direction == "rtl"
    for number, piece in enumerate(_FROM_LEFT.split(text) if is_rtl else (text,)):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        if is_rtl and number % 2 == 0:
            run.font.rtl = True
        properties = run.font.element.get_or_add_rPr()
        if letter.script in ("Hans", "Hant"):
            # Quotation marks and dashes are Latin ones otherwise.
            properties.insert(0, parse_xml(f'<w:rFonts {W} w:hint="eastAsia"/>'))
        if letter.language != main.language:
            properties.append(parse_xml(f"<w:lang {W} {languages(letter)}/>"))


def _turn(paragraph: WordParagraph, letter: Letter, main: Letter) -> None:
    """Say that a paragraph is read from the right, or is not among others that are."""
    if letter.direction == "rtl":
        paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(f"<w:bidi {W}/>"))
    elif main.direction == "rtl":
        paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(f'<w:bidi {W} w:val="0"/>'))
