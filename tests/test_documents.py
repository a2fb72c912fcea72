"""What is made of one letter, what is not, and what is said about it."""

import json
from pathlib import Path
import sys
from typing import Any

from msgspec.structs import replace
import pytest

from builders.compose import AMERICAN, CHAIR, COPY, MINISTER, SENDER, SHOP, TODAY, case_of, job_of, official
from builders.formats_pdf import pages
from builders.window import MM, strokes
from ualetters.documents import Made, documented
from ualetters.errors import Problem, Severity
from ualetters.formats import FORMATS
from ualetters.job import Job
from ualetters.order import Order
from ualetters.pipeline import Result, render_case
from ualetters.templating import Templates
from ualetters.workshop import Workshop

SPECIMEN = Path(__file__).parents[1] / "cases" / "azimov.yaml"
ORDER = Order(today=TODAY, languages=("en",), formats=("pdf",), sender=SENDER)
REACHED = {"email": "chair@example.ru", "fax": "+7 499 265 90 77"}


def made(folder: Path, case: dict[str, Any], **order: Any) -> tuple[Job, dict[str, Made]]:  # noqa: ANN401
    """The documents of every letter of a case in English, and the job with what was said."""
    job = job_of(folder, case, **order)
    letters = job.compose("en", job.wanted).letters
    return job, {recipient.id: documented(job, "en", recipient, letter) for recipient, letter in letters}


def names(found: dict[str, Made], code: str = "en") -> list[str]:
    """The files, in order."""
    assert all(path.parts[:-1] == ("nazarov", code) for one in found.values() for path in one.documents)
    return [path.name for one in found.values() for path in one.documents]


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Place, message and hint of what was noted; there must be nothing worse."""
    assert {problem.severity for problem in problems} <= {Severity.NOTE}
    return [(problem.place.path, problem.message, problem.hint) for problem in problems]


def with_chair(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case with a chair who has other fields."""
    return case_of(addressees={"chair": official(**changes)})


def test_every_format_is_made_for_who_can_be_reached_in_every_way(tmp_path: Path) -> None:
    """One file each, in the order asked for, none of them with the name of another; and nothing to say."""
    job, found = made(tmp_path, with_chair(**REACHED), formats=FORMATS, sender=SENDER)
    assert len(set(names(found))) == len(names(found)) == len(FORMATS)
    assert names(found)[: FORMATS.index("fax")] == ["chair.pdf", "chair.txt", "chair.html", "chair.eml", "chair.docx"]
    assert (job.problems, found["chair"].language) == ([], "en")
    job, found = made(tmp_path, with_chair(**REACHED), formats=("txt", "pdf"))
    assert names(found) == ["chair.txt", "chair.pdf"]


@pytest.mark.parametrize(
    ("lacking", "formats", "messages"),
    [
        ("fax", ("fax",), ["`chair` has no fax number, so there is no fax"]),
        ("email", ("eml",), ["`chair` has no e-mail address, so there is no e-mail draft"]),
        ("email", ("mailto",), ["`chair` has no e-mail address, so there is no e-mail draft"]),
    ],
)
def test_who_cannot_be_reached_in_a_way_gets_nothing_for_it(
    tmp_path: Path, lacking: str, formats: tuple[str, ...], messages: list[str]
) -> None:
    """A note says so, and the other formats are made."""
    contacts = {key: value for key, value in REACHED.items() if key != lacking}
    job, found = made(tmp_path, with_chair(**contacts), formats=(*formats, "txt"))
    assert names(found) == ["chair.txt"]
    assert told(job.problems) == [("", message, "") for message in messages]
    assert [problem.check for problem in job.problems] == ["formats"]


def test_a_specimen_is_neither_faxed_nor_mailed(tmp_path: Path) -> None:
    """A draft of it can be looked at, for it has no address."""
    job, found = made(tmp_path, with_chair(**REACHED) | {"status": "specimen"}, formats=("fax", "mailto", "eml", "pdf"))
    assert names(found) == ["chair.eml", "chair.pdf"]
    assert told(job.problems) == [
        ("", f"`nazarov` is a specimen, so there is no {name}", "") for name in ("fax", "mailto")
    ]
    (draft,) = (one.content for path, one in found["chair"].documents.items() if path.suffix == ".eml")
    assert b"chair@example.ru" not in draft.partition(b"\r\n\r\n")[0]


COPIED = case_of(
    countries=["RU", "UZ"],
    addressees={"chair": CHAIR | REACHED, "minister": MINISTER, "copy": COPY | {"email": "copy@example.ru"}},
)


def test_who_is_in_copy_of_an_e_mail_gets_no_draft(tmp_path: Path) -> None:
    """But the covering note in the formats that are printed."""
    job, found = made(tmp_path, COPIED, formats=("eml", "pdf"))
    assert names(found) == ["chair.eml", "chair.pdf", "minister.pdf", "copy.pdf"]
    assert told(job.problems)[1:] == [
        ("", "`copy` is in copy of the e-mail, so there is no draft of its own", ""),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        # The letter that it is a copy of is not made.
        {"to": ("copy",)},
        # It has no address, so that no e-mail has the copy in its Cc.
        {"chair": {"email": None}},
        # Nor has one of several.
        {"copy_of": ["chair", "minister"]},
        # The addresses of a specimen are left out.
        {"status": "specimen"},
    ],
)
def test_who_is_not_in_copy_of_every_letter_gets_a_draft(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Whoever would get one of the letters in no other way."""
    people = COPIED["addressees"]
    chair = {key: value for key, value in (people["chair"] | changes.get("chair", {})).items() if value is not None}
    copy = people["copy"] | ({"copy_of": changes["copy_of"]} if "copy_of" in changes else {})
    case = COPIED | {"addressees": people | {"chair": chair, "copy": copy}, "status": changes.get("status", "open")}
    _, found = made(tmp_path, case, formats=("eml",), to=changes.get("to", ()))
    assert "copy.eml" in names(found)


@pytest.mark.parametrize(("formats", "has_own"), [(("eml",), True), (("eml", "mailto"), False)])
def test_who_would_be_in_copy_of_a_draft_that_no_font_can_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: tuple[str, ...], *, has_own: bool
) -> None:
    """Gets a draft of its own, unless another e-mail has it in its Cc."""
    monkeypatch.setitem(sys.modules, "noto_cjk_sans_otc", None)
    (tmp_path / "own" / "en").mkdir(parents=True)
    (tmp_path / "own" / "en" / "language.yaml").write_text(json.dumps({"script": "Hant"}), encoding="utf-8")
    people = {key: COPIED["addressees"][key] for key in ("chair", "copy")}
    shop = Workshop(Templates.with_own([tmp_path / "own"]))
    job = job_of(tmp_path, case_of(addressees=people), shop, formats=formats)
    assert {code: [one.id for one in chosen] for code, chosen in job.chosen().items()} == {"en": ["chair", "copy"]}
    ((copy, letter),) = job.compose("ru", job.wanted[1:]).letters
    assert names({"copy": documented(job, "ru", copy, letter)}, "ru") == (["copy.eml"] if has_own else [])


@pytest.mark.parametrize("name", ["mailto", "paste"])
def test_what_has_no_room_for_an_enclosure_is_not_made_for_a_copy(tmp_path: Path, name: str) -> None:
    """A covering note without the letter that it covers would say nothing."""
    job, found = made(tmp_path, COPIED, formats=(name, "txt"), to=("chair", "copy"))
    assert len(found["chair"].documents) == 2
    assert names({"copy": found["copy"]}) == ["copy.txt"]
    message = f"`copy` gets a covering note, and nothing can be enclosed with {name}"
    assert told(job.problems) == [("", message, "")]


LONG = [f"House {number}" for number in range(7)]


def test_what_is_to_be_known_of_a_document_is_told(tmp_path: Path) -> None:
    """With its recipient, once for each; without the sender or the text."""
    job, found = made(tmp_path, with_chair(address={"latin": LONG}), formats=("pdf", "eml"), sender=SENDER)
    where = "the address does not fit the window of the layout `din5008b`, so it is printed on an envelope (DL)"
    assert told(job.problems) == [
        ("", f"`chair`: {where}, the last page", ""),
        ("", "`chair` has no e-mail address, so there is no e-mail draft", ""),
    ]
    (document,) = found["chair"].documents.values()
    assert len(pages(document.content)) == 2


def test_an_address_that_no_post_office_reads_is_told(tmp_path: Path) -> None:
    """At its place, with what to add; only where something is printed, and not of an embassy without any address."""
    cyrillic = with_chair(address={"ru": ["Технический пер., д. 2"]}) | {"diplomatic_copies": ["RU"]}
    job = job_of(tmp_path, cyrillic, formats=("pdf", "txt"), sender=SENDER)
    letters = job.compose("ru", job.wanted).letters
    for recipient, letter in letters:
        documented(job, "ru", recipient, letter)
    message = "`chair` has no address in Latin script, so none shows in the window of an envelope"
    assert told(job.problems) == [("addressees.chair.address", message, "add `latin` to the address")]
    job = job_of(tmp_path, cyrillic, formats=("txt", "html"), sender=SENDER)
    documented(job, "ru", *letters[0])
    assert job.problems == []


def rendered(**order: Any) -> Result:  # noqa: ANN401
    """What comes of the whole of a specimen case."""
    return render_case(SPECIMEN, SHOP, replace(ORDER, **order))


def test_a_layout_that_was_asked_for_and_does_not_fit_fails_the_case() -> None:
    """The letter is named, with what to do; nothing is made."""
    result = rendered(layout="uk")
    assert (result.failed, result.made) == (True, ())
    (error,) = (problem for problem in result.problems if problem.severity is Severity.ERROR)
    assert error.place.file == "azimov/en/matiushkin.pdf"
    assert error.message == "the address does not fit the window of the layout `uk`"
    assert error.hint.startswith("use `--layout plain`")


@pytest.mark.parametrize(("layout", "country"), [("din5008a", "DE"), ("fr-right", "FR"), ("plain", "DE"), (None, "DE")])
def test_a_whole_case_can_be_laid_out(layout: str | None, country: str) -> None:
    """Also one that goes to an embassy whose address nobody knows."""
    to = ("bastrykin", "kulishov", "embassy-ru")
    result = rendered(layout=layout, to=to, sender=replace(SENDER, country=country))
    assert [one.recipient.id for one in result.made] == [*to]
    notes = [problem.message for problem in result.problems if problem.message.startswith("`embassy-ru`")]
    laid = layout not in {None, "plain"}
    assert [note.partition(",")[0] for note in notes] == (
        [f"`embassy-ru`: there is no address in Latin script for the window of the layout `{layout}`"] if laid else []
    )


def test_the_usual_layout_is_that_of_the_country_of_posting() -> None:
    """Of the profile, or else of the command line; where neither is known there is no window."""
    found = {
        "US": rendered(sender=AMERICAN, to=("bastrykin",)),
        "DE": rendered(sender=None, country="DE", to=("bastrykin",)),
        "FR": rendered(sender=None, country="FR", to=("bastrykin",)),
        "ES": rendered(sender=None, country="ES", to=("bastrykin",)),
        "unknown": rendered(sender=None, to=("bastrykin",)),
    }
    contents = {key: document.content for key, one in found.items() for document in one.made[0].documents.values()}
    marks = {
        key: [int(stroke.top + 0.1) for stroke in strokes(content) if stroke.right < 15]
        for key, content in contents.items()
    }
    # The address does not fit the window that is usual in the United States.
    assert marks == {"US": [], "DE": [105, 148, 210], "FR": [99, 198], "ES": [], "unknown": []}
    heights = [round(float(page.mediabox.height) / MM, 1) for page in pages(contents["US"])]
    assert heights == [279.4, 104.8]
