"""Several one-column queries answered by one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from . import kept


def gathered(queries: Mapping[str, QuerySet]) -> Iterator[tuple[str, Any]]:
    """(name, value) of every row of the one-column ``queries``, each in its own order.

    The rows never pass through the querysets, so whoever calls this has brought them through the visibility door.
    """
    branches, params = [], []
    for name, rows in queries.items():
        try:
            sql, own = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        branches.append(f"SELECT %s, row_number() OVER (), value FROM ({sql}) AS found (value)")
        params += [name, *own]
    if not branches:
        return
    for name, _, value in sorted(kept.rows(" UNION ALL ".join(branches), params), key=lambda row: row[:2]):
        yield name, value
