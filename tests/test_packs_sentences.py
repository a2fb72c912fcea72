"""Sentences of the English and the Russian pack, beside what a native writer wrote by hand."""

import re

import pytest

from builders.packs import SHOP, body, matrix
from ualetters.compose import texts


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
    Убедительно прошу Вас установить, где находится Саша Черных, и сообщить об этом родным этого человека.
ru | seven | establish-whereabouts | single
    Убедительно прошу Вас установить, где находятся Тимур Назаров, Анна Соколова, Лейла Юнусова, Лев Гордеев, Али
    Саидов, Зара Мурадян и Жан-Поль Дюран, и сообщить об этом их родным.
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
    Убедительно прошу Вас не допустить вывоза Анны Соколовой предполагаемыми похитителями за пределы страны.
ru | woman | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Анны Соколовой,
    обратившейся с ходатайством о предоставлении убежища.
ru | two | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Тимура Назарова и Анны
    Соколовой, обратившихся с ходатайством о предоставлении убежища.
ru | x | asylum-seeker-safety | single
    Убедительно прошу Вас принять все необходимые меры для защиты жизни и безопасности Саши Черных, человека,
    обратившегося с ходатайством о предоставлении убежища.
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
    Об угрозе несправедливого судебного разбирательства по делу Саши Черных
ru | man | risk-of-torture | leading in full
    Обращаюсь к Вам в связи с опасением, что Тимуру Назарову (гражданство: Узбекистан) могут угрожать в Узбекистане
    пытки и другие виды жестокого обращения.
ru | women | unfair-trial | leading
    Обращаюсь к Вам в связи с опасением, что Анне Соколовой (гражданство: Узбекистан) и Лейле Юнусовой (гражданство:
    Узбекистан) может угрожать несправедливое судебное разбирательство.
ru | man | unfair-trial | leading in full
    Обращаюсь к Вам в связи с опасением, что Тимуру Назарову (гражданство: Узбекистан) может угрожать в Узбекистане
    несправедливое судебное разбирательство.
ru | x | risk-of-torture | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан). Этому человеку угрожают пытки и
    другие виды жестокого обращения.
ru | two with x | feared-transfer | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан) и Анны Соколовой (гражданство:
    Узбекистан). Есть основания опасаться, что их могут насильственно вывезти или уже вывезли в Узбекистан.
ru | seven | disappearance | subject
    Об исчезновении Тимура Назарова и других
ru | women | abduction | subject
    О похищении Анны Соколовой и Лейлы Юнусовой
ru | man | feared-transfer | subject
    Об угрозе насильственного вывоза Тимура Назарова в Узбекистан
ru | woman | disappearance | leading in full
    Обращаюсь к Вам в связи с исчезновением Анны Соколовой (гражданство: Узбекистан) 5~января~2013~года в Бухаре,
    Узбекистан.
ru | x | abduction | leading
    Обращаюсь к Вам в связи с похищением Саши Черных (гражданство: Узбекистан).
ru | two | feared-transfer | leading
    Обращаюсь к Вам в связи с опасением, что Тимура Назарова (гражданство: Узбекистан) и Анну Соколову (гражданство:
    Узбекистан) могут насильственно вывезти или уже вывезли в Узбекистан.
ru | woman | risk-of-torture | leading
    Обращаюсь к Вам в связи с опасением, что Анне Соколовой (гражданство: Узбекистан) угрожают пытки и другие виды
    жестокого обращения.
ru | x | feared-transfer | following
    Обращаюсь к Вам в связи с исчезновением Саши Черных (гражданство: Узбекистан). Есть основания опасаться, что
    этого человека могут насильственно вывезти или уже вывезли в Узбекистан.
ru | woman | risk-of-torture | following in full
    Обращаюсь к Вам в связи с исчезновением Анны Соколовой (гражданство: Узбекистан). В Узбекистане ей могут
    угрожать пытки и другие виды жестокого обращения.
ru | two | unfair-trial | following in full
    Обращаюсь к Вам в связи с исчезновением Тимура Назарова (гражданство: Узбекистан) и Анны Соколовой (гражданство:
    Узбекистан). Есть также основания опасаться несправедливого судебного разбирательства в Узбекистане.
ru | man | risk-of-torture | of others
    Обращаюсь к Вам в связи с исчезновением Льва Гордеева (гражданство: Узбекистан) и Зары Мурадян (гражданство:
    Узбекистан). Тимуру Назарову (гражданство: Узбекистан) угрожают пытки и другие виды жестокого обращения.
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
