"""The case forms of names that a case lacks in a language, written into its text."""

from collections.abc import Iterable, Sequence
import difflib
from importlib import import_module
from pathlib import Path
import re
from typing import Any, cast

from msgspec import Struct

from ualetters.case_file import load_case
from ualetters.errors import Place, Problem, ProblemsError, Severity
from ualetters.names.endings import Inflected
from ualetters.names.forms import VOCATIVE, of_official, of_person
from ualetters.names.inflection import Language
from ualetters.names.lacks import ID, Lack, Survey
from ualetters.names.patch import Addition, Line, patched
from ualetters.workshop import Workshop
from ualetters.yaml_source import Mapping, Node, Scalar, parse

MODULES = {"ru": "russian", "uk": "ukrainian"}
# The name under which a library is imported, and that under which it is installed.
_LIBRARIES = {"pytrovich": "pytrovich", "shevchenko": "shevchenko-py"}
_MARK = b"\xef\xbb\xbf"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class NotInstalledError(Exception):
    """The library that inflects a language is not there.

    Attributes:
        library: The name under which it is installed.
    """

    def __init__(self, library: str) -> None:
        self.library = library
        super().__init__(library)


class Proposal(Struct, frozen=True):
    """What is proposed for one case file.

    Attributes:
        before: The file as it is.
        after: The file with the forms; the same when there are none.
        additions: The forms.
        problems: What the author has to write by hand, or should know.
    """

    before: bytes
    after: bytes
    additions: tuple[Addition, ...]
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every form that is proposed."""
        return tuple(line for addition in self.additions for line in addition.lines)

    def diff(self, name: str) -> str:
        """The change as a unified diff, which `patch` understands.

        Args:
            name: How the diff calls the file.
        """
        before, after = (_LINES.findall(content.decode()) for content in (self.before, self.after))
        lines = difflib.unified_diff(before, after, name, name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def propose(path: Path, workshop: Workshop, code: str) -> Proposal:
    """Find the forms of names that the letters of a case need and do not have, and write them into its text.

    Args:
        path: The case file; it is read, not written.
        workshop: Templates and directory.
        code: One of `MODULES`, for which there is a pack.

    Raises:
        ProblemsError: The case cannot be read, or its text cannot be added to without changing more.
        NotInstalledError: The library that inflects the language is not installed.
    """
    language = _language(code)
    pack = workshop[code]
    case, _ = load_case(path, workshop.directory(path).offices)
    before = path.read_bytes()
    root = parse(before, str(path))
    survey = Survey(case, root, pack)
    found = [_addition(lack, survey, language) for lack in survey.lacks()]
    additions = tuple(addition for addition in found if addition.lines)
    after = before
    if additions:
        mark = _MARK * before.startswith(_MARK)
        after = mark + patched(before.decode("utf-8-sig"), additions, pack.forms).encode()
        _be_sure_that_nothing_else_changed(root, after, additions)
    return Proposal(before, after, additions, tuple(survey.problems))


def _language(code: str) -> Language:
    try:
        return cast("Language", import_module(f"ualetters.names.{MODULES[code]}"))
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _LIBRARIES:
            raise
        raise NotInstalledError(_LIBRARIES[library]) from None


def _addition(lack: Lack, survey: Survey, language: Language) -> Addition:
    lines = []
    for form in lack.forms:
        made = _form(lack, form, language)
        if made is not None:
            lines.append(Line(form, made.text, made.sure))
        elif form == VOCATIVE:
            hint = "the salutation is by office, unless you write `voc` by hand"
            survey.left(lack.path, "without a patronymic no vocative is proposed", hint, Severity.NOTE)
        else:
            survey.left(lack.path, f"the form `{form}` cannot be proposed", "write it by hand")
    return Addition(lack.path, tuple(lines))


def _form(lack: Lack, form: str, language: Language) -> Inflected | None:
    if form not in language.FORMS:
        return None
    if lack.is_official:
        return of_official(lack.known, lack.gender, form, language)
    return of_person(lack.known["nom"], lack.gender, form, language)


def _be_sure_that_nothing_else_changed(root: Mapping, after: bytes, additions: Iterable[Addition]) -> None:
    """Read what is to be written, and hold it against what was meant.

    Raises:
        ProblemsError: They differ: the file is laid out in a way that was not foreseen.
    """
    expected: Any = _plain(root)
    for addition in additions:
        _add(expected, addition.path, {line.form: line.text for line in addition.lines})
    try:
        found = _plain(parse(after, root.place.file))
    except ProblemsError:
        found = None
    if found != expected:
        message = "the names of this file are laid out in a way that cannot be added to"
        hint = "write each on a line of its own, such as `ru: Имя Фамилия`, then run this again"
        raise ProblemsError([Problem(Place(root.place.file), message, hint, check=ID)])


def _add(tree: Any, path: Sequence[str], forms: dict[str, str]) -> None:  # noqa: ANN401
    *above, last = path
    for step in above:
        tree = tree[step]
    there = tree[last]
    tree[last] = (there if isinstance(there, dict) else {"nom": there}) | forms


def _plain(node: Node) -> object:
    """A tree as dictionaries, lists and strings."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    return [_plain(item) for item in node.items]
