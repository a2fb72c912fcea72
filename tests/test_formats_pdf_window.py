"""PDF for envelopes with a window: the address of every letter shows, wherever it slides, and nothing else does."""

from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from builders.compose import SENDER, case_of, letter_of, lines, official
from builders.formats_pdf import pages
from builders.window import HOSTS, KNOWN, Printed, is_clear, pdf_of, printed, strokes, text_of
from ualetters.model.letter import Role
from ualetters.model.stationery import Box
from ualetters.window import exposed_boxes, safe_box

CODES = ("en", "ru")
EVERYBODY = {
    *("azimov/bastrykin", "azimov/kulishov", "azimov/matiushkin"),
    *("kasymakhunov/bastrykin", "kasymakhunov/matlubov", "kasymakhunov/pronichev"),
}
# Whose address is too long: an office of three lines where six show, and one of two lines where only five show.
TOO_LONG = {layout: set[str]() for layout in HOSTS}
TOO_LONG |= {"uk": {"azimov/matiushkin"}, "a4": {"azimov/matiushkin"}, "us10": EVERYBODY}
# Whose address leaves no room for the sender above it.
WITHOUT_SENDER = {"Georghii Olegovich Matiushkin"}


@pytest.fixture(params=[(layout, code) for layout in HOSTS for code in CODES], ids="-".join)
def laid(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A layout and a language."""
    layout, code = request.param
    return layout, code


def fitting(layout: str, code: str) -> list[Printed]:
    """The letters whose address fits the window of a layout."""
    return [found for found in printed(layout, code).values() if isinstance(found, Printed)]


def column_of(name: str) -> Box:
    """The column beside the window, below the mark and above the text."""
    layout = KNOWN.layouts[name]
    return Box(layout.info.left, 20, layout.info.width, layout.text - 20)


def test_which_addresses_fit(laid: tuple[str, str]) -> None:
    """All but a few; the language of the letter makes no difference."""
    found = printed(*laid)
    assert set(found) == {"governor", *EVERYBODY}
    told = {key: message for key, message in found.items() if isinstance(message, str)}
    message = f"the address does not fit the window of the layout `{laid[0]}`; use `--layout plain` with an envelope"
    assert set(told) == TOO_LONG[laid[0]]
    assert all(one.startswith(message) for one in told.values())


def test_the_address_shows_and_nothing_else(laid: tuple[str, str]) -> None:
    """Every word of the address, and of the sender's line where there is one, is in the safe box, in order."""
    layout = KNOWN.layouts[laid[0]]
    safe, exposed = safe_box(layout, KNOWN), [*exposed_boxes(layout, KNOWN)]
    for found in fitting(*laid):
        above = [found.postal.return_line] if layout.return_line and found.postal.lines[0] not in WITHOUT_SENDER else []
        shown = [word for word in found.words if word.is_within(safe)]
        assert [word.text for word in shown] == " ".join((*above, *found.postal.lines)).split()
        assert [word for word in found.words if word not in shown and any(map(word.touches, exposed))] == []
        assert all(is_clear(found.content, box, but_for=safe) for box in exposed)


def test_the_lines_of_an_address_stay_lines(laid: tuple[str, str]) -> None:
    """What is broken off one begins further to the right than the next; none is smaller than ten points."""
    safe = safe_box(KNOWN.layouts[laid[0]], KNOWN)
    for found in fitting(*laid):
        count = len(" ".join(found.postal.lines).split())
        address = [word for word in found.words if word.is_within(safe)][-count:]
        starts = [0, *accumulate(len(line.split()) for line in found.postal.lines)][:-1]
        first = [address[start].left for start in starts]
        assert max(first) - min(first) < 0.3
        begins = [index for index, (word, after) in enumerate(pairwise(address), 1) if after.top > word.top + 1]
        assert set(starts[1:]) <= set(begins)
        assert all(address[index].left > min(first) + 3 for index in set(begins) - set(starts))
        assert min(word.size for word in address) >= 10


def test_the_text_begins_below_the_window(laid: tuple[str, str]) -> None:
    """At the same place in every letter; above it there is nothing but the column beside the window and the mark."""
    layout, column = KNOWN.layouts[laid[0]], column_of(laid[0])
    safe = safe_box(layout, KNOWN)
    for found in fitting(*laid):
        above = [word for word in found.words if word.bottom < layout.text]
        mark = [word for word in above if word.bottom < 18]
        assert [word.text for word in mark] == found.letter.mark.split()
        assert [word for word in above if not (word in mark or word.is_within(safe) or word.is_within(column))] == []
        below = [word for word in found.words if word not in above]
        assert layout.text - 0.6 < min(word.top for word in below) < layout.text + 1
        assert " ".join(lines(found.letter, Role.SUBJECT)) in " ".join(word.text for word in below)


@pytest.mark.parametrize("layout", HOSTS)
def test_in_english_the_inside_address_is_the_one_in_the_window(layout: str) -> None:
    """It is not printed twice; the sender and the date stand beside it."""
    for found in fitting(layout, "en"):
        text = " ".join(word.text for word in found.words)
        *_, street, town, country = found.postal.lines
        assert (text.count(street), text.count(country)) == (1, 1)
        beside = (*lines(found.letter, Role.SENDER), *lines(found.letter, Role.DATE))
        column = [word.text for word in found.words if word.is_within(column_of(layout))]
        assert column == " ".join(beside).split()
        # The country is told in capitals and not in the words of the letter.
        assert f"{town} {lines(found.letter, Role.INSIDE_ADDRESS)[-1]}" not in text


@pytest.mark.parametrize("layout", HOSTS)
def test_in_russian_the_inside_address_is_there_too(layout: str) -> None:
    """In the dative, beside the window, with the channels below; the one in Latin letters is not printed twice."""
    column = column_of(layout)
    for found in fitting(layout, "ru"):
        beside = [word.text for word in found.words if word.is_within(column)]
        head = (*lines(found.letter, Role.INSIDE_ADDRESS), *lines(found.letter, Role.CHANNELS))
        assert beside == " ".join(head).split()
        assert any(word.endswith(("телю", "тору", "стру")) for word in beside)
        assert " ".join(word.text for word in found.words).count(found.postal.lines[-3]) == 1


def test_the_dative_of_a_russian_letter() -> None:
    """Word for word, once."""
    found = printed("din5008b", "ru")["azimov/bastrykin"]
    assert isinstance(found, Printed)
    text = " ".join(word.text for word in found.words)
    inside = "Председателю Следственного комитета Российской Федерации Бастрыкину А. И. Технический пер., д. 2"
    assert text.count(inside) == 1
    assert text.count("Aleksandr Ivanovich Bastrykin Chairman of the Investigation Committee of the Russian") == 1


def test_an_address_with_initials_is_not_printed_twice(tmp_path: Path) -> None:
    """In the letter a no-break space ties them to the name."""
    name = {"en": {"given": "P.", "patronymic": "A.", "family": "Belov"}}
    case = case_of(addressees={"chair": official(name=name)})
    letter = letter_of(tmp_path, case, formats=("pdf",), sender=SENDER)
    assert "\u00a0" in lines(letter, Role.INSIDE_ADDRESS)[0]
    assert text_of(pdf_of(letter, "din5008b")).count("Belov") == 1


def test_an_inside_address_that_says_something_else_stays(tmp_path: Path) -> None:
    """Only the country may differ: an address that the case has in English differently is printed."""
    address = {"latin": ["Tekhnicheskii per. 2", "105005 Moskva"], "en": ["2 Technical Lane", "105005 Moscow"]}
    letter = letter_of(tmp_path, case_of(addressees={"chair": official(address=address)}), formats=("pdf",))
    text = text_of(pdf_of(letter, "a4"))
    assert (text.count("Tekhnicheskii per. 2"), text.count("2 Technical Lane"), text.count("Belov")) == (1, 1, 2)


@pytest.mark.parametrize(
    ("layout", "marks"),
    [
        ("din5008b", [105, 148.5, 210]),
        ("din5008a", [87, 148.5, 192]),
        ("fr-right", [99, 198]),
        ("ch-right", [105, 210]),
        ("uk", [105, 210]),
        ("us10", [101.6, 190.5]),
        ("a4", [105, 210]),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_where_the_sheet_is_folded_and_punched(layout: str, marks: list[float], code: str) -> None:
    """A short line at the left edge of the first page, longer where it is punched; none on the others."""
    for found in fitting(layout, code):
        drawn = [stroke for stroke in strokes(found.content) if stroke.right < 15]
        assert [stroke.top for stroke in drawn] == pytest.approx(marks, abs=0.1)
        assert all(stroke.left == pytest.approx(4, abs=0.2) for stroke in drawn)
        lengths = [round(stroke.right - stroke.left, 1) for stroke in drawn]
        assert lengths == [5.2 if mark == 148.5 else 3.7 for mark in marks]
        for page in range(1, len(pages(found.content))):
            assert [stroke for stroke in strokes(found.content, page) if stroke.right < 15] == []
