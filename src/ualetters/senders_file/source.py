"""A file of senders, open for reading: on this computer, or at a URL that fsspec knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
import io
import os
from pathlib import PurePath
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from ualetters.errors import Place, Problem, ProblemsError, UalettersError

WHOLE, PART = 1 << 22, 1 << 18
"""How many bytes to ask for at a time: of a file that is read whole, or of one in whose middle some rows are read."""

_URL = "://"
_REASONS = {
    FileNotFoundError: "no such file",
    PermissionError: "permission denied",
    IsADirectoryError: "it is a folder",
}


class Source:
    """An open file.

    Attributes:
        name: The last part of its path, which alone is shown.
        file: Its bytes.
    """

    def __init__(self, name: str, file: BinaryIO, ahead: int) -> None:
        self.name = name
        self._raw = _Hashed(file)
        self.file: BinaryIO = io.BufferedReader(self._raw, ahead)

    def sha256(self) -> str:
        """The hash of the whole file in hexadecimal; what was not read from its beginning on is read now.

        Raises:
            OSError: It cannot be read.
        """
        return self._raw.sha256()


class _Hashed(io.RawIOBase):
    """Bytes that are hashed while they are read from the first to the last."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._digest = sha256()
        self._hashed = 0
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _as_os_errors():
            self._file.seek(offset, whence)
            self._at = self._file.tell()
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # whatever the buffer above hands down
        with _as_os_errors():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        # What is read a second time, or out of order, is left to the end.
        if self._at == self._hashed:
            self._digest.update(data)
            self._hashed += len(data)
        self._at += len(data)
        return len(data)

    def sha256(self) -> str:
        before = self._at
        self.seek(self._hashed)
        while self.read(WHOLE):
            pass
        self.seek(before)
        return self._digest.hexdigest()


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Whatever the library of a remote file system raises, as the system's own files would."""
    try:
        yield
    except (OSError, ImportError):
        raise
    except Exception:  # noqa: BLE001
        raise OSError from None


@contextmanager
def opened(path: str, ahead: int) -> Iterator[Source]:
    """Open a file or a URL.

    Args:
        path: The file or URL.
        ahead: How many bytes to ask for at a time, `WHOLE` or `PART`.

    Raises:
        ProblemsError: It cannot be opened, or not be read on.
        UalettersError: A library that it needs is not installed.
    """
    name = _name(path)
    try:
        with _file(path, ahead) as file:
            yield Source(name, file, ahead)
    except OSError as error:
        # Libraries put texts of their own where the system has its number.
        number = error.errno if isinstance(error.errno, int) else 0
        reason = os.strerror(number).lower() if number else _REASONS.get(type(error), "it does not answer")
        problem = Problem(Place(name), f"cannot read the file: {reason}", "check the path and its spelling")
        raise ProblemsError([problem]) from None


def library(module: str, why: str) -> Any:  # noqa: ANN401  # neither library is typed
    """Import a library that only some files of senders need.

    Args:
        module: What is imported.
        why: What needs it, in words for a message.

    Raises:
        UalettersError: It is not installed.
    """
    top = module.partition(".")[0]
    if find_spec(top) is None:
        raise UalettersError(f"{why} needs one more library: run `pip install {top}`")
    return import_module(module)


def _name(path: str) -> str:
    """The last part of a path or URL, without what may stand around it and be secret."""
    try:
        return PurePath(urlsplit(path).path if _URL in path else path).name or "senders"
    except ValueError:
        return "senders"


def _file(path: str, ahead: int) -> BinaryIO:
    if _URL not in path:
        try:
            return open(path, "rb")  # noqa: PTH123  # whoever asked closes it
        except ValueError:
            raise FileNotFoundError from None
    fsspec = library("fsspec", "a file at a URL")
    try:
        with _as_os_errors():
            system, inner = fsspec.url_to_fs(path)
            file: BinaryIO = system.open(inner, "rb", block_size=ahead)
    except ImportError as error:
        scheme = path.partition(_URL)[0]
        raise UalettersError(f"files at `{scheme}{_URL}` need one more library", str(error)) from None
    return file
