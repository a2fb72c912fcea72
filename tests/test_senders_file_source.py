"""Where a file of senders may be: on this computer, or at a URL; and what is said if it is not."""

import hashlib
import importlib.util
from pathlib import Path
from typing import Self

import msgspec
import pytest

from builders.senders import ADA, CANARY, FORMATS, WRITERS, as_csv, everything, needed, written
from ualetters.errors import ProblemsError, UalettersError
from ualetters.senders_file import Rows, changed, index, read
from ualetters.senders_file.source import opened

PROFILES = [{**ADA, "name": f"P{at}", "address": ["1 Road", "City"]} for at in range(1, 12)]
ROWS = Rows(first=1, count=1, line=2, start=0, end=9, width=4)


@pytest.mark.parametrize("kind", FORMATS)
def test_url(tmp_path: Path, kind: str) -> None:
    """A file at a URL is the file that it is on this computer."""
    fsspec = needed("fsspec")
    data = WRITERS[kind](PROFILES)
    path, url = written(tmp_path, data, f"senders.{kind}"), f"memory://folder/senders.{kind}"
    with fsspec.open(url, "wb") as file:
        file.write(data)
    assert index(url, 3) == index(path, 3)
    assert everything(url, 3) == everything(path, 3)
    assert not changed(url, index(path, 3).sha256)
    assert everything(f"file://{path}", 4) == everything(path, 3)


@pytest.mark.parametrize("first", [0, 1, 100])
def test_hash_at_any_time(tmp_path: Path, first: int) -> None:
    """The hash is that of the whole file, whatever of it was read before, in whatever order; reading then goes on."""
    data = bytes(range(256)) * 10
    with opened(written(tmp_path, data), 64) as source:
        assert source.file.read(first) == data[:first]
        source.file.seek(2000)
        assert source.file.read(10) == data[2000:2010]
        source.file.seek(0)
        assert source.sha256() == source.sha256() == hashlib.sha256(data).hexdigest()
        assert source.file.read() == data


@pytest.mark.parametrize("kind", FORMATS)
def test_url_that_is_not_there(kind: str) -> None:
    """A file that is not at its URL is called by its name alone; folders and keys may be secret."""
    needed("fsspec")
    with pytest.raises(ProblemsError) as caught:
        index(f"memory://{CANARY}/none.{kind}", 3)
    assert str(caught.value).startswith(f"none.{kind}: error: cannot read the file: no such file")
    assert caught.value.__suppress_context__
    assert changed(f"memory://{CANARY}/none.{kind}", "")


@pytest.mark.parametrize("path", ["memory://", "nosuch://folder/s.csv", "memory://[/s.csv", "://s.csv"])
def test_urls_that_are_none(path: str) -> None:
    """Whatever a URL is, it ends in a message."""
    needed("fsspec")
    with pytest.raises(UalettersError):
        index(path, 3)
    with pytest.raises(UalettersError):
        read(path, ROWS)


@pytest.mark.parametrize("url", ["s3://bucket/s.csv", "gs://bucket/s.csv"])
def test_library_of_a_remote_place(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places that need a library of their own say which."""
    needed("fsspec")
    registry = importlib.import_module("fsspec.registry")
    for scheme in ("s3", "gs"):
        # Somebody may have opened one before.
        monkeypatch.delitem(registry._registry, scheme, raising=False)  # noqa: SLF001
    for module in ("s3fs", "gcsfs"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(UalettersError, match=r"files at `.*://` need one more library; .*(s3fs|gcsfs)"):
        index(url, 3)


@pytest.mark.parametrize(("path", "module"), [("memory://folder/s.csv", "fsspec"), ("s.parquet", "pyarrow")])
def test_libraries_that_are_not_there(tmp_path: Path, path: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that a file needs is named with the command that installs it."""
    if module == "pyarrow":
        path = written(tmp_path, b"PAR1", path)
    real = importlib.util.find_spec
    monkeypatch.setattr("ualetters.senders_file.source.find_spec", lambda name: None if name == module else real(name))
    for ask in (lambda: index(path, 3), lambda: read(path, ROWS)):
        with pytest.raises(UalettersError, match=f"needs one more library: run `pip install {module}`"):
            ask()


def test_path_that_is_no_file(tmp_path: Path) -> None:
    """A file that is not there, or a folder, is called by its name alone."""
    (tmp_path / "folder.csv").mkdir()
    for name, why in {
        "folder.csv": "is a directory",
        f"{CANARY}/none.csv": "no such file",
        "a\0.csv": "no such",
    }.items():
        with pytest.raises(ProblemsError) as caught:
            index(str(tmp_path / name), 3)
        assert CANARY not in str(caught.value)
        assert f"{Path(name).name}: error: cannot read the file: {why}" in str(caught.value)


class _Failing:
    """A file of a remote place that answers no more after some bytes."""

    def __init__(self, data: bytes, error: Exception) -> None:
        self._data = data
        self._error = error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def seek(self, offset: int, _: int = 0) -> None:
        """Go to the beginning alone, as a stream can."""
        if offset:
            raise self._error

    def tell(self) -> int:
        """The beginning."""
        return 0

    def read(self, _: int) -> bytes:
        """The next bytes, or the error."""
        if not self._data:
            raise self._error
        data, self._data = self._data, b""
        return data


@pytest.mark.parametrize("error", [RuntimeError(CANARY), ConnectionResetError(CANARY), OSError(5, CANARY, CANARY)])
@pytest.mark.parametrize("data", [b"", as_csv([ADA] * 10)])
def test_a_place_that_fails(data: bytes, error: Exception) -> None:
    """Whatever a remote place raises, in the middle of a file too, ends in a message without what it said."""
    fsspec = needed("fsspec")

    class Place(fsspec.AbstractFileSystem):  # type: ignore[misc,name-defined]
        def _open(self, *_: object, **_options: object) -> _Failing:
            return _Failing(data, error)

    fsspec.register_implementation("failing", Place, clobber=True)
    with pytest.raises(ProblemsError, match="cannot read the file") as caught:
        index("failing://bucket/s.csv", 3)
    assert CANARY not in str(caught.value)
    with pytest.raises(ProblemsError, match="cannot read the file"):
        read("failing://bucket/s.csv", msgspec.structs.replace(ROWS, start=1 << 20))
