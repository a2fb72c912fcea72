"""Every phrase of every language pack agrees with whoever it is about.

The matrix renders each phrase of the phrasebook for a man, a woman, a person of unstated gender and groups of them, in
every form in which a letter can carry it. A pack that is added later is found by its folder.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
import re

import pytest
from tests.conftest import REPORT

from builders.packs import (
    ALPHABETS,
    ASK_FORMS,
    CODES,
    CONCERN_FORMS,
    GROUPS,
    SHOP,
    Cell,
    body,
    in_alphabets,
    matrix,
)
from ualetters.compose import texts
from ualetters.model.letter import Bullets, Letter, Paragraph, Role
from ualetters.templating import template_root

OUTCOMES = ("rendered", "refused", "failed")


def is_refusal(cell: Cell) -> bool:
    """Whether a cell was refused for the one reason there is: no wording for a person of unstated gender."""
    return (
        cell.letter is None
        and "x" in cell.group.split()
        and all("has no wording for a person of unstated gender in this phrase" in one.message for one in cell.errors)
        and bool(cell.errors)
    )


def every_text(letter: Letter) -> list[str]:
    """All that is printed of a letter."""
    return [letter.mark, letter.title, *(text for part in letter.parts for text in texts(part.blocks))]


def outcome(cell: Cell) -> str:
    """What came of a cell: a letter, a refusal on purpose, or a failure."""
    if is_refusal(cell):
        return "refused"
    return "rendered" if cell.letter and not cell.errors else "failed"


def test_the_matrix_is_complete(record_property: Callable[[str, object], None]) -> None:
    """Every phrase was tried in every form for every group and pack; nothing failed but what was refused on purpose."""
    asks, concerns = len(SHOP.phrasebook.asks), len(SHOP.phrasebook.concerns)
    each = asks * len(ASK_FORMS) + concerns * len(CONCERN_FORMS)
    heading = f"matrix: {len(CODES)} packs × {asks + concerns} phrases × {len(GROUPS)} groups, {each} letters a group"
    rows = [["", *GROUPS, "refused by design", "failed"]]
    found = {code: Counter((cell.group, outcome(cell)) for cell in matrix(code)) for code in CODES}
    for code, counted in found.items():
        rendered = [counted[group, "rendered"] for group in GROUPS]
        others = [sum(counted[group, name] for group in GROUPS) for name in ("refused", "failed")]
        rows.append([code, *map(str, [*rendered, *others])])
    record_property(REPORT, "\n".join([heading, *("  ".join(map(_cell, row, rows[0])) for row in rows)]))
    assert set(CODES) == {path.parent.name for path in template_root().glob("*/language.yaml")}
    for counted in found.values():
        assert {group: sum(counted[group, name] for name in OUTCOMES) for group in GROUPS} == dict.fromkeys(
            GROUPS, each
        )
        assert sum(number for (_, name), number in counted.items() if name == "failed") == 0


def _cell(text: str, heading: str) -> str:
    return text.rjust(len(heading)) if heading else text.ljust(3)


@pytest.mark.parametrize("code", CODES)
def test_every_cell_is_a_letter_or_a_stated_refusal(code: str) -> None:
    """A phrase is worded rightly for the people, or refused because it has no wording for unstated gender."""
    failed = [
        (cell.group, cell.phrase, cell.form, *map(str, cell.errors))
        for cell in matrix(code)
        if not is_refusal(cell) and (cell.letter is None or cell.errors)
    ]
    assert failed == []


@pytest.mark.parametrize("code", CODES)
def test_every_pack_refuses_nobody(code: str) -> None:
    """Each of our packs has wording for everybody, persons of unstated gender too."""
    assert [cell for cell in matrix(code) if cell.letter is None] == []


LEFTOVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|  |None|⟨|undefined|TODO|\u2066\u2069|\(\s|\s\)|（）|^\s|\s$|\n"
    r"| [,.،؛؟。，；、]|([,;:،؛؟。，；：、])\1|\.\."
)


@pytest.mark.parametrize("code", CODES)
def test_no_leftover_of_a_template(code: str) -> None:
    """No brace, double space, stray mark or empty value is printed."""
    indent = SHOP[code].paragraph_indent
    found = {
        (cell.phrase, cell.form, text)
        for cell in matrix(code)
        if cell.letter
        for text in every_text(cell.letter)
        if LEFTOVER.search(text.removeprefix(indent))
    }
    assert found == set()


@pytest.mark.parametrize("code", CODES)
def test_asks_are_punctuated(code: str) -> None:
    """A body ends each paragraph with a mark, each item with the pack's separator and the last with its end."""
    style = SHOP[code].asks_style
    # Where commas stand between the items, the sentence goes on in them.
    goes_on = style.sep == ","
    for cell in matrix(code):
        blocks = body(cell.letter) if cell.letter else []
        for block, following in pairwise([*blocks, None]):
            match block:
                case Paragraph(text):
                    is_open = goes_on and isinstance(following, Bullets) and text[-1].isalpha()
                    assert is_open or text[-1] in ".!?:：。،,؟", (cell, text)
                case Bullets(items):
                    assert items[-1].endswith(style.end), (cell, items)
                    assert items[-2].endswith(style.last_sep), (cell, items)
                    assert all(item.endswith(style.sep) for item in items[:-2]), (cell, items)


OWN_WORDS = set(Role) - {Role.INSIDE_ADDRESS, Role.CHANNELS}


@pytest.mark.parametrize("code", CODES)
def test_one_alphabet(code: str) -> None:
    """Beside contacts and addresses a letter is written in the alphabet of its language, names included.

    In an alphabet that is not known here the people of the matrix keep their Latin names.
    """
    own = {SHOP[code].script} if SHOP[code].script in ALPHABETS else {"Latn"}
    found = {
        text
        for cell in matrix(code)
        if cell.letter
        for part in cell.letter.parts
        if part.role in OWN_WORDS
        for text in texts(part.blocks)
        if in_alphabets(text).keys() - own
    }
    assert found == set()
