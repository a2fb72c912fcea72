"""Template roots and the sandbox: the user's files win, unknown names are errors, nothing is changed."""

from collections import deque
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
import pytest

from ualetters.templating import Templates, environment, layout, template_root


def written(folder: Path, files: dict[str, str]) -> Path:
    """A template root with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def test_the_repositorys_templates_are_found() -> None:
    """An editable install reads the templates of the repository."""
    found = template_root()
    assert (found / "phrasebook.yaml").is_file()
    assert Templates.with_own() == Templates((found,))


def test_the_users_root_stands_in_front(tmp_path: Path) -> None:
    """Of two files with one name the user's wins, and the packaged one is found after it."""
    own = written(tmp_path, {"en/letter.j2": "mine"})
    templates = Templates.with_own([own])
    assert list(templates.find("en/letter.j2")) == [own / "en/letter.j2", template_root() / "en/letter.j2"]
    assert templates.read("en/letter.j2") == "mine"
    assert list(templates.find("en/copy.j2")) == [template_root() / "en/copy.j2"]


def test_a_template_includes_the_file_that_wins(tmp_path: Path) -> None:
    """The environment searches the roots in the same order."""
    first = written(tmp_path / "first", {"a.j2": "first"})
    second = written(tmp_path / "second", {"a.j2": "second", "b.j2": "{% include 'a.j2' %}"})
    assert Templates((first, second)).environment().get_template("b.j2").render() == "first"


@pytest.mark.parametrize("taken", ["shared/a.j2", "en/a.j2", "a.j2"])
@pytest.mark.parametrize("how", ["include", "import", "extends"])
def test_a_template_takes_in_what_stands_in_its_own_folder(tmp_path: Path, how: str, taken: str) -> None:
    """A manifest has the hash of that folder and of no other, so nothing else may change a letter."""
    tag = f"{{% {how} '{taken}' {'as x ' if how == 'import' else ''}%}}"
    files = {taken: "there", "ru/b.j2": tag, "ru/c.j2": "{% include 'ru/more/d.j2' %}", "ru/more/d.j2": "here"}
    root = Templates((written(tmp_path, files),))
    with pytest.raises(TemplateNotFound, match=f"`ru/b.j2` takes in `{taken}`, which is not in its own folder"):
        root.environment().get_template("ru/b.j2").render()
    assert root.environment().get_template("ru/c.j2").render() == "here"


def test_line_ends_are_read_as_lf(tmp_path: Path) -> None:
    """A file that was saved on Windows reads the same."""
    assert Templates((written(tmp_path, {"a.css": "one\r\ntwo\r\n"}),)).read("a.css") == "one\ntwo\n"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A name that no root has is an error, and a folder does not count."""
    (tmp_path / "a.css").mkdir()
    with pytest.raises(FileNotFoundError, match=r"a\.css"):
        Templates((tmp_path,)).read("a.css")


def test_a_language_is_a_folder_with_its_file(tmp_path: Path) -> None:
    """The languages are the folders with a `language.yaml`, of every root, each once and sorted."""
    own = written(tmp_path, {"kk/language.yaml": "", "en/language.yaml": "", "sv/letter.j2": "", "language.yaml": ""})
    assert Templates((own,)).languages() == ("en", "kk")
    packaged = Templates.with_own().languages()
    assert not {"kk", "sv"} & set(packaged)
    assert Templates.with_own([own]).languages() == tuple(sorted(("kk", *packaged)))


def test_an_unknown_name_is_an_error() -> None:
    """Nothing is left blank because a name was misspelt."""
    with pytest.raises(UndefinedError, match="'poeple' is undefined"):
        environment().from_string("for {{ poeple }}").render(people="Anna")


def test_a_value_that_is_not_there_is_an_error() -> None:
    """`None` never stands in a letter."""
    with pytest.raises(ValueError, match="a template printed a value that is not there"):
        environment().from_string("in {{ place }}").render(place=None)


@pytest.mark.parametrize("value", ["", 0, False])
def test_other_empty_values_are_printed(*, value: object) -> None:
    """An empty text or a zero is a value; only `None` is none."""
    assert environment().from_string("[{{ value }}]").render(value=value) == f"[{value}]"


@pytest.mark.parametrize("snippet", ["{{ p.__class__.__mro__ }}", "{{ p.append(1) }}", "{{ ''.format.__globals__ }}"])
def test_a_template_cannot_reach_or_change_python(snippet: str) -> None:
    """The sandbox shows no inside of an object and lets no list be changed."""
    with pytest.raises(SecurityError):
        environment().from_string(snippet).render(p=[])


class Something:
    """An object with a form, as templates are given."""

    form = "form"
    _hidden = "hidden"

    def said(self) -> str:
        """A method that a template may call."""
        return "said"


@pytest.mark.parametrize(
    "thing",
    [
        *(
            Something(),
            Something,
            Something.said,
            Something().said,
            lambda: None,
            (number for number in range(3)),
            iter([]),
        ),
        *("text", b"bytes", 1, None, (), [], {}, set(), deque(), environment, StrictUndefined, StrictUndefined()),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_the_sandbox_shows_what_jinjas_own_shows(thing: object) -> None:
    """Every attribute of an object is as safe as Jinja says, when asked for the first time and again."""
    ours, jinjas = environment(), ImmutableSandboxedEnvironment()
    names = {*dir(thing), "_", "__dict__", "mro", "gi_frame", "cr_code", "tb_frame", "f_globals", "func_code", "nosuch"}
    expected = {name: jinjas.is_safe_attribute(thing, name, None) for name in names}
    for _ in range(2):
        assert {name: ours.is_safe_attribute(thing, name, None) for name in names} == expected


def test_what_is_safe_of_one_type_is_not_of_another() -> None:
    """A name that one object may show is still refused of another."""
    jinja = environment()
    template = jinja.from_string("{{ thing.append }}")
    friendly = type("Friendly", (), {"append": "harmless"})()
    assert template.render(thing=friendly) == "harmless"
    with pytest.raises(SecurityError):
        template.render(thing=[])
    assert template.render(thing=friendly) == "harmless"


def test_a_template_changes_no_names_of_another() -> None:
    """What one template is given or sets is not seen by the next, and an import brings its own."""
    loader = DictLoader(
        {"a.j2": "{% set mine = 1 %}{{ mine }}{{ its }}", "b.j2": "{% import 'a.j2' as a %}{{ a.mine }}"}
    )
    jinja = environment(loader=loader)
    assert jinja.get_template("a.j2", globals={"its": 2}).render() == "12"
    assert jinja.from_string("{{ mine is defined }} {{ its is defined }}").render() == "False False"
    assert jinja.get_template("b.j2").render() == "1"
    assert jinja.from_string("{{ range(3) | join }}{{ its }}", globals={"its": 4}).render() == "0124"


def test_escaping_is_chosen_for_each_format() -> None:
    """HTML escapes what is printed, prose does not."""
    assert environment(autoescape=True).from_string("{{ value }}").render(value="<b>") == "&lt;b&gt;"
    assert environment().from_string("{{ value }}").render(value="<b>") == "<b>"


def test_a_block_tag_is_a_space_in_prose_and_nothing_in_a_layout() -> None:
    """In prose a line with a tag still parts two words; in a layout the line disappears."""
    text = "one\n  {% if True %}\ntwo\n{% endif %}\n"
    assert environment().from_string(text).render().split() == ["one", "two"]
    assert environment().from_string(text).render() == "one\n  \ntwo\n\n"
    assert environment(layout=True).from_string(text).render() == "one\ntwo\n"


def test_the_last_line_end_is_kept() -> None:
    """A template is rendered to its last character."""
    assert environment().from_string("one\n").render() == "one\n"


def test_templates_are_loaded_by_name() -> None:
    """A loader given to the environment is used."""
    loader = DictLoader({"a.j2": "{{ value }}"})
    assert environment(loader=loader).get_template("a.j2").render(value="x") == "x"


def test_a_changed_template_is_not_read_again(tmp_path: Path) -> None:
    """All letters of a run are made from the templates that it began with."""
    jinja = Templates((written(tmp_path, {"a.j2": "one"}),)).environment()
    jinja.get_template("a.j2")
    written(tmp_path, {"a.j2": "another"})
    assert jinja.get_template("a.j2").render() == "one"


def test_a_layout_comes_from_its_folder(tmp_path: Path) -> None:
    """Layouts stand in `_layouts`, lose the lines of their tags, and escape only if they are asked to."""
    own = written(tmp_path, {"_layouts/a.j2": "{% if letter %}\n{{ letter }}\n{% endif %}\n"})
    assert layout(Templates((own,)), "a.j2")(letter="<b>") == "<b>\n"
    assert layout(Templates((own,)), "a.j2", autoescape=True)(letter="<b>") == "&lt;b&gt;\n"
    with pytest.raises(TemplateNotFound, match=r"_layouts/b\.j2"):
        layout(Templates((own,)), "b.j2")


def test_environments_of_templates_can_escape(tmp_path: Path) -> None:
    """The options reach the environment of the roots."""
    templates = Templates((written(tmp_path, {"a.j2": "{% if 1 %}\n{{ value }}\n{% endif %}\n"}),))
    render = templates.environment(autoescape=True, layout=True).get_template("a.j2").render
    assert render(value="&") == "&amp;\n"
    assert templates.environment().get_template("a.j2").render(value="&") == "\n&\n\n"
