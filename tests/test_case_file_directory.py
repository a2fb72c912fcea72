"""Addressees that use an entry of the directory: what is laid over it, and what is wrong in it."""

from pathlib import Path

import pytest

from builders.case_file import OFFICES, SHORT, Load, Refused, addressee, changed, loading, one_office, refusing
from ualetters.case_file import load_case
from ualetters.directory import load_directory
from ualetters.errors import Place, ProblemsError
from ualetters.model.case import Addressee, Name, Office
from ualetters.model.contact import Contacts, Number

offices = pytest.fixture(one_office)
load = pytest.fixture(loading)
refused = pytest.fixture(refusing)


def test_use(load: Load, tmp_path: Path) -> None:
    """An addressee takes everything from its entry but where it was read."""
    case = load(addressee("use: office"))
    assert case.addressees["r"] == Addressee(
        "r",
        "to",
        "RU",
        Office("chair", {"en": {"nom": "Chairman"}, "ru": {"nom": "Председатель"}}),
        name=Name({"en": {"given": "Pavel", "family": "Sokolov"}}),
        gender="m",
        address={"latin": ("Dom 2",), "ru": ("д. 2",)},
        contacts=Contacts(
            fax=(
                Number("+7499 265 90 77", "+7 499 265-90-77", "+74992659077"),
                Number("+7499 265 97 75", "+7 499 265-97-75", "+74992659775"),
            ),
            email=("a@b.org",),
        ),
        salutation={"en": "Dear Chairman", "ru": "Уважаемый господин Председатель"},
        use="office",
    )
    directory = str(tmp_path / "offices.yaml")
    place = case.positions.place
    assert place("addressees.r.office.ru") == Place(directory, 3, 39, "addressees.r.office.ru")
    assert place("addressees.r.office.de") == Place(directory, 3, 3, "addressees.r.office.de")
    assert place("addressees.r.use") == Place(str(tmp_path / "case.yaml"), 8, 18, "addressees.r.use")
    assert place("addressees.r.gone") == Place(str(tmp_path / "case.yaml"), 8, 14, "addressees.r.gone")
    assert ("offices.yaml", "Dom 2") in {(Path(at.file).name, text) for at, text in case.positions.texts()}


def test_laid_over_the_entry(load: Load) -> None:
    """What the case says of an addressee wins: by language in mappings, whole in lists and texts; `[]` clears."""
    keys = (
        "use: office, gender: f, office: {kind: director, ru: {dat: Директору}}, name: {en: {given: Anna}},"
        " address: {latin: [], ru: [а, б]}, fax: [], email: x@y.org, salutation: {ru: Уважаемая}"
    )
    assert load(addressee(keys)).addressees["r"] == Addressee(
        "r",
        "to",
        "RU",
        Office("director", {"en": {"nom": "Chairman"}, "ru": {"nom": "Председатель", "dat": "Директору"}}),
        name=Name({"en": {"given": "Anna", "family": "Sokolov"}}),
        gender="f",
        address={"ru": ("а", "б")},
        contacts=Contacts(email=("x@y.org",)),
        salutation={"en": "Dear Chairman", "ru": "Уважаемая"},
        use="office",
    )


def test_two_addressees_of_one_entry(load: Load) -> None:
    """An entry is not changed by what one addressee lays over it."""
    case = load(changed("{r: {country: RU}}", "{r: {use: office, fax: []}, s: {use: office}}", SHORT))
    assert case.addressees["r"].contacts.fax == ()
    assert len(case.addressees["s"].contacts.fax) == 2


def test_problem_in_the_directory(tmp_path: Path) -> None:
    """What is wrong in an entry is reported where it stands, in the directory's file."""
    (tmp_path / "offices.yaml").write_text(changed("a@b.org", "a@b", OFFICES), encoding="utf-8")
    path = tmp_path / "case.yaml"
    path.write_text(addressee("use: office, address: {ru: ['']}"), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_case(path, load_directory([tmp_path]).offices)
    assert [problem.place for problem in caught.value.problems] == [
        Place(str(path), 8, 46, "addressees.r.address.ru[0]"),
        Place(str(tmp_path / "offices.yaml"), 8, 10, "office.email"),
    ]


def test_key_that_neither_has(tmp_path: Path) -> None:
    """What is missing in case and entry together is missing in the case."""
    (tmp_path / "offices.yaml").write_text(changed("  country: RU\n", "", OFFICES), encoding="utf-8")
    path = tmp_path / "case.yaml"
    path.write_text(addressee("use: office"), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_case(path, load_directory([tmp_path]).offices)
    assert [problem.place for problem in caught.value.problems] == [Place(str(path), 8, 17, "addressees.r.country")]


@pytest.mark.parametrize(("use", "hint"), [("offise", "did you mean `office`?"), ("nothing-like-it", "one of office")])
def test_unknown_entry(refused: Refused, use: str, hint: str) -> None:
    """An entry that the directory does not have is named."""
    assert refused(addressee(f"country: RU, use: {use}")) == [
        f"8:36: addressees.r.use: error: the directory has no entry `{use}` ({hint})"
    ]


def test_no_directory(tmp_path: Path) -> None:
    """Without any directory the hint says how to name one."""
    path = tmp_path / "case.yaml"
    path.write_text(addressee("use: office, country: RU"), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_case(path, {})
    (problem,) = caught.value.problems
    assert problem.message == "the directory has no entry `office`"
    assert problem.hint == "name the folder of the directory with --directory"


def test_one_entry_in_many_cases(tmp_path: Path) -> None:
    """What a case takes from an entry unchanged is made once for all; what it changes is its own."""
    (tmp_path / "offices.yaml").write_text(OFFICES, encoding="utf-8")
    shared = load_directory([tmp_path]).offices
    found = []
    for number, keys in enumerate(["use: office", "use: office, gender: f, office: {ru: Член}", "use: office"]):
        path = tmp_path / f"{number}.yaml"
        path.write_text(addressee(keys), encoding="utf-8")
        found.append(load_case(path, shared)[0].addressees["r"])
    first, changing, third = found
    assert first == third
    assert (third.name, third.office) == (first.name, first.office)
    assert third.name is first.name is changing.name
    assert third.office is first.office
    assert changing.office == Office("chair", {"en": {"nom": "Chairman"}, "ru": {"nom": "Член"}})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("given: Pavel", "given: ''", "the text is empty"),
        ("given: Pavel", "first: Pavel", "unknown key `first`"),
        ("kind: chair", "kind: chef", "unknown kind of office `chef`"),
        ("+7499 265 97 75", "+33 3 88 41 20 18", "`+33 3 88 41 20 18` is a number of FR, the addressee is in RU"),
    ],
)
def test_a_problem_of_an_entry_in_many_cases(tmp_path: Path, old: str, new: str, message: str) -> None:
    """What is wrong in an entry, or worth a warning, is told to every case that uses it."""
    (tmp_path / "offices.yaml").write_text(changed(old, new, OFFICES), encoding="utf-8")
    shared = load_directory([tmp_path]).offices
    told = []
    for number in range(3):
        path = tmp_path / f"{number}.yaml"
        path.write_text(addressee("use: office"), encoding="utf-8")
        try:
            problems = load_case(path, shared)[1]
        except ProblemsError as error:
            problems = error.problems
        told.append([(Path(problem.place.file).name, problem.message) for problem in problems])
    assert told == [[("offices.yaml", message)]] * 3
