"""How far an import is, told outside the transaction that writes it: by a second connection."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from ..models import ImportRun

SECONDS = 1.0
SET = "UPDATE lessons_importrun SET rows_done = %s WHERE id = %s"


@contextmanager
def told_outside(run: ImportRun) -> Iterator[Callable[[int], None]]:
    """Gives a function that writes how many rows of ``run`` are done, at most once a second.

    Nothing may have written to the run in the transaction that is open: this would wait for it for ever.
    """
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS:
            return
        last = time.monotonic()
        # That nobody hears how far it is must not stop the import itself.
        with suppress(DatabaseError), other.cursor() as cursor:
            cursor.execute(SET, [min(done, run.rows), run.pk])

    try:
        yield tell
    finally:
        other.close()
