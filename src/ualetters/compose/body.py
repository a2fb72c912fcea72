"""The body of a letter: opening, facts, asks, thanks; and the subject line."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
import re

from msgspec import Struct

from ualetters.compose.address import country
from ualetters.compose.brief import Brief, Notebook
from ualetters.compose.prose import clean, fragment
from ualetters.compose.recipients import reaches
from ualetters.grammar import Declined, People, Sentence
from ualetters.language import capital, in_digits
from ualetters.model.case import Addressee, Ask, ByLanguage, Concern, Parameters
from ualetters.model.letter import Block, Bullets, Paragraph
from ualetters.model.pack import LanguagePack

_YEAR = re.compile(r"\d{4}")
PHRASES = "phrases.yaml"


class Opening(Struct, frozen=True):
    """Subject line and first paragraph."""

    subject: str
    text: str


class Words(Struct, frozen=True):
    """A phrase's words in one language, and where they stand in the pack."""

    snippet: str
    path: str


class Circumstances:
    """Where and when something happened, worded only for a phrase that prints it: `{{ circumstances }}`."""

    def __init__(self, brief: Brief, values: Mapping[str, object]) -> None:
        self._brief = brief
        self._values = values

    def __str__(self) -> str:
        pack = self._brief.pack
        told = {name: self._values[name] for name in ("date", "place", "country")}
        return fragment(pack.circumstances, partial(pack.positions.place, "circumstances"), told)

    def __bool__(self) -> bool:
        return bool(str(self).strip())


class Said(Struct, frozen=True):
    """What the opening has said before a concern, for a sentence that goes on from there.

    Attributes:
        known: The people who were named and identified.
        again: Whether the sentence before is about the same people, so that a pronoun refers to them.
        there: Whether the sentence before names the same country.
    """

    known: frozenset[str] = frozenset()
    again: bool = False
    there: bool = False


NOTHING_SAID = Said()


def opening(brief: Brief, notebook: Notebook, addressee: Addressee) -> Opening:
    """Subject line and opening from the concerns that reach an addressee, the first one leading.

    An approved letter takes the subject line alone, so nothing else is demanded.
    """
    reaching = [
        (f"concerns[{index}]", concern)
        for index, concern in enumerate(brief.case.concerns)
        if reaches(concern.to, addressee)
    ]
    if not reaching:
        message = f"no concern reaches `{addressee.id}`, so its letter has no subject"
        notebook.gap(f"addressees.{addressee.id}", message, "write one that reaches this addressee")
    subject = ""
    sentences: list[str] = []
    said, before = NOTHING_SAID, None
    for where, concern in reaching:
        text = brief.pack.concerns.get(concern.use)
        path = f"concerns.{concern.use}"
        if text is None:
            _untranslated(brief, notebook, f"{where}.use", concern.use)
            continue
        said = _said(brief, said, before, concern)
        if before is None:
            subject = _phrase(brief, notebook, Words(text.subject, f"{path}.subject"), where, concern)
            if _approved(brief, addressee):
                return Opening(subject, "")
            words = Words(text.opening, f"{path}.opening")
        else:
            words = Words(text.further, f"{path}.further")
        sentences.append(_phrase(brief, notebook, words, where, concern, said=said))
        notebook.carried.add(where)
        before = concern
    whole = partial(brief.letter_blocks.render, "opening", concerns=sentences)
    return Opening(subject, brief.worded(("opening", *sentences), notebook, whole))


def _said(brief: Brief, said: Said, before: Concern | None, concern: Concern) -> Said:
    """What has been said when a concern follows another."""
    if before is None:
        return NOTHING_SAID
    people = brief.people_of(before.people)
    country_before, country_now = before.parameters.country, concern.parameters.country
    return Said(
        known=said.known | {person.id for person in people},
        again=people == brief.people_of(concern.people),
        there=country_now is not None and country_now == country_before,
    )


def body(brief: Brief, notebook: Notebook, addressee: Addressee, first: str) -> tuple[Block, ...]:
    """The body of an appeal.

    Args:
        brief: The case and the language.
        notebook: Takes what is missing.
        addressee: To whom the letter is written.
        first: The opening; an approved letter takes its place, and that of facts and asks.
    """
    approved = _approved(brief, addressee)
    if approved:
        blocks = paragraphs(_begun(brief, "\n\n".join(approved)))
    else:
        blocks = [
            Paragraph(_begun(brief, first)),
            *_facts(brief, notebook, addressee),
            *_asks(brief, notebook, addressee),
        ]
    return (*blocks, Paragraph(brief.letter_blocks.render("thanks")))


def paragraphs(text: str) -> list[Block]:
    """A text as paragraphs."""
    return [Paragraph(paragraph) for paragraph in text.split("\n\n")]


def indented(pack: LanguagePack, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of a body whose paragraphs begin as the language has it."""
    indent = pack.paragraph_indent
    return tuple(Paragraph(indent + one.text) if indent and isinstance(one, Paragraph) else one for one in blocks)


def _begun(brief: Brief, text: str) -> str:
    """The text that begins a body, with a capital unless the language goes on from the salutation."""
    return capital(text, brief.pack.code) if brief.pack.body_capital else text


def _approved(brief: Brief, addressee: Addressee) -> list[str]:
    """The approved letters to an addressee in the letter's language."""
    letters, code = brief.case.letters, brief.pack.code
    return [letter.text[code] for letter in letters if reaches(letter.to, addressee) and code in letter.text]


def _facts(brief: Brief, notebook: Notebook, addressee: Addressee) -> list[Block]:
    blocks: list[Block] = []
    for index, fact in enumerate(brief.case.facts):
        if reaches(fact.to, addressee):
            text = _translated(brief, notebook, fact.text, f"facts[{index}].text")
            if text:
                notebook.carried.add(f"facts[{index}]")
                blocks += paragraphs(text)
    return blocks


def _translated(brief: Brief, notebook: Notebook, text: ByLanguage, path: str) -> str | None:
    if brief.pack.code in text:
        return text[brief.pack.code]
    if brief.case.if_missing == "skip":
        notebook.note(path, f"no {brief.pack.name} text; the letter goes without it", f"add `{brief.pack.code}` there")
        return None
    hint = f"add `{brief.pack.code}` there, or `if_missing: skip` to leave it out of letters in that language"
    notebook.gap(f"{path}.{brief.pack.code}", f"there is no {brief.pack.name} text", hint)
    return None


def _asks(brief: Brief, notebook: Notebook, addressee: Addressee) -> list[Block]:
    clauses: dict[str, list[str]] = {"own": [], "support": []}
    for index, ask in enumerate(brief.case.asks):
        if reaches(ask.to, addressee):
            clause = _clause(brief, notebook, ask, f"asks[{index}]")
            if clause:
                notebook.carried.add(f"asks[{index}]")
                clauses[ask.power].append(clause)
    if not any(clauses.values()):
        hint = "write one that reaches this addressee, with a text in this language"
        notebook.gap(f"addressees.{addressee.id}", f"no ask is left for `{addressee.id}` in {brief.pack.name}", hint)
    return [
        *_ask_blocks(brief, clauses["own"], "stem", "stem_one"),
        *_ask_blocks(brief, clauses["support"], "stem_support", "stem_support_one"),
    ]


def _ask_blocks(brief: Brief, clauses: list[str], stem: str, stem_one: str) -> list[Block]:
    style = brief.pack.asks_style
    if not clauses:
        return []
    if len(clauses) == 1:
        return [Paragraph(clean(f"{brief.letter_blocks.render(stem_one)}{brief.pack.space}{clauses[0]}{style.end}"))]
    marks = [style.sep] * (len(clauses) - 2) + [style.last_sep, style.end]
    items = tuple(clean(clause + mark) for clause, mark in zip(clauses, marks, strict=True))
    return [Paragraph(brief.letter_blocks.render(stem)), Bullets(items)]


def _clause(brief: Brief, notebook: Notebook, ask: Ask, where: str) -> str | None:
    if ask.text is not None:
        text = _translated(brief, notebook, ask.text, f"{where}.text")
        return text.rstrip(".;") if text else None
    words = brief.pack.asks.get(ask.use or "")
    if words is None:
        _untranslated(brief, notebook, f"{where}.use", ask.use or "")
        return None
    return _phrase(brief, notebook, Words(words, f"asks.{ask.use}"), where, ask)


def _untranslated(brief: Brief, notebook: Notebook, path: str, phrase: str) -> None:
    hint = f"add `{phrase}` to {brief.pack.code}/{PHRASES}, or use another phrase"
    notebook.gap(path, f"{brief.pack.name} has no words for the phrase `{phrase}`", hint)


def _phrase(
    brief: Brief, notebook: Notebook, words: Words, where: str, use: Concern | Ask, *, said: Said = NOTHING_SAID
) -> str:
    """Render a phrase of the phrasebook.

    Args:
        brief: The case and the language.
        notebook: Takes what is missing.
        words: The words of the pack.
        where: Where the case uses them.
        use: People and parameters.
        said: What the letter has said before.
    """

    def word() -> str:
        here = partial(brief.pack.phrase_positions.place, words.path)
        sentence = Sentence(brief.pack, notebook.missing, here)
        people = brief.people_of(use.people)
        if not people:
            return notebook.gap(f"{where}.people", "none of these people is in the case", "name them by their ids")
        values = _parameters(brief, notebook, use.parameters, where)
        new = [person.id for person in people if person.id not in said.known]
        who = People(people, sentence, {key: _identity(brief, notebook, key, sentence) for key in new})
        told = {"p": People(people, sentence), "who": who, "again": said.again, "there": said.there}
        return clean(fragment(words.snippet, here, told | values | {"circumstances": Circumstances(brief, values)}))

    return brief.worded((words.path, where, said), notebook, word)


def _parameters(brief: Brief, notebook: Notebook, given: Parameters, where: str) -> dict[str, object]:
    pack = brief.pack
    values: dict[str, object] = dict.fromkeys(("date", "place", "country", "court", "treaty"))
    if given.date:
        values["date"] = brief.date_in_text(given.date.value)
    if given.place is not None:
        hint = f"add `{pack.code}` there"
        values["place"] = given.place.get(pack.code) or notebook.gap(
            f"{where}.place.{pack.code}", f"the place has no {pack.name} text", hint
        )
    if given.country:
        values["country"] = country(brief, notebook, given.country, f"{where}.country")
    for name, table, key in (("court", pack.courts, given.court), ("treaty", pack.treaties, given.treaty)):
        if key:
            values[name] = _declined(brief, notebook, table.get(key, {}), f"{where}.{name}", key)
    return values


def _declined(brief: Brief, notebook: Notebook, forms: ByLanguage, path: str, key: str) -> Declined:
    def absent(form: str) -> str:
        hint = f"add it to {brief.pack.code}/language.yaml"
        return notebook.gap(path, f"{brief.pack.name} has no form `{form}` for `{key}`", hint)

    return Declined(forms, absent)


def _identity(brief: Brief, notebook: Notebook, person_id: str, sentence: Sentence) -> str:
    """What identifies a person, in brackets after the name."""

    def word() -> str:
        person = brief.case.people[person_id]
        snippets = brief.pack.identity
        details: list[str] = []
        if person.citizen_of:
            citizenship = country(brief, notebook, person.citizen_of, f"people.{person_id}.citizen_of")
            p = People([person], sentence)
            details.append(brief.snippet(snippets.citizen, "identity.citizen", p=p, country=citizenship))
        if person.born:
            year_only = bool(_YEAR.fullmatch(person.born))
            born = (
                in_digits(person.born, brief.pack.digits)
                if year_only
                else brief.date_in_text(date.fromisoformat(person.born))
            )
            details.append(brief.snippet(snippets.born, "identity.born", born=born, year_only=year_only))
        return f"{snippets.open}{snippets.between.join(details)}{snippets.close}" if details else ""

    return brief.worded(("identity", person_id), notebook, word)
