"""Where a batch puts what it makes: a folder, or a store of objects that has a URL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from filelock import FileLock, Timeout
from msgspec import Struct

from ualetters.batch import plain_file
from ualetters.batch.store import StoreShelf, said, shown
from ualetters.errors import UalettersError
from ualetters.writer import Output, refused, remove_files

LOCK = ".ualetters-lock"
MARK = ".ualetters-cluster-"
"""Begins the name of a file by which a run on many machines sees that a folder is the same on all of them."""

_JOURNAL = ".ualetters-journal"
_SCHEME = "://"
_FILE = "file://"


class Shelf(Protocol):
    """A destination that is open for writing."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files that belong together.

        Args:
            files: Path below the destination to content.

        Raises:
            OutputError: One of them cannot be written.
        """

    def get(self, path: str) -> bytes | None:
        """The content of a file; None if it is not there."""


class Destination(Protocol):
    """Where a batch puts what it makes; it can be handed to another process.

    Attributes:
        journal: The file in which a run notes what it has done; None where nothing can be added to a file.
    """

    @property
    def journal(self) -> Path | None: ...  # noqa: D102

    def opened(self) -> AbstractContextManager[Shelf]:
        """The destination, open for writing."""

    def locked(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Keep other batches from writing there.

        Args:
            waiting: Called if another one does, before its end is waited for.
        """

    @property
    def name(self) -> str:
        """How messages call it, and what its paths begin with."""

    def paths(self) -> Iterable[str]:
        """Every file, but for what a batch keeps there for itself."""

    def read(self, path: str) -> bytes | None:
        """The content of a file; None if it is not there."""

    def holding(self) -> Callable[[str, str], bool]:
        """The function that says whether a file of this path and SHA-256 is there."""

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that are empty without them."""


class Folder(Struct, frozen=True):
    """A folder of this machine, or of one that several machines share."""

    path: Path

    @property
    def journal(self) -> Path:
        """Beside what is written."""
        return self.path / _JOURNAL

    @contextmanager
    def opened(self) -> Iterator["_FolderShelf"]:
        """The folder, with what a killed process left there swept away."""
        with Output(self.path) as output:
            yield _FolderShelf(self.path, output)

    @contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """The folder is locked as long as this process lives."""
        lock = FileLock(self.path / LOCK)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                waiting()
                lock.acquire()
            # Whoever made them is gone.
            for mark in self.path.glob(f"{MARK}*"):
                mark.unlink(missing_ok=True)
        except OSError as error:
            raise refused(error, self.path) from error
        try:
            yield
        finally:
            lock.release()

    @property
    def name(self) -> str:
        """The folder as the user named it."""
        return str(self.path)

    def paths(self) -> Iterable[str]:
        """Sorted; no link, and nothing whose name begins with a full stop."""
        files = (path for path in self.path.rglob("*") if path.is_file() and not path.is_symlink())
        found = (path.relative_to(self.path) for path in files)
        return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))

    def read(self, path: str) -> bytes | None:
        """What stands there now; a link is not followed, as it is not when a file is written."""
        return plain_file.read(f"{self.path}/{path}")

    def holding(self) -> Callable[[str, str], bool]:
        """Every file is read: somebody may have changed it."""
        return lambda path, digest: hash_of(self, path) == digest

    def remove(self, paths: Iterable[str]) -> None:
        """Nothing outside the folder is removed, whatever a path says."""
        remove_files(map(PurePosixPath, paths), self.path)


class _FolderShelf:
    def __init__(self, path: Path, output: Output) -> None:
        self._path = path
        self._output = output

    def put(self, files: Mapping[str, bytes]) -> None:
        self._output.write(files)

    def get(self, path: str) -> bytes | None:
        return plain_file.read(f"{self._path}/{path}")


class Store(Struct, frozen=True):
    """A store of objects, each written by one request: whole or not at all.

    Attributes:
        url: Such as `s3://bucket/letters`.
    """

    url: str

    def __repr__(self) -> str:
        """Nothing of the URL: a scheduler's log repeats it, and a password can be part of it."""
        return "Store(…)"

    @property
    def journal(self) -> None:
        """An object cannot be added to; its name says what a part was made from."""

    def opened(self) -> AbstractContextManager[StoreShelf]:
        """The store."""
        return nullcontext(StoreShelf(self.url))

    def locked(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:  # noqa: ARG002
        """Two batches write the same objects, or different ones."""
        return nullcontext()

    @property
    def name(self) -> str:
        """The URL, without a user and a password."""
        return shown(self.url.rstrip("/"))

    def paths(self) -> Iterable[str]:
        """Sorted."""
        return sorted(StoreShelf(self.url).paths())

    def read(self, path: str) -> bytes | None:
        """What stands there now."""
        return StoreShelf(self.url).get(path)

    def holding(self) -> Callable[[str, str], bool]:
        """One listing, without the content: a part is written whole, and named after what it is made from."""
        there = StoreShelf(self.url).paths()
        return lambda path, digest: path in there  # noqa: ARG005

    def remove(self, paths: Iterable[str]) -> None:
        """One by one."""
        shelf = StoreShelf(self.url)
        for path in paths:
            shelf.remove(path)


class Nowhere(Struct, frozen=True):
    """What would be written to a destination, which is only looked at.

    Attributes:
        other: The destination.
    """

    other: Destination

    @property
    def journal(self) -> None:
        """Nothing is noted."""

    def opened(self) -> AbstractContextManager["_NoShelf"]:
        """Takes everything and keeps nothing."""
        return nullcontext(_NoShelf())

    def locked(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:  # noqa: ARG002
        """Whoever writes there may."""
        return nullcontext()

    @property
    def name(self) -> str:
        """That of the destination."""
        return self.other.name

    def paths(self) -> Iterable[str]:
        """What is there now."""
        return self.other.paths()

    def read(self, path: str) -> bytes | None:
        """What stands there now."""
        return self.other.read(path)

    def holding(self) -> Callable[[str, str], bool]:
        """What is there now."""
        return self.other.holding()

    def remove(self, paths: Iterable[str]) -> None:
        """Nothing is removed."""


class _NoShelf:
    def put(self, files: Mapping[str, bytes]) -> None:
        pass

    def get(self, path: str) -> bytes | None:  # noqa: ARG002
        return None


def hash_of(where: Destination, path: str) -> str | None:
    """The SHA-256 of a file; None if it is not there."""
    content = where.read(path)
    return None if content is None else sha256(content).hexdigest()


def is_url(named: str) -> bool:
    """Whether what the user named is a URL, and no path."""
    return _SCHEME in named


def destination(named: str) -> Destination:
    """A folder or a store, as the user named it.

    Raises:
        OutputError: It is a URL, and nobody answers there.
        UalettersError: It is a URL that names nothing, or what opens it is not installed.
    """
    if not is_url(named):
        return Folder(Path(named))
    if not named.partition(_SCHEME)[2].strip("/"):
        raise UalettersError(
            f"cannot open `{shown(named)}`: it names no place", "name one, such as s3://bucket/letters"
        )
    if named.startswith(_FILE):
        # As a folder it is written whole or not at all, and can be gone on with.
        return Folder(Path(url2pathname(urlsplit(named).path)))
    try:
        StoreShelf(named)
    except (ImportError, ValueError) as error:
        # It says which scheme is not known, or which package opens it.
        message = f"cannot open `{shown(named)}`: {said(error, named)}"
        raise UalettersError(message, "run `pip install fsspec s3fs`") from None
    return Store(named)
