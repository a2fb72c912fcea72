"""Start the command line: `ualetters` and `python -m ualetters`."""

import gc

# One letter makes some 100,000 objects and throws few of them away; looking through them again and again takes an
# eighth of the whole run.
gc.set_threshold(100_000, 20, 20)

from ualetters.cli import main  # noqa: E402  # the threshold counts while the modules are loaded

if __name__ == "__main__":
    main()
