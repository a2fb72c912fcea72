"""A cluster writes what the local engine writes, byte for byte."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.batch import present
from builders.batch_process import assert_same, inodes, posix_only, run
from builders.cluster import (
    ASKED,
    LETTERS_EACH,
    LOCAL,
    NEEDED,
    cluster,
    library,
    needed,
    on,
    timeless,
    write_bad_material,
    write_material,
)

FORMATS = ("--format", "txt", "--format", "pdf")


pytestmark = posix_only


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    """A cluster with two workers."""
    with cluster() as found:
        yield found


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_scheduler_somewhere(tmp_path: Path, running: Any, kind: str) -> None:  # noqa: ANN401
    """Every part and the manifest are the same, and so is what is told of a bad case and of bad rows."""
    if kind == "parquet":
        needed("pyarrow")
    asked = (*ASKED, write_bad_material(tmp_path, kind).name, *FORMATS)
    here = run(tmp_path, *asked, *LOCAL, "--output", "here")
    there = run(tmp_path, *asked, *on(running), "--output", "there")
    assert here.code == there.code == 1
    assert len(present(tmp_path / "here")) == 2 * 2 + 1
    assert_same(tmp_path / "there", tmp_path / "here")
    assert timeless(there.err) == timeless(here.err)
    assert there.out == here.out.replace("here/", "there/")


def test_workers_on_this_machine(tmp_path: Path) -> None:
    """`local` needs no scheduler; letters of cases without senders are bound into parts likewise."""
    needed(*NEEDED)
    senders = write_material(tmp_path, 260, "one", "two")
    options = ("--engine", "dask", "--scheduler", "local", "--jobs", 2)
    for asked, parts in (((*ASKED, senders.name), 4), (ASKED[:-1], 2)):
        here = run(tmp_path, *asked, "--format", "txt", *LOCAL, "--output", f"here-{parts}")
        there = run(tmp_path, *asked, "--format", "txt", *options, "--output", f"there-{parts}")
        assert (here.code, there.code) == (0, 0), there.err
        assert len(present(tmp_path / f"here-{parts}")) == parts + 1
        assert_same(tmp_path / f"there-{parts}", tmp_path / f"here-{parts}")
        assert timeless(there.err) == timeless(here.err)


def test_what_is_there_is_not_made_again(tmp_path: Path, running: Any) -> None:  # noqa: ANN401
    """Not with the manifest, and not without; whichever engine has made it."""
    asked = (*ASKED, write_material(tmp_path, 260, "one", "two").name, "--format", "txt", "--output", "letters")
    letters = tmp_path / "letters"
    first = run(tmp_path, *asked, *on(running))
    assert f"Wrote {2 * 260 * LETTERS_EACH} letters of 2 cases" in first.err
    before, files = present(letters), inodes(letters, present(letters))
    for options in (on(running), LOCAL):
        again = run(tmp_path, *asked, *options)
        assert (again.code, again.out) == (0, "")
        assert "Wrote 0 letters of 0 cases" in again.err
        assert inodes(letters, before) == files
    (letters / "manifest.json").unlink()
    again = run(tmp_path, *asked, *on(running))
    assert again.out == "letters/manifest.json\n"
    assert "Wrote 0 letters of 0 cases" in again.err
    assert "2 unchanged" in again.err
    assert present(letters) == before
    assert {path for path, file in inodes(letters, before).items() if files[path] != file} == {"manifest.json"}


def test_a_damaged_part_is_made_again(tmp_path: Path, running: Any) -> None:  # noqa: ANN401
    """Whether the manifest says so, or the part itself."""
    asked = (*ASKED, write_material(tmp_path, 260, "one").name, "--format", "txt", *on(running), "--output", "letters")
    letters = tmp_path / "letters"
    run(tmp_path, *asked)
    before = present(letters)
    part, *_ = sorted(path for path in before if path.endswith(".zip"))
    for name in ("", "manifest.json"):
        content = bytearray(before[part])
        content[len(content) // 2] ^= 1
        (letters / part).write_bytes(content)
        if name:
            (letters / name).unlink()
        assert run(tmp_path, *asked).code == 0
        assert present(letters) == before


def test_a_scheduler_that_wants_a_key(tmp_path: Path) -> None:
    """It is reached with the key that Dask's own settings name, and not without."""
    needed(*NEEDED)
    made = library("distributed").Security.temporary()
    texts = {"CA_FILE": made.tls_ca_file, "CLIENT__CERT": made.tls_client_cert, "CLIENT__KEY": made.tls_client_key}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    keys = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(tmp_path / name) for name in texts}
    asked = (*ASKED, write_material(tmp_path, 5, "one").name, "--format", "txt")
    with cluster(made) as running:
        refused = run(tmp_path, *asked, *on(running), "--output", "there")
        there = run(tmp_path, *asked, *on(running), "--output", "there", more=keys)
        assert running.scheduler_address.startswith("tls://")
    assert refused.code == 1
    assert "no scheduler answers here" in refused.err
    assert there.code == 0, there.err
    run(tmp_path, *asked, *LOCAL, "--output", "here")
    assert_same(tmp_path / "there", tmp_path / "here")


def test_what_would_differ(tmp_path: Path, running: Any) -> None:  # noqa: ANN401
    """--check gives the work to the cluster too, and nothing is written."""
    asked = (*ASKED, write_material(tmp_path, 5, "one").name, "--format", "txt", *on(running), "--output", "letters")
    done = run(tmp_path, *asked, "--check")
    assert done.code == 1
    assert len(done.out.splitlines()) == 2
    assert not (tmp_path / "letters").exists()
    assert run(tmp_path, *asked).out == done.out
    assert run(tmp_path, *asked, "--check").code == 0
