"""Files of senders: every format gives the same people, however the file is divided."""

import hashlib
from pathlib import Path
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
import msgspec
import pytest
import yaml

from builders.senders import ADA, FORMATS, PROFILES, TABLES, WRITERS, Profile, as_csv, everything, written
from ualetters.errors import Place, ProblemsError
from ualetters.model.sender import Sender
from ualetters.sender_file import load_sender
from ualetters.senders_file import Row, Rows, changed, index, read

FULL: Profile = {
    "id": "ada-1",
    "name": "Ada Example",
    "country": "DE",
    "address": ["Musterstraße 1", "10115 Berlin"],
    "email": "Ada@Example.org",
    "phone": "030 1817-0",
    "languages": ["de", "en"],
    "occupation": "teacher",
    "personal": {"en": "I teach.\n\nI write."},
    "privacy": "initials",
    "show_reference": True,
}


@pytest.mark.parametrize("kind", FORMATS)
def test_full_row(tmp_path: Path, kind: str) -> None:
    """Every column is read."""
    path = written(tmp_path, WRITERS[kind]([FULL]), f"senders.{kind}")
    ((row,), problems) = everything(path)
    assert problems == ()
    assert row.id == "ada-1"
    assert row.sender == Sender(
        name="Ada Example",
        country="DE",
        address=("Musterstraße 1", "10115 Berlin"),
        email="Ada@example.org",
        phone="+49 30 18170",
        languages=("de", "en"),
        occupation="teacher",
        personal={"en": "I teach.\n\nI write."},
        privacy="initials",
        show_reference=True,
    )


@pytest.mark.parametrize("kind", FORMATS)
@given(st.data())
def test_every_format_and_every_part(tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject) -> None:
    """Any table gives the senders that profiles of their own give, in whatever parts it is read."""
    profiles = data.draw(TABLES)
    folder = tmp_path_factory.mktemp("table")
    path = written(folder, WRITERS[kind](profiles), f"senders.{kind}")
    whole, problems = everything(path)
    assert problems == ()
    assert [row.sender for row in whole] == [_of_its_own(folder, profile) for profile in profiles]
    assert [row.id for row in whole] == [one.get("id", f"{at:04}") for at, one in enumerate(profiles, start=1)]
    for size in (1, data.draw(st.integers(2, 13))):
        assert everything(path, size) == (whole, ())


def _of_its_own(folder: Path, profile: Profile) -> Sender:
    """The sender of a profile in a file of its own."""
    path = folder / "sender.yaml"
    path.write_text(yaml.safe_dump({key: value for key, value in profile.items() if key != "id"}), encoding="utf-8")
    return load_sender(path)


@given(profile=PROFILES, between=st.sampled_from(["\n", "\r\n", "|", " | ", "\n\n"]), delimiter=st.sampled_from(",;\t"))
def test_how_csv_is_written(
    tmp_path_factory: pytest.TempPathFactory, profile: Profile, between: str, delimiter: str
) -> None:
    """What stands between cells or lines, and the marks at the beginning and the ends of lines make no difference."""
    folder = tmp_path_factory.mktemp("csv")
    texts = [profile, ADA]
    (plain, _) = everything(written(folder, as_csv(texts)))
    data = as_csv(texts, delimiter, between, "\n")
    assert everything(written(folder, b"\xef\xbb\xbf" + data))[0][0].sender == plain[0].sender
    assert everything(written(folder, data.rstrip(b"\n")))[0][0].sender == plain[0].sender


def test_parts_hold_nothing_of_a_sender(tmp_path: Path) -> None:
    """A part says where its rows are: lines and bytes, no more; it fits into a message between processes."""
    text = 'name,country,address\nA,DE,"1\n2"\n\nB,DE,\nC,DE,3\n'
    found = index(written(tmp_path, text), 2)
    assert found.parts == (
        Rows(first=1, count=2, line=2, start=21, end=39, width=4),
        Rows(first=3, count=1, line=6, start=39, end=46, width=4),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found.parts[0]), type=Rows) == found.parts[0]
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_rows_say_where_they_are(tmp_path: Path) -> None:
    """A message about the letters of a sender can name the row: by its line, or by its number where there is none."""
    text = 'name,country,address\nA,DE,"1\n2"\nB,DE,\n'
    assert [row.place for row in everything(written(tmp_path, text))[0]] == [
        Place("senders.csv", 2, 1),
        Place("senders.csv", 4, 1),
    ]
    parquet = written(tmp_path, WRITERS["parquet"]([ADA, ADA]), "senders.parquet")
    assert [row.place for row in everything(parquet, 1)[0]] == [
        Place("senders.parquet", path="[1]"),
        Place("senders.parquet", path="[2]"),
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_changed(tmp_path: Path, kind: str) -> None:
    """A file that is another one, or is gone, is no longer the one that was indexed."""
    path = written(tmp_path, WRITERS[kind]([ADA]), f"senders.{kind}")
    found = index(path, 10)
    assert not changed(path, found.sha256)
    written(tmp_path, WRITERS[kind]([{**ADA, "name": "Ida Example"}]), f"senders.{kind}")
    assert changed(path, found.sha256)
    Path(path).unlink()
    assert changed(path, found.sha256)


@pytest.mark.parametrize("kind", FORMATS)
def test_fewer_rows_than_before(tmp_path: Path, kind: str) -> None:
    """Rows that are no longer there are told at once, not left out."""
    path = written(tmp_path, WRITERS[kind]([ADA] * 3), f"senders.{kind}")
    (part,) = index(path, 10).parts
    written(tmp_path, WRITERS[kind]([ADA] * 2), f"senders.{kind}")
    with pytest.raises(ProblemsError, match="the file was changed while it was read"):
        read(path, part)


def test_other_columns_than_before(tmp_path: Path) -> None:
    """A file whose columns have become others is one that was changed."""
    path = written(tmp_path, as_csv([ADA]))
    (part,) = index(path, 10).parts
    written(tmp_path, as_csv([{"nome": "Ada Example", "stato": "DE"}]))
    with pytest.raises(ProblemsError, match="the file was changed while it was read"):
        read(path, part)


@pytest.mark.parametrize(
    ("kind", "text"), [("csv", "name,country\n"), ("csv", "name,country\n\n,\n"), ("jsonl", ""), ("jsonl", "\n")]
)
def test_nobody(tmp_path: Path, kind: str, text: str) -> None:
    """A file without rows is an error: somebody was meant to write."""
    found = index(written(tmp_path, text, f"senders.{kind}"), 10)
    assert [str(problem) for problem in found.problems] == [
        f"senders.{kind}: error: the file has no rows (write a row for each sender)"
    ]
    assert found.parts == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_most_rows(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more rows than anybody has supporters is refused without going on."""
    path = written(tmp_path, WRITERS[kind]([ADA] * 9), f"senders.{kind}")
    monkeypatch.setattr("ualetters.senders_file.MAX_ROWS", 5)
    found = index(path, 2)
    assert [str(problem) for problem in found.problems] == [
        f"senders.{kind}: error: the file has more than 5 rows (divide it into several files)"
    ]
    assert found.parts == ()


@pytest.mark.parametrize("name", ["senders.xlsx", "senders", "senders.csv.gz"])
def test_other_endings(tmp_path: Path, name: str) -> None:
    """Only the endings of the formats are known."""
    with pytest.raises(ProblemsError, match=r"a senders file ends in \.csv, \.jsonl, \.ndjson, \.parquet"):
        index(written(tmp_path, as_csv([ADA]), name), 10)


@pytest.mark.parametrize("name", ["SENDERS.CSV", "senders.ndjson"])
def test_ending_in_capitals(tmp_path: Path, name: str) -> None:
    """Capitals in an ending make no difference, and JSON Lines has two endings."""
    kind = "csv" if name.endswith("CSV") else "jsonl"
    assert len(everything(written(tmp_path, WRITERS[kind]([ADA]), name))[0]) == 1


def test_size_of_a_part(tmp_path: Path) -> None:
    """A part without rows is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one row"):
        index(written(tmp_path, as_csv([ADA])), 0)


def test_libraries_are_not_missed(tmp_path: Path) -> None:
    """CSV and JSON Lines on this computer need neither of the libraries of the other files."""
    for kind in ("csv", "jsonl"):
        path = written(tmp_path, WRITERS[kind]([ADA]), f"senders.{kind}")
        code = (
            "import sys; from ualetters.senders_file import index, read; path = sys.argv[1]; "
            "rows, _ = read(path, index(path, 9).parts[0]); "
            "print(len(rows), sorted({'fsspec', 'pyarrow', 'email_validator'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code, path], check=True, capture_output=True, text=True)
        assert done.stdout.strip() == "1 []"


def test_rows_are_equal_when_their_words_are(tmp_path: Path) -> None:
    """A row is plain data."""
    path = written(tmp_path, as_csv([ADA]))
    assert everything(path)[0] == (Row(Place("senders.csv", 2, 1), "0001", Sender(**ADA)),)
