"""Text that is safe to print: nothing in a case may steer a terminal or a build log."""

import re

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# GitHub's runner takes these for commands in every line of a build log (ActionCommand.cs in actions/runner).
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|(?<=##)\[", re.MULTILINE)


def visible(text: str) -> str:
    """Text in which control and invisible characters show as what they are, and no line is a workflow command.

    Line feeds are kept.
    """
    shown = _CONTROLS.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
    shown = _INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", shown)
    return _COMMAND.sub(lambda found: f"{found.group()[:-1]}\\x{ord(found.group()[-1]):02x}", shown)


def one_line(text: str) -> str:
    """Visible text that cannot begin a line of its own."""
    return visible(text).replace("\n", "\\x0a")


def visible_json(text: str) -> str:
    """JSON that means the same and in which every character shows; no line of it is a workflow command."""
    shown = re.sub(f"{_CONTROLS.pattern[:-1]}{_INVISIBLE.pattern[1:]}", _json_escape, text)
    return shown.replace("##[", "##\\u005b")


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


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
    name = _escaped(one_line(file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={name}{position}::{_escaped(visible(message))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_remark(level: str, message: str) -> str:
    """A workflow command that shows a text which belongs to no file.

    Args:
        level: `error`, `warning` or `notice`.
        message: The text; line feeds are kept as `%0A`.
    """
    return f"::{level}::{_escaped(visible(message))}"
