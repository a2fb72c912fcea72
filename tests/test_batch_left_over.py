"""What earlier runs made and this one did not: what is told of it, and what may be removed."""

from hypothesis import given
from hypothesis import strategies as st

from ualetters.batch.left_over import by_case, left_over, without_unread
from ualetters.errors import Severity

PATHS = st.sampled_from([f"{case}/{code}/x.txt" for case in ("one", "two", "three") for code in ("en", "ru")])
OUTPUTS = st.dictionaries(PATHS, st.text("0123456789abcdef", min_size=2, max_size=2))
LEFT = {"one/en/x.txt": "a", "two/en/x.txt": "b", "two/ru/x.txt": "c"}


@given(OUTPUTS, OUTPUTS, st.frozensets(PATHS))
def test_what_is_left_over(before: dict[str, str], made: dict[str, str], there: frozenset[str]) -> None:
    """Every path of before is made now, taken away or left, with the hash of before."""
    left = left_over(before, made, there)
    assert set(left) == (set(before) - set(made)) & there
    assert list(left) == sorted(left)
    assert left.items() <= before.items()


def test_what_cannot_be_read_keeps_its_letters() -> None:
    """A case that cannot be read now keeps what was made of it, and of nothing else."""
    assert without_unread(LEFT, {"b.yaml": "two", "c.yaml": "none"}) == ({"one/en/x.txt": "a"}, [])
    assert without_unread(LEFT, {}) == (LEFT, [])


def test_what_cannot_be_read_keeps_everything() -> None:
    """It may be any case; each file that cannot be read is named."""
    gone, problems = without_unread(LEFT, {"b.yaml": None, "c.yaml": "two", "a.yaml": None})
    assert gone == {}
    assert [(one.place.file, one.severity) for one in problems] == [("a.yaml", "warning"), ("b.yaml", "warning")]


def test_what_is_told() -> None:
    """One problem a case, with the number of its files."""
    found = by_case(LEFT, "letters", "left of earlier runs", "do it", Severity.NOTE)
    assert [str(problem) for problem in found] == [
        "letters/one: note: 1 file left of earlier runs (do it)",
        "letters/two: note: 2 files left of earlier runs (do it)",
    ]
    assert {problem.check for problem in found} == {"batch"}
