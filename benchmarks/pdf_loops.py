"""The loops for PDF letters: `python -m benchmarks.pdf_loops LOOP LANGUAGES CASES OTHER_CASES FOLDER`.

`record` keeps in files what Typst is given for every letter, and `bare` gives it to Typst again. Each loop runs in a
process of its own: Typst remembers what it has set, and must not know the letters before they are measured.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
import pickle
import shutil
import sys
from typing import Any, NamedTuple
from unittest.mock import patch

from typst import Compiler, Fonts

from benchmarks.material import DATE
from benchmarks.measure import timed_loop
from ualetters.formats import fonts
from ualetters.order import Order
from ualetters.pipeline import render_case
from ualetters.templating import Templates
from ualetters.workshop import Workshop
from ualetters.writer import Output

# The folders of fonts, the folder that a document may read, and what it is compiled with.
Compilation = tuple[tuple[str, ...], str, Mapping[str, Any]]


class Letters(NamedTuple):
    """The letters that are made.

    Attributes:
        order: What is asked of every case.
        cases: Folder of the cases.
        other: Folder of cases to get warm with.
        folder: Where everything is written.
    """

    order: Order
    cases: Path
    other: Path
    folder: Path


def made(order: Order, cases: Path, output: Path, shop: Workshop) -> int:
    """Load every case, compose its letters, set them and write them."""
    number = 0
    with Output(output) as folder:
        for path in sorted(cases.glob("*.yaml")):
            result = render_case(path, shop, order)
            files = {name: document.content for one in result.made for name, document in one.documents.items()}
            number += len(folder.write({str(name): content for name, content in files.items()}))
    return number


def ours(letters: Letters) -> Callable[[], int]:
    """The whole way, end to end."""
    order, cases, other, folder = letters
    shop = _shop()
    made(order, other, folder / "other", shop)
    return lambda: made(order, cases, folder / "made", shop)


def record(letters: Letters) -> Callable[[], int]:
    """Keep what Typst is given."""
    order, cases, other, folder = letters
    folder.mkdir(parents=True, exist_ok=True)

    def run() -> int:
        for name, some in (("other", other), ("cases", cases)):
            with _recorded(folder) as found:
                number = made(order, some, folder / "made", _shop())
            if len(found) != number:
                raise ValueError(f"{number} letters were made of {len(found)} documents")
            (folder / f"{name}.pickle").write_bytes(pickle.dumps(found))
        return number

    return run


def bare(letters: Letters) -> Callable[[], int]:
    """Typst alone: one compiler for all documents with the same fonts, and nothing written."""
    before, documents = (
        # Written by `record` a moment ago.
        pickle.loads((letters.folder / f"{name}.pickle").read_bytes())  # noqa: S301
        for name in ("other", "cases")
    )
    compilers = {
        (paths, root): Compiler(
            root=root, font_paths=Fonts(include_system_fonts=False, font_paths=list(paths)), ignore_system_fonts=True
        )
        for paths, root, _ in (*before, *documents)
    }

    def run(some: list[Compilation]) -> int:
        for paths, root, named in some:
            compilers[paths, root].compile(**named)
        return len(some)

    run(before)
    return lambda: run(documents)


@contextmanager
def _recorded(folder: Path) -> Iterator[list[Compilation]]:
    """Collect what gave a letter meanwhile; a try that failed is not among it.

    Args:
        folder: Where the folders that documents may read are kept.
    """
    found: list[Compilation] = []
    fonts_of: dict[int, tuple[str, ...]] = {}

    def load(*, font_paths: list[str], **named: Any) -> Fonts:  # noqa: ANN401
        known = Fonts(font_paths=font_paths, **named)
        fonts_of[id(known)] = tuple(font_paths)
        return known

    class Recording:
        """A compiler that keeps what it is given."""

        def __init__(self, *, root: Path, font_paths: Fonts, **named: Any) -> None:  # noqa: ANN401
            self.paths = fonts_of[id(font_paths)]
            # Another folder than ours, which may be gone before anything is compiled.
            self.root = folder / "roots" / root.name
            shutil.copytree(root, self.root, dirs_exist_ok=True)
            self.compiler = Compiler(root=root, font_paths=font_paths, **named)

        def compile_with_warnings(self, **named: Any) -> Any:  # noqa: ANN401
            made = self.compiler.compile_with_warnings(**named)
            found.append((self.paths, str(self.root), named))
            return made

    caches = (fonts.typesetter, fonts.loaded)
    for cache in caches:
        cache.cache_clear()
    with patch.object(fonts, "Fonts", load), patch.object(fonts, "Compiler", Recording):
        yield found
    for cache in caches:
        cache.cache_clear()


def _shop() -> Workshop:
    return Workshop(Templates.with_own())


LOOPS = {loop.__name__: loop for loop in (ours, record, bare)}


def main(loop: str, languages: str, cases: str, other: str, folder: str) -> None:
    """Print what a loop took."""
    order = Order(today=date.fromisoformat(DATE), languages=tuple(languages.split(",")), formats=("pdf",))
    timed_loop(LOOPS[loop](Letters(order, Path(cases), Path(other), Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
