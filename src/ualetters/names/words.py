"""A whole name to its words, and what each of them is in the name."""

from collections.abc import Mapping
import re
from typing import Literal

from msgspec import Struct

Part = Literal["given", "patronymic", "family", "fixed"]

_CYRILLIC = re.compile(r"[\u0400-\u052f]+(?:[-’'ʼ‘][\u0400-\u052f]+)*", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_VOWEL = re.compile("[аеёиіїоуыэєюя]", re.IGNORECASE)
# Son and daughter of: these and the father's name before them never change.
AFTER_FATHER = re.compile(r"о[гқғ]лы|огли|у[гғ]л[иі]|[уұ]лы|уулу|[кқ][ыиі]з[ыиі]|заде|зода", re.IGNORECASE)
# Kinship, articles and first parts that never change, if a name goes on behind them.
_BEFORE_NAME = re.compile(
    r"(?:абд|абу|бен|бин|бинт|ибн|умм|[аэ][лсшндрзт]ь?|абд[еу]ль?|д[еию]|л[ае]|сент?)", re.IGNORECASE
)
_VIETNAMESE = frozenset(["нгуен", "чан", "фам", "хоанг", "хюинь", "зыонг", "данг", "буй", "динь", "дао"])
# What a Chinese syllable can be in the systems of Palladius and of Kyiv.
_SYLLABLE = "(?:цз|чж|[бпмфдтнлгґкхцсчшжв])?[аеёиіоуыэєюя]{1,2}(?:нь|н|й|о)?"
_CHINESE = re.compile(f"(?:{_SYLLABLE}){{1,3}}", re.IGNORECASE)
_LEAST_OF_SYLLABLES = 3
_WITH_PATRONYMIC = 3


class Traits(Struct, frozen=True):
    """How a language builds names.

    Attributes:
        patronymic: Gender to the shape of a patronymic.
        family: Gender to the shape of family names that no given name has.
    """

    patronymic: Mapping[str, re.Pattern[str]]
    family: Mapping[str, re.Pattern[str]]


class Word(Struct, frozen=True):
    """One word of a name.

    Attributes:
        text: The word in the nominative.
        part: What it is; `fixed` never changes.
        by_patronymic: Whether a patronymic stands in the name, so that it is one of this part of the world.
    """

    text: str
    part: Part
    by_patronymic: bool = False


class Words(Struct, frozen=True):
    """A name as words.

    Attributes:
        words: The words in their order.
        sure: Whether it is clear which word is what.
    """

    words: tuple[Word, ...]
    sure: bool


def words_of(name: str, gender: str, traits: Traits) -> Words:
    """Tell given name, patronymic and family name apart.

    Args:
        name: The whole name in the nominative.
        gender: `m` or `f`.
        traits: How the language builds names.
    """
    texts = name.split()
    if is_east_asian(texts):
        return Words((*(Word(text, "fixed") for text in texts[:-1]), Word(texts[-1], "given")), sure=False)
    fixed, clear = _fixed(texts)
    free = [index for index in range(len(texts)) if index not in fixed]
    if len(free) == 1:
        # The rest are a father's name or initials; these make clear that it is the family name.
        first = free == [0] and not _INITIALS.fullmatch((*texts, ".")[1])
        parts: list[Part] = ["given" if first and len(texts) > 1 else "family"]
        told = len(texts) > 1
    else:
        parts, told = _parts([texts[index] for index in free], gender, traits)
    found = dict(zip(free, parts, strict=True))
    known = "patronymic" in parts
    words = tuple(Word(text, found.get(index, "fixed"), known) for index, text in enumerate(texts))
    return Words(words, sure=clear and told)


def part_of_name(text: str, part: Part, *, by_patronymic: bool) -> Words:
    """One part of a name that the case file itself tells apart, such as a family name `фон Бюлов`."""
    texts = text.split()
    fixed, clear = _fixed(texts)
    words = tuple(
        Word(one, "fixed" if index in fixed else part, by_patronymic=by_patronymic) for index, one in enumerate(texts)
    )
    return Words(words, sure=clear and len(texts) == 1)


def is_east_asian(texts: list[str]) -> bool:
    """Whether a name has a form in which Russian and Ukrainian inflect the last word alone.

    Chinese names of two words, and names of three or more short words such as Korean and Vietnamese ones have.

    >>> is_east_asian(["Чэнь", "Гуанчэн"]), is_east_asian(["Ким", "Чен", "Ын"]), is_east_asian(["Ян", "Рачинский"])
    (True, True, False)
    """
    if len(texts) >= _LEAST_OF_SYLLABLES:
        return texts[0].lower() in _VIETNAMESE or all(
            text[:1].isupper() and len(_VOWEL.findall(text)) == 1 for text in texts
        )
    first, last = (*texts, "", "")[:2]
    return bool(re.fullmatch(_SYLLABLE, first, re.IGNORECASE) and _CHINESE.fullmatch(last))


def _fixed(texts: list[str]) -> tuple[set[int], bool]:
    """The places of the words that never change, and whether nothing about them is doubtful."""
    fixed: set[int] = set()
    clear = True
    for index, text in enumerate(texts):
        if _INITIALS.fullmatch(text):
            fixed.add(index)
        elif AFTER_FATHER.fullmatch(text.rpartition("-")[2]) and index:
            fixed |= {index} if "-" in text else {index - 1, index} - {0}
            clear = False
        elif text.islower() or not _CYRILLIC.fullmatch(text) or _goes_on(text, index, len(texts)):
            fixed.add(index)
            clear = False
        elif not text[0].isupper() or text.isupper():
            clear = False
    return fixed, clear


def _goes_on(text: str, index: int, count: int) -> bool:
    """Whether a word only begins a name that the next one ends, such as Абдель and Аль, and Ле in Ле Пен."""
    first = index == 0 and count < _WITH_PATRONYMIC
    return not first and index < count - 1 and _BEFORE_NAME.fullmatch(text) is not None


def _parts(texts: list[str], gender: str, traits: Traits) -> tuple[list[Part], bool]:
    """What each word is, and whether that is clear."""
    patronymic, family = traits.patronymic[gender], traits.family[gender]
    between: list[Part] = ["family" if family.fullmatch(text) else "given" for text in texts[1:-1]]
    match [bool(patronymic.fullmatch(text)) for text in texts]:
        case []:
            return [], False
        case [_, True, _]:
            return ["given", "patronymic", "family"], True
        case [_, _, True]:
            return ["family", "given", "patronymic"], False
        case [_, True] if gender == "f":
            return ["given", "patronymic"], True
    if not family.fullmatch(texts[0]):
        return ["given", *between, "family"], len(texts) < _WITH_PATRONYMIC
    # Either the family name stands first, or a given name looks like one.
    last_too = family.fullmatch(texts[-1]) is not None
    return (["given", *between, "family"] if last_too else ["family", *between, "given"]), False
