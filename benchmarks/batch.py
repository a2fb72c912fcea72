"""Whole runs of `ualetters batch`: two jobs, memory, a second run, ten times as many cases."""

from pathlib import Path
import shutil

from benchmarks.material import DATE, LANGUAGES, RECIPIENTS, cases
from benchmarks.measure import Pair, Spent, in_turn, made_by, process, ualetters
from benchmarks.report import Row, Target, measured, timed
from benchmarks.scale import Place

MOST_MEMORY = 120
_LETTERS_A_CASE = RECIPIENTS * len(LANGUAGES)


def batch(made: Path, *formats: str, jobs: str = "auto", languages: tuple[str, ...] = LANGUAGES) -> tuple[str, ...]:
    """The command of a batch, without its folder.

    Args:
        made: Folder of the cases.
        formats: What is made of each letter.
        jobs: How many processes.
        languages: Codes of the languages of the letters.
    """
    named = (("--lang", languages), ("--format", formats))
    options = (part for option, values in named for value in values for part in (option, value))
    return ualetters(
        "batch",
        str(made),
        *options,
        "--date",
        DATE,
        "--jobs",
        jobs,
        "--include-expired",
        "--include-uncleared",
        "--quiet",
    )


def jobs(place: Place) -> list[Row]:
    """Two processes against one; on a machine that does something else beside, both cores are not ours."""
    made, output = cases(place.folder / "cases", place.scale.pdf_cases), place.folder / "letters"

    def run(number: str) -> Spent:
        return made_by(batch(made, "pdf", jobs=number), output, "*.pdf")

    pairs = in_turn(place.scale.slow, lambda: run("2"), lambda: run("1"))
    return [timed(f"{pairs[0].ours.letters} PDF letters, --jobs 2", "--jobs 1", pairs, Target("≥", 1.7), clock="wall")]


def memory(place: Place) -> list[Row]:
    """What the process that needs most needs, and whether it needs more for more letters."""
    some, more = (max(1, letters // _LETTERS_A_CASE) for letters in place.scale.memory)
    output = place.folder / "letters"

    def peaks(number: int) -> list[float]:
        made = cases(place.folder / f"cases-{number}", number)
        command = batch(made, "pdf", jobs="2")
        return [made_by(command, output, "*.pdf").peak for _ in range(place.scale.slow)]

    of_some, of_more = peaks(some), peaks(more)
    name = f"memory of a process, {more * _LETTERS_A_CASE} PDF letters"
    limits = [float(MOST_MEMORY)] * len(of_more)
    return [
        measured(name, "limit", (of_more, limits), "MB", Target("≤", 1)),
        measured(name, f"{some * _LETTERS_A_CASE} letters", (of_more, of_some), "MB", Target("≤", 1.1)),
    ]


def again(place: Place) -> list[Row]:
    """A run in which nothing has changed, less the start of the program, against the run that made it all."""
    made, output = cases(place.folder / "cases", place.scale.again), place.folder / "letters"
    command = (*batch(made, "txt", "pdf"), "--output", str(output))
    pairs = []
    for _ in range(place.scale.slow):
        shutil.rmtree(output, ignore_errors=True)
        first, second, start = process(command), process(command), process(ualetters("--version"))
        less = Spent(second.wall - start.wall, second.cpu - start.cpu, second.peak)
        pairs.append(Pair(less, first))
    return [timed(f"{place.scale.again} cases again, less --version", "the first run", pairs, Target("≤", 0.03))]


def linear(place: Place) -> list[Row]:
    """Ten times as many cases against ten times the time."""
    few, many = place.scale.linear
    less, more = cases(place.folder / "less", few), cases(place.folder / "more", many)

    def run(made: Path) -> Spent:
        output = place.folder / "letters"
        shutil.rmtree(output, ignore_errors=True)
        return process((*batch(made, "txt", jobs="1", languages=("ru",)), "--output", str(output)))

    pairs = in_turn(place.scale.slow, lambda: run(more), lambda: run(less), warm=False)
    times = many / few
    against = f"{times:g} times the time of {few:,}"
    return [timed(f"text letters of {many:,} cases", against, pairs, Target("≤", 1.1), scale=times)]
