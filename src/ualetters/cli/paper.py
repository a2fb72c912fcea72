"""The options of what is printed on paper: layouts, envelopes and labels."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ualetters.formats import PRINTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ualetters.model.stationery import LabelSheet
    from ualetters.workshop import Workshop

Layout = Annotated[
    str | None,
    typer.Option("--layout", metavar="NAME", help="How printed letters are laid out; by default as in your country."),
]
EnvelopeOption = Annotated[
    str | None,
    typer.Option("--envelope", metavar="SIZE", help="DL, C5, C6, C6/5, '#10' or Monarch; by default your country's."),
]
LabelsOption = Annotated[
    str | None, typer.Option("--labels", metavar="SHEET", help="Labels instead of envelopes, such as L7160 or 5160.")
]
Skip = Annotated[int, typer.Option("--skip", metavar="N", help="How many labels of the first sheet are used up.")]


def layout(given: str | None, shop: "Workshop", made: "Sequence[str]" = PRINTED) -> str | None:
    """The name of a layout of printed letters.

    Args:
        given: What was asked for.
        shop: Knows the layouts.
        made: The formats that are made.

    Raises:
        typer.BadParameter: There is no such layout, or nothing is printed.
    """
    if given is None:
        return None
    if not set(made) & set(PRINTED):
        raise typer.BadParameter(f"--layout is for printed letters; add --format {PRINTED[0]}")
    from ualetters.fields import suggestion
    from ualetters.formats.paper import stationery
    from ualetters.model.stationery import PLAIN

    names = (*stationery(shop.templates).layouts, PLAIN)
    if given not in names:
        raise typer.BadParameter(f"there is no layout '{given}'; {suggestion(given, names)}")
    return given


def pdf_file(given: Path, example: str) -> Path:
    """The name of a PDF to write.

    Args:
        given: What was asked for.
        example: A name that would do.

    Raises:
        typer.BadParameter: It is not the name of a PDF.
    """
    if given.suffix.lower() != ".pdf":
        why = "has no name before .pdf" if given.name.lower() == ".pdf" else "must end in .pdf"
        raise typer.BadParameter(f"'{given}' {why}; name a file such as {example}")
    return given


def addressed(
    envelope: str | None, labels: str | None, skip: int, shop: "Workshop"
) -> "tuple[str | None, LabelSheet | None]":
    """What addresses are printed on: the name of an envelope, or else a sheet of labels; neither if neither is named.

    Raises:
        typer.BadParameter: Both are named, there is no such envelope or sheet, or the sheet has no label left.
    """
    from ualetters.fields import suggestion
    from ualetters.formats.paper import stationery

    if envelope is not None and labels is not None:
        raise typer.BadParameter("--labels are instead of envelopes; leave out --labels or --envelope")
    names = tuple(stationery(shop.templates).envelopes)
    if envelope is not None and envelope not in names:
        raise typer.BadParameter(f"there is no envelope '{envelope}'; {suggestion(envelope, names)}")
    return envelope, _labels(labels, skip, shop)


def _labels(given: str | None, skip: int, shop: "Workshop") -> "LabelSheet | None":
    """A sheet of labels.

    Raises:
        typer.BadParameter: There is no such sheet, or it has no label left.
    """
    from ualetters.fields import suggestion
    from ualetters.formats.paper import stationery

    if given is None:
        if skip:
            raise typer.BadParameter("--skip is for labels; name their sheet with --labels")
        return None
    known = stationery(shop.templates).labels
    if given not in known:
        raise typer.BadParameter(f"there is no label sheet '{given}'; {suggestion(given, tuple(known))}")
    count = known[given].count
    if skip < 0:
        raise typer.BadParameter(f"--skip counts used labels: 0 to {count - 1}")
    if skip >= count:
        raise typer.BadParameter(f"--skip {skip}: a sheet of {given} has {count} labels")
    return known[given]
