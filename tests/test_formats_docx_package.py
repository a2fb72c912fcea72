"""The package of a Word document: nobody's traces, nothing superfluous, and the same bytes everywhere."""

from hashlib import sha256
from io import BytesIO
import os
from pathlib import Path
import platform
import re
import subprocess
import sys
from zipfile import ZIP_STORED, ZipFile

from msgspec.structs import replace
import pytest

from builders.compose import SENDER
from builders.formats_docx import made, members, opened, seed_letters, tree
from builders.formats_pdf import ENGLISH, LETTER, MARK
from builders.formats_scripts import ARABIC, CHINESE

ROOT = Path(__file__).parent.parent
CANARY = "canary-7f3a"
RENDER = """
import sys
from hashlib import sha256
sys.path[:0] = ["tests", "src"]
from builders.formats_docx import made, seed_letters
for code in ("ru", "en", "ar", "zh"):
    for letter in seed_letters("azimov", code).values():
        print(sha256(made(letter)).hexdigest())
"""


def test_the_package_has_what_word_needs_and_no_more() -> None:
    """No thumbnail, theme, custom XML or properties of a program, which the template of python-docx has."""
    assert sorted(members(made(LETTER))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_every_part_is_named_and_reached() -> None:
    """Each has a content type and a relation from another, and each relation leads to a part."""
    content = made(replace(LETTER, mark=MARK, enclosed=(ENGLISH,)))
    parts = {name for name in members(content) if not name.endswith(".rels")} - {"[Content_Types].xml"}
    typed = {one.get("PartName") for one in tree(content, "[Content_Types].xml") if "Override" in str(one.tag)}
    assert typed == {f"/{name}" for name in parts}
    targets = {one.get("Target") for one in tree(content, "_rels/.rels")}
    below = {f"word/{one.get('Target')}" for one in tree(content, "word/_rels/document.xml.rels")}
    assert targets | below == parts


def test_the_properties_name_the_letter_and_nobody() -> None:
    """No author, program or revision; the title, the language and the day are those of the letter."""
    properties = opened(made(LETTER)).core_properties
    assert (properties.title, properties.language) == (LETTER.title, "ru")
    assert str(properties.created) == str(properties.modified) == "2013-01-28 00:00:00+00:00"
    names = ("author", "last_modified_by", "comments", "keywords", "category", "subject", "identifier", "version")
    assert [getattr(properties, name) for name in names] == [""] * len(names)
    assert (properties.revision, properties.last_printed) == (0, None)
    assert len([*tree(made(LETTER), "docProps/core.xml")]) == 4


def test_word_is_told_to_keep_the_name_of_whoever_saves_it_out() -> None:
    """It would be in the file otherwise as soon as a volunteer has changed a word."""
    settings = [str(one.tag).partition("}")[2] for one in tree(made(LETTER), "word/settings.xml")]
    assert settings[:2] == ["removePersonalInformation", "removeDateAndTime"]
    assert "autoHyphenation" in settings
    assert {"rsids", "attachedTemplate", "documentProtection"}.isdisjoint(settings)


def test_no_part_names_the_machine_or_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nor a program or a path; and the sender is named where the letter names them, and nowhere else."""
    for name in ("USER", "USERNAME", "LOGNAME", "HOSTNAME", "COMPUTERNAME", "NAME", "EMAIL"):
        monkeypatch.setenv(name, CANARY)
    monkeypatch.chdir(tmp_path)
    found = members(made(seed_letters("azimov", "en", SENDER)["bastrykin"]))
    told = (CANARY, str(ROOT), "python", "Microsoft Office", platform.node() or CANARY)
    patterns = [re.compile(rf"\b{re.escape(word)}\b".encode()) for word in told]
    assert {(name, one.pattern) for name, part in found.items() for one in patterns if one.search(part)} == set()
    named = {name for name, part in found.items() if any(one.encode() in part for one in (SENDER.name, "10115 Berlin"))}
    assert named == {"word/document.xml"}


def test_the_package_says_nothing_of_when_and_where_it_was_made() -> None:
    """Dates, order, rights and compression are fixed; what is stored needs no zlib, which differs between versions."""
    with ZipFile(BytesIO(made(replace(LETTER, mark=MARK, enclosed=(ENGLISH,))))) as package:
        assert package.testzip() is None
        found = package.infolist()
    assert {(one.date_time, one.compress_type, one.create_system, one.extra, one.comment) for one in found} == {
        ((1980, 1, 1, 0, 0, 0), ZIP_STORED, 3, b"", b"")
    }
    names = [one.filename for one in found]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


@pytest.mark.parametrize("letter", [LETTER, ENGLISH, ARABIC, CHINESE], ids=lambda letter: letter.language)
def test_two_documents_of_a_letter_are_the_same_bytes(letter: object) -> None:
    """Also the second that a renderer makes."""
    assert isinstance(letter, type(LETTER))
    assert made(letter) == made(replace(letter))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_another_process_makes_the_same_bytes(zone: str) -> None:
    """In another time zone and language, of another user, and with another order of hashes."""
    environment = os.environ | {
        "TZ": zone,
        "LC_ALL": "C",
        "USER": CANARY,
        "HOME": "/",
        "PYTHONHASHSEED": str(len(zone)),
    }
    done = subprocess.run(
        [sys.executable, "-c", RENDER], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    letters = [letter for code in ("ru", "en", "ar", "zh") for letter in seed_letters("azimov", code).values()]
    assert done.stdout.split() == [sha256(made(letter)).hexdigest() for letter in letters]
