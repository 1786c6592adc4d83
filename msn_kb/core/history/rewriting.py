"""Rows written as they were before, many at a time: what ten thousand rows of an import did is undone in seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Any

from psycopg2.sql import SQL, Composed, Identifier

from .models import RowChange
from .triggers import models_by_table, never_kept

MOST_AT_ONCE = 1000

REMOVE = "DELETE FROM {table} WHERE id = ANY(%s)"
INSERT_AGAIN = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)
"""
WRITE_AGAIN = """
UPDATE {table} AS present SET {columns}
FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS was WHERE present.id = was.id
"""


def rewrite(
    cursor: Any, rows: Sequence[RowChange], known: Mapping[str, Any], kept: Sequence[str] = ()
) -> None:
    """Undo ``rows``, which come newest first and whose tables are all ``known``. The columns ``kept`` of a record that
    was changed stay as they are.
    """
    for run in _runs(rows):
        model = known[run[0].table]
        for columns, alike in _by_columns(model, run, kept).items():
            for start in range(0, len(alike), MOST_AT_ONCE):
                _undo(cursor, model, columns, alike[start : start + MOST_AT_ONCE])


def _runs(rows: Sequence[RowChange]) -> Iterator[list[RowChange]]:
    """Changes that stand next to each other, are of one table and one kind and meet no row twice: their order does not
    matter.
    """
    run: list[RowChange] = []
    met: set[int] = set()
    for row in rows:
        if run and (_sort(run[0]) != _sort(row) or row.row_id in met):
            yield run
            run, met = [], set()
        run.append(row)
        met.add(row.row_id)
    if run:
        yield run


def _sort(row: RowChange) -> tuple[str, bool, bool]:
    return row.table, row.before is None, row.after is None


def _by_columns(
    model: Any, run: list[RowChange], kept: Sequence[str]
) -> dict[tuple[str, ...], list[RowChange]]:
    """``run`` by the columns that are to be written; none for rows that were added, which go."""
    left_out = set(never_kept(model))
    if run[0].after is not None and run[0].table == run[0].record_table:
        left_out.update(kept)
    there = [field.column for field in model._meta.concrete_fields if field.column not in left_out]
    found: dict[tuple[str, ...], list[RowChange]] = defaultdict(list)
    for row in run:
        columns = () if row.before is None else tuple(column for column in there if column in row.before)
        if columns or row.before is None:
            found[columns].append(row)
    return found


def _undo(cursor: Any, model: Any, columns: tuple[str, ...], rows: list[RowChange]) -> None:
    table = Identifier(model._meta.db_table)
    if rows[0].before is None:
        cursor.execute(SQL(REMOVE).format(table=table), [[row.row_id for row in rows]])
        return
    is_gone = rows[0].after is None
    names = SQL(", ").join(Identifier(one) if is_gone else _assigned(one) for one in columns)
    statement = SQL(INSERT_AGAIN if is_gone else WRITE_AGAIN).format(table=table, columns=names)
    cursor.execute(statement, [dumps([{**(row.before or {}), "id": row.row_id} for row in rows])])


def _assigned(column: str) -> Composed:
    return SQL("{0} = was.{0}").format(Identifier(column))


def taken_along(rows: Sequence[RowChange], gone: Sequence[RowChange]) -> list[RowChange]:
    """Of ``rows``, what a transaction did, those by which it took away the records ``gone``: their rows, the rows of
    their parts and ties, and what was emptied because it led to them and is empty still.
    """
    known = models_by_table()
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in gone:
        numbers[row.table].add(row.row_id)
    # A part that went over to another record is there still.
    there = {(row.table, row.row_id) for row in rows if row.before is None}
    found = []
    for row in rows:
        if row.after is None and (row.table, row.row_id) not in there:
            found.append(row)
        elif row.before is not None and row.after is not None:
            emptied = _emptied(known[row.table], row, numbers)
            if emptied:
                row.before, row.after = emptied, dict.fromkeys(emptied)
                found.append(row)
    return found


def _emptied(model: Any, row: RowChange, numbers: Mapping[str, set[int]]) -> dict[str, Any]:
    """The columns of a row that led to one of the records ``numbers`` (by table) and have been empty since."""
    led = {}
    for one in model._meta.concrete_fields:
        value = (row.before or {}).get(one.column)
        if one.is_relation and value in numbers.get(one.related_model._meta.db_table, ()):
            led[one.column] = value
    still = {f"{column}__isnull": True for column in led}
    return led if led and model._base_manager.filter(pk=row.row_id, **still).exists() else {}
