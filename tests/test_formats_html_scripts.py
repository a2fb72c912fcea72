"""The web page of a letter that is read from the right, and of a Chinese one, as a browser shows it."""

from pathlib import Path

import html5lib
import pytest

from builders.browser import Box, boxes, find_chromium
from builders.formats_scripts import ADDRESS, ARABIC, CHINESE, PERSIAN, SCRIPTS
from ualetters.bidi import END, FROM_LEFT
from ualetters.formats import html
from ualetters.formats.fonts import PACKAGES
from ualetters.model.letter import Letter
from ualetters.templating import Templates

RENDER = html.renderer(Templates.with_own())


@pytest.fixture(scope="module")
def chromium() -> str:
    """The path of Chromium."""
    return find_chromium()


def shown(
    chromium: str, folder: Path, letter: Letter, texts: tuple[str, ...], selector: str
) -> tuple[dict[str, Box], list[Box]]:
    """Where Chromium shows these texts of a letter and the elements of a selector."""
    fonts = PACKAGES[letter.script].fonts()
    assert fonts is not None
    return boxes(chromium, folder, RENDER(letter).content.decode(), texts, selector=selector, fonts=[fonts])


@pytest.mark.parametrize("letter", SCRIPTS.values(), ids=SCRIPTS)
def test_the_page_tells_its_language_and_direction(letter: Letter) -> None:
    """To a browser, which chooses fonts and sides by them, and to who listens to it; isolates stay in its text."""
    page = html5lib.parse(RENDER(letter).content, namespaceHTMLElements=False)
    article, title = page.find(".//article"), page.find(".//title")
    assert article is not None
    assert title is not None
    expected = {"lang": letter.language, "dir": letter.direction}
    assert (page.attrib, article.attrib) == (expected, expected)
    text = "".join(article.itertext())
    assert text.count(FROM_LEFT) == text.count(END)
    assert (f"{FROM_LEFT}119991 Moscow{END}" in text) == (letter.direction == "rtl")
    assert title.text == letter.title


@pytest.mark.parametrize(
    ("letter", "starts", "others"),
    [
        (ARABIC, ("وزير الداخلية", "فاكس", "معالي الوزير", "أناشدكم", "التوقيع"), ("يناير", "ضمان")),
        (PERSIAN, ("وزیر کشور", "نمابر", "جناب آقای وزیر", "از شما", "آنا"), ("ژانوی", "تضمین")),
    ],
    ids=["Arabic", "Persian"],
)
def test_what_is_read_from_the_right_begins_at_the_right(
    chromium: str, tmp_path: Path, letter: Letter, starts: tuple[str, ...], others: tuple[str, str]
) -> None:
    """Also an address in Latin letters; an item stands left of its bullet, the date in the left half."""
    latin = ("119991 Moscow", "ul. Zhitnaya 16")
    found, (article, mark, *_) = shown(chromium, tmp_path, letter, (*starts, *latin, *others), "article, .mark")
    date, item = (found[text] for text in others)
    for text in (*starts, *latin):
        assert found[text].right == pytest.approx(mark.right, abs=1.5), text
    assert mark.left > (article.left + article.right) / 2 > date.right
    assert item.right < mark.right - 15


def test_numbers_and_addresses_are_shown_from_left_to_right(chromium: str, tmp_path: Path) -> None:
    """Each in its order; of two the second stands left of the first; rules stand left of their labels."""
    texts = ("+7\u00a0499", "265", "90-77", "+7\u00a0495", "667", ADDRESS[:9], ADDRESS[-10:], "info@", "التوقيع")
    found, rules = shown(chromium, tmp_path, ARABIC, texts, ".rule")
    first, middle, last, second, after, mailbox, host, info, label = (found[text] for text in texts)
    assert first.right <= middle.left < middle.right <= last.left
    assert second.right <= after.left < after.right <= first.left
    assert mailbox.right <= host.left
    assert info.right < mailbox.left
    assert len(rules) == 5
    assert all(rule.right <= label.left for rule in rules)


def test_chinese_is_indented_by_two_characters_and_closes_in_two_lines(chromium: str, tmp_path: Path) -> None:
    """In a font that has the characters."""
    found, _ = shown(chromium, tmp_path, CHINESE, ("我谨就", "我恳请您", "尊敬的", "此致", "敬礼"), "article")
    margin = found["尊敬的"].left
    size = (found["尊敬的"].right - margin) / 3
    for text in ("我谨就", "我恳请您", "此致"):
        assert found[text].left - margin == pytest.approx(2 * size, abs=1)
    assert found["敬礼"].left == pytest.approx(margin, abs=1)
    assert found["敬礼"].top >= found["此致"].bottom - 1
