"""A part: the letters of a unit in one archive, named after everything that they are made from."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec
from msgspec import Struct

from ualetters.batch.manifest import PART_ENDING, Made

# The first day that an archive can name: the time of day is nobody's business, and would change the bytes.
_WHEN = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
# An archive ends with a comment, and before it with the comment's length in so many bytes.
_LENGTH = 2


class _Comment(Struct, frozen=True):
    """What a part says of itself.

    Attributes:
        made: What the manifest says of it.
        sha256: Hash of everything before.
    """

    made: Made
    sha256: str


def part_name(case_id: str, key: str, rows: tuple[int, int] | None = None) -> str:
    """The path of a part below the output folder.

    Args:
        case_id: Id of its case.
        key: Hash of everything that it is made from.
        rows: The first and the last of its senders, counted from 1.
    """
    which = "-".join(f"{row:07}" for row in rows or ())
    return f"{case_id}/{'-'.join(filter(None, ('part', which, key[:12])))}.{PART_ENDING}"


def bound(files: Mapping[str, bytes], made: Made | None = None) -> bytes:
    """Letters as an archive, the same bytes for the same letters.

    They are stored as they are: what compresses them differs between versions of Python.

    Args:
        files: Path to content.
        made: What the manifest says of them; None if the part is to be made again by the next run.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for path, content in sorted(files.items()):
            entry = ZipInfo(path, _WHEN)
            # Else the system that wrote it would stand there.
            entry.create_system, entry.external_attr = 3, _MODE
            archive.writestr(entry, content)
    data = buffer.getvalue()
    if made is None:
        return data
    whole = data[:-_LENGTH]
    comment = msgspec.json.encode(_Comment(made, sha256(whole).hexdigest()), order="sorted")
    return whole + len(comment).to_bytes(_LENGTH, "little") + comment


def made_of(archive: bytes) -> Made | None:
    """What the manifest said of a part when it was made; None if it is damaged, or to be made again."""
    try:
        with ZipFile(BytesIO(archive)) as found:
            length = len(found.comment)
            comment = msgspec.json.decode(found.comment, type=_Comment)
    except (BadZipFile, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return comment.made if sha256(archive[: -length - _LENGTH]).hexdigest() == comment.sha256 else None
