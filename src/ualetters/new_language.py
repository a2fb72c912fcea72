"""A new language pack to start from: what another says, beside everything that is still to be written."""

from collections.abc import Iterator
import json
from pathlib import Path, PurePosixPath
import re

from babel import Locale
from babel.core import get_global

from ualetters.errors import Place, Problem, ProblemsError
from ualetters.language import is_language
from ualetters.language_pack import PHRASES_FILE, TODO
from ualetters.templating import LANGUAGE_FILE, Templates
from ualetters.yaml_source import Mapping, Scalar, Sequence, join, laid

# Codes and orders are not words: they are kept as the model has them, to be changed where the language differs.
_SETTINGS = re.compile(
    r"(?:language|name|tag|status|script|direction|body_capital|space|forms|order|align|closes\.high_for"
    r"|mention\.(?:lower|order)|salutations\.(?:prefer|by_office)|inside_address\.(?:order|form|name|inflects)"
    r"|lists\.inflects)(?:[.\[].*)?"
)
# Neither are marks, unless they hold letters beside `{day}` and the like.
_MARKS = re.compile(
    r"date|date_in_text|asks\.\w+|salutations\.end|lists\.between|mention\.between|inside_address\.name_between"
    r"|identity\.(?:open|close|between)"
)
_FIELD = re.compile(r"\{\w+\}")
# What holds for the words of the model alone.
_DROPPED = (
    *("sources", "reviewed_by", "marks", "sourced", "examples", "typography", "regions", "derived"),
    *("first_day", "digits", "paragraph_indent", "lists.last_before"),
)
_BLOCK = re.compile(r"\{%[-+]? *block (\w+).*?%\}(.*?)\{%[-+]? *endblock.*?%\}", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
# Other readers of YAML take these for truth values.
_TRUTHS = ("no", "off", "on", "yes", "n", "y")
_HEAD = f"""# Write what is marked {TODO}; what stands after # is the model's. Settings are as the model has them:
# change them where the language differs. `ualetters languages check` says what is still missing.
"""


def new_language(code: str, like: str, templates: Templates) -> dict[PurePosixPath, str]:
    """The files of a new pack, by their path below a template root.

    Args:
        code: The new language.
        like: The pack that is the model.
        templates: Where that pack is found.

    Raises:
        ProblemsError: There is no such language, it has a pack already, or the model lacks a file.
    """
    if not is_language(code):
        hint = "use a code of two or three letters, such as `kk`"
        raise ProblemsError([Problem(Place(code), f"there is no language `{code}`", hint)])
    if code in templates.languages():
        hint = f"`ualetters languages check {code}` says what it lacks"
        raise ProblemsError([Problem(Place(code), f"the language `{code}` has a pack already", hint)])
    language = laid(_files(templates, f"{like}/{LANGUAGE_FILE}"))
    phrases = laid(_files(templates, f"{like}/{PHRASES_FILE}"))
    texts = {
        LANGUAGE_FILE: _HEAD + "".join(f"{line}\n" for line in _lines(_begun(language, code))),
        PHRASES_FILE: _HEAD + "".join(f"{line}\n" for line in _lines(phrases)),
    }
    for name in ("letter.j2", "copy.j2"):
        _files(templates, f"{like}/{name}")
        texts[name] = "".join(map(_untranslated, _BLOCK.finditer(templates.read(f"{like}/{name}"))))
    return {PurePosixPath(code, name): text for name, text in texts.items()}


def _files(templates: Templates, name: str) -> list[Path]:
    """Every root's file of this name."""
    if found := list(templates.find(name)):
        return found
    raise ProblemsError([Problem(Place(name), "the model lacks this file", "name another model with --like")])


def _untranslated(block: re.Match[str]) -> str:
    words = _one_line(block[2]).replace("#}", "# }")
    return f"{{% block {block[1]} %}}{TODO}{{# {words} #}}{{% endblock %}}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _begun(root: Mapping, code: str) -> Mapping:
    """The model's tree with what is known of the language: its name, script and direction."""
    locale = Locale(code)
    likely = str(get_global("likely_subtags").get(code, code)).split("_")
    own, english = locale.get_display_name(code), locale.get_display_name("en")
    known = {
        "language": code,
        "name": f"{own} ({english})" if own and english and own != english else own or english or code,
        "tag": code,
        "status": "draft",
        "script": next((part for part in likely if re.fullmatch("[A-Z][a-z]{3}", part)), "Latn"),
        "direction": locale.text_direction,
    }
    entries = root.entries | {key: Scalar(root.keys[key], value) for key, value in known.items()}
    return Mapping(root.place, entries, root.keys)


def _lines(node: Mapping, path: str = "") -> Iterator[str]:
    """A mapping as YAML: settings as they are, a TODO for each text with the model's words behind it."""
    indent = "  " * (path.count(".") + 1 if path else 0)
    for key, child in node.entries.items():
        here = join(path, key)
        if here in _DROPPED:
            continue
        match child:
            case Scalar(_, value):
                yield f"{indent}{key}: {_value(value, here)}"
            case Sequence(_, ()):
                yield f"{indent}{key}: []"
            case Sequence(_, items):
                yield f"{indent}{key}:"
                values = [item.value for item in items if isinstance(item, Scalar)]
                yield from (f"{indent}  - {_value(value, f'{here}[]')}" for value in values)
            case Mapping(_, entries, _) if not entries:
                yield f"{indent}{key}: {{}}"
            case Mapping():
                yield f"{indent}{key}:"
                yield from _lines(child, here)


def _value(text: str, path: str) -> str:
    is_mark = _MARKS.fullmatch(path) and not any(map(str.isalpha, _FIELD.sub("", text)))
    if not text or is_mark or _SETTINGS.fullmatch(path):
        return text if _PLAIN.fullmatch(text) and text not in _TRUTHS else _quoted(text)
    # Spaces at the ends and breaks of lines would not be seen.
    return f"{TODO}  # {_quoted(text) if text != text.strip() or chr(10) in text else _one_line(text)}"


def _quoted(text: str) -> str:
    """A text in quotes, its invisible characters spelt out."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)
