"""What a letter is composed from, and what is noted on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from ualetters.compose.prose import Blocks, render
from ualetters.errors import Place, Problem, ProblemsError, Severity
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
    """

    case: Case
    pack: LanguagePack
    letter_blocks: Blocks
    copy_blocks: Blocks
    sender: Sender | None
    today: date
    made: tuple[Addressee, ...]

    @property
    def region(self) -> Region:
        """What the pack says for the sender's country, else for everybody."""
        pack = self.pack
        usual = Region(pack.tag, pack.date, pack.date_in_text, pack.salutations.end)
        return pack.regions.get(self.sender.country, usual) if self.sender else usual

    def date_line(self, day: date) -> str:
        """A date as it stands at the head or foot of the letter."""
        return long_date(day, self.region.date, self.pack.months)

    def date_in_text(self, day: date) -> str:
        """A date inside a sentence."""
        return long_date(day, self.region.date_in_text, self.pack.months)

    def country_name(self, code: str) -> str | None:
        """A country as the last line of an address, in the letter's language."""
        forms = self.pack.countries.get(code, {})
        return forms.get("address") or forms.get("nom") or country_name(code, self.pack.code)

    def snippet(self, snippet: str, path: str, file: str = "language.yaml", /, **values: object) -> str:
        """Render a snippet of the pack."""
        return render(snippet, Place(f"{self.pack.code}/{file}", path=path), **values)


@dataclass
class Notebook:
    """What is missing and what is worth knowing, noted while a letter is composed."""

    case: Case
    missing: Missing = field(default_factory=Missing)
    notes: list[Problem] = field(default_factory=list)

    def gap(self, path: str, message: str, hint: str) -> str:
        """Note something that the case lacks."""
        return self.missing.add(Gap(path, message, hint))

    def note(self, path: str, message: str, hint: str = "") -> None:
        """Note something worth knowing."""
        problem = Problem(self.case.positions.place(path), message, hint, Severity.NOTE, "compose")
        if problem not in self.notes:
            self.notes.append(problem)

    def settle(self) -> None:
        """Refuse the letter if anything was missing.

        Raises:
            ProblemsError: With every gap at its place.
        """
        if self.missing.gaps:
            raise ProblemsError(_problems(self.case, self.missing.gaps))


def _problems(case: Case, gaps: Iterable[Gap]) -> list[Problem]:
    return [
        Problem(
            Place(gap.file, path=gap.path) if gap.file else case.positions.place(gap.path),
            gap.message,
            gap.hint,
            check="translation",
        )
        for gap in gaps
    ]


class Composed(Struct, frozen=True):
    """A finished letter and what is worth knowing about it."""

    letter: Letter
    notes: tuple[Problem, ...]
