"""A server that speaks S3 on this machine, and what is in its buckets."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
import posixpath
from typing import Any
from uuid import uuid4

from tests.conftest import need_module

_KEY = "testing"
_PREFIX = "letters/"


class Bucket:
    """A bucket that remembers everything that was ever put into it."""

    def __init__(self, endpoint: str) -> None:
        self.environment = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": _KEY,
            "AWS_DEFAULT_REGION": "us-east-1",
            "NO_PROXY": "127.0.0.1",
        }
        self._name = f"bucket-{uuid4().hex[:8]}"
        self._client: Any = import_module("boto3").client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id=_KEY,
            aws_secret_access_key=_KEY,
            region_name="us-east-1",
        )
        self._client.create_bucket(Bucket=self._name)
        self._client.put_bucket_versioning(Bucket=self._name, VersioningConfiguration={"Status": "Enabled"})

    @property
    def url(self) -> str:
        """Where letters are put."""
        return f"s3://{self._name}/{_PREFIX.rstrip('/')}"

    def present(self) -> dict[str, bytes]:
        """Every object below the URL, with its content."""
        listed = self._client.list_objects_v2(Bucket=self._name, Prefix=_PREFIX).get("Contents", ())
        return {entry["Key"].removeprefix(_PREFIX): self._read(entry["Key"]) for entry in listed}

    def tags(self) -> Mapping[str, str]:
        """The ETag of every object."""
        listed = self._client.list_objects_v2(Bucket=self._name, Prefix=_PREFIX).get("Contents", ())
        return {entry["Key"].removeprefix(_PREFIX): entry["ETag"] for entry in listed}

    def puts(self) -> dict[str, int]:
        """How often every object was put."""
        found: dict[str, int] = {}
        for version in self._client.list_object_versions(Bucket=self._name)["Versions"]:
            found[version["Key"].removeprefix(_PREFIX)] = found.get(version["Key"].removeprefix(_PREFIX), 0) + 1
        return found

    def put(self, path: str, content: bytes) -> None:
        """Put an object there that no batch has made; a path can lead out of the URL."""
        key = posixpath.normpath(f"{_PREFIX}{path}")
        self._client.put_object(Bucket=self._name, Key=key, Body=content)

    def remove(self, path: str) -> None:
        """Remove an object."""
        self._client.delete_object(Bucket=self._name, Key=f"{_PREFIX}{path}")

    def _read(self, key: str) -> bytes:
        content: bytes = self._client.get_object(Bucket=self._name, Key=key)["Body"].read()
        return content


@contextmanager
def server() -> Iterator[str]:
    """A server; its address."""
    for module in ("moto", "s3fs"):
        need_module(module)
    running = import_module("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        host, port = running.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        running.stop()
