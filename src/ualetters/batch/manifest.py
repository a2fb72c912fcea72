"""The manifest of a batch: what stands in its folder, and what that was made from.

It is written last, so that everything it names is whole; it holds no time, no absolute path and nothing of a sender.
"""

import re

import msgspec
from msgspec import Struct, field

from ualetters.batch.inputs import Inputs
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.formats import EXTENSIONS
from ualetters.senders_file import Rows

NAME = "manifest.json"
FORMAT = 1
PART_ENDING = "zip"
# As letters and parts are named: no step of a path leads up, and whatever else may stand in the same folder, such as
# the cases, has another ending.
_STEP = "[a-z0-9][a-z0-9-]*"
_LETTER = rf"(?:/{_STEP}){{2,3}}\.(?:{'|'.join(map(re.escape, EXTENSIONS))})"
_PATH = re.compile(rf"{_STEP}(?:{_LETTER}|/part-[0-9a-f-]+\.{PART_ENDING})")


class Made(Struct, frozen=True, omit_defaults=True):
    """What was made of a case, or of a case for some of its senders.

    Attributes:
        sha256: Hash of the case file.
        directory: Name of a directory entry to its hash; None where there is none.
        outputs: Path below the output folder to the hash of the file.
        letters: How many letters these are.
        languages: The languages that they are in.
        warnings: How many warnings there were.
        refused: How many errors kept some senders from getting letters.
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


class Manifest(Struct, frozen=True, omit_defaults=True):
    """What stands in the output folder of a batch.

    Attributes:
        inputs: What all letters were made from.
        cases: Case id to what was made of it; for senders `id/1-1000`, and so on, by their rows.
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


class _Versioned(Struct, frozen=True):
    """What every version of a manifest has."""

    format: object


def parsed(data: bytes, name: str) -> Manifest:
    """Read a manifest.

    Args:
        data: Its bytes.
        name: How messages call it.

    Raises:
        ProblemsError: It is not one of ours, or names a path that we would never write.
    """
    try:
        # Another version may have given everything else another shape.
        if msgspec.json.decode(data, type=_Versioned).format != FORMAT:
            raise _refusal(name, "the manifest is of another version of ualetters")
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _refusal(name, "this is not a manifest of ours, or it is damaged") from None
    for path in found.outputs():
        if not is_ours(path):
            raise _refusal(name, f"the manifest names a path that we would not write: `{path}`")
    return found


def is_ours(path: str) -> bool:
    """Whether a path below the output folder is of the kind that a batch writes."""
    return bool(_PATH.fullmatch(path))


def key(case_id: str, rows: Rows | None) -> str:
    """The name of a case, or of a case for some of its senders, in a manifest."""
    return f"{case_id}/{rows.first}-{rows.first + rows.count - 1}" if rows else case_id


def _refusal(name: str, message: str) -> ProblemsError:
    return ProblemsError([Problem(Place(name), message, "move it away, then run the same batch again", check="batch")])
