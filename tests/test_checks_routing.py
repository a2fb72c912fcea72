"""Who gets what: ids that nobody has, letters without an ask, copies of nothing."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import COPY, ERROR, MINISTER, Memory, Row, memory, memory_of_a_module, rows, seen
from ualetters.checks import routing
from ualetters.model.case import Addressee, Ask
from ualetters.model.directory import Embassies, Entry

made = pytest.fixture(memory)
module_made = pytest.fixture(scope="module")(memory_of_a_module)


def test_ids_that_nobody_has(made: Memory) -> None:
    """Unknown addressees and people are errors with the nearest known id, and what reaches nobody is one too."""
    subject = made.subject(
        concerns=[{"use": "disappearance", "people": ["ana"]}, {"use": "abduction", "to": ["minister", "ministry"]}],
        facts=[{"text": {"en": "A fact."}, "to": ["zzz"]}],
        letters=[{"text": {"en": "A letter."}, "to": ["copied"]}],
        asks=[{"use": "fair-trial", "people": ["anna", "boris"]}],
        addressees={"minister": MINISTER, "second": MINISTER, "copied": COPY},
    )
    nobody = ("this reaches nobody", "write `to:` with one of minister, second")
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "concerns[0].people[0]", "there is no person `ana`", "did you mean `anna`?"),
        (ERROR, "concerns[1].to[1]", "there is no addressee `ministry`", "did you mean `minister`?"),
        (ERROR, "asks[0].people[1]", "there is no person `boris`", "one of anna"),
        (ERROR, "facts[0]", *nobody),
        (ERROR, "facts[0].to[0]", "there is no addressee `zzz`", "one of minister, second"),
        (ERROR, "letters[0]", *nobody),
        (
            ERROR,
            "letters[0].to[0]",
            "`copied` gets a copy, not a letter",
            "name the addressee whose letter is copied",
        ),
    ]


def test_an_addressee_who_is_asked_nothing(made: Memory) -> None:
    """Every addressee needs an ask or an approved letter, and a concern for the subject line."""
    subject = made.subject(
        concerns=[{"use": "disappearance", "to": ["minister"]}],
        asks=[{"use": "fair-trial", "to": ["minister"]}],
        letters=[{"text": {"en": "A letter."}, "to": ["third"]}],
        addressees={"minister": MINISTER, "second": MINISTER, "third": MINISTER, "copied": COPY},
    )

    def concern(key: str) -> Row:
        hint = "add a concern with this id in `to`; it gives the subject line"
        return (ERROR, f"addressees.{key}", f"no concern reaches `{key}`", hint)

    ask = (ERROR, "addressees.second", "nothing is asked of `second`", "add an ask with this id in `to`")
    assert rows(routing.run(subject), "routing") == [concern("second"), ask, concern("third")]


def test_nobody_gets_a_letter(made: Memory) -> None:
    """A case with copies only is an error, and so are its copies of nothing."""
    subject = made.subject(addressees={"copied": COPY})
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "concerns[0]", "this reaches nobody", "write `to:` with one of "),
        (ERROR, "asks[0]", "this reaches nobody", "write `to:` with one of "),
        (ERROR, "addressees", "nobody gets a letter", "give one of them `role: to`"),
        (
            ERROR,
            "addressees.copied",
            "there is no letter to RU that `copied` could get a copy of",
            "write `copy_of:` with the id of an addressee, or remove it",
        ),
    ]


def test_copies_of_what(made: Memory) -> None:
    """A copy names addressees; an addressee names none, and a copy of a copy carries nothing."""
    subject = made.subject(
        addressees={
            "minister": MINISTER | {"copy_of": ["minister"]},
            "copied": COPY | {"copy_of": ["minister", "minster"]},
            "second": COPY | {"copy_of": ["copied"]},
            "third": COPY | {"country": "TJ", "copy_of": ["minister"]},
            "fourth": COPY,
        }
    )
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "addressees.minister.copy_of[0]", "`copy_of` is only for `role: copy`", "remove one of the two"),
        (ERROR, "addressees.copied.copy_of[1]", "there is no addressee `minster`", "did you mean `minister`?"),
        (
            ERROR,
            "addressees.second.copy_of[0]",
            "`copied` gets a copy itself, so there is no letter to copy",
            "name an addressee with `role: to`",
        ),
    ]


def test_a_diplomatic_copy_of_nothing(made: Memory) -> None:
    """An embassy gets a copy of the letters to its own country; where there is none, that is an error."""
    embassy = Entry(Addressee(id="embassy-uz", role="copy", country="DE"), (), None)
    subject = made.subject(diplomatic_copies=["RU", "TJ", "UZ"])
    hint = "write `copy_of:` with the id of an addressee, or remove it"
    expected = [
        (
            ERROR,
            "diplomatic_copies",
            f"there is no letter to {code} that `embassy-{code.lower()}` could get a copy of",
            hint,
        )
        for code in ("TJ", "UZ")
    ]
    assert rows(routing.run(subject), "routing") == expected
    known = Embassies({("UZ", "DE"): embassy})
    in_germany = replace(subject, embassies=known, host="DE")
    assert rows(routing.run(in_germany), "routing") == expected
    assert in_germany.host == "DE"
    assert subject.host is None


@given(
    to=st.lists(
        st.one_of(st.none(), st.lists(st.sampled_from(["a", "b", "c", "nobody"]), min_size=1, unique=True)),
        min_size=1,
        max_size=4,
    )
)
def test_everything_reaches_somebody(module_made: Memory, to: list[list[str] | None]) -> None:
    """Whatever the asks' audiences, the addressees without one are exactly those who are reported."""
    case = module_made.case(addressees=dict.fromkeys("abc", MINISTER))
    case = replace(case, asks=tuple(Ask(use="fair-trial", to=tuple(ids) if ids else None) for ids in to))
    found = list(routing.run(seen(case)))
    asked = {key for ids in to for key in (ids or "abc")}
    silent = {problem.place.path for problem in found if problem.message.startswith("nothing is asked")}
    assert silent == {f"addressees.{key}" for key in set("abc") - asked}
    reaching_nobody = sum(problem.message == "this reaches nobody" for problem in found)
    assert reaching_nobody == sum(ids == ["nobody"] for ids in to)
