"""A section's own file, read: where mail goes, how many days it takes, and what a letter costs."""

from pathlib import Path
import re

from ualetters.addressee_fields import LINE
from ualetters.errors import Place, Problem, ProblemsError, Severity, errors_in
from ualetters.fields import COUNTRY, Choice, Either, Keyed, Kind, Report, Schema, Unreadable, scalar
from ualetters.model.section import SUSPENDED, Postage, Section
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_source import Node, read_tree

SECTION_FILE = "section.yaml"
MAX_DAYS = 120


class _Days:
    """A whole number of days, at least one."""

    _PATTERN = "[1-9][0-9]{0,2}"

    def read(self, node: Node, report: Report) -> int:
        """The number."""
        text = scalar(node, report, "a number of days")
        if not re.fullmatch(self._PATTERN, text) or int(text) > MAX_DAYS:
            hint = f"write whole days, 1 to {MAX_DAYS}, or `{SUSPENDED}`"
            raise report.refuse(node.place, f"`{text}` is not a number of days that mail takes", hint)
        return int(text)

    def schema(self) -> Schema:
        """An integer, or the same in quotes."""
        number = {"type": "integer", "minimum": 1, "maximum": MAX_DAYS}
        return {"anyOf": [number, {"type": "string", "pattern": f"^{self._PATTERN}$"}]}


_DAYS: Kind[object] = _Days()

KEYS: dict[str, Key] = {
    "country": required(COUNTRY, "the country that you post from, such as `CH`"),
    "post": optional(
        Keyed(COUNTRY, Either(Choice((SUSPENDED,)), _DAYS)),
        f"country to the days that mail takes, 1 to {MAX_DAYS}, or `{SUSPENDED}`",
        {},
    ),
    "postage": optional(
        Record(
            Postage,
            {
                "abroad": optional(LINE, "what a letter to another country costs, as it is to be printed"),
                "inland": optional(LINE, "what a letter within your country costs, as it is to be printed"),
            },
        ),
        "what a letter costs",
        Postage(),
    ),
}


def load_section(path: Path, name: str | None = None) -> Section:
    """Read a section's file.

    Args:
        path: The file.
        name: How messages call it; by default the path as given.

    Raises:
        ProblemsError: The file cannot be read, or a field of it is wrong; every problem of the file is there.
    """
    report = Report()
    try:
        section = Record(Section, KEYS).read(read_tree(path, name), report)
    except Unreadable:
        raise ProblemsError(report.problems) from None
    if errors := errors_in(report.problems):
        raise ProblemsError(errors)
    return section


def unused(section: Section | None, host: str | None, name: str) -> tuple[Problem, ...]:
    """A warning if a section's file says nothing of the country of posting.

    Args:
        section: What the file says; None if there is none.
        host: ISO 3166-1 code of the country of posting; None if it is not known.
        name: How messages call the file.
    """
    if section is None or section.for_host(host) == section:
        return ()
    where, hint = host, "name one for the country that you write from with --section"
    if host is None:
        where, hint = "a country that is not known", "name the country that you write from with --from"
    message = f"the section's file is for {section.country} and was not used for {where}"
    return (Problem(Place(name), message, hint, Severity.WARNING),)
