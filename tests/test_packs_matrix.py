"""Every phrase of every language pack agrees with whoever it is about.

The matrix renders each phrase of the phrasebook for a man, a woman, a person of unstated gender and groups of them, in
every form in which a letter can carry it. A pack that is added later is found by its folder.
"""

from collections import Counter
import re

import pytest

from builders.packs import ASK_FORMS, CODES, CONCERN_FORMS, GROUPS, SHOP, Cell, body, matrix
from ualetters.compose import texts
from ualetters.model.letter import Bullets, Letter, Paragraph, Role


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


def test_the_matrix_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """Every phrase was tried in every form for every group and pack; nothing failed but what was refused on purpose."""
    asks, concerns = len(SHOP.phrasebook.asks), len(SHOP.phrasebook.concerns)
    each = len(GROUPS) * (asks * len(ASK_FORMS) + concerns * len(CONCERN_FORMS))
    found: Counter[str] = Counter()
    for code in CODES:
        assert len(matrix(code)) == each
        for cell in matrix(code):
            found["refused" if is_refusal(cell) else "rendered" if cell.letter and not cell.errors else "failed"] += 1
    with capsys.disabled():
        print(  # noqa: T201  # what the matrix came to
            f"\nmatrix: {len(CODES)} packs × {asks + concerns} phrases × {len(GROUPS)} groups:"
            f" {found['rendered']} rendered, {found['refused']} refused by design, {found['failed']} failed"
        )
    assert found.total() == each * len(CODES)
    assert found["failed"] == 0


@pytest.mark.parametrize("code", CODES)
def test_every_cell_is_a_letter_or_a_stated_refusal(code: str) -> None:
    """A phrase is worded rightly for the people, or refused because it has no wording for unstated gender."""
    failed = [
        (cell.group, cell.phrase, cell.form, *map(str, cell.errors))
        for cell in matrix(code)
        if not is_refusal(cell) and (cell.letter is None or cell.errors)
    ]
    assert failed == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_english_and_russian_refuse_nobody(code: str) -> None:
    """The reviewed pair has wording for everybody, persons of unstated gender too."""
    assert [cell for cell in matrix(code) if cell.letter is None] == []


LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|  |None|⟨|undefined| [,.]|,,|\.\.|;;|\(\s|\s\)|^\s|\s$|\n")


@pytest.mark.parametrize("code", CODES)
def test_no_leftover_of_a_template(code: str) -> None:
    """No brace, double space, stray mark or empty value is printed."""
    found = {
        (cell.phrase, cell.form, text)
        for cell in matrix(code)
        if cell.letter
        for text in every_text(cell.letter)
        if LEFTOVER.search(text)
    }
    assert found == set()


@pytest.mark.parametrize("code", CODES)
def test_asks_are_punctuated(code: str) -> None:
    """A body ends each paragraph with a mark, each item with the pack's separator and the last with its end."""
    style = SHOP[code].asks_style
    for cell in matrix(code):
        for block in body(cell.letter) if cell.letter else []:
            match block:
                case Paragraph(text):
                    assert text[-1] in ".!?:：。،,؟", (cell, text)
                case Bullets(items):
                    assert items[-1].endswith(style.end), (cell, items)
                    assert items[-2].endswith(style.last_sep), (cell, items)
                    assert all(item.endswith(style.sep) for item in items[:-2]), (cell, items)


SCRIPTS = {"Cyrl": re.compile(r"[A-Za-zÀ-ɏ]"), "Latn": re.compile(r"[\u0370-\u052f\u0600-\u06ff\u4e00-\u9fff]")}
OWN_WORDS = set(Role) - {Role.INSIDE_ADDRESS, Role.CHANNELS}


@pytest.mark.parametrize("code", ["en", "ru"])
def test_one_alphabet(code: str) -> None:
    """Beside contacts and addresses a Russian letter has no Latin letter, and an English one no Cyrillic."""
    foreign = SCRIPTS[SHOP[code].script]
    found = {
        text
        for cell in matrix(code)
        if cell.letter
        for part in cell.letter.parts
        if part.role in OWN_WORDS
        for text in texts(part.blocks)
        if foreign.search(text)
    }
    assert found == set()
