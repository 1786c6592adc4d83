"""Who writes, why and from where: told to the database, whose triggers note it with every change.

The three are settings of the database connection (``msn.by``, ``msn.reason``, ``msn.origin``), so that a statement
needs no Python to be kept under the right name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

LONGEST_REASON = 2000


@dataclass(frozen=True)
class Author:
    """Who is writing. ``by`` is the number of a user's row; ``origin`` is a word such as “admin” or “import”."""

    by: int | None = None
    reason: str = ""
    origin: str = ""


NOBODY = Author()
_author: ContextVar[Author] = ContextVar("author", default=NOBODY)


@contextmanager
def changing(
    by: Any = None, reason: str = "", origin: str = "", using: str = DEFAULT_DB_ALIAS
) -> Iterator[None]:
    """While this lasts, changes are kept as those of ``by`` (a user, or ``None``), with ``reason`` and ``origin``.

    What is left empty stays as it was outside.
    """
    outer = _author.get()
    pk = getattr(by, "pk", None)
    with _as(Author(pk or outer.by, reason[:LONGEST_REASON] or outer.reason, origin or outer.origin), using):
        yield


def explain(reason: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Give the reason of what is written from now on, until the innermost :func:`changing` ends."""
    author = replace(_author.get(), reason=reason[:LONGEST_REASON])
    _author.set(author)
    _tell(author, using)


def author() -> Author:
    """Who is writing now."""
    return _author.get()


@contextmanager
def _as(author: Author, using: str) -> Iterator[None]:
    outer = _author.get()
    token = _author.set(author)
    try:
        _tell(author, using)
        yield
    finally:
        _author.reset(token)
        connection = connections[using]
        # A connection that was lost has forgotten by itself; a transaction that failed takes its settings along.
        if connection.connection is not None and not connection.needs_rollback and connection.is_usable():
            _tell(outer, using)


def _tell(author: Author, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('msn.by', %s, false), set_config('msn.reason', %s, false), "
            "set_config('msn.origin', %s, false)",
            [str(author.by or ""), author.reason, author.origin],
        )
