"""Cases that contradict each other: one man with two salutations, one number with two holders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ualetters.checks.subject import finding
from ualetters.errors import Problem, Severity
from ualetters.model.case import Addressee, Case

ID = "conflicts"

_Holder = tuple[Case, Addressee]


def run(cases: Iterable[Case]) -> Iterator[Problem]:
    """Every contradiction between cases; each keeps what its document says, so these are warnings."""
    holders = [(case, addressee) for case in cases for addressee in case.addressees.values()]
    yield from _salutations(holders)
    yield from _numbers(holders)


def _who(addressee: Addressee) -> str:
    """The office-holder's name, or the office where nobody is named."""
    if addressee.name:
        forms = next(iter(addressee.name.forms.values()), {})
        return " ".join(forms[part] for part in ("given", "patronymic", "family") if part in forms)
    return (
        next((forms["nom"] for forms in addressee.office.forms.values()), addressee.id)
        if addressee.office
        else addressee.id
    )


def _salutations(holders: list[_Holder]) -> Iterator[Problem]:
    known: dict[tuple[str, str], dict[str, _Holder]] = defaultdict(dict)
    for case, addressee in holders:
        for language, text in addressee.salutation.items():
            known[_who(addressee), language].setdefault(text, (case, addressee))
    for (who, language), texts in known.items():
        if len(texts) > 1:
            for text, (case, addressee) in texts.items():
                others = ", ".join(f"`{other}` in {texts[other][0].id}" for other in texts if other != text)
                place = case.positions.place(f"addressees.{addressee.id}.salutation.{language}")
                message = f"{who} is addressed as `{text}` here, but as {others}"
                yield finding(ID, place, message, "right if the documents differ; else mend one", Severity.WARNING)


def _numbers(holders: list[_Holder]) -> Iterator[Problem]:
    known: dict[str, dict[str, _Holder]] = defaultdict(dict)
    for case, addressee in holders:
        for value in (
            *(number.international for number in addressee.contacts.fax),
            *addressee.contacts.email,
        ):
            known[value].setdefault(_who(addressee), (case, addressee))
    for value, names in known.items():
        if len(names) > 1:
            for name, (case, addressee) in names.items():
                others = ", ".join(f"{other} in {names[other][0].id}" for other in names if other != name)
                place = case.positions.place(f"addressees.{addressee.id}")
                message = f"{value} is {name}'s here, but that of {others}"
                yield finding(ID, place, message, "one may be out of date; look it up", Severity.WARNING)
