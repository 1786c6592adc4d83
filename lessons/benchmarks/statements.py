"""The SQL of a page: listened to while the page is made, then run again by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction


@dataclass(frozen=True)
class Statement:
    """One statement with its parameters, as the page sent it."""

    sql: str
    params: Any


@dataclass
class Recorder:
    """Keeps the statements that run while it listens."""

    statements: list[Statement] = field(default_factory=list)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not many:
            self.statements.append(Statement(sql, params))
        return execute(sql, params, many, context)


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """The statements that the block sends to the database."""
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        yield recorder.statements


def replay(statements: list[Statement]) -> list[float]:
    """Milliseconds of each statement alone, all its rows read.

    The driver's own cursor runs them, so that nothing of Django is in the figure. What they write is taken back.
    """
    times = []
    connection.ensure_connection()
    with transaction.atomic(), connection.connection.cursor() as cursor:
        for statement in statements:
            start = time.perf_counter()
            cursor.execute(statement.sql, statement.params)
            if cursor.description:
                cursor.fetchall()
            times.append((time.perf_counter() - start) * 1000)
        transaction.set_rollback(True)
    return times


def plan(statement: Statement) -> str:
    """What PostgreSQL does for the statement, with the time of each step."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement.sql}", statement.params)
        return "\n".join(line for (line,) in cursor.fetchall())
