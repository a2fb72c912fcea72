"""The manifest of a batch: what stands in its folder, and what that was made from.

It is written last, so that everything it names is whole; it holds no time, no absolute path and nothing of a sender.
"""

from collections.abc import Iterable, Mapping
import re

import msgspec
from msgspec import Struct, field

from ualetters.batch.inputs import Inputs
from ualetters.errors import Place, Problem, ProblemsError

NAME = "manifest.json"
FORMAT = 1
# As the writer names files: no step of a path can lead up, or be a device on some system.
_PATH = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*){1,3}(?:\.[a-z0-9]+)+")


class Made(Struct, frozen=True, omit_defaults=True):
    """What was made of a case.

    Attributes:
        sha256: Hash of the case file.
        directory: Name of a directory entry to its hash; None where there is none.
        outputs: Path below the output folder to the hash of the file.
        letters: How many letters these are.
        languages: The languages that they are in.
        warnings: How many warnings there were.
        refused: How many errors kept some of its senders from getting letters.
        is_specimen: Whether the letters are not to be sent.
    """

    sha256: str
    directory: dict[str, str | None]
    outputs: dict[str, str]
    letters: int
    languages: tuple[str, ...]
    warnings: int = 0
    refused: int = 0
    is_specimen: bool = False

    def with_more(self, other: "Made") -> "Made":
        """The same case with what another part of its senders got."""
        return Made(
            self.sha256,
            self.directory | other.directory,
            self.outputs | other.outputs,
            self.letters + other.letters,
            tuple(sorted({*self.languages, *other.languages})),
            self.warnings + other.warnings,
            self.refused + other.refused,
            self.is_specimen,
        )


class Manifest(Struct, frozen=True, omit_defaults=True):
    """What stands in the output folder of a batch.

    Attributes:
        inputs: What all letters were made from.
        cases: Case id to what was made of it.
        left: Path to hash of what earlier runs made and this one did not.
        format: Version of this format.
    """

    inputs: Inputs
    cases: dict[str, Made]
    left: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def outputs(self) -> dict[str, str]:
        """Path to hash of every file that was made, left ones too."""
        return self.left | {path: digest for made in self.cases.values() for path, digest in made.outputs.items()}

    def to_bytes(self) -> bytes:
        """The manifest as JSON: sorted, one entry a line."""
        data = msgspec.to_builtins(self) | {"format": self.format}
        return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=1) + b"\n"


def parsed(data: bytes, name: str) -> Manifest:
    """Read a manifest.

    Args:
        data: Its bytes.
        name: How messages call it.

    Raises:
        ProblemsError: It is not one of ours, or names a path that we would never write.
    """
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _refusal(name, "this is not a manifest of ours, or it is damaged") from None
    if found.format != FORMAT:
        raise _refusal(name, "the manifest is of another version of ualetters")
    for path in found.outputs():
        if not is_ours(path):
            raise _refusal(name, f"the manifest names a path that we would not write: `{path}`")
    return found


def is_ours(path: str) -> bool:
    """Whether a path below the output folder is of the kind that a batch writes."""
    return bool(_PATH.fullmatch(path))


def merged(parts: Iterable[tuple[str, Made]]) -> dict[str, Made]:
    """Case id to everything that was made of it, sorted."""
    found: dict[str, Made] = {}
    for case_id, made in parts:
        found[case_id] = found[case_id].with_more(made) if case_id in found else made
    return dict(sorted(found.items()))


def left_over(before: Mapping[str, str], made: Mapping[str, str]) -> dict[str, str]:
    """What an earlier run wrote and this one did not."""
    return {path: digest for path, digest in sorted(before.items()) if path not in made}


def _refusal(name: str, message: str) -> ProblemsError:
    return ProblemsError([Problem(Place(name), message, "move it away, then run the same batch again", check="batch")])
