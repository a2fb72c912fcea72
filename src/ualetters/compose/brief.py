"""What a letter is composed from, and what is noted on the way."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from msgspec import Struct, field

from ualetters.compose.prose import Blocks, render
from ualetters.demands import demanded
from ualetters.errors import Problem, ProblemsError, Severity
from ualetters.grammar import Gap, Missing
from ualetters.language import country_name, long_date
from ualetters.model.case import Addressee, Case, Person
from ualetters.model.letter import Letter, Part, Role
from ualetters.model.pack import LanguagePack, Region
from ualetters.model.sender import Sender

# The labels of a fax cover sheet by their names in a pack.
_COVER = {name: f"cover_{name}" for name in ("title", "to", "from", "pages", "subject", "deliver")}
_COVER |= {name: name for name in ("fax", "date")}
_MOST_OFFICIALS = 2048

T = TypeVar("T")


class Officials:
    """Those who were written to in one case and may be again in another, with the parts of a letter that say so."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None, str], tuple[LanguagePack, Addressee, Mapping[Role, Part]]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def parts(
        self, brief: "Brief", official: Addressee, notebook: "Notebook", find: Callable[[], Mapping[Role, Part]]
    ) -> Mapping[Role, Part]:
        """The parts for an official, found once; what is missing in them each letter is to say for itself.

        Args:
            brief: The language and the country that is written from.
            official: Who is written to.
            notebook: Takes what is missing.
            find: Finds the parts.
        """
        key = brief.pack.code, brief.host, official.id
        if key in self._known:
            pack, known, parts = self._known[key]
            if pack is brief.pack and known == official:
                return parts
        parts, is_whole = notebook.followed(find)
        if is_whole:
            if len(self._known) >= _MOST_OFFICIALS:
                self._known.clear()
            self._known[key] = brief.pack, official, parts
        return parts


class Brief(Struct, frozen=True, dict=True):
    """Everything about a letter but its recipient and its sender.

    What the letters of a brief have in common is found once, and kept as long as the brief is.

    Attributes:
        case: The case.
        pack: The letter's language.
        letter_blocks: The prose of an appeal.
        copy_blocks: The prose of a covering note.
        today: The date on which the letter is made.
        made: The recipients for whom something is made; the cc line names no others.
        host: ISO 3166-1 code of the country of posting; None if it is not known.
        posted: Whether the letters are printed, and so need a postal address.
        officials: Who was written to before, in other cases too.
    """

    case: Case
    pack: LanguagePack
    letter_blocks: Blocks
    copy_blocks: Blocks
    today: date
    made: tuple[Addressee, ...]
    host: str | None = None
    posted: bool = False
    officials: Officials = field(default_factory=Officials)

    @cached_property
    def region(self) -> Region:
        """What the pack says for the country of posting in particular."""
        return self.pack.regions.get(self.host or "") or Region()

    @property
    def tag(self) -> str:
        """BCP 47 tag of the letter."""
        return self.region.tag or self.pack.tag

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What letters have in common, found once.

        Args:
            key: What it is, and what it depends on beside the brief.
            find: Finds it.
        """
        if key not in self._kept:
            self._kept[key] = find()
        found: T = self._kept[key]
        return found

    def worded(self, key: Hashable, notebook: "Notebook", word: Callable[[], str]) -> str:
        """Words that letters have in common, found once; what is missing in them each letter is to say for itself.

        Args:
            key: What they are, and what they depend on beside the brief.
            notebook: Takes what is missing.
            word: Finds the words.
        """
        if key in self._kept:
            known: str = self._kept[key]
            return known
        text, is_whole = notebook.followed(word)
        if is_whole:
            self._kept[key] = text
        return text

    @cached_property
    def cover(self) -> Mapping[str, str]:
        """The labels of a fax cover sheet."""
        return {name: self.pack.labels[label] for name, label in _COVER.items()}

    @cached_property
    def dated(self) -> str:
        """The date on which the letter is made, as it stands at the head or foot of it."""
        return self.date_line(self.today)

    def people_of(self, ids: tuple[str, ...] | None) -> tuple[Person, ...]:
        """The people named by a phrase, in the order of the case; all of them for None."""
        return self.once(("people", ids), partial(self.case.people_of, ids))

    def date_line(self, day: date) -> str:
        """A date as it stands at the head or foot of the letter."""
        return self._long_date(day, self.region.date or self.pack.date)

    def date_in_text(self, day: date) -> str:
        """A date inside a sentence."""
        return self._long_date(day, self.region.date_in_text or self.pack.date_in_text)

    def _long_date(self, day: date, pattern: str) -> str:
        pack = self.pack
        return long_date(day, pattern, self.region.months or pack.months, pack.first_day, pack.digits)

    def country_name(self, code: str) -> str | None:
        """A country as the last line of an address, in the letter's language."""
        forms = self.pack.countries.get(code, {})
        return forms.get("address") or forms.get("nom") or country_name(code, self.pack.code)

    def snippet(self, snippet: str, path: str, /, **values: object) -> str:
        """Render a snippet of `language.yaml`."""
        return render(snippet, partial(self.pack.positions.place, path), **values)


def printed(sender: Sender | None) -> Sender | None:
    """What of the sender's profile is printed: nothing, everything, or initials and the last address line."""
    if sender is None or sender.privacy == "hand":
        return None
    if sender.privacy == "full":
        return sender
    initials = " ".join(f"{word[0]}." for word in sender.name.split())
    return Sender(name=initials, country=sender.country, address=sender.address[-1:])


class Notebook(Struct):
    """What is missing and what is worth knowing, noted while a letter is composed.

    Attributes:
        carried: YAML paths of the concerns, facts and asks that the letter carries.
    """

    case: Case
    missing: Missing = field(default_factory=Missing)
    carried: set[str] = field(default_factory=set)
    notes: list[Problem] = field(default_factory=list)

    def gap(self, path: str, message: str, hint: str) -> str:
        """Note something that the case lacks."""
        return self.missing.add(Gap(path, message, hint))

    def note(self, path: str, message: str, hint: str = "") -> None:
        """Note something worth knowing."""
        self.missing.met += 1
        problem = Problem(self.case.positions.place(path), message, hint, Severity.NOTE, "compose")
        if problem not in self.notes:
            self.notes.append(problem)

    def followed(self, find: Callable[[], T]) -> tuple[T, bool]:
        """What is found, and whether nothing was missing in it, for then it may serve another letter."""
        before = self.missing.met
        found = find()
        return found, self.missing.met == before

    def settle(self, pack: LanguagePack) -> None:
        """Refuse the letter if anything was missing.

        Raises:
            ProblemsError: With every gap at its place.
        """
        if self.missing.gaps:
            raise ProblemsError(_problems(self.case, pack, self.missing.gaps))


def _problems(case: Case, pack: LanguagePack, gaps: Iterable[Gap]) -> list[Problem]:
    names = _names(case, pack) if any(gap.person for gap in gaps) else {}
    return [
        Problem(
            gap.place or case.positions.place(gap.path),
            gap.message,
            f"write {names[gap.person]}; {gap.hint}" if gap.person else gap.hint,
            check="translation",
        )
        for gap in gaps
    ]


def _names(case: Case, pack: LanguagePack) -> dict[str, str]:
    """What to write for each person's name: what is known, and every form that the case demands and no rule makes."""
    found = {}
    for key, demanded_forms in demanded(case, pack).items():
        known = case.people[key].name.forms.get(pack.code, {})
        needed = [form for form in demanded_forms if form not in pack.derived]
        forms = dict.fromkeys(("nom", *needed), "…") | dict(known)
        written = ", ".join(f"{form}: {text}" for form, text in forms.items())
        found[key] = f"{pack.code}: {forms['nom']}" if len(forms) == 1 else f"{pack.code}: {{{written}}}"
    return found


class Composed(Struct, frozen=True):
    """A finished letter and what is worth knowing about it.

    Attributes:
        carried: YAML paths of the concerns, facts and asks that it carries.
    """

    letter: Letter
    notes: tuple[Problem, ...]
    carried: frozenset[str] = frozenset()
