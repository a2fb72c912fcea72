"""A template that was saved in another encoding is told of, and is no bug."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Outcome

from ualetters.errors import ProblemsError, UalettersError
from ualetters.templating import Templates, layout

LATIN_1 = "{% block opening %}Förhör{% endblock %}".encode("latin-1")


def saved(folder: Path, name: str) -> Templates:
    """A root with one file in Latin-1."""
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(LATIN_1)
    return Templates((folder,))


def test_a_template(tmp_path: Path) -> None:
    """The file is named."""
    with pytest.raises(ProblemsError) as caught:
        saved(tmp_path, "sv/letter.j2").read("sv/letter.j2")
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.message) == (str(tmp_path / "sv" / "letter.j2"), "the file is not UTF-8")


def test_a_layout(tmp_path: Path) -> None:
    """So is a layout."""
    with pytest.raises(UalettersError) as caught:
        layout(saved(tmp_path, "_layouts/own.j2"), "own.j2")
    assert str(caught.value) == "_layouts/own.j2: the layout is not UTF-8"


def test_a_model(tmp_path: Path, cli: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that reads it ends with a message."""
    monkeypatch.chdir(tmp_path)
    saved(tmp_path / "own", "en/letter.j2")
    shown = cli("languages", "new", "sv", "--templates", "own", "--output", "new")
    assert (shown.code, shown.out) == (1, "")
    assert (
        shown.err
        == f"{Path('own/en/letter.j2')}: error: the file is not UTF-8\n    → save it with the encoding UTF-8\n"
    )
    assert not Path("new").exists()
