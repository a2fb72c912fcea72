"""Findings that a report tells of, strings by strangers, and how GitHub's runner reads a line of a build log."""

from collections.abc import Iterable, Iterator
import re
import unicodedata

from hypothesis import strategies as st

from ualetters.errors import Place, Problem, Severity
from ualetters.reports import Row

ERROR, WARNING, NOTE = Severity
FOUND = [
    Problem(Place("cases/a.yaml", 3, 5, "people.anna"), "the name is wrong", "write it right", ERROR, "text"),
    Problem(Place("cases/b.yaml"), "nobody knows", "", WARNING, "deadline"),
    Problem(Place("cases/b.yaml", 9, 1, "Ключ"), "ещё одно", "две\nстроки", NOTE, "format"),
]
ROWS = [
    Row("a", "cases/a.yaml", "failed", (FOUND[0],)),
    Row("b", "cases/b.yaml", "checked", (FOUND[1], FOUND[2])),
    Row("c", "cases/c.yaml", "left out", (), "expired on 2013-01-28"),
    Row("d", "cases/d.yaml", "written", ()),
]
ELSEWHERE = Problem(Place("cases/directory/offices.yaml", 4, 2, "x.fax"), "no valid number", "look it up", ERROR, "fax")

# What some reader of a report gives a meaning: terminals, the runner of GitHub, XML, HTML, Markdown, GitHub's comments.
HOSTILE = (
    "\x1b[2J\x1b]0;title\x07\x9b31m",
    "\r\n::error::forged",
    "\n::add-path::/tmp",
    "  ::stop-commands::x",
    "##[add-mask]x",
    "%0A::error::x%25",
    "a:b,c=d::e",
    "\u202egnp.txt\u2066\u200b\u2028\ufeff",
    "\ufffe\uffff\x00\x0b\ud800",
    "]]><failure/><!-- --><![CDATA[",
    "</system-out></testcase><testcase name='x'/>",
    '"><img src=x onerror=alert(1)>',
    "<script>alert(1)</script></code></td></tr></table>",
    "&lt;b&gt; &amp; &#64; &nbsp",
    "a | b || c \\| d",
    "`code` ``two`` ``` three",
    "![x](https://example.org/x.png) [x](https://example.org)",
    "[x]: https://example.org 'y'",
    "<https://example.org> https://example.org www.example.org anna@example.org",
    "@octocat @org/team #123 GH-1 owner/name#1 0123456789abcdef0123456789abcdef01234567",
    "# heading\n\n- list\n\n1. list\n\n> quote\n\n***\n\n    code\n\n---",
    "**bold** _it_ ~~gone~~ :smile: $x$ $$y$$ <!-- -->",
    "\n\n</table>\n\n# x\n\n| a |\n|---|\n| b |",
    "one\ntwo\n\n\nthree",
    "Юсуп Касымахунов – “Moscow” يوسف 中文",
)
_ANY_CHARACTER = st.characters(exclude_categories=())
TEXTS = st.one_of(
    st.text(_ANY_CHARACTER, max_size=20),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(_ANY_CHARACTER, max_size=3)), max_size=4).map("".join),
)


def problem_of(text: str, number: int = 0, severity: Severity = ERROR) -> Problem:
    """A problem that says the same text wherever it can say something."""
    return Problem(Place(text, number, number, text), text, text, severity, "text")


def row_of(text: str, number: int = 0) -> Row:
    """A case that is called by a text, with a problem of each severity."""
    problems = tuple(problem_of(text, number, severity) for severity in Severity)
    return Row(text, f"{number}{text}", "failed", problems, text)


def numbered(count: int, severity: Severity = ERROR, files: int = 1) -> list[Problem]:
    """Problems at one line after the other, in so many files."""
    return [
        Problem(Place(f"cases/{number % files}.yaml", number + 1, 1), f"problem {number}", "", severity)
        for number in range(count)
    ]


def steers(text: str) -> list[str]:
    """The characters of a text that a terminal does not simply print, but for line feeds."""
    kept = "\n\u200c\u200d"
    return [c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in kept] + re.findall(
        "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]", text
    )


def workflow_commands(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands that GitHub's runner finds in a log: name, properties and message (its ActionCommand.cs)."""
    for line in lines:
        head, found, message = line.lstrip().removeprefix("::").partition("::")
        if line.lstrip().startswith("::") and found:
            name, _, rest = head.partition(" ")
            pairs = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
            yield name, {key: _unescaped(value, "3A", "2C") for key, value in pairs.items()}, _unescaped(message)
        elif "##[" in line and "]" in line.partition("##[")[2]:
            name, _, message = line.partition("##[")[2].partition("]")
            yield name, {}, message


def _unescaped(text: str, *codes: str) -> str:
    for code in (*codes, "0D", "0A", "25"):
        text = text.replace(f"%{code}", chr(int(code, 16)))
    return text
