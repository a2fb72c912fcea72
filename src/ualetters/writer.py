"""Documents to files: whole or not at all, and never outside the output folder.

All files of a case are first written to the staging folder of their run and then renamed into place, so that a full
disk or a killed process leaves no short file; what a killed process left behind is swept away by the next run.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
import errno
from itertools import count
import os
from pathlib import Path, PurePosixPath
import shutil
from typing import Self

from filelock import FileLock, Timeout

from ualetters.errors import OutputError

STAGING = ".ualetters-staging-"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LOCK = "lock"
# No name is used twice: another process may still be sweeping up what had it before.
_numbers = count()
# The user named a place that cannot take files; everything else is the machine's fault.
_BAD_PLACE = {
    errno.EACCES,
    errno.EEXIST,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}


class Output:
    """An output folder that is open for writing, with a staging folder that only this process writes to.

    Thousands of small files pass through here, so that paths are strings and files are opened without a buffer.

    Args:
        folder: The output folder; it is made if it is not there.

    Raises:
        OutputError: The folder cannot be made or written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = os.path.join(folder, "")  # noqa: PTH118
        self._opened = ExitStack()
        self._numbers = count()

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _sweep(self._folder)
            self._staging = self._opened.enter_context(_staging(self._folder))
        except OSError as error:
            raise refused(error, self._folder) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def write(self, files: Mapping[PurePosixPath, bytes] | Mapping[str, bytes]) -> tuple[str, ...]:
        """Write files below the folder, all of them or none.

        Args:
            files: Path below the folder to content.

        Returns:
            The paths written, in the order of `files`.

        Raises:
            OutputError: A file or folder cannot be written; none of the files was left short.
        """
        staged: dict[str, str] = {}
        looked_at: set[str] = set()
        try:
            for path, content in files.items():
                source = f"{self._staging}{os.sep}{next(self._numbers)}"
                staged[source] = str(path)
                _write(source, content)
            # No file is placed before all of them have a place.
            placed = [(source, self._place(path, looked_at)) for source, path in staged.items()]
            for source, place in placed:
                os.replace(source, place)  # noqa: PTH105
        except OSError as error:
            for source in staged:
                with suppress(OSError):
                    os.unlink(source)  # noqa: PTH108
            raise refused(error, self._folder) from error
        return tuple(place for _, place in placed)

    def _place(self, path: str, looked_at: set[str]) -> str:
        """Where a file is to stand, with the folders above it made.

        Args:
            path: Its path below the folder.
            looked_at: The folders that were made, or seen not to lead out, for this very writing.
        """
        *above, name = path.split("/")
        folder = self._root
        for part in above:
            folder = f"{folder}{part}"
            if folder not in looked_at:
                if part == os.pardir or os.sep in part or not _is_made(folder, self._root):
                    outside = f"{self._root}{'/'.join(above)}"
                    raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the output folder", outside)
                looked_at.add(folder)
            folder = f"{folder}/"
        place = f"{folder}{name}"
        if os.sep in name or os.path.isdir(place):  # noqa: PTH112
            raise IsADirectoryError(errno.EISDIR, "a folder has the name of the file", place)
        return place


def _write(path: str, content: bytes) -> None:
    descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):
            # The disk may be nearly full; the next attempt says so.
            written += os.write(descriptor, content[written:])
    finally:
        os.close(descriptor)


def _is_made(folder: str, root: str) -> bool:
    """Make a folder, or say whether the one that is there stands below the root."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except OSError:
        # On Windows other things than links lead elsewhere too.
        if (os.name == "nt" or os.path.islink(folder)) and not _is_inside(folder, root):  # noqa: PTH114
            return False
        if not os.path.isdir(folder):  # noqa: PTH112
            raise
    return True


def _is_inside(folder: str, root: str) -> bool:
    """Whether a folder stands below the root, wherever links lead."""
    # Not Path.resolve(), which takes a loop of links for a bug.
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root))


def write_files(files: Mapping[PurePosixPath, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files below a folder, all of them or none.

    Args:
        files: Path below the folder to content.
        folder: The output folder; it is made if it is not there.

    Returns:
        The paths written, in the order of `files`.

    Raises:
        OutputError: A file or folder cannot be written; none of the files was left short.
    """
    with Output(folder) as output:
        return tuple(map(Path, output.write(files)))


def remove_files(paths: Iterable[PurePosixPath], folder: Path) -> None:
    """Remove files below a folder, and the folders that are empty without them; one behind a link stays.

    Args:
        paths: Paths below the folder; what is not there is passed over.
        folder: The output folder.

    Raises:
        OutputError: A file cannot be removed.
    """
    inside = os.path.realpath(folder)
    try:
        for path in paths:
            place = folder.joinpath(*path.parts)
            if os.path.realpath(place.parent) != os.path.join(inside, *path.parts[:-1]):  # noqa: PTH118  # of a string
                continue
            place.unlink(missing_ok=True)
            for parent in path.parents[:-1]:
                # It is not empty, or gone.
                with suppress(OSError):
                    folder.joinpath(*parent.parts).rmdir()
    except OSError as error:
        raise refused(error, folder) from error


def refused(error: OSError, path: Path) -> OutputError:
    """What is wrong with a place that cannot be written to, and what to do about it.

    Args:
        error: Why it cannot.
        path: What was to be written, if the error does not say it.
    """
    reason = (error.strerror or type(error).__name__).lower()
    bad_place = error.errno in _BAD_PLACE
    hint = "name another folder with --output" if bad_place else "free some space or mend the disk, then run it again"
    return OutputError(str(Path(error.filename2 or error.filename or path)), reason, hint, bad_place=bad_place)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder that only this process writes to, locked while it lives."""
    for number in _numbers:
        staging = folder / f"{STAGING}{os.getpid()}-{number}"
        try:
            staging.mkdir()
        except FileExistsError:
            continue
        lock = FileLock(staging / _LOCK)
        # Another process may sweep the folder before it is locked.
        with suppress(FileNotFoundError, FileExistsError, Timeout):
            lock.acquire(blocking=False)
            if (staging / _LOCK).exists():
                break
            lock.release()
    try:
        yield staging
    finally:
        lock.release()
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove the staging folders whose process is gone."""
    for stale in folder.glob(f"{STAGING}*"):
        # A folder that is locked belongs to a process that lives.
        with suppress(OSError):
            with FileLock(stale / _LOCK).acquire(blocking=False):
                shutil.rmtree(stale, ignore_errors=True)
            # On Windows the lock file goes with the lock, and the folder only after it.
            stale.rmdir()
