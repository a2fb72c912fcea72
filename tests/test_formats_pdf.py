"""PDF: the words of the letter, set to fill a page well, the same bytes everywhere, and no markup from data."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile
from typing import TypeVar
import unicodedata

from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject, TextStringObject
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
import pytest

from ualetters.errors import UalettersError
from ualetters.formats import pdf
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Mailing, Paper, Paragraph, Part, Role, Ruled
from ualetters.templating import Templates, template_root

MM = 72 / 25.4
MARK = "ОБРАЗЕЦ – не отправлять"
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


def paragraph(text: str, role: Role = Role.BODY, align: Align = Align.START) -> Part:
    """A part of one paragraph."""
    return Part(role, align, (Paragraph(text),))


LETTER = Letter(
    case_id="example",
    recipient_id="chairman",
    language="ru",
    direction="ltr",
    title="Председателю: Об исчезновении Тимура Назарова",
    mark="",
    parts=(
        Part(
            Role.INSIDE_ADDRESS,
            Align.END,
            (Lines(("Председателю Следственного комитета", "Соколову П. А.", "105005 Москва")),),
        ),
        Part(Role.CHANNELS, Align.END, (Lines(("Факс: +7\u00a0499\u00a0000-00-00", "info@example.ru")),)),
        paragraph("Об исчезновении Тимура Назарова", Role.SUBJECT),
        paragraph("Уважаемый господин Председатель!", Role.SALUTATION),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph(
                    "Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний раз видели "
                    "14\u00a0декабря 2012\u202fг. в Московской области. Есть основания опасаться, что он похищен."
                ),
                Paragraph("Убедительно прошу Вас:"),
                Bullets(
                    (
                        "обеспечить незамедлительное и беспристрастное расследование его исчезновения;",
                        "не допускать высылки кого-либо в страну, где ему могут угрожать пытки.",
                    )
                ),
                Paragraph("Заранее благодарю Вас за внимание к моему обращению."),
            ),
        ),
        paragraph("С уважением,", Role.CLOSE),
        Part(Role.SIGNATURE, Align.START, (Ruled("Фамилия, имя:"), Ruled("Адрес:", 2), Ruled("Подпись:"))),
        Part(Role.CC, Align.START, (Lines(("Копия: заместителю директора Морозову В. Е.",)),)),
    ),
    mailing=Mailing((), "Об исчезновении Тимура Назарова"),
    dated=date(2013, 1, 28),
)
ENGLISH = replace(
    LETTER,
    language="en-GB",
    title="Minister: Disappearance of Timur Nazarov",
    parts=(
        Part(Role.SENDER, Align.END, (Lines(("Anna Maria Keller", "8002 Zürich")),)),
        paragraph("28\u00a0January 2013", Role.DATE, Align.END),
        Part(Role.INSIDE_ADDRESS, Align.START, (Lines(("Minister of Internal Affairs", "Tashkent 100029")),)),
        paragraph("Dear Minister,", Role.SALUTATION),
        paragraph("Re: Disappearance of Timur Nazarov", Role.SUBJECT),
        paragraph("I am writing to you about Timur Nazarov – please establish his whereabouts."),
        paragraph("Yours sincerely,", Role.CLOSE),
        Part(Role.SIGNATURE, Align.START, (Lines(("Anna Maria Keller", "Nurse")),)),
    ),
)
# Is started in a new process, to make the letter of this file there.
AGAIN = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("again", sys.argv[1])
again = importlib.util.module_from_spec(spec)
sys.modules["again"] = again
spec.loader.exec_module(again)
sys.stdout.buffer.write(again.made(again.LETTER))
"""


def made(letter: Letter, own: tuple[Path, ...] = ()) -> bytes:
    """The PDF of a letter, with these template roots in front."""
    document = pdf.renderer(Templates.with_own(own))(letter)
    assert (document.media_type, document.extension) == ("application/pdf", "pdf")
    return document.content


def longer(letter: Letter, paragraphs: int) -> Letter:
    """The letter with so many more paragraphs of two lines at the head of its body."""
    more = (Paragraph("Прошу принять во внимание, что полиция не опросила соседей и не осмотрела дом. " * 2),)
    parts = (
        replace(part, blocks=more * paragraphs + part.blocks) if part.role is Role.BODY else part
        for part in letter.parts
    )
    return replace(letter, parts=tuple(parts))


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


def pages(content: bytes) -> list[PageObject]:
    """The pages as pypdf reads them."""
    return [*PdfReader(BytesIO(content)).pages]


def read_by_pypdf(content: bytes) -> list[str]:
    """The words that pypdf finds."""
    return " ".join(page.extract_text() for page in pages(content)).split()


def read_by_pdfium(content: bytes) -> list[str]:
    """The words that the reader of Chrome finds."""
    with PdfDocument(content) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).split()


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


Kind = TypeVar("Kind", bound=PdfObject)


def catalogue(reader: PdfReader, name: str, kind: type[Kind]) -> Kind:
    """An entry of the document's catalogue."""
    found = reader.root_object[name].get_object()
    assert isinstance(found, kind)
    return found


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
    metadata = catalogue(reader, "/Metadata", StreamObject).get_data().decode()
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in metadata
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


@pytest.mark.parametrize(
    ("paragraphs", "sizes"),
    [(0, [11]), (10, [11]), (11, [10.5]), (12, [10]), (13, [11, 11]), (45, [11, 11, 11])],
)
def test_a_letter_is_as_large_as_it_fits_on_one_page(paragraphs: int, sizes: list[float]) -> None:
    """Smaller down to ten points; what is longer still runs on at eleven."""
    assert [body_size(page) for page in pages(made(longer(LETTER, paragraphs)))] == sizes


def test_an_enclosed_letter_begins_a_page_in_its_own_size_with_its_own_mark() -> None:
    """The letter before it has no page number; the pages of a long one have, beside its mark."""
    enclosed = replace(longer(LETTER, 14), mark="SPECIMEN – do not send")
    content = made(replace(ENGLISH, mark=MARK, enclosed=(longer(LETTER, 11), enclosed)))
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


def test_the_bytes_are_the_same_in_another_process_place_and_time(tmp_path: Path) -> None:
    """Another time zone, language, folder and home, and a clock that has gone on."""
    expected = sha256(made(LETTER)).hexdigest()
    paths = {str(Path(module.__file__ or "").parents[2]) for module in (sys.modules["ualetters.formats"],)}
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((*paths, *filter(None, sys.path))),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tashkent",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
    }
    command = [sys.executable, "-c", AGAIN, str(Path(__file__).resolve())]
    run = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert sha256(run.stdout).hexdigest() == expected


def test_letters_made_before_leave_no_trace_in_the_next() -> None:
    """One renderer makes the same bytes of a letter whatever it made in between."""
    render = pdf.renderer(Templates.with_own())
    first = render(LETTER).content
    render(longer(ENGLISH, 30))
    assert render(LETTER).content == first


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything written to it while letters are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    render = pdf.renderer(Templates.with_own())
    assert [*tmp_path.iterdir()] == []
    render(LETTER)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ('#import "@preview/cetz:0.3.0"', "no package may be imported"),
        ('#include "@local/letter:1.0.0"', "no package may be imported"),
        ('#read("/etc/passwd")', "letter.typ"),
        ('#read("../../../../../etc/passwd")', "letter.typ"),
        ('#image("https://example.org/x.png")', "letter.typ"),
        ('#set text(font: "No Such Font")\nx', "unknown font family"),
        ("#(1 + )", "letter.typ:1:"),
    ],
)
def test_a_layout_that_reaches_out_or_is_wrong_is_an_error(tmp_path: Path, layout: str, message: str) -> None:
    """No package, no file, no address; the message names the layout."""
    (tmp_path / "_layouts").mkdir()
    title = "#{ set document(title: [x], date: datetime(year: 2013, month: 1, day: 28)); metadata(none) }"
    (tmp_path / pdf.LAYOUT).write_text(f"{layout}\n{title}", encoding="utf-8")
    with pytest.raises(UalettersError, match=message) as caught:
        made(LETTER, (tmp_path,))
    assert "main.typ" not in str(caught.value)


def test_the_packaged_layout_reads_the_letter_and_nothing_else() -> None:
    """One `json` call, no other way to a file, and nothing that evaluates text as code."""
    layout = (template_root() / pdf.LAYOUT).read_text(encoding="utf-8")
    reading = ("json(", "read(", "image(", "import ", "include ", "eval(", "sys.", "plugin(", "csv(", "yaml(", "toml(")
    assert {call: layout.count(call) for call in reading if call in layout} == {"json(": 1}
