"""JSON Schemas of the files that people write, made from what their readers accept."""

from ualetters import case_file, section_file, sender_file
from ualetters.directory import EMBASSY_KEYS, OFFICE_KEYS
from ualetters.fields import COUNTRY, ID, Keyed, Schema
from ualetters.records import Key, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _record(keys: dict[str, Key]) -> Record[dict[str, object]]:
    return Record(dict, keys)


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file: `case`, `offices`, `embassies`, `section` and `sender`."""
    return {
        "case": _titled("A case of ualetters", _record(case_file.KEYS).schema()),
        "offices": _titled("Officials of the directory", Keyed(ID, _record(OFFICE_KEYS)).schema()),
        "embassies": _titled(
            "Embassies: sending country, then host country",
            Keyed(COUNTRY, Keyed(COUNTRY, _record(EMBASSY_KEYS))).schema(),
        ),
        "section": _titled("A section's file on mail and postage", _record(section_file.KEYS).schema()),
        "sender": _titled("A sender profile", _record(sender_file.KEYS).schema()),
    }


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "title": title, **schema}
