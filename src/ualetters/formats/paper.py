"""The stationery of some template roots, read once."""

from functools import cache

from ualetters.errors import Problem, ProblemsError
from ualetters.model.stationery import Stationery
from ualetters.stationery_file import STATIONERY_FILE, load_stationery
from ualetters.templating import Templates
from ualetters.window import cuts
from ualetters.yaml_source import laid, place_of


@cache
def stationery(templates: Templates) -> Stationery:
    """The envelopes, windows, layouts and label sheets that there are.

    Raises:
        ProblemsError: A file cannot be read, something in it is wrong, or a layout does not show the address alone.
    """
    files = list(templates.find(STATIONERY_FILE))
    known = load_stationery(files)
    # Their places are only needed where something is wrong.
    wrong = [(f"layouts.{name}", cut) for name, layout in known.layouts.items() for cut in cuts(layout, known)]
    if wrong:
        root = laid(files)
        found = [Problem(place_of(root, f"{path}.{key}"), message, hint) for path, (key, message, hint) in wrong]
        raise ProblemsError(found)
    return known
