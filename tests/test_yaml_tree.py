"""Trees of YAML: places, texts, merging, and what a tree says."""

import pytest

from builders.yaml_source import tree
from ualetters.errors import Place
from ualetters.yaml_tree import Tree, join, kind_of, merge, place_of, plain

SAMPLE = """\
format: 1
people:
  yusup:
    name: {en: Yusup, ru: Юсуп}
facts:
  - text: first
  - text: second
    to: [ayla, omid]
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("", 1, 1),
        ("format", 1, 1),
        ("format.deeper", 1, 1),
        ("people.yusup.name.ru", 4, 23),
        ("people.yusup.name.ru.gen", 4, 23),
        ("people.yusup.gender", 3, 3),
        ("people.nobody.name", 2, 1),
        ("people[0]", 2, 1),
        ("facts", 5, 1),
        ("facts[0]", 6, 5),
        ("facts[0].text", 6, 5),
        ("facts[1].to", 8, 5),
        ("facts[1].to[0]", 8, 10),
        ("facts[1].to[1]", 8, 16),
        ("facts[1].to[2]", 8, 5),
        ("facts[2]", 5, 1),
        ("facts[2].text", 5, 1),
        ("facts.text", 5, 1),
        ("letters", 1, 1),
        ("nobody.people", 1, 1),
        ("people.nobody.yusup", 2, 1),
        ("facts[7][0]", 5, 1),
    ],
)
def test_place_of(path: str, line: int, column: int) -> None:
    """A path leads to its key or item, or to the nearest ancestor that is there."""
    root = tree(SAMPLE)
    assert place_of(root, path) == Place("case.yaml", line, column, path)
    assert Tree(root).place(path) == Place("case.yaml", line, column, path)


def test_texts() -> None:
    """Every key and every text comes with its place, in the order of the file."""
    found = [(place.line, place.column, place.path, text) for place, text in Tree(tree(SAMPLE)).texts()]
    assert found == [
        (1, 1, "format", "format"),
        (1, 9, "format", "1"),
        (2, 1, "people", "people"),
        (3, 3, "people.yusup", "yusup"),
        (4, 5, "people.yusup.name", "name"),
        (4, 12, "people.yusup.name.en", "en"),
        (4, 16, "people.yusup.name.en", "Yusup"),
        (4, 23, "people.yusup.name.ru", "ru"),
        (4, 27, "people.yusup.name.ru", "Юсуп"),
        (5, 1, "facts", "facts"),
        (6, 5, "facts[0].text", "text"),
        (6, 11, "facts[0].text", "first"),
        (7, 5, "facts[1].text", "text"),
        (7, 11, "facts[1].text", "second"),
        (8, 5, "facts[1].to", "to"),
        (8, 10, "facts[1].to[0]", "ayla"),
        (8, 16, "facts[1].to[1]", "omid"),
    ]


def test_texts_without_places() -> None:
    """They are the same, in the same order."""
    assert Tree(tree(SAMPLE)).words() == [text for _, text in Tree(tree(SAMPLE)).texts()]


def test_what_a_tree_says() -> None:
    """Lists and mappings of any depth come without their places."""
    assert plain(tree("a: [{b: [], c: {}}, '']")) == {"a": [{"b": [], "c": {}}, ""]}


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        ("{a: 1}", "{b: 2}", {"a": "1", "b": "2"}),
        ("{a: 1}", "{a: 2}", {"a": "2"}),
        ("{office: {en: A, ru: Б}}", "{office: {en: C}}", {"office": {"en": "C", "ru": "Б"}}),
        ("{n: {en: {given: A, family: B}}}", "{n: {en: {given: C}}}", {"n": {"en": {"given": "C", "family": "B"}}}),
        ("{fax: [1, 2]}", "{fax: [3]}", {"fax": ["3"]}),
        ("{fax: [1, 2]}", "{fax: []}", {"fax": []}),
        ("{fax: [1, 2]}", "{fax: '3'}", {"fax": "3"}),
        ("{name: {en: A}}", "{name: B}", {"name": "B"}),
        ("{name: A}", "{name: {en: B}}", {"name": {"en": "B"}}),
        ("{name: [A]}", "{name: {en: B}}", {"name": {"en": "B"}}),
        ("{}", "{}", {}),
    ],
)
def test_merge(base: str, over: str, result: object) -> None:
    """Mappings merge key by key; lists and texts replace whole."""
    assert plain(merge(tree(base), tree(over))) == result


def test_merge_keeps_positions() -> None:
    """What is laid over has its own place, what lies below keeps the place in its file, and neither tree is changed."""
    base = tree("fax: [1]\noffice:\n  en: A\n  ru: Б\n", "offices.yaml")
    over = tree("\n\noffice: {en: C}\n")
    merged = merge(base, over)
    assert merged.place == Place("case.yaml", 3, 1)
    assert place_of(merged, "fax[0]") == Place("offices.yaml", 1, 7, "fax[0]")
    assert place_of(merged, "office") == Place("case.yaml", 3, 1, "office")
    assert place_of(merged, "office.en") == Place("case.yaml", 3, 10, "office.en")
    assert place_of(merged, "office.ru") == Place("offices.yaml", 4, 3, "office.ru")
    assert merged.entries["office"].place == Place("case.yaml", 3, 9, "office")
    assert list(merged.entries) == ["fax", "office"]
    assert plain(base) == {"fax": ["1"], "office": {"en": "A", "ru": "Б"}}
    assert list(base.keys.values()) == [Place("offices.yaml", 1, 1, "fax"), Place("offices.yaml", 2, 1, "office")]
    assert plain(over) == {"office": {"en": "C"}}


@pytest.mark.parametrize(
    ("path", "key", "joined"),
    [("", "a", "a"), ("a", "b", "a.b"), ("a", 0, "a[0]"), ("a[0]", "b", "a[0].b"), ("a[0]", 12, "a[0][12]")],
)
def test_join(path: str, key: str | int, joined: str) -> None:
    """A key follows a dot, an index stands in brackets."""
    assert join(path, key) == joined


@pytest.mark.parametrize(("text", "words"), [("a", "text"), ("[]", "a list"), ("{}", "a mapping")])
def test_kind_of(text: str, words: str) -> None:
    """A node is named in words that fit into a message."""
    assert kind_of(tree(f"x: {text}").entries["x"]) == words
