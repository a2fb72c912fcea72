"""No value steers a terminal or a build log: what is invisible shows, and no line becomes a command."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.terminal_text import github_command, one_line, visible, visible_json

ANY_TEXT = st.text(st.characters(exclude_categories=()))
# What builds commands and escapes is tried far more often than chance would.
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["::", ":", "##[", "#", "[", "]", "%", "%0A", "\n", "\r", "\x1b[2J", "\x9b", "\u202e", "add-path"]
        ),
        st.text(st.characters(exclude_categories=()), max_size=3),
    )
).map("".join)


# Joiners and signs that words of Arabic, Syriac, Persian and Hindi are written with.
WRITTEN = {0x200C, 0x200D, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}


def steers(text: str) -> list[str]:
    """The characters of a text that a terminal does not simply print, but for line feeds."""
    return [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and character != "\n"
        and ord(character) not in WRITTEN
        and not 0x10000 <= ord(character) < 0xE0000
    ]


def workflow_command(line: str) -> tuple[str, dict[str, str], str] | None:
    """The command that GitHub's runner finds in a line: its name, properties and data.

    As `ActionCommand.cs` of actions/runner reads it: `::` at the beginning, after spaces, or `##[` anywhere.
    """

    def unescaped(text: str, *codes: str) -> str:
        for code in (*codes, "25"):
            text = text.replace(f"%{code}", chr(int(code, 16)))
        return text

    trimmed = line.lstrip()
    head, found, data = trimmed.removeprefix("::").partition("::")
    if trimmed.startswith("::") and found:
        name, _, rest = head.partition(" ")
        pairs = [pair.split("=", 1) for pair in rest.split(",") if "=" in pair]
        properties = {key: unescaped(value, "0D", "0A", "3A", "2C") for key, value in pairs}
        return name, properties, unescaped(data, "0D", "0A")
    if "##[" in line and "]" in line.partition("##[")[2]:
        name, _, data = line.partition("##[")[2].partition("]")
        return name, {}, data
    return None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Юсуп Касымахунов – “Moscow”\nsecond line", "Юсуп Касымахунов – “Moscow”\nsecond line"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x00\t\r\x7f", "\\x00\\x09\\x0d\\x7f"),
        ("\x9b2J \x85", "\\x9b2J \\x85"),
        ("\x1b]8;;https://example.org\x1b\\x", "\\x1b]8;;https://example.org\\x1b\\x"),
        ("a\u202eb\u2066c\u2069", "a<U+202E>b<U+2066>c<U+2069>"),
        ("\u200b\u00ad\ufeff\u2028\u061c", "<U+200B><U+00AD><U+FEFF><U+2028><U+061C>"),
        ("\ud800x", "<U+D800>x"),
        ("\U000e0041", "<U+E0041>"),
        ("[red]x[/red] [link=https://example.org]", "[red]x[/red] [link=https://example.org]"),
        ("a :: b", "a :: b"),
        ("::error::x", "\\x3a:error::x"),
        ("a\n \u00a0::stop-commands::x", "a\n \u00a0\\x3a:stop-commands::x"),
        ("a ##[add-path]b", "a ##\\x5badd-path]b"),
        ("# [x] #[y]", "# [x] #[y]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    """Control and invisible characters show as their codes, commands are taken apart, all else stays as it is."""
    assert visible(text) == shown


@given(st.one_of(ANY_TEXT, HOSTILE))
def test_nothing_steers(text: str) -> None:
    """Whatever the text, no line of what is shown has a character that steers or is a workflow command."""
    shown = visible(text)
    assert steers(shown) == []
    assert shown.count("\n") == text.count("\n")
    assert [line for line in shown.split("\n") if workflow_command(line)] == []
    assert visible(shown) == shown


@given(st.one_of(ANY_TEXT, HOSTILE))
def test_one_line_is_one_line(text: str) -> None:
    """A value that must not begin a new line does not."""
    shown = one_line(text)
    assert "\n" not in shown
    assert shown == visible(text).replace("\n", "\\x0a")


@given(st.dictionaries(HOSTILE, st.one_of(HOSTILE, ANY_TEXT, st.integers())))
def test_json(value: dict[str, object]) -> None:
    """JSON reads back as what it was, and shows nothing invisible and no command in between."""
    text = visible_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    assert steers(text) == []
    assert [line for line in text.split("\n") if workflow_command(line)] == []


def test_json_is_readable() -> None:
    """Letters of any alphabet stand in JSON as they are, and what is beyond the first plane is escaped in pairs."""
    assert visible_json('"Юсуп \U000e0041\u202e ##["') == '"Юсуп \\udb40\\udc41\\u202e ##\\u005b"'


@pytest.mark.parametrize(
    ("line", "column", "command"),
    [
        (0, 0, "::error file=a b.yaml::the text"),
        (3, 0, "::error file=a b.yaml,line=3,col=0::the text"),
        (12, 5, "::error file=a b.yaml,line=12,col=5::the text"),
    ],
)
def test_an_annotation(line: int, column: int, command: str) -> None:
    """An annotation names the file and, where it is known, line and column."""
    assert github_command("error", "the text", "a b.yaml", line, column) == command


def test_what_is_escaped() -> None:
    """Per cent signs and line breaks are escaped everywhere, colons and commas in the file's name."""
    assert (
        github_command("notice", "100 %: a, b\nc", "50%,a:b", 0, 0) == "::notice file=50%25%2Ca%3Ab::100 %25: a, b%0Ac"
    )
    assert github_command("warning", "\r\x1b", "x", 0, 0) == "::warning file=x::\\x0d\\x1b"


@given(
    message=st.one_of(ANY_TEXT, HOSTILE),
    file=st.one_of(ANY_TEXT, HOSTILE),
    line=st.integers(0, 99),
    column=st.integers(0, 99),
    level=st.sampled_from(["error", "warning", "notice"]),
)
def test_an_annotation_is_read_as_it_was_meant(message: str, file: str, line: int, column: int, level: str) -> None:
    """Whatever it says, an annotation is one line with one command that has the file and the message as they show."""
    command = github_command(level, message, file, line, column)
    assert "\n" not in command
    position = {"line": str(line), "col": str(column)} if line else {}
    assert workflow_command(command) == (level, {"file": one_line(file), **position}, visible(message))
