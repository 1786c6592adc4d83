"""How long the database may take for one statement of a request that searches.

    with budget():
        kept.rows(...)  # raises OutOfTime where the statement takes longer

PostgreSQL cancels the statement by itself (``statement_timeout``). Within somebody else's transaction there is no
budget: what is cancelled would end that transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection

CANCELLED = "57014"  # PostgreSQL, Appendix A: query_canceled


class OutOfTime(Exception):
    """A statement would have cost more than its budget."""


_milliseconds: ContextVar[int] = ContextVar("budget", default=0)


@contextmanager
def budget() -> Iterator[None]:
    """While this lasts, each statement may take as long as ``SEARCH_SECONDS`` says."""
    token = _milliseconds.set(int(settings.SEARCH_SECONDS * 1000))
    try:
        yield
    finally:
        _milliseconds.reset(token)


def within_budget(cursor: Any, sql: str, params: Any) -> None:
    """Execute the statement; raises :class:`OutOfTime` where there is a budget and it is spent."""
    milliseconds = _milliseconds.get()
    if not milliseconds or connection.in_atomic_block:
        cursor.execute(sql, params)
        return
    try:
        # Sent together they are one transaction, with which the setting ends.
        cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}; {sql}", params)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == CANCELLED:
            raise OutOfTime from error
        raise
