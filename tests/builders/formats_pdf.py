"""Letters for the tests of the PDF, the PDF that is made of them, and what readers find in it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdf.generic import PdfObject, StreamObject

from ualetters.formats import pdf
from ualetters.model.letter import Align, Bullets, Letter, Lines, Mailing, Paragraph, Part, Role, Ruled
from ualetters.templating import Templates

MARK = "ОБРАЗЕЦ – не отправлять"


def paragraph(text: str, role: Role = Role.BODY, align: Align = Align.START) -> Part:
    """A part of one paragraph."""
    return Part(role, align, (Paragraph(text),))


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
            (Lines(("Председателю Следственного комитета", "Соколову П. А.", "105005 Москва")),),
        ),
        Part(Role.CHANNELS, Align.END, (Lines(("Факс: +7\u00a0499\u00a0000-00-00", "info@example.ru")),)),
        paragraph("Об исчезновении Тимура Назарова", Role.SUBJECT),
        paragraph("Уважаемый господин Председатель!", Role.SALUTATION),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph(
                    "Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний раз видели "
                    "14\u00a0декабря 2012\u202fг. в Московской области. Есть основания опасаться, что он похищен."
                ),
                Paragraph("Убедительно прошу Вас:"),
                Bullets(
                    (
                        "обеспечить незамедлительное и беспристрастное расследование его исчезновения;",
                        "не допускать высылки кого-либо в страну, где ему могут угрожать пытки.",
                    )
                ),
                Paragraph("Заранее благодарю Вас за внимание к моему обращению."),
            ),
        ),
        paragraph("С уважением,", Role.CLOSE),
        Part(Role.SIGNATURE, Align.START, (Ruled("Фамилия, имя:"), Ruled("Адрес:", 2), Ruled("Подпись:"))),
        Part(Role.CC, Align.START, (Lines(("Копия: заместителю директора Морозову В. Е.",)),)),
    ),
    mailing=Mailing((), "Об исчезновении Тимура Назарова"),
    dated=date(2013, 1, 28),
    cover={
        "title": "Факс",
        "to": "Кому:",
        "fax": "Факс:",
        "from": "От кого:",
        "date": "Дата:",
        "pages": "Страниц:",
        "subject": "Тема:",
        "deliver": "Прошу передать адресату.",
    },
)
ENGLISH = replace(
    LETTER,
    language="en-GB",
    title="Minister: Disappearance of Timur Nazarov",
    parts=(
        Part(Role.SENDER, Align.END, (Lines(("Anna Maria Keller", "8002 Zürich")),)),
        paragraph("28\u00a0January 2013", Role.DATE, Align.END),
        Part(Role.INSIDE_ADDRESS, Align.START, (Lines(("Minister of Internal Affairs", "Tashkent 100029")),)),
        paragraph("Dear Minister,", Role.SALUTATION),
        paragraph("Re: Disappearance of Timur Nazarov", Role.SUBJECT),
        paragraph("I am writing to you about Timur Nazarov – please establish his whereabouts."),
        paragraph("Yours sincerely,", Role.CLOSE),
        Part(Role.SIGNATURE, Align.START, (Lines(("Anna Maria Keller", "Nurse")),)),
    ),
)


def made(letter: Letter, own: tuple[Path, ...] = ()) -> bytes:
    """The PDF of a letter, with these template roots in front."""
    document = pdf.renderer(Templates.with_own(own))(letter)
    assert (document.media_type, document.extension) == ("application/pdf", "pdf")
    return document.content


def longer(letter: Letter, paragraphs: int) -> Letter:
    """The letter with so many more paragraphs of two lines at the head of its body."""
    more = (Paragraph("Прошу принять во внимание, что полиция не опросила соседей и не осмотрела дом. " * 2),)
    parts = (
        replace(part, blocks=more * paragraphs + part.blocks) if part.role is Role.BODY else part
        for part in letter.parts
    )
    return replace(letter, parts=tuple(parts))


def pages(content: bytes) -> list[PageObject]:
    """The pages as pypdf reads them."""
    return [*PdfReader(BytesIO(content)).pages]


def read_by_pypdf(content: bytes) -> list[str]:
    """The words that pypdf finds."""
    return " ".join(page.extract_text() for page in pages(content)).split()


Kind = TypeVar("Kind", bound=PdfObject)


def catalogue(reader: PdfReader, name: str, kind: type[Kind]) -> Kind:
    """An entry of the document's catalogue."""
    found = reader.root_object[name].get_object()
    assert isinstance(found, kind)
    return found


def claims(reader: PdfReader) -> str:
    """The metadata of a document, which must claim PDF/A-2a and PDF/UA-1."""
    metadata = catalogue(reader, "/Metadata", StreamObject).get_data().decode()
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in metadata
    return metadata
