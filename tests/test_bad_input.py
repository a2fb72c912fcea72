"""Whatever is wrong in a case ends in a message with its place, and keeps no other case from being written."""

from collections.abc import Callable
from pathlib import Path
import re
import shutil
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

GOOD = """\
format: 1
id: example
status: specimen
countries: [RU]
feared: [UZ]
send_before: 2099-01-01
people:
  timur:
    gender: m
    name: {en: Timur Nazarov}
concerns:
  - {use: disappearance, date: 2013-01-02}
asks:
  - {use: establish-whereabouts, to: [chair]}
addressees:
  chair:
    gender: m
    office: {kind: chair, en: Chairman of the Committee}
    name: {en: {given: Pavel, family: Sokolov}}
    country: RU
    address: {latin: [Dom 2, 105005 Moscow]}
    fax: "+7 499 265 90 77"
    email: chair@example.org
"""
COPY = "  border: {role: copy, copy_of: [chair], country: RU, address: {latin: [Dom 3]}}\n"
RUSSIAN = (
    ("{en: Timur Nazarov}", "{en: Timur Nazarov, ru: {nom: Тимур Назаров, gen: Тимура Назарова}}"),
    ("en: Chairman of the Committee}", "en: Chairman, ru: {nom: Председатель, dat: Председателю}}"),
    (
        "family: Sokolov}}",
        "family: Sokolov}, ru: {given: Павел, patronymic: Ильич, family: Соколов, dat: Соколову П. И.}}",
    ),
)

Run = Callable[..., tuple[int, str, str]]


def changed(*changes: tuple[str, str], text: str = GOOD) -> str:
    """A case with some passages changed."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def run(cli: Callable[..., Any]) -> Run:
    """A command, which never ends in a traceback or as a bug: exit code, stdout, stderr."""

    def ran(*args: object) -> tuple[int, str, str]:
        outcome = cli(*args)
        code, out, err = outcome.code, outcome.out, outcome.err
        assert code in {0, 1, 2}, err
        assert "Traceback" not in err
        assert "A bug in ualetters" not in err
        return code, out, err

    return ran


def case(folder: Path, text: str | bytes, name: str = "bad.yaml") -> Path:
    """A case file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def written(folder: Path) -> list[str]:
    """Every file and folder below a folder that may not be there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) if folder.exists() else []


def test_good_case(run: Run, tmp_path: Path) -> None:
    """The case that all others differ from is right, and makes one letter."""
    path = case(tmp_path, GOOD)
    code, out, err = run("check", path)
    assert (code, out) == (0, "")
    assert "0 errors, 0 warnings" in err
    code, out, err = run("render", path, "--lang", "en", "--format", "txt", "-o", tmp_path / "out")
    letter = tmp_path / "out" / "example" / "en" / "chair.txt"
    assert (code, out) == (0, f"{letter}\n")
    assert "error" not in err
    assert "Dear Chairman," in letter.read_text(encoding="utf-8")


# What a reader of YAML may meet

_SYNTAX = "look at the indentation, the quotes and the brackets here"
_ID = "use a-z, 0-9 and `-`, at most 60; it names a file or folder"


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("", "1:1: error: the file is empty", "`ualetters new` writes a case to start from"),
        ("# nothing\n", "1:1: error: the file is empty", "`ualetters new` writes a case to start from"),
        (
            "- " + GOOD.replace("\n", "\n  "),
            "1:1: error: the file is a list, not a mapping of keys",
            "start with `format: 1`",
        ),
        ("Dear Sir or Madam,\n", "1:1: error: the file is text, not a mapping of keys", "start with `format: 1`"),
        (changed(("[RU]", "[RU")), "5:7: error: not valid YAML: ", _SYNTAX),
        (changed(("  timur:\n", "  timur:\n\t")), "9:1: error: not valid YAML: ", _SYNTAX),
        (changed(('"+7 499 265 90 77"', '"+7 499')), "24:1: error: not valid YAML: ", _SYNTAX),
        (
            GOOD.replace("Timur", "T\u00eemur").encode("latin-1"),
            "10:17: error: the file is not UTF-8",
            "save it with the encoding UTF-8",
        ),
        (GOOD.encode("utf-16"), "1:1: error: the file is not UTF-8", "save it with the encoding UTF-8"),
        (
            changed(("Timur", "Tim\x07ur")),
            "10:19: error: the file holds a character that YAML does not allow",
            "remove it",
        ),
        (
            changed(("status: specimen\n", "status: specimen\nstatus: open\n")),
            "4:1: status: error: the key `status` stands here a second time",
            "the first is in line 3; keep one of the two",
        ),
        (changed(("[RU]", "*ru")), "4:12: error: an alias (`*name`) is not allowed", "write the value out"),
        (changed(("[RU]", "&ru [RU]")), "4:12: error: an anchor (`&name`) is not allowed", "write the value out"),
        (
            changed(("[RU]", "!!python/object/apply:os.system [RU]")),
            "4:12: error: a tag (`!name`) is not allowed",
            "put the text in quotes",
        ),
        (
            changed(("{en: Timur Nazarov}", "{<<: {en: Timur Nazarov}}")),
            "10:12: people.timur.name.<<: error: a merge key (`<<`) is not allowed",
            "write the keys out",
        ),
        (GOOD + "---\n" + GOOD, "24:1: error: the file holds a second document", "remove everything from `---` on"),
        (
            GOOD + "x: " + "[" * 100_000,
            f"24:27: x{'[0]' * 23}: error: brackets or indentation are nested more than 24 deep",
            "a case needs six levels",
        ),
        ("[" * 1_000_000, "1:1: error: the file is larger than 256 KiB", "a case is a few pages of text"),
        (
            changed(("[RU]", f"[{'RU, ' * 20_000}]")),
            "4:79969: error: the file has more than 20000 parts",
            "split the case",
        ),
    ],
)
def test_not_a_case(run: Run, tmp_path: Path, text: str | bytes, problem: str, hint: str) -> None:
    """A file that is no plain YAML is refused at the place where that shows."""
    path = case(tmp_path, text)
    for command in (("check", path), ("render", path, "--lang", "en", "-o", tmp_path / "out")):
        code, out, err = run(*command)
        assert (code, out) == (1, "")
        assert err.startswith(f"{path}:{problem}")
        assert err.splitlines()[1] == f"    → {hint}"
        assert err.count(": error: ") == 1
        assert written(tmp_path / "out") == []


@pytest.mark.parametrize("text", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD.replace("\n", "\r\n")])
def test_what_windows_writes(run: Run, tmp_path: Path, text: str) -> None:
    """A byte order mark and Windows line ends are fine."""
    case(tmp_path, GOOD, "plain.yaml")
    for name in ("plain", "windows"):
        path = case(tmp_path, GOOD if name == "plain" else text, f"{name}.yaml")
        assert run("render", path, "--lang", "en", "-f", "txt", "-o", tmp_path / name)[0] == 0
    letters = [(tmp_path / name / "example" / "en" / "chair.txt").read_bytes() for name in ("plain", "windows")]
    assert letters[0] == letters[1]


# What the format, and the checks of a case, may find

_WRONG = [
    (
        (("send_before", "sent_before"),),
        "6:1: sent_before: error: unknown key `sent_before`",
        "did you mean `send_before`?",
    ),
    (
        (("gender: m\n    name", "name"),),
        "9:5: people.timur.gender: error: the key `gender` is missing",
        "m, f or x; never guessed",
    ),
    (
        (("2099-01-01", "2013-02-30"),),
        "6:14: send_before: error: `2013-02-30` is not a date",
        "write YYYY-MM-DD, such as 2013-01-28",
    ),
    (
        (("{en: Timur", "{xx: Timur"),),
        "10:12: people.timur.name.xx: error: unknown key `xx`",
        "one of allow_latin, or a language code",
    ),
    (
        (("kind: chair,", "kind: chairman,"),),
        "18:20: addressees.chair.office.kind: error: unknown kind of office `chairman`",
        "did you mean `chair`?",
    ),
    (
        (("use: disappearance", "use: disapearance"),),
        "12:6: concerns[0].use: error: the phrasebook has no concern `disapearance`",
        "did you mean `disappearance`?",
    ),
    (
        (("use: establish-whereabouts", "use: establish-whereabout"),),
        "14:6: asks[0].use: error: the phrasebook has no ask `establish-whereabout`",
        "did you mean `establish-whereabouts`?",
    ),
    (
        (("use: disappearance,", "use: disappearance, court: ecthr,"),),
        "12:26: concerns[0].court: error: `disappearance` takes no parameter `court`",
        "it takes: date, place, country",
    ),
    (
        (("use: establish-whereabouts,", "use: if-held,"),),
        "14:5: asks[0]: error: `if-held` needs the parameter `country`",
        "add `country:` to it",
    ),
    (
        (("asks:\n  - {use: establish-whereabouts, to: [chair]}\n", ""),),
        "14:3: addressees.chair: error: nothing is asked of `chair`",
        "add an ask with this id in `to`",
    ),
    (
        (("asks:\n", "asks:\n  - {use: release-unconditional, to: [nobody]}\n"),),
        "14:39: asks[0].to[0]: error: there is no addressee `nobody`",
        "one of chair",
    ),
    (
        (
            ("asks:\n", "asks:\n  - {use: release-unconditional, to: [border]}\n"),
            ("addressees:\n", "addressees:\n" + COPY),
        ),
        "14:5: asks[0]: error: this reaches nobody",
        "write `to:` with one of chair",
    ),
    (
        (("addressees:\n", "addressees:\n" + COPY + COPY.replace("border", "navy").replace("[chair]", "[border]")),),
        "17:32: addressees.navy.copy_of[0]: error: `border` gets a copy itself, so there is no letter to copy",
        "name an addressee with `role: to`",
    ),
    (
        (("feared: [UZ]", "feared: [RU]"), ("use: establish-whereabouts", "use: asylum-seeker-safety")),
        "14:5: asks[0]: error: `asylum-seeker-safety` tells `chair` (RU, a feared country) of a claim for protection",
        "leave them out of `to`; it could endanger the person at risk",
    ),
    (
        (("{en: Timur Nazarov}", "{ru: Тимур Назаров}"),),
        "10:5: people.timur.name.en: error: ",
        "",
    ),
    (
        (("asks:\n", "facts: [{text: {ru: Он исчез.}}]\nasks:\n"),),
        "13:10: facts[0].text.en: error: ",
        "",
    ),
    (
        (("+7 499 265 90 77", "fax on request"),),
        "22:10: addressees.chair.fax: error: `fax on request` is not a telephone number",
        "write it as +7 499 265 90 77",
    ),
    (
        (("+7 499 265 90 77", "+7 499 265 90 7"),),
        "22:10: addressees.chair.fax: error: `+7 499 265 90 7` is not a valid number",
        "compare it with the document; a digit may be missing",
    ),
    (
        (('"+7 499 265 90 77"', "';'"),),
        "22:10: addressees.chair.fax: error: nothing stands here but separators",
        "write it, or remove the key",
    ),
    (
        (("chair@example.org", "chair@example"),),
        "23:12: addressees.chair.email: error: `chair@example` is not an e-mail address",
        "The part after the @-sign is not valid. It should have a period",
    ),
    ((("id: example", "id: ../example"),), "2:5: id: error: unknown id `../example`", _ID),
    (
        (("  chair:\n", "  ../chair:\n"), ("[chair]", "[../chair]")),
        "16:3: addressees.../chair: error: unknown id `../chair`",
        _ID,
    ),
    ((("id: example", "id: con"),), "2:5: id: error: unknown id `con`", _ID),
    (
        (("en: Timur Nazarov", 'en: "A\\nBcc: x@y.z"'),),
        "10:16: people.timur.name.en: error: a line break is not allowed in this text",
        "write it on one line",
    ),
    (
        (("en: Timur Nazarov", 'en: "A =?utf-8?q?x?="'),),
        "10:16: people.timur.name.en: error: `=?` could be read as an encoded e-mail header",
        "remove it",
    ),
    (
        (("en: Timur Nazarov", 'en: "A\\u202eB"'),),
        "10:16: people.timur.name.en: error: the text holds the invisible character U+202E (right-to-left override)",
        "remove it",
    ),
]


@pytest.mark.parametrize(("changes", "problem", "hint"), _WRONG, ids=[changes[-1][1][:30] for changes, _, _ in _WRONG])
def test_wrong_case(run: Run, tmp_path: Path, changes: tuple[tuple[str, str], ...], problem: str, hint: str) -> None:
    """What is wrong is named by file, line, column and path, with what to do, and a good case is still written."""
    bad, good = case(tmp_path, changed(*changes)), case(tmp_path, changed(("id: example", "id: good")), "good.yaml")
    expected = f"{bad}:{problem}"
    code, out, err = run("check", bad, "--lang", "en")
    assert (code, out) == (1, "")
    lines = err.splitlines()
    (line,) = [number for number, text in enumerate(lines) if text.startswith(expected)]
    assert lines[line + 1].startswith("    → ")
    assert not hint or lines[line + 1] == f"    → {hint}"

    code, out, err = run("render", bad, good, "--lang", "en", "-f", "txt", "-o", tmp_path / "out")
    assert code == 1
    assert expected in err
    assert not hint or f"    → {hint}\n" in err
    assert f"Nothing was written of {bad}." in err
    assert out == f"{tmp_path / 'out' / 'good' / 'en' / 'chair.txt'}\n"
    assert written(tmp_path / "out") == ["good", "good/en", "good/en/chair.txt"]

    code, out, _ = run("render", bad, "--lang", "en", "-f", "txt", "-o", tmp_path / "alone")
    assert (code, out) == (1, "")
    assert written(tmp_path / "alone") == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ((", gen: Тимура Назарова", ""), "people.timur.name.ru.gen"),
        ((", dat: Соколову П. И.", ""), "addressees.chair.name.ru.dat"),
        ((", dat: Председателю", ""), "addressees.chair.office.ru.dat"),
        (("ru: {nom: Тимур Назаров, gen: Тимура Назарова}", "uz: Т"), "people.timur.name.ru"),
    ],
)
def test_missing_form(run: Run, tmp_path: Path, change: tuple[str, str], path: str) -> None:
    """A form that Russian demands is never made up, and its path is named; the case is complete without the change."""
    good = case(tmp_path, changed(*RUSSIAN, ("id: example", "id: good")), "good.yaml")
    bad = case(tmp_path, changed(*RUSSIAN, change))
    assert run("check", good, "--lang", "ru")[0] == 0
    code, _, err = run("check", bad, "--lang", "ru")
    assert code == 1
    assert re.search(rf"(?m)^{re.escape(str(bad))}:\d+:\d+: {re.escape(path)}: error: .+\n    → .+", err)
    code, out, err = run("render", bad, good, "--lang", "ru", "-f", "txt", "-o", tmp_path / "out")
    assert code == 1
    assert f": {path}: error: " in err
    assert out == f"{tmp_path / 'out' / 'good' / 'ru' / 'chair.txt'}\n"
    assert written(tmp_path / "out") == ["good", "good/ru", "good/ru/chair.txt"]


@pytest.mark.parametrize("command", ["check", "render", "preview"])
@pytest.mark.parametrize("language", ["xx", "EN", "en-GB", "../en", ""])
def test_unknown_language_on_the_command_line(run: Run, tmp_path: Path, command: str, language: str) -> None:
    """A language without a pack is a wrong use, told before anything is read."""
    options = ("-o", tmp_path / "out") if command == "render" else ()
    code, out, err = run(command, tmp_path / "nowhere.yaml", "--lang", language, *options)
    assert (code, out) == (2, "")
    assert f"there is no language pack '{language}'" in err
    assert written(tmp_path / "out") == []


def test_missing_file(run: Run, tmp_path: Path) -> None:
    """A case that is not there is named; the good one is written."""
    nowhere, good = tmp_path / "nowhere.yaml", case(tmp_path, GOOD, "good.yaml")
    told = f"{nowhere}: error: cannot read the file: no such file or directory\n    → check the path and its spelling\n"
    code, out, err = run("check", nowhere)
    assert (code, out) == (1, "")
    assert err.startswith(told)
    code, out, err = run("render", nowhere, good, "--lang", "en", "-f", "txt", "-o", tmp_path / "out")
    assert code == 1
    assert told in err
    assert written(tmp_path / "out") == ["example", "example/en", "example/en/chair.txt"]
    assert out == f"{tmp_path / 'out' / 'example' / 'en' / 'chair.txt'}\n"


def test_two_cases_of_one_id(run: Run, tmp_path: Path) -> None:
    """Two cases whose letters would have one path are both refused; a third is written."""
    one, two = case(tmp_path, GOOD, "one.yaml"), case(tmp_path, changed(("Timur", "Aziz")), "two.yaml")
    three = case(tmp_path, changed(("id: example", "id: good")), "three.yaml")
    code, out, err = run("render", one, two, three, "--lang", "en", "-f", "txt", "-o", tmp_path / "out")
    assert code == 1
    for path in (one, two):
        assert (
            f"{path}:2:1: id: error: another case has the id `example` too, so their letters would have the same path\n"
            "    → give each case an id of its own\n"
        ) in err
    assert out == f"{tmp_path / 'out' / 'good' / 'en' / 'chair.txt'}\n"
    assert written(tmp_path / "out") == ["good", "good/en", "good/en/chair.txt"]


def test_output_that_is_a_file(run: Run, tmp_path: Path) -> None:
    """Where the output folder is a file, it is left alone and another name is asked for."""
    path, output = case(tmp_path, GOOD), tmp_path / "out"
    output.write_text("mine", encoding="utf-8")
    code, out, err = run("render", path, "--lang", "en", "-f", "txt", "-o", output)
    assert (code, out) == (1, "")
    assert err.startswith(f"{output}: error: ")
    assert "    → name another folder with --output\n" in err
    assert output.read_text(encoding="utf-8") == "mine"


def test_letter_that_is_a_folder(run: Run, tmp_path: Path) -> None:
    """Where a letter would replace a folder, nothing of its case is written, and another case still is."""
    bad, good = case(tmp_path, GOOD), case(tmp_path, changed(("id: example", "id: good")), "good.yaml")
    (tmp_path / "out" / "example" / "en" / "chair.txt" / "mine").mkdir(parents=True)
    code, out, err = run("render", bad, good, "--lang", "en", "-f", "txt", "-o", tmp_path / "out")
    assert code == 1
    assert ": error: " in err
    assert out == f"{tmp_path / 'out' / 'good' / 'en' / 'chair.txt'}\n"
    assert written(tmp_path / "out") == [
        "example",
        "example/en",
        "example/en/chair.txt",
        "example/en/chair.txt/mine",
        "good",
        "good/en",
        "good/en/chair.txt",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: Timur Nazarov", "en: 'Timur {{ 7*7 }}'"),
        ("latin: [Dom 2,", "latin: ['Dom {{ 7*7 }}',"),
        ("en: Chairman of the Committee", "en: 'Chairman {{ 7*7 }}'"),
        ("date: 2013-01-02", "place: {en: 'in {{ 7*7 }}'}"),
        ("  - {use: establish-whereabouts, to: [chair]}", "  - {text: {en: 'count {{ 7*7 }}'}}"),
        ("asks:\n", "facts: [{text: {en: 'He has {{ 7*7 }}.'}}]\nasks:\n"),
        ("country: RU\n", "country: RU\n    salutation: {en: 'Dear {{ 7*7 }}'}\n"),
    ],
)
def test_template_marks_stay_text(run: Run, tmp_path: Path, old: str, new: str) -> None:
    """A template in a value is printed as it stands, and warned about."""
    path = case(tmp_path, changed((old, new)))
    code, _, err = run("render", path, "--lang", "en", "-f", "txt", "-o", tmp_path / "out")
    assert code == 0
    assert "warning: `{{ … }}` in a case is ordinary text and is printed as it stands\n    → remove the braces\n" in err
    letter = " ".join((tmp_path / "out" / "example" / "en" / "chair.txt").read_text(encoding="utf-8").split())
    assert "{{ 7*7 }}" in letter
    assert "49" not in letter.replace("+7 499", "")


# Anything at all

_NASTY = st.sampled_from(
    [*"\n\t :-#'\"[]{},&*!|>%@`?.;<\\\0\x85\u2028\u202e\ufeffé☃0", "\r\n", "  ", "\n- ", ": {", "---\n"]
)
_PLACE = st.floats(0, 1, exclude_max=True)
_DAMAGE = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["drop line", "double line", "swap lines", "indent", "dedent"]), _PLACE, st.just("")),
        st.tuples(st.sampled_from(["drop character", "drop value"]), _PLACE, st.just("")),
        st.tuples(st.just("insert"), _PLACE, _NASTY | st.text(max_size=3)),
        st.tuples(
            st.just("replace value"), _PLACE, _NASTY | st.sampled_from(["", "[]", "{}", "x", "RU", "2013-02-30"])
        ),
    ),
    min_size=1,
    max_size=3,
)


def damaged(text: str, damage: str, place: float, new: str) -> str:
    """A text with one thing done to it."""
    lines = text.split("\n")
    row = int(place * len(lines))
    at = int(place * len(text))
    match damage:
        case "drop line":
            del lines[row]
        case "double line":
            lines.insert(row, lines[row])
        case "swap lines":
            lines[row], lines[row - 1] = lines[row - 1], lines[row]
        case "indent":
            lines[row] = "  " + lines[row]
        case "dedent":
            lines[row] = lines[row].removeprefix("  ")
        case "drop value":
            lines[row] = lines[row].partition(":")[0] + ":"
        case "replace value":
            lines[row] = lines[row].partition(":")[0] + ": " + new
        case "drop character":
            return text[:at] + text[at + 1 :]
        case _:
            return text[:at] + new + text[at:]
    return "\n".join(lines)


@pytest.fixture
def seed(cases: Path) -> Path:
    """A case of the repository, beside its directory."""
    return cases / "kasymakhunov.yaml"


@settings(max_examples=max(300, settings().max_examples), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DAMAGE)
def test_any_damage(run: Run, seed: Path, damage: list[tuple[str, float, str]]) -> None:
    """However a case is damaged, the check ends with as many errors as it tells of, and never as a bug."""
    original = seed.with_name("original.txt")
    if not original.exists():
        shutil.copy(seed, original)
    text = original.read_text(encoding="utf-8")
    for step in damage:
        text = damaged(text, *step)
    seed.write_bytes(text.encode("utf-8", "surrogatepass"))
    code, out, err = run("check", seed)
    summary = re.search(r"Checked 1 case: (\d+) errors, (\d+) warnings, (\d+) notes\.\n\Z", err)
    assert summary is not None
    told = [len(re.findall(rf"(?m)^.*: {severity}: ", err)) for severity in ("error", "warning", "note")]
    assert [int(number) for number in summary.groups()] == told
    assert code == (1 if told[0] else 0)
    assert out == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=4), _PLACE)
def test_any_bytes(run: Run, seed: Path, data: bytes, place: float) -> None:
    """Bytes that are no text, anywhere in a case, end in messages or do no harm."""
    original = seed.with_name("original.txt")
    if not original.exists():
        shutil.copy(seed, original)
    content = original.read_bytes()
    at = int(place * len(content))
    seed.write_bytes(content[:at] + data + content[at:])
    code, _, err = run("check", seed)
    assert code == (": error: " in err)
