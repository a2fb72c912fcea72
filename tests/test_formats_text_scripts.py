"""Plain text: isolates are closed on every line, and Chinese is broken where Chinese may be broken."""

import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.formats_scripts import ARABIC, CHINESE, PERSIAN
from ualetters.bidi import END, FROM_LEFT, isolated
from ualetters.formats import text
from ualetters.model.letter import Letter
from ualetters.templating import Templates

MARKS = re.compile("[\u2066-\u2069]")
RENDER = text.renderer(Templates.with_own())


def written(letter: Letter) -> str:
    """The text of a letter."""
    return RENDER(letter).content.decode()


@pytest.mark.parametrize("letter", [ARABIC, PERSIAN], ids=["Arabic", "Persian"])
def test_isolates_are_in_the_text_and_closed_on_every_line(letter: Letter) -> None:
    """A fax number, an address in Latin letters; lines are as wide as they are without the marks."""
    lines = written(letter).split("\n")
    assert f"{FROM_LEFT}+7\u00a0499\u00a0265-90-77{END}" in " ".join(lines)
    assert f"{FROM_LEFT}119991 Moscow{END}" in lines
    for line in lines:
        assert line.count(FROM_LEFT) == line.count(END)
        assert text.columns(line) == text.columns(MARKS.sub("", line)) <= text.WIDTH


def test_a_line_that_ends_inside_an_isolate() -> None:
    """Both halves are isolated; the marks take no room."""
    found = text.wrapped(isolated("وتفيد منظمة Human Rights Watch بأنه ربما اختطف"), 23)
    assert [line.replace(FROM_LEFT, "<").replace(END, ">") for line in found] == [
        "وتفيد منظمة <Human>",
        "<Rights Watch> بأنه ربما",
        "اختطف",
    ]


words = st.sampled_from(["Human", "Rights", "+7 499 265-90-77", "وزير", "الداخلية،", "a@b.org", "2012", "(HRW)"])


@given(st.lists(words, min_size=1, max_size=20).map(" ".join), st.integers(8, 40))
def test_any_text_that_is_read_from_the_right_keeps_its_words(prose: str, width: int) -> None:
    """In lines that are balanced and no wider than they may be."""
    lines = text.wrapped(isolated(prose), width)
    assert MARKS.sub("", " ".join(lines)) == prose
    for line in lines:
        assert re.fullmatch(f"([^{FROM_LEFT}{END}]|{FROM_LEFT}[^{FROM_LEFT}{END}]*{END})*", line)
        assert text.columns(line) <= width or " " not in line


def test_a_chinese_letter() -> None:
    """It is indented by two characters; the lines are full, and no bracket begins the first of them."""
    lines = written(CHINESE).split("\n")
    begin = next(number for number, line in enumerate(lines) if "我谨就" in line)
    assert lines[begin : begin + 4] == [
        "\u3000\u3000我谨就帖木儿·纳扎罗夫（乌兹别克斯坦公民，1980年出生）失踪一事致函阁",
        "下。他于2012年12月14日在莫斯科州最后一次露面，此后下落不明。据“人权观察”",
        "（Human Rights Watch）称，他可能已遭绑架；《禁止酷刑公约》禁止将任何人遣",
        "返至其可能遭受酷刑的国家。",
    ]
    assert "\u3000\u3000此致\n敬礼！" in "\n".join(lines)


def test_rare_characters_are_chinese_too() -> None:
    """Names hold some that stand outside the first plane."""
    assert text.wrapped("𠀀𠀁𠀂𠀃𠀄，", 6) == ("𠀀𠀁𠀂", "𠀃𠀄，")


HAN = "我谨就此事致函阁下𠀀𠀁"
CLOSING, OPENING = "，。；：！？、）》”…·),.", "（《“"
characters = st.sampled_from([*HAN, *HAN, *CLOSING, *OPENING, "UN", "1980", "a@b.org", "—"])


@given(st.lists(characters, min_size=30, max_size=120).map("".join), st.integers(12, 40))
def test_any_chinese_keeps_its_characters_and_its_marks_in_their_place(prose: str, width: int) -> None:
    """Only what may not be broken is wider than the line; no line but the first begins with a closing mark."""
    lines = text.wrapped(prose, width)
    assert "".join(lines) == prose
    for line in lines:
        assert text.columns(line) <= width or not re.search(f"[{HAN}][{HAN}{OPENING}A-Z0-9]", line)
    assert [line for line in lines[1:] if line[0] in CLOSING] == []
    assert [line for line in lines[:-1] if line[-1] in OPENING] == []
    assert re.findall("UN|1980|a@b.org", "\n".join(lines)) == re.findall("UN|1980|a@b.org", prose)


@given(
    st.lists(st.lists(characters, min_size=1, max_size=30).map("".join), min_size=1, max_size=6), st.integers(12, 72)
)
def test_spaces_in_chinese_are_kept_or_end_a_line(words: list[str], width: int) -> None:
    """No character is lost where Chinese and Latin words stand beside each other."""
    prose = " ".join(words)
    assert "".join("".join(text.wrapped(prose, width)).split()) == "".join(words)
