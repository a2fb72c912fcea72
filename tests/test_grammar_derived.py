"""Case forms that a language makes by rule: French elision, Uzbek endings, Spanish `e` before an i."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.grammar import PHRASE, pack
from ualetters.grammar import Missing, People, Sentence, derived, first_rule
from ualetters.model.case import Forms, Name, Person
from ualetters.model.pack import ListStyle, Rule


def somebody(key: str, **forms: Forms) -> Person:
    """A woman with these names."""
    return Person(key, "f", Name(forms))


def together(code: str, *names: str) -> People:
    """Women with these Latin names in a sentence of a language."""
    members = [somebody(f"p{index}", en={"nom": name}) for index, name in enumerate(names)]
    return People(members, Sentence(pack(code), Missing(), PHRASE))


@pytest.mark.parametrize(
    ("name", "de", "que"),
    [
        ("Yusup Kasymakhunov", "de Yusup Kasymakhunov", "que Yusup Kasymakhunov"),
        ("Ismon Azimov", "d’Ismon Azimov", "qu’Ismon Azimov"),
        ("Élise Durand", "d’Élise Durand", "qu’Élise Durand"),
        ("Yves Martin", "d’Yves Martin", "qu’Yves Martin"),
        ("Yaya Traoré", "de Yaya Traoré", "que Yaya Traoré"),
        ("Hassan Ali", "de Hassan Ali", "que Hassan Ali"),
        ("Omar Ali", "d’Omar Ali", "qu’Omar Ali"),
    ],
)
def test_french_elides_before_a_vowel(name: str, de: str, que: str) -> None:
    """`de` and `que` lose their vowel before another, and before a y that is one; before h if the case says so."""
    p = together("fr", name)
    assert (p.de, p.a, p.que) == (de, f"à {name}", que)


def test_french_repeats_the_preposition() -> None:
    """Each name of a list has its own."""
    assert together("fr", "Yusup K.", "Ismon A.", "Anna B.").de == "de Yusup K., d’Ismon A. et d’Anna B."


def test_a_form_of_the_case_wins() -> None:
    """Who writes a form knows better than the rule."""
    person = somebody("helene", fr={"nom": "Hélène Dupont", "de": "d’Hélène Dupont"})
    p = People([person], Sentence(pack("fr"), Missing(), PHRASE))
    assert (p.de, p.que) == ("d’Hélène Dupont", "que Hélène Dupont")


@pytest.mark.parametrize(
    ("name", "dative"),
    [("Yusup", "Yusupga"), ("Tolik", "Tolikka"), ("Shavqiddin", "Shavqiddinga"), ("Ahmad Toʻlq", "Ahmad Toʻlqqa")],
)
def test_uzbek_endings_follow_the_last_letter(name: str, dative: str) -> None:
    """-ga becomes -ka after k and -qa after q; -ning and -ni never change."""
    p = together("uz", name)
    assert (p.gen, p.dat, p.acc) == (f"{name}ning", dative, f"{name}ni")


def test_uzbek_inflects_the_last_of_a_list() -> None:
    """The ending stands once, at the end of the whole list."""
    assert together("uz", "Anna", "Leila", "Zara").gen == "Anna, Leila va Zaraning"


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Ismon", "Anna e Ismon"),
        ("Hilda", "Anna e Hilda"),
        ("Ángel", "Anna y Ángel"),
        ("Hierro", "Anna y Hierro"),
        ("Yusup", "Anna y Yusup"),
    ],
)
def test_spanish_and_before_an_i(last: str, joined: str) -> None:
    """`y` is `e` before the sound i, but not before a diphthong or a consonant y."""
    assert str(together("es", "Anna", last)) == joined


def test_spanish_repeats_the_preposition() -> None:
    """With it before the second name, `y` stands before an a, not an i."""
    assert together("es", "Anna", "Ismon").a == "a Anna y a Ismon"


def test_a_form_without_a_rule_is_a_gap() -> None:
    """What cannot be made is asked for."""
    missing = Missing()
    p = People([somebody("anna", en={"nom": "Anna"}, ru={"nom": "Анна"})], Sentence(pack("ru"), missing, PHRASE))
    assert p.gen == "⟨missing⟩"
    assert [gap.path for gap in missing.gaps] == ["people.anna.name.ru.gen"]


def test_rules_are_tried_in_order() -> None:
    """The first that fits wins; one without conditions fits every name."""
    rules = (Rule("a", starts="an"), Rule("b", ends="[ov]v"), Rule("c"))
    assert [first_rule(rules, name) for name in ("Anna", "ANATOLY", "Azimov", "Ivan", "")] == ["a", "a", "b", "c", "c"]
    assert first_rule(rules[:2], "Zara") is None


@given(st.text())
def test_a_name_is_never_read_as_a_pattern(name: str) -> None:
    """Whatever a name holds, it stands whole in its form."""
    language = replace(pack("fr"), derived={"de": (Rule("de {name}"),)})
    assert derived(language, "de", name) == f"de {name}"
    assert derived(language, "a", name) is None


@given(st.lists(st.sampled_from(["Anna", "Ismon", "Zara"]), min_size=1, max_size=5))
def test_every_name_of_a_list_is_there_in_order(names: list[str]) -> None:
    """Whatever stands between them."""
    style = ListStyle(", ", " + ", "", (Rule(" ~ ", starts="i"),), "last")
    language = replace(pack("uz"), lists=style)
    members = [somebody(f"p{index}", en={"nom": name}) for index, name in enumerate(names)]
    text = People(members, Sentence(language, Missing(), PHRASE)).gen
    joint = "" if len(names) == 1 else " ~ " if names[-1] == "Ismon" else " + "
    assert text == ", ".join(names[:-1]) + joint + names[-1] + "ning"


@pytest.mark.parametrize(("size", "chosen"), [(1, "one"), (2, "two"), (3, "many")])
def test_number_has_a_dual_where_the_language_has_one(size: int, chosen: str) -> None:
    """Exactly two people; without a dual they are many."""
    p = together("en", *["Anna"] * size)
    assert p.n("one", "many", du="two") == chosen
    assert p.n("one", "many") == ("one" if size == 1 else "many")
