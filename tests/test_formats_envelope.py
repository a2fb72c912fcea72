"""Envelopes: the address in the zone of the sorting machines, the sender's beside the stamp."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
import pytest

from builders.envelopes import (
    SENDERS,
    SIZES,
    Page,
    Words,
    enveloped,
    letter_to,
    lines_of,
    read,
    seed_letters,
    unmarked,
)
from builders.formats_pdf import claims
from builders.formats_scripts import ARABIC, CHINESE
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.model.letter import Letter, Postal

STAMP = 74
COUNTRIES = {
    "DE": ("RUSSLAND", "USBEKISTAN"),
    "US": ("RUSSIA", "UZBEKISTAN"),
    "TR": ("RUSYA", "ÖZBEKİSTAN"),
    "FR": ("RUSSIE", "OUZBÉKISTAN"),
    "GB": ("RUSSIA", "UZBEKISTAN"),
}
BASTRYKIN = (
    "Aleksandr Ivanovich Bastrykin",
    "Chairman of the Investigation Committee",
    "of the Russian Federation",
    "Tekhnicheskii pereulok, dom 2",
    "105005 Moscow",
    "RUSSIA",
)


def address_on(page: Page) -> Words:
    """The words below the stamp."""
    return page.within(0, 40, page.width, page.height)


def above(page: Page) -> Words:
    """The words above the lower edge of the stamp."""
    return page.within(0, 0, page.width, 40)


def assert_in_zone(page: Page) -> None:
    """40 mm from the top and 15 mm from the other edges, in the right half and below the middle of what is left."""
    found = address_on(page)
    assert found.top >= 40
    assert min(found.left, page.width - found.right, page.height - found.bottom) >= 15
    assert found.left >= 0.44 * page.width
    assert (found.top + found.bottom) / 2 > page.height / 2
    # The reading area of the United States.
    assert found.top >= page.height - 69.9
    assert page.height - found.bottom >= 15.9


@pytest.mark.parametrize("country", SENDERS)
@pytest.mark.parametrize("size", SIZES)
def test_the_address_is_in_its_zone(size: str, country: str) -> None:
    """Every address of the seed cases, on every envelope, from every country: whole, with its country last."""
    letters = seed_letters(country)
    pages = read(enveloped(letters, size))
    assert len(pages) == len(letters) == 6
    for page, letter in zip(pages, letters, strict=True):
        assert (page.width, page.height) == pytest.approx((SIZES[size]["width"], SIZES[size]["height"]), abs=0.01)
        assert address_on(page).text == " ".join(lines_of(letter))
        assert lines_of(letter)[-1] in COUNTRIES[country]
        assert_in_zone(page)


@pytest.mark.parametrize("country", SENDERS)
@pytest.mark.parametrize("size", SIZES)
def test_the_return_address_leaves_the_stamp_free(size: str, country: str) -> None:
    """The sender stands at the top left, line by line, and the specimen's mark below it."""
    letter = seed_letters(country)[0]
    assert letter.postal is not None
    (page,) = read(enveloped([letter], size))
    found = above(page)
    assert found.text == f"{letter.postal.return_line.replace(' · ', ' ')} SPECIMEN – do not send"
    assert min(found.left, found.top) >= 5
    assert found.right <= page.width - STAMP
    assert found.bottom <= 39


@pytest.mark.parametrize("size", SIZES)
def test_six_lines_fit(size: str) -> None:
    """An address of six lines stays six lines on every envelope."""
    (page,) = read(enveloped([letter_to(*BASTRYKIN)], size))
    assert len({round(word.top, 1) for word in page.words}) == 6
    assert_in_zone(page)


def test_an_open_case_has_no_mark() -> None:
    """An envelope that is to be posted has nothing but the two addresses."""
    (page,) = read(enveloped(unmarked(seed_letters("DE")[:1]), "DL"))
    assert above(page).text == "Anna Maria Keller Hauptstraße 1 10115 Berlin DEUTSCHLAND"


@pytest.mark.parametrize("size", SIZES)
def test_a_long_return_address_becomes_a_paragraph(size: str) -> None:
    """Where its lines are too many they follow each other, still beside the stamp and above the mark."""
    back = " · ".join(["Anna Maria Keller", *(f"Line {number} of it" for number in range(7)), "DEUTSCHLAND"])
    (page,) = read(enveloped([letter_to(*BASTRYKIN, back=back, mark="SPECIMEN")], size))
    found = above(page)
    assert found.text == f"{back} SPECIMEN"
    assert found.right <= page.width - STAMP
    assert found.bottom <= 39


@pytest.mark.parametrize("size", SIZES)
def test_a_long_line_of_the_return_address_is_broken(size: str) -> None:
    """However far it reaches, it ends before the stamp."""
    (page,) = read(enveloped([letter_to(*BASTRYKIN, back="i " * 150)], size))
    assert len(above(page).text.split()) == 150
    assert above(page).right <= page.width - STAMP


def test_a_return_address_that_does_not_fit() -> None:
    """It is said without a word of it."""
    with pytest.raises(DoesNotFitError) as caught:
        enveloped([letter_to(*BASTRYKIN, back=" · ".join(["Hidden Name"] * 60))], "C6")
    message = "your own address is too long for the envelope; use a larger one, or shorten your profile"
    assert str(caught.value) == message


@pytest.mark.parametrize("lines", [("Hidden",) * 30, ("Hidden" * 20, "Moscow"), ("Moscow", f"a {'Hidden' * 12}")])
def test_an_address_that_does_not_fit(lines: tuple[str, ...]) -> None:
    """Too many lines, or a word that is wider than the envelope, are refused without a word of them."""
    with pytest.raises(DoesNotFitError) as caught:
        enveloped([letter_to(*lines)], "DL")
    message = "an address is too long for the envelope; use a larger one, or shorten its lines"
    assert str(caught.value) == message


def test_a_word_that_is_broken_off_needs_more_room() -> None:
    """It stands further right than the first of its line, and still ends before the edge, or is refused."""
    printed = 0
    for length in range(24, 48):
        try:
            (page,) = read(enveloped([letter_to("Moscow", f"mmmmmmmmmmmm {'m' * length}")], "C6"))
        except DoesNotFitError:
            continue
        assert_in_zone(page)
        printed += 1
    assert 0 < printed < 24


def test_no_address() -> None:
    """A letter without an address in Latin script has no envelope."""
    with pytest.raises(DoesNotFitError, match="no address in Latin script for the envelope"):
        enveloped([replace(letter_to("x"), postal=None)], "DL")


@pytest.mark.parametrize(
    "line",
    [
        "#panic()",
        "*bold* _it_ `raw` $x^2$",
        "= Heading",
        "- item -- dash --- 'quotes' \"quotes\"",
        "@label <label> [content] {code}",
        "\\u{41} \\ // comment /* comment */",
        "https://example.org/a-very-long-address/of-a-web-page?with=parameters&and=more_of_them",
        "Generalstaatsanwaltschaft-und-Bundesverfassungsgerichtspräsidium-und-Nebenstelle",
    ],
)
def test_a_hostile_line_is_text(line: str) -> None:
    """What looks like markup is printed as it is, and what can be broken is, without a hyphen of ours."""
    (page,) = read(enveloped([letter_to("Minister", line, "Moscow", back=line)], "DL"))
    assert_in_zone(page)
    assert "".join(address_on(page).text.split()) == "".join(f"Minister{line}Moscow".split())
    assert "".join(above(page).text.split()) == "".join(line.split())


WORD = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=50)


@given(lines=st.lists(st.lists(WORD, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8))
def test_any_address_is_printed_whole_or_not_at_all(lines: list[str]) -> None:
    """Whatever it says, all of it stands in the zone, or it is refused."""
    try:
        content = enveloped([letter_to(*lines)], "Monarch")
    except DoesNotFitError:
        return
    (page,) = read(content)
    assert_in_zone(page)
    assert sorted("".join(word.text for word in page.words)) == sorted("".join("".join(lines).split()))


@pytest.mark.parametrize("letter", [ARABIC, CHINESE], ids=["Arabic", "Chinese"])
def test_a_mark_in_another_script(letter: Letter) -> None:
    """The mark is in the language of the letter, the address in Latin letters all the same."""
    (page,) = read(enveloped([replace(letter, postal=Postal(BASTRYKIN))], "DL"))
    assert address_on(page).text == " ".join(BASTRYKIN)
    assert above(page).text
    assert above(page).right < page.width / 2


def test_the_script_of_a_letter_needs_no_font_on_its_envelope() -> None:
    """Without a mark the envelope of a Chinese letter has nothing in it but Libertinus."""
    content = enveloped([replace(CHINESE, mark="", postal=Postal(BASTRYKIN))], "DL")
    reader = PdfReader(BytesIO(content))
    fonts = {str(font["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert all("Libertinus" in font for font in fonts)
    assert str(reader.root_object["/Lang"]) == "en"


def test_what_kind_of_pdf_it_is() -> None:
    """It can be archived and read aloud, is printed in its own size, and says nothing of the sender."""
    reader = PdfReader(BytesIO(enveloped(seed_letters("DE"), "DL")))
    xmp = claims(reader)
    assert reader.root_object["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]
    metadata = reader.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Envelopes", None)
    assert "Keller" not in f"{metadata}{xmp}{reader.outline}"
