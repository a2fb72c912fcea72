"""What a run has done so far, noted line by line: a run that was killed is gone on with, not begun again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from ualetters.batch import plain_file
from ualetters.batch.manifest import Made, is_ours
from ualetters.writer import refused


class _Line(Struct, frozen=True, omit_defaults=True):
    """What was made of a unit; without one, that what was noted with these inputs before is not to be trusted."""

    inputs: str
    key: str | None = None
    made: Made | None = None


class Journal:
    """The journal of a run.

    Attributes:
        known: What an earlier run with the same inputs had done when it ended before its time, by its name in a
            manifest.
        outputs: Path to hash of all that earlier runs wrote and no manifest may name, whatever their inputs.
    """

    def __init__(self, path: Path | None, inputs: str) -> None:
        self.known: dict[str, Made] = {}
        self.outputs: dict[str, str] = {}
        for line in _lines(path) if path else ():
            self.outputs |= line.made.outputs if line.made else {}
            if line.inputs == inputs and line.key and line.made:
                self.known[line.key] = line.made
            elif line.inputs == inputs:
                self.known.clear()
        self._path = path
        self._inputs = inputs
        self._file: IO[bytes] | None = None

    def add(self, key: str, made: Made) -> None:
        """Note what stands whole in the output folder.

        Raises:
            OutputError: The journal cannot be written.
        """
        self._add(_Line(self._inputs, key, made))

    def distrust(self) -> None:
        """Note that nobody knows what was made with these inputs.

        Raises:
            OutputError: The journal cannot be written.
        """
        self._add(_Line(self._inputs))

    def _add(self, line: _Line) -> None:
        if self._path is None:
            return
        try:
            if self._file is None:
                self._file = plain_file.open_to_append(str(self._path))
            # A line that an earlier run could not end is ended.
            self._file.write(b"\n" + msgspec.json.encode(line))
            self._file.flush()
        except OSError as error:
            raise refused(error, self._path) from error

    def close(self) -> None:
        """Keep it for the next run."""
        if self._file is not None:
            # A full disk has been told of already.
            with suppress(OSError):
                self._file.close()
            self._file = None

    def remove(self) -> None:
        """It is not needed any more: the manifest says everything."""
        self.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[_Line]:
    for line in (plain_file.read(str(path)) or b"").split(b"\n"):
        # The last one may have been cut off, and a full disk or a stranger may have left anything.
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            found = msgspec.json.decode(line, type=_Line)
            if found.made is None or all(map(is_ours, found.made.outputs)):
                yield found
