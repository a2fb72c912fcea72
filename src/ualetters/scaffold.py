"""A new case to start from, and the sender profile as a file."""

from collections.abc import Mapping
from datetime import date

import yaml

from ualetters.errors import Place, ProblemsError
from ualetters.fields import ID, Report, Unreadable
from ualetters.templating import Templates, layout
from ualetters.yaml_source import Scalar

CASE_LAYOUT = "case.yaml.j2"


def new_case(case_id: str, schema: str, today: date, templates: Templates) -> str:
    """The text of a case file with everything that is to be written marked TODO.

    Args:
        case_id: The id of the case.
        schema: Path or address of the JSON Schema, for the editor.
        today: The date on which it is made.
        templates: Where the layout is found.

    Raises:
        ProblemsError: The id cannot name a file.
    """
    report = Report()
    try:
        ID.read(Scalar(Place("id"), case_id), report)
    except Unreadable:
        raise ProblemsError(report.problems) from None
    return layout(templates, CASE_LAYOUT)(id=case_id, schema=schema, today=today.isoformat())


def sender_profile(values: Mapping[str, object]) -> str:
    """A sender profile as YAML, without the keys that are empty."""
    kept = {key: value for key, value in values.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
