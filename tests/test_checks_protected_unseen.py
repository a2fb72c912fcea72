"""A protected word is found whatever is hidden in it, and however its letters are written."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import ERROR, Memory, memory, rows
from ualetters.checks import protected
from ualetters.checks.protected import fold
from ualetters.errors import Place, Problem

made = pytest.fixture(memory)

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064"
    "\u2066\u2069\u206f\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0020\U000e0100"
)


def hides(word: str, text: str) -> bool:
    """Whether a problem that says a text is concealed because of a protected word."""
    problem = Problem(Place("case.yaml"), f"`{text}` is wrong", "mend it")
    return protected.concealed(problem, (fold(word),)) != problem


@pytest.mark.parametrize("character", UNSEEN)
def test_what_is_not_seen(character: str) -> None:
    """A character that nobody sees does not part a word, and is no word."""
    assert fold(f"Sec{character}uria") == "securia"
    assert fold(f"{character}Securia{character}") == "securia"
    assert fold(character) == ""


@given(st.text("securia", min_size=3), st.lists(st.sampled_from(UNSEEN), max_size=4), st.integers(0, 3))
def test_wherever_it_hides(word: str, hidden: list[str], place: int) -> None:
    """Whatever is hidden anywhere in a word, it is the same word."""
    assert fold(word[:place] + "".join(hidden) + word[place:]) == fold(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ＤＥＳＫ", "desk"),
        ("Cafe\u0301", "café"),
        ("Семён", "СЕМЕН"),
        ("İsmail", "ismail"),
        ("ISMAIL", "ısmaıl"),
        ("İSMAİL", "Ismail"),
        ("علي", "علی"),
        ("كمال", "کمال"),
        ("مـحـمـد", "محمد"),
        ("مُحَمَّد", "محمد"),
        ("خانه‌ای", "خانهای"),
        ("Oʻzbek", "oʻzbek"),
        ("a\u00a0\u2003b\n c", "a b c"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    """Case, width, marks over letters and letters that stand for one another make no other word."""
    assert hides(one, other)
    assert hides(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Hanna"), ("Семён", "Симон"), ("ab", "a b"), ("й", "и"), ("née", "nee")]
)
def test_another_word(one: str, other: str) -> None:
    """Other letters make another word."""
    assert not hides(other, one)


@given(st.text())
def test_folding_again(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


def test_in_a_case(made: Memory) -> None:
    """A word that a case hides something in is found."""
    case = made.subject(facts=[{"text": {"en": "They know Sec\u200curia and Secu\u034fria."}}])
    found = rows(protected.run(replace(case, protected=(fold("SECURIA"),))), "protected")
    message, hint = "a protected word stands here", "take it out; the list of protected words says why"
    assert found == [(ERROR, "facts[0].text.en", message, hint)]
