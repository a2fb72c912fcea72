"""JUnit XML as the readers of CI servers take it: by a schema, two parsers and a library made for it."""

import importlib.util
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package that nothing else needs
import pytest

from builders.reports import ELSEWHERE, FOUND, HOSTILE, ROWS, TEXTS, WARNING, row_of, steers
from builders.reports import workflow_commands as commands
from ualetters.errors import Place, Problem
from ualetters.reports import Row
from ualetters.reports.junit import junit
from ualetters.terminal_text import one_line, visible

# What Jenkins's xUnit plugin asks of a report (its junit-10.xsd), as far as a report of ours can break it.
SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="told" mixed="true">
    <xs:attribute name="type"/>
    <xs:attribute name="message"/>
  </xs:complexType>
  <xs:element name="testsuites">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:choice minOccurs="0" maxOccurs="unbounded">
                    <xs:element name="skipped" type="told"/>
                    <xs:element name="error" type="told"/>
                    <xs:element name="failure" type="told"/>
                    <xs:element name="system-out" type="xs:string"/>
                    <xs:element name="system-err" type="xs:string"/>
                  </xs:choice>
                  <xs:attribute name="name" use="required"/>
                  <xs:attribute name="classname"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="name" use="required"/>
            <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


def suite(text: str) -> ET.Element:
    """The one suite of a report that is right by the schema, as Python's own parser reads it."""
    schema = etree.XMLSchema(etree.fromstring(SCHEMA))
    schema.assertValid(etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False)))
    (found,) = ET.fromstring(text)  # noqa: S314  # it is our own
    return found


def shown(text: str) -> str:
    """A text as a report shows it: what XML does not allow has its code."""
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")


def test_cases() -> None:
    """Each case is a test that passes, fails or is skipped; warnings and notes are its output."""
    found = suite(junit(ROWS))
    assert found.attrib == {"name": "ualetters", "tests": "4", "failures": "1", "errors": "0", "skipped": "1"}
    a, b, c, d = found
    assert [(test.get("classname"), test.get("name")) for test in found] == [(row.file, row.name) for row in ROWS]
    (failure,) = a
    assert (failure.tag, failure.attrib) == ("failure", {"type": "text", "message": "the name is wrong"})
    assert failure.text == "cases/a.yaml:3:5: people.anna: error: the name is wrong\n    → write it right"
    (output,) = b
    assert output.tag == "system-out"
    assert output.text == (
        "cases/b.yaml: warning: nobody knows\ncases/b.yaml:9:1: Ключ: note: ещё одно\n    → две\n    строки"
    )
    (skipped,) = c
    assert (skipped.tag, skipped.attrib, skipped.text) == ("skipped", {"message": "expired on 2013-01-28"}, None)
    assert list(d) == []


def test_several_errors() -> None:
    """A case fails once: with its first error as the message and all of them as the text."""
    second = Problem(Place("cases/a.yaml", 9, 1), "so is this", "", check="format")
    found = suite(junit([Row("a", "cases/a.yaml", "written", (FOUND[0], FOUND[1], second))]))
    failure, output = found[0]
    assert failure.get("message") == "the name is wrong"
    assert str(failure.text).count(": error: ") == 2
    assert output.text == "cases/b.yaml: warning: nobody knows"
    assert (found.get("failures"), found.get("skipped")) == ("1", "0")


@pytest.mark.parametrize(
    ("why", "message"), [("", "a warning counts under --strict"), ("it would differ", "it would differ")]
)
def test_failed_without_an_error(why: str, message: str) -> None:
    """A case that failed without an error says why."""
    (failure,) = suite(junit([Row("a", "a.yaml", "failed", (), why)]))[0]
    assert (failure.tag, failure.attrib, failure.text) == ("failure", {"type": "failed", "message": message}, None)


def test_other_files() -> None:
    """What is wrong with the directory is a test of its own, in which only an error fails."""
    warning = Problem(Place("cases/directory/embassies.yaml"), "old", "", WARNING)
    found = suite(junit(ROWS[:1], [ELSEWHERE, warning, FOUND[0]]))
    names = [test.get("name") for test in found]
    assert names == ["a", "cases/directory/embassies.yaml", "cases/directory/offices.yaml"]
    assert [[part.tag for part in test] for test in found] == [["failure"], ["system-out"], ["failure"]]
    assert (found.get("tests"), found.get("failures")) == ("3", "2")


def test_nothing() -> None:
    """A run without cases is a suite without tests, and what has no time and no machine is always the same."""
    assert suite(junit([])).get("tests") == "0"
    assert junit(ROWS) == junit(iter(ROWS))
    known = {key for element in suite(junit(ROWS)).iter() for key in element.attrib}
    assert known == {"name", "classname", "tests", "failures", "errors", "skipped", "type", "message"}


@given(st.lists(TEXTS, max_size=3))
def test_strangers_texts(texts: list[str]) -> None:
    """Whatever strangers write is read back as it shows, and adds no element, command or sign that steers."""
    rows = [row_of(text, number) for number, text in enumerate([*texts, *HOSTILE])]
    report = junit(rows)
    found = suite(report)
    assert [[part.tag for part in test] for test in found] == [["failure", "system-out"]] * len(rows)
    for row, test in zip(rows, found, strict=True):
        assert (test.get("classname"), test.get("name")) == (shown(one_line(row.file)), shown(one_line(row.name)))
        assert test[0].get("message") == shown(one_line(row.name))
        hint = f"\n→ {row.name}" if row.name else ""
        said = f"{one_line(str(row.problems[0].place))}: error: {row.name}{hint}"
        assert test[0].text == shown(said.replace("\n", "\n    "))
    assert steers(report) == []
    assert list(commands(report.split("\n"))) == []


@pytest.mark.skipif(importlib.util.find_spec("junitparser") is None, reason="junitparser is not installed")
def test_another_reader(tmp_path: Path) -> None:
    """A library that reads such reports finds the same results."""
    junitparser = importlib.import_module("junitparser")
    file = tmp_path / "report.xml"
    file.write_text(junit([*ROWS, *(row_of(text, number) for number, text in enumerate(HOSTILE))]), encoding="utf-8")
    (found,) = junitparser.JUnitXml.fromfile(str(file))
    results = [[type(result).__name__ for result in test.result] for test in found]
    assert results == [["Failure"], [], ["Skipped"], [], *([["Failure"]] * len(HOSTILE))]
    assert (found.tests, found.failures, found.skipped) == (4 + len(HOSTILE), 1 + len(HOSTILE), 1)
    assert [test.system_out is not None for test in found][:4] == [False, True, False, False]
