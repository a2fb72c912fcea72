"""PDF of a letter whose address does not fit a window, or that has none: plain, and an envelope behind it."""

from pathlib import Path

from msgspec.structs import replace
import pytest

from builders.compose import SHOP, case_of, letter_of, official
from builders.formats_pdf import pages
from builders.window import KNOWN, MM, letters, pdf_of, strokes, text_of, to_governor, writer
from ualetters.formats.pdf import laying
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.model.letter import Document, Letter

CURE = "use `--layout plain` with an envelope or a label, or shorten the lines of the address"


def size(content: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page in millimetres."""
    _, _, width, height = pages(content)[page].mediabox
    return round(float(width) / MM, 1), round(float(height) / MM, 1)


def rendered(letter: Letter, layout: str | None = None) -> Document:
    """The PDF with its notes."""
    return SHOP.render("pdf", letter, layout)


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize(
    ("country", "layout", "envelope", "recipients"),
    [
        ("DE", "din5008b", "DL", set()),
        ("FR", "fr-right", "DL", set()),
        ("CH", "ch-right", "C6/5", set()),
        ("GB", "uk", "DL", {"matiushkin"}),
        ("US", "us10", "#10", {"bastrykin", "kulishov", "matiushkin"}),
    ],
)
def test_an_address_that_does_not_fit_is_printed_on_an_envelope(
    code: str, country: str, layout: str, envelope: str, recipients: set[str]
) -> None:
    """The letter is the plain one, its last page an envelope, and a note says so."""
    found = letters("azimov", code, country, writer(country))
    notes = {key: rendered(letter).notes for key, letter in found.items()}
    if KNOWN.layouts[layout].return_line:
        assert "no room for your own address" in " ".join(notes.pop("matiushkin"))
    note = (
        f"the address does not fit the window of the layout `{layout}`, "
        f"so it is printed on an envelope ({envelope}), the last page"
    )
    assert {key for key, told in notes.items() if told} == recipients
    for key in recipients:
        assert notes[key] == (note,)
        content, plain = rendered(found[key]).content, pdf_of(found[key], "plain")
        count = len(pages(plain))
        assert len(pages(content)) == count + 1
        assert [size(content, page) for page in range(count)] == [size(plain, page) for page in range(count)]
        measures = KNOWN.envelopes[envelope]
        assert size(content, count) == (measures.width, measures.height)
        letter_text = [page.extract_text() for page in pages(content)[:count]]
        assert letter_text == [page.extract_text() for page in pages(plain)]


def test_what_stands_on_the_envelope() -> None:
    """The mark of a specimen, who sends it and who gets it; no fold, and on the letter neither."""
    letter = letters("azimov", "en", "GB", writer("GB"))["matiushkin"]
    assert letter.postal is not None
    content = pdf_of(letter)
    text = text_of(content, len(pages(content)) - 1)
    assert " ".join(letter.postal.lines) in text
    assert letter.mark in text
    assert text.startswith("Clara Nováková")
    assert all(part in text for part in ("Canary Lane 12", "54321 Birdville", "UNITED KINGDOM"))
    assert [stroke for stroke in strokes(content) if stroke.right < 15] == []


def test_a_letter_that_fits_is_not_told_of() -> None:
    """Nor has it an envelope; what is usual where it is posted is what its layout makes."""
    for country, layout in (("DE", "din5008b"), ("AT", "din5008b"), ("US", "us10"), ("GB", "uk"), ("LI", "ch-right")):
        found = to_governor("en", country)
        assert rendered(found) == rendered(found, layout)
        assert rendered(found).notes == ()
        assert len(pages(rendered(found).content)) == 1


@pytest.mark.parametrize("country", ["RU", "ES", "MX", "JP"])
def test_where_no_window_is_usual_a_letter_is_plain(country: str) -> None:
    """It is put into an envelope without a window."""
    found = to_governor("en", country)
    assert rendered(found) == rendered(found, "plain")
    assert rendered(found).notes == ()
    assert strokes(rendered(found).content) == []


@pytest.mark.parametrize("layout", ["uk", "us10", "a4"])
def test_a_layout_that_was_asked_for_is_not_replaced(layout: str) -> None:
    """An address that does not fit it is an error that names the layout and what to do."""
    letter = letters("azimov", "en", "FR", writer("FR"))["matiushkin"]
    with pytest.raises(DoesNotFitError) as caught:
        rendered(letter, layout)
    assert str(caught.value) == f"the address does not fit the window of the layout `{layout}`; {CURE}"


def test_without_an_address_there_is_nothing_to_show_in_a_window() -> None:
    """An embassy whose address is looked up by hand; the layout that was asked for is given up with a note."""
    letter = letters("azimov", "en", "DE", writer("DE"))["embassy-ru"]
    assert letter.postal is None
    plain = rendered(letter, "plain")
    assert (rendered(letter), plain.notes) == (plain, ())
    asked = rendered(letter, "din5008b")
    note = "there is no address in Latin script for the window of the layout `din5008b`, so the letter is plain"
    assert (asked.content, asked.notes) == (plain.content, (note,))


def test_too_much_beside_the_window(tmp_path: Path) -> None:
    """A Russian letter with more fax numbers than there is room for above its text."""
    fax = "; ".join(f"+7 495 914 26 {number}" for number in range(10, 26))
    case = case_of(addressees={"chair": official(fax=fax)})
    letter = letter_of(tmp_path, case, "ru", formats=("pdf",), sender=writer("DE"))
    message = "the address has too much beside it for the window of the layout `din5008b`"
    assert rendered(letter).notes == (f"{message}, so it is printed on an envelope (DL), the last page",)
    with pytest.raises(DoesNotFitError, match=f"^{message}; {CURE}$"):
        rendered(letter, "din5008b")
    few = replace(letter, parts=tuple(part for part in letter.parts if part.role != "channels"))
    assert rendered(few).notes == ()


def test_an_address_that_no_envelope_holds(tmp_path: Path) -> None:
    """The letter is plain and alone, and its envelope is written by hand; what was asked for by name is an error."""
    case = case_of(addressees={"chair": official(address={"latin": [f"House {number}" for number in range(20)]})})
    letter = letter_of(tmp_path, case, formats=("pdf",), sender=writer("DE"))
    plain = rendered(letter, "plain")
    note = (
        "the address does not fit the window of the layout `din5008b`, "
        "and an address is too long for the envelope (DL), so write the envelope by hand"
    )
    assert (rendered(letter).content, rendered(letter).notes, plain.notes) == (plain.content, (note,), ())
    laid = laying(SHOP.templates)(letter, None)
    assert (len(laid.sheets), laid.has_window, laid.by_hand) == (1, False, True)
    with pytest.raises(DoesNotFitError, match=f"the window of the layout `din5008b`; {CURE}$"):
        rendered(letter, "din5008b")


def test_a_sender_that_no_envelope_holds(tmp_path: Path) -> None:
    """It is said that it is their own address, which is theirs to shorten."""
    fax = "; ".join(f"+7 495 914 26 {number}" for number in range(10, 26))
    case = case_of(addressees={"chair": official(fax=fax)})
    sender = writer("DE", address=("Canary Lane " * 120, "54321 Birdville"))
    (note,) = rendered(letter_of(tmp_path, case, "ru", formats=("pdf",), sender=sender)).notes
    assert note.endswith("and your own address is too long for the envelope (DL), so write the envelope by hand")


@pytest.mark.parametrize(("country", "layout"), [("DE", "din5008b"), ("CH", "ch-right")])
def test_a_long_address_leaves_no_room_for_the_sender_above_it(country: str, layout: str) -> None:
    """It is told, because a letter that does not arrive does not come back."""
    letter = letters("azimov", "en", country, writer(country))["matiushkin"]
    note = (
        f"the address fills the window of the layout `{layout}`, there is no room for your own address above it; "
        "write that on the back of the envelope"
    )
    assert rendered(letter).notes == rendered(letter, layout).notes == (note,)
    assert rendered(letters("azimov", "en", country)["matiushkin"]).notes == ()
    assert laying(SHOP.templates)(letter, None).has_window
