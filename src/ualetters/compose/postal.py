"""The postal address in Latin script and the return line: what the post reads, whatever the letter's language."""

from collections.abc import Iterable, Iterator

from ualetters.compose.brief import Brief
from ualetters.compose.signature import printed
from ualetters.grammar import is_latin_text
from ualetters.language import country_name, is_latin, posting_language, script_of, upper
from ualetters.model.case import Addressee, Forms
from ualetters.model.letter import Postal

# Where no country of posting is known, or its language is in a script that other countries do not sort mail by.
_INTERNATIONAL = "en"
_BETWEEN = " · "


def postal(brief: Brief, recipient: Addressee) -> Postal | None:
    """What is written on the envelope of a letter; None without an address in Latin script.

    The country stands last and in capitals, in the language of the country of posting, and is left out inside it
    (Universal Postal Union, "How to write an address").
    """
    written = (recipient.address.get(key) for key in _latin_keys(brief, recipient))
    address = next((lines for lines in written if lines and is_in_latin_letters(lines)), None)
    if address is None:
        return None
    host = brief.host
    own = brief.sender.languages if brief.sender else ()
    named = (recipient.country, *((brief.sender.country,) if brief.sender else ()))
    language = posting_language(host, own, named) if host else _INTERNATIONAL
    lines = [*_named(brief, recipient), *address]
    if recipient.country != host:
        lines.append(_country(recipient.country, language))
    return Postal(tuple(lines), _return_line(brief, recipient, language), host)


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


def _country(code: str, language: str) -> str:
    return upper(_name_of(code, language), language)


def _name_of(code: str, language: str) -> str:
    return country_name(code, language) or country_name(code, _INTERNATIONAL) or code


def _return_line(brief: Brief, recipient: Addressee, language: str) -> str:
    """The sender in one line, as far as the profile lets it be printed; empty without an address to return it to."""
    sender = printed(brief.sender)
    if sender is None or not sender.address:
        return ""
    abroad = (_country(sender.country, language),) if sender.country != recipient.country else ()
    return _BETWEEN.join((sender.name, *sender.address, *abroad))
