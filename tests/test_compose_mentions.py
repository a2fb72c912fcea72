"""Recipients in a sentence and in the cc line: inflected, begun small, never in another language."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import (
    CHAIR,
    HER,
    NBSP,
    case_of,
    copied,
    job_of,
    letters_of,
    lines,
    official,
    paths_of,
    problems_of,
)
from ualetters.errors import errors_in
from ualetters.model.letter import Role


def test_an_institution_is_inflected_in_a_sentence(tmp_path: Path) -> None:
    """In prose and in the cc line an institution takes the dative, keeping its capital, though its address does not."""
    prosecutor: dict[str, Any] = {
        "kind": "institution",
        "ru": {
            "nom": "Генеральная прокуратура Российской Федерации",
            "dat": "Генеральной прокуратуре Российской Федерации",
        },
    }
    one = official(office=prosecutor, name=None, gender=None)
    letters = letters_of(tmp_path, case_of(addressees={"chair": one, "copy": one | {"role": "copy"}}), "ru")
    assert lines(letters["copy"], Role.INSIDE_ADDRESS)[0] == prosecutor["ru"]["nom"]
    assert lines(letters["chair"], Role.CC) == ["Копия: Генеральной прокуратуре Российской Федерации"]
    opening = (
        "Направляю Вам для сведения копию своего письма, адресованного Генеральной прокуратуре Российской Федерации."
    )
    assert lines(letters["copy"], Role.BODY)[0].startswith(opening)
    del prosecutor["ru"]["dat"]
    case = case_of(addressees={"chair": one, "copy": one | {"role": "copy"}})
    assert paths_of(tmp_path, case, "ru") == ["addressees.chair.office.ru.dat", "addressees.copy.office.ru.dat"]


@pytest.mark.parametrize(
    ("kind", "dative", "mentioned"),
    [
        ("head-of-state", "Президенту Российской Федерации", "Президенту Российской Федерации"),
        ("head-of-government", "Премьер-министру", "Премьер-министру"),
        ("governor", "Губернатору Тверской области", "губернатору Тверской области"),
        ("other", "ФСБ России", "ФСБ России"),
    ],
)
def test_how_an_office_begins_in_a_sentence(tmp_path: Path, kind: str, dative: str, mentioned: str) -> None:
    """Inside a Russian sentence an office begins small, but for the highest ones and for abbreviations."""
    office = {"kind": kind, "ru": {"nom": "Должность", "dat": dative}}
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office=office, name=None)})
    assert lines(letters_of(tmp_path, case, "ru")["chair"], Role.CC) == [f"Копия: {mentioned}"]


def test_prose_names_nobody_in_another_language(tmp_path: Path) -> None:
    """An office without text in the language stands in the inside address only; the name is left for the sentence."""
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office={"kind": "deputy", "en": "Deputy Director"})})
    letters = letters_of(tmp_path, case, "ru")
    assert lines(letters["chair"], Role.CC) == [f"Копия: Беловой{NBSP}О.{NBSP}П."]
    assert lines(letters["copy"], Role.INSIDE_ADDRESS)[0] == "Deputy Director"


def test_the_cc_line_asks_for_the_name_of_a_copy(tmp_path: Path) -> None:
    """A letter whose cc line cannot name a copy is refused itself, not only the copy's note."""
    job = job_of(tmp_path, case_of(addressees={"chair": CHAIR, "copy": copied(name={"en": HER["en"]})}))
    found = job.compose("ru", [job.case.addressees["chair"]])
    assert [problem.place.path for problem in errors_in(found.problems)] == ["addressees.copy.name.ru"]


def test_prose_must_be_able_to_name_a_recipient(tmp_path: Path) -> None:
    """Somebody with neither an office in the language nor a name cannot stand in a sentence; none is left empty."""
    copy = copied(office={"kind": "deputy", "en": "Deputy Director"}, name=None)
    case = case_of(addressees={"chair": CHAIR, "copy": copy})
    hint = "add `ru` to the office, or write the name"
    message = "a sentence names this recipient, who has neither an office in русский (Russian) nor a name"
    assert problems_of(tmp_path, case, "ru") == [("addressees.copy.office.ru", message, hint)]
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office=None, name=None)})
    assert paths_of(tmp_path, case, "en") == ["addressees.copy.office.en"]
