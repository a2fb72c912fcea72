"""Text as people type it: how its spaces are folded, and what in it nobody sees."""

import re
import unicodedata

_SPACES = re.compile(" +")
_LINE_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Overrides reorder what a reader sees (CVE-2021-42574); the rest are invisible or not characters at all. Of these only
# isolates are allowed, in pairs.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_ISOLATES, _ISOLATE_END = "\u2066\u2067\u2068\u2069", "\u2069"
_GAPS = re.compile(r"[ \t\n]+")
# Marks that other languages have too are Chinese beside a Chinese character.
_SHARED = "“”‘’—…·"
# The bytes that no character from U+3000 on begins with in UTF-8.
_BEFORE_CHINESE = bytes(range(0xE3))


def is_mended(line: str) -> bool:
    """Whether a line is sure to be as `folded_line` leaves it, with nothing unseen in it; nearly all are."""
    return (
        line.isprintable()
        and "  " not in line
        and line.strip(" ") == line != ""
        and unicodedata.is_normalized("NFC", line)
        and (line.isascii() or not _UNSEEN.search(line))
    )


def has_breaks(line: str) -> bool:
    """Whether a line is broken within, by whatever Unicode breaks lines with."""
    return bool(_BREAKS.search(line.strip(" \t\r\n")))


def folded_line(line: str) -> str:
    """A line in NFC, without spaces around it and with single spaces in it."""
    return _LINE_SPACES.sub(" ", unicodedata.normalize("NFC", line).strip(" \t\r\n")).strip()


def folded_prose(text: str) -> str:
    """Paragraphs in NFC, each in one line, with an empty line between them; no-break spaces are kept."""
    raw = unicodedata.normalize("NFC", text)
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", raw.replace("\r\n", "\n").strip(" \t\r\n"))
    if may_be_chinese(raw):
        # Chinese has no spaces between words, and a line break in a file is none either.
        paragraphs = [_GAPS.sub(_between_chinese, paragraph) for paragraph in paragraphs]
    return "\n\n".join(folded for paragraph in paragraphs if (folded := _folded(paragraph)))


def _between_chinese(gap: re.Match[str]) -> str:
    """A gap without its spaces if a Chinese character stands beside it, and no other language's on its other side."""
    start, end = gap.span()
    beside = gap.string[start - 1 : start] + gap.string[end : end + 1]
    fitting = [_is_chinese(character) or character in _SHARED for character in beside]
    return "" if fitting == [True, True] and any(map(_is_chinese, beside)) else gap.group()


def _is_chinese(character: str) -> bool:
    # A pattern with so large ranges takes longer to compile than all others of a text.
    return (
        "\u3000" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _folded(paragraph: str) -> str:
    line = paragraph.replace("\n", " ").replace("\t", " ")
    return (_SPACES.sub(" ", line) if "  " in line else line).strip()


def may_be_chinese(text: str) -> bool:
    """Whether a text has a character from U+3000 on, where Chinese begins: quicker to say than by a pattern."""
    return bool(text.encode("utf-8", "surrogatepass").translate(None, _BEFORE_CHINESE))


def unseen(text: str) -> list[str]:
    """Every character of a text that nobody sees; of these only isolates may stand there, in pairs."""
    return _UNSEEN.findall(text)


def is_isolate(character: str) -> bool:
    """Whether a character keeps the text behind it from reordering what stands before, or ends that."""
    return character in _ISOLATES


def are_paired(isolates: list[str]) -> bool:
    """Whether each isolate is ended, and each end has its isolate in front."""
    depth = 0
    for isolate in isolates:
        depth += -1 if isolate == _ISOLATE_END else 1
        if depth < 0:
            return False
    return depth == 0
