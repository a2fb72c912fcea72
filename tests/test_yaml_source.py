"""Guarded YAML: what is refused and where, and that everything else is read to the letter."""

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from builders.yaml_source import read_or_refused, tree
from ualetters.errors import Place, ProblemsError
from ualetters.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_EVENTS, parse
from ualetters.yaml_tree import plain


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
