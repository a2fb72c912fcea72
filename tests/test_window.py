"""What of a folded letter shows in a window: figures worked out by hand, and letters that are pushed about."""

from collections.abc import Iterator
from contextlib import suppress

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.window import KNOWN
from ualetters.errors import UalettersError
from ualetters.model.letter import Paper
from ualetters.model.stationery import SHEETS, Box, Envelope, Info, Layout, Stationery, Window
from ualetters.window import CLEARANCE, exposed_boxes, safe_box

EIGHTH_OF_AN_INCH = 3.175


def layout_for(*windows: str, folds: tuple[float, float], paper: Paper = Paper.A4) -> Layout:
    """A layout of which nothing matters but the folds and the windows."""
    return Layout(paper, folds, windows, return_line=False, info=Info(125, 75), text=100, envelope="DL")


def edges(box: Box) -> tuple[float, float, float, float]:
    """Left, right, top and bottom."""
    return box.left, box.right, box.top, box.bottom


@pytest.mark.parametrize(
    ("window", "folds", "paper", "shown"),
    [
        # 220 - 210 leave 10 mm of play, 110 - 105 leave 5; the window is 90 x 45 and 15 mm above the lower edge.
        ("din-dl", (105, 210), Paper.A4, (20, 100, 50, 90)),
        # The second panel is 105 mm and the first 87, whose lower edge is 18 mm nearer to the top of the sheet.
        ("din-dl", (87, 192), Paper.A4, (20, 100, 32, 72)),
        ("din-c65", (105, 210), Paper.A4, (20, 91, 54, 90)),
        ("uk-dl", (99, 198), Paper.A4, (20, 100, 57, 81)),
        ("uk-dl", (105, 210), Paper.A4, (20, 100, 57, 87)),
        ("fr-dl", (99, 198), Paper.A4, (100, 190, 45, 79)),
        ("us-10", (93.133, 186.267), Paper.US_LETTER, (22.225, 111.125, 63.525, 80.433)),
        ("us-10", (101.6, 190.5), Paper.US_LETTER, (22.225, 111.125, 63.525, 88.9)),
    ],
)
def test_what_always_shows(
    window: str, folds: tuple[float, float], paper: Paper, shown: tuple[float, float, float, float]
) -> None:
    """An eighth of an inch is left free at every edge of what shows wherever the letter slides."""
    box = safe_box(layout_for(window, folds=folds, paper=paper), KNOWN)
    left, right, top, bottom = shown
    free = EIGHTH_OF_AN_INCH
    assert edges(box) == pytest.approx((left + free, right - free, top + free, bottom - free), abs=0.01)
    assert pytest.approx(EIGHTH_OF_AN_INCH) == CLEARANCE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("din5008b", (20, 91, 54, 90)),
        ("din5008a", (20, 91, 36, 72)),
        ("fr-right", (100, 190, 45, 79)),
        ("ch-right", (117, 188, 54, 90)),
        ("uk", (20, 100, 57, 87)),
        ("us10", (22.225, 111.125, 63.525, 88.9)),
        # What the three windows at the left have in common.
        ("a4", (20, 91, 57, 87)),
    ],
)
def test_the_layouts_that_there_are(name: str, shown: tuple[float, float, float, float]) -> None:
    """An address in one of several windows shows in each of them."""
    left, right, top, bottom = shown
    free = EIGHTH_OF_AN_INCH
    found = edges(safe_box(KNOWN.layouts[name], KNOWN))
    assert found == pytest.approx((left + free, right - free, top + free, bottom - free), abs=0.01)
    assert set(KNOWN.layouts) == {"din5008b", "din5008a", "fr-right", "ch-right", "uk", "us10", "a4"}


@pytest.mark.parametrize("name", KNOWN.layouts)
def test_there_is_room_around_what_may_show(name: str) -> None:
    """The text begins below it, the column stands beside it, both on the sheet, and each window is in its envelope."""
    layout = KNOWN.layouts[name]
    width, height = SHEETS[layout.paper]
    left, right = layout.info.left, layout.info.left + layout.info.width
    for exposed in exposed_boxes(layout, KNOWN):
        # What is above a letter rises by up to 1 mm, and by 1.6 mm in Arabic, which begins below a window at the right.
        assert layout.text - exposed.bottom >= (1.4 if exposed.left < 50 else 1.8)
        assert layout.text <= layout.folds[0]
        assert right < exposed.left or left > exposed.right
    assert 0 < left < right <= width - 10
    assert layout.punch in {None, height / 2}
    for window in (KNOWN.windows[one] for one in layout.windows):
        envelope = KNOWN.envelopes[window.envelope]
        assert window.left + window.width < envelope.width
        assert window.bottom + window.height < envelope.height


def test_what_may_show() -> None:
    """In a DL envelope the sheet of 105 mm slides by 10 mm and 5 mm."""
    (exposed,) = exposed_boxes(layout_for("din-dl", folds=(105, 210)), KNOWN)
    assert edges(exposed) == (10, 110, 45, 95)


def test_a_sheet_that_does_not_go_into_the_envelope() -> None:
    """It is said which, and what can be done."""
    message = "folded at 90 and 180 mm does not go into DL; fold it elsewhere, or name the window of a larger envelope$"
    with pytest.raises(UalettersError, match=message):
        safe_box(layout_for("din-dl", folds=(90, 180)), KNOWN)
    assert safe_box(layout_for("us-10", folds=(99, 198), paper=Paper.A4), KNOWN).width > 0
    for folds in ((210.0, 105.0), (50.0, 100.0), (105.0, 300.0)):
        with pytest.raises(UalettersError, match="does not go into"):
            [*exposed_boxes(layout_for("din-dl", folds=folds), KNOWN)]


def test_windows_that_have_nothing_in_common() -> None:
    """One at the left and one at the right."""
    message = "^nothing shows in all of the windows din-dl, ch-dl; leave one of them out of the layout$"
    with pytest.raises(UalettersError, match=message):
        safe_box(layout_for("din-dl", "ch-dl", folds=(105, 210)), KNOWN)


def test_a_window_that_leaves_nothing_but_its_clearance() -> None:
    """Where the letter slides further than the window is wide there is no place for an address either."""
    slit = replace(KNOWN.windows["din-dl"], width=16)
    with pytest.raises(UalettersError, match="nothing shows in all of the windows slit;"):
        safe_box(layout_for("slit", folds=(105, 210)), replace(KNOWN, windows={"slit": slit}))


def test_an_address_stands_on_the_first_panel() -> None:
    """Also where a tall window shows the second one above it, or the last one below it."""
    tall = replace(KNOWN, windows={"tall": Window("C5", 20, 15, 90, 140)})
    high = 162 - 15 - 140 + EIGHTH_OF_AN_INCH
    # A panel of 60 mm, with 120 mm behind it and 117 mm behind that.
    assert edges(safe_box(layout_for("tall", folds=(60, 180)), tall))[2:] == (0, 60 - 15 - EIGHTH_OF_AN_INCH)
    # 99 mm, 81 mm, and 117 mm of which 36 hang out below.
    assert edges(safe_box(layout_for("tall", folds=(99, 180)), tall))[2:] == (high, 99)


class Inserted:
    """A sheet of paper in an envelope, as somebody folds it and puts it in.

    All heights are above the lower edge of the envelope. The address is upright on the first panel. The second panel is
    folded back behind it, the third forth again.
    """

    def __init__(self, layout: Layout, envelope: Envelope, push: tuple[float, float]) -> None:
        width, height = SHEETS[layout.paper]
        first, second = layout.folds
        fold = 0.0
        # Where the free edge of each panel is when the fold below the address is at 0.
        top_of_first, other_fold = fold + first, fold + (second - first)
        free_edge = other_fold - (height - second)
        lowest, highest = min(fold, free_edge), max(top_of_first, other_fold)
        self.room = (envelope.width - width, envelope.height - (highest - lowest))
        self._left = push[0] * self.room[0]
        self._top_of_first = top_of_first - lowest + push[1] * self.room[1]

    def in_envelope(self, x: float, y: float) -> tuple[float, float]:
        """Where in the envelope a point of the sheet is: from its left edge, and above its lower edge."""
        return self._left + x, self._top_of_first - y


def corners(box: Box) -> Iterator[tuple[float, float]]:
    """The corners of a box, which is within whatever they are all within."""
    return ((x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))


PUSH = st.floats(0, 1)
ROUNDING = 1e-9


@given(name=st.sampled_from(sorted(KNOWN.layouts)), push=st.tuples(PUSH, PUSH))
def test_wherever_a_letter_slides_the_address_shows(name: str, push: tuple[float, float]) -> None:
    """With its clearance to each edge of the window; and what shows beside it is what must be kept free."""
    layout = KNOWN.layouts[name]
    safe = safe_box(layout, KNOWN)
    for window, exposed in zip(layout.windows, exposed_boxes(layout, KNOWN), strict=True):
        assert_seen(layout, KNOWN.windows[window], KNOWN, push, safe)
        assert_seen_only(layout, KNOWN.windows[window], KNOWN, push, exposed)


def assert_seen(layout: Layout, window: Window, stationery: Stationery, push: tuple[float, float], safe: Box) -> None:
    """Every point of the safe box is in the window with its clearance."""
    inserted = Inserted(layout, stationery.envelopes[window.envelope], push)
    for corner in corners(safe):
        x, y = inserted.in_envelope(*corner)
        assert window.left + CLEARANCE <= x + ROUNDING
        assert x - ROUNDING <= window.left + window.width - CLEARANCE
        assert window.bottom + CLEARANCE <= y + ROUNDING
        assert y - ROUNDING <= window.bottom + window.height - CLEARANCE


def assert_seen_only(
    layout: Layout,
    window: Window,
    stationery: Stationery,
    push: tuple[float, float],
    exposed: Box,
) -> None:
    """No point of the sheet outside the exposed box is in the window."""
    inserted = Inserted(layout, stationery.envelopes[window.envelope], push)
    left, bottom = inserted.in_envelope(exposed.left, exposed.bottom)
    right, top = inserted.in_envelope(exposed.right, exposed.top)
    assert left <= window.left + ROUNDING
    assert bottom <= window.bottom + ROUNDING
    assert right >= window.left + window.width - ROUNDING
    assert top >= window.bottom + window.height - ROUNDING


@given(
    folds=st.tuples(st.floats(60, 130), st.floats(60, 130)),
    envelope=st.tuples(st.floats(212, 260), st.floats(90, 180)),
    edges_of_window=st.tuples(st.floats(10, 120), st.floats(10, 30), st.floats(60, 100), st.floats(20, 60)),
    push=st.tuples(PUSH, PUSH),
)
def test_however_a_letter_is_folded_the_address_shows(
    folds: tuple[float, float],
    envelope: tuple[float, float],
    edges_of_window: tuple[float, float, float, float],
    push: tuple[float, float],
) -> None:
    """Also when a later panel reaches higher than the first, or hangs out below it; and the address is on the first."""
    first, middle = folds
    layout = layout_for("one", folds=(first, first + middle))
    window = Window("any", *edges_of_window)
    stationery = Stationery({"any": Envelope(*envelope)}, {"one": window}, {"one": layout}, {})
    assume(window.left + window.width < envelope[0] and window.bottom + window.height < envelope[1])
    if min(Inserted(layout, stationery.envelopes["any"], push).room) < 0:
        with pytest.raises(UalettersError, match="does not go into"):
            safe_box(layout, stationery)
        return
    (exposed,) = exposed_boxes(layout, stationery)
    assert_seen_only(layout, window, stationery, push, exposed)
    with suppress(UalettersError):
        safe = safe_box(layout, stationery)
        assert 0 <= safe.top < safe.bottom <= first
        assert_seen(layout, window, stationery, push, safe)
