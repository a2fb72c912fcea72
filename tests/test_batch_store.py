"""Stores of objects: what their URLs mean, and what is said when they do not answer."""

from collections.abc import Callable, Iterator
from pathlib import Path
import socket

import pytest
from tests.conftest import Outcome, need_module

from builders.batch import letters, write_cases
from builders.batch_process import posix_only, run
from builders.cli_render import DAY
from builders.object_store import Bucket, server
from ualetters.batch.destination import Folder, destination
from ualetters.batch.store import said
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


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        ("memory://user:hunter2@host/letters", "memory://host/letters"),
        ("memory://user:hun%3Ater2@host/letters", "memory://host/letters"),
        ("memory://user:hunter2/+slash=@host/letters", "memory://host/letters"),
        ("memory://user:hun@ter2@host/letters", "memory://host/letters"),
        ("memory://user@host/letters@home", "memory://host/letters@home"),
        ("memory://:hunter2@host:9000/letters", "memory://host:9000/letters"),
        ("memory://host:9000/letters@home", "memory://host:9000/letters@home"),
        ("memory://host/letters@home/a:b", "memory://host/letters@home/a:b"),
        ("memory://host", "memory://host"),
    ],
)
def test_no_password_is_shown(cli: Callable[..., Outcome], tmp_path: Path, url: str, is_shown: str) -> None:
    """Nowhere: not in the paths on stdout, not in messages; what is no user or password is."""
    need_module("fsspec")
    asked = ("batch", tmp_path / "cases", *ASKED[2:], url)
    done = cli(*asked)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1] == f"{is_shown}/manifest.json"
    checked = cli("verify", url)
    assert checked.err == f"{is_shown} is whole.\n"
    destination(url).remove(list(destination(url).paths()))
    failed = cli("verify", url)
    assert f"{is_shown}/manifest.json: error: there is no manifest" in failed.err
    for one in (done, checked, failed):
        assert "ter2" not in one.out + one.err
        assert "user" not in one.out + one.err


@pytest.mark.parametrize("scheme", ["nothing", "ftp"])
def test_no_password_is_shown_when_it_cannot_be_opened(cli: Callable[..., Outcome], scheme: str) -> None:
    """Whether no library knows the scheme, or nobody answers, which is told as the network's fault."""
    need_module("fsspec")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"127.0.0.1:{closed.getsockname()[1]}"
    done = cli("verify", f"{scheme}://user:hunter2@{nobody}/letters")
    assert done.code == (74 if scheme == "ftp" else 2)
    assert f"{scheme}://{nobody}/letters" in "".join(done.err.replace("│", "").split())
    assert "hunter2" not in done.err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Parameter validation failed:\nInvalid bucket name "ada:s/cret@b"',
            'Parameter validation failed: Invalid bucket name "b"',
        ),
        ("no host ada:s/cret.\n\nTry ada:s%2Fcret@b.", "no host .; Try b"),
        ("wrong password s/cret", "wrong password"),
        ("", "ValueError"),
        ("\n", "ValueError"),
        ("s/cret", "ValueError"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_what_a_library_says(text: str, expected: str) -> None:
    """All of it in one line that is not too long, without the password as it stands in the URL or is meant."""
    assert said(ValueError(text), "s3://ada:s%2Fcret@b/letters") == expected
    assert said(ValueError("nobody"), "s3://b/letters") == "nobody"


@posix_only
def test_a_password_that_the_store_takes_for_a_bucket(tmp_path: Path, bucket: Bucket) -> None:
    """What boto says of it is told without it."""
    done = run(tmp_path, *ASKED, "s3://ada:hunter2@bucket/letters", more=bucket.environment)
    assert done.code == 74
    assert done.err.startswith("s3://bucket/letters/manifest.json: error: ")
    assert "Invalid bucket name" in done.err
    assert "hunter2" not in done.out + done.err


@posix_only
def test_what_others_keep_in_a_bucket(tmp_path: Path, bucket: Bucket) -> None:
    """It is not below our URL, however much its name begins like ours."""
    assert run(tmp_path, *ASKED, bucket.url, more=bucket.environment).code == 0
    bucket.put("../letters-old/one.txt", b"another")
    bucket.put("../letters", b"another")
    done = run(tmp_path, "verify", bucket.url, more=bucket.environment)
    assert (done.code, done.err) == (0, f"{bucket.url} is whole.\n")


@posix_only
def test_a_changed_part_in_a_bucket(tmp_path: Path, bucket: Bucket) -> None:
    """A batch does not read it again, so it has to be removed first."""
    url = bucket.url.replace("/letters", "/changed")
    done = run(tmp_path, *ASKED, url, more=bucket.environment)
    (part,) = [path.removeprefix(url) for path in done.out.splitlines() if path.endswith(".zip")]
    bucket.put(f"../changed{part}", b"changed")
    done = run(tmp_path, "verify", url, more=bucket.environment)
    assert done.code == 1
    assert f"{part}: error: the file is not what was made\n    → remove it, then run the batch again\n" in done.err


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
