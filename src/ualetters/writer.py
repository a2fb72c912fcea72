"""Documents to files: whole or not at all, and never outside the output folder.

All files of a case are first written to a staging folder of their own and then renamed into place, so that a full disk
or a killed process leaves no short file; what a killed process left behind is swept away by the next run.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import errno
from itertools import count
import os
from pathlib import Path, PurePosixPath
import shutil

from filelock import FileLock, Timeout

from ualetters.errors import OutputError

STAGING = ".ualetters-staging-"
_LOCK = "lock"
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
            return tuple(_placed(source, folder, path) for source, path in staged)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        bad_place = error.errno in _BAD_PLACE
        hint = (
            "name another folder with --output" if bad_place else "free some space or mend the disk, then run it again"
        )
        raise OutputError(str(error.filename or folder), reason, hint, bad_place=bad_place) from error


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder that only this process writes to, locked while it lives."""
    for number in count():
        staging = folder / f"{STAGING}{os.getpid()}-{number}"
        try:
            staging.mkdir()
            break
        except FileExistsError:
            continue
    lock = FileLock(staging / _LOCK)
    try:
        with lock:
            yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove the staging folders whose process is gone."""
    for stale in folder.glob(f"{STAGING}*"):
        lock = FileLock(stale / _LOCK)
        try:
            with lock.acquire(blocking=False):
                pass
        except (Timeout, OSError):
            continue
        shutil.rmtree(stale, ignore_errors=True)


def _staged(staging: Path, number: int, content: bytes) -> Path:
    path = staging / str(number)
    with path.open("xb") as file:
        file.write(content)
    return path


def _placed(source: Path, folder: Path, name: PurePosixPath) -> Path:
    target = folder.joinpath(*name.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the output folder", str(target.parent))
    source.replace(target)
    return target
