"""Files at a URL, through fsspec: each is written by one request, so that it is there whole or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from ualetters.errors import OutputError

# What the user can mend by another URL or another key; everything else is the network's fault.
_BAD_PLACE = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_HINT = "check the URL, your key and the network, then run the same command: what is done is not made again"


class StoreShelf:
    """A store of objects, open.

    Args:
        url: Such as `s3://bucket/letters`.

    Raises:
        ImportError: The library that opens such URLs is not installed.
        ValueError: No library opens such URLs.
    """

    def __init__(self, url: str) -> None:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # the extra `cluster`

        self._url = url.rstrip("/")
        files, root = url_to_fs(self._url)
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
        except Exception as error:
            said = str(getattr(error, "strerror", None) or error).strip() or type(error).__name__
            where = "/".join(filter(None, (self._url, path)))
            # Libraries of stores raise whatever they like, and the first line says what it is.
            bad_place = isinstance(error, _BAD_PLACE)
            raise OutputError(where, said.splitlines()[0].rstrip("."), _HINT, bad_place=bad_place) from error
