"""A sender profile: what it takes, and that no message repeats anything that the writer wrote."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest
import yaml

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.model.sender import Sender
from ualetters.sender_file import KEYS, load_sender

# Stands for whatever nobody else may learn: a name, a street, an address.
CANARY = "Zyxcanaryq"
GOOD = {"name": "Ada Example", "country": "DE"}


def profile(tmp_path: Path, text: str | bytes) -> Path:
    """A profile with this text."""
    path = tmp_path / "sender.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(tmp_path: Path, text: str) -> Sender:
    """The sender of a profile."""
    return load_sender(profile(tmp_path, text))


def refused(tmp_path: Path, text: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a profile."""
    with pytest.raises(ProblemsError) as caught:
        load_sender(profile(tmp_path, text))
    # A traceback would show the exceptions below this one.
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value.problems


def without_secrets(problems: tuple[Problem, ...], secret: str = CANARY) -> None:
    """Nothing that could reach a screen or a log holds the secret, in any case of letters."""
    assert problems
    for problem in problems:
        for shown in (str(problem), problem.message, problem.hint, problem.place.path, problem.place.file):
            assert secret.casefold() not in shown.casefold()
        assert problem.place.path.partition("[")[0] in {"", *KEYS}


def test_shortest_profile(tmp_path: Path) -> None:
    """Name and country are enough."""
    assert loaded(tmp_path, "{name: Ada Example, country: DE}") == Sender(name="Ada Example", country="DE")


def test_full_profile(tmp_path: Path) -> None:
    """Every key is read."""
    sender = loaded(
        tmp_path,
        """\
name: Ada  Example
country: DE
address: [Musterstraße 1, 10115 Berlin]
email: Ada@Example.org
phone: 030 1817-0
languages: [de, en]
occupation: teacher
personal:
  en: |
    I teach.

    I write.
privacy: initials
show_reference: "true"
""",
    )
    assert sender == Sender(
        name="Ada Example",
        country="DE",
        address=("Musterstraße 1", "10115 Berlin"),
        email="Ada@example.org",
        phone="+49 30 18170",
        languages=("de", "en"),
        occupation="teacher",
        personal={"en": "I teach.\n\nI write."},
        privacy="initials",
        show_reference=True,
    )


@pytest.mark.parametrize("privacy", ["full", "initials", "hand"])
@pytest.mark.parametrize("shown", ["true", "false"])
def test_privacy(tmp_path: Path, privacy: str, shown: str) -> None:
    """Each privacy is read, and whether the reference is shown."""
    sender = loaded(tmp_path, f"{{name: A, country: DE, privacy: {privacy}, show_reference: {shown}}}")
    assert (sender.privacy, sender.show_reference) == (privacy, shown == "true")


def test_telephone_of_another_country(tmp_path: Path) -> None:
    """A writer may have a telephone of another country."""
    sender = loaded(tmp_path, '{name: A, country: DE, phone: "+44 20 7413 5500"}')
    assert sender.phone == "+44 20 7413 5500"


def test_first_contact_counts(tmp_path: Path) -> None:
    """Of several addresses the first stands on the letter; none at all is fine."""
    sender = loaded(tmp_path, '{name: A, country: DE, email: "a@b.org; c@d.org", phone: []}')
    assert (sender.email, sender.phone) == ("a@b.org", None)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "privacy: ful",
            [
                "1:1: country: error: the key `country` is missing (the country you post from, a code such as DE)",
                "1:1: name: error: the key `name` is missing (your name as you sign)",
                "1:10: privacy: error: unknown privacy `…` (full, initials or hand)",
            ],
        ),
        (
            "{name: A, country: Germany}",
            ["1:20: country: error: unknown country `…` (the country you post from, a code such as DE)"],
        ),
        ("{name: A, country: DE, naem: B}", ["1:24: error: unknown key `…` (did you mean `name`?)"]),
        (
            "{name: [A], country: DE}",
            ["1:8: name: error: a line of text is expected here, not a list (your name as you sign)"],
        ),
        (
            "{name: A, country: DE, occupation: [C]}",
            ["1:36: occupation: error: a line of text is expected here, not a list (for the signature only)"],
        ),
        (
            "{name: A, country: DE, email: ada@b}",
            ["1:31: email: error: `…` is not an e-mail address (your e-mail address)"],
        ),
        (
            "{name: A, country: DE, phone: '030'}",
            ["1:31: phone: error: `…` is not a valid number (your telephone number)"],
        ),
        (
            "{name: A, country: DE, personal: {xx: B, en: ''}}",
            [
                "1:35: personal: error: unknown language `…` (a paragraph of your own, by language)",
                "1:46: personal: error: the text is empty (a paragraph of your own, by language)",
            ],
        ),
        (
            "{name: A, country: DE, name: B}",
            ["1:24: name: error: the key `name` stands here a second time (your name as you sign)"],
        ),
        (
            "{name: A, country: DE, phone: '+44 20 7413 5500, 030 1'}",
            ["1:31: phone: error: `…` is not a valid number (your telephone number)"],
        ),
        ("name: 'A", ["2:1: error: not valid YAML (look at the indentation, the quotes and the brackets here)"]),
        ("", ["1:1: error: the file is empty (`ualetters new` writes a case to start from)"]),
    ],
)
def test_messages(tmp_path: Path, text: str, problems: list[str]) -> None:
    """A message says where something is wrong and what belongs there, without saying what is there."""
    text += "" if text.startswith("{") or not text else "\n"
    assert [str(problem) for problem in refused(tmp_path, text)] == [f"sender.yaml:{line}" for line in problems]


def test_missing_profile(tmp_path: Path) -> None:
    """A profile that is not there is called by its name; the folder may be named after its owner."""
    folder = tmp_path / CANARY
    with pytest.raises(ProblemsError) as caught:
        load_sender(folder / "sender.yaml")
    without_secrets(caught.value.problems)
    assert caught.value.problems == (
        Problem(
            Place("sender.yaml"), "cannot read the file: no such file or directory", "check the path and its spelling"
        ),
    )


_EVERYWHERE = ["[{c}, [{c}]]", "{{{c}: {c}}}", "[[{c}]]", "''", '"{c}\\u200b"', '"{c}\\u2068"', '"{c}\\0"']
_LINES = ['"{c}\\nBcc: {c}"', '"{c} =? {c}"', '"' + "{c} " * 40 + '"']
_WRONG = {
    "name": _LINES,
    "country": ["{c}", "'`{c}` `{c}`'", "'{c}` is missing'"],
    "address": ["{c}", "[{c}, {c}]", *(f"[{line}]" for line in _LINES)],
    "email": [
        "{c}",
        "{c}@{c}",
        "'{c} <{c}@b.org>'",
        "'\"{c} x\"@b.org'",
        "'{c}(@b.org'",
        "'{c}@b.test'",
        "'{c}`a@b@{c}'",
        "'{c}@b.org; {c}@B.org'",
        "';{c};'",
    ],
    "phone": ["{c}", "'+49 30 {c}'", "'`{c}`; {c}'", "'030; {c}'"],
    "languages": ["{c}", "[{c}]", "[en, {c}, '`{c}`']"],
    "occupation": _LINES,
    "personal": [
        "{c}",
        "{{{c}: x}}",
        "{{en: [{c}]}}",
        '{{en: "{c}\\u202e"}}',
        "{{en: '" + "{c} " * 700 + "'}}",
        "{{'a`{c}': x}}",
    ],
    "privacy": ["{c}", "'`{c}'", "'{c}` `'"],
    "show_reference": ["{c}", "'yes {c}'"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key in KEYS for value in [*_EVERYWHERE, *_WRONG[key]]])
def test_no_message_repeats_a_value(tmp_path: Path, key: str, value: str) -> None:
    """Whatever is wrong in a field, its messages do not repeat it, and they name the field."""
    lines = [f"{name}: {good}" for name, good in GOOD.items() if name != key]
    problems = refused(tmp_path, "\n".join([*lines, f"{key}: {value.format(c=CANARY)}"]))
    without_secrets(problems)
    assert {problem.place.path.partition("[")[0] for problem in problems} == {key}


@pytest.mark.parametrize(
    "text",
    [
        "{c}: x",
        "{c}: {{a: b}}",
        "'{c}.b': x",
        "'name.{c}': x",
        "'{c}[0]': x",
        "'name[{c}]': x",
        "'`{c}': x",
        "'{c}` is missing': x",
        "name{c}: x",
        "{c}: 1\n{c}: 2",
        "'`{c}`': 1\n'`{c}`': 2",
        "occupation: {c}\noccupation: {c}",
        "personal: {{{c}: 1, {c}: 2}}",
        "<<: {{{c}: x}}",
        "name: '{c}",
        'name: "{c}\\q"',
        'name: "{c}',
        "name: [{c}",
        "name: {{{c}",
        "name: @{c}",
        "name: `{c}`",
        "name: %{c}",
        "name: !{c} x",
        "name: !{c}!x x",
        "name: !<{c}> x",
        "name: *{c}",
        "name: &{c} x",
        "name: {c}: {c}",
        "name: |{c}\n  x",
        "name: {c}\n {c}: x\n",
        "\t{c}",
        "{c}",
        "- {c}",
        "? [{c}]\n: x",
        "? {{{c}: x}}\n: x",
        "---\n{c}: x\n---\n{c}: x",
        "{c}: " * 2 + "x",
        "{c}: " + "{{{c}: " * 30 + "}}" * 30,
        "{c}: " + "[" * 30 + "]" * 30,
        "{c}: \x07",
        "{c}: x\n" * 12_000,
        "#{c}" * 40_000,
    ],
)
@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
def test_no_message_repeats_a_key_or_broken_yaml(
    tmp_path: Path, text: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong outside the fields, with either parser of YAML, no message repeats any of it."""
    monkeypatch.setattr("ualetters.yaml_source._Loader", getattr(yaml, loader, yaml.BaseLoader))
    without_secrets(refused(tmp_path, text.format(c=CANARY)))


@pytest.mark.parametrize("text", ["%{c}\n---\nname: x", "%TAG !{c}! !{c}\n--- \nname: !{c}!x y", "%TAG ! ! !\n--- {c}"])
def test_no_message_repeats_a_directive(tmp_path: Path, text: str) -> None:
    """Directives are the writer's text too."""
    without_secrets(refused(tmp_path, text.format(c=CANARY)))


def test_no_message_repeats_other_encodings(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused without showing any of it."""
    without_secrets(refused(tmp_path, f"name: {CANARY} ä".encode("latin-1")))
    without_secrets(refused(tmp_path, f"name: {CANARY}".encode("utf-16")))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("email", "канарейка@example.org"),
        ("email", "a@канарейка.ру\u200b"),
        ("country", "канарейка"),
        ("privacy", "канарейка"),
    ],
)
def test_no_message_repeats_single_letters(tmp_path: Path, key: str, value: str) -> None:
    """A message does not even list the letters of a value that it does not like."""
    problems = refused(tmp_path, yaml.safe_dump({**GOOD, key: value}, allow_unicode=True))
    assert problems
    assert not any(set("канарейку") & set(str(problem)) for problem in problems)


@pytest.mark.parametrize(
    "phone", ["+1 900 555 1234", "+49 30 55512345678901234", "0900 5551234", "+49 555-1234 call", "555"]
)
def test_no_message_repeats_digits(tmp_path: Path, phone: str) -> None:
    """A telephone number that is none, or a costly one, is not repeated either."""
    without_secrets(refused(tmp_path, yaml.safe_dump({**GOOD, "phone": phone})), "555")


@given(
    st.sampled_from([*KEYS, "unknown"]),
    st.text(st.sampled_from("`'\"…: {}[]\n\\a.") | st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(["value", "item", "key", "inside"]),
)
def test_no_message_repeats_anything(tmp_path_factory: pytest.TempPathFactory, key: str, text: str, where: str) -> None:
    """However a secret is written and wherever it stands, no message holds it."""
    secret = f"{CANARY}{text}{CANARY}"
    values: dict[str, object] = {**GOOD, "privacy": secret}
    placed: dict[str, dict[str, object]] = {
        "value": {key: secret},
        "item": {key: [secret, secret]},
        "key": {secret: key},
        "inside": {key: {secret: secret}},
    }
    written = yaml.safe_dump(values | placed[where], allow_unicode=True)
    without_secrets(refused(tmp_path_factory.mktemp("profile"), written))
