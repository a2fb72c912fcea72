"""Trees of YAML: positions, texts, merging, and reading from files."""

from pathlib import Path

import pytest

from builders.yaml_source import plain, tree
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.yaml_source import MAX_BYTES, Mapping, Scalar, Sequence, Tree, join, kind_of, merge, place_of, read_tree

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


def test_positions() -> None:
    """Every node, and every key, knows its line, its column and its YAML path."""
    root = tree(SAMPLE)
    people, facts = root.entries["people"], root.entries["facts"]
    assert isinstance(people, Mapping)
    assert isinstance(facts, Sequence)
    yusup = people.entries["yusup"]
    assert isinstance(yusup, Mapping)
    names = yusup.entries["name"]
    assert isinstance(names, Mapping)
    assert root.place == Place("case.yaml", 1, 1, "")
    assert root.keys["people"] == Place("case.yaml", 2, 1, "people")
    assert people.place == Place("case.yaml", 3, 3, "people")
    assert yusup.keys["name"] == Place("case.yaml", 4, 5, "people.yusup.name")
    assert names.place == Place("case.yaml", 4, 11, "people.yusup.name")
    assert names.keys["ru"] == Place("case.yaml", 4, 23, "people.yusup.name.ru")
    assert names.entries["ru"] == Scalar(Place("case.yaml", 4, 27, "people.yusup.name.ru"), "Юсуп")
    assert facts.place == Place("case.yaml", 6, 3, "facts")
    assert [item.place for item in facts.items] == [
        Place("case.yaml", 6, 5, "facts[0]"),
        Place("case.yaml", 7, 5, "facts[1]"),
    ]
    second = facts.items[1]
    assert isinstance(second, Mapping)
    to = second.entries["to"]
    assert isinstance(to, Sequence)
    assert to.items[1] == Scalar(Place("case.yaml", 8, 16, "facts[1].to[1]"), "omid")


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


def test_read_tree(tmp_path: Path) -> None:
    """A file is called by its path, or by the name that it is given."""
    path = tmp_path / "case.yaml"
    path.write_bytes("имя: Юсуп\n".encode())
    assert read_tree(path).place == Place(str(path), 1, 1)
    assert read_tree(path, "sender.yaml").entries["имя"] == Scalar(Place("sender.yaml", 1, 6, "имя"), "Юсуп")


def test_read_tree_stops_at_the_limit(tmp_path: Path) -> None:
    """A file of any size is refused without being read to its end."""
    path = tmp_path / "case.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ProblemsError, match="larger than 256 KiB"):
        read_tree(path)
    path.write_bytes(b"a: b\n".ljust(MAX_BYTES, b"#"))
    assert plain(read_tree(path))


@pytest.mark.parametrize("name", [None, "sender.yaml"])
def test_missing_file(tmp_path: Path, name: str | None) -> None:
    """A file that is not there is a problem of the whole file."""
    path = tmp_path / "nowhere.yaml"
    with pytest.raises(ProblemsError) as caught:
        read_tree(path, name)
    assert caught.value.problems == (
        Problem(
            Place(name or str(path)),
            "cannot read the file: no such file or directory",
            "check the path and its spelling",
        ),
    )
    assert caught.value.__suppress_context__


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder cannot be read as a file, and the system's reason is given."""
    with pytest.raises(ProblemsError) as caught:
        read_tree(tmp_path)
    (problem,) = caught.value.problems
    assert problem.place == Place(str(tmp_path))
    assert problem.message.startswith("cannot read the file: ")
    assert problem.message.islower()
