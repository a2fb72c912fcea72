"""The stationery of some template roots, read once."""

from functools import cache

from ualetters.model.stationery import Stationery
from ualetters.stationery_file import STATIONERY_FILE, load_stationery
from ualetters.templating import Templates


@cache
def stationery(templates: Templates) -> Stationery:
    """The envelopes, windows, layouts and label sheets that there are.

    Raises:
        ProblemsError: A file cannot be read, or something in it is wrong.
    """
    return load_stationery(list(templates.find(STATIONERY_FILE)))
