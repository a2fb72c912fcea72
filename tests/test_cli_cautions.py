"""What is said beside the letters: that a case is a specimen, and its background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

CAUTION = "The case `azimov` is a specimen: do not send its letters.\n"
HEADING = "Background, for you and not part of any letter:\n"


def test_a_specimen_is_not_to_be_sent(cli: Callable[..., Any], cases: Path) -> None:
    """Whoever makes letters of a specimen is told not to send them, unless nothing is to be said."""
    case = cases / "azimov.yaml"
    assert CAUTION in cli("render", case, "--lang", "en", "--to", "kulishov", "-o", "-").err
    assert CAUTION not in cli("render", case, "--lang", "en", "--to", "kulishov", "-o", "-", "--quiet").err


def test_an_open_case_is_to_be_sent(cli: Callable[..., Any], cases: Path) -> None:
    """The letters of an open case may go out, so nothing of the kind is said."""
    case = cases / "azimov.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("status: specimen", "status: open"), encoding="utf-8")
    outcome = cli("render", case, "--lang", "en", "--to", "kulishov", "-o", "-")
    assert outcome.code == 0
    assert "specimen" not in outcome.err


def test_preview_tells_the_background(cli: Callable[..., Any], cases: Path) -> None:
    """The background stands after the letters, in their language, and in none of them."""
    case = cases / "azimov.yaml"
    outcome = cli("preview", case, "--lang", "ru", "--to", "kulishov")
    assert HEADING in outcome.err
    assert "в предоставлении убежища ему отказали" in outcome.err
    assert "отказали" not in outcome.out
    assert "his application for asylum was refused" in cli("preview", case, "--lang", "en").err
