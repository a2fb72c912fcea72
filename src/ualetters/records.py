"""Mappings with known keys: read into a frozen model, described to editors by the same declaration."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from contextlib import suppress
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from ualetters.errors import Place
from ualetters.fields import Kind, Report, Schema, Unreadable, as_mapping, suggestion
from ualetters.yaml_source import Mapping, Node, Scalar, join

T = TypeVar("T")


class Key(Struct, frozen=True):
    """One key of a record.

    Attributes:
        kind: What its value may be.
        doc: What it means, in a few words, shown by editors.
        required: Whether it must be there.
        default: The value without the key.
    """

    kind: Kind[object]
    doc: str
    required: bool = False
    default: object = None


def required(kind: Kind[object], doc: str) -> Key:
    """A key that must be there."""
    return Key(kind, doc, required=True)


def optional(kind: Kind[object], doc: str, default: object = None) -> Key:
    """A key that may be left out."""
    return Key(kind, doc, default=default)


class Record(Struct, Generic[T], frozen=True):
    """A mapping with known keys.

    Attributes:
        make: Makes the model of the values, by keyword.
        keys: What each key may hold.
        free: Keys beside these, such as language codes, handed on as a mapping under `free_name`.
        free_name: The keyword that takes them.
        extra: Keywords that do not come from the file.
    """

    make: Callable[..., T]
    keys: MappingOf[str, Key]
    free: tuple[Kind[str], Kind[object]] | None = None
    free_name: str = ""
    extra: MappingOf[str, object] = field(default_factory=dict)

    def read(self, node: Node, report: Report) -> T:
        """The model, when every key could be read.

        Raises:
            Unreadable: A key is missing, unknown or wrong; the report has each of them.
        """
        mapping = as_mapping(node, report)
        values: dict[str, Any] = dict(self.extra)
        failed = False
        for name, key in self.keys.items():
            if name in mapping.entries:
                try:
                    values[name] = key.kind.read(mapping.entries[name], report)
                except Unreadable:
                    failed = True
            elif key.required:
                report.add(mapping.place.at(join(mapping.place.path, name)), f"the key `{name}` is missing", key.doc)
                failed = True
            else:
                values[name] = key.default
        failed |= self._read_free(mapping, values, report)
        if failed:
            # An unknown key alone leaves a model to go on with, so that its other problems are found in the same run.
            raise Unreadable
        return self.make(**values)

    def _read_free(self, mapping: Mapping, values: dict[str, Any], report: Report) -> bool:
        free: dict[str, object] = {}
        failed = False
        for name, value in mapping.entries.items():
            if name in self.keys:
                continue
            key = self._free_key(mapping.keys[name], name)
            if self.free is None or key is None:
                hint = suggestion(name, tuple(self.keys))
                also = ", or a language code" if self.free is not None and hint.startswith("one of") else ""
                report.add(mapping.keys[name], f"unknown key `{name}`", hint + also)
                continue
            try:
                free[key] = self.free[1].read(value, report)
            except Unreadable:
                failed = True
        if self.free is not None:
            values[self.free_name] = free
        return failed

    def _free_key(self, place: Place, name: str) -> str | None:
        with suppress(Unreadable):
            return self.free[0].read(Scalar(place, name), Report()) if self.free is not None else None
        return None

    def schema(self) -> Schema:
        """An object that allows these keys and no others."""
        properties = {name: {**key.kind.schema(), "description": key.doc} for name, key in self.keys.items()}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        needed = [name for name, key in self.keys.items() if key.required]
        if needed:
            schema["required"] = needed
        if self.free is not None:
            schema["patternProperties"] = {"^[a-z]{2,3}$": self.free[1].schema()}
        return schema
