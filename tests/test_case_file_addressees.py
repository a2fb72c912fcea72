"""What the keys of the addressees refuse."""

import pytest

from builders.case_file import (
    COUNTRY_HINT,
    ID_HINT,
    ITEM_HINT,
    KEYS_HINT,
    LIST_HINT,
    ONCE_HINT,
    QUOTES_HINT,
    TEXT_HINT,
    Refused,
    changed,
    one_office,
    refusing,
)
from ualetters.addressee_fields import ADDRESSEE_KEYS
from ualetters.fields import suggestion

offices = pytest.fixture(one_office)
refused = pytest.fixture(refusing)


@pytest.mark.parametrize(
    ("old", "new", "problem", "hint"),
    [
        (
            "  chair:\n",
            "  embassy-ru:\n",
            "39:3: addressees.embassy-ru: error: ids with `embassy-` are reserved",
            "use `diplomatic_copies`",
        ),
        ("  chair:\n", "  con:\n", "39:3: addressees.con: error: unknown id `con`", ID_HINT),
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
            "one of kind, unsourced, or a language code",
        ),
        (
            "en: {given: Pavel, family: Sokolov}",
            "en: Pavel Sokolov",
            "44:11: addressees.chair.name.en: error: keys with values are expected here, not text",
            KEYS_HINT,
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
            COUNTRY_HINT,
        ),
        (
            "latin: [Dom 2, 105005 Moscow]",
            "latin: Dom 2",
            "48:22: addressees.chair.address.latin: error: a list is expected here, not text",
            LIST_HINT,
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
            ONCE_HINT,
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
            ONCE_HINT,
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
            TEXT_HINT,
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
            KEYS_HINT,
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
            LIST_HINT,
        ),
        ("copy_of: [chair]", "copy_of: []", "55:33: addressees.border.copy_of: error: the list is empty", ITEM_HINT),
        (
            "copy_of: [chair]",
            "copy_of: [Chair]",
            "55:34: addressees.border.copy_of[0]: error: unknown id `Chair`",
            ID_HINT,
        ),
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
            QUOTES_HINT,
        ),
    ],
)
def test_wrong_value(refused: Refused, old: str, new: str, problem: str, hint: str) -> None:
    """A wrong value is refused once, at its place, under its path, with what to do."""
    assert refused(changed(old, new)) == [f"{problem} ({hint})"]


@pytest.mark.parametrize("key", ["sources", "verified", "id", "report", "key", "text"])
def test_unknown_key_of_an_addressee(refused: Refused, key: str) -> None:
    """An addressee has the directory's keys but its sources, and `role`, `copy_of` and `use`."""
    (problem,) = refused(changed("salutation: {en: Dear Chairman}", f"{key}: [x]"))
    known = (*ADDRESSEE_KEYS, "role", "copy_of", "use")
    assert problem == f"54:5: addressees.chair.{key}: error: unknown key `{key}` ({suggestion(key, known)})"
