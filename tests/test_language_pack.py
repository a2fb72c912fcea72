"""Language packs and the phrasebook: the packaged ones, a user's own laid over them, what is missing or wrong."""

from collections.abc import Callable
from pathlib import Path
import shutil

import pytest
import yaml

from ualetters.errors import Place, ProblemsError
from ualetters.language_pack import PHRASEBOOK_FILE, PHRASES_FILE, load_pack, load_phrasebook
from ualetters.model.letter import Align, Role
from ualetters.model.pack import LABELS, AskStyle, Phrase
from ualetters.templating import LANGUAGE_FILE, Templates, template_root

PACKAGED = template_root()
CODES = Templates.with_own().languages()

Problems = Callable[[], list[str]]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A root of one's own with a copy of the English pack and the phrasebook."""
    shutil.copytree(PACKAGED / "en", tmp_path / "own" / "en")
    shutil.copy(PACKAGED / PHRASEBOOK_FILE, tmp_path / "own")
    return tmp_path / "own"


def change(path: Path, old: str, new: str) -> tuple[int, int]:
    """Change one passage of a file; line and column at which it begins."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    before = text[: text.index(old)]
    path.write_text(text.replace(old, new), encoding="utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def write(root: Path, name: str, text: str) -> Path:
    """A file of a root."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(root: Path, code: str = "en", folder: str = "en") -> list[str]:
    """What is wrong with a pack: place and message, without the folder."""
    with pytest.raises(ProblemsError) as caught:
        load_pack(code, [root / folder / LANGUAGE_FILE], [root / folder / PHRASES_FILE])
    assert all(problem.hint for problem in caught.value.problems)
    return [
        f"{Path(place.file).name}:{place.line}:{place.column}: {place.path}: {problem.message}"
        for problem in caught.value.problems
        for place in [problem.place]
    ]


# The packaged ones


def test_packaged_languages() -> None:
    """English and Russian are there."""
    assert {"en", "ru"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_packaged_pack(code: str) -> None:
    """Every packaged pack loads, is what its folder says, and has words for known phrases alone."""
    folder = PACKAGED / code
    pack = load_pack(code, [folder / LANGUAGE_FILE], [folder / PHRASES_FILE])
    book = load_phrasebook([PACKAGED / PHRASEBOOK_FILE])
    assert pack.code == code
    assert pack.positions.place("closes.formal").file == str(folder / LANGUAGE_FILE)
    assert pack.phrase_positions.place("asks.fair-trial").file == str(folder / PHRASES_FILE)
    assert set(pack.labels) == set(LABELS)
    assert {Role.BODY, Role.SALUTATION, Role.CLOSE, Role.SIGNATURE, Role.INSIDE_ADDRESS} <= set(pack.order)
    assert pack.concerns.keys() <= book.concerns.keys()
    assert pack.asks.keys() <= book.asks.keys()
    assert pack.status == "draft" or pack.reviewed_by


def test_english() -> None:
    """What the pack says is in the model, spaces at the ends of marks included."""
    folder = PACKAGED / "en"
    pack = load_pack("en", [folder / LANGUAGE_FILE], [folder / PHRASES_FILE])
    assert (pack.tag, pack.script, pack.direction, pack.forms) == ("en-GB", "Latn", "ltr", ("nom",))
    assert pack.body_capital
    assert pack.reviewed_by is None
    assert pack.asks_style == AskStyle(sep=";", last_sep="; and", end=".")
    assert (pack.lists.between, pack.lists.last) == (", ", " and ")
    assert pack.align[Role.DATE] is Align.END
    assert pack.regions["US"].tag == "en-US"
    assert pack.salutations.offices["minister"] == {"any": "Dear Minister"}
    assert pack.countries["RU"]["address"] == "Russian Federation"
    assert pack.courts["ecthr"] == {"nom": "the European Court of Human Rights"}
    assert pack.mention.lower is False
    assert pack.concerns["disappearance"].subject == "Disappearance of {{ p.head }}"
    assert pack.sensitive


def test_phrasebook() -> None:
    """A phrase knows what it is told and whether it tells of a claim for protection."""
    book = load_phrasebook([PACKAGED / PHRASEBOOK_FILE])
    assert book.concerns["feared-transfer"] == Phrase(
        "somebody may be taken by force to a country", {"country": True}, reveals=True
    )
    assert book.concerns["disappearance"].parameters == {"date": False, "place": False, "country": False}
    assert book.asks["non-refoulement"].parameters == {}
    assert not book.asks["non-refoulement"].reveals
    assert book.asks["comply-interim-measures"].parameters == {"court": True}


# A root of one's own


def test_own_root_is_laid_over(tmp_path: Path) -> None:
    """A file of one's own says only what differs; the rest is the packaged pack's."""
    language = write(
        tmp_path,
        "ru/language.yaml",
        "closes: {formal: Искренне Ваш,}\nsensitive: [убежищ]\nlabels: {fax: 'Факс №'}\nalign: {}\n",
    )
    phrases = write(tmp_path, "ru/phrases.yaml", "asks: {drop-charges: прекратить дело}\n")
    base = PACKAGED / "ru"
    plain = load_pack("ru", [base / LANGUAGE_FILE], [base / PHRASES_FILE])
    pack = load_pack("ru", [language, base / LANGUAGE_FILE], [phrases, base / PHRASES_FILE])
    assert pack.positions.place("closes.formal") == Place(str(language), 1, 10, "closes.formal")
    assert pack.positions.place("closes.high").file == str(base / LANGUAGE_FILE)
    assert pack.phrase_positions.place("asks.drop-charges") == Place(str(phrases), 1, 8, "asks.drop-charges")
    assert pack.phrase_positions.place("asks.fair-trial").file == str(base / PHRASES_FILE)
    assert pack.closes.formal == "Искренне Ваш"
    assert pack.closes.high == plain.closes.high
    assert pack.sensitive == ("убежищ",)
    assert pack.labels == {**plain.labels, "fax": "Факс №"}
    assert pack.align == plain.align != {}
    assert pack.asks == {**plain.asks, "drop-charges": "прекратить дело"}
    assert pack.concerns == plain.concerns
    assert pack.salutations == plain.salutations


def test_three_roots(tmp_path: Path) -> None:
    """Of several roots the first wins, key by key."""
    base = PACKAGED / "en"
    first = write(tmp_path, "1/en/language.yaml", "name: First\n")
    second = write(tmp_path, "2/en/language.yaml", "name: Second\ntag: en-AU\n")
    pack = load_pack("en", [first, second, base / LANGUAGE_FILE], [base / PHRASES_FILE])
    assert (pack.name, pack.tag, pack.script) == ("First", "en-AU", "Latn")


def test_own_phrasebook_is_laid_over(tmp_path: Path) -> None:
    """A phrase of one's own stands beside the packaged ones, or changes one of them."""
    text = "asks: {vote: {gloss: hold elections}, fair-trial: {reveals: protection}}\n"
    book = load_phrasebook([write(tmp_path, PHRASEBOOK_FILE, text), PACKAGED / PHRASEBOOK_FILE])
    plain = load_phrasebook([PACKAGED / PHRASEBOOK_FILE])
    assert book.asks["vote"] == Phrase("hold elections")
    assert book.asks["fair-trial"] == Phrase(plain.asks["fair-trial"].gloss, reveals=True)
    assert book.concerns == plain.concerns
    assert set(book.asks) - set(plain.asks) == {"vote"}


def test_wrong_place_of_a_laid_over_value(tmp_path: Path) -> None:
    """What is wrong in a file of one's own is reported there."""
    base = PACKAGED / "en"
    own = write(tmp_path, "en/language.yaml", "name: Mine\nlabels:\n  fax: [a]\n")
    with pytest.raises(ProblemsError) as caught:
        load_pack("en", [own, base / LANGUAGE_FILE], [base / PHRASES_FILE])
    assert [problem.place for problem in caught.value.problems] == [Place(str(own), 3, 8, "labels.fax")]


# What is missing or wrong


def test_folder_of_another_name(own: Path) -> None:
    """A pack is for the language that its folder is named after."""
    (own / "en").rename(own / "fr")
    line, _ = change(own / "fr" / LANGUAGE_FILE, "language: en\n", "language: de\n")
    assert refused(own, "fr", "fr") == [
        f"language.yaml:{line}:1: language: the pack in the folder `fr` says it is `de`"
    ]


def test_no_phrases(own: Path) -> None:
    """A pack without its phrases is refused, not a bug."""
    with pytest.raises(ProblemsError) as caught:
        load_pack("en", [own / "en" / LANGUAGE_FILE], [])
    (problem,) = caught.value.problems
    assert problem.place == Place(str(own / "en" / PHRASES_FILE))
    assert problem.message == "the language pack `en` has no phrases"
    assert problem.hint == "copy the file of a related language and translate it"


@pytest.mark.parametrize("name", LABELS)
def test_missing_label(own: Path, name: str) -> None:
    """A label that is not there is missing before any letter needs it."""
    text = (own / "en" / LANGUAGE_FILE).read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    del content["labels"][name]
    write(own, "en/language.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    (problem,) = refused(own)
    assert problem.endswith(f": labels.{name}: the key `{name}` is missing")


@pytest.mark.parametrize(
    ("old", "new", "column", "problem"),
    [
        ("language: en", "language: xx", 11, "language: unknown language `xx`"),
        ("tag: en-GB", "tag: en_GB", 6, "tag: unknown BCP 47 tag `en_GB`"),
        ("tag: en-GB", "tag: xx-XX", 6, "tag: unknown BCP 47 tag `xx-XX`"),
        ("tag: en-GB", "tag: [en]", 6, "tag: the BCP 47 tag is expected here, not a list"),
        ("US: {tag: en-US", "US: {tag: american", 13, "regions.US.tag: unknown BCP 47 tag `american`"),
        ('\ndate: "{day} {month} {year}"', "\ndate: d MMMM y", 7, "date: unknown date pattern `d MMMM y`"),
        ('\ndate: "{day} {month} {year}"', "\ndate: ''", 7, "date: unknown date pattern ``"),
        ("[January, February,", "[January,", 9, "months: the list has 11 items"),
        ("status: draft", "status: done", 9, "status: unknown status `done`"),
        ("status: draft", "status: reviewed", 1, "status: a reviewed pack names its reader"),
        ("direction: ltr", "direction: up", 12, "direction: unknown direction `up`"),
        ("forms: [nom]", "forms: []", 8, "forms: the list is empty"),
        ("forms: [nom]", "forms: [nominative]", 9, "forms[0]: unknown case form `nominative`"),
        ("order: [sender, date,", "order: [sender, day,", 17, "order[1]: unknown part of a letter `day`"),
        (" salutation, body, close,", " close,", 1, "order: every letter needs salutation, body in its order"),
        ("align: {sender: end,", "align: {sender: right,", 17, "align.sender: unknown side `right`"),
        ("align: {sender: end,", "align: {writer: end,", 9, "align.writer: unknown part of a letter `writer`"),
        ("  prefer: office", "  prefer: rank", 11, "salutations.prefer: unknown value `rank`"),
        ("minister: {any: Dear Minister}", "minister: {}", 15, "salutations.offices.minister: nothing is written here"),
        (
            "minister: {any: Dear Minister}",
            "minister: {male: Dear Minister}",
            16,
            "salutations.offices.minister.male: unknown gender `male`",
        ),
        ("  high_for: [head-of-state]", "  high_for: [king]", 14, "closes.high_for[0]: unknown kind of office `king`"),
        ("mention: {article", "mention: {articles", 11, "mention.articles: unknown key `articles`"),
        ("  fax: ", "  telefax: ", 3, "labels.telefax: unknown key `telefax`"),
        ("  RU: {nom: Russia,", "  Russia: {nom: Russia,", 3, "countries.Russia: unknown country `Russia`"),
        ("  RU: {nom: Russia,", "  RU: {name: Russia,", 8, "countries.RU.name: unknown country form `name`"),
    ],
)
def test_wrong_value(own: Path, old: str, new: str, column: int, problem: str) -> None:
    """A wrong value of a pack is refused at its place."""
    line, _ = change(own / "en" / LANGUAGE_FILE, old, new)
    line += old.startswith("\n")
    assert f"language.yaml:{line}:{column}: {problem}" in refused(own)


_REQUIRED = (
    "language name tag status script direction forms date date_in_text order salutations closes asks lists"
    " circumstances inside_address mention identity labels countries"
)


@pytest.mark.parametrize("key", _REQUIRED.split())
def test_missing_key(own: Path, key: str) -> None:
    """Everything that a letter may need is demanded, and a pack may say more."""
    content = yaml.safe_load((own / "en" / LANGUAGE_FILE).read_text(encoding="utf-8"))
    del content[key]
    write(own, "en/language.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    assert refused(own) == [f"language.yaml:1:1: {key}: the key `{key}` is missing"]


def test_optional_keys(own: Path) -> None:
    """What not every language needs may be left out."""
    content = yaml.safe_load((own / "en" / LANGUAGE_FILE).read_text(encoding="utf-8"))
    for key in ("regions", "align", "courts", "treaties", "sensitive", "sources"):
        del content[key]
    content |= {"body_capital": False, "reviewed_by": "A. Reader, 2024-03-01", "status": "reviewed"}
    path = write(own, "en/language.yaml", yaml.safe_dump(content, allow_unicode=True).replace("false", "'false'"))
    pack = load_pack("en", [path], [own / "en" / PHRASES_FILE])
    assert (pack.regions, pack.align, pack.courts, pack.treaties, pack.sensitive, pack.sources) == (
        {},
        {},
        {},
        {},
        (),
        (),
    )
    assert (pack.body_capital, pack.reviewed_by, pack.status) == (False, "A. Reader, 2024-03-01", "reviewed")


def test_wrong_phrases(own: Path) -> None:
    """What is wrong in both files of a pack is reported together."""
    change(own / "en" / LANGUAGE_FILE, "script: Latn", "script: ''")
    write(own, "en/phrases.yaml", "concerns:\n  A: {}\n  b: {subject: x}\nasks: {c: [d]}\nthanks: x\n")
    line = (own / "en" / LANGUAGE_FILE).read_text(encoding="utf-8").split("script: ")[0].count("\n") + 1
    assert refused(own) == [
        f"language.yaml:{line}:9: script: the text is empty",
        "phrases.yaml:2:3: concerns.A: unknown id `A`",
        "phrases.yaml:3:6: concerns.b.further: the key `further` is missing",
        "phrases.yaml:3:6: concerns.b.opening: the key `opening` is missing",
        "phrases.yaml:4:11: asks.c: text is expected here, not a list",
        "phrases.yaml:5:1: thanks: unknown key `thanks`",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a", "1:1: : the file is a list, not a mapping of keys"),
        ("", "1:1: : the file is empty"),
        ("asks: *a", "1:7: : an alias (`*name`) is not allowed"),
        ("concerns: {}", "1:1: asks: the key `asks` is missing"),
        ("{concerns: {}, asks: []}", "1:22: asks: keys with values are expected here, not a list"),
        ("{concerns: {}, asks: {a: {}}}", "1:26: asks.a.gloss: the key `gloss` is missing"),
        ("{concerns: {}, asks: {a: {gloss: ''}}}", "1:34: asks.a.gloss: the text is empty"),
        ("{concerns: {}, asks: {A: {gloss: b}}}", "1:23: asks.A: unknown id `A`"),
        (
            "{concerns: {}, asks: {a: {gloss: b, parameters: {when: required}}}}",
            "1:50: asks.a.parameters.when: unknown parameter `when`",
        ),
        (
            "{concerns: {}, asks: {a: {gloss: b, parameters: {date: maybe}}}}",
            "1:56: asks.a.parameters.date: unknown value `maybe`",
        ),
        ("{concerns: {}, asks: {a: {gloss: b, reveals: 'yes'}}}", "1:46: asks.a.reveals: unknown value `yes`"),
        ("{concerns: {}, asks: {}, more: {}}", "1:26: more: unknown key `more`"),
    ],
)
def test_broken_phrasebook(tmp_path: Path, text: str, problem: str) -> None:
    """A phrasebook that is wrong in any way is refused at the place."""
    path = write(tmp_path, PHRASEBOOK_FILE, text)
    with pytest.raises(ProblemsError) as caught:
        load_phrasebook([path])
    (found,) = caught.value.problems
    place = found.place
    assert f"{place.line}:{place.column}: {place.path}: {found.message}" == problem
    assert place.file == str(path)


def test_missing_pack(tmp_path: Path) -> None:
    """A file that cannot be read is a problem like any other."""
    with pytest.raises(ProblemsError) as caught:
        load_pack("en", [tmp_path / LANGUAGE_FILE], [tmp_path / PHRASES_FILE])
    assert [problem.place for problem in caught.value.problems] == [Place(str(tmp_path / LANGUAGE_FILE))]
