"""A protected word that only a letter holds is no lesser problem in a check that names no language."""

from datetime import date
from pathlib import Path

from ualetters.errors import Severity
from ualetters.order import Order
from ualetters.pipeline import check_case_file
from ualetters.templating import Templates
from ualetters.workshop import Workshop


def test_a_protected_word_stays_an_error(cases: Path) -> None:
    """What the letters lack in the authorities' language is a warning; a protected word in them fails the case."""
    order = Order(today=date(2013, 12, 10), protected=("убедительно прошу",))
    result = check_case_file(cases / "azimov.yaml", Workshop(Templates.with_own()), order)
    found = {(problem.check, problem.severity) for problem in result.problems if problem.check == "protected"}
    assert found == {("protected", Severity.ERROR)}
    assert result.failed
