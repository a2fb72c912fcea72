"""Isolates: what is read from the left is wrapped once, whole, and closed on every line."""

import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.bidi import END, FROM_LEFT, balanced, isolated

MARKS = re.compile(f"[\u2066-\u2068{END}]")
latin = st.sampled_from(
    ["Moscow", "+7 499 265-90-77", "a.b@example.ru", "12", "(HRW)", "ul. Zhitnaya 16/2", "C++", "7%"]
)
arabic = st.sampled_from(["وزير", "الداخلية،", "(مواليد", "۱۴", "عام)", ".", "نمی‌دانم"])
prose = st.lists(latin | arabic, min_size=1, max_size=12).map(" ".join)


def shown(text: str) -> str:
    """A text with brackets in place of the isolates."""
    return text.replace(FROM_LEFT, "<").replace(END, ">")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فاكس: +7 499 265-90-77، +7 495 667-05-98", "فاكس: <+7 499 265-90-77>، <+7 495 667-05-98>"),
        ("فاكس: +7 (499) 265-90-77", "فاكس: <+7 (499) 265-90-77>"),
        ("اكتب إلى a_b@x.ru.", "اكتب إلى <a_b@x.ru>."),
        ("https://example.org/a?b=c&d=%20 هنا", "<https://example.org/a?b=c&d=%20> هنا"),
        ("ul. Bolshaia Lubianka, dom 1/3", "<ul. Bolshaia Lubianka, dom 1/3>"),
        ("O‘zbekiston", "<O>‘<zbekiston>"),
        ("Oʻzbekiston", "<Oʻzbekiston>"),
        ("منظمة (HRW) هنا", "منظمة (<HRW>) هنا"),
        ("منظمة Human Rights Watch (HRW)", "منظمة <Human Rights Watch (HRW)>"),
        ("عام 1980", "عام 1980"),
        ("14 ديسمبر 2012", "14 ديسمبر 2012"),
        ("۱۴ دسامبر ۲۰۱۲", "۱۴ دسامبر ۲۰۱۲"),
        ("", ""),
    ],
)
def test_what_is_isolated(text: str, expected: str) -> None:
    """Words of Latin letters and numbers in groups, with what joins them; a plain number needs nothing."""
    assert shown(isolated(text)) == expected


@given(prose)
def test_any_text_keeps_its_characters_and_is_isolated_once(text: str) -> None:
    """Only marks are added, each opened one is closed, none stands in another, and a second time changes nothing."""
    found = isolated(text)
    assert MARKS.sub("", found) == text
    assert re.sub(f"{FROM_LEFT}[^{FROM_LEFT}{END}]+{END}", "", found).count(FROM_LEFT) == 0
    assert isolated(found) == found
    assert re.search("[A-Za-z]", re.sub(f"{FROM_LEFT}[^{END}]+{END}", "", found)) is None


def test_an_isolate_that_is_broken_is_closed_and_opened_again() -> None:
    """Every line is displayed by itself."""
    assert [*map(shown, balanced((f"انظر {FROM_LEFT}Human", "Rights", f"Watch{END} هنا")))] == [
        "انظر <Human>",
        "<Rights>",
        "<Watch> هنا",
    ]


marked = st.text(st.sampled_from(["a", "و", " ", FROM_LEFT, "\u2067", "\u2068", END]), max_size=12)


@given(st.lists(marked, max_size=5).map(tuple))
def test_any_lines_are_balanced(lines: tuple[str, ...]) -> None:
    """No line ends with an isolate open, and no character is lost."""
    found = balanced(lines)
    assert [MARKS.sub("", line) for line in found] == [MARKS.sub("", line) for line in lines]
    for line in found:
        depth = 0
        for mark in MARKS.findall(line):
            depth = max(0, depth - 1) if mark == END else depth + 1
        assert depth == 0
