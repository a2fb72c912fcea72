"""The cases of this repository: each can be sent or is marked, and the two specimens say what their documents say."""

from collections.abc import Callable
from datetime import date
from functools import cache
import os
from pathlib import Path
import re

import pytest
from tests.conftest import REQUIRE_ALL, Outcome

from builders.packs import in_alphabets
from ualetters.case_file import load_case
from ualetters.compose import texts
from ualetters.directory import load_directory
from ualetters.errors import Severity, errors_in
from ualetters.formats.fonts import PACKAGES
from ualetters.job import Job
from ualetters.language import is_latin
from ualetters.model.case import Case
from ualetters.model.letter import Letter, Role
from ualetters.order import Order
from ualetters.pipeline import check_case_file, check_together, render_case
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "cases").glob("*.yaml"))
SHOP = Workshop(Templates.with_own())
# The day after the later specimen's document.
ORDER = Order(today=date(2013, 1, 20))
FORMATS = ("pdf", "txt", "html", "eml")


@cache
def loaded(name: str) -> Case:
    """A case of the repository."""
    case, problems = load_case(ROOT / "cases" / f"{name}.yaml", load_directory([ROOT / "cases" / "directory"]).offices)
    assert problems == ()
    return case


@cache
def letters(name: str, language: str) -> dict[str, Letter]:
    """Its letters in a language, by recipient."""
    job = Job.load(ROOT / "cases" / f"{name}.yaml", SHOP, ORDER)
    composed = job.compose(language, job.everybody)
    assert errors_in(composed.problems) == []
    return {letter.recipient_id: letter for _, letter in composed.letters}


def words(letter: Letter, *roles: Role) -> str:
    """The text of a letter and what is enclosed, or of some of its own parts."""
    parts = [part for part in letter.parts if not roles or part.role in roles]
    own = [text for part in parts for text in texts(part.blocks)]
    return " ".join([*own, *([] if roles else map(words, letter.enclosed))])


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_case(file: Path) -> None:
    """Every case of the repository has no error, and its file has the name of its id."""
    case = loaded(file.stem)
    assert case.id == file.stem
    result = check_case_file(file, SHOP, ORDER)
    assert errors_in(result.problems) == []
    assert {problem.severity for problem in result.problems} <= {Severity.NOTE, Severity.WARNING}


@pytest.mark.parametrize("language", SHOP.languages)
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_case_in_every_format(file: Path, language: str) -> None:
    """Every case is complete in every language, for every recipient and in every format that there is a font for."""
    order = Order(today=ORDER.today, languages=(language,), formats=FORMATS)
    result = render_case(file, SHOP, order)
    assert (result.failed, errors_in(result.problems)) == (False, [])
    case = loaded(file.stem)
    script = SHOP[language].script
    has_font = script not in PACKAGES or PACKAGES[script].fonts() is not None
    assert has_font or not os.environ.get(REQUIRE_ALL)
    ids = [*case.addressees, *(f"embassy-{country.lower()}" for country in case.diplomatic_copies)]
    assert [made.recipient.id for made in result.made] == ids
    for made in result.made:
        has_mail = bool(made.recipient.contacts.email)
        expected = [name for name in FORMATS if (has_mail or name != "eml") and (has_font or name != "pdf")]
        assert [path.suffix[1:] for path in made.documents] == expected


def test_the_directory() -> None:
    """No entry of the directory is wrong, whether a case uses it or not, and only contradictions are warned about."""
    results = [check_case_file(file, SHOP, ORDER) for file in FILES]
    assert {(problem.check, problem.severity) for problem in check_together(results, SHOP)} == {
        ("conflicts", Severity.WARNING)
    }


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_nothing_is_sent_by_mistake(cli: Callable[..., Outcome], file: Path, tmp_path: Path) -> None:
    """A specimen says on every letter that it is one, and its drafts are addressed to nobody."""
    case = loaded(file.stem)
    assert case.status == "specimen"
    marks = {language: SHOP[language].labels["specimen"] for language in SHOP.languages}
    assert (marks["en"], marks["ru"]) == ("SPECIMEN – do not send", "ОБРАЗЕЦ – не отправлять")
    assert all(len(mark) > 5 for mark in marks.values())
    for language, mark in marks.items():
        for letter in letters(file.stem, language).values():
            for one in (letter, *letter.enclosed):
                assert one.mark.startswith(mark)
                assert one.mailing.to == ()
        assert cli("render", file, "-l", language, "-f", "txt", "-f", "eml", "-o", tmp_path).code == 0
    for path in tmp_path.rglob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith(f"{marks[path.parent.name]}\n")
    for path in tmp_path.rglob("*.eml"):
        head, _, _ = path.read_bytes().partition(b"\r\n\r\n")
        assert not re.search(rb"(?mi)^(to|cc|bcc|from):", head)


@pytest.mark.parametrize("language", SHOP.languages)
@pytest.mark.parametrize("name", ["azimov", "kasymakhunov"])
def test_no_letter_is_written_in_two_alphabets(name: str, language: str) -> None:
    """A letter has no letters of another alphabet in it; addresses alone are Latin in all of them."""
    script = SHOP[language].script
    for letter in letters(name, language).values():
        assert [found for other, found in in_alphabets(words(letter)).items() if other not in {script, "Latn"}] == []
        if not is_latin(script):
            prose = words(letter, Role.SUBJECT, Role.SALUTATION, Role.BODY, Role.CLOSE, Role.SIGNATURE)
            assert set(in_alphabets(prose)) == {script}


# Kasymakhunov


@pytest.mark.parametrize("language", SHOP.languages)
def test_the_uzbek_minister_learns_of_no_claim(language: str) -> None:
    """In no language do the minister's letter, or the copy for his embassy, tell of asylum or of the European Court."""
    telling = (
        *SHOP[language].sensitive,
        *SHOP["en"].sensitive,
        *SHOP["ru"].sensitive,
        "ECHR",
        "ЕСПЧ",
        "feared",
        "опасен",
    )
    for recipient in ("matlubov", "embassy-uz"):
        said = words(letters("kasymakhunov", language)[recipient]).casefold()
        assert [word for word in telling if word.casefold() in said] == []
    others = words(letters("kasymakhunov", language)["bastrykin"]).casefold()
    assert len([word for word in SHOP[language].sensitive if word.casefold() in others]) >= 2


def test_kasymakhunov() -> None:
    """The case says what its document says: deadline, countries, copies and who gets them."""
    case = loaded("kasymakhunov")
    assert (str(case.send_before), case.issued) == ("2013-01-28", "unknown")
    assert (case.countries, case.feared, case.diplomatic_copies) == (("RU", "UZ"), ("UZ",), ("RU", "UZ"))
    assert case.reference.number is None
    assert {key: addressee.role for key, addressee in case.addressees.items()} == {
        "bastrykin": "to",
        "matlubov": "to",
        "pronichev": "copy",
    }
    assert [str(number.e164) for number in case.addressees["bastrykin"].contacts.fax] == [
        "+74992659077",
        "+74992659775",
    ]
    assert case.addressees["matlubov"].contacts.email == ("mvd@mvd.uz", "info@mvd.uz")
    assert {
        key: one.enclosed[0].recipient_id for key, one in letters("kasymakhunov", "en").items() if one.enclosed
    } == {
        "pronichev": "bastrykin",
        "embassy-ru": "bastrykin",
        "embassy-uz": "matlubov",
    }


@pytest.mark.parametrize(
    ("language", "recipient", "salutation", "subject"),
    [
        (
            "en",
            "bastrykin",
            "Dear Chairman of the Investigation Committee,",
            "Subject: Disappearance of Yusup Kasymakhunov",
        ),
        ("en", "matlubov", "Dear Minister,", "Subject: Disappearance of Yusup Kasymakhunov"),
        ("ru", "bastrykin", "Уважаемый Александр Иванович!", "Об исчезновении Юсупа Касымахунова"),
        ("ru", "matlubov", "Уважаемый господин Министр!", "Об исчезновении Юсупа Касымахунова"),
        ("ru", "pronichev", "Уважаемый Владимир Егорович!", "Об исчезновении Юсупа Касымахунова"),
    ],
)
def test_who_is_addressed_how(language: str, recipient: str, salutation: str, subject: str) -> None:
    """Each official is addressed as the document or the language has it, about the man by name."""
    letter = letters("kasymakhunov", language)[recipient]
    assert (words(letter, Role.SALUTATION), words(letter, Role.SUBJECT)) == (salutation, subject)


# Azimov


def test_azimov() -> None:
    """The case says what its document says: its number, its link, and no deadline."""
    case = loaded("azimov")
    assert (case.send_before, case.issued) == ("unknown", "unknown")
    assert (case.reference.number, case.reference.update) == ("UA 214/11", "2")
    assert case.reference.links == ("http://www.amnesty.org/en/library/info/EUR46/042/2012/en",)
    assert (case.countries, case.feared, case.diplomatic_copies) == (("RU", "TJ"), ("TJ",), ("RU",))
    assert {addressee.country for addressee in case.addressees.values()} == {"RU"}
    warnings = [problem for problem in check_case_file(FILES[0], SHOP, ORDER).problems if problem.check == "deadline"]
    assert [problem.severity for problem in warnings] == [Severity.WARNING, Severity.NOTE]


@pytest.mark.parametrize(
    ("language", "stem"), [("en", "do everything in your power"), ("ru", "сделать всё от Вас зависящее")]
)
def test_who_can_only_support(language: str, stem: str) -> None:
    """What an official cannot decide alone is asked of him as support, once for all of it."""
    for name, recipient in (("azimov", "bastrykin"), ("azimov", "kulishov"), ("kasymakhunov", "bastrykin")):
        assert words(letters(name, language)[recipient], Role.BODY).count(stem) == 1
    assert stem not in words(letters("kasymakhunov", language)["matlubov"])


@pytest.mark.parametrize("name", ["azimov", "kasymakhunov"])
def test_the_reference_is_not_on_the_letter(name: str) -> None:
    """No letter names the document or an organisation, unless the sender asks for the reference."""
    for language in SHOP.languages:
        for letter in letters(name, language).values():
            assert re.search(r"UA ?\d|EUR ?\d|(?i:amnesty|амнести)", words(letter)) is None
