"""Every template that the letters of a run render, with what it is given: the work of a bare Jinja loop.

What our grammar would work out while a template is rendered is worked out beforehand, so that the bare loop prints
plain strings; a letter's words are the same, which `replayable` makes sure of.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any, NamedTuple
from unittest.mock import patch

from jinja2 import Environment, Template, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ualetters.language import capital

# How the text of a template is read; everything else of an environment is left out of the bare loop.
_LEXING = ("keep_trailing_newline", "lstrip_blocks", "trim_blocks")


class Render(NamedTuple):
    """One rendering.

    Attributes:
        source: Text of the template, and how it is read.
        block: Name of the block that is rendered; None for the whole template.
        values: What it is given.
        text: What came of it.
    """

    source: tuple[str, tuple[bool, ...]]
    block: str | None
    values: dict[str, Any]
    text: str


class Bare(NamedTuple):
    """One rendering that is ready to be done again, without anything of ours."""

    template: Template
    block: str | None
    values: dict[str, Any]

    def render(self) -> str:
        """Render it."""
        if self.block is None:
            return self.template.render(self.values)
        return "".join(self.template.blocks[self.block](self.template.new_context(self.values)))


@contextmanager
def recorded() -> Iterator[list[Render]]:
    """Collect what is rendered meanwhile; no template may have been compiled before."""
    found: list[Render] = []
    sources: dict[CodeType, tuple[str, tuple[bool, ...]]] = {}
    open_templates: list[Template] = []
    compiled = Environment.compile

    def compile_and_keep(self: Environment, source: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        code = compiled(self, source, *arguments, **named)
        if isinstance(code, CodeType):
            sources[code] = source, tuple(getattr(self, name) for name in _LEXING)
        return code

    class Kept(Template):
        """A template that notes its renderings."""

        @classmethod
        def from_code(cls, environment: Environment, code: CodeType, *arguments: Any, **named: Any) -> Template:  # noqa: ANN401
            template = super().from_code(environment, code, *arguments, **named)
            note = _noting(template, sources[code], open_templates, found)
            template.root_render_func = note(template.root_render_func, None)
            template.blocks = {name: note(block, name) for name, block in template.blocks.items()}
            return template

    with (
        patch.object(Environment, "compile", compile_and_keep),
        patch.object(ImmutableSandboxedEnvironment, "template_class", Kept),
    ):
        yield found


def _noting(
    template: Template, source: tuple[str, tuple[bool, ...]], open_templates: list[Template], found: list[Render]
) -> Callable[[Callable[[Context], Iterator[str]], str | None], Callable[[Context], Iterator[str]]]:
    def note(render: Callable[[Context], Iterator[str]], block: str | None) -> Callable[[Context], Iterator[str]]:
        def rendered(context: Context) -> Iterator[str]:
            # What a template renders of itself is a part of it.
            if open_templates and open_templates[-1] is template:
                yield from render(context)
                return
            open_templates.append(template)
            try:
                text = "".join(render(context))
            finally:
                open_templates.pop()
            given = {name: value for name, value in context.parent.items() if name not in template.globals}
            found.append(Render(source, block, given, text))
            yield text

        return rendered

    return note


def replayable(renders: Iterable[Render]) -> list[Bare]:
    """The renderings with plain Jinja templates, each compiled once.

    Raises:
        AssertionError: One of them does not give the text that it gave us.
    """
    templates: dict[tuple[str, tuple[bool, ...]], tuple[Template, frozenset[str]]] = {}
    found = []
    for render in renders:
        if render.source not in templates:
            templates[render.source] = _plain_template(*render.source)
        template, attributes = templates[render.source]
        plain = {name: _plain(value, attributes) for name, value in render.values.items()}
        bare = Bare(template, render.block, plain)
        if bare.render() != render.text:
            # A template may go through people one by one, which a plain string has no way to offer.
            bare = Bare(template, render.block, render.values)
            if bare.render() != render.text:
                raise AssertionError(f"the bare template renders something else: {render.source[0][:200]!r}")
        found.append(bare)
    return found


def _plain_template(text: str, lexing: tuple[bool, ...]) -> tuple[Template, frozenset[str]]:
    """A template of a plain environment, and what its text takes of the things that it is given."""
    environment = Environment(autoescape=False)  # noqa: S701  # plain text
    for name, value in zip(_LEXING, lexing, strict=True):
        setattr(environment, name, value)
    environment.filters["capital"] = lambda value: capital(str(value))
    attributes = {found.attr for found in environment.parse(text).find_all(nodes.Getattr)}
    return environment.from_string(text), frozenset(attributes)


class _Words(str):
    """What a thing prints as, with what a template takes of it."""

    __slots__ = ("__dict__",)


def _plain(value: object, attributes: frozenset[str]) -> object:
    """A thing that works out its words when they are printed, as the words themselves."""
    kind = type(value)
    if not kind.__module__.startswith("ualetters.") or issubclass(kind, tuple):
        return value
    words = _Words(value)
    for name in attributes:
        try:
            found = getattr(value, name)
        except AttributeError:
            continue
        # A method that chooses between words, such as `p.g`, costs no more than a macro would.
        setattr(words, name, found if callable(found) else _plain(found, attributes - {name}))
    return words
