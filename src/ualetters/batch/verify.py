"""Whether everything that a manifest names is still what it was when it was made."""

from collections.abc import Callable, Iterator

from ualetters.batch import manifest
from ualetters.batch.destination import Destination, hash_of
from ualetters.batch.run import read_manifest
from ualetters.errors import Place, Problem, ProblemsError, Severity

_MISSING, _CHANGED = "the file is missing, or no file", "the file is not what was made"
_AGAIN = "run the batch again: it makes this file anew"
_REMOVE = "remove it, then run the batch again"
_FORGET = "an earlier run made it and the last one did not: run the batch again, and the manifest no longer names it"
_LEFT = "an earlier run made it and the last one did not: remove it, then run the batch again"


def verify(
    where: Destination, begun: Callable[[int], Callable[[], object]] = lambda _: lambda: None
) -> Iterator[Problem]:
    """Every file that is missing or changed, and a note of each that the manifest does not name.

    Args:
        where: The output folder of a batch.
        begun: Called with the number of files before the first is read; what it gives is called after each.

    Raises:
        ProblemsError: There is no manifest, or it is not one of ours.
    """
    found = read_manifest(where)
    if found is None:
        place = Place(f"{where.name}/{manifest.NAME}")
        hint = "name the output folder of `ualetters batch`; every batch writes a manifest when it is done"
        raise ProblemsError([Problem(place, "there is no manifest", hint, check="verify")])
    named = found.outputs()
    step = begun(len(named))
    # Of a store a batch sees only that a file is there, whatever is in it.
    holds = where.holding()
    for path, digest in sorted(named.items()):
        if (now := hash_of(where, path)) != digest:
            message = _MISSING if now is None else _CHANGED
            if path in found.left:
                hint = _FORGET if now is None else _LEFT
            else:
                hint = _REMOVE if holds(path, digest) else _AGAIN
            yield Problem(Place(f"{where.name}/{path}"), message, hint, check="verify")
        step()
    for path in where.paths():
        if path not in named and path != manifest.NAME:
            message, hint = "the manifest does not name this file", "a batch did not make it"
            yield Problem(Place(f"{where.name}/{path}"), message, hint, Severity.NOTE, "verify")
