"""Any bytes and any marks are read or refused, and what a YAML library writes is read back."""

from hypothesis import given
from hypothesis import strategies as st
import yaml

from builders.yaml_source import plain, read_or_refused, tree
from ualetters.yaml_source import Tree


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
