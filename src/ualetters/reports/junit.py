"""JUnit XML, which CI servers show as a list of tests."""

from collections.abc import Iterable, Iterator
import re

from ualetters.errors import Problem, Severity, errors_in
from ualetters.reports import Row
from ualetters.terminal_text import one_line, visible

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def junit(rows: Iterable[Row], found: Iterable[Problem] = ()) -> str:
    """JUnit XML: a test for every case, and one for every other file in which something was found.

    The form is that of Jenkins's xUnit plugin (`junit-10.xsd`), which other readers take too. A run says nothing of its
    time and its machine, so that the same findings give the same bytes.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415  # its usual name; 10 ms for one form of report

    rows = list(rows)
    tests = [*rows, *_other_files(rows, found)]
    root = ET.Element("testsuites")
    skipped = sum(row.outcome == "left out" for row in tests)
    counts = {"tests": len(tests), "failures": sum(row.failed for row in tests), "errors": 0, "skipped": skipped}
    suite = ET.SubElement(root, "testsuite", {"name": "ualetters"} | {name: str(n) for name, n in counts.items()})
    for row in tests:
        test = ET.SubElement(suite, "testcase", {"classname": _line_in_xml(row.file), "name": _line_in_xml(row.name)})
        for tag, attributes, text in _parts(row):
            ET.SubElement(test, tag, attributes).text = text or None
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _parts(row: Row) -> Iterator[tuple[str, dict[str, str], str]]:
    """What a test says beyond its name, as tag, attributes and text: why it failed or was skipped, and the rest."""
    errors = errors_in(row.problems)
    if row.failed:
        reason = errors[0].message if errors else row.why or "a warning counts under --strict"
        told = {"type": errors[0].check if errors else row.state, "message": _line_in_xml(reason)}
        yield "failure", told, _in_xml("\n".join(map(_as_text, errors)))
    elif row.outcome == "left out":
        yield "skipped", {"message": _line_in_xml(row.why)}, ""
    if others := [problem for problem in row.problems if problem.severity is not Severity.ERROR]:
        yield "system-out", {}, _in_xml("\n".join(map(_as_text, others)))


def _other_files(rows: Iterable[Row], found: Iterable[Problem]) -> list[Row]:
    """Problems that belong to no case, as a row for each file."""
    told = {problem for row in rows for problem in row.problems}
    files: dict[str, list[Problem]] = {}
    for problem in sorted({*found} - told, key=Problem.sort_key):
        files.setdefault(problem.place.file, []).append(problem)
    return [Row(file, file, "checked", tuple(problems)) for file, problems in files.items()]


def _as_text(problem: Problem) -> str:
    """A problem as a terminal shows it; further lines are indented, so that none is taken for another problem."""
    lines = [f"{one_line(str(problem.place))}: {problem.severity}: {problem.message}"]
    lines += [f"→ {problem.hint}"] if problem.hint else []
    return "\n".join(lines).replace("\n", "\n    ")


def _in_xml(text: str) -> str:
    """Visible text of the characters that XML 1.0 allows."""
    return _NOT_IN_XML.sub(lambda found: f"<U+{ord(found.group()):04X}>", visible(text))


def _line_in_xml(text: str) -> str:
    return _in_xml(one_line(text))
