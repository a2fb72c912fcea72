"""Every kind of value: what it takes, what it refuses and in which words, and how it describes itself to editors."""

from datetime import date
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.errors import Place, Problem, Severity
from ualetters.fields import (
    COUNTRY,
    ID,
    LANGUAGE,
    MAX_ID,
    MAX_LINE,
    MAX_PROSE,
    Choice,
    Coded,
    Date,
    Either,
    Items,
    Keyed,
    Kind,
    Line,
    Prose,
    Report,
    Shaped,
    Unreadable,
    as_mapping,
    is_birth_date,
    suggestion,
)
from ualetters.yaml_source import Mapping, Node, Scalar, Sequence, parse

PLACE = Place("case.yaml", 3, 7, "value")
LINE, PROSE, DATE = Line(), Prose(), Date()
WORDS = Choice(("open", "closed"), "status")


def text(value: str) -> Scalar:
    """A text as it may come out of a file."""
    return Scalar(PLACE, value)


def node(yaml: str) -> Node:
    """A value of YAML, below the key `x`."""
    return parse(f"x: {yaml}".encode(), "case.yaml").entries["x"]


def read(kind: Kind[object], value: str | Node) -> object:
    """The value, which must be read without any problem."""
    report = Report()
    found = kind.read(text(value) if isinstance(value, str) else value, report)
    assert report.problems == []
    return found


def refused(kind: Kind[object], value: str | Node) -> tuple[str, str]:
    """Message and hint of the one problem for which a value is refused; it stands at the value's place."""
    report = Report()
    given = text(value) if isinstance(value, str) else value
    with pytest.raises(Unreadable):
        kind.read(given, report)
    (problem,) = report.problems
    assert problem == Problem(given.place, problem.message, problem.hint, Severity.ERROR)
    return problem.message, problem.hint


def reported(kind: Kind[object], yaml: str) -> tuple[object, list[str]]:
    """The value of what can be read, and everything that is wrong, one line each."""
    report = Report()
    return kind.read(node(yaml), report), [str(problem) for problem in report.problems]


# What both kinds of text have in common


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Cafe\u0301", "Café"),
        ("и\u0306", "й"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("  a \t b  ", "a b"),
        ("\n a\n", "a"),
        ("a\u200cb", "a\u200cb"),
        ("a\u200db", "a\u200db"),
        ("\u200fa\u200e", "\u200fa\u200e"),
        (
            "\u2068Tbilisi\u2069, \u2067\u0628\u2069, \u2066c\u2069",
            "\u2068Tbilisi\u2069, \u2067\u0628\u2069, \u2066c\u2069",
        ),
        ("\u2068a \u2066b\u2069 c\u2069", "\u2068a \u2066b\u2069 c\u2069"),
        ("{{ 7*7 }} {% x %}", "{{ 7*7 }} {% x %}"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("Юсуп – “ok” № 1", "Юсуп – “ok” № 1"),
        ("汉字 😀 שלום", "汉字 😀 שלום"),
    ],
)
def test_text(kind: Kind[object], written: str, value: str) -> None:
    """Text is brought to NFC and its spaces are folded; joiners, direction marks and paired isolates stay."""
    assert read(kind, written) == value


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 (control character)"),
        ("\x08", "U+0008 (control character)"),
        ("\x1b", "U+001B (control character)"),
        ("\x1f", "U+001F (control character)"),
        ("\x7f", "U+007F (control character)"),
        ("\x80", "U+0080 (control character)"),
        ("\x9f", "U+009F (control character)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u061c", "U+061C (arabic letter mark)"),
        ("\u180e", "U+180E (mongolian vowel separator)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u202a", "U+202A (left-to-right embedding)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2060", "U+2060 (word joiner)"),
        ("\u2065", "U+2065 (control character)"),
        ("\u206a", "U+206A (inhibit symmetric swapping)"),
        ("\u206f", "U+206F (nominal digit shapes)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\ufff9", "U+FFF9 (interlinear annotation anchor)"),
        ("\ufffb", "U+FFFB (interlinear annotation terminator)"),
        ("\ufdd0", "U+FDD0 (control character)"),
        ("\ufdef", "U+FDEF (control character)"),
        ("\ufffe", "U+FFFE (control character)"),
        ("\uffff", "U+FFFF (control character)"),
        ("\ud800", "U+D800 (control character)"),
        ("\udfff", "U+DFFF (control character)"),
        ("\ue000", "U+E000 (control character)"),
        ("\uf8ff", "U+F8FF (control character)"),
        ("\U000e0001", "U+E0001 (language tag)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
        ("\U000f0000", "U+F0000 (control character)"),
        ("\U0010ffff", "U+10FFFF (control character)"),
    ],
)
def test_invisible_characters(kind: Kind[object], character: str, name: str) -> None:
    """A character that nobody sees, or that turns the order around, is refused by its number and name."""
    assert refused(kind, f"Юсуп{character}ов") == (f"the text holds the invisible character {name}", "remove it")


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize(
    "written",
    [
        "\u2068a",
        "a\u2069",
        "\u2069a\u2068",
        "\u2068a\u2069\u2069",
        "\u2066\u2067a\u2069",
        "\u2066\u2069\u2069\u2068",
    ],
)
def test_unpaired_isolates(kind: Kind[object], written: str) -> None:
    """An isolate that is not closed, or closed before it is opened, would reach into the next text."""
    assert refused(kind, written) == ("an isolate (U+2066 to U+2069) is not paired", "close or remove it")


@pytest.mark.parametrize("kind", [LINE, PROSE])
@pytest.mark.parametrize("written", ["", " ", "\t\n", "\u00a0", "\u2003 \u00a0"])
def test_empty_text(kind: Kind[object], written: str) -> None:
    """A text without anything to see is no text."""
    assert refused(kind, written) == ("the text is empty", "write it, or remove the key")


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (LINE, "a line of text"),
        (PROSE, "text"),
        (WORDS, "the status"),
        (LANGUAGE, "the language"),
        (ID, "the id"),
        (DATE, "a date"),
    ],
)
@pytest.mark.parametrize(("yaml", "found"), [("[a]", "a list"), ("{a: b}", "a mapping")])
def test_list_or_mapping_for_text(kind: Kind[object], what: str, yaml: str, found: str) -> None:
    """Where text belongs, a list or a mapping is refused by name."""
    assert refused(kind, node(yaml)) == (f"{what} is expected here, not {found}", "put the text in quotes")


# Lines


@pytest.mark.parametrize("space", [*" \t\u00a0\u1680\u2000\u2009\u200a\u202f\u205f\u3000", " \u00a0 "])
def test_line_folds_every_space(space: str) -> None:
    """In a line every white space is one plain space, so that numbers and names can be compared."""
    assert read(LINE, f"14{space}Zhitnaya{space}{space}street{space}") == "14 Zhitnaya street"


@pytest.mark.parametrize(
    "written",
    [
        "A\nBcc: x@y.z",
        "A\r\nBcc: x@y.z",
        "A\rB",
        "A\x0bB",
        "A\x0cB",
        "A\x1cB",
        "A\x1eB",
        "A\x85B",
        "A\u2028B",
        "A\u2029B",
        "A\n\nB",
        "\u2028A",
    ],
)
def test_line_break_in_a_line(written: str) -> None:
    """Nothing that any program takes for a line break gets into a header field."""
    assert refused(LINE, written) == ("a line break is not allowed in this text", "write it on one line")


@pytest.mark.parametrize("written", ["=?utf-8?q?x?=", "a =? b", "=?"])
def test_encoded_word_in_a_line(written: str) -> None:
    """A mail program would decode an encoded word, so none gets into a line."""
    assert refused(LINE, written) == ("`=?` could be read as an encoded e-mail header", "remove it")
    assert read(PROSE, written) == written


@pytest.mark.parametrize("written", ["a = ?", "?=", "= b?"])
def test_equals_and_question_mark(written: str) -> None:
    """The two characters apart are ordinary text."""
    assert read(LINE, written) == written


def test_length_of_a_line() -> None:
    """The limit of a line is exact and counts what is left after folding."""
    assert read(LINE, "x" * MAX_LINE) == "x" * MAX_LINE
    assert read(LINE, "x" * (MAX_LINE - 2) + " " * 9 + "y \n") == "x" * (MAX_LINE - 2) + " y"
    assert refused(LINE, "x" * (MAX_LINE + 1)) == ("the text is longer than 300 characters", "shorten it")
    assert read(Line(5), "Юсупы") == "Юсупы"
    assert refused(Line(5), "Юсупыы") == ("the text is longer than 5 characters", "shorten it")


@given(st.text())
def test_any_line(written: str) -> None:
    """Any text becomes a line in NFC without outer or double spaces that reads the same again, or one problem."""
    report = Report()
    try:
        line = LINE.read(text(written), report)
    except Unreadable:
        assert [problem.place for problem in report.problems] == [PLACE]
        return
    assert report.problems == []
    assert 0 < len(line) <= MAX_LINE
    assert line == " ".join(line.split(" ")) == line.strip()
    assert "  " not in line
    assert len(line.splitlines()) == 1
    assert unicodedata.is_normalized("NFC", line)
    assert all(unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"} for character in line)
    assert read(LINE, line) == line


# Prose


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("one\ntwo\n", "one two"),
        ("one \n  two", "one two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \t\n\n  two\n\n", "one\n\ntwo"),
        ("one\r\n\r\ntwo\r\nthree", "one\n\ntwo three"),
        ("14\u00a0декабря 2012\u202fг.", "14\u00a0декабря 2012\u202fг."),
        ("a \u00a0 b", "a \u00a0 b"),
        ("one\n\n\u00a0\n\ntwo", "one\n\ntwo"),
        ("one\n\n\u2003\n\n\u00a0", "one"),
        ("\u3000one", "one"),
        ("\u00a0\n\n\u00a0\n\none", "one"),
    ],
)
def test_prose(written: str, value: str) -> None:
    """Lines flow together, an empty line parts paragraphs, no-break spaces stay inside, no paragraph is empty."""
    assert read(PROSE, written) == value


@pytest.mark.parametrize(
    ("written", "code"),
    [("a\u2028b", "U+2028 (line separator)"), ("a\u2029b", "U+2029 (paragraph separator)")]
    + [(f"a{mark}b", f"U+{ord(mark):04X} (control character)") for mark in "\x0b\x0c\r\x85"],
)
def test_odd_line_breaks_in_prose(written: str, code: str) -> None:
    """Only the line feed breaks prose; other line breaks are refused as what they are."""
    assert refused(PROSE, written) == (f"the text holds the invisible character {code}", "remove it")


def test_length_of_prose() -> None:
    """The limit of prose is exact and counts what is left after folding."""
    assert read(PROSE, "x" * MAX_PROSE + "\n") == "x" * MAX_PROSE
    assert read(PROSE, "x" * (MAX_PROSE - 2) + "   \n y") == "x" * (MAX_PROSE - 2) + " y"
    assert refused(PROSE, "x" * (MAX_PROSE + 1)) == ("the text is longer than 6000 characters", "a letter is one page")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(" \n\t\u00a0\u2003")))
def test_any_prose(written: str) -> None:
    """Any text becomes paragraphs, none of them empty or broken, that read the same again, or one problem."""
    report = Report()
    try:
        prose = PROSE.read(text(written), report)
    except Unreadable:
        assert [problem.place for problem in report.problems] == [PLACE]
        return
    assert report.problems == []
    paragraphs = prose.split("\n\n")
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)
    assert not any("\n" in paragraph or "  " in paragraph for paragraph in paragraphs)
    assert unicodedata.is_normalized("NFC", prose)
    assert read(PROSE, prose) == prose


# Choices and codes


@pytest.mark.parametrize("word", ["open", "closed"])
def test_choice(word: str) -> None:
    """One of the words is taken."""
    assert read(WORDS, word) == word


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("opne", "did you mean `open`?"),
        ("Closed", "did you mean `closed`?"),
        ("", "one of closed, open"),
        ("xyz", "one of closed, open"),
        (" open", "did you mean `open`?"),
    ],
)
def test_unknown_choice(word: str, hint: str) -> None:
    """Another word is refused, with the nearest or else all that there are."""
    assert refused(WORDS, word) == (f"unknown status `{word}`", hint)
    assert refused(Choice(WORDS.words), word) == (f"unknown value `{word}`", hint)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("a", (), ""),
        ("uz-ministr", ("uz-minister", "ru-minister"), "did you mean `uz-minister`?"),
        ("b", {"z", "a", "m"}, "one of a, m, z"),
        ("b", {"zz": 1, "yy": 2}, "one of yy, zz"),
        ("b", frozenset({"only"}), "one of only"),
    ],
)
def test_suggestion(word: str, known: tuple[str, ...] | set[str] | dict[str, object], hint: str) -> None:
    """A hint names the nearest word, else all of them in order, else nothing."""
    assert suggestion(word, known) == hint


@pytest.mark.parametrize("code", ["en", "ru", "uk", "uz", "tg", "zh", "yue"])
def test_language(code: str) -> None:
    """A language code that CLDR knows is taken."""
    assert read(LANGUAGE, code) == code


@pytest.mark.parametrize("code", ["xx", "EN", "en-GB", "en_GB", "english", "e", "", "root", "ру", "en ", "../en"])
def test_unknown_language(code: str) -> None:
    """Anything else is no language."""
    assert refused(LANGUAGE, code) == (f"unknown language `{code}`", "use a code such as `en` or `ru`")


@pytest.mark.parametrize("code", ["RU", "UZ", "TJ", "NO", "GB", "XK"])
def test_country(code: str) -> None:
    """A country code is taken; `NO` is Norway."""
    assert read(COUNTRY, code) == code


@pytest.mark.parametrize("code", ["ru", "UK", "RUS", "XX", "EU", "", "R", "РФ", "ZZ", "RU\n"])
def test_unknown_country(code: str) -> None:
    """Anything else is no country."""
    assert refused(COUNTRY, code) == (f"unknown country `{code}`", "use an ISO 3166-1 code such as `RU` or `UZ`")


@pytest.mark.parametrize(
    "name", ["a", "0", "kasymakhunov", "ua-214-11", "a-", "conx", "com", "com10", "nul-1", "a" * MAX_ID]
)
def test_id(name: str) -> None:
    """A short name of small letters, digits and hyphens can name a file anywhere."""
    assert read(ID, name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../x",
        "..",
        ".",
        "a/b",
        "a\\b",
        "C:",
        "-a",
        "Example",
        "exämple",
        "пример",
        "a b",
        "a.b",
        "a_b",
        "a\n",
        "~",
        "a\x00",
        "a" * (MAX_ID + 1),
        "con",
        "prn",
        "aux",
        "nul",
        "com0",
        "com1",
        "com9",
        "lpt0",
        "lpt1",
        "lpt9",
        "۱",
    ],
)
def test_unsafe_id(name: str) -> None:
    """Nothing that leaves a folder, or that a system reserves, is an id."""
    assert refused(ID, name) == (f"unknown id `{name}`", "use a-z, 0-9 and `-`, at most 60; it names a file or folder")


# Dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013-01-28", date(2013, 1, 28)),
        ("2012-02-29", date(2012, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_date(written: str, day: date) -> None:
    """A date of the calendar is taken."""
    assert read(DATE, written) == day


@pytest.mark.parametrize(
    "written",
    [
        "2013-02-30",
        "2013-02-29",
        "2013-13-01",
        "2013-00-10",
        "0000-01-01",
        "20130128",
        "2013-W05-1",
        "2013-028",
        "2013-1-28",
        "28.01.2013",
        "01/28/2013",
        "2013-01-28T10:00",
        "2013-01-28 ",
        "2013-01-28\n",
        "28 January 2013",
        "",
        "asap",
        "۲۰۱۳-۰۱-۲۸",
        "２０１３-01-28",
        "2013–01–28",
    ],
)
def test_no_date(written: str) -> None:
    """Anything else is refused: a day that is not there, another order, other digits."""
    assert refused(DATE, written) == (f"`{written}` is not a date", "write YYYY-MM-DD, such as 2013-01-28")


@given(st.dates())
def test_any_date(day: date) -> None:
    """Every date of the calendar is read as it is written."""
    assert read(DATE, day.isoformat()) == day


@given(st.text(st.sampled_from("0123456789-W۱T:"), max_size=12))
def test_any_digits(written: str) -> None:
    """Whatever is read as a date is written exactly like that date."""
    report = Report()
    try:
        day = DATE.read(text(written), report)
    except Unreadable:
        return
    assert day.isoformat() == written


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("1964", True),
        ("1964-02-29", True),
        ("2013-02-29", False),
        ("0000", False),
        ("1964-1-1", False),
        ("1964-01", False),
        ("64", False),
        ("۱۹۶۴", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_birth_date(written: str, is_one: bool) -> None:  # noqa: FBT001
    """A year alone will do, a month alone will not."""
    assert is_birth_date(written) is is_one


# Kinds made of kinds


_ASAP = Either(Choice(("asap", "unknown")), DATE)


def test_either() -> None:
    """The words win; everything else is read and refused as the other kind."""
    assert read(_ASAP, "asap") == "asap"
    assert read(_ASAP, "2013-01-28") == date(2013, 1, 28)
    assert refused(_ASAP, "soon") == ("`soon` is not a date", "write YYYY-MM-DD, such as 2013-01-28")
    assert refused(_ASAP, node("[asap]")) == ("a date is expected here, not a list", "put the text in quotes")


def test_shaped() -> None:
    """A mapping is read by the long form, everything else by the short one."""
    kind = Shaped[object](DATE, Keyed(LANGUAGE, LINE))
    assert read(kind, "2013-01-28") == date(2013, 1, 28)
    assert read(kind, node("{en: a}")) == {"en": "a"}
    assert refused(kind, node("[a]")) == ("a date is expected here, not a list", "put the text in quotes")
    report = Report()
    assert kind.read(node("{en: ''}"), report) == {}
    assert [str(problem) for problem in report.problems] == [
        "case.yaml:1:9: x.en: error: the text is empty (write it, or remove the key)"
    ]


def test_items() -> None:
    """A list gives its values in order; an empty one is fine where nothing is demanded."""
    assert read(Items(COUNTRY), node("[UZ, RU]")) == ("UZ", "RU")
    assert read(Items(COUNTRY), node("[]")) == ()
    assert read(Items(COUNTRY, least=1), node("[UZ]")) == ("UZ",)


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("RU", "a list is expected here, not text", "write `[…]` or lines with `- `"),
        ("{a: b}", "a list is expected here, not a mapping", "write `[…]` or lines with `- `"),
        ("[]", "the list is empty", "write at least one item"),
    ],
)
def test_no_items(yaml: str, message: str, hint: str) -> None:
    """Something else than a list, or a list without what is demanded, is refused."""
    assert refused(Items(COUNTRY, least=1), node(yaml)) == (message, hint)


def test_every_item_is_read() -> None:
    """Each wrong item and each double one is reported, and the others are read."""
    values, problems = reported(Items(COUNTRY, least=1), "[RU, ru, UZ, RU, [x]]")
    assert values == ("RU", "UZ", "RU")
    assert problems == [
        "case.yaml:1:9: x[1]: error: unknown country `ru` (use an ISO 3166-1 code such as `RU` or `UZ`)",
        "case.yaml:1:17: x[3]: error: this stands in the list twice (keep one of the two)",
        "case.yaml:1:21: x[4]: error: the country is expected here, not a list (put the text in quotes)",
    ]


def test_double_items_as_they_are_read() -> None:
    """Two spellings of one value are the same value."""
    values, problems = reported(Items(LINE), '["Cafe\\u0301", " Café"]')
    assert values == ("Café", "Café")
    assert problems == ["case.yaml:1:19: x[1]: error: this stands in the list twice (keep one of the two)"]


def test_keyed() -> None:
    """A mapping gives its values by key, in order; an empty one is fine where nothing is demanded."""
    values = read(Keyed(LANGUAGE, LINE), node("{ru: Б, en: A}"))
    assert values == {"ru": "Б", "en": "A"}
    assert isinstance(values, dict)
    assert list(values) == ["ru", "en"]
    assert read(Keyed(LANGUAGE, LINE), node("{}")) == {}
    assert read(Keyed(LANGUAGE, LINE, least=1), node("{en: A}")) == {"en": "A"}


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("text", "keys with values are expected here, not text", "write `key: value`"),
        ("[a]", "keys with values are expected here, not a list", "write `key: value`"),
        ("{}", "nothing is written here", "write at least one entry"),
    ],
)
def test_nothing_keyed(yaml: str, message: str, hint: str) -> None:
    """Something else than a mapping, or one without what is demanded, is refused."""
    assert refused(Keyed(LANGUAGE, LINE, least=1), node(yaml)) == (message, hint)


def test_every_key_is_read() -> None:
    """Each wrong key and each wrong value is reported at its own place, and the others are read."""
    values, problems = reported(Keyed(LANGUAGE, LINE, least=1), "{xx: A, en: [], ru: Б, EN: ''}")
    assert values == {"ru": "Б"}
    assert problems == [
        "case.yaml:1:5: x.xx: error: unknown language `xx` (use a code such as `en` or `ru`)",
        "case.yaml:1:16: x.en: error: a line of text is expected here, not a list (put the text in quotes)",
        "case.yaml:1:27: x.EN: error: unknown language `EN` (use a code such as `en` or `ru`)",
    ]


def test_as_mapping() -> None:
    """A mapping is handed on as it is."""
    mapping = node("{a: b}")
    assert isinstance(mapping, Mapping)
    assert as_mapping(mapping, Report()) is mapping


def test_report() -> None:
    """A report collects; an error to raise is in it already."""
    report = Report()
    report.add(PLACE, "odd", "look", Severity.WARNING)
    report.add(PLACE, "wrong")
    error = report.refuse(PLACE, "bad", "mend")
    assert isinstance(error, Unreadable)
    assert str(error) == "bad"
    assert str(report.refuse(PLACE, "worse")) == "worse"
    assert report.problems == [
        Problem(PLACE, "odd", "look", Severity.WARNING),
        Problem(PLACE, "wrong", "", Severity.ERROR),
        Problem(PLACE, "bad", "mend", Severity.ERROR),
        Problem(PLACE, "worse", "", Severity.ERROR),
    ]
    assert Report().problems == []


# What editors are told

_LANGUAGE_SCHEMA = {"anyOf": [{"type": "string", "pattern": "^(?:[a-z]{2,3})$"}, {"type": ["boolean"]}]}
_LINE_SCHEMA = {"type": ["string", "number", "boolean"]}
_DATE_SCHEMA = {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (LINE, _LINE_SCHEMA),
        (PROSE, {"type": "string"}),
        (WORDS, {"enum": ["open", "closed"]}),
        (LANGUAGE, _LANGUAGE_SCHEMA),
        (COUNTRY, {"anyOf": [{"type": "string", "pattern": "^(?:[A-Z]{2})$"}, {"type": ["boolean"]}]}),
        (ID, {"anyOf": [{"type": "string", "pattern": "^(?:[a-z0-9][a-z0-9-]*)$"}, {"type": ["boolean", "number"]}]}),
        (
            Coded("year", r"\d{4}", bool, ""),
            {"anyOf": [{"type": "string", "pattern": r"^(?:\d{4})$"}, {"type": ["boolean", "number"]}]},
        ),
        (Coded("x", "a|b", bool, ""), {"anyOf": [{"type": "string", "pattern": "^(?:a|b)$"}, {"type": ["boolean"]}]}),
        (DATE, _DATE_SCHEMA),
        (_ASAP, {"anyOf": [{"enum": ["asap", "unknown"]}, _DATE_SCHEMA]}),
        (Shaped[object](LINE, DATE), {"anyOf": [_LINE_SCHEMA, _DATE_SCHEMA]}),
        (Items(LINE), {"type": "array", "items": _LINE_SCHEMA, "minItems": 0, "uniqueItems": True}),
        (Items(DATE, least=1), {"type": "array", "items": _DATE_SCHEMA, "minItems": 1, "uniqueItems": True}),
        (
            Keyed(LANGUAGE, LINE),
            {
                "type": "object",
                "propertyNames": _LANGUAGE_SCHEMA,
                "additionalProperties": _LINE_SCHEMA,
                "minProperties": 0,
            },
        ),
        (
            Keyed(WORDS, DATE, least=1),
            {
                "type": "object",
                "propertyNames": {"enum": ["open", "closed"]},
                "additionalProperties": _DATE_SCHEMA,
                "minProperties": 1,
            },
        ),
    ],
)
def test_schema(kind: Kind[object], schema: dict[str, object]) -> None:
    """A kind describes to editors what its reader takes, and how an editor reads unquoted numbers, dates and `NO`."""
    assert kind.schema() == schema


def test_place_of_a_list_item() -> None:
    """A problem inside a list stands at the item, not at the list."""
    report = Report()
    Items(ID).read(Sequence(PLACE, (Scalar(Place("case.yaml", 9, 3, "value[0]"), "X"),)), report)
    assert [problem.place for problem in report.problems] == [Place("case.yaml", 9, 3, "value[0]")]
