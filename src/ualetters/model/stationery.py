"""Paper, envelopes with their windows, letter layouts and label sheets; every measure is in mm."""

from collections.abc import Mapping

from msgspec import Struct

from ualetters.model.letter import Paper

SHEETS = {Paper.A4: (210.0, 297.0), Paper.US_LETTER: (215.9, 279.4)}
"""Width and height of each paper."""
_ENVELOPES = {Paper.A4: "DL", Paper.US_LETTER: "#10"}
PLAIN = "plain"
"""The layout without a window."""


class Box(Struct, frozen=True):
    """A rectangle, from the top left corner of what it is on."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class Envelope(Struct, frozen=True):
    """The size of an envelope, closed and with the flap at the top."""

    width: float
    height: float


class Window(Struct, frozen=True):
    """The window of an envelope.

    Attributes:
        envelope: Its name.
        left: From the left edge of the envelope.
        bottom: From its lower edge.
    """

    envelope: str
    left: float
    bottom: float
    width: float
    height: float


class Info(Struct, frozen=True):
    """The column beside the window."""

    left: float
    width: float


class Layout(Struct, frozen=True):
    """A national way to lay out a letter for envelopes with a window.

    Attributes:
        paper: The sheet.
        folds: Where it is folded, from the top; the address is on the first panel.
        windows: Names of the windows in which the address must show.
        return_line: Whether the sender stands in small print above the address.
        info: The column for what stands above the inside address.
        text: Where the text begins, from the top.
        envelope: The envelope that is printed when an address does not fit the window.
        punch: Where the sheet is punched, from the top.
        countries: Where letters are laid out like this, by ISO 3166-1 code.
    """

    paper: Paper
    folds: tuple[float, float]
    windows: tuple[str, ...]
    return_line: bool
    info: Info
    text: float
    envelope: str
    punch: float | None = None
    countries: tuple[str, ...] = ()


class LabelSheet(Struct, frozen=True):
    """A sheet of adhesive labels.

    Attributes:
        columns: Labels side by side.
        rows: Labels one below the other.
        left: Left edge of the first label.
        top: Upper edge of the first label.
        across: From the left edge of a label to that of the next.
        down: From the upper edge of a label to that of the next.
    """

    paper: Paper
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    @property
    def count(self) -> int:
        """How many labels there are on it."""
        return self.columns * self.rows


class Stationery(Struct, frozen=True):
    """Everything that letters are laid out for, by name."""

    envelopes: Mapping[str, Envelope]
    windows: Mapping[str, Window]
    layouts: Mapping[str, Layout]
    labels: Mapping[str, LabelSheet]

    def layout_of(self, country: str | None) -> str:
        """Name of the layout that is usual in a country; `plain` where none is."""
        return next((name for name, layout in self.layouts.items() if country in layout.countries), PLAIN)

    def envelope_of(self, country: str | None, paper: Paper) -> str:
        """Name of the envelope that a letter is usually put into in a country, by its paper where none is known."""
        name = self.layout_of(country)
        return self.layouts[name].envelope if name != PLAIN else _ENVELOPES[paper]
