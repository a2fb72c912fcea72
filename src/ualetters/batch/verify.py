"""Whether everything that a manifest names is still what it was when it was made."""

from collections.abc import Callable, Iterator

from ualetters.batch import manifest
from ualetters.batch.destination import Destination, hash_of
from ualetters.batch.run import read_manifest
from ualetters.errors import Place, Problem, ProblemsError, Severity

_MISSING = ("the file is missing", "run the batch again: it makes what is missing")
_CHANGED = ("the file is not what was made", "remove it, then run the batch again")


def verify(where: Destination, step: Callable[[], object] = lambda: None) -> Iterator[Problem]:
    """Every file that is missing or changed, and a note of each that the manifest does not name.

    Args:
        where: The output folder of a batch.
        step: Called after each file.

    Raises:
        ProblemsError: There is no manifest, or it is not one of ours.
    """
    found = read_manifest(where)
    if found is None:
        place = Place(f"{where.name}/{manifest.NAME}")
        hint = "name the output folder of `ualetters batch`; every batch writes a manifest when it is done"
        raise ProblemsError([Problem(place, "there is no manifest", hint, check="verify")])
    named = found.outputs()
    for path, digest in sorted(named.items()):
        if (now := hash_of(where, path)) != digest:
            message, hint = _MISSING if now is None else _CHANGED
            yield Problem(Place(f"{where.name}/{path}"), message, hint, check="verify")
        step()
    for path in where.paths():
        if path not in named and path != manifest.NAME:
            message, hint = "the manifest does not name this file", "a batch did not make it"
            yield Problem(Place(f"{where.name}/{path}"), message, hint, Severity.NOTE, "verify")
