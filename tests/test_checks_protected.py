"""Protected words: found in cases and letters, and repeated by no problem."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import ERROR, RIGHT, TAJIK, TODAY, WARNING, Memory, memory, memory_of_a_module, rows
from ualetters.checks import check_case, protected
from ualetters.errors import Place, Problem
from ualetters.model.letter import Align, Letter, Lines, Mailing, Paragraph, Part, Postal, Role

made = pytest.fixture(memory)
module_made = pytest.fixture(scope="module")(memory_of_a_module)


HIDDEN = ("a protected word stands here", "take it out; the list of protected words says why")


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("Anna ORLOVA", "people.anna.name.en"),
        ("орлову", "people.anna.name.ru.acc"),
        ("  zhitnaya   STREET ", "addressees.minister.address.latin[0]"),
        ("ＤＥＳＫ", "cleared.by"),
        ("Zhitnaya\u00a0street", "addressees.minister.address.latin[0]"),
    ],
)
def test_a_protected_word_in_the_case(made: Memory, word: str, path: str) -> None:
    """Words are compared with case, width and spaces folded, and found wherever they stand."""
    subject = replace(made.subject(), protected=(protected.fold(word),))
    assert rows(protected.run(subject), "protected") == [(ERROR, path, *HIDDEN)]


def test_a_protected_word_over_two_lines(made: Memory) -> None:
    """A word that is broken over two lines of the file is found, also in the volunteer's background."""
    subject = replace(made.subject(background={"en": "She met Pavel\nStrasse there."}), protected=("pavel strasse",))
    assert rows(protected.run(subject), "protected") == [(ERROR, "background.en", *HIDDEN)]
    assert protected.fold("Straße") == "strasse"


def test_no_protected_words(made: Memory) -> None:
    """Without a list, and with words that stand nowhere, nothing is found."""
    assert list(protected.run(made.subject())) == []
    assert list(protected.run(replace(made.subject(), protected=("orlov anna", "ann a")))) == []


def test_a_protected_word_in_an_id(made: Memory) -> None:
    """A word that is an id is found there and below it, and no place repeats it."""
    subject = replace(made.subject(), protected=("anna", "minister of"))
    found = sorted(protected.run(subject), key=Problem.sort_key)
    assert [(problem.place.path, problem.place.line) for problem in found] == [
        ("", 19),
        ("", 22),
        ("addressees.minister.office.en", 47),
    ]
    assert {(problem.message, problem.hint) for problem in found} == {HIDDEN}


@given(
    secret=st.text("abcdefghij", min_size=3, max_size=8),
    where=st.sampled_from(["id", "person", "addressee", "fact", "place", "phrase", "key"]),
)
def test_no_problem_repeats_a_protected_word(module_made: Memory, secret: str, where: str) -> None:
    """Wherever a protected word stands, it is found, and no problem of any check says it once they are concealed."""
    changes: dict[str, dict[str, Any]] = {
        "id": {"id": secret},
        "person": {"people": {secret: RIGHT["people"]["anna"]}},
        "addressee": {"addressees": {secret: TAJIK}, "feared": ["TJ"], "asks": [{"use": "asylum-seeker-safety"}]},
        "fact": {"facts": [{"text": {"en": f"TODO tell of {secret.upper()}"}}]},
        "place": {
            "concerns": [
                {"use": "disappearance", "date": {"value": "2024-01-01", "inferred": f"so says {secret}"}, "to": ["x"]}
            ]
        },
        "phrase": {"asks": [{"use": secret}]},
        "key": {"concerns": [{"use": "disappearance", "place": {"en": f"K{secret}о"}}]},
    }
    subject = replace(module_made.subject(**changes[where]), protected=(secret,))
    found = [protected.concealed(problem, subject.protected) for problem in check_case(subject)]
    assert "protected" in {problem.check for problem in found}
    said = " ".join(f"{problem.place.path} {problem.message} {problem.hint}" for problem in found)
    assert secret not in protected.fold(said)


def test_what_is_concealed_of_a_problem() -> None:
    """Only the parts of a problem that repeat a protected word are taken out."""
    problem = Problem(Place("case.yaml", 3, 4, "people.anna"), "`Anna` is wrong", "write it", WARNING, "text")
    assert protected.concealed(problem, ()) == problem
    assert protected.concealed(problem, ("orlova",)) == problem
    assert protected.concealed(problem, ("anna",)) == Problem(
        Place("case.yaml", 3, 4), "what is wrong here would repeat a protected word", "write it", WARNING, "text"
    )
    assert protected.concealed(problem, ("write",)) == replace(problem, hint="")
    assert protected.concealed(problem, ("people", "x")) == replace(problem, place=Place("case.yaml", 3, 4))


def letter(*, enclosed: tuple[Letter, ...] = (), recipient_id: str = "minister", body: str = "I am writing") -> Letter:
    """A letter of two parts."""
    parts = (
        Part(Role.SENDER, Align.END, (Lines(("Pavel", "Strasse 1")),)),
        Part(Role.BODY, Align.START, (Paragraph(body),)),
    )
    return Letter(
        case_id="example",
        recipient_id=recipient_id,
        language="en-GB",
        direction="ltr",
        title="A letter",
        mark="",
        parts=parts,
        mailing=Mailing((), "A letter"),
        dated=TODAY,
        enclosed=enclosed,
    )


def test_a_protected_word_in_a_letter() -> None:
    """A word in a part of a letter or of an enclosed one is an error, also one that runs over two lines."""

    def row(where: str, role: Role) -> Problem:
        message = "a protected word stands in this part of the letter"
        return Problem(Place(where, path=role), message, HIDDEN[1], ERROR, "protected")

    whole = letter(enclosed=(letter(recipient_id="other", body="A Secret thing"),), body="a thing")
    assert list(protected.in_letter(whole, ["secret"])) == [row("example/en-GB/other", Role.BODY)]
    assert list(protected.in_letter(whole, iter(["pavel strasse"]))) == [
        row("example/en-GB/minister", Role.SENDER),
        row("example/en-GB/other", Role.SENDER),
    ]
    assert list(protected.in_letter(whole, [])) == []
    assert list(protected.in_letter(whole, ["thing", "example", "other"])) == [
        row("…/en-GB/minister", Role.BODY),
        row("…/en-GB/…", Role.BODY),
    ]


def test_a_protected_word_on_the_envelope() -> None:
    """The address in Latin script is printed too, whatever the language of the letter."""
    posted = replace(letter(), postal=Postal(("The Ambassador", "Secret Street 1", "RUSSIA")))
    (found,) = protected.in_letter(posted, ["secret street"])
    assert found.place.path == "postal"
    assert list(protected.in_letter(replace(letter(), postal=Postal(("The Ambassador",))), ["secret street"])) == []
