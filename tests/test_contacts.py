"""Numbers, e-mail and web addresses: the seed cases' own, what is refused, what is only warned about."""

from email_validator import EmailNotValidError, validate_email
from hypothesis import assume, example, given
from hypothesis import strategies as st
import phonenumbers
import pytest

from ualetters.contacts import (
    EMAILS,
    NUMBERS,
    WEB_ADDRESSES,
    RawContacts,
    emails,
    is_plain_email,
    numbers,
    web_addresses,
)
from ualetters.errors import Place, Problem, Severity
from ualetters.fields import Kind, Report
from ualetters.model.contact import Number
from ualetters.yaml_source import Node, Scalar, parse

PLACE = Place("case.yaml", 5, 10, "fax")


def node(yaml: str) -> Node:
    """A value of YAML, below the key `x`."""
    return parse(f"x: {yaml}".encode(), "c.yaml").entries["x"]


def read(kind: Kind[object], yaml: str) -> tuple[object, list[str]]:
    """What is read, and every problem as one line."""
    report = Report()
    return kind.read(node(yaml), report), [str(problem) for problem in report.problems]


def parsed(text: str, country: str | None) -> tuple[tuple[Number, ...], list[Problem]]:
    """The numbers of a text, read for a country, and the problems."""
    report = Report()
    return numbers([(PLACE, text)], country, report), report.problems


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


# Telephone and fax numbers


@pytest.mark.parametrize(
    ("text", "country", "international", "e164"),
    [
        ("+7499 265 90 77", "RU", "+7 499 265-90-77", "+74992659077"),
        ("+7499 265 97 75", "RU", "+7 499 265-97-75", "+74992659775"),
        ("+7 495 914 26 32", "RU", "+7 495 914-26-32", "+74959142632"),
        ("+7 495 955 57 03", "RU", "+7 495 955-57-03", "+74959555703"),
        ("+ 998 71 233 89 34", "UZ", "+998 71 233 89 34", "+998712338934"),
        ("+74992659077", "RU", "+7 499 265-90-77", "+74992659077"),
        ("8 499 265 90 77", "RU", "+7 499 265-90-77", "+74992659077"),
        ("(499) 265-90-77", "RU", "+7 499 265-90-77", "+74992659077"),
        ("030 18 17-0", "DE", "+49 30 18170", "+493018170"),
        ("+7 499 265-90-77", None, "+7 499 265-90-77", "+74992659077"),
        ("\uff0b7 499 265 90 77", "RU", "+7 499 265-90-77", "+74992659077"),
        ("۰۲۱-۶۶۷۳۹۷۲۰", "IR", "+98 21 6673 9720", "+982166739720"),
        ("+49 30 1817-0 ext. 12", "DE", "+49 30 18170 ext. 12", "+493018170"),
        ("+7 499 265 90 77 доб. 5", "RU", "+7 499 265-90-77 ext. 5", "+74992659077"),
        ("+7 499 265 90 77 #5", "RU", "+7 499 265-90-77 ext. 5", "+74992659077"),
        ("+7 499 265 90 77 ext 5", "RU", "+7 499 265-90-77 ext. 5", "+74992659077"),
    ],
)
def test_number(text: str, country: str | None, international: str, e164: str) -> None:
    """A number is kept as written, and brought to the international form that is dialled from everywhere."""
    assert parsed(text, country) == ((Number(text, international, e164),), [])


@pytest.mark.parametrize(
    "text",
    [
        "+7 49О 265 90 77",
        "+49 30 1817O0",
        "+49 30 1817l0",
        "+49 З0 18170",
        "1-800-FLOWERS",
        "call +7 499 265 90 77",
        "+7 499 265 90 77 (day)",
        "tel:+74992659077",
        "+7 499 265 90 77 или 78",
        "fax",
        "+",
        "7",
        "",
        "+7 499 265 90 77 +7 499 265 97 75 +7 499 265 97 75",
        "+000 123 456",
    ],
)
@pytest.mark.parametrize("country", ["RU", "US", "DE"])
def test_no_number(text: str, country: str) -> None:
    """A text with letters in it, or that no network could dial, is no number; nothing is left out to make it one."""
    assert parsed(text, country) == (
        (),
        [Problem(PLACE, f"`{text}` is not a telephone number", "write it as +7 499 265 90 77")],
    )


def test_national_number_without_a_country() -> None:
    """Without a country a number needs its plus sign."""
    assert parsed("499 265 90 77", None) == (
        (),
        [Problem(PLACE, "`499 265 90 77` is not a telephone number", "write it as +7 499 265 90 77")],
    )


@pytest.mark.parametrize(
    "text", ["+7 499 265 90 7", "+7 499 265 90 777", "+7 099 265 90 77", "+998 71 233 89 3", "+1 555 555 5555"]
)
def test_invalid_number(text: str) -> None:
    """A number of the wrong length, or in no range that is assigned, is an error."""
    assert parsed(text, "RU") == (
        (),
        [Problem(PLACE, f"`{text}` is not a valid number", "compare it with the document; a digit may be missing")],
    )


@pytest.mark.parametrize(
    ("text", "country"),
    [("+1 900 555 1234", "US"), ("+44 909 879 0123", "GB"), ("+7 809 505 12 34", "RU"), ("0900 1 123456", "DE")],
)
def test_premium_rate(text: str, country: str) -> None:
    """A number that charges its callers is an error, wherever it is."""
    problem = Problem(PLACE, f"`{text}` is a premium-rate number", "use the office's ordinary number")
    assert parsed(text, country) == ((), [problem])
    if text.startswith("+"):
        assert parsed(text, None) == ((), [problem])
        assert parsed(text, "TJ") == ((), [problem])


@pytest.mark.parametrize(
    ("text", "country", "region"),
    [
        ("+33 3 88 41 20 18", "RU", "FR"),
        ("+7 7172 74 12 34", "RU", "KZ"),
        ("+41 22 917 00 00", "UZ", "CH"),
        ("+800 1234 5678", "RU", "001"),
    ],
)
def test_number_of_another_country(text: str, country: str, region: str) -> None:
    """A number of another country may be a mission's: it is kept, with a warning."""
    found, problems = parsed(text, country)
    message = f"`{text}` is a number of {region}, the addressee is in {country}"
    assert [number.raw for number in found] == [text]
    assert problems == [Problem(PLACE, message, "right for a mission abroad; else mend it", Severity.WARNING)]
    assert parsed(text, None) == (found, [])
    assert parsed(text, region)[1] == []


def test_several_numbers() -> None:
    """Numbers keep their order; a wrong one and one that stands twice are left out."""
    other = Place("case.yaml", 6, 1, "fax[1]")
    report = Report()
    raw = [
        (PLACE, "+7 495 955 57 03"),
        (PLACE, "x"),
        (PLACE, "+1 900 555 1234"),
        (other, "8 (495) 955-57-03"),
        (PLACE, "+7 499 265 90"),
        (other, "+7 499 265 90 77"),
    ]
    assert [number.e164 for number in numbers(raw, "RU", report)] == ["+74959555703", "+74992659077"]
    assert [(problem.place, problem.message) for problem in report.problems] == [
        (PLACE, "`x` is not a telephone number"),
        (PLACE, "`+1 900 555 1234` is a premium-rate number"),
        (other, "`8 (495) 955-57-03` stands here twice"),
        (PLACE, "`+7 499 265 90` is not a valid number"),
    ]
    assert report.problems[2] == Problem(other, "`8 (495) 955-57-03` stands here twice", "keep one of the two")


def test_numbers_are_checked_as_they_are_read() -> None:
    """A number with its country in front is checked before anything is known of its holder, the others later."""
    value, problems = read(
        NUMBERS, '["+7499 265 90 77", "+7 499", "+1 900 555 1234", "8 499 265", "x", "+33 3 88 41 20 18"]'
    )
    assert isinstance(value, tuple)
    assert [text for _, text in value] == ["+7499 265 90 77", "8 499 265", "x", "+33 3 88 41 20 18"]
    missing, premium = problems
    assert missing.startswith("c.yaml:1:24: x[1]: error: `+7 499` is not a valid number (compare it ")
    assert premium.startswith("c.yaml:1:34: x[2]: error: `+1 900 555 1234` is a premium-rate number (")


_COUNTRIES = st.sampled_from(["RU", "UZ", "DE", "US", "GB", "IT", "IR", None])


@given(st.text(st.sampled_from("+0123456789 -()./") | st.characters(codec="utf-8"), max_size=25), _COUNTRIES)
@example("+49 30 120345", "DE")
@example("۰۲۱-۶۶۷۳۹۷۲۰", "IR")
def test_any_number(text: str, country: str | None) -> None:
    """Of any text there is one number or one error; a number keeps every digit as written, and reads as itself."""
    found, problems = parsed(text, country)
    assert len(found) + sum(problem.severity is Severity.ERROR for problem in problems) == 1
    for number in found:
        written = "".join(str(int(character)) for character in text if character.isdecimal())
        assert written.endswith(phonenumbers.national_significant_number(phonenumbers.parse(number.e164)))
        assert [again.e164 for again in parsed(number.international, None)[0]] == [number.e164]


# E-mail addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mvd@mvd.uz", "mvd@mvd.uz"),
        ("info@mvd.uz", "info@mvd.uz"),
        ("fsb@fsb.ru", "fsb@fsb.ru"),
        ("Mvd@MVD.Uz", "Mvd@mvd.uz"),
        ("a.b+c@x-y.example.org", "a.b+c@x-y.example.org"),
        ("a.b.c@x.org", "a.b.c@x.org"),
        ("mvd&cc=x@mvd.uz", "mvd&cc=x@mvd.uz"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("info@пример.рф", "info@xn--e1afmkfd.xn--p1ai"),
        ("info@xn--e1afmkfd.xn--p1ai", "info@xn--e1afmkfd.xn--p1ai"),
        ("info@BÜCHER.de", "info@xn--bcher-kva.de"),
        ("x@y.example", "x@y.example"),
    ],
)
def test_email(text: str, address: str) -> None:
    """An address is kept as mail programs take it: in ASCII, the domain in small letters."""
    report = Report()
    assert emails([(PLACE, text)], report) == (address,)
    assert report.problems == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("mvd@mvd", "The part after the @-sign is not valid. It should have a period"),
        ("mvd", "An email address must have an @-sign"),
        ("@mvd.uz", "There must be something before the @-sign"),
        ("a@b@mvd.uz", "The part after the @-sign contains invalid characters: '@'"),
        ("a b@mvd.uz", "The email address contains invalid characters before the @-sign: SPACE"),
        ("a..b@mvd.uz", "An email address cannot have two periods in a row"),
        ("<a@mvd.uz>", "A display name and angle brackets around the email address are not permitted here"),
        ("A <a@mvd.uz>", "A display name and angle brackets around the email address are not permitted here"),
        ("мвд@mvd.uz", "Internationalized characters before the @-sign are not supported: 'в', 'д', 'м'"),
        ("\u017f@mvd.uz", "Internationalized characters before the @-sign are not supported: 'ſ'"),
        ("a@mvd.test", "The part after the @-sign is a special-use or reserved name that cannot be used with email"),
        ("a@x.LOCAL", "The part after the @-sign is a special-use or reserved name that cannot be used with email"),
        ("a@[127.0.0.1]", "A bracketed IP address after the @-sign is not allowed here"),
        ('"a b"@mvd.uz', "Quoting the part before the @-sign is not allowed here"),
    ],
)
def test_no_email(text: str, hint: str) -> None:
    """Anything else is refused, in the validator's words, which say why."""
    report = Report()
    assert emails([(PLACE, text)], report) == ()
    assert report.problems == [Problem(PLACE, f"`{text}` is not an e-mail address", hint)]


def test_several_emails() -> None:
    """Addresses keep their order; one that stands twice, however it is spelled, is reported once and left out."""
    value, problems = read(EMAILS, '"mvd@mvd.uz, info@mvd.uz; mvd@MVD.uz, x"')
    assert value == ("mvd@mvd.uz", "info@mvd.uz")
    assert problems == [
        "c.yaml:1:4: x: error: `mvd@MVD.uz` stands here twice (keep one of the two)",
        "c.yaml:1:4: x: error: `x` is not an e-mail address (An email address must have an @-sign)",
    ]


@pytest.mark.parametrize("text", ["a", "b x", "c@d"])
def test_two_wrong_emails(text: str) -> None:
    """Two wrong addresses are not taken for one that stands twice."""
    report = Report()
    assert emails([(PLACE, text), (PLACE, text)], report) == ()
    assert [problem.message for problem in report.problems] == [f"`{text}` is not an e-mail address"] * 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("mvd@mvd.uz", True),
        ("MVD@MVD.UZ", True),
        ("a-b@c-d.e.f.g.org", True),
        ("x" * 30 + "." + "y" * 30 + "@" + "d" * 30 + ".org", True),
        ("x" * 31 + "@mvd.uz", False),
        ("a@" + "d" * 31 + ".org", False),
        ("a@" + ".".join(["d" * 30 + "-" + "e" * 30] * 4) + ".org", False),
        ("a@" + ".".join(["d" * 24 + "-" + "e" * 23] * 4) + ".uz", True),
        ("a@" + ".".join(["d" * 24 + "-" + "e" * 23] * 4) + ".org", False),
        ("a.b.c@mvd.uz", False),
        ("a@mvd", False),
        ("a@mvd.u", False),
        ("a@mvd.u1", False),
        ("a@mvd." + "u" * 20, True),
        ("a@mvd." + "u" * 21, False),
        ("a@mvd.test", False),
        ("a@mvd.TEST", False),
        ("a@mvd.example", False),
        ("a@xn--e1afmkfd.org", False),
        (" a@mvd.uz", False),
        ("a@mvd.uz\n", False),
        ("\u017f@mvd.uz", False),
        ("\u212a@mvd.uz", False),
        ("a@mvd.u\u017f", False),
        ("a@\u0131mvd.uz", False),
        ("мвд@mvd.uz", False),
    ],
)
def test_plain_email(text: str, plain: bool) -> None:  # noqa: FBT001
    """The quick test takes only what is plain beyond doubt."""
    assert is_plain_email(text) is plain


_PART = st.text(st.sampled_from("abzABZ019._+-"), min_size=1, max_size=40)
_DOMAIN = st.text(st.sampled_from("abzAZ09.-"), min_size=1, max_size=70)
_ENDS = st.sampled_from(
    ["org", "uz", "TEST", "arpa", "onion", "local", "localhost", "example", "invalid", "c", "xn--p1ai"]
)


@given(
    st.one_of(
        st.builds("{}@{}.{}".format, _PART, _DOMAIN, _ENDS),
        st.from_regex(
            r"\A(?i:[a-z0-9]{1,30}(?:[._+-][a-z0-9]{1,30})?@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,4}[a-z]{2,20})\Z"
        ),
    )
)
@example("\u017f@mvd.uz")
@example("a@" + ".".join(["d" * 30 + "-" + "e" * 18] * 3) + ".org")
def test_plain_email_is_valid(text: str) -> None:
    """Whatever the quick test accepts, the library accepts too, with the same result."""
    assume(is_plain_email(text))
    report = Report()
    found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    assert emails([(PLACE, text)], report) == (found.ascii_email,)
    assert report.problems == []


@given(st.emails() | st.builds("{}@{}.{}".format, _PART, _DOMAIN, _ENDS))
def test_any_email(text: str) -> None:
    """An address is accepted if and only if the library accepts it, and always comes out in ASCII."""
    report = Report()
    found = emails([(PLACE, text)], report)
    try:
        expected = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        assert (found, len(report.problems)) == ((), 1)
    else:
        assert found == (f"{expected.ascii_local_part}@{expected.ascii_domain}",)
        assert found[0].isascii()
        assert report.problems == []


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
