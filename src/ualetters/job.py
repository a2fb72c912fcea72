"""One case in hand: who gets what, in which language, checked and composed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ualetters.case_file import load_case
from ualetters.checks import Subject, check_case, protected
from ualetters.compose import Brief, compose
from ualetters.compose.recipients import recipients
from ualetters.directory import Directory
from ualetters.errors import Place, Problem, ProblemsError, Severity, errors_in
from ualetters.fields import suggestion
from ualetters.formats import PRINTED
from ualetters.model.case import Addressee, Case
from ualetters.model.directory import Entry
from ualetters.model.letter import Letter
from ualetters.model.sender import Sender
from ualetters.workshop import Workshop

ALL, OWN = "all", "own"
FALLBACK = "en"


class Order(Struct, frozen=True):
    """What is asked of every case on a command line.

    Attributes:
        today: The date of the letters.
        languages: Language codes, `all` or `own`; empty lets each recipient's languages decide.
        to: Ids of recipients; empty for all.
        formats: Names of formats.
        sender: Who writes; None leaves ruled lines.
        protected: Texts that must reach no letter, folded.
        accept_risk: Whether the sender accepts to write to a country of their own.
        deadline_checked: Whether somebody has made sure that the cases are still open.
        strict: Whether a warning fails its case.
        explain: Whether letters get a reading copy; None if only those in a language that the sender does not read.
        layout: Name of the layout of printed letters; None for what is usual where they are posted.
        country: The country that is written from, where there is no profile to say it.
        by_post: Whether letters need a postal address although no format asks for it.
        fax_encoding: `g4`, or `g3` for fax machines that know nothing else.
        sender_id: Names the files of this sender's letters, where several people write.
    """

    today: date
    languages: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf", "txt")
    sender: Sender | None = None
    protected: tuple[str, ...] = ()
    accept_risk: bool = False
    deadline_checked: bool = False
    strict: bool = False
    explain: bool | None = False
    layout: str | None = None
    country: str | None = None
    by_post: bool = False
    fax_encoding: Literal["g4", "g3"] = "g4"
    sender_id: str | None = None

    @property
    def host(self) -> str | None:
        """The country that is written from, if it is known."""
        return self.sender.country if self.sender else self.country


class Composed(Struct, frozen=True):
    """The letters of a case in one language.

    Attributes:
        letters: Each with its recipient; what could not be composed is missing.
        problems: Why, and what is worth knowing of the others.
        carried: Id of a recipient to the YAML paths of the concerns, facts and asks in their letter.
    """

    letters: tuple[tuple[Addressee, Letter], ...]
    problems: tuple[Problem, ...]
    carried: Mapping[str, frozenset[str]] = {}


def is_protected(problem: Problem) -> bool:
    """Whether a problem is a protected word: it must fail the letters, and says nothing of what a case lacks."""
    return problem.check == protected.ID


@dataclass
class Job:
    """One case with everything that its letters are made from.

    Attributes:
        case: The case.
        directory: The directory that it was read with.
        entries: The officials that an open case takes from there.
        workshop: Packs and templates.
        order: What is asked.
        problems: What was found so far.
    """

    case: Case
    directory: Directory
    entries: Mapping[str, Entry]
    workshop: Workshop
    order: Order
    problems: list[Problem] = field(default_factory=list)
    _composed: dict[str, Composed] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The case file, as the user named it."""
        return self.case.positions.place("").file

    @classmethod
    def load(cls, path: Path, workshop: Workshop, order: Order) -> "Job":
        """Read a case file.

        Raises:
            ProblemsError: The case or its directory cannot be read.
        """
        directory = workshop.directory(path)
        case, found = load_case(path, directory.offices)
        used = [addressee.use for addressee in case.addressees.values() if addressee.use is not None]
        entries = {key: directory.entry(key) for key in used} if case.status == "open" else {}
        return cls(case, directory, entries, workshop, order, list(found))

    def of_sender(self, sender: Sender, sender_id: str) -> "Job":
        """The same case for one of many senders.

        Args:
            sender: Who writes.
            sender_id: Names the files of their letters.
        """
        order = replace(self.order, sender=sender, sender_id=sender_id)
        return Job(self.case, self.directory, self.entries, self.workshop, order, list(self.problems))

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return bool(errors_in(self.problems))

    @cached_property
    def everybody(self) -> tuple[Addressee, ...]:
        """Everybody who can get something."""
        return recipients(self.case, self.directory.embassies, self.order.host)

    @cached_property
    def wanted(self) -> tuple[Addressee, ...]:
        """Those of them who were asked for."""
        return tuple(one for one in self.everybody if not self.order.to or one.id in self.order.to)

    @property
    def _checked_languages(self) -> tuple[str, ...]:
        """The languages whose packs the checks look at: those asked for by name, else all."""
        named = tuple(code for code in self.order.languages if code in self.workshop)
        return named if len(named) == len(self.order.languages) and named else self.workshop.languages

    def check(self) -> None:
        """Run every check; what it finds is added to the problems."""
        subject = Subject(
            case=self.case,
            phrasebook=self.workshop.phrasebook,
            packs=self.workshop,
            today=self.order.today,
            entries=self.entries,
            languages=self._checked_languages,
            embassies=self.directory.embassies,
            protected=self.order.protected,
            accept_risk=self.order.accept_risk,
            deadline_checked=self.order.deadline_checked,
            host=self.order.host,
        )
        self.problems += check_case(subject)

    def compose(self, code: str, chosen: Iterable[Addressee]) -> Composed:
        """Compose the letters to some recipients in one language; the problems are left to the caller."""
        chosen = tuple(chosen)
        if code in self._composed and chosen == self.everybody:
            return self._composed[code]
        brief = self._brief(code)
        letters: list[tuple[Addressee, Letter]] = []
        carried: dict[str, frozenset[str]] = {}
        problems: list[Problem] = []
        for recipient in chosen:
            try:
                composed = compose(brief, recipient)
            except ProblemsError as error:
                problems += error.problems
                continue
            letters.append((recipient, composed.letter))
            carried[recipient.id] = composed.carried
            problems += [*composed.notes, *protected.in_letter(composed.letter, self.order.protected)]
        return Composed(tuple(letters), tuple(problems), carried)

    def _brief(self, code: str) -> Brief:
        return Brief(
            case=self.case,
            pack=self.workshop[code],
            letter_blocks=self.workshop.blocks(f"{code}/letter.j2"),
            copy_blocks=self.workshop.blocks(f"{code}/copy.j2"),
            sender=self.order.sender,
            today=self.order.today,
            made=self.wanted,
            host=self.order.host,
            posted=self.order.by_post or any(name in PRINTED for name in self.order.formats),
        )

    def reading_language(self, code: str) -> str | None:
        """The language in which the sender reads what a letter says; None if they read the letter itself."""
        reads = self.order.sender.languages if self.order.sender else ()
        wanted = self.order.explain or (self.order.explain is None and reads and code not in reads)
        own = self.own
        return own if wanted and own != code else None

    def without_sender(self, code: str, recipient: Addressee) -> Letter:
        """The letter in one language as everybody may read it, without the texts that the language lacks.

        Raises:
            ProblemsError: More is missing than such texts.
        """
        brief = replace(self._brief(code), sender=None, posted=False, case=replace(self.case, if_missing="skip"))
        return compose(brief, recipient).letter

    def composed(self, code: str) -> Composed:
        """The letters to everybody in one language, composed once."""
        if code not in self._composed:
            self._composed[code] = self.compose(code, self.everybody)
        return self._composed[code]

    def complete_languages(self) -> tuple[str, ...]:
        """The packs in which every letter of the case can be composed."""
        return tuple(code for code in self.workshop if all(is_protected(error) for error in self.errors(code)))

    def errors(self, code: str) -> tuple[Problem, ...]:
        """What keeps the letters in a language from being written."""
        return tuple(errors_in(self.composed(code).problems))

    def chosen(self) -> dict[str, tuple[Addressee, ...]]:
        """The recipients who were asked for, by the language of their letters.

        An id that nobody has is added to the problems, and so is each language that `all` leaves out.
        """
        ids = [recipient.id for recipient in self.everybody]
        for key in self.order.to:
            if key not in ids:
                place = Place(f"--to {key}")
                self.problems.append(
                    Problem(
                        place, f"nobody in `{self.case.id}` has the id `{key}`", suggestion(key, tuple(ids)), check="to"
                    )
                )
        found: dict[str, dict[str, Addressee]] = {}
        for recipient in self.wanted:
            for code in self.languages_for(recipient):
                found.setdefault(code, {})[recipient.id] = recipient
        return {code: tuple(people.values()) for code, people in found.items()}

    @cached_property
    def _asked_languages(self) -> tuple[str, ...]:
        """The languages that were asked for by name, `all` and `own` written out."""
        found: list[str] = []
        for language in self.order.languages:
            if language == ALL:
                complete = self.complete_languages()
                found += complete
                self.problems += [self._incomplete(code) for code in self.workshop if code not in complete]
                if not complete:
                    self.problems.append(self.in_no_language())
            else:
                found.append(self.own if language == OWN else language)
        return tuple(dict.fromkeys(found))

    def languages_for(self, recipient: Addressee) -> tuple[str, ...]:
        """Those asked for; else the first that the recipient reads and a reader has signed; else the sender's."""
        if self.order.languages:
            return self._asked_languages
        for code in recipient.languages or self.case.languages:
            if code in self.workshop and self.workshop[code].status == "reviewed":
                return (code,)
        return (self.own,)

    @property
    def own(self) -> str:
        """The language that the sender reads best, or else English."""
        languages = self.order.sender.languages if self.order.sender else ()
        return next((code for code in languages if code in self.workshop), FALLBACK)

    def in_no_language(self) -> Problem:
        """The error of a case that is complete in no language."""
        hint = f"`ualetters check {self.file} --lang {FALLBACK}` says what it lacks in English"
        return Problem(Place(self.file), "the case is not complete in any language", hint, check="languages")

    def _incomplete(self, code: str) -> Problem:
        hint = f"`ualetters check {self.file} --lang {code}` says what it lacks"
        return Problem(Place(self.file), f"the case is not complete in `{code}`", hint, Severity.NOTE, "languages")
