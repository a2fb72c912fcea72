"""What the post reads: the address in Latin script, the country in its capitals, and who gets the letter back."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.compose import AMERICAN, COMMITTEE, HIM, SENDER, TWO_ADDRESSEES, case_of, letters_of, official
from ualetters.model.letter import Postal
from ualetters.model.sender import Sender

PRINTED = ("pdf",)
NAME = "Pavel Andreevich Belov"
OFFICE = "Chairman of the Investigation Committee of the Russian Federation"
STREET = ("Tekhnicheskii pereulok, dom 2", "105005 Moscow")


def postals(folder: Path, case: dict[str, Any], code: str = "en", **order: Any) -> dict[str, Postal | None]:  # noqa: ANN401
    """What is written on the envelopes of a case."""
    letters = letters_of(folder, case, code, **{"formats": PRINTED} | order)
    return {key: letter.postal for key, letter in letters.items()}


def postal(folder: Path, code: str = "en", case: dict[str, Any] | None = None, **order: Any) -> Postal:  # noqa: ANN401
    """What is written on the envelope of the letter to the chair."""
    found = postals(folder, case or case_of(), code, **order)["chair"]
    assert found is not None
    return found


def chaired(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The case with a chair who has other fields."""
    return case_of(addressees={"chair": official(**changes)})


@pytest.mark.parametrize("code", ["en", "ru", "ar", "zh", "de"])
def test_the_language_of_the_letter_makes_no_difference(tmp_path: Path, code: str) -> None:
    """Name, office, address and country, each a line."""
    office = COMMITTEE | {
        "ar": "رئيس لجنة التحقيق",
        "zh": "侦查委员会主席",
        "de": {"nom": "Vorsitzender", "acc": "Vorsitzenden"},
    }
    names = {"ar": "تيمور نازاروف", "zh": "帖木儿", "de": "Timur Nazarov"}
    him = HIM | {
        "ar": {"given": "بافل", "family": "بيلوف"},
        "zh": {"nom": "别洛夫", "given": "帕维尔", "family": "别洛夫"},
    }
    person = {"gender": "m", "name": case_of()["people"]["timur"]["name"] | names}
    case = chaired(office=office, name=him) | {"people": {"timur": person}}
    assert postal(tmp_path, code, case, sender=SENDER) == Postal(
        (NAME, OFFICE, *STREET, "RUSSLAND"), "Maria Schmidt · Hauptstr. 1 · 10115 Berlin · DEUTSCHLAND", "DE"
    )


@pytest.mark.parametrize(
    ("host", "languages", "russia", "uzbekistan"),
    [
        ("DE", (), "RUSSLAND", "USBEKISTAN"),
        ("DE", ("ru", "fr"), "RUSSLAND", "USBEKISTAN"),
        ("FR", (), "RUSSIE", "OUZBÉKISTAN"),
        ("TR", (), "RUSYA", "ÖZBEKİSTAN"),
        ("CH", ("fr",), "RUSSIE", "OUZBÉKISTAN"),
        ("CH", ("en",), "RUSSLAND", "USBEKISTAN"),
        ("US", (), "RUSSIA", "UZBEKISTAN"),
        ("JP", (), "RUSSIA", "UZBEKISTAN"),
    ],
)
def test_the_country_is_for_the_post_office_of_the_sender(
    tmp_path: Path, host: str, languages: tuple[str, ...], russia: str, uzbekistan: str
) -> None:
    """In capitals, in its language or else in English, whether the country is known from a profile or not."""
    sender = Sender(name="Maria Schmidt", country=host, languages=languages)
    for code in ("en", "ru"):
        found = postals(tmp_path, TWO_ADDRESSEES, code, sender=sender)
        assert {key: one.lines[-1] for key, one in found.items() if one} == {
            "chair": russia,
            "minister": uzbekistan,
            "copy": russia,
        }
    if languages in {(), ("ru", "fr")}:
        assert postal(tmp_path, country=host).lines[-1] == russia
        assert postal(tmp_path, country=host).posted_from == host


def test_without_a_country_of_posting_it_is_in_english(tmp_path: Path) -> None:
    """Nobody knows then where the letter is posted."""
    found = postal(tmp_path)
    assert (found.lines[-1], found.return_line, found.posted_from) == ("RUSSIA", "", None)


def test_a_profile_says_more_than_the_command_line(tmp_path: Path) -> None:
    """Who has a profile posts from its country."""
    assert postal(tmp_path, sender=SENDER, country="FR").posted_from == "DE"


def test_inside_a_country_it_is_left_out(tmp_path: Path) -> None:
    """On the address and behind the sender."""
    sender = Sender(name="Maria Schmidt", country="RU", address=("ul. Lenina 1", "101000 Moscow"))
    found = postal(tmp_path, sender=sender)
    assert found == Postal((NAME, OFFICE, *STREET), "Maria Schmidt · ul. Lenina 1 · 101000 Moscow", "RU")


@pytest.mark.parametrize(
    ("privacy", "line"),
    [
        ("full", "Mary Ann Smith · 1 Main Street · Springfield · UNITED STATES"),
        ("initials", "M. A. S. · Springfield · UNITED STATES"),
        ("hand", ""),
    ],
)
def test_the_sender_is_told_as_far_as_their_profile_lets_them(tmp_path: Path, privacy: Any, line: str) -> None:  # noqa: ANN401
    """And nothing of it stands anywhere else on the envelope."""
    sender = replace(AMERICAN, name="Mary Ann Smith", privacy=privacy, phone="+1 212 555 0100", email="m@example.org")
    assert postal(tmp_path, sender=sender) == Postal((NAME, OFFICE, *STREET, "RUSSIA"), line, "US")


def test_a_letter_cannot_come_back_to_nowhere(tmp_path: Path) -> None:
    """A sender without an address is not named."""
    assert postal(tmp_path, sender=replace(SENDER, address=())).return_line == ""


@pytest.mark.parametrize(
    ("address", "languages", "code", "lines"),
    [
        ({"latin": ["a"], "en": ["b"], "ru": ["c"]}, ["en"], "en", ("a",)),
        ({"en": ["b"], "ru": ["c"]}, [], "ru", ("b",)),
        # What the recipient reads comes before English, if it is written in Latin letters.
        ({"en": ["b"], "uz": ["d"], "ru": ["c"]}, ["ru", "uz"], "en", ("d",)),
        ({"en": ["b"], "tg": ["e"]}, ["tg"], "en", ("b",)),
        # The letter's own language comes last.
        ({"de": ["f"], "ru": ["c"]}, [], "de", ("f",)),
        ({"de": ["f"], "en": ["b"]}, [], "de", ("b",)),
    ],
)
def test_in_which_language_the_address_is_looked_up(
    tmp_path: Path, address: dict[str, list[str]], languages: list[str], code: str, lines: tuple[str, ...]
) -> None:
    """In Latin letters of any language, the best first."""
    office = COMMITTEE | {"de": {"nom": "Vorsitzender", "acc": "Vorsitzenden"}}
    names = case_of()["people"]["timur"]["name"] | {"de": "Timur Nazarov"}
    case = chaired(address=address, languages=languages, office=office)
    found = postal(tmp_path, code, case | {"people": {"timur": {"gender": "m", "name": names}}})
    assert found.lines[2:-1] == lines


def test_the_languages_of_a_case_are_those_of_its_addressees(tmp_path: Path) -> None:
    """Where an addressee has none of their own."""
    both = {"en": ["b"], "uz": ["d"]}
    assert postal(tmp_path, "en", chaired(address=both) | {"languages": ["uz"]}).lines[2:-1] == ("d",)
    both_known = chaired(address=both, languages=["en"]) | {"languages": ["uz"]}
    assert postal(tmp_path, "en", both_known).lines[2:-1] == ("b",)


@pytest.mark.parametrize("address", [None, {"ru": ["Технический пер., д. 2"]}, {"ru": ["a"], "tg": ["b"]}])
def test_without_an_address_in_latin_script_there_is_no_envelope(
    tmp_path: Path, address: dict[str, Any] | None
) -> None:
    """Nothing is transliterated."""
    assert postals(tmp_path, chaired(address=address), "ru") == {"chair": None}


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ({"latin": ["Технический пер., д. 2", "105005 Москва"]}, None),
        ({"latin": ["Tekhnicheskii per. 2", "105005 Москва"]}, None),
        ({"en": ["北京市"]}, None),
        ({"latin": ["Технический пер., д. 2"], "en": ["2 Technical Lane"]}, ("2 Technical Lane",)),
        ({"latin": ["Łódź, ul. Ńska 4/6 № 7", "105005"]}, ("Łódź, ul. Ńska 4/6 № 7", "105005")),
    ],
)
def test_an_address_in_other_letters_is_none(
    tmp_path: Path, address: dict[str, list[str]], lines: tuple[str, ...] | None
) -> None:
    """Whatever it is called in the case: the post of another country could not read it. Digits are no letters."""
    found = postals(tmp_path, chaired(address=address | {"ru": ["Технический пер., д. 2"]}), "ru")["chair"]
    assert (found and found.lines[2:-1]) == lines


def test_the_country_is_named_where_a_language_has_no_name_for_it(tmp_path: Path) -> None:
    """Then in the next one that is official, and the country of the sender in the same."""
    sender = replace(SENDER, country="RW", languages=("rw",))
    found = postal(tmp_path, sender=sender)
    assert found.lines[-1] == "RUSSIA"
    assert found.return_line.endswith(" · RWANDA")


@pytest.mark.parametrize("formats", [("txt",), ("eml",), ("txt", "html", "eml")])
def test_what_is_not_printed_has_no_envelope(tmp_path: Path, formats: tuple[str, ...]) -> None:
    """Nobody needs to look up how its country is called."""
    assert postals(tmp_path, case_of(), formats=formats) == {"chair": None}


def test_an_enclosed_letter_has_no_envelope_of_its_own(tmp_path: Path) -> None:
    """It travels in that of the note."""
    copy = letters_of(tmp_path, TWO_ADDRESSEES, "en", formats=PRINTED)["copy"]
    assert copy.postal is not None
    assert copy.postal.lines[0] == "Olga Petrovna Belova"
    assert [enclosed.postal for enclosed in copy.enclosed] == [None]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ({"en": {"given": "Pavel", "patronymic": "Andreevich", "family": "Belov"}}, [NAME]),
        ({"en": {"family": "Belov", "given": "Pavel"}}, ["Pavel Belov"]),
        ({"en": {"nom": "Prof. P. A. Belov", "given": "Pavel", "family": "Belov"}}, ["Prof. P. A. Belov"]),
        (None, []),
    ],
)
def test_how_the_name_is_written(tmp_path: Path, name: dict[str, Any] | None, line: list[str]) -> None:
    """As it stands under `nom`, else given name, patronymic and family name."""
    found = postal(tmp_path, "en", chaired(name=name and name | {"ru": HIM["ru"]}))
    assert found.lines == (*line, OFFICE, *STREET, "RUSSIA")


HIS_NAME = {"nom": "Pavel Belov", "given": "P.", "family": "Belov"}
UZBEK = "Tergov qoʻmitasi raisi"


@pytest.mark.parametrize(
    ("office", "name", "lines"),
    [
        # Both in the language that the recipient reads best of those in which both are written.
        ({"en": OFFICE, "uz": UZBEK}, {"en": HIM["en"], "uz": HIS_NAME}, ("Pavel Belov", UZBEK)),
        ({"en": OFFICE, "uz": UZBEK}, {"en": HIM["en"]}, (NAME, OFFICE)),
        ({"en": OFFICE}, {"en": HIM["en"], "uz": HIS_NAME}, (NAME, OFFICE)),
        # Else each as it is written: a name that is known is not left out.
        ({"ru": COMMITTEE["ru"], "uz": UZBEK}, {"en": HIM["en"]}, (NAME, UZBEK)),
        ({"ru": COMMITTEE["ru"]}, {"en": HIM["en"]}, (NAME,)),
        ({"en": OFFICE}, {"ru": HIM["ru"]}, (OFFICE,)),
        # Nothing else in Latin letters is known: the place alone.
        ({"ru": COMMITTEE["ru"]}, {"ru": HIM["ru"]}, ()),
    ],
)
def test_in_which_language_name_and_office_are_written(
    tmp_path: Path, office: dict[str, Any], name: dict[str, Any], lines: tuple[str, ...]
) -> None:
    """In one if there is one."""
    forms = {"kind": "chair", "ru": COMMITTEE["ru"]} | office
    case = chaired(office=forms, name={"ru": HIM["ru"]} | name, languages=["ru", "uz"])
    assert postal(tmp_path, "ru", case).lines == (*lines, *STREET, "RUSSIA")


def embassy(folder: Path, **entry: Any) -> Postal | None:  # noqa: ANN401
    """What is written to the embassy of Russia in Berlin, as the directory beside the case has it."""
    content = {"RU": {"DE": {"sources": ["the tests"], "verified": "unknown"} | entry}}
    (folder / "directory").mkdir()
    (folder / "directory" / "embassies.yaml").write_text(json.dumps(content), encoding="utf-8")
    return postals(folder, case_of(diplomatic_copies=["RU"]), sender=SENDER)["embassy-ru"]


BERLIN = ("Unter den Linden 63-65", "10117 Berlin")


def test_an_embassy_in_the_country_of_the_sender(tmp_path: Path) -> None:
    """It is named in English, all of it, and no country stands below."""
    assert embassy(tmp_path, address={"latin": [*BERLIN]}) == Postal(
        ("Embassy – Russia", *BERLIN), "Maria Schmidt · Hauptstr. 1 · 10115 Berlin", "DE"
    )


def test_an_embassy_whose_ambassador_is_known(tmp_path: Path) -> None:
    """Then it is a letter to them."""
    found = embassy(
        tmp_path,
        address={"latin": [*BERLIN]},
        office={"kind": "ambassador", "en": "Ambassador of the Russian Federation"},
        name={"en": {"given": "Ivan", "family": "Ivanov"}},
        gender="m",
    )
    assert found is not None
    assert found.lines == ("Ivan Ivanov", "Ambassador of the Russian Federation", *BERLIN)


def test_an_embassy_that_nobody_knows_the_address_of(tmp_path: Path) -> None:
    """Its address is looked up and written by hand."""
    assert postals(tmp_path, case_of(diplomatic_copies=["RU"]), sender=SENDER)["embassy-ru"] is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    keys=st.sets(st.sampled_from(["latin", "en", "ru", "uz", "tg", "de"]), min_size=1),
    languages=st.lists(st.sampled_from(["ru", "uz", "tg", "en"]), unique=True),
    host=st.sampled_from(["DE", "RU", "CH", None]),
)
def test_the_post_can_read_every_line(tmp_path: Path, keys: set[str], languages: list[str], host: str | None) -> None:
    """Whatever is written: the lines are in one script, the address is one that was written, none is empty."""
    address = {key: [f"{key} street", f"{key} town"] for key in keys | {"ru"}}
    found = postals(tmp_path, chaired(address=address, languages=languages), "ru", country=host)["chair"]
    readable = keys & {"latin", "en", *({"uz"} & set(languages))}
    assert (found is not None) == bool(readable)
    if found is not None:
        assert all(line.strip() and line.isascii() for line in found.lines)
        key = found.lines[2].split()[0]
        assert key in readable
        assert found.lines[2:4] == (f"{key} street", f"{key} town")
        assert (len(found.lines) == 5) == (host != "RU")
        assert key == "latin" or "latin" not in keys
