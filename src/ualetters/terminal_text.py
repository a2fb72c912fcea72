"""Text that is safe to print: nothing in a case may steer a terminal or a build log."""

import re

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Text in which control and invisible characters show as what they are.

    Line feeds are kept.
    """
    shown = _CONTROLS.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
    return _INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", shown)


def github_command(level: str, message: str, file: str, line: int, column: int) -> str:
    """A workflow command of GitHub Actions, escaped so that no value can become a command of its own.

    Args:
        level: `error`, `warning` or `notice`.
        message: The text; line feeds are kept as `%0A`.
        file: Path of the file.
        line: Line, counted from 1; 0 for the whole file.
        column: Column, counted from 1; 0 for the whole file.
    """
    position = f",line={line},col={column}" if line else ""
    name = _escaped(visible(file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={name}{position}::{_escaped(visible(message))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
