"""Units made on this machine, one after the other or by several processes at a time."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
import os
import signal
import sys
from threading import Thread

from ualetters.batch.destination import Destination
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Done, Unit, work
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.formats import SLOW_FORMATS
from ualetters.order import ALL

_MOST_AT_ONCE = 16
_CHANCES = 3
# Windows cannot wait for more.
_MOST_PROCESSES = 61 if sys.platform == "win32" else 1000
# Below this many letters starting a process takes longer than it saves; text alone is fastest in one.
_WORTH_A_PROCESS = 100


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def usual_jobs(recipe: Recipe, units: Sequence[Unit]) -> int:
    """How many processes are fastest: those of all processors for what takes long, else this one."""
    asked = recipe.order.languages
    languages = len(recipe.workshop.languages) if ALL in asked else len(asked) or 1
    letters = sum(languages * (unit.rows.count if unit.rows else 1) for unit in units if not unit.is_made)
    is_worth_it = bool(SLOW_FORMATS & set(recipe.order.formats)) and letters >= _WORTH_A_PROCESS
    return min(processors(), len(units)) if is_worth_it else 1


def in_this_process(recipe: Recipe, units: Sequence[Unit], destination: Destination) -> Iterator[Done]:
    """Make units one after the other."""
    with destination.opened() as shelf:
        for unit in units:
            yield work(recipe, unit, shelf)


def in_processes(recipe: Recipe, units: Sequence[Unit], destination: Destination, jobs: int) -> Iterator[Done]:
    """Make units by several processes at a time, in the order in which they are done.

    A process that dies, for lack of memory or because somebody killed it, is replaced.

    Args:
        recipe: What they are made from.
        units: The units.
        destination: Where the letters are put.
        jobs: How many processes there are.

    Raises:
        ProblemsError: Processes died again and again.
    """
    # Some senders of a case are work enough to be handed over alone.
    size = 1 if units[0].rows else max(1, min(_MOST_AT_ONCE, len(units) // (4 * jobs)))
    waiting = [tuple(units[start : start + size]) for start in range(0, len(units), size)]
    for _ in range(_CHANCES):
        done: set[tuple[Unit, ...]] = set()
        try:
            for some, found in _pooled(recipe, waiting, destination, jobs):
                done.add(some)
                yield from found
        except BrokenProcessPool:
            waiting = [some for some in waiting if some not in done]
        else:
            return
    message = f"processes that make letters died {_CHANCES} times, perhaps for lack of memory"
    hint = "run the same command with `--jobs 1`: what is done is not made again"
    raise ProblemsError([Problem(Place("--jobs"), message, hint, check="batch")])


def _pooled(
    recipe: Recipe, chunks: Sequence[tuple[Unit, ...]], destination: Destination, jobs: int
) -> Iterator[tuple[tuple[Unit, ...], list[Done]]]:
    # A process that is started anew holds no lock and no file of this one, as a copy of it would.
    pool = ProcessPoolExecutor(min(jobs, _MOST_PROCESSES), get_context("spawn"), _begin)
    running: dict[Future[list[Done]], tuple[Unit, ...]] = {}
    failed: BaseException | None = None
    try:
        queue = iter(chunks)
        while True:
            # So many that nobody waits for work, and few enough that an interruption need not wait for them.
            for some in queue if failed is None else ():
                with _without_interruption():
                    running[pool.submit(_made, recipe, some, destination)] = some
                if len(running) > jobs:
                    break
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                some, error = running.pop(future), future.exception()
                if isinstance(error, BrokenProcessPool):
                    raise error
                if error is None:
                    yield some, future.result()
                failed = failed or error
        # What stands there by now is told first.
        if failed is not None:
            raise failed
    finally:
        pool.shutdown(cancel_futures=True)


def _made(recipe: Recipe, units: Sequence[Unit], destination: Destination) -> list[Done]:
    return list(in_this_process(recipe, units, destination))


@contextmanager
def _without_interruption() -> Iterator[None]:
    """Hold Ctrl-C back, also from a process that is started meanwhile and cannot ignore it yet."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the process that gives the work, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    # What it was writing stands in a staging folder, which the next run sweeps away.
    os._exit(1)
