"""What a letter lacks: every gap is named by its path, at once, and nothing is made up."""

from pathlib import Path
from typing import Any

import pytest

from builders.compose import CHAIR, FEARED, HIM, TIMUR, case_of, composed, official, own_shop, paths_of, problems_of
from ualetters.errors import Place


@pytest.mark.parametrize(
    ("concern", "code", "problem"),
    [
        (
            {"use": "disappearance", "place": {"en": "in Moscow Region"}},
            "ru",
            ("concerns[0].place.ru", "the place has no русский (Russian) text", "add `ru` there"),
        ),
        (
            {"use": "feared-transfer", "country": "NO"},
            "ru",
            (
                "concerns[0].country",
                "русский (Russian) has no form `to` for the country NO",
                "add `to` to countries.NO in ru/language.yaml",
            ),
        ),
        (
            {"use": "disappearances"},
            "en",
            (
                "concerns[0].use",
                "English has no words for the phrase `disappearances`",
                "add `disappearances` to en/phrases.yaml, or use another phrase",
            ),
        ),
    ],
)
def test_what_a_concern_lacks_is_named(
    tmp_path: Path, concern: dict[str, Any], code: str, problem: tuple[str, str, str]
) -> None:
    """A place, a country or a phrase that the letter's language does not have is named with its path."""
    assert problems_of(tmp_path, case_of(concerns=[concern]), code) == [problem]


def test_what_an_ask_lacks_is_named(tmp_path: Path) -> None:
    """A court, a country or a phrase of an ask that the pack does not have is named with its path."""
    asks = [
        {"use": "comply-interim-measures", "court": "iachr"},
        {"use": "if-held", "country": "NO"},
        {"use": "if-hold"},
    ]
    assert problems_of(tmp_path, case_of(asks=asks), "en") == [
        ("asks[0].court", "English has no form `nom` for `iachr`", "add it to en/language.yaml"),
        (
            "asks[1].country",
            "English has no form `in` for the country NO",
            "add `in` to countries.NO in en/language.yaml",
        ),
        (
            "asks[2].use",
            "English has no words for the phrase `if-hold`",
            "add `if-hold` to en/phrases.yaml, or use another phrase",
        ),
    ]


def test_all_gaps_of_a_letter_are_found_at_once(tmp_path: Path) -> None:
    """Every form that a Russian letter lacks is named in one run, at its line in the file."""
    people = {"timur": {"gender": "m", "name": {"ru": "Тимур Назаров"}, "citizen_of": "NO"}}
    case = case_of(
        people=people,
        concerns=[{"use": "disappearance"}, FEARED],
        asks=[{"use": "protect-from-torture"}, {"use": "release-unconditional"}],
        addressees={"chair": official(name={"en": HIM["en"]})},
    )
    found = composed(tmp_path, case, "ru")
    assert found.letters == ()
    assert sorted({problem.place.path for problem in found.problems}) == [
        "addressees.chair.name.ru",
        "people.timur.citizen_of",
        "people.timur.name.ru.acc",
        "people.timur.name.ru.dat",
        "people.timur.name.ru.gen",
    ]
    assert all(problem.check == "translation" and problem.place.line > 1 for problem in found.problems)
    hints = {problem.hint for problem in found.problems if problem.place.path.startswith("people.timur.name.ru.")}
    assert hints == {"write ru: {nom: Тимур Назаров, gen: …, dat: …, acc: …}; no other form is asked for"}


def test_a_gap_of_a_pack_is_in_the_packs_file(tmp_path: Path) -> None:
    """A phrase without wording for unstated gender is refused at its place in the pack."""
    phrases = {"asks": {"ensure-safety": "protect {{ p.g('him', 'her', 'them', 'them') }}"}}
    shop = own_shop(tmp_path, {"en/phrases.yaml": phrases})
    found = composed(tmp_path, case_of(people={"timur": TIMUR | {"gender": "x"}}), "en", shop)
    (problem,) = found.problems
    file = tmp_path / "templates" / "en" / "phrases.yaml"
    column = file.read_text(encoding="utf-8").index('"ensure-safety"') + 1
    assert problem.place == Place(str(file), 1, column, "asks.ensure-safety")
    assert problem.message == "English has no wording for a person of unstated gender in this phrase"


@pytest.mark.parametrize("where", ["concerns", "asks"])
def test_a_phrase_about_nobody_is_refused(tmp_path: Path, where: str) -> None:
    """A phrase whose people are all unknown is named as a problem, not a crash."""
    use = {"concerns": "disappearance", "asks": "ensure-safety"}[where]
    case = case_of(**{where: [{"use": use, "people": ["nobody"]}]})
    problem = (f"{where}[0].people", "none of these people is in the case", "name them by their ids")
    assert problems_of(tmp_path, case, "en") == [problem]


def test_every_unknown_concern_is_named(tmp_path: Path) -> None:
    """A concern that the language does not have hides none of those that follow."""
    concerns = [{"use": "disappearances"}, {"use": "disappearance", "place": {"ru": "в Москве"}}, {"use": "abductions"}]
    assert paths_of(tmp_path, case_of(concerns=concerns), "en") == [
        "concerns[0].use",
        "concerns[1].place.en",
        "concerns[2].use",
    ]


def test_an_addressee_without_a_concern_is_refused(tmp_path: Path) -> None:
    """A letter without a subject is named as a problem of the case."""
    case = case_of(concerns=[{"use": "disappearance", "to": ["other"]}], addressees={"chair": CHAIR, "other": CHAIR})
    assert problems_of(tmp_path, case, "en") == [
        (
            "addressees.chair",
            "no concern reaches `chair`, so its letter has no subject",
            "write one that reaches this addressee",
        )
    ]
