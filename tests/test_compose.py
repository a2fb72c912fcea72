"""Case, recipient, pack, sender and date to a finished letter: who is addressed how, told what and asked what."""

from collections.abc import Mapping, Sequence
from datetime import date
import json
from pathlib import Path
import shutil
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from ualetters.compose import texts
from ualetters.compose.prose import attempt, clean
from ualetters.compose.recipients import copies_of, embassies, originals, recipients
from ualetters.errors import Problem, ProblemsError, Severity, errors_in
from ualetters.job import Composed, Job, Order
from ualetters.model.letter import Align, Bullets, Letter, Lines, Mailing, Paper, Paragraph, Part, Role, Ruled
from ualetters.model.sender import Sender
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
TODAY = date(2013, 1, 20)
NBSP = "\u00a0"

TIMUR = {
    "gender": "m",
    "name": {
        "en": "Timur Nazarov",
        "ru": {"nom": "Тимур Назаров", "gen": "Тимура Назарова", "dat": "Тимуру Назарову", "acc": "Тимура Назарова"},
    },
}
ANNA = {
    "gender": "f",
    "name": {
        "en": "Anna Sokolova",
        "ru": {"nom": "Анна Соколова", "gen": "Анны Соколовой", "dat": "Анне Соколовой", "acc": "Анну Соколову"},
    },
}
COMMITTEE = {
    "kind": "chair",
    "en": "Chairman of the Investigation Committee of the Russian Federation",
    "ru": {
        "nom": "Председатель Следственного комитета Российской Федерации",
        "dat": "Председателю Следственного комитета Российской Федерации",
    },
}
BORDER = {
    "kind": "deputy",
    "en": "Deputy Director of the Federal Security Service",
    "ru": {"nom": "Заместитель директора ФСБ России", "dat": "Заместителю директора ФСБ России"},
}
# Fictional holders of the offices.
HIM = {
    "en": {"given": "Pavel", "patronymic": "Andreevich", "family": "Belov"},
    "ru": {"given": "Павел", "patronymic": "Андреевич", "family": "Белов", "dat": "Белову П. А."},
}
HER = {
    "en": {"given": "Olga", "patronymic": "Petrovna", "family": "Belova"},
    "ru": {"given": "Ольга", "patronymic": "Петровна", "family": "Белова", "dat": "Беловой О. П."},
}
ADDRESS = {
    "latin": ["Tekhnicheskii pereulok, dom 2", "105005 Moscow"],
    "ru": ["Технический пер., д. 2", "105005 Москва"],
}
CHAIR: dict[str, Any] = {"gender": "m", "office": COMMITTEE, "name": HIM, "country": "RU", "address": ADDRESS}
COPY: dict[str, Any] = {
    "role": "copy",
    "gender": "f",
    "office": BORDER,
    "name": HER,
    "country": "RU",
    "address": {"latin": ["107031 Moscow"], "ru": ["107031 Москва"]},
}
BASE: dict[str, Any] = {
    "format": "1",
    "id": "nazarov",
    "status": "open",
    "cleared": {"by": "the tests", "date": "2013-01-01"},
    "countries": ["RU"],
    "send_before": "asap",
    "people": {"timur": TIMUR},
    "concerns": [{"use": "disappearance"}],
    "asks": [{"use": "ensure-safety"}],
    "addressees": {"chair": CHAIR},
}
SENDER = Sender(name="Maria Schmidt", country="DE", address=("Hauptstr. 1", "10115 Berlin"))
AMERICAN = Sender(name="Mary Smith", country="US", address=("1 Main Street", "Springfield"))


def official(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The chair with other fields; None leaves one out."""
    return {key: value for key, value in (CHAIR | changes).items() if value is not None}


def copied(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The copy with other fields; None leaves one out."""
    return {key: value for key, value in (COPY | changes).items() if value is not None}


def short(value: object) -> str:
    """What stands for an argument in the id of a test: words of a phrasebook, no sentences."""
    return value if isinstance(value, str) and value.isascii() and len(value) < 24 else ""


def case_of(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case with other fields; None leaves one out."""
    return {key: value for key, value in (BASE | changes).items() if value is not None}


def job_of(folder: Path, case: Mapping[str, Any], shop: Workshop = SHOP, **order: Any) -> Job:  # noqa: ANN401
    """A case that was written to a folder and loaded from there."""
    path = folder / "case.yaml"
    path.write_text(json.dumps(case, ensure_ascii=False, indent=1), encoding="utf-8")
    return Job.load(path, shop, Order(**{"today": TODAY} | order))


def composed(folder: Path, case: Mapping[str, Any], code: str, shop: Workshop = SHOP, **order: Any) -> Composed:  # noqa: ANN401
    """The letters that are wanted of a case in one language, and what was noted."""
    job = job_of(folder, case, shop, **order)
    return job.compose(code, job.wanted)


def letters_of(
    folder: Path,
    case: Mapping[str, Any],
    code: str,
    shop: Workshop = SHOP,
    **order: Any,  # noqa: ANN401
) -> dict[str, Letter]:
    """The letters of a case by recipient; there must be no error."""
    found = composed(folder, case, code, shop, **order)
    assert errors_in(found.problems) == []
    return {recipient.id: letter for recipient, letter in found.letters}


def letter_of(folder: Path, case: Mapping[str, Any], code: str = "en", shop: Workshop = SHOP, **order: Any) -> Letter:  # noqa: ANN401
    """The letter to the chair."""
    return letters_of(folder, case, code, shop, **order)["chair"]


def problems_of(
    folder: Path,
    case: Mapping[str, Any],
    code: str,
    shop: Workshop = SHOP,
    **order: Any,  # noqa: ANN401
) -> list[tuple[str, str, str]]:
    """Path, message and hint of what keeps a letter from being written; nothing is written then."""
    found = composed(folder, case, code, shop, **order)
    assert "chair" not in {recipient.id for recipient, _ in found.letters}
    return list(dict.fromkeys((one.place.path, one.message, one.hint) for one in errors_in(found.problems)))


def paths_of(folder: Path, case: Mapping[str, Any], code: str, shop: Workshop = SHOP, **order: Any) -> list[str]:  # noqa: ANN401
    """The YAML paths of what a letter lacks."""
    return sorted({path for path, _, _ in problems_of(folder, case, code, shop, **order)})


def notes_of(found: Composed) -> list[tuple[str, str, str]]:
    """Path, message and hint of what is worth knowing of letters that were written."""
    assert errors_in(found.problems) == []
    return [(one.place.path, one.message, one.hint) for one in found.problems if one.severity is Severity.NOTE]


def blocks(letter: Letter, role: Role) -> tuple[object, ...]:
    """The blocks of one part; none if the letter does not have it."""
    return next((part.blocks for part in letter.parts if part.role is role), ())


def lines(letter: Letter, role: Role) -> list[str]:
    """The texts of one part."""
    return [text for part in letter.parts if part.role is role for text in texts(part.blocks)]


def line(letter: Letter, role: Role) -> str:
    """The only text of one part."""
    (text,) = lines(letter, role)
    return text


def own_shop(folder: Path, files: Mapping[str, Any]) -> Workshop:
    """A workshop with a user's own template root in front: YAML files as data, others as text."""
    root = folder / "templates"
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return Workshop(Templates.with_own([root]))


def new_pack(folder: Path, like: str, code: str, changes: Mapping[str, str]) -> Workshop:
    """A workshop with one more language, copied from another and changed by replacing text in its files."""
    target = folder / "templates" / code
    shutil.copytree(template_root() / like, target)
    for path in target.iterdir():
        text = path.read_text(encoding="utf-8")
        for old, new in {f"language: {like}\n": f"language: {code}\n", **changes}.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return Workshop(Templates.with_own([folder / "templates"]))


# --- whole letters ----------------------------------------------------------------------------------------------------


def test_an_english_letter_is_whole(tmp_path: Path) -> None:
    """Every part of an English letter stands in its place with its final text."""
    case = case_of(addressees={"chair": official(fax="+7 499 265 90 77", email="office@example.org")})
    letter = letter_of(tmp_path, case, sender=SENDER)
    assert letter == Letter(
        case_id="nazarov",
        recipient_id="chair",
        language="en-GB",
        direction="ltr",
        title="Disappearance of Timur Nazarov",
        mark="",
        parts=(
            Part(Role.SENDER, Align.END, (Lines(("Hauptstr. 1", "10115 Berlin")),)),
            Part(Role.DATE, Align.END, (Lines(("20 January 2013",)),)),
            Part(
                Role.INSIDE_ADDRESS,
                Align.START,
                (
                    Lines(
                        (
                            "Pavel Andreevich Belov",
                            "Chairman of the Investigation Committee of the Russian Federation",
                            "Tekhnicheskii pereulok, dom 2",
                            "105005 Moscow",
                            "Russian Federation",
                        )
                    ),
                ),
            ),
            Part(Role.CHANNELS, Align.START, (Lines(("Fax: +7 499 265-90-77", "Email: office@example.org")),)),
            Part(Role.SUBJECT, Align.START, (Paragraph("Subject: Disappearance of Timur Nazarov"),)),
            Part(Role.SALUTATION, Align.START, (Paragraph("Dear Chairman,"),)),
            Part(
                Role.BODY,
                Align.START,
                (
                    Paragraph("I am writing to you about the disappearance of Timur Nazarov."),
                    Paragraph("I urge you to take all necessary measures to guarantee the safety of Timur Nazarov."),
                    Paragraph(
                        "I would be grateful to hear what steps you take. Thank you for your attention to this matter."
                    ),
                ),
            ),
            Part(Role.CLOSE, Align.START, (Paragraph("Yours sincerely,"),)),
            Part(Role.SIGNATURE, Align.START, (Lines(("Maria Schmidt",)),)),
        ),
        mailing=Mailing(("office@example.org",), "Disappearance of Timur Nazarov"),
        dated=TODAY,
        paper=Paper.A4,
        fax=("+7 499 265-90-77",),
        enclosed=(),
    )


def test_a_russian_letter_is_whole(tmp_path: Path) -> None:
    """A Russian letter has the address in the dative at the top right, and address and date below the signature."""
    letter = letter_of(tmp_path, BASE, "ru", sender=SENDER)
    assert (letter.language, letter.direction, letter.mark) == ("ru", "ltr", "")
    assert letter.mailing == Mailing((), "Об исчезновении Тимура Назарова")
    assert letter.parts == (
        Part(
            Role.INSIDE_ADDRESS,
            Align.END,
            (
                Lines(
                    (
                        "Председателю Следственного комитета Российской Федерации",
                        f"Белову{NBSP}П.{NBSP}А.",
                        "Технический пер., д. 2",
                        "105005 Москва",
                        "Российская Федерация",
                    )
                ),
            ),
        ),
        Part(Role.SUBJECT, Align.START, (Paragraph("Об исчезновении Тимура Назарова"),)),
        Part(Role.SALUTATION, Align.START, (Paragraph("Уважаемый Павел Андреевич!"),)),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph("Обращаюсь к Вам в связи с исчезновением Тимура Назарова."),
                Paragraph(
                    "Убедительно прошу Вас принять все необходимые меры для обеспечения безопасности Тимура Назарова."
                ),
                Paragraph("Прошу сообщить мне о принятых мерах. Благодарю Вас за внимание к этому обращению."),
            ),
        ),
        Part(Role.CLOSE, Align.START, (Paragraph("С уважением,"),)),
        Part(Role.SIGNATURE, Align.START, (Lines(("Maria Schmidt", "Hauptstr. 1", "10115 Berlin")),)),
        Part(Role.DATE, Align.START, (Lines(("20 января 2013 г.",)),)),
    )


def test_a_specimen_is_marked_and_addressed_to_nobody(tmp_path: Path) -> None:
    """A specimen says so on every page, and its e-mail draft has no address."""
    case = case_of(status="specimen", addressees={"chair": official(email="office@example.org"), "copy": COPY})
    letters = letters_of(tmp_path, case, "en")
    assert letters["chair"].mark == "SPECIMEN – do not send"
    assert letters["chair"].mailing.to == ()
    assert letters["copy"].mark == "SPECIMEN – do not send"
    assert letters["copy"].enclosed[0].mark == "SPECIMEN – do not send · COPY"
    assert letters_of(tmp_path, case, "ru")["chair"].mark == "ОБРАЗЕЦ – не отправлять"


# --- the salutation ---------------------------------------------------------------------------------------------------

WHOLE, NO_PATRONYMIC, NOBODY = "whole", "no patronymic", "nobody"
SALUTATIONS = [
    # kind, gender, name, Russian salutation, English salutation, Russian close, English close
    ("chair", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Chairman,", "", ""),
    ("chair", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Chair,", "", ""),
    ("chair", "x", WHOLE, "Уважаемые господа!", "Dear Chair,", "", ""),
    ("chair", "m", NO_PATRONYMIC, "Уважаемый господин Председатель!", "Dear Chairman,", "", ""),
    ("chair", "f", NO_PATRONYMIC, "Уважаемая госпожа Председатель!", "Dear Chair,", "", ""),
    ("chair", "m", NOBODY, "Уважаемый господин Председатель!", "Dear Chairman,", "", ""),
    ("chair", None, NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("head-of-state", "m", WHOLE, "Уважаемый господин Президент!", "Your Excellency,", "high", "Respectfully,"),
    ("head-of-state", "f", NOBODY, "Уважаемая госпожа Президент!", "Your Excellency,", "high", "Respectfully,"),
    ("head-of-government", "m", WHOLE, "Уважаемый господин Премьер-министр!", "Dear Prime Minister,", "high", ""),
    ("head-of-government", "f", WHOLE, "Уважаемая госпожа Премьер-министр!", "Dear Prime Minister,", "high", ""),
    ("minister", "m", WHOLE, "Уважаемый господин Министр!", "Dear Minister,", "high", ""),
    ("minister", "f", WHOLE, "Уважаемая госпожа Министр!", "Dear Minister,", "high", ""),
    ("minister", None, NOBODY, "Уважаемые господа!", "Dear Minister,", "high", ""),
    ("prosecutor-general", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Prosecutor General,", "", ""),
    ("prosecutor-general", "m", NOBODY, "Уважаемый господин Генеральный прокурор!", "Dear Prosecutor General,", "", ""),
    ("prosecutor-general", "f", NOBODY, "Уважаемая госпожа Генеральный прокурор!", "Dear Prosecutor General,", "", ""),
    ("judge", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Judge Belov,", "", ""),
    ("judge", "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Judge Belova,", "", ""),
    ("judge", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("ambassador", "m", WHOLE, "Ваше Превосходительство!", "Your Excellency,", "high", ""),
    ("ambassador", None, NOBODY, "Ваше Превосходительство!", "Your Excellency,", "high", ""),
    ("governor", "m", NOBODY, "Уважаемый господин Губернатор!", "Dear Governor,", "", ""),
    ("governor", "f", NOBODY, "Уважаемая госпожа Губернатор!", "Dear Governor,", "", ""),
    ("director", "m", NO_PATRONYMIC, "Уважаемый господин Директор!", "Dear Director,", "", ""),
    ("director", "f", NO_PATRONYMIC, "Уважаемая госпожа Директор!", "Dear Director,", "", ""),
    ("ombudsman", "m", NOBODY, "Уважаемый господин Уполномоченный!", "Dear Ombudsman,", "", ""),
    ("ombudsman", "f", NOBODY, "Уважаемая госпожа Уполномоченный!", "Dear Ombudsman,", "", ""),
    # A deputy is never addressed by the superior's office.
    ("deputy", "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Mr Belov,", "", ""),
    ("deputy", "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Ms Belova,", "", ""),
    ("deputy", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("deputy", "x", WHOLE, "Уважаемые господа!", "Dear Pavel Belov,", "", ""),
    ("deputy", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("representative", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Ms Belova,", "", ""),
    ("representative", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("other", "f", WHOLE, "Уважаемая Ольга Петровна!", "Dear Ms Belova,", "", ""),
    ("other", "m", NO_PATRONYMIC, "Уважаемый господин Белов!", "Dear Mr Belov,", "", ""),
    ("other", "m", NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("institution", None, NOBODY, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    ("institution", "m", WHOLE, "Уважаемые господа!", "Dear Sir or Madam,", "", "Yours faithfully,"),
    (None, "m", WHOLE, "Уважаемый Павел Андреевич!", "Dear Mr Belov,", "", ""),
    (None, "f", NO_PATRONYMIC, "Уважаемая госпожа Белова!", "Dear Ms Belova,", "", ""),
    (None, "x", WHOLE, "Уважаемые господа!", "Dear Pavel Belov,", "", ""),
]


def holder(kind: str | None, gender: str | None, name: str) -> dict[str, Any]:
    """The holder of an office of some kind."""
    names: dict[str, dict[str, str]] | None = None
    if name != NOBODY:
        names = HER if gender == "f" else HIM
        if name == NO_PATRONYMIC:
            names = {code: {k: v for k, v in forms.items() if k != "patronymic"} for code, forms in names.items()}
    return official(gender=gender, name=names, office=COMMITTEE | {"kind": kind} if kind else None)


@pytest.mark.parametrize("row", SALUTATIONS, ids=[", ".join(map(str, row[:3])) for row in SALUTATIONS])
def test_salutation_and_close(tmp_path: Path, row: tuple[str | None, str | None, str, str, str, str, str]) -> None:
    """Each kind of office is addressed in its own way, by gender and by what is known of the name."""
    kind, gender, name, russian, english, russian_close, english_close = row
    case = case_of(addressees={"chair": holder(kind, gender, name)})
    letter = letter_of(tmp_path, case, "ru")
    close = "С глубоким уважением," if russian_close else "С уважением,"
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == (russian, close)
    letter = letter_of(tmp_path, case, "en")
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == (english, english_close or "Yours sincerely,")


@pytest.mark.parametrize(
    ("kind", "gender", "name", "salutation"),
    [
        ("chair", "m", WHOLE, "Уважаемый господин Председатель!"),
        ("chair", "f", WHOLE, "Уважаемая госпожа Председатель!"),
        ("director", "m", WHOLE, "Уважаемый господин Директор!"),
        ("minister", "m", WHOLE, "Уважаемый господин Министр!"),
        ("deputy", "m", WHOLE, "Уважаемый господин Белов!"),
        ("chair", "x", WHOLE, "Уважаемые господа!"),
        ("institution", "m", WHOLE, "Уважаемые господа!"),
        (None, "m", WHOLE, "Уважаемый господин Белов!"),
    ],
)
def test_a_user_can_prefer_offices(tmp_path: Path, kind: str | None, gender: str, name: str, salutation: str) -> None:
    """One setting in a user's own template root addresses everybody by office instead of name."""
    shop = own_shop(tmp_path, {"ru/language.yaml": {"salutations": {"prefer": "office"}}})
    case = case_of(addressees={"chair": holder(kind, gender, name)})
    assert line(letter_of(tmp_path, case, "ru", shop), Role.SALUTATION) == salutation


def test_a_user_can_prefer_names(tmp_path: Path) -> None:
    """With names preferred a known name comes before the office, but not before a kind always addressed by office."""
    own = {"salutations": {"prefer": "name", "by_office": ["minister"]}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    for kind, salutation in (("chair", "Dear Mr Belov,"), ("minister", "Dear Minister,")):
        case = case_of(addressees={"chair": holder(kind, "m", WHOLE)})
        assert line(letter_of(tmp_path, case, "en", shop), Role.SALUTATION) == salutation


@pytest.mark.parametrize(
    ("code", "kind"), [("ru", "chair"), ("ru", "minister"), ("ru", "deputy"), ("en", "chair"), ("en", "deputy")]
)
def test_the_gender_of_a_named_addressee_is_not_guessed(tmp_path: Path, code: str, kind: str) -> None:
    """Where the salutation depends on it, the gender of a named addressee must be written."""
    case = case_of(addressees={"chair": holder(kind, None, WHOLE)})
    language = {"ru": "русский (Russian)", "en": "English"}[code]
    assert problems_of(tmp_path, case, code) == [
        (
            "addressees.chair.gender",
            f"{language} needs the gender of a named addressee for the salutation",
            "write `gender: m`, `f` or `x`; never guess it",
        )
    ]


@pytest.mark.parametrize(("kind", "salutation"), [("minister", "Dear Minister,"), ("judge", "Dear Judge Belov,")])
def test_a_gender_that_nothing_depends_on_is_not_asked_for(tmp_path: Path, kind: str, salutation: str) -> None:
    """An English minister is addressed the same whoever holds the office."""
    case = case_of(addressees={"chair": holder(kind, None, WHOLE)})
    assert line(letter_of(tmp_path, case), Role.SALUTATION) == salutation


def test_the_cases_own_salutation_wins(tmp_path: Path) -> None:
    """An override takes the place of the rules in its language, with the language's end mark, and in no other."""
    override = {"en": "Dear Chairman of the Investigation Committee"}
    case = case_of(addressees={"chair": official(salutation=override)})
    assert line(letter_of(tmp_path, case), Role.SALUTATION) == "Dear Chairman of the Investigation Committee,"
    assert line(letter_of(tmp_path, case, "ru"), Role.SALUTATION) == "Уважаемый Павел Андреевич!"


def test_an_override_speaks_to_somebody(tmp_path: Path) -> None:
    """A salutation that the case gives is personal, so the letter does not close as to an institution."""
    unknown = holder("institution", None, NOBODY) | {"salutation": {"en": "Dear Members of the Committee"}}
    letter = letter_of(tmp_path, case_of(addressees={"chair": unknown}))
    assert lines(letter, Role.SALUTATION) + lines(letter, Role.CLOSE) == [
        "Dear Members of the Committee,",
        "Yours sincerely,",
    ]


def test_an_override_needs_no_gender(tmp_path: Path) -> None:
    """Where the case says how to address somebody, their gender is not asked for."""
    named = holder("deputy", None, WHOLE) | {"salutation": {"en": "Dear Deputy Director"}}
    assert line(letter_of(tmp_path, case_of(addressees={"chair": named})), Role.SALUTATION) == "Dear Deputy Director,"


def test_a_pack_without_a_salutation_is_broken(tmp_path: Path) -> None:
    """A pack whose last resort does not fit writes no letter."""
    shop = new_pack(tmp_path, "en", "de", {"institution: {any: Dear Sir or Madam}": "institution: {f: Sehr geehrte}"})
    case = case_of(addressees={"chair": holder("institution", "m", WHOLE)})
    assert problems_of(tmp_path, case, "de", shop) == [("", "English has no salutation", "mend the pack")]
    case = case_of(addressees={"chair": holder("institution", None, WHOLE)})
    assert paths_of(tmp_path, case, "de", shop) == ["addressees.chair.gender"]


def test_a_kind_without_a_row_is_addressed_as_an_institution(tmp_path: Path) -> None:
    """A pack that does not know how to address a kind of office addresses nobody in particular."""
    shop = new_pack(tmp_path, "en", "de", {"    governor: {any: Dear Governor}\n": ""})
    letter = letter_of(tmp_path, case_of(addressees={"chair": holder("governor", "m", WHOLE)}), "de", shop)
    assert (line(letter, Role.SALUTATION), line(letter, Role.CLOSE)) == ("Dear Sir or Madam,", "Yours faithfully,")


def test_a_close_may_repeat_the_salutation(tmp_path: Path) -> None:
    """A French close repeats the words of the salutation, without their end mark."""
    own = {"closes": {"formal": "Please accept, {{ salutation }}, my regards."}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    assert line(letter_of(tmp_path, BASE, "en", shop), Role.CLOSE) == "Please accept, Dear Chairman, my regards."


# --- the inside address -----------------------------------------------------------------------------------------------


def test_missing_datives_are_named(tmp_path: Path) -> None:
    """The Russian inside address demands the dative of office and name, each at its path."""
    office = {"kind": "chair", "ru": "Председатель Следственного комитета"}
    name = {"ru": {"given": "Павел", "patronymic": "Андреевич", "family": "Белов"}}
    case = case_of(addressees={"chair": official(office=office, name=name)})
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair.office.ru.dat",
            "the form `dat` is missing in русский (Russian)",
            "write ru: {nom: Председатель Следственного комитета, dat: …}",
        ),
        (
            "addressees.chair.name.ru.dat",
            "the form `dat` is missing in русский (Russian)",
            "write ru: {given: Павел, patronymic: Андреевич, family: Белов, dat: …}",
        ),
    ]


def test_an_institution_stands_in_the_nominative(tmp_path: Path) -> None:
    """In an inside address an institution is not inflected, and its dative is not asked for."""
    office = {"kind": "institution", "ru": "Генеральная прокуратура Российской Федерации"}
    case = case_of(addressees={"chair": official(office=office, name=None, gender=None)})
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[0] == office["ru"]


def test_an_office_without_text_is_borrowed_from_english(tmp_path: Path) -> None:
    """The inside address has the English office verbatim, and says so."""
    case = case_of(addressees={"chair": official(office={"kind": "chair", "en": "Chairman of the Committee"})})
    found = composed(tmp_path, case, "ru")
    (_, letter), *_ = found.letters
    assert lines(letter, Role.INSIDE_ADDRESS)[:2] == ["Chairman of the Committee", f"Белову{NBSP}П.{NBSP}А."]
    message = "the office of chair has no русский (Russian) text; the inside address has it in English"
    assert notes_of(found) == [("addressees.chair.office", message, "add `ru` there")]


def test_an_office_in_neither_language_is_missing(tmp_path: Path) -> None:
    """An office that is written neither in the letter's language nor in English leaves a gap."""
    case = case_of(addressees={"chair": official(office={"kind": "chair", "tr": "Başkan"})})
    message = "the office has no text in English"
    assert problems_of(tmp_path, case, "en") == [("addressees.chair.office", message, "add `en`")]
    message = "the office has no text in русский (Russian) nor in English"
    assert problems_of(tmp_path, case, "ru") == [("addressees.chair.office", message, "add `ru` or `en`")]


def test_an_officials_name_is_not_transliterated(tmp_path: Path) -> None:
    """A Latin name stands in a Russian letter only where the case allows it, in the nominative."""
    name = {"en": HIM["en"]}
    case = case_of(addressees={"chair": official(name=name)})
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair.name.ru",
            "the name has no form in русский (Russian)",
            "write it as русский (Russian) spells it, or `allow_latin: true`",
        )
    ]
    case = case_of(addressees={"chair": official(name=name | {"allow_latin": "true"})})
    letter = letter_of(tmp_path, case, "ru")
    assert lines(letter, Role.INSIDE_ADDRESS)[1] == "Belov Pavel Andreevich"
    assert line(letter, Role.SALUTATION) == "Уважаемый Pavel Andreevich!"


def test_a_nominative_that_is_written_out_is_kept(tmp_path: Path) -> None:
    """A name with its own nominative is printed as the case has it, its initials not torn apart."""
    name = {"en": {"family": "Belov", "nom": "P. A. Belov"}}
    letter = letter_of(tmp_path, case_of(addressees={"chair": official(name=name)}))
    assert lines(letter, Role.INSIDE_ADDRESS)[0] == f"P.{NBSP}A.{NBSP}Belov"


def test_somebody_without_name_and_office_has_an_address(tmp_path: Path) -> None:
    """An addressee may be an address alone."""
    case = case_of(addressees={"chair": official(name=None, office=None, gender=None)})
    letter = letter_of(tmp_path, case)
    assert lines(letter, Role.INSIDE_ADDRESS) == [*ADDRESS["latin"], "Russian Federation"]
    assert line(letter, Role.SALUTATION) == "Dear Sir or Madam,"


def test_address_lines_by_language_else_latin(tmp_path: Path) -> None:
    """The letter's language comes first, then the Latin lines; another language's lines never serve."""
    case = case_of(addressees={"chair": official(address={"latin": ["105005 Moscow"]})})
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[-2:] == ["105005 Moscow", "Российская Федерация"]
    case = case_of(addressees={"chair": official(address={"ru": ["105005 Москва"]})})
    message = "the address is written neither in English nor in Latin letters"
    assert problems_of(tmp_path, case, "en") == [("addressees.chair.address", message, "add `latin`")]


def test_without_an_address_the_country_stands_alone(tmp_path: Path) -> None:
    """Somebody who is reached by fax only has office, name and country."""
    case = case_of(addressees={"chair": official(address=None, fax="+7 499 265 90 77")})
    assert lines(letter_of(tmp_path, case), Role.INSIDE_ADDRESS) == [
        "Pavel Andreevich Belov",
        COMMITTEE["en"],
        "Russian Federation",
    ]


def test_a_country_that_the_pack_does_not_know_has_its_common_name(tmp_path: Path) -> None:
    """The name in an inside address is the pack's, else CLDR's in the letter's language."""
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    assert lines(letter_of(tmp_path, case), Role.INSIDE_ADDRESS)[-1] == "Norway"
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[-1] == "Норвегия"


def test_a_country_may_go_without_an_official_name(tmp_path: Path) -> None:
    """Where the pack has only the common name of a country, that one stands in the address."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"countries": {"NO": {"nom": "Norge"}}}})
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    assert lines(letter_of(tmp_path, case, "en", shop), Role.INSIDE_ADDRESS)[-1] == "Norge"


def test_a_country_without_a_name_is_missing(tmp_path: Path) -> None:
    """A language in which nobody has named a country cannot write to it."""
    shop = new_pack(tmp_path, "en", "gv", {"tag: en-GB": "tag: gv", "name: English": "name: Manx"})
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    hint = "add NO to `countries` in gv/language.yaml"
    message = "Manx has no name for the country NO"
    assert ("addressees.chair.country", message, hint) in problems_of(tmp_path, case, "gv", shop)


def test_every_channel_has_a_line_of_its_own(tmp_path: Path) -> None:
    """Fax numbers and e-mail addresses stand each on its own line; telephone and web are for the volunteer."""
    numbers = "+7499 265 90 77; +7499 265 97 75"
    contacts = {"fax": numbers, "email": ["a@example.org", "b@example.org"], "phone": "+7 499 265 90 78"}
    case = case_of(addressees={"chair": official(**contacts, web="https://example.org/form")})
    letter = letter_of(tmp_path, case, "ru")
    assert lines(letter, Role.CHANNELS) == [
        "Факс: +7 499 265-90-77",
        "Факс: +7 499 265-97-75",
        "Эл. почта: a@example.org",
        "Эл. почта: b@example.org",
    ]
    assert letter.fax == ("+7 499 265-90-77", "+7 499 265-97-75")
    assert letter.mailing.to == ("a@example.org", "b@example.org")


def test_without_channels_there_is_no_such_part(tmp_path: Path) -> None:
    """A letter that only goes by post has no block for fax and e-mail, nor an empty one."""
    letter = letter_of(tmp_path, BASE)
    assert Role.CHANNELS not in {part.role for part in letter.parts}
    assert letter.fax == ()


# --- the sender -------------------------------------------------------------------------------------------------------


def test_without_a_sender_there_are_ruled_lines(tmp_path: Path) -> None:
    """Name, address, date and signature are filled in by hand."""
    letter = letter_of(tmp_path, BASE)
    assert blocks(letter, Role.SENDER) == (Ruled("Postal address:", 2),)
    assert blocks(letter, Role.DATE) == (Ruled("Date:"),)
    assert blocks(letter, Role.SIGNATURE) == (Ruled("Signature:"), Ruled("Name:"))
    letter = letter_of(tmp_path, BASE, "ru")
    assert blocks(letter, Role.SIGNATURE) == (
        Ruled("Подпись:"),
        Ruled("Фамилия, имя:"),
        Ruled("Почтовый адрес:", 2),
    )
    assert blocks(letter, Role.DATE) == (Ruled("Дата:"),)
    assert blocks(letter, Role.SENDER) == ()
    assert letter.paper is Paper.A4


FULL = Sender(
    name="Maria Schmidt",
    country="DE",
    address=("Hauptstr. 1", "10115 Berlin"),
    email="maria@example.org",
    phone="+49 30 123456",
    occupation="Teacher",
)


def test_a_full_profile_is_printed(tmp_path: Path) -> None:
    """Address, e-mail and telephone stand in their block, the occupation below the name."""
    contact = ("Hauptstr. 1", "10115 Berlin", "Email: maria@example.org", "Telephone: +49 30 123456")
    letter = letter_of(tmp_path, BASE, sender=FULL)
    assert blocks(letter, Role.SENDER) == (Lines(contact),)
    assert blocks(letter, Role.SIGNATURE) == (Lines(("Maria Schmidt", "Teacher")),)
    letter = letter_of(tmp_path, BASE, "ru", sender=FULL)
    russian = ("Hauptstr. 1", "10115 Berlin", "Эл. почта: maria@example.org", "Телефон: +49 30 123456")
    assert blocks(letter, Role.SIGNATURE) == (Lines(("Maria Schmidt", "Teacher", *russian)),)


def test_initials_hide_everything_else(tmp_path: Path) -> None:
    """With initials only they and the last address line are printed."""
    profile = Sender(
        name="Maria von Schmidt",
        country="DE",
        address=("c/o Weber", *FULL.address),
        email=FULL.email,
        phone=FULL.phone,
        occupation="Teacher",
        privacy="initials",
    )
    letter = letter_of(tmp_path, BASE, sender=profile)
    assert blocks(letter, Role.SENDER) == (Lines(("10115 Berlin",)),)
    assert blocks(letter, Role.SIGNATURE) == (Lines(("M. v. S.",)),)
    assert blocks(letter, Role.DATE) == (Lines(("20 January 2013",)),)


def test_writing_by_hand_leaves_ruled_lines(tmp_path: Path) -> None:
    """A profile that must not be printed leaves ruled lines, but the date is known."""
    profile = Sender(name="Maria Schmidt", country="DE", address=FULL.address, privacy="hand")
    letter = letter_of(tmp_path, BASE, sender=profile)
    assert blocks(letter, Role.SENDER) == (Ruled("Postal address:", 2),)
    assert blocks(letter, Role.SIGNATURE) == (Ruled("Signature:"), Ruled("Name:"))
    assert blocks(letter, Role.DATE) == (Lines(("20 January 2013",)),)
    assert "Maria" not in str(letter)


def test_a_profile_without_an_address_leaves_lines_for_it(tmp_path: Path) -> None:
    """Who gives no address can write it in by hand; without one the authorities need not answer."""
    profile = Sender(name="Maria Schmidt", country="DE", email="maria@example.org")
    ruled = Ruled("Postal address:", 2)
    assert blocks(letter_of(tmp_path, BASE, sender=profile), Role.SENDER) == (
        ruled,
        Lines(("Email: maria@example.org",)),
    )
    assert blocks(letter_of(tmp_path, BASE, "ru", sender=profile), Role.SIGNATURE) == (
        Lines(("Maria Schmidt", "Эл. почта: maria@example.org")),
        Ruled("Почтовый адрес:", 2),
    )


def test_an_american_writes_american_english(tmp_path: Path) -> None:
    """A sender in the United States gets the American date, a colon after the salutation and US Letter."""
    concern = {"use": "disappearance", "date": "2012-12-14"}
    letter = letter_of(tmp_path, case_of(concerns=[concern]), sender=AMERICAN)
    assert letter.language == "en-US"
    assert letter.paper is Paper.US_LETTER
    assert line(letter, Role.DATE) == "January 20, 2013"
    assert line(letter, Role.SALUTATION) == "Dear Chairman:"
    opening = f"I am writing to you about the disappearance of Timur Nazarov on December{NBSP}14, 2012."
    assert lines(letter, Role.BODY)[0] == opening


def test_an_american_writes_russian_as_everybody_does(tmp_path: Path) -> None:
    """The country of the sender changes only what the pack says it changes, and the paper."""
    letter = letter_of(tmp_path, BASE, "ru", sender=AMERICAN)
    assert (letter.language, letter.paper) == ("ru", Paper.US_LETTER)
    assert line(letter, Role.SALUTATION) == "Уважаемый Павел Андреевич!"
    assert line(letter, Role.DATE) == "20 января 2013 г."


def test_the_british_date_stands_in_the_text(tmp_path: Path) -> None:
    """Everybody else has the day before the month, which no line break parts."""
    concern = {"use": "disappearance", "date": "2012-12-14"}
    for sender in (None, SENDER):
        letter = letter_of(tmp_path, case_of(concerns=[concern]), sender=sender)
        assert lines(letter, Role.BODY)[0].endswith(f"Timur Nazarov on 14{NBSP}December 2012.")


@pytest.mark.parametrize(
    ("sender", "reference", "expected"),
    [
        (Sender(name="Maria", country="DE", show_reference=True), "UA 000/00", ["Reference: UA 000/00"]),
        (Sender(name="Maria", country="DE", show_reference=True), None, []),
        (Sender(name="Maria", country="DE"), "UA 000/00", []),
        (None, "UA 000/00", []),
    ],
)
def test_the_reference_is_shown_on_request(
    tmp_path: Path, sender: Sender | None, reference: str | None, expected: list[str]
) -> None:
    """A reference can expose a writer, so it stands on a letter only if the profile says so."""
    case = case_of(reference={"number": reference} if reference else None)
    assert lines(letter_of(tmp_path, case, sender=sender), Role.REFERENCE) == expected


def test_the_personal_paragraph_stands_before_the_thanks(tmp_path: Path) -> None:
    """The sender's own paragraphs follow the asks."""
    profile = Sender(name="Maria", country="DE", personal={"en": "As a teacher I care.\n\nDeeply."})
    body = lines(letter_of(tmp_path, BASE, sender=profile), Role.BODY)
    assert body[2:4] == ["As a teacher I care.", "Deeply."]
    assert len(body) == 5


def test_a_personal_paragraph_in_another_language_is_left_out(tmp_path: Path) -> None:
    """A paragraph that is not in the letter's language is left out, and the writer told."""
    profile = Sender(name="Maria", country="DE", personal={"en": "As a teacher I care."})
    found = composed(tmp_path, BASE, "ru", sender=profile)
    message = "your personal paragraph has no русский (Russian) text; the letter goes without it"
    assert notes_of(found) == [("", message, "")]
    assert [problem.check for problem in found.problems] == ["compose"]
    assert len(lines(found.letters[0][1], Role.BODY)) == 3


# --- concerns ---------------------------------------------------------------------------------------------------------


def opening_of(folder: Path, concerns: Sequence[Mapping[str, Any]], code: str, **changes: Any) -> str:  # noqa: ANN401
    """The first paragraph of a letter with these concerns."""
    return lines(letter_of(folder, case_of(concerns=concerns, **changes), code), Role.BODY)[0]


DATE, PLACE = {"date": "2012-12-14"}, {"place": {"en": "in Moscow Region", "ru": "в Московской области"}}
COUNTRY = {"country": "RU"}


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        ({}, "", ""),
        (DATE, " on 14~December 2012", " 14~декабря 2012~года"),
        (PLACE, " in Moscow Region", " в Московской области"),
        (COUNTRY, " in Russia", " в России"),
        (PLACE | COUNTRY, " in Moscow Region, Russia", " в Московской области, Россия"),
        (DATE | COUNTRY, " in Russia on 14~December 2012", " 14~декабря 2012~года в России"),
        (
            DATE | PLACE | COUNTRY,
            " in Moscow Region, Russia, on 14~December 2012",
            " 14~декабря 2012~года в Московской области, Россия",
        ),
    ],
)
@pytest.mark.parametrize("use", ["disappearance", "abduction"])
def test_when_and_where(tmp_path: Path, use: str, told: dict[str, Any], english: str, russian: str) -> None:
    """Date, place and country of a disappearance or abduction are each optional and make a whole sentence."""
    concerns = [{"use": use} | told]
    later = [{"use": "risk-of-torture"}, *concerns]
    english = f"about the {use} of Timur Nazarov{english}.".replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "en") == f"I am writing to you {english}"
    assert opening_of(tmp_path, later, "en").endswith(f". I am also writing {english}")
    what = {"disappearance": "исчезновением", "abduction": "похищением"}[use]
    russian = f"в связи с {what} Тимура Назарова{russian}.".replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "ru") == f"Обращаюсь к Вам {russian}"
    assert opening_of(tmp_path, later, "ru").endswith(f". Обращаюсь к Вам также {russian}")


def test_the_first_concern_gives_the_subject(tmp_path: Path) -> None:
    """The subject line has the language's label, if it has one; the title and the e-mail draft go without it."""
    case = case_of(concerns=[{"use": "abduction"}, {"use": "disappearance"}])
    letter = letter_of(tmp_path, case)
    assert line(letter, Role.SUBJECT) == "Subject: Abduction of Timur Nazarov"
    assert (letter.mailing.subject, letter.title) == ("Abduction of Timur Nazarov", "Abduction of Timur Nazarov")
    letter = letter_of(tmp_path, case, "ru")
    assert line(letter, Role.SUBJECT) == letter.mailing.subject == "О похищении Тимура Назарова"


FEARED = {"use": "feared-transfer", "country": "UZ"}
TORTURE, TORTURE_IN = {"use": "risk-of-torture"}, {"use": "risk-of-torture", "country": "UZ"}
TRIAL, TRIAL_IN = {"use": "unfair-trial"}, {"use": "unfair-trial", "country": "UZ"}


def test_fears_follow(tmp_path: Path) -> None:
    """Sentences about the same people go on with a pronoun, and name a country once."""
    concerns = [{"use": "abduction"}, FEARED, TORTURE_IN, TRIAL_IN]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the abduction of Timur Nazarov. I fear that he may be taken by force to Uzbekistan, "
        "or may have been taken there already. In Uzbekistan, he would be at risk of torture and other ill-treatment. "
        "I am also concerned that he would face an unfair trial there."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с похищением Тимура Назарова. Есть основания опасаться, что его могут насильственно "
        "вывезти или уже вывезли в Узбекистан. Там ему могут угрожать пытки и другие виды жестокого обращения. Кроме "
        "того, там ему может угрожать несправедливое судебное разбирательство."
    )


def test_a_country_is_named_before_it_is_referred_to(tmp_path: Path) -> None:
    """`There` refers to the country of the sentence before; without one, or after another, the country is named."""
    concerns: Sequence[Mapping[str, Any]] = [{"use": "disappearance"}, TRIAL_IN]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the disappearance of Timur Nazarov. I am also concerned that he would face an "
        "unfair trial in Uzbekistan."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова. Кроме того, в Узбекистане ему может угрожать "
        "несправедливое судебное разбирательство."
    )
    concerns = [{"use": "disappearance", "country": "RU"}, TORTURE_IN]
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова в России. В Узбекистане ему могут угрожать пытки и "
        "другие виды жестокого обращения."
    )


def test_fears_without_a_country_follow(tmp_path: Path) -> None:
    """A fear that speaks of no country makes a whole sentence too."""
    concerns: Sequence[Mapping[str, Any]] = [{"use": "disappearance"}, TORTURE, TRIAL]
    assert opening_of(tmp_path, concerns, "en") == (
        "I am writing to you about the disappearance of Timur Nazarov. He is at risk of torture and other "
        "ill-treatment. I am also concerned that he may face an unfair trial."
    )
    assert opening_of(tmp_path, concerns, "ru") == (
        "Обращаюсь к Вам в связи с исчезновением Тимура Назарова. Ему угрожают пытки и другие виды жестокого "
        "обращения. Кроме того, ему может угрожать несправедливое судебное разбирательство."
    )


CITIZENS = {"timur": TIMUR | {"citizen_of": "UZ"}, "anna": ANNA | {"citizen_of": "TJ"}}


# Use, English and Russian of a sentence about somebody who was not in the one before.
OF_ANOTHER = [
    (
        FEARED,
        "I fear that {} may be taken by force to Uzbekistan, or may have been taken there already.",
        "Есть основания опасаться, что Анну Соколову{} могут насильственно вывезти или уже вывезли в Узбекистан.",
    ),
    (
        TORTURE,
        "{} is at risk of torture and other ill-treatment.",
        "Анне Соколовой{} угрожают пытки и другие виды жестокого обращения.",
    ),
    (
        TORTURE_IN,
        "In Uzbekistan, {} would be at risk of torture and other ill-treatment.",
        "В Узбекистане Анне Соколовой{} могут угрожать пытки и другие виды жестокого обращения.",
    ),
    (
        TRIAL,
        "I am also concerned that {} may face an unfair trial.",
        "Кроме того, Анне Соколовой{} может угрожать несправедливое судебное разбирательство.",
    ),
    (
        TRIAL_IN,
        "I am also concerned that {} would face an unfair trial in Uzbekistan.",
        "Кроме того, в Узбекистане Анне Соколовой{} может угрожать несправедливое судебное разбирательство.",
    ),
]


@pytest.mark.parametrize(("use", "english", "russian"), OF_ANOTHER)
def test_a_sentence_about_other_people_names_them(
    tmp_path: Path, use: dict[str, str], english: str, russian: str
) -> None:
    """A pronoun refers to the people of the sentence before; others are named, at first with their details."""
    about_her: dict[str, Any] = use | {"people": ["anna"]}
    concerns: list[dict[str, Any]] = [{"use": "disappearance", "people": ["timur"]}, about_her]
    her = english.format("Anna Sokolova (citizen of Tajikistan)")
    assert opening_of(tmp_path, concerns, "en", people=CITIZENS).split("). ", 1)[1] == her
    her = russian.format(" (гражданка Таджикистана)")
    assert opening_of(tmp_path, concerns, "ru", people=CITIZENS).split("). ", 1)[1] == her
    concerns = [{"use": "disappearance"}, about_her]
    assert opening_of(tmp_path, concerns, "en", people=CITIZENS).endswith(f"). {english.format('Anna Sokolova')}")
    assert opening_of(tmp_path, concerns, "ru", people=CITIZENS).endswith(f"). {russian.format('')}")


@pytest.mark.parametrize("code", ["en", "ru"])
def test_people_are_identified_once(tmp_path: Path, code: str) -> None:
    """What identifies somebody follows the name at the first mention, and no other."""
    concerns = [{"use": "disappearance", "people": ["timur"]}, {"use": "abduction"}]
    case = case_of(people=CITIZENS, concerns=concerns)
    text = " ".join(lines(letter_of(tmp_path, case, code), Role.BODY))
    assert text.count("(") == 2
    second = {"en": "Timur Nazarov and Anna Sokolova (citizen", "ru": "Тимура Назарова и Анны Соколовой (гражданка"}
    assert second[code] in text


def test_people_of_another_addressees_sentence_are_not_known(tmp_path: Path) -> None:
    """What one letter says first does not depend on another letter."""
    concerns = [{"use": "disappearance", "to": ["chair"]}, {"use": "abduction", "to": ["other"]}]
    addressees = {"chair": CHAIR, "other": CHAIR}
    letters = letters_of(tmp_path, case_of(people=CITIZENS, concerns=concerns, addressees=addressees), "en")
    assert [lines(letters[key], Role.BODY)[0].count("(citizen") for key in addressees] == [2, 2]
    assert letters["other"].title == "Abduction of Timur Nazarov and Anna Sokolova"


@pytest.mark.parametrize(
    ("details", "english", "russian"),
    [
        ({}, "", ""),
        ({"citizen_of": "UZ"}, " (citizen of Uzbekistan)", " (гражданин Узбекистана)"),
        ({"born": "1964"}, " (born in 1964)", " (год рождения: 1964)"),
        ({"born": "1964-05-02"}, " (born on 2~May 1964)", " (дата рождения: 2~мая 1964~года)"),
        (
            {"citizen_of": "UZ", "born": "1964"},
            " (citizen of Uzbekistan, born in 1964)",
            " (гражданин Узбекистана, год рождения: 1964)",
        ),
        ({"citizen_of": "UZ", "gender": "x"}, " (citizen of Uzbekistan)", " (гражданство: Узбекистан)"),
        ({"citizen_of": "UZ", "gender": "f"}, " (citizen of Uzbekistan)", " (гражданка Узбекистана)"),
    ],
)
def test_what_identifies_somebody(tmp_path: Path, details: dict[str, str], english: str, russian: str) -> None:
    """Citizenship and birth stand in brackets after the name, as far as they are known."""
    people = {"timur": TIMUR | details}
    concerns: Sequence[Mapping[str, Any]] = [{"use": "disappearance"}]
    english, russian = english.replace("~", NBSP), russian.replace("~", NBSP)
    assert opening_of(tmp_path, concerns, "en", people=people).endswith(f" of Timur Nazarov{english}.")
    assert opening_of(tmp_path, concerns, "ru", people=people).endswith(f" Тимура Назарова{russian}.")


def test_initials_end_a_sentence_with_one_stop(tmp_path: Path) -> None:
    """A name that ends in an initial takes no second full stop, in a sentence or in an ask."""
    people = {"timur": {"gender": "m", "name": {"en": "T. N.", "ru": {"nom": "Т. Н.", "gen": "Т. Н."}}}}
    body = lines(letter_of(tmp_path, case_of(people=people)), Role.BODY)
    assert body[0] == "I am writing to you about the disappearance of T. N."
    assert body[1] == "I urge you to take all necessary measures to guarantee the safety of T. N."
    asks = [{"use": "ensure-safety"}, {"use": "drop-charges"}]
    body = lines(letter_of(tmp_path, case_of(people=people, asks=asks), "ru"), Role.BODY)
    assert body[2:4] == [
        "принять все необходимые меры для обеспечения безопасности Т. Н.;",
        "снять с Т. Н. все обвинения.",
    ]
    asks.reverse()
    body = lines(letter_of(tmp_path, case_of(people=people, asks=asks), "ru"), Role.BODY)
    assert body[3] == "принять все необходимые меры для обеспечения безопасности Т. Н."


@pytest.mark.parametrize(
    ("concern", "code", "problem"),
    [
        (
            {"use": "disappearance", "place": {"en": "in Moscow Region"}},
            "ru",
            ("concerns[0].place.ru", "the place has no русский (Russian) text", "add `ru` there"),
        ),
        (
            {"use": "feared-transfer", "country": "NO"},
            "ru",
            (
                "concerns[0].country",
                "русский (Russian) has no form `to` for the country NO",
                "add `to` to countries.NO in ru/language.yaml",
            ),
        ),
        (
            {"use": "disappearances"},
            "en",
            (
                "concerns[0].use",
                "English has no words for the phrase `disappearances`",
                "add `disappearances` to en/phrases.yaml, or use another phrase",
            ),
        ),
    ],
)
def test_what_a_concern_lacks_is_named(
    tmp_path: Path, concern: dict[str, Any], code: str, problem: tuple[str, str, str]
) -> None:
    """A place, a country or a phrase that the letter's language does not have is named with its path."""
    assert problems_of(tmp_path, case_of(concerns=[concern]), code) == [problem]


def test_what_an_ask_lacks_is_named(tmp_path: Path) -> None:
    """A court, a country or a phrase of an ask that the pack does not have is named with its path."""
    asks = [
        {"use": "comply-interim-measures", "court": "iachr"},
        {"use": "if-held", "country": "NO"},
        {"use": "if-hold"},
    ]
    assert problems_of(tmp_path, case_of(asks=asks), "en") == [
        ("asks[0].court", "English has no form `nom` for `iachr`", "add it to en/language.yaml"),
        (
            "asks[1].country",
            "English has no form `in` for the country NO",
            "add `in` to countries.NO in en/language.yaml",
        ),
        (
            "asks[2].use",
            "English has no words for the phrase `if-hold`",
            "add `if-hold` to en/phrases.yaml, or use another phrase",
        ),
    ]


def test_all_gaps_of_a_letter_are_found_at_once(tmp_path: Path) -> None:
    """Every form that a Russian letter lacks is named in one run, at its line in the file."""
    people = {"timur": {"gender": "m", "name": {"ru": "Тимур Назаров"}, "citizen_of": "NO"}}
    case = case_of(
        people=people,
        concerns=[{"use": "disappearance"}, FEARED],
        asks=[{"use": "protect-from-torture"}, {"use": "release-unconditional"}],
        addressees={"chair": official(name={"en": HIM["en"]})},
    )
    found = composed(tmp_path, case, "ru")
    assert found.letters == ()
    assert sorted({problem.place.path for problem in found.problems}) == [
        "addressees.chair.name.ru",
        "people.timur.citizen_of",
        "people.timur.name.ru.acc",
        "people.timur.name.ru.dat",
        "people.timur.name.ru.gen",
    ]
    assert all(problem.check == "translation" and problem.place.line > 1 for problem in found.problems)


def test_a_gap_of_a_pack_is_in_the_packs_file(tmp_path: Path) -> None:
    """A phrase without wording for unstated gender is refused at its place in the pack."""
    phrases = {"asks": {"ensure-safety": "protect {{ p.g('him', 'her', 'them', 'them') }}"}}
    shop = own_shop(tmp_path, {"en/phrases.yaml": phrases})
    found = composed(tmp_path, case_of(people={"timur": TIMUR | {"gender": "x"}}), "en", shop)
    (problem,) = found.problems
    assert (problem.place.file, problem.place.path) == ("en/phrases.yaml", "asks.ensure-safety")
    assert problem.message == "English has no wording for a person of unstated gender in this phrase"


# --- asks -------------------------------------------------------------------------------------------------------------

SAFETY, CHARGES, RELEASE = {"use": "ensure-safety"}, {"use": "drop-charges"}, {"use": "release-unconditional"}
SUPPORT = {"power": "support"}
LAST = 1


def asks_of(folder: Path, asks: Sequence[Mapping[str, Any]], code: str = "en", **changes: Any) -> tuple[object, ...]:  # noqa: ANN401
    """The blocks between the opening and the thanks."""
    return blocks(letter_of(folder, case_of(asks=asks, **changes), code), Role.BODY)[1:-LAST]


def test_one_ask_is_a_sentence(tmp_path: Path) -> None:
    """A single ask goes on after the stem, without colon or bullet."""
    assert asks_of(tmp_path, [RELEASE]) == (
        Paragraph("I urge you to release Timur Nazarov immediately and unconditionally."),
    )
    assert asks_of(tmp_path, [RELEASE], "ru") == (
        Paragraph("Убедительно прошу Вас немедленно и безоговорочно освободить Тимура Назарова."),
    )


def test_several_asks_are_a_list(tmp_path: Path) -> None:
    """Several asks are a list with the language's marks between and after them."""
    asks: Sequence[Mapping[str, Any]] = [RELEASE, CHARGES, SAFETY]
    assert asks_of(tmp_path, asks) == (
        Paragraph("I urge you to:"),
        Bullets(
            (
                "release Timur Nazarov immediately and unconditionally;",
                "drop all charges against Timur Nazarov; and",
                "take all necessary measures to guarantee the safety of Timur Nazarov.",
            )
        ),
    )
    assert asks_of(tmp_path, asks, "ru") == (
        Paragraph("Убедительно прошу Вас:"),
        Bullets(
            (
                "немедленно и безоговорочно освободить Тимура Назарова;",
                "снять с Тимура Назарова все обвинения;",
                "принять все необходимые меры для обеспечения безопасности Тимура Назарова.",
            )
        ),
    )


def test_support_is_asked_for_separately(tmp_path: Path) -> None:
    """What the addressee cannot decide alone follows under its own stem, whatever the order in the case."""
    asks: Sequence[Mapping[str, Any]] = [RELEASE | SUPPORT, SAFETY, CHARGES | SUPPORT]
    assert asks_of(tmp_path, asks) == (
        Paragraph("I urge you to take all necessary measures to guarantee the safety of Timur Nazarov."),
        Paragraph("I ask you to do everything in your power to:"),
        Bullets(
            (
                "release Timur Nazarov immediately and unconditionally; and",
                "drop all charges against Timur Nazarov.",
            )
        ),
    )
    assert asks_of(tmp_path, asks, "ru")[1] == Paragraph("Прошу Вас сделать всё от Вас зависящее, чтобы:")


def test_support_alone(tmp_path: Path) -> None:
    """A letter may ask for support only, and a single such ask is a sentence."""
    assert asks_of(tmp_path, [CHARGES | SUPPORT]) == (
        Paragraph("I ask you to do everything in your power to drop all charges against Timur Nazarov."),
    )
    assert asks_of(tmp_path, [CHARGES | SUPPORT], "ru") == (
        Paragraph("Прошу Вас сделать всё от Вас зависящее, чтобы снять с Тимура Назарова все обвинения."),
    )


def test_asks_reach_whom_they_name(tmp_path: Path) -> None:
    """An ask reaches the addressees it names, or all of them, about the people it names."""
    asks = [RELEASE | {"to": ["chair"], "people": ["anna"]}, SAFETY | {"to": ["other"]}, CHARGES]
    case = case_of(people={"timur": TIMUR, "anna": ANNA}, asks=asks, addressees={"chair": CHAIR, "other": CHAIR})
    letters = letters_of(tmp_path, case, "en")
    assert lines(letters["chair"], Role.BODY)[2:4] == [
        "release Anna Sokolova immediately and unconditionally; and",
        "drop all charges against Timur Nazarov and Anna Sokolova.",
    ]
    assert lines(letters["other"], Role.BODY)[2:4] == [
        "take all necessary measures to guarantee the safety of Timur Nazarov and Anna Sokolova; and",
        "drop all charges against Timur Nazarov and Anna Sokolova.",
    ]


FREE_ASK = {"text": {"en": "make the findings public.", "ru": "обнародовать результаты;"}}


def test_a_free_ask_is_a_clause_like_the_others(tmp_path: Path) -> None:
    """A free ask follows the stem; its own end mark gives way to the language's."""
    assert asks_of(tmp_path, [FREE_ASK]) == (Paragraph("I urge you to make the findings public."),)
    assert asks_of(tmp_path, [FREE_ASK, CHARGES], "ru")[1] == Bullets(
        ("обнародовать результаты;", "снять с Тимура Назарова все обвинения.")
    )


def test_a_free_ask_stays_on_one_line(tmp_path: Path) -> None:
    """A free ask that was written in two paragraphs is still one clause."""
    asks: Sequence[Mapping[str, Any]] = [{"text": {"en": "make the findings public\n\nand inform the family"}}]
    assert asks_of(tmp_path, asks) == (Paragraph("I urge you to make the findings public and inform the family."),)
    bullets = asks_of(tmp_path, [*asks, CHARGES])[1]
    assert isinstance(bullets, Bullets)
    assert bullets.items[0] == "make the findings public and inform the family; and"


def test_a_free_ask_without_the_language_fails(tmp_path: Path) -> None:
    """A free ask that is not in the letter's language stops it, unless the case says to leave it out."""
    case = case_of(asks=[SAFETY, {"text": {"en": "make the findings public"}}])
    assert problems_of(tmp_path, case, "ru") == [
        (
            "asks[1].text.ru",
            "there is no русский (Russian) text",
            "add `ru` there, or `if_missing: skip` to leave it out of letters in that language",
        )
    ]
    found = composed(tmp_path, case | {"if_missing": "skip"}, "ru")
    assert notes_of(found) == [
        ("asks[1].text", "no русский (Russian) text; the letter goes without it", "add `ru` there")
    ]
    assert len(blocks(found.letters[0][1], Role.BODY)) == 3


def test_a_letter_asks_for_something(tmp_path: Path) -> None:
    """When the last ask is left out there is no letter."""
    case = case_of(asks=[{"text": {"en": "make the findings public"}}], if_missing="skip")
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair",
            "no ask is left for `chair` in русский (Russian)",
            "write one that reaches this addressee, with a text in this language",
        )
    ]


def test_braces_of_a_case_are_text(tmp_path: Path) -> None:
    """Nothing that a case says is executed."""
    asks: Sequence[Mapping[str, Any]] = [{"text": {"en": "answer {{ 6 * 7 }}"}}]
    assert asks_of(tmp_path, asks, facts=[{"text": {"en": "{% raise %}"}}])[1] == Paragraph(
        "I urge you to answer {{ 6 * 7 }}."
    )
    people = {"timur": {"gender": "m", "name": {"en": "{{ name }}"}}}
    assert opening_of(tmp_path, [{"use": "abduction"}], "en", people=people).endswith(" of {{ name }}.")


# --- facts and approved letters ---------------------------------------------------------------------------------------


def test_facts_stand_between_opening_and_asks(tmp_path: Path) -> None:
    """Facts reach the addressees they name, a paragraph each."""
    facts = [
        {"to": ["chair"], "text": {"en": "For the chair.\n\nIn two paragraphs."}},
        {"to": ["other"], "text": {"en": "For the other."}},
        {"text": {"en": "For both."}},
    ]
    case = case_of(facts=facts, addressees={"chair": CHAIR, "other": CHAIR})
    letters = letters_of(tmp_path, case, "en")
    assert lines(letters["chair"], Role.BODY)[1:-2] == ["For the chair.", "In two paragraphs.", "For both."]
    assert lines(letters["other"], Role.BODY)[1:-2] == ["For the other.", "For both."]


def test_facts_without_the_language(tmp_path: Path) -> None:
    """Facts that are not in the letter's language stop it, or are left out with a note."""
    facts = [{"text": {"en": "A fact.", "ru": "Факт."}}, {"text": {"en": "Another."}}]
    case = case_of(facts=facts)
    assert paths_of(tmp_path, case, "ru") == ["facts[1].text.ru"]
    found = composed(tmp_path, case | {"if_missing": "skip"}, "ru")
    assert notes_of(found) == [
        ("facts[1].text", "no русский (Russian) text; the letter goes without it", "add `ru` there")
    ]
    assert lines(found.letters[0][1], Role.BODY)[1:-2] == ["Факт."]


def test_a_note_is_made_once(tmp_path: Path) -> None:
    """What two enclosed letters both go without is noted once for the covering note."""
    addressees = TWO_ADDRESSEES["addressees"] | {"copy": copied(copy_of=["chair", "minister"])}
    case = TWO_ADDRESSEES | {"addressees": addressees, "facts": [{"text": {"en": "A fact."}}], "if_missing": "skip"}
    found = composed(tmp_path, case, "ru", to=("copy",))
    assert [path for path, _, _ in notes_of(found)] == ["facts[0].text"]


def test_an_approved_letter_takes_the_place_of_the_body(tmp_path: Path) -> None:
    """An approved letter replaces opening, facts and asks, and begins with a capital; subject and thanks stay."""
    approved = [{"to": ["chair"], "text": {"en": "please release him.\n\nAt once."}}, {"text": {"en": "For all."}}]
    case = case_of(letters=approved, facts=[{"text": {"en": "A fact."}}])
    letter = letter_of(tmp_path, case)
    assert lines(letter, Role.BODY) == [
        "Please release him.",
        "At once.",
        "For all.",
        "I would be grateful to hear what steps you take. Thank you for your attention to this matter.",
    ]
    assert line(letter, Role.SUBJECT) == "Subject: Disappearance of Timur Nazarov"


def test_an_approved_letter_serves_its_language_and_addressee_only(tmp_path: Path) -> None:
    """In another language, and to another addressee, the letter is made of the phrasebook."""
    approved = [{"to": ["chair"], "text": {"en": "Please release him."}}]
    case = case_of(letters=approved, addressees={"chair": CHAIR, "other": CHAIR})
    assert lines(letter_of(tmp_path, case, "ru"), Role.BODY)[0].startswith("Обращаюсь к Вам")
    assert lines(letters_of(tmp_path, case, "en")["other"], Role.BODY)[0].startswith("I am writing to you")


def test_an_approved_letter_demands_what_it_prints(tmp_path: Path) -> None:
    """The forms that only the replaced opening would print are not asked for."""
    approved = [{"text": {"ru": "Прошу освободить Тимура Назарова."}}]
    people = {"timur": {"gender": "m", "name": {"ru": {"nom": "Тимур Назаров", "gen": "Тимура Назарова"}}}}
    case = case_of(letters=approved, people=people, concerns=[FEARED])
    assert lines(letter_of(tmp_path, case, "ru"), Role.BODY)[0] == "Прошу освободить Тимура Назарова."


def test_a_body_may_begin_small(tmp_path: Path) -> None:
    """In German the body goes on after the comma of the salutation."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"body_capital": "false"}})
    case = case_of(letters=[{"text": {"en": "please release him."}}])
    assert lines(letter_of(tmp_path, case, "en", shop), Role.BODY)[0] == "please release him."


# --- copies -----------------------------------------------------------------------------------------------------------

WITH_COPY = case_of(addressees={"chair": CHAIR, "copy": COPY})
MINISTER: dict[str, Any] = {
    "gender": "m",
    "office": {
        "kind": "minister",
        "en": "Minister of Internal Affairs of Uzbekistan",
        "ru": {"nom": "Министр внутренних дел", "dat": "Министру внутренних дел"},
    },
    "country": "UZ",
    "address": {"latin": ["Tashkent 100029"]},
}
TWO_ADDRESSEES = case_of(countries=["RU", "UZ"], addressees={"chair": CHAIR, "copy": COPY, "minister": MINISTER})


def test_a_copy_is_a_covering_note_with_the_letter(tmp_path: Path) -> None:
    """The note says whose letter is enclosed and asks for attention; the letter itself is marked as a copy."""
    letters = letters_of(tmp_path, WITH_COPY, "en")
    note = letters["copy"]
    assert lines(note, Role.BODY) == [
        (
            "Please find enclosed, for your information, a copy of my letter to the Chairman of the Investigation "
            "Committee of the Russian Federation, Pavel Andreevich Belov. I ask you to give this matter your attention "
            "within the scope of your responsibilities."
        ),
        "Thank you for your attention.",
    ]
    assert lines(note, Role.ENCLOSURES) == [
        (
            "Enclosure: copy of my letter to the Chairman of the Investigation Committee of the Russian Federation, "
            "Pavel Andreevich Belov"
        )
    ]
    assert line(note, Role.SUBJECT) == "Subject: Disappearance of Timur Nazarov"
    assert line(note, Role.SALUTATION) == "Dear Ms Belova,"
    assert lines(note, Role.CC) == []
    assert note.mark == ""
    (enclosed,) = note.enclosed
    assert enclosed.mark == "COPY"
    assert enclosed.parts == letters["chair"].parts
    assert letters["chair"].enclosed == ()


def test_a_russian_covering_note(tmp_path: Path) -> None:
    """In Russian the recipient is named in the dative, with a small letter, and initials are not torn apart."""
    letters = letters_of(tmp_path, WITH_COPY, "ru")
    named = f"председателю Следственного комитета Российской Федерации Белову{NBSP}П.{NBSP}А."
    assert lines(letters["copy"], Role.BODY) == [
        (
            f"Направляю Вам для сведения копию моего письма, адресованного {named} Прошу Вас уделить внимание "
            "изложенным в письме вопросам в пределах Вашей компетенции."
        ),
        "Благодарю Вас за внимание.",
    ]
    assert lines(letters["copy"], Role.ENCLOSURES) == [f"Приложение: копия письма {named}"]
    assert lines(letters["chair"], Role.CC) == [f"Копия: заместителю директора ФСБ России Беловой{NBSP}О.{NBSP}П."]
    assert letters["copy"].enclosed[0].mark == "КОПИЯ"


def test_several_letters_are_enclosed_in_order(tmp_path: Path) -> None:
    """A copy of two letters names and encloses both."""
    case = TWO_ADDRESSEES | {
        "addressees": TWO_ADDRESSEES["addressees"] | {"copy": COPY | {"copy_of": ["chair", "minister"]}}
    }
    note = letters_of(tmp_path, case, "en")["copy"]
    assert lines(note, Role.BODY)[0].startswith(
        "Please find enclosed, for your information, copies of my letters to the Chairman of the Investigation "
        "Committee of the Russian Federation, Pavel Andreevich Belov, and to the Minister of Internal Affairs of "
        "Uzbekistan. I ask"
    )
    assert blocks(note, Role.ENCLOSURES) == (
        Lines(
            (
                "Enclosures:",
                (
                    "copy of my letter to the Chairman of the Investigation Committee of the Russian Federation, "
                    "Pavel Andreevich Belov"
                ),
                "copy of my letter to the Minister of Internal Affairs of Uzbekistan",
            )
        ),
    )
    assert [letter.recipient_id for letter in note.enclosed] == ["chair", "minister"]
    note = letters_of(tmp_path, case, "ru")["copy"]
    assert lines(note, Role.BODY)[0] == (
        "Направляю Вам для сведения копии моих писем, адресованных председателю Следственного комитета Российской "
        f"Федерации Белову{NBSP}П.{NBSP}А. и министру внутренних дел. Прошу Вас уделить внимание изложенным в письмах "
        "вопросам в пределах Вашей компетенции."
    )
    assert lines(note, Role.ENCLOSURES)[0] == "Приложения:"
    assert lines(note, Role.ENCLOSURES)[1].startswith("копия письма председателю")
    assert lines(note, Role.ENCLOSURES)[2] == "копия письма министру внутренних дел"


def test_a_copy_is_of_the_letters_to_its_own_country(tmp_path: Path) -> None:
    """Without `copy_of` a copy carries the letters to authorities of its country."""
    letters = letters_of(tmp_path, TWO_ADDRESSEES, "en")
    assert [letter.recipient_id for letter in letters["copy"].enclosed] == ["chair"]
    assert len(lines(letters["chair"], Role.CC)) == 1
    assert lines(letters["minister"], Role.CC) == []


def test_copy_of_names_letters_of_any_country(tmp_path: Path) -> None:
    """What the case names is copied, and nothing else."""
    case = TWO_ADDRESSEES | {"addressees": TWO_ADDRESSEES["addressees"] | {"copy": COPY | {"copy_of": ["minister"]}}}
    letters = letters_of(tmp_path, case, "en")
    assert [letter.recipient_id for letter in letters["copy"].enclosed] == ["minister"]
    assert lines(letters["chair"], Role.CC) == []
    assert lines(letters["minister"], Role.CC) == [
        "cc: Deputy Director of the Federal Security Service, Olga Petrovna Belova"
    ]


def test_the_cc_line_names_only_copies_that_are_made(tmp_path: Path) -> None:
    """Who is left out with `--to` is not said to have got a copy."""
    case = WITH_COPY | {"diplomatic_copies": ["RU"]}
    everybody = letters_of(tmp_path, case, "en")
    assert lines(everybody["chair"], Role.CC) == [
        "cc:",
        "Deputy Director of the Federal Security Service, Olga Petrovna Belova",
        "Embassy of Russia",
    ]
    assert lines(letters_of(tmp_path, case, "en", to=("chair",))["chair"], Role.CC) == []
    some = letters_of(tmp_path, case, "en", to=("chair", "embassy-ru"))
    assert lines(some["chair"], Role.CC) == ["cc: Embassy of Russia"]
    (alone,) = letters_of(tmp_path, case, "en", to=("copy",)).values()
    assert lines(alone.enclosed[0], Role.CC) == [
        "cc: Deputy Director of the Federal Security Service, Olga Petrovna Belova"
    ]


def test_an_institution_is_inflected_in_a_sentence(tmp_path: Path) -> None:
    """In prose and in the cc line an institution takes the dative, keeping its capital, though its address does not."""
    prosecutor: dict[str, Any] = {
        "kind": "institution",
        "ru": {
            "nom": "Генеральная прокуратура Российской Федерации",
            "dat": "Генеральной прокуратуре Российской Федерации",
        },
    }
    one = official(office=prosecutor, name=None, gender=None)
    letters = letters_of(tmp_path, case_of(addressees={"chair": one, "copy": one | {"role": "copy"}}), "ru")
    assert lines(letters["copy"], Role.INSIDE_ADDRESS)[0] == prosecutor["ru"]["nom"]
    assert lines(letters["chair"], Role.CC) == ["Копия: Генеральной прокуратуре Российской Федерации"]
    opening = (
        "Направляю Вам для сведения копию моего письма, адресованного Генеральной прокуратуре Российской Федерации."
    )
    assert lines(letters["copy"], Role.BODY)[0].startswith(opening)
    del prosecutor["ru"]["dat"]
    case = case_of(addressees={"chair": one, "copy": one | {"role": "copy"}})
    assert paths_of(tmp_path, case, "ru") == ["addressees.chair.office.ru.dat", "addressees.copy.office.ru.dat"]


@pytest.mark.parametrize(
    ("kind", "dative", "mentioned"),
    [
        ("head-of-state", "Президенту Российской Федерации", "Президенту Российской Федерации"),
        ("head-of-government", "Премьер-министру", "Премьер-министру"),
        ("governor", "Губернатору Тверской области", "губернатору Тверской области"),
        ("other", "ФСБ России", "ФСБ России"),
    ],
)
def test_how_an_office_begins_in_a_sentence(tmp_path: Path, kind: str, dative: str, mentioned: str) -> None:
    """Inside a Russian sentence an office begins small, but for the highest ones and for abbreviations."""
    office = {"kind": kind, "ru": {"nom": "Должность", "dat": dative}}
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office=office, name=None)})
    assert lines(letters_of(tmp_path, case, "ru")["chair"], Role.CC) == [f"Копия: {mentioned}"]


def test_prose_names_nobody_in_another_language(tmp_path: Path) -> None:
    """An office without text in the language stands in the inside address only; the name is left for the sentence."""
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office={"kind": "deputy", "en": "Deputy Director"})})
    letters = letters_of(tmp_path, case, "ru")
    assert lines(letters["chair"], Role.CC) == [f"Копия: Беловой{NBSP}О.{NBSP}П."]
    assert lines(letters["copy"], Role.INSIDE_ADDRESS)[0] == "Deputy Director"


def test_the_cc_line_asks_for_the_name_of_a_copy(tmp_path: Path) -> None:
    """A letter whose cc line cannot name a copy is refused itself, not only the copy's note."""
    job = job_of(tmp_path, case_of(addressees={"chair": CHAIR, "copy": copied(name={"en": HER["en"]})}))
    found = job.compose("ru", [job.case.addressees["chair"]])
    assert [problem.place.path for problem in errors_in(found.problems)] == ["addressees.copy.name.ru"]


def test_prose_must_be_able_to_name_a_recipient(tmp_path: Path) -> None:
    """Somebody with neither an office in the language nor a name cannot stand in a sentence; none is left empty."""
    copy = copied(office={"kind": "deputy", "en": "Deputy Director"}, name=None)
    case = case_of(addressees={"chair": CHAIR, "copy": copy})
    hint = "add `ru` to the office, or write the name"
    message = "a sentence names this recipient, who has neither an office in русский (Russian) nor a name"
    assert problems_of(tmp_path, case, "ru") == [("addressees.copy.office.ru", message, hint)]
    case = case_of(addressees={"chair": CHAIR, "copy": copied(office=None, name=None)})
    assert paths_of(tmp_path, case, "en") == ["addressees.copy.office.en"]


def test_a_copy_of_nothing_is_refused(tmp_path: Path) -> None:
    """A copy without a letter to carry is named as a problem, not a crash."""
    case = case_of(addressees={"chair": CHAIR}, diplomatic_copies=["UZ"])
    found = composed(tmp_path, case, "en")
    (problem,) = errors_in(found.problems)
    assert problem.place.path == "diplomatic_copies"
    assert problem.message == "there is no letter to UZ that `embassy-uz` could get a copy of"
    assert problem.hint == "write `copy_of:` with the id of an addressee, or remove it"
    job = job_of(tmp_path, case)
    job.check()
    assert problem in job.problems, "the check says the same, so that a report has it once"
    assert [recipient.id for recipient, _ in found.letters] == ["chair"]
    case = case_of(addressees={"chair": CHAIR, "copy": COPY | {"country": "UZ"}})
    (problem,) = errors_in(composed(tmp_path, case, "en").problems)
    assert problem.place.path == "addressees.copy"


@pytest.mark.parametrize("where", ["concerns", "asks"])
def test_a_phrase_about_nobody_is_refused(tmp_path: Path, where: str) -> None:
    """A phrase whose people are all unknown is named as a problem, not a crash."""
    use = {"concerns": "disappearance", "asks": "ensure-safety"}[where]
    case = case_of(**{where: [{"use": use, "people": ["nobody"]}]})
    problem = (f"{where}[0].people", "none of these people is in the case", "name them by their ids")
    assert problems_of(tmp_path, case, "en") == [problem]


def test_every_unknown_concern_is_named(tmp_path: Path) -> None:
    """A concern that the language does not have hides none of those that follow."""
    concerns = [{"use": "disappearances"}, {"use": "disappearance", "place": {"ru": "в Москве"}}, {"use": "abductions"}]
    assert paths_of(tmp_path, case_of(concerns=concerns), "en") == [
        "concerns[0].use",
        "concerns[1].place.en",
        "concerns[2].use",
    ]


def test_an_addressee_without_a_concern_is_refused(tmp_path: Path) -> None:
    """A letter without a subject is named as a problem of the case."""
    case = case_of(concerns=[{"use": "disappearance", "to": ["other"]}], addressees={"chair": CHAIR, "other": CHAIR})
    assert problems_of(tmp_path, case, "en") == [
        (
            "addressees.chair",
            "no concern reaches `chair`, so its letter has no subject",
            "write one that reaches this addressee",
        )
    ]


# --- embassies --------------------------------------------------------------------------------------------------------

DIPLOMATIC = case_of(diplomatic_copies=["RU"])


def test_an_embassy_without_an_entry_has_ruled_lines(tmp_path: Path) -> None:
    """An embassy that the directory does not have gets its note with a ruled address, and is listed."""
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    message = "the directory has no address of the embassy of RU, so the note has ruled lines"
    hint = "add it to embassies.yaml, or look it up and write it in by hand"
    assert notes_of(found) == [("diplomatic_copies", message, hint)]
    note = dict((recipient.id, letter) for recipient, letter in found.letters)["embassy-ru"]  # noqa: C402
    assert blocks(note, Role.INSIDE_ADDRESS) == (Lines(("The Ambassador of Russia",)), Ruled("", 3))
    assert line(note, Role.SALUTATION) == "Your Excellency,"
    assert line(note, Role.CLOSE) == "Respectfully,"
    assert lines(note, Role.BODY)[0].endswith(" I ask you to convey my concern to the authorities of your country.")
    assert [letter.recipient_id for letter in note.enclosed] == ["chair"]


def test_a_russian_note_to_an_embassy(tmp_path: Path) -> None:
    """The Russian note asks the ambassador to pass the concern on."""
    letters = letters_of(tmp_path, DIPLOMATIC, "ru", sender=SENDER)
    note = letters["embassy-ru"]
    assert blocks(note, Role.INSIDE_ADDRESS) == (Lines(("Послу России",)), Ruled("", 3))
    assert lines(note, Role.SALUTATION) + lines(note, Role.CLOSE) == [
        "Ваше Превосходительство!",
        "С глубоким уважением,",
    ]
    assert lines(note, Role.BODY)[0].endswith(
        f"Белову{NBSP}П.{NBSP}А. Прошу Вас довести мою обеспокоенность до сведения властей Вашей страны."
    )
    assert lines(letters["chair"], Role.CC) == ["Копия: Посольству России"]


EMBASSY = {
    "address": {"latin": ["Embassy Road 1", "10117 Berlin"]},
    "email": "embassy@example.org",
    "sources": ["the tests"],
    "verified": "2013-01-01",
}


def with_embassies(folder: Path, entries: Mapping[str, Any]) -> None:
    """A directory of embassies beside the case."""
    (folder / "directory").mkdir()
    (folder / "directory" / "embassies.yaml").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def test_an_embassy_of_the_directory_is_addressed(tmp_path: Path) -> None:
    """The embassy in the writer's own country gets its address and e-mail, with the host's country line."""
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    assert notes_of(found) == []
    note = found.letters[1][1]
    assert note.recipient_id == "embassy-ru"
    assert lines(note, Role.INSIDE_ADDRESS) == ["The Ambassador of Russia", "Embassy Road 1", "10117 Berlin", "Germany"]
    assert lines(note, Role.CHANNELS) == ["Email: embassy@example.org"]
    assert note.mailing.to == ("embassy@example.org",)
    assert lines(found.letters[0][1], Role.CC) == ["cc: Embassy of Russia"]


@pytest.mark.parametrize("sender", [None, AMERICAN])
def test_an_embassy_in_another_country_is_not_used(tmp_path: Path, sender: Sender | None) -> None:
    """The embassy in Berlin is none of a writer elsewhere, nor of one whose country is not known."""
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=sender)
    assert len(notes_of(found)) == 1
    assert blocks(found.letters[1][1], Role.INSIDE_ADDRESS)[1] == Ruled("", 3)


def test_a_named_ambassador_is_named(tmp_path: Path) -> None:
    """An entry with office and holder is used as it is written."""
    office = {"kind": "ambassador", "en": "Ambassador of the Russian Federation"}
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY | {"office": office, "name": {"en": HER["en"]}, "gender": "f"}}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    note = found.letters[1][1]
    assert lines(note, Role.INSIDE_ADDRESS)[:2] == ["Olga Petrovna Belova", "Ambassador of the Russian Federation"]
    assert lines(note, Role.SALUTATION) + lines(note, Role.CLOSE) == ["Your Excellency,", "Respectfully,"]
    assert lines(found.letters[0][1], Role.CC) == ["cc: Ambassador of the Russian Federation, Olga Petrovna Belova"]


def test_an_embassy_without_an_address_keeps_its_channels(tmp_path: Path) -> None:
    """An entry that has only an e-mail address still leaves ruled lines for the post."""
    with_embassies(tmp_path, {"RU": {"DE": {key: value for key, value in EMBASSY.items() if key != "address"}}})
    found = composed(tmp_path, DIPLOMATIC, "en", sender=SENDER)
    assert len(notes_of(found)) == 1
    assert blocks(found.letters[1][1], Role.INSIDE_ADDRESS) == (Lines(("The Ambassador of Russia",)), Ruled("", 3))


def test_a_pack_may_leave_the_office_of_an_embassy_out(tmp_path: Path) -> None:
    """Where the pack's address begins with the address itself, ruled lines stand alone."""
    own = {"inside_address": {"order": ["name", "address", "country"]}}
    shop = own_shop(tmp_path, {"en/language.yaml": own})
    note = letters_of(tmp_path, DIPLOMATIC, "en", shop)["embassy-ru"]
    assert blocks(note, Role.INSIDE_ADDRESS) == (Ruled("", 3),)


def test_an_embassy_of_a_country_without_forms(tmp_path: Path) -> None:
    """A country whose forms the pack lacks cannot be addressed; the case says which."""
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")}, diplomatic_copies=["NO"])
    assert set(problems_of(tmp_path, case, "ru")) == {
        (
            "diplomatic_copies",
            "русский (Russian) has no form `gen` for the country NO",
            "add `gen` to countries.NO in ru/language.yaml",
        )
    }


def test_who_gets_what(tmp_path: Path) -> None:
    """Recipients come in the order of the case, embassies last; an embassy stands for its own country."""
    case = TWO_ADDRESSEES | {"diplomatic_copies": ["UZ", "RU"]}
    with_embassies(tmp_path, {"RU": {"DE": EMBASSY}})
    job = job_of(tmp_path, case)
    known = job.directory.embassies
    found = recipients(job.case, known, "DE")
    assert [one.id for one in found] == ["chair", "copy", "minister", "embassy-uz", "embassy-ru"]
    blank, entry = embassies(job.case, known, "DE")
    assert (blank.role, blank.country, blank.authority, blank.address) == ("copy", "DE", "UZ", {})
    assert (entry.role, entry.country, entry.authority) == ("copy", "DE", "RU")
    assert embassies(job.case, known, None)[0].country == "UZ"
    assert [one.id for one in originals(job.case, blank)] == ["minister"]
    chair, _, minister = job.case.addressees.values()
    assert [one.id for one in copies_of(job.case, chair, found)] == ["copy", "embassy-ru"]
    assert [one.id for one in copies_of(job.case, minister, found)] == ["embassy-uz"]
    assert copies_of(job.case, chair, [minister]) == ()


# --- broken packs -----------------------------------------------------------------------------------------------------


def broken_pack(folder: Path, files: Mapping[str, Any], case: Mapping[str, Any] = BASE) -> list[Problem]:
    """What is wrong with a user's own templates."""
    problems = errors_in(composed(folder, case, "en", own_shop(folder, files)).problems)
    assert all(problem.check == "pack" for problem in problems)
    return problems


@pytest.mark.parametrize(
    ("snippet", "message"),
    [
        (
            "protect {{ p",
            "the template cannot be rendered: unexpected end of template, expected 'end of print statement'.",
        ),
        ("protect {{ q }}", "the template cannot be rendered: 'q' is undefined"),
        ("protect {{ p.gen }}", "the template cannot be rendered: "),
        ("protect {{ country }}", "the template cannot be rendered: a template printed a value that is not there"),
        ("protect {{ p + 1 }}", "the template cannot be rendered: unsupported operand"),
    ],
)
def test_a_broken_phrase_is_named(tmp_path: Path, snippet: str, message: str) -> None:
    """A phrase that cannot be rendered is named with file and path, and nothing of it is printed."""
    (problem,) = broken_pack(tmp_path, {"en/phrases.yaml": {"asks": {"ensure-safety": snippet}}})
    assert (problem.place.file, problem.place.path) == ("en/phrases.yaml", "asks.ensure-safety")
    assert problem.message.startswith(message)
    assert problem.hint == "mend the language pack"


@pytest.mark.parametrize(
    "path",
    [
        "concerns.abduction.subject",
        "concerns.abduction.opening",
        "concerns.disappearance.further",
        "identity.citizen",
        "identity.born",
        "closes.formal",
        "closes.high",
        "inside_address.embassy",
        "labels.embassy",
        "labels.enclosed_letter",
    ],
)
def test_a_broken_snippet_is_named(tmp_path: Path, path: str) -> None:
    """Every snippet of a pack is named by its path when it cannot be rendered."""
    tree: Any = "{{ nothing }}"
    for name in reversed(path.split(".")):
        tree = {name: tree}
    file = "phrases.yaml" if path.startswith("concerns") else "language.yaml"
    people = {"timur": TIMUR | {"citizen_of": "UZ", "born": "1964"}}
    concerns = [{"use": "abduction"}, {"use": "disappearance"}]
    case = case_of(people=people, concerns=concerns, diplomatic_copies=["RU"])
    named = "closes" if path.startswith("closes") else path
    found = {(one.place.file, one.place.path) for one in broken_pack(tmp_path, {f"en/{file}": tree}, case)}
    assert found == {(f"en/{file}", named)}


def test_a_treaty_and_a_court_are_printed(tmp_path: Path) -> None:
    """A phrase may name a treaty or a court, in the form that its sentence needs."""
    phrases = {"asks": {"ensure-safety": "соблюдать положения {{ treaty.gen }} и решения {{ court.gen }}"}}
    shop = own_shop(tmp_path, {"ru/phrases.yaml": phrases})
    asks = [{"use": "ensure-safety", "treaty": "cat", "court": "ecthr"}]
    assert lines(letter_of(tmp_path, case_of(asks=asks), "ru", shop), Role.BODY)[1] == (
        "Убедительно прошу Вас соблюдать положения Конвенции против пыток и других жестоких, бесчеловечных или "
        "унижающих достоинство видов обращения и наказания и решения Европейского суда по правам человека."
    )
    phrases["asks"]["ensure-safety"] = "соблюдать {{ treaty is none }} {{ court is none }}"
    shop = own_shop(tmp_path, {"ru/phrases.yaml": phrases})
    assert lines(letter_of(tmp_path, BASE, "ru", shop), Role.BODY)[1] == "Убедительно прошу Вас соблюдать True True."


LETTER = (template_root() / "en" / "letter.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("block thanks", "block thank", "the template has no block `thanks`"),
        ("I would be", "{{ i }} would be", "the template cannot be rendered: 'i' is undefined"),
        ("{% block thanks %}", "{% blocked %}", "the template cannot be rendered: Encountered unknown tag"),
    ],
)
def test_broken_prose_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A block that is not there or cannot be rendered is named with its file."""
    (problem,) = broken_pack(tmp_path, {"en/letter.j2": LETTER.replace(old, new)})
    assert problem.place.file == "en/letter.j2"
    assert problem.message.startswith(message)
    assert problem.hint == ("add it" if "no block" in message else "mend the language pack")


def test_an_empty_block_is_no_letter(tmp_path: Path) -> None:
    """A letter with an empty paragraph is not written; the part is named."""
    start, end = LETTER.index("I would be"), LETTER.rindex("{%")
    (problem,) = broken_pack(tmp_path, {"en/letter.j2": LETTER[:start] + LETTER[end:]})
    assert (problem.place.file, problem.place.path) == ("nazarov/en-GB/chair", "body")
    assert (problem.message, problem.hint) == ("a part of the letter is empty", "look at the pack's words for it")


def test_an_empty_part_of_an_enclosed_letter_is_found(tmp_path: Path) -> None:
    """A covering note is not written if the letter that it carries has a hole."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"closes": {"formal": " "}}})
    found = composed(tmp_path, case_of(addressees={"chair": CHAIR}, diplomatic_copies=["RU"]), "en", shop)
    assert [(one.place.file, one.place.path) for one in errors_in(found.problems)] == [
        ("nazarov/en-GB/chair", "close"),
        ("nazarov/en-GB/chair", "close"),
    ]


# --- small things -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  one\n two\t three ", "one two three"),
        ("one\u00a0two\u202fthree", "one\u00a0two\u202fthree"),
        ("Белову П. А..", "Белову П. А."),
        ("wait...", "wait..."),
        ("A.. B..", "A. B."),
        ("\u00a0X one X\u00a0", "\u00a0X one X\u00a0"),
        (" \n ", ""),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    """Spaces are single, no-break spaces kept, a doubled full stop merged and an ellipsis left alone."""
    assert clean(text) == cleaned


@given(st.text(alphabet=" \n\t.аbB\u00a0", max_size=30))
def test_cleaning_is_done_once(text: str) -> None:
    """Clean text stays as it is, has no doubled space or line break, and loses no letter."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set("\n\t") & set(cleaned)
    assert "  " not in cleaned
    assert [c for c in cleaned if c.isalpha()] == [c for c in text if c.isalpha()]


def test_an_attempt_fails_quietly_only_for_what_is_not_there() -> None:
    """A salutation without its name is no salutation; any other mistake of the pack is not hidden."""
    assert attempt("Dear {{ a.family }}", a={"family": "Belov"}) == "Dear Belov"
    assert attempt("Dear {{ a.family }}", a={}) is None
    with pytest.raises(TypeError):
        attempt("Dear {{ a.family + 1 }}", a={"family": "Belov"})


def test_texts_are_all_texts() -> None:
    """Every text of every kind of block is found, and an unlabelled ruled line has none."""
    found = texts((Paragraph("a"), Lines(("b", "c")), Bullets(("d", "e")), Ruled("f", 2), Ruled("")))
    assert found == ["a", "b", "c", "d", "e", "f"]


def test_problems_of_a_broken_pack_are_raised_at_once(tmp_path: Path) -> None:
    """A pack file that is no YAML concerns every case, so it stops the run."""
    with pytest.raises(ProblemsError):
        letter_of(tmp_path, BASE, "en", own_shop(tmp_path, {"en/language.yaml": "{"}))


def test_right_to_left_is_told(tmp_path: Path) -> None:
    """The direction of the script is handed on to the formats, and an allowed Latin name is isolated."""
    changes = {"tag: en-GB": "tag: ar", "script: Latn": "script: Arab", "direction: ltr": "direction: rtl"}
    shop = new_pack(tmp_path, "en", "ar", changes)
    people = {"timur": TIMUR | {"name": {"en": "Timur Nazarov", "allow_latin": "true"}}}
    named = HIM | {"allow_latin": "true"}
    case = case_of(people=people, addressees={"chair": official(name=named)})
    letter = letter_of(tmp_path, case, "ar", shop)
    assert (letter.direction, letter.language) == ("rtl", "ar")
    assert letter.title == "Disappearance of \u2068Timur Nazarov\u2069"
