"""PDF: a letter is set to fill its pages well, and nothing runs off the sheet."""

from io import BytesIO
import re

from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
import pytest

from builders.formats_pdf import ENGLISH, LETTER, MARK, catalogue, longer, made, pages, paragraph, read_by_pypdf
from ualetters.model.letter import Align, Lines, Paper, Part, Role, Ruled

MM = 72 / 25.4


def body_size(page: PageObject) -> float:
    """The size in points of most of the text on a page."""
    found: dict[float, int] = {}

    def count(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        points = round(size * abs(tm[3]) * abs(cm[3]), 1)
        found[points] = found.get(points, 0) + len(text.strip())

    page.extract_text(visitor_text=count)
    return max(found, key=lambda points: found[points])


def left_edge(content: bytes, text: str) -> float:
    """Where a text on the first page begins, in millimetres from the left edge of the sheet."""
    with PdfDocument(content) as document:
        textpage = document[0].get_textpage()
        found = textpage.search(text).get_next()
        assert found is not None
        return float(textpage.get_charbox(found[0])[0]) / MM


@pytest.mark.parametrize(
    ("paragraphs", "sizes"),
    [(0, [11]), (6, [11]), (7, [10.5]), (8, [10]), (9, [10]), (10, [11, 11]), (33, [11, 11, 11])],
)
def test_a_letter_is_as_large_as_it_fits_on_one_page(paragraphs: int, sizes: list[float]) -> None:
    """Smaller down to ten points; what is longer still runs on at eleven."""
    assert [body_size(page) for page in pages(made(longer(LETTER, paragraphs)))] == sizes


def test_an_enclosed_letter_begins_a_page_in_its_own_size_with_its_own_mark() -> None:
    """The letter before it has no page number; the pages of a long one have, beside its mark."""
    enclosed = replace(longer(LETTER, 14), mark="SPECIMEN – do not send")
    content = made(replace(ENGLISH, mark=MARK, enclosed=(longer(LETTER, 7), enclosed)))
    found = [" ".join(page.extract_text().split()) for page in pages(content)]
    assert [body_size(page) for page in pages(content)] == [11, 10.5, 11, 11]
    assert [text.startswith(MARK) for text in found] == [True, False, False, False]
    assert [text.startswith("SPECIMEN – do not send") for text in found] == [False, False, True, True]
    assert [re.findall(r"\d / \d", text) for text in found] == [[], [], [], ["2 / 2"]]


def test_what_belongs_together_stands_on_one_page() -> None:
    """Subject, salutation and first line; stem and first ask; end of the body, close and signature."""
    signature = Part(Role.SIGNATURE, Align.START, (Lines(tuple(f"Подпись {n}" for n in range(7))), Ruled("Дата:")))
    copies = Part(Role.CC, Align.START, (Lines(tuple(f"Копия {n}" for n in range(16))),))
    subject, salutation, body, close = LETTER.parts[2:6]
    groups = (
        ("Об исчезновении", "Уважаемый", "Пишу"),
        ("Убедительно", "обеспечить"),
        ("Заранее", "С уважением", "Подпись 0", "Подпись 6", "Дата:"),
        ("Копия 0", "Копия 15"),
    )
    places = set()
    for lines in range(10, 48):
        filling = Part(Role.ENCLOSURES, Align.START, (Lines(("№",) * lines),))
        letter = replace(LETTER, parts=(filling, subject, salutation, body, close, signature, copies))
        found = [page.extract_text() for page in pages(made(letter))]
        for group in groups:
            (place,) = {next(n for n, text in enumerate(found) if string in text) for string in group}
            places.add((group[0], place))
    assert places == {(group[0], place) for group in groups for place in (0, 1)}


def text_box(page: PdfPage) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all that is written on a page, in millimetres from its lower left corner."""
    textpage = page.get_textpage()
    boxes = [textpage.get_charbox(n) for n in range(textpage.count_chars()) if textpage.get_text_range(n, 1).strip()]
    sides = [*zip(*boxes, strict=True)]
    return min(sides[0]) / MM, min(sides[1]) / MM, max(sides[2]) / MM, max(sides[3]) / MM


def test_nothing_runs_off_the_sheet() -> None:
    """Neither a very long address, nor a list of copies that is longer than a page."""
    address = "office-of-the-chairman.international_department@investigative-committee.example.ru"
    url = f"https://www.example.org/{'path/' * 20}?q={'x' * 40}"
    copies = tuple(f"Копия {n}: посольство" for n in range(120))
    parts = (
        Part(Role.CHANNELS, Align.END, (Lines((address,)),)),
        paragraph(url, Role.ENCLOSURES),
        Part(Role.CC, Align.START, (Lines(copies),)),
    )
    content = made(replace(LETTER, parts=parts))
    with PdfDocument(content) as document:
        boxes = [text_box(page) for page in document]
    assert len(boxes) == 3
    for left, bottom, right, top in boxes:
        assert left > 24
        assert right < 191
        assert (bottom > 8, top < 290) == (True, True)
    expected = "".join((address, url, *copies)).replace(" ", "")
    assert "".join(read_by_pypdf(content)).replace("2/3", "").replace("3/3", "") == expected


def test_ruled_lines_are_drawn() -> None:
    """A line for each, all beginning at one place, also those of the next part, and no underscore."""
    dated = Part(Role.DATE, Align.START, (Ruled("Дата:"),))
    content = made(replace(LETTER, parts=(*LETTER.parts[:7], dated)))
    with PdfDocument(content) as document:
        rules = [item.get_bounds() for item in document[0].get_objects(filter=[FPDF_PAGEOBJ_PATH])]
    assert len(rules) == 5
    assert len({round(left) for left, *_ in rules}) == 1
    assert all(right - left > 60 * MM and top - bottom < 1 for left, bottom, right, top in rules)
    assert "_" not in "".join(read_by_pypdf(content))


def test_ruled_lines_in_the_right_half_stay_on_the_page() -> None:
    """They take the width that there is."""
    content = made(replace(LETTER, parts=(Part(Role.SENDER, Align.END, (Ruled("Ваше имя:"), Ruled("Адрес:"))),)))
    with PdfDocument(content) as document:
        rules = [item.get_bounds() for item in document[0].get_objects(filter=[FPDF_PAGEOBJ_PATH])]
    assert [round(right / MM) for _, _, right, _ in rules] == [190, 190]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.US_LETTER, (215.9, 279.4))])
def test_the_sheet_and_its_margins(paper: Paper, size: tuple[float, float]) -> None:
    """25 mm at the side where lines begin; what stands at the end begins in the middle of the text."""
    content = made(replace(LETTER, paper=paper))
    assert [round(float(length) / MM, 1) for length in pages(content)[0].mediabox[2:]] == list(size)
    assert left_edge(content, "Пишу") == pytest.approx(25, abs=0.5)
    assert left_edge(content, "Соколову") == pytest.approx(25 + (size[0] - 45) / 2, abs=0.5)


def test_a_copy_that_takes_two_lines_is_not_taken_for_two_copies() -> None:
    """What is broken off a line stands behind it."""
    copies = Lines((f"Копия: {'заместителю директора ' * 4} Морозову-Проничеву", "Посольству"))
    content = made(replace(LETTER, parts=(Part(Role.CC, Align.START, (copies,)),)))
    assert left_edge(content, "Копия") == pytest.approx(left_edge(content, "Посольству"), abs=0.1)
    assert left_edge(content, "Морозову") > left_edge(content, "Посольству") + 3


def test_a_letter_that_reads_from_the_right_is_mirrored() -> None:
    """Hebrew, which the fonts have: the body begins 25 mm from the right, the address ends in the middle."""
    parts = (paragraph("שלום", Role.INSIDE_ADDRESS, Align.END), paragraph("אני כותב אליך"), *LETTER.parts[6:7])
    content = made(replace(LETTER, language="he", direction="rtl", parts=parts))
    assert left_edge(content, "אני") > 165
    assert left_edge(content, "שלום") == pytest.approx(20 + 165 / 2 - 6, abs=5)
    preferences = catalogue(PdfReader(BytesIO(content)), "/ViewerPreferences", DictionaryObject)
    assert str(preferences["/Direction"]) == "/R2L"


def test_a_narrow_no_break_space_is_wide_enough_to_be_seen() -> None:
    """As wide as a space: in the font it is so narrow that the words on both sides read as one."""
    narrow, plain = (made(replace(LETTER, parts=(paragraph(f"2012{space}г."),))) for space in "\u202f\u00a0")
    assert left_edge(narrow, "г.") == left_edge(plain, "г.")
