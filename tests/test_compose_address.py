"""The inside address: office and name in their form, address lines, country and channels."""

from pathlib import Path

from builders.compose import (
    ADDRESS,
    BASE,
    COMMITTEE,
    HIM,
    NBSP,
    case_of,
    composed,
    letter_of,
    line,
    lines,
    new_pack,
    notes_of,
    official,
    own_shop,
    problems_of,
)
from ualetters.model.letter import Role


def test_missing_datives_are_named(tmp_path: Path) -> None:
    """The Russian inside address demands the dative of office and name, each at its path."""
    office = {"kind": "chair", "ru": "Председатель Следственного комитета"}
    name = {"ru": {"given": "Павел", "patronymic": "Андреевич", "family": "Белов"}}
    case = case_of(addressees={"chair": official(office=office, name=name)})
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair.office.ru.dat",
            "the form `dat` is missing in русский (Russian)",
            "write ru: {nom: Председатель Следственного комитета, dat: …}",
        ),
        (
            "addressees.chair.name.ru.dat",
            "the form `dat` is missing in русский (Russian)",
            "write ru: {given: Павел, patronymic: Андреевич, family: Белов, dat: …}",
        ),
    ]


def test_an_institution_stands_in_the_nominative(tmp_path: Path) -> None:
    """In an inside address an institution is not inflected, and its dative is not asked for."""
    office = {"kind": "institution", "ru": "Генеральная прокуратура Российской Федерации"}
    case = case_of(addressees={"chair": official(office=office, name=None, gender=None)})
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[0] == office["ru"]


def test_an_office_without_text_is_borrowed_from_english(tmp_path: Path) -> None:
    """The inside address has the English office verbatim, and says so."""
    case = case_of(addressees={"chair": official(office={"kind": "chair", "en": "Chairman of the Committee"})})
    found = composed(tmp_path, case, "ru")
    (_, letter), *_ = found.letters
    assert lines(letter, Role.INSIDE_ADDRESS)[:2] == ["Chairman of the Committee", f"Белову{NBSP}П.{NBSP}А."]
    message = "the office of chair has no русский (Russian) text; the inside address has it in English"
    assert notes_of(found) == [("addressees.chair.office", message, "add `ru` there")]


def test_an_office_in_neither_language_is_missing(tmp_path: Path) -> None:
    """An office that is written neither in the letter's language nor in English leaves a gap."""
    case = case_of(addressees={"chair": official(office={"kind": "chair", "tr": "Başkan"})})
    message = "the office has no text in English"
    assert problems_of(tmp_path, case, "en") == [("addressees.chair.office", message, "add `en`")]
    message = "the office has no text in русский (Russian) nor in English"
    assert problems_of(tmp_path, case, "ru") == [("addressees.chair.office", message, "add `ru` or `en`")]


def test_an_officials_name_is_not_transliterated(tmp_path: Path) -> None:
    """A Latin name stands in a Russian letter only where the case allows it, in the nominative."""
    name = {"en": HIM["en"]}
    case = case_of(addressees={"chair": official(name=name)})
    assert problems_of(tmp_path, case, "ru") == [
        (
            "addressees.chair.name.ru",
            "the name has no form in русский (Russian)",
            "write it as русский (Russian) spells it, or `allow_latin: true`",
        )
    ]
    case = case_of(addressees={"chair": official(name=name | {"allow_latin": "true"})})
    letter = letter_of(tmp_path, case, "ru")
    assert lines(letter, Role.INSIDE_ADDRESS)[1] == "Belov Pavel Andreevich"
    assert line(letter, Role.SALUTATION) == "Уважаемый Pavel Andreevich!"


def test_a_nominative_that_is_written_out_is_kept(tmp_path: Path) -> None:
    """A name with its own nominative is printed as the case has it, its initials not torn apart."""
    name = {"en": {"family": "Belov", "nom": "P. A. Belov"}}
    letter = letter_of(tmp_path, case_of(addressees={"chair": official(name=name)}))
    assert lines(letter, Role.INSIDE_ADDRESS)[0] == f"P.{NBSP}A.{NBSP}Belov"


def test_somebody_without_name_and_office_has_an_address(tmp_path: Path) -> None:
    """An addressee may be an address alone."""
    case = case_of(addressees={"chair": official(name=None, office=None, gender=None)})
    letter = letter_of(tmp_path, case)
    assert lines(letter, Role.INSIDE_ADDRESS) == [*ADDRESS["latin"], "Russian Federation"]
    assert line(letter, Role.SALUTATION) == "Dear Sir or Madam,"


def test_address_lines_by_language_else_latin(tmp_path: Path) -> None:
    """The letter's language comes first, then the Latin lines; another language's lines never serve."""
    case = case_of(addressees={"chair": official(address={"latin": ["105005 Moscow"]})})
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[-2:] == ["105005 Moscow", "Российская Федерация"]
    case = case_of(addressees={"chair": official(address={"ru": ["105005 Москва"]})})
    message = "the address is written neither in English nor in Latin letters"
    assert problems_of(tmp_path, case, "en") == [("addressees.chair.address", message, "add `latin`")]


def test_without_an_address_the_country_stands_alone(tmp_path: Path) -> None:
    """Somebody who is reached by fax only has office, name and country."""
    case = case_of(addressees={"chair": official(address=None, fax="+7 499 265 90 77")})
    assert lines(letter_of(tmp_path, case), Role.INSIDE_ADDRESS) == [
        "Pavel Andreevich Belov",
        COMMITTEE["en"],
        "Russian Federation",
    ]


def test_a_country_that_the_pack_does_not_know_has_its_common_name(tmp_path: Path) -> None:
    """The name in an inside address is the pack's, else CLDR's in the letter's language."""
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    assert lines(letter_of(tmp_path, case), Role.INSIDE_ADDRESS)[-1] == "Norway"
    assert lines(letter_of(tmp_path, case, "ru"), Role.INSIDE_ADDRESS)[-1] == "Норвегия"


def test_a_country_may_go_without_an_official_name(tmp_path: Path) -> None:
    """Where the pack has only the common name of a country, that one stands in the address."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"countries": {"NO": {"nom": "Norge"}}}})
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    assert lines(letter_of(tmp_path, case, "en", shop), Role.INSIDE_ADDRESS)[-1] == "Norge"


def test_a_country_without_a_name_is_missing(tmp_path: Path) -> None:
    """A language in which nobody has named a country cannot write to it."""
    shop = new_pack(tmp_path, "en", "gv", {"tag: en-GB": "tag: gv", "name: English": "name: Manx"})
    case = case_of(countries=["NO"], addressees={"chair": official(country="NO")})
    hint = "add NO to `countries` in gv/language.yaml"
    message = "Manx has no name for the country NO"
    assert ("addressees.chair.country", message, hint) in problems_of(tmp_path, case, "gv", shop)


def test_every_channel_has_a_line_of_its_own(tmp_path: Path) -> None:
    """Fax numbers and e-mail addresses stand each on its own line; telephone and web are for the volunteer."""
    numbers = "+7499 265 90 77; +7499 265 97 75"
    contacts = {"fax": numbers, "email": ["a@example.org", "b@example.org"], "phone": "+7 499 265 90 78"}
    case = case_of(addressees={"chair": official(**contacts, web="https://example.org/form")})
    letter = letter_of(tmp_path, case, "ru")
    assert lines(letter, Role.CHANNELS) == [
        "Факс: +7 499 265-90-77",
        "Факс: +7 499 265-97-75",
        "Эл. почта: a@example.org",
        "Эл. почта: b@example.org",
    ]
    assert letter.fax == ("+7 499 265-90-77", "+7 499 265-97-75")
    assert letter.mailing.to == ("a@example.org", "b@example.org")


def test_without_channels_there_is_no_such_part(tmp_path: Path) -> None:
    """A letter that only goes by post has no block for fax and e-mail, nor an empty one."""
    letter = letter_of(tmp_path, BASE)
    assert Role.CHANNELS not in {part.role for part in letter.parts}
    assert letter.fax == ()
