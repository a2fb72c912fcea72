"""Cases, senders, shops and packs for the tests of `compose`, and the parts of the letters that come of them."""

from collections.abc import Mapping, Sequence
from datetime import date
import json
from pathlib import Path
import shutil
from typing import Any

from ualetters.compose import Brief, texts
from ualetters.errors import Severity, errors_in
from ualetters.job import Composed, Job
from ualetters.model.letter import Letter, Role
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
TODAY = date(2013, 1, 20)
NBSP = "\u00a0"

TIMUR = {
    "gender": "m",
    "name": {
        "en": "Timur Nazarov",
        "ru": {"nom": "Тимур Назаров", "gen": "Тимура Назарова", "dat": "Тимуру Назарову", "acc": "Тимура Назарова"},
    },
}
ANNA = {
    "gender": "f",
    "name": {
        "en": "Anna Sokolova",
        "ru": {"nom": "Анна Соколова", "gen": "Анны Соколовой", "dat": "Анне Соколовой", "acc": "Анну Соколову"},
    },
}
COMMITTEE = {
    "kind": "chair",
    "en": "Chairman of the Investigation Committee of the Russian Federation",
    "ru": {
        "nom": "Председатель Следственного комитета Российской Федерации",
        "dat": "Председателю Следственного комитета Российской Федерации",
    },
}
BORDER = {
    "kind": "deputy",
    "en": "Deputy Director of the Federal Security Service",
    "ru": {"nom": "Заместитель директора ФСБ России", "dat": "Заместителю директора ФСБ России"},
}
# Fictional holders of the offices.
HIM = {
    "en": {"given": "Pavel", "patronymic": "Andreevich", "family": "Belov"},
    "ru": {"given": "Павел", "patronymic": "Андреевич", "family": "Белов", "dat": "Белову П. А."},
}
HER = {
    "en": {"given": "Olga", "patronymic": "Petrovna", "family": "Belova"},
    "ru": {"given": "Ольга", "patronymic": "Петровна", "family": "Белова", "dat": "Беловой О. П."},
}
ADDRESS = {
    "latin": ["Tekhnicheskii pereulok, dom 2", "105005 Moscow"],
    "ru": ["Технический пер., д. 2", "105005 Москва"],
}
CHAIR: dict[str, Any] = {"gender": "m", "office": COMMITTEE, "name": HIM, "country": "RU", "address": ADDRESS}
COPY: dict[str, Any] = {
    "role": "copy",
    "gender": "f",
    "office": BORDER,
    "name": HER,
    "country": "RU",
    "address": {"latin": ["107031 Moscow"], "ru": ["107031 Москва"]},
}
BASE: dict[str, Any] = {
    "format": "1",
    "id": "nazarov",
    "status": "open",
    "cleared": {"by": "the tests", "date": "2013-01-01"},
    "countries": ["RU"],
    "send_before": "asap",
    "people": {"timur": TIMUR},
    "concerns": [{"use": "disappearance"}],
    "asks": [{"use": "ensure-safety"}],
    "addressees": {"chair": CHAIR},
}
SENDER = Sender(name="Maria Schmidt", country="DE", address=("Hauptstr. 1", "10115 Berlin"))
AMERICAN = Sender(name="Mary Smith", country="US", address=("1 Main Street", "Springfield"))


def official(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The chair with other fields; None leaves one out."""
    return {key: value for key, value in (CHAIR | changes).items() if value is not None}


def copied(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The copy with other fields; None leaves one out."""
    return {key: value for key, value in (COPY | changes).items() if value is not None}


def case_of(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case with other fields; None leaves one out."""
    return {key: value for key, value in (BASE | changes).items() if value is not None}


def job_of(folder: Path, case: Mapping[str, Any], shop: Workshop = SHOP, **order: Any) -> Job:  # noqa: ANN401
    """A case that was written to a folder and loaded from there."""
    path = folder / "case.yaml"
    path.write_text(json.dumps(case, ensure_ascii=False, indent=1), encoding="utf-8")
    return Job.load(path, shop, Order(**{"today": TODAY} | order))


def brief_of(job: Job, code: str, **changes: Any) -> Brief:  # noqa: ANN401
    """What the letters of a case in one language are composed from, by nobody in particular."""
    known: dict[str, Any] = {
        "case": job.case,
        "pack": job.workshop[code],
        "letter_blocks": job.workshop.blocks(f"{code}/letter.j2"),
        "copy_blocks": job.workshop.blocks(f"{code}/copy.j2"),
        "today": TODAY,
        "made": job.everybody,
        "host": job.order.host,
    }
    return Brief(**known | changes)


def composed(folder: Path, case: Mapping[str, Any], code: str, shop: Workshop = SHOP, **order: Any) -> Composed:  # noqa: ANN401
    """The letters that are wanted of a case in one language, and what was noted."""
    job = job_of(folder, case, shop, **order)
    return job.compose(code, job.wanted)


def letters_of(
    folder: Path,
    case: Mapping[str, Any],
    code: str,
    shop: Workshop = SHOP,
    **order: Any,  # noqa: ANN401
) -> dict[str, Letter]:
    """The letters of a case by recipient; there must be no error."""
    found = composed(folder, case, code, shop, **order)
    assert errors_in(found.problems) == []
    return {recipient.id: letter for recipient, letter in found.letters}


def letter_of(folder: Path, case: Mapping[str, Any], code: str = "en", shop: Workshop = SHOP, **order: Any) -> Letter:  # noqa: ANN401
    """The letter to the chair."""
    return letters_of(folder, case, code, shop, **order)["chair"]


def problems_of(
    folder: Path,
    case: Mapping[str, Any],
    code: str,
    shop: Workshop = SHOP,
    **order: Any,  # noqa: ANN401
) -> list[tuple[str, str, str]]:
    """Path, message and hint of what keeps a letter from being written; nothing is written then."""
    found = composed(folder, case, code, shop, **order)
    assert "chair" not in {recipient.id for recipient, _ in found.letters}
    return list(dict.fromkeys((one.place.path, one.message, one.hint) for one in errors_in(found.problems)))


def paths_of(folder: Path, case: Mapping[str, Any], code: str, shop: Workshop = SHOP, **order: Any) -> list[str]:  # noqa: ANN401
    """The YAML paths of what a letter lacks."""
    return sorted({path for path, _, _ in problems_of(folder, case, code, shop, **order)})


def notes_of(found: Composed) -> list[tuple[str, str, str]]:
    """Path, message and hint of what is worth knowing of letters that were written."""
    assert errors_in(found.problems) == []
    return [(one.place.path, one.message, one.hint) for one in found.problems if one.severity is Severity.NOTE]


def blocks(letter: Letter, role: Role) -> tuple[object, ...]:
    """The blocks of one part; none if the letter does not have it."""
    return next((part.blocks for part in letter.parts if part.role is role), ())


def lines(letter: Letter, role: Role) -> list[str]:
    """The texts of one part."""
    return [text for part in letter.parts if part.role is role for text in texts(part.blocks)]


def line(letter: Letter, role: Role) -> str:
    """The only text of one part."""
    (text,) = lines(letter, role)
    return text


def own_shop(folder: Path, files: Mapping[str, Any]) -> Workshop:
    """A workshop with a user's own template root in front: YAML files as data, others as text."""
    root = folder / "templates"
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return Workshop(Templates.with_own([root]))


def new_pack(folder: Path, like: str, code: str, changes: Mapping[str, str]) -> Workshop:
    """A workshop with one more language, copied from another and changed by replacing text in its files."""
    target = folder / "templates" / code
    shutil.copytree(template_root() / like, target)
    for path in target.iterdir():
        text = path.read_text(encoding="utf-8")
        for old, new in {f"language: {like}\n": f"language: {code}\n", **changes}.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return Workshop(Templates.with_own([folder / "templates"]))


def opening_of(folder: Path, concerns: Sequence[Mapping[str, Any]], code: str, **changes: Any) -> str:  # noqa: ANN401
    """The first paragraph of a letter with these concerns."""
    return lines(letter_of(folder, case_of(concerns=concerns, **changes), code), Role.BODY)[0]


FEARED = {"use": "feared-transfer", "country": "UZ"}
TORTURE, TORTURE_IN = {"use": "risk-of-torture"}, {"use": "risk-of-torture", "country": "UZ"}
TRIAL, TRIAL_IN = {"use": "unfair-trial"}, {"use": "unfair-trial", "country": "UZ"}

MINISTER: dict[str, Any] = {
    "gender": "m",
    "office": {
        "kind": "minister",
        "en": "Minister of Internal Affairs of Uzbekistan",
        "ru": {"nom": "Министр внутренних дел", "dat": "Министру внутренних дел"},
    },
    "country": "UZ",
    "address": {"latin": ["Tashkent 100029"]},
}
TWO_ADDRESSEES = case_of(countries=["RU", "UZ"], addressees={"chair": CHAIR, "copy": COPY, "minister": MINISTER})
