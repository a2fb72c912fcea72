"""Start the command line: `ualetters` and `python -m ualetters`."""

from ualetters.cli import main

if __name__ == "__main__":
    main()
