"""Any bytes and any marks are read or refused, and what a YAML library writes is read back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import yaml

from builders.yaml_source import read_or_refused, tree
from ualetters.errors import Place
from ualetters.yaml_source import top_level_text
from ualetters.yaml_tree import Mapping, Node, Scalar, Sequence, Tree, join, plain


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


_VALUES = st.dictionaries(
    _KEYS,
    st.recursive(
        _TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8
    ),
    max_size=5,
)


def written(values: object, style: str | None, indent: int, *, unicode: bool, flow: bool | None) -> str:
    """Values as a YAML library writes them."""
    return yaml.safe_dump(
        values, default_style=style, indent=indent, allow_unicode=unicode, default_flow_style=flow, sort_keys=False
    )


_STYLES = {
    "style": st.sampled_from([None, None, "'", '"', "|", ">"]),
    "indent": st.integers(2, 7),
    "unicode": st.booleans(),
    "flow": st.sampled_from([None, True, False]),
}
_WRITTEN = st.builds(written, _VALUES, **_STYLES)


@given(_VALUES, st.fixed_dictionaries(_STYLES))
def test_round_trip(values: dict[str, object], how: dict[str, Any]) -> None:
    """Whatever a YAML library writes of strings is read back as the same strings."""
    assert plain(tree(written(values, **how))) == values


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
    text = written({"ключ": values}, None, 2, unicode=True, flow=flow)
    lines = text.splitlines()
    found = list(Tree(tree(text)).texts())
    assert len(found) == 1 + 2 * len(values)
    for place, text in found:
        assert lines[place.line - 1][place.column - 1 :].startswith((text, f"'{text}'"))


def composed(node: yaml.Node, path: str) -> Node:
    """The tree that PyYAML's own composer makes, which counts lines and columns from 0."""
    place = Place("case.yaml", node.start_mark.line + 1, node.start_mark.column + 1, path)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(place, tuple(composed(item, join(path, index)) for index, item in enumerate(node.value)))
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: composed(value, join(path, key.value)) for key, value in node.value}
        return Mapping(place, entries, {key.value: composed(key, join(path, key.value)).place for key, _ in node.value})
    return Scalar(place, node.value)


@given(_WRITTEN | _YAMLISH)
def test_the_tree_is_the_composers(text: str) -> None:
    """Whatever is read has the values, the lines and the columns that PyYAML's own composer gives it."""
    root, _ = read_or_refused(text.encode())
    if root is not None:
        # The composer in Python counts differently where a value is left out.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=loader)
        assert node is not None
        assert root == composed(node, "")


@given(_WRITTEN | _YAMLISH, st.just(0) | st.integers(900, 1030))
def test_a_text_at_the_top(text: str, before: int) -> None:
    """The text of a key at the top is found without the tree: the same, where there is a tree.

    That a file is first read in part makes no difference, wherever the part ends.
    """
    data = ("#" * before + "\n" + text).encode()
    root, _ = read_or_refused(data)
    for key, node in root.entries.items() if root else ():
        assert top_level_text(data, key) == (node.value if isinstance(node, Scalar) else None)
    assert root is None or top_level_text(data, "no such key") is None


@given(st.binary(max_size=200) | _YAMLISH.map(str.encode))
def test_a_text_at_the_top_of_anything(data: bytes) -> None:
    """Of any bytes the text of a key is a text or nothing, and what comes after it does not matter."""
    found = top_level_text(data, "a")
    assert found is None or isinstance(found, str)
    assert top_level_text(b"a: b\nc: d\n" + data, "a") in {"b", None}
    assert top_level_text(b"a: b\nc: [d\n", "a") == "b"
