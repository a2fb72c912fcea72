"""The postal address in Latin script and the return line: what the post reads, whatever the letter's language."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ualetters.compose.brief import Brief, printed
from ualetters.grammar import is_latin_text
from ualetters.language import country_name, is_latin, posting_language, script_of, upper
from ualetters.model.case import Addressee, Forms
from ualetters.model.letter import Postal
from ualetters.model.sender import Sender

# Where no country of posting is known, or its language is in a script that other countries do not sort mail by.
_INTERNATIONAL = "en"
_BETWEEN = " · "


def postal_address(brief: Brief, recipient: Addressee) -> tuple[str, ...] | None:
    """Name, office and address as they stand on an envelope, without the country; None without Latin script."""
    written = (recipient.address.get(key) for key in _latin_keys(brief, recipient))
    address = next((lines for lines in written if lines and is_in_latin_letters(lines)), None)
    return None if address is None else (*_named(brief, recipient), *address)


def postal(brief: Brief, recipient: Addressee, address: tuple[str, ...], sender: Sender | None) -> Postal:
    """What is written on the envelope of a letter.

    The country stands last and in capitals, in the language of the country of posting, and is left out inside it
    (Universal Postal Union, "How to write an address").

    Args:
        brief: Names the country of posting.
        recipient: Who gets it.
        address: What stands above the country.
        sender: Who writes.
    """
    host = brief.host
    own = sender.languages if sender else ()
    named = (recipient.country, *((sender.country,) if sender else ()))
    language = _posting_language(host, own, named) if host else _INTERNATIONAL
    country = () if recipient.country == host else (_country(recipient.country, language),)
    return Postal(address + country, _return_line(sender, recipient, language), host)


def is_in_latin_letters(lines: Iterable[str]) -> bool:
    """Whether every letter of an address is Latin; digits and signs are read everywhere."""
    return all(is_latin_text(char) for line in lines for char in line if char.isalpha())


def _latin_keys(brief: Brief, recipient: Addressee) -> Iterator[str]:
    """Where a text in Latin script is looked for: what the recipient reads, English, the letter's own language."""
    yield "latin"
    reads = recipient.languages or brief.case.languages
    yield from (code for code in (*reads, _INTERNATIONAL, brief.pack.code) if is_latin(script_of(code)))


def _named(brief: Brief, recipient: Addressee) -> list[str]:
    """The name and the office, both in one language if they are written in one."""
    names = recipient.name.forms if recipient.name else {}
    offices = recipient.office.forms if recipient.office else {}
    codes = tuple(_latin_keys(brief, recipient))
    both = tuple(code for code in codes if code in names and code in offices)
    name = next((names[code] for code in (*both, *codes) if code in names), None)
    office = next((offices[code] for code in (*both, *codes) if code in offices), None)
    if recipient.is_embassy and not (name or office):
        # No grammar is known for a country in an unknown language, so that nothing can be put between the two.
        return [f"Embassy – {_name_of(recipient.authority, _INTERNATIONAL)}"]
    return [*([_full(name)] if name else []), *([office["nom"]] if office else [])]


def _full(name: Forms) -> str:
    return name.get("nom") or " ".join(name[part] for part in ("given", "patronymic", "family") if part in name)


@lru_cache(maxsize=256)
def _posting_language(host: str, own: tuple[str, ...], named: tuple[str, ...]) -> str:
    return posting_language(host, own, named)


def _country(code: str, language: str) -> str:
    return upper(_name_of(code, language), language)


def _name_of(code: str, language: str) -> str:
    return country_name(code, language) or country_name(code, _INTERNATIONAL) or code


def _return_line(sender: Sender | None, recipient: Addressee, language: str) -> str:
    """The sender in one line, as far as the profile lets it be printed; empty without an address to return it to."""
    sender = printed(sender)
    if sender is None or not sender.address:
        return ""
    abroad = (_country(sender.country, language),) if sender.country != recipient.country else ()
    return _BETWEEN.join((sender.name, *sender.address, *abroad))
