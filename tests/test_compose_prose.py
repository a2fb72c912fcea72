"""Snippets: clean text, and a mistake in one that is not taken for something that is not there."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.compose.prose import attempt, clean, render
from ualetters.errors import Place, ProblemsError


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  one\n two\t three ", "one two three"),
        ("one\u00a0two\u202fthree", "one\u00a0two\u202fthree"),
        ("Белову П. А..", "Белову П. А."),
        ("wait...", "wait..."),
        ("A.. B..", "A. B."),
        ("\u00a0X one X\u00a0", "\u00a0X one X\u00a0"),
        (" \n ", ""),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    """Spaces are single, no-break spaces kept, a doubled full stop merged and an ellipsis left alone."""
    assert clean(text) == cleaned


@given(st.text(alphabet=" \n\t.аbB\u00a0", max_size=30))
def test_cleaning_is_done_once(text: str) -> None:
    """Clean text stays as it is, has no doubled space or line break, and loses no letter."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set("\n\t") & set(cleaned)
    assert "  " not in cleaned
    assert [c for c in cleaned if c.isalpha()] == [c for c in text if c.isalpha()]


def test_an_attempt_fails_quietly_only_for_what_is_not_there() -> None:
    """A salutation without its name is no salutation; any other mistake of the pack is not hidden."""
    assert attempt("Dear {{ a.family }}", a={"family": "Belov"}) == "Dear Belov"
    assert attempt("Dear {{ a.family }}", a={}) is None
    with pytest.raises(TypeError):
        attempt("Dear {{ a.family + 1 }}", a={"family": "Belov"})


@pytest.mark.parametrize(
    ("snippet", "message"),
    [
        ("{{ p.genitive }}", "the template asks for a form `genitive`, which there is not"),
        ("{{ person }}", "the template cannot be rendered: 'person' is undefined"),
        ("{{ p.gen", "the template cannot be rendered: unexpected end of template"),
    ],
)
def test_a_mistake_of_the_pack_is_told_to_its_translator(snippet: str, message: str) -> None:
    """A mistake in a snippet names its place and what is wrong, in words that a translator knows."""
    with pytest.raises(ProblemsError) as caught:
        render(snippet, Place("ru/phrases.yaml", path="asks.fair-trial"), p=object())
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.path) == ("ru/phrases.yaml", "asks.fair-trial")
    assert problem.message.startswith(message)
    assert problem.hint.endswith("mend `ru/phrases.yaml` in your template root")
