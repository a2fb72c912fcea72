"""`render --format fax`: for whom there is a fax, what is told of the others, and the list of jobs."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
import re
import shlex

import pytest
from tests.conftest import Outcome
import tifffile

from builders.cli_render import DAY, open_case, written
from builders.fax import frames
from builders.pack import CANARY, opened, profile, write
from builders.pack import DAY as SEED_DAY
from ualetters.formats import EXTRAS

Run = Callable[..., Outcome]
JOBS = Path("letters/fax-jobs.txt")
HEAD = "# Faxes for HylaFAX, one line each. Nothing is dialled until somebody runs a line, in the folder of this list."


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An open case with a minister who has two fax numbers, a governor and an embassy who have none."""
    return open_case(tmp_path, monkeypatch)


def jobs() -> list[str]:
    """The lines of the list that are run."""
    return [line for line in JOBS.read_text(encoding="ascii").splitlines() if line and not line.startswith("#")]


def test_who_has_a_number_gets_a_fax(cli: Run, case: Path) -> None:
    """Of the others it is said that there is none; nothing else is written of them."""
    made = cli("render", case, "-l", "en", "--format", "fax", *DAY)
    assert (made.code, made.out) == (0, "letters/example/en/minister.tif\n")
    assert written() == ["example/en/minister.tif"]
    for recipient in ("governor", "embassy-ru"):
        assert f"example.yaml: note: `{recipient}` has no fax number, so there is no fax\n" in made.err
    assert len(frames(Path("letters/example/en/minister.tif").read_bytes())) == 2


def test_beside_other_formats(cli: Run, case: Path) -> None:
    """Each of them is written; a fax does not change what the others are."""
    assert cli("render", case, "-l", "en", "-f", "fax", "-f", "txt", "-f", "pdf", *DAY).code == 0
    assert written() == [
        *(f"example/en/embassy-ru.{extension}" for extension in ("pdf", "txt")),
        *(f"example/en/governor.{extension}" for extension in ("pdf", "txt")),
        *(f"example/en/minister.{extension}" for extension in ("pdf", "tif", "txt")),
    ]
    with_fax = {name: Path("letters", name).read_bytes() for name in written()}
    assert cli("render", case, "-l", "en", "-f", "txt", "-f", "pdf", *DAY, "-o", "again").code == 0
    assert {name: Path("again", name).read_bytes() for name in written(Path("again"))} == {
        name: content for name, content in with_fax.items() if not name.endswith(".tif")
    }


def test_there_is_no_fax_of_a_specimen(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could be sent by a click; of the same case, were it open, there is one."""
    monkeypatch.chdir(tmp_path)
    (path,) = opened(tmp_path, "azimov")
    made = cli("render", path.with_name("azimov.yaml"), "-l", "en", "-f", "fax", "--fax-script", *SEED_DAY)
    assert (made.code, written()) == (0, ["fax-jobs.txt"])
    assert made.err.count("`azimov` is a specimen, so there is no fax") >= 1
    assert jobs() == []
    assert "# There is no letter to fax." in JOBS.read_text(encoding="ascii")
    assert cli("render", path, "-l", "en", "-f", "fax", *SEED_DAY).code == 0
    assert [name for name in written() if name.endswith(".tif")] == [
        f"azimov-open/en/{recipient}.tif" for recipient in ("bastrykin", "kulishov", "matiushkin")
    ]


@pytest.mark.parametrize(("encoding", "compression"), [(None, 4), ("g4", 4), ("g3", 3)])
def test_the_encoding(cli: Run, case: Path, encoding: str | None, compression: int) -> None:
    """Group 4 unless the machine knows nothing but Group 3."""
    flags = ("--fax-encoding", encoding) if encoding else ()
    assert cli("render", case, "-l", "en", "-f", "fax", *flags, *DAY).code == 0
    with tifffile.TiffFile(BytesIO(Path("letters/example/en/minister.tif").read_bytes())) as tiff:
        pages = [page for page in tiff.pages if isinstance(page, tifffile.TiffPage)]
        assert [int(page.tags["Compression"].value) for page in pages] == [compression] * 2


def test_the_list_of_jobs(cli: Run, case: Path) -> None:
    """A line for each fax to be run by hand: the file and a number, and no name that a fax server would print."""
    made = cli("render", case, "-l", "en", "-l", "ru", "-f", "fax", "--fax-script", *profile(), *DAY)
    assert made.code == 0
    assert made.out.endswith("letters/fax-jobs.txt\n")
    assert JOBS.read_text(encoding="ascii").startswith(HEAD)
    assert [shlex.split(line) for line in jobs()] == [
        ["sendfax", "-n", "-m", "-s", "a4", "-d", "+74992659077", f"example/{code}/minister.tif"]
        for code in ("en", "ru")
    ]
    text = JOBS.read_text(encoding="ascii")
    busy = "# if the line is busy: sendfax -n -m -s a4 -d +74992659775 example/en/minister.tif"
    assert busy in text
    assert all(re.fullmatch(r"\+[1-9][0-9]{6,14}", number) for number in re.findall(r"-d (\S+)", text))
    assert len(re.findall("-d ", text)) == 4
    # The files are where the lines say, seen from the list.
    assert all((JOBS.parent / shlex.split(line)[-1]).is_file() for line in jobs())


def test_an_extension_is_not_dialled(cli: Run, case: Path) -> None:
    """A fax server would call whoever has the number without it."""
    write(case, case.read_text(encoding="utf-8").replace("265 90 77;", "265 90 77 ext. 12;"))
    assert cli("render", case, "-l", "en", "-f", "fax", "--fax-script", *DAY).code == 0
    assert jobs() == ["sendfax -n -m -s a4 -d +74992659775 example/en/minister.tif"]
    assert "\n# dial by hand: +7 499 265-90-77 ext. 12  example/en/minister.tif\n" in JOBS.read_text(encoding="ascii")


def test_a_list_that_cannot_be_written(cli: Run, case: Path) -> None:
    """It is told as a letter is that cannot be, and so is everything else that is to be known."""
    JOBS.mkdir(parents=True)
    made = cli("render", case, "-l", "en", "-f", "fax", "--fax-script", *DAY)
    assert (made.code, made.out) == (1, "letters/example/en/minister.tif\n")
    assert "letters/fax-jobs.txt: error: a folder has the name of the file" in made.err
    assert "note: `governor` has no fax number" in made.err


def test_the_paper_of_the_list_is_that_of_the_writer(cli: Run, case: Path) -> None:
    """The server would cut off or shrink the page of another."""
    assert cli("render", case, "-l", "en", "-f", "fax", "--fax-script", "--from", "US", *DAY).code == 0
    assert jobs() == ["sendfax -n -m -s na-let -d +74992659077 example/en/minister.tif"]


def test_nothing_of_the_sender_is_beside_the_fax(cli: Run, case: Path) -> None:
    """Not in the list, the messages, the names of files, or the file's own fields."""
    made = cli("render", case, "-l", "en", "-f", "fax", "--fax-script", *profile(country="CZ"), *DAY)
    assert made.code == 0
    fax = Path("letters/example/en/minister.tif").read_bytes()
    held = f"{made.out}{made.err}{written()}{JOBS.read_text(encoding='ascii')}{fax.decode('latin-1')}"
    assert not any(word in held for word in CANARY)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--fax-script",), "--fax-script lists faxes; add --format fax"),
        (("--fax-script", "--format", "pdf"), "--fax-script lists faxes; add --format fax"),
        (("--format", "fax", "--fax-encoding", "g5"), "'g5' is not one of 'g4', 'g3'"),
        (("--format", "fax", "--output", "-"), "only text can be printed"),
        (("--format", "fx"), "there is no format 'fx'"),
    ],
)
def test_wrong_usage(cli: Run, case: Path, flags: tuple[str, ...], message: str) -> None:
    """Is told, and nothing is written."""
    made = cli("render", case, "-l", "en", *flags, *DAY)
    assert (made.code, made.out, Path("letters").exists()) == (2, "", False)
    assert message in " ".join(made.err.split())


def test_a_case_that_fails_is_in_no_list(cli: Run, case: Path) -> None:
    """Its faxes were not written; those of the others are."""
    other = write(Path("other.yaml"), case.read_text(encoding="utf-8").replace("id: example", "id: other"))
    text = other.read_text(encoding="utf-8").replace("en: Minister of Justice", "en: Minister of Justice 🦊")
    write(other, text)
    made = cli("render", case, other, "-l", "en", "-f", "fax", "--fax-script", *DAY)
    assert (made.code, written()) == (1, ["example/en/minister.tif", "fax-jobs.txt"])
    assert len(jobs()) == 1
    assert "other/en/minister.fax: error: the PDF has no font" in made.err


def test_without_the_libraries(cli: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said how to install them."""
    monkeypatch.setitem(EXTRAS["fax"], "no_such_module", "no-such-package")
    made = cli("render", case, "-l", "en", "-f", "fax", *DAY)
    assert (made.code, Path("letters").exists()) == (2, False)
    said = " ".join(made.err.split())
    assert re.search("the format 'fax' needs more libraries: run `pip install pillow .*no-such-package`", said)
