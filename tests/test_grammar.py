"""People in a sentence: case forms, agreement, lists; a form that is not there is noted and never guessed."""

from collections.abc import Mapping, Sequence
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from ualetters.grammar import Declined, Gap, Missing, People, Sentence, forms_for, is_latin_text
from ualetters.model.case import Gender, Name, Person
from ualetters.model.pack import LanguagePack
from ualetters.templating import Templates
from ualetters.workshop import Workshop

PHRASE = ("ru/phrases.yaml", "asks.an-ask")
FORMS = ("nom", "gen", "dat", "acc", "ins", "prp")
# The Russian forms were checked by hand: a fleeting vowel, names that do not decline, a frozen first part.
RUSSIAN = {
    "timur": "Тимур Назаров, Тимура Назарова, Тимуру Назарову, Тимура Назарова, Тимуром Назаровым, Тимуре Назарове",
    "lev": "Лев Гордеев, Льва Гордеева, Льву Гордееву, Льва Гордеева, Львом Гордеевым, Льве Гордееве",
    "ali": "Али Саидов, Али Саидова, Али Саидову, Али Саидова, Али Саидовым, Али Саидове",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана, Жан-Полю Дюрану, Жан-Поля Дюрана, Жан-Полем Дюраном, Жан-Поле Дюране",
    "anna": "Анна Соколова, Анны Соколовой, Анне Соколовой, Анну Соколову, Анной Соколовой, Анне Соколовой",
    "zara": "Зара Мурадян, Зары Мурадян, Заре Мурадян, Зару Мурадян, Зарой Мурадян, Заре Мурадян",
    "sasha": "Саша Черных, Саши Черных, Саше Черных, Сашу Черных, Сашей Черных, Саше Черных",
}
ENGLISH = {
    "timur": "Timur Nazarov",
    "lev": "Lev Gordeev",
    "ali": "Ali Saidov",
    "jean": "Jean-Paul Durand",
    "anna": "Anna Sokolova",
    "zara": "Zara Muradyan",
    "sasha": "Sasha Chernykh",
}
GENDERS: dict[str, Gender] = {
    "timur": "m",
    "lev": "m",
    "ali": "m",
    "jean": "m",
    "anna": "f",
    "zara": "f",
    "sasha": "x",
}
EVERYBODY = tuple(RUSSIAN)


@cache
def pack(code: str) -> LanguagePack:
    """A pack of the repository."""
    return Workshop(Templates.with_own())[code]


@cache
def right_to_left() -> LanguagePack:
    """A language in Arabic script, which no form of a name here is written in."""
    return replace(pack("en"), code="ar", name="Arabic", script="Arab", direction="rtl", forms=("nom",))


def person(key: str) -> Person:
    """One of the people, with an English name and every Russian form."""
    russian = dict(zip(FORMS, RUSSIAN[key].split(", "), strict=True))
    return Person(key, GENDERS[key], Name({"en": {"nom": ENGLISH[key]}, "ru": russian}))


def named(forms: Mapping[str, Mapping[str, str]], *, gender: Gender = "m", allow_latin: bool = False) -> Person:
    """A person whose name has just these forms."""
    return Person("timur", gender, Name(forms, allow_latin))


def people(
    *keys: str, code: str = "ru", missing: Missing | None = None, details: Mapping[str, str] | None = None
) -> People:
    """Some of the people in a sentence of a language."""
    sentence = Sentence(pack(code), missing if missing is not None else Missing(), PHRASE)
    return People([person(key) for key in keys], sentence, details)


def said(someone: Person, language: LanguagePack, form: str = "nom") -> tuple[str, list[Gap]]:
    """A form of one name in a language, and the gaps that it leaves."""
    missing = Missing()
    p = People([someone], Sentence(language, missing, PHRASE))
    return (str(p) if form == "nom" else getattr(p, form)), missing.gaps


def test_printing_people_gives_the_nominative() -> None:
    """What a template prints without a form is the nominative, in the letter's language."""
    assert str(people("timur")) == "Тимур Назаров"
    assert str(people("timur", code="en")) == "Timur Nazarov"


@pytest.mark.parametrize("key", EVERYBODY)
def test_every_form_is_the_one_that_the_case_has(key: str) -> None:
    """Each case form of the language is printed as it is stored."""
    assert [getattr(people(key), form) for form in FORMS] == RUSSIAN[key].split(", ")


def test_one_name_stands_alone() -> None:
    """A single person is no list."""
    assert people("anna").gen == "Анны Соколовой"


def test_two_names_are_joined() -> None:
    """Two people are joined by the language's word, each in the form that is asked for."""
    assert people("timur", "anna").acc == "Тимура Назарова и Анну Соколову"
    assert str(people("timur", "anna", code="en")) == "Timur Nazarov and Anna Sokolova"


def test_three_names_are_listed() -> None:
    """Three people are a list with the language's word before the last."""
    assert people("timur", "anna", "lev").dat == "Тимуру Назарову, Анне Соколовой и Льву Гордееву"
    assert str(people("timur", "anna", "lev", code="en")) == "Timur Nazarov, Anna Sokolova and Lev Gordeev"


def test_seven_names_are_all_listed() -> None:
    """In a sentence everybody is named, however many they are."""
    assert people(*EVERYBODY).ins == (
        "Тимуром Назаровым, Львом Гордеевым, Али Саидовым, Жан-Полем Дюраном, Анной Соколовой, Зарой Мурадян "
        "и Сашей Черных"
    )


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "Тимура Назарова", "Timur Nazarov"),
        (2, "Тимура Назарова и Льва Гордеева", "Timur Nazarov and Lev Gordeev"),
        (3, "Тимура Назарова, Льва Гордеева и Али Саидова", "Timur Nazarov, Lev Gordeev and Ali Saidov"),
        (4, "Тимура Назарова и ещё 3 человек", "Timur Nazarov and 3 others"),
        (7, "Тимура Назарова и ещё 6 человек", "Timur Nazarov and 6 others"),
    ],
)
def test_a_subject_line_names_at_most_three(count: int, russian: str, english: str) -> None:
    """A subject line has the first and a number when there are more than three."""
    assert people(*EVERYBODY[:count]).head.gen == russian
    assert str(people(*EVERYBODY[:count], code="en").head) == english


def test_details_follow_each_name() -> None:
    """What identifies somebody stands behind that name and no other, in every form."""
    p = people("timur", "anna", details={"anna": " (гражданка Узбекистана)"})
    assert p.gen == "Тимура Назарова и Анны Соколовой (гражданка Узбекистана)"
    assert p.head.gen == p.gen
    assert [one.dat for one in p] == ["Тимуру Назарову", "Анне Соколовой (гражданка Узбекистана)"]


def test_details_are_left_out_of_a_number() -> None:
    """A subject line that counts people has no room for what identifies the first."""
    assert people(*EVERYBODY, details={"timur": " (1964)"}).head.gen == "Тимура Назарова и ещё 6 человек"


def test_a_template_can_walk_and_count() -> None:
    """A language that repeats a preposition before each name walks over them."""
    p = people("timur", "anna", "sasha")
    assert len(p) == 3
    assert [str(one) for one in p] == ["Тимур Назаров", "Анна Соколова", "Саша Черных"]
    assert [one.g("m", "f", "pl_m", "pl_f", "x") for one in p] == ["m", "f", "x"]


VARIANTS = ("m", "f", "pl_m", "pl_f", "x")


@pytest.mark.parametrize(
    ("keys", "variant"),
    [
        (("timur",), "m"),
        (("anna",), "f"),
        (("sasha",), "x"),
        (("timur", "lev"), "pl_m"),
        (("timur", "anna"), "pl_m"),
        (("anna", "timur"), "pl_m"),
        (("anna", "zara"), "pl_f"),
        (("timur", "sasha"), "x"),
        (("sasha", "anna"), "x"),
        (("timur", "lev", "anna"), "pl_m"),
        (EVERYBODY, "x"),
    ],
)
def test_gender_decides_the_variant(keys: tuple[str, ...], variant: str) -> None:
    """All women take the feminine plural, any man the masculine, anybody of unstated gender their own wording."""
    missing = Missing()
    assert people(*keys, missing=missing).g(*VARIANTS) == variant
    assert missing.gaps == []


@pytest.mark.parametrize(
    ("keys", "variant"),
    [
        (("timur", "lev"), "du_m"),
        (("timur", "anna"), "du_m"),
        (("anna", "zara"), "du_f"),
        (("timur",), "m"),
        (("anna",), "f"),
        (("timur", "lev", "anna"), "pl_m"),
        (("timur", "sasha"), "x"),
    ],
)
def test_two_people_take_the_dual(keys: tuple[str, ...], variant: str) -> None:
    """A language with a dual has it for exactly two people of stated gender."""
    assert people(*keys).g(*VARIANTS, "du_m", "du_f") == variant


def test_one_dual_does_not_serve_the_other_gender() -> None:
    """A feminine dual says nothing of two men, nor a masculine one of two women; the plural is there for them."""
    assert people("timur", "lev").g(*VARIANTS, du_f="du_f") == "pl_m"
    assert people("anna", "zara").g(*VARIANTS, du_m="du_m") == "pl_f"


def test_variants_can_be_named() -> None:
    """A phrase names only the variants it has; an empty one is a variant too."""
    assert people("timur").g(m="") == ""
    assert people("anna", "zara").g(pl_f="их") == "их"


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        (("timur",), "variant `m`", "m"),
        (("anna",), "variant `f`", "f"),
        (("timur", "anna"), "variant `pl_m`", "pl_m"),
        (("anna", "zara"), "variant `pl_f`", "pl_f"),
        (("sasha",), "wording for a person of unstated gender", "x"),
        (("sasha", "timur"), "wording for a person of unstated gender", "x"),
    ],
)
def test_a_variant_that_is_not_there_is_noted(keys: tuple[str, ...], message: str, hint: str) -> None:
    """A phrase without the variant is refused at its place in the pack, never worded in another gender."""
    missing = Missing()
    others = {name: "wrong" for name in VARIANTS if name != hint}
    assert people(*keys, missing=missing).g(**others) == "⟨missing⟩"
    assert missing.gaps == [
        Gap(
            "asks.an-ask",
            f"русский (Russian) has no {message} in this phrase",
            f"add `{hint}=…` to its p.g(…), or use another phrase",
            "ru/phrases.yaml",
        )
    ]


@pytest.mark.parametrize(("count", "variant"), [(1, "находится"), (2, "находятся"), (7, "находятся")])
def test_number_decides_the_variant(count: int, variant: str) -> None:
    """One person takes the singular, more the plural, whatever their gender."""
    assert people(*EVERYBODY[-count:]).n("находится", "находятся") == variant


def test_a_form_that_is_not_there_is_noted() -> None:
    """A missing case form names its YAML path and shows how to write it."""
    text, gaps = said(named({"ru": {"nom": "Тимур Назаров"}}), pack("ru"), "gen")
    assert text == "⟨missing⟩"
    assert gaps == [
        Gap(
            "people.timur.name.ru.gen",
            "the name has no form `gen` in русский (Russian)",
            "write ru: {nom: Тимур Назаров, gen: …}",
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
            "write the name as русский (Russian) spells it, or `allow_latin: true` to let the Latin name stand",
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


def test_a_latin_name_is_isolated_between_arabic_letters() -> None:
    """In a right-to-left letter an allowed Latin name is wrapped in isolates, so that its parts keep their order."""
    allowed = named({"en": {"nom": "Timur Nazarov"}}, allow_latin=True)
    assert said(allowed, right_to_left()) == ("\u2068Timur Nazarov\u2069", [])


def test_a_native_name_is_not_isolated() -> None:
    """A name in the letter's own language stands as it is stored."""
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
        Gap("people.timur.name.fr.de", "the name has no form `de` in French", "write fr: {nom: Timur Nazarov, de: …}")
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


@pytest.mark.parametrize("name", ["gent", "title", "_other", "__len"])
def test_people_have_no_other_attribute(name: str) -> None:
    """A form that the language does not declare is a mistake in the template, not a gap in the case."""
    with pytest.raises(AttributeError, match=name):
        getattr(people("timur"), name)


def test_a_form_of_another_language_is_no_attribute() -> None:
    """English has no genitive form of a name, so an English phrase cannot ask for one."""
    with pytest.raises(AttributeError):
        _ = people("timur", code="en").gen


def test_declined_prints_its_forms() -> None:
    """A country prints its nominative, and each form by name."""
    country = Declined({"nom": "Узбекистан", "gen": "Узбекистана", "in": "в Узбекистане"}, lambda form: f"no {form}")
    assert (str(country), country.gen, getattr(country, "in")) == ("Узбекистан", "Узбекистана", "в Узбекистане")


def test_declined_notes_what_it_lacks() -> None:
    """A form that the pack lacks is handed to whoever notes the gap, the nominative too."""
    country = Declined({"gen": "Узбекистана"}, lambda form: f"no {form}")
    assert (country.dat, str(country)) == ("no dat", "no nom")


def test_declined_hides_its_inside() -> None:
    """A template cannot reach what is behind the forms, nor does that note a gap."""

    def absent(form: str) -> str:
        raise AssertionError(form)

    with pytest.raises(AttributeError, match="_other"):
        _ = Declined({"nom": "Узбекистан"}, absent)._other  # noqa: SLF001  # what a template might try


some_genders = st.lists(st.sampled_from(["m", "f", "x"]), min_size=1, max_size=9)


def group(genders: Sequence[Gender]) -> People:
    """People of these genders whose names are numbers in Latin letters."""
    members = [
        Person(f"p{index}", gender, Name({"en": {"nom": "N" + "i" * index}})) for index, gender in enumerate(genders)
    ]
    return People(members, Sentence(pack("en"), Missing(), PHRASE))


@given(some_genders)
def test_agreement_follows_the_rule_of_groups(genders: list[Gender]) -> None:
    """Whoever they are: x wins, then one person's own gender, then the feminine plural of women alone."""
    chosen = group(genders).g(*VARIANTS)
    if "x" in genders:
        assert chosen == "x"
    elif len(genders) == 1:
        assert chosen == genders[0]
    else:
        assert chosen == ("pl_m" if "m" in genders else "pl_f")


@given(some_genders.flatmap(lambda genders: st.tuples(st.just(genders), st.permutations(genders))))
def test_agreement_does_not_depend_on_order(orders: tuple[list[Gender], list[Gender]]) -> None:
    """The order in which people are named changes no verb."""
    genders, shuffled = orders
    assert group(shuffled).g(*VARIANTS, "du_m", "du_f") == group(genders).g(*VARIANTS, "du_m", "du_f")


@given(some_genders)
def test_a_list_names_everybody_once_in_order(genders: list[Gender]) -> None:
    """A sentence names each person once, in the order of the case, and one `and` at most."""
    names = ["N" + "i" * index for index in range(len(genders))]
    text = str(group(genders))
    assert text.replace(" and ", ", ").split(", ") == names
    assert text.count(" and ") == (len(genders) > 1)


@given(some_genders)
def test_a_subject_line_stays_short(genders: list[Gender]) -> None:
    """A subject line names at most three people and counts the others rightly."""
    head = str(group(genders).head)
    assert head == (str(group(genders)) if len(genders) <= 3 else f"N and {len(genders) - 1} others")


@given(st.text(alphabet="абвгдежзиклмнопрстуфхц ABCDEFG-’", min_size=1, max_size=12), st.booleans())
def test_only_latin_letters_reach_an_english_letter(text: str, allow_latin: bool) -> None:  # noqa: FBT001
    """Whatever a case holds, a borrowed name in an English letter is Latin throughout."""
    forms, borrowed = forms_for(Name({"ru": {"nom": text}}, allow_latin), pack("en"))
    assert (forms is not None) == borrowed == is_latin_text(text)
    assert forms is None or not any("\u0400" <= character <= "\u04ff" for character in forms["nom"])
