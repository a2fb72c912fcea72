"""Word documents for the tests: made, taken apart by lxml, read by python-docx, and converted by LibreOffice."""

from collections.abc import Iterator, Mapping
from io import BytesIO
import os
from pathlib import Path
import subprocess
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package that nothing else needs
from pypdf import PdfReader

from builders.compose import SHOP, TODAY
from ualetters.compose import texts
from ualetters.formats import docx as word
from ualetters.formats.fonts import PACKAGES
from ualetters.job import Job
from ualetters.model.letter import Letter
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.templating import Templates

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = Path(__file__).parent.parent.parent / "cases"
Element: TypeAlias = etree._Element  # noqa: SLF001
HOSTILE = (
    "</w:t></w:r>",
    "a & b < c > d",
    "{{ 7 * 7 }}{% x %}",
    "]]>",
    "<!-- -->&amp;&#60;",
    "<w:br/>",
    "\"'%s${x}\\n",
)


def made(letter: Letter) -> bytes:
    """The Word document of a letter."""
    document = word.renderer(Templates.with_own())(letter)
    assert (document.media_type, document.extension) == (MEDIA_TYPE, "docx")
    return document.content


def seed_letters(case: str, code: str, sender: Sender | None = None) -> dict[str, Letter]:
    """The letters of one of the repository's cases by their recipient."""
    job = Job.load(CASES / f"{case}.yaml", SHOP, Order(today=TODAY, sender=sender))
    return {recipient.id: letter for recipient, letter in job.compose(code, job.wanted).letters}


def opened(content: bytes) -> WordDocument:
    """The document as python-docx reads it."""
    return docx.Document(BytesIO(content))


def members(content: bytes) -> dict[str, bytes]:
    """The parts of the package by their path."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(content: bytes, name: str = "word/document.xml") -> Element:
    """One part as lxml reads it."""
    return etree.fromstring(members(content)[name])


def value(element: Element, path: str, name: str = "val") -> str | None:
    """An attribute of the only element on a path such as `pPr/spacing`; None if there is none."""
    found = element.findall("/".join(f"{W}{step}" for step in path.split("/")))
    return found[0].get(f"{W}{name}") if found else None


def style(content: bytes, name: str) -> Element:
    """The definition of a style."""
    (found,) = (one for one in tree(content, "word/styles.xml").iter(f"{W}style") if value(one, "name") == name)
    return found


def strings(letter: Letter) -> Iterator[str]:
    """What stands in a letter and those enclosed with it, in order."""
    for one in (letter, *letter.enclosed):
        yield one.mark
        for part in one.parts:
            yield from texts(part.blocks)


def words(text: str) -> list[str]:
    """The words of a text without bullets; LibreOffice writes these out."""
    return text.replace("•", " ").split()


class Office(NamedTuple):
    """What LibreOffice makes of documents, by their names.

    Attributes:
        text: As plain text.
        pages: What pypdf reads on each page of the PDF.
        fonts: Names of the fonts of the PDF.
    """

    text: dict[str, str]
    pages: dict[str, list[str]]
    fonts: dict[str, set[str]]


# LibreOffice gets the fonts of the PDF for Arabic and Chinese, and not the wider ones that it would take before them.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{folders}
<selectfont>
<rejectfont><pattern><patelt name="family"><string>DejaVu Sans</string></patelt></pattern></rejectfont>
</selectfont>
</fontconfig>
"""


def converted(soffice: str, folder: Path, documents: Mapping[str, bytes]) -> Office:
    """Let LibreOffice convert documents to text and to PDF, with a profile of its own."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    folders = (package.fonts() for package in PACKAGES.values())
    fonts = FONTS.format(folders="\n".join(f"<dir>{escape(str(one))}</dir>" for one in folders if one))
    (folder / "fonts.conf").write_text(fonts, encoding="utf-8")
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        command = [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
        ]
        command += ["--outdir", str(folder), *(str(folder / f"{name}.docx") for name in documents)]
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder, env=environment)
    readers = {name: PdfReader(folder / f"{name}.pdf") for name in documents}
    return Office(
        {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for name in documents},
        {name: [page.extract_text() for page in reader.pages] for name, reader in readers.items()},
        {name: {font for page in reader.pages for font in _fonts(page)} for name, reader in readers.items()},
    )


def _fonts(page: Mapping[str, object]) -> set[str]:
    resources = page["/Resources"]
    assert isinstance(resources, Mapping)
    return {str(font["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
