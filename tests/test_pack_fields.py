"""What may be written in a pack: the keys that not every language needs."""

from collections.abc import Callable
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import jsonschema
import pytest
import yaml

from builders.own_pack import CODE, OwnPack, own_pack, put
from ualetters.errors import ProblemsError
from ualetters.fields import Report, Unreadable
from ualetters.model.pack import LanguagePack, Marks, Misspelling, Region, Rule
from ualetters.pack_fields import LANGUAGE_KEYS, PHRASES_KEYS
from ualetters.records import Record
from ualetters.templating import Templates, template_root
from ualetters.yaml_source import parse

own = pytest.fixture(own_pack)

Loaded = Callable[..., LanguagePack]
ARABIC, PERSIAN, FULL_WIDTH = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"


def loaded(own: OwnPack, **entries: object) -> LanguagePack:
    """The pack with some entries of `language.yaml`, their paths with `__` for a full stop."""
    for path, value in entries.items():
        put(own.language, path.replace("__", "."), value)
    return own.shop()[CODE]


def refused(own: OwnPack, path: str, value: object) -> list[tuple[str, str, str]]:
    """Why an entry is refused: path, message and hint; each place is PyYAML's."""
    put(own.language, path, value)
    with pytest.raises(ProblemsError) as caught:
        own.shop()[CODE]
    for one in caught.value.problems:
        places = [place("language.yaml", one.place.path) for place in (own.place, own.value_place)]
        assert one.place in places
    return [(one.place.path, one.message, one.hint) for one in caught.value.problems]


def test_what_may_be_left_out(own: OwnPack) -> None:
    """A pack that says nothing of them has none of these."""
    for key in LANGUAGE_KEYS:
        if not LANGUAGE_KEYS[key].required:
            own.language.pop(key, None)
    pack = loaded(own)
    assert (pack.derived, pack.regions, pack.typography, pack.examples, pack.sourced) == ({}, {}, (), {}, {})
    assert (pack.first_day, pack.digits, pack.paragraph_indent, pack.space) == ("", "", "", " ")
    assert (pack.marks, pack.phrase_marks) == (Marks(), Marks())
    assert pack.volunteer == {}


def test_a_region_that_says_little(own: OwnPack) -> None:
    """What a region does not say is the pack's own."""
    pack = loaded(own, regions={"FI": {"salutation_end": ":"}, "NO": {}})
    assert pack.regions == {"FI": Region(salutation_end=":"), "NO": Region()}
    months = [f"m{number}" for number in range(12)]
    whole = {"tag": "sv-FI", "date": "{day}.{month}.{year}", "date_in_text": "{month} {day} {year}", "months": months}
    pack = loaded(own, regions={"FI": whole})
    assert pack.regions == {"FI": Region("sv-FI", whole["date"], whole["date_in_text"], None, tuple(months))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"months": ["a", "b"]}, "the list has 2 items"),
        ({"date": "{day} {month}"}, "unknown date pattern `{day} {month}`"),
        ({"tag": "finnish"}, "unknown BCP 47 tag `finnish`"),
    ],
)
def test_a_region_that_is_wrong(own: OwnPack, entry: dict[str, Any], message: str) -> None:
    """What a region does say must be right."""
    (name,) = entry
    assert [(path, found) for path, found, _ in refused(own, "regions.FI", entry)] == [(f"regions.FI.{name}", message)]


# Digits


@pytest.mark.parametrize("digits", [ARABIC, PERSIAN, FULL_WIDTH, "0123456789"])
def test_digits(own: OwnPack, digits: str) -> None:
    """The ten digits of any script, in their order."""
    assert loaded(own, digits=digits).digits == digits


@pytest.mark.parametrize(
    "digits", [ARABIC[:9], ARABIC + "٠", ARABIC[::-1], "٠" * 10, "0123456789"[::-1], "⁰¹²³⁴⁵⁶⁷⁸⁹", "abcdefghij", ""]
)
def test_no_digits(own: OwnPack, digits: str) -> None:
    """Fewer or more, another order, or letters would put a wrong date into a letter."""
    hint = "write the digits from 0 to 9 in this order, as one text"
    assert refused(own, "digits", digits) == [("digits", f"`{digits}` is not a set of ten digits", hint)]


def test_first_day(own: OwnPack) -> None:
    """What stands for the first of a month is any text."""
    assert loaded(own, first_day="1:a").first_day == "1:a"


# Patterns

PATTERN_HINT = "mend it; brackets and parentheses come in pairs"


@pytest.mark.parametrize("pattern", ["[aeiou]", "h?[ií](?![aeo])", "(a|b)", "", "."])
def test_a_rule_for_names(own: OwnPack, pattern: str) -> None:
    """A rule may look at the beginning and at the end of a name."""
    pack = loaded(
        own,
        derived={"gen": [{"text": "{name}s", "starts": pattern}, {"text": "{name}", "ends": pattern}]},
        lists__last_before=[{"text": " e ", "starts": pattern}],
    )
    assert pack.derived == {"gen": (Rule("{name}s", starts=pattern), Rule("{name}", ends=pattern))}
    assert pack.lists.last_before == (Rule(" e ", starts=pattern),)


@pytest.mark.parametrize("pattern", ["[a", "(", "a)", "a)(b", "(?i)a", "a{99999999999999}", "*", "\\"])
@pytest.mark.parametrize("end", ["starts", "ends"])
def test_a_pattern_that_does_not_compile(own: OwnPack, end: str, pattern: str) -> None:
    """A rule that cannot be used in its place is refused where it is written, and not when a letter needs it."""
    found = [(f"derived.gen[0].{end}", f"`{pattern}` is not a regular expression", PATTERN_HINT)]
    assert refused(own, "derived", {"gen": [{"text": "{name}", end: pattern}]}) == found


def test_a_form_without_rules(own: OwnPack) -> None:
    """A derived form has at least one rule, and a form is one that names can have."""
    assert refused(own, "derived", {"gen": []}) == [("derived.gen", "the list is empty", "write at least one item")]
    assert refused(own, "derived", {"ablative": [{"text": "{name}"}]})[0][1] == "unknown case form `ablative`"
    assert refused(own, "derived", {"gen": [{"starts": "a"}]})[0][:2] == (
        "derived.gen[0].text",
        "the key `text` is missing",
    )


def test_spelling(own: OwnPack) -> None:
    """A rule of spelling is a pattern, which may say that case does not matter, with what to write instead."""
    pack = loaded(own, typography=[{"find": '"', "hint": "”"}, {"find": "(?i)tel\\.", "hint": "telefon"}])
    assert pack.typography == (Misspelling('"', "”"), Misspelling("(?i)tel\\.", "telefon"))


@pytest.mark.parametrize("pattern", ["[a", "(", "*", "a{99999999999999}", "", "x*", "^", "$", "a|"])
def test_spelling_that_is_wrong_everywhere(own: OwnPack, pattern: str) -> None:
    """A pattern that does not compile is refused, and one that needs nothing to be found would find it anywhere."""
    message = f"`{pattern}` is not a regular expression that finds something"
    hint = f"{PATTERN_HINT}, and an empty text must not fit"
    found = refused(own, "typography", [{"find": pattern, "hint": "no"}])
    assert found == [("typography[0].find", message, hint)]


@pytest.mark.parametrize("others", [" and {n} others", " and others", " {n}+{n}"])
def test_how_many_others(own: OwnPack, others: str) -> None:
    """The number of others may be said or not."""
    assert loaded(own, lists__others=others).lists.others == others


@pytest.mark.parametrize(
    "others", [" and {m} others", " and {} others", " and {n others", " {n!r}", " {{n}}", " {n:x}"]
)
def test_other_braces(own: OwnPack, others: str) -> None:
    """Braces with anything else in them would fail when a letter has many people."""
    hint = "write `{n}` where the number of the others stands, and no other braces"
    message = f"`{others}` is not a text in which only `{{n}}` is in braces"
    assert refused(own, "lists.others", others) == [("lists.others", message, hint)]


@pytest.mark.parametrize("script", ["Latin", "latn", "LATN", "Lat", "Latn-x"])
def test_a_script_that_is_no_code(own: OwnPack, script: str) -> None:
    """A script by another name would be told from Latin, so that no name could be written."""
    hint = "use one such as `Latn`, `Cyrl` or `Arab`"
    assert refused(own, "script", script) == [("script", f"`{script}` is not the ISO 15924 code of a script", hint)]


# People, marks and sources


def test_examples(own: OwnPack) -> None:
    """Example people are written like names in a case."""
    pack = loaded(own, examples={"m": "Sven Ek", "f2": {"nom": "Eva Ek", "gen": "Eva Eks"}})
    assert pack.examples == {"m": {"nom": "Sven Ek"}, "f2": {"nom": "Eva Ek", "gen": "Eva Eks"}}
    assert refused(own, "examples", {"m3": "Sven"})[0][1] == "unknown example `m3`"
    assert refused(own, "examples", {"m": {"gen": "Svens"}})[0][:2] == ("examples.m.nom", "the key `nom` is missing")


def test_marks_in_both_files(own: OwnPack) -> None:
    """Each file has marks of its own, and `language.yaml` says where its words were read."""
    own.language |= {"marks": {"sure": ["closes"]}, "sourced": {"closes.formal": "a book"}}
    own.phrases["marks"] = {"unsure": ["asks.fair-trial"], "fair": ["asks"]}
    pack = loaded(own)
    assert pack.marks == Marks(sure=("closes",))
    assert pack.phrase_marks == Marks(unsure=("asks.fair-trial",), fair=("asks",))
    assert pack.sourced == {"closes.formal": "a book"}
    assert refused(own, "marks", {"maybe": ["closes"]}) == [
        ("marks.maybe", "unknown key `maybe`", "one of fair, sure, unsure")
    ]


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("closes", "sure"),
        ("closes.formal", "unsure"),
        ("closes.formal.more", "unsure"),
        ("closes.high", "sure"),
        ("closesly", ""),
        ("months", ""),
        ("months[1]", ""),
        ("months[0]", "fair"),
        ("lists[0]", "sure"),
        ("", ""),
    ],
)
def test_the_nearest_mark_holds(path: str, mark: str) -> None:
    """A mark covers what is below it, unless something nearer is marked."""
    marks = Marks(sure=("closes", "lists"), fair=("months[0]",), unsure=("closes.formal",))
    assert marks.of(path) == mark


@pytest.mark.parametrize("code", Templates.with_own().languages())
def test_the_schema_takes_the_shipped_packs(code: str) -> None:
    """What an editor would be told of the files of a pack is what the shipped ones hold."""
    for name, keys in (("language.yaml", LANGUAGE_KEYS), ("phrases.yaml", PHRASES_KEYS)):
        schema = Record(dict, keys).schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        content = yaml.safe_load((template_root() / code / name).read_text(encoding="utf-8"))
        # YAML 1.1 reads Norway as false.
        text = json.dumps(content).replace('"false": ', '"NO": ')
        jsonschema.Draft202012Validator(schema).validate(json.loads(text))


def test_the_schema_refuses() -> None:
    """A script by another name and a list of texts where rules belong are no part of a pack."""
    validator = jsonschema.Draft202012Validator(Record(dict, LANGUAGE_KEYS).schema())
    wrong = {"script": "Latin", "typography": ["x"], "volunteer": {"title": "Letters", "titel": "Letters"}}
    told = {str(error.path[0]) for error in validator.iter_errors(wrong) if error.path}
    assert told == {"script", "typography", "volunteer"}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*LANGUAGE_KEYS, *PHRASES_KEYS]), st.text(max_size=12))
def test_any_text_for_any_key(name: str, text: str) -> None:
    """Whatever text stands at a key: it is read or refused with a message, and is never a bug."""
    quoted = f'"{"".join(f"{chr(92)}U{ord(char):08x}" for char in text if char.isprintable())}"'
    kind = {**LANGUAGE_KEYS, **PHRASES_KEYS}[name].kind
    report = Report()
    node = parse(f"x: {quoted}".encode(), "language.yaml").entries["x"]
    try:
        kind.read(node, report)
    except Unreadable:
        assert report.problems
        assert all(problem.hint for problem in report.problems)
