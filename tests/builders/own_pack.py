"""A language pack of one's own: the English one under another code, changed as a test wants it."""

from copy import deepcopy
from functools import cache
import json
from pathlib import Path
from typing import Any

import yaml

from ualetters.errors import Place, Problem, Severity
from ualetters.language_pack import PHRASES_FILE
from ualetters.pack_check import check_pack
from ualetters.templating import LANGUAGE_FILE, Templates, template_root
from ualetters.workshop import Workshop

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CODE, NAME = "sv", "svenska (Swedish)"

Row = tuple[Severity, str, str, str, str]


class OwnPack:
    """A pack as data until `shop` writes it to a template root.

    Attributes:
        root: The template root.
        language: What goes to `language.yaml`.
        phrases: What goes to `phrases.yaml`.
        prose: What goes to `letter.j2` and `copy.j2`; a file that is taken out is not written.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "own-templates"
        english = template_root() / "en"
        self.language = deepcopy(_read(english / LANGUAGE_FILE)) | {
            "language": CODE,
            "tag": CODE,
            "name": NAME,
            "status": "draft",
        }
        self.phrases = deepcopy(_read(english / PHRASES_FILE))
        for tree in (self.language, self.phrases):
            # What holds for English alone.
            for key in ("regions", "marks", "sourced", "sources", "typography", "examples", "reviewed_by"):
                tree.pop(key, None)
        self.prose = {name: (english / name).read_text(encoding="utf-8") for name in ("letter.j2", "copy.j2")}

    def file(self, name: str) -> Path:
        """Where a file of the pack stands."""
        return self.root / CODE / name

    def shop(self) -> Workshop:
        """Write the pack, in front of the packaged ones."""
        self.file("").mkdir(parents=True, exist_ok=True)
        for name, tree in ((LANGUAGE_FILE, self.language), (PHRASES_FILE, self.phrases)):
            # JSON is YAML, and quicker to read.
            self.file(name).write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
        for name, text in self.prose.items():
            self.file(name).write_text(text, encoding="utf-8")
        return Workshop(Templates.with_own([self.root]))

    def place(self, name: str, path: str) -> Place:
        """Where the key of an entry stands in a file, or else of the nearest entry above it, as PyYAML sees it."""
        return self._place(name, path)[0]

    def value_place(self, name: str, path: str) -> Place:
        """Where its value stands."""
        return self._place(name, path)[1]

    def _place(self, name: str, path: str) -> tuple[Place, Place]:
        node = yaml.compose(self.file(name).read_text(encoding="utf-8"), Loader=_LOADER)
        assert isinstance(node, yaml.MappingNode)
        mark: Any = node.start_mark
        for step in path.replace("[", ".[").split("."):
            found = _below(node, step)
            if found is None:
                break
            mark, node = found
        value = node.start_mark
        file = str(self.file(name))
        return Place(file, mark.line + 1, mark.column + 1, path), Place(file, value.line + 1, value.column + 1, path)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the pack; whatever has a YAML path stands where PyYAML sees it."""
        shop = self.shop()
        found = check_pack(shop[CODE], shop.phrasebook, shop.templates)
        assert {problem.check for problem in found} <= {"pack"}
        for problem in found:
            if problem.place.path:
                assert problem.place == self.place(Path(problem.place.file).name, problem.place.path)
        return found

    def rows(self) -> list[Row]:
        """What is wrong with the pack: severity, file name, YAML path, message and hint."""
        return [
            (one.severity, Path(one.place.file).name, one.place.path, one.message, one.hint) for one in self.problems()
        ]

    def told(self) -> list[tuple[str, str]]:
        """The same, without notes, as YAML path and message."""
        return [(one.place.path, one.message) for one in self.problems() if one.severity is not Severity.NOTE]


def own_pack(tmp_path: Path) -> OwnPack:
    """A pack about which nothing is doubtful."""
    return OwnPack(tmp_path)


def put(tree: dict[str, Any], path: str, value: object) -> None:
    """Set an entry by its path; None takes it out."""
    *parents, last = path.split(".")
    for key in parents:
        tree = tree.setdefault(key, {})
    if value is None:
        del tree[last]
    else:
        tree[last] = value


@cache
def _read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # it builds strings only
    assert isinstance(content, dict)
    return content


def _below(node: yaml.Node, step: str) -> tuple[Any, yaml.Node] | None:
    """The mark of an entry below a node, which for a key is the key's, and the entry."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step.startswith("["):
        number = int(step[1:-1])
        return (node.value[number].start_mark, node.value[number]) if number < len(node.value) else None
    return None
