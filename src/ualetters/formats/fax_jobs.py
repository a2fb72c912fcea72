"""Faxes as a list of jobs for HylaFAX, to be read and run by hand."""

from collections.abc import Iterable
from pathlib import PurePosixPath
import re
import shlex

from msgspec import Struct

from ualetters.errors import UalettersError
from ualetters.model.letter import Paper

_HEAD = (
    "Faxes for HylaFAX, one line each. Nothing is dialled until somebody runs a line, in the folder of this list.",
    "Check every number before you do: a fax that went to somebody else cannot be called back.",
    "Your fax server may print its own name and number at the top of every page.",
)
_NONE = "There is no letter to fax."
_IF_BUSY = "if the line is busy:"
# sendfax dials the digits that stand for letters on a telephone, and takes what is in front of an @ for a name.
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# A part of a path that no shell and no option can take for anything else.
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_SIZES = {Paper.A4: "a4", Paper.US_LETTER: "na-let"}


class FaxJob(Struct, frozen=True):
    """A fax file and where it goes.

    Attributes:
        numbers: Fax numbers of its recipient in E.164, such as `+74992659077`, the one to try first in front.
        file: The file's path, relative to the folder of the list.
        paper: The sheet that it is set on.
    """

    numbers: tuple[str, ...]
    file: PurePosixPath
    paper: Paper


def fax_jobs(jobs: Iterable[FaxJob]) -> bytes:
    """Write the job list: a `sendfax` line for each file, and as comments those for the recipient's other numbers.

    Raises:
        UalettersError: A number is not E.164 or is missing, or a path could mean something else to a shell.
    """
    blocks = ["\n".join(_lines(job)) for job in jobs] or [f"# {_NONE}"]
    head = "\n".join(f"# {line}" for line in _HEAD)
    return ("\n\n".join([head, *blocks]) + "\n").encode("ascii")


def _lines(job: FaxJob) -> list[str]:
    _check(job)
    # What stands behind -d no longer changes the job.
    options = ("sendfax", "-n", "-m", "-s", _SIZES[job.paper], "-d")
    first, *others = (shlex.join((*options, number, str(job.file))) for number in job.numbers)
    return [first, *(f"# {_IF_BUSY} {command}" for command in others)]


def _check(job: FaxJob) -> None:
    parts = job.file.parts
    if not parts or not all(map(_PART.fullmatch, parts)):
        raise UalettersError(
            f"{str(job.file)!r} cannot stand in a list of faxes; write it into a folder below the list, "
            "with only a-z, 0-9, dots, hyphens and underscores in names"
        )
    if not job.numbers:
        raise UalettersError(f"{job.file}: there is no number to fax it to; add `fax` to its recipient")
    for number in job.numbers:
        if not _E164.fullmatch(number):
            raise UalettersError(f"{job.file}: {number!r} is no fax number; write it as +7 499 265 90 77")
