"""Which forms a snippet and a case demand, against what rendering them asks for."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.names import case_with, load
from builders.packs import CODES, SHOP
from ualetters.demands import demanded, forms_of, official_forms
from ualetters.grammar import Missing, People, Sentence, forms_for
from ualetters.model.case import Addressee, Name, Office, Person
from ualetters.model.pack import LanguagePack, Salutations
from ualetters.templating import environment

CASES = Path(__file__).parent.parent / "cases"
FORMS = ("gen", "dat", "acc", "ins", "prp")


@pytest.mark.parametrize(
    ("snippet", "forms"),
    [
        ("no people", set()),
        ("{{ p }}", {"nom"}),
        ("{{ who }} {{ p.head.gen }}", {"nom", "gen"}),
        ("{{ p.head }}", {"nom"}),
        ("{{ p.g('his', 'her') }} {{ p.n('is', 'are') }} {{ p.head.g('he', 'she') }}", set()),
        ("{{ p.g('он', 'она') if again else who.dat }}", {"dat"}),
        ("{% if country %}{{ p.gen }}{% else %}{{ p.acc }}{% endif %}", {"gen", "acc"}),
        ("{{ who ~ p.n(' is', ' are') }}", {"nom"}),
        ("{{ p.gen | upper }}", {"gen"}),
        ("{{ p | length }} {% if p | count == 1 %}x{% endif %}", set()),
        ("{% for one in p %}{{ one.ins }}{% endfor %}", {"ins"}),
        ("{% for one in p %}{{ one }}{% endfor %}", {"nom"}),
        ("{{ country.gen }} {{ court.ins }} {{ place }}", set()),
        ("{{ p.gen", set()),
    ],
)
def test_forms_of_a_snippet(snippet: str, forms: set[str]) -> None:
    """Every form that stands in a branch, the nominative for a bare name, nothing for a choice of words."""
    assert forms_of(snippet) == forms


printed = st.one_of(
    st.just("{{ p }}"),
    st.sampled_from(FORMS).map("{{{{ who.{} }}}}".format),
    st.sampled_from(FORMS).map("{{{{ p.head.{} }}}}".format),
    st.sampled_from(FORMS).map("{{% for one in p %}}{{{{ one.{} }}}}{{% endfor %}}".format),
    st.sampled_from(["{{ p.n('a', 'b') }}", "{{ p.g('a', 'b', 'c', 'd', 'e') }}", " и ", "{{ p | length }}"]),
)


@given(st.lists(printed).map("".join))
def test_what_is_demanded_is_what_is_missed(snippet: str) -> None:
    """A person with no form at all lacks exactly those that the snippet demands."""
    pack = SHOP["ru"]
    person = Person("anna", "f", Name({"ru": {"nom": "Анна"}}))
    missing = Missing()
    people = People([person], Sentence(pack, missing, pack.positions.place("")))
    environment().from_string(snippet).render(p=people, who=people)
    assert {gap.path.rpartition(".")[2] for gap in missing.gaps} == forms_of(snippet) - {"nom"}


@pytest.mark.parametrize("code", CODES)
def test_every_pack_demands_forms_that_it_has(code: str) -> None:
    """Whatever the phrases of a pack print of a name is one of its forms, so that an author can be asked for it."""
    pack = SHOP[code]
    snippets = [*pack.asks.values(), pack.identity.citizen]
    snippets += [text for words in pack.concerns.values() for text in (words.subject, words.opening, words.further)]
    forms = frozenset[str]().union(*map(forms_of, snippets))
    assert "nom" in forms
    assert forms <= set(pack.forms)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["azimov", "kasymakhunov"])
def test_a_case_demands_in_the_order_of_the_pack(code: str, name: str) -> None:
    """Everybody in the seed cases has the forms that each language demands, in the order of the pack."""
    case = load(CASES / f"{name}.yaml")
    pack = SHOP[code]
    for key, forms in demanded(case, pack).items():
        assert list(forms) == [form for form in pack.forms if form in forms]
        known, _ = forms_for(case.people[key].name, pack)
        assert known is not None
        assert set(known) >= {form for form in forms if form not in pack.derived}


def test_only_the_people_of_a_phrase_get_its_forms(tmp_path: Path) -> None:
    """A phrase demands of those whom it is about, and of everybody when it names nobody."""
    case = case_with(
        tmp_path,
        people={key: {"gender": "f", "name": {"ru": "Анна"}} for key in ("anna", "zara", "lena")},
        concerns=[{"use": "disappearance", "people": ["anna"]}, {"use": "risk-of-torture", "people": ["anna", "zara"]}],
        asks=[{"use": "release-unconditional", "people": ["zara"]}, {"text": {"ru": "помочь"}}],
    )
    found = demanded(load(case), SHOP["ru"])
    assert found["lena"] == ()
    assert set(found["anna"]) == {"gen", "dat"}
    assert set(found["zara"]) == {"gen", "dat", "acc"}


def test_citizenship_is_demanded_of_citizens(tmp_path: Path) -> None:
    """What follows a name in brackets is printed for those whose citizenship is known."""
    pack = replace(SHOP["ru"], identity=replace(SHOP["ru"].identity, citizen="{{ p.ins }}"))
    people = {
        "anna": {"gender": "f", "name": {"ru": "Анна"}, "citizen_of": "UZ"},
        "zara": {"gender": "f", "name": {"ru": "Зара"}},
    }
    case = load(case_with(tmp_path, people=people, asks=[{"use": "release-unconditional"}]))
    assert "ins" in demanded(case, pack)["anna"]
    assert "ins" not in demanded(case, pack)["zara"]


def test_a_phrase_without_words_demands_nothing(tmp_path: Path) -> None:
    """What a language cannot say asks nothing of names; `check` says that it cannot be said."""
    pack = replace(SHOP["ru"], asks={}, concerns={})
    assert demanded(load(case_with(tmp_path)), pack) == {"anna": ()}


# --- officials --------------------------------------------------------------------------------------------------------

ROWS = Salutations(
    end="!",
    prefer="name",
    named={"m": "{{ a.voc }} {{ a.patronymic }}", "f": "{{ a.voc }} {{ a.patronymic }}"},
    offices={"minister": {"any": "Пане Міністре"}, "judge": {"m": "{{ a.gen }}", "f": "{{ a.acc }}"}},
    institution={"any": "Пані та панове"},
    by_office=("minister",),
)
FULL = {"given": "Іван", "patronymic": "Ілліч", "family": "Коваль"}


def pack(**changes: object) -> LanguagePack:
    """The Ukrainian pack with other salutations."""
    return replace(SHOP["uk"], salutations=replace(ROWS, **changes))


def official(kind: str, name: dict[str, str] | None = None, **changes: object) -> Addressee:
    """An official with a Ukrainian name."""
    known = Addressee("someone", "to", "UA", Office(kind, {}), name=Name({"uk": name or FULL}), gender="m")
    return replace(known, **changes)


def test_the_address_and_the_salutation_demand_forms() -> None:
    """The form of the inside address, and that in which the salutation names the official."""
    assert official_forms(official("chair"), pack()) == ("dat", "voc")
    assert official_forms(official("chair"), SHOP["ru"]) == ("dat",)
    assert official_forms(official("chair"), SHOP["en"]) == ()
    assert official_forms(replace(official("chair"), name=None), pack()) == ()


@pytest.mark.parametrize(
    ("someone", "rules", "forms"),
    [
        # By office, so that no form of the name is printed.
        (official("minister"), {"prefer": "office"}, ("dat",)),
        (official("institution"), {}, ("dat",)),
        (official("chair", salutation={"uk": "Пане Голово"}), {}, ("dat",)),
        # The row by name prints a patronymic that is not there, so the one by office is next.
        (official("judge", {"given": "Іван", "family": "Коваль"}), {}, ("gen", "dat")),
        (official("judge", {"family": "Коваль"}, gender="f"), {}, ("dat", "acc")),
        # Whatever the gender turns out to be.
        (official("judge", {"family": "Коваль"}, gender=None), {}, ("gen", "dat", "acc")),
        (official("judge", gender="x"), {}, ("dat",)),
        (official("minister"), {"by_office": ()}, ("dat", "voc")),
        (official("judge"), {}, ("dat", "voc")),
        (official("judge"), {"by_office": ("judge",)}, ("gen", "dat")),
        # Without an office, the row of other offices; and a kind without a row has no form of it.
        (official("", office=None), {"prefer": "office", "offices": {"other": {"m": "{{ a.ins }}"}}}, ("dat", "ins")),
        (official("chair"), {"prefer": "office", "offices": {}}, ("dat",)),
    ],
)
def test_the_first_row_that_fits_counts(someone: Addressee, rules: dict[str, object], forms: tuple[str, ...]) -> None:
    """Rows are tried in the order of a letter, and one that lacks a part of the name is passed over."""
    assert official_forms(someone, pack(**rules)) == forms


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["chair", "director", "deputy", "judge", "other"])
def test_every_pack_asks_forms_of_officials_that_it_has(code: str, kind: str) -> None:
    """The forms are among those of the pack, and never the nominative."""
    someone = Addressee("someone", "to", "UA", Office(kind, {}), name=Name({code: FULL}), gender="m")
    assert set(official_forms(someone, SHOP[code])) <= set(SHOP[code].forms) - {"nom"}
