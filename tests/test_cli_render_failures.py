"""`render` where a case, a sender or a folder is wrong: what is said, and the exit code."""

from collections.abc import Callable
import os
from pathlib import Path
import re
import subprocess
import sys

import pytest
from tests.conftest import Outcome

from builders.cli_render import DAY, OPEN, SENDER, open_case, written

file = pytest.fixture(open_case)


Run = Callable[..., Outcome]


def other(name: str, **changes: str) -> Path:
    """Another case in the same folder, some of its keys changed."""
    text = OPEN.replace("id: example", f"id: {name}")
    for key, value in changes.items():
        text = re.sub(f"(?m)^{key}:.*", f"{key}: {value}", text)
    path = Path(f"{name}.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def test_one_case_fails(cli: Run, file: Path) -> None:
    """Of a case that fails nothing is written, the others are, and the exit code says that something is missing."""
    closed = other("closed", status="closed")
    Path("broken.yaml").write_text("format: 1\n", encoding="utf-8")
    second = other("second")
    shown = cli("render", closed, file, "broken.yaml", second, file, *DAY, "-f", "txt", "--to", "minister")
    assert shown.code == 1
    assert written() == ["example/en/minister.txt", "second/en/minister.txt"]
    assert shown.out.splitlines() == [str(Path("letters", path)) for path in written()]
    assert "closed.yaml:3:1: status: error: the case is closed; no letter is to be written" in shown.err
    assert "broken.yaml:1:1: id: error: the key `id` is missing" in shown.err
    for name in ("closed.yaml", "broken.yaml"):
        assert f"Nothing was written of {name}. Mend it, then run `ualetters check {name}`." in shown.err
    assert "Nothing was written of example.yaml" not in shown.err


def test_the_same_id(cli: Run, file: Path) -> None:
    """Two cases of one id are both refused, as one would overwrite the other."""
    Path("twin.yaml").write_text(OPEN, encoding="utf-8")
    shown = cli("render", file, "twin.yaml", *DAY)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.count("error: another case has the id `example` too") == 2
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("args", "code", "count"),
    [
        (("--date", "2024-03-10", "--strict"), 0, 2),
        (("--date", "2024-04-12"), 0, 2),
        (("--date", "2024-04-12", "--strict"), 3, 1),
        (("--date", "2024-04-12", "--strict", "--deadline-checked"), 0, 2),
        (("--date", "2024-04-12", "--strict", "closed.yaml"), 1, 1),
        (("--date", "2024-04-12", "--strict", "--to", "mayor"), 1, 0),
    ],
)
def test_strict(cli: Run, file: Path, args: tuple[str, ...], code: int, count: int) -> None:
    """Under `--strict` only warnings make exit code 3, errors 1; what is sound is written."""
    other("closed", status="closed")
    sound = other("sound", send_before="asap")
    shown = cli("render", file, sound, "-f", "txt", "--to", "minister", *args)
    assert (shown.code, len(shown.out.splitlines())) == (code, count)


def test_a_sender_at_risk(cli: Run, file: Path) -> None:
    """Who writes from a country of the case has to say that they accept the risk."""
    Path("sender.yaml").write_text(SENDER.replace("CZ", "RU"), encoding="utf-8")
    args = ("render", file, *DAY, "--to", "minister", "-o", "-", "--sender", "sender.yaml")
    shown = cli(*args)
    assert (shown.code, shown.out) == (1, "")
    assert "you write from a country of this case, which could put you at risk" in shown.err
    assert "Clara Nováková" in cli(*args, "--accept-risk").out


def test_a_broken_profile(cli: Run, file: Path) -> None:
    """What is wrong with the profile is said with its place, and without what it holds."""
    Path("sender.yaml").write_text(SENDER.replace("country: CZ", "country: Czechia"), encoding="utf-8")
    shown = cli("render", file, *DAY, "--sender", "sender.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("sender.yaml:2:10: country: error: unknown country ")
    assert "Czechia" not in shown.err
    shown = cli("render", file, *DAY, "--sender", "none.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert "none.yaml: error: cannot read the file: no such file or directory" in shown.err


def test_protected_words(cli: Run, file: Path) -> None:
    """A word that must reach no letter fails the case, in its file or in what the sender adds."""
    Path("words").write_text("orlova\n", encoding="utf-8")
    shown = cli("render", file, *DAY, "--protect", "words")
    assert (shown.code, shown.out) == (1, "")
    assert "example.yaml:10:16: people.anna.name.en: error: a protected word stands here" in shown.err
    assert "rlova" not in shown.err
    Path("words").write_text("dlouhá\n", encoding="utf-8")
    Path("sender.yaml").write_text(SENDER, encoding="utf-8")
    shown = cli("render", file, *DAY, "--protect", "words", "--sender", "sender.yaml", "--to", "governor", "-l", "en")
    assert (shown.code, shown.out) == (1, "")
    assert "example/en-GB/governor: sender: error: a protected word stands in this part of the letter" in shown.err


def test_a_folder_that_cannot_be_written_to(cli: Run, file: Path) -> None:
    """A file in place of the folder is told once, whatever the number of cases, and no letter is said to be there."""
    Path("letters").write_bytes(b"mine")
    shown = cli("render", file, other("second"), *DAY, "-f", "txt")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.count("letters: error: file exists\n    → name another folder with --output\n") == 1
    assert not shown.err.startswith("Case")
    assert "Recipient" not in shown.err
    assert Path("letters").read_bytes() == b"mine"


def test_one_case_that_cannot_be_written(cli: Run, file: Path) -> None:
    """If the files of one case have no place, the others are still written."""
    Path("letters").mkdir()
    Path("letters/example").write_bytes(b"mine")
    shown = cli("render", file, other("second"), *DAY, "-f", "txt", "--to", "minister")
    assert (shown.code, shown.out) == (1, f"{Path('letters/second/en/minister.txt')}\n")
    assert [line for line in shown.err.splitlines() if line.startswith("example ")] == []
    assert [line.split()[:3] for line in shown.err.splitlines() if line.startswith("second ")] == [
        ["second", "minister", "en"]
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits files otherwise")
def test_a_full_disk(file: Path) -> None:
    """When the machine fails the exit code is 74, and nothing of the case is left."""
    script = (
        # A file of bytecode that is cut short would break every later run.
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000,) * 2)\n"
        "from ualetters.cli import main; main(sys.argv[1:])"
    )
    # Without bytecode and coverage, which the limit would leave short.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    command = [sys.executable, "-B", "-c", script, "render", str(file), *DAY, "-f", "txt", "-f", "pdf"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (74, "")
    assert "letters: error: file too large\n    → free some space or mend the disk, then run it again\n" in done.stderr
    assert written() == []
