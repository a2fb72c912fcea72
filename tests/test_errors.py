"""Places and problems: how they are written, compared and collected."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.errors import (
    NoFontError,
    OutputError,
    Place,
    Problem,
    ProblemsError,
    Severity,
    UalettersError,
    errors_in,
)
from ualetters.formats.typesetting import DoesNotFitError

PLACE = Place("case.yaml", 3, 7, "people.yusup")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (PLACE, "case.yaml:3:7: people.yusup"),
        (Place("case.yaml", 3, 7), "case.yaml:3:7"),
        (Place("case.yaml", path="people"), "case.yaml: people"),
        (Place("case.yaml"), "case.yaml"),
    ],
)
def test_place(place: Place, text: str) -> None:
    """A place is written as compilers do, without what is not known."""
    assert str(place) == text


def test_place_at() -> None:
    """Another path at the same position."""
    assert PLACE.at("asks[0]") == Place("case.yaml", 3, 7, "asks[0]")
    assert PLACE.at("") == Place("case.yaml", 3, 7)


def test_places_in_order() -> None:
    """Places are sorted by file, line, column and path, numbers as numbers."""
    in_order = [Place("a", 2, 10, "b"), Place("a", 2, 10, "c"), Place("a", 2, 11), Place("a", 10, 1), Place("b")]
    assert sorted([*in_order[2:], *in_order[:2]]) == in_order


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem(PLACE, "wrong", "mend it"), "case.yaml:3:7: people.yusup: error: wrong (mend it)"),
        (Problem(PLACE, "wrong"), "case.yaml:3:7: people.yusup: error: wrong"),
        (Problem(Place("f"), "odd", "look", Severity.WARNING), "f: warning: odd (look)"),
        (Problem(Place("f"), "so", severity=Severity.NOTE), "f: note: so"),
    ],
)
def test_problem(problem: Problem, text: str) -> None:
    """A problem is one line: place, severity, message, hint."""
    assert str(problem) == text


def test_problem_defaults() -> None:
    """A problem is an error of the format unless a check says otherwise."""
    problem = Problem(PLACE, "wrong")
    assert (problem.hint, problem.severity, problem.check) == ("", Severity.ERROR, "format")


def test_problems_error() -> None:
    """Problems are kept once each, in the order of the file, then of the text."""
    first = Problem(Place("a", 1, 2), "b", "d")
    second = Problem(Place("a", 1, 2), "c", "a")
    third = Problem(Place("a", 1, 2), "c", "b")
    fourth = Problem(Place("a", 2, 1), "a")
    error = ProblemsError(iter([fourth, third, first, second, third]))
    assert error.problems == (first, second, third, fourth)
    assert str(error) == f"{first}\n{second}\n{third}\n{fourth}"
    assert isinstance(error, UalettersError)


@given(st.lists(st.builds(Problem, st.builds(Place, st.sampled_from("ab"), st.integers(0, 3)), st.sampled_from("xy"))))
def test_problems_error_in_any_order(problems: list[Problem]) -> None:
    """However problems are found, the report is the same, and none is lost."""
    error = ProblemsError(problems)
    assert set(error.problems) == set(problems)
    assert len(error.problems) == len(set(problems))
    assert error.problems == ProblemsError(reversed(problems)).problems
    assert list(error.problems) == sorted(error.problems, key=Problem.sort_key)


def test_errors_in() -> None:
    """Only errors stop a case."""
    found = [Problem(PLACE, severity, severity=severity) for severity in Severity]
    assert errors_in(found) == [Problem(PLACE, "error")]
    assert errors_in([]) == []


@pytest.mark.parametrize("bad_place", [True, False])
def test_output_error(tmp_path: Path, bad_place: bool) -> None:  # noqa: FBT001
    """What could not be written is named first; it is the machine's fault unless the place is wrong."""
    path = str(tmp_path / "letters")
    error = OutputError(path, "no space left", "free some", bad_place=bad_place)
    assert (str(error), error.path, error.hint) == (f"{path}: no space left", path, "free some")
    assert error.bad_place is bad_place
    assert not OutputError(path, "x", "y").bad_place
    assert isinstance(error, UalettersError)


def test_what_to_do_is_kept_apart() -> None:
    """Every error says what is wrong and what to do about it; as a text it is both, or what is wrong alone."""
    error = UalettersError("too long", "shorten it")
    assert (error.message, error.hint, str(error)) == ("too long", "shorten it", "too long; shorten it")
    bare = UalettersError("too long")
    assert (bare.message, bare.hint, str(bare)) == ("too long", "", "too long")
    no_font = NoFontError("no font", "install one")
    assert (no_font.message, no_font.hint, str(no_font)) == ("no font", "install one", "no font")
    output = OutputError("letters", "no space left", "free some")
    assert (output.message, output.hint) == ("no space left", "free some")
    found = ProblemsError([Problem(PLACE, "wrong")])
    assert (found.message, found.hint) == (str(found), "")


@pytest.mark.parametrize("given", [("too long; shorten it; or not",), ("too long", "shorten it; or not")])
def test_what_does_not_fit(given: tuple[str, ...]) -> None:
    """A layout can only give one text, of which what to do is split off."""
    error = DoesNotFitError(*given)
    assert (error.message, error.hint) == ("too long", "shorten it; or not")
    assert str(error) == "too long; shorten it; or not"
