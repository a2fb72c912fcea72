"""The JSON Schemas that editors use: they take what the readers take, and refuse the same keys and words."""

from collections.abc import Callable, Iterator
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
import pytest
import yaml

from ualetters import case_file, section_file, sender_file
from ualetters.addressee_fields import ADDRESSEE_KEYS, CASE_FORMS
from ualetters.case_file import load_case
from ualetters.directory import EMBASSY_KEYS, OFFICE_KEYS, load_directory
from ualetters.errors import ProblemsError
from ualetters.schema import DIALECT, schemas
from ualetters.section_file import load_section
from ualetters.sender_file import load_sender

FACTS = '[{text: {en: One., ru: Раз.}, to: [chair], translated: {ru: "en:0123456789ab"}}]'
CASE = """\
format: 1
id: example
status: superseded
superseded_by: example-2
cleared: {by: Urgent Action desk, date: 2024-03-01}
reference: {number: UA 000/00, update: 2, index: XXX 00, links: ["https://a.org/1"]}
countries: [RU, NO]
feared: [UZ]
issued: 2013-01-02
send_before: 2013-01-28
languages: [ru, en]
if_missing: skip
people:
  timur:
    gender: m
    name: {en: Timur Nazarov, ru: {nom: Тимур Назаров, gen: Тимура Назарова}, allow_latin: true, unsourced: [ru]}
    citizen_of: UZ
    born: 1964
concerns:
  - use: disappearance
    date: {value: 2012-12-14, inferred: the document gives no year}
    place: {en: in Moscow}
    people: [timur]
  - {use: feared-transfer, country: UZ, to: [chair], date: 2013-01-01, court: ecthr, treaty: cat}
facts: FACTS
background: {en: For you.}
letters: [{text: {en: A letter.}, to: [chair], translated: {en: ru}}]
asks:
  - {use: non-refoulement, power: support, people: [timur], to: [chair]}
  - {text: {en: do this}, translated: {en: ru}}
addressees:
  chair:
    role: to
    gender: m
    office: {kind: chair, en: Chairman, ru: {nom: Председатель, dat: Председателю}, unsourced: [en]}
    name: {en: {given: Pavel, family: Sokolov}, ru: {given: Павел, patronymic: Ильич, family: Соколов, dat: Соколову}}
    country: RU
    address: {latin: [Dom 2, 105005], ru: ["д. 2"]}
    fax: +74992659077
    email: [a@b.org, c@d.org]
    phone: [+7 499 265 90 77, 84992659775]
    web: https://a.org/form
    languages: [ru]
    salutation: {en: Dear Chairman}
  border: {role: copy, copy_of: [chair], country: RU, email: e@f.org}
diplomatic_copies: [RU]
""".replace("FACTS", FACTS)
OFFICES = "chair: {country: RU, office: {kind: chair, en: Chairman}, sources: [a document], verified: 2024-03-01}\n"
EMBASSIES = "RU: {DE: {address: {latin: [A]}, phone: +49 30 1234560, sources: [a site], verified: unknown}}\n"
SENDER = """\
name: Ada Example
country: DE
address: [Street 1, 10115]
email: ada@example.org
phone: +49301234560
languages: [de, en]
occupation: teacher
personal: {en: I teach.}
privacy: initials
show_reference: false
"""
SECTION = 'country: CH\npost: {RU: suspended, UZ: 14}\npostage: {abroad: "1.90 CHF", inland: "1.20 CHF"}\n'
FILES = {"case": CASE, "offices": OFFICES, "embassies": EMBASSIES, "section": SECTION, "sender": SENDER}
KINDS = tuple(FILES)


class _Editor(yaml.SafeLoader):
    """Reads scalars as editors do: numbers, truth values and null, but dates as texts."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(kind: str, text: str) -> list[str]:
    """What an editor would say of a file."""
    validator = Draft202012Validator(schemas()[kind])
    content = yaml.load(text, Loader=_Editor)  # noqa: S506  # a SafeLoader with fewer types
    return [error.message for error in validator.iter_errors(content)]


def read(kind: str, text: str, folder: Path) -> None:
    """Read a file as the programme does.

    Raises:
        ProblemsError: It is wrong.
    """
    path = folder / f"{kind}.yaml"
    path.write_text(text, encoding="utf-8")
    if kind == "case":
        load_case(path, {})
    elif kind == "sender":
        load_sender(path)
    elif kind == "section":
        load_section(path)
    else:
        directory = load_directory([folder])
        for key in directory.offices:
            directory.entry(key)


def nodes(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema with where it is."""
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from nodes(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from nodes(value, f"{path}/{index}")


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema allows by name, with its description."""
    for path, node in nodes(schema):
        if path.rpartition("/")[2] == "properties":
            yield from ((f"{path}/{name}", value) for name, value in node.items())


@pytest.mark.parametrize("kind", KINDS)
def test_schema(kind: str) -> None:
    """Each is a schema of the dialect that it names, and has a title for the editor's list."""
    schema = schemas()[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    assert isinstance(schema["title"], str)
    assert schema["type"] == "object"
    assert json.loads(json.dumps(schema)) == schema


def test_kinds() -> None:
    """There is one for each kind of file that people write, each with its title."""
    assert {kind: schema["title"] for kind, schema in schemas().items()} == {
        "case": "A case of ualetters",
        "offices": "Officials of the directory",
        "embassies": "Embassies: sending country, then host country",
        "section": "A section's file on mail and postage",
        "sender": "A sender profile",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_command(cli: Callable[..., Any], kind: str) -> None:
    """The command prints the schema, and that of a case without being told."""
    done = cli("schema", kind)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == schemas()[kind]
    if kind == "case":
        assert cli("schema").out == done.out


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_taken(kind: str, tmp_path: Path) -> None:
    """A file with every key is right for the reader and for the editor."""
    read(kind, FILES[kind], tmp_path)
    assert complaints(kind, FILES[kind]) == []


def test_repository_files(root: Path) -> None:
    """Every case and directory file of the repository is right for an editor."""
    cases = sorted((root / "cases").glob("*.yaml"))
    assert len(cases) >= 2
    for path in cases:
        assert complaints("case", path.read_text(encoding="utf-8")) == [], path
    for kind in ("offices", "embassies"):
        assert complaints(kind, (root / "cases" / "directory" / f"{kind}.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    """An editor can say what each key means."""
    found = list(properties(schemas()[kind]))
    assert found
    assert [path for path, value in found if not str(value.get("description", "")).strip()] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_keys(kind: str) -> None:
    """Every object either names its keys and allows no others, or says what its keys are like."""
    objects = [(path, node) for path, node in nodes(schemas()[kind]) if node.get("type") == "object"]
    assert objects
    assert [
        path for path, node in objects if node.get("additionalProperties") is not False and "propertyNames" not in node
    ] == []


def _at(schema: object, *steps: str) -> Any:  # noqa: ANN401
    for step in steps:
        assert isinstance(schema, dict)
        schema = schema[step]
    return schema


def test_keys_of_the_readers() -> None:
    """Every key that a reader takes stands in the schema, and the schema has no others."""
    found = schemas()
    case = _at(found["case"], "properties")
    assert set(case) == set(case_file.KEYS)
    assert {name for name, key in case_file.KEYS.items() if key.required} == set(_at(found["case"], "required"))
    assert {name: case[name]["description"] for name in case} == {name: key.doc for name, key in case_file.KEYS.items()}
    addressee = _at(case, "addressees", "additionalProperties", "properties")
    assert set(addressee) == {*ADDRESSEE_KEYS, "role", "copy_of", "use"}
    assert set(_at(case, "people", "additionalProperties", "properties")) == {"gender", "name", "citizen_of", "born"}
    told = {"people", "to", "date", "place", "country", "court", "treaty"}
    assert set(_at(case, "concerns", "items", "properties")) == told | {"use"}
    assert set(_at(case, "asks", "items", "properties")) == told | {"use", "text", "power", "translated"}
    assert set(_at(case, "facts", "items", "properties")) == {"text", "to", "translated"}
    assert set(_at(case, "letters", "items", "properties")) == {"text", "to", "translated"}
    assert set(_at(case, "reference", "properties")) == {"number", "update", "index", "links"}
    assert set(_at(case, "cleared", "properties")) == {"by", "date"}
    assert set(_at(found["offices"], "additionalProperties", "properties")) == set(OFFICE_KEYS)
    assert set(_at(found["embassies"], "additionalProperties", "additionalProperties", "properties")) == set(
        EMBASSY_KEYS
    )
    assert set(_at(found["sender"], "properties")) == set(sender_file.KEYS)
    assert set(_at(found["section"], "properties")) == set(section_file.KEYS)
    name = _at(
        case, "people", "additionalProperties", "properties", "name", "patternProperties", "^[a-z]{2,3}$", "anyOf"
    )
    assert set(name[1]["properties"]) == set(CASE_FORMS)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("case", "format: 1", "format: 2"),
        ("case", "format: 1", "version: 1"),
        ("case", "id: example\n", ""),
        ("case", "id: example\n", "id: Example\n"),
        ("case", "id: example\n", "id: ../x\n"),
        ("case", "id: example\n", "id: [x]\n"),
        ("case", "status: superseded", "status: done"),
        ("case", "by: Urgent Action desk, ", ""),
        ("case", "by: Urgent", "who: me, by: Urgent"),
        ("case", "number: UA", "no: UA"),
        ("case", "update: 2", "update: {a: 2}"),
        ("case", "countries: [RU, NO]", "countries: []"),
        ("case", "countries: [RU, NO]", "countries: RU"),
        ("case", "countries: [RU, NO]", "countries: [RU, RU]"),
        ("case", "countries: [RU, NO]", "countries: [Russia]"),
        ("case", "feared: [UZ]", "feared: [uz]"),
        ("case", "feared: [UZ]", "fears: [UZ]"),
        ("case", "languages: [ru, en]", "languages: [russian]"),
        ("case", "languages: [ru, en]", "languages: ru"),
        ("case", "if_missing: skip", "if_missing: ignore"),
        ("case", "  timur:\n", "  Timur:\n"),
        ("case", "    gender: m\n    name: {en: T", "    gender: male\n    name: {en: T"),
        ("case", "    gender: m\n    name: {en: T", "    name: {en: T"),
        ("case", "{nom: Тимур Назаров, gen", "{gen"),
        ("case", "gen: Тимура", "genitive: Тимура"),
        ("case", "en: Timur Nazarov", "english: Timur Nazarov"),
        ("case", "en: Timur Nazarov", "en: [Timur]"),
        ("case", "allow_latin: true", "allow_latin: maybe"),
        ("case", "allow_latin: true", "latin: true"),
        ("case", "born: 1964", "age: 50"),
        ("case", "  - use: disappearance\n    date", "  - date"),
        ("case", "use: disappearance", "use: Disappearance"),
        ("case", "value: 2012-12-14, ", ""),
        ("case", ", inferred: the document gives no year", ""),
        ("case", "place: {en: in Moscow}", "place: in Moscow"),
        ("case", "place: {en: in Moscow}", "place: {}"),
        ("case", "place: {en: in Moscow}", "place: {english: in Moscow}"),
        ("case", "people: [timur]\n", "people: timur\n"),
        ("case", "people: [timur]\n", "people: []\n"),
        ("case", "treaty: cat", "treaties: cat"),
        ("case", "facts: [{text: {en: One., ru: Раз.}, to: [chair]", "facts: [{to: [chair]"),
        ("case", "facts: [{text: {en: One., ru: Раз.}, to: [chair]", "facts: [{text: One., to: [chair]"),
        ("case", f"facts: {FACTS}", "facts: {en: One.}"),
        ("case", "{en: One., ru: Раз.}, to: [chair]", "{en: One., ru: Раз.}, for: [chair]"),
        ("case", "background: {en: For you.}", "background: For you."),
        ("case", "power: support", "power: full"),
        ("case", "{text: {en: do this}", "{text: do this"),
        ("case", "en:0123456789ab", "en:0123456789"),
        ("case", "en:0123456789ab", "sha256:0123456789ab"),
        ("case", '{ru: "en:0123456789ab"}', '{russian: "en:0123456789ab"}'),
        ("case", '{ru: "en:0123456789ab"}', '"en:0123456789ab"'),
        ("case", "unsourced: [ru]", "unsourced: ru"),
        ("case", "unsourced: [ru]", "unsourced: [russian]"),
        ("case", "role: to\n", "role: cc\n"),
        ("case", "  chair:\n    role", "  The Chair:\n    role"),
        ("case", "    gender: m\n    office", "    gender: M\n    office"),
        ("case", "kind: chair,", "kind: boss,"),
        ("case", "kind: chair, ", ""),
        ("case", "dat: Председателю", "dativ: Председателю"),
        ("case", "en: {given: Pavel, family: Sokolov}", "en: Pavel Sokolov"),
        ("case", "en: {given: Pavel, family: Sokolov}", "en: {given: Pavel}"),
        ("case", "patronymic: Ильич", "middle: Ильич"),
        ("case", "address: {latin", "address: {Latin"),
        ("case", "latin: [Dom 2, 105005]", "latin: Dom 2"),
        ("case", "latin: [Dom 2, 105005]", "latin: [Dom 2, Dom 2]"),
        ("case", "email: [a@b.org, c@d.org]", "email: {a: b}"),
        ("case", "fax: +74992659077", "telefax: +74992659077"),
        ("case", "salutation: {en: Dear Chairman}", "salutation: Dear Chairman"),
        ("case", "copy_of: [chair]", "copy_of: chair"),
        ("case", "diplomatic_copies: [RU]", "diplomatic_copies: [embassy]"),
        ("case", "diplomatic_copies: [RU]", "embassies: [RU]"),
        ("offices", "chair: {country", "The Chair: {country"),
        ("offices", "country: RU, ", ""),
        ("offices", "country: RU", "country: RU, role: copy"),
        ("offices", "sources: [a document], ", ""),
        ("offices", "sources: [a document]", "sources: []"),
        ("offices", ", verified: 2024-03-01", ""),
        ("embassies", "RU: {DE", "Russia: {DE"),
        ("embassies", "{DE: ", "{Germany: "),
        ("embassies", "{DE: {", "{DE: {country: DE, "),
        ("embassies", "sources: [a site], ", ""),
        ("section", "country: CH\n", ""),
        ("section", "country: CH", "country: Switzerland"),
        ("sender", "name: Ada Example\n", ""),
        ("sender", "country: DE", "country: Germany"),
        ("sender", "address: [Street 1, 10115]", "address: Street 1"),
        ("sender", "personal: {en: I teach.}", "personal: I teach."),
        ("sender", "personal: {en: I teach.}", "personal: {english: I teach.}"),
        ("sender", "privacy: initials", "privacy: none"),
        ("sender", "occupation: teacher", "job: teacher"),
        ("sender", "show_reference: false", "show_reference: never"),
    ],
)
def test_both_refuse(kind: str, old: str, new: str, tmp_path: Path) -> None:
    """A structural error that the reader refuses is underlined in an editor too."""
    assert FILES[kind].count(old) == 1, old
    text = FILES[kind].replace(old, new)
    with pytest.raises(ProblemsError):
        read(kind, text, tmp_path)
    assert complaints(kind, text)
