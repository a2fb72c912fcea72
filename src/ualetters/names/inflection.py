"""A whole name in a case form, word by word and hyphen by hyphen."""

from collections.abc import Iterable
import re
from typing import Protocol

from ualetters.names.endings import Inflected
from ualetters.names.words import AFTER_FATHER, Traits, Word, Words

# What stands before a hyphen and never changes: articles, kinship, and first parts without a meaning of their own.
_BEFORE_HYPHEN = re.compile(
    r"[аэ][лсшндрзт]ь?|ибн|бен|бин|абу|абд(?:[еу]ль?)?|ван|д[еию]|л[ае]|сан|сент?|мак|тер|мелик|кара|бонч|саро|уль",
    re.IGNORECASE,
)


class Language(Protocol):
    """What a language's module offers."""

    TRAITS: Traits
    FORMS: tuple[str, ...]

    def inflect(self, word: Word, gender: str, form: str) -> Inflected:
        """One word without a hyphen in a case form."""


def inflected(words: Words, gender: str, form: str, language: Language) -> Inflected:
    """A name in a case form.

    Args:
        words: The name.
        gender: `m` or `f`.
        form: One of the language's forms.
        language: The module that inflects.
    """
    parts = [_word(word, gender, form, language) for word in words.words]
    return Inflected(" ".join(part.text for part in parts), sure=words.sure and all(part.sure for part in parts))


def _word(word: Word, gender: str, form: str, language: Language) -> Inflected:
    if word.part == "fixed":
        return Inflected(word.text, sure=True)
    if word.text.isupper() and len(word.text) > 1:
        small = Word(word.text.capitalize(), word.part, word.by_patronymic)
        return Inflected(_word(small, gender, form, language).text.upper(), sure=False)
    pieces = word.text.split("-")
    if len(pieces) == 1:
        return language.inflect(word, gender, form)
    if AFTER_FATHER.fullmatch(pieces[-1]):
        return Inflected(word.text, sure=False)
    bound = pieces[-1][:1].islower()
    told = [
        piece if bound or _stays(piece, word, gender) else language.inflect(_piece(piece, word), gender, form).text
        for piece in pieces[:-1]
    ]
    last = language.inflect(_piece(pieces[-1], word), gender, form).text
    return Inflected("-".join([*told, last]), sure=False)


def _piece(text: str, word: Word) -> Word:
    return Word(text, word.part, word.by_patronymic)


def _stays(piece: str, word: Word, gender: str) -> bool:
    """Whether what stands before a hyphen keeps its form.

    Of given names only a woman's in а or я changes there: Жан-Поля, but Анны-Марии.
    """
    if not piece[:1].isupper() or _BEFORE_HYPHEN.fullmatch(piece):
        return True
    return word.part == "given" and not (gender == "f" and piece[-1] in "ая")


def initials(texts: Iterable[str]) -> str:
    """The initials of given name and patronymic, such as `А. И.` or `Ж.-П. И.`.

    >>> initials(["Жан-Поль", "Иванович"])
    'Ж.-П. И.'
    """
    return " ".join("-".join(f"{piece[:1].upper()}." for piece in text.split("-")) for text in texts)
