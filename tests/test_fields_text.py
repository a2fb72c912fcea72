"""Lines and prose: what they take and change, and which characters they refuse."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.fields import DATE, LINE, PLACE, PROSE, WORDS, node, read, refused, text
from ualetters.fields import ID, LANGUAGE, MAX_LINE, MAX_PROSE, Kind, Line, Report, Unreadable

# What both kinds of text have in common


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Cafe\u0301", "Café"),
        ("и\u0306", "й"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("  a \t b  ", "a b"),
        ("\n a\n", "a"),
        ("a\u200cb", "a\u200cb"),
        ("a\u200db", "a\u200db"),
        ("\u200fa\u200e", "\u200fa\u200e"),
        (
            "\u2068Tbilisi\u2069, \u2067\u0628\u2069, \u2066c\u2069",
            "\u2068Tbilisi\u2069, \u2067\u0628\u2069, \u2066c\u2069",
        ),
        ("\u2068a \u2066b\u2069 c\u2069", "\u2068a \u2066b\u2069 c\u2069"),
        ("{{ 7*7 }} {% x %}", "{{ 7*7 }} {% x %}"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("Юсуп – “ok” № 1", "Юсуп – “ok” № 1"),
        ("汉字 😀 שלום", "汉字 😀 שלום"),
    ],
)
def test_text(kind: Kind[object], written: str, value: str) -> None:
    """Text is brought to NFC and its spaces are folded; joiners, direction marks and paired isolates stay."""
    assert read(kind, written) == value


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 (control character)"),
        ("\x08", "U+0008 (control character)"),
        ("\x1b", "U+001B (control character)"),
        ("\x1f", "U+001F (control character)"),
        ("\x7f", "U+007F (control character)"),
        ("\x80", "U+0080 (control character)"),
        ("\x9f", "U+009F (control character)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u061c", "U+061C (arabic letter mark)"),
        ("\u180e", "U+180E (mongolian vowel separator)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u202a", "U+202A (left-to-right embedding)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2060", "U+2060 (word joiner)"),
        ("\u2065", "U+2065 (control character)"),
        ("\u206a", "U+206A (inhibit symmetric swapping)"),
        ("\u206f", "U+206F (nominal digit shapes)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\ufff9", "U+FFF9 (interlinear annotation anchor)"),
        ("\ufffb", "U+FFFB (interlinear annotation terminator)"),
        ("\ufdd0", "U+FDD0 (control character)"),
        ("\ufdef", "U+FDEF (control character)"),
        ("\ufffe", "U+FFFE (control character)"),
        ("\uffff", "U+FFFF (control character)"),
        ("\ud800", "U+D800 (control character)"),
        ("\udfff", "U+DFFF (control character)"),
        ("\ue000", "U+E000 (control character)"),
        ("\uf8ff", "U+F8FF (control character)"),
        ("\U000e0001", "U+E0001 (language tag)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
        ("\U000f0000", "U+F0000 (control character)"),
        ("\U0010ffff", "U+10FFFF (control character)"),
    ],
)
def test_invisible_characters(kind: Kind[object], character: str, name: str) -> None:
    """A character that nobody sees, or that turns the order around, is refused by its number and name."""
    assert refused(kind, f"Юсуп{character}ов") == (f"the text holds the invisible character {name}", "remove it")


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    "written",
    [
        "\u2068a",
        "a\u2069",
        "\u2069a\u2068",
        "\u2068a\u2069\u2069",
        "\u2066\u2067a\u2069",
        "\u2066\u2069\u2069\u2068",
    ],
)
def test_unpaired_isolates(kind: Kind[object], written: str) -> None:
    """An isolate that is not closed, or closed before it is opened, would reach into the next text."""
    assert refused(kind, written) == ("an isolate (U+2066 to U+2069) is not paired", "close or remove it")


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize("written", ["", " ", "\t\n", "\u00a0", "\u2003 \u00a0"])
def test_empty_text(kind: Kind[object], written: str) -> None:
    """A text without anything to see is no text."""
    assert refused(kind, written) == ("the text is empty", "write it, or remove the key")


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (LINE, "a line of text"),
        (PROSE, "text"),
        (WORDS, "the status"),
        (LANGUAGE, "the language"),
        (ID, "the id"),
        (DATE, "a date"),
    ],
)
@pytest.mark.parametrize(("yaml", "found"), [("[a]", "a list"), ("{a: b}", "a mapping")])
def test_list_or_mapping_for_text(kind: Kind[object], what: str, yaml: str, found: str) -> None:
    """Where text belongs, a list or a mapping is refused by name."""
    assert refused(kind, node(yaml)) == (f"{what} is expected here, not {found}", "put the text in quotes")


# Lines


@pytest.mark.parametrize("space", [*" \t\u00a0\u1680\u2000\u2009\u200a\u202f\u205f\u3000", " \u00a0 "])
def test_line_folds_every_space(space: str) -> None:
    """In a line every white space is one plain space, so that numbers and names can be compared."""
    assert read(LINE, f"14{space}Zhitnaya{space}{space}street{space}") == "14 Zhitnaya street"


@pytest.mark.parametrize(
    "written",
    [
        "A\nBcc: x@y.z",
        "A\r\nBcc: x@y.z",
        "A\rB",
        "A\x0bB",
        "A\x0cB",
        "A\x1cB",
        "A\x1eB",
        "A\x85B",
        "A\u2028B",
        "A\u2029B",
        "A\n\nB",
        "\u2028A",
    ],
)
def test_line_break_in_a_line(written: str) -> None:
    """Nothing that any program takes for a line break gets into a header field."""
    assert refused(LINE, written) == ("a line break is not allowed in this text", "write it on one line")


@pytest.mark.parametrize("written", ["=?utf-8?q?x?=", "a =? b", "=?"])
def test_encoded_word_in_a_line(written: str) -> None:
    """A mail program would decode an encoded word, so none gets into a line."""
    assert refused(LINE, written) == ("`=?` could be read as an encoded e-mail header", "remove it")
    assert read(PROSE, written) == written


@pytest.mark.parametrize("written", ["a = ?", "?=", "= b?"])
def test_equals_and_question_mark(written: str) -> None:
    """The two characters apart are ordinary text."""
    assert read(LINE, written) == written


def test_length_of_a_line() -> None:
    """The limit of a line is exact and counts what is left after folding."""
    assert read(LINE, "x" * MAX_LINE) == "x" * MAX_LINE
    assert read(LINE, "x" * (MAX_LINE - 2) + " " * 9 + "y \n") == "x" * (MAX_LINE - 2) + " y"
    assert refused(LINE, "x" * (MAX_LINE + 1)) == ("the text is longer than 300 characters", "shorten it")
    assert read(Line(5), "Юсупы") == "Юсупы"
    assert refused(Line(5), "Юсупыы") == ("the text is longer than 5 characters", "shorten it")


@given(st.text())
def test_any_line(written: str) -> None:
    """Any text becomes a line in NFC without outer or double spaces that reads the same again, or one problem."""
    report = Report()
    try:
        line = LINE.read(text(written), report)
    except Unreadable:
        assert [problem.place for problem in report.problems] == [PLACE]
        return
    assert report.problems == []
    assert 0 < len(line) <= MAX_LINE
    assert line == " ".join(line.split(" ")) == line.strip()
    assert "  " not in line
    assert len(line.splitlines()) == 1
    assert unicodedata.is_normalized("NFC", line)
    assert all(unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"} for character in line)
    assert read(LINE, line) == line


# Prose


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("one\ntwo\n", "one two"),
        ("one \n  two", "one two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \t\n\n  two\n\n", "one\n\ntwo"),
        ("one\r\n\r\ntwo\r\nthree", "one\n\ntwo three"),
        ("14\u00a0декабря 2012\u202fг.", "14\u00a0декабря 2012\u202fг."),
        ("a \u00a0 b", "a \u00a0 b"),
        ("one\n\n\u00a0\n\ntwo", "one\n\ntwo"),
        ("one\n\n\u2003\n\n\u00a0", "one"),
        ("\u3000one", "one"),
        ("\u00a0\n\n\u00a0\n\none", "one"),
    ],
)
def test_prose(written: str, value: str) -> None:
    """Lines flow together, an empty line parts paragraphs, no-break spaces stay inside, no paragraph is empty."""
    assert read(PROSE, written) == value


@pytest.mark.parametrize(
    ("written", "code"),
    [("a\u2028b", "U+2028 (line separator)"), ("a\u2029b", "U+2029 (paragraph separator)")]
    + [(f"a{mark}b", f"U+{ord(mark):04X} (control character)") for mark in "\x0b\x0c\r\x85"],
)
def test_odd_line_breaks_in_prose(written: str, code: str) -> None:
    """Only the line feed breaks prose; other line breaks are refused as what they are."""
    assert refused(PROSE, written) == (f"the text holds the invisible character {code}", "remove it")


def test_length_of_prose() -> None:
    """The limit of prose is exact and counts what is left after folding."""
    assert read(PROSE, "x" * MAX_PROSE + "\n") == "x" * MAX_PROSE
    assert read(PROSE, "x" * (MAX_PROSE - 2) + "   \n y") == "x" * (MAX_PROSE - 2) + " y"
    assert refused(PROSE, "x" * (MAX_PROSE + 1)) == ("the text is longer than 6000 characters", "a letter is one page")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(" \n\t\u00a0\u2003")))
def test_any_prose(written: str) -> None:
    """Any text becomes paragraphs, none of them empty or broken, that read the same again, or one problem."""
    report = Report()
    try:
        prose = PROSE.read(text(written), report)
    except Unreadable:
        assert [problem.place for problem in report.problems] == [PLACE]
        return
    assert report.problems == []
    paragraphs = prose.split("\n\n")
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)
    assert not any("\n" in paragraph or "  " in paragraph for paragraph in paragraphs)
    assert unicodedata.is_normalized("NFC", prose)
    assert read(PROSE, prose) == prose
