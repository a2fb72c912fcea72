"""How much room a text takes in Times New Roman: Word breaks lines by itself, but a page cannot be filled blindly."""

from functools import lru_cache
from math import floor
import unicodedata

_SPACE = 0.25
# The widths of the font, in ems; an accent changes nothing.
_WIDTHS = {
    char: width
    for width, characters in {
        0.25: " \u00a0\u202f',.|",
        0.28: "/:;ijltії",
        0.33: "!()-I[]fr’‘ʻʼ•·",
        0.39: "Jsгзғ",
        0.44: "?acezаестьэяє“”„",
        0.5: "0123456789_bdghknopquvxyбвдклорухчъқҳҷ«»–",
        0.56: "+=FPSБГРЬнпцӣ",
        0.61: "ELTZЕТм",
        0.67: "BCRВДКЛСЧЭЯжфыҚҶ",
        0.72: "ADGHKNOQUVXYwАИЙНОПУХЦЪюҲӢӮ",
        0.78: "%&mФшщ",
        0.92: "@MW№ЖМЫ",
        1.0: "—ШЩЮ",
    }.items()
    for char in characters
}
# What has them combines with the letter before it, or shows nothing.
_WITHOUT_WIDTH = ("Mn", "Cf")
# Programs differ a little.
_SLACK = 1.02


@lru_cache(maxsize=4096)
def ems(text: str, letter: float) -> float:
    """About how wide a text is, in ems.

    Args:
        text: A text in one line.
        letter: How wide a letter is of which nothing is known.
    """
    found = 0.0
    for char in unicodedata.normalize("NFD", text):
        if char in _WIDTHS:
            found += _WIDTHS[char]
        elif unicodedata.category(char) not in _WITHOUT_WIDTH:
            found += letter
    return found * _SLACK


def line_count(text: str, letter: float, room: float) -> int:
    """In about how many lines a text is broken.

    Args:
        text: A text without line breaks.
        letter: How wide a letter is of which nothing is known, in ems.
        room: The width of a line, in ems.

    >>> line_count("one two three", 0.5, 3.5)
    2
    """
    found, filled = 1, 0.0
    for word in text.split(" "):
        width = ems(word, letter)
        if filled and filled + _SPACE + width > room:
            found, filled = found + 1, width
        else:
            filled += width + (_SPACE if filled else 0)
        # A word that is wider than the line, as a sentence of Chinese is, is broken anywhere.
        found += floor(filled / room)
        filled %= room
    return found
