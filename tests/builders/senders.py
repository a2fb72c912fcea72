"""Tables of senders written by the standard libraries of their formats, and read back whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
import csv
from importlib.util import find_spec
import io
import json
import os
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
import pytest
from tests.conftest import REQUIRE_ALL

from ualetters.errors import Problem, ProblemsError
from ualetters.senders_file import Row, index, read

Profile = dict[str, Any]

# Stands for whatever nobody else may learn: a name, a street, an address.
CANARY = "Zyxcanaryq"
ADA: Profile = {"name": "Ada Example", "country": "DE"}
FORMATS = ("csv", "jsonl", "parquet")
EVERYTHING = 1_000_000

_WORD = st.text(st.sampled_from("abcxyzÄéßжіقا中 -'\".,;=|\n"[:-2]), min_size=1, max_size=12)
_LINE = _WORD.map(lambda text: " ".join(text.split())).filter(lambda text: text != "" and "=?" not in text)
_PROSE = st.lists(_LINE, min_size=1, max_size=3).map("\n\n".join)
_ID = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda text: text not in {"con", "prn", "aux", "nul"}
)

PROFILES: st.SearchStrategy[Profile] = st.fixed_dictionaries(
    {"name": _LINE, "country": st.sampled_from(["DE", "GB", "US", "NO"])},
    optional={
        "address": st.lists(_LINE, min_size=1, max_size=4, unique=True),
        "email": st.sampled_from(["ada@example.org", "Ada.B@Example.org", "x@y.z.org"]),
        "phone": st.sampled_from(["+49 30 18170", "+44 20 7413 5500", "+1 212 555 0123"]),
        "languages": st.lists(st.sampled_from(["de", "en", "ru", "ar"]), min_size=1, unique=True),
        "occupation": _LINE,
        "personal": st.dictionaries(st.sampled_from(["en", "de", "ru"]), _PROSE, min_size=1),
        "privacy": st.sampled_from(["full", "initials", "hand"]),
        "show_reference": st.booleans(),
    },
)
TABLES: st.SearchStrategy[list[Profile]] = st.one_of(
    st.lists(PROFILES, min_size=1, max_size=12),
    st.dictionaries(_ID, PROFILES, min_size=1, max_size=12).map(
        lambda rows: [{"id": name, **profile} for name, profile in rows.items()]
    ),
)
PEOPLE: list[Profile] = [
    {
        "id": "ada",
        "name": "Ada Example",
        "country": "DE",
        "address": ["Musterstraße 1", "10115 Berlin"],
        "languages": ["en", "ru"],
        "personal": {"en": "I teach.\n\nI write."},
    },
    {"id": "bo-2", "name": "Bo Muster", "country": "US", "email": "bo@example.org", "privacy": "initials"},
    {"id": "7", "name": "Clara Nováková", "country": "CZ", "phone": "+420 224 372 335", "show_reference": True},
]
"""Three senders: everything that a letter can show, initials alone, and a number to show."""


def needed(module: str) -> Any:  # noqa: ANN401
    """A library that a test needs; without it the test is skipped, or fails where all is required."""
    if find_spec(module) is None and os.environ.get(REQUIRE_ALL):
        pytest.fail(f"{module} is not installed")
    return pytest.importorskip(module, reason=f"{module} is not installed")


def _flat(profile: Profile, between: str) -> dict[str, str]:
    """A profile as cells of a CSV file."""
    flat = {key: value for key, value in profile.items() if key != "personal"}
    flat |= {f"personal.{language}": text for language, text in profile.get("personal", {}).items()}
    if isinstance(flat.get("address"), list):
        flat["address"] = between.join(flat["address"])
    if isinstance(flat.get("languages"), list):
        flat["languages"] = ", ".join(flat["languages"])
    if isinstance(flat.get("show_reference"), bool):
        flat["show_reference"] = "TRUE" if flat["show_reference"] else "false"
    return flat


def as_csv(profiles: Sequence[Profile], delimiter: str = ",", between: str = "\n", end: str = "\r\n") -> bytes:
    """Profiles as CSV in UTF-8, the lines of an address with something between."""
    rows = [_flat(profile, between) for profile in profiles]
    text = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_jsonl(profiles: Sequence[Profile]) -> bytes:
    """Profiles as JSON Lines."""
    return "".join(json.dumps(profile, ensure_ascii=False) + "\n" for profile in profiles).encode()


def as_parquet(profiles: Sequence[Profile], **options: Any) -> bytes:  # noqa: ANN401
    """Profiles as Parquet, `personal` as a struct."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    names = list(dict.fromkeys(name for profile in profiles for name in profile))
    table = arrow.table({name: [profile.get(name) for profile in profiles] for name in names})
    out = io.BytesIO()
    parquet.write_table(table, out, **options)
    return out.getvalue()


WRITERS = {"csv": as_csv, "jsonl": as_jsonl, "parquet": as_parquet}


def written(folder: Path, data: bytes | str, name: str = "senders.csv") -> str:
    """A file with this content."""
    if name.endswith(".parquet"):
        needed("pyarrow")
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def everything(path: str, size: int = EVERYTHING) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """All rows of a file, read part by part, and all that is wrong with them."""
    rows: list[Row] = []
    problems: list[Problem] = []
    found = index(path, size)
    assert [part.first for part in found.parts] == [1 + number * size for number in range(len(found.parts))]
    for part in found.parts:
        assert part.count <= size
        good, bad = read(path, part)
        rows += good
        problems += bad
    return tuple(rows), tuple(problems)


def said(path: str) -> list[str]:
    """All that is said of a file, whatever happens: of its columns and ids, and of its rows."""
    with raising() as failed:
        failed += [*index(path, EVERYTHING).problems, *everything(path)[1]]
    return [str(problem) for problem in failed]


@contextmanager
def raising() -> Iterator[list[Problem]]:
    """A list to which the problems are added that are raised; nothing may stand behind them in a traceback."""
    problems: list[Problem] = []
    try:
        yield problems
    except ProblemsError as error:
        problems += error.problems
        if error.__context__ is not None and not error.__suppress_context__:
            pytest.fail("a traceback would show the exception below")
