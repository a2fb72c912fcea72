"""Letter-night packs of open cases, and what independent readers find on their pages."""

from collections.abc import Iterable, Sequence
from io import BytesIO
import json
from pathlib import Path
import re
import shutil
from typing import Any, NamedTuple

from msgspec.structs import replace
import pdfplumber
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
from tests.conftest import ROOT
import vobject

from builders.compose import SHOP, TODAY, case_of, job_of
from ualetters.cli import options
from ualetters.delivery.checklist import Entry, Evening, checklist_sheet
from ualetters.delivery.pack import Pack, Wishes, letter_night
from ualetters.delivery.plan import plan
from ualetters.documents import Made
from ualetters.errors import errors_in
from ualetters.job import Job
from ualetters.model.letter import Paper
from ualetters.model.section import Postage, Section
from ualetters.order import Order
from ualetters.workshop import Workshop

SECTION = Section(post={"RU": 14, "UZ": "suspended"}, postage=Postage("1.10 EUR", "0.85 EUR"))
# A day on which letters about one of the seed cases could still be sent.
DAY = ("--date", "2013-01-10")
# Stands for what nobody else may learn.
CANARY = ("Zyxcanaryq", "Birdville", "canary@example.org", "1234567")
PROFILE = {
    "name": "Zoe Zyxcanaryq",
    "country": "DE",
    "address": ["Canary Lane 12", "54321 Birdville"],
    "email": "canary@example.org",
    "phone": "+49 30 1234567",
    "languages": ["de", "en"],
}
_MM = 72 / 25.4


def opened(folder: Path, *names: str) -> list[Path]:
    """Seed cases as if they were open, under ids that end in `-open`, beside the specimens and the directory."""
    cases = folder / "cases"
    if not cases.exists():
        shutil.copytree(ROOT / "cases", cases)
    found = []
    for name in names:
        text = (cases / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("status: specimen\n", "status: open\ncleared: {by: the desk, date: 2013-01-01}\n")
        path = cases / f"{name}-open.yaml"
        path.write_text(text.replace(f"id: {name}\n", f"id: {name}-open\n"), encoding="utf-8")
        found.append(path)
    return found


def entry(
    folder: Path,
    codes: Sequence[str] = ("en",),
    section: Section = SECTION,
    host: str | None = "DE",
    *,
    deadline_checked: bool = False,
    shop: Workshop = SHOP,
    order: dict[str, Any] | None = None,
    **changes: Any,  # noqa: ANN401
) -> Entry:
    """A case with its letters and its plan; other fields of the case are changed, and of the order."""
    job = job_of(folder, case_of(**changes), shop, **{"country": host, "by_post": True} | (order or {}))
    return _entry(job, codes, section, deadline_checked=deadline_checked)


def seed_entry(folder: Path, name: str, *codes: str, host: str = "DE") -> Entry:
    """A seed case as if it were open, with its letters and its plan."""
    (path,) = opened(folder, name)
    job = Job.load(path, SHOP, Order(today=TODAY, country=host, by_post=True))
    return _entry(job, codes, SECTION)


def _entry(job: Job, codes: Sequence[str], section: Section, *, deadline_checked: bool = False) -> Entry:
    composed = {code: job.compose(code, job.wanted) for code in codes}
    assert errors_in(problem for one in composed.values() for problem in one.problems) == []
    made = tuple(Made(person, code, letter, {}) for code, one in composed.items() for person, letter in one.letters)
    found = plan(job.case, job.wanted, job.order.today, section, job.order.host, deadline_checked=deadline_checked)
    return Entry(job.case, found, made)


def sheet(entries: Entry | Sequence[Entry], reads: str = "en", **evening: Any) -> dict[str, Any]:  # noqa: ANN401
    """What stands on the checklist of some cases, for somebody who reads a language."""
    some = [entries] if isinstance(entries, Entry) else entries
    settings: dict[str, Any] = {"section": SECTION, "host": "DE", "paper": Paper.A4} | evening
    return checklist_sheet(some, Evening(**settings), SHOP[reads]).data


def pack_of(
    entries: Entry | Sequence[Entry],
    reads: str = "en",
    shop: Workshop = SHOP,
    **wishes: Any,  # noqa: ANN401
) -> Pack:
    """The pack of some cases, for somebody who reads a language."""
    some = [entries] if isinstance(entries, Entry) else entries
    settings: dict[str, Any] = {"today": TODAY, "pack": shop[reads], "section": SECTION, "host": "DE"} | wishes
    return letter_night(some, Wishes(**settings), shop.templates, shop.own_font)


def renamed(found: Entry, case_id: str) -> Entry:
    """The same under another id."""
    made = tuple(replace(one, letter=replace(one.letter, case_id=case_id)) for one in found.made)
    return Entry(replace(found.case, id=case_id), replace(found.plan, case_id=case_id), made)


def page_texts(content: bytes) -> list[str]:
    """The text of each page as pdfium reads it, which puts Arabic in order; without spaces at all."""
    with PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [_squeezed(text) for text in texts]


def holds(text: str, words: str) -> bool:
    """Whether a page has some words, whatever spaces and breaks stand between them."""
    return _squeezed(words) in text


def _squeezed(text: str) -> str:
    # A mark above or below an Arabic letter is put elsewhere in the line.
    return "".join(re.sub("[\u064b-\u0655\u200b\u2060\u2066-\u2069]", "", text).split())


def plumbed(content: bytes) -> list[str]:
    """The text of each page as pdfplumber reads it, with single spaces."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [" ".join((page.extract_text() or "").split()) for page in pdf.pages]


def by_pypdf(content: bytes) -> list[str]:
    """The text of each page as pypdf reads it, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in mm."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [(round(page.width / _MM, 1), round(page.height / _MM, 1)) for page in pdf.pages]


class Bar(NamedTuple):
    """A bar between two short strokes: where it begins on its sheet, and how long it is; in mm."""

    left: float
    length: float


def bars(content: bytes) -> list[list[Bar]]:
    """The bars to check the printer with, page by page: upright strokes of 4 mm, and a line from one to the other."""
    with PdfDocument(content) as document:
        return [list(_bars(page)) for page in document]


def _bars(page: Any) -> Iterable[Bar]:  # noqa: ANN401  # pypdfium2 has no types
    boxes = [tuple(side / _MM for side in item.get_bounds()) for item in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
    upright = [box for box in boxes if box[2] - box[0] < 1 and abs(box[3] - box[1] - 4) < 0.5]
    level = [box for box in boxes if box[3] - box[1] < 1]
    for first in upright:
        for second in upright:
            low, high = first[1], first[3]
            between = [box for box in level if low < box[1] and box[3] < high and _joins(box, first, second)]
            if between and first[0] < second[0]:
                # The strokes have a width of their own.
                ends = [(one[0] + one[2]) / 2 for one in (first, second)]
                yield Bar(ends[0], ends[1] - ends[0])


def _joins(line: tuple[float, ...], first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return abs(line[0] - first[0]) < 0.5 and abs(line[2] - second[2]) < 0.5


def write(path: Path, content: object) -> Path:
    """A file with this text or these data."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def profile(**changes: object) -> tuple[str, Path]:
    """The option that names a profile, in the folder that the command is run in."""
    return "--sender", write(Path("me.yaml"), PROFILE | changes)


def settings(name: str, content: object) -> None:
    """A file in the user's settings."""
    write(options.sender_path().parent / name, content)


def texts(name: str = "pack.pdf") -> list[str]:
    """The text of each page of what was written."""
    return by_pypdf(Path(name).read_bytes())


def events(name: str = "pack.ics") -> list[Any]:
    """The events of the reminder that was written, as vobject reads them."""
    return list(vobject.readOne(Path(name).read_text(encoding="utf-8")).vevent_list)


def files() -> set[str]:
    """Everything that was written in the folder that the command is run in."""
    given = ("cases", "me.yaml", "section.yaml", "own-templates")
    return {path.as_posix() for path in Path().rglob("*") if path.is_file() and path.parts[0] not in given}
