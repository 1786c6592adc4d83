"""CSV to ``contract.md``: UTF-8 with BOM, comma, CRLF, RFC 4180 quoting, through PostgreSQL's ``COPY``.

The table is written to a temporary file first, in constant memory, so that a failure is an error and not half a file.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from .table import Column, GatheredColumn, statement

CHUNK = 256 * 1024
# For sorts of a few columns of all entries; compiling a statement that runs once is time lost. Without statistics, as
# after an import, the planner expects single rows and would gather every cell anew for each of them: minutes for two
# hundred rows. Hash and merge joins cannot go that wrong, and are no slower for many rows.
PLANNING = {"work_mem": "32MB", "jit": "off", "enable_nestloop": "off"}


class CsvFile:
    """Rows of CSV on disk, taken in any order and given back in the list's: iterating yields the file's bytes.

    As a target of ``COPY`` it gets one row a call (libpq's ``PQgetCopyData`` hands over whole rows), the row's place in
    front. Rows end with CRLF here, and line feeds within cells stay what they are: ``COPY`` always writes LF.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self.header = codecs.BOM_UTF8 + ",".join(header).encode() + b"\r\n"
        self.size = len(self.header)
        self._file = tempfile.TemporaryFile(buffering=CHUNK)  # noqa: SIM115 - close() closes it
        self._places = array("Q")
        self._starts = array("Q", [0])

    def write(self, row: bytes) -> int:
        """Take one row: its place, a comma, its cells, a line feed."""
        place, _, cells = row.partition(b",")
        self._places.append(int(place))
        self._file.write(cells[:-1])
        self._file.write(b"\r\n")
        self._starts.append(self._starts[-1] + len(cells) + 1)
        self.size += len(cells) + 1
        return len(row)

    def __iter__(self) -> Iterator[bytes]:
        self._file.flush()
        descriptor = self._file.fileno()
        chunk = [self.header]
        length = len(self.header)
        for row in sorted(range(len(self._places)), key=self._places.__getitem__):
            start, stop = self._starts[row], self._starts[row + 1]
            chunk.append(os.pread(descriptor, stop - start, start))
            length += stop - start
            if length >= CHUNK:
                yield b"".join(chunk)
                chunk, length = [], 0
        yield b"".join(chunk)

    def close(self) -> None:
        """Give the disk space back; the response calls this."""
        self._file.close()


def small_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> CsvFile:
    """A table of a few rows that stand in memory already, to the same rules; whoever takes the file closes it."""
    file = CsvFile([])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in header])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    file.header = codecs.BOM_UTF8 + text.getvalue().encode()
    file.size = len(file.header)
    return file


def _harmless(cell: str) -> str:
    """``contract.md``: a text cell that a spreadsheet would take for a formula gets a leading apostrophe."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def write_csv(rows: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any) -> CsvFile:
    """The table of ``rows``, an ordered queryset through the visibility door; whoever takes the file closes it."""
    file = CsvFile([column.name for column in columns])
    try:
        query = statement(rows, columns, user)
        with room_for_exports(), connection.cursor() as cursor:
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", file)
    except EmptyResultSet:
        return file
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def room_for_exports() -> Iterator[None]:
    """Within this transaction PostgreSQL may take the memory that an export needs."""
    with transaction.atomic(), connection.cursor() as cursor:
        for setting, value in PLANNING.items():
            cursor.execute(f"SET LOCAL {setting} = %s", [value])
        yield
