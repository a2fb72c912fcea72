"""Typesetting: sheets of every kind become one document, in the fonts of their scripts, and every mistake is told."""

from io import BytesIO
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import TextStringObject
import pytest

from builders.formats_pdf import ENGLISH, LETTER, MARK, catalogue, longer, pages, paragraph
from builders.formats_scripts import ARABIC, CHINESE, with_parts
from builders.window import KNOWN, text_of, words
from ualetters.errors import NoFontError, UalettersError
from ualetters.formats.fonts import typesetters
from ualetters.formats.sheets import cover_sheet, envelope_sheet, letter_sheet
from ualetters.formats.typesetting import LAYOUTS, DoesNotFitError, Sheet, document_data, typeset
from ualetters.model.letter import Postal
from ualetters.model.stationery import SHEETS, Box
from ualetters.templating import Templates
from ualetters.window import safe_box

SET = typeset(Templates.with_own())
POSTAL = Postal(("Pavel Sokolov", "ul. Zhitnaya 16", "119991 Moscow", "RUSSIA"), "Anna Keller · 8002 Zürich", "CH")
POSTED = replace(LETTER, postal=POSTAL)


def made(*sheets: Sheet, title: str = "A title") -> bytes:
    """The PDF of some sheets."""
    return SET(sheets, title, LETTER.dated)


def texts(content: bytes) -> list[str]:
    """The words of each page."""
    return [text_of(content, page) for page in range(len(pages(content)))]


def test_sheets_of_every_kind_follow_each_other() -> None:
    """A cover sheet, a letter of two pages and an envelope, each in its size; the pages of the letter are its own."""
    long = replace(longer(POSTED, 12), mark=MARK)
    content = made(cover_sheet(ARABIC), letter_sheet(long), envelope_sheet(POSTED, "C6", KNOWN))
    cover, first, second, envelope = texts(content)
    assert "Прошу передать адресату" in cover
    assert (first.startswith(MARK), "1 / 2" in first) == (True, False)
    assert (second.startswith(MARK), second.endswith("2 / 2")) == (True, True)
    assert envelope.endswith("119991 Moscow RUSSIA")
    sizes = [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pages(content)]
    assert sizes == [(210, 297)] * 3 + [(162, 114)]


def test_many_letters_in_one_document_are_as_they_are_alone() -> None:
    """Each in its size and language, numbering its own pages."""
    some = [LETTER, longer(LETTER, 7), ENGLISH, replace(longer(ENGLISH, 60), mark="SPECIMEN"), CHINESE]
    together = texts(made(*map(letter_sheet, some)))
    alone = [text for letter in some for text in texts(made(letter_sheet(letter)))]
    assert together == alone
    sizes = [
        {round(word.size, 1) for word in words(content, page)}
        for content in (made(*map(letter_sheet, some)),)
        for page in range(2)
    ]
    assert sizes == [{11}, {10.5}]


def test_the_document_has_the_language_of_its_first_sheet() -> None:
    """And the title and date that it is given, whatever its letters are called."""
    reader = PdfReader(BytesIO(made(letter_sheet(ENGLISH), letter_sheet(LETTER), title="Все письма")))
    assert str(catalogue(reader, "/Lang", TextStringObject)) == "en-GB"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.get("/CreationDate")) == ("Все письма", "D:20130128000000Z")


def test_only_several_letters_have_bookmarks() -> None:
    """One for each subject, and none where there is one letter with its envelope."""

    def outline(content: bytes) -> list[str]:
        return [str(item.title) for item in PdfReader(BytesIO(content)).outline if not isinstance(item, list)]

    assert outline(made(letter_sheet(POSTED), envelope_sheet(POSTED, "DL", KNOWN))) == []
    found = outline(made(letter_sheet(LETTER), letter_sheet(ENGLISH)))
    assert found == ["Об исчезновении Тимура Назарова", "Re: Disappearance of Timur Nazarov"]
    enclosing = outline(made(letter_sheet(replace(ENGLISH, enclosed=(LETTER,)))))
    assert len(enclosing) == 2


def test_the_data_is_what_is_printed_and_nothing_else() -> None:
    """No path, no id, no mailing and no number that the sheet does not show."""
    private = replace(POSTED, case_id="secret-case", recipient_id="secret-id", fax=("+7 495 000-00-00",))
    (setter,) = typesetters((), None)
    data = json.loads(document_data([letter_sheet(private)], "A title", LETTER.dated, setter))
    assert set(data) == {"title", "dated", "language", "region", "bookmarked", "sheets"}
    assert "secret" not in json.dumps(data)
    assert "495" not in json.dumps(data)
    (sheet,) = data["sheets"]
    assert (sheet["kind"], sheet["language"], sheet["region"], sheet["family"]) == ("letters", "ru", None, None)
    assert sheet["layout"] is None
    # Without a window the post's address is not there at all.
    assert "Zhitnaya" not in json.dumps(data)
    assert [part["role"] for part in sheet["letters"][0]["parts"]] == [part.role for part in LETTER.parts]


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hans", "zh-Hans-CN", "uz-Latn-UZ"])
def test_a_language_may_have_a_region(tag: str) -> None:
    """Typst is told both."""
    (setter,) = typesetters((), None)
    data = json.loads(document_data([letter_sheet(replace(LETTER, language=tag))], "x", LETTER.dated, setter))
    region = tag[-2:] if tag[-2:].isupper() else None
    assert (data["language"], data["region"]) == (tag.partition("-")[0], region)


def test_scripts_of_several_sheets_are_all_set() -> None:
    """In one document, each in its font; the address in Latin letters too."""
    envelope = envelope_sheet(replace(ARABIC, postal=POSTAL), "DL", KNOWN)
    content = made(*map(letter_sheet, (ARABIC, CHINESE, LETTER)), envelope)
    fonts = {str(font["/BaseFont"]).partition("+")[2] for page in pages(content) for font in _fonts(page)}
    assert {name.partition("-")[0] for name in fonts} == {"Amiri", "NotoSansCJKsc", "LibertinusSerif"}


def _fonts(page: object) -> list[dict[str, object]]:
    resources = page["/Resources"].get_object()["/Font"].get_object()  # type: ignore[index]
    return [font.get_object() for font in resources.values()]


def test_a_script_without_a_font_is_named() -> None:
    """Where most of what is written is in it; else the characters are."""
    thai = replace(with_parts(CHINESE, paragraph("ข้าพเจ้าเขียนจดหมายฉบับนี้ถึงท่าน")), language="th", script="Thai")
    with pytest.raises(NoFontError, match=r"^no font has the script of the letter \(Thai\)$"):
        made(letter_sheet(thai))
    with pytest.raises(UalettersError, match="THAI CHARACTER KHO KHAI"):
        made(letter_sheet(LETTER), letter_sheet(thai))


def test_a_character_of_an_address_that_no_font_has_is_named() -> None:
    """In the window and on the envelope, whatever the script of the letter."""
    strange = replace(POSTAL, lines=("Pavel 漢", "Moscow"))
    layout = KNOWN.layouts["a4"]
    window = safe_box(layout, KNOWN)
    for letter in (LETTER, ARABIC):
        posted = replace(letter, postal=strange)
        for sheet in (letter_sheet(posted, layout, window), envelope_sheet(posted, "DL", KNOWN)):
            with pytest.raises(UalettersError, match=r"“漢” \(U\+6F22 CJK UNIFIED IDEOGRAPH-6F22\)") as caught:
                made(sheet)
            assert not isinstance(caught.value, NoFontError)


def test_without_an_address_there_is_neither_window_nor_envelope() -> None:
    """It is said which."""
    layout = KNOWN.layouts["a4"]
    with pytest.raises(DoesNotFitError, match=r"^there is no address in Latin script for the window$"):
        letter_sheet(LETTER, layout, safe_box(layout, KNOWN))
    with pytest.raises(DoesNotFitError, match=r"^there is no address in Latin script for the envelope$"):
        envelope_sheet(LETTER, "DL", KNOWN)


@settings(max_examples=15)
@given(
    lines=st.lists(st.text("abcdefghij XYZ-/.,'", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=8),
    name=st.sampled_from(sorted(KNOWN.layouts)),
)
def test_an_address_is_in_its_box_or_it_is_not_printed(lines: list[str], name: str) -> None:
    """Whatever stands in it: nothing is cut off, and nothing stands outside."""
    layout = KNOWN.layouts[name]
    safe = safe_box(layout, KNOWN)
    lines = [" ".join(line.split()) for line in lines]
    letter = replace(with_parts(LETTER), postal=Postal(tuple(lines), "", "DE"))
    try:
        content = made(letter_sheet(letter, layout, safe))
    except DoesNotFitError as error:
        assert str(error) == "the address does not fit the window"  # noqa: PT017  # whether it fits is Typst's to say
        assert len(lines) > 3
        return
    found = words(content)
    assert all(word.is_within(safe) for word in found)
    assert "".join(word.text for word in found) == "".join("".join(lines).split())


def test_a_panic_of_a_layout_is_what_does_not_fit(tmp_path: Path) -> None:
    """Its words are the message."""
    (tmp_path / LAYOUTS).mkdir()
    layout = '#let set-letters(sheet, id) = { set document(title: "x"); panic("the ask is too long") }'
    (tmp_path / LAYOUTS / "letter.typ").write_text(layout, encoding="utf-8")
    set_sheets = typeset(Templates.with_own((tmp_path,)))
    with pytest.raises(DoesNotFitError, match=r"^the ask is too long$"):
        set_sheets((letter_sheet(LETTER),), "x", LETTER.dated)


def test_a_package_is_refused_before_anything_is_set(tmp_path: Path) -> None:
    """Whichever layout imports it."""
    (tmp_path / LAYOUTS).mkdir()
    (tmp_path / LAYOUTS / "cover.typ").write_text('#import "@preview/cetz:0.3.0"', encoding="utf-8")
    with pytest.raises(UalettersError, match=r"^_layouts/cover\.typ: no package may be imported, because that would"):
        typeset(Templates.with_own((tmp_path,)))


def test_a_sheet_is_as_large_as_its_layout_says() -> None:
    """US Letter for a window of #10, whatever the writer's country prints on."""
    layout = KNOWN.layouts["us10"]
    content = made(letter_sheet(POSTED, layout, safe_box(layout, KNOWN)), letter_sheet(POSTED))
    sizes = [tuple(round(float(side) / 72 * 25.4, 1) for side in page.mediabox[2:]) for page in pages(content)]
    assert sizes == [(215.9, 279.4), (210, 297)]
    assert sizes == [SHEETS[layout.paper], SHEETS[LETTER.paper]]


def test_a_window_without_a_layout_is_none() -> None:
    """A letter is laid out for a window or not at all."""
    assert letter_sheet(POSTED, None, Box(0, 0, 1, 1)) == letter_sheet(POSTED)
