"""What a program is refused: a case, a letter, a document or a sender that is not right, with all that is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
import pytest

from builders.bad_input import case as written
from builders.bad_input import changed
from builders.library import DAY, WRITER, english, good_case, problems_of, text_of
from ualetters import UalettersError, compose, load_case, open_workshop, render

Call = Callable[[], object]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A case to one addressee, complete in English."""
    return good_case(tmp_path)


def test_the_workshop_is_refused(tmp_path: Path) -> None:
    """A folder that is not there and a font that is none are said at once."""
    missing = [tmp_path / "no"]
    with pytest.raises(UalettersError, match="there is no folder"):
        open_workshop(templates=missing)
    with pytest.raises(UalettersError, match="there is no folder"):
        open_workshop(directories=missing)
    font = tmp_path / "font.ttf"
    font.write_bytes(b"no font")
    with pytest.raises(UalettersError, match="is not a font"):
        open_workshop(font=font)


def test_a_file_that_is_wrong(tmp_path: Path) -> None:
    """Loading says all that is wrong with a file, and says nothing of what is protected."""
    without = ("    gender: m\n    name: {en: Timur", "    name: {en: Timur")
    wrong = written(tmp_path, changed(("status: specimen", "status: Secret"), without))
    paths = [problem.place.path for problem in problems_of(lambda: load_case(wrong))]
    assert paths == ["status", "people.timur.gender"]
    (problem,) = [
        one for one in problems_of(lambda: load_case(wrong, protected=[" SECRET "])) if one.place.path == "status"
    ]
    assert problem.message == "what is wrong here would repeat a protected word"
    (problem,) = problems_of(lambda: load_case(tmp_path / "none.yaml"))
    assert problem.place.file == str(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("changes", "options", "path", "message"),
    [
        (("status: specimen", "status: closed"), {}, "status", "the case is closed"),
        (("status: specimen", "status: superseded"), {}, "status", "the case is superseded"),
        (("use: disappearance", "use: nothing"), {}, "concerns[0].use", "the phrasebook has no concern"),
        (("Timur", "Timur"), {"language": "ru"}, "people.timur.name", "Russian"),
        (("Timur", "Timur"), {"to": "mayor"}, "", "nobody in `example` has the id `mayor`"),
        (("Timur", "Timur"), {"copies": ["mayor"]}, "", "nobody in `example` has the id `mayor`"),
        (("Timur", "Timur"), {"country": "RU"}, "", "you write from a country of this case"),
        (("Timur", "Timur"), {"sender": replace(WRITER, country="UZ")}, "", "you write from a country of this case"),
    ],
)
def test_no_letter_is_made(
    changes: tuple[str, str], options: dict[str, Any], path: str, message: str, tmp_path: Path
) -> None:
    """A case that is not to be written, what its letter lacks, and a risk that nobody accepted are errors."""
    case = load_case(written(tmp_path, changed(changes)))
    wanted: dict[str, Any] = {"to": "chair", "language": "en", "date": DAY} | options
    found = problems_of(lambda: compose(case, **wanted))
    assert [one for one in found if one.place.path.startswith(path) and message in one.message], found


def test_a_risk_that_is_accepted(good: Path) -> None:
    """Somebody who accepts the risk may write from a country of the case."""
    letter = english(load_case(good), sender=replace(WRITER, country="RU"), accept_risk=True)
    assert "Clara Nováková" in text_of(letter)


def test_what_there_is_not(good: Path) -> None:
    """A language, country or format that there is not is an error with those that there are, or an example."""
    case = load_case(good)
    calls: list[tuple[Call, str]] = [
        (lambda: compose(case, to="chair", language="sv", date=DAY), "`sv`; one of ar, de, en"),
        (lambda: english(case, country="de"), "`de`; write an ISO 3166-1 code such as DE"),
        (lambda: english(case, country="DE", sender=WRITER), "leave out `country` or `sender`"),
        (lambda: render(english(case), "odt"), "`odt`; .*pdf"),
    ]
    for call, message in calls:
        with pytest.raises(UalettersError, match=message):
            call()


def test_no_document_is_made(good: Path) -> None:
    """A format that a letter cannot have is an error that says why; a specimen carries its mark in the others."""
    letter = english(load_case(good))
    for name in ("fax", "mailto"):
        (problem,) = problems_of(lambda name=name: render(letter, name))  # type: ignore[misc]
        assert problem.message == f"`example` is a specimen, so there is no {name}"
    assert letter.letter.mark == "SPECIMEN – do not send"
    for name in ("txt", "html", "paste"):
        assert letter.letter.mark in render(letter, name).content.decode()


def test_protected_words(good: Path) -> None:
    """A protected word is found in the case and in what the sender adds, and no message repeats it."""
    case = load_case(good, protected=["timur  NAZAROV", ""])
    assert {one.check for one in problems_of(lambda: english(case))} == {"protected"}
    writer = replace(WRITER, personal={"en": "My name is Secret."})
    (problem,) = problems_of(lambda: english(load_case(good, protected=["secret"]), sender=writer))
    assert "ecret" not in str(problem)


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({"name": "Clara\nDear Sir"}, "name"),
        ({"name": "\ud800"}, ""),
        ({"country": "ru"}, "country"),
        ({"email": "clara@example.org\nBcc: all@example.org"}, "email"),
        ({"phone": "+7 no number"}, "phone"),
        ({"address": "Dlouhá 3"}, "address"),
        ({"address": ("Dlouhá\u202e 3",)}, "address[0]"),
        ({"personal": {"english": "I teach."}}, "personal"),
    ],
)
def test_a_sender_who_was_not_read(answers: dict[str, Any], path: str, good: Path) -> None:
    """A sender whom a program makes is held to what a profile may say, and no message repeats an answer."""
    found = problems_of(lambda: english(load_case(good), sender=replace(WRITER, **answers)))
    assert [problem.place.path for problem in found] == [path]
    assert not any(str(answer) in str(found) for answer in answers.values())
