"""The first page of a letter-night pack: for each case what goes to whom, how and by when, in the volunteer's words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct

from ualetters.bidi import isolated
from ualetters.compose.prose import attempt
from ualetters.delivery.plan import Channel, Plan, Reach
from ualetters.documents import Made
from ualetters.formats.sheets import printable
from ualetters.formats.typesetting import Sheet
from ualetters.grammar import forms_for, full_name
from ualetters.language import in_digits, language_name, long_date
from ualetters.language_pack import volunteer_words
from ualetters.model.case import Addressee, Case
from ualetters.model.letter import Letter, Lines, Paper, Role, Ruled
from ualetters.model.pack import LanguagePack
from ualetters.model.section import SUSPENDED, Section
from ualetters.model.stationery import SHEETS

_NAME_LINES = 2
_TALLIED = ("fax", "email", "web", "post")
_WRITERS = (Role.SENDER, Role.DATE, Role.SIGNATURE)
_LABEL_ENDS = ":： \u00a0\u202f"


class Entry(Struct, frozen=True):
    """One case of a pack.

    Attributes:
        case: The case.
        plan: What can still be done for it.
        made: Its letters, in the order of the recipients.
    """

    case: Case
    plan: Plan
    made: tuple[Made, ...]


class Evening(Struct, frozen=True):
    """What is to be done with the letters of a pack, whatever they say.

    Attributes:
        section: What the section says about mail from the country of posting.
        host: ISO 3166-1 code of the country of posting; None if it is not known.
        paper: What the pack is printed on.
        copies: How often each letter is in the pack.
        folded: Whether letters have fold marks.
        deadline_checked: Whether somebody has made sure that the cases are still open.
    """

    section: Section
    host: str | None
    paper: Paper
    copies: int = 1
    folded: bool = False
    deadline_checked: bool = False


def checklist_sheet(entries: Sequence[Entry], evening: Evening, pack: LanguagePack) -> Sheet:
    """What is printed on the checklist.

    Args:
        entries: The cases, at least one.
        evening: What is to be done with the letters.
        pack: The language that the volunteer reads.

    Raises:
        ProblemsError: Words of the sheet are still to be written in that language.
    """
    specimens = [entry.case.status == "specimen" for entry in entries]
    words = {name: printable(text) for name, text in volunteer_words(pack).items()}
    # A mark at the head would forbid to send the others too.
    page = _Page(pack, words, evening, marks_cases=any(specimens) and not all(specimens))
    width, height = SHEETS[evening.paper]
    data = {
        "size": {"width": width, "height": height},
        "digits": pack.digits,
        "mark": pack.labels["specimen"] if all(specimens) else "",
        "title": page.words["title"],
        "cases": [page.case(entry) for entry in entries],
        "heads": [page.words[name] for name in ("recipient", "language", "channel", "done")],
        "instructions": list(page.instructions(entries)),
        "print": page.words["print"],
        "tally": page.tally(entries),
    }
    return Sheet("checklist", pack.tag, pack.direction, pack.script, data, "".join(page.words.values()))


class _Page(Struct, frozen=True):
    """The words of the checklist, filled in."""

    pack: LanguagePack
    words: Mapping[str, str]
    evening: Evening
    marks_cases: bool = False

    def case(self, entry: Entry) -> dict[str, Any]:
        """The heading of a case and its table."""
        plan, words = entry.plan, self.words
        lines = []
        if entry.case.reference.number:
            lines.append(self._said(words["reference"], entry.case.reference.number))
        if plan.last_day is not None:
            lines.append(self._said(words["last_day"], self._date(plan.last_day)))
        if plan.days_left is not None and plan.days_left >= 0:
            lines.append(self._said(words["days_left"], in_digits(str(plan.days_left), self.pack.digits)))
        reaches = {reach.id: reach for reach in plan.recipients}
        return {
            "name": entry.case.id,
            "mark": self.pack.labels["specimen"] if self.marks_cases and entry.case.status == "specimen" else "",
            "lines": [*map(self._shown, lines)],
            "alert": self._alert(entry),
            "rows": [self._row(entry, reaches[made[0].recipient.id], made) for made in _by_recipient(entry)],
        }

    def _alert(self, entry: Entry) -> str:
        """What must be known before anything is sent; empty if nothing must."""
        left, words = entry.plan.days_left, self.words
        if left is not None and left < 0:
            return "" if self.evening.deadline_checked else words["past"]
        if entry.case.send_before == "asap":
            return words["soon"]
        return "" if left is not None or self.evening.deadline_checked else words["no_deadline"]

    def _row(self, entry: Entry, reach: Reach, made: Sequence[Made]) -> dict[str, Any]:
        kind = self.words["note" if made[0].letter.enclosed else "letter"]
        return {
            "recipient": [*map(self._shown, _named(made[0], self.pack))],
            "kind": kind,
            "language": self.pack.lists.between.join(language_name(one.language, self.pack.code) for one in made),
            "channels": [
                {
                    "lines": [*map(self._shown, self._channel(entry.plan, reach, channel))],
                    "open": not (channel.kind == "post" and self._hindrance(entry.plan, reach, channel)),
                }
                for channel in reach.channels
            ],
        }

    def _channel(self, plan: Plan, reach: Reach, channel: Channel) -> Iterator[str]:
        """How somebody is reached, in lines: what to dial, or until when to post and for how much."""
        words, labels = self.words, self.pack.labels
        if channel.kind != "post":
            yield self._said(labels[channel.kind], channel.value)
            if channel.dialled and channel.dialled != channel.value:
                yield self._said(words["dial"], channel.dialled)
            return
        if not channel.value:
            yield words["no_address"]
            return
        hindrance = self._hindrance(plan, reach, channel)
        yield " · ".join(filter(None, (words["post"], hindrance or self._post_advice(plan, reach, channel))))
        if not hindrance and channel.makes_sense != "no" and self.evening.host is not None:
            postage = words["postage_abroad" if reach.country != self.evening.host else "postage_inland"]
            yield " · ".join(filter(None, (postage, channel.postage)))

    def _hindrance(self, plan: Plan, reach: Reach, channel: Channel) -> str:
        """Why nothing can be posted, whatever else is to be said of the case; empty if nothing is in the way."""
        if self.evening.section.post.get(reach.country) == SUSPENDED:
            return self.words["post_suspended"]
        is_late = plan.state in ("open", "asap") and channel.makes_sense == "no"
        return self.words["post_late"] if is_late else ""

    def _post_advice(self, plan: Plan, reach: Reach, channel: Channel) -> str:
        """Until when to post, or whom to ask; empty where nothing is sent, or where the case itself says whom."""
        if plan.state not in ("open", "asap", "unknown", "past") or channel.makes_sense == "no":
            return ""
        if channel.post_by is not None:
            return self._said(self.words["post_by"], self._date(channel.post_by))
        return "" if reach.country in self.evening.section.post else self.words["post_ask"]

    def instructions(self, entries: Sequence[Entry]) -> Iterator[str]:
        """What to do with what is printed."""
        words, evening = self.words, self.evening
        letters = [made.letter for entry in entries for made in entry.made]
        if evening.copies > 1:
            yield self._said(words["copies"], in_digits(str(evening.copies), self.pack.digits))
        if any(map(_is_ruled, letters)):
            yield words["by_hand"]
        yield words["sign"]
        if any(letter.enclosed for letter in letters):
            yield words["enclose"]
        if evening.folded:
            yield words["fold"]
        yield words["answers"]

    def tally(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """A table to count in: a row for each recipient, below the name of the case if there are several."""
        names = {kind: self.pack.labels.get(kind, self.words["post"]).rstrip(_LABEL_ENDS) for kind in _TALLIED}
        used = {channel.kind for entry in entries for reach in entry.plan.recipients for channel in reach.channels}
        return {
            "title": self.words["tally"],
            "columns": [name for kind, name in names.items() if kind in used],
            "groups": [
                {
                    "name": entry.case.id if len(entries) > 1 else "",
                    "rows": [self._shown(_named(made[0], self.pack)[0]) for made in _by_recipient(entry)],
                }
                for entry in entries
            ],
        }

    def _said(self, label: str, value: str) -> str:
        return f"{label}{self.pack.space}{value}"

    def _date(self, day: date) -> str:
        pack = self.pack
        return long_date(day, pack.date_in_text, pack.months, pack.first_day, pack.digits)

    def _shown(self, text: str) -> str:
        return printable(isolated(text) if self.pack.direction == "rtl" else text)


def _by_recipient(entry: Entry) -> list[tuple[Made, ...]]:
    """The letters of a case by recipient, one for each language."""
    order = [reach.id for reach in entry.plan.recipients]
    made = sorted(entry.made, key=lambda one: order.index(one.recipient.id))
    return [tuple(group) for _, group in groupby(made, key=lambda one: one.recipient.id)]


def _is_ruled(letter: Letter) -> bool:
    """Whether the writer has something to fill in by hand."""
    return any(isinstance(block, Ruled) for part in letter.parts if part.role in _WRITERS for block in part.blocks)


def _named(made: Made, pack: LanguagePack) -> tuple[str, ...]:
    """Who gets a letter: the name as on the envelope, and the office in the volunteer's words if the case has them."""
    recipient, postal = made.recipient, made.letter.postal
    inside = [block for part in made.letter.parts if part.role is Role.INSIDE_ADDRESS for block in part.blocks]
    lines = postal.lines if postal else tuple(line for one in inside if isinstance(one, Lines) for line in one.lines)
    office = _office(recipient, pack)
    name = _name(recipient, postal.lines[0] if postal else None, pack)
    has_office = recipient.office is not None or recipient.is_embassy
    if (recipient.name is not None and name is None) or (has_office and office is None):
        return lines[:_NAME_LINES]
    return tuple(filter(None, (name, office))) or lines[:_NAME_LINES]


def _office(recipient: Addressee, pack: LanguagePack) -> str | None:
    """An office in a language; None if neither the case nor the pack has it."""
    if recipient.office is not None:
        return recipient.office.forms.get(pack.code, {}).get("nom")
    if not recipient.is_embassy:
        return None
    country = pack.countries.get(recipient.authority)
    return attempt(pack.labels["embassy"], country=country) if country else None


def _name(recipient: Addressee, printed: str | None, pack: LanguagePack) -> str | None:
    """The name that is printed on the envelope, or else the one that the volunteer reads; None without either."""
    offices = recipient.office.forms.values() if recipient.office else ()
    if recipient.name is None:
        return None
    # Without a name in Latin script an envelope begins with the office.
    if printed is not None and printed not in {forms.get("nom") for forms in offices}:
        return printed
    forms, _ = forms_for(recipient.name, pack)
    return full_name(forms, pack) if forms else None
