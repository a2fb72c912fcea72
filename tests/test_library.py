"""What a program makes with three functions: the very letters of the command line, with its own templates and font."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.util import find_spec
import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Outcome

from builders.bad_input import changed
from builders.library import DAY, WRITER, english, good_case, text_of
from ualetters import ProblemsError, UalettersError, compose, load_case, load_sender, open_workshop, render
from ualetters.formats import FORMATS
from ualetters.model.letter import Ruled

LANGUAGES = ("en", "ru", "ar")
OF_SPECIMENS = {"pdf", "txt", "html", "docx", "eml", "paste"}
PROFILE = {
    "name": "Clara Nováková",
    "country": "DE",
    "address": ["Dlouhá 3", "10115 Berlin"],
    "email": "clara@example.org",
    "languages": list(LANGUAGES),
    "personal": {"en": "I teach history.", "ru": "Преподаю историю.", "ar": "أدرّس التاريخ."},
}
Run = Callable[..., Outcome]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A case to one addressee, complete in English."""
    return good_case(tmp_path)


@pytest.fixture
def opened(cases: Path) -> Path:
    """The repository's cases as if they were open: no fax and no e-mail is made of specimens."""
    for file in cases.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        cleared = "status: open\ncleared: {by: the tests, date: 2013-01-01}\n"
        file.write_text(changed(("status: specimen\n", cleared), text=text), encoding="utf-8")
    return cases


def rendered(cli: Run, out: Path, *args: object) -> dict[str, bytes]:
    """What the command line writes, but for the sheets that are not to be sent: path to content."""
    assert cli("render", *args, "--date", DAY.isoformat(), "--output", out).code == 0
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.endswith(".own.txt")}


@pytest.mark.parametrize("who", ["blank", "from", "sender"])
def test_the_same_bytes_as_the_command_line(who: str, opened: Path, root: Path, tmp_path: Path, cli: Run) -> None:
    """Of both cases, in three scripts, every file is made that the command line makes, and no other."""
    profile = tmp_path / "sender.yaml"
    profile.write_text(json.dumps(PROFILE), encoding="utf-8")
    options: dict[str, tuple[list[object], dict[str, Any]]] = {
        "blank": (["--blank"], {}),
        "from": (["--from", "US"], {"country": "US"}),
        "sender": (["--sender", profile], {"sender": load_sender(profile)}),
    }
    args, keywords = options[who]
    files = sorted((root / "cases" if who == "blank" else opened).glob("*.yaml"))
    assert len(files) == 2
    languages = {"blank": LANGUAGES, "from": ("ru",), "sender": ("en", "ar")}[who]
    asked = [part for code in languages for part in ("-l", code)] + [part for name in FORMATS for part in ("-f", name)]
    expected = rendered(cli, tmp_path / "out", *files, *asked, *args)
    found = {}
    made = set()
    workshop = open_workshop()
    for case in [load_case(file, workshop) for file in files]:
        for code in languages:
            for to in case.recipients:
                letter = compose(case, to=to, language=code, date=DAY, **keywords)
                for name in FORMATS:
                    try:
                        document = render(letter, name)
                    except ProblemsError:
                        continue
                    made.add(name)
                    found[f"{case.case.id}/{code}/{to}.{document.extension}"] = document.content
    assert sorted(found) == sorted(expected)
    assert [path for path, content in found.items() if content != expected[path]] == []
    assert made == (OF_SPECIMENS if who == "blank" else set(FORMATS))


@pytest.mark.parametrize("copies", [(), ("pronichev",), ("pronichev", "embassy-ru")])
def test_copies(copies: tuple[str, ...], root: Path, tmp_path: Path, cli: Run) -> None:
    """The letter names those who get a copy of it: here as if these were the recipients asked for."""
    file = root / "cases" / "kasymakhunov.yaml"
    chosen = [part for key in ("bastrykin", *copies) for part in ("--to", key)]
    expected = rendered(cli, tmp_path, file, "-l", "en", "-f", "txt", *chosen)
    letter = english(load_case(file), "bastrykin", copies=copies)
    assert render(letter, "txt").content == expected["kasymakhunov/en/bastrykin.txt"]
    assert ("cc:" in text_of(letter)) == bool(copies)


def test_own_templates_are_named_once(good: Path, tmp_path: Path) -> None:
    """A letter is rendered with the templates that its case was loaded with; other cases know nothing of them."""
    own = tmp_path / "own"
    (own / "en").mkdir(parents=True)
    (own / "_layouts").mkdir()
    (own / "_layouts" / "letter.txt.j2").write_text("mine: {{ letters | length }}\n", encoding="utf-8")
    (own / "en" / "language.yaml").write_text("status: reviewed\nreviewed_by: A Reader\n", encoding="utf-8")
    workshop = open_workshop(templates=[str(own)])
    letter = english(load_case(str(good), workshop))
    assert text_of(letter) == "mine: 1\n"
    assert "Dear Chairman" in text_of(english(load_case(good)))
    # Nobody has signed ours.
    drafts = [
        [one.message for one in made.problems if one.check == "pack"] for made in (letter, english(load_case(good)))
    ]
    assert drafts == [[], ["the language pack `en` is a draft that no named reader has signed"]]


def test_a_directory_is_read_anew(good: Path, tmp_path: Path) -> None:
    """A directory of one's own is found; without a workshop of one's own, a change of it is seen at once."""
    entry = "official: {{country: RU, address: {{latin: [{}]}}, sources: [a list], verified: unknown}}\n"
    own = tmp_path / "own"
    beside = tmp_path / "directory"
    for folder, town in ((own, "Tver"), (beside, "Kazan")):
        folder.mkdir()
        (folder / "offices.yaml").write_text(entry.format(town), encoding="utf-8")
    old = "    address: {latin: [Dom 2, 105005 Moscow]}\n"
    good.write_text(changed(("  chair:\n", "  chair:\n    use: official\n"), (old, "")), encoding="utf-8")
    shared = open_workshop()
    assert "\nTver\n" in text_of(english(load_case(good, open_workshop(directories=[own]))))
    assert "\nKazan\n" in text_of(english(load_case(good, shared)))
    (beside / "offices.yaml").write_text(entry.format("Perm"), encoding="utf-8")
    assert "\nPerm\n" in text_of(english(load_case(good)))
    assert "\nKazan\n" in text_of(english(load_case(good, shared)))


def test_a_font_of_ones_own(root: Path, tmp_path: Path, cli: Run) -> None:
    """A font is used as the command line uses it: here one without its bold face."""
    package = find_spec("fontpkg_amiri")
    assert package is not None
    assert package.origin is not None
    font = Path(package.origin).parent / "files" / "Amiri-Regular.ttf"
    file = root / "cases" / "kasymakhunov.yaml"
    expected = rendered(cli, tmp_path, file, "-l", "ar", "-f", "pdf", "--font", font)
    ours, plain = [
        render(compose(load_case(file, workshop), to="bastrykin", language="ar", date=DAY), "pdf").content
        for workshop in (open_workshop(font=font), open_workshop())
    ]
    assert ours == expected["kasymakhunov/ar/bastrykin.pdf"]
    assert ours != plain


def test_layout(good: Path) -> None:
    """A printed letter is laid out as in the writer's country, or as it is asked for."""
    letter = english(load_case(good), country="DE")
    usual, plain = render(letter, "pdf"), render(letter, "pdf", layout="plain")
    assert usual.content != plain.content
    assert render(letter, "pdf").content == usual.content
    for name, layout, hint in (("pdf", "plane", "did you mean `plain`"), ("txt", "plain", "has no layout `plain`")):
        with pytest.raises(UalettersError, match=hint):
            render(letter, name, layout=layout)


def test_what_is_doubtful(good: Path) -> None:
    """Warnings stop nothing; they stand in the case, and in each letter with those of its day."""
    good.write_text(changed(("+7 499 265 90 77", "+998 71 233 89 34")), encoding="utf-8")
    case = load_case(good)
    assert [problem.place.path for problem in case.problems] == ["addressees.chair.fax"]
    letter = english(case, date=date(2099, 1, 1))
    assert {problem.severity for problem in letter.problems} == {"warning", "note"}
    warned = [(problem.check, problem.place.path) for problem in letter.problems if problem.severity == "warning"]
    assert warned == [("deadline", "send_before"), ("format", "addressees.chair.fax")]
    assert {problem.check for problem in english(case).problems} == {"format", "pack"}


def test_what_a_printer_should_know(good: Path) -> None:
    """What is worth knowing of a document stands in it."""
    lines = [f"Block {number}" for number in range(6)]
    good.write_text(changed(("[Dom 2, 105005 Moscow]", json.dumps([*lines, "105005 Moscow"]))), encoding="utf-8")
    letter = english(load_case(good), country="DE")
    (note,) = render(letter, "pdf").notes
    assert note.startswith("`chair`: the address does not fit the window")
    assert render(letter, "txt").notes == ()


def test_a_sender_stays_out_of_logs(good: Path) -> None:
    """What a program logs of a case and a letter says which they are, and not who writes."""
    case = load_case(good)
    letter = english(case, sender=WRITER)
    assert (repr(case), repr(letter)) == (f"<CaseFile {good}>", "<ComposedLetter example/en/chair>")
    assert "Clara Nováková" in text_of(letter)


def test_a_day_and_a_moment(good: Path) -> None:
    """The time of day is left out, and without a sender there is nothing but rules to sign on."""
    case = load_case(good)
    moment = english(case, date=datetime(2013, 1, 10, 23, 59, tzinfo=UTC), sender=WRITER)
    assert moment.letter == english(case, sender=WRITER).letter
    assert moment.letter.dated == DAY
    assert Ruled("Signature:") in [block for part in english(case).letter.parts for block in part.blocks]


def test_languages(good: Path, root: Path) -> None:
    """A case names the languages in which it is complete."""
    assert {"en", "de"} <= set(load_case(good).languages)
    assert not {"ru", "ar"} & set(load_case(good).languages)
    assert load_case(root / "cases" / "azimov.yaml").languages == open_workshop().languages
