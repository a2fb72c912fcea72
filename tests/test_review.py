"""A review sheet has every string of a pack where it stands, and says what its writers were unsure of."""

from collections.abc import Iterator
from functools import cache
import re

from jinja2 import Environment, nodes
import pytest

from builders.review_sheet import Row, parsed, seen, sheet_of
from ualetters.model.case import OFFICE_KINDS
from ualetters.model.pack import LABELS, VOLUNTEER, LanguagePack
from ualetters.review import review_sheet
from ualetters.templating import Templates
from ualetters.workshop import Workshop

SHOP = Workshop(Templates.with_own())
CODES = SHOP.languages
JINJA = Environment(autoescape=True)


@cache
def sheet(code: str) -> dict[str, Row]:
    """The sheet of a shipped pack."""
    return sheet_of(code, SHOP)


def everything(code: str) -> str:
    """All that a sheet says in its language."""
    return "\n".join(text for row in sheet(code).values() for text in row.variants.values())


@pytest.mark.parametrize("code", CODES)
def test_the_page(code: str) -> None:
    """The page is strict HTML that loads nothing, and every line has a number and its language and direction."""
    page = parsed(review_sheet(code, SHOP))
    pack = SHOP[code]
    head = {meta.get("http-equiv") or "": meta.get("content") for meta in page.findall("head/meta")}
    assert head["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert page.find(".//script") is None
    assert page.find("head/title").text == f"Review sheet: {pack.name}"
    assert page.find("body/h1").text == f"Review sheet: {pack.name}"
    assert [seen("".join(item.itertext())) for item in page.findall("body/ul/li")] == [
        seen(one) for one in pack.sources
    ]
    rows = sheet(code)
    assert [row.number for row in rows.values()] == list(range(1, len(rows) + 1))
    assert {(row.language, row.direction) for row in rows.values()} == {(pack.tag, pack.direction)}
    assert all(row.variants for row in rows.values())
    assert all(row.english for row in rows.values())


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_refused(code: str) -> None:
    """No sentence of a shipped pack cannot be written; what the pack has no wording for says so by itself."""
    reasons = set(re.findall(r"⟨(.*?)⟩", everything(code)))
    assert {reason for reason in reasons if "no wording for a person of unstated gender" not in reason} == set()


@pytest.mark.parametrize("code", CODES)
def test_every_phrase(code: str) -> None:
    """Every concern has its three sentences and every ask its clause, beside the English ones."""
    pack = SHOP[code]
    expected = [f"concerns.{key}.{name}" for key in pack.concerns for name in ("subject", "opening", "further")]
    found = [path for path in sheet(code) if path.startswith(("concerns.", "asks."))]
    assert sorted(found) == sorted([*expected, *(f"asks.{key}" for key in pack.asks)])
    assert sheet(code)["concerns.disappearance.subject"].english == "Disappearance of Timur Nazarov"
    assert sheet(code)["asks.drop-charges"].english == "I urge you to drop all charges against Timur Nazarov."


def fixed(snippet: str) -> Iterator[str]:
    """The words of a snippet, and what it chooses from."""
    tree = JINJA.parse(snippet)
    yield from (node.data for node in tree.find_all(nodes.TemplateData))
    for call in tree.find_all(nodes.Call):
        yield from (
            node.value for node in [*call.args, *(one.value for one in call.kwargs)] if isinstance(node, nodes.Const)
        )


@pytest.mark.parametrize("code", CODES)
def test_every_variant(code: str) -> None:
    """Whatever a phrase can say, for whomever it is, is there to be read."""
    pack = SHOP[code]
    snippets = {f"asks.{key}": text for key, text in pack.asks.items()}
    for key, concern in pack.concerns.items():
        snippets |= {f"concerns.{key}.{name}": getattr(concern, name) for name in ("subject", "opening", "further")}
    lacking = []
    for path, snippet in snippets.items():
        said = "\n".join(sheet(code)[path].variants.values()).casefold()
        for words in fixed(snippet):
            # A stop may be joined with that of the name before it.
            text = seen(words).strip(".").casefold()
            lacking += [(path, text)] if text not in said else []
    assert lacking == []


def row_texts(pack: LanguagePack, kind: str) -> Iterator[str]:
    """What the salutations of an office say, with the marks that the sheet writes for a name."""
    names = {part: f"‹{part}›" for part in ("given", "patronymic", "family")}
    names |= {form: f"‹name.{form}›" for form in pack.forms if form != "nom"}
    for snippet in pack.salutations.offices[kind].values():
        yield seen(JINJA.from_string(snippet).render(a=names).replace("&lt;", "<"))


@pytest.mark.parametrize("code", CODES)
def test_every_office(code: str) -> None:
    """Every salutation of every office is there, with the inside address of its holder and a close."""
    pack = SHOP[code]
    for kind in OFFICE_KINDS:
        path = "salutations.institution" if kind == "institution" else f"salutations.offices.{kind}"
        said = "\n".join(sheet(code)[path].variants.values())
        expected = [pack.salutations.institution["any"]] if kind == "institution" else list(row_texts(pack, kind))
        assert [text for text in expected if text not in said] == []
        assert "‹office" in said
        assert seen(pack.countries["UZ"].get("address", pack.countries["UZ"]["nom"])) in said
    high = sheet(code)["closes.high"].variants[""].split("‹…›")
    for text in sheet(code)["salutations.offices.head-of-state"].variants.values():
        assert all(words in text for words in high)


@pytest.mark.parametrize("code", CODES)
def test_every_label(code: str) -> None:
    """Every label is there; those that print something have it filled in."""
    labels = SHOP[code].labels
    for name in LABELS:
        (text,) = sheet(code)[f"labels.{name}"].variants.values()
        if "{" in labels[name]:
            assert "{" not in text
            assert "…" in text or "UZ" not in text
        else:
            assert text == seen(labels[name])
    assert sheet(code)["labels.embassy"].english == "Embassy of the Republic of Uzbekistan"
    assert sheet(code)["labels.enclosed_letter"].english == "copy of my letter to ‹…›"


@pytest.mark.parametrize("code", CODES)
def test_every_line_for_the_volunteer(code: str) -> None:
    """What stands on the volunteer's sheets has a section of its own, line by line beside the English."""
    page = parsed(review_sheet(code, SHOP))
    titles = [seen(title.text) for title in page.findall("body/h2")]
    bodies = dict(
        zip([title for title in titles if title not in {"Sources", "Signature"}], page.iter("tbody"), strict=True)
    )
    paths = [seen(path.text) for path in bodies["For the volunteer"].iter("code")]
    assert paths == [f"volunteer.{name}" for name in VOLUNTEER]
    assert "labels.cover_title" in {seen(path.text) for path in bodies["Labels"].iter("code")}
    for name in VOLUNTEER:
        row = sheet(code)[f"volunteer.{name}"]
        assert (row.english, row.variants) == (seen(SHOP["en"].volunteer[name]), {"": seen(SHOP[code].volunteer[name])})


@pytest.mark.parametrize("code", CODES)
def test_every_table(code: str) -> None:
    """Every country, court and treaty is there in every form, beside the English ones."""
    pack = SHOP[code]
    for name in ("countries", "courts", "treaties"):
        table = getattr(pack, name)
        assert [path for path in sheet(code) if path.startswith(f"{name}.")] == [f"{name}.{key}" for key in table]
        for key, forms in table.items():
            row = sheet(code)[f"{name}.{key}"]
            assert list(row.variants.values()) == [seen(text) for text in forms.values()]
            assert [label.split(":")[0] for label in row.variants] == list(forms)
    countries = sheet(code)["countries.RU"]
    assert countries.english == "Russia"
    assert "to: to Russia" in countries.variants


@pytest.mark.parametrize("code", CODES)
def test_every_month_and_region(code: str) -> None:
    """Every month is read in a date, also where a region has other months."""
    pack = SHOP[code]
    assert len(sheet(code)["months"].variants) == 12
    for month, text in zip(pack.months, sheet(code)["months"].variants.values(), strict=True):
        assert seen(month) in text
    assert next(iter(sheet(code)["months"].variants)).endswith("January 2013")
    for region, rules in pack.regions.items():
        texts = list(sheet(code)[f"regions.{region}"].variants.values())
        assert len(texts) == (12 if rules.months else 1)
        for month, text in zip(rules.months or (), texts, strict=False):
            assert seen(month) in text


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_of_the_templates(code: str) -> None:
    """Whatever stands in `letter.j2` and `copy.j2` is there."""
    said = "".join(everything(code).split())
    for name in ("letter.j2", "copy.j2"):
        for data in JINJA.parse(SHOP.templates.read(f"{code}/{name}")).find_all(nodes.TemplateData):
            words = "".join(seen(data.data).split()).strip(".")
            assert words in said, data.data


@pytest.mark.parametrize("code", CODES)
def test_marks(code: str) -> None:
    """A line of whose words any were marked unsure stands out, and no other does."""
    pack = SHOP[code]
    for path, row in sheet(code).items():
        marks = pack.phrase_marks if path.startswith(("concerns.", "asks.")) else pack.marks
        below = [one for one in marks.unsure if one.startswith(f"{path}.")]
        assert row.is_unsure == (marks.of(path) == "unsure" or bool(below)), path
    assert any(row.is_unsure for row in sheet(code).values()) == bool(pack.marks.unsure or pack.phrase_marks.unsure)


def test_the_same_again() -> None:
    """Two sheets of one pack are equal to the byte."""
    again = Workshop(Templates.with_own())
    assert review_sheet("uk", SHOP) == review_sheet("uk", again)
