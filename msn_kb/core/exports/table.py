"""A table for export in SQL: the list's rows in its order, one column a definition, in batches of constant size.

Sorting or materializing 200,000 whole rows at once would spill to disk, and a subquery a cell would take seconds; a
batch of some thousand rows is gathered by index and stays in memory, in PostgreSQL as in Python.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import BaseExpression

SEPARATOR = "; "
FORMULA_STARTS = r"'=', '+', '-', '@', E'\t', E'\r'"
BATCH = 5000


@dataclass(frozen=True)
class Column:
    """A value of the record itself. ``is_text``: people wrote it, so it might begin like a formula."""

    name: str
    value: BaseExpression | F
    is_text: bool = True


@dataclass(frozen=True)
class GatheredColumn:
    """Several values in one cell. ``pairs`` gives (entry's primary key, text, order) rows that the user may see.

    ``repeats``: the same value may come twice for an entry, and is then written once.
    """

    name: str
    pairs: Callable[[Any], QuerySet]
    is_text: bool = True
    repeats: bool = False


def statements(
    rows: QuerySet, entries: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any
) -> Iterator[str]:
    """SQL that gives the table of ``rows``, one statement a batch; together they keep the order of ``rows``.

    ``rows`` is the ordered list. ``entries`` is the model's queryset, through the visibility door as well, with what
    the columns refer to and without the list's conditions. Every cell is text, NULL where there is no value.
    """
    keys = ordered_keys(rows)
    sql, params = _batch_statement(entries, columns, user)
    for start in range(0, len(keys), BATCH):
        with connection.cursor() as cursor:
            yield cursor.cursor.mogrify(sql, [keys[start : start + BATCH].tolist(), *params]).decode()


def ordered_keys(rows: QuerySet) -> array[int]:
    """The primary keys of ``rows`` in order, eight bytes each."""
    try:
        return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=20_000))
    except EmptyResultSet:
        return array("q")


def _batch_statement(
    entries: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any
) -> tuple[str, tuple[Any, ...]]:
    """SQL whose first parameter is the array of primary keys, and the parameters after it."""
    own = [column for column in columns if isinstance(column, Column)]
    values = {f"c_{column.name}": column.value for column in own}
    own_sql, own_params = (
        entries.order_by().annotate(**values).values_list("pk", *values).query.sql_with_params()
    )
    own_names = ", ".join(["entry", *(f'"{column.name}"' for column in own)])
    gathered, cells, params = [], [], []
    for column in columns:
        if isinstance(column, Column):
            cells.append(_cell(f'own."{column.name}"', column))
            continue
        pairs_sql, pairs_params = column.pairs(user).query.sql_with_params()
        params += pairs_params
        # DISTINCT comes after the join with the batch: within the pairs it would be worked out for all entries.
        distinct = "DISTINCT" if column.repeats else ""
        gathered.append(
            f"LEFT JOIN (SELECT entry, string_agg(text, '{SEPARATOR}' ORDER BY position, text) AS cell "
            f"FROM (SELECT {distinct} listed.entry, pair.text, pair.position FROM listed "
            f"JOIN ({pairs_sql}) AS pair (entry, text, position) ON pair.entry = listed.entry) AS value "
            f'GROUP BY entry) AS "{column.name}" ON "{column.name}".entry = listed.entry'
        )
        cells.append(_cell(f'"{column.name}".cell', column))
    sql = (
        "WITH listed (entry, place) AS MATERIALIZED (SELECT * FROM unnest(%s::bigint[]) WITH ORDINALITY) "
        f"SELECT {', '.join(cells)} FROM listed JOIN ({own_sql}) AS own ({own_names}) ON own.entry = listed.entry "
        f"{' '.join(gathered)} ORDER BY place"
    )
    return sql, (*own_params, *params)


def _cell(sql: str, column: Column | GatheredColumn) -> str:
    """``contract.md``: a text cell beginning with = + - @ tab or carriage return is written with a leading '."""
    text = f"nullif({sql}::text, '')"
    if column.is_text:
        # left() is cheaper than a regular expression on a long text.
        text = f"CASE WHEN left({sql}::text, 1) IN ({FORMULA_STARTS}) THEN '''' || {sql} ELSE {text} END"
    return f'{text} AS "{column.name}"'
