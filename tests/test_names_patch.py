"""Case forms written into YAML: what is written, where, and that nothing else changes."""

from difflib import SequenceMatcher
import re

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from ualetters.names.patch import Addition, Line, patched

ORDER = ("nom", "gen", "dat", "acc", "ins", "prp")
GEN = Line("gen", "Юсупа Юсупова", sure=True)
DAT = Line("dat", "Юсупу Юсупову", sure=True)
DOUBTFUL = Line("gen", "Мзии", sure=False)


def written(text: str, *lines: Line, path: str = "name.ru") -> str:
    """A text with forms written in."""
    return patched(text, [Addition(tuple(path.split(".")), lines)], ORDER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name:\n  ru: Юсуп Юсупов\n", "name:\n  ru: {nom: Юсуп Юсупов, gen: Юсупа Юсупова, dat: Юсупу Юсупову}\n"),
        ("name: {en: Y, ru: Юсуп}\n", "name: {en: Y, ru: {nom: Юсуп, gen: Юсупа Юсупова, dat: Юсупу Юсупову}}\n"),
        ("name:\n  ru: 'Юсуп'  # so\n", "name:\n  ru: {nom: 'Юсуп', gen: Юсупа Юсупова, dat: Юсупу Юсупову}  # so\n"),
        (
            "name:\n  ru: {nom: Юсуп, acc: Ю}\n",
            "name:\n  ru: {nom: Юсуп, gen: Юсупа Юсупова, dat: Юсупу Юсупову, acc: Ю}\n",
        ),
        (
            "name:\n  ru: {nom: Юсуп,\n       acc: Ю}\n",
            "name:\n  ru: {nom: Юсуп, gen: Юсупа Юсупова, dat: Юсупу Юсупову,\n       acc: Ю}\n",
        ),
        (
            "name:\n  ru:\n    nom: Юсуп  # so\n    acc: Ю\n",
            "name:\n  ru:\n    nom: Юсуп  # so\n    gen: Юсупа Юсупова\n    dat: Юсупу Юсупову\n    acc: Ю\n",
        ),
        ("name:\n  ru:\n    nom: Юсуп", "name:\n  ru:\n    nom: Юсуп\n    gen: Юсупа Юсупова\n    dat: Юсупу Юсупову"),
        (
            '{"name": {"ru": "Юсуп"}}',
            '{"name": {"ru": {"nom": "Юсуп", "gen": "Юсупа Юсупова", "dat": "Юсупу Юсупову"}}}',
        ),
        ("name:\n  ru: Ким, Юсуп\n", 'name:\n  ru: {nom: "Ким, Юсуп", gen: Юсупа Юсупова, dat: Юсупу Юсупову}\n'),
        (
            "name:\n  ru: >-\n    Юсуп\nz: 1\n",
            'name:\n  ru: {nom: "Юсуп", gen: Юсупа Юсупова, dat: Юсупу Юсупову}\nz: 1\n',
        ),
        (
            "name:\r\n    ru:\r\n        nom: Юсуп\r\nz: 1",
            "name:\r\n    ru:\r\n        nom: Юсуп\r\n        gen: Юсупа Юсупова\r\n        dat: Юсупу Юсупову\r\nz: 1",
        ),
    ],
)
def test_sure_forms_stay_on_the_line(before: str, after: str) -> None:
    """Sure forms are added in the style of the file, in the order of the forms."""
    assert written(before, GEN, DAT) == after


def test_forms_follow_the_parts_of_an_officials_name() -> None:
    """Given name, patronymic and family name come before the forms."""
    before = "name:\n  ru: {given: Юсуп, family: Юсупов}\n"
    assert written(before, DAT) == "name:\n  ru: {given: Юсуп, family: Юсупов, dat: Юсупу Юсупову}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "name:\n  ru: Мзия\nz: 1\n",
            "name:\n  ru:\n    nom: Мзия\n    gen: Мзии  # check\n    dat: Юсупу Юсупову\nz: 1\n",
        ),
        (
            "name:\n    ru: Мзия\n",
            "name:\n    ru:\n        nom: Мзия\n        gen: Мзии  # check\n        dat: Юсупу Юсупову\n",
        ),
        (
            "name:\n  ru: Мзия  # so\n",
            "name:\n  ru:  # so\n    nom: Мзия\n    gen: Мзии  # check\n    dat: Юсупу Юсупову\n",
        ),
        (
            "name:\n  ru: {nom: 'Мзия', acc: Ю}  # so\n",
            "name:\n  ru:  # so\n    nom: 'Мзия'\n    gen: Мзии  # check\n    dat: Юсупу Юсупову\n    acc: Ю\n",
        ),
        (
            "name:\n  ru:\n    nom: Мзия\n",
            "name:\n  ru:\n    nom: Мзия\n    gen: Мзии  # check\n    dat: Юсупу Юсупову\n",
        ),
        (
            "name: {en: M, ru: Мзия}\n",
            "name: {en: M, ru: {nom: Мзия,\n    gen: Мзии,  # check\n    dat: Юсупу Юсупову}}\n",
        ),
        (
            "name:\n  ru: {\n    nom: Мзия  # so\n  }\n",
            "name:\n  ru: {\n    nom: Мзия,  # so\n      gen: Мзии,  # check\n      dat: Юсупу Юсупову\n  }\n",
        ),
        (
            "name:\n  ru:\n    {nom: Мзия}\n",
            "name:\n  ru:\n    {nom: Мзия,\n        gen: Мзии,  # check\n        dat: Юсупу Юсупову}\n",
        ),
    ],
)
def test_a_doubtful_form_has_a_line_of_its_own(before: str, after: str) -> None:
    """The mapping becomes one of lines, where it does not stand between brackets; comments stay."""
    assert written(before, DOUBTFUL, DAT) == after


def test_the_last_form_between_brackets_is_marked_too() -> None:
    """The bracket that would be part of the comment moves to the next line."""
    assert written("{name: {ru: Мзия}}", DOUBTFUL) == "{name: {ru: {nom: Мзия,\n    gen: Мзии  # check\n  }}}"


def test_json_without_spaces() -> None:
    """A file that a program wrote is added to as well."""
    after = '{"name":{"ru":{"nom": "Юсуп", "dat": "Юсупу Юсупову"}}}'
    assert written('{"name":{"ru":"Юсуп"}}', DAT) == after
    assert written('{"name":{"ru":{"nom":"Юсуп"}}}', DAT) == '{"name":{"ru":{"nom":"Юсуп", "dat": "Юсупу Юсупову"}}}'


def test_a_long_line_is_broken() -> None:
    """Sure forms get lines of their own when one line would be too long."""
    name = "Юсуп Касымахунов" * 4
    after = written(f"name:\n  ru: {name}\n", Line("gen", name, sure=True))
    assert after == f"name:\n  ru:\n    nom: {name}\n    gen: {name}\n"


# --- any layout -------------------------------------------------------------------------------------------------------

COMMENTS = st.sampled_from(["", "  # a comment", " # {not: yaml}"])
SCALARS = st.sampled_from(["Юсуп Юсупов", "'Юсуп Юсупов'", '"Юсуп Юсупов"', "Ким, Чен", "Жан-Поль д’Арк"])


@st.composite
def names(draw: st.DrawFn) -> tuple[str, bool]:
    """A file with a Russian name, in one of the ways in which YAML can have it, and whether it is in brackets."""
    step = draw(st.sampled_from(["  ", "    "]))
    scalar, comment = draw(SCALARS), draw(COMMENTS)
    in_flow = scalar if "," not in scalar else '"Ким, Чен"'
    flow = draw(
        st.sampled_from([f"{{nom: {in_flow}}}", f"{{ nom: {in_flow} , acc: Ю }}", f"{{acc: Ю, nom: {in_flow},}}"])
    )
    layouts = {
        "text": (f"name:\n{step}en: Y\n{step}ru: {scalar}{comment}\n", False),
        "flow": (f"name:\n{step}ru: {flow}{comment}\n{step}en: Y\n", False),
        "block": (f"name:\n{step}ru:{comment}\n{step * 2}nom: {scalar}{comment}\n\n{step}en: Y\n", False),
        "in flow": (f"name: {{en: Y, ru: {in_flow}}}{comment}\n", True),
        "flow in flow": (f"name: {{ru: {flow}, en: Y}}{comment}\n", True),
        "broken flow": (f"name:\n{step}ru: {{nom: {in_flow},{comment}\n{step * 3}acc: Ю{comment}\n{step}}}\n", True),
    }
    text, between_brackets = layouts[draw(st.sampled_from(sorted(layouts)))]
    before = draw(st.sampled_from(["", "# head\n\n", "a: [1, 2]  # x\n"]))
    after = draw(st.sampled_from(["", "z: {b: c}\n", "\n# tail"]))
    whole = before + text + after
    return (whole if draw(st.booleans()) else whole.replace("\n", "\r\n")), between_brackets


LINES = st.lists(st.sampled_from(ORDER[1:]), min_size=1, unique=True).flatmap(
    lambda forms: st.tuples(
        *(
            st.builds(Line, st.just(form), st.sampled_from(["Юсупа", "Ж.-П. О’Нил", "Ким, Чен"]), st.booleans())
            for form in forms
        )
    )
)


@given(names(), LINES)
def test_only_the_forms_are_added(name: tuple[str, bool], lines: tuple[Line, ...]) -> None:
    """Read again, the file says what it said, and the forms; every comment and every other line is still there."""
    text, _ = name
    there = yaml.safe_load(text)["name"]["ru"]
    missing = [line for line in lines if not isinstance(there, dict) or line.form not in there]
    after = written(text, *missing)
    known = there if isinstance(there, dict) else {"nom": there}
    wanted = yaml.safe_load(text)
    wanted["name"]["ru"] = known | {line.form: line.text for line in missing} if missing else there
    assert yaml.safe_load(after) == wanted
    assert re.findall("#.*", text) == [one for one in re.findall("#.*", after) if "# check" not in one]
    assert after.count("\r\n") in {0, after.count("\n")}
    untouched = SequenceMatcher(None, text.splitlines(), after.splitlines(), autojunk=False)
    gone = [
        line
        for tag, start, end, *_ in untouched.get_opcodes()
        if tag != "equal"
        for line in text.splitlines()[start:end]
    ]
    assert all("ru" in line or "nom" in line or "acc" in line or not line.strip(" }") for line in gone)


@given(names(), LINES)
def test_every_doubtful_form_is_marked(name: tuple[str, bool], lines: tuple[Line, ...]) -> None:
    """A doubtful form stands alone on its line, which ends in the mark; no other line does."""
    text, _ = name
    there = yaml.safe_load(text)["name"]["ru"]
    missing = [line for line in lines if not isinstance(there, dict) or line.form not in there]
    marked = [line for line in written(text, *missing).splitlines() if line.endswith("# check")]
    doubtful = {line.form for line in missing if not line.sure}
    assert len(marked) == len(doubtful)
    assert {line.strip().partition(":")[0] for line in marked} == doubtful
    assert all(line.count(":") == 1 for line in marked)
