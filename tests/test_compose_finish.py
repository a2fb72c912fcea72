"""One draft for many senders: finished for each of them it is the letter that would be composed for them alone."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.compose import AMERICAN, BASE, CHAIR, COPY, SENDER, SHOP, TODAY, blocks, brief_of, job_of, lines
from ualetters.compose import Brief, Draft, compose, draft, finish
from ualetters.errors import ProblemsError, UalettersError
from ualetters.formats.text import renderer
from ualetters.job import Job
from ualetters.model.case import Addressee, Reference
from ualetters.model.letter import Lines, Role
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.templating import Templates

CASES = Path(__file__).parent.parent / "cases"
COUNTRIES = ("DE", "US", "CH", "RU", "UZ", "JP", "GB")
ANYBODY = st.builds(
    Sender,
    name=st.text(min_size=1, max_size=20).filter(str.strip),
    country=st.sampled_from(COUNTRIES),
    address=st.lists(st.sampled_from(("Hauptstr. 1", "10115 Berlin", "東京", "ул. Ленина, 1")), max_size=3).map(tuple),
    email=st.none() | st.just("somebody@example.org"),
    phone=st.none() | st.just("+49 30 123456"),
    languages=st.lists(st.sampled_from(("de", "en", "fr", "ru")), unique=True).map(tuple),
    occupation=st.none() | st.just("Teacher"),
    personal=st.dictionaries(
        st.sampled_from(SHOP.languages), st.sampled_from(("Please.", "I am 1.\n\nI care, +7 499 1.")), max_size=13
    ),
    privacy=st.sampled_from(("full", "initials", "hand")),
    show_reference=st.booleans(),
)


@cache
def job(name: str, host: str | None) -> Job:
    """A case of the repository as a letter of today, and with a number to show."""
    made = Job.load(CASES / f"{name}.yaml", SHOP, Order(today=TODAY, country=host))
    made.case = replace(made.case, reference=Reference(number="UA 1/13"))
    return made


@cache
def drafts(name: str, code: str, host: str | None, status: str) -> tuple[tuple[Brief, Draft], ...]:
    """Drafts of every letter of a case, each with its brief."""
    made = job(name, host)
    brief = brief_of(made, code, case=replace(made.case, status=status), posted=True)
    return tuple((brief, draft(brief, recipient)) for recipient in made.everybody)


@pytest.mark.parametrize("code", SHOP.languages)
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data(), name=st.sampled_from(("azimov", "kasymakhunov")), status=st.sampled_from(("open", "specimen")))
def test_a_finished_draft_is_the_letter_of_its_sender(code: str, data: st.DataObject, name: str, status: str) -> None:
    """Whatever a profile holds, and whoever had the draft before, each letter is the one composed for the sender."""
    sender = data.draw(st.none() | ANYBODY)
    host = sender.country if sender else data.draw(st.none() | st.sampled_from(COUNTRIES))
    for brief, drafted in drafts(name, code, host, status):
        alone = compose(brief, drafted.recipient, sender)
        assert finish(drafted, sender) == alone
        assert [one.recipient_id for one in alone.letter.enclosed] == [one.recipient.id for one in drafted.enclosed]


def recipient_of(made: Job, key: str = "chair") -> Addressee:
    """Somebody who gets a letter."""
    return next(one for one in made.everybody if one.id == key)


def test_what_senders_have_in_common_is_made_once(tmp_path: Path) -> None:
    """The letters of two senders share their parts, and differ in what is their own."""
    made = job_of(tmp_path, BASE, country="DE")
    drafted = draft(brief_of(made, "en"), recipient_of(made))
    other = replace(SENDER, name="Karl Weber", address=("Weg 2", "20095 Hamburg"))
    first, second = (finish(drafted, one).letter for one in (SENDER, other))
    own = {Role.SENDER, Role.DATE, Role.SIGNATURE}
    assert {one.role for one in first.parts if all(one is not part for part in second.parts)} == own
    assert (blocks(first, Role.SIGNATURE), blocks(second, Role.SIGNATURE)) == (
        (Lines(("Maria Schmidt",)),),
        (Lines(("Karl Weber",)),),
    )
    assert blocks(second, Role.SENDER) == (Lines(("Weg 2", "20095 Hamburg", "Germany")),)


def test_a_personal_paragraph_is_in_one_letter_alone(tmp_path: Path) -> None:
    """It stands before the thanks of its sender's letter, and the next sender's has none of it."""
    made = job_of(tmp_path, BASE, country="DE")
    drafted = draft(brief_of(made, "en"), recipient_of(made))
    without = finish(drafted, SENDER).letter
    *before, thanks = blocks(without, Role.BODY)
    own = finish(drafted, replace(SENDER, personal={"en": "I am a teacher."})).letter
    assert [str(one) for one in blocks(own, Role.BODY)] == [
        *map(str, before),
        "Paragraph(text='I am a teacher.')",
        str(thanks),
    ]
    assert finish(drafted, SENDER).letter == without


def test_a_personal_paragraph_is_in_the_letters_that_a_note_carries(tmp_path: Path) -> None:
    """The covering note itself says nothing personal."""
    made = job_of(tmp_path, BASE | {"addressees": {"chair": CHAIR, "copy": COPY}}, country="DE")
    drafted = draft(brief_of(made, "en"), recipient_of(made, "copy"))
    note = finish(drafted, replace(SENDER, personal={"en": "I am a teacher."})).letter
    assert "I am a teacher." not in lines(note, Role.BODY)
    assert [lines(one, Role.BODY)[-2] for one in note.enclosed] == ["I am a teacher."]


def test_a_paragraph_in_another_language_is_noted_for_its_sender(tmp_path: Path) -> None:
    """Only the sender whose paragraph is left out is told."""
    made = job_of(tmp_path, BASE, country="DE")
    drafted = draft(brief_of(made, "en"), recipient_of(made))
    (note,) = finish(drafted, replace(SENDER, personal={"de": "Ich bin Lehrerin."})).notes
    assert note.message == "your personal paragraph has no English text; the letter goes without it"
    assert finish(drafted, SENDER).notes == ()


@pytest.mark.parametrize("country", [None, "DE"])
def test_a_draft_for_another_country_is_refused(tmp_path: Path, country: str | None) -> None:
    """Date, paper and embassies are those of the country of posting, so another country's sender gets no letter."""
    made = job_of(tmp_path, BASE, country=country)
    drafted = draft(brief_of(made, "en"), recipient_of(made))
    with pytest.raises(UalettersError, match="drafted for senders in another country") as caught:
        finish(drafted, AMERICAN)
    assert caught.value.hint == "draft it with the country of its sender as `host`"
    assert AMERICAN.country not in str(caught.value)


def test_an_empty_line_of_a_sender_is_refused(tmp_path: Path) -> None:
    """What no letter may hold is found in what the sender brings, and the next sender gets a letter."""
    made = job_of(tmp_path, BASE, country="DE")
    drafted = draft(brief_of(made, "en"), recipient_of(made))
    with pytest.raises(ProblemsError) as caught:
        finish(drafted, replace(SENDER, name=" ", personal={"en": ""}))
    assert [(one.place.file, one.place.path, one.message) for one in caught.value.problems] == [
        ("nazarov/en-GB/chair", "body", "a part of the letter is empty"),
        ("nazarov/en-GB/chair", "signature", "a part of the letter is empty"),
    ]
    assert finish(drafted, SENDER).letter.recipient_id == "chair"


def test_letters_of_many_senders_are_set_alike(tmp_path: Path) -> None:
    """Set with parts that were set before, the text of a letter is that of the letter composed alone."""
    made = job_of(tmp_path, BASE, country="DE")
    brief = brief_of(made, "en")
    drafted = draft(brief, recipient_of(made))
    for number in range(3):
        sender = replace(SENDER, name=f"Supporter {number}", personal={"en": f"This is letter {number}."})
        shared, alone = finish(drafted, sender).letter, compose(brief, drafted.recipient, sender).letter
        text = renderer(Templates.with_own())(shared).content
        assert text == renderer(Templates.with_own())(alone).content
        assert f"Supporter {number}\n" in text.decode()
        assert f"\nThis is letter {number}.\n" in text.decode()
