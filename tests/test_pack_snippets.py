"""What is wrong with one snippet: its grammar, its names, the forms and variants that it asks for."""

import pytest

from builders.own_pack import OwnPack, own_pack, put
from ualetters.errors import Severity

ERROR, WARNING, NOTE = Severity

own = pytest.fixture(own_pack)


def of_ask(own: OwnPack, snippet: str, ask: str = "fair-trial") -> list[tuple[Severity, str, str]]:
    """What is wrong with an ask of these words."""
    put(own.phrases, f"asks.{ask}", snippet)
    assert {row[2] for row in own.rows()} <= {f"asks.{ask}"}
    return [(severity, message, hint) for severity, _, _, message, hint in own.rows()]


def of_setting(own: OwnPack, path: str, snippet: str) -> list[tuple[str, str]]:
    """What is wrong with an entry of `language.yaml` that says this."""
    put(own.language, path, snippet)
    assert {row[2] for row in own.rows()} <= {path}
    return [(message, hint) for _, _, _, message, hint in own.rows()]


@pytest.mark.parametrize(
    ("snippet", "message"),
    [
        ("try {{ p", "this is not a valid snippet: unexpected end of template, expected 'end of print statement'."),
        ("{% if p %}try {{ p }}", "this is not a valid snippet: Unexpected end of template."),
        ("{{ p }} {% endif %}", "this is not a valid snippet: Encountered unknown tag 'endif'."),
    ],
)
def test_broken_grammar(own: OwnPack, snippet: str, message: str) -> None:
    """A snippet that Jinja cannot read is one problem, in Jinja's words."""
    ((severity, found, hint),) = of_ask(own, snippet)
    assert (severity, hint) == (ERROR, "mend the braces")
    assert found.startswith(message)


def test_an_empty_snippet(own: OwnPack) -> None:
    """A phrase without words would be left out of a letter without a trace."""
    assert of_ask(own, " ") == [(ERROR, "nothing is written here", "write it")]


@pytest.mark.parametrize("path", ["closes.formal", "salutations.offices.minister.any", "labels.fax"])
def test_an_empty_entry(own: OwnPack, path: str) -> None:
    """Salutations, closes and labels are words."""
    assert of_setting(own, path, "") == [("nothing is written here", "write it")]


@pytest.mark.parametrize("path", ["labels.subject", "inside_address.office", "inside_address.institution"])
def test_an_entry_that_may_be_empty(own: OwnPack, path: str) -> None:
    """Some languages need no label before the subject and add nothing to an office."""
    assert of_setting(own, path, "") == []


# Names


@pytest.mark.parametrize(
    ("snippet", "name", "hint"),
    [
        ("try {{ p }} {{ hwo }}", "hwo", "one of p"),
        ("try {{ p }} {{ who }}", "who", "one of p"),
        ("try {{ p }} {{ country }}", "country", "one of p"),
        ("{% if again %}try{% endif %} {{ p }}", "again", "one of p"),
    ],
)
def test_an_unknown_name(own: OwnPack, snippet: str, name: str, hint: str) -> None:
    """An ask is told the people and its own parameters, and nothing else."""
    assert of_ask(own, snippet) == [(ERROR, f"there is no `{name}` here", hint)]


def test_a_name_of_the_snippet_itself(own: OwnPack) -> None:
    """A name that the snippet gives is its own."""
    assert of_ask(own, "{% set them = p %}try {{ them }}{% for one in p %}{{ one }}{% endfor %}") == []


def test_a_filter_or_test_that_there_is_not(own: OwnPack) -> None:
    """A filter is found also where only some letters would use it."""
    assert of_ask(own, "{% if p | lenght == 1 %}try {{ p | capitalise }}{% endif %}") == [
        (ERROR, "there is no filter `capitalise`", "did you mean `capitalize`?"),
        (ERROR, "there is no filter `lenght`", "did you mean `length`?"),
    ]
    assert of_ask(own, "try {{ p if p is sequense else p }}") == [
        (ERROR, "there is no test `sequense`", "did you mean `sequence`?")
    ]
    assert of_ask(own, "try {{ p | string | capital }}{% if p is defined %}{% endif %}") == []


def test_a_parameter_that_is_never_printed(own: OwnPack) -> None:
    """What a phrase is told must be said, by itself or among the circumstances."""
    hidden = [(ERROR, "the parameter `country` is never printed", "print it")]
    assert of_ask(own, "ensure that {{ p }} is safe", "if-held") == hidden
    assert of_ask(own, "ensure that {{ p }} is safe {{ country.in }}", "if-held") == []


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [
        ("I write about {{ who }}.", ["country", "date", "place"]),
        ("I write about {{ who }}{{ circumstances }}.", []),
        ("I write about {{ who }} {{ place }} {{ country.in }}.", ["date"]),
    ],
)
def test_circumstances(own: OwnPack, sentence: str, lacking: list[str]) -> None:
    """Date, place and country may be printed together; the subject line need not have them."""
    put(own.phrases, "concerns.disappearance.opening", sentence)
    path = "concerns.disappearance.opening"
    assert own.told() == [(path, f"the parameter `{name}` is never printed") for name in lacking]


def test_circumstances_that_leave_something_out(own: OwnPack) -> None:
    """What the language says of where and when has all three, or no letter would have the third."""
    found = of_setting(own, "circumstances", "{% if date %} on {{ date }}{% endif %}")
    assert found == [(f"the parameter `{name}` is never printed", "print it") for name in ("country", "place")]


@pytest.mark.parametrize("name", ["subject", "opening", "further"])
@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("A travel ban", True),
        ("A travel ban on {{ p.g('him', 'her', 'them', 'them', 'them') }}", True),
        ("A travel ban on {{ who.n('one', 'many') }}", True),
        ("A travel ban on {{ who }}", False),
        ("A travel ban on {{ p.head }}", False),
        ("A travel ban on {{ p.g('him', 'her', 'them', 'them', 'them') if again else who }}", False),
    ],
)
def test_a_concern_that_names_nobody(own: OwnPack, name: str, sentence: str, *, is_told: bool) -> None:
    """A concern says whom it is about; a pronoun alone does not."""
    put(own.phrases, f"concerns.travel-ban.{name}", sentence)
    message = "the people are never named here"
    assert own.told() == ([(f"concerns.travel-ban.{name}", message)] if is_told else [])
    hint = "print `{{ p.head }}`" if name == "subject" else "print `{{ who }}`"
    assert [row[4] for row in own.rows()] == ([hint] if is_told else [])


# Forms


def test_a_form_of_a_name_that_there_is_not(own: OwnPack) -> None:
    """Names have the forms that the language lists, in a subject line too."""
    message = "names have no form `gen` here; `forms` in language.yaml lists them"
    hint = "one of g, head, n, nom"
    assert of_ask(own, "try {{ p.gen }}") == [(ERROR, message, hint)]
    own.language["forms"] = ["nom", "gen"]
    assert of_ask(own, "try {{ p.gen }}") == []
    put(own.phrases, "concerns.travel-ban.subject", "Ban on {{ p.head.dat }} {{ p.hed }}")
    assert [(row[3], row[4]) for row in own.rows()] == [
        ("names have no form `dat` here; `forms` in language.yaml lists them", "one of g, gen, head, n, nom"),
        ("names have no form `hed` here; `forms` in language.yaml lists them", "did you mean `head`?"),
    ]


def test_a_form_of_a_country(own: OwnPack) -> None:
    """A form that no country can have is misspelt, and one that some lack is missing there."""
    assert of_ask(own, "try {{ p }} {{ country.inn }}", "if-held") == [
        (ERROR, "countries have no form `inn`", "did you mean `in`?")
    ]
    found = of_ask(own, "try {{ p }} {{ country.dat }}", "if-held")
    assert found == [(ERROR, f"`country.dat` is missing for {', '.join(own.language['countries'])}", "add it there")]
    put(own.language, "countries.UZ.of", None)
    put(own.language, "countries.TR.of", None)
    found = of_ask(own, "try {{ p }} {{ country.of }}", "if-held")
    assert found == [(ERROR, "`country.of` is missing for UZ, TR", "add it there")]


def test_a_form_of_a_court_or_a_treaty(own: OwnPack) -> None:
    """Courts and treaties have the forms that are asked of them."""
    own.language["courts"] = {"ecthr": {"nom": "the Court", "gen": "the Court’s"}, "un-hrc": "the Committee"}
    own.language["treaties"] = {"cat": {"nom": "the Convention", "gen": "the Convention’s"}}
    put(own.phrases, "asks.comply-treaty", "obey {{ treaty.gen }} words for {{ p }}")
    found = of_ask(own, "obey {{ court.gen }} measures for {{ p }}", "comply-interim-measures")
    assert found == [(ERROR, "`court.gen` is missing for un-hrc", "add it there")]
    put(own.language, "courts.un-hrc", {"nom": "the Committee", "gen": "the Committee’s"})
    put(own.language, "treaties.crc", "the Convention")
    assert own.told() == [("asks.comply-treaty", "`treaty.gen` is missing for crc")]


def test_a_part_of_an_officials_name(own: OwnPack) -> None:
    """A misspelt part of a name would turn every salutation into that of an institution."""
    path = "salutations.offices.judge.any"
    assert of_setting(own, path, "Dear Judge {{ a.famly }}") == [
        ("names of officials have no part `famly`", "did you mean `family`?")
    ]
    assert of_setting(own, path, "Dear {{ a.given }} {{ a.patronymic }} {{ a.family }} {{ a.nom }}") == []
    assert of_setting(own, path, "Dear {{ a.voc }}")[0][0] == "names of officials have no part `voc`"
    own.language["forms"] = ["nom", "voc"]
    assert own.told() == []


def test_a_form_of_a_text(own: OwnPack) -> None:
    """What is told as text has no forms; what every text can do may be asked of it."""
    assert of_setting(own, "inside_address.office", "{{ office.dat }}") == [
        ("`office` is text and has no form `dat`", "print it as it is")
    ]
    assert of_setting(own, "inside_address.office", "{{ office.upper() }}") == []


# Variants


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("p.g('m', 'f', 'l', 'l', 'x')", []),
        ("p.g('m', 'f', 'l', 'l', 'x', 'd', 'd')", []),
        ("p.g(m='m', f='f', pl_m='l', pl_f='l', x='x')", []),
        ("p.g('m', 'f', 'l', pl_f='l', x='x', du_m='d')", []),
        ("p.g('m', 'f', 'l')", [(ERROR, "`g(…)` has no words for pl_f"), (NOTE, "without `x`")]),
        ("p.g(f='f', x='x')", [(ERROR, "`g(…)` has no words for m, pl_m, pl_f")]),
        ("p.g('m', 'f', 'l', 'l')", [(NOTE, "without `x`")]),
        ("p.g('m', 'f', 'l', 'l', 'x', dual='d')", [(ERROR, "`g(…)` has no variant `dual`")]),
        ("p.g('m', 'f', 'l', 'l', 'x', 'd', 'd', 'more')", [(ERROR, "`g(…)` takes 7 variants at most, not 8")]),
        ("p.n('one', 'many')", []),
        ("p.n('one', 'many', 'two')", []),
        ("p.n(one='one', many='many')", []),
        ("p.n('one')", [(ERROR, "`n(…)` has no words for many")]),
        ("p.n('one', du='two')", [(ERROR, "`n(…)` has no words for many")]),
        ("p.n('one', 'many', 'two', 'more')", [(ERROR, "`n(…)` takes 3 variants at most, not 4")]),
        (
            "p.n('one', plural='many')",
            [(ERROR, "`n(…)` has no variant `plural`"), (ERROR, "`n(…)` has no words for many")],
        ),
    ],
)
def test_variants(own: OwnPack, call: str, found: list[tuple[Severity, str]]) -> None:
    """A choice has a variant for everybody, under names that there are; only that for x may be left out."""
    told = of_ask(own, f"try {{{{ p }}}} {{{{ {call} }}}}")
    assert sorted((severity, message) for severity, message, _ in told) == sorted(
        (severity, next((one for _, one, _ in told if one.startswith(message)), message)) for severity, message in found
    )


def test_what_is_said_of_variants(own: OwnPack) -> None:
    """The hints name the variants in their order."""
    assert of_ask(own, "try {{ p }} {{ p.g('him') }}") == [
        (ERROR, "`g(…)` has no words for f, pl_m, pl_f", "give m, f, pl_m, pl_f, x in this order"),
        (
            NOTE,
            "without `x` this phrase is refused for people of unstated gender",
            "add a fifth variant if the language has one",
        ),
    ]
    assert of_ask(own, "try {{ p }} {{ p.n('is') }}") == [
        (ERROR, "`n(…)` has no words for many", "give one, many in this order")
    ]


def test_variants_for_one_person(own: OwnPack) -> None:
    """What follows a name in brackets is about that person alone, so that it needs no plural."""
    path = "identity.citizen"
    assert of_setting(own, path, "{{ p.g('he', 'she', x='they') }} of {{ country }}") == []
    assert of_setting(own, path, "{{ p.g('he', x='they') }} of {{ country }}")[0][0] == "`g(…)` has no words for f"


def test_another_call(own: OwnPack) -> None:
    """What is no choice between variants is let pass."""
    assert of_ask(own, "try {{ p }} {{ range(3) | list | length }} {{ 'a'.upper() }} {{ 'x'.n('one') }}") == []
    assert of_ask(own, "try {{ p }} {{ p.g(*['m', 'f', 'l', 'l', 'x']) }} {{ p.head() }}") == []
