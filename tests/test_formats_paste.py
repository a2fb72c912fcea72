"""The text for a web form: what is said in a letter, each paragraph in one line, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from builders.compose import SHOP, TODAY
from builders.formats_pdf import LETTER
from builders.formats_scripts import ARABIC, CHINESE, PERSIAN
from ualetters.bidi import END, FROM_LEFT
from ualetters.compose import texts
from ualetters.formats import paste
from ualetters.job import Job
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Paragraph, Part, Role, Ruled
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.templating import Templates

PASTED = """\
Уважаемый господин Председатель!

Пишу Вам в связи с исчезновением Тимура Назарова, которого в последний раз видели 14\u00a0декабря 2012\u00a0г. в \
Московской области. Есть основания опасаться, что он похищен.

Убедительно прошу Вас:

• обеспечить незамедлительное и беспристрастное расследование его исчезновения;
• не допускать высылки кого-либо в страну, где ему могут угрожать пытки.

Заранее благодарю Вас за внимание к моему обращению.

С уважением,
"""
MATLUBOV = """\
SPECIMEN – do not send

Dear Minister,

I am writing to you about the disappearance of Yusup Kasymakhunov (citizen of Uzbekistan) in Moscow Region on \
14\u00a0December 2012.

Nothing has been known of his whereabouts since.

I urge you to:

• establish where Yusup Kasymakhunov is and inform his family; and
• ensure that, if held in Uzbekistan, Yusup Kasymakhunov is not subjected to torture or other ill-treatment.

I would be grateful to hear what steps you take. Thank you for your attention to this matter.

Yours sincerely,
"""
MARKS = "\u2066\u2067\u2068\u2069"
WRITER = Sender(
    name="Maria Schmidt",
    country="DE",
    address=("Hauptstr. 1", "10115 Berlin"),
    email="maria@example.de",
    phone="+49 30 123456",
    occupation="Lehrerin",
    show_reference=True,
)


def pasted(letter: Letter) -> str:
    """The text for a web form."""
    document = paste.renderer(Templates.with_own())(letter)
    assert (document.media_type, document.extension) == ("text/plain; charset=utf-8", "paste.txt")
    return document.content.decode()


def test_a_letter_is_what_it_says() -> None:
    """Neither addresses nor channels, subject, copies or ruled lines; what is narrow in print is a no-break space."""
    assert pasted(replace(LETTER, mark="")) == PASTED


@pytest.mark.parametrize("text", ["Прошу Вас " * 500 + "установить его местонахождение.", "我恳请您" * 500 + "。"])
def test_a_paragraph_of_any_length_is_one_line(text: str) -> None:
    """The box breaks it; also where there are no spaces."""
    body = Part(Role.BODY, Align.START, (Paragraph(text), Bullets((text,))))
    assert pasted(replace(LETTER, mark="", parts=(body,))) == f"{text}\n\n• {text}\n"


def test_the_mark_stands_first_and_enclosed_letters_are_left_out() -> None:
    """A specimen says so here too."""
    letter = replace(LETTER, mark="ОБРАЗЕЦ – не отправлять", enclosed=(replace(LETTER, mark="КОПИЯ"),))
    assert pasted(letter) == f"ОБРАЗЕЦ – не отправлять\n\n{PASTED}"


def test_a_text_that_is_read_from_the_right_keeps_its_isolates() -> None:
    """A name in Latin script stays together wherever the box breaks its line; two lines of a salutation stay two."""
    text = pasted(ARABIC)
    assert text.startswith("نموذج – لا يُرسَل\n\nمعالي الوزير،\n\nتحية طيبة وبعد،\n\nأكتب إليكم بشأن")
    assert re.findall(f"{FROM_LEFT}[^{END}]*{END}", text) == [f"{FROM_LEFT}Human Rights Watch (HRW){END}"]
    assert text.count("\n• ") == 2
    assert text.endswith("\n\nوتفضلوا بقبول فائق الاحترام والتقدير،\n")


def test_a_chinese_paragraph_is_one_line_with_its_indent() -> None:
    """The two lines of the close stay two, and no space comes between characters."""
    lines = pasted(CHINESE).split("\n\n")
    assert [line[:6] for line in lines[2:4]] == ["\u3000\u3000我谨就帖", "\u3000\u3000我恳请您"]
    assert lines[-1] == "\u3000\u3000此致\n敬礼！\n"


def test_a_printed_name_stands_without_the_address_below_it() -> None:
    """The form has boxes of its own for that."""
    assert pasted(PERSIAN).endswith("\n\nبا احترام،\n\nآنا ماریا کلر\n")


@pytest.mark.parametrize("code", SHOP.languages)
def test_no_language_tells_more_of_the_sender_than_name_and_occupation(root: Path, code: str) -> None:
    """Wherever its letters have the address: in a part of its own, or below the name."""
    job = Job.load(root / "cases" / "kasymakhunov.yaml", SHOP, Order(today=TODAY, sender=WRITER))
    for _, letter in job.compose(code, job.wanted).letters:
        printed = " ".join(text for part in letter.parts for text in texts(part.blocks))
        assert all(word in printed for word in ("Hauptstr. 1", "maria@example.de", "+49 30 123456"))
        text = pasted(letter)
        mark, *_, last = text.removesuffix("\n").split("\n\n")
        assert mark == letter.mark
        signed = [line.strip(FROM_LEFT + END) for line in last.split("\n")]
        apart = any(part.role is Role.SENDER for part in letter.parts)
        assert signed == (["Maria Schmidt", "Lehrerin"] if apart else ["Maria Schmidt"])
        assert re.findall(r"Haupt|Berlin|@|\+49|\+7|\+998|UA 214|_", text) == []


def test_what_is_filled_in_by_hand_is_left_out(root: Path) -> None:
    """Without a sender the text ends with the close: the form asks for the name."""
    job = Job.load(root / "cases" / "kasymakhunov.yaml", SHOP, Order(today=TODAY))
    (*_, letter) = (letter for _, letter in job.compose("en", job.wanted).letters if letter.recipient_id == "matlubov")
    assert pasted(letter) == MATLUBOV


_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=MARKS), min_size=1)
_TEXT = _WORDS.filter(lambda text: text.strip(" ") != "")
_BLOCKS = st.one_of(
    st.builds(Paragraph, _TEXT),
    st.builds(Lines, st.lists(_TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Bullets, st.lists(_TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Ruled, _TEXT, st.integers(1, 3)),
)


def said(block: Block) -> Iterator[str]:
    """The lines of a block as a web form shows them."""
    match block:
        case Paragraph(text):
            lines: tuple[str, ...] = (text,)
        case Lines(lines):
            pass
        case Bullets(items):
            lines = tuple(f"• {item}" for item in items)
        case Ruled():
            lines = ()
    for line in lines:
        yield re.sub(" +", " ", unicodedata.normalize("NFC", line).replace("\u202f", "\u00a0")).strip(" ")


@given(st.lists(_BLOCKS, min_size=1, max_size=4), st.sampled_from(Role))
def test_every_paragraph_is_one_line(blocks: list[Block], role: Role) -> None:
    """However long, in any script; whatever stands in another part is not in the text."""
    letter = replace(
        LETTER, mark="", parts=(Part(Role.SENDER, Align.START, ()), Part(role, Align.START, tuple(blocks)))
    )
    wanted = role in (Role.SALUTATION, Role.BODY, Role.CLOSE, Role.SIGNATURE)
    expected = [lines for block in blocks if (lines := list(said(block)))] if wanted else []
    assert pasted(letter) == "\n\n".join("\n".join(lines) for lines in expected) + "\n"


def test_an_email_has_the_address_of_the_sender_wherever_the_language_has_it() -> None:
    """Below the name in Russian; at the head of a letter, and so after the name of an e-mail, in English."""
    sender = Sender(name="Anna Keller", country="DE", address=("Hauptstr. 1", "10115 Berlin"))
    order = Order(today=TODAY, sender=sender)
    case = Path(__file__).parent.parent / "cases" / "kasymakhunov.yaml"
    ends = {
        "ru": "Anna Keller\nHauptstr. 1\n10115 Berlin\nГермания\n",
        "en": "Anna Keller\n\nHauptstr. 1\n10115 Berlin\nGermany\n",
    }
    for code, end in ends.items():
        job = Job.load(case, SHOP, order)
        letters = {one.id: letter for one, letter in job.compose(code, job.everybody).letters}
        assert paste.pasted(letters["matlubov"], by_email=True).endswith(end)
        assert paste.pasted(letters["matlubov"]).endswith("Anna Keller\n")
