"""Many addresses to print on sheets of labels."""

from collections.abc import Sequence

from msgspec.structs import asdict

from ualetters.formats.sheets import addresses_sheet, printable
from ualetters.formats.typesetting import DoesNotFitError, Sheet
from ualetters.model.letter import Letter
from ualetters.model.stationery import SHEETS, LabelSheet


def labels_sheet(letters: Sequence[Letter], sheet: LabelSheet, skip: int = 0) -> Sheet:
    """What is printed on labels for some letters, in their order.

    All specimens carry the mark of the first, so that one font serves them all.

    Args:
        letters: The letters.
        sheet: The sheet of labels; as many sheets are printed as are needed.
        skip: How many labels of the first sheet are used up.

    Raises:
        DoesNotFitError: There is no address in Latin script.
        ValueError: The sheet has no label left.
    """
    if not 0 <= skip < sheet.count:
        message = f"of {sheet.count} labels, {skip} cannot be used up"
        raise ValueError(message)
    specimen = next((letter for letter in letters if letter.mark), None)
    mark = specimen.mark if specimen else ""
    width, height = SHEETS[sheet.paper]
    data = {
        "size": {"width": width, "height": height},
        "grid": asdict(sheet),
        "skip": skip,
        "labels": [{"lines": _lines(letter), "mark": mark if letter.mark else ""} for letter in letters],
    }
    return addresses_sheet("labels", specimen, data)


def _lines(letter: Letter) -> list[str]:
    if letter.postal is None:
        raise DoesNotFitError("there is no address in Latin script for the label")
    return [*map(printable, letter.postal.lines)]
