"""How long one text letter and `--help` take as whole processes, against importing what they stand on.

Run `python -m benchmarks`. The commands are run in turn, and each ratio is taken pair by pair, so that it holds on a
machine whose speed drifts.
"""

from pathlib import Path
from statistics import median
import subprocess
import sys
from time import perf_counter

ROUNDS = 21
CASE = Path(__file__).parent.parent / "cases" / "kasymakhunov.yaml"
BARE = ("-c", "import typer, rich.console, jinja2, yaml, babel.dates")
LETTER = ("-m", "ualetters", "render", str(CASE), "--lang", "ru", "--to", "bastrykin", "--blank", "--output", "-")
COMMANDS = {"one text letter": (LETTER, 1.6), "--help": (("-m", "ualetters", "--help"), 1.25)}


def seconds(arguments: tuple[str, ...]) -> float:
    """Wall time in seconds of one Python process with these arguments."""
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return perf_counter() - start


def ratios(arguments: tuple[str, ...], rounds: int = ROUNDS) -> list[float]:
    """The command's time divided by that of the bare imports, one value a round, after one round to warm up."""
    pairs = [(seconds(arguments), seconds(BARE)) for _ in range(rounds + 1)]
    return sorted(command / bare for command, bare in pairs[1:])


def main() -> None:
    """Print a table of the ratios."""
    print(f"whole process, divided by `python {' '.join(BARE)}`; {ROUNDS} rounds")
    print(f"{'command':18} {'least':>6} {'median':>7} {'most':>6}  target")
    for name, (arguments, target) in COMMANDS.items():
        values = ratios(arguments)
        print(f"{name:18} {values[0]:6.2f} {median(values):7.2f} {values[-1]:6.2f}  ≤ {target}")


if __name__ == "__main__":
    main()
