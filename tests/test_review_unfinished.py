"""A sheet of a pack that is not whole, that differs from ours, or that holds what HTML gives a meaning."""

from pathlib import Path
from typing import Any

import pytest

from builders.own_pack import CODE, OwnPack, own_pack, put
from builders.review_sheet import Row, parsed, seen, sheet_of
from ualetters.errors import ProblemsError
from ualetters.model.case import OFFICE_KINDS
from ualetters.model.pack import LABELS, VOLUNTEER
from ualetters.review import review_sheet

own = pytest.fixture(own_pack)

PAIRED = "<b>&\"'</b>{{ 7 }}"


def rows(own: OwnPack) -> dict[str, Row]:
    """The lines of the pack's sheet."""
    return sheet_of(CODE, own.shop())


def page(own: OwnPack) -> Any:  # noqa: ANN401  # html5lib's elements
    """The pack's sheet as a tree."""
    return parsed(review_sheet(CODE, own.shop()))


def test_missing_phrases(own: OwnPack) -> None:
    """What is not written is not in the sheet, and everything else is: also without the phrases that lead the list."""
    put(own.phrases, "asks.fair-trial", None)
    put(own.phrases, "concerns.disappearance.further", "TODO")
    put(own.phrases, "asks.ensure-safety", "TODO")
    found = rows(own)
    assert not {"asks.fair-trial", "asks.ensure-safety", "concerns.disappearance.subject"} & set(found)
    assert found["concerns.abduction.further"].variants[""].startswith("I am also writing about the abduction of Timur")
    assert found["asks.drop-charges"].variants[""] == "I urge you to drop all charges against Timur Nazarov."
    assert "⟨" not in str(found)


def test_what_identifies_a_person(own: OwnPack) -> None:
    """Citizenship and birth are read at the first mention, alone and together."""
    found = rows(own)
    assert found["identity.citizen"].variants == {"": "Timur Nazarov (citizen of Uzbekistan)"}
    assert found["identity.born"].variants == {
        "on a day": "Timur Nazarov (born on 28 January 2013)",
        "in a year": "Timur Nazarov (born in 2013)",
    }
    assert found["identity"].variants == {"": "Timur Nazarov (citizen of Uzbekistan, born on 28 January 2013)"}
    assert found["lists"].variants["four people in a subject line"] == "Timur Nazarov and 3 others"


def test_no_phrase_at_all(own: OwnPack) -> None:
    """Offices, labels, dates and countries can be read before a single phrase is written."""
    own.phrases = {"concerns": {}, "asks": {}}
    found = rows(own)
    assert "⟨" not in str(found)
    assert {f"labels.{name}" for name in LABELS} <= set(found)
    assert {f"salutations.offices.{kind}" for kind in OFFICE_KINDS if kind != "institution"} <= set(found)
    assert found["salutations.offices.minister"].variants
    assert found["date"].variants == {"": "28 January 2013"}


def test_a_block_that_is_not_written(own: OwnPack) -> None:
    """Where nothing can be written, the sheet says why and goes on."""
    own.prose["letter.j2"] = own.prose["letter.j2"].replace("{% block stem_one %}", "{% block stem_one %}TODO ")
    found = rows(own)
    assert found["asks.drop-charges"].variants[""] == "⟨the block `stem_one` is not translated⟩"
    assert found["letter.j2: stem"].variants[""].startswith("I urge you to: ‹…›; ‹…›; and ‹…›.")
    assert found["labels.fax"].variants == {"": "Fax:"}


def test_words_for_the_volunteer(own: OwnPack) -> None:
    """A line of the volunteer's sheets that is not written says why; without any, all of them do."""
    put(own.language, "volunteer.title", "TODO")
    put(own.language, "volunteer.dial", None)
    put(own.language, "volunteer.done", ["klart"])
    found = rows(own)
    assert {name: found[f"volunteer.{name}"].variants[""] for name in ("title", "dial", "done", "soon")} == {
        "title": "⟨this is not translated⟩",
        "dial": "⟨the key `dial` is missing⟩",
        "done": "⟨a line of text is expected here, not a list⟩",
        "soon": "Send as soon as possible.",
    }
    assert found["volunteer.dial"].english == "dial"
    own.language["volunteer"] = "TODO"
    assert {row.variants[""] for path, row in rows(own).items() if path.startswith("volunteer.")} == {
        f"⟨the key `{name}` is missing⟩" for name in VOLUNTEER
    }


def test_a_form_that_a_country_lacks(own: OwnPack) -> None:
    """A form that is missing is named in its place."""
    put(own.language, "countries.UZ.in", None)
    found = rows(own)["asks.if-held"].variants[""]
    assert found == "⟨svenska (Swedish) has no form `in` for the country UZ⟩"


def test_a_person_of_unstated_gender(own: OwnPack) -> None:
    """A phrase that refuses somebody says so for them alone."""
    put(own.phrases, "asks.fair-trial", "try {{ p }} {{ p.g('him', 'her', 'them', 'them') }}")
    variants = rows(own)["asks.fair-trial"].variants
    refusal = "⟨svenska (Swedish) has no wording for a person of unstated gender in this phrase⟩"
    label = "a person of unstated gender; two people, one of unstated gender; three people, one of unstated gender"
    assert variants == {
        "a man": "I urge you to try Timur Nazarov him.",
        "a woman": "I urge you to try Anna Sokolova her.",
        label: refusal,
        "two people; two women; three women; four people": "I urge you to try Timur Nazarov and Anna Sokolova them.",
        "a man, as support": "I ask you to do everything in your power to try Timur Nazarov him.",
    }


def test_a_phrase_that_english_lacks(own: OwnPack) -> None:
    """A phrase of one's own has no English beside it, and is there."""
    put(own.phrases, "asks.vote", "hold elections for {{ p }}")
    own.shop()
    own.root.joinpath("phrasebook.yaml").write_text("asks: {vote: {gloss: hold elections}}\n", encoding="utf-8")
    row = rows(own)["asks.vote"]
    assert row.variants[""] == "I urge you to hold elections for Timur Nazarov."
    assert row.english.endswith("English has no words for the phrase `vote`⟩")


def test_other_countries(own: OwnPack) -> None:
    """A pack without Uzbekistan, and one without any country or court, can be read."""
    own.language["countries"] = {"SE": {"nom": "Sverige", "in": "i Sverige", "to": "till Sverige", "of": "Sveriges"}}
    own.language.pop("courts")
    found = rows(own)
    assert "till Sverige" in found["concerns.feared-transfer.subject"].variants[""]
    assert found["countries.SE"].english == "SE"
    assert found["countries.SE"].variants == {
        "nom": "Sverige",
        "in": "i Sverige",
        "to": "till Sverige",
        "of": "Sveriges",
    }
    assert found["asks.comply-interim-measures"].variants[""].startswith("⟨")
    assert not [path for path in found if path.startswith("courts.")]
    own.language["countries"] = {}
    assert rows(own)["concerns.feared-transfer.subject"].variants[""].startswith("⟨")


def test_names_in_their_forms(own: OwnPack) -> None:
    """Example people are named in the forms that phrases ask for; without any, the form stands for the name."""
    own.language["forms"] = ["nom", "gen"]
    put(own.phrases, "asks.drop-charges", "drop {{ p.gen }} charges")
    own.language["examples"] = {"m": {"nom": "Sven Ek", "gen": "Sven Eks"}}
    variants = rows(own)["asks.drop-charges"].variants
    assert variants[""] == "I urge you to drop Sven Eks charges."
    own.language |= {"script": "Cyrl", "tag": "sv-Cyrl"}
    own.language.pop("examples")
    assert rows(own)["asks.drop-charges"].variants[""] == "I urge you to drop ‹m.gen› charges."
    assert rows(own)["concerns.threats.subject"].variants[""] == "Threats against ‹m›"


def test_what_is_alike_stands_once(own: OwnPack) -> None:
    """Where only names differ there is one variant, whatever forms of a name look the same."""
    own.language["forms"] = ["nom", "gen", "acc"]
    own.language["examples"] = {
        "m": {"nom": "Timur", "gen": "Timura", "acc": "Timura"},
        "f": {"nom": "Anna", "gen": "Anny", "acc": "Annu"},
        "x": {"nom": "Sasha", "gen": "Sashi", "acc": "Sashu"},
        "m2": {"nom": "Ali", "gen": "Ali", "acc": "Ali"},
        "f2": {"nom": "Leila", "gen": "Leily", "acc": "Leilu"},
    }
    put(own.phrases, "concerns.threats.subject", "About {{ p.head.gen }}, {{ p.acc }}")
    assert rows(own)["concerns.threats.subject"].variants == {"": "About Timura, Timura"}
    put(own.phrases, "concerns.threats.subject", "About {{ p.gen }} {{ p.n('alone', 'together') }}")
    assert rows(own)["concerns.threats.subject"].variants == {
        "a man; a woman; a person of unstated gender": "About Timura alone",
        "several people": "About Timura and Anny together",
    }


def test_what_is_known_of_an_official(own: OwnPack) -> None:
    """A salutation by office shows where the name is not known, though the language prefers names."""
    put(own.language, "salutations.prefer", "name")
    put(own.language, "salutations.named", {"m": "Dear {{ a.given }} {{ a.patronymic }}", "f": "Dear {{ a.family }}"})
    put(own.language, "salutations.offices.chair", {"m": "Dear Chairman", "f": "Dear Chair {{ a.family }}"})
    said = {label: text.split(",")[0] for label, text in rows(own)["salutations.offices.chair"].variants.items()}
    assert said == {
        "a man": "Dear ‹given› ‹patronymic›",
        "a woman": "Dear ‹family›",
        "a person of unstated gender": "Dear Sir or Madam",
        "a man without a patronymic": "Dear Chairman",
        "a woman without a patronymic": "Dear ‹family›",
        "a person of unstated gender without a patronymic": "Dear Sir or Madam",
        "a man without a name": "Dear Chairman",
        "a woman without a name; a person of unstated gender without a name; nothing is known of the holder": (
            "Dear Sir or Madam"
        ),
    }


# Marks, sources and readers


def test_marks_of_a_part(own: OwnPack) -> None:
    """An entry is as unsure as what is least sure in it; its mark is told in words."""
    own.language["marks"] = {
        "sure": ["salutations", "labels"],
        "fair": ["salutations.offices.judge", "labels.fax"],
        "unsure": ["salutations.offices.chair.f", "months[3]", "courts", "volunteer", "labels.cover_to"],
    }
    own.phrases["marks"] = {"unsure": ["concerns.torture.further"], "fair": ["asks"]}
    found = rows(own)
    expected = {
        "salutations.offices.chair": "unsure",
        "salutations.offices.judge": "fairly sure",
        "salutations.offices.deputy": "sure",
        "labels.fax": "fairly sure",
        "labels.cc": "sure",
        "labels.cover_to": "unsure",
        "labels.cover_from": "sure",
        "volunteer.dial": "unsure",
        "months": "unsure",
        "courts.ecthr": "unsure",
        "treaties.cat": "",
        "concerns.torture.further": "unsure",
        "concerns.torture.opening": "",
        "asks.fair-trial": "fairly sure",
    }
    assert {path: found[path].mark.removeprefix("its writer: ") for path in expected} == expected
    assert {path for path in expected if found[path].is_unsure} == {
        key for key, mark in expected.items() if mark == "unsure"
    }


def test_sources(own: OwnPack) -> None:
    """What was read of an entry, of a part of it or of all around it is named once, and stands instead of the mark."""
    own.language["sourced"] = {
        "salutations.offices.chair.m": "Book A",
        "salutations.offices.chair.f": "Book B",
        "salutations.offices.chair.x": "Book A",
        "closes": "Book C",
    }
    own.language["marks"] = {"unsure": ["salutations.offices.chair"]}
    found = rows(own)
    assert found["salutations.offices.chair"].mark == "read in: Book A; Book B"
    assert found["salutations.offices.chair"].is_unsure
    assert found["closes.high"].mark == "read in: Book C"
    assert found["salutations.offices.judge"].mark == ""


@pytest.mark.parametrize(
    ("reader", "told"),
    [(None, "a draft: no named reader has signed it"), ("A. Reader, 2024", "reviewed by A. Reader, 2024")],
)
def test_who_reviewed_it(own: OwnPack, reader: str | None, told: str) -> None:
    """A pack that was signed says by whom."""
    if reader is not None:
        own.language |= {"status": "reviewed", "reviewed_by": reader}
    text = seen("".join(page(own).find("body/p").itertext()))
    assert text.startswith(f"This language pack is {told}. ")


def test_what_html_gives_a_meaning(own: OwnPack) -> None:
    """Whatever a pack holds is shown as it is, and changes nothing on the page."""
    braces = PAIRED.replace("{{ 7 }}", "{{ '{{ 7 }}' }}")
    own.language |= {
        "name": PAIRED,
        "sources": [PAIRED],
        "marks": {"sure": ["closes"]},
        "sourced": {"closes.high": PAIRED},
    }
    put(own.language, "labels.fax", PAIRED)
    put(own.language, "closes.formal", braces)
    put(own.language, "countries.UZ.nom", PAIRED)
    put(own.phrases, "asks.fair-trial", f"{braces} {{{{ p }}}}")
    tree = page(own)
    assert tree.find(".//b") is None
    found = rows(own)
    for path in ("labels.fax", "closes.formal"):
        assert found[path].variants[""] == PAIRED
    assert found["countries.UZ"].variants["nom: Uzbekistan"] == PAIRED
    assert PAIRED in found["asks.fair-trial"].variants[""]
    assert found["closes.high"].mark == f"read in: {PAIRED}"
    assert seen(tree.find("body/h1").text) == f"Review sheet: {PAIRED}"
    assert [item.text for item in tree.findall("body/ul/li")] == [PAIRED]


def test_a_layout_of_ones_own(own: OwnPack) -> None:
    """A template root in front brings its own sheet."""
    own.shop()
    (own.root / "_layouts").mkdir()
    layout = "{{ pack.code }}: {% for section in sections %}{{ section.title }}; {% endfor %}"
    (own.root / "_layouts" / "review.html.j2").write_text(layout, encoding="utf-8")
    assert review_sheet(CODE, own.shop()).startswith(f"{CODE}: Concerns; Asks; ")


def test_a_pack_that_cannot_be_read(own: OwnPack, tmp_path: Path) -> None:
    """A broken pack has no sheet, and neither has any while English is broken."""
    put(own.language, "status", "done")
    with pytest.raises(ProblemsError, match="unknown status `done`"):
        review_sheet(CODE, own.shop())
    put(own.language, "status", "draft")
    own.shop()
    (own.root / "en").mkdir()
    (own.root / "en" / "language.yaml").write_text("status: wrong\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="unknown status `wrong`"):
        review_sheet(CODE, own.shop())
    assert list(tmp_path.rglob("*.html")) == []


def test_from_right_to_left(own: OwnPack) -> None:
    """In a text that is read from the right what is alike stands once too."""
    own.language |= {"direction": "rtl", "script": "Arab", "tag": "sv-Arab"}
    found = rows(own)
    assert found["concerns.threats.subject"].variants == {"": "Threats against ‹m›"}
    assert list(found["concerns.disappearance.opening"].variants) == ["", "a man, nothing else told"]
    assert list(found["concerns.disappearance.further"].variants) == ["", "a man, nothing else told"]
    text = review_sheet(CODE, own.shop())
    for path in ("concerns.disappearance.opening", "concerns.disappearance.further"):
        row = text.partition(f"<code>{path}</code>")[2].partition("<dd>")[2].partition("</dd>")[0]
        assert row.count("\u2066") == row.count("\u2069") > 0


def test_what_is_not_told(own: OwnPack) -> None:
    """A sentence that reads otherwise when it is told less is read for everybody."""
    pronoun = "{{ p.g('he', 'she', 'they', 'they', 'they') }}"
    put(own.phrases, "concerns.threats.opening", f"I fear for {{{{ who }}}}{{{{ circumstances }}}}, {pronoun}.")
    assert list(rows(own)["concerns.threats.opening"].variants)[-1] == "a man, nothing else told"
    told = "{% if country or place %}{{ circumstances }} there{% else %} anywhere{% endif %}"
    put(own.phrases, "concerns.threats.opening", f"I fear for {{{{ who }}}}{told}, {pronoun}.")
    assert list(rows(own)["concerns.threats.opening"].variants)[-3:] == [
        "a man, nothing else told",
        "a woman, nothing else told",
        "a person of unstated gender; several people, nothing else told",
    ]
