"""Every phrase is in the phrasebook, and is told what it needs and nothing else."""

from collections.abc import Iterator, Mapping

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem
from ualetters.fields import suggestion
from ualetters.model.case import PARAMETERS, Ask, Concern
from ualetters.model.pack import Phrase

ID = "phrases"


def run(subject: Subject) -> Iterator[Problem]:
    """Unknown phrases, courts and treaties; parameters missing or not taken."""
    for index, concern in enumerate(subject.case.concerns):
        yield from _phrase(subject, f"concerns[{index}]", "concern", subject.phrasebook.concerns, concern)
    for index, ask in enumerate(subject.case.asks):
        if ask.use is not None:
            yield from _phrase(subject, f"asks[{index}]", "ask", subject.phrasebook.asks, ask)


def _phrase(
    subject: Subject, where: str, what: str, known: Mapping[str, Phrase], item: Ask | Concern
) -> Iterator[Problem]:
    phrase = known.get(item.use or "")
    if phrase is None:
        message = f"the phrasebook has no {what} `{item.use}`"
        yield finding(ID, subject.place(f"{where}.use"), message, suggestion(item.use or "", tuple(known)))
        return
    given = item.parameters.given()
    for name in PARAMETERS:
        if name in given and name not in phrase.parameters:
            takes = ", ".join(phrase.parameters) or "none"
            message = f"`{item.use}` takes no parameter `{name}`"
            yield finding(ID, subject.place(f"{where}.{name}"), message, f"it takes: {takes}")
        if phrase.parameters.get(name) and name not in given:
            place = subject.place(where)
            yield finding(ID, place, f"`{item.use}` needs the parameter `{name}`", f"add `{name}:` to it")
    for name, table, key in (
        ("court", "courts", item.parameters.court),
        ("treaty", "treaties", item.parameters.treaty),
    ):
        if key is None:
            continue
        ids = {known for code in subject.languages for known in getattr(subject.packs[code], table)}
        if key not in ids:
            place = subject.place(f"{where}.{name}")
            yield finding(ID, place, f"no language pack has a {name} `{key}`", suggestion(key, ids))
