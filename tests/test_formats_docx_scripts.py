"""Word documents in scripts that are read from the right, or that Word takes for Latin where it is not told."""

from docx.shared import Mm
from msgspec.structs import replace
import pytest

from builders.formats_docx import Element, W, made, members, opened, tree, value
from builders.formats_pdf import ENGLISH, LETTER
from builders.formats_scripts import ADDRESS, ARABIC, CHINESE, FAX, PERSIAN
from ualetters.model.letter import Letter


def text_of(element: Element) -> str:
    """The text of a paragraph or a run."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def is_on(element: Element, path: str) -> bool:
    """Whether a property is there, and not switched off."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found is not None and found.get(f"{W}val") != "0"


@pytest.mark.parametrize("letter", [ARABIC, PERSIAN], ids=lambda letter: letter.language)
def test_a_letter_is_read_from_the_right(letter: Letter) -> None:
    """Every paragraph of it and of its pages, what a volunteer adds to it, and its section."""
    content = made(letter)
    names = [name for name in members(content) if name.startswith(("word/document", "word/header", "word/footer"))]
    paragraphs = [one for name in names for one in tree(content, name).iter(f"{W}p")]
    assert len(paragraphs) > 12
    assert all(is_on(one, "pPr/bidi") for one in paragraphs)
    assert all(is_on(one, "bidi") for one in tree(content).iter(f"{W}sectPr"))
    (normal,) = (one for one in tree(content, "word/styles.xml").iter(f"{W}style") if value(one, "name") == "Normal")
    assert is_on(normal, "pPr/bidi")


@pytest.mark.parametrize("letter", [ARABIC, PERSIAN], ids=lambda letter: letter.language)
def test_only_what_is_isolated_is_read_from_the_left(letter: Letter) -> None:
    """A fax number and an address keep their order, with their isolates, for readers that know only one of both."""
    runs = [*tree(made(letter)).iter(f"{W}r")]
    left = [text_of(one) for one in runs if not is_on(one, "rPr/rtl")]
    assert {f"\u2066{FAX}\u2069", f"\u2066{ADDRESS}\u2069"} <= {*left}
    assert all(text.startswith("\u2066") and text.endswith("\u2069") for text in left)
    assert [text for text in map(text_of, runs) if "\u2066" in text and text not in left] == []


def test_the_margins_are_those_of_the_reading_direction() -> None:
    """The wide one is on the right, and a part on the far side stands on the left."""
    document = opened(made(ARABIC))
    (section,) = document.sections
    assert section.right_margin == pytest.approx(Mm(25), abs=Mm(0.1))
    assert section.left_margin == pytest.approx(Mm(20), abs=Mm(0.1))
    # In a paragraph that is read from the right this is the indent on its right.
    assert document.styles["Date"].paragraph_format.left_indent == pytest.approx(Mm(82.5), abs=Mm(0.1))


def test_letters_of_two_directions_and_languages_can_be_enclosed_with_each_other() -> None:
    """Each paragraph and section says the direction, and each run the language, that are not those of the first."""
    content = made(replace(ARABIC, enclosed=(ENGLISH, PERSIAN)))
    sections = [is_on(one, "bidi") for one in tree(content).iter(f"{W}sectPr")]
    assert sections == [True, False, True]
    paragraphs = [*tree(content).iter(f"{W}p")]
    (dear,) = (one for one in paragraphs if text_of(one) == "Dear Minister,")
    (salutation,) = (one for one in paragraphs if text_of(one) == "جناب آقای وزیر،")
    # What is not said would be taken from the styles, which are those of the first letter.
    assert (value(dear, "pPr/bidi"), is_on(salutation, "pPr/bidi")) == ("0", True)
    assert [value(one, "r/rPr/lang") for one in (dear, salutation)] == ["en-GB", "fa"]
    assert [value(one, "r/rPr/lang") for one in paragraphs if text_of(one) == "تحية طيبة وبعد،"] == [None]
    assert not is_on(next(tree(made(replace(LETTER, enclosed=(ENGLISH,)))).iter(f"{W}p")), "pPr/bidi")


def test_quotation_marks_in_chinese_are_chinese_ones() -> None:
    """Word sets them in the Latin font unless it is told; in other letters it is not told."""
    assert {value(one, "rPr/rFonts", "hint") for one in tree(made(CHINESE)).iter(f"{W}r")} == {"eastAsia"}
    assert [*tree(made(LETTER)).iter(f"{W}rFonts")] == []
