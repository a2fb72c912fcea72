"""Ukrainian case forms: shevchenko inflects, known patterns judge it."""

import re

import shevchenko

from ualetters.names.endings import Inflected, judged
from ualetters.names.ukrainian_endings import COLUMNS, PATTERNS
from ualetters.names.words import Traits, Word

TRAITS = Traits(
    patronymic={"m": re.compile(r".+(?:ович|[іїе]вич|[лмк]іч|кич)"), "f": re.compile(r".+(?:[іїое]вна|ічна)")},
    family={
        "m": re.compile(r".*[аеєиіїоуюя].*(?:ов|[еєї]в|[сзц]ький|енко)", re.IGNORECASE),
        "f": re.compile(r".*[аеєиіїоуюя].*(?:ова|[еєї]ва|[сзц]ька|енко)", re.IGNORECASE),
    },
)

_CASES = {
    "gen": shevchenko.GENITIVE,
    "dat": shevchenko.DATIVE,
    "acc": shevchenko.ACCUSATIVE,
    "ins": shevchenko.ABLATIVE,
    "voc": shevchenko.VOCATIVE,
    "loc": shevchenko.LOCATIVE,
    "prp": shevchenko.LOCATIVE,
}
FORMS = tuple(_CASES)
_GENDERS = {"m": shevchenko.MASCULINE, "f": shevchenko.FEMININE}
_PARTS = {"given": "given_name", "patronymic": "patronymic_name", "family": "family_name"}


def inflect(word: Word, gender: str, form: str) -> Inflected:
    """One word without a hyphen in a case form.

    Args:
        word: A given name, patronymic or family name.
        gender: `m` or `f`.
        form: One of `FORMS`.
    """
    field = _PARTS[word.part]
    library = str(shevchenko.in_case(_CASES[form], {field: word.text}, gender=_GENDERS[gender])[field])
    if "'" not in word.text:
        library = library.replace("'", "’")
    if form not in COLUMNS:
        return Inflected(library, sure=False)
    return judged(word.text, COLUMNS.index(form), PATTERNS[word.part, gender], library)
