"""A layout of one's own that is wrong is told of like any other mistake."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("{{ letters[0].nothing }}", "_layouts/letter.txt.j2: the layout cannot be rendered (UndefinedError)"),
        ("one\n{% block", "_layouts/letter.txt.j2:2: the layout is no template: "),
    ],
)
def test_a_broken_layout(cli: Callable[..., Any], cases: Path, tmp_path: Path, layout: str, told: str) -> None:
    """Nothing is written, the file is named, and it is not called a bug of ours."""
    file = tmp_path / "own" / "_layouts" / "letter.txt.j2"
    file.parent.mkdir(parents=True)
    file.write_text(layout, encoding="utf-8")
    out = tmp_path / "out"
    case = cases / "azimov.yaml"
    shown = cli("render", case, "--lang", "en", "-f", "txt", "--templates", tmp_path / "own", "-o", out)
    assert (shown.code, shown.out) == (1, "")
    assert told in shown.err
    assert "bug" not in shown.err
    assert not out.exists()


def test_a_broken_layout_of_a_new_case(cli: Callable[..., Any], tmp_path: Path) -> None:
    """The layout of a new case is named too."""
    file = tmp_path / "own" / "_layouts" / "case.yaml.j2"
    file.parent.mkdir(parents=True)
    file.write_text("{{ nothing }}", encoding="utf-8")
    shown = cli("new", "my-case", "--templates", tmp_path / "own", "--output", tmp_path / "cases")
    assert (shown.code, shown.out) == (1, "")
    assert "_layouts/case.yaml.j2: the layout cannot be rendered (UndefinedError)" in shown.err
