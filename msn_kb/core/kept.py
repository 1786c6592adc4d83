"""Answers of the database that are kept as long as no data changes: counts, facets, pictures' numbers.

What is kept is the answer to a statement with its parameters, not to a person: whoever may see something else asks
another statement. So nothing kept can pass the visibility door (``docs/decisions/0010-kept-answers.md``).

    with keeping():
        rows("SELECT count(*) FROM lessons_lesson WHERE kind = %s", ["challenge"])

Statements must depend on nothing but the watched tables (``changes``): not on the time, not on who signed in last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value

from .access import check_the_door
from .budget import within_budget
from .changes import version

CACHE = "answers"

Rows = list[tuple[Any, ...]]


class _Keeper:
    """The version of the data that a request begins with, asked for when it is first needed."""

    @cached_property
    def version(self) -> int | None:
        return version()

    def key(self, sql: str, params: Sequence[Any]) -> str:
        asked = (connection.settings_dict["NAME"], self.version, sql, tuple(params))
        return sha256(repr(asked).encode()).hexdigest()


_keeper: ContextVar[_Keeper | None] = ContextVar("keeper", default=None)


@contextmanager
def keeping() -> Iterator[None]:
    """While this lasts :func:`rows` may answer with what was kept. For requests that only read."""
    token = _keeper.set(_Keeper())
    try:
        yield
    finally:
        _keeper.reset(token)


def rows(sql: str, params: Sequence[Any] = ()) -> Rows:
    """The rows that the statement answers with; raises ``OutOfTime`` where it has a budget and spends it."""
    keeper = _keeper.get()
    if keeper is None:
        return _ask(sql, params)
    key = keeper.key(sql, params)
    found = caches[CACHE].get(key)
    if found is None:
        # Answers younger than the version they are kept under do no harm: who sees a later version asks anew.
        found = _ask(sql, params)
        caches[CACHE].set(key, found)
    return found


def _ask(sql: str, params: Sequence[Any]) -> Rows:
    with connection.cursor() as cursor:
        within_budget(cursor, sql, params)
        return cursor.fetchall()


def values(queryset: QuerySet) -> Rows:
    """The rows of ``queryset.values_list(…)``."""
    check_the_door(queryset)
    try:
        return rows(*queryset.query.sql_with_params())
    except EmptyResultSet:
        return []


def count(queryset: QuerySet) -> int:
    """How many rows ``queryset`` holds; 0 for one that can hold none."""
    return sum(number for (number,) in values(counted(queryset).values_list("number")))


def counted(queryset: QuerySet) -> QuerySet:
    """A queryset of one row, ``number``: how many rows ``queryset`` holds; of none where these are none."""
    return queryset.order_by().annotate(all_=Value(1)).values("all_").annotate(number=Count("pk"))
