"""What the keys of concerns, facts, letters and asks refuse."""

import pytest

from builders.case_file import (
    COUNTRY_HINT,
    DATE_HINT,
    ID_HINT,
    ITEM_HINT,
    KEYS_HINT,
    LIST_HINT,
    QUOTES_HINT,
    TEXT_HINT,
    Refused,
    changed,
    one_office,
    refusing,
)

offices = pytest.fixture(one_office)
refused = pytest.fixture(refusing)


ENTRY_HINT = "write at least one entry"


@pytest.mark.parametrize(
    ("old", "new", "problem", "hint"),
    [
        (
            "  - use: disappearance\n    date",
            "  - date",
            "24:5: concerns[0].use: error: the key `use` is missing",
            "id of a concern in the phrasebook",
        ),
        (
            "use: disappearance",
            "use: Disappearance",
            "24:10: concerns[0].use: error: unknown id `Disappearance`",
            ID_HINT,
        ),
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
            KEYS_HINT,
        ),
        ("place: {en: in Moscow}", "place: {}", "26:12: concerns[0].place: error: nothing is written here", ENTRY_HINT),
        (
            "place: {en: in Moscow}",
            "place: {en: ''}",
            "26:17: concerns[0].place.en: error: the text is empty",
            TEXT_HINT,
        ),
        ("people: [timur]\n", "people: []\n", "27:13: concerns[0].people: error: the list is empty", ITEM_HINT),
        (
            "people: [timur]\n",
            "people: timur\n",
            "27:13: concerns[0].people: error: a list is expected here, not text",
            LIST_HINT,
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
            COUNTRY_HINT,
        ),
        ("date: 2013-01-01", "date: 1 January", "28:60: concerns[1].date: error: `1 January` is not a date", DATE_HINT),
        ("court: ecthr", "court: ECtHR", "28:79: concerns[1].court: error: unknown id `ECtHR`", ID_HINT),
        (
            "treaty: cat",
            "treaty: [cat]",
            "28:94: concerns[1].treaty: error: the id is expected here, not a list",
            QUOTES_HINT,
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
            KEYS_HINT,
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {text: {}}\n",
            "30:12: facts[0].text: error: nothing is written here",
            ENTRY_HINT,
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
            KEYS_HINT,
        ),
        (
            "  - {text: {en: One.}}\n",
            "  - {text: {en: One.}, people: [timur]}\n",
            "30:24: facts[0].people: error: unknown key `people`",
            "one of text, to, translated",
        ),
        (
            "background: {en: For you.}",
            "background: For you.",
            "32:13: background: error: keys with values are expected here, not text",
            KEYS_HINT,
        ),
        (
            "background: {en: For you.}",
            "background: {}",
            "32:13: background: error: nothing is written here",
            ENTRY_HINT,
        ),
        (
            "{en: A letter.}",
            "{en: [A letter.]}",
            "34:17: letters[0].text.en: error: text is expected here, not a list",
            QUOTES_HINT,
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
            "one of country, court, date, people, place, power, text, to, translated, treaty, use",
        ),
    ],
)
def test_wrong_value(refused: Refused, old: str, new: str, problem: str, hint: str) -> None:
    """A wrong value is refused once, at its place, under its path, with what to do."""
    assert refused(changed(old, new)) == [f"{problem} ({hint})"]
