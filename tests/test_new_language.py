"""A new pack to start from: nothing of the model is left in it, and a translator can go on from there."""

from collections.abc import Iterator
import json
from pathlib import Path, PurePosixPath
import re
import shutil
from typing import Any

from babel import localedata
import pytest
import yaml

from builders.compose import CHAIR, case_of, letters_of, lines
from ualetters.errors import Place, Problem, ProblemsError, Severity
from ualetters.language import is_language
from ualetters.language_pack import volunteer_words
from ualetters.model.letter import Role
from ualetters.model.pack import LABELS, VOLUNTEER
from ualetters.new_language import new_language
from ualetters.pack_check import BLOCKS, check_pack
from ualetters.templating import Templates, template_root
from ualetters.workshop import Workshop

STRINGS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
TEMPLATES = Templates.with_own()
MODELS = TEMPLATES.languages()
FILES = ("language.yaml", "phrases.yaml", "letter.j2", "copy.j2")
KNOWN = ("language", "name", "tag", "status", "script", "direction")
# What is no word: codes, orders, and marks without a letter.
SETTINGS = re.compile(
    r"(?:body_capital|space|forms|order|align|mention\.(?:lower|order)|closes\.high_for|salutations\.(?:prefer|by_office)"
    r"|inside_address\.(?:order|form|name|inflects)|lists\.inflects)\b.*"
)


def content(files: dict[PurePosixPath, str], code: str, name: str) -> dict[str, Any]:
    """A YAML file of a new pack as PyYAML reads it, every value a string."""
    found = yaml.load(files[PurePosixPath(code, name)], Loader=STRINGS)  # noqa: S506  # it builds strings only
    assert isinstance(found, dict)
    return found


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a tree with its path."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, child in value.items():
                yield from texts(child, f"{path}.{key}" if path else key)
        case list():
            for index, child in enumerate(value):
                yield from texts(child, f"{path}[{index}]")
        case _:
            raise AssertionError(path)


# Every language


def test_every_language() -> None:
    """Every language that CLDR knows can be begun, and knows its name, script and direction."""
    codes = {code for code in localedata.locale_identifiers() if is_language(code)}
    assert len(codes) > 200
    for code in sorted(codes - set(MODELS)):
        files = new_language(code, "en", TEMPLATES)
        assert [path.as_posix() for path in files] == [f"{code}/{name}" for name in FILES]
        language = content(files, code, "language.yaml")
        assert (language["language"], language["tag"], language["status"]) == (code, code, "draft")
        assert re.fullmatch("[A-Z][a-z]{3}", language["script"]), code
        assert language["direction"] in {"ltr", "rtl"}
        assert "None" not in language["name"]
        assert language["name"].strip("() ")
        # A reader of YAML 1.1 too takes Norwegian for a language.
        known = files[PurePosixPath(code, "language.yaml")].partition("forms:")[0]
        assert yaml.safe_load(known)["language"] == code


@pytest.mark.parametrize(
    ("code", "name", "script", "direction"),
    [
        ("kk", "қазақ тілі (Kazakh)", "Cyrl", "ltr"),
        ("sv", "svenska (Swedish)", "Latn", "ltr"),
        ("it", "italiano (Italian)", "Latn", "ltr"),
        ("ur", "اردو (Urdu)", "Arab", "rtl"),
        ("ps", "پښتو (Pashto)", "Arab", "rtl"),
        ("he", "עברית (Hebrew)", "Hebr", "rtl"),
        ("ja", "日本語 (Japanese)", "Jpan", "ltr"),
        ("am", "አማርኛ (Amharic)", "Ethi", "ltr"),
        ("no", "norsk (Norwegian)", "Latn", "ltr"),
        ("yue", "粵語 (Cantonese)", "Hant", "ltr"),
        ("af", "Afrikaans", "Latn", "ltr"),
        ("mhn", "mhn", "Latn", "ltr"),
        ("cop", "Coptic", "Copt", "ltr"),
        ("lld", "ladin", "Latn", "ltr"),
    ],
)
def test_what_is_known_of_a_language(code: str, name: str, script: str, direction: str) -> None:
    """CLDR has the name in the language and in English, or in one of them, the script and the direction."""
    language = content(new_language(code, "en", TEMPLATES), code, "language.yaml")
    assert {key: language[key] for key in KNOWN} == {
        "language": code,
        "name": name,
        "tag": code,
        "status": "draft",
        "script": script,
        "direction": direction,
    }


# Every model


@pytest.mark.parametrize("like", MODELS)
def test_nothing_of_the_model_is_left(like: str) -> None:
    """Outside comments there are the language's own name, codes of settings, marks without a letter, and TODO."""
    files = new_language("kk", like, TEMPLATES)
    language, phrases = (content(files, "kk", name) for name in FILES[:2])
    for path, text in texts(language):
        words = re.sub(r"\{\w+\}", "", text)
        if path not in KNOWN and not SETTINGS.fullmatch(path) and any(map(str.isalpha, words)):
            assert text == "TODO", path
    assert {text for _, text in texts(phrases)} == {"TODO"}
    for name in FILES[2:]:
        text = re.sub(r"\{#.*?#\}", "", files[PurePosixPath("kk", name)])
        expected = "".join(f"{{% block {block} %}}TODO{{% endblock %}}\n" for block in BLOCKS[name])
        assert text == expected


@pytest.mark.parametrize("like", MODELS)
def test_everything_is_there_to_be_written(like: str) -> None:
    """The new pack asks for every phrase, label and country that the model has, with its words beside the TODO."""
    model = Workshop(TEMPLATES)[like]
    files = new_language("kk", like, TEMPLATES)
    language, phrases = (content(files, "kk", name) for name in FILES[:2])
    assert set(language["labels"]) == set(LABELS)
    assert language["volunteer"] == dict.fromkeys(model.volunteer, "TODO")
    assert set(model.volunteer) == set(VOLUNTEER)
    for key, words in model.volunteer.items():
        assert f"  {key}: TODO  # {' '.join(words.split())}\n" in files[PurePosixPath("kk", "language.yaml")]
    assert list(language["countries"]) == list(model.countries)
    assert {key: set(forms) for key, forms in language["countries"].items()} == {
        key: set(forms) for key, forms in model.countries.items()
    }
    assert language["months"] == ["TODO"] * 12
    assert language["sensitive"] == ["TODO"] * len(model.sensitive)
    assert list(phrases["asks"]) == list(model.asks)
    assert list(phrases["concerns"]) == list(model.concerns)
    text = files[PurePosixPath("kk", "phrases.yaml")]
    for key, words in model.asks.items():
        assert f"  {key}: TODO  # {' '.join(words.split())}\n" in text
    for concern in model.concerns.values():
        assert f"    opening: TODO  # {' '.join(concern.opening.split())}\n" in text


@pytest.mark.parametrize("like", MODELS)
def test_what_holds_for_the_model_alone(like: str) -> None:
    """Sources, marks, rules for names and spellings are not another language's."""
    language = content(new_language("kk", like, TEMPLATES), "kk", "language.yaml")
    gone = ("sources", "sourced", "reviewed_by", "marks", "examples", "typography", "regions", "derived", "digits")
    assert not {*gone, "first_day", "paragraph_indent"} & set(language)
    assert "last_before" not in language["lists"]


def test_settings() -> None:
    """Settings are the model's, invisible characters spelt out; marks with letters are to be written."""
    files = new_language("kk", "en", TEMPLATES)
    text = files[PurePosixPath("kk", "language.yaml")]
    assert 'date_in_text: "{day}\\u00a0{month} {year}"\n' in text
    assert "\u00a0" not in text
    assert '  sep: ";"\n  last_sep: TODO  # ; and\n  end: "."\n' in text
    assert '  between: ", "\n  last: TODO  # " and "\n  others: TODO  # " and {n} others"\n' in text
    uzbek = new_language("kk", "uz", TEMPLATES)[PurePosixPath("kk", "language.yaml")]
    assert uzbek.count("  inflects: last\n") == 2
    assert "date: TODO  # {year}-yil {day}-{month}\n" in uzbek
    chinese = new_language("kk", "zh", TEMPLATES)[PurePosixPath("kk", "language.yaml")]
    assert 'space: ""\n' in chinese
    assert '  formal: TODO  # "\\u3000\\u3000此致\\n敬礼！"\n' in chinese


def test_a_model_laid_over_another_root(tmp_path: Path) -> None:
    """The model is what the roots make of it together, not only the file in front."""
    (tmp_path / "ru").mkdir()
    text = "labels: {fax: 'Факс №'}\ncloses: {formal: \"С\\nуважением,\"}\n"
    (tmp_path / "ru" / "language.yaml").write_text(text, encoding="utf-8")
    files = new_language("kk", "ru", Templates.with_own([tmp_path]))
    assert "  fax: TODO  # Факс №\n" in files[PurePosixPath("kk", "language.yaml")]
    assert '  formal: TODO  # "С\\nуважением,"\n' in files[PurePosixPath("kk", "language.yaml")]
    assert "  email: TODO  # " in files[PurePosixPath("kk", "language.yaml")]


def test_what_is_empty_in_the_model(tmp_path: Path) -> None:
    """A list or table of the model that is empty stays one."""
    (tmp_path / "en").mkdir()
    text = "closes: {high_for: []}\ninside_address: {person_by_office: {}}\nlabels: {subject: ''}\n"
    (tmp_path / "en" / "language.yaml").write_text(text, encoding="utf-8")
    language = content(new_language("kk", "en", Templates.with_own([tmp_path])), "kk", "language.yaml")
    assert language["closes"]["high_for"] == []
    assert language["inside_address"]["person_by_office"] == {}
    assert language["labels"]["subject"] == ""


def test_a_template_with_marks_of_its_own(tmp_path: Path) -> None:
    """Blocks are found however they are written, and a comment in one does not end that of the new pack."""
    (tmp_path / "en").mkdir()
    text = "{# Head #}\n{%- block thanks -%}\nThanks {# so #} much.\n{%- endblock thanks %} tail"
    (tmp_path / "en" / "letter.j2").write_text(text, encoding="utf-8")
    files = new_language("kk", "en", Templates.with_own([tmp_path]))
    expected = "{% block thanks %}TODO{# Thanks {# so # } much. #}{% endblock %}\n"
    assert files[PurePosixPath("kk", "letter.j2")] == expected


# Refusals


@pytest.mark.parametrize("code", ["xx", "EN", "english", "en-GB", "kk_Arab", "", "../kk", "k"])
def test_no_language(code: str) -> None:
    """A code that CLDR does not know makes no pack."""
    with pytest.raises(ProblemsError) as caught:
        new_language(code, "en", TEMPLATES)
    hint = "use a code of two or three letters, such as `kk`"
    assert caught.value.problems == (Problem(Place(code), f"there is no language `{code}`", hint),)


def test_a_language_that_has_a_pack(tmp_path: Path) -> None:
    """A pack that is there is not begun again, in a root of one's own neither."""
    shutil.copytree(template_root() / "en", tmp_path / "kk")
    for code, templates in (("ru", TEMPLATES), ("kk", Templates.with_own([tmp_path]))):
        with pytest.raises(ProblemsError) as caught:
            new_language(code, "en", templates)
        hint = f"`ualetters languages check {code}` says what it lacks"
        assert caught.value.problems == (Problem(Place(code), f"the language `{code}` has a pack already", hint),)


@pytest.mark.parametrize("name", FILES[1:])
def test_a_model_without_a_file(tmp_path: Path, name: str) -> None:
    """A model that is not whole is no model."""
    shutil.copytree(template_root() / "en", tmp_path / "sv")
    (tmp_path / "sv" / name).unlink()
    with pytest.raises(ProblemsError) as caught:
        new_language("kk", "sv", Templates.with_own([tmp_path]))
    hint = "name another model with --like"
    assert caught.value.problems == (Problem(Place(f"sv/{name}"), "the model lacks this file", hint),)


# Going on from there


def translated(text: str, letter: str) -> str:
    """A file of a new pack with every TODO written: the words that stand beside it, after a letter of the language."""

    def in_yaml(found: re.Match[str]) -> str:
        words = json.loads(found[2]) if found[2].startswith('"') else found[2]
        spaced = words[: len(words) - len(words.lstrip())] + letter + words.lstrip()
        return f"{found[1]}{json.dumps(spaced, ensure_ascii=False)}"

    text = re.sub(r"(?m)^( *(?:- |[\w-]+: ))TODO  # (.*)$", in_yaml, text)
    return re.sub(r"TODO\{# (.*?) #\}", rf"{letter}\1", text)


@pytest.mark.parametrize(
    ("code", "like", "letter"), [("kk", "en", "ә"), ("kk", "ru", "ә"), ("sv", "zh", "å"), ("ps", "ar", "ښ")]
)
def test_a_pack_that_was_translated(tmp_path: Path, code: str, like: str, letter: str) -> None:
    """With every TODO written, and nothing else, the pack is whole and a letter can be written: no code changes."""
    for path, text in new_language(code, like, TEMPLATES).items():
        (tmp_path / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / path).write_text(translated(text, letter), encoding="utf-8")
    shop = Workshop(Templates.with_own([tmp_path / "own"]))
    found = check_pack(shop[code], shop.phrasebook, shop.templates)
    assert [str(problem) for problem in found if problem.severity is not Severity.NOTE] == []
    assert all(letter in text for text in volunteer_words(shop[code]).values())
    forms = dict.fromkeys(shop[code].forms, letter * 3)
    official = CHAIR | {
        "name": {code: forms | {"given": letter, "family": letter}},
        "office": {"kind": "chair", code: forms},
    }
    case = case_of(
        people={"timur": {"gender": "m", "citizen_of": "UZ", "born": "1980", "name": {code: forms}}},
        concerns=[{"use": "disappearance", "date": "2013-01-05", "country": "RU"}],
        asks=[{"use": "ensure-safety"}, {"use": "fair-trial", "power": "support"}],
        addressees={"chair": official},
        diplomatic_copies=["RU"],
    )
    letters = letters_of(tmp_path, case, code, shop)
    assert set(letters) == {"chair", "embassy-ru"}
    for role in (Role.SUBJECT, Role.SALUTATION, Role.BODY, Role.CLOSE):
        for letter_to in letters.values():
            assert any(letter in text for text in lines(letter_to, role)), role
