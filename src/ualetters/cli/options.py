"""The options that several commands share, and what they are turned into."""

from datetime import UTC, date, datetime
from enum import StrEnum
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters.cli.outcome import Form
from ualetters.formats import FORMATS, is_installed, remedy
from ualetters.templating import Templates

if TYPE_CHECKING:
    from ualetters.model.section import Section
    from ualetters.model.sender import Sender
    from ualetters.workshop import Workshop

EPOCH = "SOURCE_DATE_EPOCH"


def _languages(incomplete: str) -> list[str]:
    codes = (*Templates.with_own().languages(), "all", "own")
    return [code for code in codes if code.startswith(incomplete)]


class FaxEncoding(StrEnum):
    """How the lines of a fax are packed."""

    G4 = "g4"
    G3 = "g3"


Cases = Annotated[list[Path], typer.Argument(metavar="CASE...", help="Case files, or folders of them.")]
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH...]", help="Case files or folders; by default cases/.")
]
Lang = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        "-l",
        metavar="L",
        help="Language of the letters: a code, all, or own.",
        autocompletion=_languages,
    ),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help=f"Date of the letters; else {EPOCH}, else today."),
]
TemplateRoots = Annotated[
    list[Path] | None,
    typer.Option("--templates", metavar="DIR", help="A template root of your own, in front of ours."),
]
Directories = Annotated[
    list[Path] | None,
    typer.Option("--directory", metavar="DIR", help="A directory of officials, in front of the case's."),
]
SenderFile = Annotated[
    Path | None,
    typer.Option("--sender", metavar="FILE", help="Your sender profile; by default the one in your settings."),
]
Blank = Annotated[
    bool, typer.Option("--blank", help="Leave ruled lines to fill in by hand, even if you have a profile.")
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="CC", help="The country you post from, such as DE; no profile is read then."),
]
SectionFile = Annotated[
    Path | None,
    typer.Option(
        "--section",
        metavar="FILE",
        help="Your section's file on mail; by default section.yaml beside the profile in your settings.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="F", help=f"{', '.join(FORMATS)}; by default pdf and txt."),
]
FaxCode = Annotated[FaxEncoding, typer.Option("--fax-encoding", help="g3 for fax machines that do not know g4.")]
To = Annotated[list[str] | None, typer.Option("--to", metavar="ID", help="Only this recipient.")]
Font = Annotated[
    Path | None,
    typer.Option("--font", metavar="FILE", help="Font of the PDF for a script other than Latin and Cyrillic."),
]
Protect = Annotated[
    Path | None,
    typer.Option("--protect", metavar="FILE", help="Words, one a line, that must reach no letter."),
]
AcceptRisk = Annotated[bool, typer.Option("--accept-risk", help="Write to a country of your own all the same.")]
DeadlineChecked = Annotated[bool, typer.Option("--deadline-checked", help="The case is still open; I have asked.")]
Strict = Annotated[bool, typer.Option("--strict", help="A warning fails its case.")]
Report = Annotated[
    Form,
    typer.Option("--report", help="text for people, json for programs, github for annotations, junit for CI servers."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors and warnings.")]


def today(given: str | None) -> date:
    """The date of the letters.

    Args:
        given: What was asked for, as YYYY-MM-DD.

    Raises:
        typer.BadParameter: It is not a date, or `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    if given is not None:
        try:
            found = date.fromisoformat(given)
        except ValueError:
            found = None
        # It takes other forms too, such as 20130120.
        if found is None or found.isoformat() != given:
            raise typer.BadParameter(f"'{given}' is not a date; write YYYY-MM-DD, such as 2013-01-20")
        return found
    epoch = os.environ.get(EPOCH)
    if epoch is not None:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise typer.BadParameter(f"{EPOCH} is not a number of seconds") from None
    return datetime.now().astimezone().date()


def workshop(templates: list[Path] | None, directories: list[Path] | None, font: Path | None = None) -> "Workshop":
    """What the cases of this run share.

    Raises:
        typer.BadParameter: A folder is not there, or the font is not one.
    """
    from ualetters.workshop import Workshop

    for folder in (*(templates or ()), *(directories or ())):
        if not folder.is_dir():
            raise typer.BadParameter(f"there is no folder '{folder}'")
    return Workshop(Templates.with_own(templates or ()), directories or (), _font_folder(font) if font else None)


def _font_folder(font: Path) -> Path:
    from ualetters.errors import UalettersError
    from ualetters.formats.fonts import folder_of

    try:
        return folder_of(font)
    except UalettersError as error:
        raise typer.BadParameter(str(error)) from None


def languages(given: list[str] | None, shop: "Workshop", words: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The languages asked for, each once.

    Raises:
        typer.BadParameter: There is no pack for one of them.
    """
    from ualetters.fields import suggestion

    for code in given or ():
        if code not in shop and code not in words:
            hint = suggestion(code, (*shop.languages, *words))
            raise typer.BadParameter(f"there is no language pack '{code}'; {hint}")
    return tuple(dict.fromkeys(given or ()))


def formats(given: list[str] | None) -> tuple[str, ...]:
    """The formats asked for, each once; a letter to print and its text if none is.

    Raises:
        typer.BadParameter: There is no such format, or it needs libraries that are not installed.
    """
    from ualetters.fields import suggestion

    for name in given or ():
        if name not in FORMATS:
            raise typer.BadParameter(f"there is no format '{name}'; {suggestion(name, FORMATS)}")
        if not is_installed(name):
            raise typer.BadParameter(f"the format '{name}' needs more libraries: {remedy(name)}")
    return tuple(dict.fromkeys(given or ("pdf", "txt")))


def country(given: str | None) -> str | None:
    """The country that is posted from.

    Raises:
        typer.BadParameter: It is not the code of a country.
    """
    from ualetters.language import is_country

    if given is not None and not is_country(given):
        raise typer.BadParameter(f"there is no country '{given}'; write an ISO 3166-1 code such as DE or US")
    return given


def sender_path() -> Path:
    """Where a sender profile is kept: the user's own settings folder."""
    from platformdirs import user_config_path

    from ualetters.sender_file import SENDER_FILE

    return user_config_path("ualetters", appauthor=False) / SENDER_FILE


def sender(given: Path | None, *, blank: bool) -> "Sender | None":
    """The sender profile: the file given, else the one in the settings, else none."""
    from ualetters.sender_file import load_sender

    if blank:
        return None
    path = given or sender_path()
    return load_sender(path) if given or path.is_file() else None


def profile(given: Path | None, lang: list[str] | None, *, blank: bool, origin: str | None = None) -> "Sender | None":
    """The sender profile for the languages asked for; with a country of posting none is read.

    Raises:
        typer.BadParameter: The sender's own language is asked for, and there is no profile; or there are both a profile
            and a country of posting.
    """
    from ualetters.order import OWN

    if origin is not None and given is not None:
        raise typer.BadParameter("--from is for those without a profile; leave out --from or --sender")
    found = sender(given, blank=blank or origin is not None)
    if OWN in (lang or ()) and found is None:
        raise typer.BadParameter("--lang own needs a sender profile; make one with `ualetters sender`")
    return found


def section(given: Path | None) -> "Section | None":
    """The section's file that was named, else the one in the settings, else none.

    Raises:
        ProblemsError: It cannot be read, or a field of it is wrong.
    """
    from ualetters.section_file import SECTION_FILE, load_section

    if given is not None:
        return load_section(given)
    path = sender_path().parent / SECTION_FILE
    # Without its folder, which is named after the user.
    return load_section(path, SECTION_FILE) if path.is_file() else None


def protected(path: Path | None) -> tuple[str, ...]:
    """The protected words of a file, folded.

    Raises:
        typer.BadParameter: The file cannot be read.
    """
    from ualetters.checks.protected import fold

    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise typer.BadParameter(f"cannot read '{path}' as UTF-8 text") from None
    return tuple(dict.fromkeys(word for line in text.splitlines() if (word := fold(line))))


def case_files(paths: list[Path] | None) -> list[Path]:
    """Case files in files and folders, sorted within a folder; the directory's files are left out.

    Raises:
        typer.BadParameter: A path is not there, or no case was found.
    """
    from ualetters.directory import FOLDER

    found: list[Path] = []
    for path in paths or [Path("cases")]:
        if path.is_dir():
            inside = [*path.rglob("*.yaml"), *path.rglob("*.yml")]
            found += sorted(file for file in inside if FOLDER not in file.relative_to(path).parts[:-1])
        elif path.exists() or paths:
            found.append(path)
    if not found:
        raise typer.BadParameter(
            "there is no case here; name case files or a folder, or start one with `ualetters new ID`"
        )
    return list(dict.fromkeys(found))
