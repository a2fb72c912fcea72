"""Text as people type it: what is folded, what nobody sees, and the quick tests beside the exact ones."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.typed_text import (
    are_paired,
    folded_line,
    folded_prose,
    has_breaks,
    is_isolate,
    is_mended,
    may_be_chinese,
    unseen,
)

ANY = st.text(st.characters(exclude_categories=()), max_size=20)
# Spaces, marks that compose, characters that are not seen, and letters of many alphabets.
ODD = st.text(
    st.sampled_from(
        " \t\n\r\x0b\x1c\x85\xa0\xad\u0301\u0308\u034f\u1680\u180e\u2007\u200b\u200c"
        "\u2028\u202e\u202f\u2067\u2069\u3000\ufe0f\uff21\U000e0101aеéё中가가ﬁÅ=?"
    ),
    max_size=8,
)


def test_every_character_alone() -> None:
    """A character that is taken as it stands between two letters is one that folding keeps and a reader sees."""
    taken = 0
    for number in range(sys.maxunicode + 1):
        line = f"a{chr(number)}b"
        if is_mended(line):
            taken += 1
            assert (folded_line(line), has_breaks(line), unseen(line)) == (line, False, []), f"U+{number:04X}"
    # Letters, marks, numbers and signs of all alphabets.
    assert taken > 100_000


@given(ANY | ODD)
def test_what_needs_no_mending(line: str) -> None:
    """A line that is taken as it stands is as it would have been mended."""
    if is_mended(line):
        assert (folded_line(line), has_breaks(line), unseen(line)) == (line, False, [])
        assert line


@pytest.mark.parametrize(
    "line", ["a", "Юсуп Касымахунов", "فردی", "尤苏普·卡瑟马胡诺夫", "Oʻzbekiston", "1/3, “é” – №"]
)
def test_what_is_taken_as_it_stands(line: str) -> None:
    """Names and addresses of all our alphabets need no second look."""
    assert is_mended(line)


@pytest.mark.parametrize(
    "line", ["", " ", " a", "a ", "a  b", "a\tb", "a\nb", "a\xa0b", "e\u0301", "a\u200bb", "a\u200cb", "a\U000e0101b"]
)
def test_what_is_not(line: str) -> None:
    """Whatever is to be folded, composed or refused gets one."""
    assert not is_mended(line)


@given(ANY | ODD)
def test_folding_twice(text: str) -> None:
    """What was folded is folded; nothing is left to fold in a line, and nothing but paragraphs in prose."""
    line, prose = folded_line(text), folded_prose(text)
    assert folded_line(line) == line
    assert folded_prose(prose) == prose
    assert unicodedata.is_normalized("NFC", line)
    assert not any(pair in line for pair in ("  ", "\t", "\xa0", "\u3000"))
    assert not any(pair in prose for pair in ("  ", "\t", "\n\n\n", "\n ", " \n"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" one\n  two\tthree ", "one two three"),
        ("one\n\n\n \ntwo\r\n\r\nthree", "one\n\ntwo\n\nthree"),
        ("one\xa0two\u202f!", "one\xa0two\u202f!"),
        ("我们\n他们 在", "我们他们在"),
        ("他说：\n“是”", "他说：“是”"),
        ("12月14日 Moscow\n我", "12月14日 Moscow 我"),
        ("one “\ntwo”", "one “ two”"),
    ],
)
def test_prose(text: str, folded: str) -> None:
    """Lines are joined within a paragraph: with a space, but for Chinese."""
    assert folded_prose(text) == folded


def test_where_chinese_may_begin() -> None:
    """Every character from U+3000 on may be Chinese, and none before it."""
    found = [number for number in range(sys.maxunicode + 1) if may_be_chinese(f"aж{chr(number)}")]
    assert found == list(range(0x3000, sys.maxunicode + 1))


@pytest.mark.parametrize(
    "character", "\x00\x07\x7f\x85\xad\u061c\u200b\u2028\u202e\u2060\u206f\ufeff\ud800\ue000\ufdd0\uffff\U000e0001"
)
def test_what_nobody_sees(character: str) -> None:
    """Each such character is found as often as it stands there, and is no isolate."""
    assert unseen(f"a{character}b{character}") == [character, character]
    assert not is_isolate(character)


@pytest.mark.parametrize("character", "\t\n \xa0\u200c\u200d\u200e\u202f\ufe0f\U0001f600")
def test_what_may_stand_in_a_text(character: str) -> None:
    """Spaces, joiners, marks of direction and signs are let be."""
    assert unseen(character) == []


@pytest.mark.parametrize(
    ("isolates", "paired"),
    [
        ("", True),
        ("\u2067\u2069", True),
        ("\u2066\u2068\u2069\u2069", True),
        ("\u2067", False),
        ("\u2069\u2067", False),
    ],
)
def test_isolates(isolates: str, *, paired: bool) -> None:
    """An isolate that is not ended, or an end without one, would reorder what stands around it."""
    assert unseen(f"a{isolates}b") == list(isolates)
    assert all(map(is_isolate, isolates))
    assert are_paired(list(isolates)) == paired
