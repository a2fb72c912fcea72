"""What the parts of `language.yaml` must agree upon."""

import pytest

from builders.own_pack import NAME, OwnPack, own_pack, put
from ualetters.errors import Severity
from ualetters.model.pack import VOLUNTEER

ERROR, WARNING, NOTE = Severity

own = pytest.fixture(own_pack)


def language(own: OwnPack) -> list[tuple[Severity, str, str, str]]:
    """What is wrong with `language.yaml`: severity, path, message and hint."""
    assert {row[1] for row in own.rows()} <= {"language.yaml"}
    return [(severity, path, message, hint) for severity, _, path, message, hint in own.rows()]


def test_a_tag_of_another_language(own: OwnPack) -> None:
    """A pack that was copied from another keeps no tag of the other language, in its regions neither."""
    own.language["tag"] = "en-GB"
    own.language["regions"] = {"FI": {"tag": "sv-FI"}, "NO": {"tag": "nb-NO"}, "US": {"salutation_end": ":"}}
    assert language(own) == [
        (ERROR, "tag", "`en-GB` is no tag of the language `sv`", "write one that begins with `sv`"),
        (ERROR, "regions.NO.tag", "`nb-NO` is no tag of the language `sv`", "write one that begins with `sv`"),
    ]
    own.language["tag"] = "sv-Latn-SE"
    own.language.pop("regions")
    assert language(own) == []


def test_words_of_a_claim_for_protection(own: OwnPack) -> None:
    """Without words to look for, nothing in a text keeps it from a feared country."""
    own.language.pop("sensitive")
    message = "no words are listed that tell of an asylum claim or of an application to a court"
    hint = "list them; without them no text is held back from a feared country"
    assert language(own) == [(WARNING, "sensitive", message, hint)]


# Forms


def test_the_form_of_an_address(own: OwnPack) -> None:
    """The inside address stands in one of the forms that the language has."""
    put(own.language, "inside_address.form", "dat")
    assert language(own) == [(ERROR, "inside_address.form", "`dat` is not one of `forms`", "add it there")]
    own.language["forms"] = ["nom", "dat"]
    assert language(own) == []


def test_derived_forms(own: OwnPack) -> None:
    """A derived form is one of the forms, prints the name and leaves no name out."""
    own.language["forms"] = ["nom", "gen", "de"]
    own.language["derived"] = {
        "gen": [{"text": "{name}s"}],
        "dat": [{"text": "åt {name}"}],
        "de": [{"text": "d’{name}", "starts": "[aeiou]"}, {"text": "de namn", "ends": "s"}],
    }
    assert language(own) == [
        (ERROR, "derived.dat", "`dat` is not one of `forms`", "add it there"),
        (ERROR, "derived.de", "a derived form does not hold `{name}`", "add it"),
        (ERROR, "derived.de", "no rule is left for other names", "end with one for all"),
    ]
    own.language["derived"] = {"de": [{"text": "d’{name}", "starts": "[aeiou]"}, {"text": "de {name}", "ends": "s"}]}
    assert [row[2] for row in language(own)] == ["no rule is left for other names"]
    own.language["derived"]["de"].append({"text": "de {name}"})
    assert language(own) == []


def test_an_example_without_a_form(own: OwnPack) -> None:
    """Example people have the forms that phrases ask for, unless the language makes them."""
    own.language["forms"] = ["nom", "gen", "dat"]
    own.language["examples"] = {"m": "Sven Ek", "f": {"nom": "Eva Ek", "gen": "Eva Eks"}}
    assert language(own) == []
    put(own.phrases, "asks.drop-charges", "drop {{ p.gen }} charges")
    message = "the example has no form `gen`, which phrases ask for"
    assert language(own) == [(WARNING, "examples.m.gen", message, "add it; the review sheet is read with it")]
    own.language["derived"] = {"gen": [{"text": "{name}s"}]}
    assert language(own) == []
    # A form that the language does not have is the phrase's mistake alone.
    put(own.phrases, "asks.drop-charges", "drop {{ p.acc }} charges")
    assert {row[2] for row in own.rows()} == {"asks.drop-charges"}


def test_a_country_without_a_name(own: OwnPack) -> None:
    """A country has a nominative, and every form that snippets ask for."""
    put(own.language, "countries.UZ.nom", None)
    assert language(own) == [(ERROR, "countries.UZ.nom", "the country has no form `nom`", "add it")]
    put(own.language, "countries.UZ.in", None)
    assert ("circumstances", "`country.in` is missing for UZ") in own.told()


# Salutations


def test_a_row_for_one_gender_alone(own: OwnPack) -> None:
    """A row speaks to men and women, or to anybody; that for persons of unstated gender may be left out."""
    put(own.language, "salutations.offices.chair", {"m": "Dear Chairman", "x": "Dear Chair"})
    put(own.language, "salutations.named", {"f": "Dear Ms {{ a.family }}", "m": "Dear Mr {{ a.family }}"})
    put(own.language, "inside_address.person", {"f": "Ms {{ name }}"})
    put(own.language, "inside_address.person_by_office.judge", {"x": "Judge {{ name }}"})
    hint = "add it, or write `any` for everybody"
    assert language(own) == [
        (ERROR, "salutations.offices.chair", "there is none for `f`", hint),
        (ERROR, "inside_address.person", "there is none for `m`", hint),
        (ERROR, "inside_address.person_by_office.judge", "there is none for `m`, `f`", hint),
    ]


def test_the_salutation_of_an_institution(own: OwnPack) -> None:
    """An institution has no gender, so that its row must be for everybody."""
    put(own.language, "salutations.institution", {"m": "Dear Sir", "f": "Dear Madam"})
    assert language(own) == [
        (ERROR, "salutations.institution", "there is none for `any`", "an institution has no gender; add it")
    ]


def test_an_office_kind_without_a_row(own: OwnPack) -> None:
    """Whose kind has no row is addressed as an institution, which the translator is told."""
    put(own.language, "salutations.offices.judge", None)
    message = "there is no salutation for the kind `judge`, which is then addressed as an institution"
    assert language(own) == [(WARNING, "salutations.offices.judge", message, "add it")]


# Words of sheets


@pytest.mark.parametrize("name", ["title", "to", "from", "pages", "subject", "deliver"])
def test_an_empty_label_of_a_cover_sheet(own: OwnPack, name: str) -> None:
    """A line of a fax cover sheet says something."""
    put(own.language, f"labels.cover_{name}", " ")
    assert language(own) == [(ERROR, f"labels.cover_{name}", "nothing is written here", "write it")]


def test_words_for_the_volunteer(own: OwnPack) -> None:
    """What is missing, unwritten, empty, no text or unknown among them is an error at its place."""
    put(own.language, "volunteer.title", None)
    put(own.language, "volunteer.soon", "TODO")
    put(own.language, "volunteer.past", "")
    put(own.language, "volunteer.done", ["Done"])
    put(own.language, "volunteer.titel", "Letters")
    hint = "write it; until then the sheets can be had in another language"
    assert sorted(language(own)) == [
        (ERROR, "volunteer.done", "a line of text is expected here, not a list", "put the text in quotes"),
        (ERROR, "volunteer.past", "nothing is written here", hint),
        (ERROR, "volunteer.soon", "this is not translated", hint),
        (ERROR, "volunteer.titel", "unknown key `titel`", "did you mean `title`?"),
        (ERROR, "volunteer.title", "the key `title` is missing", hint),
    ]


def test_no_words_for_the_volunteer(own: OwnPack) -> None:
    """A pack without any of them is told of each."""
    put(own.language, "volunteer", None)
    assert sorted(language(own)) == [
        (
            ERROR,
            f"volunteer.{name}",
            f"the key `{name}` is missing",
            "write it; until then the sheets can be had in another language",
        )
        for name in sorted(VOLUNTEER)
    ]


# Spelling


def test_misspelt_words(own: OwnPack) -> None:
    """Words of the pack that break its own rules are errors, wherever they are printed."""
    own.language["typography"] = [{"find": "#+", "hint": "no hash"}, {"find": "~", "hint": "no tilde"}]
    wrong = {
        "closes.formal": "Yours #",
        "labels.fax": "Fax#:",
        "labels.embassy": "Embassy# {{ country.official }}",
        "labels.cover_deliver": "Deliver#.",
        "volunteer.title": "Letters#",
        "countries.UZ.in": "in Uzbekistan##",
        "courts.ecthr": "Court#",
        "treaties.cat": "Treaty#",
        "salutations.then": "Hello#",
        "lists.last": " # ",
        "mention.article": "the# ",
    }
    for path, text in wrong.items():
        put(own.language, path, text)
    own.language["months"][2] = "March#"
    put(own.phrases, "asks.fair-trial", "try {{ p.g('him#', 'her', 'them', 'them', 'them') }} {{ p }}#~")
    own.prose["copy.j2"] = own.prose["copy.j2"].replace("Thank you", "Thank# you")
    assert {row[4] for row in own.rows()} == {"no hash", "no tilde"}
    assert {row[3] for row in own.rows()} == {
        "`#` is not written so",
        "`##` is not written so",
        "`~` is not written so",
    }
    paths = [(row[1], row[2]) for row in own.rows()]
    forms = {"courts.ecthr": "courts.ecthr.nom", "treaties.cat": "treaties.cat.nom"}
    assert sorted(paths) == sorted(
        [
            *(("language.yaml", forms.get(path, path)) for path in wrong),
            ("language.yaml", "months[2]"),
            ("phrases.yaml", "asks.fair-trial"),
            ("phrases.yaml", "asks.fair-trial"),
            ("copy.j2", ""),
        ]
    )


def test_a_misspelt_variant(own: OwnPack) -> None:
    """What a snippet only chooses from is read as well."""
    own.language["typography"] = [{"find": "#", "hint": "no hash"}]
    put(own.phrases, "asks.fair-trial", "try {{ p.g('him', 'her', 'them#', 'them', 'them') }} {{ p }}")
    assert [(row[2], row[3]) for row in own.rows()] == [("asks.fair-trial", "`#` is not written so")]


def test_what_is_no_word_is_not_spelt(own: OwnPack) -> None:
    """Names of parameters, filters and forms are Jinja's, not the language's."""
    own.language["typography"] = [{"find": "capital|addressees|elif|year_only", "hint": "no"}]
    assert own.rows() == []


def test_spelling_stays_within_a_text(own: OwnPack) -> None:
    """A rule finds nothing where one text ends and the next begins."""
    own.language["typography"] = [{"find": r"zz", "hint": "no"}]
    put(own.phrases, "asks.fair-trial", "{{ p }} {{ p.g('z', 'z', 'z', 'z', 'z') }}")
    assert own.rows() == []


def test_the_name_is_used_in_messages(own: OwnPack) -> None:
    """The pack of these tests is what it says."""
    assert own.shop()["sv"].name == NAME
