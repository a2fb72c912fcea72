"""Cases that are closed, superseded or not cleared."""

from typing import Any

import pytest

from builders.checks import ERROR, WARNING, Memory, Row, memory, rows
from ualetters.checks import status

made = pytest.fixture(memory)


NOT_WRITTEN = "no letter is to be written"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"status": "specimen", "cleared": None}, []),
        (
            {"cleared": None},
            [
                (
                    WARNING,
                    "status",
                    "nobody has cleared this case",
                    "add `cleared: {by: …, date: …}` when somebody has checked accuracy and consent",
                )
            ],
        ),
        (
            {"status": "closed", "cleared": None},
            [(ERROR, "status", f"the case is closed; {NOT_WRITTEN}", "look for another case with `ualetters list`")],
        ),
        (
            {"status": "superseded", "superseded_by": "example-2"},
            [(ERROR, "status", f"the case is superseded; {NOT_WRITTEN}", "use the case `example-2`")],
        ),
        (
            {"status": "superseded"},
            [(ERROR, "status", f"the case is superseded; {NOT_WRITTEN}", "name its successor with `superseded_by`")],
        ),
        (
            {"superseded_by": "example-2"},
            [
                (
                    ERROR,
                    "superseded_by",
                    "`superseded_by` is only for `status: superseded`",
                    "write `status: superseded`, or remove the key",
                )
            ],
        ),
    ],
)
def test_status(made: Memory, changes: dict[str, Any], found: list[Row]) -> None:
    """Closed and superseded cases are refused, and an open one that nobody cleared is warned about."""
    assert rows(status.run(made.subject(**changes)), "status") == found
