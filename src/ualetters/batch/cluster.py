"""Units made by many machines, which Dask gives them to.

One task makes one part, never one letter: to hand a task over takes as long as to write a dozen letters. A task knows
which rows of which file its senders are, and nothing else of them, for a scheduler logs what it hands over. A task can
run more than once; it writes the same bytes each time.
"""

import asyncio
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
import logging
import os
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ualetters.batch.cluster_task import ON_THIS_MACHINE, Needed, look, made
from ualetters.batch.destination import MARK, Destination, Folder, is_url
from ualetters.batch.inputs import inputs
from ualetters.batch.local import processors
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Done, Unit
from ualetters.errors import Place, Problem, ProblemsError, UalettersError
from ualetters.writer import refused

LOCAL = "local"
_NEEDED = ("distributed", "cryptography")
_MACHINE = "127.0.0.1"
_THIS_MACHINE = ("127.", "localhost", "::1")
_SCHEME = "://"
_PATIENCE = 10
_RETRIES = 3
# How many workers may die over a task before it is given up, Dask counting every task that a dead worker held; and how
# long nobody need be there to do one. Whoever sets these for Dask knows better.
_DEFAULTS = {"distributed": {"scheduler": {"allowed-failures": 10, "no-workers-timeout": "60s"}}}
# What a scheduler and a worker would tell any user of the machine who asks.
_NO_PAGES: dict[str, object] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}

_SAME_PROGRAM = "install the same ualetters where the scheduler and its workers run, look into their logs"
# What Dask calls it, to what it means and what to do about it.
_FAILURES = {
    "CancelledError": ("the scheduler is gone", "start it again"),
    "FutureCancelledError": ("the scheduler is gone", "start it again"),
    "KilledWorker": ("one worker after another died over the same part", "give them more memory"),
    "NoWorkerError": ("no worker is left", "start some"),
}


def is_installed() -> bool:
    """Whether Dask and what it encrypts with are there."""
    return all(map(find_spec, _NEEDED))


def remedy() -> str:
    """How to install it."""
    return "run `pip install 'dask[distributed]' cryptography pyarrow s3fs`"


def is_open_to_others(scheduler: str) -> bool:
    """Whether what is sent to a scheduler can be read on its way, and anybody on that way can give it work.

    Args:
        scheduler: Its address; without a scheme Dask takes it for `tcp://`.
    """
    scheme, _, rest = scheduler.rpartition(_SCHEME)
    host = rest.rpartition(":")[0].strip("[]") or rest
    return scheduler != LOCAL and scheme in ("", "tcp") and not host.startswith(_THIS_MACHINE)


def in_cluster(
    recipe: Recipe, units: Sequence[Unit], destination: Destination, scheduler: str = LOCAL, jobs: int | None = None
) -> Generator[Done, None, None]:
    """Make units by the workers of a cluster, in the order in which they are done.

    Args:
        recipe: What they are made from; its files must have the same paths on every machine.
        units: The units.
        destination: Where the letters are put, for every machine the same.
        scheduler: Address of Dask's scheduler; `local` starts workers on this machine alone.
        jobs: How many workers are started on this machine; None for one a processor.

    Raises:
        ProblemsError: The scheduler or its workers cannot be reached, a worker is not like this machine, or a unit
            was given up.
    """
    with _client(scheduler, min(jobs or processors(), len(units))) as client, _marked(destination, recipe.run):
        there = frozenset(destination.paths())
        waiting = {f"letters-{recipe.run}-{number}-{unit.part}": unit for number, unit in enumerate(units)}
        needed = Needed(_sent(recipe), _at_absolute_path(destination), inputs(recipe))
        _look_at_workers(client, scheduler, needed)
        tasks = client.map(
            made,
            [replace(unit, file=_absolute(unit.file)) for unit in units],
            key=list(waiting),
            retries=_RETRIES,
            needed=needed,
        )
        completed = _dask().as_completed(tasks)
        # Whoever names a task keeps its result in the memory of a worker.
        del tasks
        for task in completed:
            unit = waiting.pop(task.key)
            yield _as_seen_here(_result(task), unit, there)


def _dask() -> Any:  # noqa: ANN401  # Dask is not typed
    """What makes a cluster of many processes; half a second to import."""
    return import_module("distributed")


@contextmanager
def _client(scheduler: str, jobs: int) -> Iterator[Any]:
    dask, config = _dask(), import_module("dask").config
    # What goes wrong is told once, by us.
    with dask.utils.silence_logging_cmgr(logging.CRITICAL):
        if scheduler != LOCAL:
            with _client_of(scheduler) as client:
                yield client
            return
        config.update_defaults(_DEFAULTS)
        # Whoever can reach a scheduler can run programs on its workers. No other machine reaches this one, and no
        # other user of this machine has its key, which is made anew for each run.
        with (
            config.set(_NO_PAGES),
            dask.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                host=_MACHINE,
                security=True,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": f"{_MACHINE}:0"},
                silence_logs=logging.CRITICAL,
                preload=[ON_THIS_MACHINE],
            ) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client


def _client_of(scheduler: str) -> Any:  # noqa: ANN401
    try:
        asyncio.run(_greet(scheduler))
        client = _dask().Client(scheduler, timeout=_PATIENCE)
    except Exception as error:
        # Whatever listens there may have answered anything.
        hint = "start one with `dask scheduler`, and name the address that it prints with --scheduler"
        raise _failure(scheduler or "--scheduler", "no scheduler answers here", hint) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close()
        raise _failure(scheduler, "the scheduler has no workers", f"run `dask worker {scheduler}`") from error
    return client


async def _greet(scheduler: str) -> None:
    """See whether a scheduler says what one says at first; for that a client would wait for ever."""
    dask = _dask()
    arguments = dask.Security().get_connection_args("client")
    found = await asyncio.wait_for(dask.comm.connect(scheduler, timeout=_PATIENCE, **arguments), _PATIENCE)
    found.abort()


def _look_at_workers(client: Any, scheduler: str, needed: Needed) -> None:  # noqa: ANN401
    """Make sure that the workers can make the letters: one that cannot read its task would end.

    Raises:
        ProblemsError: One of them is not like this machine.
    """
    order = replace(needed.recipe.order, protected=())
    try:
        # Unlike a task, this is logged as it is sent.
        client.run(look, replace(needed, recipe=replace(needed.recipe, order=order)))
    except UalettersError:
        raise
    except Exception as error:
        # Nobody has read a sender yet, whatever this says.
        raise _failure(scheduler, f"its workers cannot begin: {error}", _SAME_PROGRAM) from error


@contextmanager
def _marked(destination: Destination, run: str) -> Iterator[None]:
    """A file in the output folder, by which a worker sees that it is the same folder on every machine."""
    if not isinstance(destination, Folder):
        yield
        return
    mark = destination.path / f"{MARK}{run}"
    try:
        mark.touch()
    except OSError as error:
        raise refused(error, destination.path) from error
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def _absolute(path: str) -> str:
    """A path that is the same in whatever folder a worker was started."""
    return str(Path(path).absolute())


def _sent(recipe: Recipe) -> Recipe:
    """A recipe with the same files, wherever it is read."""
    senders = recipe.senders
    return replace(
        recipe,
        templates=tuple(path.absolute() for path in recipe.templates),
        directories=tuple(path.absolute() for path in recipe.directories),
        font=recipe.font and recipe.font.absolute(),
        senders=_absolute(senders) if senders and not is_url(senders) else senders,
    )


def _at_absolute_path(destination: Destination) -> Destination:
    return Folder(destination.path.absolute()) if isinstance(destination, Folder) else destination


def _result(task: Any) -> Done:  # noqa: ANN401
    """What a task has made.

    Raises:
        UalettersError: The worker says why it cannot.
        ProblemsError: It was given up, or the scheduler is gone.
    """
    try:
        done: Done = task.result()
    except UalettersError:
        raise
    except Exception as error:
        kind = type(error).__name__
        message, hint = _FAILURES.get(kind, (f"the scheduler failed: {kind}", _SAME_PROGRAM))
        hint = f"{hint}, then run the same command: what is done is not made again"
        raise _failure("cluster", message, hint) from error
    return done


def _failure(where: str, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(Place(where), message, hint, check="batch")])


def _as_seen_here(done: Done, unit: Unit, there: frozenset[str]) -> Done:
    """What came of a unit, with the paths as the user named them."""
    folder = "" if Path(unit.file).is_absolute() else f"{Path.cwd()}{os.sep}"

    def here(problem: Problem) -> Problem:
        return replace(problem, place=replace(problem.place, file=problem.place.file.removeprefix(folder)))

    # A worker that died after it had written leaves the part to another one, which finds it written.
    is_ours = done.state == "unchanged" and unit.part and unit.part not in there
    state = "written" if is_ours else done.state
    return replace(done, unit=unit, state=state, problems=tuple(map(here, done.problems)))
