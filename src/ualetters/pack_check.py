"""What is wrong with a language pack or missing from it, found without a case."""

from collections.abc import Iterable, Iterator, Mapping
import re

from jinja2 import TemplateSyntaxError, meta, nodes

from ualetters.demands import forms_of
from ualetters.errors import Place, Positions, Problem, Severity, UalettersError
from ualetters.fields import suggestion
from ualetters.grammar import derived
from ualetters.language_pack import is_unwritten
from ualetters.model.case import OFFICE_KINDS
from ualetters.model.pack import LanguagePack, Misspelling, Phrase, Phrasebook
from ualetters.pack_snippets import (
    ID,
    check_snippet,
    language_snippets,
    phrase_snippets,
    problem,
    words_of,
)
from ualetters.templating import Templates, snippets

# File to its blocks, each with what it may print.
BLOCKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "letter.j2": {
        "opening": ("concerns",),
        "stem": (),
        "stem_one": (),
        "stem_support": (),
        "stem_support_one": (),
        "thanks": (),
    },
    "copy.j2": {
        "opening": ("addressees",),
        "request": ("addressees",),
        "request_embassy": ("addressees",),
        "thanks": (),
    },
}
_SNIPPETS_OF_LABELS = ("embassy", "enclosed_letter")
_MAY_BE_EMPTY = ("subject",)


def check_pack(pack: LanguagePack, phrasebook: Phrasebook, templates: Templates) -> tuple[Problem, ...]:
    """Every problem of a pack, sorted by place.

    Args:
        pack: The pack, as far as it could be read.
        phrasebook: The phrases that it translates.
        templates: Where its `letter.j2` and `copy.j2` are found.
    """
    found = [
        *_unknown_phrases(pack, phrasebook),
        *_missing_phrases(pack, phrasebook),
        *_dead_paths(pack),
        *_typography(pack, phrasebook),
        *_tags(pack),
        *_forms(pack),
        *_examples(pack, phrasebook),
        *_rows(pack),
        *_words(pack),
        *_volunteer(pack),
        *_files(pack, templates),
    ]
    for snippet in language_snippets(pack):
        found += check_snippet(pack, pack.positions, snippet)
    for snippet in phrase_snippets(pack, phrasebook):
        found += check_snippet(pack, pack.phrase_positions, snippet)
    return tuple(sorted(set(found), key=Problem.sort_key))


def _unknown_phrases(pack: LanguagePack, phrasebook: Phrasebook) -> Iterator[Problem]:
    for kind, there, known in _phrases(pack, phrasebook):
        for key in there:
            if key not in known:
                message = f"the phrasebook has no {kind[:-1]} `{key}`"
                yield problem(pack.phrase_positions, f"{kind}.{key}", message, suggestion(key, tuple(known)))


def _missing_phrases(pack: LanguagePack, phrasebook: Phrasebook) -> Iterator[Problem]:
    for kind, there, known in _phrases(pack, phrasebook):
        for key, phrase in known.items():
            if key not in there:
                message = f"there are no words for `{key}`: {phrase.gloss}"
                hint = "write them; until then a case that uses it cannot be written in this language"
                yield problem(pack.phrase_positions, f"{kind}.{key}", message, hint, Severity.WARNING)


def _phrases(pack: LanguagePack, phrasebook: Phrasebook) -> tuple[tuple[str, Iterable[str], Mapping[str, Phrase]], ...]:
    return (("concerns", pack.concerns, phrasebook.concerns), ("asks", pack.asks, phrasebook.asks))


def _dead_paths(pack: LanguagePack) -> Iterator[Problem]:
    """Marks and sources of entries that are not there."""
    marked = [
        (positions, f"marks.{name}[{index}]", path)
        for positions, marks in ((pack.positions, pack.marks), (pack.phrase_positions, pack.phrase_marks))
        for name in ("sure", "fair", "unsure")
        for index, path in enumerate(getattr(marks, name))
    ]
    marked += [(pack.positions, f"sourced.{path}", path) for path in pack.sourced]
    for positions, where, path in marked:
        if not positions.has(path):
            yield problem(positions, where, f"there is no entry `{path}`", "name one of this file, or remove it")


def _tags(pack: LanguagePack) -> Iterator[Problem]:
    """Tags of another language, which a pack that was copied may still have."""
    tags = {"tag": pack.tag} | {f"regions.{code}.tag": region.tag for code, region in pack.regions.items()}
    for path, tag in tags.items():
        if tag is not None and tag.partition("-")[0] != pack.code:
            message = f"`{tag}` is no tag of the language `{pack.code}`"
            yield problem(pack.positions, path, message, f"write one that begins with `{pack.code}`")


def _forms(pack: LanguagePack) -> Iterator[Problem]:
    """Forms that are not among `forms`, rules that do not make one, and countries without a name."""
    positions = pack.positions
    for form, rules in pack.derived.items():
        if any("{name}" not in rule.text for rule in rules):
            yield problem(positions, f"derived.{form}", "a derived form does not hold `{name}`", "add it")
        if rules[-1].starts or rules[-1].ends:
            yield problem(positions, f"derived.{form}", "no rule is left for other names", "end with one for all")
    named = {f"derived.{form}": form for form in pack.derived} | {"inside_address.form": pack.inside_address.form}
    for path, form in named.items():
        if form not in pack.forms:
            yield problem(positions, path, f"`{form}` is not one of `forms`", "add it there")
    for code, forms in pack.countries.items():
        if "nom" not in forms:
            yield problem(positions, f"countries.{code}.nom", "the country has no form `nom`", "add it")


def _examples(pack: LanguagePack, phrasebook: Phrasebook) -> Iterator[Problem]:
    """Example people without a form that phrases ask for and that the language does not make by rule."""
    asked = frozenset[str]().union(*(forms_of(one.text) for one in phrase_snippets(pack, phrasebook)))
    for key, forms in pack.examples.items():
        for form in asked - set(forms):
            if form in pack.forms and derived(pack, form, forms["nom"]) is None:
                message = f"the example has no form `{form}`, which phrases ask for"
                hint = "add it; the review sheet is read with it"
                yield problem(pack.positions, f"examples.{key}.{form}", message, hint, Severity.WARNING)


def _rows(pack: LanguagePack) -> Iterator[Problem]:
    """Rows without a text for men or for women, who would be addressed as an institution."""
    positions, salutations, address = pack.positions, pack.salutations, pack.inside_address
    rows = {"salutations.named": salutations.named, "inside_address.person": address.person}
    rows |= {f"salutations.offices.{kind}": row for kind, row in salutations.offices.items()}
    rows |= {f"inside_address.person_by_office.{kind}": row for kind, row in address.person_by_office.items()}
    for path, row in rows.items():
        lacking = [gender for gender in ("m", "f") if gender not in row]
        if row and lacking and "any" not in row:
            message = f"there is none for {', '.join(f'`{gender}`' for gender in lacking)}"
            yield problem(positions, path, message, "add it, or write `any` for everybody")
    if "any" not in salutations.institution:
        hint = "an institution has no gender; add it"
        yield problem(positions, "salutations.institution", "there is none for `any`", hint)
    for kind in OFFICE_KINDS:
        if kind not in salutations.offices and kind != "institution":
            message = f"there is no salutation for the kind `{kind}`, which is then addressed as an institution"
            yield problem(positions, f"salutations.offices.{kind}", message, "add it", Severity.WARNING)


def _words(pack: LanguagePack) -> Iterator[Problem]:
    """Labels that are empty, and no words to look for in texts to a feared country."""
    for name, text in pack.labels.items():
        if not text.strip() and name not in (*_MAY_BE_EMPTY, *_SNIPPETS_OF_LABELS):
            yield problem(pack.positions, f"labels.{name}", "nothing is written here", "write it")
    if not pack.sensitive:
        message = "no words are listed that tell of an asylum claim or of an application to a court"
        hint = "list them; without them no text is held back from a feared country"
        yield problem(pack.positions, "sensitive", message, hint, Severity.WARNING)


def _volunteer(pack: LanguagePack) -> Iterator[Problem]:
    """Words of the volunteer's sheets that are missing, unwritten or unknown, which keep no letter back."""
    for one in pack.volunteer_problems:
        yield problem(pack.positions, one.place.path, one.message, one.hint)


def _typography(pack: LanguagePack, phrasebook: Phrasebook) -> Iterator[Problem]:
    """Words of the pack that break its own rules of spelling."""
    spelt: list[tuple[Positions, str, str]] = [
        *((pack.positions, snippet.path, words_of(snippet.text)) for snippet in language_snippets(pack)),
        *((pack.positions, path, text) for path, text in _plain_texts(pack)),
        *((pack.phrase_positions, one.path, words_of(one.text)) for one in phrase_snippets(pack, phrasebook)),
    ]
    for positions, path, words in spelt:
        for message, rule in _misspelt(pack, words):
            yield problem(positions, path, message, rule.hint)


def _misspelt(pack: LanguagePack, words: str) -> Iterator[tuple[str, Misspelling]]:
    for rule in pack.typography:
        if found := re.search(rule.find, words):
            yield f"`{found.group()}` is not written so", rule


def _plain_texts(pack: LanguagePack) -> Iterator[tuple[str, str]]:
    """Words of `language.yaml` that are no snippets, with their paths."""
    yield from ((f"months[{index}]", text) for index, text in enumerate(pack.months))
    yield from ((f"labels.{name}", text) for name, text in pack.labels.items() if name not in _SNIPPETS_OF_LABELS)
    yield from ((f"lists.{name}", getattr(pack.lists, name)) for name in ("between", "last", "others"))
    yield from ((f"mention.{name}", getattr(pack.mention, name)) for name in ("article", "between"))
    yield "salutations.then", pack.salutations.then
    yield from ((f"volunteer.{name}", text) for name, text in pack.volunteer.items())
    for name in ("countries", "courts", "treaties"):
        table: Mapping[str, Mapping[str, str]] = getattr(pack, name)
        for key, forms in table.items():
            yield from ((f"{name}.{key}.{form}", text) for form, text in forms.items())


def _files(pack: LanguagePack, templates: Templates) -> Iterator[Problem]:
    """What is wrong with `letter.j2` and `copy.j2`."""
    for file, blocks in BLOCKS.items():
        name = f"{pack.code}/{file}"
        path = next(templates.find(name), None)
        if path is None:
            yield Problem(Place(name), "the file is missing", "copy that of a related language", check=ID)
            continue
        try:
            text = templates.read(name)
            # Two blocks of one name are found only when it is compiled.
            snippets().compile(text)
            tree = snippets().parse(text)
        except UalettersError:
            yield Problem(Place(str(path)), "the file is not UTF-8", "save it with the encoding UTF-8", check=ID)
            continue
        except TemplateSyntaxError as error:
            yield Problem(Place(str(path), error.lineno, 1), str(error.message), "mend the template", check=ID)
            continue
        there = {block.name: block for block in tree.find_all(nodes.Block)}
        for lacking in (block for block in blocks if block not in there):
            yield Problem(Place(str(path)), f"the template has no block `{lacking}`", "add it", check=ID)
        for block in there.values():
            yield from _block(pack, str(path), block, blocks.get(block.name, ()))


def _block(pack: LanguagePack, path: str, block: nodes.Block, known: tuple[str, ...]) -> Iterator[Problem]:
    place = Place(path, block.lineno, 1)
    alone = nodes.Template(block.body, lineno=1)
    alone.set_environment(snippets())
    names = meta.find_undeclared_variables(alone)
    for name in names - set(known):
        hint = suggestion(name, known) or "remove it"
        yield Problem(place, f"there is no `{name}` in the block `{block.name}`", hint, check=ID)
    data = [node.data for node in block.find_all(nodes.TemplateData)]
    if any(map(is_unwritten, data)):
        yield Problem(place, f"the block `{block.name}` is not translated", "write it", check=ID)
    elif block.name == "opening" and not names & set(known):
        yield Problem(place, f"the block `opening` never prints `{known[0]}`", "print it", check=ID)
    for message, rule in _misspelt(pack, "\n".join(data)):
        yield Problem(place, message, rule.hint, check=ID)
