"""Logs without the texts of entries: what PostgreSQL says of a row that failed quotes the whole row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import TracebackType

import psycopg2
from django.db import Error

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def first_line(error: BaseException) -> str:
    """What a database error says before its details (the row, the statement), which hold texts of entries."""
    return str(error).partition("\n")[0]


class DiscreetFormatter(logging.Formatter):
    """Writes database errors, wherever they stand in a chain of errors, by their first line."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's own name
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            if isinstance(error, (Error, psycopg2.Error)) and "\n" in str(error):
                text = text.replace(str(error), f"{first_line(error)} (details left out)")
        return text


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """``error`` and what led to it."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]
