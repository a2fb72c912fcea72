"""Word documents as LibreOffice reads them: every word in its order, every mark on its page, and nothing to repair."""

import os
import re

from msgspec.structs import replace
import pytest
from tests.conftest import REQUIRE_ALL, need

from builders.compose import SENDER
from builders.formats_docx import HOSTILE, Office, converted, made, seed_letters, strings, words
from builders.formats_pdf import ENGLISH, LETTER, MARK, longer, pages
from builders.formats_pdf import made as pdf_of
from builders.formats_scripts import ARABIC, CHINESE, PERSIAN
from ualetters.model.letter import Align, Bullets, Letter, Lines, Part, Role

SPECIMEN = "SPECIMEN – do not send"
HOSTILE_LETTER = replace(
    LETTER,
    mark=HOSTILE[0],
    parts=(*LETTER.parts, Part(Role.BODY, Align.START, (Lines(HOSTILE), Bullets(HOSTILE)))),
)
LONG = replace(
    longer(LETTER, 40),
    mark=MARK,
    enclosed=(replace(longer(ENGLISH, 20), mark=SPECIMEN), replace(ENGLISH, mark=""), replace(ENGLISH, mark=SPECIMEN)),
)
WRITTEN = {"hostile": HOSTILE_LETTER, "long": LONG, "Arabic": ARABIC, "Persian": PERSIAN, "Chinese": CHINESE}
SEEDS = {
    f"{case}-{code}-{recipient}{'-printed' if sender else ''}": letter
    for sender in (None, SENDER)
    for case, wanted in {"azimov": ("bastrykin", "matiushkin"), "kasymakhunov": ("matlubov", "pronichev")}.items()
    for code in ("ru", "en", "ar", "fa", "zh")
    for recipient, letter in seed_letters(case, code, sender).items()
    if recipient in wanted
}
LETTERS: dict[str, Letter] = WRITTEN | SEEDS


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """What LibreOffice makes of all of them; it takes longer to start than to convert."""
    soffice = need("soffice")
    return converted(soffice, tmp_path_factory.mktemp("office"), {name: made(one) for name, one in LETTERS.items()})


@pytest.mark.parametrize("name", LETTERS)
def test_every_word_of_a_letter_is_read_in_its_order(office: Office, name: str) -> None:
    """With the mark at the head of each letter, and the characters that nobody sees."""
    assert words(office.text[name]) == [word for text in strings(LETTERS[name]) for word in words(text)]


@pytest.mark.parametrize("name", [name for name in SEEDS if "-ru-" in name or "-en-" in name])
def test_every_page_of_a_specimen_says_so(office: Office, name: str) -> None:
    """At its head; and each page of a copy says that it is one, too."""
    letter = SEEDS[name]
    heads = [" ".join(page.split()) for page in office.pages[name]]
    assert all(head.startswith(letter.mark) for head in heads)
    copies = [head for head in heads if any(head.startswith(one.mark) for one in letter.enclosed)]
    assert len(letter.enclosed) <= len(copies) < len(heads)


def test_every_letter_begins_a_page_and_has_its_own_mark_on_all(office: Office) -> None:
    """The first has no number; the others have, counted from one in each letter, and no empty page is among them."""
    found: list[list[str]] = []
    for page in office.pages["long"]:
        text = " ".join(page.split())
        assert len(text) > 100
        number = re.findall(r"\b(\d) / (\d)\b", text)
        if not number:
            found.append([])
        found[-1].append(text)
        assert [int(one) for one, _ in number] == [len(found[-1])] * bool(number)
    assert [len(texts) > 1 for texts in found] == [True, True, False, False]
    for one, texts in zip((LONG, *LONG.enclosed), found, strict=True):
        assert [[mark for mark in (MARK, SPECIMEN) if mark in text] for text in texts] == [
            [one.mark] * bool(one.mark)
        ] * len(texts)


@pytest.mark.parametrize("name", SEEDS)
def test_a_letter_that_is_one_page_as_pdf_is_one_page(office: Office, name: str) -> None:
    """Set in a font that is as wide as Times New Roman; covering notes and the letters with them too."""
    if not any(font.startswith(("LiberationSerif", "Tinos", "TimesNewRoman")) for font in office.fonts[name]):
        reason = "no font with the widths of Times New Roman is installed, such as fonts-liberation"
        pytest.fail(reason) if os.environ.get(REQUIRE_ALL) else pytest.skip(reason)
    letter = SEEDS[name]
    if len(pages(pdf_of(letter))) == 1 + len(letter.enclosed):
        assert len(office.pages[name]) == 1 + len(letter.enclosed)
