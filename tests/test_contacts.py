"""How contacts are written, one or several, and web addresses."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.contacts import PLACE, read
from ualetters.contacts import EMAILS, NUMBERS, WEB_ADDRESSES, RawContacts, web_addresses
from ualetters.errors import Place, Problem
from ualetters.fields import Kind, Report
from ualetters.yaml_source import Scalar

# How contacts are written


@pytest.mark.parametrize(
    ("yaml", "raw"),
    [
        ('"+7499 265 90 77; +7499 265 97 75"', [("x", 4, "+7499 265 90 77"), ("x", 4, "+7499 265 97 75")]),
        ('"mvd@mvd.uz, info@mvd.uz"', [("x", 4, "mvd@mvd.uz"), ("x", 4, "info@mvd.uz")]),
        ('"a;b,c ; d"', [("x", 4, "a"), ("x", 4, "b"), ("x", 4, "c"), ("x", 4, "d")]),
        ("[a, 'b; c']", [("x[0]", 5, "a"), ("x[1]", 8, "b"), ("x[1]", 8, "c")]),
        ("a;", [("x", 4, "a")]),
        (";a,,b", [("x", 4, "a"), ("x", 4, "b")]),
        ("a\u00a0b", [("x", 4, "a b")]),
        ("[]", []),
    ],
)
def test_raw_contacts(yaml: str, raw: list[tuple[str, int, str]]) -> None:
    """One text or a list, with semicolons or commas between; each keeps the place where it was written."""
    value, problems = read(RawContacts(), yaml)
    assert value == tuple((Place("c.yaml", 1, column, path), text) for path, column, text in raw)
    assert problems == []


@pytest.mark.parametrize("yaml", ["';'", "','", "' ;, ; '", "[';']", "[';', ',']"])
@pytest.mark.parametrize("kind", [RawContacts(), NUMBERS, EMAILS, WEB_ADDRESSES])
def test_separators_alone(kind: Kind[object], yaml: str) -> None:
    """A text with separators alone holds no contact, and that is said."""
    value, problems = read(kind, yaml)
    place = "1:5: x[0]" if yaml.startswith("[") else "1:4: x"
    assert problems[0] == f"c.yaml:{place}: error: nothing stands here but separators (write it, or remove the key)"
    assert len(problems) == max(yaml.count("'") // 2, 1)
    assert value == ()


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("''", "1:4: x: error: the text is empty (write it, or remove the key)"),
        ("{a: b}", "1:4: x: error: a line of text is expected here, not a mapping (put the text in quotes)"),
        ("[[a]]", "1:5: x[0]: error: a line of text is expected here, not a list (put the text in quotes)"),
        ('"a\\nBcc: b"', "1:4: x: error: a line break is not allowed in this text (write it on one line)"),
        ('"a\\u200b"', "1:4: x: error: the text holds the invisible character U+200B (zero width space) (remove it)"),
    ],
)
@pytest.mark.parametrize("kind", [RawContacts(), NUMBERS, EMAILS, WEB_ADDRESSES])
def test_no_text(kind: Kind[object], yaml: str, problem: str) -> None:
    """What is no line of text is refused once, and what can be read is read."""
    assert read(kind, yaml) == ((), [f"c.yaml:{problem}"])


def test_wrong_item_of_a_list() -> None:
    """A wrong item of a list does not keep the others from being read."""
    value, problems = read(RawContacts(), "[a, '', b]")
    assert value == ((Place("c.yaml", 1, 5, "x[0]"), "a"), (Place("c.yaml", 1, 12, "x[2]"), "b"))
    assert len(problems) == 1


@pytest.mark.parametrize("kind", [RawContacts(), NUMBERS, EMAILS, WEB_ADDRESSES])
def test_schema(kind: Kind[object]) -> None:
    """Editors allow a text, a number such as `+7…` is read as, or a list of them."""
    line = {"type": ["string", "number", "boolean"]}
    assert kind.schema() == {"anyOf": [line, {"type": "array", "items": line}]}


# Web addresses


@pytest.mark.parametrize(
    "text",
    [
        "http://www.amnesty.org/en/library/info/EUR46/042/2012/en",
        "https://letters.kremlin.ru",
        "https://letters.kremlin.ru/",
        "HTTPS://Letters.Kremlin.RU/Feedback?lang=en#form",
        "https://xn--e1afmkfd.xn--p1ai/a%20b",
        "https://a.b/~x_(1)!*'",
        "https://127.0.0.1/a",
    ],
)
def test_web_address(text: str) -> None:
    """An address in plain ASCII is kept as it is."""
    report = Report()
    assert web_addresses([(PLACE, text)], report) == (text,)
    assert report.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.b/",
        "//a.b/",
        "www.amnesty.org",
        "http:/a.b",
        "http://",
        "http://a",
        "http://...",
        "http://a..b",
        "http://.a.b",
        "http://a.b./",
        "https://a b.org",
        "https://a.b/c d",
        'https://a.b/"onclick="x',
        "https://a.b/<script>",
        "https://a.b/x>",
        "https://user@a.b/",
        "https://user:pass@a.b/",
        "https://a.b:8080/",
        "https://a.b?x=1",
        "https://пример.рф/",
        "https://a.b/пример",
        "https://\u017f.org",
        "https://a.\u212a",
        "https://a.b/\u200b",
        "https://a.b/\x7f",
        " https://a.b/",
        "https://a.b/\n",
        "xhttps://a.b/",
    ],
)
def test_no_web_address(text: str) -> None:
    """Other schemes, user names, spaces, quotes, brackets and other alphabets are refused."""
    report = Report()
    assert web_addresses([(PLACE, text)], report) == ()
    hint = "write it with https:// in front, in plain ASCII"
    assert report.problems == [Problem(PLACE, f"`{text}` is not a web address", hint)]


def test_several_web_addresses() -> None:
    """Addresses keep their order; one that stands twice is left out."""
    value, problems = read(WEB_ADDRESSES, "['https://b.org/', 'https://a.org', 'https://b.org/']")
    assert value == ("https://b.org/", "https://a.org")
    assert problems == ["c.yaml:1:40: x[2]: error: `https://b.org/` stands here twice (keep one of the two)"]


@given(st.text(max_size=40) | st.builds("http://{}".format, st.text(st.characters(codec="ascii"), max_size=30)))
def test_any_web_address(text: str) -> None:
    """Whatever is accepted is unchanged, begins with its scheme, and holds nothing that could leave an attribute."""
    report = Report()
    found = web_addresses([(PLACE, text)], report)
    assert len(found) + len(report.problems) == 1
    for address in found:
        assert address == text
        assert address.casefold().startswith(("http://", "https://"))
        assert address.isascii()
        assert address.isprintable()
        assert not set(address) & set(' "<>')


def test_scalar_place() -> None:
    """The place of a contact is the place of its text."""
    report = Report()
    assert EMAILS.read(Scalar(PLACE, "x"), report) == ()
    assert [problem.place for problem in report.problems] == [PLACE]
