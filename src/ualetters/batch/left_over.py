"""What earlier runs made and this one did not: it is told, and removed where that is wished and safe."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ualetters.errors import Place, Problem, Severity
from ualetters.reports import many


def left_over(before: Mapping[str, str], made: Mapping[str, str], there: Iterable[str]) -> dict[str, str]:
    """Path to hash of what earlier runs wrote, this one did not, and nobody has taken away.

    Args:
        before: What they wrote.
        made: What this one has written.
        there: Every file that is there.
    """
    present = frozenset(there)
    return {path: digest for path, digest in sorted(before.items()) if path not in made and path in present}


def without_unread(left: Mapping[str, str], unread: Mapping[str, str | None]) -> tuple[dict[str, str], list[Problem]]:
    """What of it may be removed: nothing of a case that is there and could not be read.

    The letters of one that could be read, and that a check refuses, are not to be sent any more.

    Args:
        left: What is left over.
        unread: The files of cases that could not be read, with the ids that they seem to have.
    """
    if unknown := sorted(file for file, case_id in unread.items() if case_id is None):
        message = "nothing is removed, for what stands in the output folder may be of this case"
        hint = "mend the case, or take it away, then run the same batch again"
        return {}, [Problem(Place(file), message, hint, Severity.WARNING, "batch") for file in unknown]
    return {path: digest for path, digest in left.items() if _case_of(path) not in unread.values()}, []


def by_case(paths: Iterable[str], folder: str, what: str, hint: str, severity: Severity) -> list[Problem]:
    """A problem for each case that has some of these files, sorted.

    Args:
        paths: The files, below the output folder.
        folder: How messages call that.
        what: What is said of them, after their number.
        hint: What to do.
        severity: How bad it is.
    """
    count = Counter(map(_case_of, paths))
    return [
        Problem(Place(f"{folder}/{case_id}"), f"{many(number, 'file')} {what}", hint, severity, "batch")
        for case_id, number in sorted(count.items())
    ]


def _case_of(path: str) -> str:
    return path.partition("/")[0]
