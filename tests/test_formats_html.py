"""One HTML file: it refers to nothing, takes no value for markup, and prints as a letter."""

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
import re
from xml.etree.ElementTree import Element

import html5lib
from msgspec.structs import replace
from pypdf import PdfReader
import pytest

from builders.browser import browse, find_chromium
from ualetters.errors import UalettersError
from ualetters.formats import html
from ualetters.model.letter import Align, Bullets, Letter, Lines, Mailing, Paper, Paragraph, Part, Role, Ruled
from ualetters.templating import Templates, template_root

MARK = "ОБРАЗЕЦ – не отправлять"
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></head>",
    '" onmouseover="alert(1)',
    "<!-- -->&amp;&lt;&#60;",
    "{{ 7 * 7 }}{% raw %}",
    "<img src=https://example.org/x.png>",
)
SENTENCES = (
    "Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний раз видели 14 декабря.",
    "Прошу принять во внимание, что сотрудники полиции не опросили его соседей и не осмотрели квартиру.",
)
SIGNATURE = Part(
    Role.SIGNATURE,
    Align.START,
    (Ruled("Фамилия, имя:"), Ruled("Почтовый адрес:", 2), Ruled("Подпись и дата:")),
)
LETTER = Letter(
    case_id="example",
    recipient_id="chairman",
    language="ru",
    direction="ltr",
    title="Председателю: Об исчезновении Тимура Назарова",
    mark="",
    parts=(
        Part(
            Role.INSIDE_ADDRESS,
            Align.END,
            (Lines(("Председателю Следственного комитета", "Соколову П. А.", "105005 Москва", "РОССИЯ")),),
        ),
        Part(
            Role.CHANNELS,
            Align.END,
            (Lines(("Факс: +7 499 000-00-00", "Эл. почта: office-of-the-chairman@example.ru")),),
        ),
        Part(Role.SUBJECT, Align.START, (Paragraph("Об исчезновении Тимура Назарова"),)),
        Part(Role.SALUTATION, Align.START, (Paragraph("Уважаемый господин Председатель!"),)),
        Part(
            Role.BODY,
            Align.START,
            (
                *(Paragraph(" ".join(SENTENCES * 2)) for _ in range(4)),
                Paragraph(" ".join((*SENTENCES, SENTENCES[0]))),
                Paragraph("Убедительно прошу Вас:"),
                Bullets((f"{SENTENCES[1]};", f"{SENTENCES[0]}.")),
                Paragraph("Заранее благодарю Вас за внимание и прошу сообщить мне о принятых мерах."),
            ),
        ),
        Part(Role.CLOSE, Align.START, (Paragraph("С уважением,"),)),
        SIGNATURE,
        Part(Role.CC, Align.START, (Lines(("Копия: заместителю директора Морозову В. Е.",)),)),
    ),
    mailing=Mailing((), "Об исчезновении Тимура Назарова"),
    dated=date(2013, 1, 28),
)


def made(letter: Letter, own: tuple[Path, ...] = ()) -> str:
    """The page of a letter, with these template roots in front."""
    document = html.renderer(Templates.with_own(own))(letter)
    assert (document.media_type, document.extension) == ("text/html; charset=utf-8", "html")
    return document.content.decode()


def parsed(page: str) -> Element:
    """The page as a browser reads it; anything that HTML does not allow is an error."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return root


def words(element: Element) -> list[str]:
    """The words in an element."""
    return " ".join(element.itertext()).split()


def hostile_letter() -> Letter:
    """A letter that has markup wherever text can be."""
    everything = (Paragraph(" ".join(HOSTILE)), Lines(HOSTILE), Bullets(HOSTILE), Ruled(HOSTILE[0]))
    parts = tuple(Part(role, Align.START, everything) for role in Role if role is not Role.SUBJECT)
    subject = Part(Role.SUBJECT, Align.START, (Paragraph(HOSTILE[0]),))
    return replace(LETTER, title=" ".join(HOSTILE), mark=HOSTILE[1], parts=(subject, *parts))


def test_the_page_says_what_the_letter_says_in_its_order() -> None:
    """Every string of every part, and nothing else, is in the article."""
    article = parsed(made(LETTER)).find(".//article")
    assert article is not None
    expected: list[str] = []
    for part in LETTER.parts:
        for block in part.blocks:
            match block:
                case Paragraph(content):
                    expected += content.split()
                case Lines(strings) | Bullets(strings):
                    expected += " ".join(strings).split()
                case Ruled(label):
                    expected += label.split()
    assert words(article) == expected


def test_the_page_names_its_language_direction_and_title() -> None:
    """Also of a language that reads from the right."""
    page = parsed(made(replace(LETTER, language="fa", direction="rtl")))
    article = page.find(".//article")
    assert article is not None
    assert (page.attrib, article.attrib) == ({"lang": "fa", "dir": "rtl"}, {"lang": "fa", "dir": "rtl"})
    assert [element.text for element in page.iter("title")] == [LETTER.title]


def test_the_page_refers_to_nothing_outside_itself() -> None:
    """No element or attribute that loads something, and a policy that would forbid it."""
    source = made(LETTER)
    page = parsed(source)
    assert {element.tag for element in page.iter()}.isdisjoint({"script", "link", "img", "iframe", "base", "a", "form"})
    assert [name for element in page.iter() for name in element.attrib if name in {"src", "href", "style"}] == []
    assert re.findall(r"url\(|@import|https?:", source) == []
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"


def test_parts_are_the_elements_that_they_mean() -> None:
    """The subject is the heading; asks are a list; each ruled line is an element."""
    page = parsed(made(replace(LETTER, enclosed=(LETTER,))))
    counts = Counter(element.tag for element in page.iter())
    assert (counts["article"], counts["h1"], counts["h2"], counts["footer"]) == (2, 1, 1, 2)
    assert (counts["ul"], counts["li"]) == (2, 4)
    assert len(page.findall(".//span[@class='rule']")) == 2 * 4


def test_markup_in_a_letter_is_text() -> None:
    """Every hostile string comes back as it was, and the page has the elements of a harmless one."""
    letter = hostile_letter()
    page = parsed(made(letter))
    assert Counter(element.tag for element in page.iter())["script"] == 0
    assert page.findtext(".//title") == letter.title
    assert page.findtext(".//h1") == HOSTILE[0]
    assert page.findtext(".//p[@class='mark']") == HOSTILE[1]
    assert [item.text for item in page.findall(".//li")] == list(HOSTILE) * (len(Role) - 1)
    assert {label.text for label in page.findall(".//span[@class='label']")} == {HOSTILE[0]}


def test_every_letter_carries_its_own_mark() -> None:
    """At the head of the letter and of each one enclosed."""
    page = parsed(made(replace(LETTER, mark=MARK, enclosed=(replace(LETTER, mark="SPECIMEN"), LETTER))))
    first = [words(article)[:4] for article in page.iter("article")]
    assert first == [MARK.split(), ["SPECIMEN", *words_of_address()[:3]], words_of_address()[:4]]


def words_of_address() -> list[str]:
    """The first words of a letter without a mark."""
    return ["Председателю", "Следственного", "комитета", "Соколову"]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "A4"), (Paper.US_LETTER, "letter")])
def test_the_sheet_is_that_of_the_writers_country(paper: Paper, size: str) -> None:
    """The browser is told which paper to print on."""
    assert f"@page {{ size: {size} }}" in made(replace(LETTER, paper=paper))


def test_the_style_knows_no_left_and_right() -> None:
    """Only so does one style serve both directions; the margins of the sheet are the exception."""
    style = (template_root() / html.STYLE).read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w-])(?:\w+-)*(?:left|right)(?![\w-])", style) == []


def test_an_own_style_replaces_the_packaged_one(tmp_path: Path) -> None:
    """Quotes and angle brackets of a style are not escaped."""
    (tmp_path / "_layouts").mkdir()
    (tmp_path / html.STYLE).write_text('ul > li::marker { content: "–" }', encoding="utf-8")
    page = parsed(made(LETTER, (tmp_path,)))
    assert (page.findtext(".//style") or "").split("\n")[1] == 'ul > li::marker { content: "–" }'


def test_a_style_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    """What follows would be markup."""
    (tmp_path / "_layouts").mkdir()
    (tmp_path / html.STYLE).write_text("</style><script>1</script>", encoding="utf-8")
    with pytest.raises(UalettersError, match=r"letter\.css"):
        made(LETTER, (tmp_path,))


@pytest.fixture(scope="module")
def chromium() -> str:
    """The path of Chromium."""
    return find_chromium()


def printed(chromium: str, folder: Path, letter: Letter) -> PdfReader:
    """The letter as Chromium prints it."""
    (folder / "letter.html").write_text(made(letter), encoding="utf-8")
    target = folder / "letter.pdf"
    browse(
        chromium,
        folder,
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        (folder / "letter.html").as_uri(),
    )
    return PdfReader(BytesIO(target.read_bytes()))


def test_a_letter_of_ordinary_length_is_printed_on_one_page(chromium: str, tmp_path: Path) -> None:
    """Three hundred words with addresses and a ruled signature; an enclosed letter begins a new page."""
    letter = replace(LETTER, mark=MARK, enclosed=(LETTER,))
    body = parsed(made(letter)).find(".//div[@class='body start']")
    assert body is not None
    assert len(words(body)) > 300
    pages = printed(chromium, tmp_path, letter).pages
    assert [page.extract_text().split()[0] for page in pages] == ["ОБРАЗЕЦ", "Председателю"]
    assert [round(float(length)) for length in pages[0].mediabox[2:]] == [595, 842]


def test_american_paper_is_printed_on_as_such(chromium: str, tmp_path: Path) -> None:
    """8.5 × 11 inches."""
    (page,) = printed(chromium, tmp_path, replace(LETTER, paper=Paper.US_LETTER, parts=LETTER.parts[:4])).pages
    assert [round(float(length)) for length in page.mediabox[2:]] == [612, 792]


def test_a_phone_need_not_be_scrolled_sideways(chromium: str, tmp_path: Path) -> None:
    """At 390 pixels nothing is wider than the screen, not even a word of eighty characters."""
    wide = Part(Role.CHANNELS, Align.END, (Lines((f"{'a' * 60}@{'b' * 15}.org",)),))
    letter = replace(LETTER, mark=MARK, parts=(wide, *LETTER.parts))
    (tmp_path / "letter.html").write_text(made(letter), encoding="utf-8")
    (tmp_path / "phone.html").write_text(
        """<iframe src="letter.html" width="390" height="800" onload="
        const page = this.contentDocument.documentElement;
        document.title = page.clientWidth + ' ' + page.scrollWidth"></iframe>""",
        encoding="utf-8",
    )
    page = browse(
        chromium, tmp_path, "--allow-file-access-from-files", "--dump-dom", (tmp_path / "phone.html").as_uri()
    )
    (found,) = re.findall(r"<title>(\d+) (\d+)</title>", page)
    assert 300 < int(found[0]) <= 390
    assert int(found[1]) == int(found[0])
