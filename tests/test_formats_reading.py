"""A reading copy sets the words of a letter in two languages, part by part, and nothing about the sender."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from ualetters.formats.reading import EXTENSION, reading_copy
from ualetters.formats.text import WIDTH, columns
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Mailing, Paragraph, Part, Role, Ruled

HEADING = "For you to read – do not send"


def letter(parts: dict[Role, tuple[Block, ...]], **changes: object) -> Letter:
    """A letter of these parts."""
    made = Letter(
        case_id="example",
        recipient_id="minister",
        language="sv",
        direction="ltr",
        title="Ämne",
        mark="",
        parts=tuple(Part(role, Align.START, blocks) for role, blocks in parts.items()),
        mailing=Mailing((), "Ämne"),
        dated=date(2024, 3, 10),
    )
    return replace(made, **changes)


OWN = letter(
    {
        Role.SENDER: (Lines(("Clara Writer", "Secret street 1")),),
        Role.DATE: (Lines(("10 March 2024",)),),
        Role.INSIDE_ADDRESS: (Lines(("The Minister", "Moscow")),),
        Role.CHANNELS: (Lines(("Fax: +7 1",)),),
        Role.REFERENCE: (Lines(("Reference: UA 1",)),),
        Role.SUBJECT: (Paragraph("Subject: Anna"),),
        Role.SALUTATION: (Paragraph("Dear Minister,"),),
        Role.BODY: (
            Paragraph("I write."),
            Paragraph("I urge you to:"),
            Bullets(("find her;", "help her.")),
            Paragraph("Thanks."),
        ),
        Role.CLOSE: (Lines(("Yours", "sincerely,")),),
        Role.SIGNATURE: (Lines(("Clara Writer",)), Ruled("Signature:")),
        Role.CC: (Lines(("cc: somebody",)),),
    }
)
SENT = letter(
    {
        Role.SUBJECT: (Paragraph("Ämne: Anna"),),
        Role.BODY: (
            Paragraph("\u3000\u3000Jag skriver."),
            Paragraph("Jag ber Er:"),
            Bullets(("hitta henne;", "hjälpa henne.")),
            Paragraph("Tack."),
        ),
        Role.SALUTATION: (Paragraph("Herr minister!"),),
        Role.CLOSE: (Lines(("\u3000Högaktningsfullt", "vän")),),
        Role.SENDER: (Lines(("Clara Writer",)),),
    }
)


def lines(sent: Letter = SENT, own: Letter = OWN) -> list[str]:
    """The lines of a reading copy."""
    document = reading_copy(sent, own, HEADING, "svenska (Swedish)")
    assert (document.media_type, document.extension) == ("text/plain; charset=utf-8", EXTENSION)
    text = document.content.decode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    return text.split("\n")[:-1]


def test_line_by_line() -> None:
    """Each text stands with the original below it, asks under their numbers, in the order of a letter."""
    assert lines() == [
        HEADING,
        "minister · svenska (Swedish)",
        "",
        "Subject: Anna",
        "        Ämne: Anna",
        "",
        "Dear Minister,",
        "        Herr minister!",
        "",
        "I write.",
        "        Jag skriver.",
        "",
        "I urge you to:",
        "        Jag ber Er:",
        "",
        "1.  find her;",
        "        hitta henne;",
        "",
        "2.  help her.",
        "        hjälpa henne.",
        "",
        "Thanks.",
        "        Tack.",
        "",
        "Yours",
        "        Högaktningsfullt",
        "",
        "sincerely,",
        "        vän",
    ]


def test_nothing_of_the_sender() -> None:
    """Address, date, signature, reference and channels are left out, whatever they hold."""
    text = "\n".join(lines())
    for secret in ("Clara", "Secret", "2024", "Moscow", "+7", "UA 1", "Signature", "somebody"):
        assert secret not in text


def test_numbers_go_on() -> None:
    """The asks of support go on with the numbers of those before them."""
    body = (Bullets(tuple("abcdefghi")), Paragraph("and"), Bullets(("j", "k")))
    both = letter({Role.BODY: body})
    found = [line for line in lines(both, both) if line[:1].isdigit()]
    assert found == ["1.  a", "2.  b", "3.  c", "4.  d", "5.  e", "6.  f", "7.  g", "8.  h", "9.  i", "10. j", "11. k"]


def test_indents_are_left_out() -> None:
    """The indent of a paragraph in one language is none of the other's."""
    chinese = letter({Role.BODY: (Paragraph("\u3000\u3000我写信。"),), Role.CLOSE: (Lines(("\u3000\u3000此致",)),)})
    latin = letter({Role.BODY: (Paragraph("I write."),), Role.CLOSE: (Paragraph("Yours"),)})
    assert lines(latin, chinese)[2:] == ["", "我写信。", "        I write.", "", "此致", "        Yours"]


def test_something_is_left_out() -> None:
    """Where one language has a text less, its part is set whole above the other's, with the numbers of each."""
    own = letter({Role.SUBJECT: (Paragraph("Subject"),), Role.BODY: (Paragraph("I write."), Bullets(("one;", "two.")))})
    sent = letter({Role.SUBJECT: (Paragraph("Ämne"),), Role.BODY: (Paragraph("Jag skriver."), Bullets(("ett.",)))})
    assert lines(sent, own)[2:] == [
        "",
        "Subject",
        "        Ämne",
        "",
        "I write.",
        "",
        "1.  one;",
        "",
        "2.  two.",
        "",
        "        Jag skriver.",
        "",
        "        1. ett.",
    ]


@pytest.mark.parametrize("whose", ["own", "sent"])
def test_a_part_that_one_language_lacks(whose: str) -> None:
    """A part that only one of the languages has stands alone."""
    there = letter({Role.CLOSE: (Paragraph("Yours"),)})
    empty = letter({})
    found = lines(empty, there) if whose == "own" else lines(there, empty)
    assert found[2:] == (["", "Yours"] if whose == "own" else ["", "        Yours"])


def test_a_ruled_line() -> None:
    """A line to be filled in by hand says nothing."""
    ruled = letter({Role.CLOSE: (Ruled("Yours:"), Paragraph("sincerely"))})
    assert lines(ruled, ruled)[2:] == ["", "sincerely", "        sincerely"]


def test_enclosed_letters() -> None:
    """A covering note is explained with the letters that it carries, each under its name."""
    note = letter({Role.BODY: (Paragraph("Enclosed."),), Role.ENCLOSURES: (Lines(("Enclosure: a letter",)),)})
    own = replace(note, recipient_id="embassy-ru", enclosed=(OWN,))
    sent = letter(
        {Role.BODY: (Paragraph("Bifogat."),), Role.ENCLOSURES: (Lines(("Bilaga: ett brev",)),)},
        recipient_id="embassy-ru",
        enclosed=(SENT,),
    )
    found = lines(sent, own)
    assert found[1:8] == [
        "embassy-ru · svenska (Swedish)",
        "",
        "Enclosed.",
        "        Bifogat.",
        "",
        "Enclosure: a letter",
        "        Bilaga: ett brev",
    ]
    assert found[8] == ""
    assert found[9:] == lines()[1:]


@given(st.lists(st.text("ab Ж汉", min_size=1, max_size=200).filter(str.strip), min_size=1, max_size=4))
def test_any_text(texts: list[str]) -> None:
    """Every word of both languages is there, in lines that are no wider than those of a letter."""
    both = letter({Role.BODY: (Bullets(tuple(texts)),)})
    found = lines(both, both)
    said = "".join("".join(found[2:]).split())
    for number, text in enumerate(texts, 1):
        word = "".join(text.split())
        assert f"{number}.{word}{word}" in said
    longest = max((columns(word) for text in texts for word in text.replace("汉", " ").split()), default=0)
    assert all(columns(line) <= max(WIDTH, longest + 8) for line in found)


def test_the_same_again() -> None:
    """The same two letters make the same bytes."""
    assert reading_copy(SENT, OWN, HEADING, "sv") == reading_copy(SENT, OWN, HEADING, "sv")


def test_a_long_heading() -> None:
    """A heading is wrapped like any text, and its letters are left as they are."""
    document = reading_copy(SENT, OWN, "word " * 30, "sv")
    assert document.content.decode().split("\n")[:2] == [" ".join(["word"] * 14), " ".join(["word"] * 14)]
