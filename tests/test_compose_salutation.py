"""Salutation and close: who is addressed how, by office, gender and name."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import (
    BASE,
    COMMITTEE,
    HER,
    HIM,
    case_of,
    letter_of,
    line,
    lines,
    new_pack,
    official,
    own_shop,
    paths_of,
    problems_of,
)
from ualetters.model.letter import Role

WHOLE, NO_PATRONYMIC, NOBODY = "whole", "no patronymic", "nobody"
SALUTATIONS = [
    # kind, gender, name, Russian salutation, English salutation, Russian close, English close
    ("chair", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Chairman,", "", ""),
    ("chair", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Chair,", "", ""),
    ("chair", "x", WHOLE, "Уважаемые господа!", "Dear Chair,", "", ""),
    ("chair", "m", NO_PATRONYMIC, "Уважаемый господин Председатель!", "Dear Chairman,", "", ""),
    ("chair", "f", NO_PATRONYMIC, "Уважаемая госпожа Председатель!", "Dear Chair,", "", ""),
    ("chair", "m", NOBODY, "Уважаемый господин Председатель!", "Dear Chairman,", "", ""),
    ("chair", None, NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("head-of-state", "m", WHOLE, "Уважаемый господин Президент!", "Your Excellency,", "high", "Respectfully,"),
    ("head-of-state", "f", NOBODY, "Уважаемая госпожа Президент!", "Your Excellency,", "high", "Respectfully,"),
    ("head-of-government", "m", WHOLE, "Уважаемый господин Премьер-министр!", "Dear Prime Minister,", "high", ""),
    ("head-of-government", "f", WHOLE, "Уважаемая госпожа Премьер-министр!", "Dear Prime Minister,", "high", ""),
    ("minister", "m", WHOLE, "Уважаемый господин Министр!", "Dear Minister,", "high", ""),
    ("minister", "f", WHOLE, "Уважаемая госпожа Министр!", "Dear Minister,", "high", ""),
    ("minister", None, NOBODY, "Уважаемые господа!", "Dear Minister,", "high", ""),
    ("prosecutor-general", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Prosecutor General,", "", ""),
    ("prosecutor-general", "m", NOBODY, "Уважаемый господин Генеральный прокурор!", "Dear Prosecutor General,", "", ""),
    ("prosecutor-general", "f", NOBODY, "Уважаемая госпожа Генеральный прокурор!", "Dear Prosecutor General,", "", ""),
    ("judge", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Judge Belov,", "", ""),
    ("judge", "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Judge Belova,", "", ""),
    ("judge", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("ambassador", "m", WHOLE, "Ваше Превосходительство!", "Your Excellency,", "high", ""),
    ("ambassador", None, NOBODY, "Ваше Превосходительство!", "Your Excellency,", "high", ""),
    ("governor", "m", NOBODY, "Уважаемый господин Губернатор!", "Dear Governor,", "", ""),
    ("governor", "f", NOBODY, "Уважаемая госпожа Губернатор!", "Dear Governor,", "", ""),
    ("director", "m", NO_PATRONYMIC, "Уважаемый господин Директор!", "Dear Director,", "", ""),
    ("director", "f", NO_PATRONYMIC, "Уважаемая госпожа Директор!", "Dear Director,", "", ""),
    ("ombudsman", "m", NOBODY, "Уважаемый господин Уполномоченный!", "Dear Ombudsman,", "", ""),
    ("ombudsman", "f", NOBODY, "Уважаемая госпожа Уполномоченный!", "Dear Ombudsman,", "", ""),
    # A deputy is never addressed by the superior's office.
    ("deputy", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Mr Belov,", "", ""),
    ("deputy", "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Ms Belova,", "", ""),
    ("deputy", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("deputy", "x", WHOLE, "Уважаемые господа!", "Dear Pavel Belov,", "", ""),
    ("deputy", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("representative", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Ms Belova,", "", ""),
    ("representative", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("other", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Ms Belova,", "", ""),
    ("other", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("other", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("institution", None, NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("institution", "m", WHOLE, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    (None, "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Mr Belov,", "", ""),
    (None, "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Ms Belova,", "", ""),
    (None, "x", WHOLE, "Уважаемые господа!", "Dear Pavel Belov,", "", ""),
]


def holder(kind: str | None, gender: str | None, name: str) -> dict[str, Any]:
    """The holder of an office of some kind."""
    names: dict[str, dict[str, str]] | None = None
    if name != NOBODY:
        names = HER if gender == "f" else HIM
        if name == NO_PATRONYMIC:
            names = {code: {k: v for k, v in forms.items() if k != "patronymic"} for code, forms in names.items()}
    return official(gender=gender, name=names, office=COMMITTEE | {"kind": kind} if kind else None)


@pytest.mark.parametrize("row", SALUTATIONS, ids=[", ".join(map(str, row[:3])) for row in SALUTATIONS])
def test_salutation_and_close(tmp_path: Path, row: tuple[str | None, str | None, str, str, str, str, str]) -> None:
    """Each kind of office is addressed in its own way, by gender and by what is known of the name."""
    kind, gender, name, russian, english, russian_close, english_close = row
    case = case_of(addressees={"chair": holder(kind, gender, name)})
    letter = letter_of(tmp_path, case, "ru")
    close = "С глубоким уважением," if russian_close else "С уважением,"
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == (russian, close)
    letter = letter_of(tmp_path, case, "en")
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == (english, english_close or "Yours sincerely,")


@pytest.mark.parametrize(
    ("kind", "gender", "name", "salutation"),
    [
        ("chair", "m", WHOLE, "Уважаемый господин Председатель!"),
        ("chair", "f", WHOLE, "Уважаемая госпожа Председатель!"),
        ("director", "m", WHOLE, "Уважаемый господин Директор!"),
        ("minister", "m", WHOLE, "Уважаемый господин Министр!"),
        ("deputy", "m", WHOLE, "Уважаемый господин Белов!"),
        ("chair", "x", WHOLE, "Уважаемые господа!"),
        ("institution", "m", WHOLE, "Уважаемые господа!"),
        (None, "m", WHOLE, "Уважаемый господин Белов!"),
    ],
)
def test_a_user_can_prefer_offices(tmp_path: Path, kind: str | None, gender: str, name: str, salutation: str) -> None:
    """One setting in a user's own template root addresses everybody by office instead of name."""
    shop = own_shop(tmp_path, {"ru/language.yaml": {"salutations": {"prefer": "office"}}})
    case = case_of(addressees={"chair": holder(kind, gender, name)})
    assert line(letter_of(tmp_path, case, "ru", shop), Role.SALUTATION) == salutation


def test_a_user_can_prefer_names(tmp_path: Path) -> None:
    """With names preferred a known name comes before the office, but not before a kind always addressed by office."""
    own = {"salutations": {"prefer": "name", "by_office": ["minister"]}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    for kind, salutation in (("chair", "Dear Mr Belov,"), ("minister", "Dear Minister,")):
        case = case_of(addressees={"chair": holder(kind, "m", WHOLE)})
        assert line(letter_of(tmp_path, case, "en", shop), Role.SALUTATION) == salutation


@pytest.mark.parametrize(
    ("code", "kind"), [("ru", "chair"), ("ru", "minister"), ("ru", "deputy"), ("en", "chair"), ("en", "deputy")]
)
def test_the_gender_of_a_named_addressee_is_not_guessed(tmp_path: Path, code: str, kind: str) -> None:
    """Where the salutation depends on it, the gender of a named addressee must be written."""
    case = case_of(addressees={"chair": holder(kind, None, WHOLE)})
    language = {"ru": "русский (Russian)", "en": "English"}[code]
    assert problems_of(tmp_path, case, code) == [
        (
            "addressees.chair.gender",
            f"{language} needs the gender of a named addressee for the salutation",
            "write `gender: m`, `f` or `x`; never guess it",
        )
    ]


@pytest.mark.parametrize(("kind", "salutation"), [("minister", "Dear Minister,"), ("judge", "Dear Judge Belov,")])
def test_a_gender_that_nothing_depends_on_is_not_asked_for(tmp_path: Path, kind: str, salutation: str) -> None:
    """An English minister is addressed the same whoever holds the office."""
    case = case_of(addressees={"chair": holder(kind, None, WHOLE)})
    assert line(letter_of(tmp_path, case), Role.SALUTATION) == salutation


def test_the_cases_own_salutation_wins(tmp_path: Path) -> None:
    """An override takes the place of the rules in its language, with the language's end mark, and in no other."""
    override = {"en": "Dear Chairman of the Investigation Committee"}
    case = case_of(addressees={"chair": official(salutation=override)})
    assert line(letter_of(tmp_path, case), Role.SALUTATION) == "Dear Chairman of the Investigation Committee,"
    assert line(letter_of(tmp_path, case, "ru"), Role.SALUTATION) == "Уважаемый Павел Андреевич!"


def test_an_override_speaks_to_somebody(tmp_path: Path) -> None:
    """A salutation that the case gives is personal, so the letter does not close as to an institution."""
    unknown = holder("institution", None, NOBODY) | {"salutation": {"en": "Dear Members of the Committee"}}
    letter = letter_of(tmp_path, case_of(addressees={"chair": unknown}))
    assert lines(letter, Role.SALUTATION) + lines(letter, Role.CLOSE) == [
        "Dear Members of the Committee,",
        "Yours sincerely,",
    ]


def test_an_override_needs_no_gender(tmp_path: Path) -> None:
    """Where the case says how to address somebody, their gender is not asked for."""
    named = holder("deputy", None, WHOLE) | {"salutation": {"en": "Dear Deputy Director"}}
    assert line(letter_of(tmp_path, case_of(addressees={"chair": named})), Role.SALUTATION) == "Dear Deputy Director,"


def test_a_pack_without_a_salutation_is_broken(tmp_path: Path) -> None:
    """A pack whose last resort does not fit writes no letter."""
    shop = new_pack(tmp_path, "en", "sv", {"institution: {any: Dear Sir or Madam}": "institution: {f: Bästa}"})
    case = case_of(addressees={"chair": holder("institution", "m", WHOLE)})
    assert problems_of(tmp_path, case, "sv", shop) == [("", "English has no salutation", "mend the pack")]
    case = case_of(addressees={"chair": holder("institution", None, WHOLE)})
    assert paths_of(tmp_path, case, "sv", shop) == ["addressees.chair.gender"]


def test_a_kind_without_a_row_is_addressed_as_an_institution(tmp_path: Path) -> None:
    """A pack that does not know how to address a kind of office addresses nobody in particular."""
    shop = new_pack(tmp_path, "en", "sv", {"    governor: {any: Dear Governor}\n": ""})
    letter = letter_of(tmp_path, case_of(addressees={"chair": holder("governor", "m", WHOLE)}), "sv", shop)
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == ("Dear Sir or Madam,", "Yours faithfully,")


def test_a_close_may_repeat_the_salutation(tmp_path: Path) -> None:
    """A French close repeats the words of the salutation, without their end mark."""
    own = {"closes": {"formal": "Please accept, {{ salutation }}, my regards."}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    assert line(letter_of(tmp_path, BASE, "en", shop), Role.CLOSE) == "Please accept, Dear Chairman, my regards."
