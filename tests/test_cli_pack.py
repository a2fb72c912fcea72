"""`pack`: what is written and told, whose country and language count, what is left out, and what nobody may learn."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
import os
from pathlib import Path
import subprocess
import sys
import time

from pypdf import PdfReader
import pytest
from tests.conftest import REPORT, Outcome

from builders.compose import case_of, official
from builders.own_pack import CODE, OwnPack, own_pack, put
from builders.pack import (
    CANARY,
    DAY,
    PROFILE,
    events,
    files,
    opened,
    page_texts,
    profile,
    settings,
    sizes,
    texts,
    write,
)

Run = Callable[..., Outcome]
own = pytest.fixture(own_pack)

SECTION = 'country: DE\npost: {RU: 12, UZ: suspended}\npostage: {abroad: "1.10 EUR", inland: "0.85 EUR"}\n'
MARK = "SPECIMEN – do not send"
NO_REMINDER = "There is no reminder: no last day is known that is still to come."


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An open case with a deadline."""
    (path,) = opened(tmp_path, "kasymakhunov")
    return path.relative_to(tmp_path)


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """An open case of which the deadline is unknown."""
    (path,) = opened(tmp_path, "azimov")
    return path.relative_to(tmp_path)


def test_a_blank_pack(cli: Run, case: Path) -> None:
    """One PDF and one reminder; the checklist in the language that was asked for, numbers as they are dialled there."""
    write(Path("section.yaml"), SECTION.replace("DE", "US"))
    options_ = ("--from", "US", "--own", "de", "--section", "section.yaml")
    made = cli("pack", case, "-l", "ru", "--blank", *options_, "--output", "night/out.pdf", *DAY)
    assert (made.code, made.out) == (0, "night/out.pdf\nnight/out.ics\n")
    assert files() == {"night/out.pdf", "night/out.ics"}
    (checklist, *_), (first, *_) = texts("night/out.pdf"), sizes(Path("night/out.pdf").read_bytes())
    assert first == (215.9, 279.4)
    for said in (
        "Briefe zum Absenden",
        "Letzter Tag zum Absenden: 27. Januar 2013",
        "Verbleibende Tage: 17",
        "zu wählen: 011 7 499 265-90-77",
        "Post · Zur Post geben bis 15. Januar 2013",
        "Brief ins Ausland, bis 20 g · 1.10 EUR",
        "Wo Linien sind, schreiben Sie bitte",
    ):
        assert said in checklist, said
    assert "The language pack `ru` is a draft" in made.err


def test_the_number_of_the_document(cli: Run, unknown: Path) -> None:
    """Stands on the checklist; without a deadline there is no reminder, but a warning where it is read."""
    made = cli("pack", unknown, "-l", "en", *DAY)
    assert (made.code, made.out) == (0, "pack.pdf\n")
    assert NO_REMINDER in made.err
    checklist = texts()[0]
    assert "Reference: UA 214/11" in checklist
    assert "The deadline is not known. Ask your section office before you send anything." in checklist
    checked = cli("pack", unknown, "-l", "en", *DAY, "--deadline-checked")
    assert (checked.code, "deadline" in checked.err, "deadline" in texts()[0]) == (0, False, False)


def test_past_the_deadline(cli: Run, case: Path) -> None:
    """The pack is made all the same and says so; there is nothing left to be reminded of."""
    made = cli("pack", case, "-l", "en", "--date", "2013-01-28")
    assert (made.code, made.out) == (0, "pack.pdf\n")
    assert "the deadline has passed; the last day was 2013-01-27" in made.err
    assert "The deadline has passed. Ask your section office before you send anything." in texts()[0]
    assert cli("pack", case, "-l", "en", "--date", "2013-01-27").out == "pack.pdf\npack.ics\n"
    assert "Days left: 0" in texts()[0]


def test_the_reminder(cli: Run, case: Path, unknown: Path) -> None:
    """One day for everything, in the volunteer's words and without a case, a person or a name."""
    other = case.with_name("other.yaml")
    text = case.read_text(encoding="utf-8").replace("id: kasymakhunov-open", "id: other")
    write(other, text.replace("send_before: 2013-01-28", "send_before: 2013-02-15"))
    made = cli("pack", case, unknown, other, "-l", "ru", *profile(), *DAY)
    assert made.code == 0
    found = events()
    assert [event.dtstart.value for event in found] == [date(2013, 1, 27), date(2013, 2, 14)]
    assert {event.summary.value for event in found} == {"Letzter Tag zum Absenden Ihrer Briefe"}
    held = Path("pack.ics").read_text(encoding="utf-8").casefold()
    assert not any(
        word in held for word in ("kasymakhunov", "azimov", "other", "ualetters", *map(str.casefold, CANARY))
    )


def test_specimens(cli: Run, case: Path) -> None:
    """Everything of them is marked, and the reminder too; beside cases that are meant there is none of them."""
    specimen = case.with_name("kasymakhunov.yaml")
    made = cli("pack", specimen, "-l", "ru", "--from", "TR", "--own", "en", *DAY)
    assert made.code == 0
    assert "The case `kasymakhunov` is a specimen: do not send its letters." in made.err
    assert all(MARK in text or "ОБРАЗЕЦ – не отправлять" in text for text in texts())
    assert [event.summary.value for event in events()] == [f"{MARK} · Last day to send your letters"]
    later = case.read_text(encoding="utf-8").replace("send_before: 2013-01-28", "send_before: 2013-02-15")
    assert cli("pack", specimen, write(case, later), "-l", "en", *DAY).code == 0
    (event,) = events()
    assert (event.summary.value, event.dtstart.value) == ("Last day to send your letters", date(2013, 2, 14))
    assert cli("pack", specimen.with_name("azimov.yaml"), case, "-l", "en", *DAY).code == 0
    assert not texts()[0].startswith(MARK)
    assert f"azimov {MARK}" in texts()[0]


def test_a_profile_in_the_settings_stays_out_of_a_blank_pack(cli: Run, case: Path) -> None:
    """Neither --blank nor --from reads it, for what language the checklist is in either."""
    settings("sender.yaml", PROFILE)
    for flags in (("--blank",), ("--from", "DE"), ("--blank", "--from", "DE")):
        made = cli("pack", case, "-l", "ru", *flags, *DAY)
        assert made.code == 0
        assert texts()[0].startswith("Letters to send")
        held = b"".join(Path(name).read_bytes() for name in files()).decode("latin-1") + made.out + made.err
        assert not any(word in held + " ".join(texts()) for word in CANARY), flags
    settings("sender.yaml", "no profile at all: [")
    assert cli("pack", case, "-l", "ru", "--blank", "--from", "DE", *DAY).code == 0
    # A section's file is no secret, and is read.
    settings("section.yaml", SECTION)
    assert cli("pack", case, "-l", "en", "--from", "DE", *DAY).code == 0
    assert "No mail is carried there at present." in texts()[0]


@pytest.mark.parametrize(
    ("privacy", "shown"),
    [("full", ["Zyxcanaryq", "Canary Lane", "Birdville"]), ("initials", ["Birdville"]), ("hand", [])],
)
def test_the_privacy_of_a_profile(cli: Run, case: Path, privacy: str, shown: list[str]) -> None:
    """Letters and envelopes have what the profile lets be printed, nothing else anything at all."""
    made = cli("pack", case, "-l", "en", *profile(privacy=privacy), "--layout", "plain", *DAY)
    assert made.code == 0
    checklist, *others = texts()
    printed = " ".join(others)
    assert [word for word in ("Zyxcanaryq", "Canary Lane", "Birdville") if word in printed] == shown
    assert ("Z. Z." in printed) is (privacy == "initials")
    assert ("Wo Linien sind" in checklist) is (privacy == "hand")
    assert checklist.startswith("Briefe zum Absenden")
    reader = PdfReader("pack.pdf")
    secret = f"{checklist} {reader.metadata} {reader.xmp_metadata} {made.out} {made.err} {files()}"
    assert not any(word in secret for word in CANARY)
    assert not any(word in Path("pack.ics").read_text(encoding="utf-8") for word in CANARY)


@pytest.mark.parametrize("flags", [(), ("--layout", "din5008b"), ("--strict",)])
def test_what_fails_says_nothing_of_the_sender(cli: Run, case: Path, flags: tuple[str, ...]) -> None:
    """Whatever goes wrong: a letter that cannot be set, a place that cannot be written to."""
    governor = official(office={"kind": "governor", "en": "Governor 🦊"})
    write(case, case_of(addressees={"governor": governor}))
    made = cli("pack", case, "-l", "en", *profile(), *flags, *DAY)
    assert made.code != 0
    assert not any(word in made.err + made.out for word in CANARY)
    assert files() == set()


def test_a_case_that_fails_is_left_out(cli: Run, case: Path, unknown: Path) -> None:
    """Invalid, closed, with another's id, or with a letter that cannot be set: it is told, and the others are there."""
    broken = write(case.with_name("broken.yaml"), "format: 1\nid: [")
    closed = case.with_name("closed.yaml")
    text = case.read_text(encoding="utf-8")
    write(closed, text.replace("status: open", "status: closed").replace("kasymakhunov-open", "closed"))
    twin = write(case.with_name("twin.yaml"), unknown.read_text(encoding="utf-8"))
    office = {"kind": "governor", "en": "Governor 🦊"}
    unset = write(case.with_name("unset.yaml"), case_of(addressees={"governor": official(office=office)}))
    made = cli("pack", broken, closed, unknown, twin, unset, case, "-l", "en", *DAY)
    assert (made.code, made.out) == (1, "pack.pdf\npack.ics\n")
    for path in (broken, closed, unknown, twin, unset):
        assert f"Nothing was written of {path}. Mend it, then run `ualetters check {path}`." in made.err
    assert "nazarov/en/governor: error: the PDF has no font for “🦊” (U+1F98A FOX FACE)" in made.err
    assert "    → replace the character, or use another format" in made.err
    assert f"Nothing was written of {case}" not in made.err
    checklist = texts()[0]
    assert "kasymakhunov-open" in checklist
    assert not any(word in " ".join(texts()) for word in ("azimov", "Azimov", "Nazarov", "Governor"))


def test_when_every_case_fails(cli: Run, case: Path) -> None:
    """Nothing is written, and what was there stays."""
    write(Path("pack.pdf"), "mine")
    write(case, "format: 1")
    assert cli("pack", case, "-l", "en", *DAY).code == 1
    write(case, case_of(addressees={"governor": official(office={"kind": "governor", "en": "Governor 🦊"})}))
    assert cli("pack", case, "-l", "en", *DAY).code == 1
    assert (files(), Path("pack.pdf").read_text(encoding="utf-8")) == ({"pack.pdf"}, "mine")


def test_an_address_that_does_not_fit(cli: Run, case: Path) -> None:
    """Each letter of which it does not fit the layout asked for is named, with what to do; its case is left out."""
    made = cli("pack", case, "-l", "en", "--from", "US", "--layout", "us10", *DAY)
    assert (made.code, files()) == (1, set())
    for recipient in ("bastrykin", "matlubov", "pronichev"):
        fails = f"kasymakhunov-open/en/{recipient}: error: the address does not fit the window of the layout `us10`\n"
        assert fails in made.err
    assert "    → use `--layout plain` with an envelope or a label, or shorten the lines of the address" in made.err
    usual = cli("pack", case, "-l", "en", "-l", "ru", "--from", "US", *DAY)
    assert usual.code == 0
    assert usual.err.count("so it is on its envelope at the end of the pack") == 3


def test_a_checklist_that_cannot_be_set(cli: Run, case: Path) -> None:
    """Letters are not to blame for what the section's file says."""
    write(Path("section.yaml"), "country: DE\npostage: {abroad: 1 🦊}")
    made = cli("pack", case, "-l", "en", "--from", "DE", "--section", "section.yaml", *DAY)
    assert (made.code, made.out, files()) == (1, "", set())
    assert "pack.pdf: error: the checklist cannot be set: the PDF has no font for “🦊” (U+1F98A FOX FACE)" in made.err
    assert made.err.endswith("No pack was written.\n")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--output", "pack.txt"), "'pack.txt' must end in .pdf"),
        (("--output", "cases"), "'cases' must end in .pdf"),
        (("--from", "DE", "--sender", "me.yaml"), "leave out --from or --sender"),
        (("--from", "Germany"), "there is no country 'Germany'"),
        (("--labels", "L7160", "--envelope", "C5"), "leave out --labels or --envelope"),
        (("--labels", "L7160", "--skip", "21"), "a sheet of L7160 has 21 labels"),
        (("--skip", "5"), "--skip is for labels"),
        (("--envelope", "C7"), "there is no envelope 'C7'"),
        (("--own", "xx"), "there is no language pack 'xx'"),
        (("--layout", "din"), "there is no layout 'din'"),
        (("--copies", "0"), "0 is not in the range"),
        (("--lang", "own", "--blank"), "--lang own needs a sender profile"),
    ],
)
def test_wrong_usage(cli: Run, case: Path, flags: tuple[str, ...], message: str) -> None:
    """Is told with what to write instead, and nothing is made."""
    profile()
    made = cli("pack", case, *flags, *DAY)
    assert (made.code, made.out, files()) == (2, "", set())
    assert message in " ".join(made.err.split())


def test_places_that_cannot_be_written_to(cli: Run, case: Path) -> None:
    """A folder with the name of the file, and a file with the name of the folder."""
    Path("pack.pdf").mkdir()
    made = cli("pack", case, "-l", "en", *DAY)
    assert (made.code, made.out) == (1, "")
    assert "pack.pdf: error: a folder has the name of the file" in made.err
    write(Path("plain"), "")
    made = cli("pack", case, "-l", "en", *profile(), *DAY, "-o", "plain/x.pdf")
    assert (made.code, made.out, files()) == (1, "", {"plain"})
    assert not any(word in made.err for word in CANARY)


def test_words_that_are_still_to_be_written(cli: Run, case: Path, own: OwnPack) -> None:
    """There is no pack in that language and the key is named, but letters there are."""
    put(own.language, "volunteer.sign", "TODO")
    own.shop()
    flags = ("--templates", own.root, "--from", "DE", *DAY)
    made = cli("pack", case, "-l", "en", "--own", CODE, *flags)
    assert (made.code, made.out, files()) == (1, "", set())
    assert "volunteer.sign: error: this is not translated" in made.err
    assert cli("pack", case, "-l", "en", "--own", "en", *flags).code == 0
    assert cli("render", case, "-l", "en", *flags).code == 0


def test_only_what_is_wrong_is_said_when_quiet(cli: Run, unknown: Path) -> None:
    """No note, no reminder that is missing, no table."""
    made = cli("pack", unknown, "-l", "en", "--from", "US", "--quiet", *DAY)
    assert (made.code, made.out) == (0, "pack.pdf\n")
    lines = made.err.splitlines()
    assert all(": warning: " in line or line.startswith("    → ") for line in lines), lines
    assert cli("pack", unknown, "-l", "en", "--strict", *DAY).code == 3


def test_only_one_recipient(cli: Run, case: Path) -> None:
    """The checklist names nobody else."""
    assert cli("pack", case, "-l", "en", "--to", "matlubov", "--from", "DE", *DAY).code == 0
    checklist, *letters = texts()
    assert ("Matlubov" in checklist, "Bastrykin" in checklist, len(letters)) == (True, False, 1)


def test_the_same_bytes_anywhere(case: Path, unknown: Path) -> None:
    """In another process, time zone, locale and order of hashes."""
    command = [sys.executable, "-m", "ualetters", "pack", str(case), str(unknown), "-l", "ru", "-l", "ar"]
    command += ["--from", "TR", "--own", "fa", "--copies", "2", *DAY, "--quiet"]
    made = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        subprocess.run([*command, "-o", "p.pdf"], check=True, capture_output=True, env=environment)
        made.append((Path("p.pdf").read_bytes(), Path("p.ics").read_bytes()))
    assert made[0] == made[1]


def test_sixty_letters(cli: Run, case: Path, record_property: Callable[[str, object], None]) -> None:
    """Are a matter of seconds, so that a coordinator can try again."""
    text = case.read_text(encoding="utf-8")
    for number in range(12):
        write(Path("cases/many", f"{number}.yaml"), text.replace("kasymakhunov-open", f"case-{number}"))
    Path("cases/directory").rename("cases/many/directory")
    start = time.perf_counter()
    made = cli("pack", "cases/many", "-l", "ru", "--from", "DE", "--quiet", *DAY)
    took = time.perf_counter() - start
    assert made.code == 0
    pages = page_texts(Path("pack.pdf").read_bytes())
    assert len(pages) >= 12 * 8
    assert took < 20
    record_property(REPORT, f"A pack of 60 letters ({len(pages)} pages) took {took:.1f} s.")
    assert BytesIO(Path("pack.pdf").read_bytes()).getbuffer().nbytes < 2_000_000
