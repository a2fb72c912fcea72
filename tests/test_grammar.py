"""People in a sentence: case forms, lists, details, and nothing else that a template could reach."""

from hypothesis import given
import pytest

from builders.grammar import EVERYBODY, FORMS, RUSSIAN, group, people, some_genders
from ualetters.grammar import Declined
from ualetters.model.case import Gender


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
        (4, "Тимура Назарова и других", "Timur Nazarov and 3 others"),
        (7, "Тимура Назарова и других", "Timur Nazarov and 6 others"),
    ],
)
def test_a_subject_line_names_at_most_three(count: int, russian: str, english: str) -> None:
    """A subject line has the first and a number when there are more than three."""
    assert people(*EVERYBODY[:count]).head.gen == russian
    assert str(people(*EVERYBODY[:count], code="en").head) == english


def test_details_follow_each_name() -> None:
    """What identifies somebody stands behind that name and no other, in every form."""
    p = people("timur", "anna", details={"anna": " (гражданство: Узбекистан)"})
    assert p.gen == "Тимура Назарова и Анны Соколовой (гражданство: Узбекистан)"
    assert p.head.gen == p.gen
    assert [one.dat for one in p] == ["Тимуру Назарову", "Анне Соколовой (гражданство: Узбекистан)"]


def test_details_are_left_out_of_a_number() -> None:
    """A subject line that counts people has no room for what identifies the first."""
    assert people(*EVERYBODY, details={"timur": " (1964)"}).head.gen == "Тимура Назарова и других"


def test_a_template_can_walk_and_count() -> None:
    """A language that repeats a preposition before each name walks over them."""
    p = people("timur", "anna", "sasha")
    assert len(p) == 3
    assert [str(one) for one in p] == ["Тимур Назаров", "Анна Соколова", "Саша Черных"]
    assert [one.g("m", "f", "pl_m", "pl_f", "x") for one in p] == ["m", "f", "x"]


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
