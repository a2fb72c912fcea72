"""Words agree with people in gender and number, whoever they are and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.grammar import EVERYBODY, PHRASE, group, people, some_genders
from ualetters.grammar import Gap, Missing
from ualetters.model.case import Gender

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
            "",
            f"русский (Russian) has no {message} in this phrase",
            f"add `{hint}=…` to its p.g(…), or use another phrase",
            PHRASE,
        )
    ]


@pytest.mark.parametrize(("count", "variant"), [(1, "находится"), (2, "находятся"), (7, "находятся")])
def test_number_decides_the_variant(count: int, variant: str) -> None:
    """One person takes the singular, more the plural, whatever their gender."""
    assert people(*EVERYBODY[-count:]).n("находится", "находятся") == variant


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
