"""Nothing that tells of an asylum claim or a court application reaches the country that is feared."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.compose.recipients import originals, reaches, recipients
from ualetters.errors import Problem, Severity
from ualetters.model.case import Addressee, Concern

ID = "audience"


def run(subject: Subject) -> Iterator[Problem]:
    """Revealing phrases are errors, revealing words in free text are warnings."""
    case = subject.case
    for recipient in recipients(case, subject.embassies, subject.host):
        if recipient.authority not in case.feared and recipient.country not in case.feared:
            continue
        told = originals(case, recipient) if recipient.role == "copy" else (recipient,)
        for addressee in told:
            yield from _phrases(subject, recipient, addressee)
            yield from _words(subject, recipient, addressee)


def _phrases(subject: Subject, recipient: Addressee, addressee: Addressee) -> Iterator[Problem]:
    for where, use in subject.case.uses():
        known = subject.phrasebook.concerns if isinstance(use, Concern) else subject.phrasebook.asks
        phrase = known.get(use.use or "")
        if phrase and phrase.reveals and reaches(use.to, addressee):
            message = f"`{use.use}` tells {_who(subject, recipient)} of a claim for protection from that country"
            yield finding(ID, subject.place(where), message, _cure(recipient))


def _words(subject: Subject, recipient: Addressee, addressee: Addressee) -> Iterator[Problem]:
    for where, item in subject.case.routed():
        if isinstance(item, Concern) or item.text is None or not reaches(item.to, addressee):
            continue
        for language, text in item.text.items():
            if language not in subject.languages:
                continue
            folded = text.casefold()
            for word in subject.packs[language].sensitive:
                if word.casefold() in folded:
                    message = f"the word `{word}` may tell {_who(subject, recipient)} of a claim for protection"
                    place = subject.place(f"{where}.text.{language}")
                    yield finding(ID, place, message, _cure(recipient), Severity.WARNING)


def _who(subject: Subject, recipient: Addressee) -> str:
    # An embassy in a feared country is reached by that country's post.
    feared = recipient.authority if recipient.authority in subject.case.feared else recipient.country
    return f"`{recipient.id}` ({feared}, a feared country)"


def _cure(recipient: Addressee) -> str:
    kind = (
        "take it out of the letters that are copied to them" if recipient.role == "copy" else "leave them out of `to`"
    )
    return f"{kind}; it could endanger the person at risk"
