"""A letter as one HTML file that refers to nothing outside itself."""

from collections.abc import Callable

from markupsafe import Markup

from ualetters.errors import UalettersError
from ualetters.model.letter import Bullets, Document, Letter, Lines, Paper, Paragraph, Ruled
from ualetters.templating import Templates

LAYOUT = "_layouts/letter.html.j2"
STYLE = "_layouts/letter.css"
_PAGE_SIZES = {Paper.A4: "A4", Paper.US_LETTER: "letter"}
_BLOCKS = {"paragraph": Paragraph, "lines": Lines, "bullets": Bullets, "ruled": Ruled}


def renderer(templates: Templates) -> Callable[[Letter], Document]:
    """The function that sets a letter as HTML, with the layout and its style loaded once.

    Raises:
        UalettersError: The style would end the element that it stands in.
    """
    environment = templates.environment(autoescape=True)
    # A layout asks `block is bullets`.
    environment.tests |= {name: _is_a(kind) for name, kind in _BLOCKS.items()}
    render_layout = environment.get_template(LAYOUT).render
    css = templates.read(STYLE)
    if "</" in css:
        raise UalettersError(f"{STYLE}: a style may not contain “</”, which would end it")

    def render(letter: Letter) -> Document:
        """Set one letter and the letters enclosed with it."""
        page = render_layout(
            letter=letter,
            letters=(letter, *letter.enclosed),
            # Written by us, and without markup, as was checked.
            css=Markup(css),  # noqa: S704
            page_size=_PAGE_SIZES[letter.paper],
        )
        return Document("text/html; charset=utf-8", "html", page.encode())

    return render


def _is_a(kind: type) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)
