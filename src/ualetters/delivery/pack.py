"""A letter-night pack: checklist, letters with their enclosures, envelopes or labels, all in one PDF."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from ualetters.checks.protected import in_printed
from ualetters.delivery.checklist import Entry, Evening, checklist_sheet
from ualetters.documents import Made
from ualetters.errors import Place, ProblemsError, UalettersError
from ualetters.formats.labels import labels_sheet
from ualetters.formats.paper import stationery
from ualetters.formats.pdf import Laid, laying
from ualetters.formats.sheets import envelope_sheet
from ualetters.formats.typesetting import Sheet, typeset
from ualetters.language_pack import volunteer_words
from ualetters.model.letter import Letter
from ualetters.model.pack import LanguagePack
from ualetters.model.section import Section
from ualetters.model.stationery import LabelSheet
from ualetters.templating import Templates


class Wishes(Struct, frozen=True):
    """How a pack is to be made.

    Attributes:
        today: The date of the letters.
        pack: The language that the volunteer reads.
        section: What the section says about mail from the country of posting.
        host: ISO 3166-1 code of the country of posting; None if it is not known.
        copies: How often each letter is in the pack.
        deadline_checked: Whether somebody has made sure that the cases are still open.
        layout: Name of the layout; None for the usual one.
        envelope: Name of the envelope for letters without a window; None for the usual one.
        labels: A sheet of labels instead of envelopes.
        skip: How many labels of the first sheet are used up.
        protected: Texts that must stand nowhere, folded.
    """

    today: date
    pack: LanguagePack
    section: Section
    host: str | None = None
    copies: int = 1
    deadline_checked: bool = False
    layout: str | None = None
    envelope: str | None = None
    labels: LabelSheet | None = None
    skip: int = 0
    protected: tuple[str, ...] = ()


class Pack(Struct, frozen=True):
    """A finished pack.

    Attributes:
        content: The PDF.
        notes: What did not fit a window, and what was asked for and is not needed.
    """

    content: bytes
    notes: tuple[str, ...]


class _Laid(NamedTuple):
    """A letter and how it was laid out."""

    letter: Letter
    laid: Laid


def letter_night(entries: Sequence[Entry], wishes: Wishes, templates: Templates, own_font: Path | None = None) -> Pack:
    """Make the pack of some cases.

    Args:
        entries: The cases with their letters, at least one letter.
        wishes: How it is to be made.
        templates: Where the layouts are found.
        own_font: Folder with the user's font.

    Raises:
        ProblemsError: Words of the checklist are still to be written in the volunteer's language, or a protected word
            stands on it or in the reminder.
        NoFontError: No font has the script of a letter.
        DoesNotFitError: An address does not fit the window, envelope or label that was asked for.
        UalettersError: A character is in no font, or a layout is wrong.
    """
    words = volunteer_words(wishes.pack)
    lay = laying(templates, own_font)
    laid = [_Laid(made.letter, lay(made.letter, wishes.layout)) for entry in entries for made in entry.made]
    evening = Evening(
        section=wishes.section,
        host=wishes.host,
        paper=laid[0].letter.paper,
        copies=wishes.copies,
        folded=any(one.laid.has_window for one in laid),
        deadline_checked=wishes.deadline_checked,
    )
    checklist = checklist_sheet(entries, evening, wishes.pack)
    printed = {"checklist": checklist.data, "reminder": [wishes.pack.labels["specimen"], words["reminder"]]}
    found = [one for name, what in printed.items() for one in in_printed(Place(name), what, wishes.protected)]
    if found:
        raise ProblemsError(found)
    sheets = [
        checklist,
        *chain.from_iterable(repeat(one.laid.sheets[0], wishes.copies) for one in laid),
        *_addressed(_windowless(laid, wishes), wishes, templates),
    ]
    content = typeset(templates, own_font)(sheets, words["title"], wishes.today)
    return Pack(content, tuple(dict.fromkeys(_notes(laid, wishes))))


def unmakable(
    made: Iterable[Made], wishes: Wishes, templates: Templates, own_font: Path | None = None
) -> tuple[tuple[Made, UalettersError], ...]:
    """The letters of which the sheets cannot be set, each with the reason: what a pack says of none of them.

    Args:
        made: The letters.
        wishes: How a pack of them was to be made.
        templates: Where the layouts are found.
        own_font: Folder with the user's font.
    """
    lay, set_sheets = laying(templates, own_font), typeset(templates, own_font)
    found: list[tuple[Made, UalettersError]] = []
    for one in made:
        try:
            laid = _Laid(one.letter, lay(one.letter, wishes.layout))
            if addressed := _addressed(_windowless([laid], wishes), wishes, templates):
                set_sheets(addressed, one.letter.title, wishes.today)
        except UalettersError as error:
            found.append((one, error))
    return tuple(found)


def _windowless(laid: Iterable[_Laid], wishes: Wishes) -> list[Letter]:
    """The letters of which the address is known and shows in no window; without those whose envelope is too small."""
    is_usual = wishes.envelope is None and wishes.labels is None
    found = (letter for letter, one in laid if not (one.has_window or (one.by_hand and is_usual)))
    return [letter for letter in found if letter.postal is not None]


def _addressed(windowless: Sequence[Letter], wishes: Wishes, templates: Templates) -> list[Sheet]:
    """The envelopes of some letters, or labels for them."""
    letters = [letter for letter in windowless for _ in range(wishes.copies)]
    if not letters:
        return []
    if wishes.labels is not None:
        return [labels_sheet(letters, wishes.labels, wishes.skip)]
    known = stationery(templates)
    size = wishes.envelope or known.envelope_of(wishes.host, letters[0].paper)
    return [envelope_sheet(letter, size, known) for letter in letters]


def _notes(laid: Sequence[_Laid], wishes: Wishes) -> Iterator[str]:
    instead = "label" if wishes.labels else "envelope"
    note = f"the address does not fit the window of the usual layout, so it is on its {instead} at the end of the pack"
    for letter, one in laid:
        if one.note:
            is_said = letter.postal is None or one.has_window or one.by_hand
            yield f"`{letter.case_id}`: `{letter.recipient_id}`: {one.note if is_said else note}"
    if (wishes.labels or wishes.envelope) and not _windowless(laid, wishes):
        why = "every address that is known shows in a window"
        yield f"there is no {instead}, for {why}; with `--layout plain` none does"
