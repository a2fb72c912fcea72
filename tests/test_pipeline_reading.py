"""Reading copies: beside a letter that the sender cannot read stands what it says, and nothing of the sender."""

from datetime import date
from itertools import permutations
from pathlib import Path, PurePosixPath

from msgspec.structs import replace
import pytest

from builders.own_pack import CODE, OwnPack, own_pack, put
from ualetters.errors import Place, Problem, Severity
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.pipeline import Result, check_case_file, render_case

ERROR, WARNING, NOTE = Severity
own = pytest.fixture(own_pack)

SENDER = Sender(
    name="Clara Nováková",
    country="CZ",
    address=("Dlouhá 3", "110 00 Praha"),
    languages=(CODE, "en"),
    email="clara@example.org",
    phone="+420 601 123 456",
    occupation="lékařka",
    personal={"ru": "Я пишу как врач.", CODE: "Jag skriver som läkare.", "en": "I write as a doctor."},
    show_reference=True,
)
SECRETS = (
    "Clara",
    "Nov",
    "Dlouh",
    "Praha",
    "example.org",
    "601",
    "lékařka",
    "врач",
    "läkare",
    "doctor",
    "UA 1",
    "2024",
)
CASE = """\
format: 1
id: example
status: open
cleared: {by: Urgent Action desk, date: 2024-03-01}
reference: {number: UA 1}
countries: [RU]
send_before: 2099-04-12
people:
  anna:
    gender: f
    name: {en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой, acc: Анну Орлову}}
concerns: [{use: disappearance}]
facts: [{text: {en: A fact., ru: Факт., sv: Ett faktum.}}]
asks: [{use: establish-whereabouts}, {use: ensure-safety}]
addressees:
  minister:
    office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}, sv: Minister}
    country: RU
    address: {latin: [Moscow]}
diplomatic_copies: [RU]
"""
ORDER = Order(today=date(2024, 3, 10), languages=("ru",), formats=("txt",), sender=SENDER, explain=None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A case to a minister and an embassy, complete in English, Russian and the language of the pack."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def copies(result: Result) -> dict[str, str]:
    """The reading copies of a case that was made, by their path."""
    assert not result.failed, result.problems
    return {
        path.as_posix(): document.content.decode()
        for made in result.made
        for path, document in made.documents.items()
        if document.extension == "own.txt"
    }


def test_beside_each_letter(own: OwnPack, file: Path) -> None:
    """A letter in a language that the profile does not list has its copy beside it, last and in the sender's own."""
    result = render_case(file, own.shop(), replace(ORDER, formats=("txt", "html")))
    for made in result.made:
        folder = PurePosixPath("example", "ru")
        assert list(made.documents) == [folder / f"{made.recipient.id}.{end}" for end in ("txt", "html", "own.txt")]
    found = copies(result)
    assert list(found) == ["example/ru/minister.own.txt", "example/ru/embassy-ru.own.txt"]
    text = found["example/ru/minister.own.txt"]
    assert text.startswith(
        "For you to read – do not send\nminister · русский (Russian)\n\nSubject: Disappearance of Anna Orlova\n"
    )
    for line in (
        "Ett faktum.\n        Факт.\n",
        "1.  establish where Anna Orlova is",
        "\n2.  take all necessary measures",
    ):
        assert line in text
    note = found["example/ru/embassy-ru.own.txt"]
    assert "embassy-ru · русский (Russian)\n" in note
    # The letter that the note carries is explained with it.
    assert text.partition("\n")[2] in note


@pytest.mark.parametrize(
    ("languages", "explained"), [(("en",), []), ((CODE,), []), (("ru", "en"), ["ru"]), (("ru",), ["ru"])]
)
def test_letters_that_the_sender_reads(
    own: OwnPack, file: Path, languages: tuple[str, ...], explained: list[str]
) -> None:
    """A letter in a language of the profile needs no copy."""
    found = copies(render_case(file, own.shop(), replace(ORDER, languages=languages, to=("minister",))))
    assert list(found) == [f"example/{code}/minister.own.txt" for code in explained]


def test_explained_on_demand(own: OwnPack, file: Path) -> None:
    """Asked for, every letter is explained but those in the sender's first language; without a profile in English."""
    order = replace(ORDER, languages=("ru", "en", CODE), to=("minister",), explain=True)
    found = copies(render_case(file, own.shop(), order))
    assert list(found) == ["example/ru/minister.own.txt", "example/en/minister.own.txt"]
    assert "Ett faktum.\n        A fact.\n" in found["example/en/minister.own.txt"]
    found = copies(render_case(file, own.shop(), replace(order, sender=None)))
    assert list(found) == ["example/ru/minister.own.txt", f"example/{CODE}/minister.own.txt"]
    assert "A fact.\n        Ett faktum.\n" in found[f"example/{CODE}/minister.own.txt"]
    assert copies(render_case(file, own.shop(), replace(order, explain=False))) == {}


def test_nothing_of_the_sender(own: OwnPack, file: Path) -> None:
    """No copy holds anything of the profile, whatever its privacy, although the letters do."""
    for privacy in ("full", "initials", "hand"):
        sender = replace(SENDER, privacy=privacy)
        result = render_case(file, own.shop(), replace(ORDER, sender=sender, explain=True))
        letters = "".join(str(made.letter) for made in result.made)
        assert ("Dlouh" in letters) == (privacy == "full")
        for text in copies(result).values():
            assert [secret for secret in SECRETS if secret in text] == []


def test_the_same_for_every_sender(own: OwnPack, file: Path) -> None:
    """Two senders who read the same language have the same copies, to the byte."""
    other = Sender(name="Mary Smith", country="US", languages=(CODE,), personal={"ru": "Ещё."})
    shop = own.shop()
    one = copies(render_case(file, shop, replace(ORDER, to=("minister",))))
    assert one == copies(render_case(file, shop, replace(ORDER, to=("minister",), sender=other)))


def test_whatever_the_order(own: OwnPack, file: Path) -> None:
    """Copies are the same bytes in whatever order languages and formats were asked for."""
    found = []
    for languages in permutations(("ru", "en", CODE)):
        for formats in (("txt", "html"), ("html", "txt")):
            order = replace(ORDER, languages=languages, formats=formats, explain=True)
            found.append(copies(render_case(file, own.shop(), order)))
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 4


# What is missing


def lacking(file: Path, *codes: str) -> list[Problem]:
    """The notes that a letter cannot be explained in some languages, sorted by them."""
    return [
        Problem(
            Place(str(file)),
            f"the letter to `minister` cannot be explained in `{code}`: the case is not complete in it",
            f"`ualetters check {file} --lang {code}` says what it lacks",
            NOTE,
            "languages",
        )
        for code in codes
    ]


def test_a_language_that_lacks_something(own: OwnPack, file: Path) -> None:
    """What the sender's own language lacks is read in English, and a note says so."""
    put(own.phrases, "asks.ensure-safety", None)
    shop = own.shop()
    result = render_case(file, shop, replace(ORDER, to=("minister",)))
    (text,) = copies(result).values()
    assert "A fact.\n        Факт.\n" in text
    assert [problem for problem in result.problems if problem.check == "languages"] == lacking(file, CODE)
    # It is no warning, and fails nothing.
    assert not render_case(file, shop, replace(ORDER, to=("minister",), strict=True)).failed


def test_nothing_to_read(own: OwnPack, file: Path) -> None:
    """Where English lacks something too there is no copy; the letter is written all the same."""
    put(own.phrases, "asks.ensure-safety", None)
    shop = own.shop()
    file.write_text(CASE.replace("en: Minister of Justice, ", ""), encoding="utf-8")
    result = render_case(file, shop, replace(ORDER, to=("minister",)))
    assert copies(result) == {}
    assert [path.name for made in result.made for path in made.documents] == ["minister.txt"]
    assert [problem for problem in result.problems if problem.check == "languages"] == lacking(file, "en", CODE)
    # A letter in English is not explained in English.
    english = replace(ORDER, languages=("en",), sender=replace(SENDER, languages=(CODE,)), to=("minister",))
    file.write_text(CASE, encoding="utf-8")
    result = render_case(file, shop, english)
    assert copies(result) == {}
    assert [problem for problem in result.problems if problem.check == "languages"] == lacking(file, CODE)


def test_a_fact_that_is_not_translated(own: OwnPack, file: Path) -> None:
    """A fact that the own language lacks is left out above, and its original stands below."""
    file.write_text(CASE.replace(", sv: Ett faktum.", ""), encoding="utf-8")
    (text,) = copies(render_case(file, own.shop(), replace(ORDER, to=("minister",)))).values()
    assert "Ett faktum." not in text
    assert "\n        Факт.\n" in text


# Protected words and fonts


def test_a_protected_word(own: OwnPack, file: Path) -> None:
    """A protected word that only the copy would hold fails the case, and nothing repeats it."""
    put(own.phrases, "asks.ensure-safety", "bevaka Securia och {{ p }}")
    order = replace(ORDER, to=("minister",), protected=("securia",))
    result = render_case(file, own.shop(), order)
    assert (result.failed, result.made) == (True, ())
    assert {(one.severity, one.check, one.place.file) for one in result.problems} == {
        (ERROR, "protected", f"example/{CODE}/minister")
    }
    assert "securia" not in str(result.problems).casefold()
    assert not render_case(file, own.shop(), replace(order, explain=False)).failed


def test_a_check_makes_no_copy(own: OwnPack, file: Path) -> None:
    """A check explains nothing."""
    result = check_case_file(file, own.shop(), ORDER)
    assert (result.made, [one for one in result.problems if one.check == "languages"]) == ((), [])
