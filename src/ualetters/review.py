"""A review sheet: every string of a language pack where it stands, beside the English one, for a reader to sign."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from operator import methodcaller

from msgspec import Struct

from ualetters.errors import ProblemsError
from ualetters.model.case import OFFICE_KINDS, Forms, Gender
from ualetters.model.pack import LABELS, VOLUNTEER, Marks, Phrase, covers
from ualetters.review_letters import COUNTRY, ISOLATES, ONE, OTHERS, TODAY, Letters
from ualetters.templating import layout
from ualetters.workshop import Workshop

LAYOUT = "review.html.j2"
ENGLISH = "en"
# Whom a phrase can be about.
GROUPS = {
    "a man": ONE,
    "a woman": ("f",),
    "a person of unstated gender": ("x",),
    "two people": ("m", "f"),
    "two women": ("f", "f2"),
    "three women": ("f", "f2", "f3"),
    "four people": ("m", "f", "f2", "m2"),
    "two people, one of unstated gender": ("x", "f"),
    "three people, one of unstated gender": ("x", "f", "m"),
}
_A_MAN = {"a man": ONE}
_SEVERAL = tuple(group for group, ids in GROUPS.items() if len(ids) > 1)
_GENDERS: dict[str, Gender] = {"a man": "m", "a woman": "f", "a person of unstated gender": "x"}
_NAMES = {
    "": ("given", "patronymic", "family"),
    " without a patronymic": ("given", "family"),
    " without a name": (),
}
_WHERE_AND_WHEN = {
    "date": ("date",),
    "place": ("place",),
    "country": ("country",),
    "date and place": ("date", "place"),
    "date and country": ("date", "country"),
    "place and country": ("place", "country"),
    "all three": ("date", "place", "country"),
}
_MONTHS = tuple(date(2013, month, 1) for month in range(1, 13))


class Entry(Struct, frozen=True):
    """One string, or one sentence in all its variants.

    Attributes:
        number: Its number in the sheet.
        path: Its YAML path, or the template that it stands in.
        english: What the English pack says there.
        variants: What it says, by what the variant is for; a single one has no name.
        mark: `sure`, `fair` or `unsure`; empty if nothing is known.
        source: Where it was read; empty if in none of the pack's own sources.
    """

    number: int
    path: str
    english: str
    variants: Mapping[str, str]
    mark: str = ""
    source: str = ""


class Section(Struct, frozen=True):
    """Entries that are read together."""

    title: str
    entries: tuple[Entry, ...]


def review_sheet(code: str, workshop: Workshop) -> str:
    """The review sheet of a language pack as one HTML page.

    Raises:
        ProblemsError: The pack or the English one cannot be read.
    """
    sheet = _Sheet(workshop, code)
    sections = (
        Section("Concerns", tuple(sheet.concerns())),
        Section("Asks", tuple(sheet.asks())),
        Section("The sentences around them", tuple(sheet.prose())),
        Section("Salutations, closes and inside addresses", tuple(sheet.offices())),
        Section("Labels", tuple(sheet.labels())),
        Section("For the volunteer", tuple(sheet.volunteer())),
        Section("Dates", tuple(sheet.dates())),
        Section("Courts and treaties", (*sheet.table("courts"), *sheet.table("treaties"))),
        Section("Countries", tuple(sheet.table("countries"))),
    )
    return layout(workshop.templates, LAYOUT, autoescape=True)(pack=sheet.pack, sections=sections)


_Make = Callable[[Letters], str]


class _Mode(Struct, frozen=True):
    """Circumstances in which a phrase may read otherwise.

    Attributes:
        when: What they are called; empty for the usual ones.
        groups: Whom it is read for.
        values: What the letters are told of them.
    """

    when: str
    groups: Mapping[str, tuple[str, ...]]
    values: Mapping[str, object]


class _Sheet:
    """The entries of one pack."""

    def __init__(self, workshop: Workshop, code: str) -> None:
        self.pack = workshop[code]
        self._book = workshop.phrasebook
        self._ours, self._english = Letters(workshop, code), Letters(workshop, ENGLISH)
        self._nameless = Letters(workshop, code, is_nameless=True)
        self._numbers = count(1)

    def concerns(self) -> Iterator[Entry]:
        """Every concern: its subject line, its sentence at the head of a letter and further on."""
        for key, phrase in self._book.concerns.items():
            if key in self.pack.concerns:
                yield from (self._concern(name, key, phrase) for name in ("subject", "opening", "further"))

    def _concern(self, name: str, key: str, phrase: Phrase) -> Entry:
        modes = [_Mode("", GROUPS, {})]
        if not all(phrase.parameters.values()):
            # Where and when is read by itself: what is left without it need not be read for everybody.
            groups = _A_MAN if self._is_cut_out(name, key, phrase) else GROUPS
            modes.append(_Mode("nothing else told", groups, {"in_full": False}))
        if name == "further":
            modes.append(_Mode("after others", GROUPS, {"before": OTHERS}))
        if name == "further" and "country" in phrase.parameters:
            modes.append(_Mode("after the same country", GROUPS, {"there": True}))
        return self._phrase(f"concerns.{key}.{name}", name, key, phrase, modes)

    def _is_cut_out(self, name: str, key: str, phrase: Phrase) -> bool:
        """Whether a sentence that is told less is the same one without the words for where and when."""
        told = (one for one, is_required in phrase.parameters.items() if not is_required)
        where = self._bare(methodcaller("circumstances", *told)).removeprefix("‹nom›")
        whole, less = (
            [self._bare(methodcaller(name, key, phrase, ids, in_full=in_full)) for ids in GROUPS.values()]
            for in_full in (True, False)
        )
        return less == [text.replace(where, "") for text in whole]

    def _bare(self, make: _Make) -> str:
        """What a letter says without names and without marks of direction."""
        return _or_why(make, self._nameless).translate(ISOLATES)

    def asks(self) -> Iterator[Entry]:
        """Every ask after the stem for one, and what it is after the stem for support."""
        # The clause is the same for support; only the stem before it is another.
        modes = [_Mode("", GROUPS, {}), _Mode("as support", _A_MAN, {"power": "support"})]
        for key, phrase in self._book.asks.items():
            if key in self.pack.asks:
                yield self._phrase(f"asks.{key}", "ask", key, phrase, modes)

    def _phrase(self, path: str, name: str, key: str, phrase: Phrase, modes: Sequence[_Mode]) -> Entry:
        """A phrase for every group of people, as far as more than their names differs.

        Args:
            path: Where it stands in the pack.
            name: What of the letters makes it.
            key: Its id.
            phrase: What it is told.
            modes: In what circumstances it is read; the first is shown in English.
        """
        english = ""
        said: dict[str, str] = {}
        shown: set[str] = set()
        for mode in modes:
            makes = {group: methodcaller(name, key, phrase, ids, **mode.values) for group, ids in mode.groups.items()}
            in_english, variants, alike = self._said(makes, mode.groups)
            english = english or in_english
            for group, text in variants.items():
                if alike[group] not in shown:
                    who = group or ("a man" if len(mode.groups) == 1 else "")
                    said[", ".join(filter(None, (who, mode.when)))] = text
            shown |= set(alike.values())
        if len(said) == 1:
            (text,) = said.values()
            said = {"": text}
        return Entry(next(self._numbers), path, english, said, _mark(self.pack.phrase_marks, path))

    def prose(self) -> Iterator[Entry]:
        """What stands around the phrases: stems, thanks, covering notes, people, where and when."""
        for name, power, asks in (
            ("stem_one", "own", 1),
            ("stem", "own", 3),
            ("stem_support_one", "support", 1),
            ("stem_support", "support", 3),
        ):
            yield self._entry(f"letter.j2: {name}", {"": methodcaller("stem", power, asks)})
        yield self._entry("letter.j2: thanks", {"": methodcaller("thanks")})
        for name, is_embassy in (("to an official", False), ("to an embassy", True)):
            letters = {"one letter": 1, "two letters": 2, "three letters": 3}
            notes = {key: methodcaller("note", count=some, is_embassy=is_embassy) for key, some in letters.items()}
            yield self._entry(f"copy.j2: {name}", notes)
        born = {"on a day": str(TODAY), "in a year": str(TODAY.year)}
        yield self._entry("identity.born", {name: methodcaller("people", ONE, born=day) for name, day in born.items()})
        for path, known in (("identity.citizen", {}), ("identity", {"born": str(TODAY)})):
            groups = {name: (gender,) for name, gender in _GENDERS.items()}
            makes = {name: methodcaller("people", ids, citizen_of=COUNTRY, **known) for name, ids in groups.items()}
            yield self._entry(path, makes, groups)
        many = {name: methodcaller("people", GROUPS[name]) for name in ("two people", "four people")}
        yield self._entry("lists", many | {"four people in a subject line": methodcaller("many")})
        told = {name: methodcaller("circumstances", *names) for name, names in _WHERE_AND_WHEN.items()}
        yield self._entry("circumstances", told)

    def offices(self) -> Iterator[Entry]:
        """Closes; then the salutation, close and inside address of every office's holder, by what is known of them."""
        yield self._entry("salutations.named", {name: methodcaller("named", one) for name, one in _GENDERS.items()})
        for name in ("formal", "high", "impersonal"):
            yield self._entry(f"closes.{name}", {"": methodcaller("close", name)})
        holders: dict[str, tuple[Gender | None, tuple[str, ...]]] = {
            f"{who}{what}": (gender, parts) for what, parts in _NAMES.items() for who, gender in _GENDERS.items()
        }
        holders["nothing is known of the holder"] = (None, ())
        for kind in OFFICE_KINDS:
            path = "salutations.institution" if kind == "institution" else f"salutations.offices.{kind}"
            yield self._entry(path, {who: methodcaller("office", kind, *known) for who, known in holders.items()})

    def labels(self) -> Iterator[Entry]:
        """The words of the furniture."""
        return (self._entry(f"labels.{name}", {"": methodcaller("label", name)}) for name in LABELS)

    def volunteer(self) -> Iterator[Entry]:
        """What stands on the sheets that the volunteer reads."""
        return (self._entry(f"volunteer.{name}", {"": methodcaller("volunteer", name)}) for name in VOLUNTEER)

    def dates(self) -> Iterator[Entry]:
        """Dates as they are written, in every month, and in the regions that write them otherwise."""
        lines = {"date": "date_line", "date_in_text": "date_in_text"}
        for path, name in lines.items():
            yield self._entry(path, {"": methodcaller(name, TODAY)})
        first = {"at the head or foot": "date_line", "in a sentence": "date_in_text"}
        yield self._entry("first_day", {where: methodcaller(name, _MONTHS[0]) for where, name in first.items()})
        yield self._entry("months", self._by_day(*_MONTHS))
        for code, region in self.pack.regions.items():
            days = _MONTHS if region.months else (TODAY,)
            yield self._entry(f"regions.{code}", self._by_day(*days, region=code))

    def _by_day(self, *days: date, region: str | None = None) -> dict[str, _Make]:
        return {self._english.date_in_text(day): methodcaller("date_in_text", day, region) for day in days}

    def table(self, name: str) -> Iterator[Entry]:
        """Every country, court or treaty in its forms, beside those that English has."""
        known: Mapping[str, Forms] = getattr(self._english.pack, name)
        table: Mapping[str, Forms] = getattr(self.pack, name)
        for key, forms in table.items():
            english = known.get(key, {})
            shown = {f"{form}: {english[form]}" if form in english else form: text for form, text in forms.items()}
            path = f"{name}.{key}"
            yield Entry(
                next(self._numbers),
                path,
                english.get("nom", key),
                shown,
                _mark(self.pack.marks, path),
                self._source(path),
            )

    def _entry(self, path: str, makes: Mapping[str, _Make], groups: Mapping[str, Sequence[str]] | None = None) -> Entry:
        english, said, _ = self._said(makes, groups or {})
        return Entry(next(self._numbers), path, english, said, _mark(self.pack.marks, path), self._source(path))

    def _said(
        self, makes: Mapping[str, _Make], groups: Mapping[str, Sequence[str]]
    ) -> tuple[str, dict[str, str], dict[str, str]]:
        """What English says of the first variant, and what this language says of those that differ.

        Args:
            makes: What makes each variant.
            groups: Ids of the people whom a variant is about, if their names are no difference.

        Returns:
            The English; each text by the names of all its variants, by none if there is no other; and what is left of
            it without names.
        """
        english = _or_why(next(iter(makes.values())), self._english)
        names: dict[str, list[str]] = {}
        for name, make in makes.items():
            left = (
                self._nameless.without_names(self._bare(make), groups[name])
                if name in groups
                else _or_why(make, self._ours)
            )
            names.setdefault(left, []).append(name)
        labels = {left: _label(some) if len(names) > 1 else "" for left, some in names.items()}
        said = {labels[left]: _or_why(makes[some[0]], self._ours) for left, some in names.items()}
        return english, said, {label: left for left, label in labels.items()}

    def _source(self, path: str) -> str:
        """Where the words of an entry were read, or some of them."""
        found = (source for one, source in self.pack.sourced.items() if covers(one, path) or covers(path, one))
        return "; ".join(dict.fromkeys(found))


def _or_why(make: _Make, letters: Letters) -> str:
    """What a letter says, or why it cannot be written."""
    try:
        return make(letters)
    except ProblemsError as error:
        reasons = dict.fromkeys(problem.message for problem in error.problems)
        return f"⟨{'; '.join(reasons)}⟩"


def _label(names: Sequence[str]) -> str:
    """The names of variants that are alike."""
    if set(_SEVERAL) <= set(names):
        names = [*(name for name in names if name not in _SEVERAL), "several people"]
    return "; ".join(names)


def _mark(marks: Marks, path: str) -> str:
    """The mark of an entry, or of what is least sure below it."""
    below = (one for name in ("sure", "fair", "unsure") for one in getattr(marks, name) if covers(path, one))
    found = {marks.of(one) for one in (path, *below)}
    return next((name for name in ("unsure", "fair", "sure") if name in found), "")
