"""A case that is right, changed as a test wants it, and what a check finds in it."""

from collections.abc import Iterator
from datetime import date
import json
from pathlib import Path
from typing import Any

import pytest

from ualetters.case_file import load_case
from ualetters.checks import Subject
from ualetters.errors import Problem, Severity
from ualetters.model.case import Case
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ERROR, WARNING, NOTE = Severity
TODAY = date(2024, 3, 10)
WORKSHOP = Workshop(Templates.with_own())
MINISTER: dict[str, Any] = {
    "role": "to",
    "gender": "m",
    "office": {"kind": "minister", "en": "Minister of Justice", "ru": {"nom": "Министр", "dat": "Министру"}},
    "name": {
        "en": {"given": "Ivan", "family": "Sokolov"},
        "ru": {"given": "Иван", "patronymic": "Павлович", "family": "Соколов", "dat": "Соколову И. П."},
    },
    "country": "RU",
    "address": {"latin": ["Zhitnaya street 14", "119991 Moscow"]},
}
RIGHT: dict[str, Any] = {
    "format": "1",
    "id": "example",
    "status": "open",
    "cleared": {"by": "Urgent Action desk", "date": "2024-03-01"},
    "countries": ["RU", "TJ"],
    "issued": "2024-03-01",
    "send_before": "2024-04-12",
    "languages": ["ru"],
    "people": {
        "anna": {
            "gender": "f",
            "name": {"en": "Anna Orlova", "ru": {"nom": "Анна Орлова", "gen": "Анны Орловой", "acc": "Анну Орлову"}},
        }
    },
    "concerns": [{"use": "disappearance"}],
    "asks": [{"use": "establish-whereabouts"}],
    "addressees": {"minister": MINISTER},
}
TAJIK = MINISTER | {"country": "TJ", "role": "to"}
COPY = MINISTER | {"role": "copy"}

Row = tuple[Severity, str, str, str]


class Memory:
    """A case written to a folder and read back, as often as a test wants."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "case.yaml"

    def case(self, **changes: object) -> Case:
        """The right case with some keys changed; None leaves one out."""
        content = {key: value for key, value in (RIGHT | changes).items() if value is not None}
        self.file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
        return load_case(self.file, {})[0]

    def subject(self, **changes: object) -> Subject:
        """That case as the checks see it."""
        return seen(self.case(**changes))


def memory(tmp_path: Path) -> Memory:
    """Writes and reads the cases of a test."""
    return Memory(tmp_path)


def memory_of_a_module(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """The same for tests that make many cases."""
    return Memory(tmp_path_factory.mktemp("cases"))


def seen(case: Case) -> Subject:
    """A case as the checks see it when nobody asked for anything special."""
    return Subject(
        case=case,
        phrasebook=WORKSHOP.phrasebook,
        packs=WORKSHOP,
        today=TODAY,
        languages=WORKSHOP.languages,
    )


def rows(found: Iterator[Problem] | tuple[Problem, ...], check: str) -> list[Row]:
    """What was found as severity, YAML path, message and hint, sorted; all of it by one check."""
    problems = sorted(found, key=Problem.sort_key)
    assert {problem.check for problem in problems} <= {check}
    return [(problem.severity, problem.place.path, problem.message, problem.hint) for problem in problems]


PHRASES = [*WORKSHOP.phrasebook.asks]
