"""Translations whose original has changed since, and spellings that nobody has read in a source."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.checks import ERROR, MINISTER, NOTE, RIGHT, WARNING, WORKSHOP, Memory, memory, rows
from ualetters.checks import translations
from ualetters.checks.translations import digest
from ualetters.errors import ProblemsError

made = pytest.fixture(memory)

TEXT = {"en": "She was last seen at home.", "ru": "В последний раз её видели дома."}
ENGLISH, RUSSIAN = WORKSHOP["en"].name, WORKSHOP["ru"].name


def facts(**translated: str) -> dict[str, Any]:
    """A fact in two languages with what was translated from what."""
    return {"facts": [{"text": TEXT, "translated": translated}]}


def test_a_digest() -> None:
    """A digest is twelve hexadecimal digits of SHA-256, which any other program can tell."""
    assert digest("") == "e3b0c44298fc"
    assert digest("abc") == "ba7816bf8f01"
    assert digest("é") == "4a99557e4033"


@given(st.text(), st.text())
def test_digests_tell_texts_apart(one: str, other: str) -> None:
    """Two texts have one digest if they are the same."""
    if one.isprintable() and other.isprintable():
        assert (digest(one) == digest(other)) == (one == other)


def test_an_unchanged_original(made: Memory) -> None:
    """Of a translation whose original is as it was nothing is said, and of one that says nothing neither."""
    for changes in (facts(ru=f"en:{digest(TEXT['en'])}"), {"facts": [{"text": TEXT}]}, {}):
        assert rows(translations.run(made.subject(**changes)), "translations") == []


def test_a_stale_translation(made: Memory) -> None:
    """A translation whose original has changed is a warning that tells the new digest."""
    subject = made.subject(**facts(ru="en:0123456789ab"))
    message = f"the {RUSSIAN} text is stale: its original in `en` has changed since"
    hint = f"compare the two, then write `ru: en:{digest(TEXT['en'])}`"
    assert rows(translations.run(subject), "translations") == [(WARNING, "facts[0].translated.ru", message, hint)]


def test_a_missing_digest(made: Memory) -> None:
    """Without a digest a note tells what to write; written there, it holds."""
    subject = made.subject(**facts(ru="en"))
    ((severity, path, message, hint),) = rows(translations.run(subject), "translations")
    assert (severity, path) == (NOTE, "facts[0].translated.ru")
    assert message == f"the original of the {RUSSIAN} text has no digest"
    assert hint == f"write `ru: en:{digest(TEXT['en'])}`, and you are told when the original changes"
    written = hint.split("`")[1].removeprefix("ru: ")
    assert rows(translations.run(made.subject(**facts(ru=written))), "translations") == []


def test_the_text_as_it_is_read(made: Memory) -> None:
    """How a text is broken into lines does not make it stale."""
    wrapped = {"en": "She was\nlast seen   at home.\n", "ru": TEXT["ru"]}
    translated = {"ru": f"en:{digest(TEXT['en'])}"}
    subject = made.subject(facts=[{"text": wrapped, "translated": translated}])
    assert rows(translations.run(subject), "translations") == []


@pytest.mark.parametrize(
    ("text", "lacking"), [({"ru": TEXT["ru"]}, "en"), ({"en": TEXT["en"]}, "ru"), ({"uk": TEXT["ru"]}, "ru")]
)
def test_a_text_that_is_not_there(made: Memory, text: dict[str, str], lacking: str) -> None:
    """A line about a text that is not there, or was translated from none, is an error."""
    subject = made.subject(facts=[{"text": text, "translated": {"ru": "en"}}])
    message, hint = f"there is no text in `{lacking}` here", "write it, or remove this line"
    assert rows(translations.run(subject), "translations") == [(ERROR, "facts[0].translated.ru", message, hint)]


def test_a_text_translated_from_itself(made: Memory) -> None:
    """A text that was translated from itself could never be stale."""
    subject = made.subject(**facts(ru=f"ru:{digest(TEXT['ru'])}"))
    message, hint = "a text is not translated from itself", "name the language of the original, or remove this line"
    assert rows(translations.run(subject), "translations") == [(ERROR, "facts[0].translated.ru", message, hint)]


def test_everywhere_in_a_case(made: Memory) -> None:
    """Facts, approved letters and free asks are looked at, each language for itself."""
    passage = {"text": TEXT | {"uk": "Востаннє її бачили вдома."}, "translated": {"ru": "en", "uk": "ru:000000000000"}}
    ask = {"text": {"en": "do this", "ru": "сделать это"}, "translated": {"en": "ru"}}
    subject = made.subject(facts=[passage], letters=[passage], asks=[{"use": "establish-whereabouts"}, ask])
    assert [(row[0], row[1]) for row in rows(translations.run(subject), "translations")] == [
        (NOTE, "asks[1].translated.en"),
        (NOTE, "facts[0].translated.ru"),
        (WARNING, "facts[0].translated.uk"),
        (NOTE, "letters[0].translated.ru"),
        (WARNING, "letters[0].translated.uk"),
    ]


def test_only_languages_that_are_wanted(made: Memory) -> None:
    """A translation into a language that nobody asked for, or that has no pack, is not looked at."""
    subject = made.subject(facts=[{"text": TEXT | {"kk": "Үйде."}, "translated": {"ru": "en", "kk": "en"}}])
    assert [row[1] for row in rows(translations.run(subject), "translations")] == ["facts[0].translated.ru"]
    assert rows(translations.run(replace(subject, languages=("en",))), "translations") == []
    # The original may be in any language.
    subject = made.subject(facts=[{"text": TEXT | {"kk": "Үйде."}, "translated": {"ru": "kk:000000000000"}}])
    ((severity, _, message, hint),) = rows(translations.run(subject), "translations")
    assert (severity, f"`ru: kk:{digest('Үйде.')}`" in hint) == (WARNING, True)
    assert "its original in `kk`" in message


@pytest.mark.parametrize("wrong", ["xx", "en:", "en:123", "en:0123456789AB", "en:0123456789abc", "EN", ":0123456789ab"])
def test_what_is_no_original(made: Memory, wrong: str) -> None:
    """A language that there is not, or a digest of another length, cannot be read."""
    with pytest.raises(ProblemsError, match="unknown original"):
        made.subject(**facts(ru=wrong))
    with pytest.raises(ProblemsError, match="unknown language `xx`"):
        made.subject(**facts(xx="en"))


# Spellings without a source


def unsourced(where: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case with a name or an office whose spelling in some languages has no source."""
    if where == "person":
        person = RIGHT["people"]["anna"]
        return {"people": {"anna": person | {"name": person["name"] | changes}}}
    return {"addressees": {"minister": MINISTER | {where: MINISTER[where] | changes}}}


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("person", "people.anna.name.unsourced[1]"),
        ("name", "addressees.minister.name.unsourced[1]"),
        ("office", "addressees.minister.office.unsourced[1]"),
    ],
)
def test_a_spelling_without_a_source(made: Memory, where: str, path: str) -> None:
    """In an open case a name that only its author has spelt is a warning; what is not spelt at all is not."""
    changes = unsourced(where, unsourced=["uk", "ru"])
    message = f"the spelling in {RUSSIAN} has no source; a misspelt name cannot be traced"
    hint = "look it up, then remove the language here"
    assert rows(translations.run(made.subject(**changes)), "translations") == [(WARNING, path, message, hint)]
    only_english = replace(made.subject(**changes), languages=("en",))
    assert rows(translations.run(only_english), "translations") == []


@pytest.mark.parametrize("status", ["specimen", "closed"])
def test_a_case_that_is_not_open(made: Memory, status: str) -> None:
    """A specimen is not sent, so that nobody has to look its names up; a stale translation is told of all the same."""
    changes = unsourced("person", unsourced=["ru"]) | facts(ru="en") | {"status": status}
    assert [row[0] for row in rows(translations.run(made.subject(**changes)), "translations")] == [NOTE]


def test_somebody_without_name_or_office(made: Memory) -> None:
    """An addressee without a name has none that could be misspelt."""
    nobody = {key: value for key, value in MINISTER.items() if key not in {"name", "office"}}
    assert rows(translations.run(made.subject(addressees={"minister": nobody})), "translations") == []
