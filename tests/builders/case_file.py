"""Case files for the tests of `case_file`, whole and short, and the ways to read them or see them refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ualetters.case_file import load_case
from ualetters.directory import load_directory
from ualetters.errors import ProblemsError
from ualetters.model.case import Case
from ualetters.yaml_source import Mapping

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


def one_office(tmp_path: Path) -> dict[str, Mapping]:
    """A directory with one entry."""
    (tmp_path / "offices.yaml").write_text(OFFICES, encoding="utf-8")
    return load_directory([tmp_path]).offices


def loading(tmp_path: Path, offices: dict[str, Mapping]) -> Load:
    """The case of a text, which is right in every way."""

    def loaded(text: str) -> Case:
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        case, warnings = load_case(path, offices)
        assert warnings == ()
        return case

    return loaded


def refusing(tmp_path: Path, offices: dict[str, Mapping]) -> Refused:
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


# Hints
ID_HINT = "use a-z, 0-9 and `-`, at most 60; it names a file or folder"
COUNTRY_HINT = "use an ISO 3166-1 code such as `RU` or `UZ`"
DATE_HINT = "write YYYY-MM-DD, such as 2013-01-28"
QUOTES_HINT = "put the text in quotes"
KEYS_HINT = "write `key: value`"
LIST_HINT = "write `[…]` or lines with `- `"
TEXT_HINT = "write it, or remove the key"
ONCE_HINT = "keep one of the two"
ITEM_HINT = "write at least one item"
