"""Start the command line: `ualetters` and `python -m ualetters`."""

import gc

# Nearly all that a command makes lives until it ends: to look for garbage every 700 objects takes time and finds none.
gc.set_threshold(100_000, 20, 20)

from ualetters.cli import main  # noqa: E402  # what it imports is most of what is made

if __name__ == "__main__":
    main()
