"""Russian case forms: pytrovich inflects, known patterns judge it."""

import re

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from ualetters.names.endings import Inflected, judged
from ualetters.names.russian_endings import FAMILY_BY_PATRONYMIC, FORMS, PATTERNS
from ualetters.names.words import Traits, Word

TRAITS = Traits(
    patronymic={"m": re.compile(r".+(?:[её]вич|ович|ьич|[ктм]ич|ввич)"), "f": re.compile(r".+(?:[её]вна|овна|ична)")},
    family={
        "m": re.compile(r"(?!Яков$).*[аеёиоуыэюя].*(?:ов|[её]в|[сц]кий)", re.IGNORECASE),
        "f": re.compile(r".*[аеёиоуыэюя].*(?:ова|[её]ва|[сц]кая)", re.IGNORECASE),
    },
)

_CASES = {
    "gen": Case.GENITIVE,
    "dat": Case.DATIVE,
    "acc": Case.ACCUSATIVE,
    "ins": Case.INSTRUMENTAL,
    "prp": Case.PREPOSITIONAL,
}
_GENDERS = {"m": Gender.MALE, "f": Gender.FEMALE}
_PARTS = {"given": NamePart.FIRSTNAME, "patronymic": NamePart.MIDDLENAME, "family": NamePart.LASTNAME}
# No ы stands after these letters.
_WRONG_Y = re.compile("(?<=[гкхжшчщ])ы$")
_maker = PetrovichDeclinationMaker()


def inflect(word: Word, gender: str, form: str) -> Inflected:
    """One word without a hyphen in a case form.

    Args:
        word: A given name, patronymic or family name.
        gender: `m` or `f`.
        form: One of `FORMS`.
    """
    library = _maker.make(_PARTS[word.part], _GENDERS[gender], _CASES[form], word.text)
    if library != word.text:
        library = _WRONG_Y.sub("и", library)
    known = PATTERNS[word.part, gender]
    if word.part == "family" and gender == "m" and word.by_patronymic:
        known = FAMILY_BY_PATRONYMIC + known
    return judged(word.text, FORMS.index(form), known, library)
