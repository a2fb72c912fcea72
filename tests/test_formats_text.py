"""Plain text: 72 columns, whole words, and nothing that an old mail program could not show."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest
from wcwidth import wcswidth

from ualetters.formats import text
from ualetters.model.letter import (
    Align,
    Block,
    Bullets,
    Letter,
    Lines,
    Mailing,
    Paragraph,
    Part,
    Role,
    Ruled,
)
from ualetters.templating import Templates

MARK = "ОБРАЗЕЦ – не отправлять"
LETTER = Letter(
    case_id="example",
    recipient_id="chairman",
    language="ru",
    direction="ltr",
    title="Председателю: Об исчезновении Тимура Назарова",
    mark="",
    parts=(
        Part(
            Role.INSIDE_ADDRESS,
            Align.END,
            (Lines(("Председателю Следственного комитета Российской Федерации", "Соколову П. А.")),),
        ),
        Part(Role.SUBJECT, Align.START, (Paragraph("Об исчезновении Тимура Назарова"),)),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph(
                    "Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний раз "
                    "видели 14 декабря 2012\u202fг. в Московской области."
                ),
                Bullets(
                    (
                        "обеспечить незамедлительное и беспристрастное расследование его исчезновения;",
                        "сообщить мне о принятых мерах.",
                    )
                ),
            ),
        ),
        Part(Role.CLOSE, Align.START, (Paragraph("С уважением,"),)),
        Part(Role.SIGNATURE, Align.START, (Ruled("Подпись:"), Ruled("Почтовый адрес:", 2), Ruled(""))),
    ),
    mailing=Mailing((), "Об исчезновении Тимура Назарова"),
    dated=date(2013, 1, 28),
)
WRITTEN = """\
                                    Председателю Следственного комитета
                                    Российской Федерации
                                    Соколову П. А.

Об исчезновении Тимура Назарова

Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний
раз видели 14 декабря 2012\u00a0г. в Московской области.

• обеспечить незамедлительное и беспристрастное расследование его
  исчезновения;
• сообщить мне о принятых мерах.

С уважением,

Подпись: ________________________________________

Почтовый адрес: ________________________________________
                ________________________________________

________________________________________
"""


def written(letter: Letter, own: tuple[Path, ...] = ()) -> str:
    """The text of a letter, with these template roots in front."""
    document = text.renderer(Templates.with_own(own))(letter)
    assert (document.media_type, document.extension) == ("text/plain; charset=utf-8", "txt")
    return document.content.decode()


def with_blocks(*blocks: Block, align: Align = Align.START, direction: str = "ltr") -> Letter:
    """A letter of one part."""
    return replace(LETTER, direction=direction, parts=(Part(Role.BODY, align, blocks),))


def test_a_letter_is_written_as_it_should_look() -> None:
    """The whole of a letter, character by character."""
    assert written(LETTER) == WRITTEN


def test_the_mark_is_the_first_line_of_the_letter_and_of_each_enclosed_one() -> None:
    """An enclosed letter follows a line that separates it, and carries its own mark."""
    enclosed = replace(LETTER, mark="SPECIMEN – do not send")
    assert written(replace(LETTER, mark=MARK, enclosed=(enclosed,))) == (
        f"{MARK}\n\n{WRITTEN}\n{'-' * 72}\n\nSPECIMEN – do not send\n\n{WRITTEN}"
    )


def test_an_own_layout_replaces_the_packaged_one(tmp_path: Path) -> None:
    """A layout in front is used; its stray spaces at the end of the letter are not written."""
    (tmp_path / "_layouts").mkdir()
    layout = "{% for letter in letters %}[{{ letter.parts | length }}] {{ letter.parts.1 }} \n\n{% endfor %}"
    (tmp_path / "_layouts" / "letter.txt.j2").write_text(layout, encoding="utf-8")
    assert written(LETTER, (tmp_path,)) == "[5] Об исчезновении Тимура Назарова\n"


def test_what_a_no_break_space_joins_stays_together() -> None:
    """The date moves to the next line as a whole."""
    assert text.wrapped("видели 14\u00a0декабря 2012\u202fг. в Москве", 12) == (
        "видели",
        "14\u00a0декабря",
        "2012\u00a0г. в",
        "Москве",
    )


def test_a_word_wider_than_the_line_stands_alone() -> None:
    """It is neither broken nor does it take its neighbours along."""
    address = "a" * 80 + "@example.org"
    assert text.wrapped(f"write to {address} soon", 72) == ("write to", address, "soon")


def test_wide_characters_take_two_columns() -> None:
    """Chinese words of three characters fill six columns."""
    assert text.wrapped("北京市 上海市 天津市", 13) == ("北京市 上海市", "天津市")


def test_letters_are_composed() -> None:
    """A letter written with a combining accent is one character."""
    assert written(with_blocks(Paragraph("Е\u0308лка"))) == "Ёлка\n"


def test_a_word_wider_than_the_half_page_moves_its_part_to_the_left() -> None:
    """So that it still ends at the last column; what is too wide for a line stays at the margin."""
    lines = (" " * 22 + "а" * 50, " " * 22 + "РОССИЯ", "б" * 80, "РОССИЯ")
    for first, second in (lines[:2], lines[2:]):
        letter = with_blocks(Lines((first.strip(), second.strip())), align=Align.END)
        assert written(letter) == f"{first}\n{second}\n"


def test_an_item_hangs_beside_its_bullet() -> None:
    """The bullet takes two of the 72 columns."""
    item = " ".join(["а" * 35, "б" * 34, "в"])
    assert written(with_blocks(Bullets((item,)))) == f"• {'а' * 35} {'б' * 34}\n  в\n"


def test_a_copy_that_takes_two_lines_is_not_taken_for_two_copies() -> None:
    """What is broken off a line of the cc stands behind it; of an inside address it does not."""
    copies = (Lines((f"{'а' * 60} {'б' * 20}", "Посольству Российской Федерации")),)
    for role, hang in ((Role.CC, "  "), (Role.ENCLOSURES, "  "), (Role.INSIDE_ADDRESS, "")):
        letter = replace(LETTER, parts=(Part(role, Align.START, copies),))
        assert written(letter) == f"{'а' * 60}\n{hang}{'б' * 20}\nПосольству Российской Федерации\n"


@pytest.mark.parametrize("rule", [Ruled("Label", 1), Ruled("A label of some length, with a colon:", 2)])
def test_ruled_lines_keep_inside_the_half_page(rule: Ruled) -> None:
    """A short label stands beside its rule, a long one above it."""
    lines = written(with_blocks(rule, align=Align.END)).splitlines()
    assert {len(line) for line in lines if "_" in line} == {72}
    assert [line for line in lines if not line.startswith(" " * 36)] == []
    assert sum("_" in line for line in lines) == rule.lines


def test_a_line_that_reads_from_the_right_is_not_moved_by_spaces() -> None:
    """A margin of spaces would stand on the wrong side in many viewers."""
    letter = with_blocks(Lines(("וזיר הפנים",)), align=Align.END, direction="rtl")
    assert written(letter) == "וזיר הפנים\n"


def test_the_characters_counted_without_looking_up_are_one_column_wide() -> None:
    """The fast way and wcwidth agree on every character that the fast way takes."""
    fast = [char for char in map(chr, range(0x10000)) if text.NARROW.fullmatch(char)]
    assert len(fast) > 700
    assert [char for char in fast if wcswidth(char) != 1] == []


# Whole words: Chinese is broken between characters. Isolates are closed at the end of a line and opened again.
BROKEN = re.compile("[\u2066-\u2069\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
whole = st.characters(exclude_categories=["Cs"]).filter(lambda char: not BROKEN.match(char))
words = st.text(whole, min_size=1, max_size=30)
prose = st.lists(words, min_size=1, max_size=20).map(" ".join)


def blocks() -> st.SearchStrategy[Block]:
    """Blocks with anything in them."""
    return st.one_of(
        prose.map(Paragraph),
        st.lists(prose, min_size=1, max_size=4).map(lambda lines: Lines(tuple(lines))),
        st.lists(prose, min_size=1, max_size=4).map(lambda items: Bullets(tuple(items))),
        st.builds(Ruled, prose, st.integers(1, 3)),
    )


def printed_words(block: Block) -> Iterator[str]:
    """The words of a block in the form in which they are printed."""
    match block:
        case Paragraph(content):
            strings: tuple[str, ...] = (content,)
        case Lines(lines):
            strings = lines
        case Bullets(items):
            strings = items
        case Ruled(label):
            strings = (label,)
    for string in strings:
        yield from unicodedata.normalize("NFC", string).replace("\u202f", "\u00a0").split()


@given(st.lists(blocks(), min_size=1, max_size=4), st.sampled_from(Align))
def test_any_letter_keeps_its_words_and_the_form_of_a_text_file(content: list[Block], align: Align) -> None:
    """Every word in order, lines not too wide, no space at their ends, one line feed at the end."""
    set_letter = text.set_letter(with_blocks(*content, align=align)).parts[0]
    assert [word for word in set_letter.split() if word.strip("_•")] == [
        word for block in content for word in printed_words(block) if word.strip("_•")
    ]
    for line in set_letter.split("\n"):
        assert not line.endswith(" ")
        assert text.columns(line) <= text.WIDTH or len(line.strip(" •").split(" ")) == 1
    assert "\u202f" not in set_letter
    assert unicodedata.is_normalized("NFC", set_letter)


@given(st.text(alphabet="ab Жé-’.", max_size=80), st.integers(1, 20))
def test_a_line_takes_as_many_words_as_it_has_room_for(prose: str, width: int) -> None:
    """Each line ends where the next word would be too much, however the words are spaced."""
    lines = text.wrapped(prose, width)
    words = unicodedata.normalize("NFC", prose).split()
    assert [word for line in lines for word in line.split(" ")] == words
    for line, following in pairwise(lines):
        assert len(f"{line} {following.split(' ')[0]}") > width
    assert all(len(line) <= width or " " not in line for line in lines)


def test_a_file_ends_with_one_line_feed_and_has_no_other_line_ends() -> None:
    """The bytes are the same on every system."""
    content = written(replace(LETTER, mark=MARK, enclosed=(LETTER,)))
    assert content.endswith("_\n")
    assert "\r" not in content
    assert [line for line in content.split("\n") if line != line.rstrip()] == []
