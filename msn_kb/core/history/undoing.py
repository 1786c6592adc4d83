"""Turning changes back: a record as it was in an earlier version, what was taken away, a transaction as a whole.

Each is a change itself and has a reason. Rows are written as they were, in one transaction, by SQL: what the database's
own rules refuse is refused as a whole. What follows from the rows (names to search by, keys of facets) is written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from json import dumps
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from ..access import open_door
from ..search import names
from .authors import changing
from .models import RowChange
from .triggers import models_by_table, never_kept
from .versions import rows_of

REINSERT = """
INSERT INTO {table} ({columns})
SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb) ON CONFLICT DO NOTHING
"""
WRITE_AGAIN = """
UPDATE {table} SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb))
WHERE id = %s
"""
# A status changes by review alone, and an address once given goes on leading to its record.
KEPT_ON_RESTORE = ("status", "superseded_by_id", "slug", "created_at", "updated_at")


class CannotUndo(ValueError):
    """What was asked cannot be done; the message says why, for the person who asked."""


def restore(record: models.Model, key: int, by: Any, reason: str) -> None:
    """Make ``record`` and its parts what they were right after the change number ``key``.

    Status, successor and address stay as they are. Raises ``CannotUndo`` where ``key`` is no version of this record or
    the record would hold what is there no more.
    """
    rows = rows_of(record)
    if not rows.filter(pk=key).exists():
        raise CannotUndo("There is no such version of this record.")
    own = RowChange.objects.filter(table=record._meta.db_table, row_id=record.pk)
    born_or_gone = own.filter(models.Q(before__isnull=True) | models.Q(after__isnull=True))
    later = rows.filter(pk__gt=key).exclude(pk__in=born_or_gone.values("pk"))
    with transaction.atomic(), open_door():
        same = type(record)._default_manager.filter(pk=record.pk)
        same.select_for_update().values_list("pk").get()
        _turn_back(list(later.order_by("-pk")), by, reason, KEPT_ON_RESTORE)
        if any(field.name == "updated_at" for field in record._meta.concrete_fields):
            same.update(updated_at=timezone.now())


def put_back(transaction_id: int, by: Any, reason: str) -> list[tuple[Any, int]]:
    """Bring back every record that ``transaction_id`` took away, with all that went with it; returns (model, key) of
    these records. Raises ``CannotUndo`` where nothing was taken away or something is in the way.
    """
    rows = list(RowChange.objects.filter(transaction=transaction_id).order_by("-pk"))
    known = models_by_table()
    gone = [row for row in rows if row.after is None and row.table == row.record_table]
    if not gone:
        raise CannotUndo("Nothing was taken away then.")
    with transaction.atomic(), open_door():
        _turn_back(rows, by, reason)
    return [(known[row.table], row.row_id) for row in gone if row.table in known]


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


def _lock(records: Iterable[tuple[str, int]]) -> None:
    by_table: dict[str, list[int]] = {}
    for table, record in records:
        by_table.setdefault(table, []).append(record)
    known = models_by_table()
    for table, keys in sorted(by_table.items()):
        rows = known[table]._default_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


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
        record = known[table]._default_manager.filter(pk=number).first()
        names_of.add(f"“{record}”" if record else f"{known[table]._meta.verbose_name} {number}")
    return names_of


def _turn_back(rows: Sequence[RowChange], by: Any, reason: str, kept: Sequence[str] = ()) -> None:
    """Undo ``rows``, which come newest first. Rules between tables are checked at the end."""
    known = models_by_table()
    try:
        with changing(by=by, reason=reason), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for row in rows:
                if row.table in known:
                    _undo(cursor, known[row.table], row, kept)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _refresh({(row.record_table, row.record_id) for row in rows if row.record_table in known})
    except IntegrityError as error:
        said = str(error).splitlines()[-1].removeprefix("DETAIL:").strip()
        raise CannotUndo(
            f"Something that it needs is there no more, or its place is taken: {said}"
        ) from error


def _undo(cursor: Any, model: Any, row: RowChange, kept: Sequence[str]) -> None:
    table = Identifier(model._meta.db_table)
    if row.before is None:
        cursor.execute(SQL("DELETE FROM {} WHERE id = %s").format(table), [row.row_id])
        return
    passed_over = set(never_kept(model))
    if row.after is not None:
        passed_over.update(kept if row.table == row.record_table else ())
    columns = [
        Identifier(field.column)
        for field in model._meta.concrete_fields
        if field.column in row.before and field.column not in passed_over
    ]
    if not columns:
        return
    statement = REINSERT if row.after is None else WRITE_AGAIN
    composed = SQL(statement).format(table=table, columns=SQL(", ").join(columns))
    cursor.execute(composed, [dumps(row.before)] if row.after is None else [dumps(row.before), row.row_id])


def _refresh(records: Collection[tuple[str, int]]) -> None:
    """Write what follows from the rows of ``records``, and of what carries their names."""
    known = models_by_table()
    by_model: dict[Any, list[int]] = {}
    for table, key in records:
        by_model.setdefault(known[table], []).append(key)
    names.refresh_all(names.touched(by_model))
