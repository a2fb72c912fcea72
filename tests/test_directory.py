"""The directory: officials and embassies, several folders, what is wrong in an entry and where."""

from datetime import date
from pathlib import Path

import pytest

from ualetters.directory import (
    EMBASSIES_FILE,
    EMBASSY_KEYS,
    FOLDER,
    OFFICE_KEYS,
    OFFICES_FILE,
    Directory,
    directory_files,
    load_directory,
)
from ualetters.errors import Place, ProblemsError
from ualetters.model.case import Addressee, Office
from ualetters.model.contact import Contacts, Number
from ualetters.model.directory import Embassies, Entry

OFFICE = """\
  country: RU
  office: {kind: chair, en: Chairman}
  fax: "+7 499 265 90 77"
  sources: [a document]
  verified: 2024-03-01
"""
EMBASSY = """\
    address: {latin: [Unter den Linden 63, 10117 Berlin]}
    phone: 030 1234560
    sources: [its web site]
    verified: unknown
"""


def folder(path: Path, offices: str | None = None, embassies: str | None = None) -> Path:
    """A folder with the files of a directory."""
    path.mkdir(exist_ok=True)
    for name, text in ((OFFICES_FILE, offices), (EMBASSIES_FILE, embassies)):
        if text is not None:
            (path / name).write_text(text, encoding="utf-8")
    return path


def refused(*folders: Path) -> list[str]:
    """What is wrong with the directories: file, place and message of each problem."""
    with pytest.raises(ProblemsError) as caught:
        load_directory(folders)
    assert all(problem.hint for problem in caught.value.problems)
    return [
        f"{Path(place.file).name}:{place.line}:{place.column}: {place.path}: {problem.message}"
        for problem in caught.value.problems
        for place in [problem.place]
    ]


def test_official(tmp_path: Path) -> None:
    """An official has the fields of an addressee, the sources, and when somebody last saw that they hold."""
    directory = load_directory([folder(tmp_path / "d", f"chair:\n{OFFICE}")])
    assert list(directory.offices) == ["chair"]
    assert directory.entry("chair") == Entry(
        Addressee(
            "chair",
            "to",
            "RU",
            Office("chair", {"en": {"nom": "Chairman"}}),
            contacts=Contacts(fax=(Number("+7 499 265 90 77", "+7 499 265-90-77", "+74992659077"),)),
        ),
        ("a document",),
        date(2024, 3, 1),
    )
    assert list(directory.problems()) == []
    assert directory.embassies == Embassies()


def test_an_official_in_many_cases(tmp_path: Path) -> None:
    """An entry that is right is read once; one that is wrong says so every time."""
    wrong = OFFICE.replace("kind: chair", "kind: chef")
    directory = load_directory([folder(tmp_path / "d", f"chair:\n{OFFICE}chef:\n{wrong}")])
    assert directory.entry("chair") is directory.entry("chair")
    for _ in range(2):
        with pytest.raises(ProblemsError, match="unknown kind of office `chef`"):
            directory.entry("chef")


def test_embassy(tmp_path: Path) -> None:
    """An embassy stands in the host country, whose numbers it has, and gets copies."""
    directory = load_directory([folder(tmp_path / "d", embassies=f"RU:\n  DE:\n{EMBASSY}")])
    expected = Addressee(
        "embassy-ru",
        "copy",
        "DE",
        address={"latin": ("Unter den Linden 63", "10117 Berlin")},
        contacts=Contacts(phone=(Number("030 1234560", "+49 30 1234560", "+49301234560"),)),
    )
    assert directory.embassies.entries == {("RU", "DE"): Entry(expected, ("its web site",), None)}
    assert directory.embassies.find("RU", "DE") == expected
    assert directory.embassies.find("RU", "FR") is None
    assert directory.embassies.find("DE", "RU") is None
    assert directory.embassies.find("RU", None) is None
    assert expected.is_embassy
    assert expected.authority == "RU"


def test_nothing_there(tmp_path: Path) -> None:
    """Without a directory there is nobody in it."""
    assert load_directory([]) == Directory()
    assert load_directory([tmp_path / "nowhere"]) == Directory()
    assert load_directory([folder(tmp_path / "empty", embassies="{}")]) == Directory()


def test_files(tmp_path: Path) -> None:
    """The files that are there, in the order of the folders."""
    one = folder(tmp_path / "one", "{}")
    two = folder(tmp_path / "two", "{}", "{}")
    assert FOLDER == "directory"
    assert directory_files([two, tmp_path / "none", one]) == (
        two / "offices.yaml",
        two / "embassies.yaml",
        one / "offices.yaml",
    )


def test_first_folder_wins(tmp_path: Path) -> None:
    """Of two entries with one id the first folder's is taken whole; the others are all there."""
    mine = folder(
        tmp_path / "mine",
        "chair: {country: UZ, sources: [mine], verified: unknown}",
        "RU: {DE: {email: a@b.org, sources: [mine], verified: unknown}}",
    )
    theirs = folder(
        tmp_path / "theirs",
        f"chair:\n{OFFICE}deputy:\n{OFFICE}",
        f"RU:\n  DE:\n{EMBASSY}  FR: {{sources: [s], verified: unknown}}\n",
    )
    directory = load_directory([mine, theirs])
    assert set(directory.offices) == {"chair", "deputy"}
    assert directory.entry("chair") == Entry(Addressee("chair", "to", "UZ"), ("mine",), None)
    assert directory.offices["deputy"].place.file == str(theirs / "offices.yaml")
    assert {key: entry.sources for key, entry in directory.embassies.entries.items()} == {
        ("RU", "DE"): ("mine",),
        ("RU", "FR"): ("s",),
    }
    assert load_directory([theirs, mine]).entry("chair").sources == ("a document",)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("country: RU", "country: ru", "2:12: chair.country: error: unknown country `ru`"),
        ("  country: RU\n", "", "2:3: chair.country: error: the key `country` is missing"),
        ("  sources: [a document]\n", "", "2:3: chair.sources: error: the key `sources` is missing"),
        ("sources: [a document]", "sources: []", "5:12: chair.sources: error: the list is empty"),
        (
            "sources: [a document]",
            "sources: a document",
            "5:12: chair.sources: error: a list is expected here, not text",
        ),
        ("  verified: 2024-03-01\n", "", "2:3: chair.verified: error: the key `verified` is missing"),
        ("2024-03-01", "never", "6:13: chair.verified: error: `never` is not a date"),
        ("2024-03-01", "2024-02-30", "6:13: chair.verified: error: `2024-02-30` is not a date"),
        ("+7 499 265 90 77", "+7 499", "4:8: chair.fax: error: `+7 499` is not a valid number"),
        ("+7 499 265 90 77", "499", "4:8: chair.fax: error: `499` is not a valid number"),
        ("country: RU", "country: RU\n  role: copy", "3:3: chair.role: error: unknown key `role`"),
        ("country: RU", "country: RU\n  use: deputy", "3:3: chair.use: error: unknown key `use`"),
    ],
)
def test_wrong_official(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A wrong official does not keep the others from being used, and is reported when somebody looks at it."""
    text = f"chair:\n{OFFICE}"
    assert text.count(old) == 1
    path = folder(tmp_path / "d", text.replace(old, new) + f"deputy:\n{OFFICE}")
    directory = load_directory([path])
    assert directory.entry("deputy").addressee.country == "RU"
    with pytest.raises(ProblemsError) as caught:
        directory.entry("chair")
    (found,) = caught.value.problems
    assert str(found).removeprefix(f"{path / OFFICES_FILE}:").startswith(problem)
    assert list(directory.problems()) == [found]


def test_every_wrong_official(tmp_path: Path) -> None:
    """All that is wrong in all officials can be had at once."""
    directory = load_directory(
        [folder(tmp_path / "d", "a: {country: XX}\nb: {}\nc: {country: RU, sources: [x], verified: unknown}")]
    )
    assert [problem.place.path for problem in directory.problems()] == [
        "a.sources",
        "a.verified",
        "a.country",
        "b.country",
        "b.sources",
        "b.verified",
    ]


def test_number_of_another_country_in_an_entry(tmp_path: Path) -> None:
    """A mission abroad is right in the directory; a case that uses it is warned."""
    text = f"chair:\n{OFFICE}".replace("+7 499 265 90 77", "+33 3 88 41 20 18")
    directory = load_directory(
        [folder(tmp_path / "d", text, f"RU:\n  DE:\n{EMBASSY}".replace("030 1234560", "+7 499 265 90 77"))]
    )
    assert directory.entry("chair").addressee.contacts.fax[0].e164 == "+33388412018"
    assert list(directory.problems()) == []
    assert directory.embassies.entries["RU", "DE"].addressee.contacts.phone[0].e164 == "+74992659077"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Chair: {}", ["1:1: Chair: unknown id `Chair`"]),
        (
            "chair: text\ndeputy: [a]",
            [
                "1:8: chair: keys with values are expected here, not text",
                "2:9: deputy: keys with values are expected here, not a list",
            ],
        ),
        ("- a", ["1:1: : the file is a list, not a mapping of keys"]),
        ("a: *b", ["1:4: : an alias (`*name`) is not allowed"]),
    ],
)
def test_wrong_file_of_officials(tmp_path: Path, text: str, problems: list[str]) -> None:
    """A file that cannot be read as a directory is refused at once."""
    assert refused(folder(tmp_path / "d", text)) == [f"offices.yaml:{line}" for line in problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Russia: {}", ["1:1: Russia: unknown country `Russia`"]),
        ("RU: {de: {}}", ["1:6: RU.de: unknown country `de`"]),
        ("RU: DE", ["1:5: RU: keys with values are expected here, not text"]),
        ("RU: {DE: text}", ["1:10: RU.DE: keys with values are expected here, not text"]),
        (
            "RU: {DE: {email: a, sources: [x], verified: unknown}, FR: {country: FR, sources: [x], verified: unknown}}",
            ["1:18: RU.DE.email: `a` is not an e-mail address", "1:60: RU.FR.country: unknown key `country`"],
        ),
        (
            "RU: {DE: {}}",
            [
                "1:10: RU.DE.sources: the key `sources` is missing",
                "1:10: RU.DE.verified: the key `verified` is missing",
            ],
        ),
    ],
)
def test_wrong_embassies(tmp_path: Path, text: str, problems: list[str]) -> None:
    """What is wrong with an embassy is an error at once: any case may need it."""
    assert refused(folder(tmp_path / "d", embassies=text)) == [f"embassies.yaml:{line}" for line in problems]


def test_every_file_is_looked_at(tmp_path: Path) -> None:
    """What is wrong in several files of several folders is reported together."""
    one = folder(tmp_path / "one", "A: {}", "- a")
    two = folder(tmp_path / "two", "*a", "xx: {}")
    with pytest.raises(ProblemsError) as caught:
        load_directory([one, two])
    assert [problem.place for problem in caught.value.problems] == [
        Place(str(one / EMBASSIES_FILE), 1, 1),
        Place(str(one / OFFICES_FILE), 1, 1, "A"),
        Place(str(two / EMBASSIES_FILE), 1, 1, "xx"),
        Place(str(two / OFFICES_FILE), 1, 1),
    ]


def test_keys() -> None:
    """An embassy has an official's keys but the country, which is where it stands."""
    assert set(OFFICE_KEYS) - set(EMBASSY_KEYS) == {"country"}
    assert set(EMBASSY_KEYS) < set(OFFICE_KEYS)


def test_repository_directory(root: Path) -> None:
    """The repository's own directory is right."""
    directory = load_directory([root / "cases" / FOLDER])
    assert len(directory.offices) >= 4
    assert list(directory.problems()) == []
    assert [
        number.international for number in directory.entry("ru-investigative-committee").addressee.contacts.fax
    ] == [
        "+7 499 265-90-77",
        "+7 499 265-97-75",
    ]
    minister = directory.entry("uz-minister-of-internal-affairs").addressee.contacts
    assert [number.international for number in minister.fax] == ["+998 71 233 89 34"]
    assert minister.email == ("mvd@mvd.uz", "info@mvd.uz")
