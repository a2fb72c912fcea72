"""PDF letters: against WeasyPrint and RenderCV as whole processes, and against Typst alone."""

import math
from pathlib import Path
import shutil

from benchmarks.material import CASE, DATE, LANGUAGES, RECIPIENTS, cases, pages, require
from benchmarks.measure import ROOT, Spent, in_turn, loop, made_by, process, python, ualetters
from benchmarks.report import Row, Target, timed
from benchmarks.scale import Place

_LANGUAGES = tuple(part for code in LANGUAGES for part in ("--lang", code))
_RENDER = ("--blank", "--date", DATE, "--quiet")
# RenderCV looks for a newer version of itself at every start; a closed port answers at once.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
_ICONS = "typst/packages/preview/fontawesome/0.5.0"
_ICON = '#let fa-icon(name, ..settings) = text(size: settings.named().at("size", default: 1em), "•")\n'
_PACKAGE = '[package]\nname = "fontawesome"\nversion = "0.5.0"\nentrypoint = "lib.typ"\n'


def weasyprint(place: Place) -> list[Row]:
    """The same words on the same paper; WeasyPrint is handed finished pages, and we start from the cases."""
    require("weasyprint", "weasyprint")
    number = math.ceil(place.scale.pdf_letters / RECIPIENTS / len(LANGUAGES))
    made = cases(place.folder / "cases", number)
    command = ualetters("render", str(made), *_LANGUAGES, *_RENDER)
    made_by((*command, "--format", "html"), place.folder / "letters", "*.html")
    html = pages(place.folder / "letters", place.folder / "pages")
    script, output = str(ROOT / "benchmarks" / "weasyprint_letters.py"), place.folder / "peer"

    def row(peer: str, target: Target | None, *variant: str) -> Row:
        def theirs() -> Spent:
            shutil.rmtree(output, ignore_errors=True)
            spent = process(python(script, str(html), str(output), *variant))
            return spent._replace(letters=sum(1 for _ in output.glob("*.pdf")))

        def ours() -> Spent:
            return made_by((*command, "--format", "pdf"), place.folder / "ours", "*.pdf")

        pairs = in_turn(place.scale.slow, ours, theirs)
        return timed(f"{pairs[0].ours.letters} PDF letters, whole process", peer, pairs, target, faster=True)

    return [row("WeasyPrint", Target("≥", 15)), row("WeasyPrint with tags (PDF/UA-1), as ours", None, "pdf/ua-1")]


def typst(place: Place) -> list[Row]:
    """The same documents in the same Typst, which loads and composes nothing."""

    def row(name: str, number: int, languages: str) -> Row:
        folder = place.folder / languages
        made, other = cases(folder / "cases", number), cases(folder / "other", 2, number)

        def run(loop_name: str) -> Spent:
            return loop("pdf_loops", loop_name, languages, str(made), str(other), str(folder / "loops"))

        run("record")
        pairs = in_turn(place.scale.rounds, lambda: run("ours"), lambda: run("bare"), warm=False)
        return timed(f"PDF letters, one process, {name}", "the same in a bare Typst loop", pairs, Target("≥", 0.85))

    return [
        row("all languages", place.scale.set_cases, "all"),
        row(" and ".join(LANGUAGES), place.scale.pdf_cases, ",".join(LANGUAGES)),
    ]


def rendercv(place: Place) -> list[Row]:
    """One document of its own kind, as each program's user makes it."""
    require("rendercv", "rendercv", "rendercv_fonts", "watchdog")
    sample = _sample(place.folder)
    variables = {**_NO_NETWORK, "XDG_CACHE_HOME": str(place.folder / "cache"), "COLUMNS": "80"}
    ours = ualetters("render", str(CASE), "--lang", "en", "--to", "bastrykin", *_RENDER, "--format", "pdf")
    theirs = python("-m", "rendercv", "render", sample.name, "-nomd", "-nohtml", "-nopng")

    def peer() -> Spent:
        output = sample.parent / "rendercv_output"
        shutil.rmtree(output, ignore_errors=True)
        spent = process(theirs, folder=sample.parent, variables=variables)
        return spent._replace(letters=sum(1 for _ in output.glob("*.pdf")))

    pairs = in_turn(place.scale.rounds, lambda: made_by(ours, place.folder / "ours", "*.pdf"), peer)
    return [timed("one PDF letter, whole process", "RenderCV's sample", pairs, Target("≤", 0.2))]


def _sample(folder: Path) -> Path:
    """RenderCV's own sample, and beside it in place of the icons that it would fetch from the network plain bullets."""
    icons = folder / "cache" / _ICONS
    icons.mkdir(parents=True)
    (icons / "typst.toml").write_text(_PACKAGE, encoding="utf-8")
    (icons / "lib.typ").write_text(_ICON, encoding="utf-8")
    process(
        python("-m", "rendercv", "new", "Sample", "-notypst", "-nomd"),
        folder=folder,
        variables=_NO_NETWORK,
    )
    (sample,) = folder.glob("*.yaml")
    return sample
