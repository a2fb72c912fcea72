"""Names in many forms, written by hand, and what the proposals for them come to."""

from collections.abc import Iterator
from importlib import import_module
import json
from pathlib import Path
from typing import Any, NamedTuple, cast

from ualetters.case_file import load_case
from ualetters.directory import FOLDER, load_directory
from ualetters.model.case import Case
from ualetters.names.endings import Inflected
from ualetters.names.inflection import Language, inflected
from ualetters.names.words import Words, words_of

DATA = Path(__file__).parent.parent / "data"
FORMS = {"ru": ("gen", "dat", "acc", "ins", "prp"), "uk": ("gen", "dat", "voc")}


class Gold(NamedTuple):
    """A name with its forms as a person wrote them; `/` stands between words that are both right."""

    gender: str
    nominative: str
    forms: dict[str, str]


class Verdict(NamedTuple):
    """What is proposed for one form, and whether it is right."""

    wanted: str
    made: Inflected
    is_right: bool


def language(code: str) -> Language:
    """The module that inflects."""
    module = {"ru": "russian", "uk": "ukrainian"}[code]
    return cast("Language", import_module(f"ualetters.names.{module}"))


def gold(code: str, file: str = "") -> Iterator[Gold]:
    """The names of a language."""
    for line in (DATA / f"names-{code}{file}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            gender, nominative, *forms = (cell.strip() for cell in line.split("|"))
            yield Gold(gender, nominative, dict(zip(FORMS[code], forms, strict=True)))


def verdicts(code: str, file: str = "") -> list[Verdict]:
    """What is proposed for every form of every name."""
    module = language(code)
    found = []
    for name in gold(code, file):
        words = words_of(name.nominative, name.gender, module.TRAITS)
        for form, wanted in name.forms.items():
            # The vocative is that of a salutation, which leaves the family name out.
            told = words if form != "voc" else Words(tuple(w for w in words.words if w.part != "family"), words.sure)
            made = inflected(told, name.gender, form, module)
            found.append(Verdict(wanted, made, is_right(made.text, wanted)))
    return found


def is_right(made: str, wanted: str) -> bool:
    """Whether every word is one of those that are right in its place."""
    pairs = list(zip(made.split(), wanted.split(), strict=False))
    same_length = len(made.split()) == len(wanted.split())
    return same_length and all(word in right.split("/") for word, right in pairs)


def report(code: str, found: list[Verdict]) -> str:
    """The shares, in a sentence."""
    right = sum(verdict.is_right for verdict in found)
    sure = sum(verdict.made.sure for verdict in found)
    return f"{code}: {right} of {len(found)} forms right ({right / len(found):.1%}), {sure} unmarked"


# --- cases ------------------------------------------------------------------------------------------------------------

CASE: dict[str, Any] = {
    "format": "1",
    "id": "example",
    "status": "specimen",
    "countries": ["RU"],
    "send_before": "asap",
    "people": {"anna": {"gender": "f", "name": {"ru": "Анна Орлова", "uk": "Анна Орлова"}}},
    "concerns": [{"use": "disappearance"}],
    "asks": [{"use": "establish-whereabouts"}],
    "addressees": {
        "minister": {
            "office": {"kind": "minister", "en": "Minister"},
            "country": "RU",
            "address": {"latin": ["Moscow"]},
        }
    },
}


def case_with(folder: Path, **changes: object) -> Path:
    """A case file, some of its keys changed."""
    path = folder / "example.yaml"
    path.write_text(json.dumps(CASE | changes, ensure_ascii=False), encoding="utf-8")
    return path


def load(path: Path) -> Case:
    """A case with the directory beside it."""
    return load_case(path, load_directory([path.parent / FOLDER]).offices)[0]
