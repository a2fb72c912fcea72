"""The paragraphs of a letter as Word sets them, each with its style: as large and as airy as the page allows."""

from collections.abc import Iterator
from math import ceil

from msgspec.structs import replace

from ualetters.formats.docx.room import ems, line_count
from ualetters.formats.docx.sheet import (
    BOTTOM,
    END,
    FRAME,
    MARK,
    POINT,
    SETTINGS,
    START,
    TOP,
    Item,
    Plan,
    Setting,
    Style,
    look_of,
)
from ualetters.model.letter import Align, Block, Bullets, Letter, Paragraph, Part, Role, Ruled
from ualetters.model.stationery import SHEETS

# Millimetres: how far rules reach, and how much of them a label may take.
_RULES_END, _LABEL = 115.0, 45.0
# Millimetres: how far a list is indented, and what is broken off a line of names.
_BULLET, _HANG = 5.0, 4.5
# Millimetres beside the words of a mark, and how much wider they are in bold.
_PADDING, _BOLD = 2.0, 1.1
# Points above a part where there is air.
_ABOVE = {Role.CHANNELS: 5.0, Role.SUBJECT: 20.0, Role.BODY: 6.5, Role.CC: 17.0}
_ABOVE_OTHERS, _ABOVE_BULLET, _ABOVE_RULES, _BELOW_MARK = 12.5, 3.0, 8.0, 12.0
# Room for a signature by hand above the printed name.
_ABOVE_NAME = 42.0
_NAMES = {
    Role.SENDER: "Sender Address",
    Role.DATE: "Date",
    Role.INSIDE_ADDRESS: "Inside Address",
    Role.CHANNELS: "Channels",
    Role.REFERENCE: "Reference Line",
    Role.SUBJECT: "Subject",
    Role.SALUTATION: "Salutation",
    Role.BODY: "Body Text",
    Role.CLOSE: "Closing",
    Role.SIGNATURE: "Signature",
    Role.ENCLOSURES: "Enclosures",
    Role.CC: "Copies",
}
_LISTS = (Role.ENCLOSURES, Role.CC)
_WITH_NEXT = (Role.SUBJECT, Role.SALUTATION, Role.CLOSE)
# How many letters wide a line is that is easy to read; with the spaces between words it has up to 75 characters.
_MEASURE = 70


def plan(letter: Letter) -> Plan:
    """Set a letter and those enclosed with it, which share their styles, so that most of them are on one page each."""
    plans: list[Plan] = []
    for setting in SETTINGS:
        plans.append(_Frame(letter, setting).plan())
        if max(plans[-1].pages) == 1:
            break
    return min(plans, key=lambda one: sum(pages > 1 for pages in one.pages))


class _Frame:
    """The text area of a sheet in one setting."""

    def __init__(self, letter: Letter, setting: Setting) -> None:
        self._letters = (letter, *letter.enclosed)
        self._look = look_of(letter)
        self._setting = setting
        width, height = SHEETS[letter.paper]
        self._width = width - START - END
        self._size = _half(setting.size * self._look.scale)
        self._em = self._size * POINT
        best = min(self._width, _MEASURE * self._look.letter * self._em)
        self._measure = best + setting.widened * (self._width - best)
        # Down to what lines have in Word if nobody says anything.
        self._leading = _half(self._size * self._look.leading * (0.8 + 0.2 * setting.air))
        # A line is kept in reserve.
        self._height = (height - TOP - BOTTOM) / POINT - self._leading
        # All rules of a document begin at one place.
        widths = (self._wide(label) for label in _labels(self._letters))
        self._labels = max((ceil(width) + 3 for width in widths if 0 < width <= _LABEL), default=0)

    def plan(self) -> Plan:
        """The letters in this setting."""
        letters = tuple(tuple(self._items(letter)) for letter in self._letters)
        pages = tuple(ceil(self._points(items) / self._height) for items in letters)
        return Plan(self._size, self._leading, self._look.is_exact, _named(letters), pages)

    def _items(self, letter: Letter) -> Iterator[Item]:
        """The paragraphs of one letter."""
        if letter.mark:
            frame = _BOLD * max(self._wide(one.mark) for one in self._letters)
            style = Style(
                MARK,
                below=self._aired(_BELOW_MARK),
                start=_PADDING,
                end=max(_PADDING, self._width - _PADDING - frame),
                is_framed=True,
                with_next=True,
            )
            yield Item(style, (letter.mark,))
        before = None
        for part in letter.parts:
            for index, block in enumerate(part.blocks):
                below = part.blocks[index + 1] if index + 1 < len(part.blocks) else None
                for item in self._block(part, block, before, below):
                    yield item if before else replace(item, style=replace(item.style, above=0))
                    before = part.role

    def _block(self, part: Part, block: Block, before: Role | None, below: Block | None) -> Iterator[Item]:
        if isinstance(block, Ruled):
            yield self._rules(part, block)
            return
        style = self._style(part, before)
        if isinstance(block, Bullets):
            style = replace(
                style,
                name="List Bullet",
                above=self._aired(_ABOVE_BULLET),
                start=style.start + _BULLET,
                hanging=_BULLET,
                is_listed=True,
                apart=True,
            )
            items = [Item(style, (text,)) for text in block.items]
        elif part.role in _LISTS:
            style = replace(style, start=style.start + _HANG, hanging=_HANG)
            items = [Item(style, (line,)) for line in ((block.text,) if isinstance(block, Paragraph) else block.lines)]
        else:
            items = [Item(style, (block.text,) if isinstance(block, Paragraph) else block.lines)]
        yield from items[:-1]
        # A list never begins a page, nor does a close.
        yield replace(items[-1], is_kept=part.role is Role.BODY and (below is None or isinstance(below, Bullets)))

    def _style(self, part: Part, before: Role | None) -> Style:
        """How the text of a part looks: in its half of the page, or else in a measure that is easy to read."""
        above = _ABOVE.get(part.role, _ABOVE_OTHERS)
        if part.role is Role.SIGNATURE:
            above = _ABOVE_NAME
        elif part.role is Role.SUBJECT and before is Role.SALUTATION:
            above = _ABOVE_OTHERS
        is_far, is_body = part.align is Align.END, part.role is Role.BODY
        return Style(
            _NAMES[part.role],
            above=self._aired(above),
            apart=is_body,
            start=self._width / 2 if is_far else 0,
            end=0 if is_far else self._width - self._measure,
            is_heading=part.role is Role.SUBJECT,
            is_justified=is_body and self._look.is_justified,
            is_whole=not is_body,
            with_next=part.role in _WITH_NEXT,
        )

    def _rules(self, part: Part, block: Ruled) -> Item:
        """Rules for handwriting: a tab to where they begin, if anything stands before them, and one that is a rule."""
        is_far = part.align is Align.END
        start, end = (self._width / 2, self._width) if is_far else (0.0, _RULES_END)
        style = Style(
            "Ruled Lines at Half" if is_far else "Ruled Lines",
            above=self._aired(_ABOVE_RULES),
            start=start,
            stops=(start + self._labels, end) if self._labels else (end,),
            row=(7 + 2 * self._setting.air) / POINT,
        )
        tabs = "\t" * len(style.stops)
        # Beside a long label a rule would be too short to write on.
        first = (block.label, tabs) if self._wide(block.label) > _LABEL else (block.label + tabs,)
        return Item(style, (*first, *[tabs] * (block.lines - 1)))

    def _wide(self, text: str) -> float:
        """About how many millimetres wide a text is."""
        return ems(text, self._look.letter) * self._em

    def _aired(self, points: float) -> float:
        return _half(points * self._setting.air)

    def _points(self, items: tuple[Item, ...]) -> float:
        """About how high the paragraphs are together."""
        found, before = 0.0, None
        for item in items:
            style = item.style
            room = (self._width - style.start - style.end) / self._em
            lines = sum(line_count(line, self._look.letter, room) for line in item.lines)
            found += len(item.lines) * style.row if style.row else lines * self._leading
            found += (style.above if style.apart or style != before else 0) + style.below
            found += 2 * FRAME if style.is_framed else 0
            before = style
        return found


def _labels(letters: tuple[Letter, ...]) -> Iterator[str]:
    """What stands before rules."""
    blocks = (block for letter in letters for part in letter.parts for block in part.blocks)
    return (block.label for block in blocks if isinstance(block, Ruled))


def _named(letters: tuple[tuple[Item, ...], ...]) -> tuple[tuple[Item, ...], ...]:
    """The same paragraphs, with a number behind the name of a style that another has too."""
    names: dict[str, list[Style]] = {}
    for item in (item for items in letters for item in items):
        styles = names.setdefault(item.style.name, [])
        if item.style not in styles:
            styles.append(item.style)
    numbered = {
        style: replace(style, name=f"{name} ({number})" if number > 1 else name)
        for name, styles in names.items()
        for number, style in enumerate(styles, 1)
    }
    return tuple(tuple(replace(item, style=numbered[item.style]) for item in items) for items in letters)


def _half(points: float) -> float:
    """Word counts in half points."""
    return round(2 * points) / 2
