"""A case form of a person's or an official's whole name, as letters print it."""

from collections.abc import Mapping

from ualetters.names.endings import Inflected
from ualetters.names.inflection import Language, inflected, initials
from ualetters.names.words import Words, is_east_asian, part_of_name, words_of

VOCATIVE = "voc"


def of_person(nominative: str, gender: str, form: str, language: Language) -> Inflected:
    """A case form of the name of a person at risk, such as `Юсупа Касымахунова`.

    Args:
        nominative: The whole name.
        gender: `m` or `f`.
        form: One of the language's forms.
        language: The module that inflects.
    """
    return inflected(words_of(nominative, gender, language.TRAITS), gender, form, language)


def of_official(parts: Mapping[str, str], gender: str, form: str, language: Language) -> Inflected | None:
    """A case form of an official's name: as addresses have it, `Бастрыкину А. И.`; the vocative as a salutation does.

    Args:
        parts: `family`, and `given` and `patronymic` if they are known.
        gender: `m` or `f`.
        form: One of the language's forms.
        language: The module that inflects.

    Returns:
        The form; None for a vocative without a patronymic, which is no way to address an official.
    """
    given, patronymic = parts.get("given", ""), parts.get("patronymic", "")
    if form == VOCATIVE:
        return _saluted(given, patronymic, gender, language) if given and patronymic else None
    family = part_of_name(parts["family"], "family", by_patronymic=bool(patronymic))
    inflected_family = inflected(family, gender, form, language)
    short = initials(text for text in (*given.split(), *patronymic.split()[:1]) if text)
    sure = inflected_family.sure and len(given.split()) <= 1 and not is_east_asian([parts["family"], given])
    return Inflected(f"{inflected_family.text} {short}".rstrip(), sure=sure)


def _saluted(given: str, patronymic: str, gender: str, language: Language) -> Inflected:
    first, second = (
        part_of_name(given, "given", by_patronymic=True),
        part_of_name(patronymic, "patronymic", by_patronymic=True),
    )
    words = Words((*first.words, *second.words), sure=first.sure and second.sure)
    return inflected(words, gender, VOCATIVE, language)
