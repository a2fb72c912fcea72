"""The checklist of a pack: who gets what by when, how and for how much, and what to do with it."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.compose import ADDRESS, CHAIR, COPY, HIM, MINISTER, SENDER, official
from builders.own_pack import CODE, OwnPack, own_pack, put
from builders.pack import SECTION, entry, renamed, sheet
from builders.plan import EVERY_WAY
from ualetters.bidi import END, FROM_LEFT
from ualetters.delivery.checklist import Entry, Evening, checklist_sheet
from ualetters.errors import ProblemsError
from ualetters.model.letter import Paper
from ualetters.model.section import Postage, Section

own = pytest.fixture(own_pack)

TODAY = date(2013, 1, 20)
FAXES: dict[str, Any] = {"chair": official(fax="+7 499 265 90 77; +7 499 265 97 75")}
TO_EMBASSY: dict[str, Any] = {"diplomatic_copies": ["RU"]}
BY_HAND = "Write your name, your postal address and the date by hand where there are lines."
SIGN = "Sign every letter and every covering note. The enclosed copy of a letter is not signed."
ENCLOSE = "Put the copied letter into the envelope with its covering note."
FOLD, ANSWERS = "Fold at the marks.", "If you get an answer, send a copy of it to your section office."
PAST = "The deadline has passed. Ask your section office before you send anything."
UNKNOWN = "The deadline is not known. Ask your section office before you send anything."
SOON = "Send as soon as possible."
ASK = "Post · Ask your post office whether mail goes there and how long it takes."
ABROAD, INLAND = "Letter abroad, up to 20\u00a0g", "Inland letter, up to 20\u00a0g"


def rows(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the only case."""
    (case,) = found["cases"]
    return list(case["rows"])


def recipients(found: Mapping[str, Any]) -> list[list[str]]:
    """How everybody is named."""
    return [row["recipient"] for row in rows(found)]


def ways(found: Mapping[str, Any], row: int = 0) -> list[list[str]]:
    """How somebody is reached, in lines."""
    return [way["lines"] for way in rows(found)[row]["channels"]]


def posted(made: Entry, **evening: Any) -> list[str]:  # noqa: ANN401
    """What is said of the post to the chair."""
    return ways(sheet(made, **evening))[-1]


def by(day: date) -> str:
    """The deadline of which this is the last day."""
    return str(day + timedelta(days=1))


def test_the_head_of_a_case(tmp_path: Path) -> None:
    """Its id, its number, the last day and how many are left, as the language writes dates and numbers."""
    made = entry(tmp_path, send_before="2013-01-28", reference={"number": "UA 214/11"})
    (case,) = sheet(made)["cases"]
    assert (case["name"], case["alert"]) == ("nazarov", "")
    assert case["lines"] == ["Reference: UA 214/11", "Last day to send: 27\u00a0January 2013", "Days left: 7"]
    (german,) = sheet(made, "de")["cases"]
    assert german["lines"][1:] == ["Letzter Tag zum Absenden: 27.\u00a0Januar 2013", "Verbleibende Tage: 7"]
    (persian,) = sheet(made, "fa")["cases"]
    assert persian["lines"][2] == "روزهای باقی‌مانده: ۷"
    assert f"{FROM_LEFT}UA 214/11{END}" in persian["lines"][0]
    (chinese,) = sheet(made, "zh")["cases"]
    assert chinese["lines"][1:] == ["最迟发送日期：2013年1月27日", "剩余天数：7"]


@pytest.mark.parametrize(
    ("changes", "alert", "checked", "lines"),
    [
        ({"send_before": by(TODAY)}, "", "", ["Last day to send: 20\u00a0January 2013", "Days left: 0"]),
        ({"send_before": by(date(2013, 1, 19))}, PAST, "", ["Last day to send: 19\u00a0January 2013"]),
        ({"send_before": "unknown"}, UNKNOWN, "", []),
        ({"send_before": "asap"}, SOON, SOON, []),
        (
            {"send_before": "asap", "issued": "2013-01-01"},
            SOON,
            SOON,
            ["Last day to send: 11\u00a0February 2013", "Days left: 22"],
        ),
        ({"send_before": "asap", "issued": "2012-01-01"}, PAST, "", ["Last day to send: 11\u00a0February 2012"]),
        ({"send_before": "unknown", "status": "specimen"}, UNKNOWN, "", []),
    ],
)
def test_what_must_be_known_before_anything_is_sent(
    changes: dict[str, Any], alert: str, checked: str, lines: list[str], tmp_path: Path
) -> None:
    """That the deadline has passed or is not known, unless somebody has made sure; that every day counts."""
    made = entry(tmp_path, **changes)
    (case,) = sheet(made)["cases"]
    assert (case["alert"], case["lines"]) == (alert, lines)
    (case,) = sheet(made, deadline_checked=True)["cases"]
    assert (case["alert"], case["lines"]) == (checked, lines)


def test_somebody_is_named_as_on_the_envelope_and_by_office(tmp_path: Path) -> None:
    """The name in Latin script, so that it is found among the envelopes; the office in the reader's words."""
    made = entry(tmp_path, ("ru",))
    name = "Pavel Andreevich Belov"
    assert recipients(sheet(made)) == [[name, CHAIR["office"]["en"]]]
    assert recipients(sheet(made, "ru")) == [[name, CHAIR["office"]["ru"]["nom"]]]
    # Nobody has written the office in German.
    assert recipients(sheet(made, "de")) == [[name, CHAIR["office"]["en"]]]


@pytest.mark.parametrize(
    ("changes", "reads", "named"),
    [
        ({"name": None}, "ru", [CHAIR["office"]["ru"]["nom"]]),
        # Without a name in Latin script the envelope begins with the office.
        ({"name": {"ru": HIM["ru"]}}, "ru", ["Белов Павел Андреевич", CHAIR["office"]["ru"]["nom"]]),
        # Without an address in Latin script there is no envelope.
        ({"address": {"ru": ADDRESS["ru"]}}, "en", ["Pavel Andreevich Belov", CHAIR["office"]["en"]]),
        ({"address": {"ru": ADDRESS["ru"]}}, "ru", ["Белов Павел Андреевич", CHAIR["office"]["ru"]["nom"]]),
        ({"address": None}, "ru", ["Белов Павел Андреевич", CHAIR["office"]["ru"]["nom"]]),
        ({"office": None}, "en", ["Pavel Andreevich Belov"]),
    ],
    ids=["no name", "name in Russian only", "Russian address", "Russian reader", "no address", "no office"],
)
def test_somebody_of_whom_less_is_known(changes: Any, reads: str, named: list[str], tmp_path: Path) -> None:  # noqa: ANN401
    """What there is, in the reader's words where the case has them; never a line of the address."""
    made = entry(tmp_path, ("ru",), addressees={"chair": official(**changes)})
    assert recipients(sheet(made, reads)) == [named]


def test_a_name_that_the_reader_could_not_read_is_as_in_the_letter(tmp_path: Path) -> None:
    """With neither envelope nor words of the reader's own, the row begins as the letter does."""
    made = entry(tmp_path, ("ru",), addressees={"chair": official(address={"ru": ADDRESS["ru"]})})
    inside = ["Председателю Следственного комитета Российской Федерации", "Белову\u00a0П.\u00a0А."]
    assert recipients(sheet(made, "zh")) == [inside]


@pytest.mark.parametrize(
    ("reads", "embassy"), [("en", "Embassy of the Russian Federation"), ("de", "Botschaft der Russischen Föderation")]
)
def test_an_embassy_is_named_in_the_words_of_the_reader(reads: str, embassy: str, tmp_path: Path) -> None:
    """Who reads no Russian would not know whom the note is for; without an address there is one to look up."""
    found = sheet(entry(tmp_path, ("ru",), **TO_EMBASSY), reads)
    assert recipients(found)[1] == [embassy]
    assert [row["kind"] for row in rows(sheet(entry(tmp_path, **TO_EMBASSY)))] == [
        "Letter",
        "Covering note with the copied letter",
    ]
    assert ways(sheet(entry(tmp_path, **TO_EMBASSY)), 1) == [["No address is known: look it up."]]


@pytest.mark.parametrize(
    ("host", "dialled"),
    [
        ("DE", "dial 00 7 499 265-90-77"),
        ("US", "dial 011 7 499 265-90-77"),
        ("GB", "dial 00 7 499 265-90-77"),
        ("RU", "dial 8 (499) 265-90-77"),
        (None, None),
    ],
)
def test_a_number_as_it_is_dialled(host: str | None, dialled: str | None, tmp_path: Path) -> None:
    """Below the number as it is written abroad, unless there is nothing else to say."""
    found = ways(sheet(entry(tmp_path, host=host, addressees=FAXES), host=host))
    assert found[0] == ["Fax: +7 499 265-90-77", *([dialled] if dialled else [])]
    assert found[1][0] == "Fax: +7 499 265-97-75"


def test_every_channel(tmp_path: Path) -> None:
    """Each with its name and a box of its own."""
    found = sheet(entry(tmp_path, addressees={"chair": EVERY_WAY}, send_before="2013-03-01"))
    assert [lines[0] for lines in ways(found)[2:5]] == [
        "Email: office@minjust.ru",
        "Web: https://minjust.gov.ru/form",
        "Telephone: +7 495 955-57-03",
    ]
    assert [way["open"] for way in rows(found)[0]["channels"]] == [True] * 6
    assert found["tally"]["columns"] == ["Fax", "Email", "Web", "Post"]


@pytest.mark.parametrize(
    ("days", "send_before", "advice"),
    [
        (3, "2013-01-28", ["Post · Post by 24\u00a0January 2013", f"{ABROAD} · 1.10 EUR"]),
        (7, "2013-01-28", ["Post · Post by 20\u00a0January 2013", f"{ABROAD} · 1.10 EUR"]),
        (8, "2013-01-28", ["Post · Too late by post."]),
        ("suspended", "2013-01-28", ["Post · No mail is carried there at present."]),
        ("suspended", "2013-01-02", ["Post · No mail is carried there at present."]),
        (None, "2013-01-28", [ASK, f"{ABROAD} · 1.10 EUR"]),
        # The case itself says whom to ask.
        (3, "unknown", ["Post", f"{ABROAD} · 1.10 EUR"]),
        (None, "unknown", [ASK, f"{ABROAD} · 1.10 EUR"]),
        (3, "asap", ["Post", f"{ABROAD} · 1.10 EUR"]),
        (3, "2013-01-02", ["Post"]),
        (None, "2013-01-02", ["Post"]),
    ],
)
def test_what_is_said_of_the_post(days: Any, send_before: str, advice: list[str], tmp_path: Path) -> None:  # noqa: ANN401
    """Until when, that it is too late or goes nowhere, or whom to ask; a letter that is not posted costs nothing."""
    section = Section(post={} if days is None else {"RU": days}, postage=SECTION.postage)
    found = sheet(entry(tmp_path, section=section, send_before=send_before), section=section)
    assert ways(found)[-1] == advice
    closed = "No mail is carried" in advice[0] or "Too late" in advice[0]
    assert rows(found)[0]["channels"][-1]["open"] is not closed


@pytest.mark.parametrize(
    ("postage", "host", "said"),
    [
        (Postage("1.10 EUR", "0.85 EUR"), "DE", f"{ABROAD} · 1.10 EUR"),
        (Postage("1.10 EUR", "0.85 EUR"), "RU", f"{INLAND} · 0.85 EUR"),
        (Postage(inland="0.85 EUR"), "DE", ABROAD),
        (Postage("1.10 EUR"), "RU", INLAND),
        (Postage("1.10 EUR", "0.85 EUR"), None, None),
    ],
)
def test_what_a_letter_costs(postage: Postage, host: str | None, said: str | None, tmp_path: Path) -> None:
    """Abroad or inland, as the section says; nothing where it is not known where it is posted."""
    section = Section(post={"RU": 3}, postage=postage)
    made = entry(tmp_path, section=section, host=host, send_before="2013-01-28")
    assert posted(made, section=section, host=host)[1:] == ([said] if said else [])


@given(
    days=st.one_of(st.none(), st.just("suspended"), st.integers(1, 120)),
    left=st.integers(-60, 60),
    checked=st.booleans(),
)
def test_no_letter_is_to_be_posted_too_late(days: Any, left: int, checked: bool) -> None:  # noqa: ANN401, FBT001
    """A box to tick and a price only where a letter can arrive; the day to post by is today or later."""
    section = Section(post={} if days is None else {"RU": days}, postage=SECTION.postage)
    last = TODAY + timedelta(days=left)
    with TemporaryDirectory() as folder:
        made = entry(Path(folder), section=section, deadline_checked=checked, send_before=by(last))
    (way,) = rows(sheet(made, section=section, deadline_checked=checked))[0]["channels"]
    in_time = days is None or (days != "suspended" and (left < 0 or days <= left))
    assert way["open"] is in_time
    assert any("1.10 EUR" in line for line in way["lines"]) is (in_time and (left >= 0 or checked))
    if "Post by" in way["lines"][0]:
        post_by = last - timedelta(days=days)
        assert way["lines"][0].endswith(f"{post_by.day}\u00a0{post_by:%B} {post_by.year}")
        assert post_by >= TODAY


@pytest.mark.parametrize(
    ("sender", "by_hand"),
    [
        (None, True),
        (SENDER, False),
        (replace(SENDER, privacy="initials"), False),
        (replace(SENDER, privacy="hand"), True),
        (replace(SENDER, address=()), True),
    ],
    ids=["blank", "full", "initials", "hand", "no address"],
)
def test_what_is_written_by_hand(sender: Any, by_hand: bool, tmp_path: Path) -> None:  # noqa: ANN401, FBT001
    """Said exactly when a letter has lines for it."""
    found = sheet(entry(tmp_path, order={"sender": sender}))
    assert found["instructions"] == [*([BY_HAND] if by_hand else []), SIGN, ANSWERS]


def test_what_is_to_be_done_with_the_sheets(tmp_path: Path) -> None:
    """Enclosing, folding and how many copies there are: each only where it applies, in the order of the work."""
    alone, copied = entry(tmp_path), entry(tmp_path, addressees={"chair": CHAIR, "copy": COPY})
    assert sheet(alone, folded=True)["instructions"] == [BY_HAND, SIGN, FOLD, ANSWERS]
    assert sheet(copied)["instructions"] == [BY_HAND, SIGN, ENCLOSE, ANSWERS]
    found = sheet(copied, copies=20, folded=True)["instructions"]
    assert found == ["Copies of each letter: 20", BY_HAND, SIGN, ENCLOSE, FOLD, ANSWERS]
    assert "۲۰" in sheet(copied, "fa", copies=20)["instructions"][0]
    assert found[1:] == sheet([alone, renamed(copied, "other")], folded=True)["instructions"]


def test_a_letter_in_two_languages(tmp_path: Path) -> None:
    """One row for each recipient, with its languages as the reader lists them."""
    made = entry(tmp_path, ("ru", "en"), addressees={"chair": CHAIR, "minister": MINISTER}, countries=["RU", "UZ"])
    for reads, languages in (("en", "Russian, English"), ("fa", "روسی، انگلیسی"), ("zh", "俄语、英语")):
        assert [row["language"] for row in rows(sheet(made, reads))] == [languages] * 2


def test_the_tally(tmp_path: Path) -> None:
    """A column for each way that is used, a row for each recipient; several cases are told apart."""
    made = entry(tmp_path, addressees=FAXES, **TO_EMBASSY)
    one = {"name": "", "rows": ["Pavel Andreevich Belov", "Embassy of the Russian Federation"]}
    assert sheet(made)["tally"] == {"title": "How many were sent", "columns": ["Fax", "Post"], "groups": [one]}
    both = sheet([made, renamed(made, "other")])["tally"]["groups"]
    assert both == [one | {"name": "nazarov"}, one | {"name": "other"}]
    by_telephone = entry(tmp_path, addressees={"chair": official(phone="+7 495 955 57 03", address=None)})
    assert sheet(by_telephone)["tally"]["columns"] == []


def test_specimens_are_marked(tmp_path: Path) -> None:
    """On the sheet if there is nothing else on it; beside cases that are meant, each by itself."""
    mark = "SPECIMEN – do not send"
    meant, specimen = entry(tmp_path), renamed(entry(tmp_path, status="specimen"), "other")

    def marks(*some: Entry) -> list[str]:
        found = sheet(some)
        return [found["mark"], *(case["mark"] for case in found["cases"])]

    assert marks(meant) == ["", ""]
    assert marks(specimen) == [mark, ""]
    assert marks(specimen, renamed(specimen, "third")) == [mark, "", ""]
    assert marks(meant, specimen) == ["", "", mark]
    assert sheet(specimen, "de")["mark"] == "MUSTER – nicht absenden"


@pytest.mark.parametrize("key", ["title", "post_late", "reminder"])
def test_words_that_are_still_to_be_written(key: str, own: OwnPack, tmp_path: Path) -> None:
    """Whatever is missing, the checklist is refused and the key is named, even if this sheet would not have it."""
    put(own.language, f"volunteer.{key}", "TODO")
    evening = Evening(section=SECTION, host="DE", paper=Paper.A4)
    with pytest.raises(ProblemsError) as error:
        checklist_sheet([entry(tmp_path)], evening, own.shop()[CODE])
    assert [problem.place.path for problem in error.value.problems] == [f"volunteer.{key}"]


def test_the_space_before_a_colon_is_seen(tmp_path: Path) -> None:
    """The narrow one that French has there is too narrow in our font, as it is in a letter."""
    found = sheet(entry(tmp_path, send_before="2013-01-28"), "fr", copies=2)
    assert found["instructions"][0] == "Nombre d’exemplaires de chaque lettre : 2"
    assert found["print"].endswith("mm :")
    assert " " not in str(found)


def test_what_is_read_from_the_left_stays_together(tmp_path: Path) -> None:
    """Numbers, addresses and names among words that are read from the right."""
    made = entry(tmp_path, addressees={"chair": EVERY_WAY}, host="US")
    found = sheet(made, "ar", host="US")
    assert ways(found)[0] == [
        f"فاكس: {FROM_LEFT}+7 499 265-90-77{END}",
        f"للاتصال: {FROM_LEFT}011 7 499 265-90-77{END}",
    ]
    assert ways(found)[2] == [f"البريد الإلكتروني: {FROM_LEFT}office@minjust.ru{END}"]
    assert recipients(found)[0][0] == f"{FROM_LEFT}Pavel Andreevich Belov{END}"
