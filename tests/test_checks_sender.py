"""Who writes from a country of the case or a feared one."""

from msgspec.structs import replace
import pytest

from builders.checks import ERROR, Memory, memory, rows
from ualetters.checks import sender
from ualetters.errors import Place

made = pytest.fixture(memory)


@pytest.mark.parametrize(
    ("country", "is_refused"), [("RU", True), ("TJ", True), ("UZ", True), ("DE", False), (None, False)]
)
def test_a_sender_at_risk(made: Memory, country: str | None, *, is_refused: bool) -> None:
    """Who writes from a country of the case or a feared one is refused until the risk is accepted."""
    subject = replace(made.subject(feared=["UZ"]), host=country)
    row = (
        ERROR,
        "",
        "you write from a country of this case, which could put you at risk",
        "ask your section office first; then go on with --accept-risk",
    )
    assert rows(sender.run(subject), "sender") == ([row] if is_refused else [])
    assert [problem.place for problem in sender.run(subject)] == [Place(str(made.file))] * is_refused
    assert rows(sender.run(replace(subject, accept_risk=True)), "sender") == []
