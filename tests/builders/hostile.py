"""A case by a stranger, and what independent readers find in each format of its letters."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
import io
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import html5lib
from pypdf import PdfReader
from tests.conftest import Outcome

Run = Callable[..., Outcome]
DAY = ("--date", "2024-03-10")
FORMATS = ("pdf", "txt", "html", "eml")


CASE: dict[str, Any] = {
    "format": "1",
    "id": "example",
    "status": "open",
    "cleared": {"by": "Urgent Action desk", "date": "2024-03-01"},
    "countries": ["RU"],
    "send_before": "2024-04-12",
    "people": {"anna": {"gender": "f", "name": {"en": "Anna Orlova", "ru": "Анна Орлова"}}},
    "concerns": [{"use": "disappearance"}],
    "facts": [{"text": {"en": "She was last seen at home."}}],
    "asks": [{"use": "establish-whereabouts"}],
    "addressees": {
        "minister": {
            "office": {"kind": "minister", "en": "Minister of Justice"},
            "country": "RU",
            "email": "office@minjust.ru",
            "address": {"latin": ["Moscow"]},
        }
    },
}


def case(**changes: object) -> str:
    """A case as JSON, which is YAML, some of its keys changed."""
    return json.dumps(CASE | changes)


def text_of(path: Path) -> str:
    """What a reader of a letter sees, its lines joined."""
    content = path.read_bytes()
    match path.suffix:
        case ".pdf":
            text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        case ".html":
            body = html5lib.parse(content, namespaceHTMLElements=False).find("body")
            assert body is not None
            text = " ".join(body.itertext())
        case ".eml":
            part = message_from_bytes(content, policy=default).get_body()
            assert part is not None
            text = str(part.get_content())
        case _:
            text = content.decode()
    return normalize("NFC", " ".join(text.split()))
