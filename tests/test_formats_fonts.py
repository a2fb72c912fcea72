"""Fonts: each script in its own, none of them loaded for Latin, and what to do where there is none."""

import multiprocessing
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
import tempfile
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from pypdf.generic import DictionaryObject
import pytest

from builders.formats_pdf import ENGLISH, LETTER, pages, paragraph
from builders.formats_scripts import ARABIC, CHINESE, PERSIAN, with_parts
from ualetters.errors import NoFontError, UalettersError
from ualetters.formats import FORMATS, WITH_FONTS, fonts, pdf, renderer
from ualetters.model.letter import Letter, Mailing
from ualetters.templating import Templates

AMIRI, NOTO = "fontpkg_amiri", "noto_cjk_sans_otc"
TEMPLATES = Templates.with_own()


def file_of(script: str) -> Path:
    """A font file for a script."""
    folder = fonts.PACKAGES[script].fonts()
    assert folder is not None
    return next(path for path in sorted(folder.iterdir()) if path.name.endswith(("-Regular.ttf", "-Regular.ttc")))


def without(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Make these packages look as if they were not installed."""
    for name in packages:
        monkeypatch.setitem(sys.modules, name, None)


def made(letter: Letter, own: Path | None = None) -> bytes:
    """The PDF of a letter, with this folder's font in front."""
    return pdf.renderer(TEMPLATES, own)(letter).content


def faces(content: bytes) -> set[str]:
    """The faces that the first page is set in."""
    resources = pages(content)[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    named = resources["/Font"].get_object()
    assert isinstance(named, DictionaryObject)
    return {re.sub(r"^.*\+|-Identity-H$", "", str(font.get_object()["/BaseFont"])) for font in named.values()}


def embedded(content: bytes) -> set[str]:
    """The families that the first page is set in."""
    return {name.partition("-")[0] for name in faces(content)}


@pytest.mark.parametrize(
    ("letter", "families"),
    [
        (LETTER, {"LibertinusSerif"}),
        (ENGLISH, {"LibertinusSerif"}),
        (ARABIC, {"Amiri", "LibertinusSerif"}),
        (PERSIAN, {"Amiri", "LibertinusSerif"}),
        (CHINESE, {"NotoSansCJKsc", "LibertinusSerif"}),
        (replace(CHINESE, script="Hant", language="zh-Hant"), {"NotoSansCJKtc", "LibertinusSerif"}),
    ],
    ids=["Russian", "English", "Arabic", "Persian", "Chinese", "traditional Chinese"],
)
def test_each_script_is_set_in_its_font(letter: Letter, families: set[str]) -> None:
    """Bullets are Libertinus in all of them."""
    assert embedded(made(letter)) == families


def test_a_latin_letter_loads_no_further_font() -> None:
    """In a process of its own nothing but Typst's fonts is looked for, and no package is imported."""
    script = (
        "import sys; from builders.formats_pdf import ENGLISH, made; made(ENGLISH);"
        "from ualetters.formats.fonts import typesetter;"
        "print(typesetter.cache_info().misses, typesetter(()).faces,"
        f" [name for name in ('{AMIRI}', '{NOTO}') if name in sys.modules])"
    )
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {script}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "1 {} []\n"


@pytest.mark.parametrize(
    ("letter", "package", "hint"),
    [
        (CHINESE, NOTO, "run `pip install noto-cjk-sans-otc`, or name a font file with `--font FILE`"),
        (ARABIC, AMIRI, "run `pip install fontpkg-amiri`, or name a font file with `--font FILE`"),
    ],
    ids=["Chinese", "Arabic"],
)
def test_without_its_font_a_letter_is_not_set(
    monkeypatch: pytest.MonkeyPatch, letter: Letter, package: str, hint: str
) -> None:
    """Not in empty boxes, nor in whatever font has a likeness of it; an e-mail draft would lack its PDF."""
    without(monkeypatch, package)
    for name in WITH_FONTS:
        with pytest.raises(NoFontError, match=rf"^no font has the script of the letter \({letter.script}\)$") as caught:
            renderer(name, TEMPLATES)(replace(letter, mailing=Mailing((), "x")))
        assert caught.value.hint == hint
    # The page of an e-mail is made from the text of the letter.
    for name in set(FORMATS) - set(WITH_FONTS) - {"mailto"}:
        assert renderer(name, TEMPLATES)(letter).content


def test_a_script_that_has_no_package_is_set_in_typsts_own_font_or_not_at_all() -> None:
    """Hebrew is in it, Thai is not; then only a font of one's own helps."""
    hebrew = replace(with_parts(ARABIC, paragraph("אני כותב אליך")), language="he", script="Hebr")
    assert embedded(made(hebrew)) == {"LibertinusSerif"}
    thai = with_parts(replace(CHINESE, language="th", script="Thai"), paragraph("ข้าพเจ้าเขียนจดหมายฉบับนี้ถึงท่าน (UN)"))
    with pytest.raises(NoFontError, match="Thai") as caught:
        made(thai)
    assert caught.value.hint == "name a font file with `--font FILE`"


def test_a_letter_that_is_said_to_be_latin_and_is_not_is_an_error() -> None:
    """No font would help, because Latin letters are always set in the same."""
    with pytest.raises(UalettersError, match="has no font for “帖” ") as caught:
        made(with_parts(replace(CHINESE, script="Latn"), paragraph("帖木儿")))
    assert not isinstance(caught.value, NoFontError)


def test_a_font_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It serves the script that it has, the others keep theirs, and Latin letters stay as they are."""
    usual = {id(letter): made(letter) for letter in (LETTER, ENGLISH, ARABIC)}
    own = fonts.folder_of(file_of("Hans"))
    assert {id(letter): made(letter, own) for letter in (LETTER, ENGLISH, ARABIC)} == usual
    without(monkeypatch, NOTO)
    assert embedded(made(CHINESE, own)) == {"NotoSansCJKsc", "LibertinusSerif"}
    with pytest.raises(NoFontError, match="Hans"):
        made(CHINESE, fonts.folder_of(file_of("Arab")))


def test_a_font_of_ones_own_comes_before_the_package(tmp_path: Path) -> None:
    """A single face, whose subject is made bolder by an outline."""
    folder = fonts.PACKAGES["Arab"].fonts()
    assert folder is not None
    shutil.copy(folder / "Amiri-BoldItalic.ttf", tmp_path / "a font without an ending")
    content = made(ARABIC, fonts.folder_of(tmp_path / "a font without an ending"))
    assert faces(content) == {"Amiri-BoldItalic", "LibertinusSerif-Regular"}


def test_a_font_is_copied_to_a_folder_that_goes_with_the_program(tmp_path: Path) -> None:
    """Typst searches whole folders, so that nothing else of the user's may be in it."""
    (tmp_path / "temporary").mkdir()
    script = (
        "import sys, tempfile; from pathlib import Path; tempfile.tempdir = sys.argv[1];"
        "from ualetters.formats.fonts import folder_of;"
        "print([path.name for path in folder_of(Path(sys.argv[2])).iterdir()])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "temporary"), str(file_of("Arab"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "['font.ttc']\n"
    assert [*(tmp_path / "temporary").iterdir()] == []


# Is started in a new process, and keeps a font in a folder until it ends, or the worker that it starts does.
KEEPING = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import signal
import stat
import sys

from ualetters.formats.fonts import folder_of


def keep():
    folder = folder_of(Path(sys.argv[1]))
    return stat.filemode(folder.stat().st_mode), [path.name for path in folder.iterdir()]


if __name__ == "__main__":
    if sys.argv[2] == "interrupted":
        print(keep(), flush=True)
        signal.raise_signal(signal.SIGINT)
    with ProcessPoolExecutor(1, get_context(sys.argv[2])) as pool:
        print(pool.submit(keep).result())
"""


@pytest.mark.parametrize("way", ["interrupted", *multiprocessing.get_all_start_methods()])
@pytest.mark.skipif(sys.platform == "win32", reason="other systems say who may read a folder")
def test_the_copy_of_a_font_is_private_and_goes_with_whoever_made_it(tmp_path: Path, way: str) -> None:
    """With a worker, however it was started, and with a command that somebody interrupts."""
    script = tmp_path / "keeping.py"
    script.write_text(KEEPING, encoding="utf-8")
    # A server of processes listens there, under a name of at most 108 characters.
    with TemporaryDirectory() as temporary:
        variables = {**os.environ, "TMPDIR": temporary, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, str(script), str(file_of("Arab")), way]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        assert done.stdout == "('drwx------', ['font.ttc'])\n", done.stderr
        assert [*Path(temporary).iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="other systems limit how large a file may be")
def test_where_there_is_no_room_for_a_font_it_is_said(tmp_path: Path) -> None:
    """It is not the user's file that is wrong, and nothing is left of its copy."""
    script = (
        "import sys, tempfile, resource; from pathlib import Path; tempfile.tempdir = sys.argv[1]\n"
        "from ualetters.errors import UalettersError; from ualetters.formats.fonts import folder_of\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: folder_of(Path(sys.argv[2]))\n"
        "except UalettersError as error: print(error.message)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path), str(file_of("Arab"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "there is no place for temporary files\n"
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.ttf", "cannot read '.*none.ttf': no such file or directory"),
        ("folder", "cannot read '.*folder': is a directory"),
        ("text.ttf", "'.*text.ttf' is not a font; name a file in TrueType or OpenType format"),
        ("empty.ttf", "'.*empty.ttf' is not a font"),
        ("cut.ttf", "'.*cut.ttf' is not a font"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the words are those of other systems")
def test_what_is_no_font_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    """Nor is a folder, or the beginning of one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.ttf").write_text("not a font", encoding="utf-8")
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "cut.ttf").write_bytes(file_of("Arab").read_bytes()[:2000])
    with pytest.raises(UalettersError, match=message):
        fonts.folder_of(tmp_path / name)
