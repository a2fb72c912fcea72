"""What a writer says of themselves stands in their letters and nowhere else, whatever goes wrong."""

from email import message_from_bytes
from email.policy import default
import io
import json
import os
from pathlib import Path
import re
import subprocess
import sys
from typing import Any

import html5lib
from pypdf import PdfReader
import pytest

from builders.hostile import DAY, FORMATS, Run, text_of
from ualetters.templating import Templates

LANGUAGES = Templates.with_own().languages()
SENDER: dict[str, Any] = {
    "name": "Kanari Qvxqzjname",
    "country": "DE",
    "address": ["Qvxqzjstreet 3", "10115 Qvxqzjtown"],
    "email": "qvxqzjmail@example.org",
    "phone": "+49 30 90182017",
    "languages": ["en"],
    "occupation": "qvxqzjworker",
    "personal": {"en": "My name is qvxqzjpersonal."},
    "privacy": "full",
}
SECRETS = ("qvxqzj", "kanari", "90182017", "10115 ")


def leaks(text: str) -> list[str]:
    """What of the sender stands in a text."""
    folded = text.casefold()
    return [secret for secret in SECRETS if secret in folded or secret in re.sub(r"[\s-]", "", folded)]


def write_sender(folder: Path, **changes: object) -> Path:
    """A sender profile, some of its keys changed."""
    file = folder / "sender.yaml"
    file.write_text(json.dumps(SENDER | changes), encoding="utf-8")
    return file


def test_the_sender_stands_in_the_letter_only(cli: Run, cases: Path, tmp_path: Path) -> None:
    """The sender's data are in the words of the letters, and in nothing that is said, listed or kept beside them.

    What a letter says in the sender's own language is kept beside it for others to read, so it has none of them.
    """
    sender, output = write_sender(tmp_path), tmp_path / "out"
    formats = [part for name in FORMATS for part in ("-f", name)]
    shown = cli("render", *cases.glob("*.yaml"), "-l", "all", "--sender", sender, *formats, "-o", output, *DAY)
    assert shown.code == 0
    assert leaks(shown.out + shown.err) == []
    files = [path for path in output.rglob("*") if path.is_file()]
    explained = [path for path in files if path.name.endswith(".own.txt")]
    assert len(files) - len(explained) > 20 * len(LANGUAGES)
    assert {path.parent.name for path in explained} == set(LANGUAGES) - {"en"}
    for path in files:
        assert leaks(str(path.relative_to(output))) == []
        assert leaks(beside_the_words(path)) == [], path
        if path in explained:
            assert leaks(text_of(path)) == [], path
        else:
            assert {"qvxqzj", "kanari", "10115 "} <= set(leaks(text_of(path))), path


def beside_the_words(path: Path) -> str:
    """What a letter's file holds beside the letter: metadata, titles, headers."""
    content = path.read_bytes()
    match path.suffix:
        case ".pdf":
            reader = PdfReader(io.BytesIO(content))
            xmp = reader.root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
            assert "<rdf:RDF" in xmp
            assert "/Author" not in (reader.metadata or {})
            return f"{reader.metadata} {xmp} {reader.outline} {list(reader.attachments)}"
        case ".html":
            document = html5lib.parse(content, namespaceHTMLElements=False)
            head = document.find("head")
            assert head is not None
            attributes = [value for element in document.iter() for value in element.attrib.values()]
            return " ".join([*head.itertext(), *attributes])
        case ".eml":
            message = message_from_bytes(content, policy=default)
            assert "From" not in message
            return " ".join(str(value) for part in message.walk() for value in part.values())
        case _:
            return ""


@pytest.mark.parametrize(
    "changes",
    [
        {"country": "Qvxqzjland"},
        {"email": "qvxqzj mail at home"},
        {"email": "qvxqzjmail@qvxqzj"},
        {"phone": "+49 qvxqzj"},
        {"phone": "+49 30 90182017 90182017 90182017"},
        {"languages": ["qvxqzj"]},
        {"privacy": "qvxqzj"},
        {"name": ["qvxqzj"]},
        {"name": "=?qvxqzj?="},
        {"name": "qvxqzj\u202e"},
        {"address": "Qvxqzjstreet 3"},
        {"address": ["Qvxqzjstreet\n3"]},
        {"personal": {"qvxqzj": "x"}},
        {"personal": {"en": "qvxqzj " * 3_000}},
        {"show_reference": "qvxqzj"},
        {"qvxqzjkey": "1"},
    ],
)
def test_a_broken_profile_says_nothing_of_its_sender(
    cli: Run, cases: Path, tmp_path: Path, changes: dict[str, object]
) -> None:
    """Whatever is wrong with a profile, the message has the place and not the value."""
    sender = write_sender(tmp_path, **changes)
    shown = cli("render", cases / "azimov.yaml", "--sender", sender, "-o", tmp_path / "out")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("sender.yaml:")
    assert leaks(shown.err.replace("qvxqzjkey", "")) == []


def test_a_profile_that_is_no_yaml(cli: Run, cases: Path, tmp_path: Path) -> None:
    """Not even a profile that cannot be parsed shows any of its text."""
    sender = tmp_path / "sender.yaml"
    for content in (
        "name: Qvxqzjname\n  qvxqzj: [",
        "name: qvxqzj\nname: qvxqzj\n",
        "name: &qvxqzj x",
        "- qvxqzj",
        "qvxqzj",
        "name: !qvxqzj x",
    ):
        sender.write_text(content, encoding="utf-8")
        shown = cli("render", cases / "azimov.yaml", "--sender", sender, "-o", tmp_path / "out")
        assert (shown.code, shown.out) == (1, "")
        assert leaks(shown.err) == []


@pytest.mark.parametrize("failure", ["risk", "protected", "no font", "several", "folder", "nobody"])
def test_a_letter_that_fails_says_nothing_of_its_sender(cli: Run, cases: Path, tmp_path: Path, failure: str) -> None:
    """Whatever keeps a letter from being written, what is said has nothing of the sender."""
    words = tmp_path / "words"
    words.write_text("qvxqzjpersonal\n", encoding="utf-8")
    (tmp_path / "taken").write_bytes(b"x")
    changes: dict[str, dict[str, object]] = {"risk": {"country": "RU"}, "no font": {"name": "Kanari Qvxqzj丑"}}
    args: dict[str, tuple[object, ...]] = {
        "protected": ("--protect", words),
        "several": ("-o", "-"),
        "folder": ("-o", tmp_path / "taken"),
        "nobody": ("--to", "qqq"),
    }
    sender = write_sender(tmp_path, **changes.get(failure, {}))
    shown = cli(
        *("render", cases / "azimov.yaml", "-l", "en", "--sender", sender, "-o", tmp_path / "out"),
        *args.get(failure, ()),
    )
    assert shown.code in {1, 2}
    assert leaks(shown.out + shown.err) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits files otherwise")
def test_a_full_disk_says_nothing_of_the_sender(cases: Path, tmp_path: Path) -> None:
    """When the disk is full, nothing of the sender is said or left behind."""
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000,) * 2)\n"
        "from ualetters.cli import main; main(sys.argv[1:])"
    )
    sender = write_sender(tmp_path)
    # Without bytecode and coverage, which the limit would leave short.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    command = [sys.executable, "-B", "-c", script, "render", str(cases / "azimov.yaml")]
    command += ["--sender", str(sender), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (74, "")
    assert leaks(done.stderr) == []
    assert list((tmp_path / "out").iterdir()) == []


def test_a_broken_layout_says_nothing_of_the_sender(cli: Run, cases: Path, tmp_path: Path) -> None:
    """A mistake in the middle of a letter is told without a word of it, even where Jinja's own message has one."""
    layout = tmp_path / "own" / "_layouts" / "letter.txt.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{ {}[letters[0].parts[0].blocks[0].lines[0]].x }}", encoding="utf-8")
    shown = cli(
        *("render", cases / "azimov.yaml", "-l", "en", "-f", "txt", "--sender", write_sender(tmp_path)),
        *("--templates", tmp_path / "own", "-o", tmp_path / "out"),
    )
    assert (shown.code, shown.out) == (1, "")
    assert "the layout cannot be rendered (UndefinedError)" in shown.err
    assert leaks(shown.err) == []
