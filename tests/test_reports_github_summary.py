"""The job summary as a reader of Markdown sees it: two tables, and everything that was read from files is code."""

import importlib.util
from itertools import chain
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
import pytest

from builders.reports import ELSEWHERE, ERROR, FOUND, HOSTILE, ROWS, TEXTS, WARNING, numbered, row_of, steers
from ualetters.errors import Place, Problem, Severity
from ualetters.reports import Row, everything
from ualetters.reports.github import SUMMARY_LIMIT, summary
from ualetters.terminal_text import one_line, visible

# With linkify it also makes links of bare addresses, as GitHub does.
READERS = [
    MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    *([MarkdownIt("gfm-like", {"html": True})] if importlib.util.find_spec("linkify_it") else []),
]
TABLES = {"table", "tbody", "tr", "th", "td", "code", "br", "h3", "p"}


def rendered(text: str, reader: MarkdownIt = READERS[0]) -> Element:
    """The page that a reader of Markdown makes of a text."""
    body = html5lib.parse(reader.render(text), namespaceHTMLElements=False).find("body")
    assert body is not None
    return body


def cells(body: Element) -> list[list[list[str]]]:
    """What each cell of each table says, its lines joined; headings are left out."""
    return [
        [
            ["\n".join(cell.itertext()) for cell in row.findall("td")]
            for row in table.iter("tr")
            if row.find("td") is not None
        ]
        for table in body.iter("table")
    ]


def test_a_summary() -> None:
    """It counts, then shows what came of every case and every problem, both with the worst first."""
    text = summary([ROWS[1], ROWS[2], ROWS[0], ROWS[3]], [ELSEWHERE])
    body = rendered(text)
    heading = body.find("h3")
    assert heading is not None
    assert heading.text == "ualetters: 4 cases, 2 errors, 1 warning, 1 note"
    assert [[str(head.text or "") for head in table.iter("th")] for table in body.iter("table")] == [
        ["Case", "State", "Errors", "Warnings"],
        ["", "Where", "What is wrong", "What to do"],
    ]
    cases, problems = cells(body)
    assert cases == [
        ["a", "failed", "1", "0"],
        ["b", "checked", "0", "1"],
        ["c", "left out: \nexpired on 2013-01-28", "0", "0"],
        ["d", "written", "0", "0"],
    ]
    assert problems == [
        ["error", "cases/a.yaml:3:5: people.anna", "the name is wrong", "write it right"],
        ["error", "cases/directory/offices.yaml:4:2: x.fax", "no valid number", "look it up"],
        ["warning", "cases/b.yaml", "nobody knows", ""],
        ["note", "cases/b.yaml:9:1: Ключ", "ещё одно", "две\nстроки"],
    ]


def test_nothing_found() -> None:
    """Without problems there is no table of them, and without cases a heading alone."""
    assert len(cells(rendered(summary([ROWS[3]])))) == 1
    assert summary([]) == "### ualetters: 0 cases, 0 errors, 0 warnings, 0 notes\n"


@pytest.mark.parametrize("reader", READERS)
def test_nothing_is_made_of_strangers_texts(reader: MarkdownIt) -> None:
    """No text becomes a link, a picture or a heading, and mentions stand in code, where GitHub sees none."""
    rows = [row_of(text, number) for number, text in enumerate(HOSTILE)]
    body = rendered("other tools wrote this\n\n\n" + summary(rows), reader)
    assert {element.tag for element in body.iter()} - {"body"} == TABLES
    assert all(set(element.attrib) == set() for element in body.iter())
    assert len(list(body.iter("table"))) == 2
    assert [len(table) for table in cells(body)] == [len(rows), 3 * len(rows)]
    for code in list(body.iter("code")):
        code.text = ""
    rest = "".join(body.itertext())
    assert [mark for mark in ("@", "#", "[", "|", "`", "://", "www", "alert", "octocat") if mark in rest] == []


@given(st.lists(TEXTS, max_size=3))
@example(["\n", "", "\n\n x", *HOSTILE])
def test_strangers_texts_read_back(texts: list[str]) -> None:
    """Whatever strangers write stands in its cell as it shows, and changes nothing around it."""
    rows = [row_of(text, number) for number, text in enumerate(texts)]
    text = summary(rows)
    assert steers(text) == []
    tables = cells(rendered(text))
    assert len(tables) == (2 if rows else 0)

    def said(value: str) -> str:
        return "\n".join(line for line in visible(value).split("\n") if line)

    for row, (name, state, errors, warnings) in zip(rows, tables[0] if rows else [], strict=True):
        why = f": \n{said(row.why)}" if said(row.why) else ""
        assert (name, state, errors, warnings) == (said(row.name), f"failed{why}", "1", "1")
    problems = sorted(everything(rows), key=lambda problem: list(Severity).index(problem.severity))
    for problem, (severity, place, message, hint) in zip(problems, tables[1] if rows else [], strict=True):
        assert (severity, place) == (str(problem.severity), one_line(str(problem.place)))
        assert (message, hint) == (said(problem.message), said(problem.hint))


def test_a_long_summary() -> None:
    """GitHub takes no more than 1 MiB: the worst are kept, what is left out is counted, and nothing is cut in two."""
    rows = [Row(f"case-{number}", f"cases/{number}.yaml", "checked", ()) for number in range(20_000)]
    rows.append(Row("broken", "cases/broken.yaml", "failed", (FOUND[0],)))
    text = summary(rows, [*numbered(20_000, WARNING), ELSEWHERE])
    size = len(text.encode())
    assert 0.95 * SUMMARY_LIMIT < size <= SUMMARY_LIMIT == 1_048_576
    body = rendered(text)
    cases, problems = cells(body)
    assert cases[0][0] == "broken"
    assert [problem[0] for problem in problems[:3]] == ["error", "error", "warning"]
    left_out = [str(paragraph.text) for paragraph in body.iter("p")]
    assert left_out == [
        f"{20_001 - len(cases)} more cases left out: GitHub has no more room. Read the log of this step.",
        f"{20_002 - len(problems)} more problems left out: GitHub has no more room. Read the log of this step.",
    ]
    assert min(len(cases), len(problems)) > 1_000
    # Where nothing is wrong, the cases may have all the room.
    assert 0.95 * SUMMARY_LIMIT < len(summary(rows[:-1]).encode()) <= SUMMARY_LIMIT


def test_one_long_text() -> None:
    """A text that alone is too long keeps no other problem out."""
    long = Problem(Place("a.yaml"), "x" * SUMMARY_LIMIT, "", ERROR)
    text = summary([], [long, *FOUND])
    (problems,) = cells(rendered(text))
    assert [problem[0] for problem in problems] == ["error", "warning", "note"]
    assert text.endswith("\n1 more problem left out: GitHub has no more room. Read the log of this step.\n")


def test_any_room() -> None:
    """However little room there is, it is kept to, and what there is can be read."""
    rows, found = [*ROWS, row_of(HOSTILE[8])], numbered(5)
    whole = summary(rows, found)
    assert summary(rows, found, len(whole.encode())) == whole
    for limit in chain(range(-1, 100), range(100, len(whole.encode()), 7), [len(whole.encode()) - 1]):
        text = summary(rows, found, limit)
        assert len(text.encode()) <= max(limit, 0)
        assert text == "" or text.startswith("### ualetters: 5 cases, ")
        assert text.count("<table>") == text.count("</table>") == len(list(rendered(text).iter("table")))
