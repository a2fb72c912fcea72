"""The Jinja snippets of a language pack, and what is wrong with one of them.

They are not rendered but read: a wrong word in a branch that no case has taken yet is found as well.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from jinja2 import TemplateSyntaxError, meta, nodes
from msgspec import Struct

from ualetters.errors import Positions, Problem, Severity
from ualetters.fields import suggestion
from ualetters.model.case import PARAMETERS
from ualetters.model.pack import COUNTRY_FORMS, LanguagePack, Phrase, Phrasebook
from ualetters.templating import snippets

ID = "pack"

_PEOPLE = ("p", "who")
_CHOOSERS = {"g": ("m", "f", "pl_m", "pl_f", "x", "du_m", "du_f"), "n": ("one", "many", "du")}
_NEEDED = {"g": ("m", "f", "pl_m", "pl_f"), "n": ("one", "many")}
_GENDERS = _CHOOSERS["g"][:5]
_NAME_PARTS = ("given", "patronymic", "family")
_SAID = ("p", "who", "again", "there", "circumstances")
_WHERE_AND_WHEN = ("date", "place", "country")
# What is printed of these is told as text.
_TEXTS = ("addressee", "born", "date", "name", "office", "place", "salutation")


class Snippet(Struct, frozen=True):
    """One Jinja snippet of a pack.

    Attributes:
        path: YAML path in its file.
        text: The snippet.
        names: What it may print.
    """

    path: str
    text: str
    names: tuple[str, ...]


def problem(positions: Positions, path: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """A problem of a pack at an entry, or at the nearest one above it."""
    return Problem(positions.place(path), message, hint, severity, ID)


def language_snippets(pack: LanguagePack) -> Iterator[Snippet]:
    """The snippets of `language.yaml`."""
    salutations, address = pack.salutations, pack.inside_address
    rows = {"named": salutations.named, "institution": salutations.institution}
    rows |= {f"offices.{kind}": row for kind, row in salutations.offices.items()}
    for name, row in rows.items():
        yield from (Snippet(f"salutations.{name}.{gender}", text, ("a",)) for gender, text in row.items())
    people = {"person": address.person} | {
        f"person_by_office.{kind}": row for kind, row in address.person_by_office.items()
    }
    for name, row in people.items():
        yield from (Snippet(f"inside_address.{name}.{gender}", text, ("name",)) for gender, text in row.items())
    for name in ("formal", "high", "impersonal"):
        yield Snippet(f"closes.{name}", getattr(pack.closes, name), ("salutation",))
    for name in ("office", "institution"):
        if text := getattr(address, name):
            yield Snippet(f"inside_address.{name}", text, ("office",))
    yield Snippet("inside_address.embassy", address.embassy, ("country",))
    yield Snippet("labels.embassy", pack.labels["embassy"], ("country",))
    yield Snippet("labels.enclosed_letter", pack.labels["enclosed_letter"], ("addressee",))
    yield Snippet("identity.citizen", pack.identity.citizen, ("p", "country"))
    yield Snippet("identity.born", pack.identity.born, ("born", "year_only"))
    yield Snippet("circumstances", pack.circumstances, _WHERE_AND_WHEN)


def phrase_snippets(pack: LanguagePack, phrasebook: Phrasebook) -> Iterator[Snippet]:
    """The snippets of `phrases.yaml`, each with the parameters that the phrasebook gives it."""
    for key, concern in pack.concerns.items():
        phrase = phrasebook.concerns.get(key, Phrase(""))
        for name in ("subject", "opening", "further"):
            yield Snippet(f"concerns.{key}.{name}", getattr(concern, name), (*_SAID, *phrase.parameters))
    for key, text in pack.asks.items():
        phrase = phrasebook.asks.get(key, Phrase(""))
        yield Snippet(f"asks.{key}", text, ("p", *phrase.parameters))


@cache
def _parsed(text: str) -> nodes.Template:
    return snippets().parse(text)


def words_of(snippet: str) -> str:
    """What a snippet prints of its own, one text a line: its words, and the variants that it chooses from."""
    try:
        tree = _parsed(snippet)
    except TemplateSyntaxError:
        return ""
    texts = [node.data for node in tree.find_all(nodes.TemplateData)]
    return "\n".join([*texts, *(node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str))])


def check_snippet(pack: LanguagePack, positions: Positions, snippet: Snippet) -> Iterator[Problem]:
    """What is wrong with one snippet: its grammar, its names, the forms and the variants that it asks for."""
    path = snippet.path
    if not snippet.text.strip():
        yield problem(positions, path, "nothing is written here", "write it")
        return
    try:
        tree = _parsed(snippet.text)
    except TemplateSyntaxError as error:
        yield problem(positions, path, f"this is not a valid snippet: {error.message}", "mend the braces")
        return
    names = meta.find_undeclared_variables(tree)
    for name in names - set(snippet.names):
        yield problem(positions, path, f"there is no `{name}` here", suggestion(name, snippet.names))
    yield from _tools(positions, path, tree)
    for attribute in tree.find_all(nodes.Getattr):
        yield from _attribute(pack, positions, path, attribute)
    for call in tree.find_all(nodes.Call):
        yield from _call(positions, path, call)
    printed = names | (set(_WHERE_AND_WHEN) if "circumstances" in names else set())
    is_subject = path.endswith(".subject")
    for name in snippet.names if _is_said(path) and not is_subject else ():
        if name in PARAMETERS and name not in printed:
            yield problem(positions, path, f"the parameter `{name}` is never printed", "print it")
    if path.startswith("concerns.") and not _names_people(tree):
        hint = "print `{{ p.head }}`" if is_subject else "print `{{ who }}`"
        yield problem(positions, path, "the people are never named here", hint)


def _is_said(path: str) -> bool:
    """Whether a snippet is one that must say what it is told."""
    return path == "circumstances" or path.startswith(("concerns.", "asks."))


def _tools(positions: Positions, path: str, tree: nodes.Template) -> Iterator[Problem]:
    """Filters and tests that there are not; Jinja itself finds them only where a letter uses them."""
    known = snippets()
    tools: tuple[tuple[str, type[nodes.Filter | nodes.Test], Iterable[str]], ...] = (
        ("filter", nodes.Filter, known.filters),
        ("test", nodes.Test, known.tests),
    )
    for what, kind, there in tools:
        for node in tree.find_all(kind):
            if node.name not in there:
                hint = suggestion(node.name, tuple(there))
                yield problem(positions, path, f"there is no {what} `{node.name}`", hint)


def _names_people(tree: nodes.Template) -> bool:
    """Whether the people are printed, and not only chosen for as in `p.g(…)`."""
    choosing = {id(_root(node)) for node in tree.find_all(nodes.Getattr) if node.attr in _CHOOSERS}
    return any(node.name in _PEOPLE and id(node) not in choosing for node in tree.find_all(nodes.Name))


def _root(node: nodes.Node) -> nodes.Node:
    """What a chain of attributes begins with: `p` for `p.head.gen`."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node


def _owner(node: nodes.Node) -> str:
    """The name of it, if it is one."""
    root = _root(node)
    return root.name if isinstance(root, nodes.Name) else ""


def _attribute(pack: LanguagePack, positions: Positions, path: str, node: nodes.Getattr) -> Iterator[Problem]:
    owner, form = _owner(node), node.attr
    if owner in _PEOPLE:
        known = (*pack.forms, *_CHOOSERS, "head")
        if form not in known:
            message = f"names have no form `{form}` here; `forms` in language.yaml lists them"
            yield problem(positions, path, message, suggestion(form, known))
    elif owner == "a":
        known = (*_NAME_PARTS, *pack.forms)
        if form not in known:
            message = f"names of officials have no part `{form}`"
            yield problem(positions, path, message, suggestion(form, known))
    elif owner == "country" and form not in COUNTRY_FORMS:
        yield problem(positions, path, f"countries have no form `{form}`", suggestion(form, COUNTRY_FORMS))
    elif owner in ("country", "court", "treaty"):
        table = {"country": pack.countries, "court": pack.courts, "treaty": pack.treaties}[owner]
        if lacking := [key for key, forms in table.items() if form not in forms]:
            yield problem(positions, path, f"`{owner}.{form}` is missing for {', '.join(lacking)}", "add it there")
    elif owner in _TEXTS and not hasattr(str, form):
        yield problem(positions, path, f"`{owner}` is text and has no form `{form}`", "print it as it is")


def _call(positions: Positions, path: str, call: nodes.Call) -> Iterator[Problem]:
    """The variants of `p.g(…)` or `p.n(…)`; without `x` a phrase refuses people of unstated gender."""
    if not isinstance(call.node, nodes.Getattr) or _owner(call.node) not in _PEOPLE or call.dyn_args:
        return
    chooser = call.node.attr
    known = _CHOOSERS.get(chooser)
    if known is None:
        return
    if len(call.args) > len(known):
        message = f"`{chooser}(…)` takes {len(known)} variants at most, not {len(call.args)}"
        yield problem(positions, path, message, f"give {', '.join(known)} in this order")
    given = [*known[: len(call.args)], *(argument.key for argument in call.kwargs)]
    for name in given:
        if name not in known:
            yield problem(positions, path, f"`{chooser}(…)` has no variant `{name}`", suggestion(name, known))
    # What follows a name in brackets is about that person alone.
    needed = ("m", "f") if path.startswith("identity.") and chooser == "g" else _NEEDED[chooser]
    if lacking := [name for name in needed if name not in given]:
        order = ", ".join(_GENDERS if chooser == "g" else needed)
        message = f"`{chooser}(…)` has no words for {', '.join(lacking)}"
        yield problem(positions, path, message, f"give {order} in this order")
    if chooser == "g" and "x" not in given:
        message = "without `x` this phrase is refused for people of unstated gender"
        yield problem(positions, path, message, "add a fifth variant if the language has one", Severity.NOTE)
