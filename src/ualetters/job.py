"""One case in hand: who gets what, in which language, checked and composed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec import field as struct_field
from msgspec.structs import replace

from ualetters.case_file import load_case
from ualetters.checks import Subject, check_case, protected
from ualetters.compose import Brief, Draft, compose, draft, finish
from ualetters.compose.recipients import recipients
from ualetters.directory import Directory
from ualetters.errors import Place, Problem, ProblemsError, Severity, errors_in
from ualetters.fields import suggestion
from ualetters.formats import PRINTED
from ualetters.model.case import Addressee, Case
from ualetters.model.directory import Entry
from ualetters.model.letter import Letter
from ualetters.model.sender import Sender
from ualetters.order import ALL, FALLBACK, OWN, Order
from ualetters.workshop import Workshop


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


class _Common(Struct):
    """What everybody's letters of a case have in common who writes from one country.

    Attributes:
        found: What the checks find; None before they were run.
        briefs: What the letters in each language are composed from.
        drafts: Language and recipient to their letter, or to what keeps it from being written.
    """

    found: tuple[Problem, ...] | None = None
    briefs: dict[str, Brief] = struct_field(default_factory=dict)
    drafts: dict[tuple[str, str], Draft | ProblemsError] = struct_field(default_factory=dict)


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
    _by_host: dict[str | None, _Common] = field(default_factory=dict)

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
        return self._with(replace(self.order, sender=sender, sender_id=sender_id))

    def of_nobody(self) -> "Job":
        """The same case for whoever writes, from wherever they do."""
        return self._with(replace(self.order, sender=None, sender_id=None, country=None))

    def _with(self, order: Order) -> "Job":
        return Job(
            self.case, self.directory, self.entries, self.workshop, order, list(self.problems), _by_host=self._by_host
        )

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return bool(errors_in(self.problems))

    @property
    def _common(self) -> _Common:
        return self._by_host.setdefault(self.order.host, _Common())

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
        common = self._common
        if common.found is None:
            common.found = check_case(self._subject)
        self.problems += common.found

    @property
    def _subject(self) -> Subject:
        return Subject(
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
                composed = finish(self._draft(brief, recipient), self.order.sender)
            except ProblemsError as error:
                problems += error.problems
                continue
            letters.append((recipient, composed.letter))
            carried[recipient.id] = composed.carried
            problems += [*composed.notes, *protected.in_letter(composed.letter, self.order.protected)]
        return Composed(tuple(letters), tuple(problems), carried)

    def _draft(self, brief: Brief, recipient: Addressee) -> Draft:
        """The letter as far as it is the same for everybody in the sender's country, drafted once.

        Raises:
            ProblemsError: Something that it needs is not there.
        """
        drafts, key = self._common.drafts, (brief.pack.code, recipient.id)
        if key not in drafts:
            try:
                drafts[key] = draft(brief, recipient)
            except ProblemsError as error:
                drafts[key] = error
        known = drafts[key]
        if isinstance(known, ProblemsError):
            raise ProblemsError(known.problems)
        return known

    def _brief(self, code: str) -> Brief:
        briefs = self._common.briefs
        if code not in briefs:
            briefs[code] = self._new_brief(code)
        return briefs[code]

    def _new_brief(self, code: str) -> Brief:
        return Brief(
            case=self.case,
            pack=self.workshop[code],
            letter_blocks=self.workshop.blocks(f"{code}/letter.j2"),
            copy_blocks=self.workshop.blocks(f"{code}/copy.j2"),
            today=self.order.today,
            made=self.wanted,
            host=self.order.host,
            posted=self.order.by_post or any(name in PRINTED for name in self.order.formats),
            officials=self.workshop.officials,
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
        brief = replace(self._brief(code), posted=False, case=replace(self.case, if_missing="skip"))
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
