"""Which case forms of names a case needs in a language, read off the words that the letters are made of.

`{{ p.gen }}` in a phrase demands the genitive of everybody whom the phrase is about. So an author is asked for the
forms that are printed, and for no others.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from jinja2 import TemplateSyntaxError, nodes

from ualetters.model.case import Addressee, Case
from ualetters.model.pack import LanguagePack, Rows
from ualetters.templating import snippets

NOMINATIVE = "nom"
_PEOPLE = frozenset({"p", "who"})
_OFFICIAL = frozenset({"a"})
# What stands behind a name in a snippet and is no case form of it.
_AGREEMENT = frozenset({"g", "n"})
_SHORT = "head"
_PARTS = ("given", "patronymic", "family")
_UNPRINTED = frozenset({"length", "count"})


@cache
def forms_of(snippet: str) -> frozenset[str]:
    """The case forms of people's names that a snippet prints in one of its branches.

    A snippet that is no template demands nothing: whoever renders it says what is wrong with it.

    Args:
        snippet: Jinja text over `p` and `who`.

    >>> sorted(forms_of("{{ who.gen }} {{ p.g('his', 'her') }} {{ p.head }}"))
    ['gen', 'nom']
    """
    return _printed(snippet, _PEOPLE) - _AGREEMENT


def demanded(case: Case, pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    """The case forms of each person's name that the concerns and asks of a case print in a language.

    Returns:
        Person id to forms in the order of the pack; a person whom nothing is about has none.
    """
    found: dict[str, set[str]] = {key: set() for key in case.people}
    for texts, people in _phrases(case, pack):
        forms = frozenset[str]().union(*map(forms_of, texts))
        for person in case.people_of(people):
            found[person.id] |= forms | (forms_of(pack.identity.citizen) if person.citizen_of else frozenset())
    return {key: _in_order(forms, pack) for key, forms in found.items()}


def official_forms(addressee: Addressee, pack: LanguagePack) -> tuple[str, ...]:
    """The case forms of an official's name that the inside address and the salutation print, but for the nominative.

    Returns:
        The forms in the order of the pack; none for somebody who is not named.
    """
    if addressee.name is None:
        return ()
    known = addressee.name.forms.get(pack.code, {})
    forms = {pack.inside_address.form, *_saluted(addressee, pack, known)} - {NOMINATIVE}
    return _in_order(forms, pack)


def _phrases(case: Case, pack: LanguagePack) -> Iterator[tuple[tuple[str, ...], tuple[str, ...] | None]]:
    """The snippets of every phrase that a case uses, and whom it is about."""
    for concern in case.concerns:
        if concern.use in pack.concerns:
            words = pack.concerns[concern.use]
            yield (words.subject, words.opening, words.further), concern.people
    for ask in case.asks:
        if ask.use is not None and ask.use in pack.asks:
            yield (pack.asks[ask.use],), ask.people


def _saluted(addressee: Addressee, pack: LanguagePack, known: Mapping[str, str]) -> frozenset[str]:
    """The forms that the salutation prints: that of the first row for which the parts of the name are there."""
    if pack.code in addressee.salutation:
        return frozenset()
    kind = addressee.office.kind if addressee.office else "other"
    for row in pack.salutations.rows(kind):
        printed = frozenset[str]().union(*(_printed(text, _OFFICIAL) for text in _texts(row, addressee)))
        if printed and printed.intersection(_PARTS) <= known.keys():
            return printed.difference(_PARTS)
    return frozenset()


def _texts(row: Rows, addressee: Addressee) -> Iterable[str]:
    """The snippets of a row that an addressee may get: one, or all while the gender is not known."""
    if "any" in row:
        return (row["any"],)
    return row.values() if addressee.gender is None else filter(None, (row.get(addressee.gender),))


def _in_order(forms: Iterable[str], pack: LanguagePack) -> tuple[str, ...]:
    return tuple(form for form in pack.forms if form in forms)


@cache
def _printed(snippet: str, names: frozenset[str]) -> frozenset[str]:
    """What a snippet prints of some names: their attributes, and the nominative where one stands bare."""
    try:
        tree = snippets().parse(snippet)
    except TemplateSyntaxError:
        return frozenset()
    found: set[str] = set()
    _walk(tree, names | _given_names(tree, names), found)
    return frozenset(found)


def _given_names(tree: nodes.Template, names: frozenset[str]) -> frozenset[str]:
    """The names that a snippet gives to some of these people, as `{% for one in p %}` does."""
    found = set(names)
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name) and _is_name(_of_head(loop.iter), frozenset(found)):
            found.add(loop.target.name)
    return frozenset(found)


def _walk(node: nodes.Node, names: frozenset[str], found: set[str]) -> None:
    match node:
        case nodes.Getattr() if _is_name(_of_head(node), names):
            found.add(NOMINATIVE)
        case nodes.Getattr(node=owner, attr=attribute) if _is_name(_of_head(owner), names):
            found.add(attribute)
        case nodes.Name() if _is_name(node, names):
            found.add(NOMINATIVE)
        case _:
            for child in node.iter_child_nodes(exclude=_silent(node, names)):
                _walk(child, names, found)


def _silent(node: nodes.Node, names: frozenset[str]) -> tuple[str, ...]:
    """The parts of a node in which a name is not printed: what is counted, and what is gone through."""
    match node:
        case nodes.Filter(node=counted, name=name) if name in _UNPRINTED and _is_name(counted, names):
            return ("node",)
        case nodes.For(iter=people) if _is_name(_of_head(people), names):
            return ("iter",)
        case _:
            return ()


def _of_head(node: nodes.Node | None) -> nodes.Node | None:
    """Whose short form a node is, as `p` is of `p.head`; else the node itself."""
    return node.node if isinstance(node, nodes.Getattr) and node.attr == _SHORT else node


def _is_name(node: nodes.Node | None, names: frozenset[str]) -> bool:
    return isinstance(node, nodes.Name) and node.ctx == "load" and node.name in names
