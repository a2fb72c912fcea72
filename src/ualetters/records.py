"""Mappings with known keys: read into a frozen model, described to editors by the same declaration."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct, field

from ualetters.errors import Place
from ualetters.fields import Coded, Kind, Report, Schema, Unreadable, as_mapping, suggestion
from ualetters.yaml_tree import Mapping, Node, join

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


class Shared(Mapping, frozen=True, gc=False):
    """A mapping that stands in many trees.

    Attributes:
        readings: What was made of it, each with its maker.
    """

    readings: list[tuple[object, object]] = field(default_factory=list)


def shared(node: Mapping) -> Mapping:
    """The same mapping for many trees: what is made of the mappings in it, one level below, is made once."""
    entries: dict[str, Node] = {
        key: Shared(value.place, value.entries, value.keys) if isinstance(value, Mapping) else value
        for key, value in node.entries.items()
    }
    return Mapping(node.place, entries, node.keys)


class Record(Struct, Generic[T], frozen=True, dict=True):
    """A mapping with known keys.

    Attributes:
        make: Makes the model of the values, by keyword.
        keys: What each key may hold.
        free: Keys beside these, such as language codes, handed on as a mapping under `free_name`.
        free_name: The keyword that takes them.
    """

    make: Callable[..., T]
    keys: MappingOf[str, Key]
    free: tuple[Coded, Kind[object]] | None = None
    free_name: str = ""

    @cached_property
    def _defaults(self) -> MappingOf[str, object]:
        return {name: key.default for name, key in self.keys.items()}

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple(name for name, key in self.keys.items() if key.required)

    def read(self, node: Node, report: Report, extra: MappingOf[str, object] | None = None) -> T:
        """The model, when every key could be read.

        Args:
            node: A mapping, if the file is right.
            report: Takes what is wrong.
            extra: Keywords that do not come from the file.

        Raises:
            Unreadable: A key is missing, unknown or wrong; the report has each of them.
        """
        if isinstance(node, Shared) and extra is None:
            return self._once(node, report)
        return self._made(as_mapping(node, report), report, extra or {})

    def _once(self, node: Shared, report: Report) -> T:
        """The model that was made of a node before; one with problems is made anew, so that they are reported."""
        for maker, model in node.readings:
            if maker is self:
                return cast("T", model)
        before = len(report.problems)
        model = self._made(node, report, {})
        if len(report.problems) == before:
            node.readings.append((self, model))
        return model

    def _made(self, mapping: Mapping, report: Report, extra: MappingOf[str, object]) -> T:
        values: dict[str, Any] = {**extra, **self._defaults}
        free: dict[str, object] = {}
        failed = False
        for name in self._required:
            if name not in mapping.entries:
                place = mapping.place.at(join(mapping.place.path, name))
                report.add(place, f"the key `{name}` is missing", self.keys[name].doc)
                failed = True
        for name, value in mapping.entries.items():
            try:
                if name in self.keys:
                    values[name] = self.keys[name].kind.read(value, report)
                elif self.free is not None and self.free[0].accepts(name):
                    free[name] = self.free[1].read(value, report)
                else:
                    # This alone leaves a model to go on with, so that its other problems are found in the same run.
                    self._report_unknown(mapping.keys[name], name, report)
            except Unreadable:
                failed = True
        if failed:
            raise Unreadable
        if self.free is not None:
            values[self.free_name] = free
        return self.make(**values)

    def _report_unknown(self, place: Place, name: str, report: Report) -> None:
        hint = suggestion(name, tuple(self.keys))
        also = ", or a language code" if self.free is not None and hint.startswith("one of") else ""
        report.add(place, f"unknown key `{name}`", hint + also)

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
