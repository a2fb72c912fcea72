"""What is wrong in a case is named with its place, and keeps no other case from being written."""

from pathlib import Path
import re

import pytest

from builders.bad_input import Run, case, changed, running, written

run = pytest.fixture(running)


COPY = "  border: {role: copy, copy_of: [chair], country: RU, address: {latin: [Dom 3]}}\n"
RUSSIAN = (
    ("{en: Timur Nazarov}", "{en: Timur Nazarov, ru: {nom: Тимур Назаров, gen: Тимура Назарова}}"),
    ("en: Chairman of the Committee}", "en: Chairman, ru: {nom: Председатель, dat: Председателю}}"),
    (
        "family: Sokolov}}",
        "family: Sokolov}, ru: {given: Павел, patronymic: Ильич, family: Соколов, dat: Соколову П. И.}}",
    ),
)

_ID = "use a-z, 0-9 and `-`, at most 60; it names a file or folder"

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
        "one of allow_latin, unsourced, or a language code",
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
