"""Wrong options, files and folders end in a message, and template marks in a case stay text."""

from pathlib import Path

import pytest

from builders.bad_input import GOOD, Run, case, changed, running, written

run = pytest.fixture(running)


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
