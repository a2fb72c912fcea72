"""Snippets of a language pack, compiled once and rendered to clean text."""

from functools import cache, cached_property
import re

from jinja2 import Template, TemplateError, UndefinedError

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.grammar import Where, place_at
from ualetters.language_pack import TODO, is_unwritten
from ualetters.templating import Templates, snippets

_NO_FORM = re.compile(r"object' has no attribute '(\w+)'")
# An abbreviation at the end of a sentence ends it: "Бастрыкину А. И." takes no second full stop.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@cache
def _compiled(snippet: str) -> Template:
    return snippets().from_string(snippet)


def clean(text: str) -> str:
    """Text with single spaces and no doubled full stop; no-break spaces are kept."""
    text = text.replace("\n", " ").replace("\t", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.strip(" ")
    return _TWO_STOPS.sub(".", text) if ".." in text else text


def render(snippet: str, where: Where, /, **values: object) -> str:
    """Render a snippet of a language pack.

    Args:
        snippet: The Jinja text.
        where: Where it stands, for messages.
        values: What it may print.

    Raises:
        ProblemsError: The snippet is not valid Jinja, or asks for something that is not there.
    """
    return clean(fragment(snippet, where, values))


def fragment(snippet: str, where: Where, values: dict[str, object]) -> str:
    """Render a snippet that is a part of a sentence, and keep the space at its ends.

    Args:
        snippet: The Jinja text.
        where: Where it stands, for messages.
        values: What it may print.

    Raises:
        ProblemsError: As with `render`.
    """
    if "{" not in snippet:
        return snippet
    try:
        template = _compiled(snippet)
        return "".join(template.root_render_func(template.new_context(values)))
    except (TemplateError, ValueError, TypeError) as error:
        raise ProblemsError([broken(place_at(where), error)]) from error


def attempt(snippet: str, /, **values: object) -> str | None:
    """Render a snippet, or None when something that it prints is not there."""
    if "{" not in snippet:
        return clean(snippet)
    try:
        return clean(_compiled(snippet).render(values))
    except UndefinedError:
        return None


def broken(place: Place, error: Exception) -> Problem:
    """The problem of a template that cannot be rendered, in the words of a translator."""
    hint = f"mend `{place.file}` in your template root"
    if form := _NO_FORM.search(str(error)):
        message = f"the template asks for a form `{form[1]}`, which there is not"
        return Problem(place, message, f"use one of `forms` in language.yaml; {hint}", check="pack")
    return Problem(place, f"the template cannot be rendered: {error}", hint, check="pack")


class Blocks:
    """The named blocks of a language's `letter.j2` or `copy.j2`.

    Args:
        templates: Where the file is found.
        name: Its name in the roots, such as `ru/letter.j2`.
    """

    def __init__(self, templates: Templates, name: str) -> None:
        self._place = Place(name)
        self._templates = templates
        self._told_nothing: dict[str, str] = {}

    @cached_property
    def _template(self) -> Template:
        return self._templates.environment().get_template(self._place.file)

    def render(self, block: str, **values: object) -> str:
        """Render one block to clean text; one that is told nothing says the same in every letter.

        Raises:
            ProblemsError: The file has no such block, or the block asks for something that is not there.
        """
        if values:
            return self._rendered(block, values)
        if block not in self._told_nothing:
            self._told_nothing[block] = self._rendered(block, values)
        return self._told_nothing[block]

    def _rendered(self, block: str, values: dict[str, object]) -> str:
        try:
            context = self._template.new_context(values)
            text = clean("".join(self._template.blocks[block](context)))
        except KeyError:
            problem = Problem(self._place, f"the template has no block `{block}`", "add it", check="pack")
            raise ProblemsError([problem]) from None
        except (TemplateError, ValueError, TypeError) as error:
            raise ProblemsError([broken(self._place, error)]) from error
        if TODO in text and is_unwritten(text):
            problem = Problem(self._place, f"the block `{block}` is not translated", "write it", check="pack")
            raise ProblemsError([problem])
        return text
