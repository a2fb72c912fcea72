"""One Jinja template a language for the letters of the synthetic cases, as somebody would write it by hand.

The words of subject and body stand in the template, for each addressee; the names, the address and everything else that
differs are its values. It knows nothing of grammar, other concerns or other asks, and breaks no lines.
"""

from collections.abc import Iterable
import re

from benchmarks.material import given_names
from ualetters.compose import texts
from ualetters.model.letter import Letter, Part

_PROSE = ("subject", "body")


def by_hand(letters: Iterable[Letter]) -> dict[str, str]:
    """BCP 47 tag to the text of a template."""
    branches: dict[str, dict[str, str]] = {}
    for letter in letters:
        written = branches.setdefault(letter.language, {})
        if letter.recipient_id not in written:
            words = "\n\n".join(_lines(part) for part in letter.parts if part.role in _PROSE)
            for number, name in enumerate(_names(letter)):
                words = words.replace(name, f"{{{{ name_{number} }}}}")
            written[letter.recipient_id] = f"{{% if to == '{letter.recipient_id}' %}}{words}{{% endif %}}"
    return {
        language: f"{{{{ mark }}}}\n\n{_ABOVE}{''.join(written.values())}\n\n{_BELOW}"
        for language, written in branches.items()
    }


_ABOVE, _BELOW = (
    f"{{% for part in {where} %}}{{% for line in part %}}{{{{ line }}}}\n{{% endfor %}}\n{{% endfor %}}"
    for where in ("above", "below")
)


def values_by_hand(letter: Letter) -> dict[str, object]:
    """What such a template is given for a letter."""
    roles = [part.role for part in letter.parts]
    middle = max(roles.index(role) for role in roles if role in _PROSE)
    lines = [_lines(part).split("\n") if part.role not in _PROSE else [] for part in letter.parts]
    names = {f"name_{number}": name for number, name in enumerate(_names(letter))}
    return names | {
        "mark": letter.mark,
        "to": letter.recipient_id,
        "above": [one for one in lines[:middle] if one],
        "below": [one for one in lines[middle:] if one],
    }


def _lines(part: Part) -> str:
    return "\n".join(texts(part.blocks))


def _names(letter: Letter) -> list[str]:
    """The given name in every script."""
    index = int(re.sub(r"\D", "", letter.case_id))
    return list(given_names(index).values())
