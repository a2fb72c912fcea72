"""A faxed letter can be read: character recognition gives back the words of real letters."""

from pathlib import Path

import pytest

from builders.fax import coarse, error_rate, letter, read_by_ocr
from ualetters.formats.tiff import Encoding, tiff_f
from ualetters.model.letter import Paper

MOST = 0.01
# A machine in "standard" resolution drops every second line.
MOST_COARSE = 0.03


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("which", "encoding"),
    [
        (("azimov", "bastrykin", Paper.A4), "g4"),
        (("azimov", "kulishov", Paper.US_LETTER), "g4"),
        (("kasymakhunov", "matlubov", Paper.A4), "g3"),
        (("kasymakhunov", "pronichev", Paper.A4), "g4"),
        (("kasymakhunov", "bastrykin", Paper.US_LETTER), "g3"),
    ],
    ids=str,
)
def test_a_fax_can_be_read(which: tuple[str, str, Paper], encoding: Encoding, language: str, tmp_path: Path) -> None:
    """At most one character in a hundred is read otherwise, in both languages, encodings and sizes of paper."""
    case, recipient, paper = which
    faxed = letter(case, language, recipient, paper)
    found = read_by_ocr(tiff_f(faxed.pdf, encoding), language, tmp_path)
    assert error_rate(faxed.words, found) <= MOST, found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_fax_can_be_read_in_standard_resolution(language: str, tmp_path: Path) -> None:
    """Strokes are thick enough to survive a machine that takes only half of the lines."""
    faxed = letter("kasymakhunov", language, "bastrykin")
    found = read_by_ocr(coarse(tiff_f(faxed.pdf)), language, tmp_path)
    assert error_rate(faxed.words, found) <= MOST_COARSE, found


def test_another_letter_is_not_taken_for_it(tmp_path: Path) -> None:
    """The measure tells letters apart: against the one to somebody else the same fax fails."""
    found = read_by_ocr(tiff_f(letter("azimov", "en", "bastrykin").pdf), "en", tmp_path)
    assert error_rate(letter("azimov", "en", "kulishov").words, found) > 10 * MOST


@pytest.mark.parametrize(
    ("wanted", "found", "rate"),
    [
        ("a prompt inquiry", "a  prompt\ninquiry ", 0),
        ("• prompt – “fair”\nName: ____", '» prompt - "fair"\n\nName:', 0),
        ("0123456789", "0123456788", 0.1),
        ("0123456789", "012345678", 0.1),
        ("0123456789", "01234567891", 0.1),
        ("abcd", "", 1),
        ("kitten", "sitting", 0.5),
    ],
)
def test_what_counts_as_an_error(wanted: str, found: str, rate: float) -> None:
    """Every character that is wrong, missing or too many counts; breaks of lines and kinds of dashes do not."""
    assert error_rate(wanted, found) == pytest.approx(rate)
