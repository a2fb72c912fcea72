"""What the keys of the case itself refuse, and keys that the format does not have."""

import pytest

from builders.case_file import (
    COUNTRY_HINT,
    DATE_HINT,
    ID_HINT,
    ITEM_HINT,
    LIST_HINT,
    ONCE_HINT,
    QUOTES_HINT,
    TEXT_HINT,
    Refused,
    changed,
    one_office,
    refusing,
)
from ualetters.case_file import KEYS
from ualetters.fields import suggestion

offices = pytest.fixture(one_office)
refused = pytest.fixture(refusing)


@pytest.mark.parametrize(
    ("old", "new", "problem", "hint"),
    [
        ("id: example\n", "id: ../example\n", "2:5: id: error: unknown id `../example`", ID_HINT),
        ("id: example\n", "id: Example\n", "2:5: id: error: unknown id `Example`", ID_HINT),
        ("id: example\n", f"id: {'a' * 61}\n", f"2:5: id: error: unknown id `{'a' * 61}`", ID_HINT),
        ("id: example\n", "", "1:1: id: error: the key `id` is missing", "a-z, 0-9 and -; names the output folder"),
        ("status: superseded", "status: opened", "3:9: status: error: unknown status `opened`", "did you mean `open`?"),
        (
            "superseded_by: example-2",
            "superseded_by: Example 2",
            "4:16: superseded_by: error: unknown id `Example 2`",
            ID_HINT,
        ),
        (
            "by: Urgent Action desk, date: 2024-03-01",
            "by: '', date: 2024-03-01",
            "5:15: cleared.by: error: the text is empty",
            TEXT_HINT,
        ),
        (
            "by: Urgent Action desk, date: 2024-03-01",
            "by: desk",
            "5:10: cleared.date: error: the key `date` is missing",
            "when",
        ),
        ("date: 2024-03-01", "date: 2024-02-30", "5:41: cleared.date: error: `2024-02-30` is not a date", DATE_HINT),
        ("date: 2024-03-01", "date: 2024-03-01, to: x", "5:53: cleared.to: error: unknown key `to`", "one of by, date"),
        (
            "update: 2",
            "update: [2]",
            "6:40: reference.update: error: a line of text is expected here, not a list",
            QUOTES_HINT,
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
        ("countries: [RU, UZ]", "countries: []", "7:12: countries: error: the list is empty", ITEM_HINT),
        (
            "countries: [RU, UZ]",
            "countries: RU",
            "7:12: countries: error: a list is expected here, not text",
            LIST_HINT,
        ),
        (
            "countries: [RU, UZ]",
            "countries: [RU, RU]",
            "7:17: countries[1]: error: this stands in the list twice",
            ONCE_HINT,
        ),
        ("feared: [UZ]", "feared: [UZB]", "8:10: feared[0]: error: unknown country `UZB`", COUNTRY_HINT),
        ("feared: [UZ]", "feared: ''", "8:9: feared: error: a list is expected here, not text", LIST_HINT),
        ("issued: 2013-01-02", "issued: asap", "9:9: issued: error: `asap` is not a date", DATE_HINT),
        (
            "send_before: 2013-01-28",
            "send_before: 2013-02-30",
            "10:14: send_before: error: `2013-02-30` is not a date",
            DATE_HINT,
        ),
        ("send_before: 2013-01-28", "send_before: soon", "10:14: send_before: error: `soon` is not a date", DATE_HINT),
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
            LIST_HINT,
        ),
        (
            "if_missing: skip",
            "if_missing: skipp",
            "12:13: if_missing: error: unknown value `skipp`",
            "did you mean `skip`?",
        ),
        (
            "diplomatic_copies: [RU]",
            "diplomatic_copies: [embassy]",
            "56:21: diplomatic_copies[0]: error: unknown country `embassy`",
            COUNTRY_HINT,
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
