"""PDF: letters that are read from the right, and Chinese ones: in order, joined, on their side, every glyph there."""

import re

from msgspec.structs import replace
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
import pytest

from builders.formats_glyphs import MM, edge, glyphs, seen_lines, strokes
from builders.formats_pdf import made, pages, paragraph
from builders.formats_scripts import ADDRESS, ARABIC, CHINESE, PERSIAN, SCRIPTS, from_the_right, with_parts
from ualetters.bidi import END, FROM_LEFT
from ualetters.errors import NoFontError, UalettersError
from ualetters.formats.text import CLOSING, OPENING
from ualetters.model.letter import Align, Letter, Lines, Paragraph, Part, Role

START = 210 - 25
MIDDLE = START - (210 - 45) / 2
# A mark above or below a letter belongs to it, and pdfium puts the two in an order of its own.
MARKED = re.compile("[\u064b-\u0654]")


def text_of(content: bytes) -> str:
    """The text of the first page as pdfium reads it."""
    with PdfDocument(content) as document:
        return str(document[0].get_textpage().get_text_bounded())


def paths(content: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is drawn on the first page, in millimetres."""
    with PdfDocument(content) as document:
        bounds = [item.get_bounds() for item in document[0].get_objects(filter=[FPDF_PAGEOBJ_PATH])]
    return [(left / MM, bottom / MM, right / MM, top / MM) for left, bottom, right, top in bounds]


@pytest.mark.parametrize("letter", SCRIPTS.values(), ids=SCRIPTS)
def test_a_letter_of_ordinary_length_is_one_page_that_claims_the_standards(letter: Letter) -> None:
    """And nothing invisible is copied out of it with an address."""
    content = made(letter)
    assert len(pages(content)) == 1
    assert b"<pdfaid:part>2<" in content
    assert b"<pdfuaid:part>1<" in content
    for text in (text_of(content), pages(content)[0].extract_text()):
        assert re.findall("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffc\ufffd]", text) == []


@pytest.mark.parametrize("letter", [ARABIC, PERSIAN], ids=["Arabic", "Persian"])
def test_words_that_are_read_from_the_right_are_found_in_order(letter: Letter) -> None:
    """Line by line, but for words with a mark on a letter, which pdfium cannot order."""
    found = [line.split() for line in text_of(made(letter)).splitlines()]
    for part in letter.parts:
        for block in part.blocks if part.role in {Role.SUBJECT, Role.SALUTATION, Role.CLOSE} else ():
            assert isinstance(block, Paragraph)
            assert block.text.split() in found
    assert (["وزير", "الداخلية"] if letter is ARABIC else ["وزیر", "کشور"]) in found


def test_chinese_is_found_character_by_character() -> None:
    """With its punctuation and the Latin words in it; the space beside them is the typesetter's."""
    words = [CHINESE.mark]
    for part in CHINESE.parts:
        for block in part.blocks:
            words += [getattr(block, "text", getattr(block, "label", ""))]
            words += [*getattr(block, "lines", ())] if isinstance(block, Lines) else []
            words += [f"•{item}" for item in getattr(block, "items", ())]
    assert "".join(text_of(made(CHINESE)).split()) == "".join("".join(words).split())


@pytest.mark.parametrize("letter", [ARABIC, PERSIAN], ids=["Arabic", "Persian"])
def test_numbers_and_addresses_are_seen_from_left_to_right(letter: Letter) -> None:
    """The groups of a fax number, an e-mail address, a Latin address; letters run the other way."""
    seen = seen_lines(made(letter))
    for text in ("+7499265-90-77", ADDRESS, "ul.Zhitnaya16", "119991Moscow"):
        assert sum(text in line for line in seen) == 1, text
    (fax,) = (line for line in seen if "+7499" in line)
    assert fax[::-1].startswith("فاكس:" if letter is ARABIC else "نمابر:")


def test_the_second_of_two_numbers_stands_left_of_the_first() -> None:
    """As they are read; the same holds for two addresses, and a bracket stays with its word."""
    seen = seen_lines(made(ARABIC))
    (fax,) = (line for line in seen if "+7499" in line)
    assert fax.index("+7495667-05-98") < fax.index("+7499265-90-77")
    (mail,) = (line for line in seen if "@" in line)
    assert mail.index("info@") < mail.index("priemnaya@")
    # A bracket may be read as its mirror image.
    assert sum("HumanRightsWatch(HRW" in line for line in seen) == 1
    assert sum("14" in line and "2012" in line for line in seen) == 1


def test_persian_digits_are_seen_from_left_to_right() -> None:
    """In a date the day stands right of the year, each of them in order."""
    for date in (["۲۸", "۲۰۱۳"], ["۱۴", "۲۰۱۲"]):
        (line,) = (line for line in seen_lines(made(PERSIAN)) if date[0] in line)
        assert re.findall("[۰-۹]+", line) == date[::-1]


@pytest.mark.parametrize(
    ("letter", "texts"),
    [
        (ARABIC, ("وزير الداخلية", "الاتحاد الروسي", "فاكس", "تحية", "أناشدكم", "التوقيع", "نسخة")),
        (PERSIAN, ("وزیر کشور", "نمابر", "جناب آقای وزیر", "با احترام", "آنا")),
    ],
    ids=["Arabic", "Persian"],
)
def test_lines_begin_at_the_right(letter: Letter, texts: tuple[str, ...]) -> None:
    """Also those of an address in Latin letters; what stands at the end begins in the middle and runs to the left."""
    content = made(letter)
    for text in texts:
        assert edge(content, text, max) == pytest.approx(START, abs=0.7), text
    moscow = [glyph for glyph in glyphs(content) if glyph.char == "w"]
    assert max(glyph.right for glyph in moscow) == pytest.approx(START, abs=0.7)
    assert edge(content, "يناير" if letter is ARABIC else "ژانوی", max) < MIDDLE


def test_bullets_labels_and_the_mark_stand_at_the_right() -> None:
    """Nothing is left where Latin has it."""
    content = made(ARABIC)
    bullets = [glyph for glyph in glyphs(content) if glyph.char == "•"]
    assert [START - 6 < glyph.left < START for glyph in bullets] == [True, True]
    assert edge(content, "ضمان", max) < min(glyph.left for glyph in bullets)
    drawn = paths(content)
    (mark,) = (path for path in drawn if path[3] - path[1] > 3)
    rules = [path for path in drawn if path[3] - path[1] < 1]
    assert mark[2] == pytest.approx(START, abs=0.3)
    assert edge(content, "نموذج", max) < mark[2]
    assert len(rules) == 5
    assert len({round(right) for _, _, right, _ in rules}) == 1
    assert max(right for _, _, right, _ in rules) < edge(content, "العنوان البريدي", min)


def test_arabic_letters_are_joined() -> None:
    """A word of four letters that join is one piece of ink; kept apart they are four."""

    def pieces(text: str) -> int:
        return strokes(made(with_parts(ARABIC, from_the_right(Role.CLOSE, Paragraph(text)))))

    assert pieces("تثبت") == 1
    assert pieces("\u200c".join("تثبت")) == 4
    # Lam and alef are one sign.
    assert pieces("سلا") == 1
    assert pieces("دار") == 3


def test_a_long_address_breaks_in_order_and_stays_on_the_sheet() -> None:
    """Its first half stands above, its second half below, both from left to right."""
    address = f"https://www.example.org/{'path/' * 24}end"
    content = made(with_parts(ARABIC, from_the_right(Role.BODY, Paragraph(f"انظر {address} على الإنترنت"))))
    seen = "\n".join(seen_lines(content))
    (first, *_, last) = (line for line in seen.split("\n") if "path" in line)
    assert first.startswith("https://www.example.org/path/path")
    assert last.endswith("path/path/end")
    assert all(19.5 < glyph.left < glyph.right < START + 0.5 for glyph in glyphs(content))
    # A mark that is open when a text ends, or was never open, is no reason to lose a word.
    odd = f"واحد {END}two {FROM_LEFT}three أربعة"
    words = text_of(made(with_parts(ARABIC, Part(Role.BODY, Align.START, (Paragraph(odd),)))))
    assert {"two", "three", "واحد", "أربعة"} == set(words.split())


def test_an_enclosed_letter_has_its_mark_at_the_right_of_every_page() -> None:
    """In the header of the second page as on the first."""
    long = replace(ARABIC, parts=(from_the_right(Role.BODY, *(Paragraph("أناشدكم القيام بما يلي. " * 8),) * 40),))
    content = made(long)
    assert len(pages(content)) > 1
    with PdfDocument(content) as document:
        for page in document:
            (box,) = (item.get_bounds() for item in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]))
            assert box[2] / MM == pytest.approx(START, abs=0.3)


PROSE = (
    "我谨就帖木儿·纳扎罗夫（乌兹别克斯坦公民）失踪一事致函阁下。他于2012年12月14日在莫斯科州最后一次露面，此后下落不明。"
    "据“人权观察”称，他可能已遭绑架；《禁止酷刑公约》禁止将任何人遣返至其可能遭受酷刑的国家！"
)


@pytest.mark.parametrize("shift", range(0, 12, 2))
def test_no_line_of_chinese_begins_or_ends_with_a_mark_that_may_not_stand_there(shift: int) -> None:
    """Wherever the lines break; they end at one place, after 38 characters, and the first begins two later."""
    text = f"\u3000\u3000{'的' * shift}{PROSE * 3}"
    content = made(with_parts(CHINESE, paragraph(text)))
    lines = seen_lines(content)
    assert "".join(lines) == "".join(text.split())
    assert len(lines) > 4
    assert [line for line in lines if line[0] in CLOSING] == []
    assert [line for line in lines if line[-1] in OPENING] == []
    first = next(glyph for glyph in glyphs(content) if glyph.char == text[2])
    assert first.left == pytest.approx(25 + 2 * 11 / MM, abs=0.5)
    # What stands at the end of a line fills its place, but for a mark.
    ends = [max(glyph.right for glyph in glyphs(content) if glyph.char == line[-1]) for line in lines[:-1]]
    full = [end for end, line in zip(ends, lines, strict=False) if line[-1] not in CLOSING]
    assert full == pytest.approx([25 + 38 * 11 / MM] * len(full), abs=0.7)


def test_an_indent_is_two_characters_also_in_a_line_that_is_stretched() -> None:
    """Before a word that does not fit the characters are set apart, and the indent stays."""
    stretched = paragraph(f"\u3000\u3000{'我谨就此事致函阁下' * 3}{'w' * 45}，此后下落不明。")
    plain = paragraph("\u3000\u3000我恳请您：")
    content = made(with_parts(CHINESE, stretched, plain))
    begins = [edge(content, text, min) for text in ("我谨就", "我恳请")]
    assert begins == pytest.approx([25 + 2 * 11 / MM] * 2, abs=0.4)
    inner = [glyph for glyph in glyphs(content) if glyph.char == "谨"]
    assert inner[0].right - inner[0].left > 3


def test_the_close_takes_two_lines() -> None:
    """此致 is indented, 敬礼 is not."""
    content = made(CHINESE)
    assert edge(content, "此致", min) == pytest.approx(25 + 2 * 11 / MM, abs=0.3)
    assert edge(content, "敬礼", min) == pytest.approx(25, abs=0.3)
    (above,) = (glyph.bottom for glyph in glyphs(content) if glyph.char == "此" and glyph.left < 40)
    (below,) = (glyph.bottom for glyph in glyphs(content) if glyph.char == "敬" and glyph.left < 26)
    assert 4 < above - below < 9


def test_a_subject_is_bold_in_a_font_without_a_bold_face() -> None:
    """The same words have more ink as the subject than as a paragraph."""

    def ink(role: Role) -> int:
        with PdfDocument(made(with_parts(CHINESE, paragraph("帖木儿纳扎罗夫失踪", role)))) as document:
            return sum(document[0].render(scale=4, grayscale=True).to_pil().histogram()[:128])

    assert ink(Role.SUBJECT) > 1.1 * ink(Role.CLOSE)


@pytest.mark.parametrize(("letter", "char"), [(ARABIC, "漢"), (CHINESE, "ก")], ids=["Arabic", "Chinese"])
def test_a_single_character_that_the_font_lacks_is_an_error(letter: Letter, char: str) -> None:
    """It is named; that another font has it makes no patchwork."""
    with pytest.raises(UalettersError, match=f"“{char}” .*another format") as caught:
        made(replace(letter, parts=(*letter.parts, paragraph(char, Role.ENCLOSURES))))
    assert not isinstance(caught.value, NoFontError)
