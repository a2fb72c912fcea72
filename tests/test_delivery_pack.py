"""A letter-night pack as one PDF: what it consists of, in which order, and how it comes out of the printer."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from io import BytesIO
import logging
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
import pytest

from builders.compose import ADDRESS, CHAIR, COPY, SENDER, SHOP, TODAY, copied, official
from builders.envelopes import read
from builders.formats_pdf import catalogue, claims
from builders.own_pack import CODE, OwnPack, own_pack, put
from builders.pack import (
    SECTION,
    bars,
    by_pypdf,
    entry,
    holds,
    pack_of,
    page_texts,
    plumbed,
    renamed,
    seed_entry,
    sizes,
)
from builders.packs import CODES
from builders.plan import EVERY_WAY
from ualetters.delivery.checklist import Entry
from ualetters.delivery.pack import Wishes, unmakable
from ualetters.documents import Made
from ualetters.errors import NoFontError, ProblemsError, UalettersError
from ualetters.formats.fonts import PACKAGES, Package
from ualetters.formats.paper import stationery
from ualetters.formats.typesetting import DoesNotFitError
from ualetters.model.section import Postage, Section

own = pytest.fixture(own_pack)

A4, LETTER = (210.0, 297.0), (215.9, 279.4)
DL, C5, NUMBER_10 = (220.0, 110.0), (229.0, 162.0), (241.3, 104.8)
KNOWN = stationery(SHOP.templates)
EVERYBODY: dict[str, Any] = {"addressees": {"chair": CHAIR, "copy": COPY}, "diplomatic_copies": ["RU"]}
# Does not fit a window or a label of the usual sizes.
LONG = official(address={"latin": [f"Building {number}, Tekhnicheskii pereulok" for number in range(7)]})
MARK = "SPECIMEN – do not send"


@cache
def everybody(host: str, *codes: str, status: str = "open") -> Entry:
    """A letter, a covering note with its enclosure, and one to an embassy that nobody knows the address of."""
    with TemporaryDirectory() as folder:
        return entry(Path(folder), codes, host=host, status=status, send_before="2013-02-28", **EVERYBODY)


def printed(found: Entry, layout: str | None = None) -> list[list[str]]:
    """The pages of each letter as it is printed by itself, without an envelope."""
    paper = {A4, LETTER}
    contents = [SHOP.render("pdf", made.letter, layout).content for made in found.made]
    return [[text for text, size in zip(page_texts(one), sizes(one), strict=True) if size in paper] for one in contents]


def test_everything_is_there_in_order() -> None:
    """The checklist, each letter with its enclosures as often as it was asked for, an envelope for each copy."""
    found = everybody("TR", "ru", "en")
    made = pack_of(found, host="TR", copies=2)
    texts = page_texts(made.content)
    letters = [page for pages in printed(found) for page in pages * 2]
    assert len(letters) == 2 * (1 + 2 + 2) * 2
    assert holds(texts[0], "Letters to send nazarov Last day to send: 27 February 2013 Days left: 38 Recipient")
    assert texts[1 : 1 + len(letters)] == letters
    envelopes = texts[1 + len(letters) :]
    # Nobody knows where the embassy is.
    pavel, olga = "Pavel Andreevich Belov", "Olga Petrovna Belova"
    assert all(holds(text, name) for text, name in zip(envelopes, [pavel, pavel, olga, olga] * 2, strict=True))
    assert all(text.endswith("RUSYA") for text in envelopes)
    assert sizes(made.content) == [A4] * (1 + len(letters)) + [DL] * 8
    assert made.notes == ()


@pytest.mark.parametrize(
    ("host", "paper", "envelope", "wishes"),
    [
        ("DE", A4, None, {}),
        ("GB", A4, None, {}),
        ("DE", A4, DL, {"layout": "plain"}),
        ("US", LETTER, NUMBER_10, {"layout": "plain"}),
        ("TR", A4, C5, {"envelope": "C5"}),
        ("TR", A4, A4, {"labels": KNOWN.labels["L7160"]}),
        ("TR", A4, LETTER, {"labels": KNOWN.labels["5160"]}),
    ],
)
def test_what_shows_in_no_window_gets_an_envelope(
    host: str, paper: tuple[float, float], envelope: tuple[float, float] | None, wishes: dict[str, Any]
) -> None:
    """Of the size that is usual there or was asked for; or all of them share a sheet of labels."""
    found = everybody(host, "en")
    letters = sum(map(len, printed(found, wishes.get("layout"))))
    made = sizes(pack_of(found, host=host, **wishes).content)
    assert made[: 1 + letters] == [paper] * (1 + letters)
    assert made[1 + letters :] == [] if envelope is None else [envelope] * (1 if "labels" in wishes else 2)


def test_labels_begin_behind_those_that_are_used_up() -> None:
    """Every copy has one; what is skipped of the first sheet stays empty, a second one begins at its first label."""
    small = KNOWN.labels["L7165"]
    content = pack_of(everybody("TR", "en"), host="TR", labels=small, skip=6, copies=2).content
    first, second = plumbed(content)[-2:]
    assert (first.count("RUSYA"), second.count("RUSYA")) == (2, 2)
    assert (first.count("Pavel"), second.count("Olga")) == (2, 2)


def test_a_window_that_is_too_small(tmp_path: Path) -> None:
    """The letter is printed plain and its envelope at the end, for it alone; a note says of which letter."""
    addressees = {"chair": CHAIR, "governor": LONG}
    found = entry(tmp_path, ("ru", "en"), addressees=addressees)
    made = pack_of(found, copies=2)
    assert sizes(made.content)[-5:] == [A4] + [DL] * 4
    note = "the address does not fit the window of the usual layout, so it is on its {} at the end of the pack"
    assert made.notes == (f"`nazarov`: `governor`: {note.format('envelope')}",)
    labelled = pack_of(found, labels=KNOWN.labels["L7165"])
    assert labelled.notes == (f"`nazarov`: `governor`: {note.format('label')}",)


def test_envelopes_that_nobody_needs() -> None:
    """Whoever asked for them learns why there are none."""
    found = everybody("DE", "en")
    for wishes, what in (({"envelope": "C5"}, "envelope"), ({"labels": KNOWN.labels["L7160"]}, "label")):
        made = pack_of(found, **wishes)
        assert set(sizes(made.content)) == {A4}
        why = "every address that is known shows in a window; with `--layout plain` none does"
        assert made.notes == (f"there is no {what}, for {why}",)
    # Of an embassy it is said that there is no address for the layout that was asked for.
    (note,) = pack_of(found, layout="din5008a").notes
    assert note.startswith("`nazarov`: `embassy-ru`: there is no address in Latin script for the window of the layout")


@pytest.mark.parametrize("host", ["DE", "US"])
@pytest.mark.parametrize("code", CODES)
def test_the_checklist_in_every_language(code: str, host: str) -> None:
    """Its words are on one page in the order of its direction, and the bar is 100 mm long."""
    content = pack_of(everybody(host, "en"), code, host=host, copies=3).content
    first, second, *_ = page_texts(content)
    words = SHOP[code].volunteer
    for name in ("title", "recipient", "channel", "done", "post_by", "sign", "by_hand", "enclose", "answers", "tally"):
        # A reader cannot know on which side of a joiner or a mark its neighbour stands.
        parts = (part for part in words[name].split() if not re.search("[\u064b-\u0655\u200c]", part))
        assert all(holds(first, part) for part in parts), name
    assert not holds(second, words["title"])
    here, *others = bars(content)
    (bar,) = here
    assert not any(others)
    assert bar.length == pytest.approx(100, abs=0.2)
    width, _ = sizes(content)[0]
    rtl = SHOP[code].direction == "rtl"
    assert bar.left == pytest.approx(width - 20 - 100 if rtl else 20, abs=0.2)


def test_it_claims_the_standards_and_its_own_size(caplog: pytest.LogCaptureFixture) -> None:
    """PDF/A-2a and PDF/UA-1, no fitting to the page, titled in the volunteer's words and by nobody."""
    content = pack_of(everybody("TR", "ru"), "de", host="TR").content
    with caplog.at_level(logging.WARNING):
        reader = PdfReader(BytesIO(content), strict=True)
        preferences = catalogue(reader, "/ViewerPreferences", DictionaryObject)
        claims(reader)
    assert caplog.records == []
    assert str(preferences["/PrintScaling"]) == "/None"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Briefe zum Absenden", None)
    assert str(reader.root_object["/Lang"]) == "de"


def test_nothing_of_the_writer_is_in_a_pack_but_where_it_is_printed() -> None:
    """Not on the checklist, and not in the metadata."""
    with TemporaryDirectory() as folder:
        found = entry(Path(folder), order={"sender": SENDER})
    content = pack_of(found, layout="plain").content
    checklist, letter, envelope = by_pypdf(content)
    for word in ("Maria", "Schmidt", "Hauptstr", "10115"):
        assert (word in checklist, word in letter, word in envelope) == (False, True, True)
    reader = PdfReader(BytesIO(content))
    assert reader.metadata is not None
    held = f"{dict(reader.metadata)} {catalogue(reader, '/Metadata', StreamObject).get_data().decode()}"
    assert not re.search("Maria|Schmidt|Hauptstr|10115", held)


def test_every_sheet_of_a_specimen_is_marked() -> None:
    """The checklist too, also its second page, the envelopes and the labels."""
    found = everybody("TR", "en", status="specimen")
    some: list[dict[str, Any]] = [{}, {"labels": KNOWN.labels["L7160"]}]
    for wishes in some:
        texts = plumbed(
            pack_of([found, *(renamed(found, f"other-{n}") for n in range(5))], host="TR", **wishes).content
        )
        assert texts[1].startswith(f"{MARK} ")
        assert all(MARK in text for text in texts)
        assert texts[-1].count(MARK) == texts[-1].count("Olga") + texts[-1].count("Pavel")
    meant = renamed(everybody("TR", "en"), "meant")
    texts = plumbed(pack_of([meant, found], host="TR").content)
    assert not texts[0].startswith(MARK)
    assert f"nazarov {MARK}" in texts[0]
    assert sum(MARK in text for text in texts) == 1 + 5 + 2


def test_nobody_is_torn_apart_by_a_page(tmp_path: Path) -> None:
    """Who gets a letter stands on the same page as all their numbers; the pages are counted, and the head repeated."""
    one = entry(tmp_path, addressees={f"official-{n}": EVERY_WAY for n in range(5)}, send_before="2013-02-28")
    content = pack_of([renamed(one, f"case-{n}") for n in range(5)], layout="plain").content
    pages = plumbed(content)
    count = sum(bool(re.search(" [0-9]+ / [0-9]+$", page)) for page in pages)
    assert count >= 4
    counted = Counter[str]()
    for number, text in enumerate(pages[:count], 1):
        assert text.endswith(f" {number} / {count}")
        table = text.partition("How many were sent")[0]
        names = table.count("Chairman of the")
        for way in ("+7 499 265-90-77", "+7 499 265-97-75", "office@minjust.ru", "Post by 13 February"):
            assert table.count(way) == names
        assert ("How to send" in table) >= (names > 0)
        counted += Counter({"names": names, "tally": text.count("Pavel Andreevich Belov") - names})
    assert counted == {"names": 25, "tally": 25}
    assert sum(map(len, bars(content))) == 1


def test_somebody_with_more_numbers_than_a_page_has_room_for(tmp_path: Path) -> None:
    """Runs on over the next page; every number is there, with a box."""
    numbers = {"fax": range(1000, 1014), "phone": range(2000, 2014)}
    contacts = {kind: "; ".join(f"+7 495 955 {n // 100} {n % 100:02}" for n in some) for kind, some in numbers.items()}
    governor = official(**contacts, email=", ".join(f"o{n}@minj.ru" for n in range(23)))
    found = entry(tmp_path, addressees={"chair": CHAIR, "governor": governor, "another": EVERY_WAY})
    pages = read(pack_of(found, layout="plain").content)
    assert all(word.bottom < page.height - 5 for page in pages for word in page.words)
    text = " ".join(word.text for page in pages for word in page.words)
    counted = [text.count(f"dial 00 7 495 955-{n // 100}-{n % 100:02}") for some in numbers.values() for n in some]
    assert set(counted) == {1}
    assert [text.count(f" o{n}@minj.ru") for n in (0, 22)] == [2, 2]
    assert text.count("How to send") >= 3


def test_pages_are_counted_in_the_digits_of_the_language(tmp_path: Path) -> None:
    """Persian ones in Persian; and only where there is more than one."""
    one = entry(tmp_path, addressees={"chair": EVERY_WAY})
    assert not re.search(r"[0-9۰-۹]\s*/\s*[0-9۰-۹]", plumbed(pack_of(one, "fa").content)[0])
    many = pack_of([renamed(one, f"case-{n}") for n in range(6)], "fa").content
    count, slash, number = plumbed(many)[0].split()[-3:]
    # As it is seen: the number of the page stands at the right.
    assert (number, slash) == ("۱", "/")
    assert count in "۲۳۴"


@settings(max_examples=15)
@given(
    copies=st.integers(1, 4),
    hosts=st.sampled_from(["DE", "GB", "TR"]),
    languages=st.sampled_from([("en",), ("ru", "en"), ("ru",)]),
    cases=st.integers(1, 3),
)
def test_any_number_of_letters(copies: int, hosts: str, languages: Sequence[str], cases: int) -> None:
    """As many pages of each letter as it has by itself, times the copies; and the same bytes again."""
    found = everybody(hosts, *languages)
    entries = [renamed(found, f"case-{n}") for n in range(cases)]
    made = pack_of(entries, host=hosts, copies=copies)
    letters = Counter(page for pages in printed(found) for page in pages)
    texts = Counter(page_texts(made.content))
    assert {page: texts[page] for page in letters} == {page: n * copies * cases for page, n in letters.items()}
    envelopes = sum(size == DL for size in sizes(made.content))
    assert envelopes == (2 * copies * cases * len(languages) if hosts == "TR" else 0)
    assert made == pack_of(entries, host=hosts, copies=copies)


@pytest.mark.parametrize("text", ["#panic()", "*1* _x_ $y$", "@preview/a", "\\u{41} //", '"]#read("/etc/passwd")'])
def test_what_a_case_or_a_section_says_is_printed_as_it_is(text: str, tmp_path: Path) -> None:
    """No value is ever read as markup."""
    section = Section(postage=Postage(text, text))
    addressees = {"chair": official(address={"latin": [text, "105005 Moscow"]})}
    found = entry(tmp_path, section=section, addressees=addressees, reference={"number": text})
    checklist, *_, envelope = by_pypdf(pack_of(found, section=section, layout="plain").content)
    assert checklist.count(text) == 2
    assert text in envelope


def to_blame(found: Entry, **wishes: Any) -> list[tuple[Made, UalettersError]]:  # noqa: ANN401
    """The letters of which a pack cannot be made."""
    asked: dict[str, Any] = {"today": TODAY, "pack": SHOP["en"], "section": SECTION, "host": "DE"} | wishes
    return [*unmakable(found.made, Wishes(**asked), SHOP.templates)]


def test_an_address_that_does_not_fit_what_was_asked_for(tmp_path: Path) -> None:
    """There is no pack; it can be asked which letters are to blame."""
    copy = copied(address={"latin": [f"{number} {'Bolshaya ' * 30}" for number in range(6)]})
    found = entry(tmp_path, addressees={"chair": CHAIR, "governor": LONG, "copy": copy}, host="US")
    for wishes, recipients in (
        ({"layout": "us10"}, ["chair", "governor", "copy"]),
        ({"layout": "plain", "envelope": "C6"}, ["copy"]),
        ({"layout": "plain", "labels": KNOWN.labels["5160"]}, ["governor", "copy"]),
    ):
        with pytest.raises(DoesNotFitError):
            pack_of(found, host="US", **wishes)
        blamed = to_blame(found, host="US", **wishes)
        assert [made.recipient.id for made, _ in blamed] == recipients
        assert all(isinstance(error, DoesNotFitError) for _, error in blamed)
    assert to_blame(found, host="US", layout="plain", labels=KNOWN.labels["L7165"])[0][0].recipient.id == "copy"


def test_a_letter_that_cannot_be_set(tmp_path: Path) -> None:
    """A character that no font has; the other letters are not to blame."""
    addressees = {"chair": CHAIR, "governor": official(address={"latin": ["Zhitnaya 14 \U0001f98a"]})}
    found = entry(tmp_path, addressees=addressees)
    with pytest.raises(UalettersError, match="U\\+1F98A FOX FACE"):
        pack_of(found)
    assert [made.recipient.id for made, _ in to_blame(found)] == ["governor"]
    assert to_blame(everybody("DE", "en")) == []


@pytest.mark.parametrize("reads", ["en", "ar"])
def test_without_a_font_for_the_letters_or_the_checklist(
    reads: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The remedy is said; of a letter it is said of which."""
    found = everybody("DE", "en") if reads == "ar" else seed_entry(tmp_path, "kasymakhunov", "ar")
    monkeypatch.setitem(PACKAGES, "Arab", Package("no_such_module", "files", "fontpkg-amiri"))
    with pytest.raises(NoFontError) as error:
        pack_of(found, reads)
    assert error.value.hint == "run `pip install fontpkg-amiri`, or name a font file with `--font FILE`"
    blamed = [made.recipient.id for made, _ in to_blame(found)]
    assert blamed == ([] if reads == "ar" else [made.recipient.id for made in found.made])


def test_words_that_are_still_to_be_written(own: OwnPack, tmp_path: Path) -> None:
    """Without them there is no pack, though letters in that language can be had."""
    put(own.language, "volunteer.fold", None)
    shop = own.shop()
    with pytest.raises(ProblemsError) as error:
        pack_of(entry(tmp_path, (CODE,), shop=shop), CODE, shop)
    assert [problem.place.path for problem in error.value.problems] == ["volunteer.fold"]
    english = pack_of(entry(tmp_path, (CODE,), shop=shop, addressees={"chair": official(address=ADDRESS)}), "en", shop)
    assert len(sizes(english.content)) == 2
