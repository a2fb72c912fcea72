"""What a reader of YAML may meet in a case file ends in a message with its place."""

from pathlib import Path

import pytest

from builders.bad_input import GOOD, Run, case, changed, running, written

run = pytest.fixture(running)


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


_SYNTAX = "look at the indentation, the quotes and the brackets here"


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
