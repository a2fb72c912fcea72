"""Whole letters of the two specimen cases in every language, kept as files that a person reads.

`--update-golden` rewrites them. Read the difference then as the addressee would read the letter.
"""

from datetime import date
from functools import cache
from pathlib import Path
import re

import pytest
from wcwidth import wcswidth

from ualetters.order import Order
from ualetters.pipeline import render_case
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CASES = ("azimov", "kasymakhunov")
SHOP = Workshop(Templates.with_own())
# One case in other formats too: a page in each kind of script, and drafts in two.
MORE_FORMATS = {("kasymakhunov", code): ("html", "eml") for code in ("en", "ru")} | {
    ("kasymakhunov", code): ("html",) for code in ("ar", "zh")
}
TODAY = date(2013, 1, 20)

_ATTACHED = re.compile(r'(\n filename="[^"\n]+"\n\n)[A-Za-z0-9+/=\n]+?(?=\n--)')
_STYLE = re.compile(r"(?<=<style>\n).*?(?=\n</style>)", re.DOTALL)


@cache
def rendered(case: str) -> dict[str, str]:
    """The letters of a case, without a sender, by their path below the folder of the golden files."""
    found: dict[str, str] = {}
    for code in SHOP.languages:
        order = Order(today=TODAY, languages=(code,), formats=("txt", *MORE_FORMATS.get((case, code), ())))
        result = render_case(ROOT / "cases" / f"{case}.yaml", SHOP, order)
        assert not result.failed
        documents = {path: document for made in result.made for path, document in made.documents.items()}
        found |= {path.as_posix(): kept(document.content.decode("utf-8")) for path, document in documents.items()}
    return found


def kept(text: str) -> str:
    """What of a document is compared: without the attached PDF and the style."""
    text = text.replace("\r\n", "\n")
    text = _ATTACHED.sub(r"\1(the PDF)", text)
    return _STYLE.sub("(the style)", text)


def stored(case: str) -> dict[str, str]:
    """The golden files of a case by their path."""
    files = (path for path in (GOLDEN / case).rglob("*") if path.is_file())
    return {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in sorted(files)}


@pytest.mark.parametrize("case", CASES)
def test_letters_read_as_they_were_approved(case: str, *, update_golden: bool) -> None:
    """Every letter of the specimen cases is word for word the one that was read, and none is missing or left over."""
    if update_golden:
        for name in set(stored(case)) - set(rendered(case)):
            (GOLDEN / name).unlink()
        for name, text in rendered(case).items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    approved = stored(case)
    assert sorted(rendered(case)) == sorted(approved)
    for name, text in rendered(case).items():
        assert text == approved[name], name


def test_every_case_has_its_letters() -> None:
    """Each case of the repository is kept in every language, for everybody who gets something."""
    cases = {path.stem for path in (ROOT / "cases").glob("*.yaml")}
    assert set(CASES) == cases == {path.name for path in GOLDEN.iterdir()}
    letters = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.txt")}
    recipients = {
        "azimov": ("bastrykin", "kulishov", "matiushkin", "embassy-ru"),
        "kasymakhunov": ("bastrykin", "matlubov", "pronichev", "embassy-ru", "embassy-uz"),
    }
    assert letters == {
        f"{case}/{code}/{recipient}.txt"
        for case, ids in recipients.items()
        for code in SHOP.languages
        for recipient in ids
    }
    pages = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html")}
    assert pages == {
        f"kasymakhunov/{code}/{recipient}.html"
        for code in ("ar", "en", "ru", "zh")
        for recipient in recipients["kasymakhunov"]
    }
    drafts = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.eml")}
    assert drafts == {f"kasymakhunov/{code}/{who}.eml" for code in ("en", "ru") for who in ("matlubov", "pronichev")}


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.txt")), ids=lambda path: path.relative_to(GOLDEN).as_posix())
def test_a_golden_letter_is_a_specimen(path: Path) -> None:
    """No golden letter could be taken for one to send, and each fits the columns of an e-mail."""
    text = path.read_text(encoding="utf-8")
    mark = SHOP[path.parent.name].labels["specimen"]
    assert mark == {"en": "SPECIMEN – do not send", "ru": "ОБРАЗЕЦ – не отправлять"}.get(path.parent.name, mark)
    assert text.startswith(f"{mark}\n")
    assert max(map(wcswidth, text.splitlines())) <= 72
