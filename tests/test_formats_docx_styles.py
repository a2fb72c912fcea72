"""The styles of a Word document: fonts, sizes and languages of every script, in the order that the schema asks for."""

from collections.abc import Iterator

from docx.shared import Mm
from msgspec.structs import replace
import pytest

from builders.formats_docx import W, made, members, opened, style, tree, value
from builders.formats_pdf import ENGLISH, LETTER, MARK, longer
from builders.formats_scripts import ARABIC, CHINESE, PERSIAN
from ualetters.model.letter import Letter

DEFAULTS = "docDefaults/rPrDefault/rPr"
# ECMA-376, part 1, annex A.1: what may stand in an element, in this order; of long ones only what is used here.
ORDER = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat pPr rPr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap bidi snapToGrid spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps noProof vanish color spacing kern position sz szCs u bdr rtl cs lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols titlePg textDirection bidi",
    "pBdr": "top left bottom right between bar",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
    "numbering": "abstractNum num",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "styles": "docDefaults latentStyles style",
    "settings": "zoom removePersonalInformation removeDateAndTime defaultTabStop autoHyphenation "
    "characterSpacingControl compat rsids themeFontLang decimalSymbol listSeparator",
}


def defaults(letter: Letter, element: str, *names: str) -> list[str | None]:
    """Attributes of what holds wherever nothing else is said."""
    styles = tree(made(letter), "word/styles.xml")
    return [value(styles, f"{DEFAULTS}/{element}", name) for name in names]


@pytest.mark.parametrize(
    ("letter", "size"), [(LETTER, "22"), (ENGLISH, "22"), (CHINESE, "22"), (ARABIC, "24"), (PERSIAN, "24")]
)
def test_letters_are_set_in_a_serif_of_a_size_that_is_easy_to_read(letter: Letter, size: str) -> None:
    """11 points, and 12 where the same size looks smaller; each kind of script has its font."""
    assert defaults(letter, "sz", "val") == defaults(letter, "szCs", "val") == [size]
    assert defaults(letter, "rFonts", "ascii", "hAnsi", "cs", "eastAsia") == ["Times New Roman"] * 3 + ["SimSun"]


def test_traditional_characters_have_a_font_of_their_own() -> None:
    """The shapes of the other one would be wrong."""
    assert defaults(replace(CHINESE, script="Hant", language="zh-Hant"), "rFonts", "eastAsia") == ["PMingLiU"]


def test_a_missing_font_is_replaced_by_a_similar_one() -> None:
    """Each names others, and says that it has serifs."""
    fonts = {one.get(f"{W}name"): one for one in tree(made(CHINESE), "word/fontTable.xml")}
    assert {name: value(one, "family") for name, one in fonts.items()} == {
        "Times New Roman": "roman",
        "SimSun": "roman",
    }
    others = [value(one, "altName") or "" for one in fonts.values()]
    assert [("Liberation Serif" in names, "宋体" in names) for names in others] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("letter", "east"),
    [
        (LETTER, "ru"),
        (ENGLISH, "en-GB"),
        (ARABIC, "ar"),
        (CHINESE, "zh-CN"),
        (replace(CHINESE, language="zh-TW"), "zh-TW"),
    ],
)
def test_the_language_of_a_letter_is_told(letter: Letter, east: str) -> None:
    """Of Latin, Chinese and Arabic letters; Word knows Chinese by the country."""
    assert defaults(letter, "lang", "val", "eastAsia", "bidi") == [letter.language, east, letter.language]
    settings = tree(made(letter), "word/settings.xml")
    assert [value(settings, "themeFontLang", name) for name in ("val", "eastAsia", "bidi")] == [
        letter.language,
        east,
        letter.language,
    ]


def test_no_word_is_hyphenated_and_no_line_stands_alone() -> None:
    """A fax number must not be broken by a hyphen that is not in it."""
    content = made(LETTER)
    assert value(tree(content, "word/settings.xml"), "autoHyphenation") == "0"
    normal = style(content, "Normal")
    assert {f"{W}suppressAutoHyphens", f"{W}widowControl"} <= {one.tag for one in normal.iter()}


def test_a_style_says_only_what_it_changes() -> None:
    """A volunteer who changes the font of `Normal`, or the style of the body, changes what is based on it."""
    content = made(replace(LETTER, mark=MARK))
    own = [one for one in tree(content, "word/styles.xml").iter(f"{W}style") if value(one, "basedOn")]
    assert [
        one for one in own for tag in ("rFonts", "sz", "lang", "color") if one.find(f".//{W}{tag}") is not None
    ] == []
    kept = style(content, "Body Text Keep")
    assert (value(kept, "basedOn"), [str(one.tag).partition("}")[2] for one in kept.iter()][-3:]) == (
        "BodyText",
        ["pPr", "keepNext", "rPr"],
    )


def test_a_mark_is_framed_and_bold() -> None:
    """As in the PDF; it is the style of the page headers, too."""
    content = made(replace(LETTER, mark=MARK))
    mark = style(content, "Mark")
    assert [str(one.tag).removeprefix(W) for one in mark.iter() if one.get(f"{W}val") == "single"] == [
        *("top", "left", "bottom", "right")
    ]
    assert {f"{W}b", f"{W}bCs"} <= {one.tag for one in mark.iter()}
    assert [value(one, "pPr/pStyle") for one in tree(content, "word/header1.xml").iter(f"{W}p")] == ["Mark"]


def test_lines_that_belong_to_each_other_are_not_set_apart() -> None:
    """The two lines of an Arabic salutation; paragraphs and items are, and what is broken off a name stands behind."""
    content = made(ARABIC)
    names = ("Salutation", "Copies", "Body Text", "List Bullet")
    together = [style(content, name).find(f"{W}pPr/{W}contextualSpacing") is not None for name in names]
    assert together == [True, True, False, False]
    copies = opened(content).styles["Copies"].paragraph_format
    assert copies.left_indent == -(copies.first_line_indent or 0) == pytest.approx(Mm(4.5), abs=Mm(0.1))


@pytest.mark.parametrize(("letter", "rule"), [(LETTER, "atLeast"), (ARABIC, "exact"), (CHINESE, "exact")])
def test_a_font_that_was_taken_for_another_moves_no_lines_apart(letter: Letter, rule: str) -> None:
    """Those of Arabic and Chinese differ by half in how far apart they want them."""
    normal = style(made(letter), "Normal")
    assert value(normal, "pPr/spacing", "lineRule") == rule
    assert int(value(normal, "pPr/spacing", "line") or 0) >= 20 * 11 * 1.2


def test_names_and_addresses_are_not_spelt() -> None:
    """Word would underline each of them; it still looks for mistakes in what the letter says."""
    content = made(ENGLISH)
    unspelt = [value(one, "name") for one in tree(content, "word/styles.xml") if one.find(f".//{W}noProof") is not None]
    assert unspelt == ["Sender Address", "Inside Address", "Signature"]


def test_lists_have_bullets_by_their_style() -> None:
    """No item is numbered by itself, and a document without lists has none to offer."""
    content = made(LETTER)
    assert value(style(content, "List Bullet"), "pPr/numPr/numId") == "1"
    numbering = tree(content, "word/numbering.xml")
    assert [one.get(f"{W}val") for one in numbering.iter(f"{W}pStyle", f"{W}lvlText")] == ["ListBullet", "•"]
    assert [*tree(made(ENGLISH), "word/numbering.xml").iter(f"{W}pStyle")] == []


def test_chinese_lines_are_of_one_width() -> None:
    """As in print; those of other scripts end where a word ends."""
    assert value(style(made(CHINESE), "Body Text"), "pPr/jc") == "both"
    assert opened(made(LETTER)).styles["Body Text"].paragraph_format.alignment is None


@pytest.mark.parametrize("letter", [LETTER, ARABIC, CHINESE], ids=lambda letter: letter.language)
def test_elements_stand_in_the_order_of_the_schema(letter: Letter) -> None:
    """Word offers to repair what is in another, and LibreOffice reads past it."""
    content = made(replace(longer(letter, 20), mark=MARK, enclosed=(ENGLISH, ARABIC)))
    checked = 0
    for name in members(content):
        if name.startswith("word/") and name.endswith(".xml"):
            for tag, children in _families(content, name):
                order = [ORDER[tag].split().index(child) for child in children]
                assert order == sorted(order), (name, tag, children)
                checked += len(children) > 1
    assert checked > 40


def _families(content: bytes, name: str) -> Iterator[tuple[str, list[str]]]:
    """Every element whose children have an order, with what its children are."""
    for element in tree(content, name).iter():
        tag = str(element.tag).removeprefix(W)
        if tag in ORDER:
            yield tag, [str(child.tag).removeprefix(W) for child in element]
