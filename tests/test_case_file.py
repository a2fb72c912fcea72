"""The case format in full: what each key takes and refuses, the directory's entries, all problems of a file at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from ualetters.addressee_fields import ADDRESSEE_KEYS
from ualetters.case_file import KEYS, load_case
from ualetters.directory import load_directory
from ualetters.errors import Place, Problem, ProblemsError, Severity
from ualetters.fields import suggestion
from ualetters.model.case import (
    OFFICE_KINDS,
    Addressee,
    Ask,
    Case,
    Clearance,
    Concern,
    Dated,
    Name,
    Office,
    Parameters,
    Passage,
    Person,
    Reference,
)
from ualetters.model.contact import Contacts, Number
from ualetters.yaml_source import Mapping, Tree

FULL = """\
format: 1
id: example
status: superseded
superseded_by: example-2
cleared: {by: Urgent Action desk, date: 2024-03-01}
reference: {number: UA 000/00, update: 2, index: XXX 00, links: ["https://a.org/1", "https://a.org/2"]}
countries: [RU, UZ]
feared: [UZ]
issued: 2013-01-02
send_before: 2013-01-28
languages: [ru, en]
if_missing: skip
people:
  timur:
    gender: m
    name:
      en: Timur Nazarov
      ru: {nom: Тимур Назаров, gen: Тимура Назарова}
      allow_latin: true
    citizen_of: UZ
    born: 1964-05-01
  aziza: {gender: f, name: {en: Aziza Nazarova}, born: 1970}
concerns:
  - use: disappearance
    date: {value: 2012-12-14, inferred: the document gives no year}
    place: {en: in Moscow}
    people: [timur]
  - {use: feared-transfer, country: UZ, to: [chair], date: 2013-01-01, court: ecthr, treaty: cat}
facts:
  - {text: {en: One.}}
  - {text: {en: "Two.\\n\\nThree."}, to: [chair]}
background: {en: For you.}
letters:
  - {text: {en: A letter.}, to: [chair]}
asks:
  - {use: non-refoulement, power: support, people: [timur, aziza], to: [chair]}
  - {text: {en: do this}}
addressees:
  chair:
    role: to
    gender: m
    office: {kind: chair, en: Chairman, ru: {nom: Председатель, dat: Председателю}}
    name:
      en: {given: Pavel, family: Sokolov}
      ru: {given: Павел, patronymic: Ильич, family: Соколов, dat: Соколову П. И.}
      allow_latin: false
    country: RU
    address: {latin: [Dom 2, 105005 Moscow], ru: ["д. 2"]}
    fax: "+7499 265 90 77; +7499 265 97 75"
    email: [a@b.org, c@d.org]
    phone: 8 499 265 90 77
    web: https://a.org/form
    languages: [ru]
    salutation: {en: Dear Chairman}
  border: {role: copy, copy_of: [chair], country: RU, email: e@f.org}
diplomatic_copies: [RU]
"""

SHORT = """\
format: 1
id: a
status: open
countries: [RU]
send_before: asap
people: {p: {gender: x, name: {}}}
concerns: [{use: c}]
addressees: {r: {country: RU}}
"""

OFFICES = """\
office:
  gender: m
  office: {kind: chair, en: Chairman, ru: {nom: Председатель}}
  name: {en: {given: Pavel, family: Sokolov}}
  country: RU
  address: {latin: [Dom 2], ru: ["д. 2"]}
  fax: "+7499 265 90 77; +7499 265 97 75"
  email: a@b.org
  salutation: {en: Dear Chairman, ru: Уважаемый господин Председатель}
  sources: [a document]
  verified: unknown
"""

Load = Callable[[str], Case]
Refused = Callable[[str], list[str]]


@pytest.fixture
def offices(tmp_path: Path) -> dict[str, Mapping]:
    """A directory with one entry."""
    (tmp_path / "offices.yaml").write_text(OFFICES, encoding="utf-8")
    return load_directory([tmp_path]).offices


@pytest.fixture
def load(tmp_path: Path, offices: dict[str, Mapping]) -> Load:
    """The case of a text, which is right in every way."""

    def loaded(text: str) -> Case:
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        case, warnings = load_case(path, offices)
        assert warnings == ()
        return case

    return loaded


@pytest.fixture
def refused(tmp_path: Path, offices: dict[str, Mapping]) -> Refused:
    """What is wrong with a text, one line for each problem, without the file's name."""

    def problems(text: str) -> list[str]:
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ProblemsError) as caught:
            load_case(path, offices)
        assert all(problem.check == "format" for problem in caught.value.problems)
        return [str(problem).removeprefix(f"{tmp_path / 'case.yaml'}:") for problem in caught.value.problems]

    return problems


def changed(old: str, new: str, text: str = FULL) -> str:
    """The text with one passage changed."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def addressee(keys: str) -> str:
    """The shortest case, with other keys for its addressee."""
    return changed("{country: RU}", f"{{{keys}}}", SHORT)


def test_full_case(load: Load) -> None:
    """Every key of the format is read into the model."""
    case = load(FULL)
    number = Number("+7499 265 90 77", "+7 499 265-90-77", "+74992659077")
    assert isinstance(case.positions, Tree)
    assert case == Case(
        id="example",
        status="superseded",
        superseded_by="example-2",
        cleared=Clearance("Urgent Action desk", date(2024, 3, 1)),
        reference=Reference("UA 000/00", "2", "XXX 00", ("https://a.org/1", "https://a.org/2")),
        countries=("RU", "UZ"),
        feared=("UZ",),
        issued=date(2013, 1, 2),
        send_before=date(2013, 1, 28),
        languages=("ru", "en"),
        if_missing="skip",
        people={
            "timur": Person(
                "timur",
                "m",
                Name(
                    {"en": {"nom": "Timur Nazarov"}, "ru": {"nom": "Тимур Назаров", "gen": "Тимура Назарова"}},
                    allow_latin=True,
                ),
                "UZ",
                "1964-05-01",
            ),
            "aziza": Person("aziza", "f", Name({"en": {"nom": "Aziza Nazarova"}}), None, "1970"),
        },
        concerns=(
            Concern(
                "disappearance",
                people=("timur",),
                parameters=Parameters(
                    date=Dated(date(2012, 12, 14), "the document gives no year"), place={"en": "in Moscow"}
                ),
            ),
            Concern(
                "feared-transfer",
                to=("chair",),
                parameters=Parameters(date=Dated(date(2013, 1, 1)), country="UZ", court="ecthr", treaty="cat"),
            ),
        ),
        facts=(Passage({"en": "One."}), Passage({"en": "Two.\n\nThree."}, ("chair",))),
        background={"en": "For you."},
        letters=(Passage({"en": "A letter."}, ("chair",)),),
        asks=(
            Ask("non-refoulement", people=("timur", "aziza"), to=("chair",), power="support"),
            Ask(text={"en": "do this"}),
        ),
        addressees={
            "chair": Addressee(
                "chair",
                "to",
                "RU",
                Office("chair", {"en": {"nom": "Chairman"}, "ru": {"nom": "Председатель", "dat": "Председателю"}}),
                name=Name(
                    {
                        "en": {"given": "Pavel", "family": "Sokolov"},
                        "ru": {"given": "Павел", "patronymic": "Ильич", "family": "Соколов", "dat": "Соколову П. И."},
                    }
                ),
                gender="m",
                address={"latin": ("Dom 2", "105005 Moscow"), "ru": ("д. 2",)},
                contacts=Contacts(
                    fax=(number, Number("+7499 265 97 75", "+7 499 265-97-75", "+74992659775")),
                    email=("a@b.org", "c@d.org"),
                    phone=(Number("8 499 265 90 77", "+7 499 265-90-77", "+74992659077"),),
                    web=("https://a.org/form",),
                ),
                languages=("ru",),
                salutation={"en": "Dear Chairman"},
            ),
            "border": Addressee("border", "copy", "RU", copy_of=("chair",), contacts=Contacts(email=("e@f.org",))),
        },
        diplomatic_copies=("RU",),
        positions=case.positions,
    )
    assert list(case.people) == ["timur", "aziza"]


def test_shortest_case(load: Load) -> None:
    """What may be left out has its default."""
    case = load(SHORT)
    assert case == Case(
        id="a",
        status="open",
        countries=("RU",),
        send_before="asap",
        people={"p": Person("p", "x", Name({}))},
        concerns=(Concern("c"),),
        addressees={"r": Addressee("r", "to", "RU")},
        positions=case.positions,
    )
    assert (case.issued, case.if_missing, case.reference) == ("unknown", "fail", Reference())


def test_format_is_checked_first_by_its_number(refused: Refused) -> None:
    """A file of another version says so."""
    assert refused(changed("format: 1", "format: 2")) == ["1:9: format: error: unknown format `2` (one of 1)"]


@pytest.mark.parametrize("word", ["open", "specimen", "closed", "superseded"])
def test_status(load: Load, word: str) -> None:
    """Each status is read."""
    assert load(changed("status: open", f"status: {word}", SHORT)).status == word


@pytest.mark.parametrize(
    ("written", "value"), [("unknown", "unknown"), ("asap", "asap"), ("2013-01-28", date(2013, 1, 28))]
)
def test_deadline(load: Load, written: str, value: object) -> None:
    """A deadline is a date, unknown, or as soon as possible."""
    assert load(changed("send_before: asap", f"send_before: {written}", SHORT)).send_before == value


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_office_kinds(load: Load, kind: str) -> None:
    """Every kind of office is read."""
    office = load(addressee(f"country: RU, office: {{kind: {kind}}}")).addressees["r"].office
    assert office == Office(kind, {})


@pytest.mark.parametrize("gender", ["m", "f", "x"])
def test_genders(load: Load, gender: str) -> None:
    """Each gender is read, a person's and an official's."""
    text = addressee(f"country: RU, gender: {gender}").replace("gender: x,", f"gender: {gender},")
    case = load(text)
    assert (case.people["p"].gender, case.addressees["r"].gender) == (gender, gender)


@pytest.mark.parametrize("form", ["gen", "dat", "acc", "ins", "prp", "loc", "voc", "de", "a", "que"])
def test_case_forms(load: Load, form: str) -> None:
    """Every case form of every language is read: of a person, an office and an official."""
    text = changed("name: {}", f"name: {{ru: {{nom: A, {form}: B}}}}", SHORT)
    keys = f"country: RU, office: {{kind: chair, ru: {{nom: C, {form}: D}}}}, name: {{ru: {{family: E, {form}: F}}}}"
    case = load(changed("{country: RU}", f"{{{keys}}}", text))
    official = case.addressees["r"]
    assert case.people["p"].name.forms == {"ru": {"nom": "A", form: "B"}}
    assert official.office == Office("chair", {"ru": {"nom": "C", form: "D"}})
    assert official.name == Name({"ru": {"family": "E", form: "F"}})


# Hints
_ID = "use a-z, 0-9 and `-`, at most 60; it names a file or folder"
_COUNTRY = "use an ISO 3166-1 code such as `RU` or `UZ`"
_DATE = "write YYYY-MM-DD, such as 2013-01-28"
_QUOTES = "put the text in quotes"
_KEYS = "write `key: value`"
_LIST = "write `[…]` or lines with `- `"
_TEXT = "write it, or remove the key"
_ONCE = "keep one of the two"
_ITEM = "write at least one item"
_ENTRY = "write at least one entry"


@pytest.mark.parametrize(
    ("old", "new", "problem", "hint"),
    [
        ("id: example\n", "id: ../example\n", "2:5: id: error: unknown id `../example`", _ID),
        ("id: example\n", "id: Example\n", "2:5: id: error: unknown id `Example`", _ID),
        ("id: example\n", f"id: {'a' * 61}\n", f"2:5: id: error: unknown id `{'a' * 61}`", _ID),
        ("id: example\n", "", "1:1: id: error: the key `id` is missing", "a-z, 0-9 and -; names the output folder"),
        ("status: superseded", "status: opened", "3:9: status: error: unknown status `opened`", "did you mean `open`?"),
        (
            "superseded_by: example-2",
            "superseded_by: Example 2",
            "4:16: superseded_by: error: unknown id `Example 2`",
            _ID,
        ),
        (
            "by: Urgent Action desk, date: 2024-03-01",
            "by: '', date: 2024-03-01",
            "5:15: cleared.by: error: the text is empty",
            _TEXT,
        ),
        (
            "by: Urgent Action desk, date: 2024-03-01",
            "by: desk",
            "5:10: cleared.date: error: the key `date` is missing",
            "when",
        ),
        ("date: 2024-03-01", "date: 2024-02-30", "5:41: cleared.date: error: `2024-02-30` is not a date", _DATE),
        ("date: 2024-03-01", "date: 2024-03-01, to: x", "5:53: cleared.to: error: unknown key `to`", "one of by, date"),
        (
            "update: 2",
            "update: [2]",
            "6:40: reference.update: error: a line of text is expected here, not a list",
            _QUOTES,
        ),
        (
            "number: UA 000/00",
            "nr: UA 000/00",
            "6:13: reference.nr: error: unknown key `nr`",
            "one of index, links, number, update",
        ),
        (
            '"https://a.org/2"',
            "javascript:x",
            "6:85: reference.links[1]: error: `javascript:x` is not a web address",
            "write it with https:// in front, in plain ASCII",
        ),
        ("countries: [RU, UZ]", "countries: []", "7:12: countries: error: the list is empty", _ITEM),
        ("countries: [RU, UZ]", "countries: RU", "7:12: countries: error: a list is expected here, not text", _LIST),
        (
            "countries: [RU, UZ]",
            "countries: [RU, RU]",
            "7:17: countries[1]: error: this stands in the list twice",
            _ONCE,
        ),
        ("feared: [UZ]", "feared: [UZB]", "8:10: feared[0]: error: unknown country `UZB`", _COUNTRY),
        ("feared: [UZ]", "feared: ''", "8:9: feared: error: a list is expected here, not text", _LIST),
        ("issued: 2013-01-02", "issued: asap", "9:9: issued: error: `asap` is not a date", _DATE),
        (
            "send_before: 2013-01-28",
            "send_before: 2013-02-30",
            "10:14: send_before: error: `2013-02-30` is not a date",
            _DATE,
        ),
        ("send_before: 2013-01-28", "send_before: soon", "10:14: send_before: error: `soon` is not a date", _DATE),
        (
            "languages: [ru, en]",
            "languages: [ru, russian]",
            "11:17: languages[1]: error: unknown language `russian`",
            "use a code such as `en` or `ru`",
        ),
        (
            "languages: [ru, en]",
            "languages: {ru: en}",
            "11:12: languages: error: a list is expected here, not a mapping",
            _LIST,
        ),
        (
            "if_missing: skip",
            "if_missing: skipp",
            "12:13: if_missing: error: unknown value `skipp`",
            "did you mean `skip`?",
        ),
        ("  timur:\n", "  Timur:\n", "14:3: people.Timur: error: unknown id `Timur`", _ID),
        (
            "  timur:\n",
            "  embassy-timur:\n",
            "14:3: people.embassy-timur: error: ids with `embassy-` are reserved",
            "use `diplomatic_copies`",
        ),
        (
            "    gender: m\n    name:\n      en: Timur",
            "    gender: male\n    name:\n      en: Timur",
            "15:13: people.timur.gender: error: unknown gender `male`",
            "one of f, m, x",
        ),
        (
            "    gender: m\n    name:\n      en: Timur",
            "    name:\n      en: Timur",
            "15:5: people.timur.gender: error: the key `gender` is missing",
            "m, f or x; never guessed",
        ),
        (
            "nom: Тимур Назаров, gen",
            "gen",
            "18:11: people.timur.name.ru.nom: error: the key `nom` is missing",
            "the nominative",
        ),
        (
            "ru: {nom: Тимур Назаров, gen: Тимура Назарова}",
            "ru: [Тимур]",
            "18:11: people.timur.name.ru: error: a line of text is expected here, not a list",
            _QUOTES,
        ),
        (
            "ru: {nom: Тимур Назаров, gen: Тимура Назарова}",
            "ru: ''",
            "18:11: people.timur.name.ru: error: the text is empty",
            _TEXT,
        ),
        (
            "gen: Тимура Назарова",
            "genitive: Тимура Назарова",
            "18:32: people.timur.name.ru.genitive: error: unknown key `genitive`",
            "one of a, acc, dat, de, gen, ins, loc, nom, prp, que, voc",
        ),
        (
            "en: Timur Nazarov",
            "xx: Timur Nazarov",
            "17:7: people.timur.name.xx: error: unknown key `xx`",
            "one of allow_latin, or a language code",
        ),
        (
            "en: Timur Nazarov",
            'en: "Timur\\nBcc: x@y.z"',
            "17:11: people.timur.name.en: error: a line break is not allowed in this text",
            "write it on one line",
        ),
        (
            "allow_latin: true",
            "allow_latin: yes",
            "19:20: people.timur.name.allow_latin: error: unknown value `yes`",
            "one of false, true",
        ),
        (
            "name: {en: Aziza Nazarova}",
            "name: Aziza Nazarova",
            "22:28: people.aziza.name: error: keys with values are expected here, not text",
            _KEYS,
        ),
        (
            "citizen_of: UZ",
            "citizen_of: Uzbekistan",
            "20:17: people.timur.citizen_of: error: unknown country `Uzbekistan`",
            _COUNTRY,
        ),
        (
            "born: 1964-05-01",
            "born: 1964-02-30",
            "21:11: people.timur.born: error: unknown date of birth `1964-02-30`",
            "write a year, or YYYY-MM-DD",
        ),
        (
            "born: 1970",
            "born: about 1970",
            "22:56: people.aziza.born: error: unknown date of birth `about 1970`",
            "write a year, or YYYY-MM-DD",
        ),
        (
            "born: 1970",
            "age: 40",
            "22:50: people.aziza.age: error: unknown key `age`",
            "one of born, citizen_of, gender, name",
        ),
        (
            "  - use: disappearance\n    date",
            "  - date",
            "24:5: concerns[0].use: error: the key `use` is missing",
            "id of a concern in the phrasebook",
        ),
        ("use: disappearance", "use: Disappearance", "24:10: concerns[0].use: error: unknown id `Disappearance`", _ID),
        (
            "value: 2012-12-14, inferred",
            "inferred",
            "25:11: concerns[0].date.value: error: the key `value` is missing",
            "the date",
        ),
        (
            ", inferred: the document gives no year",
            "",
            "25:11: concerns[0].date.inferred: error: the key `inferred` is missing",
            "why it is not in the source",
        ),
        (
            "place: {en: in Moscow}",
            "place: in Moscow",
            "26:12: concerns[0].place: error: keys with values are expected here, not text",
            _KEYS,
        ),
        ("place: {en: in Moscow}", "place: {}", "26:12: concerns[0].place: error: nothing is written here", _ENTRY),
        ("place: {en: in Moscow}", "place: {en: ''}", "26:17: concerns[0].place.en: error: the text is empty", _TEXT),
        ("people: [timur]\n", "people: []\n", "27:13: concerns[0].people: error: the list is empty", _ITEM),
        (
            "people: [timur]\n",
            "people: timur\n",
            "27:13: concerns[0].people: error: a list is expected here, not text",
            _LIST,
        ),
        (
            "people: [timur]\n",
            "persons: [timur]\n",
            "27:5: concerns[0].persons: error: unknown key `persons`",
            "one of country, court, date, people, place, to, treaty, use",
        ),
        (
            "country: UZ, to: [chair]",
            "country: uz, to: [chair]",
            "28:37: concerns[1].country: error: unknown country `uz`",
            _COUNTRY,
        ),
        ("date: 2013-01-01", "date: 1 January", "28:60: concerns[1].date: error: `1 January` is not a date", _DATE),
        ("court: ecthr", "court: ECtHR", "28:79: concerns[1].court: error: unknown id `ECtHR`", _ID),
        (
            "treaty: cat",
            "treaty: [cat]",
            "28:94: concerns[1].treaty: error: the id is expected here, not a list",
            _QUOTES,
        ),
        (
            "treaty: cat",
            "treaty: cat, power: support",
            "28:99: concerns[1].power: error: unknown key `power`",
            "one of country, court, date, people, place, to, treaty, use",
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {text: One.}\n",
            "30:12: facts[0].text: error: keys with values are expected here, not text",
            _KEYS,
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {text: {}}\n",
            "30:12: facts[0].text: error: nothing is written here",
            _ENTRY,
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {to: [chair]}\n",
            "30:5: facts[0].text: error: the key `text` is missing",
            "the text by language",
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - One.\n",
            "30:5: facts[0]: error: keys with values are expected here, not text",
            _KEYS,
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {text: {en: One.}, people: [timur]}\n",
            "30:24: facts[0].people: error: unknown key `people`",
            "one of text, to",
        ),
        (
            "background: {en: For you.}",
            "background: For you.",
            "32:13: background: error: keys with values are expected here, not text",
            _KEYS,
        ),
        ("background: {en: For you.}", "background: {}", "32:13: background: error: nothing is written here", _ENTRY),
        (
            "{en: A letter.}",
            "{en: [A letter.]}",
            "34:17: letters[0].text.en: error: text is expected here, not a list",
            _QUOTES,
        ),
        (
            "power: support",
            "power: supporting",
            "36:35: asks[0].power: error: unknown power `supporting`",
            "did you mean `support`?",
        ),
        (
            "use: non-refoulement, power",
            "power",
            "36:5: asks[0]: error: an ask has either `use` or `text`",
            "keep the one that says what you ask",
        ),
        (
            "use: non-refoulement, power",
            "use: non-refoulement, text: {en: x}, power",
            "36:5: asks[0]: error: an ask has either `use` or `text`",
            "keep the one that says what you ask",
        ),
        (
            "{text: {en: do this}}",
            "{text: {en: do this}, country: UZ}",
            "37:5: asks[1]: error: a free ask takes no parameters",
            "write them into its text",
        ),
        (
            "{text: {en: do this}}",
            "{text: {en: do this}, inferred: x}",
            "37:27: asks[1].inferred: error: unknown key `inferred`",
            "one of country, court, date, people, place, power, text, to, treaty, use",
        ),
        (
            "  chair:\n",
            "  embassy-ru:\n",
            "39:3: addressees.embassy-ru: error: ids with `embassy-` are reserved",
            "use `diplomatic_copies`",
        ),
        ("  chair:\n", "  con:\n", "39:3: addressees.con: error: unknown id `con`", _ID),
        ("role: to\n", "role: cc\n", "40:11: addressees.chair.role: error: unknown role `cc`", "one of copy, to"),
        (
            "    gender: m\n    office",
            "    gender: M\n    office",
            "41:13: addressees.chair.gender: error: unknown gender `M`",
            "one of f, m, x",
        ),
        (
            "kind: chair,",
            "kind: chairman,",
            "42:20: addressees.chair.office.kind: error: unknown kind of office `chairman`",
            "did you mean `chair`?",
        ),
        (
            "kind: chair, ",
            "",
            "42:13: addressees.chair.office.kind: error: the key `kind` is missing",
            "decides how the office-holder is addressed",
        ),
        (
            "dat: Председателю",
            "dativ: Председателю",
            "42:65: addressees.chair.office.ru.dativ: error: unknown key `dativ`",
            "did you mean `dat`?",
        ),
        (
            "en: Chairman",
            "english: Chairman",
            "42:27: addressees.chair.office.english: error: unknown key `english`",
            "one of kind, or a language code",
        ),
        (
            "en: {given: Pavel, family: Sokolov}",
            "en: Pavel Sokolov",
            "44:11: addressees.chair.name.en: error: keys with values are expected here, not text",
            _KEYS,
        ),
        (
            "en: {given: Pavel, family: Sokolov}",
            "en: {given: Pavel}",
            "44:11: addressees.chair.name.en.family: error: the key `family` is missing",
            "family name",
        ),
        (
            "patronymic: Ильич",
            "middle: Ильич",
            "45:26: addressees.chair.name.ru.middle: error: unknown key `middle`",
            "one of a, acc, dat, de, family, gen, given, ins, loc, nom, patronymic, prp, que, voc",
        ),
        (
            "allow_latin: false",
            "allow_latin: maybe",
            "46:20: addressees.chair.name.allow_latin: error: unknown value `maybe`",
            "one of false, true",
        ),
        (
            "    country: RU\n",
            "",
            "40:5: addressees.chair.country: error: the key `country` is missing",
            "ISO 3166-1 code of the country",
        ),
        (
            "    country: RU\n",
            "    country: Russia\n",
            "47:14: addressees.chair.country: error: unknown country `Russia`",
            _COUNTRY,
        ),
        (
            "latin: [Dom 2, 105005 Moscow]",
            "latin: Dom 2",
            "48:22: addressees.chair.address.latin: error: a list is expected here, not text",
            _LIST,
        ),
        (
            "latin: [Dom 2, 105005 Moscow]",
            "Latin: [Dom 2]",
            "48:15: addressees.chair.address.Latin: error: unknown language `Latin`",
            "use a code such as `en` or `ru`",
        ),
        (
            "latin: [Dom 2, 105005 Moscow]",
            "latin: [Dom 2, Dom 2]",
            "48:30: addressees.chair.address.latin[1]: error: this stands in the list twice",
            _ONCE,
        ),
        (
            "+7499 265 97 75",
            "+7499 265 97 7",
            "49:10: addressees.chair.fax: error: `+7499 265 97 7` is not a valid number",
            "compare it with the document; a digit may be missing",
        ),
        (
            "+7499 265 97 75",
            "+7499 265 90 77",
            "49:10: addressees.chair.fax: error: `+7499 265 90 77` stands here twice",
            _ONCE,
        ),
        (
            "+7499 265 97 75",
            "265 97 75 x",
            "49:10: addressees.chair.fax: error: `265 97 75 x` is not a telephone number",
            "write it as +7 499 265 90 77",
        ),
        (
            "email: [a@b.org, c@d.org]",
            "email: [a@b.org, c@d]",
            "50:22: addressees.chair.email[1]: error: `c@d` is not an e-mail address",
            "The part after the @-sign is not valid. It should have a period",
        ),
        (
            "phone: 8 499 265 90 77",
            "phone: 499 265 90",
            "51:12: addressees.chair.phone: error: `499 265 90` is not a valid number",
            "compare it with the document; a digit may be missing",
        ),
        (
            "phone: 8 499 265 90 77",
            "phone: ';'",
            "51:12: addressees.chair.phone: error: nothing stands here but separators",
            _TEXT,
        ),
        (
            "web: https://a.org/form",
            "web: a.org",
            "52:10: addressees.chair.web: error: `a.org` is not a web address",
            "write it with https:// in front, in plain ASCII",
        ),
        (
            "    languages: [ru]\n",
            "    languages: [rus]\n",
            "53:17: addressees.chair.languages[0]: error: unknown language `rus`",
            "use a code such as `en` or `ru`",
        ),
        (
            "salutation: {en: Dear Chairman}",
            "salutation: Dear Chairman",
            "54:17: addressees.chair.salutation: error: keys with values are expected here, not text",
            _KEYS,
        ),
        (
            "salutation: {en: Dear Chairman}",
            'salutation: {en: Dear Chairman, de: "A =? B"}',
            "54:41: addressees.chair.salutation.de: error: `=?` could be read as an encoded e-mail header",
            "remove it",
        ),
        (
            "copy_of: [chair]",
            "copy_of: chair",
            "55:33: addressees.border.copy_of: error: a list is expected here, not text",
            _LIST,
        ),
        ("copy_of: [chair]", "copy_of: []", "55:33: addressees.border.copy_of: error: the list is empty", _ITEM),
        ("copy_of: [chair]", "copy_of: [Chair]", "55:34: addressees.border.copy_of[0]: error: unknown id `Chair`", _ID),
        (
            "copy_of: [chair]",
            "use: nowhere",
            "55:29: addressees.border.use: error: the directory has no entry `nowhere`",
            "one of office",
        ),
        (
            "copy_of: [chair]",
            "use: offic",
            "55:29: addressees.border.use: error: the directory has no entry `offic`",
            "did you mean `office`?",
        ),
        (
            "copy_of: [chair]",
            "use: [office]",
            "55:29: addressees.border.use: error: the id is expected here, not a list",
            _QUOTES,
        ),
        (
            "diplomatic_copies: [RU]",
            "diplomatic_copies: [embassy]",
            "56:21: diplomatic_copies[0]: error: unknown country `embassy`",
            _COUNTRY,
        ),
        (
            "diplomatic_copies: [RU]",
            "sender: me",
            "56:1: sender: error: unknown key `sender`",
            "did you mean `send_before`?",
        ),
    ],
)
def test_wrong_value(refused: Refused, old: str, new: str, problem: str, hint: str) -> None:
    """A wrong value is refused once, at its place, under its path, with what to do."""
    assert refused(changed(old, new)) == [f"{problem} ({hint})"]


@pytest.mark.parametrize("key", ["sender", "report", "positions", "key", "extra", "Format", "x" * 500])
def test_unknown_key(refused: Refused, key: str) -> None:
    """A key that the format does not have is refused, whatever the reader calls its own things."""
    (problem,) = refused(changed("diplomatic_copies: [RU]", f"{key}: me"))
    assert problem == f"56:1: {key}: error: unknown key `{key}` ({suggestion(key, tuple(KEYS))})"


@pytest.mark.parametrize("key", ["sources", "verified", "id", "report", "key", "text"])
def test_unknown_key_of_an_addressee(refused: Refused, key: str) -> None:
    """An addressee has the directory's keys but its sources, and `role`, `copy_of` and `use`."""
    (problem,) = refused(changed("salutation: {en: Dear Chairman}", f"{key}: [x]"))
    known = (*ADDRESSEE_KEYS, "role", "copy_of", "use")
    assert problem == f"54:5: addressees.chair.{key}: error: unknown key `{key}` ({suggestion(key, known)})"


@pytest.mark.parametrize(
    ("old", "line", "section"), [("{p: {gender: x, name: {}}}", 6, "people"), ("{r: {country: RU}}", 8, "addressees")]
)
@pytest.mark.parametrize("new", ["[]", "{}", "me", "[chair]", "''"])
def test_nobody(refused: Refused, old: str, new: str, line: int, section: str) -> None:
    """A case is about somebody and written to somebody."""
    message = "error: nobody is written here (write an id, then what is known, one level deeper)"
    assert refused(changed(old, new, SHORT)) == [f"{line}:{len(section) + 3}: {section}: {message}"]


def test_every_problem_at_once(refused: Refused) -> None:
    """One run finds what is wrong in every part of a case, contacts and addresses of documents too, in order."""
    text = FULL
    for old, new in [
        ("format: 1", "format: one"),
        ("https://a.org/2", "a.org"),
        ("born: 1970", "born: x, height: 2"),
        ("use: disappearance", "use: A"),
        ("{en: One.}", "{en: ''}"),
        ("{text: {en: do this}}", "{to: [chair]}"),
        ("kind: chair,", "kind: x,"),
        ("+7499 265 97 75", "+7 499"),
        ("a@b.org", "a@b"),
        ("web: https://a.org/form", "web: javascript:x"),
        ("copy_of: [chair], country: RU, email: e@f.org", "country: ru, email: e@f, phone: '+1 900 555 1234'"),
        ("diplomatic_copies: [RU]", "diplomatic_copies: [RU, RU]"),
    ]:
        text = changed(old, new, text)
    problems = refused(text)
    assert [problem.partition(": error: ")[0] for problem in problems] == [
        "1:9: format",
        "6:85: reference.links[1]",
        "22:56: people.aziza.born",
        "22:59: people.aziza.height",
        "24:10: concerns[0].use",
        "30:17: facts[0].text.en",
        "37:5: asks[1]",
        "42:20: addressees.chair.office.kind",
        "49:10: addressees.chair.fax",
        "50:13: addressees.chair.email[0]",
        "52:10: addressees.chair.web",
        "55:33: addressees.border.country",
        "55:44: addressees.border.email",
        "55:56: addressees.border.phone",
        "56:25: diplomatic_copies[1]",
    ]


def test_number_of_another_country(tmp_path: Path, offices: dict[str, Mapping]) -> None:
    """A warning does not stop a case; it comes with it."""
    path = tmp_path / "case.yaml"
    path.write_text(addressee('country: RU, fax: "+33 3 88 41 20 18"'), encoding="utf-8")
    case, warnings = load_case(path, offices)
    assert [number.e164 for number in case.addressees["r"].contacts.fax] == ["+33388412018"]
    assert warnings == (
        Problem(
            Place(str(path), 8, 36, "addressees.r.fax"),
            "`+33 3 88 41 20 18` is a number of FR, the addressee is in RU",
            "right for a mission abroad; else mend it",
            Severity.WARNING,
        ),
    )


def test_a_warning_among_errors(refused: Refused) -> None:
    """Where there are errors too, the warning is told with them."""
    problems = refused(addressee('country: RU, fax: "+33 3 88 41 20 18; 1"'))
    assert [problem.split(": ")[2] for problem in problems] == ["warning", "error"]


# The directory


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


@pytest.mark.parametrize("bad", ["a: *b", "<<: {}", "id: x\nid: y", "- a", ""])
def test_what_is_no_plain_yaml(refused: Refused, bad: str) -> None:
    """The guard of the YAML source stands in front of everything."""
    assert len(refused(bad)) == 1


def test_missing_file(tmp_path: Path) -> None:
    """A case that is not there is a problem of the file."""
    with pytest.raises(ProblemsError) as caught:
        load_case(tmp_path / "case.yaml", {})
    assert [problem.place for problem in caught.value.problems] == [Place(str(tmp_path / "case.yaml"))]


# Anything at all


def _nodes(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    return [path] * bool(path) + [found for key, child in children for found in _nodes(child, (*path, key))]


_CASE = yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506  # strings alone, of our own
_ANYTHING = st.recursive(
    st.text(max_size=5) | st.sampled_from(["", ";", "a@b", "+7", "RU", "ru", "chair", "2013-02-30", "\u2068", "[]"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "ru", "use", "to", "nom", "x", "", "<"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@given(st.sampled_from(_nodes(_CASE)), _ANYTHING)
def test_anything_anywhere(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[str | int, ...], anything: object
) -> None:
    """Whatever stands at any place of a case, it is read or refused; what is refused has at least one error."""
    whole: Any = yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506
    parent = whole
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = anything
    file = tmp_path_factory.mktemp("any") / "case.yaml"
    file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        case, warnings = load_case(file, {})
    except ProblemsError as error:
        problems = error.problems
    else:
        assert case.id
        problems = warnings
        assert {problem.severity for problem in problems} <= {Severity.WARNING}
        return
    assert Severity.ERROR in {problem.severity for problem in problems}
    assert all(problem.place.line and problem.place.column and problem.message for problem in problems)
    assert list(problems) == sorted(problems, key=Problem.sort_key)
