"""Make the pictures of the README from real letters: `python3 start.py python docs/pictures.py`."""

from datetime import date
from pathlib import Path
import subprocess
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFont, ImageOps
import pypdfium2

from ualetters.delivery.checklist import Entry
from ualetters.delivery.pack import Wishes, letter_night
from ualetters.delivery.plan import plan
from ualetters.formats import pdf
from ualetters.formats.labels import labels_sheet
from ualetters.formats.paper import stationery
from ualetters.formats.typesetting import DoesNotFitError, typeset
from ualetters.model.section import Section
from ualetters.model.sender import Sender
from ualetters.model.stationery import PLAIN
from ualetters.order import Order
from ualetters.pipeline import Result, render_case
from ualetters.review import review_sheet
from ualetters.templating import Templates
from ualetters.workshop import Workshop

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
PICTURES = {
    "russian-letter.png": ("azimov", "ru", "bastrykin"),
    "english-letter.png": ("azimov", "en", "bastrykin"),
    "arabic-letter.png": ("azimov", "ar", "bastrykin"),
}
REVIEWED = "fr"
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,900")
SCALE = 1.2  # times 72 dots an inch
SMALL = 0.75
FINER = 4
GAP, CAPTION = 12, 26  # dots
TODAY = date(2013, 1, 10)
WRITER = Sender(name="Anna Example", country="DE", address=("Example St. 1", "12345 Town"))
# For layouts that are not the usual ones of any country.
ELSEWHERE = {"din5008a": "DE", "a4": "SE", PLAIN: "PL"}
FRAME = 1  # dots
GREYS = 16


def page(case: str, language: str, recipient: str) -> Image.Image:
    """The first page of a letter, in a thin frame."""
    order = Order(today=date(2013, 12, 10), languages=(language,), to=(recipient,), formats=("pdf",))
    result = render_case(CASES / f"{case}.yaml", Workshop(Templates.with_own()), order)
    (document,) = result.made[0].documents.values()
    with pypdfium2.PdfDocument(document.content) as opened:
        picture = opened[0].render(scale=SCALE, grayscale=True).to_pil()
    return ImageOps.expand(picture, FRAME, fill=128).quantize(GREYS)


def review_page() -> Image.Image:
    """The head of a review sheet as a browser shows it."""
    with TemporaryDirectory() as folder:
        sheet, picture = Path(folder, "sheet.html"), Path(folder, "sheet.png")
        sheet.write_text(review_sheet(REVIEWED, Workshop(Templates.with_own())), encoding="utf-8")
        command = [*CHROMIUM, f"--screenshot={picture}", sheet.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        with Image.open(picture) as shown:
            return ImageOps.expand(shown.convert("L"), FRAME, fill=128).quantize(GREYS)


def rendered(order: Order) -> Result:
    """The letters of a seed case."""
    return render_case(CASES / "kasymakhunov.yaml", Workshop(Templates.with_own()), order)


def sheets(pages: dict[str, tuple[bytes, int]], columns: int) -> Image.Image:
    """Pages beside each other, each with its caption and in its size.

    Args:
        pages: Caption to a PDF and the number of its page, counted from 0.
        columns: How many stand in a row.
    """
    pictures = {}
    for caption, (content, number) in pages.items():
        with pypdfium2.PdfDocument(content) as document:
            # Drawn large and made smaller: at this size the letters of a word would run together.
            large = document[number].render(scale=SMALL * FINER, grayscale=True).to_pil()
            picture = large.resize((large.width // FINER, large.height // FINER), Image.Resampling.LANCZOS)
        pictures[caption] = ImageOps.expand(picture, FRAME, fill=128)
    width = max(picture.width for picture in pictures.values()) + GAP
    height = max(picture.height for picture in pictures.values()) + GAP + CAPTION
    rows = -(-len(pictures) // columns)
    whole = Image.new("L", (columns * width + GAP, rows * height + GAP), 255)
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(15)
    for place, (caption, picture) in enumerate(pictures.items()):
        left, top = place % columns * width + GAP, place // columns * height + GAP
        draw.text((left, top), caption, fill=0, font=font)
        whole.paste(picture, (left, top + CAPTION))
    return whole.quantize(GREYS)


def layouts() -> Image.Image:
    """One letter in every layout, from a country where it is usual."""
    known = stationery(Templates.with_own()).layouts
    render = pdf.renderer(Templates.with_own())
    pages = {}
    for name in (*known, PLAIN):
        country = known[name].countries[0] if name in known and known[name].countries else ELSEWHERE[name]
        language = "ru" if name in {"din5008b", "ch-right"} else "en"
        writer = replace(WRITER, country=country)
        order = Order(today=TODAY, languages=(language,), to=("pronichev",), formats=(), sender=writer, by_post=True)
        letter = rendered(order).made[0].letter
        if letter.postal is None:
            raise SystemExit("the recipient has no address in Latin script")
        caption = f"{name} ({country}, {language})"
        try:
            pages[caption] = (render(letter, name).content, 0)
        except DoesNotFitError:
            shorter = replace(letter.postal, lines=(letter.postal.lines[0], *letter.postal.lines[2:]))
            pages[f"{caption}; without the office"] = (render(replace(letter, postal=shorter), name).content, 0)
    return sheets(pages, 4)


def letter_night_pages() -> Image.Image:
    """Checklist, letter and envelope of a pack, and a sheet of labels."""
    templates = Templates.with_own()
    workshop = Workshop(templates)
    result = rendered(Order(today=TODAY, languages=("ru",), formats=(), country="GB", by_post=True))
    if result.case is None:
        raise SystemExit("the case cannot be read")
    section = Section(post={"UZ": 14})
    entry = Entry(
        result.case, plan(result.case, [one.recipient for one in result.made], TODAY, section, "GB"), result.made
    )
    wishes = Wishes(today=TODAY, pack=workshop["en"], section=section, host="GB", layout=PLAIN)
    content = letter_night([entry], wishes, templates).content
    with pypdfium2.PdfDocument(content) as document:
        last = len(document) - 1
    letters = [made.letter for made in result.made if made.letter.postal is not None]
    grid = labels_sheet(letters * 4, stationery(templates).labels["L7160"], skip=3)
    labels = typeset(templates)([grid], "Labels", TODAY)
    pages = {"checklist": (content, 0), "letter to fill in": (content, 1), "envelope DL": (content, last)}
    return sheets(pages | {"labels L7160, --skip 3": (labels, 0)}, 4)


def main() -> None:
    """Write every picture beside this file."""
    for name, letter in PICTURES.items():
        page(*letter).save(HERE / name, optimize=True)
    layouts().save(HERE / "layouts.png", optimize=True)
    letter_night_pages().save(HERE / "letter-night.png", optimize=True)
    review_page().save(HERE / "review-sheet.png", optimize=True)


if __name__ == "__main__":
    main()
