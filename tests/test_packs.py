"""Every language pack is whole: all words are there, and they use what they are told and nothing else."""

from collections.abc import Iterator
import re

from jinja2 import Environment, meta, nodes
from msgspec import structs
import pytest

from builders.packs import CODES, SHOP
from ualetters.model.letter import Role
from ualetters.model.pack import LABELS, LanguagePack


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


NO_SNIPPETS = (".sources", ".sourced", ".positions", ".phrase_positions", ".typography")


@pytest.mark.parametrize("code", CODES)
def test_every_snippet_compiles(code: str) -> None:
    """No text of a pack has a mistake of syntax, a doubled space or an unclosed brace."""
    texts_of_pack = [(path, text) for path, text in snippets(SHOP[code]) if not path.startswith(NO_SNIPPETS)]
    assert len(texts_of_pack) > 100
    for path, text in texts_of_pack:
        Environment(autoescape=True).parse(text)
        assert text.count("{") == text.count("}"), path
        if "{" not in text:
            assert "  " not in text, path


FREE = {"p", "who", "again", "there"}
# Where and when, as the language says it.
CIRCUMSTANCES = {"date", "place", "country"}


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_prints_what_it_is_told_and_nothing_else(code: str) -> None:
    """A phrase uses the parameters that the phrasebook declares: all that are required, none that are not declared."""
    pack, book = SHOP[code], SHOP.phrasebook
    for key, phrase in {**book.asks, **book.concerns}.items():
        words_of = pack.asks.get(key) or "".join(structs.astuple(pack.concerns[key]))
        used = meta.find_undeclared_variables(Environment(autoescape=True).parse(words_of)) - FREE
        if "circumstances" in used:
            assert CIRCUMSTANCES & set(phrase.parameters), key
            used = used - {"circumstances"} | CIRCUMSTANCES & set(phrase.parameters)
        assert used <= set(phrase.parameters), key
        assert {name for name, required in phrase.parameters.items() if required} <= used, key


@pytest.mark.parametrize("code", CODES)
def test_circumstances_are_all_printed(code: str) -> None:
    """Where and when something happened is worded with date, place and country, and with nothing else."""
    tree = Environment(autoescape=True).parse(SHOP[code].circumstances)
    assert meta.find_undeclared_variables(tree) == CIRCUMSTANCES


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


# Only words that have no other meaning: German `Sie` and Spanish `le` are also the addressee, Uzbek `u` is also `that`,
# and in Arabic a pronoun is an ending.
THIRD_PERSON = {
    "de": "er ihn ihm sie ihr ihnen ihre ihrer ihrem ihren ihres seine seiner seinem seinen seines",
    "en": "he she they it him her them his hers their theirs its himself herself themselves",
    "es": "él ella ellos ellas",
    "fa": "او وی آنان ایشان",
    "fr": "elle elles ils lui leur leurs eux",
    "pt": "ele ela eles elas dele dela deles delas",
    "ru": "он она оно они его её ее их ему ей им ним ней нему него неё нее них нём нем ними ею нею",
    "tg": "ӯ вай онҳо",
    "tr": "onun onu ona onlar onların onları onlara kendisi kendisinin kendisini kendileri",
    "uk": "він вона воно вони його її їх йому їй їм ним ній ньому нього неї них ними нею їхній їхня їхнє їхні їхніх",
    "uz": "uning unga uni unda undan ular ularning ularga ularni",
    "zh": "她 他们 它们",
}
# Words that tell whether a man or a woman writes; the other languages have none.
WRITERS_GENDER = {
    "ar": "ممتن ممتنة شاكر شاكرة",
    "en": "",
    "es": "preocupado preocupada agradecido agradecida alarmado alarmada convencido convencida consternado consternada",
    "fr": "préoccupé préoccupée inquiet reconnaissant reconnaissante alarmé alarmée convaincu convaincue "
    "consterné consternée heureux heureuse persuadé persuadée",
    "pt": "preocupado preocupada agradecido agradecida grato grata alarmado alarmada convencido convencida",
    "ru": "рад рада благодарен благодарна обеспокоен обеспокоена встревожен встревожена озабочен озабочена уверен "
    "уверена убеждён убеждена убежден должен должна готов готова узнал узнала прочитал прочитала хотел хотела "
    "просил просила потрясён потрясена глубоко признателен признательна намерен намерена вынужден вынуждена",
    "uk": "радий вдячний вдячна стурбований стурбована занепокоєний занепокоєна впевнений впевнена переконаний "
    "переконана змушений змушена дізнався дізналася хотів хотіла просив просила",
}


def told(prose: str, code: str, words: str) -> list[str]:
    """Which of some words stand in a prose; German has the addressee in capitals, Chinese has no spaces."""
    if SHOP[code].script == "Hans":
        return [word for word in words.split() if word in prose]
    found = set(re.findall(r"\w+", prose if code == "de" else prose.casefold()))
    return [word for word in words.split() if word in found]


@pytest.mark.parametrize("code", THIRD_PERSON)
def test_fixed_prose_has_no_third_person(code: str) -> None:
    """A pronoun comes from the people alone, so the prose between the phrases has none."""
    prose = fixed_prose(code)
    assert len(prose) > (100 if SHOP[code].script == "Hans" else 250)
    assert told(prose, code, THIRD_PERSON[code]) == []


@pytest.mark.parametrize("code", WRITERS_GENDER)
def test_nothing_tells_the_writers_gender(code: str) -> None:
    """A man and a woman can sign the same letter."""
    pack = SHOP[code]
    prose = " ".join([fixed_prose(code), *(text for _, text in snippets((pack.asks, pack.concerns, pack.closes)))])
    assert told(prose, code, WRITERS_GENDER[code]) == []


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
