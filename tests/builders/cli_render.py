"""Open cases in the folder that a command is run in, and what it wrote and said."""

from pathlib import Path
import re

import pytest
from tests.conftest import Outcome

OPEN = """\
format: 1
id: example
status: open
cleared: {by: Urgent Action desk, date: 2024-03-01}
countries: [RU]
send_before: 2024-04-12
people:
  anna:
    gender: f
    name: {en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}
concerns: [{use: disappearance}]
asks: [{use: establish-whereabouts}]
addressees:
  minister:
    office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}
    country: RU
    email: office@minjust.ru
    fax: "+7 499 265 90 77; +7 499 265 97 75"
    address: {latin: [Moscow]}
  governor:
    office: {kind: governor, en: Governor, ru: {nom: Губернатор, dat: Губернатору}}
    country: RU
    web: https://tver.example.ru/
    phone: +7 495 955 57 03
diplomatic_copies: [RU]
"""
SENDER = "name: Clara Nováková\ncountry: CZ\naddress: [Dlouhá 3, 110 00 Praha]\nlanguages: [cs, ru]\n"

DAY = ("--date", "2024-03-10")


def open_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open case about which nothing is doubtful, in the folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    path = Path("example.yaml")
    path.write_text(OPEN, encoding="utf-8")
    return path


def written(folder: Path = Path("letters")) -> list[str]:
    """Every file below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def told(outcome: Outcome) -> list[str]:
    """What was said in lines, without those of the table."""
    lines = outcome.err.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("Case ")), None)
    if start is None:
        return lines
    rest = lines[start + 1 :]
    return lines[:start] + [line for line in rest if not re.match(r"(example|other|second)\b.* (en|ru) |\s{30}", line)]
