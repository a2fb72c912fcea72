"""The package that a Word document is: begun without a trace of anybody, and sealed as the same bytes everywhere."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ualetters.formats.docx.sheet import Plan
from ualetters.formats.docx.styles import W, fonts, languages, numbering, styles
from ualetters.model.letter import Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTENT_TYPES = "[Content_Types].xml"
# The first day that a zip file can name.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


def empty(letter: Letter, plan: Plan) -> bytes:
    """A document of no paragraph, with a letter's properties and styles.

    Word would find in it nothing of the template that python-docx brings: no theme, thumbnail or name of a program.

    Args:
        letter: Says the title, the language and the date; there is no control character in them.
        plan: Says the styles.
    """
    below = {
        "styles": styles(letter, plan),
        "numbering": numbering(plan),
        "settings": _settings(letter),
        "fontTable": fonts(letter.script),
    }
    overrides = {"word/document": f"{_WORD}.document.main+xml", "docProps/core": _CORE}
    overrides |= {f"word/{name}": f"{_WORD}.{name}+xml" for name in below}
    relations = {
        "word/document": f"{_OFFICE}/officeDocument",
        "docProps/core": f"{_PACKAGE}/relationships/metadata/core-properties",
    }
    parts = {
        _CONTENT_TYPES: _content_types(overrides),
        "_rels/.rels": _relations(relations),
        "docProps/core.xml": _properties(letter),
        "word/document.xml": f"<w:document {W}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{_OFFICE}/{name}" for name in below}),
    } | {f"word/{name}.xml": xml for name, xml in below.items()}
    return _zipped((name, f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode()) for name, xml in parts.items())


def sealed(package: bytes) -> bytes:
    """The same parts without a trace of when, where and by what they were zipped.

    They are stored and not compressed: what zlib makes of them differs between its versions.
    """
    with ZipFile(BytesIO(package)) as before:
        names = sorted(before.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        return _zipped((name, before.read(name)) for name in names)


def _zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as package:
        for name, content in parts:
            info = ZipInfo(name, _DATE)
            info.create_system, info.external_attr = _UNIX, _READABLE
            package.writestr(info, content)
    return target.getvalue()


def _content_types(overrides: dict[str, str]) -> str:
    found = "".join(f'<Override PartName="/{name}.xml" ContentType="{kind}"/>' for name, kind in overrides.items())
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{found}</Types>'


def _relations(kinds: dict[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(kinds.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _properties(letter: Letter) -> str:
    """Title, language and date: nobody's name, no program and no revision."""
    dated = f'xsi:type="dcterms:W3CDTF">{letter.dated.isoformat()}T00:00:00Z<'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(letter.title)}</dc:title><dc:language>{escape(letter.language)}</dc:language>"
        f"<dcterms:created {dated}/dcterms:created><dcterms:modified {dated}/dcterms:modified></cp:coreProperties>"
    )


def _settings(letter: Letter) -> str:
    """How Word treats the document; when it saves it, it leaves out the name of whoever does."""
    compatible = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    settings = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in compatible.items()
    )
    return (
        f'<w:settings {W}><w:removePersonalInformation/><w:removeDateAndTime/><w:defaultTabStop w:val="720"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{settings}</w:compat><w:themeFontLang {languages(letter)}/></w:settings>"
    )
