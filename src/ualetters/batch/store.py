"""Files at a URL, through fsspec: each is written by one request, so that it is there whole or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote

from ualetters.errors import OutputError

# What the user can mend by another URL or another key; everything else is the network's fault.
_BAD_PLACE = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_HINT = "check the URL, your key and the network, then run the same command: what is done is not made again"
_SCHEME = "://"
# In characters; whoever listens there may say anything.
_MOST_SAID = 300


class StoreShelf:
    """A store of objects, open.

    Args:
        url: Such as `s3://bucket/letters`.

    Raises:
        ImportError: The library that opens such URLs is not installed.
        OutputError: Nobody answers there.
        ValueError: No library opens such URLs.
    """

    def __init__(self, url: str) -> None:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # the extra `cluster`

        self._url = url.rstrip("/")
        try:
            files, root = url_to_fs(self._url)
        except (ImportError, ValueError):
            raise
        except Exception as error:  # noqa: BLE001  # of whichever library opens it
            raise self._failure(error) from None
        self._files: Any = files
        self._root = root.rstrip("/")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files, those that are there anew.

        Args:
            files: Path below the URL to content.

        Raises:
            OutputError: The store does not take one of them.
        """
        for path, content in files.items():
            with self._asked(path):
                self._files.pipe_file(self._at(path), content)

    def get(self, path: str) -> bytes | None:
        """The content of a file; None if it is not there.

        Raises:
            OutputError: The store does not answer.
        """
        with self._asked(path), suppress(FileNotFoundError):
            content: bytes = self._files.cat_file(self._at(path))
            return content
        return None

    def paths(self) -> frozenset[str]:
        """Every file, by one listing.

        Raises:
            OutputError: The store does not answer.
        """
        with self._asked(), suppress(FileNotFoundError):
            self._files.invalidate_cache()
            return frozenset(path.removeprefix(self._at("")) for path in self._files.find(self._root))
        return frozenset()

    def remove(self, path: str) -> None:
        """Remove a file, unless somebody has done so.

        Raises:
            OutputError: The store does not answer.
        """
        with self._asked(path), suppress(FileNotFoundError):
            self._files.rm_file(self._at(path))

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _asked(self, path: str = "") -> Iterator[None]:
        """Say what is wrong with a store in one way, whichever library opens it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # libraries of stores raise whatever they like
            raise self._failure(error, path) from None

    def _failure(self, error: Exception, path: str = "") -> OutputError:
        """What a library has raised, which may repeat a password and is not handed on itself."""
        where = "/".join(filter(None, (shown(self._url), path)))
        return OutputError(where, said(error, self._url), _HINT, bad_place=isinstance(error, _BAD_PLACE))


def shown(url: str) -> str:
    """A URL as messages show it: without a user and a password.

    Args:
        url: Such as `s3://key:secret@bucket/letters`.
    """
    user = _user(url)
    return url.replace(f"{_SCHEME}{user}@", _SCHEME, 1) if user else url


def said(error: Exception, url: str) -> str:
    """What a library says is wrong with a store, in one line and without the user and the password of its URL.

    Args:
        error: What it has raised.
        url: The store.
    """
    lines = str(getattr(error, "strerror", None) or error).split("\n")
    text = "; ".join(line.strip() for line in lines if line.strip()).replace(":; ", ": ")
    user = _user(url)
    for secret in (f"{user}@", user, user.partition(":")[2]):
        for form in (secret, unquote(secret)):
            text = text.replace(form, "") if form.strip("@") else text
    text = text.strip().rstrip(".") or type(error).__name__
    return text if len(text) <= _MOST_SAID else f"{text[: _MOST_SAID - 1]}…"


def _user(url: str) -> str:
    """What stands before the host of a URL; empty if nothing does."""
    rest = url.partition(_SCHEME)[2]
    host = rest.partition("/")[0]
    if "@" in host:
        return host.rpartition("@")[0]
    # Secret keys have slashes, and not everybody encodes them. What follows a host's name is its port.
    _, colon, port = host.rpartition(":")
    return rest.rpartition("@")[0] if colon and not port.isdigit() else ""
