"""A case that is right, passages of it changed, and commands that never end as a bug."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

GOOD = """\
format: 1
id: example
status: specimen
countries: [RU]
feared: [UZ]
send_before: 2099-01-01
people:
  timur:
    gender: m
    name: {en: Timur Nazarov}
concerns:
  - {use: disappearance, date: 2013-01-02}
asks:
  - {use: establish-whereabouts, to: [chair]}
addressees:
  chair:
    gender: m
    office: {kind: chair, en: Chairman of the Committee}
    name: {en: {given: Pavel, family: Sokolov}}
    country: RU
    address: {latin: [Dom 2, 105005 Moscow]}
    fax: "+7 499 265 90 77"
    email: chair@example.org
"""

Run = Callable[..., tuple[int, str, str]]


def changed(*changes: tuple[str, str], text: str = GOOD) -> str:
    """A case with some passages changed."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def running(cli: Callable[..., Any]) -> Run:
    """A command, which never ends in a traceback or as a bug: exit code, stdout, stderr."""

    def ran(*args: object) -> tuple[int, str, str]:
        outcome = cli(*args)
        code, out, err = outcome.code, outcome.out, outcome.err
        assert code in {0, 1, 2}, err
        assert "Traceback" not in err
        assert "A bug in ualetters" not in err
        return code, out, err

    return ran


def case(folder: Path, text: str | bytes, name: str = "bad.yaml") -> Path:
    """A case file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def written(folder: Path) -> list[str]:
    """Every file and folder below a folder that may not be there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) if folder.exists() else []
