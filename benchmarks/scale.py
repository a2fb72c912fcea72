"""How much is done for each figure."""

from pathlib import Path
from typing import NamedTuple


class Scale(NamedTuple):
    """How much is done for each figure.

    Attributes:
        name: What it is called.
        starts: Rounds of a figure that only starts programs.
        rounds: Rounds of a figure that takes seconds.
        slow: Rounds of a figure that takes minutes.
        text_cases: Cases whose text letters are made in all languages.
        pdf_letters: PDF letters of one process, against WeasyPrint.
        set_cases: Cases whose PDF letters are made in all languages, against the bare loop.
        pdf_cases: Cases whose PDF letters are made in two languages, against the bare loop and with two jobs.
        memory: Letters of a batch whose memory is measured, and of a larger one.
        drafts: E-mail drafts of one process.
        again: Cases of a batch that is run a second time.
        linear: Cases of a batch, and of a larger one.
    """

    name: str
    starts: int
    rounds: int
    slow: int
    text_cases: int
    pdf_letters: int
    set_cases: int
    pdf_cases: int
    memory: tuple[int, int]
    drafts: int
    again: int
    linear: tuple[int, int]


FULL = Scale("full", 21, 7, 3, 100, 100, 20, 100, (1000, 3000), 1000, 1000, (1000, 10_000))
QUICK = Scale("quick", 5, 3, 2, 20, 100, 4, 20, (100, 300), 100, 100, (100, 1000))
TINY = Scale("tiny", 1, 1, 1, 1, 2, 1, 1, (6, 12), 3, 1, (1, 2))


class Place(NamedTuple):
    """Where a figure works, and how much.

    Attributes:
        folder: An empty folder, in memory where the system has one there.
        scale: How much is done.
    """

    folder: Path
    scale: Scale
