"""What entries have in common that meet all conditions but one: found by keys instead of reading them all."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet

from ..search.indexed import Among


def in_common(conditions: list[Q], lifted: int) -> Q | None:
    """What entries that miss ``lifted`` conditions at most have in common, as far as it can be looked up: they stand in
    so many of the sets of primary keys that conditions name. ``None`` where it may be all of them.
    """
    sets = [found for found in map(_keys_of, conditions) if found is not None]
    fewest = len(sets) - lifted
    if fewest < 1:
        return None
    parts = [(f"SELECT DISTINCT entry FROM ({sql}) AS tied (entry)", params) for sql, params in sets if sql]  # noqa: S608
    if len(parts) < fewest:
        return Q(pk__in=[])
    every = " UNION ALL ".join(sql for sql, _ in parts)
    often = f"SELECT entry FROM ({every}) AS tied GROUP BY entry HAVING count(*) >= {fewest}"  # noqa: S608
    return Q(Among(often if fewest > 1 else every, [param for _, params in parts for param in params]))


def _keys_of(condition: Q) -> tuple[str, list[Any]] | None:
    """SQL of the primary keys that ``condition`` asks for; empty where there are none, ``None`` for any other one."""
    if condition.negated or not condition.children:
        return None
    if len(condition.children) > 1 and condition.connector != Q.OR:
        return None
    parts: list[str] = []
    params: list[Any] = []
    for child in condition.children:
        if isinstance(child, Q):
            inner = _keys_of(child)
            if inner is None:
                return None
            sql, own = inner[0], tuple(inner[1])
        elif isinstance(child, tuple) and child[0] == "pk__in" and isinstance(child[1], QuerySet):
            try:
                sql, own = child[1].query.sql_with_params()
            except EmptyResultSet:
                sql, own = "", ()
        else:
            return None
        if sql:
            parts.append(sql)
            params += own
    return " UNION ALL ".join(parts), params
