"""Letters about made-up people, so that every string of a pack is read where it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, cast

from msgspec.structs import replace

from ualetters.addressee_fields import CASE_FORMS
from ualetters.bidi import isolated
from ualetters.compose import Brief, compose, texts
from ualetters.compose.address import country
from ualetters.compose.brief import Notebook
from ualetters.errors import Place, ProblemsError
from ualetters.grammar import Missing, People, Sentence
from ualetters.language import is_latin
from ualetters.model.case import (
    EMBASSY,
    Addressee,
    Ask,
    Case,
    Concern,
    Dated,
    Gender,
    Name,
    Office,
    Parameters,
    Person,
)
from ualetters.model.letter import Letter, Role
from ualetters.model.pack import ConcernText, Phrase
from ualetters.workshop import Workshop
from ualetters.yaml_source import Mapping as Node
from ualetters.yaml_source import Tree

TODAY, COUNTRY = date(2013, 1, 28), "UZ"
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
ONE, OTHERS = ("m",), ("f2", "m2")
_LATIN = {
    "m": "Timur Nazarov",
    "m2": "Ali Saidov",
    "f": "Anna Sokolova",
    "f2": "Leila Yunusova",
    "f3": "Zara Muradyan",
    "x": "Sasha Chernykh",
}
# A concern and an ask of no words of their own: nothing but what is read must be written yet.
_BLANK = "‹blank›"
_CONCERN = ConcernText("{{ p.head }}", "{{ who }}{{ circumstances }}", "‹…›")
_ASK = "‹…›"
_OFFICIAL = "official"
_CASE = Case(
    id="review",
    status="open",
    countries=(COUNTRY,),
    send_before="asap",
    people={},
    concerns=(Concern(_BLANK, people=ONE),),
    addressees={_OFFICIAL: Addressee(id=_OFFICIAL, role="to", country=COUNTRY)},
    positions=Tree(Node(Place("review"), {}, {})),
    asks=(Ask(_BLANK, people=ONE),),
)


class Letters:
    """The letters in one language.

    Args:
        workshop: Packs and templates.
        code: The language.
        is_nameless: Whether everybody has the same name, which only says its form.
    """

    def __init__(self, workshop: Workshop, code: str, *, is_nameless: bool = False) -> None:
        self._workshop = workshop
        self._is_nameless = is_nameless
        pack = workshop[code]
        self.pack = replace(pack, concerns={**pack.concerns, _BLANK: _CONCERN}, asks={**pack.asks, _BLANK: _ASK})
        self._country = COUNTRY if COUNTRY in pack.countries else next(iter(pack.countries), COUNTRY)

    # --- phrases ------------------------------------------------------------------------------------------------------

    def subject(self, key: str, phrase: Phrase, ids: Sequence[str], *, in_full: bool = True) -> str:
        """The subject line of a letter about a concern."""
        return self._about(Concern(key, people=tuple(ids), parameters=self._told(phrase, in_full=in_full))).title

    def opening(self, key: str, phrase: Phrase, ids: Sequence[str], *, in_full: bool = True) -> str:
        """The first sentence of a letter about a concern."""
        return _body(self._about(Concern(key, people=tuple(ids), parameters=self._told(phrase, in_full=in_full))))[0]

    def further(
        self,
        key: str,
        phrase: Phrase,
        ids: Sequence[str],
        *,
        in_full: bool = True,
        before: Sequence[str] | None = None,
        there: bool = False,
    ) -> str:
        """A concern as a later sentence.

        Args:
            key: The concern.
            phrase: What it is told.
            ids: Whom it is about.
            in_full: Whether it is told what it need not be told.
            before: Whom the sentence before is about, if about others.
            there: Whether the sentence before names the same country.
        """
        told = self._told(phrase, in_full=in_full)
        place = Parameters(country=told.country) if there else Parameters()
        first = Concern(_BLANK, people=tuple(ids if before is None else before), parameters=place)
        alone = _body(self._about(first))[0].translate(ISOLATES)
        both = _body(self._about(first, Concern(key, people=tuple(ids), parameters=told)))[0].translate(ISOLATES)
        text = both.removeprefix(alone).strip()
        return isolated(text) if self.pack.direction == "rtl" else text

    def ask(
        self,
        key: str,
        phrase: Phrase,
        ids: Sequence[str],
        *,
        in_full: bool = True,
        power: Literal["own", "support"] = "own",
    ) -> str:
        """An ask after its stem."""
        ask = Ask(key, people=tuple(ids), power=power, parameters=self._told(phrase, in_full=in_full))
        return _body(self._letter(replace(_CASE, asks=(ask,))))[1]

    def without_names(self, text: str, ids: Sequence[str]) -> str:
        """A text in which a list of people is named like one; for letters in which names only say their form."""
        made = self._people({})
        people = People([made[key] for key in ids], Sentence(self.pack, Missing(), Place("review")))
        for form in self.pack.forms:
            for who in (people.head, people):
                text = text.replace(str(getattr(who, form)), f"‹{form}›")
        return text

    # --- what stands around them --------------------------------------------------------------------------------------

    def people(self, ids: Sequence[str], *, citizen_of: str | None = None, born: str | None = None) -> str:
        """People at their first mention, with what identifies them."""
        known = {"citizen_of": self._country if citizen_of else None, "born": born}
        return _body(self._letter(replace(_CASE, concerns=(Concern(_BLANK, people=tuple(ids)),)), known))[0]

    def many(self) -> str:
        """More people than a subject line has room for."""
        return self._about(Concern(_BLANK, people=("m", "f", "f2", "m2"))).title

    def circumstances(self, *names: str) -> str:
        """Where and when, after a name."""
        told = self._told(Phrase("", dict.fromkeys(names, True)), in_full=True)
        return _body(self._about(Concern(_BLANK, people=ONE, parameters=told)))[0]

    def stem(self, power: Literal["own", "support"], count: int) -> str:
        """Some asks with what stands before and between them."""
        asks = (Ask(_BLANK, people=ONE, power=power),) * count
        return " ".join(_body(self._letter(replace(_CASE, asks=asks)))[1:-1])

    def thanks(self) -> str:
        """The end of a letter."""
        return _body(self._letter(_CASE))[-1]

    def note(self, *, count: int, is_embassy: bool) -> str:
        """A covering note to an official or an embassy, with some letters enclosed."""
        addressees = {f"{_OFFICIAL}-{number}": self._official("chair", "m", number) for number in range(count)}
        copy = self._official("deputy", "m", count)
        copy = replace(copy, id=f"{EMBASSY}{self._country.lower()}", office=None, name=None) if is_embassy else copy
        copy = replace(copy, role="copy")
        case = replace(_CASE, addressees=addressees | ({} if is_embassy else {copy.id: copy}))
        roles = (Role.INSIDE_ADDRESS, Role.SALUTATION, Role.BODY, Role.CLOSE, Role.ENCLOSURES)
        return _parts(self._letter(case, recipient=copy), roles)

    def office(self, kind: str, gender: Gender | None, parts: Sequence[str]) -> str:
        """Salutation, close and inside address of an office-holder.

        Args:
            kind: The kind of office.
            gender: The office-holder's, if known.
            parts: What is known of the name; empty if it is not known.
        """
        official = self._official(kind, gender)
        if official.name is not None:
            there = official.name.forms[self.pack.code]
            known = {part: text for part, text in there.items() if part in (*parts, *CASE_FORMS)}
            official = replace(official, name=Name({self.pack.code: known}) if parts else None)
        return _parts(self._letter(_CASE, recipient=official), (Role.SALUTATION, Role.CLOSE, Role.INSIDE_ADDRESS))

    def named(self, gender: str) -> str:
        """The salutation of somebody by name."""
        row = self.pack.salutations.named
        path = f"salutations.named.{gender}"
        names = {part: f"‹{part}›" for part in ("given", "patronymic", "family")}
        names |= {form: f"‹name.{form}›" for form in self.pack.forms}
        snippet = row.get("any") or row.get(gender) or ""
        return self._brief(_CASE).snippet(snippet, path, a=names) if snippet else "–"

    def close(self, name: str) -> str:
        """A complimentary close."""
        text: str = getattr(self.pack.closes, name)
        brief = self._brief(_CASE)
        return " / ".join(brief.snippet(line, f"closes.{name}", salutation="‹…›").strip() for line in text.split("\n"))

    def label(self, name: str) -> str:
        """A label; those that are snippets are filled in."""
        brief = self._brief(_CASE)
        values = {"country": country(brief, Notebook(_CASE), self._country, "")} if name == "embassy" else {}
        values |= {"addressee": "‹…›"} if name == "enclosed_letter" else {}  # type: ignore[dict-item]
        text = self.pack.labels[name]
        return brief.snippet(text, f"labels.{name}", **values) if values else text

    def volunteer(self, name: str) -> str:
        """A line of the sheets that the volunteer reads.

        Raises:
            ProblemsError: It is still to be written.
        """
        if name in self.pack.volunteer:
            return self.pack.volunteer[name]
        path = f"volunteer.{name}"
        raise ProblemsError(problem for problem in self.pack.volunteer_problems if problem.place.path == path)

    def date_line(self, day: date, region: str | None = None) -> str:
        """A date as it stands at the head or foot of a letter from some country."""
        return self._brief(_CASE, region).date_line(day)

    def date_in_text(self, day: date, region: str | None = None) -> str:
        """A date inside a sentence."""
        return self._brief(_CASE, region).date_in_text(day)

    # --- how they are made --------------------------------------------------------------------------------------------

    def _official(self, kind: str, gender: Gender | None, number: int = 0) -> Addressee:
        pack, mark = self.pack, f" {number + 1}" if number else ""
        forms = {form: f"‹office{mark}.{form}›" for form in pack.forms} | {"nom": f"‹office{mark}›"}
        names = {form: f"‹name{mark}.{form}›" for form in CASE_FORMS if form in pack.forms and form != "nom"}
        names |= {part: f"‹{part}{mark}›" for part in ("given", "patronymic", "family")}
        return Addressee(
            id=f"{_OFFICIAL}-{number}",
            role="to",
            country=self._country,
            office=Office(kind, {pack.code: forms}),
            name=None if kind == "institution" else Name({pack.code: names}),
            gender=None if kind == "institution" else gender,
        )

    def _told(self, phrase: Phrase, *, in_full: bool) -> Parameters:
        known: dict[str, object] = {
            "date": Dated(TODAY),
            "place": {self.pack.code: "‹place›"},
            "country": self._country,
            "court": next(iter(self.pack.courts), None),
            "treaty": next(iter(self.pack.treaties), None),
        }
        told = {name: known[name] for name, is_required in phrase.parameters.items() if is_required or in_full}
        return Parameters(**told)  # type: ignore[arg-type]

    def _people(self, known: Mapping[str, str | None]) -> dict[str, Person]:
        pack, found = self.pack, {}
        for key, latin in _LATIN.items():
            forms = pack.examples.get(key) or {"nom": latin}
            if self._is_nameless:
                forms = {form: f"‹{form}›" for form in ("nom", *pack.forms)}
            elif key not in pack.examples and not is_latin(pack.script):
                forms = {form: f"‹{key}.{form}›" for form in pack.forms} | {"nom": f"‹{key}›"}
            found[key] = Person(key, cast("Gender", key[0]), Name({pack.code: forms}), **known)
        return found

    def _about(self, *concerns: Concern) -> Letter:
        return self._letter(replace(_CASE, concerns=concerns))

    def _letter(
        self, case: Case, known: Mapping[str, str | None] | None = None, recipient: Addressee | None = None
    ) -> Letter:
        """One letter.

        Args:
            case: What it is about.
            known: What is known of its people beside their names.
            recipient: Who gets it, if not the addressee of the case.

        Raises:
            ProblemsError: The pack has no words for it.
        """
        brief = self._brief(replace(case, people=self._people(known or {})))
        return compose(brief, recipient or next(iter(case.addressees.values()))).letter

    def _brief(self, case: Case, region: str | None = None) -> Brief:
        code = self.pack.code
        letter, copy = (self._workshop.blocks(f"{code}/{name}") for name in ("letter.j2", "copy.j2"))
        return Brief(case, self.pack, letter, copy, today=TODAY, made=(), host=region)


def _body(letter: Letter) -> list[str]:
    found = next(texts(part.blocks) for part in letter.parts if part.role is Role.BODY)
    return [text.strip() for text in found]


def _parts(letter: Letter, roles: Sequence[Role]) -> str:
    found = {part.role: texts(part.blocks) for part in letter.parts}
    return " — ".join(" / ".join(text.strip() for text in found[role]) for role in roles if role in found)
