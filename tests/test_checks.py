"""Each check on a case that is right and on the same case with one thing wrong: what is said, and where."""

from collections.abc import Iterator
from datetime import date, timedelta
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from ualetters.case_file import load_case
from ualetters.checks import (
    CHECKS,
    Subject,
    audience,
    channels,
    check_case,
    conflicts,
    deadline,
    freshness,
    phrases,
    protected,
    routing,
    sender,
    status,
    text,
)
from ualetters.directory import load_directory
from ualetters.errors import Place, Problem, Severity
from ualetters.model.case import Addressee, Ask, Case, Concern, Dated, Name, Parameters
from ualetters.model.directory import Embassies, Entry
from ualetters.model.letter import Align, Letter, Lines, Mailing, Paragraph, Part, Role
from ualetters.model.sender import Sender
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ERROR, WARNING, NOTE = Severity
TODAY = date(2024, 3, 10)
WORKSHOP = Workshop(Templates.with_own())
MINISTER: dict[str, Any] = {
    "role": "to",
    "gender": "m",
    "office": {"kind": "minister", "en": "Minister of Justice", "ru": {"nom": "Министр", "dat": "Министру"}},
    "name": {
        "en": {"given": "Ivan", "family": "Sokolov"},
        "ru": {"given": "Иван", "patronymic": "Павлович", "family": "Соколов", "dat": "Соколову И. П."},
    },
    "country": "RU",
    "address": {"latin": ["Zhitnaya street 14", "119991 Moscow"]},
}
RIGHT: dict[str, Any] = {
    "format": "1",
    "id": "example",
    "status": "open",
    "cleared": {"by": "Urgent Action desk", "date": "2024-03-01"},
    "countries": ["RU", "TJ"],
    "issued": "2024-03-01",
    "send_before": "2024-04-12",
    "languages": ["ru"],
    "people": {
        "anna": {
            "gender": "f",
            "name": {"en": "Anna Orlova", "ru": {"nom": "Анна Орлова", "gen": "Анны Орловой", "acc": "Анну Орлову"}},
        }
    },
    "concerns": [{"use": "disappearance"}],
    "asks": [{"use": "establish-whereabouts"}],
    "addressees": {"minister": MINISTER},
}
TAJIK = MINISTER | {"country": "TJ", "role": "to"}
COPY = MINISTER | {"role": "copy"}

Row = tuple[Severity, str, str, str]


class Memory:
    """A case written to a folder and read back, as often as a test wants."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "case.yaml"

    def case(self, **changes: object) -> Case:
        """The right case with some keys changed; None leaves one out."""
        content = {key: value for key, value in (RIGHT | changes).items() if value is not None}
        self.file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
        return load_case(self.file, {})[0]

    def subject(self, **changes: object) -> Subject:
        """That case as the checks see it."""
        return seen(self.case(**changes))


@pytest.fixture
def made(tmp_path: Path) -> Memory:
    """Writes and reads the cases of a test."""
    return Memory(tmp_path)


@pytest.fixture(scope="module")
def module_made(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """The same for tests that make many cases."""
    return Memory(tmp_path_factory.mktemp("cases"))


def seen(case: Case) -> Subject:
    """A case as the checks see it when nobody asked for anything special."""
    return Subject(
        case=case,
        phrasebook=WORKSHOP.phrasebook,
        packs=WORKSHOP,
        today=TODAY,
        languages=WORKSHOP.languages,
    )


def rows(found: Iterator[Problem] | tuple[Problem, ...], check: str) -> list[Row]:
    """What was found as severity, YAML path, message and hint, sorted; all of it by one check."""
    problems = sorted(found, key=Problem.sort_key)
    assert {problem.check for problem in problems} <= {check}
    return [(problem.severity, problem.place.path, problem.message, problem.hint) for problem in problems]


def test_a_case_that_is_right(made: Memory) -> None:
    """No check has anything to say about a case without faults."""
    assert check_case(made.subject()) == ()


def test_every_check_is_run(made: Memory) -> None:
    """What all checks find together is sorted by place, each finding once and with the id of its check."""
    subject = replace(
        made.subject(
            status="closed",
            feared=["RU"],
            send_before="2024-03-05",
            concerns=[{"use": "feared-transfer", "country": "TJ"}, {"use": "flying"}],
            asks=[{"use": "establish-whereabouts", "to": ["nobody"]}, {"text": {"en": "TODO Secret"}}],
            addressees={"minister": MINISTER | {"address": {}}, "second": MINISTER},
        ),
        sender=Sender(name="A Writer", country="TJ"),
        protected=("secret",),
    )
    found = check_case(subject)
    assert list(found) == sorted(found, key=Problem.sort_key)
    assert len(set(found)) == len(found)
    ids = {"audience", "channels", "phrases", "protected", "routing", "sender", "status", "text"}
    assert {problem.check for problem in found} == ids
    stale = Entry(Addressee(id="entry", role="to", country="RU"), (), None)
    opened = made.subject(send_before="2024-03-05", addressees={"minister": MINISTER})
    case = replace(opened.case, addressees={"minister": replace(opened.case.addressees["minister"], use="entry")})
    found = check_case(replace(opened, case=case, entries={"entry": stale}))
    assert {problem.check for problem in found} == {"deadline", "freshness"}
    assert {run.__module__.removeprefix("ualetters.checks.") for run in CHECKS} == {*ids, "deadline", "freshness"}


def test_the_same_finding_twice_is_one(made: Memory) -> None:
    """A copy that carries two letters with the same revealing ask is told of it once."""
    subject = made.subject(
        feared=["TJ"],
        asks=[{"use": "asylum-seeker-safety"}],
        addressees={
            "minister": MINISTER,
            "second": MINISTER,
            "copied": COPY | {"country": "TJ", "copy_of": ["minister", "second"]},
        },
    )
    assert len(list(audience.run(subject))) == 2
    assert len(check_case(subject)) == 1


# audience


def reveals(phrase: str, recipient: str, *, cure: str = "leave them out of `to`") -> tuple[str, str]:
    """Message and hint of a revealing phrase."""
    message = f"`{phrase}` tells {recipient} of a claim for protection from that country"
    return message, f"{cure}; it could endanger the person at risk"


def test_a_revealing_phrase_to_the_feared_country(made: Memory) -> None:
    """Concerns and asks that tell of a claim for protection are errors where they reach the feared country."""
    subject = made.subject(
        feared=["TJ"],
        concerns=[{"use": "disappearance"}, {"use": "feared-transfer", "country": "TJ"}],
        asks=[{"use": "establish-whereabouts"}, {"use": "asylum-seeker-safety"}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
    )
    who = "`tajik` (TJ, a feared country)"
    assert rows(audience.run(subject), "audience") == [
        (ERROR, "concerns[1]", *reveals("feared-transfer", who)),
        (ERROR, "asks[1]", *reveals("asylum-seeker-safety", who)),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"feared": []},
        {"feared": ["UZ"]},
        {"feared": ["TJ"], "asks": [{"use": "asylum-seeker-safety", "to": ["minister"]}]},
        {"feared": ["TJ"], "asks": [{"use": "non-refoulement"}]},
        {"feared": ["TJ"], "asks": [{"use": "no-such-phrase"}]},
        {"feared": ["TJ"], "asks": [{"text": {"en": "look into the file"}}]},
    ],
)
def test_nothing_is_revealed(made: Memory, changes: dict[str, Any]) -> None:
    """Phrases that reveal nothing, or that reach only others, are let pass."""
    asks = [{"use": "asylum-seeker-safety"}]
    subject = made.subject(**{"asks": asks, "addressees": {"minister": MINISTER, "tajik": TAJIK}, **changes})
    assert rows(audience.run(subject), "audience") == []


def test_a_copy_to_the_feared_country(made: Memory) -> None:
    """A copy tells what the letters that it carries tell, and no more."""
    addressees = {"minister": MINISTER, "other": MINISTER, "copied": COPY | {"country": "TJ", "copy_of": ["minister"]}}
    asks = [
        {"use": "asylum-seeker-safety", "to": ["minister"]},
        {"use": "prevent-transfer", "country": "TJ", "to": ["other"]},
    ]
    subject = made.subject(feared=["TJ"], asks=asks, addressees=addressees)
    cure = "take it out of the letters that are copied to them"
    assert rows(audience.run(subject), "audience") == [
        (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`copied` (TJ, a feared country)", cure=cure))
    ]


def test_an_embassy_of_the_feared_country(made: Memory) -> None:
    """The embassy of the feared country is its authority wherever it stands."""
    subject = made.subject(
        feared=["TJ"],
        asks=[{"use": "asylum-seeker-safety"}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
        diplomatic_copies=["TJ", "RU"],
    )
    cure = "take it out of the letters that are copied to them"
    embassy = (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`embassy-tj` (TJ, a feared country)", cure=cure))
    tajik = (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`tajik` (TJ, a feared country)"))
    assert rows(audience.run(subject), "audience") == [embassy, tajik]
    at_home = replace(subject, sender=Sender(name="A Writer", country="DE"))
    assert rows(audience.run(at_home), "audience") == [embassy, tajik]


def test_an_embassy_in_the_feared_country(made: Memory) -> None:
    """A note to another country's embassy in the feared country goes through that country's post."""
    subject = made.subject(feared=["TJ"], asks=[{"use": "asylum-seeker-safety"}], diplomatic_copies=["RU"])
    assert rows(audience.run(subject), "audience") == []
    cure = "take it out of the letters that are copied to them"
    assert rows(audience.run(replace(subject, sender=Sender(name="A Writer", country="TJ"))), "audience") == [
        (ERROR, "asks[0]", *reveals("asylum-seeker-safety", "`embassy-ru` (TJ, a feared country)", cure=cure))
    ]


def test_revealing_words_in_free_text(made: Memory) -> None:
    """Words for asylum and the Court in facts, letters and free asks are warnings in each language that is wanted."""
    subject = made.subject(
        feared=["TJ"],
        facts=[{"text": {"en": "She applied for ASYLUM.", "ru": "Она просила убежища."}}],
        letters=[{"text": {"en": "The European Court has ruled."}, "to": ["tajik"]}],
        asks=[{"use": "establish-whereabouts"}, {"text": {"en": "obey the interim measures"}}],
        addressees={"minister": MINISTER, "tajik": TAJIK},
    )

    def row(path: str, word: str) -> Row:
        message = f"the word `{word}` may tell `tajik` (TJ, a feared country) of a claim for protection"
        return (WARNING, path, message, "leave them out of `to`; it could endanger the person at risk")

    assert rows(audience.run(subject), "audience") == [
        row("asks[1].text.en", "interim measure"),
        row("facts[0].text.en", "asylum"),
        row("facts[0].text.ru", "убежищ"),
        row("letters[0].text.en", "European Court"),
    ]
    only_russian = replace(subject, languages=("ru",))
    assert rows(audience.run(only_russian), "audience") == [row("facts[0].text.ru", "убежищ")]
    assert rows(audience.run(replace(subject, languages=())), "audience") == []


def test_words_of_a_language_without_a_pack(made: Memory) -> None:
    """A text in a language that has no pack is not looked at, and words to others than the feared country are free."""
    facts = [{"text": {"de": "Sie bat um asylum."}}, {"text": {"en": "She asked for asylum."}, "to": ["minister"]}]
    subject = made.subject(feared=["TJ"], facts=facts, addressees={"minister": MINISTER, "tajik": TAJIK})
    assert rows(audience.run(subject), "audience") == []


def test_words_in_a_copied_letter(made: Memory) -> None:
    """The words of a letter that is copied to the feared country are warned about under the copy's id."""
    subject = made.subject(
        feared=["TJ"],
        facts=[{"text": {"en": "Strasbourg has ruled."}}],
        addressees={"minister": MINISTER, "copied": COPY | {"country": "TJ", "copy_of": ["minister"]}},
    )
    message = "the word `Strasbourg` may tell `copied` (TJ, a feared country) of a claim for protection"
    hint = "take it out of the letters that are copied to them; it could endanger the person at risk"
    assert rows(audience.run(subject), "audience") == [(WARNING, "facts[0].text.en", message, hint)]


PHRASES = [*WORKSHOP.phrasebook.asks]
COUNTRIES = ("RU", "TJ", "UZ")


@given(
    asked=st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(COUNTRIES)), min_size=1, max_size=5),
    feared=st.lists(st.sampled_from(COUNTRIES), unique=True),
    copied=st.lists(st.sampled_from(COUNTRIES), unique=True),
)
def test_no_protection_phrase_reaches_a_feared_country(
    module_made: Memory, asked: list[tuple[str, str]], feared: list[str], copied: list[str]
) -> None:
    """There is an error exactly for each revealing phrase that reaches a feared country or its embassy."""
    case = module_made.case(addressees={code.lower(): MINISTER | {"country": code} for code in COUNTRIES})
    case = replace(
        case,
        asks=tuple(Ask(use=use, to=(country.lower(),)) for use, country in asked),
        feared=tuple(feared),
        diplomatic_copies=tuple(copied),
    )
    errors = list(audience.run(seen(case)))
    leaks = [(use, country) for use, country in asked if WORKSHOP.phrasebook.asks[use].reveals and country in feared]
    assert bool(errors) == bool(leaks)
    assert len(errors) == sum(1 + (country in copied) for _, country in leaks)


# channels


@pytest.mark.parametrize(
    "channel",
    [
        {"address": {"latin": ["Zhitnaya street 14"]}},
        {"fax": "+7 499 265 90 77"},
        {"email": "fsb@fsb.ru"},
        {"phone": "+7 499 265 90 77"},
        {"web": "https://fsb.ru/"},
    ],
)
def test_one_channel_is_enough(made: Memory, channel: dict[str, Any]) -> None:
    """A recipient with any one channel can be reached."""
    bare = {key: value for key, value in MINISTER.items() if key != "address"}
    assert rows(channels.run(made.subject(addressees={"minister": bare | channel})), "channels") == []


def test_nobody_can_be_reached(made: Memory) -> None:
    """A recipient without any channel is an error at the recipient, copies as well as addressees."""
    bare = {key: value for key, value in MINISTER.items() if key != "address"}
    subject = made.subject(addressees={"minister": bare, "reached": MINISTER, "copied": bare | {"role": "copy"}})
    assert rows(channels.run(subject), "channels") == [
        (
            ERROR,
            f"addressees.{key}",
            f"there is no way to reach `{key}`",
            "add `address`, `fax`, `email`, `phone` or `web`",
        )
        for key in ("minister", "copied")
    ]


# deadline

SECTION = "check with your section office before you send anything"


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2024-04-10", []),
        ("2024-04-11", []),
        ("2024-04-12", [(WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)]),
        ("2025-04-12", [(WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)]),
    ],
)
def test_send_before_is_exclusive(made: Memory, today: str, found: list[Row]) -> None:
    """Letters may be sent until the day before the date, and afterwards the case is expired."""
    subject = replace(made.subject(), today=date.fromisoformat(today))
    assert rows(deadline.run(subject), "deadline") == found


@pytest.mark.parametrize("send_before", ["unknown", "asap"])
def test_forty_two_days(made: Memory, send_before: str) -> None:
    """A case without a date of its own expires 42 days after it was issued: 1 March and 42 days is 12 April."""
    subject = made.subject(send_before=send_before)
    last_day, expired = date(2024, 4, 11), date(2024, 4, 12)
    assert deadline.last_day(subject.case) == last_day
    assert rows(deadline.run(replace(subject, today=last_day)), "deadline") == []
    assert rows(deadline.run(replace(subject, today=expired)), "deadline") == [
        (WARNING, "send_before", "the deadline has passed; the last day was 2024-04-11", SECTION)
    ]
    assert rows(deadline.run(replace(subject, today=expired, deadline_checked=True)), "deadline") == []


def test_the_deadline_is_unknown(made: Memory) -> None:
    """A deadline that nothing tells of is warned about until somebody has made sure; `asap` is a deadline."""
    subject = made.subject(send_before="unknown", issued="unknown")
    hint = f"{SECTION}, then say so with --deadline-checked"
    assert rows(deadline.run(subject), "deadline") == [(WARNING, "send_before", "the deadline is unknown", hint)]
    assert rows(deadline.run(replace(subject, deadline_checked=True)), "deadline") == []
    assert rows(deadline.run(made.subject(send_before="asap", issued="unknown")), "deadline") == []
    assert rows(deadline.run(made.subject(send_before="asap", issued=None)), "deadline") == []


@pytest.mark.parametrize(("state", "is_told"), [("open", True), ("specimen", True), ("closed", False)])
def test_the_deadline_matters_while_letters_are_written(made: Memory, state: str, *, is_told: bool) -> None:
    """A closed case has no deadline any more."""
    subject = replace(made.subject(status=state), today=date(2025, 1, 1))
    assert bool(list(deadline.run(subject))) == is_told


def test_an_inferred_date(made: Memory) -> None:
    """A date that the source does not state is a note with its reason, in every concern and ask."""
    inferred = {"value": "2024-02-14", "inferred": "the document names no year"}
    concerns = [{"use": "disappearance", "date": "2024-02-14"}, {"use": "abduction", "date": inferred}]
    subject = made.subject(status="closed", concerns=concerns, asks=[{"use": "fair-trial", "date": inferred}])
    message = "the date 2024-02-14 is inferred: the document names no year"
    assert rows(deadline.run(subject), "deadline") == [
        (NOTE, "concerns[1].date", message, ""),
        (NOTE, "asks[0].date", message, ""),
    ]
    assert rows(deadline.run(replace(subject, deadline_checked=True)), "deadline")[0][0] is NOTE


@given(
    issued=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    today=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 90),
)
def test_days_left(module_made: Memory, issued: date, today: date, days: int) -> None:
    """Days are counted to the day before the date: 0 on the last day, negative after it, unknown without any date."""
    case = module_made.case()
    dated = replace(case, send_before=issued + timedelta(days=days))
    assert deadline.days_left(dated, issued + timedelta(days=days)) == -1
    assert deadline.days_left(dated, today) == (issued - today).days + days - 1
    assert deadline.days_left(replace(case, send_before="unknown", issued=issued), issued) == 41
    assert deadline.days_left(replace(case, send_before="unknown", issued="unknown"), today) is None


# freshness


@pytest.mark.parametrize(
    ("verified", "words"),
    [
        (TODAY, None),
        (TODAY - timedelta(days=180), None),
        (TODAY - timedelta(days=181), "last verified 181 days ago"),
        (None, "never verified"),
    ],
)
def test_contacts_that_nobody_has_verified(made: Memory, verified: date | None, words: str | None) -> None:
    """An entry of the directory counts as fresh for 180 days, in an open case that uses it."""
    subject = made.subject()
    minister = replace(subject.case.addressees["minister"], use="some-entry")
    entries = {"some-entry": Entry(minister, ("a document",), verified)}
    case = replace(subject.case, addressees={"minister": minister})
    subject = replace(subject, case=case, entries=entries)
    expected = [
        (
            WARNING,
            "addressees.minister.use",
            f"the contacts of `some-entry` were {words}",
            "look them up and update `verified` in the directory",
        )
    ]
    assert rows(freshness.run(subject), "freshness") == (expected if words else [])
    for state in ("specimen", "closed", "superseded"):
        assert rows(freshness.run(replace(subject, case=replace(case, status=state))), "freshness") == []


def test_contacts_of_the_case_itself(made: Memory) -> None:
    """An addressee without an entry is passed over, and the next one is still looked at."""
    subject = made.subject(addressees={"minister": MINISTER, "second": MINISTER})
    second = replace(subject.case.addressees["second"], use="entry")
    case = replace(subject.case, addressees=dict(subject.case.addressees) | {"second": second})
    subject = replace(subject, case=case, entries={"entry": Entry(second, (), None)})
    assert [path for _, path, _, _ in rows(freshness.run(subject), "freshness")] == ["addressees.second.use"]


# phrases


def test_a_phrase_that_is_not_there(made: Memory) -> None:
    """An unknown concern or ask is an error that names the nearest known one of its own kind."""
    subject = made.subject(
        concerns=[{"use": "dissappearance", "country": "TJ"}, {"use": "fair-trial"}],
        asks=[{"use": "fair-trail"}, {"text": {"en": "look into the file"}}, {"use": "qqqqqqqq"}],
    )
    concerns = "one of abduction, disappearance, feared-transfer, risk-of-torture, unfair-trial"
    assert rows(phrases.run(subject), "phrases") == [
        (
            ERROR,
            "concerns[0].use",
            "the phrasebook has no concern `dissappearance`",
            "did you mean `disappearance`?",
        ),
        (ERROR, "concerns[1].use", "the phrasebook has no concern `fair-trial`", "did you mean `unfair-trial`?"),
        (ERROR, "asks[0].use", "the phrasebook has no ask `fair-trail`", "did you mean `fair-trial`?"),
        (ERROR, "asks[2].use", "the phrasebook has no ask `qqqqqqqq`", f"one of {', '.join(sorted(PHRASES))}"),
    ]
    unlike = rows(phrases.run(made.subject(concerns=[{"use": "qqqqqqqq"}])), "phrases")
    assert unlike == [(ERROR, "concerns[0].use", "the phrasebook has no concern `qqqqqqqq`", concerns)]


def test_parameters_of_a_phrase(made: Memory) -> None:
    """A required parameter that is missing and one that the phrase does not take are errors."""
    subject = made.subject(
        concerns=[
            {"use": "disappearance", "date": "2024-02-14", "place": {"en": "in Moscow"}, "country": "RU"},
            {"use": "disappearance", "court": "ecthr", "treaty": "cat"},
            {"use": "feared-transfer"},
        ],
        asks=[{"use": "fair-trial", "country": "RU"}, {"use": "comply-interim-measures", "date": "2024-02-14"}],
    )
    assert rows(phrases.run(subject), "phrases") == [
        (
            ERROR,
            "concerns[1].court",
            "`disappearance` takes no parameter `court`",
            "it takes: date, place, country",
        ),
        (
            ERROR,
            "concerns[1].treaty",
            "`disappearance` takes no parameter `treaty`",
            "it takes: date, place, country",
        ),
        (
            ERROR,
            "concerns[2]",
            "`feared-transfer` needs the parameter `country`",
            "add `country:` to it",
        ),
        (ERROR, "asks[0].country", "`fair-trial` takes no parameter `country`", "it takes: none"),
        (ERROR, "asks[1]", "`comply-interim-measures` needs the parameter `court`", "add `court:` to it"),
        (ERROR, "asks[1].date", "`comply-interim-measures` takes no parameter `date`", "it takes: court"),
    ]


def test_courts_and_treaties(made: Memory) -> None:
    """A court or treaty must be in the pack of a wanted language."""
    phrase = WORKSHOP.phrasebook.asks["comply-interim-measures"]
    book = replace(WORKSHOP.phrasebook, asks={"told": replace(phrase, parameters={"court": True, "treaty": True})})
    asks = [{"use": "told", "court": "ecthr", "treaty": "cat"}, {"use": "told", "court": "ecth", "treaty": "dog"}]
    subject = replace(made.subject(asks=asks), phrasebook=book)
    wrong = [
        (ERROR, "asks[1].court", "no language pack has a court `ecth`", "did you mean `ecthr`?"),
        (ERROR, "asks[1].treaty", "no language pack has a treaty `dog`", "one of cat"),
    ]
    assert rows(phrases.run(subject), "phrases") == wrong
    assert rows(phrases.run(replace(subject, languages=("ru",))), "phrases") == wrong
    assert rows(phrases.run(replace(subject, languages=())), "phrases") == [
        (ERROR, "asks[0].court", "no language pack has a court `ecthr`", ""),
        (ERROR, "asks[0].treaty", "no language pack has a treaty `cat`", ""),
        (ERROR, "asks[1].court", "no language pack has a court `ecth`", ""),
        (ERROR, "asks[1].treaty", "no language pack has a treaty `dog`", ""),
    ]
    russian = replace(WORKSHOP["ru"], courts={"moscow-court": {"nom": "суд"}})
    only_a_treaty = replace(made.subject(asks=[{"use": "told", "treaty": "dog"}]), phrasebook=book)
    assert rows(phrases.run(only_a_treaty), "phrases") == [
        (ERROR, "asks[0]", "`told` needs the parameter `court`", "add `court:` to it"),
        (ERROR, "asks[0].treaty", "no language pack has a treaty `dog`", "one of cat"),
    ]
    one_more = replace(subject, packs={"en": WORKSHOP["en"], "ru": russian})
    assert rows(phrases.run(replace(one_more, languages=("ru", "en"))), "phrases") == wrong


@given(
    use=st.sampled_from([*WORKSHOP.phrasebook.concerns]),
    given_names=st.sets(st.sampled_from(["date", "place", "country", "court", "treaty"])),
)
def test_what_each_concern_is_told(module_made: Memory, use: str, given_names: set[str]) -> None:
    """For every phrase and every choice of parameters there is one error for each that is missing or too much."""
    every = Parameters(
        date=Dated(date(2024, 2, 14)), place={"en": "in Moscow"}, country="RU", court="ecthr", treaty="cat"
    )
    parameters = Parameters(**{name: getattr(every, name) for name in given_names})
    case = replace(module_made.case(), concerns=(Concern(use, parameters=parameters),))
    takes = WORKSHOP.phrasebook.concerns[use].parameters
    missing = {name for name, required in takes.items() if required} - given_names
    assert len(list(phrases.run(seen(case)))) == len(missing | (given_names - takes.keys()))


# protected

HIDDEN = ("a protected word stands here", "take it out; the list of protected words says why")


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("Anna ORLOVA", "people.anna.name.en"),
        ("орлову", "people.anna.name.ru.acc"),
        ("  zhitnaya   STREET ", "addressees.minister.address.latin[0]"),
        ("ＤＥＳＫ", "cleared.by"),
        ("Zhitnaya\u00a0street", "addressees.minister.address.latin[0]"),
    ],
)
def test_a_protected_word_in_the_case(made: Memory, word: str, path: str) -> None:
    """Words are compared with case, width and spaces folded, and found wherever they stand."""
    subject = replace(made.subject(), protected=(protected.fold(word),))
    assert rows(protected.run(subject), "protected") == [(ERROR, path, *HIDDEN)]


def test_a_protected_word_over_two_lines(made: Memory) -> None:
    """A word that is broken over two lines of the file is found, also in the volunteer's background."""
    subject = replace(made.subject(background={"en": "She met Pavel\nStrasse there."}), protected=("pavel strasse",))
    assert rows(protected.run(subject), "protected") == [(ERROR, "background.en", *HIDDEN)]
    assert protected.fold("Straße") == "strasse"


def test_no_protected_words(made: Memory) -> None:
    """Without a list, and with words that stand nowhere, nothing is found."""
    assert list(protected.run(made.subject())) == []
    assert list(protected.run(replace(made.subject(), protected=("orlov anna", "ann a")))) == []


def test_a_protected_word_in_an_id(made: Memory) -> None:
    """A word that is an id is found there and below it, and no place repeats it."""
    subject = replace(made.subject(), protected=("anna", "minister of"))
    found = sorted(protected.run(subject), key=Problem.sort_key)
    assert [(problem.place.path, problem.place.line) for problem in found] == [
        ("", 19),
        ("", 22),
        ("addressees.minister.office.en", 47),
    ]
    assert {(problem.message, problem.hint) for problem in found} == {HIDDEN}


@given(
    secret=st.text("abcdefghij", min_size=3, max_size=8),
    where=st.sampled_from(["id", "person", "addressee", "fact", "place", "phrase", "key"]),
)
def test_no_problem_repeats_a_protected_word(module_made: Memory, secret: str, where: str) -> None:
    """Wherever a protected word stands, it is found, and no problem of any check says it once they are concealed."""
    changes: dict[str, dict[str, Any]] = {
        "id": {"id": secret},
        "person": {"people": {secret: RIGHT["people"]["anna"]}},
        "addressee": {"addressees": {secret: TAJIK}, "feared": ["TJ"], "asks": [{"use": "asylum-seeker-safety"}]},
        "fact": {"facts": [{"text": {"en": f"TODO tell of {secret.upper()}"}}]},
        "place": {
            "concerns": [
                {"use": "disappearance", "date": {"value": "2024-01-01", "inferred": f"so says {secret}"}, "to": ["x"]}
            ]
        },
        "phrase": {"asks": [{"use": secret}]},
        "key": {"concerns": [{"use": "disappearance", "place": {"en": f"K{secret}о"}}]},
    }
    subject = replace(module_made.subject(**changes[where]), protected=(secret,))
    found = [protected.concealed(problem, subject.protected) for problem in check_case(subject)]
    assert "protected" in {problem.check for problem in found}
    said = " ".join(f"{problem.place.path} {problem.message} {problem.hint}" for problem in found)
    assert secret not in protected.fold(said)


def test_what_is_concealed_of_a_problem() -> None:
    """Only the parts of a problem that repeat a protected word are taken out."""
    problem = Problem(Place("case.yaml", 3, 4, "people.anna"), "`Anna` is wrong", "write it", WARNING, "text")
    assert protected.concealed(problem, ()) == problem
    assert protected.concealed(problem, ("orlova",)) == problem
    assert protected.concealed(problem, ("anna",)) == Problem(
        Place("case.yaml", 3, 4), "what is wrong here would repeat a protected word", "write it", WARNING, "text"
    )
    assert protected.concealed(problem, ("write",)) == replace(problem, hint="")
    assert protected.concealed(problem, ("people", "x")) == replace(problem, place=Place("case.yaml", 3, 4))


def letter(*, enclosed: tuple[Letter, ...] = (), recipient_id: str = "minister", body: str = "I am writing") -> Letter:
    """A letter of two parts."""
    parts = (
        Part(Role.SENDER, Align.END, (Lines(("Pavel", "Strasse 1")),)),
        Part(Role.BODY, Align.START, (Paragraph(body),)),
    )
    return Letter(
        case_id="example",
        recipient_id=recipient_id,
        language="en-GB",
        direction="ltr",
        title="A letter",
        mark="",
        parts=parts,
        mailing=Mailing((), "A letter"),
        dated=TODAY,
        enclosed=enclosed,
    )


def test_a_protected_word_in_a_letter() -> None:
    """A word in a part of a letter or of an enclosed one is an error, also one that runs over two lines."""

    def row(where: str, role: Role) -> Problem:
        message = "a protected word stands in this part of the letter"
        return Problem(Place(where, path=role), message, HIDDEN[1], ERROR, "protected")

    whole = letter(enclosed=(letter(recipient_id="other", body="A Secret thing"),), body="a thing")
    assert list(protected.in_letter(whole, ["secret"])) == [row("example/en-GB/other", Role.BODY)]
    assert list(protected.in_letter(whole, iter(["pavel strasse"]))) == [
        row("example/en-GB/minister", Role.SENDER),
        row("example/en-GB/other", Role.SENDER),
    ]
    assert list(protected.in_letter(whole, [])) == []
    assert list(protected.in_letter(whole, ["thing", "example", "other"])) == [
        row("…/en-GB/minister", Role.BODY),
        row("…/en-GB/…", Role.BODY),
    ]


# routing


def test_ids_that_nobody_has(made: Memory) -> None:
    """Unknown addressees and people are errors with the nearest known id, and what reaches nobody is one too."""
    subject = made.subject(
        concerns=[{"use": "disappearance", "people": ["ana"]}, {"use": "abduction", "to": ["minister", "ministry"]}],
        facts=[{"text": {"en": "A fact."}, "to": ["zzz"]}],
        letters=[{"text": {"en": "A letter."}, "to": ["copied"]}],
        asks=[{"use": "fair-trial", "people": ["anna", "boris"]}],
        addressees={"minister": MINISTER, "second": MINISTER, "copied": COPY},
    )
    nobody = ("this reaches nobody", "write `to:` with one of minister, second")
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "concerns[0].people[0]", "there is no person `ana`", "did you mean `anna`?"),
        (ERROR, "concerns[1].to[1]", "there is no addressee `ministry`", "did you mean `minister`?"),
        (ERROR, "asks[0].people[1]", "there is no person `boris`", "one of anna"),
        (ERROR, "facts[0]", *nobody),
        (ERROR, "facts[0].to[0]", "there is no addressee `zzz`", "one of minister, second"),
        (ERROR, "letters[0]", *nobody),
        (
            ERROR,
            "letters[0].to[0]",
            "`copied` gets a copy, not a letter",
            "name the addressee whose letter is copied",
        ),
    ]


def test_an_addressee_who_is_asked_nothing(made: Memory) -> None:
    """Every addressee needs an ask or an approved letter, and a concern for the subject line."""
    subject = made.subject(
        concerns=[{"use": "disappearance", "to": ["minister"]}],
        asks=[{"use": "fair-trial", "to": ["minister"]}],
        letters=[{"text": {"en": "A letter."}, "to": ["third"]}],
        addressees={"minister": MINISTER, "second": MINISTER, "third": MINISTER, "copied": COPY},
    )

    def concern(key: str) -> Row:
        hint = "add a concern with this id in `to`; it gives the subject line"
        return (ERROR, f"addressees.{key}", f"no concern reaches `{key}`", hint)

    ask = (ERROR, "addressees.second", "nothing is asked of `second`", "add an ask with this id in `to`")
    assert rows(routing.run(subject), "routing") == [concern("second"), ask, concern("third")]


def test_nobody_gets_a_letter(made: Memory) -> None:
    """A case with copies only is an error, and so are its copies of nothing."""
    subject = made.subject(addressees={"copied": COPY})
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "concerns[0]", "this reaches nobody", "write `to:` with one of "),
        (ERROR, "asks[0]", "this reaches nobody", "write `to:` with one of "),
        (ERROR, "addressees", "nobody gets a letter", "give one of them `role: to`"),
        (
            ERROR,
            "addressees.copied",
            "there is no letter to RU that `copied` could get a copy of",
            "write `copy_of:` with the id of an addressee, or remove it",
        ),
    ]


def test_copies_of_what(made: Memory) -> None:
    """A copy names addressees; an addressee names none, and a copy of a copy carries nothing."""
    subject = made.subject(
        addressees={
            "minister": MINISTER | {"copy_of": ["minister"]},
            "copied": COPY | {"copy_of": ["minister", "minster"]},
            "second": COPY | {"copy_of": ["copied"]},
            "third": COPY | {"country": "TJ", "copy_of": ["minister"]},
            "fourth": COPY,
        }
    )
    assert rows(routing.run(subject), "routing") == [
        (ERROR, "addressees.minister.copy_of[0]", "`copy_of` is only for `role: copy`", "remove one of the two"),
        (ERROR, "addressees.copied.copy_of[1]", "there is no addressee `minster`", "did you mean `minister`?"),
        (
            ERROR,
            "addressees.second.copy_of[0]",
            "`copied` gets a copy itself, so there is no letter to copy",
            "name an addressee with `role: to`",
        ),
    ]


def test_a_diplomatic_copy_of_nothing(made: Memory) -> None:
    """An embassy gets a copy of the letters to its own country; where there is none, that is an error."""
    embassy = Entry(Addressee(id="embassy-uz", role="copy", country="DE"), (), None)
    subject = made.subject(diplomatic_copies=["RU", "TJ", "UZ"])
    hint = "write `copy_of:` with the id of an addressee, or remove it"
    expected = [
        (
            ERROR,
            "diplomatic_copies",
            f"there is no letter to {code} that `embassy-{code.lower()}` could get a copy of",
            hint,
        )
        for code in ("TJ", "UZ")
    ]
    assert rows(routing.run(subject), "routing") == expected
    known = Embassies({("UZ", "DE"): embassy})
    in_germany = replace(subject, embassies=known, sender=Sender(name="A Writer", country="DE"))
    assert rows(routing.run(in_germany), "routing") == expected
    assert in_germany.host == "DE"
    assert subject.host is None


@given(
    to=st.lists(
        st.one_of(st.none(), st.lists(st.sampled_from(["a", "b", "c", "nobody"]), min_size=1, unique=True)),
        min_size=1,
        max_size=4,
    )
)
def test_everything_reaches_somebody(module_made: Memory, to: list[list[str] | None]) -> None:
    """Whatever the asks' audiences, the addressees without one are exactly those who are reported."""
    case = module_made.case(addressees=dict.fromkeys("abc", MINISTER))
    case = replace(case, asks=tuple(Ask(use="fair-trial", to=tuple(ids) if ids else None) for ids in to))
    found = list(routing.run(seen(case)))
    asked = {key for ids in to for key in (ids or "abc")}
    silent = {problem.place.path for problem in found if problem.message.startswith("nothing is asked")}
    assert silent == {f"addressees.{key}" for key in set("abc") - asked}
    reaching_nobody = sum(problem.message == "this reaches nobody" for problem in found)
    assert reaching_nobody == sum(ids == ["nobody"] for ids in to)


# sender


@pytest.mark.parametrize(
    ("country", "is_refused"), [("RU", True), ("TJ", True), ("UZ", True), ("DE", False), (None, False)]
)
def test_a_sender_at_risk(made: Memory, country: str | None, *, is_refused: bool) -> None:
    """Who writes from a country of the case or a feared one is refused until the risk is accepted."""
    writer = Sender(name="A Writer", country=country) if country else None
    subject = replace(made.subject(feared=["UZ"]), sender=writer)
    row = (
        ERROR,
        "",
        "you write from a country of this case, which could put you at risk",
        "ask your section office first; then go on with --accept-risk",
    )
    assert rows(sender.run(subject), "sender") == ([row] if is_refused else [])
    assert [problem.place for problem in sender.run(subject)] == [Place(str(made.file))] * is_refused
    assert rows(sender.run(replace(subject, accept_risk=True)), "sender") == []


# status

NOT_WRITTEN = "no letter is to be written"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"status": "specimen", "cleared": None}, []),
        (
            {"cleared": None},
            [
                (
                    WARNING,
                    "status",
                    "nobody has cleared this case",
                    "add `cleared: {by: …, date: …}` when somebody has checked accuracy and consent",
                )
            ],
        ),
        (
            {"status": "closed", "cleared": None},
            [(ERROR, "status", f"the case is closed; {NOT_WRITTEN}", "look for another case with `ualetters list`")],
        ),
        (
            {"status": "superseded", "superseded_by": "example-2"},
            [(ERROR, "status", f"the case is superseded; {NOT_WRITTEN}", "use the case `example-2`")],
        ),
        (
            {"status": "superseded"},
            [(ERROR, "status", f"the case is superseded; {NOT_WRITTEN}", "name its successor with `superseded_by`")],
        ),
        (
            {"superseded_by": "example-2"},
            [
                (
                    ERROR,
                    "superseded_by",
                    "`superseded_by` is only for `status: superseded`",
                    "write `status: superseded`, or remove the key",
                )
            ],
        ),
    ],
)
def test_status(made: Memory, changes: dict[str, Any], found: list[Row]) -> None:
    """Closed and superseded cases are refused, and an open one that nobody cleared is warned about."""
    assert rows(status.run(made.subject(**changes)), "status") == found


# text

UNFINISHED = (ERROR, "the text is not finished", "write what belongs here, or remove the key")
BRACES = (WARNING, "`{{ … }}` in a case is ordinary text and is printed as it stands", "remove the braces")


def mixed(word: str) -> tuple[Severity, str, str]:
    """What is said of a word in two alphabets."""
    message = f"the word `{word}` mixes letters of two alphabets that look alike"
    return (ERROR, message, "type it again in one alphabet; a misspelt name cannot be traced")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She lives in Moscow.", []),
        ("Она живёт в Москве, Moscow, Αθήνα, d’Été.", []),
        ("В кабинете 12А, ст. 3a, УК-7", []),
        ("the TODOs of TODOR", []),
        ("TODO", [UNFINISHED]),
        ("write (TODO) here", [UNFINISHED]),
        ("FIXME: name", [UNFINISHED]),
        ("in XXX street", [UNFINISHED]),
        ("and so on …", [UNFINISHED]),
        ("… and so on", [UNFINISHED]),
        ("and … so on", []),
        ("todo", []),
        ("{{ 7 * 7 }}", [BRACES]),
        ("a }} b", [BRACES]),
        ("{% if x", [BRACES]),
        ("x %} y", [BRACES]),
        ("{ 7 } % {", []),
        ("Mоscow", [mixed("Mоscow")]),
        ("Αthens and Моsкva", [mixed("Αthens"), mixed("Моsкva")]),
        ("Αфины", [mixed("Αфины")]),
        ("Éлен", [mixed("Éлен")]),
        ("TODO {{ Кara }}", [BRACES, UNFINISHED, mixed("Кara")]),
    ],
)
def test_texts_of_a_case(made: Memory, words: str, found: list[tuple[Severity, str, str]]) -> None:
    """Gaps and look-alike letters are errors and template marks a warning, wherever a text stands."""
    subject = made.subject(facts=[{"text": {"en": words}}])
    expected = sorted(((severity, "facts[0].text.en", *said) for severity, *said in found), key=lambda row: row[2])
    assert rows(text.run(subject), "text") == expected


def test_every_text_is_looked_at(made: Memory) -> None:
    """Keys, names and contacts are texts too, only the background is the volunteer's own."""
    subject = made.subject(
        background={"en": "TODO {{ x }} Моsкva"},
        reference={"number": "UA {{ 1 }}"},
        cleared={"by": "TODO", "date": "2024-03-01"},
    )
    assert [(severity, path) for severity, path, _, _ in rows(text.run(subject), "text")] == [
        (ERROR, "cleared.by"),
        (WARNING, "reference.number"),
    ]


def test_a_text_is_found_at_its_place(tmp_path: Path) -> None:
    """A finding has the line and the column at which the text begins."""
    file = tmp_path / "case.yaml"
    content = json.dumps(RIGHT, ensure_ascii=False)
    file.write_text(content.replace("{", '{"reference":\n  {number: TODO},', 1), encoding="utf-8")
    case, _ = load_case(file, {})
    assert [problem.place for problem in text.run(seen(case))] == [Place(str(file), 2, 12, "reference.number")]


# conflicts


def test_the_two_specimens(root: Path) -> None:
    """Of the two specimens exactly Bastrykin's salutation and the holder of one number differ, each at its place."""
    offices = load_directory([root / "cases" / "directory"]).offices
    files = {name: root / "cases" / f"{name}.yaml" for name in ("azimov", "kasymakhunov")}
    cases = [load_case(file, offices)[0] for file in files.values()]
    right = "right if the documents differ; else mend one"
    old = "one may be out of date; look it up"
    head, chairman = "Dear Head of the Investigation Committee", "Dear Chairman of the Investigation Committee"
    man, number = "Aleksandr Ivanovich Bastrykin", "+7 495 914-26-32"
    kulishov, pronichev = "Vladimir Grigorievich Kulishov", "Vladimir Egorovich Pronichev"

    def row(name: str, path: str, key: str, message: str, hint: str) -> Problem:
        """The finding at a key of an addressee."""
        lines = files[name].read_text(encoding="utf-8").splitlines()
        line = lines.index(f"  {path.split('.')[1]}:")
        if key:
            line = next(number for number in range(line, len(lines)) if lines[number].startswith(f"    {key}"))
        column = lines[line].index(f"{path.rsplit('.', maxsplit=1)[-1]}:")
        return Problem(Place(str(files[name]), line + 1, column + 1, path), message, hint, WARNING, "conflicts")

    path, said = "addressees.bastrykin.salutation.en", f"{man} is addressed as"
    key = "salutation: {en"
    ours, theirs = "addressees.kulishov", "addressees.pronichev"
    assert list(conflicts.run(cases)) == [
        row("azimov", path, key, f"{said} `{head}` here, but as `{chairman}` in kasymakhunov", right),
        row("kasymakhunov", path, key, f"{said} `{chairman}` here, but as `{head}` in azimov", right),
        row("azimov", ours, "", f"{number} is {kulishov}'s here, but that of {pronichev} in kasymakhunov", old),
        row("kasymakhunov", theirs, "", f"{number} is {pronichev}'s here, but that of {kulishov} in azimov", old),
    ]
    assert list(conflicts.run(cases[:1])) == []
    assert list(conflicts.run([cases[0], cases[0]])) == []


def addressed(case: Case, **changes: object) -> Case:
    """The same case with its minister changed."""
    minister = replace(case.addressees["minister"], **changes)
    return replace(case, addressees={"minister": minister})


def test_cases_that_contradict_each_other(made: Memory) -> None:
    """Each contradiction names all the other holders, by name or else by office or id."""
    fax = {"fax": "+7 499 265 90 77", "email": "office@minjust.ru"}
    base = made.case(addressees={"minister": MINISTER | fax | {"salutation": {"en": "Dear A", "ru": "Господин А"}}})
    first = replace(base, id="one")
    second = replace(addressed(base, salutation={"en": "Dear B", "ru": "Господин А"}), id="two")
    third = replace(addressed(base, name=None, salutation={"en": "Dear C"}), id="three")
    fourth = replace(addressed(base, name=None, office=None, salutation={}), id="four")
    fifth = replace(addressed(base, salutation={"en": "Dear D"}), id="five")
    found = list(conflicts.run([first, second, third, fourth, fifth]))
    assert [(problem.place.path, problem.message) for problem in found] == [
        *(
            ("addressees.minister.salutation.en", f"Ivan Sokolov is addressed as {message}")
            for message in (
                "`Dear A` here, but as `Dear B` in two, `Dear D` in five",
                "`Dear B` here, but as `Dear A` in one, `Dear D` in five",
                "`Dear D` here, but as `Dear A` in one, `Dear B` in two",
            )
        ),
        *(
            ("addressees.minister", message)
            for value in ("+7 499 265-90-77", "office@minjust.ru")
            for message in (
                f"{value} is Ivan Sokolov's here, but that of Minister of Justice in three, minister in four",
                f"{value} is Minister of Justice's here, but that of Ivan Sokolov in one, minister in four",
                f"{value} is minister's here, but that of Ivan Sokolov in one, Minister of Justice in three",
            )
        ),
    ]
    assert {(problem.severity, problem.check) for problem in found} == {(WARNING, "conflicts")}


def test_the_same_words_are_no_contradiction(made: Memory) -> None:
    """Salutations of different people, of one in two languages, and one holder's number in two cases are all right."""
    base = made.case(addressees={"minister": MINISTER | {"fax": "+7 499 265 90 77", "salutation": {"en": "Dear A"}}})
    other = addressed(base, salutation={"ru": "Господин Б"})
    assert list(conflicts.run([base, other, addressed(base)])) == []
    nobody = addressed(base, name=Name(forms={}, allow_latin=True))
    assert len(list(conflicts.run([base, nobody]))) == 2
