"""The same case on the same day is the same bytes: anywhere, for anybody, with any Python."""

from collections.abc import Iterable
import csv
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


# Of a batch: a case to be sent in an own alphabet, and one that is read from the right.
FEW = ("opened", "azimov")


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
        self._divide()

    def _divide(self) -> None:
        """A folder with few cases, one in which they are called otherwise, and a file of senders."""
        for folder, names in (("few", FEW), ("renamed", ("z", "a"))):
            shutil.copytree(self.folder / "cases" / "directory", self.folder / folder / "directory")
            for case, name in zip(FEW, names, strict=True):
                shutil.copyfile(self.folder / "cases" / f"{case}.yaml", self.folder / folder / f"{name}.yaml")
        row = {key: "|".join(value) if isinstance(value, list) else value for key, value in SENDER.items()}
        row |= {"languages": "en, ru", "personal": ""}
        with (self.folder / "senders.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, row)
            table.writeheader()
            table.writerow(row)

    def batch(
        self,
        name: str,
        environment: dict[str, str],
        paths: Iterable[object] = ("../few",),
        *,
        jobs: int = 1,
        python: str = sys.executable,
        umask: int = 0o022,
        parts: bool = False,
    ) -> dict[str, bytes]:
        """Every file that a batch wrote, the manifest too; the order is that of stdout."""
        command = ["batch", *map(str, paths), "--senders", "../senders.csv", "--allow-personal-data"]
        command += ["--parts"] if parts else []
        command += ["-l", "ar", "-o", "out", "--jobs", str(jobs), "--quiet"]
        done = self._run(name, command, environment, python=python, umask=umask)
        return {path: (self.folder / name / path).read_bytes() for path in done}

    def letters(
        self, name: str, environment: dict[str, str], *, python: str = sys.executable, umask: int = 0o022
    ) -> dict[str, str]:
        """Every path that was written, with the checksum of its content; the order is that of stdout."""
        command = ["render", *(str(path) for path in sorted(self.folder.glob("cases/*.yaml")))]
        command += [part for language in LANGUAGES for part in ("-l", language)]
        command += ["-o", "out", "--sender", "../sender.yaml", "--quiet"]
        paths = self._run(name, command, environment, python=python, umask=umask)
        assert len(paths) > 50
        assert {path.suffix for path in map(Path, paths)} == SUFFIXES
        return {path: sha256((self.folder / name / path).read_bytes()).hexdigest() for path in paths}

    def _run(self, name: str, command: list[str], environment: dict[str, str], *, python: str, umask: int) -> list[str]:
        """The paths that a command names on stdout; it makes every format."""
        # Run where the letters go, so that no path of the command line is the same twice.
        cwd = self.folder / name
        cwd.mkdir()
        command = [python, "-m", "ualetters", *command]
        command += [part for format_name in FORMATS for part in ("-f", format_name)]
        shared = {
            key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "LC_", "LANG", "TZ"))
        }
        shared |= {"SOURCE_DATE_EPOCH": "1358683200", "PYTHONPATH": str(self.root / "src")}
        done = subprocess.run(
            command, check=False, capture_output=True, cwd=cwd, env=shared | environment, umask=umask, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()


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
    found = place.letters(f"python {version}", {"TZ": "UTC"}, python=_python(version))
    assert list(found.items()) == list(letters.items())


def _python(version: str) -> str:
    """Another Python with the libraries that are needed; the test is skipped where there is none."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        pytest.skip("this is the Python of the tests")
    python = shutil.which(f"python{version}")
    if (
        python is None
        or subprocess.run([python, "-c", f"import {', '.join(NEEDED)}"], capture_output=True, check=False).returncode
    ):
        pytest.skip(f"there is no Python {version} with the libraries on PATH")
    return python


@pytest.fixture(scope="module")
def batch(place: Place) -> dict[str, bytes]:
    """A batch in one process in an ordinary environment."""
    made = place.batch("ordinary batch", {"TZ": "UTC", "LANG": "en_US.UTF-8", "PYTHONHASHSEED": "0"})
    assert {path.suffix for path in map(Path, made)} == SUFFIXES | {".json"}
    assert len(made) > 30
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="time zones and masks are those of POSIX")
@pytest.mark.parametrize(("name", "umask", "jobs"), [("east", 0o077, 2), ("west", 0, 1), ("random", 0o027, 2)])
def test_a_batch_in_any_environment(place: Place, batch: dict[str, bytes], name: str, umask: int, jobs: int) -> None:
    """Nor do the number of processes, how the cases are named and in which order: not even in the manifest."""
    few = place.folder / "few"
    paths = {
        "east": (few,),
        "west": (f"./../few/{FEW[0]}.yaml", few / f"{FEW[1]}.yaml"),
        "random": ("../renamed",),
    }[name]
    found = place.batch(f"batch {name}", ENVIRONMENTS[name], paths, jobs=jobs, umask=umask)
    assert sorted(found) == sorted(batch)
    assert {path for path, content in found.items() if content != batch[path]} == set()


def test_parts_of_any_number_of_processes(place: Place) -> None:
    """Archives are the same bytes too, and have the same names."""
    one = place.batch("parts of one", {}, jobs=1, parts=True)
    two = place.batch("parts of two", {"TZ": "Asia/Tokyo"}, ("../renamed",), jobs=2, parts=True)
    assert {Path(path).suffix for path in one} == {".zip", ".json"}
    assert two == {path: one[path] for path in two}
    assert len(two) == len(one)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_a_batch_with_any_python(place: Place, batch: dict[str, bytes], version: str) -> None:
    """The manifest too, but for the versions of libraries where others are installed, and what follows from them."""
    found = place.batch(f"batch {version}", {"TZ": "UTC"}, python=_python(version), jobs=2)
    assert list(found) == list(batch)
    # A library that another Python has in another version is named as such; all that is made is the same.
    assert {path for path, content in found.items() if content != batch[path]} <= {"out/manifest.json"}
    there, here = (json.loads(one["out/manifest.json"]) for one in (found, batch))
    versions = [one["inputs"].pop("versions") for one in (there, here)]
    assert versions[0].keys() == versions[1].keys()
    assert versions[0]["ualetters"] == versions[1]["ualetters"]
    assert there == here
