"""Every figure of the benchmarks, on as little as it can be measured on; how fast anything is is not tested."""

import json
from pathlib import Path
import subprocess
import sys

import pytest

ROOT = Path(__file__).parent.parent
FIGURES = (
    "start",
    "text",
    "weasyprint",
    "typst",
    "rendercv",
    "mailmerge",
    "jobs",
    "memory",
    "again",
    "linear",
)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_gives_numbers(name: str, tmp_path: Path) -> None:
    """Both sides do the same work, and ratios come of it."""
    file = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", name, "--tiny", "--json", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    report = json.loads(file.read_text(encoding="utf-8"))
    for why in report["skipped"].values():
        assert "pip install" in why
        assert why in ran.stdout
        pytest.skip(why)
    assert report["figures"]
    for figure in report["figures"]:
        assert figure["figure"] == name
        assert figure["name"] in ran.stdout
        assert all(ratio > 0 for ratios in figure["ratios"].values() for ratio in ratios)
