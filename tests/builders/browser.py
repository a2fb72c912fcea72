"""Chromium without a window, and where it shows a text of a page."""

from collections.abc import Sequence
import json
import os
from pathlib import Path
import re
import shutil
import subprocess
from typing import NamedTuple

import pytest

# A frame gives its page away to the page around it, which may run a script where the page itself may not.
AROUND = """<meta charset="utf-8"><iframe src="letter.html" width="800" height="1200" onload="
  const page = this.contentDocument;
  const shown = text => {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const begin = node.data.indexOf(text);
      if (begin < 0) continue;
      const range = page.createRange();
      range.setStart(node, begin);
      range.setEnd(node, begin + text.length);
      return range.getBoundingClientRect();
    }
  };
  const boxes = TEXTS.map(shown).concat([...page.querySelectorAll('SELECTOR')].map(one => one.getBoundingClientRect()));
  document.title = JSON.stringify(boxes.map(box => [box.left, box.right, box.top, box.bottom]))"></iframe>"""


class Box(NamedTuple):
    """Where something is shown, in pixels from the upper left corner."""

    left: float
    right: float
    top: float
    bottom: float


def find_chromium() -> str:
    """The path of Chromium; without it the test is skipped, unless everything is required."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("UALETTERS_REQUIRE_ALL") == "1":
        pytest.fail("Chromium is not installed, and UALETTERS_REQUIRE_ALL=1")
    pytest.skip("Chromium is not installed")


def browse(chromium: str, folder: Path, *options: str, fonts: Sequence[Path] = ()) -> str:
    """What Chromium prints when it is started once with a profile of its own, and with the fonts in these folders."""
    quiet = ("no-first-run", "disable-background-networking", "disable-component-update", "disable-sync")
    fixed = ("headless", "no-sandbox", "disable-gpu", *quiet, f"user-data-dir={folder / 'profile'}")
    command = [chromium, *(f"--{option}" for option in fixed), *options]
    for one in fonts:
        shutil.copytree(one, folder / "data" / "fonts" / one.name, dirs_exist_ok=True)
    environment = os.environ | ({"XDG_DATA_HOME": str(folder / "data")} if fonts else {})
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=environment).stdout


def boxes(
    chromium: str, folder: Path, page: str, texts: Sequence[str], *, selector: str, fonts: Sequence[Path] = ()
) -> tuple[dict[str, Box], list[Box]]:
    """Where Chromium shows these texts of a page, and the elements of a selector."""
    (folder / "letter.html").write_text(page, encoding="utf-8")
    around = AROUND.replace("TEXTS", json.dumps(texts).replace('"', "&quot;")).replace("SELECTOR", selector)
    (folder / "around.html").write_text(around, encoding="utf-8")
    options = ("--allow-file-access-from-files", "--dump-dom", (folder / "around.html").as_uri())
    (found,) = re.findall("<title>(.*)</title>", browse(chromium, folder, *options, fonts=fonts))
    all_boxes = [Box(*box) for box in json.loads(found)]
    return dict(zip(texts, all_boxes, strict=False)), all_boxes[len(texts) :]
