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
KINDS = ("case", "offices", "embassies", "section", "sender")


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
    create(target, text.encode(), private=False)
    schema = output / SCHEMA_FILE
    if not schema.exists():
        create(schema, _schema("case").encode(), private=False)
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
    if path.exists() and not _confirmed(f"{path} is there already. Replace it?", no_by_default=True):
        raise typer.Exit(1)
    _keep(path, sender_profile(_asked()).encode())
    console.data(f"{path}\n")


def _keep(path: Path, profile: bytes) -> None:
    """Put a profile in its place, once it has been read back from one where nobody else can see it."""
    from tempfile import TemporaryDirectory

    from ualetters.sender_file import load_sender
    from ualetters.writer import refused

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder, path.name)
            create(new, profile, private=True)
            load_sender(new)
            new.replace(path)
    except OSError as error:
        raise refused(error, path) from None


def _answer(question: str) -> str:
    # Not typer.prompt, which prints the last character of its question to stdout.
    typer.echo(f"{question}: ", nl=False, err=True)
    return input().strip()


def _checked(question: str, key: str, country: str | None = None) -> str:
    """An answer that the profile can take; what is wrong with another is said at once, while it can be mended."""
    from ualetters.sender_file import KEYS, complaint

    while (answer := _answer(question)) or KEYS[key].required:
        wrong = complaint(key, answer.upper() if key == "country" else answer, country)
        if wrong is None:
            break
        console.say(wrong)
    return answer


def _confirmed(question: str, *, no_by_default: bool = False) -> bool:
    """Ask for yes or no, until it is one of them; an empty answer counts only where it is said which."""
    answers = {"y": True, "yes": True, "n": False, "no": False} | ({"": False} if no_by_default else {})
    choice = "y/N" if no_by_default else "y/n"
    while (answer := _answer(f"{question} [{choice}]").lower()) not in answers:
        pass
    return answers[answer]


def _asked() -> dict[str, object]:
    console.say("Leave an answer empty to leave it out.")
    name = _checked("Your name, as you sign", "name")
    country = _checked("Your country, as a two-letter code such as DE or US", "country").upper()
    address: list[str] = []
    while line := _answer(f"Postal address, line {len(address) + 1} (empty to end; without the country)"):
        address.append(line)
    values: dict[str, object] = {
        "name": name,
        "country": country,
        "address": address,
        "email": _checked("E-mail address", "email"),
        "phone": _checked("Telephone, with +", "phone", country),
        "languages": _checked("Languages you read and write, best first, such as: de en", "languages")
        .replace(",", " ")
        .lower()
        .split(),
        "occupation": _checked("Occupation, for the signature", "occupation"),
    }
    console.say(
        "Do you, your family or your friends live in, come from or travel to a country that you may write to?",
        "Then your full name and address could put you or them at risk.",
    )
    if _confirmed("Are there such ties?"):
        console.say("Your letters will have ruled lines for name and address. Ask your section office before you sign.")
        values["privacy"] = "hand"
    return values


def create(path: Path, content: bytes, *, private: bool, hint: str = "choose another id or remove it") -> None:
    """Write a new file, and the folder it stands in; never replace one, and leave none that is short.

    Args:
        path: The file.
        content: What it is to hold.
        private: Whether only its owner may read it.
        hint: What to do if it is there already.

    Raises:
        OutputError: It is there already, or cannot be written.
    """
    from ualetters.writer import refused

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise OutputError(str(path), "the file is there already", hint, bad_place=True) from None
        raise refused(error, path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        path.unlink()
        raise refused(error, path) from None
