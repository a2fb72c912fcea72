"""Folders of open cases for batches, and what stands in their output folder."""

from collections.abc import Mapping
import json
import os
from pathlib import Path
from typing import Any

from builders.cli_render import DAY, OPEN

ON_DAY = (*DAY, "--lang", "en", "--lang", "ru", "--format", "txt", "--jobs", 1)
"""What most batches of the tests ask for: quick to make, and the same every day."""


def write_cases(folder: Path, *names: str) -> Path:
    """A folder with open cases of these ids, in which nothing is doubtful."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        write_case(folder, name)
    return folder


def write_case(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """One open case, with some of its text replaced."""
    text = OPEN.replace("id: example", f"id: {name}").replace("diplomatic_copies: [RU]\n", "")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def present(folder: Path) -> dict[str, bytes]:
    """Every file that is seen below a folder, with its content; what a batch keeps there for itself is hidden."""
    found: dict[str, bytes] = {}
    # Unlike `rglob` it does not mind folders that go while it looks.
    for name, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        paths = (Path(name) / file for file in files if not file.startswith("."))
        found |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    return found


def letters(folder: Path) -> dict[str, bytes]:
    """Every letter below a folder."""
    return {path: content for path, content in present(folder).items() if path != "manifest.json"}


def manifest(folder: Path) -> Mapping[str, Any]:
    """The manifest of a folder."""
    found: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found
