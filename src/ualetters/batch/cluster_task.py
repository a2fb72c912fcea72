"""What a worker of a cluster does: one part, after a look at whether its machine is like the one that sent it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
import platform
import signal
from threading import Lock

from msgspec import Struct

from ualetters.batch.destination import MARK, Destination, Folder, is_url
from ualetters.batch.inputs import Inputs, differences, inputs
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Done, Unit, work
from ualetters.errors import Place, Problem, ProblemsError, UalettersError

ON_THIS_MACHINE = __name__
"""What a worker imports that shares the terminal of whoever gives the work."""

# A worker may have several threads, which would share one typesetter.
_one_at_a_time = Lock()


def dask_setup(_worker: object) -> None:
    """Leave Ctrl-C to the process that gives the work; Dask calls this when such a worker starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Needed(Struct, frozen=True):
    """What every task needs beside its unit.

    Attributes:
        recipe: What the letters are made from.
        destination: Where they are put.
        tools: What the machine that sends the tasks makes letters with.
    """

    recipe: Recipe
    destination: Destination
    tools: Inputs


def made(unit: Unit, needed: Needed) -> Done:
    """Make a unit.

    Raises:
        UalettersError: It cannot be made here, or not be written; nothing that is raised repeats what a sender wrote.
    """
    with _one_at_a_time, _without_values():
        _refuse_another_machine(needed, unit)
        with needed.destination.opened() as shelf:
            return work(needed.recipe, unit, shelf)


def look(needed: Needed) -> None:
    """See whether units can be made here.

    Raises:
        ProblemsError: They cannot.
    """
    with _without_values():
        _refuse_another_machine(needed)


@contextmanager
def _without_values() -> Iterator[None]:
    """Say where it broke, but no value: it may be somebody's data, and a worker logs what is raised."""
    try:
        yield
    except UalettersError:
        raise
    except Exception as error:  # noqa: BLE001  # the last place where a bug can be kept from the log
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
        raise _failure(f"there is a bug: {type(error).__name__}{where}", "please report it") from None


def _refuse_another_machine(needed: Needed, unit: Unit | None = None) -> None:
    """Refuse to work where files or the program are not what they are on the machine that sends the units.

    Raises:
        ProblemsError: Something is not there, or the letters would not be what their part is named after.
    """
    recipe, destination = needed.recipe, needed.destination
    hint = "every worker must see the cases, the senders and your own templates under the same paths"
    for path in _files(recipe, unit):
        if not path.exists():
            raise _failure(f"it does not see `{path}`", hint)
    if isinstance(destination, Folder) and not (destination.path / f"{MARK}{recipe.run}").exists():
        hint = "name a folder that all machines share, or a URL such as s3://bucket/letters, with --output"
        raise _failure(f"its `{destination.path}` is another folder", hint)
    if names := differences(needed.tools.tools(), _tools(recipe).tools()):
        message = f"it makes letters with something else than you: {', '.join(names)}"
        raise _failure(message, "install the same on every worker, and start it again")


def _files(recipe: Recipe, unit: Unit | None) -> Iterable[Path]:
    # A case without a hash could not be read anywhere.
    yield from [Path(unit.file)] if unit and unit.sha256 else ()
    yield from (*recipe.templates, *recipe.directories)
    yield from [recipe.font] if recipe.font else ()
    yield from [Path(recipe.senders)] if recipe.senders and not is_url(recipe.senders) else ()


def _failure(message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(Place(f"worker on {platform.node()}"), message, hint, check="batch")])


@lru_cache(maxsize=1)
def _tools(recipe: Recipe) -> Inputs:
    return inputs(recipe)
