"""The loops that are compared for text letters: `python -m benchmarks.text_loops LOOP CASES OTHER_CASES OUTPUT`.

Each runs in a process of its own, and prints the seconds that it took by the clock and by the processor. Ours is warmed
with other cases: a text must not be in a cache because it was made before.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
import gc
from pathlib import Path
import sys

from jinja2 import Template

from benchmarks.handwritten import by_hand, values_by_hand
from benchmarks.material import DATE
from benchmarks.measure import timed_loop
from benchmarks.recording import Bare, recorded, replayable
from ualetters.job import Job
from ualetters.model.letter import Letter
from ualetters.order import Order
from ualetters.pipeline import render_case
from ualetters.templating import Templates
from ualetters.workshop import Workshop
from ualetters.writer import write_files

ORDER = Order(today=date.fromisoformat(DATE), languages=("all",), formats=("txt",))

_CACHE = type(cache(len))


def made(paths: Iterable[Path], output: Path, shop: Workshop) -> list[Letter]:
    """Load every case, compose and render its letters in all languages, and write them."""
    letters = []
    for path in paths:
        result = render_case(path, shop, ORDER)
        files = {name: document.content for one in result.made for name, document in one.documents.items()}
        write_files(files, output)
        letters += [one.letter for one in result.made]
    return letters


def ours(cases: list[Path], other: list[Path], output: Path) -> Callable[[], int]:
    """The whole way, end to end."""
    shop = _shop()
    made(other, output, shop)
    return lambda: len(made(cases, output, shop))


def bare(cases: list[Path], other: list[Path], output: Path) -> Callable[[], int]:
    """All templates that the letters of a case use, as often as there are cases, and nothing else."""
    del other, output
    renders, letters = _used(cases[0])

    def run() -> int:
        for _ in cases:
            for one in renders:
                one.render()
        return letters * len(cases)

    return run


def whole(cases: list[Path], other: list[Path], output: Path) -> Callable[[], int]:
    """One template a language, as somebody would write it by hand who needs no other letter than this one."""
    del other
    letters = made(cases, output, _shop())
    templates = {code: Template(text) for code, text in by_hand(letters).items()}
    given = [(templates[letter.language], values_by_hand(letter)) for letter in letters]

    def run() -> int:
        for template, values in given:
            template.render(values)
        return len(given)

    return run


def _used(path: Path) -> tuple[list[Bare], int]:
    """What every letter of a case renders, and how many letters there are; none profits from another."""
    wanted = [
        (code, person.id) for code, people in Job.load(path, _shop(), ORDER).chosen().items() for person in people
    ]
    found: list[Bare] = []
    for code, key in wanted:
        for kept in gc.get_objects():
            if isinstance(kept, _CACHE) and kept.__module__.startswith("ualetters."):
                kept.cache_clear()
        shop = _shop()
        job = Job.load(path, shop, ORDER)
        with recorded() as renders:
            ((_, letter),) = job.compose(code, [one for one in job.everybody if one.id == key]).letters
            shop.render("txt", letter)
        # What we render twice, or although it has nothing to fill in, a bare loop would not.
        distinct = {(one.source, one.block, one.text): one for one in renders if "{" in one.source[0]}
        found += replayable(distinct.values())
    return found, len(wanted)


def _shop() -> Workshop:
    return Workshop(Templates.with_own())


LOOPS = {loop.__name__: loop for loop in (ours, bare, whole)}


def main(loop: str, cases: str, other: str, output: str) -> None:
    """Print what a loop took."""
    timed_loop(LOOPS[loop](sorted(Path(cases).glob("*.yaml")), sorted(Path(other).glob("*.yaml")), Path(output)))


if __name__ == "__main__":
    main(*sys.argv[1:])
