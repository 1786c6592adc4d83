"""Rows written by one ``INSERT … SELECT`` a table, with the models' own defaults for every column not named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, Model

from msn_kb.core.folding import FoldedField

from .prose import chance

Table = type[Model]


def insert(model: Any, rows: str, values: Mapping[str, str], where: str = "true") -> None:
    """Write a row of ``model`` for each row of the SQL ``rows``; ``values`` are expressions by field.

    Columns that are not named get what the model would give them: tables may grow columns that no benchmark knows.
    Rows that break a uniqueness are left out.
    """
    fields = [field for field in model._meta.local_concrete_fields if _is_written(field)]
    unknown = set(values) - {field.name for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no column for {', '.join(sorted(unknown))}")
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    expressions = ", ".join(values.get(field.name) or _default(field, values) for field in fields)
    execute(
        f"INSERT INTO {table(model)} ({columns}) SELECT {expressions} FROM {rows} WHERE {where} "
        f"ON CONFLICT DO NOTHING"
    )


def numbered(count: int) -> str:
    """SQL of rows numbered ``n`` from 1 to ``count``."""
    return f"generate_series(1::bigint, {count}) AS n"


def each(model: Table, turns: int = 1) -> str:
    """SQL of every record of ``model`` as ``record``, as often as ``turns``; ``n`` differs from row to row."""
    return (
        f"{table(model)} AS record CROSS JOIN generate_series(1, {turns}) AS turn "
        f"CROSS JOIN LATERAL (SELECT record.id * {turns} + turn AS n) AS numbered"
    )


def tag(
    model: Any, relation: str, turns: int, *, share: float = 0.75, skew: float = 2, where: str = "true"
) -> None:
    """Give the records of ``model`` up to ``turns`` values of a many-to-many relation."""
    field = model._meta.get_field(relation)
    salt = crc32(f"{model.__name__}.{relation}".encode()) % 100_000
    execute(
        f"INSERT INTO {table(field.remote_field.through)} ({field.m2m_column_name()}, {field.m2m_reverse_name()}) "
        f"SELECT record.id, {one_of(field.related_model, salt, skew=skew)} FROM {each(model, turns)} "
        f"WHERE {chance(salt + 1)} < {share} AND {where} ON CONFLICT DO NOTHING"
    )


def one_of(model: Table, salt: int, *, skew: float = 2, where: str = "true", row: str = "n") -> str:
    """SQL of a record's key; the higher ``skew``, the more rows take the first records. 1 is even."""
    ids = f"(SELECT array_agg(id ORDER BY id) FROM {table(model)} WHERE {where})"
    total = scalar(f"SELECT count(*) FROM {table(model)} WHERE {where}")
    return f"({ids})[1 + floor(power({chance(salt, row)}, {skew}) * {total})::int]"


def table(model: Any) -> str:
    """The quoted name of the model's table."""
    return connection.ops.quote_name(model._meta.db_table)


def execute(statement: str) -> None:
    """Run a statement that has no parameters."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def scalar(statement: str, params: Any = None) -> Any:
    """The first column of the first row; ``None`` without rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        row = cursor.fetchone()
        return row[0] if row else None


def _is_written(field: Field) -> bool:
    return not field.primary_key and not field.generated


def _default(field: Field, values: Mapping[str, str]) -> str:
    if isinstance(field, FoldedField) and field.source in values:
        return f"left(lower({values[field.source]}), {field.max_length})"
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "now()"
    if isinstance(field, ArrayField):
        return "'{}'"
    default = field.get_default()
    if default is None:
        return "NULL"
    if isinstance(default, bool | int | float):
        return str(default).lower()
    return "'" + str(default).replace("'", "''") + "'"
