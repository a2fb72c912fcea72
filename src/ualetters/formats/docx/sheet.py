"""What a Word document is planned in: the sheet and the settings, the styles and the paragraphs."""

from msgspec import Struct

from ualetters.model.letter import Letter

POINT = 25.4 / 72
# Margins in millimetres; the first two in reading direction.
START, END, TOP, BOTTOM = 25.0, 20.0, 22.0, 20.0
# The style of what stands at the head of a letter.
MARK = "Mark"
# Points between the frame of a mark and its words.
FRAME = 3.0


class Look(Struct, frozen=True):
    """What a script needs to look as large and as airy as Latin does at the same size.

    Attributes:
        letter: Ems that one of its letters takes on average.
        scale: Size beside that of a letter in Latin script.
        leading: Ems from one line to the next.
        is_exact: Whether they are that far apart in any font; those of some scripts differ in it by half.
        is_justified: Whether lines are set to one width.
    """

    letter: float = 0.45
    scale: float = 1.0
    leading: float = 1.27
    is_exact: bool = False
    is_justified: bool = False


_CHINESE = Look(letter=1.0, leading=1.5, is_exact=True, is_justified=True)
_ARABIC = Look(letter=0.42, scale=12 / 11, leading=1.45, is_exact=True)
_LOOKS = {"Cyrl": Look(0.505), "Arab": _ARABIC, "Hans": _CHINESE, "Hant": _CHINESE}


def look_of(letter: Letter) -> Look:
    """What the script of a letter needs."""
    return _LOOKS.get(letter.script, Look())


class Setting(Struct, frozen=True):
    """How large a letter is set and how much air it is given.

    Attributes:
        size: Points.
        air: How much of the distance between parts is kept.
        widened: How much of the sheet beyond the best measure is taken for text.
    """

    size: float = 11
    air: float = 1.0
    widened: float = 0.0


# Like the PDF a letter is rather set closer, in longer lines and smaller, in this order, than on two pages.
SETTINGS = (
    Setting(),
    Setting(air=0.8),
    *(Setting(air=0.6, widened=widened) for widened in (0, 0.25, 0.5, 0.75, 1)),
    Setting(size=10.5, air=0.6, widened=1),
    Setting(size=10, air=0.6, widened=1),
)


class Style(Struct, frozen=True):
    """A paragraph style; lengths in millimetres and in reading direction, distances in points.

    Attributes:
        name: What the volunteer sees.
        above: Distance from the paragraph above.
        below: Distance to the paragraph below.
        apart: Whether paragraphs of the same style are apart from each other too.
        start: Indent on the side where lines begin.
        end: Indent on the other side.
        hanging: By how much the first line begins before the others.
        stops: Tab stops; up to the last there is a rule.
        row: Points from one rule to the next; 0 if there are none.
        is_framed: Whether there is a frame around its words.
        is_heading: Whether it is a heading.
        is_listed: Whether it has a bullet.
        is_justified: Whether lines are set to one width.
        is_whole: Whether a page may not end in it.
        with_next: Whether a page may not end below it.
    """

    name: str
    above: float = 0
    below: float = 0
    apart: bool = False
    start: float = 0
    end: float = 0
    hanging: float = 0
    stops: tuple[float, ...] = ()
    row: float = 0
    is_framed: bool = False
    is_heading: bool = False
    is_listed: bool = False
    is_justified: bool = False
    is_whole: bool = True
    with_next: bool = False


class Item(Struct, frozen=True):
    """One paragraph.

    Attributes:
        style: How it looks.
        lines: Its lines; each tab leads to the next stop of the style.
        is_kept: Whether a page may not end below it, unlike below others of its style.
    """

    style: Style
    lines: tuple[str, ...]
    is_kept: bool = False

    @property
    def style_name(self) -> str:
        """The style that it has in the document."""
        return kept(self.style.name) if self.is_kept else self.style.name


class Plan(Struct, frozen=True):
    """How a letter and those enclosed with it are set.

    Attributes:
        size: Points.
        leading: Points from one line to the next.
        is_exact: Whether a font cannot move them farther apart.
        letters: The paragraphs of each letter, its mark at the head; two styles never have one name.
        pages: About how many pages each letter takes.
    """

    size: float
    leading: float
    is_exact: bool
    letters: tuple[tuple[Item, ...], ...]
    pages: tuple[int, ...]

    @property
    def styles(self) -> tuple[Style, ...]:
        """The styles in the order in which they are first used."""
        return tuple(dict.fromkeys(item.style for items in self.letters for item in items))

    @property
    def kept(self) -> tuple[Style, ...]:
        """Those of them below which a page may not end in some places."""
        return tuple(dict.fromkeys(item.style for items in self.letters for item in items if item.is_kept))


def kept(name: str) -> str:
    """The name of a style below which a page may not end."""
    return f"{name} Keep"
