"""Files that are files: a link of the same name leads elsewhere, and a pipe or a device may never answer."""

import errno
import os
from stat import S_ISREG
from typing import BinaryIO

# A link is not followed, and nobody is waited for; Windows knows neither, and has no pipes among its files.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _READ
_AT_ONCE = 1 << 20


def read(path: str) -> bytes | None:
    """The content of a file; None if it cannot be read, or something else has its name.

    Thousands of small files pass through here: a path is a string, and no file object is made.

    Args:
        path: The file.
    """
    try:
        descriptor, size = _opened(path, _READ)
        try:
            content = os.read(descriptor, size + 1)
            # It is longer than one reading, or grows.
            while len(content) != size and (more := os.read(descriptor, _AT_ONCE)):
                content += more
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return content


def open_to_append(path: str) -> BinaryIO:
    """Open a file for writing at its end, and make it if it is not there.

    Args:
        path: The file.

    Raises:
        OSError: It cannot be opened, or something else has its name.
    """
    if os.path.lexists(path) and not S_ISREG(os.lstat(path).st_mode):
        raise _other(path)
    return os.fdopen(_opened(path, _APPEND)[0], "ab")


def _opened(path: str, flags: int) -> tuple[int, int]:
    """A descriptor, and the size of its file in bytes."""
    if not _NO_LINK and os.path.islink(path):  # noqa: PTH114  # a string
        raise _other(path)
    descriptor = os.open(path, flags, 0o666)
    found = os.fstat(descriptor)
    if not S_ISREG(found.st_mode):
        os.close(descriptor)
        raise _other(path)
    return descriptor, found.st_size


def _other(path: str) -> OSError:
    return FileExistsError(errno.EEXIST, "something else than a file has this name", path)
