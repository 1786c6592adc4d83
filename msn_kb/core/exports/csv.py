"""CSV to ``contract.md``: UTF-8 with BOM, comma, CRLF, RFC 4180 quoting, through PostgreSQL's ``COPY``.

The table is written to a temporary file first, in constant memory, so that a failure is an error and not half a file.
"""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import QuerySet

from .table import Column, GatheredColumn, statements

IN_MEMORY = 512 * 1024


class CrlfWriter:
    """Passes CSV on to ``target`` and ends rows, and rows only, with CRLF: ``COPY`` always writes LF.

    A line feed inside quotes belongs to a cell. Quotes inside cells are doubled, so counting quotes tells them apart.
    """

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self._quoted = False

    def write(self, data: bytes) -> int:
        """Write ``data``, a chunk that may end anywhere."""
        pieces = data.split(b'"')
        for number, piece in enumerate(pieces):
            if not self._quoted and b"\n" in piece:
                pieces[number] = piece.replace(b"\n", b"\r\n")
            if number < len(pieces) - 1:
                self._quoted = not self._quoted
        self.target.write(b'"'.join(pieces))
        return len(data)


def write_csv(
    rows: QuerySet, entries: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any
) -> IO[bytes]:
    """The table of ``rows`` as a CSV file, positioned at its start; the caller closes it.

    See :func:`msn_kb.core.exports.table.statements` for ``rows`` and ``entries``.
    """
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        target.write(codecs.BOM_UTF8)
        target.write(",".join(column.name for column in columns).encode() + b"\r\n")
        with one_snapshot(), connection.cursor() as cursor:
            for statement in statements(rows, entries, columns, user):
                cursor.cursor.copy_expert(
                    f"COPY ({statement}) TO STDOUT WITH (FORMAT csv)", CrlfWriter(target)
                )
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All statements within see the database at one moment. Within another transaction, that one decides."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
