"""Broken packs: what cannot be rendered is named with its file and path, and is no letter."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builders.compose import BASE, CHAIR, TIMUR, case_of, composed, letter_of, own_shop
from ualetters.errors import Place, Problem, ProblemsError, errors_in
from ualetters.templating import template_root


def broken_pack(folder: Path, files: Mapping[str, Any], case: Mapping[str, Any] = BASE) -> list[Problem]:
    """What is wrong with a user's own templates."""
    problems = errors_in(composed(folder, case, "en", own_shop(folder, files)).problems)
    assert all(problem.check == "pack" for problem in problems)
    return problems


def own_place(folder: Path, name: str, path: str) -> Place:
    """Where the last key of a path stands in a file of a user's own templates, which is one line of JSON."""
    file = folder / "templates" / name
    key = path.rpartition(".")[2]
    return Place(str(file), 1, file.read_text(encoding="utf-8").index(f'"{key}": ') + 1, path)


@pytest.mark.parametrize(
    ("snippet", "message"),
    [
        (
            "protect {{ p",
            "the template cannot be rendered: unexpected end of template, expected 'end of print statement'.",
        ),
        ("protect {{ q }}", "the template cannot be rendered: 'q' is undefined"),
        ("protect {{ p.gen }}", "the template asks for a form `gen`, which there is not"),
        ("protect {{ country }}", "the template cannot be rendered: a template printed a value that is not there"),
        ("protect {{ p + 1 }}", "the template cannot be rendered: unsupported operand"),
    ],
)
def test_a_broken_phrase_is_named(tmp_path: Path, snippet: str, message: str) -> None:
    """A phrase that cannot be rendered is named with its place in the user's file, and nothing of it is printed."""
    (problem,) = broken_pack(tmp_path, {"en/phrases.yaml": {"asks": {"ensure-safety": snippet}}})
    assert problem.place == own_place(tmp_path, "en/phrases.yaml", "asks.ensure-safety")
    assert problem.message.startswith(message)
    assert problem.hint.endswith(f"mend `{problem.place.file}` in your template root")


@pytest.mark.parametrize(
    "path",
    [
        "concerns.abduction.subject",
        "concerns.abduction.opening",
        "concerns.disappearance.further",
        "identity.citizen",
        "identity.born",
        "closes.formal",
        "closes.high",
        "inside_address.embassy",
        "labels.embassy",
        "labels.enclosed_letter",
    ],
)
def test_a_broken_snippet_is_named(tmp_path: Path, path: str) -> None:
    """Every snippet of a pack is named by its file, line, column and path when it cannot be rendered."""
    tree: Any = "{{ nothing }}"
    for name in reversed(path.split(".")):
        tree = {name: tree}
    file = "phrases.yaml" if path.startswith("concerns") else "language.yaml"
    people = {"timur": TIMUR | {"citizen_of": "UZ", "born": "1964"}}
    concerns = [{"use": "abduction"}, {"use": "disappearance"}]
    case = case_of(people=people, concerns=concerns, diplomatic_copies=["RU"])
    named = "closes" if path.startswith("closes") else path
    found = {one.place for one in broken_pack(tmp_path, {f"en/{file}": tree}, case)}
    assert found == {own_place(tmp_path, f"en/{file}", named)}


LETTER = (template_root() / "en" / "letter.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("block thanks", "block thank", "the template has no block `thanks`"),
        ("I would be", "{{ i }} would be", "the template cannot be rendered: 'i' is undefined"),
        ("{% block thanks %}", "{% blocked %}", "the template cannot be rendered: Encountered unknown tag"),
    ],
)
def test_broken_prose_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A block that is not there or cannot be rendered is named with its file."""
    (problem,) = broken_pack(tmp_path, {"en/letter.j2": LETTER.replace(old, new)})
    assert problem.place.file == "en/letter.j2"
    assert problem.message.startswith(message)
    assert problem.hint == ("add it" if "no block" in message else "mend `en/letter.j2` in your template root")


def test_an_empty_block_is_no_letter(tmp_path: Path) -> None:
    """A letter with an empty paragraph is not written; the part is named."""
    start, end = LETTER.index("I would be"), LETTER.rindex("{%")
    (problem,) = broken_pack(tmp_path, {"en/letter.j2": LETTER[:start] + LETTER[end:]})
    assert (problem.place.file, problem.place.path) == ("nazarov/en-GB/chair", "body")
    assert (problem.message, problem.hint) == ("a part of the letter is empty", "look at the pack's words for it")


def test_an_empty_part_of_an_enclosed_letter_is_found(tmp_path: Path) -> None:
    """A covering note is not written if the letter that it carries has a hole."""
    shop = own_shop(tmp_path, {"en/language.yaml": {"closes": {"formal": " "}}})
    found = composed(tmp_path, case_of(addressees={"chair": CHAIR}, diplomatic_copies=["RU"]), "en", shop)
    assert [(one.place.file, one.place.path) for one in errors_in(found.problems)] == [
        ("nazarov/en-GB/chair", "close"),
        ("nazarov/en-GB/chair", "close"),
    ]


def test_problems_of_a_broken_pack_are_raised_at_once(tmp_path: Path) -> None:
    """A pack file that is no YAML concerns every case, so it stops the run."""
    with pytest.raises(ProblemsError):
        letter_of(tmp_path, BASE, "en", own_shop(tmp_path, {"en/language.yaml": "{"}))
