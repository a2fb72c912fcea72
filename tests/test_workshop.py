"""What cases share is found in the right place, loaded when it is first asked for, and only once."""

from datetime import date
from pathlib import Path
import shutil

import pytest

from ualetters.errors import ProblemsError
from ualetters.model.letter import Letter, Mailing
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

OFFICE = """\
{id}:
  office: {{kind: minister, en: Minister}}
  country: {country}
  sources: [a document]
  verified: unknown
"""


@pytest.fixture
def own_root(tmp_path: Path) -> Path:
    """A template root of the user's own."""
    folder = tmp_path / "own"
    (folder / "ru").mkdir(parents=True)
    return folder


def test_packs(own_root: Path) -> None:
    """It is the mapping of all language packs, sorted, and knows no other language."""
    shop = Workshop(Templates.with_own())
    codes = tuple(sorted(path.parent.name for path in template_root().glob("*/language.yaml")))
    assert {"en", "ru"} < set(codes)
    assert (tuple(shop), len(shop), shop.languages) == (codes, len(codes), codes)
    assert ("ru" in shop, "sv" in shop) == (True, False)
    assert {code: pack.code for code, pack in shop.items()} == {code: code for code in codes}
    with pytest.raises(KeyError, match="sv"):
        shop["sv"]
    # A folder without a language file is no pack.
    assert Workshop(Templates((own_root,))).languages == ()


def test_a_pack_of_ones_own(own_root: Path) -> None:
    """The user's files are laid over ours."""
    (own_root / "ru" / "language.yaml").write_text("status: reviewed\nreviewed_by: A Reader\n", encoding="utf-8")
    (own_root / "ru" / "phrases.yaml").write_text("asks: {fair-trial: судить честно}\n", encoding="utf-8")
    (own_root / "phrasebook.yaml").write_text("asks: {own-ask: {gloss: mine}}\n", encoding="utf-8")
    shop = Workshop(Templates.with_own([own_root]))
    assert (shop["ru"].status, shop["ru"].reviewed_by, shop["en"].status) == ("reviewed", "A Reader", "draft")
    assert shop["ru"].asks["fair-trial"] == "судить честно"
    assert {"own-ask", "fair-trial"} <= set(shop.phrasebook.asks)


def test_each_part_is_loaded_once(own_root: Path) -> None:
    """A part that was used stays as it was, and one that was not is not even read."""
    (own_root / "ru" / "language.yaml").write_text("status: reviewed\nreviewed_by: A Reader\n", encoding="utf-8")
    (own_root / "phrasebook.yaml").write_text("asks: {own-ask: {gloss: mine}}\n", encoding="utf-8")
    shop = Workshop(Templates.with_own([own_root]))
    assert shop["ru"].status == "reviewed"
    assert "own-ask" in shop.phrasebook.asks
    blocks = shop.blocks("ru/letter.j2")
    shutil.rmtree(own_root)
    assert shop["ru"].status == "reviewed"
    assert "own-ask" in shop.phrasebook.asks
    assert shop.blocks("ru/letter.j2") is blocks
    assert shop.blocks("ru/copy.j2") is not blocks


def test_a_broken_pack(own_root: Path) -> None:
    """A pack that is wrong says so when it is used, and the others go on working."""
    (own_root / "ru" / "language.yaml").write_text("status: wrong\n", encoding="utf-8")
    shop = Workshop(Templates.with_own([own_root]))
    assert shop["en"].code == "en"
    with pytest.raises(ProblemsError, match="unknown status"):
        shop["ru"]


def test_directories(tmp_path: Path) -> None:
    """A case's directory is the user's own, then the one beside the case; each is read once."""

    def made(folder: Path, **offices: str) -> Path:
        folder.mkdir(parents=True)
        text = "".join(OFFICE.format(id=key, country=country) for key, country in offices.items())
        (folder / "offices.yaml").write_text(text, encoding="utf-8")
        return folder

    made(tmp_path / "a" / "directory", shared="RU", beside="RU")
    made(tmp_path / "b" / "directory", other="RU")
    own = made(tmp_path / "own", shared="UZ")
    shop = Workshop(Templates.with_own(), [own])
    assert shop.known_directories() == ()
    first = shop.directory(tmp_path / "a" / "case.yaml")
    assert set(first.offices) == {"shared", "beside"}
    assert first.entry("shared").addressee.country == "UZ"
    shutil.rmtree(tmp_path / "a")
    assert shop.directory(tmp_path / "a" / "second.yaml") is first
    assert set(shop.directory(tmp_path / "b" / "case.yaml").offices) == {"shared", "other"}
    assert len(shop.known_directories()) == 2


def test_formats(own_root: Path) -> None:
    """A letter is rendered with the user's layout, which is loaded once."""
    layout = own_root / "_layouts" / "letter.txt.j2"
    layout.parent.mkdir()
    layout.write_text("mine {{ letters | length }}\n", encoding="utf-8")
    shop = Workshop(Templates.with_own([own_root]))
    letter = Letter(
        case_id="a",
        recipient_id="b",
        language="en",
        direction="ltr",
        title="t",
        mark="",
        parts=(),
        mailing=Mailing((), "t"),
        dated=date(2024, 3, 1),
    )
    assert shop.render("txt", letter).content == b"mine 1\n"
    layout.unlink()
    assert shop.render("txt", letter).content == b"mine 1\n"
    with pytest.raises(KeyError):
        shop.render("odt", letter)
