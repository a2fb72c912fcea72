"""Gaps, template marks and look-alike letters in the texts of a case."""

import json
from pathlib import Path

import pytest

from builders.checks import ERROR, RIGHT, WARNING, Memory, memory, rows, seen
from ualetters.case_file import load_case
from ualetters.checks import text
from ualetters.errors import Place, Severity

made = pytest.fixture(memory)


UNFINISHED = (ERROR, "the text is not finished", "write what belongs here, or remove the key")
BRACES = (WARNING, "`{{ … }}` in a case is ordinary text and is printed as it stands", "remove the braces")


def mixed(word: str) -> tuple[Severity, str, str]:
    """What is said of a word in two alphabets."""
    message = f"the word `{word}` mixes letters of two alphabets that look alike"
    return (ERROR, message, "type it again in one alphabet; a misspelt name cannot be traced")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She lives in Moscow.", []),
        ("Она живёт в Москве, Moscow, Αθήνα, d’Été.", []),
        ("В кабинете 12А, ст. 3a, УК-7", []),
        ("the TODOs of TODOR", []),
        ("TODO", [UNFINISHED]),
        ("write (TODO) here", [UNFINISHED]),
        ("FIXME: name", [UNFINISHED]),
        ("in FIXME street", [UNFINISHED]),
        ("and so on …", [UNFINISHED]),
        ("… and so on", [UNFINISHED]),
        ("and … so on", []),
        ("todo", []),
        ("{{ 7 * 7 }}", [BRACES]),
        ("a }} b", [BRACES]),
        ("{% if x", [BRACES]),
        ("x %} y", [BRACES]),
        ("{ 7 } % {", []),
        ("Mоscow", [mixed("Mоscow")]),
        ("Αthens and Моsкva", [mixed("Αthens"), mixed("Моsкva")]),
        ("Αфины", [mixed("Αфины")]),
        ("Éлен", [mixed("Éлен")]),
        ("TODO {{ Кara }}", [BRACES, UNFINISHED, mixed("Кara")]),
    ],
)
def test_texts_of_a_case(made: Memory, words: str, found: list[tuple[Severity, str, str]]) -> None:
    """Gaps and look-alike letters are errors and template marks a warning, wherever a text stands."""
    subject = made.subject(facts=[{"text": {"en": words}}])
    expected = sorted(((severity, "facts[0].text.en", *said) for severity, *said in found), key=lambda row: row[2])
    assert rows(text.run(subject), "text") == expected


def test_every_text_is_looked_at(made: Memory) -> None:
    """Keys, names and contacts are texts too, only the background is the volunteer's own."""
    subject = made.subject(
        background={"en": "TODO {{ x }} Моsкva"},
        reference={"number": "UA {{ 1 }}"},
        cleared={"by": "TODO", "date": "2024-03-01"},
    )
    assert [(severity, path) for severity, path, _, _ in rows(text.run(subject), "text")] == [
        (ERROR, "cleared.by"),
        (WARNING, "reference.number"),
    ]


def test_a_text_is_found_at_its_place(tmp_path: Path) -> None:
    """A finding has the line and the column at which the text begins."""
    file = tmp_path / "case.yaml"
    content = json.dumps(RIGHT, ensure_ascii=False)
    file.write_text(content.replace("{", '{"reference":\n  {number: TODO},', 1), encoding="utf-8")
    case, _ = load_case(file, {})
    assert [problem.place for problem in text.run(seen(case))] == [Place(str(file), 2, 12, "reference.number")]
