"""However a case file is damaged, the check ends in messages and never as a bug."""

from pathlib import Path
import re
import shutil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from builders.bad_input import Run, running

run = pytest.fixture(running)


_NASTY = st.sampled_from(
    [*"\n\t :-#'\"[]{},&*!|>%@`?.;<\\\0\x85\u2028\u202e\ufeffé☃0", "\r\n", "  ", "\n- ", ": {", "---\n"]
)
_PLACE = st.floats(0, 1, exclude_max=True)
_DAMAGE = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["drop line", "double line", "swap lines", "indent", "dedent"]), _PLACE, st.just("")),
        st.tuples(st.sampled_from(["drop character", "drop value"]), _PLACE, st.just("")),
        st.tuples(st.just("insert"), _PLACE, _NASTY | st.text(max_size=3)),
        st.tuples(
            st.just("replace value"), _PLACE, _NASTY | st.sampled_from(["", "[]", "{}", "x", "RU", "2013-02-30"])
        ),
    ),
    min_size=1,
    max_size=3,
)
# Without one every pack is tried, which takes five times as long.
_LANGUAGES = st.sampled_from([(), ("en",), ("ru",), ("ar", "zh")])


def damaged(text: str, damage: str, place: float, new: str) -> str:
    """A text with one thing done to it."""
    lines = text.split("\n")
    row = int(place * len(lines))
    at = int(place * len(text))
    match damage:
        case "drop line":
            del lines[row]
        case "double line":
            lines.insert(row, lines[row])
        case "swap lines":
            lines[row], lines[row - 1] = lines[row - 1], lines[row]
        case "indent":
            lines[row] = "  " + lines[row]
        case "dedent":
            lines[row] = lines[row].removeprefix("  ")
        case "drop value":
            lines[row] = lines[row].partition(":")[0] + ":"
        case "replace value":
            lines[row] = lines[row].partition(":")[0] + ": " + new
        case "drop character":
            return text[:at] + text[at + 1 :]
        case _:
            return text[:at] + new + text[at:]
    return "\n".join(lines)


@pytest.fixture
def seed(cases: Path) -> Path:
    """A case of the repository, beside its directory."""
    return cases / "kasymakhunov.yaml"


@settings(max_examples=max(300, settings().max_examples), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DAMAGE, _LANGUAGES)
def test_any_damage(run: Run, seed: Path, damage: list[tuple[str, float, str]], languages: tuple[str, ...]) -> None:
    """However a case is damaged, the check ends with as many errors as it tells of, and never as a bug."""
    original = seed.with_name("original.txt")
    if not original.exists():
        shutil.copy(seed, original)
    text = original.read_text(encoding="utf-8")
    for step in damage:
        text = damaged(text, *step)
    seed.write_bytes(text.encode("utf-8", "surrogatepass"))
    code, out, err = run("check", seed, *(f"--lang={language}" for language in languages))
    summary = re.search(
        r"(?m)^Checked 1 case: (\d+) errors?, (\d+) warnings?, (\d+) notes?\.\n(?:`ualetters names propose .*\n)*\Z",
        err,
    )
    assert summary is not None
    told = [len(re.findall(rf"(?m)^.*: {severity}: ", err)) for severity in ("error", "warning", "note")]
    assert [int(number) for number in summary.groups()] == told
    assert code == (1 if told[0] else 0)
    assert out == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=4), _PLACE)
def test_any_bytes(run: Run, seed: Path, data: bytes, place: float) -> None:
    """Bytes that are no text, anywhere in a case, end in messages or do no harm."""
    original = seed.with_name("original.txt")
    if not original.exists():
        shutil.copy(seed, original)
    content = original.read_bytes()
    at = int(place * len(content))
    seed.write_bytes(content[:at] + data + content[at:])
    code, _, err = run("check", seed)
    assert code == (": error: " in err)
