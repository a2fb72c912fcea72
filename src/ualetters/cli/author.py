"""`new`, `schema` and `sender`: files that people start from."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from ualetters import console
from ualetters.cli import options
from ualetters.errors import OutputError

SCHEMA_FILE = "case.schema.json"
KINDS = ("case", "offices", "embassies", "sender")


def new(
    case_id: Annotated[str, typer.Argument(metavar="ID", help="a-z, 0-9 and -; names the file and the output folder.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the case is written.")] = Path(),
    date: options.Date = None,
    templates: options.TemplateRoots = None,
) -> None:
    """Start a case: write ID.yaml with everything to fill in, and the schema that lets an editor help.

    Example:

      ualetters new my-case --output cases
    """
    from ualetters.scaffold import new_case
    from ualetters.templating import Templates

    text = new_case(case_id, SCHEMA_FILE, options.today(date), Templates.with_own(templates or ()))
    target = output / f"{case_id}.yaml"
    _create(target, text.encode(), private=False)
    schema = output / SCHEMA_FILE
    if not schema.exists():
        _create(schema, _schema("case").encode(), private=False)
    console.data(f"{target}\n")
    console.say(f"Write what is marked TODO, then run `ualetters check {target}`.")


def schema(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=f"One of {', '.join(KINDS)}.")] = "case",
) -> None:
    """Print the JSON Schema of a file, so that an editor completes and checks it.

    Example:

      ualetters schema > case.schema.json
    """
    from ualetters.fields import suggestion

    if kind not in KINDS:
        raise typer.BadParameter(f"there is no schema '{kind}'; {suggestion(kind, KINDS)}")
    console.data(_schema(kind))


def _schema(kind: str) -> str:
    from ualetters.schema import schemas

    return json.dumps(schemas()[kind], ensure_ascii=False, indent=2) + "\n"


def sender(
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; by default your settings."),
    ] = None,
) -> None:
    """Make your sender profile by questions. It stays on this computer, readable by you alone.

    Nothing of it reaches a case, a log or a file name. Leave an answer empty to leave it out.
    """
    from ualetters.scaffold import sender_profile

    path = output or options.sender_path()
    if path.exists() and not typer.confirm(f"{path} is there already. Replace it?", err=True):
        raise typer.Exit(1)
    values = _asked()
    path.unlink(missing_ok=True)
    _create(path, sender_profile(values).encode(), private=True)
    _accepted(path)
    console.data(f"{path}\n")


def _accepted(path: Path) -> None:
    """Read the profile back, and remove it again if it cannot be used."""
    from ualetters.errors import ProblemsError
    from ualetters.sender_file import load_sender

    try:
        load_sender(path)
    except ProblemsError:
        path.unlink()
        raise


def _asked() -> dict[str, object]:
    def ask(question: str) -> str:
        return str(typer.prompt(question, default="", show_default=False, err=True)).strip()

    name = str(typer.prompt("Your name, as you sign", err=True)).strip()
    country = str(typer.prompt("Your country, as a two-letter code such as DE or US", err=True)).strip().upper()
    address: list[str] = []
    while line := ask(f"Postal address, line {len(address) + 1} (empty to end; without the country)"):
        address.append(line)
    values: dict[str, object] = {
        "name": name,
        "country": country,
        "address": address,
        "email": ask("E-mail address"),
        "phone": ask("Telephone, with +"),
        "languages": ask("Languages you read and write, best first, such as: de en").replace(",", " ").lower().split(),
        "occupation": ask("Occupation, for the signature"),
    }
    console.say(
        "Do you, your family or your friends live in, come from or travel to a country that you may write to?",
        "Then your full name and address could put you or them at risk.",
    )
    if typer.confirm("Are there such ties?", err=True):
        console.say("Your letters will have ruled lines for name and address. Ask your section office before you sign.")
        values["privacy"] = "hand"
    return values


def _create(path: Path, content: bytes, *, private: bool) -> None:
    """Write a new file, and the folder it stands in; never replace one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except FileExistsError:
        raise OutputError(
            str(path), "the file is there already", "choose another id or remove it", bad_place=True
        ) from None
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise OutputError(str(path), reason, "name another folder with --output", bad_place=True) from None
