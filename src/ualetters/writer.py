"""Documents to files: whole or not at all, and never outside the output folder.

All files of a case are first written to a staging folder of their own and then renamed into place, so that a full disk
or a killed process leaves no short file; what a killed process left behind is swept away by the next run.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
import errno
from itertools import count
import os
from pathlib import Path, PurePosixPath
import shutil

from filelock import FileLock, Timeout

from ualetters.errors import OutputError

STAGING = ".ualetters-staging-"
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with _staging(folder) as staging:
            staged = [(_staged(staging, number, content), path) for number, (path, content) in enumerate(files.items())]
            # No file is placed before all of them have a place.
            placed = [(source, _place(folder, path)) for source, path in staged]
            return tuple(source.replace(target) for source, target in placed)
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
    return OutputError(str(error.filename2 or error.filename or path), reason, hint, bad_place=bad_place)


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


def _staged(staging: Path, number: int, content: bytes) -> Path:
    path = staging / str(number)
    with path.open("xb") as file:
        file.write(content)
    return path


def _place(folder: Path, name: PurePosixPath) -> Path:
    """Where a file is to stand, with the folders above it made."""
    target = folder.joinpath(*name.parts)
    # Not Path.resolve(), which takes a loop of links for a bug.
    if not Path(os.path.realpath(target.parent)).is_relative_to(os.path.realpath(folder)):
        raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the output folder", str(target.parent))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has the name of the file", str(target))
    return target
