"""Who gets what, in which language: the choice, and what is said when there is none."""

from datetime import date
from pathlib import Path
import shutil

from msgspec.structs import replace
import pytest

from ualetters.errors import Place, Problem, ProblemsError, Severity, errors_in
from ualetters.job import Job
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

TODAY = date(2024, 3, 10)
ORDER = Order(today=TODAY)
SHOP = Workshop(Templates.with_own())
WRITER = Sender(name="A Writer", country="DE")
EVERYBODY = ("minister", "governor", "embassy-ru")

CASE = """\
format: 1
id: example
status: open
cleared: {by: Urgent Action desk, date: 2024-03-01}
countries: [RU]
send_before: 2024-04-12
languages: [ru]
people:
  anna:
    gender: f
    name: {en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}
concerns: [{use: disappearance}]
asks: [{use: establish-whereabouts}]
addressees:
  minister:
    office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}
    gender: m
    country: RU
    address: {latin: [Moscow]}
  governor:
    office: {kind: governor, en: Governor, ru: {nom: Губернатор, dat: Губернатору}}
    gender: f
    country: RU
    address: {latin: [Tver]}
    languages: [en]
diplomatic_copies: [RU]
"""
ADVICE = """\
official:
  office: {kind: minister, en: Minister}
  country: RU
  sources: [a document]
  verified: unknown
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A case to two addressees and an embassy, complete in English and Russian."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def edited(file: Path, old: str, new: str) -> Path:
    """The file with one text changed."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def own_root(folder: Path, *reviewed: str, without_words: str = "") -> Path:
    """A template root in which some packs are reviewed, and one more has hardly any words."""
    for code in reviewed:
        (folder / code).mkdir(parents=True)
        (folder / code / "language.yaml").write_text("status: reviewed\nreviewed_by: A Reader\n", encoding="utf-8")
    if without_words:
        pack = folder / without_words
        shutil.copytree(template_root() / "en", pack)
        language = pack / "language.yaml"
        language.write_text(
            language.read_text(encoding="utf-8").replace("language: en", f"language: {without_words}"), encoding="utf-8"
        )
        (pack / "phrases.yaml").write_text("concerns: {}\nasks: {}\n", encoding="utf-8")
    return folder


def chosen(file: Path, order: Order = ORDER, shop: Workshop = SHOP) -> dict[str, tuple[str, ...]]:
    """The ids of the recipients by the language of their letters; nothing was wrong."""
    job = Job.load(file, shop, order)
    found = {code: tuple(one.id for one in people) for code, people in job.chosen().items()}
    assert errors_in(job.problems) == []
    return found


def test_a_language_by_name(file: Path) -> None:
    """An explicit language is everybody's, whatever the case or the recipient reads, and each is made once."""
    assert chosen(file, replace(ORDER, languages=("en",))) == {"en": EVERYBODY}
    both = replace(ORDER, languages=("ru", "en", "ru"))
    assert list(chosen(file, both).items()) == [("ru", EVERYBODY), ("en", EVERYBODY)]


def test_all_languages(file: Path, tmp_path: Path) -> None:
    """`all` is every pack in which the case is complete; each of the others is a note that says how to learn more."""
    shop = Workshop(Templates.with_own([own_root(tmp_path / "own", without_words="sv")]))
    job = Job.load(file, shop, replace(ORDER, languages=("all",)))
    assert list(job.chosen()) == ["en", "ru"]
    left_out = [code for code in shop.languages if code not in {"en", "ru"}]
    assert "sv" in left_out
    assert job.problems == [
        Problem(
            Place(str(file)),
            f"the case is not complete in `{code}`",
            f"`ualetters check {file} --lang {code}` says what it lacks",
            Severity.NOTE,
            "languages",
        )
        for code in left_out
    ]
    assert not job.failed
    assert job.complete_languages() == ("en", "ru")
    # Beside `all`, a language that was named is made although the case is not complete in it: that fails later.
    job = Job.load(file, shop, replace(ORDER, languages=("sv", "all")))
    assert list(job.chosen()) == ["sv", "en", "ru"]


def test_all_languages_when_there_is_none(file: Path) -> None:
    """A case that is complete in no language fails: silence would be taken for letters."""
    edited(file, "{en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}", "{ru: Анна Орлова}")
    job = Job.load(file, SHOP, replace(ORDER, languages=("all",)))
    assert job.chosen() == {}
    errors = errors_in(job.problems)
    assert [(problem.message, problem.check) for problem in errors] == [
        ("the case is not complete in any language", "languages")
    ]
    assert job.failed


def test_a_protected_word_is_no_missing_translation(file: Path) -> None:
    """A protected word in the letters of one language fails the case; it does not quietly leave the language out."""
    writer = replace(WRITER, personal={"ru": "Меня зовут Секрет."})
    order = replace(ORDER, languages=("all",), sender=writer, protected=("секрет",))
    job = Job.load(file, SHOP, order)
    assert list(job.chosen()) == ["en", "ru"]
    problems = job.compose("ru", job.wanted).problems
    assert {problem.check for problem in errors_in(problems)} == {"protected"}


@pytest.mark.parametrize(
    ("languages", "code"), [((), "en"), (("ru",), "ru"), (("sv", "ru", "en"), "ru"), (("kk",), "en")]
)
def test_the_senders_own_language(file: Path, languages: tuple[str, ...], code: str) -> None:
    """`own` is the first language of the sender that has a pack, else English; no language at all comes to the same."""
    writer = replace(WRITER, languages=languages)
    assert chosen(file, replace(ORDER, sender=writer, languages=("own",))) == {code: EVERYBODY}
    assert chosen(file, replace(ORDER, sender=writer)) == {code: EVERYBODY}
    both = chosen(file, replace(ORDER, sender=writer, languages=("own", "ru")))
    assert list(both) == list(dict.fromkeys([code, "ru"]))


def test_without_a_sender(file: Path) -> None:
    """While every pack is a draft and nobody says who writes, letters are in English."""
    assert chosen(file) == {"en": EVERYBODY}


def test_a_reviewed_pack(file: Path, tmp_path: Path) -> None:
    """A recipient is written to in the first language that they read and a reader has signed."""
    shop = Workshop(Templates.with_own([own_root(tmp_path / "own", "ru")]))
    german = replace(ORDER, sender=replace(WRITER, languages=("en",)))
    # The governor reads English alone, and the case's Russian is not hers.
    assert chosen(file, german, shop) == {"ru": ("minister", "embassy-ru"), "en": ("governor",)}
    both = Workshop(Templates.with_own([own_root(tmp_path / "both", "ru", "en")]))
    edited(file, "languages: [en]", "languages: [sv, de, en, ru]")
    assert chosen(file, shop=both) == {"ru": ("minister", "embassy-ru"), "en": ("governor",)}
    edited(file, "languages: [ru]\n", "")
    assert chosen(file, shop=both) == {"en": EVERYBODY}


def test_only_some_recipients(file: Path) -> None:
    """`--to` chooses recipients, in the order of the case."""
    assert chosen(file, replace(ORDER, to=("embassy-ru", "minister"))) == {"en": ("minister", "embassy-ru")}


def test_a_recipient_whom_nobody_knows(file: Path) -> None:
    """An id that nobody has is an error that names those that there are."""
    job = Job.load(file, SHOP, replace(ORDER, to=("minister", "mayor", "judge")))
    assert {code: [one.id for one in people] for code, people in job.chosen().items()} == {"en": ["minister"]}
    hint = "one of embassy-ru, governor, minister"
    assert job.problems == [
        Problem(Place(f"--to {key}"), f"nobody in `example` has the id `{key}`", hint, check="to")
        for key in ("mayor", "judge")
    ]
    assert job.failed


def test_the_embassies_of_the_writers_country(file: Path, tmp_path: Path) -> None:
    """An embassy comes from the directory for the country that is written from, and stands last."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "embassies.yaml").write_text(
        "RU: {DE: {address: {latin: [Berlin]}, sources: [a list], verified: unknown}}", encoding="utf-8"
    )
    at_home = Job.load(file, SHOP, replace(ORDER, sender=WRITER)).everybody[-1]
    assert (at_home.id, at_home.address) == ("embassy-ru", {"latin": ("Berlin",)})
    assert Job.load(file, Workshop(Templates.with_own()), ORDER).everybody[-1].address == {}
    assert (ORDER.host, replace(ORDER, sender=WRITER).host) == (None, "DE")


def test_entries_of_the_directory(file: Path, tmp_path: Path) -> None:
    """An open case takes the entries that it uses, so that a check can look at their age; others need none."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "offices.yaml").write_text(ADVICE, encoding="utf-8")
    edited(file, "  minister:\n", "  minister:\n    use: official\n")
    shop = Workshop(Templates.with_own())
    job = Job.load(file, shop, ORDER)
    assert list(job.entries) == ["official"]
    job.check()
    assert [(problem.check, problem.place.path) for problem in job.problems] == [
        ("freshness", "addressees.minister.use")
    ]
    assert Job.load(edited(file, "status: open", "status: specimen"), shop, ORDER).entries == {}


def test_a_case_that_cannot_be_read(file: Path) -> None:
    """What is wrong with the file is raised, and what is only doubtful is the job's first problem."""
    edited(file, "    address: {latin: [Moscow]}\n", "    address: {latin: [Moscow]}\n    fax: +998 71 233 89 34\n")
    assert [problem.severity for problem in Job.load(file, SHOP, ORDER).problems] == [Severity.WARNING]
    with pytest.raises(ProblemsError, match="unknown status"):
        Job.load(edited(file, "status: open", "status: opened"), SHOP, ORDER)


@pytest.mark.parametrize(
    ("languages", "words"),
    [
        (("en",), {"European Court"}),
        (("ru",), {"убежищ"}),
        (("en", "ru"), {"European Court", "убежищ"}),
        (("all",), {"European Court", "убежищ"}),
        (("en", "own"), {"European Court", "убежищ"}),
        ((), {"European Court", "убежищ"}),
    ],
)
def test_the_languages_that_are_checked(file: Path, languages: tuple[str, ...], words: set[str]) -> None:
    """The checks look at the packs of the languages that were named, and at all of them when some were not."""
    edited(file, "countries: [RU]", "countries: [RU]\nfeared: [RU]")
    edited(file, "asks: [", "facts: [{text: {en: The European Court has ruled., ru: Она просила убежища.}}]\nasks: [")
    job = Job.load(file, SHOP, replace(ORDER, languages=languages))
    job.check()
    told = {problem.message.split("`")[1] for problem in job.problems if problem.check == "audience"}
    assert told == words


def test_what_the_checks_are_told(file: Path) -> None:
    """Date, sender, protected words and what the sender has decided reach the checks."""

    def found(**changes: object) -> set[str]:
        job = Job.load(file, SHOP, replace(ORDER, **changes))
        job.check()
        return {problem.check for problem in job.problems}

    at_risk = replace(WRITER, country="RU")
    assert found() == set()
    assert found(sender=at_risk) == {"sender"}
    assert found(sender=at_risk, accept_risk=True) == set()
    assert found(protected=("orlova",)) == {"protected"}
    assert found(today=date(2024, 4, 12)) == {"deadline"}
    assert found(today=date(2024, 4, 12), deadline_checked=True) == set()


def test_what_cannot_be_composed_is_missing(file: Path) -> None:
    """One recipient's letter may fail: the others are there, and the reason is among the problems."""
    edited(file, "nom: Министр юстиции, dat: Министру юстиции", "nom: Министр юстиции")
    job = Job.load(file, SHOP, ORDER)
    composed = job.compose("ru", job.everybody)
    assert [recipient.id for recipient, _ in composed.letters] == ["governor"]
    assert {problem.place.path for problem in errors_in(composed.problems)} == {"addressees.minister.office.ru.dat"}
    assert job.problems == []


def test_letters_are_composed_for_this_run(file: Path) -> None:
    """The date, the sender and the recipients who were asked for reach the letters."""
    order = replace(ORDER, sender=WRITER, to=("minister",))
    job = Job.load(file, SHOP, order)
    ((recipient, letter),) = job.compose("en", job.wanted).letters
    assert (recipient.id, letter.dated, letter.language) == ("minister", TODAY, "en-GB")
    assert "A Writer" in str(letter.parts)
    # The embassy's copy is not made in this run, so the letter does not name it.
    assert "Embassy of the Russian Federation" not in str(letter.parts)
    job = Job.load(file, SHOP, replace(order, to=()))
    assert "Embassy of the Russian Federation" in str(job.compose("en", job.wanted).letters[0][1].parts)
