"""Letters in several languages say the same: the same people, dates, asks and numbers.

This is not one of the checks of a case: it looks at the letters that were composed, and reads in each of them what the
case says it must carry.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
import re
import unicodedata

from msgspec import Struct

from ualetters.checks.subject import finding
from ualetters.compose import texts
from ualetters.errors import Place, Problem, Severity
from ualetters.grammar import forms_for
from ualetters.language import days_in, in_european, long_date
from ualetters.model.case import Case, Concern, Person
from ualetters.model.letter import Letter, Role
from ualetters.model.pack import LanguagePack, Region

ID = "parity"

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SPACES = re.compile(r"\s+")


class Carrier(Struct, frozen=True):
    """A letter, and the YAML paths of what it carries of its case."""

    recipient: str
    letter: Letter
    carried: frozenset[str]


def run(case: Case, packs: Mapping[str, LanguagePack], letters: Mapping[str, Sequence[Carrier]]) -> Iterator[Problem]:
    """What a letter does not say, and where two languages say different things.

    Args:
        case: The case.
        packs: The language packs by code.
        letters: Language code to the letters of the case in it.
    """
    for code, carriers in letters.items():
        for carrier in carriers:
            yield from _unsaid(case, packs[code], carrier)
    yield from _lacking(case, packs, letters)
    yield from _different_dates(case, [packs[code] for code in letters])


def readable(letter: Letter, *roles: Role) -> str:
    """All that a letter and its enclosures print, as one line without what is not seen.

    Args:
        letter: The letter.
        roles: The parts that are read; all of them if none is named.
    """
    parts = [part for one in (letter, *letter.enclosed) for part in one.parts if not roles or part.role in roles]
    return _folded(" ".join(text for part in parts for text in texts(part.blocks)))


def _folded(text: str) -> str:
    seen = (character for character in text if unicodedata.category(character) != "Cf" or character == "\u200c")
    return _SPACES.sub(" ", "".join(seen))


def _unsaid(case: Case, pack: LanguagePack, carrier: Carrier) -> Iterator[Problem]:
    place = Place(f"{case.id}/{pack.code}/{carrier.recipient}")
    everything, body = readable(carrier.letter), readable(carrier.letter, Role.BODY)
    for number in carrier.letter.fax:
        if _folded(number) not in everything:
            hint = f"add `{Role.CHANNELS}` to `order` in {pack.code}/language.yaml"
            yield finding(ID, place, f"the letter does not print the fax number {number}", hint)
    hint = f"mend the phrases of {pack.code}/phrases.yaml"
    uses = [(path, use) for path, use in case.uses() if path in carrier.carried]
    people = {person.id: person for _, use in uses for person in case.people_of(use.people)}
    for person in people.values():
        if not _is_named(person, pack, body):
            yield finding(ID, place, f"the letter does not name `{person.id}`", hint)
    for path, use in uses:
        day = use.parameters.date if isinstance(use, Concern) else None
        if day and _folded(_written(day.value, pack)) not in body:
            yield finding(ID, place, f"the letter does not print the date of {path}", hint)


def _written(day: date, pack: LanguagePack) -> str:
    return long_date(day, pack.date_in_text, pack.months, pack.first_day, pack.digits)


def _is_named(person: Person, pack: LanguagePack, text: str) -> bool:
    forms = forms_for(person.name, pack)[0] or {}
    return any(_folded(form) in text for form in forms.values())


def _lacking(
    case: Case, packs: Mapping[str, LanguagePack], letters: Mapping[str, Sequence[Carrier]]
) -> Iterator[Problem]:
    """What the letter to somebody carries in one language and not in another."""
    carried: dict[str, dict[str, frozenset[str]]] = {}
    for code, carriers in letters.items():
        for carrier in carriers:
            carried.setdefault(carrier.recipient, {})[code] = carrier.carried
    for recipient, by_language in carried.items():
        for path in sorted(frozenset().union(*by_language.values())):
            for code, found in by_language.items():
                if path not in found:
                    message = f"the {packs[code].name} letter to `{recipient}` goes without this, unlike others"
                    yield finding(ID, case.positions.place(path), message, f"add `{code}` there", Severity.WARNING)


def _different_dates(case: Case, packs: Sequence[LanguagePack]) -> Iterator[Problem]:
    """Texts of the case that name other days or years in one language than in another."""
    for where, item in case.routed():
        text: Mapping[str, str] = getattr(item, "text", None) or {}
        there = [pack for pack in packs if pack.code in text]
        for pack in there[1:]:
            first, second = _dates(text[there[0].code], there[0]), _dates(text[pack.code], pack)
            if first != second:
                shown = ", ".join(sorted(first ^ second))
                message = f"the dates are not those of the {there[0].name} text: {shown}"
                place = case.positions.place(f"{where}.text.{pack.code}")
                yield finding(ID, place, message, "compare the two", Severity.WARNING)


def _dates(text: str, pack: LanguagePack) -> frozenset[str]:
    return frozenset(_YEAR.findall(in_european(text, pack.digits))) | {
        f"{month:02}-{day:02}" for month, day in _days(text, pack)
    }


def _days(text: str, pack: LanguagePack) -> frozenset[tuple[int, int]]:
    """Month and day of every date, as the language writes them, or else as one of its regions does."""
    for region in (Region(), *pack.regions.values()):
        pattern, months = region.date_in_text or pack.date_in_text, region.months or pack.months
        if days := days_in(text, pattern, months, pack.first_day, pack.digits):
            return days
    return frozenset()
