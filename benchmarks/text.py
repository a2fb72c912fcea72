"""Text letters a second, from case files to files, in one process."""

from benchmarks.batch import batch
from benchmarks.material import cases
from benchmarks.measure import Spent, in_turn, loop, made_by
from benchmarks.report import Row, Target, timed
from benchmarks.scale import Place

OTHER_CASES = 5


def text(place: Place) -> list[Row]:
    """Against bare Jinja loops, which neither load nor compose nor write."""
    number = place.scale.text_cases
    made = cases(place.folder / "cases", number)
    other = cases(place.folder / "other", OTHER_CASES, number)

    def run(name: str) -> Spent:
        return loop("text_loops", name, str(made), str(other), str(place.folder / name))

    def row(peer: str, against: str, target: Target | None) -> Row:
        pairs = in_turn(place.scale.rounds, lambda: run("ours"), lambda: run(peer), warm=False)
        return timed("text letters, one process", against, pairs, target, faster=True)

    command = batch(made, "txt", jobs="1", languages=("all",))
    pairs = in_turn(
        place.scale.slow, lambda: made_by(command, place.folder / "whole", "*.txt"), lambda: run("ours"), warm=False
    )
    return [
        row("bare", "the same Jinja templates in a bare loop", Target("≥", 0.25)),
        row("whole", "one hand-written Jinja template a language", None),
        timed("text letters, a whole batch", "the loop alone", pairs, None, faster=True),
    ]
