"""Turning changes back: a record as it was in an earlier version, what was taken away, a transaction as a whole.

Each is a change itself and has a reason. Rows are written as they were, in one transaction, by SQL (``rewriting``):
what the database's own rules refuse is refused as a whole. What follows from the rows (names to search by, keys of
facets) is written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from ..access import open_door
from ..search import names
from .authors import changing
from .models import RowChange
from .refusing import CannotUndo, why_refused
from .rewriting import rewrite, taken_along
from .telling import Names, Told
from .triggers import models_by_table
from .versions import rows_of

__all__ = [
    "KEPT_ON_RESTORE",
    "TIES_KEPT_ON_RESTORE",
    "CannotUndo",
    "put_back",
    "restore",
    "undo_transactions",
]

# A status changes by review alone, and an address once given goes on leading to its record. Who may read a record and
# what of its origin may be named is decided today, not by an older version: restoring opens nothing to anybody.
KEPT_ON_RESTORE = (
    "status",
    "superseded_by_id",
    "slug",
    "handling",
    "attribution",
    "owner_id",
    "created_at",
    "updated_at",
)
TIES_KEPT_ON_RESTORE = ("owning_organizations", "named_people")


def restore(record: models.Model, key: int, by: Any, reason: str) -> None:
    """Make ``record`` and its parts what they were right after the change number ``key``.

    Status, successor, address, handling, attribution, owner, owning organizations and named people stay as they are.
    Raises ``CannotUndo`` where ``key`` is no version of this record, the record is there no more, or it would hold what
    is there no more.
    """
    with transaction.atomic(), open_door():
        same = type(record)._base_manager.filter(pk=record.pk).order_by()
        if not same.select_for_update(of=("self",)).values_list("pk"):
            raise CannotUndo("This record is there no more.")
        if not rows_of(record).filter(pk=key).exists():
            raise CannotUndo("There is no such version of this record.")
        _turn_back(rows_to_restore(record, key, by), by, reason, KEPT_ON_RESTORE)
        if any(field.name == "updated_at" for field in record._meta.concrete_fields):
            same.update(updated_at=timezone.now())


def put_back(transaction_id: int, by: Any, reason: str) -> list[tuple[Any, int]]:
    """Bring back every record that ``transaction_id`` took away, with all that went with it; returns (model, key) of
    these records. What else the transaction did stays done.

    Raises ``CannotUndo`` where nothing was taken away, its content was erased, or something is in the way.
    """
    known = models_by_table()
    with transaction.atomic(), open_door():
        # Two who put back the same at once: the second waits, and then finds it there.
        list(RowChange.objects.select_for_update().filter(transaction=transaction_id).values_list("pk")[:1])
        rows = [
            row
            for row in RowChange.objects.filter(transaction=transaction_id).order_by("-pk")
            if row.table in known
        ]
        gone = [row for row in rows if row.after is None and row.table == row.record_table]
        if not gone:
            raise CannotUndo("Nothing was taken away then.")
        if any(row.before == {} for row in gone):
            raise CannotUndo("Its content has been erased.")
        for row in gone:
            if known[row.table]._base_manager.filter(pk=row.row_id).exists():
                raise CannotUndo("It has been put back already.")
            if is_merged(known[row.table], row.row_id):
                raise CannotUndo("It was merged into another record, which holds what it held.")
        _turn_back(taken_along(rows, gone), by, reason)
    return [(known[row.table], row.row_id) for row in gone]


def is_merged(model: Any, number: int) -> bool:
    """Whether the record of this number went into another one."""
    from ..models import MergedRecord

    return MergedRecord.objects.filter(kind=model._meta.label_lower, number=number).exists()


def undo_transactions(ids: Collection[int], by: Any, reason: str) -> None:
    """Turn back all that the transactions did, as a whole. Raises ``CannotUndo`` where any of the records has been
    changed since, and names these.
    """
    rows = list(RowChange.objects.filter(transaction__in=ids).order_by("-pk"))
    with transaction.atomic(), open_door():
        touched = {(row.record_table, row.record_id) for row in rows}
        _lock(touched)
        if later := _changed_since(rows, ids):
            raise CannotUndo(
                "These were changed since, and would lose that change: " + "; ".join(sorted(later)) + "."
            )
        _turn_back(rows, by, reason)


def rows_to_restore(record: models.Model, key: int, user: Any) -> list[RowChange]:
    """What was done to ``record`` after the change ``key``, newest first, as far as ``user`` may turn it back: ties to
    records that are hidden from this person stay as they are.
    """
    known = models_by_table()
    later = [row for row in _later(record, key) if row.table in known]
    steps = [_columns(known[row.table], row) for row in later]
    told = Names(user).told(steps)
    found = []
    for row, step in zip(later, steps, strict=True):
        hidden = {
            one.column for one, *values in step if one.is_relation and _is_any_hidden(told, one, values)
        }
        if hidden and (row.table != row.record_table or row.before is None or row.after is None):
            continue
        left_out = hidden | set(KEPT_ON_RESTORE if row.table == row.record_table else ())
        if row.before is not None and row.after is not None:
            row.before = {column: held for column, held in row.before.items() if column not in left_out}
            row.after = {column: held for column, held in row.after.items() if column not in left_out}
        found.append(row)
    return found


def _columns(model: Any, row: RowChange) -> list[tuple[Any, Any, Any]]:
    """The fields of ``model`` that ``row`` tells of, with their values before and after."""
    before, after = row.before or {}, row.after or {}
    return [
        (one, before.get(one.column), after.get(one.column))
        for one in model._meta.concrete_fields
        if one.column in before or one.column in after
    ]


def _is_any_hidden(told: Told, found: Any, values: list[Any]) -> bool:
    return any(told.is_hidden(found, value) for value in values)


def _later(record: models.Model, key: int) -> models.QuerySet[RowChange]:
    later = rows_of(record).filter(pk__gt=key)
    # That the record was taken away and put back again is not done once more, nor is that somebody may read it.
    own = RowChange.objects.filter(table=record._meta.db_table, row_id=record.pk)
    born_or_gone = own.filter(models.Q(before__isnull=True) | models.Q(after__isnull=True))
    ties = [
        relation.remote_field.through._meta.db_table  # type: ignore[union-attr]
        for relation in record._meta.many_to_many
        if relation.name in TIES_KEPT_ON_RESTORE
    ]
    kept = later.exclude(table__in=ties).exclude(pk__in=born_or_gone.values("pk"))
    return kept.order_by("-pk")


def _lock(records: Iterable[tuple[str, int]]) -> None:
    by_table: dict[str, list[int]] = {}
    for table, record in records:
        by_table.setdefault(table, []).append(record)
    known = models_by_table()
    for table, keys in sorted(by_table.items()):
        if table in known:
            rows = known[table]._base_manager.filter(pk__in=keys).order_by("pk")
            list(rows.select_for_update(of=("self",)).values_list("pk"))


def _changed_since(rows: Sequence[RowChange], ids: Collection[int]) -> set[str]:
    last: dict[tuple[str, int], int] = {}
    for row in rows:
        key = row.record_table, row.record_id
        last[key] = max(last.get(key, 0), row.pk)
    if not last:
        return set()
    known = models_by_table()
    tables = {table for table, _ in last}
    first = min(last.values())
    since = RowChange.objects.filter(record_table__in=tables, pk__gt=first).exclude(transaction__in=ids)
    changed = {
        (table, key)
        for table, key, pk in since.values_list("record_table", "record_id", "pk").iterator()
        if pk > last.get((table, key), pk)
    }
    names_of = set()
    for table, number in sorted(changed)[:20]:
        if table in known:
            record = known[table]._base_manager.filter(pk=number).first()
            names_of.add(f"“{record}”" if record else f"{known[table]._meta.verbose_name} {number}")
    return names_of


def _turn_back(rows: Sequence[RowChange], by: Any, reason: str, kept: Sequence[str] = ()) -> None:
    """Undo ``rows``, which come newest first. Rules between tables are checked at the end."""
    known = models_by_table()
    try:
        with changing(by=by, reason=reason), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            rewrite(cursor, [row for row in rows if row.table in known], known, kept)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _refresh({(row.record_table, row.record_id) for row in rows if row.record_table in known})
    except IntegrityError as error:
        raise CannotUndo(why_refused(error)) from error


def _refresh(records: Collection[tuple[str, int]]) -> None:
    """Write what follows from the rows of ``records``, and of what carries their names."""
    known = models_by_table()
    by_model: dict[Any, list[int]] = {}
    for table, key in records:
        by_model.setdefault(known[table], []).append(key)
    names.refresh_all(names.touched(by_model))
