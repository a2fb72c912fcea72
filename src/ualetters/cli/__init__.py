"""The command line: options in, exit code out. Commands import their work when they run, so that --help is quick."""

from collections.abc import Sequence
import sys
from typing import Annotated

import typer

from ualetters import __version__, console
from ualetters.cli import author, batch, check, envelopes, languages, names, outcome, pack, plan, render
from ualetters.errors import OutputError, Place, Problem, ProblemsError, UalettersError

BUG = 70

app = typer.Typer(
    name="ualetters",
    help="Finished appeal letters, one per recipient and language, from one case file. Nothing is ever sent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Rich help costs 90 ms at every start.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: ualetters list, then ualetters render CASE --lang L.",
)
app.command()(render.render)
app.command()(check.check)
app.command("list")(check.list_cases)
app.command()(render.preview)
app.command()(batch.batch)
app.command()(batch.verify)
app.command()(pack.pack)
app.command()(plan.plan)
app.command()(envelopes.envelopes)
app.command()(author.new)
app.add_typer(languages.app, name="languages")
app.command()(author.schema)
app.command()(author.sender)
app.add_typer(names.app, name="names")


def _version(value: bool) -> None:  # noqa: FBT001  # typer calls it with one positional value
    if value:
        console.data(f"ualetters {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    Exit codes: 0 ok; 1 problems found or letters failed; 2 usage; 3 warnings under `--strict`; 70 a bug; 74 input or
    output failed; 130 interrupted. Typer itself ends a run that is interrupted, or whose stdout nobody reads any more.

    Args:
        args: The arguments; by default those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:  # noqa: PLR0911  # one exit code for each way to end
    try:
        app(args, prog_name="ualetters")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except ProblemsError as error:
        console.problems(error.problems)
        return outcome.FAILED
    except OutputError as error:
        return outcome.not_written(error)
    except UalettersError as error:
        console.problems([Problem(Place("ualetters"), error.message, error.hint)])
        return outcome.FAILED
    except OSError as error:
        # The rest of stdout would fail again when Python ends.
        sys.stdout = None
        reason = (error.strerror or type(error).__name__).lower()
        hint = "free some space or mend the disk, then run it again"
        console.problems([Problem(Place(str(error.filename or "stdout")), reason, hint)])
        return outcome.IO_FAILED
    except Exception as error:  # noqa: BLE001  # the last place where a bug can be kept from the user's screen
        return _bug(error)
    return 0


def _bug(error: Exception) -> int:
    """Say where it broke, but no value: it may be somebody's data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
    console.say(
        f"A bug in ualetters {__version__}: {type(error).__name__}{where}.",
        "Nothing more was written. Please report it.",
    )
    return BUG
