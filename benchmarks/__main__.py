"""Print every figure: `python -m benchmarks`."""

from benchmarks import startup

startup.main()
