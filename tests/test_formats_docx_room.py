"""How much room a text takes: known before Word sets it, from the widths of Times New Roman."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.formats.docx.room import ems, line_count


def test_accents_take_no_room() -> None:
    """However they are written, and nor do isolates."""
    assert ems("é", 0.5) == ems("e\u0301", 0.5) == ems("e", 0.5)
    assert ems("\u2066+7 499\u2069", 0.5) == ems("+7 499", 0.5)


def test_a_letter_of_which_nothing_is_known_is_as_wide_as_told() -> None:
    """A Chinese character is as wide as it is high."""
    assert ems("失踪", 1.0) == pytest.approx(2, rel=0.03)
    assert ems("失踪", 0.5) == pytest.approx(1, rel=0.03)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, 1),
        ("one", 10, 1),
        ("one two three", 3.5, 2),
        ("one two three", 2.1, 3),
        ("字" * 25, 10, 3),
        ("x" * 50, 5, 6),
    ],
)
def test_lines_are_broken_at_spaces_or_else_anywhere(text: str, room: float, lines: int) -> None:
    """A text of no words has one line."""
    assert line_count(text, 1.0, room) == lines


@given(st.text(max_size=200), st.floats(0.5, 60), st.floats(0.1, 60))
def test_more_room_never_needs_more_lines(text: str, room: float, more: float) -> None:
    """And no text needs more than its width and its words do."""
    lines = line_count(text, 0.5, room)
    assert 1 <= line_count(text, 0.5, room + more) <= lines
    assert lines <= 1 + 2 * ems(text, 0.5) / room
