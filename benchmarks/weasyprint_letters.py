"""What is compared with: `python weasyprint_letters.py HTML_FOLDER PDF_FOLDER [VARIANT]`.

The best way to use WeasyPrint for many letters: one process, and one font configuration for all of them. It is handed
finished pages. Without a variant it makes PDFs without tags, which it does fastest.
"""

from pathlib import Path
import sys

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 22mm 20mm 18mm 25mm }
body { font: 10pt/1.3 serif; margin: 0 }
h1 { font-size: 10pt; margin: 1em 0 }
p { margin: 0 0 0.6em }
address { font-style: normal }
.end { margin-left: 50% }
.rule { border-bottom: 0.4pt solid; display: block; height: 7mm }
"""


def main(pages: Path, output: Path, variant: str | None = None) -> None:
    """Set every page."""
    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts)
    output.mkdir(parents=True, exist_ok=True)
    for page in sorted(pages.glob("*.html")):
        html = HTML(string=page.read_text(encoding="utf-8"))
        html.write_pdf(output / f"{page.stem}.pdf", stylesheets=[style], font_config=fonts, pdf_variant=variant)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
