"""What parity reads of a letter: all that is printed, without what nobody sees."""

from datetime import date

from ualetters.checks.parity import readable
from ualetters.model.letter import Align, Bullets, Letter, Lines, Mailing, Paragraph, Part, Role


def letter(*texts: str, enclosed: tuple[Letter, ...] = ()) -> Letter:
    """A letter whose parts print some texts."""
    blocks = (Paragraph(texts[0]), Lines(texts[1:2]), Bullets(texts[2:]))
    return Letter(
        case_id="case",
        recipient_id="chair",
        language="fa",
        direction="rtl",
        title="title",
        mark="",
        parts=(Part(Role.BODY, Align.START, blocks),),
        mailing=Mailing((), "subject"),
        dated=date(2013, 1, 20),
        enclosed=enclosed,
    )


def test_isolates_are_not_read() -> None:
    """They stand between the digits of no number."""
    assert readable(letter("Fax: \u2066+7 495\u2069", "b")) == "Fax: +7 495 b"


def test_a_joiner_that_spells_a_word_is_read() -> None:
    """Persian needs it; without it the word is another."""
    assert readable(letter("می\u200cشود", "b")) == "می\u200cشود b"


def test_every_space_is_one() -> None:
    """A no-break space is a space, wherever it stands, and so is a line break."""
    assert readable(letter("5\u00a0January \u202f2013", "a  b", "c\nd")) == "5 January 2013 a b c d"


def test_what_is_enclosed_is_read_too() -> None:
    """A copy prints what the letter in it prints."""
    assert readable(letter("a", "b", enclosed=(letter("c", "d"),))) == "a b c d"
