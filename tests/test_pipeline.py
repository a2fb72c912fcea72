"""One case from its file to its documents: everything or nothing, and every reason why."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
import pytest

from ualetters.errors import Place, Problem, ProblemsError, Severity, errors_in
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.pipeline import Result, check_case_file, check_together, render_case, with_same_ids_refused
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ERROR, WARNING, NOTE = Severity
TODAY = date(2024, 3, 10)
ORDER = Order(today=TODAY, languages=("en",), formats=("txt",))
SHOP = Workshop(Templates.with_own())

CASE = """\
format: 1
id: example
status: open
cleared: {by: Urgent Action desk, date: 2024-03-01}
countries: [RU]
send_before: 2024-04-12
people:
  anna:
    gender: f
    name: {en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}
concerns: [{use: disappearance}]
asks: [{use: establish-whereabouts}]
addressees:
  minister:
    office: {kind: minister, en: Minister of Justice, ru: {nom: Министр юстиции, dat: Министру юстиции}}
    country: RU
    email: office@minjust.ru
    fax: +7 499 265 90 77
  governor:
    office: {kind: governor, en: Governor, ru: {nom: Губернатор, dat: Губернатору}}
    country: RU
    address: {latin: [Tver]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A case to two addressees, complete in English and Russian."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def edited(file: Path, old: str, new: str) -> Path:
    """The file with one text changed."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def with_fact(file: Path, text: str) -> Path:
    """The file with a fact in English."""
    return edited(file, "asks: [", f"facts: [{{text: {{en: '{text}'}}}}]\nasks: [")


def refused(file: Path, order: Order = ORDER) -> tuple[Problem, ...]:
    """The problems of a case of which nothing is made."""
    result = render_case(file, SHOP, order)
    assert (result.failed, result.made) == (True, ())
    return result.problems


def test_letters_become_documents(file: Path) -> None:
    """Each letter is at case, language and recipient, in every format, in the order of the case."""
    order = replace(ORDER, languages=("ru", "en"), formats=("txt", "html"))
    result = render_case(file, SHOP, order)
    assert (result.path, result.failed, result.problems) == (file, False, ())
    assert result.case is not None
    assert [(made.language, made.recipient.id) for made in result.made] == [
        ("ru", "minister"),
        ("ru", "governor"),
        ("en", "minister"),
        ("en", "governor"),
    ]
    for made in result.made:
        folder = PurePosixPath("example", made.language)
        assert list(made.documents) == [folder / f"{made.recipient.id}.{ending}" for ending in ("txt", "html")]
        assert made.letter.recipient_id == made.recipient.id
        name = "Anna Orlova" if made.language == "en" else "Анны Орловой"
        for document in made.documents.values():
            assert name in document.content.decode().replace("\n", " ")


def test_every_format_is_the_same_letter(file: Path) -> None:
    """The letter's words are in the text, the page, the PDF and the e-mail draft, under the right media types."""
    result = render_case(file, SHOP, replace(ORDER, to=("minister",), formats=("pdf", "txt", "html", "eml")))
    (made,) = result.made
    kinds = {path.suffix: (document.extension, document.media_type) for path, document in made.documents.items()}
    assert kinds == {
        ".pdf": ("pdf", "application/pdf"),
        ".txt": ("txt", "text/plain; charset=utf-8"),
        ".html": ("html", "text/html; charset=utf-8"),
        ".eml": ("eml", "message/rfc822"),
    }
    contents = {path.suffix: document.content for path, document in made.documents.items()}
    pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(contents[".pdf"])).pages)
    draft = message_from_bytes(contents[".eml"], policy=default)
    body = draft.get_body()
    assert body is not None
    for text in (pdf, contents[".txt"].decode(), contents[".html"].decode(), body.get_content()):
        assert "I urge you to establish where Anna Orlova is" in normalize("NFC", " ".join(text.split()))
    assert draft["To"] == "office@minjust.ru"


def test_no_draft_without_an_address(file: Path) -> None:
    """A recipient without an e-mail address gets no draft but the other formats, and a note says so."""
    result = render_case(file, SHOP, replace(ORDER, formats=("eml", "txt")))
    assert [[path.name for path in made.documents] for made in result.made] == [
        ["minister.eml", "minister.txt"],
        ["governor.txt"],
    ]
    message = "`governor` has no e-mail address, so there is no e-mail draft"
    assert result.problems == (Problem(Place(str(file)), message, "", NOTE, "formats"),)
    assert not result.failed
    assert not render_case(file, SHOP, replace(ORDER, formats=("eml",), strict=True)).failed


def test_one_letter_fails(file: Path) -> None:
    """Nothing of a case is made when one of its letters lacks something."""
    edited(file, "nom: Губернатор, dat: Губернатору", "nom: Губернатор")
    assert [(one.severity, one.place.path, one.check) for one in refused(file, replace(ORDER, languages=("ru",)))] == [
        (ERROR, "addressees.governor.office.ru.dat", "translation")
    ]
    assert not render_case(file, SHOP, replace(ORDER, languages=("ru",), to=("minister",))).failed
    assert not render_case(file, SHOP, ORDER).failed
    assert refused(file, replace(ORDER, languages=("en", "ru")))


def test_a_check_fails(file: Path) -> None:
    """Nothing is composed of a case that a check refuses; all its errors come together."""
    edited(file, "status: open", "status: closed")
    edited(file, "asks: [{use: establish-whereabouts}]", "asks: [{use: establish-wherabouts}]")
    assert [problem.check for problem in refused(file)] == ["status", "phrases"]


def test_a_recipient_whom_nobody_knows(file: Path) -> None:
    """A case fails if one of the recipients asked for is not there."""
    assert [problem.check for problem in refused(file, replace(ORDER, to=("minister", "mayor")))] == ["to"]


def test_a_character_that_no_font_has(file: Path) -> None:
    """A character that the PDF cannot show fails the case and names the letter and the character; text can show it."""
    with_fact(file, "She wrote 丑 on the wall.")
    order = replace(ORDER, formats=("txt", "pdf"))
    problems = refused(file, order)
    assert [(problem.place, problem.hint, problem.check) for problem in problems] == [
        (Place(f"example/en/{key}.pdf"), "replace the character, or use another format", "formats")
        for key in ("governor", "minister")
    ]
    assert all("丑" in problem.message and "U+4E11" in problem.message for problem in problems)
    assert [len(made.documents) for made in render_case(file, SHOP, ORDER).made] == [1, 1]


def test_strict(file: Path) -> None:
    """Under `--strict` a warning fails its case, a note does not; without it neither does."""
    edited(file, "send_before: 2024-04-12", "send_before: 2024-03-01")
    assert [problem.severity for problem in refused(file, replace(ORDER, strict=True))] == [WARNING]
    result = render_case(file, SHOP, ORDER)
    assert (result.failed, len(result.made)) == (False, 2)
    assert [problem.severity for problem in result.problems] == [WARNING]
    checked = replace(ORDER, strict=True, deadline_checked=True, formats=("eml",))
    result = render_case(file, SHOP, checked)
    assert (result.failed, [problem.severity for problem in result.problems]) == (False, [NOTE])


def test_a_file_that_cannot_be_read(file: Path) -> None:
    """A broken file has problems and no case, whether it is rendered or checked."""
    edited(file, "status: open", "status: opened\nid: again")
    for result in (render_case(file, SHOP, ORDER), check_case_file(file, SHOP, ORDER)):
        assert (result.path, result.case, result.made, result.failed) == (file, None, (), True)
        assert [problem.place.line for problem in result.problems] == [4]
    missing = render_case(file.with_name("none.yaml"), SHOP, ORDER)
    assert [problem.message for problem in missing.problems] == ["cannot read the file: no such file or directory"]


def test_a_broken_pack_concerns_every_case(file: Path, tmp_path: Path) -> None:
    """A pack that cannot be read ends the run, because no case can use it."""
    (tmp_path / "own" / "en").mkdir(parents=True)
    (tmp_path / "own" / "en" / "language.yaml").write_text("status: wrong\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="unknown status"):
        render_case(file, Workshop(Templates.with_own([tmp_path / "own"])), ORDER)


def test_problems_are_sorted_and_each_is_there_once(file: Path) -> None:
    """What both letters lack is told once, in the order of the file."""
    edited(file, "gen: Анны Орловой", "ins: Анной Орловой")
    edited(file, "nom: Губернатор, dat: Губернатору", "nom: Губернатор")
    result = render_case(file, SHOP, replace(ORDER, languages=("ru",)))
    assert [problem.place.path for problem in result.problems] == [
        "people.anna.name.ru.gen",
        "addressees.governor.office.ru.dat",
    ]


def test_no_problem_repeats_a_protected_word(file: Path) -> None:
    """Whatever else is wrong where a protected word stands, no problem says it, also not of a file that is broken."""
    with_fact(file, "TODO tell of Securia, secuриa")
    order = replace(ORDER, protected=("securia", "secuриa"))
    assert [(one.check, one.message) for one in refused(file, order)] == [
        ("protected", "a protected word stands here"),
        ("text", "the text is not finished"),
        ("text", "what is wrong here would repeat a protected word"),
    ]
    edited(file, "status: open", "status: securia")
    edited(file, "countries: [RU]", "countries: [RU]\nsecuria: 1")
    for problem in (*refused(file, order), *check_case_file(file, SHOP, order).problems):
        assert "securia" not in str(problem)


def test_the_same_id(file: Path) -> None:
    """Of cases with one id none is made, the others are."""
    other = file.with_name("other.yaml")
    other.write_text(CASE.replace("id: example", "id: other"), encoding="utf-8")
    broken = file.with_name("broken.yaml")
    broken.write_text("format: 1\n", encoding="utf-8")
    same = file.with_name("same.yaml")
    same.write_text(CASE, encoding="utf-8")
    results = with_same_ids_refused(render_case(path, SHOP, ORDER) for path in (file, other, broken, same, broken))
    assert [(result.failed, len(result.made)) for result in results] == [
        (True, 0),
        (False, 2),
        (True, 0),
        (True, 0),
        (True, 0),
    ]
    message = "another case has the id `example` too, so their letters would have the same path"
    for result, path in ((results[0], file), (results[3], same)):
        place = Place(str(path), 2, 1, "id")
        assert result.problems == (Problem(place, message, "give each case an id of its own", check="paths"),)
        assert result.case is not None
        assert result.path == path


def found(result: Result) -> list[tuple[str, str]]:
    """Check and place of every error."""
    return [(problem.check, problem.place.path) for problem in errors_in(result.problems)]


def test_checking_a_case(file: Path) -> None:
    """A check without a language wants the case complete in any, one with languages wants it complete in each."""
    edited(file, "nom: Губернатор, dat: Губернатору", "nom: Губернатор")
    any_language, russian = replace(ORDER, languages=()), replace(ORDER, languages=("ru",))
    lacking = [("translation", "addressees.governor.office.ru.dat")]
    assert found(check_case_file(file, SHOP, any_language)) == []
    assert found(check_case_file(file, SHOP, ORDER)) == []
    assert found(check_case_file(file, SHOP, russian)) == lacking
    assert found(check_case_file(file, SHOP, replace(ORDER, languages=("en", "ru")))) == lacking
    # All recipients are checked, whoever is asked for, and nothing is made.
    result = check_case_file(file, SHOP, replace(russian, to=("minister",)))
    assert (found(result), result.made) == (lacking, ())
    edited(file, "{en: Anna Orlova, ru: {nom: Анна Орлова, gen: Анны Орловой}}", "{ru: Анна Орлова}")
    result = check_case_file(file, SHOP, any_language)
    hint = f"`ualetters check {file} --lang en` says what it lacks in English"
    message = "the case is not complete in any language"
    assert result.problems == (Problem(Place(str(file)), message, hint, ERROR, "languages"),)
    # Where a check has failed already, that alone is told.
    edited(file, "status: open", "status: closed")
    assert found(check_case_file(file, SHOP, any_language)) == [("status", "status")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gone=st.sets(
        st.sampled_from(
            [
                "gender: f",
                ", gen: Анны Орловой",
                "en: Anna Orlova, ",
                ", dat: Губернатору",
                "{use: disappearance}",
                "establish-",
                "    address: {latin: [Tver]}\n",
                ", ru: {nom: Министр юстиции, dat: Министру юстиции}",
                "cleared: {by: Urgent Action desk, date: 2024-03-01}\n",
                "concerns: [{use: disappearance}]\n",
            ]
        ),
        max_size=3,
    ),
    languages=st.sampled_from([("en",), ("ru",), ("en", "ru")]),
)
def test_a_check_finds_what_rendering_would(file: Path, gone: set[str], languages: tuple[str, ...]) -> None:
    """Whatever is taken out of a case: its letters fail exactly if a check of the same languages has errors."""
    text = CASE
    for piece in sorted(gone, key=len, reverse=True):
        text = text.replace(piece, "")
    file.write_text(text, encoding="utf-8")
    order = replace(ORDER, languages=languages)
    rendered, checked = render_case(file, SHOP, order), check_case_file(file, SHOP, order)
    assert rendered.failed == bool(errors_in(checked.problems))
    assert {problem for problem in rendered.problems if problem.severity is ERROR} <= set(checked.problems)
    assert bool(rendered.made) != rendered.failed


def test_cases_together(tmp_path: Path) -> None:
    """Directories are checked whole, and cases against each other; a case that cannot be read is passed over."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "offices.yaml").write_text(
        "unused: {country: XX, sources: [a list], verified: unknown}\n", encoding="utf-8"
    )
    files = [tmp_path / name for name in ("a.yaml", "b.yaml", "broken.yaml")]
    files[0].write_text(CASE, encoding="utf-8")
    files[1].write_text(
        CASE.replace("id: example", "id: second").replace("en: Minister of Justice", "en: Minister of Secrets"),
        encoding="utf-8",
    )
    files[2].write_text("format: 1\n", encoding="utf-8")
    shop = Workshop(Templates.with_own())
    results = [check_case_file(path, shop, ORDER) for path in files]
    problems = check_together(results, shop)
    assert [(problem.severity, problem.check, problem.place.path) for problem in problems] == [
        *[(WARNING, "conflicts", "addressees.minister")] * 4,
        (ERROR, "format", "unused.country"),
    ]
    concealed = check_together(results, shop, ("minister of secrets", "xx"))
    assert len(concealed) == 3
    assert "Secrets" not in " ".join(map(str, concealed))
    assert "`XX`" not in str(concealed[-1])
    assert check_together([], Workshop(Templates.with_own())) == ()


def test_who_writes(file: Path) -> None:
    """The sender of the order signs, and is refused in a country of the case."""
    order = replace(ORDER, sender=Sender(name="A Writer", country="DE"))
    result = render_case(file, SHOP, order)
    assert all(b"A Writer" in document.content for made in result.made for document in made.documents.values())
    assert [one.check for one in refused(file, replace(order, sender=Sender(name="A Writer", country="RU")))] == [
        "sender"
    ]
