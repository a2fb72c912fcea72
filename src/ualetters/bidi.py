"""Isolates, which keep what is read from the left together inside a text that is read from the right.

Without them the display reorders the groups of a telephone number and swaps two addresses that follow each other
(Unicode Standard Annex 9, section 2.4). They are for text that people read, and never stand in a header, a file name or
anything else that a program reads.
"""

import re

FROM_LEFT, END = "\u2066", "\u2069"
# The patterns are compiled when a letter needs them, which most do not.
_BEGINNINGS = "\u2066-\u2068"
_ISOLATED = rf"([{_BEGINNINGS}][^{_BEGINNINGS}{END}]*{END})"
_MARK = rf"[{_BEGINNINGS}{END}]"
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_JOINTS = r"ʻʼ’'@._/:&#%~=?+(),;\- " + "\u00a0"
# Words and numbers with what may stand between two of them; a mark at the end belongs to the sentence.
_RUN = rf"(\+?[{_LATIN}0-9](?:[{_JOINTS}]{{0,3}}[{_LATIN}0-9])*)(\)?)"
_LETTER = rf"[{_LATIN}]"
# The display keeps the digits of a plain number in order.
_GROUPED = r"\+|[0-9][^0-9]+[0-9]"


def isolated(text: str) -> str:
    """A text that is read from the right, with Latin words and grouped numbers in it isolated.

    What is isolated already is left as it is, so that doing it twice changes nothing.

    >>> isolated("فاكس: +7 499 265-90-77") == f"فاكس: {FROM_LEFT}+7 499 265-90-77{END}"
    True
    """
    pieces = re.split(_ISOLATED, text)
    return "".join(piece if re.fullmatch(_ISOLATED, piece) else re.sub(_RUN, _wrapped, piece) for piece in pieces)


def _wrapped(found: re.Match[str]) -> str:
    run, bracket = found.groups()
    if not (re.search(_LETTER, run) or re.search(_GROUPED, run)):
        return run + bracket
    # A bracket that was opened inside is closed inside.
    if bracket and run.count("(") > run.count(")"):
        run, bracket = run + bracket, ""
    return f"{FROM_LEFT}{run}{END}{bracket}"


def balanced(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of one text, each with its isolates closed: the display takes every line by itself."""
    found: list[str] = []
    open_before = ""
    for line in lines:
        still_open = open_before
        for mark in re.findall(_MARK, line):
            still_open = still_open[:-1] if mark == END else still_open + mark
        found.append(f"{open_before}{line}{END * len(still_open)}")
        open_before = still_open
    return tuple(found)
