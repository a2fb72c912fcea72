"""Guarded YAML: what is refused and where, positions, merging, and that everything else is read to the letter."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.yaml_source import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_EVENTS,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    join,
    kind_of,
    merge,
    parse,
    place_of,
    read_tree,
)

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


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml, and as where PyYAML was built without it."""
    monkeypatch.setattr("ualetters.yaml_source._Loader", getattr(yaml, request.param, yaml.BaseLoader))


either_loader = pytest.mark.usefixtures("_either_loader")


def refusals(data: str | bytes) -> list[str]:
    """What is wrong with a file, one line for each problem."""
    with pytest.raises(ProblemsError) as caught:
        parse(data.encode() if isinstance(data, str) else data, "case.yaml")
    return [str(problem) for problem in caught.value.problems]


def read_or_refused(data: bytes) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The tree of a file, or what is wrong with it."""
    try:
        return parse(data, "case.yaml"), ()
    except ProblemsError as error:
        return None, error.problems


def tree(text: str, name: str = "case.yaml") -> Mapping:
    """The tree of a text."""
    return parse(text.encode(), name)


def plain(node: Node) -> object:
    """A tree as dictionaries, lists and strings."""
    match node:
        case Scalar(_, value):
            return value
        case Sequence(_, items):
            return [plain(item) for item in items]
        case Mapping(_, entries, _):
            return {key: plain(value) for key, value in entries.items()}


@either_loader
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "1:1: error: the file is empty (`ualetters new` writes a case to start from)"),
        ("# only a comment\n", "1:1: error: the file is empty (`ualetters new` writes a case to start from)"),
        ("---\n", "1:1: error: the file is empty (`ualetters new` writes a case to start from)"),
        ("''", "1:1: error: the file is empty (`ualetters new` writes a case to start from)"),
        ("- a\n", "1:1: error: the file is a list, not a mapping of keys (start with `format: 1`)"),
        ("# x\n\n  just text", "3:3: error: the file is text, not a mapping of keys (start with `format: 1`)"),
        ("a: 1\nb: *a\n", "2:4: error: an alias (`*name`) is not allowed (write the value out)"),
        ("*a : 1\n", "1:1: error: an alias (`*name`) is not allowed (write the value out)"),
        ("a: &b 1\n", "1:4: error: an anchor (`&name`) is not allowed (write the value out)"),
        ("a: &b {c: d}\n", "1:4: error: an anchor (`&name`) is not allowed (write the value out)"),
        ("a: &b [c]\n", "1:4: error: an anchor (`&name`) is not allowed (write the value out)"),
        ("&b a: 1\n", "1:1: error: an anchor (`&name`) is not allowed (write the value out)"),
        ("a: !!str 1\n", "1:4: error: a tag (`!name`) is not allowed (put the text in quotes)"),
        ("a: !ruby/object {b: c}\n", "1:4: error: a tag (`!name`) is not allowed (put the text in quotes)"),
        ("a: !!python/name:os.system\n", "1:4: error: a tag (`!name`) is not allowed (put the text in quotes)"),
        ("a: !!set [b]\n", "1:4: error: a tag (`!name`) is not allowed (put the text in quotes)"),
        ("<<: {a: b}\n", "1:1: <<: error: a merge key (`<<`) is not allowed (write the keys out)"),
        ("a:\n  <<: {b: c}\n", "2:3: a.<<: error: a merge key (`<<`) is not allowed (write the keys out)"),
        (
            "a:\n  b: 1\n  c: 2\n  b: 3\n",
            "4:3: a.b: error: the key `b` stands here a second time (the first is in line 2; keep one of the two)",
        ),
        ("a: 1\n---\nb: 2\n", "2:1: error: the file holds a second document (remove everything from `---` on)"),
        ("---\n---\nb: 2\n", "2:1: error: the file holds a second document (remove everything from `---` on)"),
        (
            "a:\n  ? [b]\n  : c\n",
            "2:5: a: error: a key must be plain text (put quotes around a value that starts with { or [)",
        ),
        (
            "to: {{name}: b}\n",
            "1:6: to: error: a key must be plain text (put quotes around a value that starts with { or [)",
        ),
        (
            b"\xff\xfea\x00:\x00 \x00b\x00",
            "1:1: error: the file is not UTF-8 (save it with the encoding UTF-8)",
        ),
        ("имя: \x07 б", "1:6: error: the file holds a character that YAML does not allow (remove it)"),
        ("имя: а\nещё: б\x00", "2:7: error: the file holds a character that YAML does not allow (remove it)"),
        ("a: 1\nb: \x1b[31m", "2:4: error: the file holds a character that YAML does not allow (remove it)"),
        ("a: 1\x0bb: 2", "1:5: error: the file holds a character that YAML does not allow (remove it)"),
        ("a: ы\ufffe", "1:5: error: the file holds a character that YAML does not allow (remove it)"),
    ],
)
def test_refusal(data: str | bytes, problem: str) -> None:
    """Whatever is not plain YAML is refused once, with its place and what to do."""
    assert refusals(data) == [f"case.yaml:{problem}"]


@either_loader
@pytest.mark.parametrize(
    ("data", "start"),
    [
        ("a: [1\nb: 2\n", "case.yaml:2:2: error: not valid YAML: "),
        ("a: 'open\n", "case.yaml:2:1: error: not valid YAML: found unexpected end of stream ("),
        ("a: b: c\n", "case.yaml:1:5: error: not valid YAML: mapping values are not allowed "),
        ("a:\n\t- b\n", "case.yaml:2:1: error: not valid YAML: found character "),
        ("ключ: @x\n", "case.yaml:1:7: error: not valid YAML: found character "),
        ("a: !x!y 1\n", "case.yaml:1:4: error: not valid YAML: found undefined tag handle"),
        ("a: 1\n  b: 2\n", "case.yaml:2:4: error: not valid YAML: mapping values are not allowed "),
    ],
)
def test_broken_yaml(data: str, start: str) -> None:
    """A text that is no YAML is refused where the parser stopped, in its words."""
    (problem,) = refusals(data)
    assert problem.startswith(start)
    assert problem.endswith(" (look at the indentation, the quotes and the brackets here)")


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\UFFFFFFFF"])
@either_loader
def test_escape_of_no_character(escape: str) -> None:
    """An escape that stands for no character ends in a message or, at worst, in a text that the fields refuse."""
    root, problems = read_or_refused(f'a: "{escape}"'.encode())
    if root is None:
        assert [problem.place.line for problem in problems] == [1]
    else:
        assert plain(root) == {"a": escape.encode().decode("unicode_escape")}


@either_loader
@pytest.mark.parametrize("bracket", ["[", "{", "- ", "? ", "{a: ", "[{a: "])
def test_brackets_by_the_hundred_thousand(bracket: str) -> None:
    """Nesting that would exhaust the stack of a loader is refused at its first level too many."""
    (problem,) = refusals(bracket * (100_000 // len(bracket)))
    assert f"brackets or indentation are nested more than {MAX_DEPTH} deep (a case needs six levels)" in problem or (
        bracket in {"{", "? "} and "a key must be plain text" in problem
    )


@pytest.mark.parametrize("bracket", ["[", "{", "&a ", "!a ", "'", "#"])
def test_too_large(bracket: str) -> None:
    """A file beyond the limit is not even parsed."""
    assert refusals(bracket * 1_000_000) == [
        "case.yaml:1:1: error: the file is larger than 256 KiB (a case is a few pages of text)"
    ]


def test_largest_file() -> None:
    """The limit of the size is exact."""
    start = "a: "
    text = start + "x" * (MAX_BYTES - len(start))
    assert plain(tree(text)) == {"a": text.removeprefix(start)}
    assert "larger than" in refusals(text + "x")[0]


@either_loader
def test_deepest_file() -> None:
    """The limit of the depth is exact, and the place is that of the first bracket too many."""
    deepest = f"a: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}"
    assert plain(tree(deepest))
    path = "a" + "[0]" * (MAX_DEPTH - 1)
    (problem,) = refusals(f"a: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}")
    assert problem.startswith(f"case.yaml:1:{3 + MAX_DEPTH}: {path}: error: brackets or indentation are nested more")
    assert problem.endswith(" more than 24 deep (a case needs six levels)")
    assert refusals("a: " + "{a: " * MAX_DEPTH + "}" * MAX_DEPTH)[0].startswith(
        f"case.yaml:1:{4 * MAX_DEPTH}: {'.'.join('a' * MAX_DEPTH)}: error: brackets or indentation are nested"
    )


@either_loader
def test_most_parts() -> None:
    """The limit of the parts is exact: start and end of stream, document, mapping and list, one key, the items."""
    items = MAX_EVENTS - 9
    assert len(plain(tree(f"a: [{'x, ' * items}]"))["a"]) == items  # type: ignore[index]
    assert refusals(f"a: [{'x, ' * (items + 1)}]")[0].endswith(
        f": error: the file has more than {MAX_EVENTS} parts (split the case)"
    )
    assert refusals(f"a: [{'x, ' * MAX_EVENTS}]") == [
        f"case.yaml:1:{len('a: [') + 3 * (items + 4) + 1}: error: the file has more than 20000 parts (split the case)"
    ]


def test_all_double_keys_together() -> None:
    """Keys that stand twice are reported all in one run, in the order of the file."""
    twice = "error: the key `{}` stands here a second time (the first is in line {}; keep one of the two)"
    assert refusals("b: 1\nb: 2\na: {c: 1, c: 2}\n<<: x\nb: 3\n") == [
        f"case.yaml:2:1: b: {twice.format('b', 1)}",
        f"case.yaml:3:11: a.c: {twice.format('c', 3)}",
        "case.yaml:4:1: <<: error: a merge key (`<<`) is not allowed (write the keys out)",
        f"case.yaml:5:1: b: {twice.format('b', 1)}",
    ]


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        ("", 1, 1),
        ("a: ", 1, 4),
        ("имя: Юсуп", 1, 10),
        ("a: 1\n", 2, 1),
        ("a: 1\r\nимя: Юсуп", 2, 10),
        ("\ufeffa: 1", 1, 5),
        ("\ufeffимя: 1\nb: я", 2, 5),
    ],
)
@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\xf5", b"\xd0"])
def test_not_utf8(before: str, line: int, column: int, bad: bytes) -> None:
    """A byte that is not UTF-8 is named by line and column in characters."""
    assert refusals(before.encode() + bad) == [
        f"case.yaml:{line}:{column}: error: the file is not UTF-8 (save it with the encoding UTF-8)"
    ]


@given(st.text(st.sampled_from("aя \n\r😀é"), max_size=30))
def test_place_of_a_bad_byte(before: str) -> None:
    """The place of a bad byte counts the characters before it, whatever they are."""
    (problem,) = refusals(before.encode() + b"\xff")
    lines = before.split("\n")
    assert problem.startswith(f"case.yaml:{len(lines)}:{len(lines[-1]) + 1}: ")


@given(st.text(st.sampled_from("aя \n😀é"), max_size=30))
def test_place_of_a_forbidden_character(before: str) -> None:
    """The place of a character that YAML does not allow counts the characters before it, whatever they are."""
    lines = ("# " + before.replace("\n", "\n# ")).split("\n")
    (problem,) = refusals("\n".join(lines) + "\x01")
    assert problem.startswith(f"case.yaml:{len(lines)}:{len(lines[-1]) + 1}: ")


@either_loader
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends(mark: str, end: str) -> None:
    """A byte order mark and Windows line ends change neither values nor positions."""
    root = tree(mark + "a: |\n  one\n\n  two\nb: c\n".replace("\n", end))
    assert plain(root) == {"a": "one\n\ntwo\n", "b": "c"}
    assert root.place == Place("case.yaml", 1, 1)
    assert root.keys["b"] == Place("case.yaml", 5, 1, "b")


@either_loader
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+74992659077", "+74992659077"),
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("~", "~"),
        ("null", "null"),
        ("2013-01-28", "2013-01-28"),
        ("1e3", "1e3"),
        ("=", "="),
        ("{{ 7*7 }}x", None),
        ('"a\\tb\\u0436"', "a\tbж"),
        ("'it''s'", "it's"),
        (">-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("|\n  one\n   two\n", "one\n two\n"),
        ("", ""),
        ("one\n  two", "one two"),
    ],
)
def test_scalars_are_texts(text: str, value: str | None) -> None:
    """Every scalar is the string that stands there; a template mark without quotes is no value at all."""
    if value is None:
        assert refusals(f"a: {text}")
    else:
        assert plain(tree(f"a: {text}")) == {"a": value}


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


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    """Any bytes at all give a tree or problems with a place and a hint, never another exception."""
    root, problems = read_or_refused(data)
    assert (root is None) == bool(problems)
    assert all(problem.place.file == "case.yaml" and problem.place.line for problem in problems)
    assert all(problem.message and problem.hint for problem in problems)


_MARKS = "a|b: |: |- |\n|\n  |{|}|[|]|, |'|\"|&x |*x|!t |? |# c|---|...|%YAML 1.1\n|<<: |\t|\\|\ufeff|ы|@|`|\x85|\u2028"
_YAMLISH = st.lists(st.sampled_from([*_MARKS.split("|"), "|\n", ">\n"]), max_size=40).map("".join)


@given(_YAMLISH)
def test_any_marks(text: str) -> None:
    """Any arrangement of YAML's own marks gives a tree or problems, never another exception."""
    root, problems = read_or_refused(text.encode())
    assert (root is None) == bool(problems)
    assert root is None or all(place.line and place.column for place, _ in Tree(root).texts())


# PyYAML writes these three line breaks into one line of a text, and would not read them back itself.
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=40)
_KEYS = _TEXTS.filter(lambda key: key != "<<")


@given(
    st.dictionaries(
        _KEYS,
        st.recursive(
            _TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8
        ),
        max_size=5,
    ),
    st.booleans(),
    st.sampled_from([None, True, False]),
)
def test_round_trip(values: dict[str, object], unicode: bool, flow: bool | None) -> None:  # noqa: FBT001
    """Whatever a YAML library writes of strings is read back as the same strings."""
    written = yaml.safe_dump(values, allow_unicode=unicode, default_flow_style=flow, sort_keys=False)
    assert plain(tree(written)) == values


@given(
    st.dictionaries(
        st.text(st.sampled_from("abc"), min_size=1, max_size=4),
        st.text(st.sampled_from("xyzя"), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_positions_lead_back(values: dict[str, str], flow: bool) -> None:  # noqa: FBT001
    """At the place of every key and text stands that key or text."""
    written = yaml.safe_dump({"ключ": values}, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    lines = written.splitlines()
    found = list(Tree(tree(written)).texts())
    assert len(found) == 1 + 2 * len(values)
    for place, text in found:
        assert lines[place.line - 1][place.column - 1 :].startswith((text, f"'{text}'"))
