"""People, offices and countries as a sentence needs them: case forms, agreement in gender and number.

Templates print `p`, `p.gen`, `country.to`; they choose with `p.g(…)` and `p.n(…)`. A form or a variant that is not
there is noted, never guessed: `Missing` collects every one, so that an author learns of all of them in one run.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
import re

from msgspec import Struct, field

from ualetters.errors import Place
from ualetters.language import in_digits, is_latin, join_list
from ualetters.model.case import Forms, Name, Person
from ualetters.model.pack import LanguagePack, Rule

_LETTER = re.compile(r"[^\W\d_]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zªºÀ-ɏʰ-˿Ḁ-ỿ’'‘ʻʼ]")
MAX_SUBJECT_NAMES = 3


Where = Place | Callable[[], Place]
"""A place, or how to find it, which only something that is wrong needs."""


def place_at(where: Where) -> Place:
    """The place itself."""
    return where if isinstance(where, Place) else where()


class Gap(Struct, frozen=True):
    """A form, a variant or a translation that a letter needs and that is not there.

    Attributes:
        path: YAML path where it belongs in the case.
        message: What is missing.
        hint: What to write.
        place: Where it belongs, if that is not the case.
        person: Id of the person at risk whose name it is about; empty for anything else.
    """

    path: str
    message: str
    hint: str
    place: Place | None = None
    person: str = ""


class Missing(Struct):
    """Collects every gap met while a letter is composed.

    Attributes:
        gaps: The gaps, each once.
        met: How often something was found missing, again or for the first time.
    """

    gaps: list[Gap] = field(default_factory=list)
    met: int = 0

    def add(self, gap: Gap) -> str:
        """Note a gap; the text that stands in its place never reaches a letter."""
        self.met += 1
        if gap not in self.gaps:
            self.gaps.append(gap)
        return "⟨missing⟩"


def is_latin_text(text: str) -> bool:
    """Whether every letter of a text is Latin."""
    return bool(_LETTER.search(text)) and not _OTHER_LETTER.search(text)


def forms_for(name: Name, pack: LanguagePack) -> tuple[Forms | None, bool]:
    """The forms of a name for a letter in a language, and whether they are borrowed from another.

    The language's own; else the Latin form, nominative only, where the language is written in Latin or the case allows
    it. A form in another script never serves.
    """
    if pack.code in name.forms:
        return name.forms[pack.code], False
    if not (is_latin(pack.script) or name.allow_latin):
        return None, False
    for code in sorted(name.forms, key=lambda code: code != "en"):
        latin = {
            form: text for form, text in name.forms[code].items() if form in ("nom", "given", "patronymic", "family")
        }
        if latin and all(map(is_latin_text, latin.values())):
            return latin, True
    return None, False


def full_name(forms: Forms, pack: LanguagePack) -> str:
    """A name in the nominative: as it is written, else its parts in the order of the language."""
    rules = pack.inside_address
    return forms.get("nom") or rules.name_between.join(forms[part] for part in rules.name if part in forms)


def first_rule(rules: Sequence[Rule], name: str) -> str | None:
    """The text of the first rule that fits a name, or None if none does."""
    for rule in rules:
        starts = re.match(rule.starts, name, re.IGNORECASE)
        if starts and re.search(f"(?:{rule.ends})\\Z", name, re.IGNORECASE):
            return rule.text
    return None


def derived(pack: LanguagePack, form: str, name: str) -> str | None:
    """A case form of a name that the language makes by rule, such as French `d’Ismon`; None where it has no rule."""
    text = first_rule(pack.derived.get(form, ()), name)
    return None if text is None else text.replace("{name}", name)


class Declined:
    """One thing with case forms, such as a country or a court.

    Args:
        forms: Form to text; printing it gives `nom`.
        absent: What to print when a form is not there; it notes the gap.
    """

    def __init__(self, forms: Forms, absent: Callable[[str], str]) -> None:
        self._forms = forms
        self._absent = absent

    def __getattr__(self, form: str) -> str:
        if form.startswith("_"):
            raise AttributeError(form)
        return self._forms[form] if form in self._forms else self._absent(form)

    def __str__(self) -> str:
        return self.__getattr__("nom")


class Sentence(Struct, frozen=True):
    """What a sentence about people is written with.

    Attributes:
        pack: The language.
        missing: Takes the gaps.
        phrase: Where the phrase stands, for a variant that the language pack lacks.
    """

    pack: LanguagePack
    missing: Missing
    phrase: Where


class People:
    """One or more people at risk in a sentence: `{{ p }}`, `{{ p.gen }}`, `{{ p.g('his', 'her', …) }}`.

    Args:
        people: At least one person, in the order in which they are named.
        sentence: The language and where gaps go.
        details: Person id to what follows the name in brackets at the first mention.
        short: Whether more than three are named as the first and how many others.
    """

    def __init__(
        self,
        people: Sequence[Person],
        sentence: Sentence,
        details: Mapping[str, str] | None = None,
        *,
        short: bool = False,
    ) -> None:
        self._people = tuple(people)
        self._sentence = sentence
        self._details = details or {}
        self._short = short

    def __len__(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator["People"]:
        return (People([person], self._sentence, self._details) for person in self._people)

    def __str__(self) -> str:
        return self._joined("nom")

    def __getattr__(self, form: str) -> str:
        if form.startswith("_") or form not in self._sentence.pack.forms:
            raise AttributeError(form)
        return self._joined(form)

    @property
    def head(self) -> "People":
        """The same people for a subject line: the first and how many others, when there are more than three."""
        return People(self._people, self._sentence, self._details, short=True)

    def g(  # noqa: PLR0917  # a translator writes p.g('his', 'her', 'their')
        self,
        m: str | None = None,
        f: str | None = None,
        pl_m: str | None = None,
        pl_f: str | None = None,
        x: str | None = None,
        du_m: str | None = None,
        du_f: str | None = None,
    ) -> str:
        """The variant that agrees with these people in gender and number.

        One person: `m`, `f` or `x`. Several: `x` if one of them is x, `pl_f` if all are f, else `pl_m`; two people take
        the dual where the language gives one.
        """
        genders = {person.gender for person in self._people}
        if "x" in genders:
            return self._variant("x", x)
        if len(self._people) == 1:
            return self._variant("m", m) if "m" in genders else self._variant("f", f)
        feminine = genders == {"f"}
        dual = du_f if feminine else du_m
        if len(self._people) == 2 and dual is not None:  # noqa: PLR2004
            return dual
        return self._variant("pl_f", pl_f) if feminine else self._variant("pl_m", pl_m)

    def n(self, one: str, many: str, du: str | None = None) -> str:
        """The variant that agrees in number alone; two people take the dual where the language gives one."""
        if len(self._people) == 2 and du is not None:  # noqa: PLR2004
            return du
        return one if len(self._people) == 1 else many

    def _variant(self, name: str, text: str | None) -> str:
        if text is not None:
            return text
        what = "wording for a person of unstated gender" if name == "x" else f"variant `{name}`"
        message = f"{self._sentence.pack.name} has no {what} in this phrase"
        hint = f"add `{name}=…` to its p.g(…), or use another phrase"
        return self._sentence.missing.add(Gap("", message, hint, place_at(self._sentence.phrase)))

    def _joined(self, form: str) -> str:
        first = self._people[0]
        if len(self._people) == 1:
            return self._name(first, form) + self._details.get(first.id, "")
        lists = self._sentence.pack.lists
        if self._short and len(self._people) > MAX_SUBJECT_NAMES:
            others = in_digits(str(len(self._people) - 1), self._sentence.pack.digits)
            return self._name(first, form) + lists.others.format(n=others)
        before_last = "nom" if lists.inflects == "last" else form
        forms = [before_last] * (len(self._people) - 1) + [form]
        names = [self._name(person, one) for person, one in zip(self._people, forms, strict=True)]
        last = first_rule(lists.last_before, names[-1]) or lists.last
        detailed = [name + self._details.get(person.id, "") for person, name in zip(self._people, names, strict=True)]
        return join_list(detailed, last, lists.between)

    def _name(self, person: Person, form: str) -> str:
        pack, missing = self._sentence.pack, self._sentence.missing
        forms, borrowed = forms_for(person.name, pack)
        if forms is not None and form in forms:
            return forms[form]
        path = f"people.{person.id}.name.{pack.code}"
        if forms is None:
            hint = f"as {pack.name} spells it; or `allow_latin: true` to let the Latin name stand"
            return missing.add(Gap(path, f"the name has no form in {pack.name}", hint, person=person.id))
        if (regular := derived(pack, form, forms["nom"])) is not None:
            return regular
        if borrowed and person.name.allow_latin and not is_latin(pack.script):
            return forms["nom"]
        message = f"the name has no form `{form}` in {pack.name}"
        return missing.add(Gap(f"{path}.{form}", message, "no other form is asked for", person=person.id))
