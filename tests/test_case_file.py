"""The case format in full: every key is read, and all problems of a file are told at once."""

from datetime import date
from pathlib import Path

import pytest

from builders.case_file import FULL, SHORT, Load, Refused, addressee, changed, loading, one_office, refusing
from ualetters.case_file import load_case
from ualetters.errors import Place, Problem, ProblemsError, Severity
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

offices = pytest.fixture(one_office)
load = pytest.fixture(loading)
refused = pytest.fixture(refusing)


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


@pytest.mark.parametrize("bad", ["a: *b", "<<: {}", "id: x\nid: y", "- a", ""])
def test_what_is_no_plain_yaml(refused: Refused, bad: str) -> None:
    """The guard of the YAML source stands in front of everything."""
    assert len(refused(bad)) == 1


def test_missing_file(tmp_path: Path) -> None:
    """A case that is not there is a problem of the file."""
    with pytest.raises(ProblemsError) as caught:
        load_case(tmp_path / "case.yaml", {})
    assert [problem.place for problem in caught.value.problems] == [Place(str(tmp_path / "case.yaml"))]
