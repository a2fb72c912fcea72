"""What of a folded letter shows in the window of its envelope, computed from window, envelope and fold."""

from collections.abc import Iterator

from ualetters.errors import UalettersError
from ualetters.model.stationery import SHEETS, Box, Layout, Stationery, Window

CLEARANCE = 3.175
"""mm between the address and each edge of the window, 1/8 in: USPS Publication 25, section 3-9."""


def safe_box(layout: Layout, stationery: Stationery) -> Box:
    """Where an address stands so that it shows with its clearance, wherever the letter slides in its envelopes.

    Args:
        layout: Which sheet, how it is folded, and for which windows.
        stationery: The windows and envelopes.

    Raises:
        UalettersError: The windows have too little in common, or the sheet does not go into an envelope.
    """
    shown = [_shown(layout, stationery.windows[name], stationery, inner=True) for name in layout.windows]
    left, top = max(box.left for box in shown) + CLEARANCE, max(box.top for box in shown) + CLEARANCE
    right, bottom = min(box.right for box in shown) - CLEARANCE, min(box.bottom for box in shown) - CLEARANCE
    # The second panel may show above the first, and the last below it.
    top, bottom = max(top, 0), min(bottom, layout.folds[0])
    if right <= left or bottom <= top:
        names = ", ".join(layout.windows)
        raise UalettersError(f"nothing shows in all of the windows {names}", "leave one of them out of the layout")
    return Box(left, top, right - left, bottom - top)


def exposed_boxes(layout: Layout, stationery: Stationery) -> Iterator[Box]:
    """What of the sheet may show in each window when the letter slides; nothing but the address may stand there."""
    for name in layout.windows:
        yield _shown(layout, stationery.windows[name], stationery, inner=False)


def cuts(layout: Layout, stationery: Stationery) -> Iterator[tuple[str, str, str]]:
    """Why an address cannot stand alone in the windows of a layout: its key, what is wrong, and what to do."""
    try:
        boxes = [*exposed_boxes(layout, stationery)]
    except UalettersError as error:
        yield "folds", error.message, error.hint
        return
    try:
        safe_box(layout, stationery)
    except UalettersError as error:
        yield "windows", error.message, error.hint
        return
    left, right = layout.info.left, layout.info.left + layout.info.width
    for name, box in zip(layout.windows, boxes, strict=True):
        if layout.text < box.bottom:
            shows = f"the window {name} may show the letter down to {box.bottom:g} mm"
            message = f"the text begins at {layout.text:g} mm, and {shows}"
            yield "text", message, "begin the text further down, or fold the letter elsewhere"
        if left < box.right and right > box.left:
            shows = f"shows in the window {name}, which reaches from {box.left:g} to {box.right:g} mm"
            yield "info", f"the column of {left:g} to {right:g} mm {shows}", "put the column beside the window"


def _shown(layout: Layout, window: Window, stationery: Stationery, *, inner: bool) -> Box:
    """The part of the sheet that always shows in a window, or else the part that shows in any position."""
    envelope = stationery.envelopes[window.envelope]
    width, height = SHEETS[layout.paper]
    first, second = layout.folds
    middle, last = second - first, height - second
    # A last panel that is longer than the one it lies on hangs out below the fold under the address.
    below = max(0, last - middle)
    folded = max(first, middle) + below
    play = (envelope.width - width, envelope.height - folded)
    if min(play) < 0:
        message = f"a sheet folded at {first:g} and {second:g} mm does not go into {window.envelope}"
        raise UalettersError(message, "fold it elsewhere, or name the window of a larger envelope")
    # The second panel may reach higher than the first.
    top = envelope.height - window.bottom - window.height - (folded - below - first)
    if inner:
        return Box(window.left, top, window.width - play[0], window.height - play[1])
    return Box(window.left - play[0], top - play[1], window.width + play[0], window.height + play[1])
