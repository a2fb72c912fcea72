"""Nothing of a sender and no protected word is logged, handed over or kept by a cluster, and nobody else reaches it."""

from contextlib import closing, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
import pickle
import socket
import ssl
from typing import Any

import pytest

from builders.batch import write_case, write_cases
from builders.batch_process import posix_only, run
from builders.cluster import (
    ASKED,
    MACHINE,
    NEEDED,
    cluster,
    library,
    logged,
    logging_cluster,
    needed,
    on,
)
from builders.senders import CANARY, Profile, as_csv
from ualetters.batch.cluster import in_cluster
from ualetters.batch.destination import Folder
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Unit
from ualetters.errors import ProblemsError
from ualetters.order import Order
from ualetters.senders_file import Rows

PROTECTED = "Wqxprotected"
TEXT = ("--format", "txt")


def write_canaries(folder: Path) -> tuple[str, ...]:
    """Cases, and senders whose every value is a canary, some of them bad; the options that name them."""
    write_cases(folder / "cases", "one")
    write_case(folder / "cases", "told", ("Anna Orlova", f"Anna {PROTECTED}"))
    good: Profile = {
        "name": f"Ada {CANARY}",
        "country": "DE",
        "address": [f"{CANARY}weg 1", f"10115 {CANARY}"],
        "email": f"{CANARY}@example.org",
        "occupation": CANARY,
        "personal.en": f"I am {CANARY}.",
    }
    bad: list[Profile] = [
        {"country": CANARY},
        {"email": f"@{CANARY}"},
        {"name": f"{CANARY}\u202e"},
        {"address": [CANARY * 30]},
    ]
    rows = [good | change for change in ({}, *bad)] * 3
    (folder / "senders.csv").write_bytes(as_csv(rows))
    (folder / "words.txt").write_text(f"{PROTECTED}\n", encoding="utf-8")
    return "senders.csv", *TEXT, "--protect", "words.txt"


@posix_only
def test_no_log_has_it(tmp_path: Path) -> None:
    """Scheduler, worker and client log everything that they can, of work that ends well, fails, and breaks."""
    asked = write_canaries(tmp_path)
    logs = tmp_path / "logs"
    logs.mkdir()
    with logging_cluster(logs) as address:
        options = ("--engine", "dask", "--scheduler", address, "--output")
        done = run(tmp_path, *ASKED, *asked, *options, "letters", more=logged(logs, "client"))
        assert done.code == 1
        broken = Recipe(Order(date(2024, 3, 10), protected=(PROTECTED.casefold(),)), parts=True, run="broken")
        rows = Rows(first=1, count=1, line=2, start=0, end=0, width=1)
        case = tmp_path / "cases/one.yaml"
        unit = Unit(str(case), sha256(case.read_bytes()).hexdigest(), "one/part.zip", rows)
        with pytest.raises(ProblemsError, match=r"there is a bug: ValueError at ualetters\.batch\.unit:"):
            list(in_cluster(broken, [unit], Folder(tmp_path / "letters"), address))
        state = _state_of(address)
    texts = {path.name: path.read_text(encoding="utf-8") for path in logs.glob("*.log")}
    assert set(texts) == {"scheduler.log", "scheduler.said.log", "worker.log", "worker.said.log", "client.log"}
    assert "Compute Failed" in texts["worker.log"]
    assert "Receive client connection" in texts["scheduler.log"]
    assert "letters-" in state
    texts |= {"state": state, "out": done.out, "err": done.err}
    texts["manifest"] = (tmp_path / "letters/manifest.json").read_text(encoding="utf-8")
    texts["paths"] = "\n".join(map(str, (tmp_path / "letters").rglob("*")))
    assert "one/part-0000001-0000015-" in texts["paths"]
    for name, text in texts.items():
        assert CANARY.casefold() not in text.casefold(), name
        assert PROTECTED.casefold() not in text.casefold(), name


def _state_of(address: str) -> str:
    """Everything that a scheduler and its workers say of themselves to whoever may ask."""
    with library("distributed").Client(address) as client:
        state = client.sync(client.scheduler.get_cluster_state, exclude=())
        return f"{state}\n{client.get_events()}\n{client.story()}"


@posix_only
def test_no_task_has_it(tmp_path: Path) -> None:
    """What a client sends to a scheduler has the protected words, to which letters are held, and no sender."""
    needed(*NEEDED)
    asked = write_canaries(tmp_path)
    sent: list[bytes] = []

    class Spy:
        """Keeps what a scheduler is sent."""

        name = "spy"
        idempotent = True

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            return lambda *_args, **_options: None

        def update_graph(self, scheduler: Any, *, keys: Any, **_: object) -> None:  # noqa: ANN401
            sent.extend(pickle.dumps(scheduler.tasks[key].run_spec) for key in keys)

    with cluster() as running:
        running.scheduler.add_plugin(Spy())
        done = run(tmp_path, *ASKED, *asked, *on(running), "--output", "letters")
    assert done.code == 1
    assert len(sent) == 2
    for task in sent:
        assert PROTECTED.casefold().encode() in task
        assert CANARY.encode() not in task
        assert b"senders.csv" in task


def test_nobody_else_reaches_it(tmp_path: Path) -> None:
    """A cluster on this machine listens to this machine alone, and to nobody who has no key; it shows no page."""
    needed(*NEEDED)
    here = library("psutil").Process()
    before = {process.pid for process in here.children(recursive=True)} | {here.pid}
    known = _listening(before)
    recipe = Recipe(Order(date(2024, 3, 10), languages=("en",), formats=("txt",)), parts=True, run="open")
    write_cases(tmp_path / "cases", "one", "two")
    (tmp_path / "letters").mkdir()
    with closing(in_cluster(recipe, _units(tmp_path), Folder(tmp_path / "letters"), jobs=2)) as engine:
        assert next(engine).state == "written"
        mine = {process.pid for process in here.children(recursive=True)} | {here.pid}
        listening = _listening(mine) - known
        answers = [_answer(port, page) for _, port in listening for page in ("/", "/status", "/metrics", "/info/main")]
        strangers = [_answer_to_a_stranger(port) for _, port in listening if not _answer(port, "/")]
    assert len(mine - before) >= 2
    assert len(listening) >= 2 + len(mine - before)
    assert {host for host, _ in listening} == {MACHINE}
    assert {answer[:12] for answer in answers if answer.startswith(b"HTTP")} == {b"HTTP/1.1 404"}
    assert {answer[:1] for answer in answers if not answer.startswith(b"HTTP")} <= {b"", b"\x15"}
    assert len(strangers) >= 1 + len(mine - before)
    assert set(strangers) == {b""}


def _units(folder: Path) -> list[Unit]:
    return [
        Unit(str(path), sha256(path.read_bytes()).hexdigest(), f"{path.stem}/part-0.zip")
        for path in sorted((folder / "cases").iterdir())
    ]


def _listening(processes: set[int]) -> set[tuple[str, int]]:
    """The addresses at which some processes can be reached."""
    psutil = library("psutil")
    found = set()
    for number in processes:
        with suppress(psutil.Error):
            opened = psutil.Process(number).net_connections()
            found |= {tuple(one.laddr) for one in opened if one.status == psutil.CONN_LISTEN}
    return found


def _answer(port: int, page: str) -> bytes:
    """What is said to somebody who asks for a page; nobody who says nothing is waited for."""
    with socket.create_connection((MACHINE, port), timeout=2) as asked, suppress(ConnectionError):
        asked.sendall(f"GET {page} HTTP/1.0\r\n\r\n".encode())
        return asked.recv(1000)
    return b""


def _answer_to_a_stranger(port: int) -> bytes:
    """What is said to somebody who encrypts, and has no key of this run."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        suppress(OSError),
        socket.create_connection((MACHINE, port), timeout=1) as plain,
        context.wrap_socket(plain) as asked,
    ):
        asked.sendall(b"anything")
        return asked.recv(1000)
    return b""


def test_more_workers_may_die_than_dask_says(tmp_path: Path) -> None:
    """For Dask counts every task that a dead worker held; whoever sets a number for Dask has it."""
    needed(*NEEDED)
    recipe = Recipe(Order(date(2024, 3, 10), languages=("en",), formats=("txt",)), parts=True, run="many")
    write_cases(tmp_path / "cases", "one", "two")
    (tmp_path / "letters").mkdir()
    with closing(in_cluster(recipe, _units(tmp_path), Folder(tmp_path / "letters"), jobs=1)) as engine:
        next(engine)
        assert library("distributed").default_client().cluster.scheduler.allowed_failures == 10
