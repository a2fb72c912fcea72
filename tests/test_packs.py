"""Every language pack is whole: all words are there, and every phrase agrees with whoever it is about.

The matrix renders each phrase of the phrasebook for a man, a woman, a person of unstated gender and groups of them, in
every form in which a letter can carry it. A pack that is added later is found by its folder.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
import json
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from jinja2 import Environment, meta, nodes
from msgspec import structs
import pytest

from ualetters.compose import texts
from ualetters.errors import Problem, errors_in
from ualetters.job import Job, Order
from ualetters.model.letter import Bullets, Letter, Paragraph, Role
from ualetters.model.pack import LABELS, LanguagePack
from ualetters.templating import Templates
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
CODES = SHOP.languages
TODAY = date(2013, 1, 20)

# --- the people -------------------------------------------------------------------------------------------------------

FORMS = ("nom", "gen", "dat", "acc", "ins", "prp")
GENDERS = {"timur": "m", "lev": "m", "ali": "m", "jean": "m", "anna": "f", "leila": "f", "zara": "f", "sasha": "x"}
ENGLISH = {
    "timur": "Timur Nazarov",
    "lev": "Lev Gordeev",
    "ali": "Ali Saidov",
    "jean": "Jean-Paul Durand",
    "anna": "Anna Sokolova",
    "leila": "Leila Yunusova",
    "zara": "Zara Muradyan",
    "sasha": "Sasha Chernykh",
}
RUSSIAN = {
    "timur": "Тимур Назаров, Тимура Назарова, Тимуру Назарову, Тимура Назарова, Тимуром Назаровым, Тимуре Назарове",
    "lev": "Лев Гордеев, Льва Гордеева, Льву Гордееву, Льва Гордеева, Львом Гордеевым, Льве Гордееве",
    "ali": "Али Саидов, Али Саидова, Али Саидову, Али Саидова, Али Саидовым, Али Саидове",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана, Жан-Полю Дюрану, Жан-Поля Дюрана, Жан-Полем Дюраном, Жан-Поле Дюране",
    "anna": "Анна Соколова, Анны Соколовой, Анне Соколовой, Анну Соколову, Анной Соколовой, Анне Соколовой",
    "leila": "Лейла Юнусова, Лейлы Юнусовой, Лейле Юнусовой, Лейлу Юнусову, Лейлой Юнусовой, Лейле Юнусовой",
    "zara": "Зара Мурадян, Зары Мурадян, Заре Мурадян, Зару Мурадян, Зарой Мурадян, Заре Мурадян",
    "sasha": "Саша Черных, Саши Черных, Саше Черных, Сашу Черных, Сашей Черных, Саше Черных",
}
GROUPS = {
    "man": ("timur",),
    "woman": ("anna",),
    "x": ("sasha",),
    "two": ("timur", "anna"),
    "women": ("anna", "leila"),
    "two with x": ("sasha", "anna"),
    "seven": ("timur", "anna", "leila", "lev", "ali", "zara", "jean"),
}

# --- the case ---------------------------------------------------------------------------------------------------------

PARAMETERS = {
    "date": "2013-01-05",
    "country": "UZ",
    "court": "ecthr",
    "treaty": "cat",
}
PLACE = {"en": "in Bukhara", "ru": "в Бухаре"}
OFFICE = {
    "kind": "institution",
    "en": "Office of the Prosecutor General of the Russian Federation",
    "ru": {
        "nom": "Генеральная прокуратура Российской Федерации",
        "dat": "Генеральной прокуратуре Российской Федерации",
    },
}
ASK_FORMS = ("single", "list", "support", "support list")
CONCERN_FORMS = ("leading", "leading in full", "following", "following in full", "of others")


def person(key: str) -> dict[str, Any]:
    """A person whose name every language can print: a pack in Cyrillic without a name of its own takes the Russian."""
    russian = dict(zip(FORMS, RUSSIAN[key].split(", "), strict=True))
    name: dict[str, Any] = {"en": ENGLISH[key], "ru": russian, "allow_latin": "true"}
    for code in CODES:
        pack = SHOP[code]
        if code in name or pack.forms == ("nom",):
            continue
        cyrillic = pack.script == "Cyrl"
        name[code] = {form: russian.get(form, russian["nom"]) if cyrillic else ENGLISH[key] for form in pack.forms}
    return {"gender": GENDERS[key], "citizen_of": "UZ", "name": name}


def parameters(phrase: str, *, in_full: bool) -> dict[str, Any]:
    """What a phrase must be told, or everything that it can be told."""
    book = SHOP.phrasebook
    needed = (book.asks.get(phrase) or book.concerns[phrase]).parameters
    place = {code: PLACE.get(code) or SHOP[code].countries["RU"]["in"] for code in CODES}
    known: dict[str, Any] = {**PARAMETERS, "place": place}
    return {name: known[name] for name, required in needed.items() if required or in_full}


def another(phrase: str, known: Iterable[str]) -> str:
    """A phrase that is not this one."""
    return next(key for key in known if key != phrase)


def addressee(name: str) -> str:
    """The id of the addressee whose letter has a phrase in this form."""
    return name.replace(" ", "-")


def case_of(phrase: str, members: tuple[str, ...]) -> dict[str, Any]:
    """A case that is made of the phrasebook alone, with an addressee for each form of one phrase."""
    book = SHOP.phrasebook
    is_ask = phrase in book.asks
    forms = ASK_FORMS if is_ask else CONCERN_FORMS
    others = ["lev", "zara"]
    concerns: list[dict[str, Any]] = []
    asks: list[dict[str, Any]] = []
    if is_ask:
        other = another(phrase, book.asks)
        concerns.append({"use": "disappearance", "people": list(members)})
        for form in forms:
            about: dict[str, Any] = {"to": [addressee(form)], "people": list(members)}
            about |= {"power": "support"} if "support" in form else {}
            asks.append({"use": phrase, **about, **parameters(phrase, in_full=True)})
            if "list" in form:
                asks.append({"use": other, **about, **parameters(other, in_full=True)})
    else:
        asks.append({"use": "ensure-safety", "people": list(members)})
        for form in forms:
            about = {"to": [addressee(form)], "people": list(members)}
            told = parameters(phrase, in_full="full" in form)
            if not form.startswith("leading"):
                said_of = others if form == "of others" else list(members)
                before = another(phrase, book.concerns)
                concerns.append(
                    {"use": before, "to": [addressee(form)], "people": said_of, **parameters(before, in_full=False)}
                )
            concerns.append({"use": phrase, **about, **told})
    official = {"country": "RU", "office": OFFICE, "address": {"latin": ["125993 Moscow"], "ru": ["125993 Москва"]}}
    return {
        "format": "1",
        "id": "matrix",
        "status": "open",
        "cleared": {"by": "the tests", "date": "2013-01-01"},
        "countries": ["RU"],
        "send_before": "asap",
        "people": {key: person(key) for key in dict.fromkeys((*members, *others))},
        "concerns": concerns,
        "asks": asks,
        "addressees": {addressee(form): official for form in forms},
    }


# --- the matrix -------------------------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """What came of one phrase in one form, for one group of people."""

    group: str
    phrase: str
    form: str
    letter: Letter | None
    errors: tuple[Problem, ...]


@cache
def phrases() -> tuple[str, ...]:
    """Every concern and ask of the phrasebook."""
    return (*SHOP.phrasebook.concerns, *SHOP.phrasebook.asks)


@cache
def jobs() -> dict[tuple[str, str], Job]:
    """The loaded and checked case of each group and phrase."""
    found = {}
    with TemporaryDirectory() as folder:
        for group, members in GROUPS.items():
            for phrase in phrases():
                path = Path(folder, f"{phrase}.yaml")
                path.write_text(json.dumps(case_of(phrase, members), ensure_ascii=False, indent=1), encoding="utf-8")
                job = Job.load(path, SHOP, Order(today=TODAY))
                job.check()
                found[group, phrase] = job
    return found


@cache
def matrix(code: str) -> tuple[Cell, ...]:
    """Every phrase in every form for every group, in one language."""
    return tuple(cells(code))


def cells(code: str) -> Iterator[Cell]:
    """Compose the letters of the matrix one at a time, so that an error belongs to one cell."""
    for (group, phrase), job in jobs().items():
        for form in ASK_FORMS if phrase in SHOP.phrasebook.asks else CONCERN_FORMS:
            recipient = job.case.addressees[addressee(form)]
            composed = job.compose(code, [recipient])
            letter = composed.letters[0][1] if composed.letters else None
            yield Cell(group, phrase, form, letter, (*errors_in(job.problems), *errors_in(composed.problems)))


def is_refusal(cell: Cell) -> bool:
    """Whether a cell was refused for the one reason there is: no wording for a person of unstated gender."""
    return (
        cell.letter is None
        and "x" in cell.group.split()
        and all("has no wording for a person of unstated gender in this phrase" in one.message for one in cell.errors)
        and bool(cell.errors)
    )


def every_text(letter: Letter) -> list[str]:
    """All that is printed of a letter."""
    return [letter.mark, letter.title, *(text for part in letter.parts for text in texts(part.blocks))]


def body(letter: Letter) -> list[Paragraph | Bullets]:
    """The paragraphs and lists of a letter's body."""
    (part,) = (part for part in letter.parts if part.role is Role.BODY)
    return [block for block in part.blocks if isinstance(block, Paragraph | Bullets)]


def words(code: str, group: str, phrase: str, form: str) -> str:
    """The sentence, the item of a list or the subject line that a phrase makes."""
    is_subject = form == "subject"
    wanted = (group, phrase, "leading" if is_subject else form)
    letter = next(cell.letter for cell in matrix(code) if (cell.group, cell.phrase, cell.form) == wanted)
    assert letter is not None
    if is_subject:
        return letter.mailing.subject
    blocks = body(letter)
    if phrase in SHOP.phrasebook.concerns:
        return texts((blocks[0],))[0]
    block = blocks[2] if "list" in form else blocks[1]
    return texts((block,))[0]


def test_the_matrix_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """Every phrase was tried in every form for every group and pack; nothing failed but what was refused on purpose."""
    asks, concerns = len(SHOP.phrasebook.asks), len(SHOP.phrasebook.concerns)
    each = len(GROUPS) * (asks * len(ASK_FORMS) + concerns * len(CONCERN_FORMS))
    found: Counter[str] = Counter()
    for code in CODES:
        assert len(matrix(code)) == each
        for cell in matrix(code):
            found["refused" if is_refusal(cell) else "rendered" if cell.letter and not cell.errors else "failed"] += 1
    with capsys.disabled():
        print(  # noqa: T201  # what the matrix came to
            f"\nmatrix: {len(CODES)} packs × {asks + concerns} phrases × {len(GROUPS)} groups:"
            f" {found['rendered']} rendered, {found['refused']} refused by design, {found['failed']} failed"
        )
    assert found.total() == each * len(CODES)
    assert found["failed"] == 0


@pytest.mark.parametrize("code", CODES)
def test_every_cell_is_a_letter_or_a_stated_refusal(code: str) -> None:
    """A phrase is worded rightly for the people, or refused because it has no wording for unstated gender."""
    failed = [
        (cell.group, cell.phrase, cell.form, *map(str, cell.errors))
        for cell in matrix(code)
        if not is_refusal(cell) and (cell.letter is None or cell.errors)
    ]
    assert failed == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_english_and_russian_refuse_nobody(code: str) -> None:
    """The reviewed pair has wording for everybody, persons of unstated gender too."""
    assert [cell for cell in matrix(code) if cell.letter is None] == []


LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|  |None|⟨|undefined| [,.]|,,|\.\.|;;|\(\s|\s\)|^\s|\s$|\n")


@pytest.mark.parametrize("code", CODES)
def test_no_leftover_of_a_template(code: str) -> None:
    """No brace, double space, stray mark or empty value is printed."""
    found = {
        (cell.phrase, cell.form, text)
        for cell in matrix(code)
        if cell.letter
        for text in every_text(cell.letter)
        if LEFTOVER.search(text)
    }
    assert found == set()


@pytest.mark.parametrize("code", CODES)
def test_asks_are_punctuated(code: str) -> None:
    """A body ends each paragraph with a mark, each item with the pack's separator and the last with its end."""
    style = SHOP[code].asks_style
    for cell in matrix(code):
        for block in body(cell.letter) if cell.letter else []:
            match block:
                case Paragraph(text):
                    assert text[-1] in ".!?:：。،,؟", (cell, text)
                case Bullets(items):
                    assert items[-1].endswith(style.end), (cell, items)
                    assert items[-2].endswith(style.last_sep), (cell, items)
                    assert all(item.endswith(style.sep) for item in items[:-2]), (cell, items)


SCRIPTS = {"Cyrl": re.compile(r"[A-Za-zÀ-ɏ]"), "Latn": re.compile(r"[\u0370-\u052f\u0600-\u06ff\u4e00-\u9fff]")}
OWN_WORDS = set(Role) - {Role.INSIDE_ADDRESS, Role.CHANNELS}


@pytest.mark.parametrize("code", ["en", "ru"])
def test_one_alphabet(code: str) -> None:
    """Beside contacts and addresses a Russian letter has no Latin letter, and an English one no Cyrillic."""
    foreign = SCRIPTS[SHOP[code].script]
    found = {
        text
        for cell in matrix(code)
        if cell.letter
        for part in cell.letter.parts
        if part.role in OWN_WORDS
        for text in texts(part.blocks)
        if foreign.search(text)
    }
    assert found == set()


# --- the words, written by hand ---------------------------------------------------------------------------------------

# Code, people, phrase and form, then the sentence below them; `~` is a no-break space.
SENTENCES = """
en | man | investigate-disappearance | single
    I urge you to ensure a prompt, impartial and effective investigation into the disappearance of Timur Nazarov
    and establish his whereabouts.
en | woman | investigate-abduction | support
    I ask you to do everything in your power to ensure a prompt, impartial and effective investigation into the
    abduction of Anna Sokolova and establish her whereabouts.
en | x | investigate-disappearance | list
    ensure a prompt, impartial and effective investigation into the disappearance of Sasha Chernykh and
    establish their whereabouts; and
en | x | establish-whereabouts | single
    I urge you to establish where Sasha Chernykh is and inform their family.
en | seven | establish-whereabouts | single
    I urge you to establish where Timur Nazarov, Anna Sokolova, Leila Yunusova, Lev Gordeev, Ali Saidov, Zara
    Muradyan and Jean-Paul Durand are and inform their families.
en | women | protect-from-torture | support list
    ensure that Anna Sokolova and Leila Yunusova are not subjected to torture or other ill-treatment; and
en | man | if-held | single
    I urge you to ensure that, if held in Uzbekistan, Timur Nazarov is not subjected to torture or other
    ill-treatment.
en | woman | access-lawyer-family-doctor | single
    I urge you to ensure that Anna Sokolova has regular access to a lawyer of her choice, to her family and to
    any medical care she may need.
en | two | access-lawyer-family-doctor | single
    I urge you to ensure that Timur Nazarov and Anna Sokolova have regular access to a lawyer of their choice,
    to their families and to any medical care they may need.
en | x | access-lawyer-family-doctor | single
    I urge you to ensure that Sasha Chernykh has regular access to a lawyer of their choice, to their family and
    to any medical care they may need.
en | woman | prevent-cross-border-removal | single
    I urge you to ensure that those alleged to have abducted Anna Sokolova cannot take her out of the country.
en | two | asylum-seeker-safety | single
    I urge you to take all necessary measures to protect the life and safety of Timur Nazarov and Anna Sokolova,
    who have sought asylum.
en | man | comply-interim-measures | single
    I urge you to comply fully with the interim measures indicated by the European Court of Human Rights in
    respect of Timur Nazarov.
en | seven | disappearance | subject
    Disappearance of Timur Nazarov and 6 others
en | two | feared-transfer | subject
    Feared transfer of Timur Nazarov and Anna Sokolova to Uzbekistan
en | woman | disappearance | leading in full
    I am writing to you about the disappearance of Anna Sokolova (citizen of Uzbekistan) in Bukhara, Uzbekistan,
    on 5~January 2013.
en | two | abduction | leading
    I am writing to you about the abduction of Timur Nazarov (citizen of Uzbekistan) and Anna Sokolova (citizen
    of Uzbekistan).
en | women | feared-transfer | leading
    I am writing to express my fear that Anna Sokolova (citizen of Uzbekistan) and Leila Yunusova (citizen of
    Uzbekistan) may be taken by force to Uzbekistan, or may have been taken there already.
en | woman | feared-transfer | following
    I am writing to you about the disappearance of Anna Sokolova (citizen of Uzbekistan). I fear that she may be
    taken by force to Uzbekistan, or may have been taken there already.
en | man | feared-transfer | of others
    I am writing to you about the disappearance of Lev Gordeev (citizen of Uzbekistan) and Zara Muradyan
    (citizen of Uzbekistan). I fear that Timur Nazarov (citizen of Uzbekistan) may be taken by force to
    Uzbekistan, or may have been taken there already.
en | two | risk-of-torture | following
    I am writing to you about the disappearance of Timur Nazarov (citizen of Uzbekistan) and Anna Sokolova
    (citizen of Uzbekistan). They are at risk of torture and other ill-treatment.
en | man | unfair-trial | following in full
    I am writing to you about the disappearance of Timur Nazarov (citizen of Uzbekistan). I am also concerned
    that he would face an unfair trial in Uzbekistan.
ru | man | investigate-disappearance | single
    Убедительно прошу Вас обеспечить незамедлительное, беспристрастное и эффективное расследование исчезновения
    Тимура Назарова и установить его местонахождение.
ru | woman | investigate-abduction | list
    обеспечить незамедлительное, беспристрастное и эффективное расследование похищения Анны Соколовой и
    установить её местонахождение;
ru | x | establish-whereabouts | single
    Убедительно прошу Вас установить местонахождение Саши Черных и сообщить о нём родным этого человека.
ru | seven | establish-whereabouts | single
    Убедительно прошу Вас установить местонахождение Тимура Назарова, Анны Соколовой, Лейлы Юнусовой, Льва
    Гордеева, Али Саидова, Зары Мурадян и Жан-Поля Дюрана и сообщить о нём их родным.
ru | man | disclose-whereabouts | single
    Убедительно прошу Вас немедленно сообщить, где находится Тимур Назаров.
ru | seven | disclose-whereabouts | single
    Убедительно прошу Вас немедленно сообщить, где находятся Тимур Назаров, Анна Соколова, Лейла Юнусова, Лев
    Гордеев, Али Саидов, Зара Мурадян и Жан-Поль Дюран.
ru | woman | protect-from-torture | support
    Прошу Вас сделать всё от Вас зависящее, чтобы не допустить применения к Анне Соколовой пыток или других
    видов жестокого обращения.
ru | man | if-held | single
    Убедительно прошу Вас не допустить применения к Тимуру Назарову пыток или других видов жестокого обращения,
    если он находится под стражей в Узбекистане.
ru | women | if-held | support
    Прошу Вас сделать всё от Вас зависящее, чтобы не допустить применения к Анне Соколовой и Лейле Юнусовой
    пыток или других видов жестокого обращения, если они находятся под стражей в Узбекистане.
ru | x | if-held | list
    не допустить применения к Саше Черных пыток или других видов жестокого обращения, если этот человек
    находится под стражей в Узбекистане;
ru | women | access-lawyer-family-doctor | single
    Убедительно прошу Вас обеспечить Анне Соколовой и Лейле Юнусовой регулярный доступ к адвокату по их выбору,
    свидания с родными и необходимую медицинскую помощь.
ru | x | access-lawyer-family-doctor | single
    Убедительно прошу Вас обеспечить Саше Черных регулярный доступ к адвокату по собственному выбору, свидания с
    родными и необходимую медицинскую помощь.
ru | woman | prevent-cross-border-removal | single
    Убедительно прошу Вас не допустить, чтобы предполагаемые похитители Анны Соколовой вывезли её за пределы
    страны.
ru | woman | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Анны Соколовой, просившей
    об убежище.
ru | two | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Тимура Назарова и Анны
    Соколовой, просивших об убежище.
ru | x | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Саши Черных, человека,
    просившего об убежище.
ru | man | comply-interim-measures | single
    Убедительно прошу Вас в полной мере соблюдать обеспечительные меры, указанные Европейским судом по правам
    человека в отношении Тимура Назарова.
ru | two | release-unconditional | single
    Убедительно прошу Вас немедленно и безоговорочно освободить Тимура Назарова и Анну Соколову.
ru | women | drop-charges | single
    Убедительно прошу Вас снять с Анны Соколовой и Лейлы Юнусовой все обвинения.
ru | woman | commute-death-sentence | single
    Убедительно прошу Вас заменить назначенную Анне Соколовой смертную казнь более мягким наказанием.
en | man | abduction | subject
    Abduction of Timur Nazarov
en | women | risk-of-torture | subject
    Anna Sokolova and Leila Yunusova at risk of torture
en | x | unfair-trial | subject
    Sasha Chernykh at risk of an unfair trial
en | man | risk-of-torture | leading
    I am writing to express my concern that Timur Nazarov (citizen of Uzbekistan) is at risk of torture and other
    ill-treatment.
en | two | risk-of-torture | leading in full
    I am writing to express my concern that Timur Nazarov (citizen of Uzbekistan) and Anna Sokolova (citizen of
    Uzbekistan) would be at risk of torture and other ill-treatment in Uzbekistan.
en | women | risk-of-torture | leading
    I am writing to express my concern that Anna Sokolova (citizen of Uzbekistan) and Leila Yunusova (citizen of
    Uzbekistan) are at risk of torture and other ill-treatment.
en | x | risk-of-torture | following
    I am writing to you about the disappearance of Sasha Chernykh (citizen of Uzbekistan). They are at risk of
    torture and other ill-treatment.
en | woman | unfair-trial | leading
    I am writing to express my concern that Anna Sokolova (citizen of Uzbekistan) may face an unfair trial.
en | woman | unfair-trial | leading in full
    I am writing to express my concern that Anna Sokolova (citizen of Uzbekistan) would face an unfair trial in
    Uzbekistan.
en | women | unfair-trial | following
    I am writing to you about the disappearance of Anna Sokolova (citizen of Uzbekistan) and Leila Yunusova (citizen
    of Uzbekistan). I am also concerned that they may face an unfair trial.
ru | two | risk-of-torture | subject
    Об угрозе пыток в отношении Тимура Назарова и Анны Соколовой
ru | x | unfair-trial | subject
    Об угрозе несправедливого суда по делу Саши Черных
ru | man | risk-of-torture | leading in full
    Обращаюсь к Вам в связи с опасением, что Тимуру Назарову (гражданин Узбекистана) могут угрожать в Узбекистане
    пытки и другие виды жестокого обращения.
ru | women | unfair-trial | leading
    Обращаюсь к Вам в связи с опасением, что Анне Соколовой (гражданка Узбекистана) и Лейле Юнусовой (гражданка
    Узбекистана) может угрожать несправедливое судебное разбирательство.
ru | man | unfair-trial | leading in full
    Обращаюсь к Вам в связи с опасением, что Тимуру Назарову (гражданин Узбекистана) может угрожать в Узбекистане
    несправедливое судебное разбирательство.
ru | x | risk-of-torture | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан). Этому человеку угрожают пытки и
    другие виды жестокого обращения.
ru | two with x | feared-transfer | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан) и Анны Соколовой (гражданка
    Узбекистана). Есть основания опасаться, что их могут насильственно вывезти или уже вывезли в Узбекистан.
ru | seven | disappearance | subject
    Об исчезновении Тимура Назарова и ещё 6 человек
ru | women | abduction | subject
    О похищении Анны Соколовой и Лейлы Юнусовой
ru | man | feared-transfer | subject
    Об угрозе насильственного вывоза Тимура Назарова в Узбекистан
ru | woman | disappearance | leading in full
    Обращаюсь к Вам в связи с исчезновением Анны Соколовой (гражданка Узбекистана) 5~января 2013~года в Бухаре,
    Узбекистан.
ru | x | abduction | leading
    Обращаюсь к Вам в связи с похищением Саши Черных (гражданство: Узбекистан).
ru | two | feared-transfer | leading
    Обращаюсь к Вам в связи с опасением, что Тимура Назарова (гражданин Узбекистана) и Анну Соколову (гражданка
    Узбекистана) могут насильственно вывезти или уже вывезли в Узбекистан.
ru | woman | risk-of-torture | leading
    Обращаюсь к Вам в связи с опасением, что Анне Соколовой (гражданка Узбекистана) угрожают пытки и другие виды
    жестокого обращения.
ru | x | feared-transfer | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан). Есть основания опасаться, что
    этого человека могут насильственно вывезти или уже вывезли в Узбекистан.
ru | woman | risk-of-torture | following in full
    Обращаюсь к Вам в связи с исчезновением Анны Соколовой (гражданка Узбекистана). В Узбекистане ей могут
    угрожать пытки и другие виды жестокого обращения.
ru | two | unfair-trial | following in full
    Обращаюсь к Вам в связи с исчезновением Тимура Назарова (гражданин Узбекистана) и Анны Соколовой (гражданка
    Узбекистана). Кроме того, в Узбекистане им может угрожать несправедливое судебное разбирательство.
ru | man | risk-of-torture | of others
    Обращаюсь к Вам в связи с исчезновением Льва Гордеева (гражданин Узбекистана) и Зары Мурадян (гражданка
    Узбекистана). Тимуру Назарову (гражданин Узбекистана) угрожают пытки и другие виды жестокого обращения.
"""


def sentences() -> list[tuple[str, ...]]:
    """The rows of the table above."""
    rows = []
    for head, sentence in re.findall(r"^(\S.*)\n((?: {4}.*\n)+)", SENTENCES, re.MULTILINE):
        rows.append((*head.split(" | "), " ".join(sentence.split()).replace("~", "\u00a0")))
    return rows


@pytest.mark.parametrize(
    ("code", "group", "phrase", "form", "sentence"),
    sentences(),
    ids=[", ".join(row[:4]) for row in sentences()],
)
def test_a_sentence_reads_as_a_native_writer_would_write_it(
    code: str, group: str, phrase: str, form: str, sentence: str
) -> None:
    """The words agree with the people in gender, number and case."""
    assert words(code, group, phrase, form) == sentence


# --- the packs --------------------------------------------------------------------------------------------------------


def snippets(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a pack with its path."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, child in value.items():
                yield from snippets(child, f"{path}.{key}")
        case tuple():
            for index, child in enumerate(value):
                yield from snippets(child, f"{path}[{index}]")
        case _ if hasattr(value, "__struct_fields__"):
            yield from snippets({name: getattr(value, name) for name in value.__struct_fields__}, path)
        case _:
            pass


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_every_phrase_and_no_other(code: str) -> None:
    """What the phrasebook promises is there in each language, and nothing that no case could use."""
    pack, book = SHOP[code], SHOP.phrasebook
    assert set(pack.asks) == set(book.asks)
    assert set(pack.concerns) == set(book.concerns)


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_every_label(code: str) -> None:
    """Every label is there; only the subject line may go without one."""
    labels = SHOP[code].labels
    assert set(labels) == set(LABELS)
    assert {name for name, text in labels.items() if not text.strip()} <= {"subject"}


@pytest.mark.parametrize("code", CODES)
def test_a_pack_knows_the_countries_courts_and_treaties(code: str) -> None:
    """A country has a name and says where, and each court and treaty that English has is there."""
    pack = SHOP[code]
    assert set(pack.countries) >= set(SHOP["en"].countries)
    needed = set(SHOP["en"].countries["UZ"]) if code == "en" else {"nom", "in", "to", "from", "of"}
    assert {key: needed - set(forms) for key, forms in pack.countries.items() if needed - set(forms)} == {}
    assert set(pack.courts) >= set(SHOP["en"].courts)
    assert set(pack.treaties) >= set(SHOP["en"].treaties)


@pytest.mark.parametrize("code", CODES)
def test_every_snippet_compiles(code: str) -> None:
    """No text of a pack has a mistake of syntax, a doubled space or an unclosed brace."""
    texts_of_pack = [(path, text) for path, text in snippets(SHOP[code]) if not path.startswith((".sources", ".file"))]
    assert len(texts_of_pack) > 100
    for path, text in texts_of_pack:
        Environment(autoescape=True).parse(text)
        assert text.count("{") == text.count("}"), path
        if "{" not in text:
            assert "  " not in text, path


FREE = {"p", "who", "again", "there"}


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_prints_what_it_is_told_and_nothing_else(code: str) -> None:
    """A phrase uses the parameters that the phrasebook declares: all that are required, none that are not declared."""
    pack, book = SHOP[code], SHOP.phrasebook
    for key, phrase in {**book.asks, **book.concerns}.items():
        words_of = pack.asks.get(key) or "".join(structs.astuple(pack.concerns[key]))
        used = meta.find_undeclared_variables(Environment(autoescape=True).parse(words_of)) - FREE
        assert used <= set(phrase.parameters), key
        assert {name for name, required in phrase.parameters.items() if required} <= used, key


@pytest.mark.parametrize("code", CODES)
def test_a_pack_asks_for_declared_forms_only(code: str) -> None:
    """Every form of a name that a phrase prints is one of the language's."""
    pack = SHOP[code]
    for path, text in snippets((pack.asks, pack.concerns)):
        for node in Environment(autoescape=True).parse(text).find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name in {"p", "who"}:
                assert node.attr in {*pack.forms, "g", "n", "head"}, path


BLOCKS = {
    "letter.j2": {"opening", "stem", "stem_one", "stem_support", "stem_support_one", "thanks"},
    "copy.j2": {"opening", "request", "request_embassy", "thanks"},
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", BLOCKS)
def test_the_prose_has_every_block(code: str, name: str) -> None:
    """The letter and the covering note have the blocks that compose asks for, and no other."""
    template = SHOP.templates.environment().get_template(f"{code}/{name}")
    assert set(template.blocks) == BLOCKS[name]


def fixed_prose(code: str) -> str:
    """What stands in `letter.j2` and `copy.j2` beside their tags."""
    found = []
    for name in BLOCKS:
        tree = Environment(autoescape=True).parse(SHOP.templates.read(f"{code}/{name}"))
        found += [data.data for data in tree.find_all(nodes.TemplateData)]
    return " ".join(" ".join(found).split())


THIRD_PERSON = {
    "en": "he she they it him her them his hers their theirs its himself herself themselves",
    "ru": "он она оно они его её ее их ему ей им ним ней нему него неё нее них нём нем ними ею нею",
}
# Words that tell whether a man or a woman writes.
WRITERS_GENDER = {
    "en": "",
    "ru": "рад рада благодарен благодарна обеспокоен обеспокоена встревожен встревожена озабочен озабочена уверен "
    "уверена убеждён убеждена убежден должен должна готов готова узнал узнала прочитал прочитала хотел хотела "
    "просил просила потрясён потрясена глубоко признателен признательна намерен намерена вынужден вынуждена",
}


@pytest.mark.parametrize("code", THIRD_PERSON)
def test_fixed_prose_has_no_third_person(code: str) -> None:
    """A pronoun comes from the people alone, so the prose between the phrases has none."""
    prose = fixed_prose(code)
    assert len(prose.split()) > 40
    assert set(re.findall(r"\w+", prose.casefold())) & set(THIRD_PERSON[code].split()) == set()


@pytest.mark.parametrize("code", WRITERS_GENDER)
def test_nothing_tells_the_writers_gender(code: str) -> None:
    """A man and a woman can sign the same letter."""
    pack = SHOP[code]
    prose = " ".join([fixed_prose(code), *(text for _, text in snippets((pack.asks, pack.concerns, pack.closes)))])
    assert set(re.findall(r"\w+", prose.casefold())) & set(WRITERS_GENDER[code].split()) == set()


@pytest.mark.parametrize("code", CODES)
def test_a_pack_is_a_draft_until_somebody_signs(code: str) -> None:
    """A reviewed pack names its reader, a draft names nobody; both name their sources."""
    pack: LanguagePack = SHOP[code]
    assert (pack.status == "reviewed") == bool(pack.reviewed_by)
    assert pack.sources
    assert pack.forms[0] == "nom"
    assert pack.inside_address.form in pack.forms
    assert len(set(pack.order)) == len(pack.order)
    assert set(pack.order) >= set(Role) - {Role.SENDER}
