"""The same case on the same day is the same bytes: anywhere, for anybody, with any Python."""

from hashlib import sha256
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

FORMATS = ("pdf", "txt", "html", "eml", "docx", "fax", "mailto", "paste")
SUFFIXES = {".pdf", ".txt", ".html", ".eml", ".docx", ".tif"}
# What holds no date.
UNDATED = (".own.txt", ".paste.txt", ".mail.html")
# One for each script.
LANGUAGES = ("en", "ru", "ar", "zh")
SENDER = {
    "name": "Clara Nováková",
    "country": "US",
    "address": ["Dlouhá 3", "110 00 Praha"],
    "email": "clara@example.org",
    "languages": ["en", "ru"],
    "personal": {"en": "I teach history.", "ru": "Преподаю историю."},
}
# What must make no difference. 2013-01-20 is the same day in all of these time zones at noon in UTC, and
# SOURCE_DATE_EPOCH is read in UTC anyway.
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "east": {"TZ": "Pacific/Kiritimati", "LANG": "ru_RU.UTF-8", "LC_ALL": "ru_RU.UTF-8", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    "random": {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "random", "COLUMNS": "40", "USER": "somebody"},
}
NEEDED = (
    *("typer", "jinja2", "yaml", "babel", "typst", "msgspec", "phonenumbers", "filelock", "rich", "wcwidth"),
    *("docx", "pypdfium2", "PIL"),
)


class Place:
    """A folder with the cases and a sender, in which letters are rendered."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        shutil.copytree(root / "cases", folder / "cases")
        # Of specimens no fax and no e-mail is made.
        specimen = (folder / "cases" / "kasymakhunov.yaml").read_text(encoding="utf-8")
        opened = specimen.replace("id: kasymakhunov", "id: opened", 1).replace(
            "status: specimen", "status: open\ncleared: {by: the tests, date: 2013-01-01}", 1
        )
        (folder / "cases" / "opened.yaml").write_text(opened, encoding="utf-8")
        (folder / "sender.yaml").write_text(json.dumps(SENDER), encoding="utf-8")

    def letters(
        self, name: str, environment: dict[str, str], *, python: str = sys.executable, umask: int = 0o022
    ) -> dict[str, str]:
        """Every path that was written, with the checksum of its content; the order is that of stdout."""
        # Run where the letters go, so that no path of the command line is the same twice.
        cwd = self.folder / name
        cwd.mkdir()
        command = [
            python,
            "-m",
            "ualetters",
            "render",
            *(str(path) for path in sorted(self.folder.glob("cases/*.yaml"))),
        ]
        command += [part for language in LANGUAGES for part in ("-l", language)]
        command += ["-o", "out", "--sender", "../sender.yaml", "--quiet"]
        command += [part for format_name in FORMATS for part in ("-f", format_name)]
        shared = {
            key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "LC_", "LANG", "TZ"))
        }
        shared |= {"SOURCE_DATE_EPOCH": "1358683200", "PYTHONPATH": str(self.root / "src")}
        done = subprocess.run(
            command, check=False, capture_output=True, cwd=cwd, env=shared | environment, umask=umask, text=True
        )
        assert done.returncode == 0, done.stderr
        paths = done.stdout.splitlines()
        assert len(paths) > 50
        assert {path.suffix for path in map(Path, paths)} == SUFFIXES
        return {path: sha256((cwd / path).read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where the letters of this module are rendered."""
    return Place(tmp_path_factory.mktemp("place"), Path(__file__).parent.parent)


@pytest.fixture(scope="module")
def letters(place: Place) -> dict[str, str]:
    """The letters as they are in an ordinary environment."""
    return place.letters("ordinary", {"TZ": "UTC", "LANG": "en_US.UTF-8", "PYTHONHASHSEED": "0"})


@pytest.mark.skipif(sys.platform == "win32", reason="time zones and masks are those of POSIX")
@pytest.mark.parametrize(("name", "umask"), [("east", 0o077), ("west", 0), ("random", 0o027)])
def test_any_environment(place: Place, letters: dict[str, str], name: str, umask: int) -> None:
    """Time zone, locale, hash seed, mask and folder change no byte of any format, nor the order of the paths."""
    assert list(place.letters(name, ENVIRONMENTS[name], umask=umask).items()) == list(letters.items())


def test_the_checksums_can_differ(place: Place, letters: dict[str, str]) -> None:
    """Another day makes other letters in every format that shows a date: the comparison is not of nothing."""
    other = place.letters("another day", {"SOURCE_DATE_EPOCH": "1358769600"})
    assert list(other) == list(letters)
    same = {path for path, checksum in other.items() if checksum == letters[path]}
    assert same == {path for path in letters if path.endswith(UNDATED)} != set()


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_any_python(place: Place, letters: dict[str, str], version: str) -> None:
    """Every Python that is supported makes the same bytes; skipped where it or its libraries are not installed."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        pytest.skip("this is the Python of the tests")
    python = shutil.which(f"python{version}")
    if (
        python is None
        or subprocess.run([python, "-c", f"import {', '.join(NEEDED)}"], capture_output=True, check=False).returncode
    ):
        pytest.skip(f"there is no Python {version} with the libraries on PATH")
    found = place.letters(f"python {version}", {"TZ": "UTC"}, python=python)
    assert list(found.items()) == list(letters.items())
