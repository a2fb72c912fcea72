"""A batch from its cases to its manifest: what is unchanged is left alone, what is bad stops nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from ualetters.batch import manifest
from ualetters.batch.destination import Destination, Nowhere, hash_of
from ualetters.batch.inputs import Inputs, differences, entry_hashes, inputs
from ualetters.batch.journal import Journal
from ualetters.batch.left_over import by_case, left_over, without_unread
from ualetters.batch.manifest import Made, Manifest, key
from ualetters.batch.recipe import Recipe
from ualetters.batch.unit import Done, Unit
from ualetters.batch.units import CaseFile, part_size, read_case_files, units_of, with_same_id
from ualetters.errors import Place, Problem, ProblemsError, Severity, UalettersError, errors_in
from ualetters.senders_file import SendersIndex, changed, index

_SENDERS = "--senders"

Engine = Callable[[Recipe, Sequence[Unit], Destination], Iterator[Done]]
"""Makes units, in whatever order is fastest."""


class Batch(Struct, frozen=True):
    """What a batch is to do.

    Attributes:
        recipe: What the letters are made from.
        files: The case files.
        destination: Where the letters are put.
        engine: Makes them.
        only_check: Whether nothing is written, and it is only said what would differ.
        frozen: Whether program, packs and fonts must be those of the manifest.
        prune: Whether what earlier runs made and this one did not is removed.
    """

    recipe: Recipe
    files: tuple[Path, ...]
    destination: Destination
    engine: Engine
    only_check: bool = False
    frozen: bool = False
    prune: bool = False


class Outcome(Struct, frozen=True):
    """What came of a batch.

    Attributes:
        done: What came of each case, or of each part of its senders, in the order of the files.
        manifest: What stands in the output folder now.
        problems: What is wrong with the batch as a whole.
        written: Paths that were written; under `only_check` those that would differ.
        removed: Paths that were removed; under `only_check` those that would be.
    """

    done: tuple[Done, ...]
    manifest: Manifest
    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


class Watch(Protocol):
    """Is told how a batch goes on."""

    def waiting(self) -> None:
        """Another batch writes to the same folder, and its end is waited for."""

    def begun(self, units: int) -> None:
        """So many units are to be made."""

    def done(self, done: Done) -> None:
        """A unit is done."""


def run(batch: Batch, watch: Watch) -> Outcome:
    """Make what is not there yet, then write the manifest.

    Raises:
        OutputError: Something cannot be written. What is written is whole, and the next run goes on from there.
        ProblemsError: What all letters are made from is broken, was changed meanwhile, or is not what `frozen` wants.
    """
    where = Nowhere(batch.destination) if batch.only_check else batch.destination
    recipe = replace(batch.recipe, run=token_hex(8))
    with where.locked(watch.waiting):
        return _Run(replace(batch, recipe=recipe, destination=where), watch).outcome()


class _Run:
    """One run of a batch."""

    def __init__(self, batch: Batch, watch: Watch) -> None:
        self._batch = batch
        self._watch = watch
        self._cases = read_case_files(batch.files)
        self._senders = self._indexed()
        self._inputs = self._hashed()
        self._before = read_manifest(batch.destination)
        if batch.frozen:
            _refuse_other_tools(self._before, self._inputs)
        self._journal = Journal(batch.destination.journal, self._inputs.digest)
        self._holds = batch.destination.holding()
        self._parts: list[str] = []

    def outcome(self) -> Outcome:
        """Make the letters, remove what nobody makes any more if that is wished, and write the manifest."""
        with closing(self._journal):
            try:
                done = self._made()
            except ProblemsError:
                # It may be wrong for no other reason.
                self._refuse_what_changed()
                raise
            self._refuse_what_changed()
            written = self._written(done)
            cases = {key(one.case_id, one.unit.rows): one.made for one in done if one.case_id and one.made}
            now, removed, problems = self._with_left_over(Manifest(self._inputs, cases), done)
            data = now.to_bytes()
            # Opened in any case, for that sweeps away what a killed run has left.
            with self._batch.destination.opened() as shelf:
                if data != self._batch.destination.read(manifest.NAME):
                    written.append(manifest.NAME)
                    shelf.put({manifest.NAME: data})
            self._journal.remove()
        if self._batch.only_check:
            problems += self._what_differs(written, removed)
        if self._senders:
            problems += self._senders.problems
        return Outcome(tuple(done), now, tuple(problems), tuple(written), removed)

    def _indexed(self) -> SendersIndex | None:
        recipe = self._batch.recipe
        if recipe.senders is None:
            return None
        try:
            found = index(recipe.senders, part_size(recipe, self._cases))
        except ProblemsError:
            raise
        except UalettersError as error:
            # A URL may hold a password.
            raise ProblemsError([Problem(Place(_SENDERS), error.message, error.hint, check="batch")]) from None
        if errors_in(found.problems):
            raise ProblemsError(found.problems)
        return found

    def _hashed(self) -> Inputs:
        return inputs(self._batch.recipe, self._senders.sha256 if self._senders else None)

    def _made(self) -> list[Done]:
        """What came of every unit, in the order of the files."""
        found: dict[Unit, Done | None] = {}
        kept: dict[Unit, Made] = {}
        for unit, known in self._planned():
            found[unit] = None if known and unit.is_made and known.made else known
            if known and known.made:
                kept[unit] = known.made
        to_make = [unit for unit, done in found.items() if done is None]
        self._watch.begun(len(to_make))
        for done in self._batch.engine(self._batch.recipe, to_make, self._batch.destination) if to_make else ():
            # Of what stands already only what is wrong with it was told again.
            whole = replace(done, made=kept[done.unit]) if done.state == "unchanged" and done.unit in kept else done
            found[done.unit] = whole
            if whole.state == "written" and whole.unit.part:
                self._parts.append(whole.unit.part)
            if whole.case_id and whole.made and not self._batch.only_check:
                self._journal.add(key(whole.case_id, whole.unit.rows), whole.made)
            self._watch.done(whole)
        return [done for done in found.values() if done is not None]

    def _planned(self) -> Iterator[tuple[Unit, Done | None]]:
        """Every unit, with what is known of it: that it is refused, or what stands already."""
        recipe, parts = self._batch.recipe, self._senders.parts if self._senders else ()
        current = self._before.cases if self._before and self._before.inputs == self._inputs else {}
        refused = with_same_id(recipe, self._cases)
        for case in self._cases:
            units = list(units_of(recipe, case, self._inputs.digest, parts))
            if result := refused.get(case.path):
                yield units[0], Done(units[0], "failed", case.case_id, problems=result.problems)
                continue
            for unit in units:
                name = key(case.case_id or "", unit.rows)
                known = current.get(name) or self._journal.known.get(name)
                yield self._kept(case, unit, known) if known and self._stands(case, known) else (unit, None)

    def _kept(self, case: CaseFile, unit: Unit, made: Made) -> tuple[Unit, Done]:
        """A unit that stands already; of one that has warnings they are told again."""
        unit = replace(unit, is_made=self._is_to_be_told(made))
        return unit, Done(unit, "unchanged", case.case_id, made)

    def _is_to_be_told(self, made: Made) -> bool:
        # Whether a letter holds a protected word is in no hash: a hash would tell the word to whoever guesses it.
        return bool(made.warnings or self._batch.recipe.order.protected)

    def _stands(self, case: CaseFile, made: Made) -> bool:
        """Whether what was made of a unit is what would be made of it now."""
        if made.sha256 != case.sha256 or made.refused:
            return False
        try:
            directory = self._batch.recipe.workshop.directory(case.path)
        except ProblemsError:
            # Whoever makes its letters will say why.
            return False
        if entry_hashes(directory, made.directory) != made.directory:
            return False
        return all(self._holds(path, digest) for path, digest in made.outputs.items())

    def _refuse_what_changed(self) -> None:
        """Refuse to say what letters were made from if nobody knows any more.

        Raises:
            ProblemsError: A pack, a layout or the file of senders is not what it was when the run began.
        """
        senders = self._batch.recipe.senders
        if senders and self._senders and changed(senders, self._senders.sha256):
            what = _SENDERS
        elif not self._has_same_inputs():
            what = "templates"
        else:
            return
        self._journal.distrust()
        # Their names say that they are made from something else.
        self._batch.destination.remove(self._parts)
        message = "this was changed while letters were made from it"
        raise ProblemsError([Problem(Place(what), message, "run the same batch again", check="batch")])

    def _has_same_inputs(self) -> bool:
        try:
            return self._hashed() == self._inputs
        except OSError:
            return False

    def _written(self, done: Iterable[Done]) -> list[str]:
        """What was written; if nothing is, what would be."""
        made = {
            path: digest
            for one in done
            if one.made and one.state != "unchanged"
            for path, digest in one.made.outputs.items()
        }
        if not self._batch.only_check:
            return list(made)
        return [path for path, digest in made.items() if not self._holds(path, digest)]

    def _with_left_over(self, now: Manifest, done: Iterable[Done]) -> tuple[Manifest, tuple[str, ...], list[Problem]]:
        """The manifest with what earlier runs made and this one did not, and what of it is removed."""
        where = self._batch.destination
        earlier = (self._before.outputs() if self._before else {}) | self._journal.outputs
        made = now.outputs()
        left = left_over(earlier, made, where.paths() if earlier.keys() - made.keys() else ())
        if not self._batch.prune:
            hint = "--prune removes what nobody has changed"
            notes = by_case(left, where.name, "left of earlier runs", hint, Severity.NOTE)
            return replace(now, left=left), (), notes
        ids = {str(case.path): case.case_id for case in self._cases}
        unread = {one.unit.file: ids[one.unit.file] for one in done if one.state == "failed" and one.case_id is None}
        gone, problems = without_unread(left, unread)
        # What somebody has changed by hand is theirs.
        theirs = {path: None for path, digest in gone.items() if hash_of(where, path) != digest}
        ours = tuple(path for path in gone if path not in theirs)
        where.remove(ours)
        if not self._batch.only_check:
            problems += by_case(ours, where.name, "removed", "", Severity.NOTE)
        message, hint = "somebody has changed this file since it was made, so it is not removed", "remove it by hand"
        problems += [Problem(Place(path), message, hint, Severity.WARNING, "batch") for path in theirs]
        kept = {path: digest for path, digest in left.items() if path not in gone or path in theirs}
        return replace(now, left=kept), ours, problems

    def _what_differs(self, written: Iterable[str], removed: Iterable[str]) -> list[Problem]:
        """Of each case, how much of it a run without `only_check` would write or remove."""
        name, hint = self._batch.destination.name, "run the same command without --check"
        return [
            *by_case(written, name, "would be written", hint, Severity.ERROR),
            *by_case(removed, name, "would be removed", hint, Severity.ERROR),
        ]


def read_manifest(destination: Destination) -> Manifest | None:
    """The manifest of a destination; None if there is none.

    Raises:
        ProblemsError: It is not one of ours.
    """
    data = destination.read(manifest.NAME)
    return None if data is None else manifest.parsed(data, manifest.NAME)


def _refuse_other_tools(before: Manifest | None, now: Inputs) -> None:
    """Refuse to make letters with what the manifest does not name.

    Raises:
        ProblemsError: There is no manifest, or the program, a library, a pack, a layout or a font differs.
    """
    place = Place(manifest.NAME)
    if before is None:
        hint = "run the batch once without --frozen"
        raise ProblemsError([Problem(place, "there is no manifest to hold the letters to", hint, check="batch")])
    if names := differences(before.inputs.tools(), now.tools()):
        message = f"this is not what the letters here were made with: {', '.join(names)}"
        hint = "install what the manifest names, or leave out --frozen"
        raise ProblemsError([Problem(place, message, hint, check="batch")])
