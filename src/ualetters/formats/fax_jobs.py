"""Faxes as a list of jobs for HylaFAX, to be read and run by hand."""

from collections.abc import Iterable
from pathlib import PurePosixPath
import re
import shlex

from msgspec import Struct

from ualetters.errors import UalettersError
from ualetters.model.contact import Number
from ualetters.model.letter import Paper

_HEAD = (
    "Faxes for HylaFAX, one line each. Nothing is dialled until somebody runs a line, in the folder of this list.",
    "Check every number before you do: a fax that went to somebody else cannot be called back.",
    "Your fax server may print its own name and number at the top of every page.",
)
_NONE = "There is no letter to fax."
_IF_BUSY = "if the line is busy:"
_BY_HAND = "dial by hand:"
# sendfax dials the digits that stand for letters on a telephone, and takes what is in front of an @ for a name.
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# Written differently from country to country.
_EXTENSION = re.compile(r"\s*[^\s\d]+\s*([0-9]+)$")
_EXTENDED = re.compile(r"\+[1-9][0-9 ()./-]* ext\. [0-9]+")
# A part of a path that no shell and no option can take for anything else.
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_SIZES = {Paper.A4: "a4", Paper.US_LETTER: "na-let"}


class FaxJob(Struct, frozen=True):
    """A fax file and where it goes.

    Attributes:
        numbers: Fax numbers of its recipient in E.164, such as `+74992659077`, the one to try first in front.
        file: The file's path, relative to the folder of the list.
        paper: The sheet that it is set on.
        by_hand: Numbers with an extension, such as `+998 71 233 89 34 ext. 12`, which no fax server can dial.
    """

    numbers: tuple[str, ...]
    file: PurePosixPath
    paper: Paper
    by_hand: tuple[str, ...] = ()

    @classmethod
    def to(cls, numbers: Iterable[Number], file: PurePosixPath, paper: Paper) -> "FaxJob":
        """The job of a file that goes to whoever has these numbers."""
        found = [(number, re.sub(r"\D", "", number.international) != number.e164[1:]) for number in numbers]
        whole = tuple(number.e164 for number, is_extended in found if not is_extended)
        extended = tuple(_EXTENSION.sub(r" ext. \1", number.international) for number, yes in found if yes)
        return cls(whole, file, paper, extended)


def fax_jobs(jobs: Iterable[FaxJob]) -> bytes:
    """Write the job list: a `sendfax` line for each file, and as comments those for the recipient's other numbers.

    A number with an extension is never part of a command: without it, another machine would answer.

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
    commands = [shlex.join((*options, number, str(job.file))) for number in job.numbers]
    busy = [f"# {_IF_BUSY} {command}" for command in commands[1:]]
    return [*commands[:1], *busy, *(f"# {_BY_HAND} {number}  {job.file}" for number in job.by_hand)]


def _check(job: FaxJob) -> None:
    parts = job.file.parts
    if not parts or not all(map(_PART.fullmatch, parts)):
        raise UalettersError(
            f"{str(job.file)!r} cannot stand in a list of faxes; write it into a folder below the list, "
            "with only a-z, 0-9, dots, hyphens and underscores in names"
        )
    if not job.numbers and not job.by_hand:
        raise UalettersError(f"{job.file}: there is no number to fax it to; add `fax` to its recipient")
    wrong = [number for number in job.numbers if not _E164.fullmatch(number)]
    wrong += [number for number in job.by_hand if not _EXTENDED.fullmatch(number)]
    if wrong:
        raise UalettersError(f"{job.file}: {wrong[0]!r} is no fax number; write it as +7 499 265 90 77")
