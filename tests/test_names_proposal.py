"""What a case lacks, proposed and written into its text, and what is left to its author."""

from collections.abc import Mapping
from pathlib import Path
import subprocess
import sys
import textwrap

import pytest
import yaml

from builders.names import CASE, case_with
from ualetters.errors import ProblemsError, Severity
from ualetters.names.proposal import NotInstalledError, Proposal, propose
from ualetters.templating import Templates
from ualetters.workshop import Workshop

NO_FORM = "the name has no form in русский (Russian), and none is made of another language's"
OFFICE = {
    "kind": "director",
    "ru": {"nom": "Директор", "dat": "Директору"},
    "uk": {"nom": "Директор", "dat": "Директору"},
}
OFFICIAL = {"country": "RU", "gender": "m", "office": OFFICE, "address": {"latin": ["Moscow"]}}


def proposed(path: Path, code: str = "ru") -> Proposal:
    """The proposal for a case."""
    return propose(path, Workshop(Templates.with_own()), code)


def official(name: Mapping[str, object], **changes: object) -> dict[str, object]:
    """Addressees of whom one has a name."""
    return {"someone": OFFICIAL | {"name": name} | changes}


def told(proposal: Proposal) -> list[str]:
    """The problems by path and message."""
    return [f"{problem.place.path}: {problem.message}" for problem in proposal.problems]


def forms(proposal: Proposal) -> dict[str, str]:
    """The forms that are proposed."""
    return {line.form: line.text for line in proposal.lines}


def test_demanded_forms_of_a_person(tmp_path: Path) -> None:
    """What the phrases of the case print, and nothing else."""
    found = proposed(case_with(tmp_path, asks=[{"use": "release-unconditional"}]))
    assert forms(found) == {"gen": "Анны Орловой", "acc": "Анну Орлову"}
    assert found.problems == ()
    assert yaml.safe_load(found.after)["people"]["anna"]["name"]["ru"] == {"nom": "Анна Орлова", **forms(found)}


def test_a_form_that_is_there_is_kept(tmp_path: Path) -> None:
    """What somebody wrote by hand is theirs, even if it looks wrong."""
    people = {"anna": {"gender": "f", "name": {"ru": {"nom": "Анна Орлова", "gen": "Аннушки"}}}}
    found = proposed(case_with(tmp_path, people=people))
    assert (found.lines, found.after) == ((), found.before)


def test_officials_in_the_case(tmp_path: Path) -> None:
    """The dative as in addresses, and in Ukrainian the vocative as in salutations."""
    name = {code: {"given": "Олександр", "patronymic": "Іванович", "family": "Коваль"} for code in ("ru", "uk")}
    path = case_with(tmp_path, addressees=official(name), people={"a": {"gender": "x", "name": {"ru": "А", "uk": "А"}}})
    assert forms(proposed(path, "uk")) == {"dat": "Ковалю О. І.", "voc": "Олександре Івановичу"}
    assert forms(proposed(path, "ru")) == {"dat": "Ковалю О. І."}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"people": {"a": {"gender": "x", "name": {"ru": "Саша Ким"}}}},
            "people.a.name.ru: nothing is proposed for a person of unstated gender",
        ),
        (
            {"people": {"a": {"gender": "f", "name": {"en": "Anna"}}}},
            f"people.a.name.ru: {NO_FORM}",
        ),
        (
            {"addressees": official({"ru": {"given": "Пётр", "family": "Ким"}}, gender=None)},
            "addressees.someone.name.ru: nothing is proposed for an official whose gender is not written",
        ),
        (
            {"addressees": official({"ru": {"given": "Пётр", "family": "Ким"}}, gender="x")},
            "addressees.someone.name.ru: nothing is proposed for a person of unstated gender",
        ),
        (
            {"addressees": official({"en": {"given": "Petr", "family": "Kim"}})},
            f"addressees.someone.name.ru: {NO_FORM}",
        ),
    ],
)
def test_what_only_the_author_can_write(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    """No gender is guessed and no name transliterated; that is said as an error, with what to do."""
    path = case_with(tmp_path, **changes)
    text = path.read_text(encoding="utf-8").replace('"gender": null, ', "")
    path.write_text(text, encoding="utf-8")
    found = proposed(path)
    assert message in told(found)
    assert all(problem.hint and problem.severity is Severity.ERROR for problem in found.problems)
    assert "Ким" not in "".join(forms(found).values())


def test_a_latin_name_that_may_stand_needs_no_forms(tmp_path: Path) -> None:
    """With `allow_latin` the letters print the Latin name, and nothing is missing."""
    people = {"a": {"gender": "f", "name": {"en": "Anna", "allow_latin": True}}}
    assert told(proposed(case_with(tmp_path, people=people))) == []


def test_no_vocative_without_a_patronymic(tmp_path: Path) -> None:
    """The salutation does without one, which is worth knowing and no error."""
    addressees = official({"uk": {"given": "Іван", "family": "Коваль", "dat": "Ковалю І."}})
    (problem,) = proposed(
        case_with(tmp_path, addressees=addressees, asks=[{"text": {"uk": "допомогти"}}]), "uk"
    ).problems
    assert (problem.severity, problem.place.path) == (Severity.NOTE, "addressees.someone.name.uk")


def test_a_form_that_no_library_makes(tmp_path: Path) -> None:
    """A pack that asks for a form which the language's library does not know leaves it to the author."""
    root = tmp_path / "own" / "ru"
    root.mkdir(parents=True)
    (root / "language.yaml").write_text("forms: [nom, gen, dat, acc, ins, prp, loc]\n", encoding="utf-8")
    (root / "phrases.yaml").write_text('asks: {establish-whereabouts: "{{ p.loc }}"}\n', encoding="utf-8")
    found = propose(case_with(tmp_path), Workshop(Templates.with_own([tmp_path / "own"])), "ru")
    assert told(found) == ["people.anna.name.ru: the form `loc` cannot be proposed"]


# --- the directory ----------------------------------------------------------------------------------------------------

ENTRY = """\
some-entry:
  country: RU
  gender: m
  office: {kind: chair, ru: {nom: Глава, dat: Главе}}
  name:
    ru: {given: Пётр, patronymic: Ильич, family: Ким}
"""


def with_directory(folder: Path, **changes: object) -> Path:
    """A case whose addressee is in the directory beside it."""
    (folder / "directory").mkdir()
    (folder / "directory" / "offices.yaml").write_text(ENTRY, encoding="utf-8")
    return case_with(folder, addressees={"someone": {"use": "some-entry"} | changes})


def test_a_name_of_the_directory_is_left_alone(tmp_path: Path) -> None:
    """It is not in the case file; the entry that lacks a form is named, at its place."""
    (problem,) = proposed(with_directory(tmp_path)).problems
    assert problem.message == "the directory's entry `some-entry` lacks `dat` of this name"
    assert (Path(problem.place.file).name, problem.place.line) == ("offices.yaml", 6)


def test_a_name_that_the_case_lays_over_the_directory(tmp_path: Path) -> None:
    """It is in the case file, and its gender may come from the directory."""
    name = {"ru": {"given": "Олег", "patronymic": "Ильич", "family": "Носов"}}
    found = proposed(with_directory(tmp_path, name=name))
    assert forms(found) | {"gen": ""} == {"dat": "Носову О. И.", "gen": ""}
    assert found.problems == ()


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_diff_can_be_read_by_patch(tmp_path: Path) -> None:
    """The diff names the file twice, and says so when the last line has no end."""
    path = case_with(tmp_path)
    text = proposed(path).diff("a.yaml")
    assert text.startswith("--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-{")
    assert text.count("\n\\ No newline at end of file\n") == 2
    assert text.endswith("\n")


def test_a_byte_order_mark_is_kept(tmp_path: Path) -> None:
    """What an editor put at the beginning stays there."""
    path = case_with(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = proposed(path)
    assert found.lines
    assert found.after.startswith(b"\xef\xbb\xbf{")
    assert found.after.count(b"\xef\xbb\xbf") == 1


def test_a_layout_that_was_not_foreseen_is_refused(tmp_path: Path) -> None:
    """Where adding would change something else, nothing is proposed; the message says how to write the name."""
    path = tmp_path / "example.yaml"
    # For YAML this separator ends a line, for an editor it may not.
    person = "\n  gender: f\n  name:\n    ru: Айгуль Ким # as she writes it\u2028    en: Aigul Kim\n"
    rest = yaml.safe_dump(CASE | {"people": None}, allow_unicode=True).replace("people: null\n", "")
    path.write_text(f"people:\n mzia: {person}{rest}", encoding="utf-8")
    with pytest.raises(ProblemsError, match="laid out in a way that cannot be added to"):
        proposed(path)


def test_a_case_that_cannot_be_read(tmp_path: Path) -> None:
    """Its problems are raised, all of them."""
    path = tmp_path / "example.yaml"
    path.write_text("format: 2\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="unknown format"):
        proposed(path)


# --- the libraries ----------------------------------------------------------------------------------------------------


def test_rendering_imports_no_library_that_inflects(root: Path, tmp_path: Path) -> None:
    """A letter is made without them, whether they are installed or not."""
    program = f"""
        import sys
        from ualetters.cli import main
        try:
            main(["render", {str(root / "cases" / "azimov.yaml")!r}, "--lang", "ru", "-o", {str(tmp_path / "l")!r}])
        except SystemExit as end:
            assert end.code == 0, end.code
        assert not {{"pytrovich", "shevchenko", "ualetters.names"}} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("code", "module", "library"), [("ru", "pytrovich", "pytrovich"), ("uk", "shevchenko", "shevchenko-py")]
)
def test_without_the_library(tmp_path: Path, code: str, module: str, library: str) -> None:
    """What is not installed is named as it is called where one installs it."""
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow" / f"{module}.py").write_text(f"raise ModuleNotFoundError(name={module!r})\n", encoding="utf-8")
    path = case_with(tmp_path)
    program = f"""
        import sys
        sys.path.insert(0, {str(tmp_path / "shadow")!r})
        from pathlib import Path
        from ualetters.names.proposal import NotInstalledError, propose
        from ualetters.templating import Templates
        from ualetters.workshop import Workshop
        try:
            propose(Path({str(path)!r}), Workshop(Templates.with_own()), {code!r})
        except NotInstalledError as error:
            print(error.library)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == library
    assert issubclass(NotInstalledError, Exception)
