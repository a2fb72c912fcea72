"""What is measured on: cases made from one of ours, with other ids and names, and nothing invented beside them."""

from importlib.util import find_spec
from pathlib import Path
import re
import shutil
from typing import NamedTuple

from benchmarks.measure import ROOT

CASE = ROOT / "cases" / "kasymakhunov.yaml"
DATE = "2013-01-10"
LANGUAGES = ("en", "ru")
RECIPIENTS = 3
# Endings for a given name, so that it is another one in every script in which it is written.
_GIVEN = {
    "Yusup": "abcdefghijklmnopqrstuvwxyz",
    "Юсуп": "абвгдежзиклмнопрстуфхцчшюя",
    "يوسوب": "ابتثجحخدذرزسشصضطظعغفقكلمنه",
    "یوسوپ": "ابتثجحخدذرزسشصضطظعغفقكلمنه",
    "尤苏普": "阿巴卡达埃法加哈伊贾克拉马纳奥帕热萨塔乌瓦亚扎尔姆茨",
}
_INSTALL = 'pip install -e ".[benchmarks]"'


class MissingPeerError(Exception):
    """What is measured against is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed; run `{_INSTALL}`")


def require(name: str, *modules: str) -> None:
    """Make sure that a peer is there.

    Args:
        name: The peer.
        modules: What it is imported as, and what it needs beside.

    Raises:
        MissingPeerError: It is not.
    """
    if not all(map(find_spec, modules)):
        raise MissingPeerError(name)


def cases(folder: Path, number: int, first: int = 0) -> Path:
    """Write as many cases into a folder, with the directory beside them; each has three addressees.

    Args:
        folder: It is made.
        number: How many.
        first: Number of the first; no other has its id and name.

    Returns:
        The folder.
    """
    text = _to_all(CASE.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(CASE.parent / "directory", folder / "directory", dirs_exist_ok=True)
    for index in range(first, first + number):
        made = _replaced(text, r"(?m)^id: .*", f"id: case-{index:05}")
        for given, name in given_names(index).items():
            made = _replaced(made, given, name)
        (folder / f"case-{index:05}.yaml").write_text(made, encoding="utf-8")
    return folder


def given_names(index: int) -> dict[str, str]:
    """The given name in the original case, in every script, to that in the case of this number."""
    return {given: given + _ending(index, letters) for given, letters in _GIVEN.items()}


def _to_all(text: str) -> str:
    """The case with everybody in it an addressee, who gets a letter of their own."""
    for pattern, by in (
        (r"(?m)^diplomatic_copies:.*\n", ""),
        (r"(?m)^ *copy_of:.*\n", ""),
        ("role: copy", "role: to"),
        (r"to: \[bastrykin\]", "to: [bastrykin, pronichev]"),
    ):
        text = _replaced(text, pattern, by)
    return text


def _replaced(text: str, pattern: str, by: str) -> str:
    """The text with every such passage replaced; without one the case is no longer what this module takes it for."""
    found, number = re.subn(pattern, by, text)
    if not number:
        raise ValueError(f"{CASE.name} has no `{pattern}`; mend benchmarks/material.py")
    return found


def _ending(index: int, letters: str) -> str:
    first, rest = divmod(index, len(letters) ** 2)
    second, third = divmod(rest, len(letters))
    return letters[first % len(letters)] + letters[second] + letters[third]


def pages(letters: Path, folder: Path) -> Path:
    """Gather web pages of letters in one folder, without their style: whoever prints them brings their own.

    Args:
        letters: Folder that `ualetters render --format html` wrote.
        folder: It is made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for page in letters.rglob("*.html"):
        text = _replaced(page.read_text(encoding="utf-8"), r"(?s)<style>.*?</style>", "")
        (folder / "-".join(page.relative_to(letters).parts)).write_text(text, encoding="utf-8")
    return folder


def mail_case(folder: Path) -> Path:
    """Write a case of which one addressee has an e-mail address, with the directory beside it."""
    made = cases(folder, 1)
    (file,) = made.glob("*.yaml")
    file.write_text(_replaced(file.read_text(encoding="utf-8"), r"(?m)^ *email: fsb@fsb\.ru\n", ""), encoding="utf-8")
    return file


class Writer(NamedTuple):
    """Somebody who sends a letter, who is not there.

    Attributes:
        id: Names their letter.
        name: How they sign.
        street: First line of the address.
        town: Its second line.
    """

    id: str
    name: str
    street: str
    town: str


def writers(number: int) -> list[Writer]:
    """As many people, each with another name and address."""
    letters = _GIVEN["Yusup"]
    return [
        Writer(f"{index:05}", f"Anna{_ending(index, letters)} Example", f"Musterstrasse {index + 1}", "10115 Berlin")
        for index in range(number)
    ]
