"""Letters that are read from the right: isolates in what people read, and in nothing that a program reads."""

from pathlib import Path
import re

from msgspec.structs import asdict, replace
import pytest

from builders.compose import SENDER, case_of, copied, letters_of, lines, official, own_shop
from ualetters.bidi import END, FROM_LEFT
from ualetters.compose import texts
from ualetters.compose.direction import from_right
from ualetters.model.letter import Block, Bullets, Lines, Paragraph, Role, Ruled

MARKS = re.compile("[\u2066-\u2069]")
WORD = f"{FROM_LEFT}Moscow{END}"
CASE = case_of(
    addressees={
        "chair": official(fax="+7 499 265 90 77", email="office@example.ru"),
        "copy": copied(email="copy@example.ru"),
    },
)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph("في Moscow"), Paragraph(f"في {WORD}")),
        (Lines(("Moscow", "روسيا")), Lines((WORD, "روسيا"))),
        (Bullets(("في Moscow؛", "Moscow.")), Bullets((f"في {WORD}؛", f"{WORD}."))),
        (Ruled("في Moscow:", 3), Ruled(f"في {WORD}:", 3)),
        (Ruled("", 2), Ruled("", 2)),
    ],
)
def test_every_kind_of_block(block: Block, expected: Block) -> None:
    """Its texts are isolated, and nothing else is changed."""
    assert from_right(block) == expected


def test_isolates_stand_in_running_text_only(tmp_path: Path) -> None:
    """Not in the subject and the recipients of a draft, not in the title, the mark or a fax number to dial."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"direction": "rtl"}})
    for letter in letters_of(tmp_path, CASE, "en", shop, sender=SENDER).values():
        for one in (letter, *letter.enclosed):
            assert one.direction == "rtl"
            assert all(FROM_LEFT in " ".join(texts(part.blocks)) for part in one.parts)
            fields = asdict(replace(one, parts=(), enclosed=()))
            assert MARKS.search(str(fields).encode("ascii", "backslashreplace").decode("unicode_escape")) is None


def test_a_letter_that_is_read_from_the_left_has_none(tmp_path: Path) -> None:
    """Its text is the same, character by character, without the isolates of the other."""
    from_left = letters_of(tmp_path, CASE, "en", sender=SENDER)
    shop = own_shop(tmp_path, {"en/language.yaml": {"direction": "rtl"}})
    for name, letter in letters_of(tmp_path, CASE, "en", shop, sender=SENDER).items():
        for role in Role:
            texts_from_right = [MARKS.sub("", text) for text in lines(letter, role)]
            assert lines(from_left[name], role) == texts_from_right
