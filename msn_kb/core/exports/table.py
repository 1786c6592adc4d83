"""A table for export as one SQL statement, one column a definition.

Values of many-to-many columns are gathered for all entries at once and then joined: a subquery for each cell takes four
times as long for 200,000 rows. Rows come in the order of their keys, with their place in the list before them: sorting
whole rows would take PostgreSQL as long as all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import RowNumber

SEPARATOR = "; "
FORMULA_STARTS = ", ".join(str(ord(char)) for char in "=+-@\t\r")


@dataclass(frozen=True)
class Column:
    """A value of the record itself. ``is_text``: people wrote it, so it might begin like a formula."""

    name: str
    value: BaseExpression | F
    is_text: bool = True


@dataclass(frozen=True)
class Handlings:
    """Rows through the door that tie entries to records: ``entry`` is the column of the entry's primary key,
    ``handling`` the path to the record's handling.
    """

    rows: QuerySet
    entry: str
    handling: str


@dataclass(frozen=True)
class GatheredColumn:
    """Several values in one cell.

    ``pairs`` gives (entry's primary key, text, order) rows, limited to what the user may see. ``repeats``: a value may
    come twice for an entry, and is written once. ``handlings`` tells where the handling of
    records that are not always public is found, because the file's name speaks of it.
    """

    name: str
    pairs: Callable[[Any], QuerySet]
    is_text: bool = True
    repeats: bool = False
    handlings: Callable[[Any], Handlings] | None = None


def statement(rows: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any) -> str:
    """SQL that gives the table of ``rows``, an ordered queryset through the visibility door, parameters bound.

    The first column is the row's place in the list, from 1; after it each cell is text, NULL where there is no value.
    Raises ``EmptyResultSet`` where ``rows`` can hold nothing.
    """
    own = [column for column in columns if isinstance(column, Column)]
    values = {f"c_{column.name}": column.value for column in own}
    order: list[Any] = list(rows.query.order_by)
    place = Window(RowNumber(), order_by=order)
    places_sql, places_params = (
        rows.order_by().annotate(place_=place).values_list("pk", "place_").query.sql_with_params()
    )
    own_sql, own_params = (
        rows.order_by().annotate(**values).values_list("pk", *values).query.sql_with_params()
    )
    joins, params = [], [*places_params]
    for column in columns:
        if isinstance(column, GatheredColumn):
            sql, gathered_params = _gathered(column, user)
            joins.append(f'LEFT JOIN ({sql}) AS "{column.name}" ON "{column.name}".entry = listed.entry')
            params += gathered_params
    names = ", ".join(["entry", *(f'"{column.name}"' for column in own)])
    # The record's own, wide columns come last, so that the joins before pass on narrow rows.
    sql = (
        f"SELECT listed.place, {', '.join(_cell(column) for column in columns)} "
        f"FROM ({places_sql}) AS listed (entry, place) {' '.join(joins)} "
        f"JOIN ({own_sql}) AS own ({names}) ON own.entry = listed.entry ORDER BY listed.entry"
    )
    params += own_params
    with connection.cursor() as cursor:
        return cursor.cursor.mogrify(sql, params).decode()


def _gathered(column: GatheredColumn, user: Any) -> tuple[str, tuple[Any, ...]]:
    """SQL of (entry, cell) rows and its parameters."""
    sql, params = column.pairs(user).query.sql_with_params()
    pairs = f"({sql}) AS pair (entry, text, position)"
    if column.repeats:
        pairs = f"(SELECT DISTINCT entry, text, position FROM {pairs}) AS pair"
    cell = f"string_agg(text, '{SEPARATOR}' ORDER BY position, text)"
    return f"SELECT entry, {cell} AS cell FROM {pairs} GROUP BY entry", params


def _cell(column: Column | GatheredColumn) -> str:
    """``contract.md``: a text cell beginning with = + - @ tab or carriage return is written with a leading '."""
    value = f'own."{column.name}"' if isinstance(column, Column) else f'"{column.name}".cell'
    # What was gathered is NULL where nothing was; a record's own texts are empty.
    text = f"nullif({value}::text, '')" if isinstance(column, Column) else value
    if column.is_text:
        # ascii(), the code of the first character, is the cheapest look at a text there is.
        text = f"CASE WHEN ascii({value}::text) IN ({FORMULA_STARTS}) THEN '''' || {value} ELSE {text} END"
    return f'{text} AS "{column.name}"'
