"""What letters are made from: a change of one byte in anything changes the right hash, and no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path
import shutil
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.batch import write_case
from builders.batch_process import environment
from ualetters.batch.inputs import Inputs, differences, entries_used, entry_hashes, file_hash, inputs
from ualetters.batch.recipe import Recipe
from ualetters.case_file import load_case
from ualetters.directory import Directory, load_directory
from ualetters.errors import ProblemsError
from ualetters.formats.fonts import PACKAGES
from ualetters.order import ALL, Order

ROOT = Path(__file__).parent.parent
ORDER = Order(today=date(2024, 3, 10), languages=("ru",), formats=("pdf", "txt"))
PARTS = {
    **{
        f"{code}/{file}": f"packs {code}"
        for code in ("ru", "en")
        for file in ("language.yaml", "phrases.yaml", "letter.j2", "copy.j2")
    },
    **{f"_layouts/{file}": "layouts" for file in ("letter.txt.j2", "letter.typ", "stationery.yaml")},
    "phrasebook.yaml": "phrasebook",
}
# Another value than the usual one, and whether it makes other letters.
ORDERS: dict[str, tuple[object, bool]] = {
    "today": (date(2024, 3, 11), True),
    "languages": (("ru", "en"), True),
    "formats": (("pdf",), True),
    "accept_risk": (True, True),
    "deadline_checked": (True, True),
    "strict": (True, True),
    "layout": ("din5008b", True),
    "country": ("DE", True),
    "fax_encoding": ("g3", True),
    # They keep letters from being made, and make none.
    "protected": (("orlova",), False),
}
RECIPES: dict[str, tuple[object, bool]] = {
    "include_expired": (True, True),
    "include_uncleared": (True, True),
    "parts": (True, True),
    # Its hash is given; its path would say where somebody keeps it.
    "senders": ("ada/senders.csv", False),
    "run": ("another", False),
}
# No batch asks for them, or what they name is hashed.
NEVER_ASKED = {"to", "sender", "explain", "by_post", "sender_id"}
BY_CONTENT = {"order", "templates", "directories", "font"}

_runs = count()


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates, free to be changed."""
    folder = tmp_path_factory.mktemp("inputs") / "templates"
    shutil.copytree(ROOT / "templates", folder)
    return folder


def found(*roots: Path, order: Order = ORDER) -> Inputs:
    """What the letters of a run are made from; each run reads everything anew."""
    return inputs(Recipe(order, templates=roots, run=f"run {next(_runs)}"))


def changes(before: Inputs, now: Inputs) -> list[str]:
    """What differs between two runs."""
    assert (before.digest != now.digest) == (before != now)
    return differences(before.tools(), now.tools())


@pytest.fixture(scope="module")
def before(templates: Path) -> Inputs:
    """What the letters are made from while nothing is changed."""
    return found(templates)


@contextmanager
def changed(path: Path, content: bytes) -> Iterator[None]:
    """A file with another content for a while."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


@given(st.data())
def test_one_byte_of_a_template(templates: Path, before: Inputs, data: st.DataObject) -> None:
    """Whichever byte it is: the pack, the layouts or the phrasebook is another one, or it is refused."""
    name = data.draw(st.sampled_from(sorted(PARTS)))
    content = bytearray((templates / name).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with changed(templates / name, bytes(content)):
        try:
            now = found(templates)
        except ProblemsError:
            assert name.endswith(("language.yaml", "phrases.yaml"))
            return
    assert changes(before, now) == [PARTS[name]]


def test_files_that_come_and_go(templates: Path, before: Inputs) -> None:
    """A file more, one less and one with another name are changes too; its date and its rights are none."""
    more = templates / "ru" / "notes.txt"
    more.write_bytes(b"")
    with_more = found(templates)
    assert changes(before, with_more) == ["packs ru"]
    more.rename(templates / "ru" / "other.txt")
    assert changes(with_more, found(templates)) == ["packs ru"]
    (templates / "ru" / "other.txt").unlink()
    (templates / "ru" / "letter.j2").touch()
    (templates / "ru" / "letter.j2").chmod(0o600)
    assert found(templates) == before


def test_where_the_templates_are(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files are the same anywhere; which of two roots has a file is not the same."""
    before = found(templates)
    shutil.copytree(templates, tmp_path / "copy")
    monkeypatch.chdir(tmp_path)
    assert found(Path("copy")) == found(tmp_path / "copy") == before
    for name in ("one", "two"):
        (tmp_path / name / "ru").mkdir(parents=True)
        (tmp_path / name / "ru" / "phrases.yaml").write_text(f"# {name}\n{{}}\n", encoding="utf-8")
    assert changes(found(Path("one"), Path("two")), found(Path("two"), Path("one"))) == ["packs ru"]


def test_packs_that_are_not_asked_for(templates: Path) -> None:
    """Only those are hashed that a letter can be written with."""
    before, everything = found(templates), found(templates, order=replace(ORDER, languages=(ALL,)))
    assert set(before.packs) == {"ru", "en"}
    assert len(everything.packs) > 10
    assert set(found(templates, order=replace(ORDER, languages=())).packs) == set(everything.packs)
    with changed(templates / "tg" / "letter.j2", (templates / "tg" / "letter.j2").read_bytes() + b"\n"):
        assert found(templates) == before
        assert changes(everything, found(templates, order=replace(ORDER, languages=(ALL,)))) == ["packs tg"]


def test_a_font(tmp_path: Path) -> None:
    """One byte of the user's own font, and its absence."""
    folder = PACKAGES["Arab"].fonts()
    assert folder is not None
    own = tmp_path / "font.ttf"
    shutil.copyfile(next(folder.rglob("*.ttf")), own)
    plain, with_font = Recipe(ORDER), Recipe(ORDER, font=own)
    assert changes(inputs(plain), inputs(with_font)) == ["font"]
    before = inputs(with_font)
    with changed(own, own.read_bytes() + b"\0"):
        assert changes(before, inputs(with_font)) == ["font"]
    assert inputs(with_font).font == sha256(own.read_bytes()).hexdigest()


def test_everything_that_can_be_asked() -> None:
    """Every option either makes other letters or is known not to; a new one has to be put in one of the two."""
    assert ORDERS.keys() | NEVER_ASKED == set(Order.__struct_fields__)
    assert RECIPES.keys() | BY_CONTENT == set(Recipe.__struct_fields__)
    usual = Recipe(ORDER)
    others = {name: replace(usual, order=replace(ORDER, **{name: value})) for name, (value, _) in ORDERS.items()}
    others |= {name: replace(usual, **{name: value}) for name, (value, _) in RECIPES.items()}
    matters = {name for name, (_, makes_others) in (ORDERS | RECIPES).items() if makes_others}
    assert {name for name, other in others.items() if inputs(other).digest != inputs(usual).digest} == matters
    # But for the words, which are in no hash, and the hash of the senders, which is given.
    assert inputs(usual, "1").digest != inputs(usual, "2").digest


@given(st.permutations(("ru", "en", "uz")), st.permutations(("pdf", "txt", "html")))
def test_the_order_in_which_things_are_asked(languages: list[str], formats: list[str]) -> None:
    """It makes no difference."""
    order = replace(ORDER, languages=tuple(languages), formats=tuple(formats))
    usual = replace(ORDER, languages=("ru", "en", "uz"), formats=("pdf", "txt", "html"))
    assert inputs(Recipe(order)) == inputs(Recipe(usual))


def test_libraries() -> None:
    """Those that a format is made with are named with their versions, and no others."""
    text = found(order=replace(ORDER, formats=("txt",))).versions
    assert text.keys() >= {"ualetters", "babel", "jinja2", "phonenumberslite"}
    assert "typst" not in text
    docx = found(order=replace(ORDER, formats=("docx",))).versions
    # Its XML is written by lxml.
    assert docx.keys() - text.keys() == {"python-docx", "lxml"}
    pdf = found(order=replace(ORDER, formats=("pdf",))).versions
    assert pdf.keys() - text.keys() >= {"typst"}
    fax = found(order=replace(ORDER, formats=("fax",))).versions
    assert fax.keys() - pdf.keys() == {"pillow", "pypdfium2"}


def test_one_byte_of_this_program(tmp_path: Path) -> None:
    """A developer who changes it has another version."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    script = (
        "from datetime import date\nfrom ualetters.batch.inputs import inputs\n"
        "from ualetters.batch.recipe import Recipe\nfrom ualetters.order import Order\n"
        "print(inputs(Recipe(Order(today=date(2024, 3, 10), languages=('en',)))).versions['ualetters'])"
    )
    variables = environment(PYTHONPATH=str(tmp_path / "src"))
    said = set()
    for name in ("", "batch/unit.py", "compose/__init__.py"):
        if name:
            with (tmp_path / "src" / "ualetters" / name).open("a", encoding="utf-8") as file:
                file.write("#\n")
        command = [sys.executable, "-c", script]
        said.add(subprocess.run(command, check=True, capture_output=True, text=True, env=variables).stdout)
    assert len(said) == 3


@given(st.binary(max_size=100), st.data())
def test_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject) -> None:
    """Its hash is that of its bytes, and nothing but them."""
    folder = tmp_path_factory.mktemp("file")
    (folder / "a").write_bytes(content)
    assert file_hash(folder / "a") == sha256(content).hexdigest()
    other = data.draw(st.binary(max_size=100))
    (folder / "b").write_bytes(other)
    assert (file_hash(folder / "a") == file_hash(folder / "b")) == (content == other)


ENTRY = """\
{key}:
  office: {{kind: minister, en: {title}}}
  country: RU
  address: {{latin: [Moscow]}}
  sources: [a test]
  verified: 2024-03-01
"""
TITLES = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)


@given(st.lists(TITLES, min_size=3, max_size=3), st.integers(0, 2), TITLES)
def test_an_entry_of_the_directory(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], which: int, title: str
) -> None:
    """Only the hash of the entry that changed is another one, however the file is laid out."""
    folder = tmp_path_factory.mktemp("directory")
    names = [f"offices.{key}" for key in "abc"] + ["offices.none"]

    def hashes(*words: str, between: str = "") -> dict[str, str | None]:
        text = between.join(ENTRY.format(key=key, title=one) for key, one in zip("abc", words, strict=True))
        (folder / "offices.yaml").write_text(text, encoding="utf-8")
        return entry_hashes(load_directory([folder]), names)

    before = hashes(*titles)
    assert before["offices.none"] is None
    assert hashes(*titles, between="# a remark\n\n") == before
    now = hashes(*(title if number == which else one for number, one in enumerate(titles)))
    expected = [] if titles[which] == title else [names[which]]
    assert differences(before, now) == expected


@given(st.text("abcDEoficsmb.RU", max_size=20) | st.sampled_from(["offices", "embassies.RU", "offices.a.b"]))
def test_names_that_a_manifest_may_hold(name: str) -> None:
    """Whatever a stranger wrote there, an entry that is not known has no hash."""
    assert entry_hashes(Directory(), [name]) == {name: None}


EMBASSIES = """\
RU:
  DE: {address: {latin: [Berlin]}, sources: [a test], verified: unknown}
  GB: {address: {latin: [London]}, sources: [a test], verified: unknown}
"""


def test_entries_that_a_case_uses(tmp_path: Path) -> None:
    """Officials that it refers to, and the embassies of a country, wherever they are; none is known too."""
    (tmp_path / "embassies.yaml").write_text(EMBASSIES, encoding="utf-8")
    (tmp_path / "offices.yaml").write_text(ENTRY.format(key="justice", title="Minister"), encoding="utf-8")
    directory = load_directory([tmp_path])
    path = write_case(tmp_path, "one", ("    office: {kind: governor", "    use: justice\n    office: {kind: governor"))
    path.write_text(path.read_text(encoding="utf-8") + "diplomatic_copies: [RU, UZ]\n", encoding="utf-8")
    case, _ = load_case(path, directory.offices)
    names = entries_used(case)
    assert names == ("offices.justice", "embassies.RU", "embassies.UZ")
    before = entry_hashes(directory, names)
    assert [name for name, digest in before.items() if digest is None] == ["embassies.UZ"]
    others = {"Berlin": "Bonn", "London": "Leeds", "DE:": "FR:", "RU:\n": "UZ:\n"}
    for old, new in others.items():
        (tmp_path / "embassies.yaml").write_text(EMBASSIES.replace(old, new), encoding="utf-8")
        found = differences(before, entry_hashes(load_directory([tmp_path]), names))
        assert found == ["embassies.RU", "embassies.UZ"][: 1 + (new[0] == "U")]
    lines = EMBASSIES.splitlines()
    (tmp_path / "embassies.yaml").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    assert entry_hashes(load_directory([tmp_path]), names) == before
