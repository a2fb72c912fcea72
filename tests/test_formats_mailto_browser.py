"""The e-mail page in Chromium: its link as it was written, its text as it is copied, and nothing from the network."""

from html import escape, unescape
import json
from pathlib import Path
import re
from typing import Any

from msgspec.structs import replace
import pytest

from builders.browser import browse, find_chromium
from builders.formats_scripts import SCRIPTS
from builders.mailto import WORDS, watched
from ualetters.formats import mailto, paste
from ualetters.model.letter import Letter, Mailing
from ualetters.templating import Templates

TEMPLATES = Templates.with_own()
TO = ("mvd&cc=x@mvd.uz", f"{'a' * 60}@{'b' * 60}.example.org")
SHOWN = """({
  links: [...page.querySelectorAll("a")].map(link => [link.href, link.protocol]),
  widths: [page.documentElement.clientWidth, page.documentElement.scrollWidth],
  selects: [...page.querySelectorAll("bdi, pre")].map(one => frame.getComputedStyle(one).userSelect),
  text: (frame.getSelection().selectAllChildren(page.querySelector("pre")), frame.getSelection().toString()),
})"""
AROUND = """<meta charset="utf-8"><iframe src="mail.html" width="{width}" height="900" onload="
  const page = this.contentDocument, frame = this.contentWindow;
  document.title = JSON.stringify({shown})"></iframe>"""


@pytest.fixture(scope="module")
def chromium() -> str:
    """The path of Chromium."""
    return find_chromium()


def with_page(folder: Path, letter: Letter, text: str) -> str:
    """Write the page of a letter, and return it."""
    mailed = replace(letter, mark="", mailing=Mailing(TO, letter.mailing.subject, ("copy@fsb.ru",)))
    page = mailto.renderer(TEMPLATES)(mailed, text, WORDS, "en", "ltr").content.decode()
    (folder / "mail.html").write_text(page, encoding="utf-8")
    return page


def shown(chromium: str, folder: Path, width: int) -> dict[str, Any]:
    """What a frame of this width shows of the page."""
    around = AROUND.format(width=width, shown=escape(SHOWN))
    (folder / "around.html").write_text(around, encoding="utf-8")
    options = ("--allow-file-access-from-files", "--dump-dom", (folder / "around.html").as_uri())
    (found,) = re.findall("<title>(.*)</title>", browse(chromium, folder, *options), re.DOTALL)
    return dict(json.loads(unescape(found)))


@pytest.mark.parametrize("text", ["Dear Minister,\n\n• one & two;\n• 100 %.\n", None], ids=["short", "long"])
@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("letter", SCRIPTS.values(), ids=SCRIPTS)
def test_a_phone_and_a_screen_show_the_page(
    chromium: str, tmp_path: Path, letter: Letter, width: int, text: str | None
) -> None:
    """The link is taken as it stands, a click selects a whole value, nothing is wider than the window."""
    wanted = paste.renderer(TEMPLATES)(letter).content.decode() if text is None else text
    with_page(tmp_path, letter, wanted)
    found = shown(chromium, tmp_path, width)
    body = wanted if text else ""
    assert found["links"] == [[mailto.link(TO, ("copy@fsb.ru",), letter.mailing.subject, body), "mailto:"]]
    assert found["text"].rstrip("\n") == wanted.rstrip("\n")
    assert found["selects"] == ["all"] * 5
    assert found["widths"][0] == found["widths"][1] > width - 20


def asked_for(chromium: str, folder: Path, page: str) -> list[str]:
    """What a page asks the network for, without what Chromium itself reports to its maker."""
    (folder / "mail.html").write_text(page, encoding="utf-8")
    with watched() as (proxy, asked):
        browse(chromium, folder, proxy, "--dump-dom", (folder / "mail.html").as_uri())
    return [url for url in asked if not re.search(r"\b(google|googleapis|gvt1)\.com\b", url)]


def test_the_page_asks_the_network_for_nothing(chromium: str, tmp_path: Path) -> None:
    """Its text is not taken for markup; and if it were, the policy would stop it, as only a page without one shows."""
    image = '<img src="http://example.org/seen.png">'
    page = with_page(tmp_path, SCRIPTS["Arabic"], f"{image}\n")
    assert asked_for(chromium, tmp_path, page) == []
    page = page.replace("</main>", f"{image}</main>")
    assert asked_for(chromium, tmp_path, page) == []
    page = page.replace("default-src 'none'", "default-src *")
    assert asked_for(chromium, tmp_path, page) == ["http://example.org/seen.png"]
