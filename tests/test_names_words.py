"""Which word of a name is what, and when that is doubtful."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from builders.names import language
from ualetters.names.words import is_east_asian, part_of_name, words_of

RUSSIAN, UKRAINIAN = language("ru").TRAITS, language("uk").TRAITS


def parts(name: str, gender: str = "m") -> str:
    """The parts of a name by their first letters, with a question mark if they are doubtful."""
    words = words_of(name, gender, RUSSIAN)
    assert " ".join(word.text for word in words.words) == name
    return "".join(word.part[0] if word.part != "fixed" else "." for word in words.words) + "?" * (not words.sure)


@pytest.mark.parametrize(
    ("name", "gender", "expected"),
    [
        ("Исмон Азимов", "m", "gf"),
        ("Александр Иванович Бастрыкин", "m", "gpf"),
        ("Кузьма Ильич Воробьёв", "m", "gpf"),
        ("Анна Петровна", "f", "gp"),
        ("Татьяна Никитична Краснова", "f", "gpf"),
        ("Слободан Милошевич", "m", "gf"),
        ("И. И. Иванов", "m", "..f"),
        # The family name first.
        ("Иванов Иван Иванович", "m", "fgp?"),
        ("Иванова Анна", "f", "fg?"),
        ("Иванов Яков", "m", "fg?"),
        ("Яков Иванов", "m", "gf"),
        ("Назаров Каримов", "m", "gf?"),
        # Two given names, or two family names.
        ("Реджеп Тайип Эрдоган", "m", "ggf?"),
        ("Анна Иванова Петрова", "f", "gff?"),
        ("Сулаймон", "m", "f?"),
        # Words that never change.
        ("Ильгар Эльдар оглы Мамедов", "m", "g..f?"),
        ("Лейла Ислам Кызы Юнусова", "f", "g..f?"),
        ("Мурад Эльдар-оглы Керимов", "m", "g.f?"),
        ("Нурлан Абдылда уулу", "m", "g..?"),
        ("Усама бен Ладен", "m", "g.f?"),
        ("Абд аль-Карим Касем", "m", ".gf?"),
        ("Халифа Аль Тани", "m", "g.f?"),
        ("Бен Джонсон", "m", "gf"),
        ("Алексей Ан", "m", "gf"),
        # What is not a word of the language.
        ("Мохаммед VI", "m", "g.?"),
        ("Юсуп (Ю.) Азимов", "m", "g.f?"),
        ("ИСМОН АЗИМОВ", "m", "gf?"),
        ("Жанна д’Арк", "f", "gf?"),
        # The last word alone changes.
        ("Чэнь Гуанчэн", "m", ".g?"),
        ("Ким Чен Ын", "m", "..g?"),
        ("Нгуен Ван Дай", "m", "..g?"),
    ],
)
def test_parts(name: str, gender: str, expected: str) -> None:
    """Given name, patronymic, family name and words that never change are told apart."""
    assert parts(name, gender) == expected


def test_ukrainian_parts() -> None:
    """Ukrainian has its own patronymics and family names."""
    words = words_of("Ілля Ілліч Мечников", "m", UKRAINIAN)
    assert ([word.part for word in words.words], words.sure) == (["given", "patronymic", "family"], True)
    assert [word.part for word in words_of("Шевченко Тарас", "m", UKRAINIAN).words] == ["family", "given"]


def test_a_patronymic_is_known_to_the_family_name() -> None:
    """With a patronymic a family name is taken for one of this part of the world."""
    assert words_of("Иван Иванович Левин", "m", RUSSIAN).words[-1].by_patronymic
    assert not words_of("Иван Левин", "m", RUSSIAN).words[-1].by_patronymic
    assert part_of_name("Левин", "family", by_patronymic=True).words[0].by_patronymic


def test_a_part_of_several_words_is_doubtful() -> None:
    """A family name that the file gives in two words keeps its small words."""
    found = part_of_name("фон Бюлов", "family", by_patronymic=False)
    assert ([word.part for word in found.words], found.sure) == (["fixed", "family"], False)
    assert part_of_name("Бюлов", "family", by_patronymic=False).sure


@pytest.mark.parametrize("name", ["Ян Рачинский", "Ким Филби", "Иван Иванов", "Анна Мария Ортис", "Лю", ""])
def test_not_east_asian(name: str) -> None:
    """A short first word alone does not make a name Chinese."""
    assert not is_east_asian(name.split())


@given(st.text("абвгджзиклмнопрстуфхя АБЕН.-’x", max_size=40).map(str.strip).filter(bool), st.sampled_from("mf"))
def test_any_name_keeps_its_words(name: str, gender: str) -> None:
    """Whatever is written, the words are those that are there, in their order."""
    assert [word.text for word in words_of(name, gender, RUSSIAN).words] == name.split()
