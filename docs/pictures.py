"""Make the pictures of the README from real letters: `python3 start.py python docs/pictures.py`."""

from datetime import date
from pathlib import Path
import subprocess
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
import pypdfium2

from ualetters.job import Order
from ualetters.pipeline import render_case
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
FRAME = 1  # dots
GREYS = 16


def page(case: str, language: str, recipient: str) -> Image.Image:
    """The first page of a letter, in a thin frame."""
    order = Order(today=date(2013, 12, 10), languages=(language,), to=(recipient,), formats=("pdf",))
    result = render_case(CASES / f"{case}.yaml", Workshop(Templates.with_own()), order)
    (document,) = result.made[0].documents.values()
    with pypdfium2.PdfDocument(document.content) as pdf:
        picture = pdf[0].render(scale=SCALE, grayscale=True).to_pil()
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


def main() -> None:
    """Write every picture beside this file."""
    for name, letter in PICTURES.items():
        page(*letter).save(HERE / name, optimize=True)
    review_page().save(HERE / "review-sheet.png", optimize=True)


if __name__ == "__main__":
    main()
