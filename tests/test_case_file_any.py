"""Whatever stands at any place of a case is read or refused, and never anything else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from builders.case_file import FULL
from ualetters.case_file import load_case
from ualetters.errors import Problem, ProblemsError, Severity
from ualetters.fields import ID
from ualetters.yaml_source import top_level_text


def _nodes(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    return [path] * bool(path) + [found for key, child in children for found in _nodes(child, (*path, key))]


_CASE = yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506  # strings alone, of our own
_ANYTHING = st.recursive(
    st.text(max_size=5) | st.sampled_from(["", ";", "a@b", "+7", "RU", "ru", "chair", "2013-02-30", "\u2068", "[]"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "ru", "use", "to", "nom", "x", "", "<"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@given(st.sampled_from(_nodes(_CASE)), _ANYTHING)
def test_anything_anywhere(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[str | int, ...], anything: object
) -> None:
    """Whatever stands at any place of a case, it is read or refused; what is refused has at least one error."""
    whole: Any = yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506
    parent = whole
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = anything
    file = tmp_path_factory.mktemp("any") / "case.yaml"
    file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        case, warnings = load_case(file, {})
    except ProblemsError as error:
        problems = error.problems
    else:
        assert case.id == top_level_text(file.read_bytes(), "id")
        problems = warnings
        assert {problem.severity for problem in problems} <= {Severity.WARNING}
        return
    assert Severity.ERROR in {problem.severity for problem in problems}
    assert all(problem.place.line and problem.place.column and problem.message for problem in problems)
    assert list(problems) == sorted(problems, key=Problem.sort_key)


@given(
    st.permutations(list(_CASE)),
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True).filter(ID.accepts),
    st.fixed_dictionaries(
        {
            "default_style": st.sampled_from([None, "'", '"']),
            "default_flow_style": st.sampled_from([None, True, False]),
            "indent": st.integers(2, 6),
        }
    ),
)
def test_the_id_without_the_case(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], name: str, how: dict[str, Any]
) -> None:
    """The id is found alone wherever it stands in the file and however it is written."""
    whole = {key: _CASE[key] for key in keys} | {"id": name}
    file = tmp_path_factory.mktemp("any") / "case.yaml"
    written = yaml.safe_dump(whole, sort_keys=False, **how)
    file.write_text(written, encoding="utf-8")
    assert load_case(file, {})[0].id == name
    assert top_level_text(written.encode(), "id") == name
