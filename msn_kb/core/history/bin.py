"""What was deleted, as far as somebody may know of it: the bin, which keeps all of it in the history.

The record is there no more, so the door cannot be asked; who may know of it is decided by what it was when it went: its
handling, its owner and the people it named. Where that does not tell, administrators alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from ..access import UNPUBLISHED, Handling, Viewer, is_guarded
from .models import RowChange
from .triggers import models_by_table, owner
from .versions import who

BATCH = 100
MOST_NAMED = 10
NAMES = ("title", "name", "description")


@dataclass(frozen=True)
class Gone:
    """One record that was deleted: its kind, its number, and the name it had."""

    model: Any
    number: int
    name: str
    handling: str = ""

    @property
    def kind(self) -> str:
        """What records of its kind are called."""
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True)
class Deletion:
    """What one transaction deleted. ``key`` is the number of its last change; ``who`` as in a version. What was merged
    into another record does not come back from here.
    """

    transaction: int
    key: int
    at: datetime
    who: str
    reason: str
    records: tuple[Gone, ...]
    is_merged: bool = False

    @property
    def first(self) -> tuple[Gone, ...]:
        """As many as are named one by one."""
        return self.records[:MOST_NAMED]

    @property
    def others(self) -> int:
        """How many there are beside those."""
        return len(self.records) - len(self.first)


def gone_rows() -> QuerySet[RowChange]:
    """The rows by which records went that are there no more and whose content has not been erased."""
    back = RowChange.objects.filter(
        record_table=OuterRef("record_table"),
        record_id=OuterRef("record_id"),
        table=OuterRef("table"),
        row_id=OuterRef("row_id"),
        pk__gt=OuterRef("pk"),
        before__isnull=True,
    )
    own = RowChange.objects.filter(after__isnull=True, row_id=F("record_id"), table__in=record_tables())
    return own.filter(table=F("record_table")).exclude(before={}).exclude(Exists(back))


def record_tables() -> list[str]:
    """The tables of records, which are no parts of others and no ties. An account, of which the history keeps neither
    name nor password, cannot come back, so it is not in the bin.
    """
    return [
        table
        for table, model in models_by_table().items()
        if not model._meta.auto_created
        and owner(model)[0] is model
        and not hasattr(model, "history_leaves_out")
    ]


def deletions(user: Any, *, before: int | None = None, most: int) -> list[Deletion]:
    """The newest ``most`` deletions of what ``user`` might have seen, those after the key ``before``."""
    found: list[Deletion] = []
    while True:
        batch = _transactions(before)
        found += _read(batch, user)
        if len(batch) < BATCH or len(found) >= most:
            return found[:most]
        before = batch[-1][1]


def deletion(number: int, user: Any) -> Deletion | None:
    """What the transaction ``number`` deleted; ``None`` where ``user`` may know of nothing of it."""
    last = gone_rows().filter(transaction=number).aggregate(last=Max("pk"))["last"]
    found = _read([(number, last)], user) if last else []
    return found[0] if found else None


def _transactions(before: int | None) -> list[tuple[int, int]]:
    rows = gone_rows() if before is None else gone_rows().filter(pk__lt=before)
    every = rows.order_by().values_list("transaction").annotate(last=Max("pk"))
    return list(every.order_by("-last")[:BATCH])


def _read(batch: list[tuple[int, int]], user: Any) -> list[Deletion]:
    rows = gone_rows().filter(transaction__in=[number for number, _ in batch]).select_related("by")
    by_transaction: dict[int, list[RowChange]] = defaultdict(list)
    for row in _seen(list(rows.order_by("pk")), user):
        by_transaction[row.transaction].append(row)
    merged = _merged([row for seen in by_transaction.values() for row in seen])
    found = []
    for number, key in batch:
        if seen := by_transaction.get(number):
            first = seen[0]
            records = tuple(_gone(row) for row in seen)
            is_merged = any((row.table, row.row_id) in merged for row in seen)
            found.append(Deletion(number, key, first.at, who(first), first.reason, records, is_merged))
    return found


def _merged(rows: list[RowChange]) -> set[tuple[str, int]]:
    """Table and number of those of ``rows`` that went into another record."""
    from ..models import MergedRecord

    tables = {model._meta.label_lower: table for table, model in models_by_table().items()}
    found = MergedRecord.objects.filter(number__in={row.row_id for row in rows})
    return {(tables[kind], number) for kind, number in found.values_list("kind", "number") if kind in tables}


def _seen(rows: list[RowChange], user: Any) -> list[RowChange]:
    viewer, known = Viewer.of(user), models_by_table()
    if viewer.is_administrator:
        return rows
    if not viewer.is_curator:
        return []
    named = _naming(rows, viewer.user_id)
    seen = _Seen(user, rows)
    return [row for row in rows if _was_seen(known[row.table], row, viewer, named, seen)]


def _was_seen(model: Any, row: RowChange, viewer: Viewer, named: set[tuple[str, int]], seen: _Seen) -> bool:
    if not is_guarded(model):
        return True
    was = row.before or {}
    if "handling" not in was:
        return seen.leads_to_what_shows(model, was)
    is_own_draft = was.get("owner_id") == viewer.user_id and was.get("status") in UNPUBLISHED
    return was["handling"] != Handling.RED or is_own_draft or (row.table, row.row_id) in named


class _Seen:
    """What of the records that the deleted ones were tied to shows today."""

    def __init__(self, user: Any, rows: Iterable[RowChange]) -> None:
        known = models_by_table()
        wanted: dict[Any, set[int]] = defaultdict(set)
        for row in rows:
            if "handling" not in (row.before or {}):
                for field, value in self._guarded(known[row.table], row.before or {}):
                    wanted[field.related_model].add(value)
        self.keys = {
            model: set(
                model._default_manager.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)
            )
            for model, keys in wanted.items()
        }

    def leads_to_what_shows(self, model: Any, was: dict[str, Any]) -> bool:
        """Whether all protected records that it was tied to show, and there is one."""
        ties = list(self._guarded(model, was))
        return bool(ties) and all(value in self.keys[field.related_model] for field, value in ties)

    @staticmethod
    def _guarded(model: Any, was: dict[str, Any]) -> Iterable[tuple[Any, int]]:
        for field in model._meta.concrete_fields:
            value = was.get(field.column)
            if field.is_relation and value is not None and is_guarded(field.related_model):
                yield field, value


def _naming(rows: list[RowChange], user_id: int | None) -> set[tuple[str, int]]:
    """Table and number of the records that named this person when they went."""
    tables = {}
    for model in {models_by_table()[row.table] for row in rows}:
        for relation in model._meta.many_to_many:
            if relation.name == "named_people":
                tables[relation.remote_field.through._meta.db_table] = model._meta.db_table
    ties = RowChange.objects.filter(
        table__in=tables, transaction__in={row.transaction for row in rows}, before__user_id=user_id
    )
    return {(tables[tie.table], tie.record_id) for tie in ties if tie.after is None}


def _gone(row: RowChange) -> Gone:
    was = row.before or {}
    model = models_by_table()[row.table]
    name = next((str(was[one]) for one in NAMES if was.get(one)), f"{model._meta.verbose_name} {row.row_id}")
    return Gone(model, row.row_id, name, was.get("handling") or "")
