"""Batches of many senders on clusters that run on this machine, and what they are compared with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
import json
import os
from pathlib import Path
import re
import signal
import subprocess
import sys
from time import monotonic, sleep
from typing import Any

from tests.conftest import need_module

from builders.batch import write_case, write_cases
from builders.batch_process import WHOLE_RUN, environment
from builders.cli_render import DAY
from builders.senders import WRITERS, Profile

NEEDED = ("distributed", "cryptography")
S3_NEEDED = (*NEEDED, "s3fs", "moto")
MACHINE = "127.0.0.1"
ASKED = ("batch", "cases", *DAY, "--lang", "en", "--lang", "ru", "--senders")
"""A batch of cases with two recipients each, in two languages."""
LETTERS_EACH = 4
LOCAL = ("--parts", "--jobs", 1)


def needed(*modules: str) -> None:
    """Skip a test without a library that it needs."""
    for module in modules:
        need_module(module)


def library(name: str) -> Any:  # noqa: ANN401  # none of them is typed
    """A library that a test needs; not every machine has it."""
    needed(name)
    return import_module(name)


def configured(values: dict[str, object]) -> Any:  # noqa: ANN401
    """Dask with other settings for a while."""
    # It brings settings of its own; brought in between, they would go with ours.
    needed(*NEEDED)
    library("distributed")
    return library("dask.config").set(values)


def profiles(number: int) -> list[Profile]:
    """So many people, each with another name and address."""
    return [
        {"name": f"Ada Example{index}", "country": "DE", "address": [f"Musterweg {index}", "10115 Berlin"]}
        for index in range(number)
    ]


def write_material(folder: Path, number: int, *names: str, kind: str = "csv") -> Path:
    """A folder with cases of these ids and a file of senders; its path."""
    write_cases(folder / "cases", *names)
    path = folder / f"senders.{kind}"
    path.write_bytes(WRITERS[kind](profiles(number)))
    return path


def write_bad_material(folder: Path, kind: str) -> Path:
    """Three cases, one of them bad, and a file of senders with two bad rows among good ones; its path."""
    path = write_material(folder, 0, "one", "two", kind=kind)
    write_case(folder / "cases", "bad", ("status: open", "status: perhaps"))
    rows = profiles(30)
    rows[3]["country"] = "nowhere"
    rows[27]["name"] = ""
    path.write_bytes(WRITERS[kind](rows))
    return path


@contextmanager
def cluster(security: object = None) -> Iterator[Any]:
    """A cluster that is not ours: a scheduler in this process, and two workers in their own.

    Args:
        security: What it encrypts with, as Dask has it.
    """
    needed(*NEEDED)
    with library("distributed").LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host=MACHINE,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": f"{MACHINE}:0"},
        silence_logs=False,
        security=security,
    ) as running:
        yield running


def on(running: Any) -> tuple[str, ...]:  # noqa: ANN401  # Dask is not typed
    """The options that give the work to a cluster."""
    return ("--engine", "dask", "--scheduler", running.scheduler_address)


def kill_one_that_works(running: Any) -> bool:  # noqa: ANN401
    """Kill a worker that has a task in hand; whether there is one."""
    for worker in list(running.scheduler.workers.values()):
        if worker.processing:
            os.kill(worker.pid, signal.SIGKILL)
            _wait_for_end(running, worker.address)
            return True
    return False


def _wait_for_end(running: Any, worker: str) -> None:  # noqa: ANN401
    wait_until(lambda: worker not in running.scheduler.workers)


def wait_until(is_reached: Callable[[], object]) -> None:
    """Wait until something has happened."""
    end = monotonic() + WHOLE_RUN
    while not is_reached():
        assert monotonic() < end, "what the test waits for does not happen"
        sleep(0.01)


def timeless(said: str) -> str:
    """What was said to people, without how long it took and how far it had come."""
    return re.sub(r"in [\d.]+ s|^Cases: .*\n", "", said, flags=re.MULTILINE)


@contextmanager
def logging_cluster(folder: Path) -> Iterator[str]:
    """A scheduler and a worker as their own commands, which log everything that they can; the scheduler's address.

    Args:
        folder: Where their logs are written, and those of the command that gives them work.
    """
    needed(*NEEDED)
    file = folder / "scheduler.json"
    where = ("--host", MACHINE, "--scheduler-file", file)
    commands = {
        "scheduler": ("dask_scheduler", *where, "--port", 0, "--dashboard-address", f"{MACHINE}:0"),
        "worker": ("dask_worker", *where, "--nthreads", 1, "--local-directory", folder, "--no-dashboard"),
    }
    with ExitStack() as opened:
        for name, (module, *options) in commands.items():
            said = opened.enter_context((folder / f"{name}.said.log").open("wb"))
            command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, options)]
            started = subprocess.Popen(command, env=environment(**logged(folder, name)), stdout=said, stderr=said)
            opened.callback(started.wait, WHOLE_RUN)
            opened.callback(started.terminate)
            wait_until(file.exists)
        yield json.loads(file.read_text(encoding="utf-8"))["address"]


def logged(folder: Path, name: str) -> dict[str, str]:
    """The environment in which a command writes everything that it logs to a file."""
    handler = {"class": "logging.FileHandler", "filename": str(folder / f"{name}.log"), "encoding": "utf-8"}
    settings = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"file": handler},
        "root": {"level": "DEBUG", "handlers": ["file"]},
    }
    return {"DASK_LOGGING": repr(settings)}
