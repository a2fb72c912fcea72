"""How long one letter and `--help` take as whole processes, against importing what they stand on."""

from benchmarks.material import CASE, DATE
from benchmarks.measure import in_turn, process, python, ualetters
from benchmarks.report import Row, Target, timed
from benchmarks.scale import Place

BARE = "import typer, rich.console, jinja2, yaml, babel.dates"
LETTER = ("render", str(CASE), "--lang", "ru", "--to", "bastrykin", "--blank", "--date", DATE)


def starting(place: Place) -> list[Row]:
    """One text letter, and `--help`."""
    bare = python("-c", BARE)

    def row(name: str, bound: float, *arguments: str) -> Row:
        pairs = in_turn(place.scale.starts, lambda: process(ualetters(*arguments)), lambda: process(bare))
        return timed(name, "importing what it stands on", pairs, Target("≤", bound))

    return [
        row("one text letter, whole process", 1.6, *LETTER, "--output", "-"),
        row("--help", 1.25, "--help"),
    ]
