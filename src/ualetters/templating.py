"""The template roots and the sandboxed Jinja environments that read them.

A root is a folder with one folder per language and `_layouts`. Roots are searched in order, so a user's own root
in front replaces single files of the packaged one.
"""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from ualetters.errors import Place, Problem, ProblemsError, UalettersError
from ualetters.language import capital

LANGUAGE_FILE = "language.yaml"


@cache
def template_root() -> Path:
    """The templates of this installation: the packaged folder, else the repository's (an editable install)."""
    package = Path(__file__).parent
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent.parent / "templates"


def _written(value: object) -> object:
    """Refuse an empty value, which would leave a hole in a letter."""
    if value is None:
        raise ValueError("a template printed a value that is not there")
    return value


def _folder(name: str) -> str:
    """The language that a template belongs to, or `_layouts`."""
    return name.rpartition("/")[0].partition("/")[0]


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, without what takes it longer than a sentence takes to render."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template finds beside those that it is given: one dictionary, where Jinja chains two."""
        return {**self.globals, **(d or {})}

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one takes in: it stands in the same folder, which a manifest hashes.

        Raises:
            TemplateNotFound: It stands elsewhere.
        """
        if _folder(template) != _folder(parent):
            raise TemplateNotFound(template, f"`{parent}` takes in `{template}`, which is not in its own folder")
        return template

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may see an attribute: a question of its name and the type of the object alone."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


def environment(
    *, loader: BaseLoader | None = None, autoescape: bool = False, layout: bool = False
) -> ImmutableSandboxedEnvironment:
    """A Jinja environment in which an unknown name is an error and no template changes what it is given.

    Args:
        loader: Finds templates by name.
        autoescape: Whether printed values are escaped for HTML.
        layout: Whether the line of a block tag disappears; in prose it is a space between words.
    """
    made = _Environment(
        loader=loader,
        autoescape=autoescape,
        auto_reload=False,
        finalize=_written,
        keep_trailing_newline=True,
        lstrip_blocks=layout,
        trim_blocks=layout,
        undefined=StrictUndefined,
    )
    made.filters["capital"] = _capital
    return made


@cache
def snippets() -> ImmutableSandboxedEnvironment:
    """The environment of a pack's snippets, which load nothing; there is one for all of them."""
    return environment()


def _capital(value: object) -> str:
    return capital(str(value))


class Templates(Struct, frozen=True):
    """The template roots in the order in which they are searched.

    Attributes:
        roots: Folders, the user's own first.
    """

    roots: tuple[Path, ...]

    @classmethod
    def with_own(cls, own: Sequence[Path] = ()) -> "Templates":
        """The packaged templates behind the user's own roots."""
        return cls((*own, template_root()))

    def find(self, name: str) -> Iterator[Path]:
        """Every root's file of this name, the one that wins first."""
        return (path for root in self.roots if (path := root / name).is_file())

    def read(self, name: str) -> str:
        """The text of the winning file, with LF line ends.

        Raises:
            FileNotFoundError: No root has a file of this name.
            ProblemsError: It is not UTF-8.
        """
        for path in self.find(name):
            try:
                return path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                problem = Problem(Place(str(path)), "the file is not UTF-8", "save it with the encoding UTF-8")
                raise ProblemsError([problem]) from None
        raise FileNotFoundError(name)

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have a pack, sorted."""
        return tuple(sorted({path.parent.name for root in self.roots for path in root.glob(f"*/{LANGUAGE_FILE}")}))

    def environment(self, *, autoescape: bool = False, layout: bool = False) -> ImmutableSandboxedEnvironment:
        """An environment that loads templates from these roots."""
        return environment(loader=FileSystemLoader(self.roots), autoescape=autoescape, layout=layout)


def layout(templates: Templates, name: str, *, autoescape: bool = False) -> Callable[..., str]:
    """The render function of a layout in `_layouts`.

    Raises:
        UalettersError: The layout is wrong, now or when it is rendered; the message repeats no value of a letter.
    """
    file = f"_layouts/{name}"
    try:
        template = templates.environment(autoescape=autoescape, layout=True).get_template(file)
    except TemplateSyntaxError as error:
        raise UalettersError(f"{file}:{error.lineno}: the layout is no template: {error.message}") from None
    except UnicodeDecodeError:
        raise UalettersError(f"{file}: the layout is not UTF-8") from None

    def render(**values: object) -> str:
        try:
            return template.render(values)
        except (TemplateError, ValueError, TypeError) as error:
            # Jinja's own words may quote what was to be printed, which may be somebody's data.
            message = f"{file}: the layout cannot be rendered ({type(error).__name__})"
            raise UalettersError(message) from None

    return render
