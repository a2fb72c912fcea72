"""Cases that contradict each other about an office-holder."""

from pathlib import Path

from msgspec.structs import replace
import pytest

from builders.checks import MINISTER, WARNING, Memory, memory
from ualetters.case_file import load_case
from ualetters.checks import conflicts
from ualetters.directory import load_directory
from ualetters.errors import Place, Problem
from ualetters.model.case import Case, Name

made = pytest.fixture(memory)


def test_the_two_specimens(root: Path) -> None:
    """Of the two specimens exactly Bastrykin's salutation and the holder of one number differ, each at its place."""
    offices = load_directory([root / "cases" / "directory"]).offices
    files = {name: root / "cases" / f"{name}.yaml" for name in ("azimov", "kasymakhunov")}
    cases = [load_case(file, offices)[0] for file in files.values()]
    right = "right if the documents differ; else mend one"
    old = "one may be out of date; look it up"
    head, chairman = "Dear Head of the Investigation Committee", "Dear Chairman of the Investigation Committee"
    man, number = "Aleksandr Ivanovich Bastrykin", "+7 495 914-26-32"
    kulishov, pronichev = "Vladimir Grigorievich Kulishov", "Vladimir Egorovich Pronichev"

    def row(name: str, path: str, key: str, message: str, hint: str) -> Problem:
        """The finding at a key of an addressee."""
        lines = files[name].read_text(encoding="utf-8").splitlines()
        line = lines.index(f"  {path.split('.')[1]}:")
        if key:
            line = next(number for number in range(line, len(lines)) if lines[number].startswith(f"    {key}"))
        column = lines[line].index(f"{path.rsplit('.', maxsplit=1)[-1]}:")
        return Problem(Place(str(files[name]), line + 1, column + 1, path), message, hint, WARNING, "conflicts")

    path, said = "addressees.bastrykin.salutation.en", f"{man} is addressed as"
    key = "salutation: {en"
    ours, theirs = "addressees.kulishov", "addressees.pronichev"
    assert list(conflicts.run(cases)) == [
        row("azimov", path, key, f"{said} `{head}` here, but as `{chairman}` in kasymakhunov", right),
        row("kasymakhunov", path, key, f"{said} `{chairman}` here, but as `{head}` in azimov", right),
        row("azimov", ours, "", f"{number} is {kulishov}'s here, but that of {pronichev} in kasymakhunov", old),
        row("kasymakhunov", theirs, "", f"{number} is {pronichev}'s here, but that of {kulishov} in azimov", old),
    ]
    assert list(conflicts.run(cases[:1])) == []
    assert list(conflicts.run([cases[0], cases[0]])) == []


def addressed(case: Case, **changes: object) -> Case:
    """The same case with its minister changed."""
    minister = replace(case.addressees["minister"], **changes)
    return replace(case, addressees={"minister": minister})


def test_cases_that_contradict_each_other(made: Memory) -> None:
    """Each contradiction names all the other holders, by name or else by office or id."""
    fax = {"fax": "+7 499 265 90 77", "email": "office@minjust.ru"}
    base = made.case(addressees={"minister": MINISTER | fax | {"salutation": {"en": "Dear A", "ru": "Господин А"}}})
    first = replace(base, id="one")
    second = replace(addressed(base, salutation={"en": "Dear B", "ru": "Господин А"}), id="two")
    third = replace(addressed(base, name=None, salutation={"en": "Dear C"}), id="three")
    fourth = replace(addressed(base, name=None, office=None, salutation={}), id="four")
    fifth = replace(addressed(base, salutation={"en": "Dear D"}), id="five")
    found = list(conflicts.run([first, second, third, fourth, fifth]))
    assert [(problem.place.path, problem.message) for problem in found] == [
        *(
            ("addressees.minister.salutation.en", f"Ivan Sokolov is addressed as {message}")
            for message in (
                "`Dear A` here, but as `Dear B` in two, `Dear D` in five",
                "`Dear B` here, but as `Dear A` in one, `Dear D` in five",
                "`Dear D` here, but as `Dear A` in one, `Dear B` in two",
            )
        ),
        *(
            ("addressees.minister", message)
            for value in ("+7 499 265-90-77", "office@minjust.ru")
            for message in (
                f"{value} is Ivan Sokolov's here, but that of Minister of Justice in three, minister in four",
                f"{value} is Minister of Justice's here, but that of Ivan Sokolov in one, minister in four",
                f"{value} is minister's here, but that of Ivan Sokolov in one, Minister of Justice in three",
            )
        ),
    ]
    assert {(problem.severity, problem.check) for problem in found} == {(WARNING, "conflicts")}


def test_the_same_words_are_no_contradiction(made: Memory) -> None:
    """Salutations of different people, of one in two languages, and one holder's number in two cases are all right."""
    base = made.case(addressees={"minister": MINISTER | {"fax": "+7 499 265 90 77", "salutation": {"en": "Dear A"}}})
    other = addressed(base, salutation={"ru": "Господин Б"})
    assert list(conflicts.run([base, other, addressed(base)])) == []
    nobody = addressed(base, name=Name(forms={}, allow_latin=True))
    assert len(list(conflicts.run([base, nobody]))) == 2
