"""Loads a collection: reads everything, decides what each entry needs, writes it in one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from ..models import StarterRecord
from .fields import Reference, References
from .index import Index
from .kinds import Entry, Kind
from .problems import Problems
from .reading import Entries, check_circles, check_references, read_kinds
from .removal import entries_that_left, remove
from .rows import Rows
from .state import Values, describe, locate
from .writing import check_rules, write_records, write_relations

LOCK = zlib.crc32(b"starter collection")


@dataclass
class Loaded:
    """What a load did; each list holds (kind, key), ``kept`` also the reason.

    ``left``: entries of earlier loads that the files no longer hold; ``removed``: those of them that were deleted.
    ``touched``: primary keys of what was written, by kind.
    """

    created: list[tuple[str, str]] = field(default_factory=list)
    updated: list[tuple[str, str]] = field(default_factory=list)
    unchanged: list[tuple[str, str]] = field(default_factory=list)
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    touched: dict[str, list[Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        counts = (
            f"{name} {len(getattr(self, name))}" for name in ("created", "updated", "unchanged", "kept")
        )
        return ", ".join(counts)


def load(
    kinds: Sequence[Kind], *, overwrite: bool = False, demonstration: bool = False, prune: bool = False
) -> Loaded:
    """Load the entries of ``kinds``, which come in an order in which each refers only to itself and earlier ones.

    (Many-to-many relations and parts may refer to any kind.) With ``demonstration`` only the entries of the
    demonstration files are loaded. An entry that a curator edited, deleted or made before is kept as it is unless
    ``overwrite``. With ``prune`` entries that have left the files are deleted, unless edited or needed. Raises
    ``StarterError`` with every error found; then nothing has been written.
    """
    problems = Problems()
    by_name = {kind.name: kind for kind in kinds}
    with transaction.atomic():
        with connection.cursor() as cursor:  # two loads at once would both create everything
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        index = Index(by_name)
        entries = read_kinds(kinds, problems, demonstration)
        loading = _Loading(by_name, entries, index, overwrite, problems)
        loading.prepare()
        loading.decide()
        loading.write()
        problems.stop_if_any()
        loading.remember()
        if not demonstration:
            loading.clear(prune)
    return loading.result


class _Loading:
    def __init__(
        self, kinds: dict[str, Kind], entries: Entries, index: Index, overwrite: bool, problems: Problems
    ) -> None:
        self.kinds = kinds
        self.problems = problems
        self.entries = entries
        self.index = index
        self.overwrite = overwrite
        self.result = Loaded()
        self.to_write: dict[str, list[Entry]] = {name: [] for name in kinds}
        self.before: dict[str, dict[Any, Values]] = {}

    def prepare(self) -> None:
        """Check what the files say of each other, find what the database holds, and what was written before."""
        check_circles(self.entries)
        check_references(self.entries, self.index)
        self.present = {
            name: locate(kind, self.entries[name].values(), self.index) for name, kind in self.kinds.items()
        }
        self.before = {
            name: describe(kind, self.present[name].values(), self.index) for name, kind in self.kinds.items()
        }
        records = StarterRecord.objects.filter(kind__in=self.kinds)
        self.written = {
            (kind, key): values for kind, key, values in records.values_list("kind", "key", "written")
        }
        self.gone = {
            (name, key)
            for name, of_kind in self.entries.items()
            for key, entry in of_kind.items()
            if key not in self.present[name] and (entry.is_faulty or self._was_deleted(entry))
        }
        self._reduce()

    def _was_deleted(self, entry: Entry) -> bool:
        return not self.overwrite and (entry.kind.name, entry.key) in self.written

    def _reduce(self) -> None:
        """Leave out references to entries that will not be there; what cannot do without them is not written either."""
        size = -1
        while size != len(self.gone):
            size = len(self.gone)
            for name, of_kind in self.entries.items():
                for entry in of_kind.values():
                    if not reduce_entry(entry, self.gone) and entry.key not in self.present[name]:
                        self.gone.add((name, entry.key))

    def decide(self) -> None:
        """Sort the entries into those to write, those as they should be, and those a curator has a hand in."""
        for name, of_kind in self.entries.items():
            for entry in of_kind.values():
                if entry.is_faulty:
                    continue
                reason = self._reason_to_keep(entry)
                entry.pk = self.present[name].get(entry.key)
                if reason and not self.overwrite:
                    self.result.kept.append((name, entry.key, reason))
                elif (name, entry.key) in self.gone:
                    self.result.kept.append((name, entry.key, "refers to an entry that was deleted"))
                elif entry.pk is None:
                    self.to_write[name].append(entry)
                    self.result.created.append((name, entry.key))
                elif self.before[name][entry.pk] != entry.values:
                    self.to_write[name].append(entry)
                    self.result.updated.append((name, entry.key))
                else:
                    self.result.unchanged.append((name, entry.key))

    def _reason_to_keep(self, entry: Entry) -> str:
        name = entry.kind.name
        written = self.written.get((name, entry.key))
        pk = self.present[name].get(entry.key)
        if pk is None:
            return "was deleted" if written is not None else ""
        if self.before[name][pk] == (written if written is not None else entry.values):
            return ""
        if written is None:
            return "was there before the collection was loaded"
        return "" if self.before[name][pk] == entry.values else "was edited"

    def write(self) -> None:
        """Write what needs it, even with errors elsewhere, so that the database's own objections are told too."""
        for name, kind in self.kinds.items():
            write_records(kind, self.to_write[name], self.index)
        for name, kind in self.kinds.items():
            write_relations(kind, self.to_write[name], self.before[name], self.index)
        for name, kind in self.kinds.items():
            check_rules(kind, self.to_write[name])
        skipped = [e.key for of_kind in self.to_write.values() for e in of_kind if e.is_faulty]
        if skipped and not self.problems:
            raise RuntimeError(f"kinds are loaded in an order that leaves references open: {skipped}")

    def remember(self) -> None:
        """Store what the database now holds for each written entry; later edits are told from it."""
        records = []
        for name, kind in self.kinds.items():
            pks = [entry.pk for entry in self.to_write[name]]
            after = describe(kind, pks, self.index)
            records += [StarterRecord(kind=name, key=e.key, written=after[e.pk]) for e in self.to_write[name]]
            if pks:
                self.result.touched[name] = pks
            records += [
                StarterRecord(kind=name, key=key, written=self.entries[name][key].values)
                for of_kind, key in self.result.unchanged
                if of_kind == name and self.written.get((name, key)) != self.entries[name][key].values
            ]
        StarterRecord.objects.bulk_create(
            records,
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["written", "loaded_at"],
        )

    def clear(self, prune: bool) -> None:
        """Find what has left the files since an earlier load and, with ``prune``, delete it."""
        shown = read_kinds(self.kinds.values(), Problems(), demonstration=True)
        keys = {name: {*self.entries[name], *shown[name]} for name in self.kinds}
        left = entries_that_left(self.kinds, keys)
        if prune:
            self.result.removed = remove(self.kinds, left, self.index)
        found = {(name, key) for name, of_kind in left.items() for key in of_kind}
        self.result.left = sorted(found - set(self.result.removed))


def reduce_entry(entry: Entry, gone: set[tuple[str, str]]) -> bool:
    """Take references to ``gone`` records out of ``entry``; false where one of them is indispensable."""
    whole = True
    for name, described in entry.kind.fields.items():
        value = entry.values.get(name)
        if value is None:
            continue
        if isinstance(described, Rows):
            targets = {
                column.name: column.to
                for column in described.fields.values()
                if isinstance(column, Reference)
            }
            left: Any = [
                row for row in value if not any((to, row.get(n)) in gone for n, to in targets.items())
            ]
        elif isinstance(described, References):
            left = [key for key in value if (described.to, key) not in gone]
        elif isinstance(described, Reference):
            left = None if (described.to, value) in gone else value
        else:
            continue
        if left == value:
            continue
        entry.is_reduced = True
        if left:
            entry.values[name] = left
            continue
        del entry.values[name]
        whole = whole and not (described.required or name in entry.kind.one_of)
    return whole
