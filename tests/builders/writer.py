"""Files to write, what stands in a folder, a process that can be killed, and a disk that is soon full."""

from collections.abc import Iterator
import os
from pathlib import Path, PurePosixPath
import shutil
import subprocess
import sys

from hypothesis import settings
import pytest

ON_WINDOWS = sys.platform == "win32"
posix_only = pytest.mark.skipif(ON_WINDOWS, reason="this is how POSIX does it")
# The thorough profile of the property tests asks for more of these too.
ROUNDS = settings.default.max_examples if settings.default else 60

# Started in a process of its own: it can be killed and limited without harm to the tests.
WRITING = """
from pathlib import Path, PurePosixPath
import sys
from ualetters.errors import OutputError
from ualetters.writer import Output, write_files

def files(count, size, mark):
    return {PurePosixPath(f"case/ru/{n}.txt"): f"{mark}-{n}-".encode() * size for n in range(count)}
"""


def named(**files: bytes) -> dict[PurePosixPath, bytes]:
    """Files of one case by the name of their recipient."""
    return {PurePosixPath("case", "en", f"{name}.txt"): content for name, content in files.items()}


def present(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def python(script: str, *args: object, is_measured: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a script after `WRITING` to its end; a limit would leave bytecode and the record of coverage short."""
    hidden = () if is_measured else ("COVERAGE",)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(hidden)}
    return subprocess.run(
        [sys.executable, "-B", "-c", WRITING + script, *map(str, args)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env=environment,
    )


def tiny_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of 256 KB; None where it cannot be mounted, which needs root."""
    mount = shutil.which("mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if ON_WINDOWS or not mount or os.geteuid() != 0 or subprocess.run(command, check=False).returncode:
        yield None
        return
    yield folder
    subprocess.run(["umount", folder], check=True)  # noqa: S607  # from the same package as mount
