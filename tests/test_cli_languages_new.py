"""`languages new` and `languages review`: files to start from, made once and never in place of somebody's work."""

from collections.abc import Callable
import os
from pathlib import Path
import re
import subprocess
import sys

from babel import localedata
import pytest
from tests.conftest import Outcome

from builders.own_pack import CODE, OwnPack, own_pack, put
from ualetters.language import is_language
from ualetters.new_language import new_language
from ualetters.review import review_sheet
from ualetters.templating import Templates
from ualetters.workshop import Workshop

Run = Callable[..., Outcome]
ON_WINDOWS = sys.platform == "win32"
TEMPLATES = Templates.with_own()
FILES = ("language.yaml", "phrases.yaml", "letter.j2", "copy.j2")
FULL_DISK = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9000,) * 2)\n"
    "from ualetters.cli import main; main(sys.argv[1:])"
)
own = pytest.fixture(own_pack)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def present(folder: Path = Path()) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# New


def test_new(cli: Run) -> None:
    """The four files are written, stdout has their paths, and it is said what comes next."""
    shown = cli("languages", "new", "kk", "--output", "own")
    assert shown.code == 0
    assert shown.out.splitlines() == [str(Path("own", "kk", name)) for name in FILES]
    assert shown.err.splitlines() == [
        "Write what is marked TODO, then run `ualetters languages check kk --templates own`.",
        "A phrase that still says TODO is simply not there yet: cases that do not use it can already be written.",
    ]
    assert present() == sorted(["own", "own/kk", *(f"own/kk/{name}" for name in FILES)])
    for path, text in new_language("kk", "en", TEMPLATES).items():
        assert (Path("own") / path).read_text(encoding="utf-8") == text


def test_new_like_another(cli: Run, own: OwnPack) -> None:
    """The model may be any pack, one's own too; without a folder the pack goes to `templates`."""
    put(own.phrases, "asks.drop-charges", "lägga ned åtalet mot {{ p }}")
    own.shop()
    shown = cli("languages", "new", "no", "--like", CODE, "--templates", own.root)
    assert (shown.code, shown.out.splitlines()[0]) == (0, str(Path("templates/no/language.yaml")))
    text = Path("templates/no/phrases.yaml").read_text(encoding="utf-8")
    assert "  drop-charges: TODO  # lägga ned åtalet mot {{ p }}\n" in text
    assert cli("languages", "new", "da", "--like", "ru").code == 0
    assert "TODO  # С уважением," in Path("templates/da/language.yaml").read_text(encoding="utf-8")


def test_new_is_not_finished(cli: Run) -> None:
    """A check of a new pack names every place in `language.yaml` where something is to be written, and nothing else."""
    cli("languages", "new", "kk", "--output", "own")
    shown = cli("languages", "check", "kk", "--templates", "own")
    assert shown.code == 1
    lines = Path("own/kk/language.yaml").read_text(encoding="utf-8").splitlines()
    places = [line.split(": ")[0] for line in shown.err.splitlines() if ": error: " in line]
    tables = [number for number, line in enumerate(lines) if line in {"courts:", "treaties:", "countries:"}]
    expected = [
        f"{Path('own/kk/language.yaml')}:{number}:{line.index('TODO') + 1}"
        for number, line in enumerate(lines, 1)
        if "TODO" in line
        and not line.startswith("#")
        and not any(_within(lines, number - 1, table) for table in tables)
    ]
    assert places == expected
    assert len(places) > 50


def _within(lines: list[str], number: int, table: int) -> bool:
    """Whether a line stands below the key of a table."""
    return number > table and all(line.startswith(" ") for line in lines[table + 1 : number + 1])


def test_a_few_languages(cli: Run) -> None:
    """Languages in other scripts and directions are begun as well."""
    for code in ("sv", "it", "ur", "he", "ja", "am", "ka", "yue"):
        assert cli("languages", "new", code, "-o", "own").code == 0
    assert "\ndirection: rtl\n" in Path("own/ur/language.yaml").read_text(encoding="utf-8")
    assert {path.name for path in Path("own").iterdir()} == {"sv", "it", "ur", "he", "ja", "am", "ka", "yue"}


@pytest.mark.parametrize("code", ["xx", "KK", "kazakh", "../kk", "kk/..", "."])
def test_a_language_that_there_is_not(cli: Run, code: str) -> None:
    """A code that no language has makes no folder."""
    shown = cli("languages", "new", code, "-o", "own")
    assert (shown.code, shown.out) == (1, "")
    assert (
        shown.err
        == f"{code}: error: there is no language `{code}`\n    → use a code of two or three letters, such as `kk`\n"
    )
    assert present() == []


def test_a_language_that_has_a_pack(cli: Run, own: OwnPack) -> None:
    """A pack that is there is left alone, one of one's own too."""
    own.shop()
    before = {name: own.file(name).read_bytes() for name in FILES}
    for code in ("ru", CODE):
        shown = cli("languages", "new", code, "-o", own.root, "--templates", own.root)
        assert (shown.code, shown.out) == (1, "")
        assert f"{code}: error: the language `{code}` has a pack already" in shown.err
    assert {name: own.file(name).read_bytes() for name in FILES} == before
    assert not own.root.joinpath("ru").exists()


@pytest.mark.parametrize("name", FILES)
def test_new_replaces_nothing(cli: Run, name: str) -> None:
    """A file that is there stays as it is, and none is written beside it."""
    Path("own/kk").mkdir(parents=True)
    Path("own/kk", name).write_bytes(b"mine")
    shown = cli("languages", "new", "kk", "-o", "own")
    assert (shown.code, shown.out) == (1, "")
    place = Path("own/kk", name)
    hint = "name another folder with --output, or remove it"
    assert shown.err == f"{place}: error: the file is there already\n    → {hint}\n"
    assert present(Path("own/kk")) == [name]
    assert place.read_bytes() == b"mine"


def test_a_place_that_takes_no_folder(cli: Run) -> None:
    """A file in place of the folder is told of."""
    Path("own").write_bytes(b"mine")
    shown = cli("languages", "new", "kk", "-o", "own")
    assert (shown.code, shown.out) == (1, "")
    assert "→ name another folder with --output" in shown.err
    assert Path("own").read_bytes() == b"mine"


@pytest.mark.skipif(ON_WINDOWS, reason="Windows protects folders otherwise")
def test_a_folder_that_cannot_be_written(cli: Run) -> None:
    """A folder without the right to write is told of, unless the user may write everywhere."""
    Path("own").mkdir()
    Path("own").chmod(0o500)
    try:
        if os.access("own", os.W_OK):
            pytest.skip("this user may write everywhere")
        shown = cli("languages", "new", "kk", "-o", "own")
        assert (shown.code, shown.out) == (1, "")
        assert "error: permission denied\n    → name another folder with --output" in shown.err
    finally:
        Path("own").chmod(0o700)


@pytest.mark.skipif(ON_WINDOWS, reason="Windows limits files otherwise")
def test_a_full_disk() -> None:
    """When one of the files cannot be written whole, none of them is left, and the machine is to blame."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    limited = [sys.executable, "-B", "-c", FULL_DISK, "languages", "new", "kk", "-o", "own", "--like", "en"]
    sizes = [len(text.encode()) for text in new_language("kk", "en", TEMPLATES).values()]
    assert sizes[0] > 9000 or sizes[1] > 9000
    done = subprocess.run(limited, check=False, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (74, "")
    assert "error: file too large\n    → free some space or mend the disk, then run it again\n" in done.stderr
    assert [path for path in present(Path("own")) if path != "kk"] == []


@pytest.mark.skipif(ON_WINDOWS, reason="Windows lets few make links")
def test_a_second_file_that_cannot_be_written(cli: Run) -> None:
    """What was written before another file failed is taken away again."""
    Path("own/kk").mkdir(parents=True)
    # A link to nowhere is no file, and cannot be made one.
    Path("own/kk/letter.j2").symlink_to("nowhere/at/all")
    shown = cli("languages", "new", "kk", "-o", "own")
    assert (shown.code, shown.out) == (1, "")
    assert present(Path("own/kk")) == ["letter.j2"]


@pytest.mark.parametrize("like", ["xx", "kk"])
def test_a_model_that_is_not_there(cli: Run, like: str) -> None:
    """A model without a pack is wrong usage."""
    shown = cli("languages", "new", "sv", "--like", like)
    assert (shown.code, shown.out) == (2, "")
    assert f"there is no language pack '{like}'" in shown.err
    assert present() == []


def test_every_code_is_a_folder() -> None:
    """No language's code is a name that a system keeps for itself."""
    codes = {code for code in localedata.locale_identifiers() if is_language(code)}
    assert not codes & {"con", "prn", "aux", "nul"}
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in codes)


# Review


def test_review(cli: Run) -> None:
    """The sheet is written beside, stdout has its path, and it is said what to do with it."""
    shown = cli("languages", "review", "ru")
    assert (shown.code, shown.out) == (0, "ru-review.html\n")
    assert "`reviewed_by: NAME, DATE` in ru/language.yaml." in shown.err
    assert present() == ["ru-review.html"]
    assert Path("ru-review.html").read_bytes() == review_sheet("ru", Workshop(TEMPLATES)).encode()


def test_review_elsewhere(cli: Run, own: OwnPack) -> None:
    """The file asked for is written, of a pack of one's own too."""
    put(own.language, "labels.fax", "Telefax:")
    own.shop()
    shown = cli("languages", "review", CODE, "-o", "a/b.html", "--templates", own.root)
    assert (shown.code, shown.out) == (0, f"{Path('a/b.html')}\n")
    assert "Telefax:" in Path("a/b.html").read_text(encoding="utf-8")


def test_review_replaces_nothing(cli: Run) -> None:
    """A sheet that somebody has filled in stays as it is."""
    Path("ru-review.html").write_bytes(b"mine")
    shown = cli("languages", "review", "ru")
    assert (shown.code, shown.out) == (1, "")
    hint = "name another file with --output, or remove it"
    assert shown.err == f"ru-review.html: error: the file is there already\n    → {hint}\n"
    assert Path("ru-review.html").read_bytes() == b"mine"


def test_review_of_a_broken_pack(cli: Run, own: OwnPack) -> None:
    """What keeps a pack from being read is told, and there is no sheet."""
    put(own.language, "closes.formal", "TODO")
    own.shop()
    shown = cli("languages", "review", CODE, "--templates", own.root)
    assert (shown.code, shown.out) == (1, "")
    assert "closes.formal: error: this is not translated" in shown.err
    assert not Path(f"{CODE}-review.html").exists()
