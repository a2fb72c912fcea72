"""Telephone and fax numbers: the seed cases' own, what is refused, what is only warned about."""

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
import phonenumbers
import pytest

from builders.contacts import PLACE, read
from ualetters.contacts import NUMBERS, numbers
from ualetters.errors import Place, Problem, Severity
from ualetters.fields import Report
from ualetters.model.contact import Number


def parsed(text: str, country: str | None) -> tuple[tuple[Number, ...], list[Problem]]:
    """The numbers of a text, read for a country, and the problems."""
    report = Report()
    return numbers([(PLACE, text)], country, report), report.problems


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


def test_a_number_that_comes_again() -> None:
    """Whatever is said of a number is said wherever it stands, and for each country by itself."""
    for text in ("+33 3 88 41 20 18", "+1 900 555 1234", "x", "+7 499 265 90 77"):
        for country in ("RU", "FR", None):
            found, problems = parsed(text, country)
            for line in (7, 9):
                report = Report()
                place = Place("other.yaml", line, 1, "fax")
                assert numbers([(place, text)], country, report) == found
                assert report.problems == [replace(problem, place=place) for problem in problems]


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
