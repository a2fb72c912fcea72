"""The styles of a Word document, its bullet and its fonts, as the XML of their parts (ECMA-376, part 1, chapter 17)."""

from xml.sax.saxutils import quoteattr

from ualetters.formats.docx.sheet import FRAME, POINT, Plan, Style, kept
from ualetters.model.letter import Letter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# On every Windows and Mac, with Latin, Cyrillic and Arabic letters; elsewhere there is a font of the same widths.
FONT = "Times New Roman"
_OTHERS, _PANOSE = "Liberation Serif, Tinos, Times", "02020603050405020304"
# Name, others to take where it is missing, PANOSE classification and Windows character set.
_SIMPLIFIED = ("SimSun", "宋体, Songti SC, Noto Serif CJK SC, Noto Sans CJK SC", "02010600030101010101", "86")
_TRADITIONAL = ("PMingLiU", "新細明體, Songti TC, Noto Serif CJK TC, Noto Sans CJK TC", "02020500000000000000", "88")
# Word knows Chinese by the country.
_COUNTRIES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="{space:.0f}" w:color="auto"/>'
    for side, space in {"top": FRAME, "left": FRAME + 2, "bottom": FRAME, "right": FRAME + 2}.items()
)
# Word looks for no mistakes in them.
_UNSPELT = ("Sender Address", "Inside Address", "Channels", "Signature")


def style_id(name: str) -> str:
    """What paragraphs call a style.

    >>> style_id("Body Text (2)")
    'BodyText2'
    """
    return "".join(filter(str.isalnum, name))


def twips(millimetres: float) -> int:
    """A length in Word's unit, the twentieth of a point."""
    return round(20 * millimetres / POINT)


def languages(letter: Letter) -> str:
    """The attributes that say which language Latin and Cyrillic, Chinese, and Arabic letters are in."""
    tag = quoteattr(letter.language)
    return f"w:val={tag} w:eastAsia={quoteattr(_COUNTRIES.get(letter.language, letter.language))} w:bidi={tag}"


def styles(letter: Letter, plan: Plan) -> str:
    """The styles of a plan on those that every document has, each saying only what it changes."""
    chinese = _chinese(letter.script)[0]
    defaults = (
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{chinese}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{round(2 * plan.size)}"/><w:szCs w:val="{round(2 * plan.size)}"/>'
        f"<w:lang {languages(letter)}/>"
    )
    bidi = "<w:bidi/>" if letter.direction == "rtl" else ""
    rule = "exact" if plan.is_exact else "atLeast"
    leading = f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * plan.leading)}" w:lineRule="{rule}"/>'
    heading = '<w:keepNext/><w:keepLines/><w:outlineLvl w:val="0"/>'
    found = [
        _style("Normal", f"<w:widowControl/><w:suppressAutoHyphens/>{bidi}{leading}", base=""),
        _style("heading 1", heading, "<w:b/><w:bCs/>", identifier="Heading1"),
        _style("header", "", identifier="Header"),
        _style("footer", '<w:jc w:val="center"/>', identifier="Footer"),
        *(_planned(style) for style in plan.styles),
        *(_style(kept(style.name), "<w:keepNext/>", base=style_id(style.name)) for style in plan.kept),
    ]
    # Those of Word that are not defined here stay out of the volunteer's sight.
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault><w:pPrDefault/>"
        f"</w:docDefaults>{latent}{''.join(found)}</w:styles>"
    )


def _planned(style: Style) -> str:
    """A style of the plan; the elements stand in the order that the schema asks for."""
    stops = [f'<w:tab w:val="left" w:pos="{twips(stop)}"/>' for stop in style.stops[:-1]]
    stops += [f'<w:tab w:val="right" w:leader="underscore" w:pos="{twips(stop)}"/>' for stop in style.stops[-1:]]
    row = f' w:line="{round(20 * style.row)}" w:lineRule="exact"' if style.row else ""
    indents = f'w:left="{twips(style.start)}" w:right="{twips(style.end)}" w:hanging="{twips(style.hanging)}"'
    paragraph = (
        "<w:keepNext/>" * style.with_next,
        "<w:keepLines/>" * style.is_whole,
        '<w:numPr><w:numId w:val="1"/></w:numPr>' * style.is_listed,
        f"<w:pBdr>{_FRAME}</w:pBdr>" if style.is_framed else "",
        f"<w:tabs>{''.join(stops)}</w:tabs>" if stops else "",
        f'<w:spacing w:before="{round(20 * style.above)}" w:after="{round(20 * style.below)}"{row}/>',
        f"<w:ind {indents}/>",
        "<w:contextualSpacing/>" * (not style.apart),
        '<w:jc w:val="center"/>' * style.is_framed,
        '<w:jc w:val="both"/>' * style.is_justified,
    )
    run = "<w:noProof/>" if style.name in _UNSPELT else ""
    if style.is_framed:
        run = "<w:b/><w:bCs/>"
    return _style(style.name, "".join(paragraph), run, base="Heading1" if style.is_heading else "Normal")


def _style(name: str, paragraph: str, run: str = "", base: str = "Normal", identifier: str = "") -> str:
    based_on = f'<w:basedOn w:val="{base}"/>' if base else ""
    default = "" if base else 'w:default="1" '
    return (
        f'<w:style w:type="paragraph" {default}w:styleId="{identifier or style_id(name)}">'
        f'<w:name w:val="{name}"/>{based_on}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def numbering(plan: Plan) -> str:
    """The bullet of lists; how far they are indented is said by their style."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:hint="default"/>'
    linked = [f'<w:pStyle w:val="{style_id(style.name)}"/>' for style in plan.styles if style.is_listed]
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{"".join(linked[:1])}'
        f'<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:rPr>{fonts}</w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts(script: str) -> str:
    """The fonts, with others to take where they are missing."""
    found = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="{charset}"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        for name, others, panose, charset in ((FONT, _OTHERS, _PANOSE, "00"), _chinese(script))
    )
    return f"<w:fonts {W}>{found}</w:fonts>"


def _chinese(script: str) -> tuple[str, str, str, str]:
    return _TRADITIONAL if script == "Hant" else _SIMPLIFIED
