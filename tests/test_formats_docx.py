"""Word: a letter that reads as it was meant, is set by styles alone, and takes no value for markup."""

from datetime import date
import re

from docx.enum.text import WD_TAB_LEADER
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.formats_docx import HOSTILE, W, made, members, opened, strings, style, tree, value
from builders.formats_pdf import ENGLISH, LETTER, MARK, longer, paragraph
from ualetters.errors import UalettersError
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Paper, Paragraph, Part, Role, Ruled

# Everything but what no text may contain, and the space that is printed as a wider one.
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u202f\ufffe\uffff"), min_size=1, max_size=40
)


def everywhere(*texts: str) -> Letter:
    """A letter that has these texts wherever text can be."""
    blocks: tuple[Block, ...] = (Lines(texts), Bullets(texts), *map(Paragraph, texts), *map(Ruled, texts))
    parts = tuple(Part(role, Align.START, blocks) for role in Role if role is not Role.SUBJECT)
    subject = Part(Role.SUBJECT, Align.START, (Paragraph(texts[0]),))
    return replace(LETTER, title=" ".join(texts), mark=texts[-1], parts=(subject, *parts))


def test_each_part_is_a_paragraph_of_its_style() -> None:
    """In the order of the letter; the lines of an address are lines of one paragraph, the items of a list are not."""
    found = [(one.style.name, one.text) for one in opened(made(replace(LETTER, mark=MARK))).paragraphs if one.style]
    body = LETTER.parts[4].blocks
    assert isinstance(body[0], Paragraph)
    assert found == [
        ("Mark", MARK),
        ("Inside Address", "Председателю Следственного комитета\nСоколову П. А.\n105005 Москва"),
        ("Channels", "Факс: +7\u00a0499\u00a0000-00-00\ninfo@example.ru"),
        ("Subject", "Об исчезновении Тимура Назарова"),
        ("Salutation", "Уважаемый господин Председатель!"),
        ("Body Text", body[0].text.replace("\u202f", "\u00a0")),
        ("Body Text Keep", "Убедительно прошу Вас:"),
        ("List Bullet", "обеспечить незамедлительное и беспристрастное расследование его исчезновения;"),
        ("List Bullet", "не допускать высылки кого-либо в страну, где ему могут угрожать пытки."),
        ("Body Text Keep", "Заранее благодарю Вас за внимание к моему обращению."),
        ("Closing", "С уважением,"),
        ("Ruled Lines", "Фамилия, имя:\t\t"),
        ("Ruled Lines", "Адрес:\t\t\n\t\t"),
        ("Ruled Lines", "Подпись:\t\t"),
        ("Copies", "Копия: заместителю директора Морозову В. Е."),
    ]


def test_nothing_is_formatted_but_by_a_style() -> None:
    """A paragraph says its style, or where a section ends, and a run says nothing."""
    body = tree(made(replace(LETTER, mark=MARK, enclosed=(ENGLISH, LETTER))))
    found = [child for properties in body.iter(f"{W}pPr") for child in properties]
    assert {child.tag for child in found} == {f"{W}pStyle", f"{W}sectPr"}
    english = {child.tag for properties in body.iter(f"{W}rPr") for child in properties}
    assert english == {f"{W}lang"}
    assert [run for run in tree(made(LETTER)).iter(f"{W}rPr") if len(run)] == []


def test_every_style_that_is_used_is_defined() -> None:
    """And each is defined once, by its name and by its id."""
    content = made(replace(LETTER, mark=MARK, enclosed=(ENGLISH, longer(LETTER, 30))))
    styles = [*tree(content, "word/styles.xml").iter(f"{W}style")]
    ids, names = [one.get(f"{W}styleId") for one in styles], [value(one, "name") for one in styles]
    assert len({*ids}) == len(ids) == len({*names})
    parts = [name for name in members(content) if re.match(r"word/(document|header|footer)", name)]
    used = {one.get(f"{W}val") for name in parts for one in tree(content, name).iter(f"{W}pStyle")}
    assert used < {*ids}
    assert {value(one, "basedOn") for one in styles} <= {*ids, None}


def test_the_subject_is_a_heading() -> None:
    """It stands in the navigation pane, and with what follows on one page."""
    content = made(LETTER)
    assert value(style(content, "Subject"), "basedOn") == "Heading1"
    heading = style(content, "heading 1")
    assert value(heading, "pPr/outlineLvl") == "0"
    assert heading.find(f"{W}pPr/{W}keepNext") is not None


def test_what_belongs_together_stays_on_one_page() -> None:
    """No heading, salutation or close ends a page, and no list begins one; only the body is divided."""
    content = made(LETTER)
    for name in ("Subject", "Salutation", "Closing", "Body Text Keep"):
        assert opened(content).styles[name].paragraph_format.keep_with_next, name
    whole = {one.name: one.paragraph_format.keep_together for one in opened(content).styles if one.type == 1}
    assert [name for name, together in whole.items() if together and name in ("Body Text", "List Bullet")] == []
    assert [name for name in ("Inside Address", "Ruled Lines", "Copies") if not whole[name]] == []
    assert opened(content).styles["Normal"].paragraph_format.widow_control


@pytest.mark.parametrize(
    ("paper", "width", "height"), [(Paper.A4, Mm(210), Mm(297)), (Paper.US_LETTER, Mm(215.9), Mm(279.4))]
)
def test_the_sheet_is_that_of_the_writers_country(paper: Paper, width: int, height: int) -> None:
    """With the margins of the PDF; the letters enclosed are on the same paper."""
    for section in opened(made(replace(LETTER, paper=paper, enclosed=(ENGLISH,)))).sections:
        assert section.page_width == pytest.approx(width, abs=Mm(0.1))
        assert section.page_height == pytest.approx(height, abs=Mm(0.1))
        edges = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(edge.mm, 1) for edge in edges if edge is not None] == [25, 20, 22, 20]


def test_a_part_on_the_far_side_begins_in_the_middle_of_the_text() -> None:
    """The text of the letter has lines of about 75 characters, and no part runs into the margin."""
    styles = opened(made(LETTER)).styles
    address, body = styles["Inside Address"].paragraph_format, styles["Body Text"].paragraph_format
    assert (address.left_indent, address.right_indent) == (pytest.approx(Mm(82.5), abs=Mm(0.1)), 0)
    assert body.left_indent == 0
    assert body.right_indent is not None
    # A Cyrillic letter is half as wide as it is high.
    characters = (165 - body.right_indent.mm) / (11 * 25.4 / 72 * 0.47)
    assert 65 < characters < 78


def test_rules_for_handwriting_begin_at_one_place() -> None:
    """Also those of other parts and letters, on the near and on the far side; each reaches a stop with a rule."""
    far = Part(Role.SENDER, Align.END, (Ruled("Ваш почтовый адрес:", 2),))
    content = made(replace(LETTER, enclosed=(replace(ENGLISH, parts=(far, *LETTER.parts)),)))
    stops = {name: [*opened(content).styles[name].paragraph_format.tab_stops] for name in _ruled(content)}
    assert set(stops) == {"Ruled Lines", "Ruled Lines at Half"}
    near, other = (stops[name] for name in sorted(stops))
    assert [stop.leader for stop in near] == [WD_TAB_LEADER.SPACES, WD_TAB_LEADER.LINES]
    assert [round(stop.position.mm) for stop in near[1:] + other[1:]] == [115, 165]
    assert round(other[0].position.mm - near[0].position.mm, 1) == 82.5


def _ruled(content: bytes) -> list[str]:
    return [str(one.name) for one in opened(content).styles if str(one.name).startswith("Ruled")]


def test_a_label_that_leaves_no_room_stands_above_its_rule() -> None:
    """Rules without any label need no stop before them."""
    label = "Фамилия, имя и отчество полностью, печатными буквами:"
    signature = Part(Role.SIGNATURE, Align.START, (Ruled(label), Ruled("Дата:"), Ruled("", 2)))
    found = [one.text for one in opened(made(replace(LETTER, parts=(signature,)))).paragraphs]
    assert found == [f"{label}\n\t\t", "Дата:\t\t", "\t\t\n\t\t"]
    alone = Part(Role.SIGNATURE, Align.START, (Ruled("", 2),))
    assert [one.text for one in opened(made(replace(LETTER, parts=(alone,)))).paragraphs] == ["\t\n\t"]


def test_each_letter_is_a_section_that_begins_a_page() -> None:
    """No empty line comes before it, its pages are counted from one, and only further pages have a number."""
    document = opened(made(replace(LETTER, mark=MARK, enclosed=(replace(ENGLISH, mark="SPECIMEN"), LETTER))))
    assert [one for one in document.paragraphs if not one.text] == []
    assert len(document.sections) == 3
    for section in document.sections:
        assert (section.start_type, section.different_first_page_header_footer) == (2, True)
        assert value(section._sectPr, "pgNumType", "start") == "1"  # noqa: SLF001
        assert [one.text for one in section.first_page_footer.paragraphs + section.first_page_header.paragraphs] == [
            "",
            "",
        ]
    assert [section.header.paragraphs[0].text for section in document.sections] == [MARK, "SPECIMEN", ""]


@pytest.mark.parametrize(("enclosed", "counted"), [((), "NUMPAGES"), ((ENGLISH,), "SECTIONPAGES")])
def test_further_pages_are_numbered(enclosed: tuple[Letter, ...], counted: str) -> None:
    """The number and the count are fields, with what they will probably say."""
    content = made(replace(longer(LETTER, 45), enclosed=enclosed))
    footers = [tree(content, name) for name in members(content) if "footer" in name]
    assert len(footers) == 1 + len(enclosed)
    fields = [one.get(f"{W}instr", "").strip() for one in footers[0].iter(f"{W}fldSimple")]
    assert fields == ["PAGE", counted]
    assert ["".join(one.itertext()) for one in footers] == ["2 / 4", "2 / 2"][: len(footers)]


def test_markup_in_a_letter_is_text() -> None:
    """Every hostile string comes back as it was, and the document has the elements of a harmless one."""
    hostile, harmless = everywhere(*HOSTILE), everywhere(*("x" for _ in HOSTILE))
    assert sorted(_texts(made(hostile))) == sorted(strings(hostile))
    assert {one.tag for one in tree(made(hostile)).iter()} == {one.tag for one in tree(made(harmless)).iter()}
    assert opened(made(hostile)).core_properties.title == hostile.title


def _texts(content: bytes) -> list[str]:
    """The texts of a document, without its rules."""
    lines = (line.strip("\t") for one in opened(content).paragraphs for line in one.text.split("\n"))
    return [line for line in lines if line]


@given(PRINTABLE)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Spaces, marks that nobody sees and characters of any plane, wherever they stand."""
    assert _texts(made(everywhere(text))) == [text] * len([*strings(everywhere(text))])


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\t", "\n", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("role", ["title", "mark", Role.BODY, Role.INSIDE_ADDRESS, "enclosed"])
def test_a_control_character_is_refused_by_its_number(char: str, role: str) -> None:
    """In whatever letter and place; the text, which may name a person, is not repeated."""
    bad = f"Тимур{char}Назаров"
    letters: dict[str, Letter] = {
        "title": replace(LETTER, title=bad),
        "mark": replace(LETTER, mark=bad),
        Role.BODY: replace(LETTER, parts=(paragraph(bad),)),
        Role.INSIDE_ADDRESS: replace(LETTER, parts=(Part(Role.INSIDE_ADDRESS, Align.END, (Lines(("x", bad)),)),)),
        "enclosed": replace(LETTER, enclosed=(replace(LETTER, parts=(paragraph(bad, Role.CLOSE),)),)),
    }
    place = {"enclosed": "close", Role.INSIDE_ADDRESS: "inside address"}.get(role, role)
    with pytest.raises(UalettersError) as error:
        made(letters[role])
    assert str(error.value) == f"the {place} of the Word document contains U+{ord(char):04X}; take it out"


def test_a_letter_is_dated_by_its_calendar_date() -> None:
    """The date of its file is that day too, wherever it is made."""
    properties = opened(made(replace(LETTER, dated=date(2024, 2, 29)))).core_properties
    assert (str(properties.created), str(properties.modified)) == ("2024-02-29 00:00:00+00:00",) * 2
