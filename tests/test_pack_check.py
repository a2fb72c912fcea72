"""What is wrong with a whole pack or missing from it; every place is compared with PyYAML's."""

import pytest

from builders.own_pack import CODE, OwnPack, own_pack, put
from ualetters.errors import Place, Problem, Severity
from ualetters.pack_check import check_pack
from ualetters.templating import Templates
from ualetters.workshop import Workshop

ERROR, WARNING, NOTE = Severity
SHIPPED = Workshop(Templates.with_own())

own = pytest.fixture(own_pack)


@pytest.mark.parametrize("code", SHIPPED.languages)
def test_a_shipped_pack(code: str) -> None:
    """No shipped pack has an error or lacks anything."""
    found = check_pack(SHIPPED[code], SHIPPED.phrasebook, SHIPPED.templates)
    assert [str(problem) for problem in found if problem.severity is not NOTE] == []


def test_a_clean_pack(own: OwnPack) -> None:
    """About a pack that is whole nothing is said."""
    assert own.problems() == ()


def test_what_is_wrong_is_sorted_and_told_once(own: OwnPack) -> None:
    """Problems stand in the order of the files, and the same thing twice in one snippet is one problem."""
    put(own.phrases, "asks.fair-trial", "try {{ p }} for {{ crime }} and {{ crime }}")
    put(own.language, "closes.formal", "Yours, {{ crime }}")
    put(own.language, "closes.high", "Yours, {{ crime }}")
    assert own.told() == [
        ("closes.formal", "there is no `crime` here"),
        ("closes.high", "there is no `crime` here"),
        ("asks.fair-trial", "there is no `crime` here"),
    ]
    assert own.problems() == tuple(sorted(set(own.problems()), key=Problem.sort_key))


# Phrases


def test_an_unknown_phrase(own: OwnPack) -> None:
    """A phrase that the phrasebook does not have is an error, with the nearest that it has."""
    put(own.phrases, "asks.fair-trail", "try {{ p }} fairly")
    put(own.phrases, "concerns.torure", dict(own.phrases["concerns"]["torture"]))
    assert own.rows() == [
        (ERROR, "phrases.yaml", "concerns.torure", "the phrasebook has no concern `torure`", "did you mean `torture`?"),
        (
            ERROR,
            "phrases.yaml",
            "asks.fair-trail",
            "the phrasebook has no ask `fair-trail`",
            "did you mean `fair-trial`?",
        ),
    ]


def test_a_missing_phrase(own: OwnPack) -> None:
    """A phrase without words is a warning that says what it means; its place is that of the table."""
    put(own.phrases, "asks.fair-trial", None)
    put(own.phrases, "concerns.threats", None)
    hint = "write them; until then a case that uses it cannot be written in this language"
    book = SHIPPED.phrasebook
    threats, trial = book.concerns["threats"].gloss, book.asks["fair-trial"].gloss
    assert {row[:2] for row in own.rows()} == {(WARNING, "phrases.yaml")}
    assert [row[2:] for row in own.rows()] == [
        ("concerns.threats", f"there are no words for `threats`: {threats}", hint),
        ("asks.fair-trial", f"there are no words for `fair-trial`: {trial}", hint),
    ]
    assert own.problems()[1].place == own.place("phrases.yaml", "asks").at("asks.fair-trial")


def test_a_phrase_that_is_still_to_be_written(own: OwnPack) -> None:
    """A phrase that says TODO, in whole or in part, is missing, at its own place."""
    put(own.phrases, "asks.fair-trial", "TODO")
    put(own.phrases, "concerns.threats.further", "TODO")
    found = own.problems()
    assert [(one.severity, one.place.path) for one in found] == [
        (WARNING, "concerns.threats"),
        (WARNING, "asks.fair-trial"),
    ]
    # Not that of the table: there is a line for it.
    assert [one.place for one in found] == [own.place("phrases.yaml", one.place.path) for one in found]
    assert own.place("phrases.yaml", "asks").line < found[1].place.line


# Marks and sources


def test_a_mark_of_nothing(own: OwnPack) -> None:
    """Marks and sources of entries that are not there are errors in the file that has them."""
    own.language["marks"] = {"sure": ["closes.formal", "closes.casual"], "unsure": ["closes", "labels.telex"]}
    own.language["sourced"] = {"closes.high": "a book", "closes.low": "a book"}
    own.phrases["marks"] = {"fair": ["asks.fair-trial", "closes.formal", "concerns.torture.opening"]}
    hint = "name one of this file, or remove it"
    assert own.rows() == [
        (ERROR, "language.yaml", "marks.sure[1]", "there is no entry `closes.casual`", hint),
        (ERROR, "language.yaml", "marks.unsure[1]", "there is no entry `labels.telex`", hint),
        (ERROR, "language.yaml", "sourced.closes.low", "there is no entry `closes.low`", hint),
        (ERROR, "phrases.yaml", "marks.fair[1]", "there is no entry `closes.formal`", hint),
    ]


@pytest.mark.parametrize("path", ["months[12]", "months[x]", "months[]", "months[-1]", "months[", "months[0", "[", "."])
def test_a_mark_that_is_no_path(own: OwnPack, path: str) -> None:
    """Whatever stands where a path belongs is no entry, and no bug."""
    own.language["marks"] = {"sure": [path, "months[11]"]}
    assert own.told() == [("marks.sure[0]", f"there is no entry `{path}`")]


def test_a_mark_of_words_of_sheets(own: OwnPack) -> None:
    """Labels of a cover sheet and words for the volunteer are marked and sourced like others."""
    own.language["marks"] = {"sure": ["labels.cover_title", "volunteer"], "unsure": ["volunteer.dial", "volunteer.fax"]}
    own.language["sourced"] = {"volunteer.past": "a book", "labels.cover_fax": "a book"}
    assert own.told() == [
        ("marks.unsure[1]", "there is no entry `volunteer.fax`"),
        ("sourced.labels.cover_fax", "there is no entry `labels.cover_fax`"),
    ]


def test_a_mark_of_an_entry_that_is_still_to_be_written(own: OwnPack) -> None:
    """An entry that says TODO has its place in the file, so that what is said of it is not dead."""
    put(own.language, "countries.UZ", "TODO")
    own.language["marks"] = {"unsure": ["countries.UZ"]}
    assert own.told() == []


# Files


def test_a_missing_file(own: OwnPack) -> None:
    """A pack without its letter or its covering note is told where it belongs."""
    own.prose = {}
    problems = own.problems()
    assert [(str(one.place), one.message, one.hint) for one in problems] == [
        (f"{CODE}/{name}", "the file is missing", "copy that of a related language")
        for name in ("copy.j2", "letter.j2")
    ]
    assert problems[0] == Problem(Place(f"{CODE}/copy.j2"), problems[0].message, problems[0].hint, ERROR, "pack")


@pytest.mark.parametrize("name", ["letter.j2", "copy.j2"])
def test_a_file_that_is_no_template(own: OwnPack, name: str) -> None:
    """A mistake of grammar is told with its line."""
    own.prose[name] += "\n\n{% block more %}\n"
    ((severity, file, path, message, hint),) = own.rows()
    assert (severity, file, path, hint) == (ERROR, name, "", "mend the template")
    assert message.startswith("Unexpected end of template")
    assert own.problems()[0].place == Place(str(own.file(name)), own.prose[name].count("\n"), 1)


def test_a_file_in_another_encoding(own: OwnPack) -> None:
    """A template that is not UTF-8 is told of, and is no bug."""
    shop = own.shop()
    own.file("letter.j2").write_bytes("{% block opening %}Förhör{% endblock %}".encode("latin-1"))
    found = check_pack(shop[CODE], shop.phrasebook, shop.templates)
    assert found == (
        Problem(
            Place(str(own.file("letter.j2"))), "the file is not UTF-8", "save it with the encoding UTF-8", ERROR, "pack"
        ),
    )


def test_a_missing_block(own: OwnPack) -> None:
    """Every block that a letter or a note needs is demanded."""
    own.prose["letter.j2"] = own.prose["letter.j2"].replace("block stem_support_one", "block stem_support_many")
    own.prose["copy.j2"] = own.prose["copy.j2"].replace("block request_embassy", "block embassy")
    assert own.rows() == [
        (ERROR, "copy.j2", "", "the template has no block `request_embassy`", "add it"),
        (ERROR, "letter.j2", "", "the template has no block `stem_support_one`", "add it"),
    ]


def test_the_same_block_twice(own: OwnPack) -> None:
    """Two blocks of one name are a mistake, told with the line of the second."""
    own.prose["letter.j2"] += "{% block thanks %}Thanks.{% endblock %}\n"
    (problem,) = own.problems()
    assert problem.message == "block 'thanks' defined twice"
    assert problem.place == Place(str(own.file("letter.j2")), own.prose["letter.j2"].count("\n"), 1)


@pytest.mark.parametrize(
    ("name", "block", "wrong", "hint"),
    [
        ("letter.j2", "opening", "{{ concern }}", "did you mean `concerns`?"),
        ("letter.j2", "stem", "{{ concerns }}", "remove it"),
        ("letter.j2", "thanks", "{{ sender }}", "remove it"),
        ("copy.j2", "opening", "{{ concerns }}", "one of addressees"),
        ("copy.j2", "request", "{{ addressee }}", "did you mean `addressees`?"),
        ("copy.j2", "thanks", "{{ addressees }}", "remove it"),
    ],
)
def test_what_a_block_may_print(own: OwnPack, name: str, block: str, wrong: str, hint: str) -> None:
    """A block prints what it is told and nothing else; the place is that of the block."""
    begin = f"{{% block {block} %}}"
    own.prose[name] = own.prose[name].replace(begin, begin + wrong)
    (problem,) = own.problems()
    word = wrong.strip("{} ")
    assert (problem.message, problem.hint) == (f"there is no `{word}` in the block `{block}`", hint)
    line = own.prose[name][: own.prose[name].index(begin)].count("\n") + 1
    assert problem.place == Place(str(own.file(name)), line, 1)


@pytest.mark.parametrize(("name", "told"), [("letter.j2", "concerns"), ("copy.j2", "addressees")])
def test_an_opening_that_says_nothing(own: OwnPack, name: str, told: str) -> None:
    """A letter opens with the concerns, and a note with the letters that it carries."""
    blocks = own.prose[name].split("{% block ")
    own.prose[name] = "{% block ".join(
        ["opening %}Hello.{% endblock %}" if one.startswith("opening") else one for one in blocks]
    )
    assert own.rows() == [(ERROR, name, "", f"the block `opening` never prints `{told}`", "print it")]


@pytest.mark.parametrize(("words", "is_told"), [("TODO", True), ("TODO{# Thanks #}", True), ("TODOROV, TODOS", False)])
def test_a_block_that_is_not_translated(own: OwnPack, words: str, *, is_told: bool) -> None:
    """A block that says TODO is an error; a word that only begins so is a word."""
    own.prose["letter.j2"] = own.prose["letter.j2"].replace("{% block thanks %}", f"{{% block thanks %}}{words} ")
    expected = [(ERROR, "letter.j2", "", "the block `thanks` is not translated", "write it")]
    assert own.rows() == (expected if is_told else [])
