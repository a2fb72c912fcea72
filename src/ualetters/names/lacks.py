"""Which forms of names a case lacks in a language, and which of them only its author can write."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ualetters.demands import demanded, official_forms
from ualetters.errors import Problem, Severity
from ualetters.grammar import derived, forms_for, full_name
from ualetters.model.case import Case, Forms, Gender, Name
from ualetters.model.pack import LanguagePack
from ualetters.yaml_source import Mapping, Node

ID = "names"


class Lack(Struct, frozen=True):
    """A name that lacks forms which can be proposed.

    Attributes:
        path: The keys that lead to the name in the language.
        forms: The forms that it lacks, in the order of the pack.
        gender: The gender by which it is inflected.
        known: The forms and parts that it has.
        is_official: Whether it is that of an official, in its parts.
    """

    path: tuple[str, ...]
    forms: tuple[str, ...]
    gender: Literal["m", "f"]
    known: Forms
    is_official: bool


class Survey:
    """Looks through the names of a case.

    Args:
        case: The case.
        root: The tree of its own file, without what it takes from the directory.
        pack: The language.

    Attributes:
        problems: What an author has to write by hand.
    """

    def __init__(self, case: Case, root: Mapping, pack: LanguagePack) -> None:
        self._case = case
        self._root = root
        self._pack = pack
        self.problems: list[Problem] = []

    def lacks(self) -> Iterator[Lack]:
        """The names that lack forms, people before officials; what cannot be proposed is added to the problems."""
        for key, needed in demanded(self._case, self._pack).items():
            person = self._case.people[key]
            path = ("people", key, "name", self._pack.code)
            if needed:
                yield from self._lack(path, person.name, needed, person.gender)
        for key, official in self._case.addressees.items():
            path = ("addressees", key, "name", self._pack.code)
            if official.name is not None:
                needed = official_forms(official, self._pack)
                yield from self._lack(path, official.name, needed, official.gender, official.use, is_official=True)

    def left(self, path: Sequence[str], message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Note something that only the author can write."""
        self.problems.append(Problem(self._case.positions.place(".".join(path)), message, hint, severity, ID))

    def _lack(
        self,
        path: tuple[str, ...],
        name: Name,
        needed: Iterable[str],
        gender: Gender | None,
        use: str | None = None,
        *,
        is_official: bool = False,
    ) -> Iterator[Lack]:
        pack = self._pack
        if pack.code not in name.forms:
            if forms_for(name, pack)[0] is None:
                message = f"the name has no form in {pack.name}, and none is made of another language's"
                self.left(path, message, f"write it as {pack.name} spells it, then run this again")
            return
        known = name.forms[pack.code]
        whole = full_name(known, pack)
        missing = tuple(form for form in needed if form not in known and derived(pack, form, whole) is None)
        if missing and self._is_here(path, use, missing):
            if gender in {"m", "f"}:
                yield Lack(path, missing, gender, known, is_official)
            else:
                self._not_gendered(path, gender, missing)

    def _is_here(self, path: Sequence[str], use: str | None, missing: Sequence[str]) -> bool:
        """Whether a name stands in the case file, whole enough to be added to."""
        node: Node | None = self._root
        for step in path:
            node = node.entries.get(step) if isinstance(node, Mapping) else None
        if node is not None and (use is None or (isinstance(node, Mapping) and "family" in node.entries)):
            return True
        forms = ", ".join(f"`{form}`" for form in missing)
        self.left(path, f"the directory's entry `{use}` lacks {forms} of this name", "write it there by hand")
        return False

    def _not_gendered(self, path: Sequence[str], gender: Gender | None, missing: Sequence[str]) -> None:
        """Note that a name cannot be inflected for want of a gender, which is never guessed."""
        if gender is None:
            message = "nothing is proposed for an official whose gender is not written"
            self.left(path, message, "write `gender: m` or `gender: f` if you know it, then run this again")
        else:
            forms = ", ".join(f"{form}: …" for form in missing)
            self.left(path, "nothing is proposed for a person of unstated gender", f"write {forms} by hand")
