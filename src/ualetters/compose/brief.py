"""What a letter is composed from, and what is noted on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from ualetters.compose.prose import Blocks, render
from ualetters.demands import demanded
from ualetters.errors import Problem, ProblemsError, Severity
from ualetters.grammar import Gap, Missing
from ualetters.language import country_name, long_date
from ualetters.model.case import Addressee, Case
from ualetters.model.letter import Letter
from ualetters.model.pack import LanguagePack, Region
from ualetters.model.sender import Sender


class Brief(Struct, frozen=True):
    """Everything about a letter but its recipient.

    Attributes:
        case: The case.
        pack: The letter's language.
        letter_blocks: The prose of an appeal.
        copy_blocks: The prose of a covering note.
        sender: Who writes; None leaves ruled lines.
        today: The date on which the letter is made.
        made: The recipients for whom something is made; the cc line names no others.
        host: ISO 3166-1 code of the country of posting; None if it is not known.
        posted: Whether the letters are printed, and so need a postal address.
    """

    case: Case
    pack: LanguagePack
    letter_blocks: Blocks
    copy_blocks: Blocks
    sender: Sender | None
    today: date
    made: tuple[Addressee, ...]
    host: str | None = None
    posted: bool = False

    @property
    def region(self) -> Region:
        """What the pack says for the country of posting in particular."""
        country = self.host or (self.sender.country if self.sender else "")
        return self.pack.regions.get(country) or Region()

    @property
    def tag(self) -> str:
        """BCP 47 tag of the letter."""
        return self.region.tag or self.pack.tag

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
        return render(snippet, self.pack.positions.place(path), **values)


@dataclass
class Notebook:
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
        problem = Problem(self.case.positions.place(path), message, hint, Severity.NOTE, "compose")
        if problem not in self.notes:
            self.notes.append(problem)

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
