"""How a number is dialled: rows written by hand, and that it reaches the same number from everywhere."""

from hypothesis import given
from hypothesis import strategies as st
import phonenumbers
import pytest

from ualetters.delivery.dialling import dialled

MOSCOW, TASHKENT, BERLIN, SAO_PAULO = "+74992659077", "+998712338934", "+493018170", "+551133334444"
TOKYO, CANBERRA, WASHINGTON, LONDON, PARIS = (
    "+81332681234",
    "+61262701234",
    "+12022243121",
    "+442072193000",
    "+33142345678",
)
NUMBERS = (MOSCOW, TASHKENT, BERLIN, SAO_PAULO, TOKYO, CANBERRA, WASHINGTON, LONDON, PARIS)


@pytest.mark.parametrize(
    ("host", "number", "text"),
    [
        ("US", MOSCOW, "011 7 499 265-90-77"),
        ("DE", MOSCOW, "00 7 499 265-90-77"),
        ("GB", MOSCOW, "00 7 499 265-90-77"),
        ("FR", MOSCOW, "00 7 499 265-90-77"),
        ("UZ", MOSCOW, "00 7 499 265-90-77"),
        ("AU", MOSCOW, "0011 7 499 265-90-77"),
        ("JP", MOSCOW, "010 7 499 265-90-77"),
        ("RU", TASHKENT, "8~10 998 71 233 89 34"),
        ("US", TASHKENT, "011 998 71 233 89 34"),
        ("DE", WASHINGTON, "00 1 202-224-3121"),
        ("JP", LONDON, "010 44 20 7219 3000"),
    ],
)
def test_abroad(host: str, number: str, text: str) -> None:
    """The prefix of the writer's country comes before the country's code."""
    assert dialled(number, host) == text


@pytest.mark.parametrize(
    ("host", "number", "text"),
    [
        ("RU", MOSCOW, "8 (499) 265-90-77"),
        ("DE", BERLIN, "030 18170"),
        ("GB", LONDON, "020 7219 3000"),
        ("FR", PARIS, "01 42 34 56 78"),
        ("UZ", TASHKENT, "71 233 89 34"),
        ("AU", CANBERRA, "(02) 6270 1234"),
        ("JP", TOKYO, "03-3268-1234"),
        ("BR", SAO_PAULO, "(11) 3333-4444"),
        ("US", WASHINGTON, "1 (202) 224-3121"),
        # Canada shares its numbers with the United States, Guernsey with Britain.
        ("CA", WASHINGTON, "1 (202) 224-3121"),
        ("GG", LONDON, "020 7219 3000"),
    ],
)
def test_within_a_country(host: str, number: str, text: str) -> None:
    """A number of the writer's own country has its national form."""
    assert dialled(number, host) == text


@pytest.mark.parametrize("host", ["BR", "CO", "CL", "IL", "KR", "SG", "TH"])
def test_carriers(host: str) -> None:
    """Where the caller chooses a carrier no prefix is invented."""
    assert dialled(MOSCOW, host) == "+7 499 265-90-77"
    assert dialled(BERLIN, host) == "+49 30 18170"


def test_hong_kong() -> None:
    """In Hong Kong 007 is a carrier, so a Russian number does not stand behind 00."""
    assert dialled(MOSCOW, "HK") == "+7 499 265-90-77"
    # Here what the library makes is not even a number.
    assert dialled("+16846221234", "HK") == "+1 684-622-1234"


@pytest.mark.parametrize(("number", "text"), [(MOSCOW, "+7 499 265-90-77"), (TASHKENT, "+998 71 233 89 34")])
def test_no_country(number: str, text: str) -> None:
    """Where nobody knows the writer's country the number stays international."""
    assert dialled(number, None) == text


def test_extension() -> None:
    """An extension is dialled too."""
    number = "+7 499 265-90-77 ext. 12"
    assert dialled(number, "US") == "011 7 499 265-90-77 ext. 12"
    assert dialled(number, "RU") == "8 (499) 265-90-77 ext. 12"
    assert dialled(number, None) == number


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), st.sampled_from(NUMBERS))
def test_the_same_number(host: str, number: str) -> None:
    """From every country what is dialled is the number that is wanted."""
    found = phonenumbers.parse(dialled(number, host), host)
    assert phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164) == number
