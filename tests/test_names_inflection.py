"""Whole names in a case form: hyphens, capitals, initials, and when a form is doubtful."""

import pytest

from builders.names import language
from ualetters.names.endings import Inflected, judged, patterns
from ualetters.names.forms import of_official, of_person

RU, UK = language("ru"), language("uk")


def genitive(name: str, gender: str = "m") -> str:
    """The Russian genitive, with a question mark if it is doubtful."""
    made = of_person(name, gender, "gen", RU)
    return made.text + "?" * (not made.sure)


@pytest.mark.parametrize(
    ("name", "gender", "expected"),
    [
        ("Эмир-Усеин Куку", "m", "Эмир-Усеина Куку?"),
        ("Жан-Поль Дюран", "m", "Жан-Поля Дюрана?"),
        ("Анна-Мария Хофман", "f", "Анны-Марии Хофман?"),
        ("Владимир Кара-Мурза", "m", "Владимира Кара-Мурзы?"),
        ("Михаил Салтыков-Щедрин", "m", "Михаила Салтыкова-Щедрина?"),
        ("Анна Римская-Корсакова", "f", "Анны Римской-Корсаковой?"),
        ("Абдулхади аль-Хаваджа", "m", "Абдулхади аль-Хаваджи?"),
        ("Али Бен-Юсуф", "m", "Али Бен-Юсуфа?"),
        ("Ариф Гасан-заде", "m", "Арифа Гасан-заде?"),
        ("Мурад Эльдар-оглы Керимов", "m", "Мурада Эльдар-оглы Керимова?"),
        ("Хадижа Умарова", "f", "Хадижи Умаровой"),
        ("ИСМОН АЗИМОВ", "m", "ИСМОНА АЗИМОВА?"),
        ("Айгуль Ахметова", "f", "Айгуль Ахметовой?"),
        ("Зара Мурадян", "f", "Зары Мурадян"),
        ("Арам Мурадян", "m", "Арама Мурадяна"),
        ("Сергей Черных", "m", "Сергея Черных"),
        ("Лев Толстых", "m", "Льва Толстых"),
        ("Пётр Шевченко", "m", "Петра Шевченко"),
        ("И. Иванов", "m", "И. Иванова"),
    ],
)
def test_genitive(name: str, gender: str, expected: str) -> None:
    """The rules for hyphens, articles and names that do not decline; what is doubtful is told."""
    assert genitive(name, gender) == expected


def test_the_instrumental_of_foreign_names_is_doubtful() -> None:
    """Дарвином, but Пушкиным: without a patronymic nobody can tell."""
    assert not of_person("Чарльз Дарвин", "m", "ins", RU).sure
    assert of_person("Александр Сергеевич Пушкин", "m", "ins", RU) == Inflected(
        "Александром Сергеевичем Пушкиным", sure=True
    )


OFFICIAL = {"given": "Александр", "patronymic": "Иванович", "family": "Бастрыкин"}


@pytest.mark.parametrize(
    ("parts", "gender", "expected"),
    [
        (OFFICIAL, "m", "Бастрыкину А. И."),
        ({"given": "Жан-Поль", "family": "Дюран"}, "m", "Дюрану Ж.-П."),
        ({"family": "Ли"}, "m", "Ли"),
        ({"given": "Анна", "patronymic": "Ильинична", "family": "Белая"}, "f", "Белой А. И.?"),
        ({"given": "Ильгар", "patronymic": "Эльдар оглы", "family": "Мамедов"}, "m", "Мамедову И. Э."),
        ({"given": "Мохаммед", "family": "аль-Барадеи"}, "m", "аль-Барадеи М.?"),
        ({"given": "Цзиньпин", "family": "Си"}, "m", "Си Ц.?"),
        ({"given": "Отто", "family": "фон Бюлов"}, "m", "фон Бюлову О.?"),
        ({"given": "Хуан Карлос", "family": "Марти"}, "m", "Марти Х. К.?"),
    ],
)
def test_an_official_as_addresses_have_it(parts: dict[str, str], gender: str, expected: str) -> None:
    """The family name in the dative, and initials."""
    made = of_official(parts, gender, "dat", RU)
    assert made is not None
    assert made.text + "?" * (not made.sure) == expected


def test_the_vocative_of_an_official() -> None:
    """Given name and patronymic, and nothing without a patronymic."""
    parts = {"given": "Олександр", "patronymic": "Іванович", "family": "Коваль"}
    assert of_official(parts, "m", "voc", UK) == Inflected("Олександре Івановичу", sure=True)
    assert of_official(parts, "m", "dat", UK) == Inflected("Ковалю О. І.", sure=True)
    assert of_official({"given": "Олександр", "family": "Коваль"}, "m", "voc", UK) is None


def test_a_form_without_patterns_is_doubtful() -> None:
    """The Ukrainian locative is the library's alone."""
    made = of_person("Тарас Шевченко", "m", "loc", UK)
    assert made == Inflected("Тарасові Шевченкові", sure=False)


TABLE = patterns("""
^лев()$ : - -
(ий)$ : ого|его ому?
[дт]()$ : а =
""")


@pytest.mark.parametrize(
    ("word", "column", "library", "expected"),
    [
        ("Новый", 0, "Нового", Inflected("Нового", sure=False)),
        ("Синий", 0, "Синего", Inflected("Синего", sure=True)),
        ("Синий", 0, "Синия", Inflected("Синого", sure=False)),
        ("Синий", 1, "Синому", Inflected("Синому", sure=False)),
        ("Давид", 0, "Давида", Inflected("Давида", sure=True)),
        ("Давид", 1, "Давид", Inflected("Давид", sure=True)),
        ("Лев", 0, "Льва", Inflected("Льва", sure=False)),
    ],
)
def test_a_form_is_sure_when_both_agree(word: str, column: int, library: str, expected: Inflected) -> None:
    """A pattern and the library must say the same; else the pattern's form is proposed, and doubtful."""
    assert judged(word, column, TABLE, library) == expected
