"""One letter in every format that was asked for, and what it says in the sender's own language."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from ualetters.checks import protected
from ualetters.compose.recipients import originals
from ualetters.errors import NoFontError, Place, Problem, ProblemsError, Severity, UalettersError
from ualetters.formats import PRINTED
from ualetters.formats.paste import pasted
from ualetters.formats.reading import reading_copy
from ualetters.job import Job
from ualetters.language_pack import volunteer_words
from ualetters.model.case import Addressee
from ualetters.model.letter import Document, Letter
from ualetters.order import FALLBACK

_BY_EMAIL = ("eml", "mailto")
_WITHOUT_ENCLOSURES = ("mailto", "paste")


class Made(Struct, frozen=True):
    """One letter with its documents.

    Attributes:
        recipient: Who gets it.
        language: The pack's code.
        letter: The letter.
        documents: Path below the output folder to document.
    """

    recipient: Addressee
    language: str
    letter: Letter
    documents: Mapping[PurePosixPath, Document]


def documented(job: Job, code: str, recipient: Addressee, letter: Letter) -> Made:
    """The documents of a letter; what cannot be made is added to the problems of the job."""
    documents: dict[PurePosixPath, Document] = {}
    for name in job.order.formats:
        if why := _lacking(job, recipient, name):
            job.problems.append(_note(job, why, "formats"))
            continue
        try:
            document = _document(job, name, letter)
        except NoFontError as error:
            message = f"there is no {name} of the letters in `{code}`: {error.message}"
            job.problems.append(_note(job, message, "formats", error.hint))
            continue
        except ProblemsError as error:
            job.problems += error.problems
            continue
        except UalettersError as error:
            place = Place(f"{letter.case_id}/{code}/{recipient.id}.{name}")
            hint = error.hint or "mend the text, or leave this format out"
            job.problems.append(Problem(place, error.message, hint, check="formats"))
            continue
        job.problems += [_note(job, f"`{recipient.id}`: {note}", "formats") for note in document.notes]
        if name in PRINTED and letter.postal is None and recipient.address:
            place = job.case.positions.place(f"addressees.{recipient.id}.address")
            message = f"`{recipient.id}` has no address in Latin script, so none shows in the window of an envelope"
            job.problems.append(Problem(place, message, "add `latin` to the address", Severity.NOTE, "formats"))
        documents[_path(job, code, recipient, document)] = document
    if documents and (explained := _reading_copy(job, code, recipient)):
        documents[_path(job, code, recipient, explained)] = explained
    return Made(recipient, code, letter, documents)


def _path(job: Job, code: str, recipient: Addressee, document: Document) -> PurePosixPath:
    """Where a document stands below the output folder; those of many senders in a folder of their recipient."""
    folder = (job.case.id, code)
    if job.order.sender_id is None:
        return PurePosixPath(*folder, f"{recipient.id}.{document.extension}")
    return PurePosixPath(*folder, recipient.id, f"{job.order.sender_id}.{document.extension}")


def _note(job: Job, message: str, check: str, hint: str = "") -> Problem:
    return Problem(Place(job.file), message, hint, Severity.NOTE, check)


def _lacking(job: Job, recipient: Addressee, name: str) -> str | None:
    """Why a format is not made for a recipient; None if it is."""
    contacts = recipient.contacts
    if name in _BY_EMAIL and not contacts.email:
        return f"`{recipient.id}` has no e-mail address, so there is no e-mail draft"
    if name == "fax" and not contacts.fax:
        return f"`{recipient.id}` has no fax number, so there is no fax"
    if name in _WITHOUT_ENCLOSURES and recipient.role == "copy":
        return f"`{recipient.id}` gets a covering note, and nothing can be enclosed with {name}"
    if name in {"fax", "mailto"} and job.case.status == "specimen":
        return f"`{job.case.id}` is a specimen, so there is no {name}"
    if name in _BY_EMAIL and _is_in_copy(job, recipient):
        return f"`{recipient.id}` is in copy of the e-mail, so there is no draft of its own"
    return None


def _is_in_copy(job: Job, recipient: Addressee) -> bool:
    """Whether a copy gets every letter that it is a copy of as the Cc of an e-mail that is made."""
    if recipient.role != "copy" or job.case.status == "specimen":
        return False
    return all(one.contacts.email and _is_mailed(job, one) for one in originals(job.case, recipient))


def _is_mailed(job: Job, original: Addressee) -> bool:
    """Whether a letter goes by e-mail in one of its languages; without a font there is no PDF, and so no draft."""
    from ualetters.formats.fonts import typesetters  # noqa: PLC0415  # Typst, which a text letter can do without

    if original not in job.wanted:
        return False
    scripts = [job.workshop[code].script for code in job.languages_for(original)]
    own_font = job.workshop.own_font
    return any("mailto" in job.order.formats or any(typesetters((script,), own_font)) for script in scripts)


def _document(job: Job, name: str, letter: Letter) -> Document:
    """The letter in a format; the page of an e-mail is in the words of the sender's own language."""
    if name == "fax":
        return job.workshop.renderer(name)(letter, job.order.fax_encoding)
    if name != "mailto":
        return job.workshop.render(name, letter, job.order.layout)
    pack = job.workshop[job.own]
    text = pasted(letter, by_email=True)
    return job.workshop.renderer(name)(letter, text, volunteer_words(pack), pack.tag, pack.direction)


def _reading_copy(job: Job, code: str, recipient: Addressee) -> Document | None:
    """What a letter says in the sender's own language, or else in English, if it is wanted and the case has it."""
    own = job.reading_language(code)
    if own is None:
        return None
    for language in dict.fromkeys((own, FALLBACK)):
        if language == code:
            continue
        try:
            letter = job.without_sender(language, recipient)
        except ProblemsError:
            message = (
                f"the letter to `{recipient.id}` cannot be explained in `{language}`: the case is not complete in it"
            )
            hint = f"`ualetters check {job.file} --lang {language}` says what it lacks"
            job.problems.append(_note(job, message, "languages", hint))
            continue
        job.problems += protected.in_letter(letter, job.order.protected)
        heading = job.workshop[language].labels["reading_copy"]
        return reading_copy(job.without_sender(code, recipient), letter, heading, job.workshop[code].name)
    return None
