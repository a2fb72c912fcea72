"""`names`: case forms of names, proposed for a person to check."""

import os
from pathlib import Path
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters import console
from ualetters.cli import options

if TYPE_CHECKING:
    from ualetters.names.proposal import Proposal
    from ualetters.workshop import Workshop

app = typer.Typer(
    help="Case forms of names: what the letters of a case need, proposed for you to check.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _names() -> None:
    pass


@app.command()
def propose(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    *,
    lang: Annotated[str, typer.Option("--lang", "-l", metavar="L", help="Language of the names: ru or uk.")],
    write: Annotated[bool, typer.Option("--write", help="Write the forms into the case file.")] = False,
    templates: options.TemplateRoots = None,
    directory: options.Directories = None,
) -> None:
    """Propose the case forms of names that the letters of a case need and do not have.

    Prints what would change in the case file; with --write it is changed, and nothing else in it is. Forms of names are
    never made when a letter is: you read these once, and from then on they are yours.

    A form that is not of a well-known pattern stands on a line marked `# check`. No gender is guessed, so somebody
    without `gender: m` or `f` gets none, and no name is transliterated.

    It needs the extra `names`: pytrovich for Russian, shevchenko-py for Ukrainian.

    Examples:

      ualetters names propose cases/my-case.yaml --lang ru

      ualetters names propose cases/my-case.yaml --lang ru --write
    """
    from ualetters.errors import errors_in

    shop = options.workshop(templates, directory)
    (code,) = options.languages([lang], shop)
    if not case.is_file():
        raise typer.BadParameter(f"there is no case file '{case}'")
    if shop[code].derived:
        console.say(f"{shop[code].name} makes its case forms by rule: there is nothing to propose.")
        return
    proposal = _proposal(case, shop, code)
    console.data(proposal.diff(str(case)))
    console.problems(proposal.problems)
    if write and proposal.lines:
        _replace(case, proposal.after)
    _summed_up(case, code, proposal, written=write)
    raise typer.Exit(1 if errors_in(proposal.problems) else 0)


def _proposal(case: Path, shop: "Workshop", code: str) -> "Proposal":
    from ualetters.names.proposal import MODULES, NotInstalledError, propose

    if code not in MODULES:
        raise typer.BadParameter(f"names can be proposed in {' and '.join(MODULES)}, not in {code}")
    try:
        return propose(case, shop, code)
    except NotInstalledError as error:
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"
        command = f"{python} -m pip install {error.library}"
        console.say(f"Names in {code} need {error.library}, which is not installed. Next: {command}")
        raise typer.Exit(1) from None


def _summed_up(case: Path, code: str, proposal: "Proposal", *, written: bool) -> None:
    doubtful = sum(not line.sure for line in proposal.lines)
    count = len(proposal.lines)
    check = f"`ualetters check {case} --lang {code}`"
    if not count:
        nothing = "There is nothing to propose" if proposal.problems else "No name lacks a form that the letters need"
        console.say(f"{nothing}. Next: {check}.")
        return
    forms = f"{count} form{'s' * (count != 1)} of {len(proposal.additions)} name{'s' * (len(proposal.additions) != 1)}"
    console.say(f"{forms}, {doubtful} to check.")
    if written:
        console.say(f"Read every line marked `# check`, then run {check}.")
    else:
        console.say(f"Nothing is written. Next: `ualetters names propose {case} --lang {code} --write`.")


def _replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a file's, whole or not at all."""
    from tempfile import TemporaryDirectory

    from ualetters.errors import OutputError
    from ualetters.writer import refused

    # A link goes on pointing to the file.
    file = Path(os.path.realpath(path))
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".ualetters-") as folder:
            new = Path(folder, file.name)
            new.write_bytes(content)
            shutil.copymode(file, new)
            new.replace(file)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        hint = "nothing is changed; let the folder take files, or apply what was printed with `patch`"
        raise OutputError(str(path), reason, hint, bad_place=refused(error, path).bad_place) from None
