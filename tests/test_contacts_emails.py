"""E-mail addresses: how they are kept, what is refused, and the quick test before the library."""

from email_validator import EmailNotValidError, validate_email
from hypothesis import assume, example, given
from hypothesis import strategies as st
import pytest

from builders.contacts import PLACE, read
from ualetters.contacts import EMAILS, emails, is_plain_email
from ualetters.errors import Problem
from ualetters.fields import Report


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
