"""A review sheet read back as a browser reads it."""

from collections.abc import Iterator
from typing import Any, NamedTuple
import unicodedata

import html5lib

from ualetters.review import review_sheet
from ualetters.workshop import Workshop


class Row(NamedTuple):
    """One line of the sheet."""

    number: int
    english: str
    variants: dict[str, str]
    is_unsure: bool
    mark: str
    language: str
    direction: str


def parsed(text: str) -> Any:  # noqa: ANN401  # html5lib's elements
    """The page as a tree; any mistake of grammar is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def sheet_of(code: str, shop: Workshop) -> dict[str, Row]:
    """The lines of a sheet by the path of their entry."""
    return dict(_rows(parsed(review_sheet(code, shop))))


def seen(text: str) -> str:
    """A text as it is seen: without marks of direction, its spaces folded."""
    return " ".join("".join(one for one in text if unicodedata.category(one) != "Cf" or one == "\u200c").split())


def _text(element: Any) -> str:  # noqa: ANN401
    return seen("".join(element.itertext()))


def _rows(page: Any) -> Iterator[tuple[str, Row]]:  # noqa: ANN401
    for row in page.findall(".//tbody/tr"):
        number, english, words, verdict = row.findall("td")
        path = _text(english.find("code"))
        variants: dict[str, str] = {}
        label = ""
        for child in words.find("dl"):
            if child.tag == "dt":
                label = _text(child)
                assert (child.get("lang"), child.get("dir")) == ("en", "ltr")
            else:
                assert label not in variants, (path, label)
                variants[label] = _text(child)
        mark = verdict.find("span[@class='mark']")
        found = Row(
            number=int(_text(number)),
            english=seen(english.text or ""),
            variants=variants,
            is_unsure=row.get("class") == "unsure",
            mark="" if mark is None else _text(mark),
            language=words.get("lang"),
            direction=words.get("dir"),
        )
        yield path, found
