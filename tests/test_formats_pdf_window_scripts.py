"""PDF for windows of letters in other scripts: the address is in Latin letters, what stands beside it is not."""

import pytest

from builders.compose import lines
from builders.formats_glyphs import edge
from builders.window import KNOWN, Printed, is_clear, printed
from ualetters.model.letter import Role
from ualetters.window import exposed_boxes, safe_box

# Whose address leaves no room for the sender above it.
WITHOUT_SENDER = {"Georghii Olegovich Matiushkin"}


def fitting(layout: str, code: str) -> list[Printed]:
    """The letters whose address fits the window of a layout."""
    return [found for found in printed(layout, code).values() if isinstance(found, Printed)]


@pytest.mark.parametrize("code", ["ar", "fa", "zh"])
@pytest.mark.parametrize("layout", ["din5008b", "fr-right", "ch-right"])
def test_the_address_shows_and_nothing_else(layout: str, code: str) -> None:
    """It is read from left to right, whatever the letter is; the inside address is in the letter too."""
    chosen = KNOWN.layouts[layout]
    safe = safe_box(chosen, KNOWN)
    assert len(fitting(layout, code)) >= 5
    for found in fitting(layout, code):
        above = [found.postal.return_line] if chosen.return_line and found.postal.lines[0] not in WITHOUT_SENDER else []
        shown = [word.text for word in found.words if word.is_within(safe)]
        assert shown == " ".join((*above, *found.postal.lines)).split()
        assert all(is_clear(found.content, box, but_for=safe) for box in exposed_boxes(chosen, KNOWN))
        assert " ".join(word.text for word in found.words).count(found.postal.lines[-3]) == 2


@pytest.mark.parametrize(("layout", "right"), [("uk", 185), ("fr-right", 87)])
@pytest.mark.parametrize("code", ["ar", "fa"])
def test_the_column_is_read_from_the_right(layout: str, code: str, right: float) -> None:
    """It begins at its right edge, no further out than the text of the letter, also where it is in Latin letters."""
    for found in fitting(layout, code):
        country = lines(found.letter, Role.SENDER)[2]
        for text in ("Birdville", country):
            assert edge(found.content, text, max) == pytest.approx(right, abs=0.7)
        assert edge(found.content, "54321", min) > KNOWN.layouts[layout].info.left + 10
