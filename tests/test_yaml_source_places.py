"""YAML from files: where everything stands, and what cannot be read."""

from pathlib import Path

import pytest

from builders.yaml_source import tree
from ualetters.errors import Place, Problem, ProblemsError
from ualetters.yaml_source import MAX_BYTES, read_tree
from ualetters.yaml_tree import Mapping, Scalar, Sequence, plain

SAMPLE = """\
format: 1
people:
  yusup:
    name: {en: Yusup, ru: Юсуп}
facts:
  - text: first
  - text: second
    to: [ayla, omid]
"""


def test_positions() -> None:
    """Every node, and every key, knows its line, its column and its YAML path."""
    root = tree(SAMPLE)
    people, facts = root.entries["people"], root.entries["facts"]
    assert isinstance(people, Mapping)
    assert isinstance(facts, Sequence)
    yusup = people.entries["yusup"]
    assert isinstance(yusup, Mapping)
    names = yusup.entries["name"]
    assert isinstance(names, Mapping)
    assert root.place == Place("case.yaml", 1, 1, "")
    assert root.keys["people"] == Place("case.yaml", 2, 1, "people")
    assert people.place == Place("case.yaml", 3, 3, "people")
    assert yusup.keys["name"] == Place("case.yaml", 4, 5, "people.yusup.name")
    assert names.place == Place("case.yaml", 4, 11, "people.yusup.name")
    assert names.keys["ru"] == Place("case.yaml", 4, 23, "people.yusup.name.ru")
    assert names.entries["ru"] == Scalar(Place("case.yaml", 4, 27, "people.yusup.name.ru"), "Юсуп")
    assert facts.place == Place("case.yaml", 6, 3, "facts")
    assert [item.place for item in facts.items] == [
        Place("case.yaml", 6, 5, "facts[0]"),
        Place("case.yaml", 7, 5, "facts[1]"),
    ]
    second = facts.items[1]
    assert isinstance(second, Mapping)
    to = second.entries["to"]
    assert isinstance(to, Sequence)
    assert to.items[1] == Scalar(Place("case.yaml", 8, 16, "facts[1].to[1]"), "omid")


def test_read_tree(tmp_path: Path) -> None:
    """A file is called by its path, or by the name that it is given."""
    path = tmp_path / "case.yaml"
    path.write_bytes("имя: Юсуп\n".encode())
    assert read_tree(path).place == Place(str(path), 1, 1)
    assert read_tree(path, "sender.yaml").entries["имя"] == Scalar(Place("sender.yaml", 1, 6, "имя"), "Юсуп")


def test_read_tree_stops_at_the_limit(tmp_path: Path) -> None:
    """A file of any size is refused without being read to its end."""
    path = tmp_path / "case.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ProblemsError, match="larger than 256 KiB"):
        read_tree(path)
    path.write_bytes(b"a: b\n".ljust(MAX_BYTES, b"#"))
    assert plain(read_tree(path))


@pytest.mark.parametrize("name", [None, "sender.yaml"])
def test_missing_file(tmp_path: Path, name: str | None) -> None:
    """A file that is not there is a problem of the whole file."""
    path = tmp_path / "nowhere.yaml"
    with pytest.raises(ProblemsError) as caught:
        read_tree(path, name)
    assert caught.value.problems == (
        Problem(
            Place(name or str(path)),
            "cannot read the file: no such file or directory",
            "check the path and its spelling",
        ),
    )
    assert caught.value.__suppress_context__


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder cannot be read as a file, and the system's reason is given."""
    with pytest.raises(ProblemsError) as caught:
        read_tree(tmp_path)
    (problem,) = caught.value.problems
    assert problem.place == Place(str(tmp_path))
    assert problem.message.startswith("cannot read the file: ")
    assert problem.message.islower()
