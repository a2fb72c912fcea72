"""How a telephone number is dialled from the writer's country."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


def dialled(number: str, host: str | None) -> str:
    """A number as it is dialled from a country.

    The international prefix of the country comes first: `011` in the United States, `8~10` in Russia, where `~` says to
    wait for the tone. Where a caller chooses a carrier, as in Brazil or Israel, there is no one prefix, and the number
    stays in international form with its `+`. Within a country, or where countries share their numbers, it is the
    national form.

    Args:
        number: A valid number with its country in front: `Number.e164`, or `Number.international`, which keeps an
            extension.
        host: ISO 3166-1 code of the country; None if it is not known, for the international form.
    """
    import phonenumbers  # noqa: PLC0415  # 20 ms, and many a letter goes by post

    wanted = phonenumbers.parse(number)
    if host is not None:
        found = phonenumbers.format_out_of_country_calling_number(wanted, host)
        if _reaches(found, host, wanted):
            return found
    return phonenumbers.format_number(wanted, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _reaches(text: str, host: str, wanted: "PhoneNumber") -> bool:
    """Whether a number dialled in a country is the one that is wanted.

    In Hong Kong it may be another: the library writes `00` before the 7 of Russia, where `007` chooses a carrier.
    """
    import phonenumbers  # noqa: PLC0415

    try:
        return bool(phonenumbers.parse(text, host) == wanted)
    except phonenumbers.NumberParseException:
        return False
