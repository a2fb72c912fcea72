"""Stores of objects: what their URLs mean, and what is said when they do not answer."""

from collections.abc import Iterator
from pathlib import Path
import socket

import pytest
from tests.conftest import need_module

from builders.batch import letters, write_cases
from builders.batch_process import posix_only, run
from builders.cli_render import DAY
from builders.object_store import Bucket, server
from ualetters.batch.destination import Folder, destination
from ualetters.errors import UalettersError

ASKED = ("batch", "cases", *DAY, "--lang", "en", "--format", "txt", "--parts", "--output")
HINT = "    → check the URL, your key and the network, then run the same command: what is done is not made again\n"


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    """A bucket on this machine."""
    with server() as address:
        yield Bucket(address)


@pytest.fixture(autouse=True)
def _cases(tmp_path: Path) -> None:
    """A case in the folder that commands are run in."""
    write_cases(tmp_path / "cases", "one")


@posix_only
def test_a_folder_as_a_url(tmp_path: Path) -> None:
    """It is a folder like any other."""
    url = (tmp_path / "my letters").as_uri()
    assert destination(url) == Folder(tmp_path / "my letters")
    done = run(tmp_path, *ASKED, url)
    assert done.code == 0, done.err
    assert len(letters(tmp_path / "my letters")) == 1


@pytest.mark.parametrize("url", ["s3://", "s3:///", "file://"])
def test_a_url_that_names_nothing(url: str) -> None:
    """It is refused, and not taken for a folder."""
    with pytest.raises(UalettersError, match="it names no place; name one, such as s3://bucket/letters"):
        destination(url)


def test_no_url_is_repeated_in_a_log() -> None:
    """It may have a password in it."""
    need_module("fsspec")
    assert "secret" not in repr(destination("memory://ada:secret@store/letters"))


@posix_only
def test_what_others_keep_in_a_bucket(tmp_path: Path, bucket: Bucket) -> None:
    """It is not below our URL, however much its name begins like ours."""
    assert run(tmp_path, *ASKED, bucket.url, more=bucket.environment).code == 0
    bucket.put("../letters-old/one.txt", b"another")
    bucket.put("../letters", b"another")
    done = run(tmp_path, "verify", bucket.url, more=bucket.environment)
    assert (done.code, done.err) == (0, f"{bucket.url} is whole.\n")


@posix_only
def test_there_is_no_such_bucket(tmp_path: Path, bucket: Bucket) -> None:
    """It is told where and why, with exit code 1; nothing is there to be verified either."""
    done = run(tmp_path, *ASKED, "s3://nobody-has-it/letters", more=bucket.environment)
    assert done.code == 1
    assert done.err.startswith("s3://nobody-has-it/letters/one/part-")
    assert done.err.endswith(f": error: The specified bucket does not exist\n{HINT}")
    done = run(tmp_path, "verify", "s3://nobody-has-it/letters", more=bucket.environment)
    assert done.code == 1
    assert "s3://nobody-has-it/letters/manifest.json: error: there is no manifest" in done.err


@posix_only
def test_nobody_answers(tmp_path: Path, bucket: Bucket) -> None:
    """It is the network's fault: exit code 74."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    more = bucket.environment | {"AWS_ENDPOINT_URL": nobody, "AWS_MAX_ATTEMPTS": "1"}
    done = run(tmp_path, *ASKED, bucket.url, more=more)
    assert (done.code, done.out) == (74, "")
    assert done.err.startswith(f"{bucket.url}/manifest.json: error: Could not connect to the endpoint URL")
    assert done.err.endswith(HINT)
