"""CSV to ``contract.md``: UTF-8 with BOM, comma, CRLF, RFC 4180 quoting, through PostgreSQL's ``COPY``.

The table is written to a temporary file first, in constant memory, so that a failure is an error and not half a file.
"""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Sequence
from typing import IO, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .table import Column, GatheredColumn, mogrified, statement

IN_MEMORY = 512 * 1024


class CrlfWriter:
    """Passes CSV on to ``target`` and ends rows, and rows only, with CRLF: ``COPY`` always writes LF.

    A line feed inside quotes belongs to a cell. Quotes inside cells are doubled, so a count of quotes tells the two apart.
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


def write_csv(rows: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any) -> IO[bytes]:
    """The table of ``rows`` as a CSV file, positioned at its start; the caller closes it."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed to the response, which closes it
    try:
        target.write(codecs.BOM_UTF8)
        target.write(",".join(column.name for column in columns).encode() + b"\r\n")
        try:
            query = mogrified(*statement(rows, columns, user))
        except EmptyResultSet:
            query = ""
        if query:
            with connection.cursor() as cursor:
                cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", CrlfWriter(target))
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target
