"""Prose without spaces between words: how its lines are joined."""

import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.fields import LINE, PROSE, read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("阿济莫夫\n下落不明", "阿济莫夫下落不明"),
        ("阿济莫夫，\n下落不明。\n他", "阿济莫夫，下落不明。他"),
        ("阿济莫夫 \t\n  下落不明", "阿济莫夫下落不明"),
        ("阿济莫夫\r\n下落不明", "阿济莫夫下落不明"),
        ("第一段\n\n第二\n段", "第一段\n\n第二段"),
        ("《公约》\n（第三条）", "《公约》（第三条）"),
        ("他说“不”\n然后离开", "他说“不”然后离开"),
        ("他说\n“不”", "他说“不”"),
        ("他说“\n不”", "他说“不”"),
        ("他说‘不’\n然后", "他说‘不’然后"),
        ("有人——\n警察", "有人——警察"),
        ("有人\n——警察", "有人——警察"),
        ("等等……\n他", "等等……他"),
        ("伊斯蒙·\n阿济莫夫", "伊斯蒙·阿济莫夫"),
        ("𠮷野\n先生", "𠮷野先生"),
        ("先生\n𠮷野", "先生𠮷野"),
    ],
)
def test_chinese_lines(written: str, value: str) -> None:
    """A line break between Chinese characters or their marks is no space."""
    assert read(PROSE, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("据 HRW\n称", "据 HRW 称"),
        ("于\n2012年", "于 2012年"),
        ("the “first”\n“second”", "the “first” “second”"),
        ("a —\n“b”", "a — “b”"),
        ("сказал: «да»\n– и ушёл", "сказал: «да» – и ушёл"),
        ("서울에서\n만났다", "서울에서 만났다"),
        ("قال\nنعم", "قال نعم"),
        ("’Tis\n’twas", "’Tis ’twas"),
    ],
)
def test_lines_of_other_languages(written: str, value: str) -> None:
    """Between words that have spaces a line break is one, and so it is beside a Latin word in Chinese."""
    assert read(PROSE, written) == value


@given(
    st.lists(st.sampled_from("汉字他说，。“”《》——·"), min_size=1).map("".join),
    st.sampled_from(["\n", " \n ", "\r\n", "\n\t"]),
)
def test_any_break(text: str, pause: str) -> None:
    """Wherever a Chinese text is broken between two characters, it reads the same."""
    broken = re.sub(r"(?<=[汉字他说])(?=.)", lambda _: pause, text)
    assert read(PROSE, broken) == text


def test_a_line_is_left_alone() -> None:
    """A name may have a space between two parts that are written in Chinese characters."""
    assert read(LINE, "山田 太郎") == "山田 太郎"
