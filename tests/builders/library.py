"""Letters as a program makes them, and what is wrong where none is made."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.bad_input import case, changed
from ualetters import CaseFile, ComposedLetter, Problem, ProblemsError, Sender, compose, render

DAY = date(2013, 1, 10)
WRITER = Sender(name="Clara Nováková", country="US", address=("Dlouhá 3", "110 00 Praha"))


def good_case(folder: Path) -> Path:
    """A case to one addressee, complete in English."""
    return case(folder, changed(), "good.yaml")


def english(loaded: CaseFile, to: str = "chair", **options: Any) -> ComposedLetter:  # noqa: ANN401
    """The English letter of a day."""
    return compose(loaded, to=to, language="en", **{"date": DAY} | options)


def text_of(letter: ComposedLetter) -> str:
    """A letter as plain text."""
    return render(letter, "txt").content.decode()


def problems_of(call: Callable[[], object]) -> list[Problem]:
    """What is wrong, every bit of it an error."""
    with pytest.raises(ProblemsError) as caught:
        call()
    assert {problem.severity for problem in caught.value.problems} == {"error"}
    return list(caught.value.problems)
