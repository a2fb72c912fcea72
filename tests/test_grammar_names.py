"""A form or name that is not there is noted and never guessed; Latin stands only where it may."""

from collections.abc import Mapping
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.grammar import PHRASE, pack
from ualetters.grammar import Gap, Missing, People, Sentence, forms_for, is_latin_text
from ualetters.model.case import Gender, Name, Person
from ualetters.model.pack import LanguagePack


@cache
def right_to_left() -> LanguagePack:
    """A language in Arabic script, which no form of a name here is written in."""
    return replace(pack("en"), code="ar", name="Arabic", script="Arab", direction="rtl", forms=("nom",))


def named(forms: Mapping[str, Mapping[str, str]], *, gender: Gender = "m", allow_latin: bool = False) -> Person:
    """A person whose name has just these forms."""
    return Person("timur", gender, Name(forms, allow_latin))


def said(someone: Person, language: LanguagePack, form: str = "nom") -> tuple[str, list[Gap]]:
    """A form of one name in a language, and the gaps that it leaves."""
    missing = Missing()
    p = People([someone], Sentence(language, missing, PHRASE))
    return (str(p) if form == "nom" else getattr(p, form)), missing.gaps


def test_a_form_that_is_not_there_is_noted() -> None:
    """A missing case form names its YAML path and whose name it is, so that `compose` can say which forms to write."""
    text, gaps = said(named({"ru": {"nom": "Тимур Назаров"}}), pack("ru"), "gen")
    assert text == "⟨missing⟩"
    assert gaps == [
        Gap(
            "people.timur.name.ru.gen",
            "the name has no form `gen` in русский (Russian)",
            "no other form is asked for",
            person="timur",
        )
    ]


def test_a_gap_is_noted_once() -> None:
    """A letter that needs one form five times asks for it once."""
    missing = Missing()
    p = People([named({"ru": {"nom": "Тимур Назаров"}})], Sentence(pack("ru"), missing, PHRASE))
    assert [p.gen, p.gen, p.dat] == ["⟨missing⟩"] * 3
    assert [gap.path for gap in missing.gaps] == ["people.timur.name.ru.gen", "people.timur.name.ru.dat"]


def test_every_gap_of_a_group_is_noted() -> None:
    """A list of people notes the missing form of each of them, so that one run tells all."""
    missing = Missing()
    bare = [replace(named({"ru": {"nom": "Тимур"}}), id="one"), replace(named({"ru": {"nom": "Лев"}}), id="two")]
    assert People(bare, Sentence(pack("ru"), missing, PHRASE)).dat == "⟨missing⟩ и ⟨missing⟩"
    assert [gap.path for gap in missing.gaps] == ["people.one.name.ru.dat", "people.two.name.ru.dat"]


def test_a_name_without_the_language_is_noted() -> None:
    """A Latin name does not stand in a Russian letter unless the case allows it."""
    text, gaps = said(named({"en": {"nom": "Timur Nazarov"}}), pack("ru"))
    assert text == "⟨missing⟩"
    assert gaps == [
        Gap(
            "people.timur.name.ru",
            "the name has no form in русский (Russian)",
            "as русский (Russian) spells it; or `allow_latin: true` to let the Latin name stand",
            person="timur",
        )
    ]


def test_the_latin_name_stands_where_the_case_allows_it() -> None:
    """With `allow_latin` a Russian letter prints the Latin nominative in the place of every form."""
    allowed = named({"en": {"nom": "Timur Nazarov"}}, allow_latin=True)
    assert said(allowed, pack("ru")) == ("Timur Nazarov", [])
    assert said(allowed, pack("ru"), "gen") == ("Timur Nazarov", [])


def test_allowing_latin_does_not_excuse_a_native_name() -> None:
    """A Russian name that is there must have its forms: the Latin one does not fill in for some of them."""
    forms = {"en": {"nom": "Timur Nazarov"}, "ru": {"nom": "Тимур Назаров"}}
    text, gaps = said(named(forms, allow_latin=True), pack("ru"), "gen")
    assert (text, [gap.path for gap in gaps]) == ("⟨missing⟩", ["people.timur.name.ru.gen"])


def test_a_latin_name_is_borrowed_between_arabic_letters() -> None:
    """An allowed Latin name is no more than its letters here: what keeps its order is added to finished sentences."""
    allowed = named({"en": {"nom": "Timur Nazarov"}}, allow_latin=True)
    assert said(allowed, right_to_left()) == ("Timur Nazarov", [])


def test_a_native_name_stands_as_it_is_stored() -> None:
    """A name in the letter's own language is taken before an allowed Latin one, and nothing is added to it."""
    native = named({"en": {"nom": "Timur Nazarov"}, "ar": {"nom": "تيمور نزاروف"}}, allow_latin=True)
    assert said(native, right_to_left()) == ("تيمور نزاروف", [])


@pytest.mark.parametrize("allow_latin", [False, True])
def test_cyrillic_never_serves_english(*, allow_latin: bool) -> None:
    """An English letter does not print a Cyrillic name, whatever the case allows."""
    text, gaps = said(named({"ru": {"nom": "Тимур Назаров"}}, allow_latin=allow_latin), pack("en"))
    assert text == "⟨missing⟩"
    assert [gap.path for gap in gaps] == ["people.timur.name.en"]


def test_the_latin_form_serves_every_latin_language() -> None:
    """A French letter takes the English nominative, for the name is written the same."""
    french = replace(pack("en"), code="fr", name="French", forms=("nom", "de"))
    someone = named({"ru": {"nom": "Тимур Назаров"}, "en": {"nom": "Timur Nazarov"}})
    assert said(someone, french) == ("Timur Nazarov", [])


def test_the_latin_form_serves_as_nominative_only() -> None:
    """A form that a Latin-script language demands is asked for in that language."""
    french = replace(pack("en"), code="fr", name="French", forms=("nom", "de"))
    text, gaps = said(named({"en": {"nom": "Timur Nazarov"}}, allow_latin=True), french, "de")
    assert text == "⟨missing⟩"
    assert gaps == [
        Gap(
            "people.timur.name.fr.de",
            "the name has no form `de` in French",
            "no other form is asked for",
            person="timur",
        )
    ]


def test_borrowed_forms_are_the_parts_of_a_name() -> None:
    """Of an official's Latin name its parts are borrowed, and no case form of another language."""
    english = {"given": "Aleksandr", "patronymic": "Ivanovich", "family": "Bastrykin"}
    name = Name({"en": english | {"dat": "Bastrykinu", "gen": "Бастрыкина"}})
    assert forms_for(name, replace(pack("en"), code="de")) == (english, True)


def test_the_languages_own_forms_are_not_borrowed() -> None:
    """A language that has forms of its own gets all of them."""
    forms = {"given": "Александр", "family": "Бастрыкин", "dat": "Бастрыкину А. И."}
    assert forms_for(Name({"ru": forms}), pack("ru")) == (forms, False)


def test_english_is_borrowed_before_other_languages() -> None:
    """The international spelling wins; without it the first Latin one in the file does."""
    name = Name({"tr": {"nom": "Timur Nazarov (tr)"}, "en": {"nom": "Timur Nazarov"}, "fr": {"nom": "Timour Nazarov"}})
    assert forms_for(name, replace(pack("en"), code="de")) == ({"nom": "Timur Nazarov"}, True)
    later = Name({"ru": {"nom": "Тимур"}, "tr": {"nom": "Timur"}, "fr": {"nom": "Timour"}})
    assert forms_for(later, pack("en")) == ({"nom": "Timur"}, True)


def test_half_a_latin_name_is_no_latin_name() -> None:
    """A name of which one part is in another script serves nobody else."""
    mixed = Name({"ru": {"given": "Timur", "family": "Назаров"}})
    assert forms_for(mixed, pack("en")) == (None, False)
    assert forms_for(Name({"ru": {"gen": "Timura"}}), pack("en")) == (None, False)


@pytest.mark.parametrize(
    ("text", "is_latin"),
    [
        ("Timur Nazarov", True),
        ("Oʻtkir Ãñđé-Şeref O’Neil", True),
        ("Тимур", False),
        ("Timur Назаров", False),
        ("تيمور", False),
        ("优素福", False),
        ("1964", False),
        ("", False),
    ],
)
def test_latin_text(text: str, *, is_latin: bool) -> None:
    """Latin text has letters, and every one of them is Latin."""
    assert is_latin_text(text) == is_latin


@given(st.text(alphabet="абвгдежзиклмнопрстуфхц ABCDEFG-’", min_size=1, max_size=12), st.booleans())
def test_only_latin_letters_reach_an_english_letter(text: str, allow_latin: bool) -> None:  # noqa: FBT001
    """Whatever a case holds, a borrowed name in an English letter is Latin throughout."""
    forms, borrowed = forms_for(Name({"ru": {"nom": text}}, allow_latin), pack("en"))
    assert (forms is not None) == borrowed == is_latin_text(text)
    assert forms is None or not any("\u0400" <= character <= "\u04ff" for character in forms["nom"])
